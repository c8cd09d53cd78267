"""The items of an enumeration in running text, where their number is beyond doubt.

"Lyon, Turin and Basel" are three; "a park, a bridge, and roads" are three. An enumeration with appositions,
clauses, partial markers ("among them") or an "and" that may join words inside one item has no certain count,
and ``None`` is returned.
"""

from __future__ import annotations

import re

from claims.lexicon import load
from claims.patterns import regex

__all__ = ["bracketed_total", "is_name", "is_partial", "is_year", "read_items"]

_LEXICON = load("lists")
_MAX_ITEM_WORDS = 12


def _listed(key: str, separator: str | None = None) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in str(_LEXICON[key]).split(separator) if part.strip())


_PARTIAL = regex(r"(?<!\w)(?:" + "|".join(re.escape(p) for p in _listed("partial", ",")) + r")(?!\w)|…|\.\.\.", re.I)
_GLUED = {pair: pair.replace(" and ", " & ") for pair in (*_listed("names_with_and", ";"), *_listed("pairs", ";"))}
_ATTRIBUTES = frozenset(_listed("attributes"))
_BRACKETED = regex(r"\s?(?:\([^()]{0,120}\)|\[[^\[\]]{0,120}\])")
_QUOTED = regex(r"[\"“][^\"“”]{0,120}[\"”]")
_WHEN = regex(r"\sin (?:19|20)\d\d(?=[,;.]|$|\sand\s)")  # "Ana Ruiz in 2009"
_COMMA = regex(r",(?!\d{3}(?!\d))\s*")
_CLOSING = regex(r"(?:and|or|&)\s+", re.I)
_JOINT = regex(r"\s(?:and|or)\s")
_AGE = regex(r"(?:aged )?\d{1,3}")
_YEAR = regex(r"(?:in )?(?:1[5-9]|20)\d\d")
_COUNTED = regex(
    r"(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|many|all|both|"
    r"other|"
    r"first|second|third|firstly|secondly|half|most|no|another)\b)",
    re.I,
)
_SEVERAL = regex(
    r"\b(?:her|his|their|its|the)\s(?:\w+\s)?(?:two|three|four|five|six|several|many)\b|\b(?:both|couple|"
    r"twins)\b",
    re.I,
)
_GROUP = regex(r"(?:[Tt]he )(?:\w+ )*[a-z]+s$")  # "the Baltic states": many in one item
_CLAUSE = regex(
    r"\b(?:is|are|was|were|has|had|have|will|would|can|could|said|says|added|told|according|announced|"
    r"explained)\b|\d"
)


def is_name(item: str) -> bool:
    """Tell whether an item is a name: "Lyon", "the Hague", "Anna Brandt"."""
    bare = re.sub(r"^(?:the|de|von|van|al-)\s?", "", item.strip())
    return bare[:1].isupper()


def is_partial(text: str) -> bool:
    """Tell whether the words say that not everything is listed ("including", "among them")."""
    return bool(_PARTIAL.search(text))


def is_year(item: str) -> bool:
    """Tell whether an item is a year: "2010", "in 1998"."""
    return bool(_YEAR.fullmatch(item))


def bracketed_total(text: str) -> int:
    """Return the sum of the numbers in brackets: "Norway (3) and Sweden (2)" may be five medals."""
    return sum(int(n) for n in re.findall(r"\((\d{1,2})\)", text))


def read_items(text: str, names_only: bool = False) -> tuple[str, ...] | None:
    """Return the items of the enumeration that `text` consists of, ``None`` when they cannot be counted."""
    if is_partial(text):
        return None
    body = _QUOTED.sub("Quote", _WHEN.sub("", _BRACKETED.sub("", text))).strip(" .!?:;,\n\t")
    for pair, glued in _GLUED.items():
        if pair in body:
            body = body.replace(pair, glued)
    items = _semicolons(body) if ";" in body else _commas(body)
    if items is None or len(items) < 2 or not _plain(items):
        return None
    return items if not names_only or all(map(is_name, items)) else None


def _semicolons(body: str) -> tuple[str, ...] | None:
    parts = [_CLOSING.sub("", p.strip(), count=1) if _CLOSING.match(p.strip()) else p.strip() for p in body.split(";")]
    return tuple(parts) if all(parts) else None


def _commas(body: str) -> tuple[str, ...] | None:
    segments = [s.strip() for s in _COMMA.split(body)]
    segments = [s for i, s in enumerate(segments) if s and not (i and _AGE.fullmatch(s))]
    closing = next((i for i, s in enumerate(segments) if i and _CLOSING.match(s)), None)
    if closing is not None:  # "a, b, and c": the last item is announced, inner "and"s belong to their items
        if _unfit_tail(segments, closing):
            return None
        last = _CLOSING.sub("", segments[closing], count=1)
        if _JOINT.search(last):
            return None
        return (*segments[:closing], last)
    joined = [i for i, s in enumerate(segments) if _JOINT.search(s)]
    if not joined:
        return tuple(segments) if len(segments) > 2 else None
    at = joined[0]
    halves = _JOINT.split(segments[at])
    if len(joined) > 1 or len(halves) != 2 or _unfit_tail(segments, at):
        return None
    return (*segments[:at], *(h.strip() for h in halves))


def _unfit_tail(segments: list[str], last: int) -> bool:
    """Tell whether what follows the last item may be another item; a clause after names is no item."""
    tail = segments[last + 1 :]
    if not tail:
        return False
    return not (is_name(segments[0]) and tail[0][:1].islower() and not any(is_name(t) for t in tail))


def _plain(items: tuple[str, ...]) -> bool:
    """Tell whether the items are of one make, each a single thing."""
    if all(map(is_year, items)):
        return True
    if is_name(items[0]) and not all(map(is_name, items)):
        return False
    for item in items:
        words = item.split()
        if not words or len(words) > _MAX_ITEM_WORDS or words[0].lower() in _ATTRIBUTES:
            return False
        if _COUNTED.match(item) or _SEVERAL.search(item) or _GROUP.search(item) or _CLAUSE.search(item):
            return False
    return True
