"""Conversions: "9.5 billion yuan ($1.50 billion)", "1,200 acres (486 hectares)", "41C (106F)".

Measures convert by exact factors. Money converts at one rate through a story: a printed rate ("$1 = 6.3462
yuan") where there is one, else the rate that the sharpest pair of figures implies. Two percent of play is
left between pairs, since a story may mix the rates of neighbouring days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Quantity, Relation, Term
from claims.patterns import regex
from claims.period import year_of
from claims.precision import unhedged
from claims.quantities.units import measure
from claims.relations.amounts import of_pair
from claims.relations.kinship import period_of
from claims.relations.scene import Scene, Slot

__all__ = ["RATE_DRIFT", "propose"]

RATE_DRIFT = Decimal("0.02")
_REFERENCES = 3  # the sharpest other conversions that each one is held against

_BRACKET = regex(
    r"^\s*[(\[]\s*(?:about|around|some|or|roughly|approximately|nearly|almost|just over|equal to|equivalent to|=|worth|"
    r"more than|over|circa|c\.)?[\s]*$"
)
_EXTENT = r"(?:long|high|tall|wide|deep|thick|across|away|heavy|apart|in (?:length|height|width|diameter|size))"
_OR = regex(
    rf"^\s*(?:{_EXTENT}\s*)?(?:,\s*)?(?:or|or about|or roughly|or around|equivalent to|about|roughly|equal to|i\.e\.|"
    r"which is|that is)"
    r"(?:\s+(?:about|roughly|around|nearly|some))?\s*$"
)
_THAT_IS = regex(
    r"^\W*(?:that|this|which)(?:['’]s|\s+(?:is|was|equals|makes|means|corresponds to|works out at|comes to|amounts to))"
    r"(?:\s+(?:about|roughly|around|nearly|some|just over|just under|equal to|equivalent to))?\s*$"
)
_NO_MORE, _EACH = regex(r"^\s*(?:[.,;)]|$)"), regex(r"\b(?:each|every|apiece)\b")
_FOR_EACH = regex(
    r"^\s*(?:[\w'’-]+\s)?(?:per|a|an|each|every|for (?:each|every)|apiece)\b"
)  # "24,000 tonnes, or 400 kg a head"
_RATE_GAP = regex(
    r"^\s*(?:=|equals|is|was|buys|bought|fetched|costs?|to|traded at|per)\s*(?:about|around|worth|equal to)?\s*$"
)


@dataclass(frozen=True)
class _Pair:
    amount: Slot
    converted: Slot

    @property
    def currencies(self) -> tuple[str, str]:
        return self.amount.q.unit, self.converted.q.unit

    @property
    def blur(self) -> float:
        """Relative width of the implied rate."""
        widths: list[tuple[float, float]] = []
        for q in (self.amount.q, self.converted.q):
            widths.append((float(q.lenient.width or Decimal(10) ** 30), float(abs(q.value or Decimal(1)))))
        return sum(width / value for width, value in widths)


def _term(quantity: Quantity) -> Term:
    """Return a figure of a conversion: what "about" leaves to it is its strict reach, for it was worked out."""
    plain = unhedged(quantity)
    return Term(quantity=replace(plain, lenient=plain.strict) if plain.hedge is Hedge.APPROX else plain)


_HAD = regex(r"\bhad (?:\w+ed|been|paid|bought|sold|cost|won|made|spent)\b|\bat the time\b|\bthen worth\b")
_OTHER_SCALE = {"degC": "degF", "degF": "degC"}  # of "102 degrees (38.9 Celsius)"
_INDIAN = frozenset({"crore", "lakh", "lakh crore"})
_GAP = regex(r"\s*(?:more|less|fewer|short|above|below|over|under|heavier|lighter|longer|shorter|higher|lower)\b")
_NOW = regex(
    r"\b(?:now|today|currently|is|are|this (?:year|month|week)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield conversions of measures, and of money against the story's own rate."""
    pairs: list[_Pair] = []
    rates: list[_Pair] = []
    for first, second in zip(scene.slots, scene.slots[1:], strict=False):
        if first.sentence != second.sentence and scene.gap(first, second).strip() != "(":
            if _said_again(scene, first, second):
                yield from _measures(first, second)
            continue
        gap = scene.gap(first, second)
        if _is_money(first) and _is_money(second) and first.q.unit != second.q.unit:
            if 1 in (first.q.value, second.q.value) and _RATE_GAP.match(gap):
                rates.append(_Pair(first, second))
            elif _BRACKET.match(gap) or _OR.match(gap):
                pairs.append(_Pair(first, second))
        elif _in_two_scales(first, second) and (_BRACKET.match(gap) or _OR.match(gap)):
            yield _again(first, second)
        elif (_BRACKET.match(gap) or _OR.match(gap)) and not (
            _compound(scene, first, second) or _FOR_EACH.match(second.right)
        ):
            yield from _measures(first, second)
    yield from _money(scene, pairs, rates)


