"""Choose the reading that holds: grammar proposes, arithmetic disposes.

Relations that share a group are readings of one attachment. The first firm reading whose equation holds is
taken; else a merely possible one, if it fits too well for chance; else the first firm reading stands as a
conflict, for a rule to explain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from decimal import Decimal

from claims.interval import Interval
from claims.model import UNRIVALLED, Certainty, Kind, Quantity, Relation, Term
from verify.balance import balance_of
from verify.equation import Equation, parse
from verify.finding import CheckedRelation, Holds, Implied

__all__ = ["FRACTIONS", "chance", "judge", "least_chance", "resolve", "target_role"]

_TARGETS = (
    "steps", "rate", "share", "multiple", "ratio", "mean", "median", "difference", "converted", "whole", "part", "rank",
    "current", "second", "base",
)  # fmt: skip
FRACTIONS = frozenset({"rate", "share"})  # roles of relative size
_CHANCE_ACCEPTED = 0.1  # a possible reading must be this unlikely to fit by chance, over all that were tried
_CHANCE_IF_ABSURD = 1.0  # any other figure of the sentence that fits is likelier
_WORLDS = Decimal(20)  # times as much: not the same thing at another time
_PLACE = Decimal("0.05")


def judge(relation: Relation) -> Holds:
    """Tell how far the printed figures satisfy the relation; worked out once, however many steps ask."""
    known: dict[str, Holds] = vars(relation)  # where its own cached properties are kept, too
    holds = known.get("_holds")
    if holds is None:
        holds = known["_holds"] = _judged(relation)
    return holds


def _judged(relation: Relation) -> Holds:
    equation = parse(relation.equation)
    if equation.missing(relation.roles):
        return Holds.UNKNOWN
    balance = balance_of(relation)
    if balance is not None and not balance.may_hold:
        return Holds.NO
    if equation.holds(relation.strict):
        return Holds.STRICT
    return Holds.LENIENT if equation.holds(relation.lenient) else Holds.NO


def target_role(relation: Relation) -> str:
    """Return the role that is derived from the others: what a writer would have worked out."""
    roles = parse(relation.equation).roles
    if relation.kind == "share_of" and {"share", "part", "whole"} <= relation.roles.keys():
        start = {role: relation.roles[role][0].quantity.start for role in ("share", "part", "whole")}
        if start["part"] == max(start.values()) > start["whole"] > start["share"]:
            return "part"  # "5 percent of the 640 seats, or 32 places": the product is what was worked out
    for role in _TARGETS:
        if role in roles and len(relation.roles.get(role, ())) == 1:
            return role
    return next(role for role in roles if relation.roles.get(role))


def chance(relation: Relation) -> float:
    """Estimate how likely random figures would fit as closely as these do (over one trial)."""
    equation = parse(relation.equation)
    if "shares" in relation.tags:
        parts = relation.roles["part"]
        made = sum(float(t.quantity.value or 0) for t in parts)
        return min(1.0, (2 * abs(made - 100) + max(_grain(t) for t in parts)) / 100)
    role = target_role(relation)
    values = relation.strict
    printed = values[role][0]
    implied = equation.implied(role, values)
    if implied is None or implied.middle is None or printed.middle is None:
        return 1.0
    term = relation.roles[role][0]
    scale = _scale(role, term)
    if scale == 0:
        return 1.0
    miss = abs(float(implied.middle) - float((term.quantity.value or 0) * term.multiplier))
    return min(1.0, (2 * miss + _grain(term)) / scale)


def least_chance(relation: Relation) -> float:
    """Return what `chance` does not fall below, whatever the figures are that the target is derived from."""
    if "shares" in relation.tags:
        return 0.0
    role = target_role(relation)
    term = relation.roles[role][0]
    scale = _scale(role, term)
    return min(1.0, _grain(term) / scale) if scale else 1.0


def _scale(role: str, term: Term) -> float:
    """Return the range in which a random figure would have been as likely."""
    nominal = abs(float((term.quantity.value or 0) * term.multiplier))
    return max(2 * nominal, 0.2) if role in FRACTIONS else nominal


def _grain(term: Term) -> float:
    """Return the step in which the figure is printed: its last place, or the place of its trailing zeros."""
    quantity = term.quantity
    if quantity.kind is Kind.MULTIPLE and quantity.style != "digits":
        return float(quantity.strict.width or 0)  # "doubled" has no last place, only the slack of speech
    step = quantity.step
    if quantity.places == 0 and quantity.scale == 1 and quantity.value and abs(quantity.value) >= 1000:
        exponent = quantity.value.normalize().as_tuple().exponent
        if isinstance(exponent, int) and exponent > 0:
            step = Decimal(10) ** exponent
    return float(step * abs(term.factor))


def resolve(relations: Iterable[Relation]) -> tuple[CheckedRelation, ...]:
    """Pick one reading of each group and judge it; readings that nothing supports are left out."""
    groups: dict[str, list[Relation]] = {}
    for n, relation in enumerate(relations):
        groups.setdefault(relation.group or f"#{n}", []).append(relation)
    picked: list[Relation] = []
    taken: dict[str, list[frozenset[str]]] = {}  # by quantity id, the figures of the relations it is in
    for readings in groups.values():
        choice = _pick(sorted(readings, key=lambda r: r.rank))
        if choice is None:
            continue
        key = frozenset(q.id for q in choice.members)
        if choice.certainty is Certainty.POSSIBLE and any(key <= other for other in taken.get(min(key), ())):
            continue
        if "==" in choice.equation:  # that parts stay within a whole does not say yet whether they make it
            for member in key:
                taken.setdefault(member, []).append(key)
        picked.append(choice)
    sound = {r.group for r in picked if judge(r) in (Holds.STRICT, Holds.LENIENT)}
    picked = [r for r in picked if _well_based(r, sound) and not _said_better(r, taken)]
    picked = _without_other_rates(_without_other_shares(picked), groups)
    sums: dict[str, list[Relation]] = {}
    for relation in picked:
        for term in relation.roles.get("part", ()) if relation.kind == "sum" else ():
            sums.setdefault(term.quantity.id, []).append(relation)
    picked = [r for r in picked if not _fits_otherwise(r, sums)]
    picked.sort(key=lambda r: (r.members[0].start, r.members[-1].start, r.kind))
    return tuple(
        CheckedRelation(id=f"r{n}", relation=r, holds=judge(r), implied=_implied(r)) for n, r in enumerate(picked, 1)
    )


def _without_other_shares(picked: Sequence[Relation]) -> list[Relation]:
    """Leave out failing shares of a pair that another share fits: "60 percent, 31,200 of 52,000, down from 64"."""
    told = {_pair(r) for r in picked if r.kind == "share_of" and judge(r) in (Holds.STRICT, Holds.LENIENT)} - {None}
    return [r for r in picked if r.kind != "share_of" or _pair(r) not in told or judge(r) is not Holds.NO]


def _without_other_rates(picked: Sequence[Relation], groups: Mapping[str, Sequence[Relation]]) -> list[Relation]:
    """Read a failing change of a pair otherwise, where its sentence tells the change: "9,110 to 8,381, 8%, and 16%".

    From one value to another there is one change of a kind; another figure is of another pair.
    """
    holding = [r for r in picked if judge(r) in (Holds.STRICT, Holds.LENIENT)]
    told = {_moved(r) for r in holding} - {None}
    sizes = {(_moved(r), _size(r)) for r in holding}
    kept: list[Relation] = []
    for relation in picked:
        mirrored = (_moved(relation), _size(relation)) in sizes  # "50 percent more, so the other pays 50 percent less"
        if _moved(relation) in told and not mirrored and judge(relation) is Holds.NO:
            others = [r for r in groups.get(relation.group, ()) if _moved(r) not in told]
            choice = _pick(sorted(others, key=lambda r: r.rank))
            kept.extend([choice] if choice is not None else [])
        else:
            kept.append(relation)
    return kept


def _size(relation: Relation) -> Decimal | None:
    """Return how large a change is printed to be."""
    role = "rate" if "rate" in relation.roles else "difference"
    return relation.roles[role][0].quantity.value if role in relation.roles else None


def _moved(relation: Relation) -> tuple[str, ...] | None:
    """Return kind and reading of a change, and its two values, by their ids."""
    if relation.certainty is Certainty.POSSIBLE or not {"current", "base"} <= relation.roles.keys():
        return None
    if not {"rate", "difference"} & relation.roles.keys():
        return None
    ends = (relation.roles[role][0].quantity.id for role in ("current", "base"))
    return relation.kind, relation.reading, *ends


def _pair(relation: Relation) -> tuple[str, str] | None:
    """Return the part and the whole of a share, by their ids."""
    if not {"part", "whole"} <= relation.roles.keys():
        return None
    return relation.roles["part"][0].quantity.id, relation.roles["whole"][0].quantity.id


def _well_based(relation: Relation, sound: Set[str]) -> bool:
    """Tell whether what a relation rests on holds, or it fits so well that this cannot be chance."""
    needed = {tag.removeprefix("needs:") for tag in relation.tags if tag.startswith("needs:")}
    return needed <= sound or (judge(relation) is Holds.STRICT and chance(relation) <= _CHANCE_ACCEPTED / 10)


def _said_better(relation: Relation, taken: Mapping[str, Sequence[frozenset[str]]]) -> bool:
    """Tell whether an inequality that holds is over figures that also make an equation."""
    if "==" in relation.equation or judge(relation) is Holds.NO:
        return False
    key = frozenset(q.id for q in relation.members)
    return len(key) > 2 and any(key <= other for other in taken.get(min(key), ()))


def _fits_otherwise(relation: Relation, sums: Mapping[str, Sequence[Relation]]) -> bool:
    """Tell whether figures of a total that fails are summands of another one that holds: the list was another."""
    if relation.kind != "sum" or not {"whole", "part"} <= relation.roles.keys() or judge(relation) is not Holds.NO:
        return False
    if _weighed(relation):
        return False
    parts = {t.quantity.id for t in relation.roles["part"]}
    told = relation.certainty is not Certainty.POSSIBLE  # a told total is not argued away by a coincidence
    return any(
        other is not relation
        and not _weighed(other)
        and len(parts & {t.quantity.id for t in other.roles["part"]}) >= 2
        and judge(other) in (Holds.STRICT, Holds.LENIENT)
        and not (
            told and other.certainty is Certainty.POSSIBLE and chance(other) * other.trials > _CHANCE_ACCEPTED / 10
        )
        for part in parts
        for other in sums[part]
    )


def _weighed(relation: Relation) -> bool:
    """Tell whether the parts do not count alike, so that they are no list: three points a win, one a draw."""
    return "weighed" in relation.tags


def _pick(readings: Sequence[Relation]) -> Relation | None:
    judged = [(r, judge(r)) for r in readings]
    fits = [r for r, holds in judged if holds in (Holds.STRICT, Holds.LENIENT)]
    turned = [set(r.members) for r, holds in judged if holds is Holds.NO and _goes_one_way(r)]
    fits = [r for r in fits if _goes_one_way(r) or set(r.members) not in turned]  # these figures the other way round
    firm = next((r for r in fits if r.certainty is not Certainty.POSSIBLE), None)
    if firm is not None:
        return firm
    certain = next((r for r, _ in judged if r.certainty is Certainty.CERTAIN), None)
    if certain is not None:  # what the wording says outright is not lightly argued away by other figures nearby
        told = set(certain.members)
        bar = _CHANCE_ACCEPTED if certain.kind == "share_of" else _CHANCE_ACCEPTED / 20
        bar = _CHANCE_IF_ABSURD if _is_absurd(certain) else bar
        fits = [r for r in fits if set(r.members) != told and chance(r) * r.trials <= bar]
    else:
        bar = _CHANCE_ACCEPTED
    lucky = min(fits, key=lambda r: (chance(r) * r.trials, r.rank), default=None)
    if lucky is not None and chance(lucky) * lucky.trials <= max(bar, _CHANCE_ACCEPTED):
        return lucky
    first = next((r for r, holds in judged if r.certainty is not Certainty.POSSIBLE and holds is Holds.NO), None)
    if first is not None:
        return first
    # what is merely possible and cannot be reckoned has nothing to speak for it
    return next((r for r, holds in judged if holds is Holds.UNKNOWN and r.certainty is not Certainty.POSSIBLE), None)


def _goes_one_way(relation: Relation) -> bool:
    """Tell whether the wording says which figure is the new one, and which way it went."""
    return UNRIVALLED in relation.tags and any(t.signed for terms in relation.roles.values() for t in terms)


def _is_absurd(relation: Relation) -> bool:
    """Tell whether new and old value are worlds apart, and the growth is not: one of the two is another amount."""
    if relation.kind != "level_growth" or not {"current", "base", "rate"} <= relation.roles.keys():
        return False
    current, base, rate = (relation.strict[role][0].middle for role in ("current", "base", "rate"))
    if not current or not base or rate is None or rate <= -1:
        return False
    apart = abs(current / base) / (1 + rate)
    place = apart / Decimal(10) ** int(apart.log10().to_integral_value())
    slipped = abs(place - 1) <= _PLACE  # the decimal point, or a scale word
    return not slipped and not 1 / _WORLDS <= apart <= _WORLDS


def _implied(relation: Relation) -> tuple[Implied, ...]:
    """Work out every role that is not printed, in the unit of the figure it stands beside."""
    equation: Equation = parse(relation.equation)
    values = relation.strict
    found: list[Implied] = []
    for role in equation.missing(values):
        interval = equation.implied(role, values)
        if interval is None or not interval.bounded:
            continue
        like = _counterpart(relation)
        unit = like.unit if like is not None else ""
        found.append(
            Implied(
                role=role,
                period=None,
                interval=_whole_numbers(interval) if unit.startswith("count") else interval,
                unit=unit,
                source=tuple(q.id for q in relation.members),
            )
        )
    return tuple(found)


def _counterpart(relation: Relation) -> Quantity | None:
    """Return the printed figure whose unit an unprinted role of the relation shares."""
    for role in ("current", "base", "difference", "part", "larger", "whole", "amount"):
        terms = relation.roles.get(role)
        if terms:
            return terms[0].quantity
    return None


def _whole_numbers(interval: Interval) -> Interval:
    """Narrow to the whole numbers inside; unchanged where there is none."""
    if interval.lower is None or interval.upper is None:
        return interval
    low = interval.lower.to_integral_value(rounding="ROUND_CEILING")
    high = interval.upper.to_integral_value(rounding="ROUND_FLOOR")
    return Interval(low, high) if low <= high else interval
