"""Things whose share is often told beside their number and is of something else: seats have votes, loans interest."""

from __future__ import annotations

import re

from claims.lexicon import load
from claims.patterns import regex
from claims.relations.scene import Slot

__all__ = ["has_share_of_its_own"]

_THINGS = frozenset(str(load("shares")["so_many"]["with_shares_of_their_own"]).split())
_NOT_OF_ALL = regex(r"^\s(?:on average|a (?:year|month|week|day)|per \w+|(?:annual )?interest|alcohol|proof|each)\b")


def has_share_of_its_own(said: str, whole: Slot, share: Slot) -> bool:
    """Tell whether the share after "9 of the 12 loans" may be another than theirs; `said` stands between the two."""
    if _NOT_OF_ALL.match(share.right):
        return True
    named = {*re.findall(r"[\w'’-]+", said), whole.q.noun, whole.q.unit.removeprefix("count:")}
    return not _THINGS.isdisjoint({w for word in named for w in (word, word.removesuffix("s"))})