def _said_again(scene: Scene, first: Slot, second: Slot) -> bool:
    """Tell whether a sentence says the last measure of the one before in another unit, and no more."""
    told = second.sentence == first.sentence + 1 and second.block == first.block
    if not told or not _THAT_IS.match(second.left) or not _NO_MORE.match(second.right):
        return False
    timed = measure(first.q.unit)
    each = _EACH.search(scene.sentence_text(first.sentence).lower())
    return timed is not None and timed.dimension != "[time]" and each is None and not _is_money(second)


def _in_two_scales(first: Slot, second: Slot) -> bool:
    """Tell whether one amount is told in crore and in millions: "Rs 6,120 crore (Rs 61.2 billion)"."""
    scales = [s.q.scale_text.lower().strip() for s in (first, second)]
    indian = [scale.removesuffix("s") in _INDIAN for scale in scales]
    return first.q.unit == second.q.unit and _is_money(first) and indian.count(True) == 1 and all(scales)


def _again(first: Slot, second: Slot) -> Relation:
    return Relation(
        kind="conversion",
        equation="converted == amount",
        roles={"amount": (_term(first.q),), "converted": (_term(second.q),)},
        certainty=Certainty.LIKELY,
        reading="one amount in crore and in millions",
        group=f"conversion:{first.q.id}",
        tags=frozenset({"measure", UNRIVALLED}),
    )


def _is_money(slot: Slot) -> bool:
    unit = slot.q.unit
    return (
        len(unit) == 3
        and unit.isalpha()
        and unit.isupper()
        and slot.q.hedge is not Hedge.BETWEEN
        and bool(slot.q.value)
    )


def _is_measure(slot: Slot) -> bool:
    unit = slot.q.unit
    return (
        bool(unit) and not unit.startswith(("count", "percent", "per ")) and " per " not in unit and not _is_money(slot)
    )


def _compound(scene: Scene, first: Slot, second: Slot) -> bool:
    """Tell whether a figure is one half of an amount in two units ("7lb 15oz"), or the whole of "44 of 182 days"."""
    if of_pair(scene, first):
        return True
    for slot, other in ((first, first.order - 1), (second, second.order + 1)):
        near = scene.slots[other] if 0 <= other < len(scene.slots) else None
        if near is None or near.sentence != slot.sentence:
            continue
        if re.match(r"^\s*(?:and\s+)?$", scene.gap(slot, near)) and near.q.unit != slot.q.unit:
            return True
    tons = [s.q.surface.lower().rstrip("s").endswith(("ton", "tonne")) for s in (first, second)]
    return all(tons)  # "tons" beside "tonnes" are short or long tons


def _roundness(*slots: Slot) -> Decimal:
    """Return the tolerance of a converted measure: writers round 356F to 350F and 96.6 km/h to 100."""
    rounded = sum(1 for s in slots if s.q.value is not None and s.q.places == 0 and s.q.value % 5 == 0)
    return Decimal("0.01") + Decimal("0.02") * rounded


def _measures(first: Slot, second: Slot) -> Iterator[Relation]:
    if first.q.unit == second.q.unit or not (_is_measure(first) and _is_measure(second)) or _GAP.match(second.right):
        return
    units = first.q.unit, second.q.unit
    a, b = (measure(_OTHER_SCALE.get(other, one) if one == "degree" else one) for one, other in (units, units[::-1]))
    if a is None or b is None or a.dimension != b.dimension:
        return
    ratio = f"amount * {a.factor:f} / {b.factor:f}"  # two exact steps: 14 days are exactly two weeks
    offset = b.offset - a.offset * a.factor / b.factor
    text = f"converted == {ratio}" if offset == 0 else f"converted == {ratio} + {offset:f}"
    yield Relation(
        kind="conversion",
        equation=text.replace("+ -", "- "),
        roles={"amount": (_term(first.q),), "converted": (_term(second.q),)},
        certainty=Certainty.CERTAIN,
        reading=f"conversion of {a.dimension.strip('[]')}",
        group=f"conversion:{first.q.id}",
        slack=_roundness(first, second),
        tags=frozenset({"measure"}),
    )


