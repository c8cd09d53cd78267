"""Multiples of another area or another time: "3.8 times that of the Netherlands", "twice as many as in 2002"."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.interval import Interval
from claims.model import PeriodMention, Quantity
from claims.patterns import regex
from claims.period import frequency, same
from reference.changes import Change, cell_at
from reference.comparison import Comparison
from reference.computed import Compute, compare_computed
from reference.labels import is_change
from reference.match import Candidate
from reference.model import Indicator
from reference.reading import Reading, Scene
from reference.units import parse_unit
from reference.words import content, lexicon

__all__ = ["compare_multiple", "compares_things"]

_COMPARES = regex(
    r"\s+(?:as|that|those|the|its|their|what|more|larger|bigger|higher|greater|bigger|smaller|than)\b", re.IGNORECASE
)
_BEFORE_PERIOD = regex(
    r"\b(?:as|than|of|from|that of|those of|number of|level of|size of|figure of|total of)\s+"
    r"(?:in\s+|it was in\s+|they were in\s+|of\s+)?(?:the year\s+)?$"
)
_BEFORE_PLACE = regex(
    r"\b(?:that of|those of|as|as in|than|than in|of|as that of|than that of|the size of)\s+(?:the\s+)?$"
)
_MEASURED = regex(
    r"\s+as (?:much|many|large|big|high|great|populous)(?P<what>(?:\s+[A-Za-z][\w-]*){0,4}?)\s+(?:as|in|last|than)\b"
)
_SIZE = "size large big number as much many level times double half"


def compares_things(scene: Scene, quantity: Quantity) -> bool:
    """Tell whether the words behind a multiple compare with something, so that it is no growth of its own."""
    return quantity.surface[-5:].lower() == "times" and _COMPARES.match(scene.document.text, quantity.end) is not None


def compare_multiple(scene: Scene, reading: Reading) -> Comparison | None:
    """Judge a multiple of another area or of another period; ``None`` where neither is named."""
    quantity = reading.quantity
    assert quantity is not None
    reading = _with_phrase(scene, reading, quantity)
    now, base = _periods(scene, reading, quantity)
    other = _other_area(scene, reading, quantity)
    if other is not None:
        placed = replace(reading, areas=_own_area(scene, reading, quantity, other), area_known=True, period=now)

        def by_area(match: Candidate, period: str | None) -> list[Change]:
            return _ratio(scene, match, period, replace(match, area=other), period)

        return _compared(scene, placed, by_area)
    if base is None or same(base, now):
        return None
    before = base

    def by_time(match: Candidate, period: str | None) -> list[Change]:
        return _ratio(scene, match, period, match, before)

    return _compared(scene, replace(reading, period=now, compared_to=base), by_time)


def _compared(scene: Scene, reading: Reading, compute: Compute) -> Comparison:
    return compare_computed(scene, reading, _fits, compute, "multiple", "multiple")


def _fits(indicator: Indicator) -> bool:
    return (
        indicator.kind != "rank"
        and not is_change(indicator)
        and not indicator.is_growth
        and parse_unit(indicator.unit).dimension
        not in (
            "rank",
            "ordinal",
            "index",
        )
    )


def _with_phrase(scene: Scene, reading: Reading, quantity: Quantity) -> Reading:
    """Add what is compared, where it stands behind the multiple: "as much carbon dioxide as"."""
    match = _MEASURED.match(scene.document.text, quantity.end)
    words = content(match["what"]) if match else ()
    kept = tuple(w for w in (*reading.core, *words) if w not in content(_SIZE))
    known = lexicon()
    core = tuple(w for w in dict.fromkeys(kept) if w not in known.neutral or w in words)
    return replace(reading, core=core, noun=tuple(w for w in words if w not in known.neutral))


def _periods(scene: Scene, reading: Reading, quantity: Quantity) -> tuple[str | None, str | None]:
    """Return the period of the figure and the one that it is compared with."""
    mentions = [m for m in scene.sentence_mentions(reading.sentence) if m.period and m.relation in ("at", "from", "to")]
    distinct = list(dict.fromkeys(m.period for m in mentions))
    if len(distinct) != 2:
        return reading.period, None
    base = next((m for m in mentions if m.start > quantity.end and _is_base(scene, m)), None)
    if base is None or frequency(distinct[0]) != frequency(distinct[1]):
        return reading.period, None
    now = next(p for p in distinct if p != base.period)
    return now, base.period


def _is_base(scene: Scene, mention: PeriodMention) -> bool:
    return _BEFORE_PERIOD.search(scene.document.text, max(mention.start - 30, 0), mention.start) is not None


def _other_area(scene: Scene, reading: Reading, quantity: Quantity) -> str | None:
    text = scene.document.text
    for place in scene.sentence_places(reading.sentence):
        if place.start < quantity.end or len(place.areas) == 0:
            continue
        lead = text[max(place.start - 24, quantity.end) : place.start]
        owns = text[place.end : place.end + 2] in ("'s", "’s", "' ")
        if _BEFORE_PLACE.search(lead) or (owns and lead.strip()):
            found = sorted(place.areas)
            return found[0] if len(found) == 1 else None
    return None


def _own_area(scene: Scene, reading: Reading, quantity: Quantity, other: str) -> frozenset[str] | None:
    """Return the area that is the multiple: the bound one, else the last that stands before the figure."""
    own = (reading.areas or frozenset()) - {other}
    if own:
        return own
    before = [p.areas - {other} for p in scene.sentence_places(reading.sentence) if p.end <= quantity.start]
    return before[-1] if before and before[-1] else None


def _ratio(scene: Scene, match: Candidate, period: str | None, other: Candidate, base: str | None) -> list[Change]:
    above, below = cell_at(scene, match, period), cell_at(scene, other, base)
    if above is None or below is None:
        return []
    top, bottom = above.observation, below.observation
    if bottom.value <= 0 or top.value <= 0 or not top.interval.bounded or not bottom.interval.bounded or top is bottom:
        return []
    value: Interval = top.interval / bottom.interval
    exact = top.value / bottom.value
    return [
        Change(
            value, (top, bottom), f"{top.printed} / {bottom.printed} = {exact:.2f}", above.later or below.later, exact
        )
    ]
