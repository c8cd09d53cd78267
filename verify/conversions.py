"""Hold conversions of money against the exchange rates of record: "$1.2 billion (€1.1 billion)".

A conversion is supported where the rate that it implies is the rate of the day of publication, or the mean of the
period that the figure is of, within `TOLERANCE` and the rounding of both figures. It is refuted only where no rate of
the 400 days before the story comes near it, and either one slip brings it to the rate of the day or it is far away
from all of them. Between the two it is not judged: a writer may have taken the rate of another day.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal

from claims.interval import Interval
from claims.lexicon import load_text
from claims.model import Quantity
from claims.patterns import regex
from claims.period import days, previous
from verify.rules.rule import Context

if TYPE_CHECKING:
    from reference.rates import Rate, Rates, RateTable

__all__ = ["TOLERANCE", "Conversion", "conversions_of", "said"]

TOLERANCE = Decimal("0.02")  # central parity against market, the rate of yesterday against that of today
_FAR = Decimal("0.2")  # beyond all rates of the window by this much: no rate of another day explains it
_WINDOW = timedelta(days=400)
_POWERS = (1, -1, 2, -2, 3, -3, 6, -6)
_BEFORE = 2  # sentences in which a year that is spoken of may stand
_NEAR = 40  # characters
_THEN = regex(r"\b(?:then|at th(?:e|at) time|in those days|today['’]s|in \d{4} (?:prices|money|dollars|pounds))\b")
_KIN = Decimal("0.06")  # how near the money of another country must come to be what the writer may have meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """Two amounts of money that the story says are one, and what the rates say of them."""

    amount: Quantity
    converted: Quantity
    implied: Interval  # units of the second currency for one of the first
    outcome: Literal["supported", "refuted", "unjudged"]
    rate: Rate | None = None
    reason: str = ""  # why it is not judged
    diagnosis: str = ""
    computed: Interval | None = None  # what the converted amount should be
    repaired: Decimal | None = None  # how it would have been printed

    @property
    def implied_rate(self) -> str:
        """Print what one unit of the first currency is worth by the two amounts as they are printed."""
        if not self.amount.value or self.converted.value is None:
            return str(self.implied)
        return _digits(self.converted.value / self.amount.value)


def conversions_of(context: Context, rates: Rates) -> tuple[Conversion, ...]:
    """Judge every conversion of money of a story that prints no exchange rate of its own."""
    return tuple(_judged(context, amount, converted, rates) for amount, converted in _pairs(context))


def _pairs(context: Context) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield amount and converted amount once each; those that the story's own printed rate rules are left out."""
    seen: set[tuple[str, str]] = set()
    for checked in context.of_kind("conversion"):
        relation = checked.relation
        if "money" not in relation.tags or "printed-rate" in relation.tags:
            continue
        for first, second in (("amount", "converted"), ("amount_2", "converted_2")):
            if first not in relation.roles:
                continue
            amount, converted = relation.roles[first][0].quantity, relation.roles[second][0].quantity
            pair = (amount.id, converted.id)
            if pair not in seen and amount.start < converted.start:
                seen.add(pair)
                yield context.by_id.get(amount.id, amount), context.by_id.get(converted.id, converted)


def _judged(context: Context, amount: Quantity, converted: Quantity, rates: Rates) -> Conversion:
    implied = converted.lenient / amount.lenient
    published = context.document.published

    def unjudged(reason: str, rate: Rate | None = None) -> Conversion:
        return Conversion(
            amount=amount, converted=converted, implied=implied, outcome="unjudged", reason=reason, rate=rate
        )

    base, quote = amount.unit, converted.unit
    table = rates.table(base, quote)
    if table is None:
        return unjudged(f"no exchange rates of {base} and {quote}")
    if published is None:
        return unjudged("no date of publication, so no exchange rate of the day")
    rate = table.on(base, quote, published)
    if rate is None:
        return unjudged(f"no exchange rate of {base} and {quote} for {published}{_covered(table, base, quote)}")
    for candidate in (rate, *_means(context, amount, converted, table, published)):
        if _near(implied, candidate.value):
            return Conversion(amount=amount, converted=converted, implied=implied, outcome="supported", rate=candidate)
    span = table.span(base, quote, published - _WINDOW, published) or (rate.value, rate.value)
    if not _beyond(implied, span, TOLERANCE):
        return unjudged(f"the rate of the story is that of another day: {said(rate)}", rate)
    if _is_old(context, amount, converted, published):
        return unjudged("the sentence speaks of a time before the exchange rates that are compared", rate)
    diagnosis, power = _slip(implied, rate.value)
    doubt = _doubt(amount, converted, implied, table, published, bool(diagnosis))
    if doubt or not (diagnosis or _beyond(implied, span, _FAR)):
        return unjudged(doubt or f"the rate of the story is near to, but not that of {rate.when}: {said(rate)}", rate)
    wanted = (amount.value or Decimal(0)) * rate.value
    repaired = (converted.value or Decimal(0)).scaleb(power) if power else _as_sharp(wanted, converted)
    return Conversion(
        amount=amount, converted=converted, implied=implied, outcome="refuted", rate=rate,
        diagnosis=diagnosis or "conversion", computed=amount.strict.scaled(rate.value), repaired=repaired,
    )  # fmt: skip


