"""Find the one slip that makes a broken relation true: what was probably meant.

Each figure of the conflict is tried in turn. From the other figures follows the interval that it *should* lie
in; a slip explains the conflict when it lands there. Slips are ranked by how readily they are made, how
exactly the repaired text fits, how many values the same kind of slip would have offered (chance), and how
many other relations are mended or broken by the repair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from math import inf

from claims.interval import Interval, total
from claims.model import Certainty, Quantity, Relation, Term
from claims.patterns import regex
from verify.balance import Balance, balance_of
from verify.consistency import FRACTIONS, chance, judge, least_chance, target_role
from verify.directions import flipped
from verify.equation import parse
from verify.finding import CheckedRelation, Holds
from verify.slips import SWAPPED_APART, Offers, Slip, least_chance_at, nearness, reread, scale_slips, slips

__all__ = [
    "EXCHANGED",
    "LUCK_ALLOWED",
    "Hypothesis",
    "convincing",
    "diagnose",
    "exchange",
    "fallback",
    "one_slip_away",
    "slips_of",
    "wanted",
    "with_value",
]

EXCHANGED = "two figures are swapped"
LUCK_ALLOWED = 0.1  # expected number of slips that would fit by chance, over all figures of the relation
_LEAST_CHANCE = 0.05  # so much at least a second equation may share with the first
_BARELY = 0.01
_EXCHANGED = 3.0  # variants of an exchange of two figures
_SCALES = frozenset({"scale", "magnitude-word-lost"})
_NEARLY = 0.58  # score of a scale word that brings a figure near: over a plain miscalculation, under any exact slip
_SHARED = 0.01  # the more for each broken relation of the figure
_NEAR = Decimal(2)  # the factor that may be left
_THOUSANDS = Decimal(300)
_FEWER = regex(r"\bfewer\b")
_CONVINCING = 0.3  # score from which a slip explains a conflict of a likely reading


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One explanation of a conflict."""

    diagnosis: str
    quantity: Quantity  # the figure that is wrong, if this is right
    start: int
    end: int
    replacement: str
    why: str
    score: float
    value: Decimal | None = None
    luck: float = 0.0  # how many values of this kind of slip would fit by chance; 0: not a matter of chance


def wanted(relation: Relation, quantity: Quantity, *, lenient: bool = False) -> Interval | None:
    """Return the values that the other figures leave to `quantity`, in its own printed unit."""
    equation = parse(relation.equation)
    values = relation.lenient if lenient else relation.strict
    for role, terms in relation.roles.items():
        for n, term in enumerate(terms):
            if term.quantity.id != quantity.id or role not in equation.roles:
                continue
            if len(terms) > 1 and not equation.adds_up(role):
                return None  # the rest of a list leaves no single value to one of its figures
            implied = equation.implied(role, values)
            if implied is None:
                return None
            if len(terms) > 1:
                implied = implied - total(v for k, v in enumerate(values[role]) if k != n)
            return implied / Interval.point(term.multiplier) if term.multiplier else None
    return None


def diagnose(
    conflict: CheckedRelation,
    relations_of: Mapping[str, Sequence[CheckedRelation]],
    text: str,
    special: Sequence[Hypothesis] = (),
) -> tuple[Hypothesis, ...]:
    """Return the explanations of a conflict, best first.

    `relations_of` are the relations of each figure, by its id. `special` are explanations that only the rule of
    this kind of relation can know (a ratio printed as an increase, the wrong base), already tested.
    """
    relation = conflict.relation
    found = [*special, *slips_of(relation, text)]
    if relation.certainty is Certainty.CERTAIN and not any(h.diagnosis in _SCALES for h in found):
        found.extend(_nearly_by_scale(relation, relations_of))
    derived = relation.roles[target_role(relation)][0].quantity.id
    bonus = {derived: 0.03}  # between equals, the figure that was worked out from the others
    scored = [_weighed(h, conflict, relations_of.get(h.quantity.id, ()), bonus.get(h.quantity.id, 0.0)) for h in found]
    best: dict[tuple[int, int, str], Hypothesis] = {}
    for hypothesis in sorted(scored, key=lambda h: (-h.score, h.start, h.replacement)):
        best.setdefault((hypothesis.start, hypothesis.end, hypothesis.replacement), hypothesis)
    return tuple(best.values())