def _money(scene: Scene, pairs: list[_Pair], rates: list[_Pair]) -> Iterator[Relation]:
    for pair in pairs:
        rate = next((r for r in rates if set(r.currencies) == set(pair.currencies)), None)
        if rate is not None:
            yield _at_rate(pair, rate)
            continue
        alike = [p for p in pairs if p is not pair and set(p.currencies) == set(pair.currencies)]
        alike = [p for p in alike if _of_one_time(scene, pair, p)]
        for other in _references(pair, alike):
            yield _against(pair, other, trusted=_agreeing(other, [pair, *alike]) >= 2)
        if not alike:
            yield Relation(
                kind="conversion",
                equation="amount == converted * rate",
                roles={
                    "amount": (_term(pair.amount.q),),
                    "converted": (_term(pair.converted.q),),
                },
                certainty=Certainty.LIKELY,
                reading="money in two currencies",
                group=f"conversion:{pair.amount.q.id}",
                tags=frozenset({"money"}),
            )


def _of_one_time(scene: Scene, a: _Pair, b: _Pair) -> bool:
    """Tell whether two conversions may be at one rate: not "£410,000 in 2007" beside a price of today."""
    amounts = (a.amount, b.amount)
    past = {s.marked_base or _HAD.search(s.left) is not None for s in amounts}
    years = {_year(scene, s) for s in amounts}
    dated = all(s.binding is not None and "period" not in s.binding.inferred for s in amounts)
    return len(years) == 1 and (len(past) == 1 or (dated and None not in years))


def _year(scene: Scene, amount: Slot) -> int | None:
    """Return the year of an amount; a year carried over from before does not reach what is told of now."""
    carried = amount.binding is not None and "period" in amount.binding.inferred
    published = scene.document.published
    told = None if carried and _NOW.search(scene.sentence_text(amount.sentence)) else year_of(period_of(amount))
    return told or (published.year if published else None)


def _references(pair: _Pair, others: list[_Pair]) -> list[_Pair]:
    """Return the pairs to hold this one against: where most agree on a rate, those; else the sharpest."""
    everyone = [pair, *others]
    most = max(_agreeing(p, everyone) for p in everyone)
    if most < 2:
        return sorted(others, key=lambda p: (p.blur, p.amount.order))[:_REFERENCES]
    trusted = [p for p in others if _agreeing(p, everyone) == most]
    return sorted(trusted, key=lambda p: (p.blur, p.amount.order))[:_REFERENCES]


def _agreeing(pair: _Pair, pairs: list[_Pair]) -> int:
    """Count the pairs whose implied rate is near this one's: what most of a story says is the yardstick."""
    own = _rate(pair, pair.currencies)
    alike = [p for p in pairs if p.amount.q.value != pair.amount.q.value]
    return 1 + sum(0.95 < _rate(other, pair.currencies) / own < 1.05 for other in alike)


def _rate(pair: _Pair, currencies: tuple[str, str]) -> float:
    amount, converted = float(pair.amount.q.value or 1), float(pair.converted.q.value or 1)
    return amount / converted if pair.currencies == currencies else converted / amount


def _at_rate(pair: _Pair, rate: _Pair) -> Relation:
    one, many = (rate.amount, rate.converted) if rate.amount.q.value == 1 else (rate.converted, rate.amount)
    # `many` units of its currency for one of the other
    if pair.amount.q.unit == many.q.unit:
        equation = "amount == converted * rate"
    else:
        equation = "converted == amount * rate"
    return Relation(
        kind="conversion",
        equation=equation,
        roles={
            "amount": (_term(pair.amount.q),),
            "converted": (_term(pair.converted.q),),
            "rate": (_term(many.q),),
        },
        certainty=Certainty.CERTAIN,
        reading=f"printed rate: 1 {one.q.unit} in {many.q.unit}",
        group=f"conversion:{pair.amount.q.id}",
        slack=RATE_DRIFT,
        tags=frozenset({"money", "printed-rate"}),
    )


def _against(pair: _Pair, other: _Pair, *, trusted: bool) -> Relation:
    a, b = (other.amount, other.converted) if other.currencies == pair.currencies else (other.converted, other.amount)
    return Relation(
        kind="conversion",
        equation="amount / converted == amount_2 / converted_2",
        roles={
            "amount": (_term(pair.amount.q),),
            "converted": (_term(pair.converted.q),),
            "amount_2": (_term(a.q),),
            "converted_2": (_term(b.q),),
        },
        certainty=Certainty.CERTAIN,
        reading="one exchange rate through the story",
        group="conversion:" + ":".join(sorted((pair.amount.q.id, other.amount.q.id))),
        rank=0 if pair.amount.order > other.amount.order else 1,
        slack=RATE_DRIFT,
        tags=frozenset({"money", *(f"trusted:{q.id}" for q in (a.q, b.q) if trusted)}),
    )
