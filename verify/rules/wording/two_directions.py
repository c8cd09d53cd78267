"""One change told twice, once as a rise and once as a fall: "1,200 more than a year ago, a dip of 1.8%".

Read for the rule `direction-mismatch`. Both must be told against one time; "a fall of 3% since May" is another change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Kind
from claims.patterns import regex
from verify.directions import direction_of
from verify.rules.lines import HEDGE, MENTION, WORD, Line, figure

__all__ = ["contrary"]

_TIME = (
    rf"(?:{MENTION}|in|at|during|for|last|the|same|a|year|month|week|season|time|previous|earlier|ago|before|of|this)"
)
_NOUN = rf",? (?:or |that is |which is )?an? (?:{WORD} )?(?P<noun>{WORD}) of {HEDGE}{figure('c')}"
_MORE = regex(
    rf"{figure('a')}(?: {WORD}){{0,2}}? (?P<word>more|fewer|less|higher|lower|up|down) (?:than|on)"
    rf"(?: ?{_TIME}){{1,8}}{_NOUN}"
)
_MOVED = regex(rf"(?P<word>(?>{WORD})) to {HEDGE}{figure('a')}(?: {WORD}){{0,3}}?(?: ?{_TIME}){{0,8}}{_NOUN}")
_ENDS = regex(r"\s*(?:[.,;)]|$|(?:on|from) (?:the |last year's )?(?:revised )?#)")
_EITHER_WAY = frozenset(  # nouns that are said of losses and times too, and may go the other way
    "improvement deterioration gain loss recovery saving advance setback slowdown acceleration easing win".split()
)
_TURNED = regex(
    r"\b(?:loss|losses|deficit|deficits|debt|real terms|adjusted|inflation|per dollar|exchange rate|ranking|ranked)\b"
)
_WORD = regex(rf"(?<![\w#@-]){WORD}")


def contrary(line: Line) -> Iterator[re.Match[str]]:
    """Yield the matches of a line whose `word` goes one way and whose `noun` the other, about one change."""
    shape = line.shape
    if len(line.figures) < 2 or _TURNED.search(shape):
        return
    for word in _WORD.finditer(shape):
        if direction_of(word.group(), "verbs"):
            match = _MOVED.match(shape, word.start())
            if match is not None and _is_contrary(line, match, "verbs"):
                yield match
    yield from (match for match in _MORE.finditer(shape) if _is_contrary(line, match, "adverbs"))


def _is_contrary(line: Line, match: re.Match[str], section: str) -> bool:
    noun, change = match["noun"], line.figure(match, "c")
    if noun in _EITHER_WAY or change is None or change.kind is not Kind.GROWTH_RATE or change.unit != "percent":
        return False
    ways = direction_of(match["word"], section), direction_of(noun, "nouns")
    return ways in ((1, -1), (-1, 1)) and _ENDS.match(line.shape, match.end()) is not None
