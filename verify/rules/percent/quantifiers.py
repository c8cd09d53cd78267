"""Words that say how large a share is, as intervals of percent, and the word that fits a share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from claims.interval import Interval
from claims.model import Hedge, Quantity
from claims.patterns import regex
from verify.rules.lines import Line
from verify.rules.percent.people import is_people

__all__ = ["Quantifier", "fraction_near", "quantifiers", "wording_for"]

_D = Decimal
_ALL = _D(100)
_HALF = _D(50)
_ROUNDING = _D("0.6")  # 50.4 percent printed as 50
_CLOSE_TO_HALF = _D(45)
_BEFORE = 24  # characters before a fraction where its hedge stands
_PART_OF_A_PART = regex(r"\b(?:of whom|of these|of those|of them|of which),? (?:\w+ ){0,2}$")
_ZERO = _D(0)
_HEDGED: tuple[tuple[re.Pattern[str], Decimal | None, Decimal | None], ...] = (  # how far below and above it reaches
    (regex(r"\b(?:nearly|almost|just under|close to|not quite|just short of) $"), _D("0.12"), _ZERO),
    (regex(r"\b(?:fewer than|less than|under|below) $"), None, _ZERO),
    (regex(r"\b(?:just over|slightly more than|a little over|just more than) $"), _ZERO, _D("0.15")),
    (regex(r"\b(?:more than|over|above|at least) $"), _ZERO, None),
)
_SIZES = r"(?:clear |large |small |narrow |slim |bare |absolute |tiny |significant |sizeable )?"
_OFFICES = r"(?! (?:leader|party|whip|owner|shareholder|rule|government|groups?|language|rights|ethnic)\b)"
_WORD_FORMS = regex(
    r"(?<!the )(?<!at )(?<!a )(?<!their )(?<!its )(?<!'s )\b(?P<most>most)(?= (?P<next>[a-z'-]+))"
    r"|\b(?P<vast>(?:the|an?) (?:vast|overwhelming|huge) majority(?: of)?)"
    rf"|\b(?P<majority>(?:the |an? )?{_SIZES}majority(?: of)?){_OFFICES}"
    rf"|\b(?P<minority>(?:only |just )?(?:the |an? )?{_SIZES}minority(?: of)?){_OFFICES}"
)
_WORDS = ("most", "majority", "minority")  # one of them is in each match
_FRACTIONS = {
    _D(50): "half", _ALL / 3: "a third", _ALL * 2 / 3: "two-thirds", _D(25): "a quarter",
    _D(75): "three-quarters",
    _D(20): "a fifth", _D(40): "two-fifths", _D(60): "three-fifths", _D(80): "four-fifths", _D(10): "a tenth",
    _ALL / 6: "a sixth", _ALL / 8: "an eighth", _D(30): "three in ten", _D(70): "seven in ten",
    _D(90): "nine in ten",
}  # fmt: skip
_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


@dataclass(frozen=True, slots=True)
class Quantifier:
    """A wording of a share in a line: where it stands in the shape and in the text, and what it allows."""

    shape_start: int
    shape_end: int
    start: int
    end: int
    allowed: Interval
    figure: Quantity | None  # a fraction in words; ``None`` for most, majority, minority


def quantifiers(line: Line) -> Iterator[Quantifier]:
    """Yield the wordings of shares in a line, in no particular order."""
    worded = any(word in line.shape for word in _WORDS)
    for match in _WORD_FORMS.finditer(line.shape) if worded else ():
        if match.group("most") and not _counts_people(match.group("next")):
            continue
        name = next(key for key in ("most", "vast", "majority", "minority") if match.group(key))
        allowed = {"vast": Interval(_D(60), _ALL), "minority": Interval(_D(0), _HALF)}.get(name, Interval(_HALF, _ALL))
        start, end = line.span(match, name)
        yield Quantifier(match.start(), match.end(), start, end, allowed, None)
    for match in re.finditer(r"#(\d+)#", line.shape):
        q = line.figures[int(match.group(1))]
        if (spoken := _spoken(q, line.shape[max(0, match.start() - _BEFORE) : match.start()])) is not None:
            sided = spoken.lower == 0 or spoken.upper == _ALL
            start = q.hedge_start if sided and q.hedge_start is not None and q.surface.lower() == "half" else q.start
            yield Quantifier(match.start(), match.end(), start, q.end, spoken, q)


def _counts_people(following: str) -> bool:
    """ "most voters", "most of them", and not the superlative "most popular"."""
    return (
        following == "of"
        or is_people([following])
        or (following.endswith("s") and not following.endswith(("ous", "ss", "less")))
    )


def _spoken(q: Quantity, before: str) -> Interval | None:
    """Return the share of a fraction in words ("two-thirds", "one in five") in percent, with its hedge."""
    words = q.surface.lower()
    spoken = q.style == "fraction" or (q.style == "words" and " in " in words)
    if not spoken or q.value is None or q.skipped is not None or any(c.isdigit() for c in words):
        return None
    if _PART_OF_A_PART.search(before) or not (q.unit == "percent" or 0 < q.value <= 1):
        return None
    factor = _D(1) if q.unit == "percent" else _ALL
    value = q.value * factor
    for pattern, below, above in _HEDGED:
        if pattern.search(before):
            low = _D(0) if below is None else value * (1 - below) - _ROUNDING
            high = _ALL if above is None else value * (1 + above) + _ROUNDING
            return Interval(max(low, _D(0)), min(high, _ALL)) if low <= _ALL and high >= 0 else None
    reach = q.lenient.scaled(factor)
    if q.hedge is Hedge.EXACT and reach.lower is not None and reach.upper is not None:
        slack = (reach.upper - reach.lower) / 8
        return Interval(reach.lower - slack, reach.upper + slack)
    return reach


def wording_for(quantifier: Quantifier, share: Decimal, printed: str) -> tuple[str, ...]:
    """Return the wordings that fit the share, best first, to stand in the place of the printed ones."""
    if quantifier.figure is None:
        of = "" if printed.lower() == "most" else " of" if printed.lower().endswith(" of") else ""
        tail = " of" if printed.lower() == "most" else of
        if share < _HALF:
            close = ("just under half", "almost half") if share >= _CLOSE_TO_HALF else ()
            options = ("a minority", "fewer than half", *close)
        else:
            options = ("a majority", "more than half")
        return tuple(f"{option}{tail}" for option in options)
    if printed.lower().endswith(" than half"):
        return ("more than half",) if share > _HALF else ("fewer than half",)
    if " in " in printed.lower() and share > 0:
        n = int((_ALL / share).to_integral_value())
        if 2 <= n < len(_SMALL) and abs(_ALL / n - share) <= share / 10:
            return (f"one in {_SMALL[n]}",)
    near = fraction_near(share)
    return () if near is None else (near,)


def fraction_near(share: Decimal) -> str | None:
    """Return the fraction in words that a share in percent is close to, "a third" for 33."""
    best = min(_FRACTIONS, key=lambda value: abs(value - share))
    return _FRACTIONS[best] if abs(best - share) <= best / 12 else None