def _means(
    context: Context, amount: Quantity, converted: Quantity, table: RateTable, published: date
) -> Iterator[Rate]:
    """Yield mean rates that a writer may have used: of the figure's own period, of this month and the last."""
    month = f"{published:%Y-%m}"
    periods = [month, previous(month) or ""]
    for quantity in (amount, converted):
        binding = context.bindings.get(quantity.id)
        periods += [p for p in (quantity.period, binding.period if binding else None) if p]
    for period in dict.fromkeys(p for p in periods if p):
        mean = table.mean(amount.unit, converted.unit, period)
        if mean is not None:
            yield mean
        covered = days(period)
        if covered is not None and covered[1] < published:  # the end of the period, as balance sheets have it
            end = table.on(amount.unit, converted.unit, covered[1])
            if end is not None:
                yield end


def _near(implied: Interval, rate: Decimal, tolerance: Decimal = TOLERANCE) -> bool:
    return implied.meets(Interval(rate * (1 - tolerance), rate * (1 + tolerance)))


def _beyond(implied: Interval, span: tuple[Decimal, Decimal], margin: Decimal) -> bool:
    return not implied.meets(Interval(span[0] * (1 - margin), span[1] * (1 + margin)))


def _slip(implied: Interval, rate: Decimal) -> tuple[str, int]:
    """Name the one slip that makes the rate that of the day, with the power of ten that mends it."""
    if _near(implied, 1 / rate) and not _near(implied, rate):
        return "currency-direction", 0
    for power in _POWERS:
        if _near(implied.scaled(Decimal(10) ** power), rate):
            return ("scale" if power % 3 == 0 else "power-of-ten"), power
    return "", 0


def _as_sharp(value: Decimal, like: Quantity) -> Decimal:
    """Round a value to as many significant digits as a figure prints, to two at least."""
    digits = len(f"{abs(like.value or Decimal(0)).normalize():f}".replace(".", "").strip("0"))
    return round(value, max(digits, 2) - 1 - value.adjusted())


def _is_old(context: Context, amount: Quantity, converted: Quantity, published: date) -> bool:
    """Tell whether the story speaks of a time before the rates that are compared, here or just before."""
    sentence = context.document.sentence_at(amount.start)
    text = context.document.text
    if _THEN.search(text, amount.start, min(sentence.end, converted.end + _NEAR)):
        return True
    start = context.document.sentences[max(sentence.index - _BEFORE, 0)].start
    spoken = [m.period for m in context.mentions if start <= m.start < sentence.end]
    for quantity in (amount, converted):
        binding = context.bindings.get(quantity.id)
        spoken += [quantity.period, binding.period if binding else None]
    oldest = published - _WINDOW
    return any(covered is not None and covered[0] < oldest for covered in map(days, spoken))


def _doubt(
    amount: Quantity, converted: Quantity, implied: Interval, table: RateTable, published: date, slip: bool
) -> str:
    """Say why the money may be that of another country: "dollars" of a Canadian story, "¥" of a Chinese one."""
    for quantity, other, turned in ((amount, converted, False), (converted, amount, True)):
        word = _word(quantity)
        family = _families().get(word, ())
        if not word:
            return "the story does not say whose money it is"
        for kin in family[1:]:
            rate = table.on(kin, other.unit, published) if not turned else table.on(other.unit, kin, published)
            if rate is not None and (_near(implied, rate.value, _KIN)):
                return f"“{word}” may be {kin}"
        unknown = any(not table.knows(kin, other.unit) for kin in family) and "USD" not in family
        if family and (unknown or not slip):
            return f"“{word}” may be the money of several countries"
    return ""


def _word(quantity: Quantity) -> str:
    """Return the sign or the word of the currency as printed, without the number and its scale."""
    before = quantity.surface[: quantity.number_start - quantity.start].strip(" -–−\u00a0")
    after = quantity.surface[quantity.number_end - quantity.start :]
    if quantity.scale_text:
        after = after.replace(quantity.scale_text, "", 1)
    return before or after.strip(" -–\u00a0").lower()


@cache
def _families() -> dict[str, tuple[str, ...]]:
    lines = (line for line in load_text("currency_families.csv").splitlines() if not line.startswith("#"))
    return {
        word: tuple(row["currencies"].split("|")) for row in csv.DictReader(lines) for word in row["words"].split("|")
    }


def _covered(table: RateTable, base: str, quote: str) -> str:
    bounds = table.bounds(base, quote)
    return f" (the rates go from {bounds[0]} to {bounds[1]})" if bounds else ""


def said(rate: Rate) -> str:
    return f"1 {rate.base} was {_digits(rate.value)} {rate.quote} on {rate.when}"


def _digits(value: Decimal) -> str:
    places = max(0, 3 - value.adjusted())
    return f"{round(value, places):,f}"
