"""Drafts become quantities: values in base units, intervals by the one policy, ids in text order."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from claims.interval import EVERYTHING, Interval
from claims.model import Hedge, Kind, PeriodMention, Quantity
from claims.precision import HedgeSlack, Printed, intervals
from claims.quantities.draft import Draft
from claims.quantities.hedges import spoken_slack
from claims.quantities.nearest_fraction import half_way
from claims.quantities.setaside import DATE_REASONS
from claims.quantities.tokens import Tokens

__all__ = ["build"]

_EXACT_SORTS = frozenset({"", "count", "money", "rank", "edition", "time", "ratio"})
_ZERO, _ONE = Decimal(0), Decimal(1)


def build(tokens: Tokens, drafts: list[Draft], mentions: tuple[PeriodMention, ...]) -> tuple[Quantity, ...]:
    """Return the finished records."""
    kept: list[Draft] = []
    for draft in drafts:
        draft.start = tokens.start[draft.first]
        draft.end = tokens.end[draft.last - 1]
        if kept and draft.start < kept[-1].end:
            continue
        kept.append(draft)
    ids = {id(draft): f"q{n}" for n, draft in enumerate(kept, 1)}
    return tuple(_quantity(tokens, draft, ids) for draft in kept)


def _quantity(tokens: Tokens, draft: Draft, ids: dict[int, str]) -> Quantity:
    strict, lenient = _intervals(draft)
    kind = draft.kind
    if draft.skipped is not None or kind is None:
        kind = Kind.DATE if draft.skipped in DATE_REASONS or draft.skipped == "weekday" else Kind.OTHER
    if draft.form in ("fraction", "multiple", "one_in") and draft.hedge is Hedge.EXACT and draft.style != "digits":
        hedge = Hedge.APPROX if draft.form == "fraction" else Hedge.EXACT
    else:
        hedge = draft.hedge
        below = draft.slack is not None and draft.slack.lenient_below is None  # "fewer than one in ten" says so
        if hedge is Hedge.LESS_THAN and not below and draft.form in ("fraction", "multiple", "one_in"):
            hedge = Hedge.APPROX  # "almost a third", "nearly one in five": speech is loose on both sides
    value = None if draft.value is None else draft.value * draft.scale * draft.unit_factor
    return Quantity(
        id=ids[id(draft)],
        start=draft.start,
        end=draft.end,
        surface=tokens.text[draft.start : draft.end],
        number_start=draft.number_start,
        number_end=draft.number_end,
        value=value,
        strict=strict,
        lenient=lenient,
        unit=draft.unit,
        kind=kind,
        hedge=hedge,
        hedge_start=draft.hedge_start,
        direction=draft.direction,
        direction_span=draft.direction_span,
        scale=draft.scale,
        scale_text=draft.scale_text,
        unit_factor=draft.unit_factor,
        places=draft.places,
        style=draft.style,
        noun=draft.noun,
        noun_span=draft.noun_span,
        per=draft.per,
        range_with=ids.get(id(draft.partner)) if draft.partner else None,
        flaw=draft.flaw,
        skipped=draft.skipped if draft.skipped or kind is not Kind.OTHER else "unread",
        trace=tuple(draft.trace),
    )


def _intervals(draft: Draft) -> tuple[Interval, Interval]:
    if draft.value is None:
        return EVERYTHING, EVERYTHING
    if draft.skipped is not None:
        point = Interval.point(draft.value)
        return point, point
    return _printed(
        draft.value,
        0 if draft.style != "digits" and draft.form == "cardinal" and draft.scale == 1 else draft.places,
        draft.scale,
        draft.unit_factor,
        draft.sort in _EXACT_SORTS,
        draft.form,
        draft.hedge,
        draft.slack,
        draft.direction == "down",
    )


@lru_cache(maxsize=4096)
def _printed(
    value: Decimal,
    places: int,
    scale: Decimal,
    factor: Decimal,
    exact: bool,
    form: str,
    hedge: Hedge,
    slack: HedgeSlack | None,
    down: bool,
) -> tuple[Interval, Interval]:
    if form in ("fraction", "one_in", "multiple"):
        strict, lenient = _spoken(value, form, hedge, slack)
        if form == "multiple" and down and hedge is not Hedge.EXACT:
            strict, lenient = _turned(strict, value), _turned(lenient, value)
        return strict.scaled(scale * factor), lenient.scaled(scale * factor)
    strict, lenient = intervals(Printed(value, places, scale, exact), hedge, slack)
    if factor != _ONE:
        return strict.scaled(factor), lenient.scaled(factor)
    return strict, lenient


def _turned(reach: Interval, value: Decimal) -> Interval:
    """Turn the reach of a hedge round: "more than halved" leaves less than half, "nearly halved" a little more."""
    square = value * value
    lower = _ZERO if reach.upper is None else square / reach.upper
    return Interval(lower, square / reach.lower if reach.lower else None)


def _spoken(value: Decimal, form: str, hedge: Hedge, slack: HedgeSlack | None) -> tuple[Interval, Interval]:
    """Return the reach of a fraction or multiple in words, with its hedge where it has one."""
    speech = spoken_slack("ratio" if form == "one_in" else form)
    printed = Printed(value, 0, _ONE, exact=True)
    if hedge is Hedge.EXACT and slack is not None:
        return intervals(printed, Hedge.APPROX, slack)  # "exactly double"
    strict, lenient = intervals(printed, Hedge.APPROX, speech)
    if hedge is Hedge.EXACT and form != "multiple":
        reach = half_way(value, form)
        strict, lenient = (each.intersect(reach) or each for each in (strict, lenient))
    if hedge is not Hedge.EXACT and slack is not None:
        hedged_strict, hedged_lenient = intervals(printed, hedge, slack)
        if hedge in (Hedge.MORE_THAN, Hedge.LESS_THAN, Hedge.AT_LEAST, Hedge.AT_MOST):
            return hedged_strict, hedged_lenient  # "more than doubled" is at least two: the slack of speech is used up
        return strict.hull(hedged_strict), lenient.hull(hedged_lenient)
    return strict, lenient
