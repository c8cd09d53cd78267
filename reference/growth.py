"""Compare rates of growth, changes in points, differences and multiples.

Where a rate is published it decides; where only levels are, the rate is computed from them.
"""

from __future__ import annotations

from dataclasses import replace

from claims.model import Kind, Quantity
from reference.changes import Change, changes_of, fits_change, implied_change, stated_change
from reference.comparison import Aspect, Comparison, Outcome, Repair
from reference.labels import is_change
from reference.levels import decide
from reference.match import MARGIN, Candidate, candidates
from reference.misreadings import Case, explained
from reference.model import Indicator
from reference.reading import Reading, Scene, has_growth_words
from reference.units import parse_unit
from reference.wording import basis_of_wording

__all__ = ["compare_change"]


def compare_change(scene: Scene, reading: Reading) -> Comparison:
    """Judge a figure that states how much something changed."""
    judged = _compare(scene, reading)
    if judged.outcome == "refuted":
        for period in scene.named_periods(reading):  # the sentence names another period than the bound one
            other = _compare(scene, replace(reading, period=period, compared_to=None))
            if other.outcome == "supported":
                return other
    return judged


def _compare(scene: Scene, reading: Reading) -> Comparison:
    quantity = reading.quantity
    assert quantity is not None
    reading = replace(reading, basis=reading.basis or basis_of_wording(scene, reading))
    found = candidates(reading, scene.store, lambda i: fits_change(quantity, i) and _may_be_rate(reading, quantity, i))
    published = [c for c in found if c.indicator.is_growth or is_change(c.indicator)]
    levels = [c for c in found if c not in published]
    results = [
        decide(reading, group, lambda c: _judge(scene, reading, c), _aspect(quantity)) for group in (published, levels)
    ]
    told = [r for r in results if r.outcome != "not_enough_info"]
    if quantity.kind is Kind.PP_CHANGE and all(r.outcome != "supported" for r in told):
        relative = _points_for_percent(scene, reading)
        if relative is not None:
            return relative
    if not told:
        return results[0] if published or not levels else results[1]
    if len(told) == 2 and told[0].match and told[1].match:
        published_match, level_match = told[0].match, told[1].match
        own = (
            published_match.indicator.growth_of == level_match.indicator.id
            or published_match.score >= level_match.score - MARGIN
        )
        return told[0] if own else told[1]
    return told[0]


def _may_be_rate(reading: Reading, quantity: Quantity, indicator: Indicator) -> bool:
    """A change in points of a rate of growth ("inflation fell 0.6 points") must name that rate."""
    return quantity.kind is not Kind.PP_CHANGE or not indicator.is_growth or has_growth_words(reading)


def _points_for_percent(scene: Scene, reading: Reading) -> Comparison | None:
    """Percentage points of something that is no rate: the growth of the record, wrongly worded."""
    quantity = reading.quantity
    if quantity is None or quantity.kind is not Kind.PP_CHANGE:
        return None
    relative = replace(quantity, kind=Kind.GROWTH_RATE, unit="percent")
    judged = compare_change(scene, replace(reading, quantity=relative))
    if judged.outcome != "supported" or judged.match is None:
        return None
    level = scene.store.indicator(judged.match.indicator.growth_of) or judged.match.indicator
    if parse_unit(level.unit).dimension == "percent":
        return None
    repair = Repair(start=quantity.start, end=quantity.end, how="percent", why="a relative change")
    return replace(
        judged,
        outcome="refuted",
        aspect="points",
        diagnosis=("percent-for-points",),
        repairs=(repair,),
        note="the change is relative, in percent",
    )


def _aspect(quantity: Quantity) -> Aspect:
    aspects: dict[Kind, Aspect] = {
        Kind.PP_CHANGE: "points",
        Kind.ABSOLUTE_CHANGE: "difference",
        Kind.MULTIPLE: "multiple",
    }
    return aspects.get(quantity.kind, "growth")


def _judge(scene: Scene, reading: Reading, match: Candidate) -> Comparison | None:
    quantity = reading.quantity
    assert quantity is not None
    changes = changes_of(scene, reading, match, quantity.kind)
    stated = stated_change(quantity)
    if not changes:
        return _implied(scene, reading, quantity, match)
    for change in changes:
        if stated.meets(change.value):
            return _comparison(quantity, match, change, "supported")
    if len(changes) > 1:  # the basis is not stated: neither reading fits, so only a slip may speak
        return None
    base = _comparison(quantity, match, changes[0], "refuted")
    return explained(Case(scene, reading, quantity, match, base, changes[0], stated))


def _implied(scene: Scene, reading: Reading, quantity: Quantity, match: Candidate) -> Comparison | None:
    """Judge a rate by the printed level and the recorded base; refuted only where a slip of the rate explains it."""
    change = implied_change(scene, reading, match)
    if change is None:
        return None
    stated = stated_change(quantity)
    if stated.meets(change.value):
        return _comparison(quantity, match, change, "supported")
    base = _comparison(quantity, match, change, "refuted")
    judged = explained(Case(scene, reading, quantity, match, base, change, stated))
    return judged if judged.diagnosis else None


def _comparison(quantity: Quantity, match: Candidate, change: Change, outcome: Outcome) -> Comparison:
    return Comparison(
        start=quantity.start,
        end=quantity.end,
        outcome=outcome,
        aspect=_aspect(quantity),
        quantity=quantity.id,
        match=match,
        expected=change.value,
        unit="percent" if quantity.kind is Kind.GROWTH_RATE else quantity.unit,
        cells=change.cells,
        formula=change.formula,
        later=change.later,
        revised=change.revised,
    )
