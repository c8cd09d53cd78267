"""One reading of a change: the relation over new value, base and change, and what may take part in it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claims.model import Certainty, Hedge, Kind, Quantity, Relation, Term
from claims.patterns import regex
from claims.relations.scene import LEVELS, Scene, Slot, comparable, factor_to, same_noun

__all__ = ["agreement", "alike", "fits", "is_swing", "negative", "relation_of", "with_loss_turned"]

_OF_CURRENCY = regex(r"per (?:dollar|euro|pound|yen|yuan|franc)")  # where more of it is a loss
_IN_LOSS = regex(r"\b(?:loss|losses|deficit|shortfall|minus)\b(?:\s+of)?[^,;]{0,12}$")
_PERCENT = Decimal("0.01")
_GRADED = frozenset({"count:point", "count:mark", "count:score"})  # which go in decimals as well
_PROFIT = regex(r"\b(?:profits?|surplus|in the black)\b")
_BETTER = regex(r"\s(?:improvement|better|deterioration|worse)\b")
_BETTER_OF = regex(r"\b(?:improvement|deterioration) of (?:about |some |over |nearly )?$")
_LOSS = regex(
    r"\b(?:loss|losses|deficits?|shortfall|backlog|arrears|delays?|waits?|waiting|debts?|errors?|jobless\w*)\b"
)


def fits(change: Quantity, level: Quantity) -> bool:
    if level.kind not in LEVELS or _OF_CURRENCY.fullmatch(level.unit):
        return False
    if change.kind is Kind.PP_CHANGE:
        return level.unit == "percent" or level.kind is not Kind.RATIO  # points of an amount are a slip, see _relation
    if change.kind is Kind.ABSOLUTE_CHANGE and _is_finer(change, level):
        return False
    if change.kind is Kind.ABSOLUTE_CHANGE:
        if comparable(change, level) > 0 or level.unit.split(" per ")[0] == change.unit != "":
            return True  # "£4.75 up", of a price a tonne
        return factor_to(change, level) != 1  # "35 centimetres, to 5.75 metres"
    return True


def _is_finer(change: Quantity, level: Quantity) -> bool:
    """Tell whether a change in decimals is set beside a number of people or things: that cannot move by 1.05."""
    counted = level.unit.startswith("count:") and level.unit not in _GRADED
    return counted and level.places == 0 and level.scale == 1 and change.places > 0 and change.scale == 1


def with_loss_turned(scene: Scene, change: Slot) -> Slot:
    """Take an improvement of a loss for the fall that it is: "narrowed to 38 million from 95, a 60% improvement".

    Of a rate either way may be the better one.
    """
    if not (_BETTER.match(change.right) or _BETTER_OF.search(change.left)) or change.q.direction is None:
        return change
    start = scene.document.sentences[change.sentence].start
    told = scene.document.text[start : change.q.start].lower()
    if change.q.kind is Kind.PP_CHANGE and _PROFIT.search(told) is None:  # of costs in percent of income it is a fall
        return replace(change, q=replace(change.q, direction=None, direction_span=None))
    if _LOSS.search(told) is None or _PROFIT.search(told):
        return change
    turned = replace(change.q, direction="down" if change.q.direction == "up" else "up", direction_span=None)
    return replace(change, q=turned)


def is_swing(current: Slot, base: Slot) -> bool:
    """Tell whether one value is a loss or deficit and the other is not."""
    return (_IN_LOSS.search(current.left[-40:]) is None) != (_IN_LOSS.search(base.left[-40:]) is None)


def negative(q: Quantity) -> Quantity:
    """Return a figure with its sign turned: a loss beside a profit."""
    return replace(q, value=-q.value if q.value is not None else None, strict=-q.strict, lenient=-q.lenient)


def alike(a: Slot, b: Slot) -> bool:
    levels = a.is_level and b.is_level and not a.expected and a.q.hedge is not Hedge.BETWEEN
    return levels and (same_noun(a.q, b.q) or _unit_left_out(a, b))


def _unit_left_out(a: Slot, b: Slot) -> bool:
    """Tell whether the later of two figures takes its unit from the other: "11.1m tonnes from 14.0m"."""
    first, second = sorted((a, b), key=lambda s: s.order)
    if first.sentence != second.sentence or not (a.marked_base or b.marked_base):
        return False
    if first.q.unit.split(" per ")[0] == second.q.unit or (first.q.unit, second.q.unit) == ("tCO2", "tonne"):
        return True  # "48.2 cents a kilo, more than the 43.0 cents of a year before"
    return not second.q.unit and second.q.kind in (Kind.LEVEL, Kind.COUNT) and first.q.kind is Kind.LEVEL


def agreement(level: Slot, change: Slot) -> float:
    """Reward the same indicator, doubt another one."""
    a = level.binding.indicator if level.binding else None
    b = change.binding.indicator if change.binding else None
    if a is None or b is None:
        return 0.0
    return 2.0 if a.normal == b.normal else -1.5


def _is_rate(q: Quantity) -> bool:
    """Tell a percentage, and the bare number that may be one: "fell to 89.4 from 91.9, a drop of 2.5 points"."""
    return q.unit == "percent" or (q.unit in ("", "count") and q.scale == 1 and abs(q.value or Decimal(0)) <= 100)


def _small_coin(told: Quantity, bare: Quantity) -> Decimal:
    """Return what a bare figure is worth beside one in cents or pence: 0.01 in "44 cents, up from the present 40"."""
    if bare.unit or bare.scale != 1 or told.unit in ("", "percent") or told.scale != 1:
        return Decimal(1)
    printed = told.surface[told.number_start - told.start : told.number_end - told.start]
    if told.style != "digits" or not printed.isascii() or told.value is None:
        return Decimal(1)
    return _PERCENT if Decimal(printed.replace(",", "")) * _PERCENT == told.value else Decimal(1)


def relation_of(
    change: Quantity,
    current: Quantity,
    base: Quantity | None,
    group: str,
    rank: int,
    certainty: Certainty,
    reading: str,
    trials: int = 1,
) -> Relation:
    roles: dict[str, tuple[Term, ...]] = {"current": (Term(quantity=current),)}
    tags = {"rates"} if current.unit == "percent" else set()
    if base is not None:
        roles["base"] = (Term(quantity=base, factor=_small_coin(current, base)),)
    points_of_amount = change.kind is Kind.PP_CHANGE and change.unit != "percent" and not _is_rate(current)
    relative = change.kind is Kind.GROWTH_RATE or (change.kind is Kind.PP_CHANGE and change.unit == "percent")
    if points_of_amount:
        tags.add("points-of-amount")
    if relative or points_of_amount:
        kind, equation = "level_growth", "current == base * (1 + rate)"
        roles["rate"] = (Term(quantity=change, factor=_PERCENT, signed=True),)
    elif change.kind is Kind.MULTIPLE:
        kind, equation = "multiple_of", "current == base * multiple"
        roles["multiple"] = (Term(quantity=change),)
    else:
        kind, equation = "from_to", "current == base + difference"
        factor = _PERCENT if change.unit == "basis_point" else factor_to(change, current)
        roles["difference"] = (Term(quantity=change, factor=factor, signed=True),)
    wording = change.direction_span
    return Relation(
        kind=kind,
        equation=equation,
        roles=roles,
        certainty=certainty,
        reading=reading,
        group=group,
        rank=rank,
        trials=trials,
        wording=wording,
        tags=frozenset(tags),
    )
