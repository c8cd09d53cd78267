"""The records that every step hands to the next: quantity, period mention, binding, relation, claim.

Frozen dataclasses, no behaviour but properties. Offsets are code points, ``[start, end)``. A value is kept
in base units as a ``Decimal`` with the *printed* sign; whether the sentence says up or down is `direction`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal

from claims.interval import Interval

__all__ = [
    "UNRIVALLED",
    "Area",
    "Binding",
    "Certainty",
    "Claim",
    "Direction",
    "Hedge",
    "Kind",
    "Mood",
    "PeriodMention",
    "Phrase",
    "Quantity",
    "Relation",
    "Role",
    "Term",
]

Direction = Literal["up", "down"]
_INSIDE = Decimal("1e-6")


class Kind(StrEnum):
    """What a figure is. `DATE` and `OTHER` are set aside, with a reason in `Quantity.skipped`."""

    LEVEL = "level"  # an amount with a unit: money, gigawatts, an unemployment rate in percent, an index
    COUNT = "count"  # so many things or people
    GROWTH_RATE = "growth_rate"  # a relative change in percent
    PP_CHANGE = "pp_change"  # a change of a rate in percentage points or basis points
    ABSOLUTE_CHANGE = "absolute_change"  # a change or a gap in the unit of the level; ranks moved
    SHARE = "share"  # a percentage (or fraction) of a stated whole
    RATIO = "ratio"  # so many per N; one in N
    RANK = "rank"  # a place in an order
    MULTIPLE = "multiple"  # doubled, 5.2 times
    ORDINAL_EDITION = "ordinal_edition"  # 21st edition, 100th anniversary
    DURATION = "duration"  # a span of time
    AGE = "age"  # of a person or thing, or an age limit
    DATE = "date"  # set aside: dates, years, clock times
    OTHER = "other"  # set aside: scores, phones, ids, versions, model names, list markers …

    @property
    def is_claim(self) -> bool:
        return self is not Kind.DATE and self is not Kind.OTHER


class Hedge(StrEnum):
    """How the wording limits the figure."""

    EXACT = "exact"
    APPROX = "approx"  # about, some, roughly
    AT_LEAST = "at_least"  # at least, no fewer than
    AT_MOST = "at_most"  # up to, as many as, at most, no more than
    MORE_THAN = "more_than"  # over, more than, above
    LESS_THAN = "less_than"  # nearly, almost, under, just below
    BETWEEN = "between"  # an end of a range


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number-like surface of the text, read.

    `start`/`end` hold number + scale word + adjoining unit ("2.79 million", "15.3 percent", "$1.2bn",
    "6,822 filings" keeps only "6,822": a counted noun is not part of the surface, see `noun`).
    """

    id: str  # "q1" … in text order
    start: int
    end: int
    surface: str
    number_start: int  # the numeral alone ("2.79" of "2.79 million"), where a digit slip is repaired
    number_end: int
    value: Decimal | None  # base units, printed sign: 2.79 million -> 2790000, fell 1.6% -> 1.6; None: unreadable
    strict: Interval  # rounding to the printed place (and the hedge's ratio)
    lenient: Interval  # also truncation and rounded trailing zeros
    unit: str  # percent, percentage_point, USD, count:filing, km, per 10000 residents, times, rank, "" …
    kind: Kind
    hedge: Hedge = Hedge.EXACT
    hedge_start: int | None = None  # where the wording of the hedge begins ("more than 140": at "more")
    direction: Direction | None = None  # up: rose, higher, growth; down: fell, lower
    direction_span: tuple[int, int] | None = None  # the wording that says so ("rose", "a drop of")
    period: str | None = None  # 2024, 2024-Q3, 2024-03, 2024-02-25, 2013-01/2013-10, 2012/13 …
    scale: Decimal = Decimal(1)  # the printed scale word as a factor (million -> 1000000)
    scale_text: str = ""  # as printed: "million", "bn", "m"
    unit_factor: Decimal = Decimal(1)  # of the printed unit: pence are hundredths of the pounds of `value`
    places: int = 0  # decimals printed
    style: Literal["digits", "words", "fraction", "ordinal"] = "digits"
    noun: str = ""  # full phrase of the counted noun: "international patent filings"
    noun_span: tuple[int, int] | None = None
    per: str = ""  # for ratios: what it is per, normalised ("10000 residents")
    range_with: str | None = None  # id of the other end of a range
    flaw: str | None = None  # malformed: "grouping", "decimal-point", "double-unit", "elided-unit"
    skipped: str | None = None  # why it is not a claim: year, clock, phone, score, version …
    trace: tuple[str, ...] = ()  # lexicon entries and rules that made it

    def __hash__(self) -> int:
        return hash(self.id)  # one of a document, and far quicker than all fields

    @property
    def is_claim(self) -> bool:
        return self.skipped is None and self.kind.is_claim

    @property
    def step(self) -> Decimal:
        """What one more in the last printed place adds to the value."""
        return Decimal(1).scaleb(-self.places) * self.scale * self.unit_factor

    @property
    def rough(self) -> tuple[float, float] | None:
        """The least and the greatest that the figure may stand for, in floats; ``None`` where it is open."""
        strict, lenient = self.strict, self.lenient
        if strict.lower is None or strict.upper is None or lenient.lower is None or lenient.upper is None:
            return None
        if strict is lenient:
            return float(strict.lower), float(strict.upper)
        return float(min(strict.lower, lenient.lower)), float(max(strict.upper, lenient.upper))


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodMention:
    """An expression of time in the text: a date, a period, a clock time, a comparison period.

    `relation` says how sentences use it: `at` (in 2024, last year), `from` (from March, from 2019),
    `to` (to June, until 2023), `since` (since 2015), `compare` (compared with 2019, from a year earlier,
    than in May), `by` (by 2030), `span` (over the past decade, in five years).
    """

    start: int
    end: int
    surface: str
    type: Literal["date", "period", "clock", "relative", "comparison", "decade", "weekday", "age"]
    period: str | None  # resolved normal form, None when it cannot be resolved
    relation: Literal["at", "from", "to", "since", "compare", "by", "span"] = "at"
    weekday: int | None = None  # 0 Monday … 6 Sunday, where a weekday is printed
    impossible: str | None = None  # why no such date or time exists: "April has 30 days"
    absolute: bool = False  # carries its own year


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words of the text with their place and normal form."""

    start: int
    end: int
    text: str
    normal: str  # lower case, articles and possessives dropped, "number of" kept out


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A place or an organisation that a figure is about."""

    start: int
    end: int
    text: str
    name: str  # canonical: "China", "Shanghai"; an organisation as written
    code: str | None = None  # ISO 3166 where the gazetteer has it
    inferred: bool = False  # carried over from an earlier sentence