def slips_of(
    relation: Relation,
    text: str,
    *,
    deep: bool = True,
    spared: AbstractSet[str] = frozenset(),
    most_luck: float = inf,
    offers: Offers | None = None,
) -> Iterator[Hypothesis]:
    """Yield every single slip of one figure, of one direction, or swap of two, that makes the relation hold.

    `spared` are ids of figures that are not to blame. Explanations that chance alone would give more often than
    `most_luck` need not be yielded; what cannot fall below it is not even tried. `offers`, without `deep`, keeps what
    slips make of each figure for the next relation.
    """
    if parse(relation.equation).comparison != "==":
        yield from (h for h in _shrunk(relation) if h.quantity.id not in spared)
        return
    role = target_role(relation)
    derived = relation.roles[role][0].quantity.id
    only_derived = least_chance(relation) > most_luck  # another figure leaves the derived one as coarse as it is
    if (
        offers is not None
        and only_derived
        and role not in FRACTIONS
        and _is_hopeless(relation, role, offers, most_luck)
    ):
        return
    balance = balance_of(relation)
    trusted = {tag.removeprefix("trusted:") for tag in relation.tags if tag.startswith("trusted:")}
    for quantity in relation.members:
        if quantity.id in trusted or quantity.id in spared or (only_derived and quantity.id != derived):
            continue
        yield from _by_slip(relation, quantity, balance, None if deep else offers, deep=deep)
    added = all(map(parse(relation.equation).adds_up, relation.roles))
    for n, a in enumerate(relation.members if added else ()):  # of a median, an exchange leaves the list as it was
        for b in relation.members[n + 1 :]:
            if not only_derived or derived in (a.id, b.id):
                yield from (h for h in _swapped(relation, a, b, balance) if h.quantity.id not in spared)
    if not only_derived:
        yield from (h for h in _turned(relation, text) if h.quantity.id not in spared)


def _is_hopeless(relation: Relation, role: str, offers: Offers, most_luck: float) -> bool:
    """Tell whether neither a slip of the derived figure nor an exchange with it can be less than luck."""
    if role in FRACTIONS:
        return False  # chance has another scale there
    derived = relation.roles[role][0].quantity
    others = [q for q in relation.members if q.id != derived.id]
    siblings = frozenset(q.scale_text for q in others if q.scale_text)
    if offers.least_luck(derived, siblings) <= most_luck:
        return False
    return all(_EXCHANGED * least_chance_at(derived, q.value or Decimal(0)) > most_luck for q in others)


def _nearly_by_scale(relation: Relation, relations_of: Mapping[str, Sequence[CheckedRelation]]) -> Iterator[Hypothesis]:
    """Try another scale word where it brings a figure that is off by thousands at least near.

    "41.2 million of 205.3 billion, 21.5 percent" is a billion for a million, though 21.5 is not quite right either.
    The figure that most broken relations share is the likeliest.
    """
    for quantity in relation.members:
        target = wanted(relation, quantity, lenient=True)
        middle = target.middle if target is not None else None
        if not middle or not quantity.value or not _off_by_thousands(quantity.value, middle):
            continue
        siblings = frozenset(q.scale_text for q in relation.members if q.scale_text and q.id != quantity.id)
        broken = sum(r.holds is Holds.NO for r in relations_of.get(quantity.id, ()))
        for slip in scale_slips(quantity, siblings):
            if middle * slip.value > 0 and 1 / _NEAR <= slip.value / middle <= _NEAR:
                yield _explained(slip, quantity, _NEARLY + _SHARED * min(broken, 9))


def _off_by_thousands(value: Decimal, wanted_value: Decimal) -> bool:
    ratio = abs(value / wanted_value)
    return ratio >= _THOUSANDS or ratio <= 1 / _THOUSANDS


def _shrunk(relation: Relation) -> Iterator[Hypothesis]:
    """Try, for a part that is more than its whole, the slips that leave it a sensible part.

    Nearly every smaller number fits an inequality, so only slips of words and swapped digits are offered.
    """
    whole = relation.roles["whole"][0].quantity if relation.roles.get("whole") else None
    parts = relation.roles.get("part", ())
    if whole is None or not whole.value or len(parts) != 1:
        return
    part = parts[0].quantity
    siblings = frozenset(q.scale_text for q in (whole, part) if q.scale_text)
    for quantity in (part, whole):
        for slip in slips(quantity, siblings, deep=False):
            new_part = slip.value if quantity is part else part.value
            new_whole = slip.value if quantity is whole else whole.value
            if new_part is None or not new_whole or slip.diagnosis == "power-of-ten":
                continue
            if quantity is whole and slip.diagnosis in ("digit-typo", "teen-ty"):
                continue
            if Decimal("0.02") <= new_part / new_whole < 1:
                yield _explained(slip, quantity, slip.prior - 0.1)