class Mood(StrEnum):
    FACT = "fact"
    FORECAST = "forecast"
    TARGET = "target"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What one quantity is about."""

    quantity: str  # id
    indicator: Phrase | None = None
    area: Area | None = None
    period: str | None = None
    compared_to: str | None = None  # the other period of a change
    basis: str | None = None  # year_on_year, month_on_month, quarter_on_quarter, annualised, since:2015 …
    mood: Mood = Mood.FACT
    attribution: Phrase | None = None
    inferred: tuple[str, ...] = ()  # which of the fields were carried over: "area", "period", "indicator"
    trace: tuple[str, ...] = ()  # which words and rules made indicator, area and period


class Certainty(StrEnum):
    """How sure the grammar is that the sentence asserts the relation."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


# Tag of a likely relation that no other reading of its sentence rivals: where it fails it is told as a warning, without
# one slip that would explain it.
UNRIVALLED = "hard"


@dataclass(frozen=True, kw_only=True)
class Term:
    """A quantity in a role of an equation, with how its printed value enters.

    The value that enters is ``quantity * factor``, negated where `signed` and the direction is down.
    """

    quantity: Quantity
    factor: Decimal = Decimal(1)  # percent as a fraction: 0.01; unit conversion to the base unit
    signed: bool = False

    @property
    def multiplier(self) -> Decimal:
        return -self.factor if self.signed and self.quantity.direction == "down" else self.factor

    @cached_property
    def strict(self) -> Interval:
        return self.entering(self.quantity.strict)

    @cached_property
    def lenient(self) -> Interval:
        quantity = self.quantity
        return self.strict if quantity.lenient == quantity.strict else self.entering(quantity.lenient)

    @cached_property
    def inside(self) -> Interval:
        """The lenient interval, its ends just inside: a truncated figure never quite reaches the next unit."""
        strict, lenient = self.strict, self.lenient
        if strict == lenient:
            return strict
        lower, upper = lenient.lower, lenient.upper
        if lower is not None and strict.lower is not None:
            lower += (strict.lower - lower) * _INSIDE
        if upper is not None and strict.upper is not None:
            upper -= (upper - strict.upper) * _INSIDE
        return Interval(lower, upper)

    def entering(self, printed: Interval) -> Interval:
        """Return what enters the equation where the figure is worth `printed`."""
        multiplier = self.multiplier
        return printed if multiplier == 1 else printed.scaled(multiplier)


Role = str  # current, base, rate, difference, part, whole, share, numerator, denominator, converted, amount …


def _is_whole(term: Term) -> bool:
    """Tell whether a figure is printed to the unit: no scale word, no decimals, no hedge."""
    q = term.quantity
    return q.scale == 1 and q.places == 0 and q.hedge is Hedge.EXACT and q.strict.is_point and abs(term.factor) == 1


def _no_coarser(term: Term, reach: Interval, grain: Decimal) -> Interval:
    """Narrow what rounded zeros leave open to half of a place that is known."""
    if not _is_whole(term):
        return reach
    return reach.intersect(Interval.around((term.quantity.value or Decimal(0)) * term.multiplier, grain / 2)) or reach


@dataclass(frozen=True, kw_only=True)
class Relation:
    """An equation that the wording asserts of quantities.

    `equation` is written over role names, each once: ``current == base * (1 + rate)``,
    ``whole == sum(part)``. A role without terms is not printed and can be implied.
    """

    # level_growth, from_to, part_total, share_of, conversion, ratio_of, rank_in, sum, difference, average,
    # duration, multiple_of or same_as
    kind: str
    equation: str
    roles: Mapping[Role, tuple[Term, ...]]
    certainty: Certainty
    reading: str  # which grammar rule proposed it, for --trace and `explain`
    group: str = ""  # alternatives of one attachment share a group: the one that holds is taken
    rank: int = 0  # preference inside the group, 0 first
    trials: int = 1  # how many such readings were open: the more, the less a fit by chance proves
    slack: Decimal = Decimal(0)  # relative tolerance beyond rounding, documented by the grammar that sets it
    wording: tuple[int, int] | None = None  # the words that assert it ("rose", "accounting for")
    tags: frozenset[str] = frozenset()  # facts for the diagnosis: "rates" (levels are rates), "verb:up" …

    @cached_property
    def members(self) -> tuple[Quantity, ...]:
        """All quantities, in text order, each once."""
        seen = {term.quantity.id: term.quantity for terms in self.roles.values() for term in terms}
        return tuple(sorted(seen.values(), key=lambda q: q.start))

    @cached_property
    def strict(self) -> Mapping[Role, Sequence[Interval]]:
        """The intervals of all terms, by role, by rounding alone."""
        return {role: [t.strict for t in terms] for role, terms in self.roles.items()}

    @cached_property
    def lenient(self) -> Mapping[Role, Sequence[Interval]]:
        """The wider intervals of all terms; the slack of the relation widens the first term of the first role."""
        found = {role: [t.inside for t in terms] for role, terms in self.roles.items()}
        grain = self._grain
        if grain is not None:
            found = {r: [_no_coarser(t, i, grain) for t, i in zip(self.roles[r], found[r], strict=True)] for r in found}
        if self.slack:
            role = next(iter(found))
            drift = Interval(1 - self.slack, 1 + self.slack)
            found[role] = [found[role][0] * drift, *found[role][1:]]
        return found

    @property
    def _grain(self) -> Decimal | None:
        """The last place of a difference: "up 64 to 1,364 from 1,300" knows 1,300 to the unit."""
        told = self.roles.get("difference", ())
        if len(told) != 1 or any(len(terms) != 1 for terms in self.roles.values()) or not _is_whole(told[0]):
            return None
        value = told[0].quantity.value or Decimal(0)
        return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else None

    @cached_property
    def rough(self) -> Mapping[Role, Sequence[tuple[str, float, float, float]]] | None:
        """In floats, of each term its figure's id, multiplier, least and greatest value; ``None`` if one is open."""
        found: dict[Role, list[tuple[str, float, float, float]]] = {}
        for role, terms in self.roles.items():
            found[role] = []
            for term in terms:
                span = term.quantity.rough
                if span is None:
                    return None
                factor = float(term.multiplier)
                ends = factor * span[0], factor * span[1]
                found[role].append((term.quantity.id, factor, min(ends), max(ends)))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What the text asserts of an indicator, an area and a period."""

    id: str
    kind: str
    binding: Binding
    roles: Mapping[Role, str] = field(default_factory=dict)  # role -> quantity id