def _turned(relation: Relation, text: str) -> Iterator[Hypothesis]:
    """Try up for down: "rose" for "fell"."""
    for terms in relation.roles.values():
        for term in terms:
            quantity = term.quantity
            target = wanted(relation, quantity) if term.signed else None
            if target is None or quantity.direction_span is None or not (-quantity.strict).meets(target):
                continue
            other = flipped(text, quantity.direction_span)
            if other is None:
                continue
            if not any(q.unit.startswith("count") for q in relation.members):
                other = _FEWER.sub("less", other)  # only what is counted is fewer
            turned = replace(quantity, direction="up" if quantity.direction == "down" else "down")
            luck = chance(_with_quantity(relation, turned))
            score = 0.95 * max(0.0, 1.0 - 2.0 * luck)
            start, end = quantity.direction_span
            yield Hypothesis(
                "direction", quantity, start, end, other, "the figures go the other way", score, None, luck
            )


def one_slip_away(relation: Relation) -> bool:
    """Tell whether a plain slip of one figure (scale, decimal point, two digits) would make the relation hold."""
    for quantity in relation.members:
        wide = wanted(relation, quantity, lenient=True)
        if wide is None:
            continue
        siblings = frozenset(q.scale_text for q in relation.members if q.scale_text and q.id != quantity.id)
        if any(reread(quantity, slip.value).meets(wide) for slip in slips(quantity, siblings, deep=False)):
            return True
    return False


def convincing(hypotheses: Sequence[Hypothesis]) -> bool:
    """Tell whether the best explanation is good enough for a conflict whose reading is only likely."""
    return bool(hypotheses) and hypotheses[0].score >= _CONVINCING


def _by_slip(
    relation: Relation, quantity: Quantity, balance: Balance | None, offers: Offers | None, *, deep: bool
) -> Iterator[Hypothesis]:
    siblings = frozenset(q.scale_text for q in relation.members if q.scale_text and q.id != quantity.id)
    rough = balance.wanted(quantity.id) if balance is not None and quantity.id in balance.parts else None
    if offers is not None and rough is not None and not offers.near(quantity, siblings, *rough):
        return
    wide = wanted(relation, quantity, lenient=True)
    if wide is None:
        return
    low = -inf if wide.lower is None else float(wide.lower)
    high = inf if wide.upper is None else float(wide.upper)
    if offers is not None:
        found = offers.near(quantity, siblings, low, high)
    else:
        found = list(slips(quantity, siblings, deep=deep, near=nearness(quantity, low, high)))
    target = wanted(relation, quantity) if found else None
    if target is None:
        return
    for slip in found:
        if relation.kind == "sum" and _vanishes(relation, quantity, slip.value):
            continue
        printed = reread(quantity, slip.value)
        close = 1.0 if printed.meets(target) else 0.75 if printed.meets(wide) else 0.0
        if not close:
            continue
        luck = chance(with_value(relation, quantity, slip.value)) * slip.variants
        score = close * slip.prior * max(0.0, 1.0 - 2.0 * luck)
        if score > 0 or slip.diagnosis == "scale":  # of a scale word, others than chance may speak
            yield _explained(slip, quantity, max(score, _BARELY), luck)


def _vanishes(relation: Relation, quantity: Quantity, value: Decimal) -> bool:
    """Tell whether a summand would be lost in the rounding of the others: it would fit whatever it is."""
    widths = [q.strict.width or Decimal(0) for q in relation.members if q.id != quantity.id]
    return abs(value) <= max(widths, default=Decimal(0))


def _explained(slip: Slip, quantity: Quantity, score: float, luck: float = 0.0) -> Hypothesis:
    return Hypothesis(
        slip.diagnosis, quantity, quantity.start, quantity.end, slip.replacement, slip.why, score, slip.value, luck
    )


def _swapped(relation: Relation, a: Quantity, b: Quantity, balance: Balance | None) -> Iterator[Hypothesis]:
    """Try two figures in one another's place."""
    if a.unit != b.unit or a.value == b.value or a.value is None or b.value is None:
        return
    if balance is not None and {a.id, b.id} <= balance.parts.keys() and not balance.may_hold_exchanged(a, b):
        return
    if not _holds_exchanged(relation, a, b):
        return
    luck = _EXCHANGED * chance(exchange(relation, a, b))
    score = 0.75 * max(0.0, 1.0 - 2.0 * luck)
    if score > 0:
        yield Hypothesis("digit-typo", a, a.start, a.end, b.surface, EXCHANGED, score, b.value, luck)
        yield Hypothesis("digit-typo", b, b.start, b.end, a.surface, EXCHANGED, score - 0.01, a.value, luck)


def _holds_exchanged(relation: Relation, a: Quantity, b: Quantity) -> bool:
    """Tell whether the equation holds strictly, and all of it is printed, with two figures exchanged."""
    equation = parse(relation.equation)
    other = {a.id: b, b.id: a}
    values: dict[str, Sequence[Interval]] = dict(relation.strict)
    summands_only = True
    for role, terms in relation.roles.items():
        if any(t.quantity.id in other for t in terms):
            values[role] = [
                t.entering(other[t.quantity.id].strict) if t.quantity.id in other else t.strict for t in terms
            ]
            summands_only = summands_only and len(terms) > 1
    if summands_only:
        return False  # the sum does not change
    return not equation.missing(relation.roles) and equation.holds(values)


def exchange(relation: Relation, a: Quantity, b: Quantity) -> Relation:
    """Return the relation as if two figures had each been printed in the place of the other."""
    return _with_quantities(relation, {a.id: _valued(a, b), b.id: _valued(b, a)})


def _valued(place: Quantity, other: Quantity) -> Quantity:
    return replace(place, value=other.value, strict=other.strict, lenient=other.lenient)


def with_value(relation: Relation, quantity: Quantity, value: Decimal) -> Relation:
    """Return the relation as if the figure had been printed with another value, in the precision that goes with it."""
    interval = reread(quantity, value)
    scale = quantity.scale
    if quantity.value and (scale != 1 or quantity.places):
        ratio = value / quantity.value
        if ratio > 0 and ratio.normalize().as_tuple().digits == (1,):
            scale *= ratio  # a billion read as a million, or the point moved: the last place moves too
    return _with_quantity(relation, replace(quantity, value=value, strict=interval, lenient=interval, scale=scale))


def _with_quantity(relation: Relation, changed: Quantity) -> Relation:
    return _with_quantities(relation, {changed.id: changed})


def _with_quantities(relation: Relation, changed: Mapping[str, Quantity]) -> Relation:
    roles: Mapping[str, tuple[Term, ...]] = {
        role: tuple(replace(t, quantity=changed[t.quantity.id]) if t.quantity.id in changed else t for t in terms)
        for role, terms in relation.roles.items()
    }
    return replace(relation, roles=roles)


def _weighed(
    hypothesis: Hypothesis, conflict: CheckedRelation, relations: Sequence[CheckedRelation], bonus: float
) -> Hypothesis:
    """Reward a repair that mends other relations too, and charge one that breaks them.

    That a value fits two equations by chance is as unlikely as both coincidences together.
    """
    score, luck = hypothesis.score + bonus, hypothesis.luck
    if hypothesis.value is None:
        return replace(hypothesis, score=score)
    own = {q.id for q in conflict.relation.members}
    for checked in relations:
        if checked.holds is Holds.UNKNOWN or checked.id == conflict.id:
            continue
        mended = with_value(checked.relation, hypothesis.quantity, hypothesis.value)
        repaired = judge(mended) is not Holds.NO
        if checked.holds is Holds.NO and repaired and hypothesis.why != SWAPPED_APART:
            score += 0.4  # two digits that are no neighbours are seldom swapped, so that must fit well by itself
            if any(q.id not in own for q in checked.relation.members) and "==" in checked.relation.equation:
                luck *= max(_LEAST_CHANCE, chance(mended))
        elif checked.holds is not Holds.NO and not repaired:
            score -= 0.1 if checked.relation.certainty is Certainty.POSSIBLE else 0.6
    return replace(hypothesis, score=score, luck=luck)


def fallback(relation: Relation) -> tuple[Quantity, Interval] | None:
    """Return the figure a writer would have worked out, and what it should be."""
    role = target_role(relation)
    quantity = relation.roles[role][0].quantity
    interval = wanted(relation, quantity)
    return None if interval is None else (quantity, interval)


def misfit(slip: Slip, target: Interval) -> Decimal:
    """Distance of a slip's value from the middle of what is wanted, for ordering equals."""
    middle = target.middle
    return abs(slip.value - middle) if middle is not None else Decimal(0)
