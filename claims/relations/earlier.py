"""An equation of today, one period earlier: every figure taken back by the change that is told of it.

"Exports rose 2.7 percent to 44.5 billion, imports fell 1.6 percent to 45.9 billion; the deficit had been 3.4
billion": 45.9 / (1 - 1.6%) - 44.5 / (1 + 2.7%) must meet 3.4. A figure goes back by the value it is said to
come from, by its growth rate, or by the amount it changed by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.model import Certainty, Kind, Quantity, Relation, Term
from claims.patterns import regex
from claims.period import same
from claims.relations.kinship import area_of, indicator_of, period_of
from claims.relations.scene import Scene, Slot

__all__ = ["propose"]

_PERCENT = Decimal("0.01")
_MOST_PARTS = 6
_WINDOW = 12  # figures on either side in which a growth told apart is looked for
_OUTPUT = regex(r"^(?:real )?(?:gdp|gross domestic product|economic output|national economy)$")
_KINDS = frozenset({"sum", "difference", "share_of"})
_ROLE = regex(r"\b(?!sum\b)[a-z]\w*\b")
_WITH_CHANGE = frozenset({"level with its change", "amount with a change in points"})
_SUM = regex(r"\bsum\((\w+)\)")
_RESULT = {"sum": "whole", "difference": "difference", "share_of": "share"}


@dataclass(frozen=True)
class _Back:
    """How a figure goes back to its earlier value: roles are added to the equation under the figure's own role."""

    form: str  # "base", "rate" or "difference"
    quantity: Quantity  # the printed base, rate or difference
    against: str | None  # the period it was compared with

    def expression(self, role: str, change: str) -> str:
        return {"base": role, "rate": f"{role} / (1 + {change})", "difference": f"({role} - {change})"}[self.form]

    def terms(self, role: str, change: str, term: Term) -> dict[str, tuple[Term, ...]]:
        if self.form == "base":
            return {role: (Term(quantity=self.quantity, factor=term.factor),)}
        factor = _PERCENT if self.form == "rate" else term.factor
        return {role: (term,), change: (Term(quantity=self.quantity, factor=factor, signed=True),)}


def propose(scene: Scene, simple: Sequence[Relation]) -> Iterator[Relation]:
    """Yield the totals, differences and shares among `simple` again, as they stood one period earlier."""
    back = _ways_back(scene, simple)
    seen: set[str] = set()
    for relation in sorted(simple, key=lambda r: r.certainty is Certainty.POSSIBLE):
        if relation.kind not in _KINDS or "shares" in relation.tags:
            continue
        told = _earlier(relation, back)
        if told is None:
            continue
        if told.group not in seen:
            seen.add(told.group)
            yield told


def _ways_back(scene: Scene, simple: Sequence[Relation]) -> dict[str, _Back]:
    """Map each figure to the surest way back: a printed base, else its rate, else its amount of change."""
    found: dict[str, dict[str, _Back]] = {}
    slots = {slot.q.id: slot for slot in scene.slots}
    for relation in simple:
        if relation.kind not in ("level_growth", "from_to") or relation.certainty is Certainty.POSSIBLE:
            continue
        if "current" not in relation.roles or "points-of-amount" in relation.tags:
            continue
        current = slots[relation.roles["current"][0].quantity.id]
        ways = found.setdefault(current.q.id, {})
        if "base" in relation.roles:
            base = slots[relation.roles["base"][0].quantity.id]
            if (base.marked_base or base.was_before) and not same(period_of(base), period_of(current)):
                ways.setdefault("base", _Back("base", base.q, period_of(base)))
        elif relation.reading in _WITH_CHANGE:
            form = "rate" if "rate" in relation.roles else "difference"
            change = relation.roles[form][0].quantity
            told = slots[change.id].binding
            ways.setdefault(form, _Back(form, change, told.compared_to if told else None))
    for level in scene.slots:
        if level.is_level and not found.get(level.q.id) and (way := _told_apart(scene, level)) is not None:
            found[level.q.id] = {way.form: way}
    surest = {q: [ways[form] for form in ("base", "rate", "difference") if form in ways] for q, ways in found.items()}
    return {q: ways[0] for q, ways in surest.items() if ways}


def _told_apart(scene: Scene, level: Slot) -> _Back | None:
    """Find the earlier value, or the growth, of a figure in another sentence: of one thing, one area, one period."""
    near = scene.slots[max(0, level.order - _WINDOW) : level.order + _WINDOW + 1]
    for slot in near:
        if slot.q.kind is not Kind.GROWTH_RATE or not slot.q.direction or slot.sentence == level.sentence:
            continue
        if period_of(slot) == period_of(level) and _of_one_thing(slot, level):
            alone = not any(s.is_level and s.sentence == slot.sentence for s in near)
            if alone and slot.binding is not None and slot.binding.compared_to is not None:
                return _Back("rate", slot.q, slot.binding.compared_to)
    return None


def _of_one_thing(slot: Slot, level: Slot) -> bool:
    if period_of(slot) is None or area_of(slot) != area_of(level):
        return False
    one, other = (_OUTPUT.sub("economy", indicator_of(s)) for s in (slot, level))
    return one == other != ""


def _earlier(relation: Relation, back: Mapping[str, _Back]) -> Relation | None:
    roles: dict[str, tuple[Term, ...]] = {}
    expressions: dict[str, str] = {}
    ways: list[_Back] = []
    for role, terms in relation.roles.items():
        names = [role] if len(terms) == 1 else [f"{role}_{n}" for n in range(1, len(terms) + 1)]
        pieces: list[str] = []
        for name, term in zip(names, terms, strict=True):
            way = back.get(term.quantity.id)
            if way is None:
                return None
            ways.append(way)
            change = f"{name}_{way.form}"
            if role == _RESULT[relation.kind] and way.form != role:
                change = way.form  # the rate or amount that the earlier equation makes
            roles.update(way.terms(name, change, term))
            pieces.append(way.expression(name, change))
        expressions[role] = " + ".join(pieces)
    if len(ways) > _MOST_PARTS + 1 or len({w.quantity.id for w in ways}) < len(ways) or not _one_time(ways):
        return None
    result = _RESULT[relation.kind]
    if result not in relation.roles or all(w.form == "base" for w in ways):
        return None  # nothing is worked out: the earlier values are printed, and are a relation of their own
    way = back[relation.roles[result][0].quantity.id]
    if relation.kind == "share_of" and way.form == "rate":
        return None
    equation = _SUM.sub(r"(\1)", relation.equation)
    resting = {f"needs:{relation.group}"} if relation.certainty is Certainty.POSSIBLE else set[str]()
    return Relation(
        kind="level_growth" if way.form == "rate" else relation.kind,
        equation=_ROLE.sub(lambda m: expressions.get(m[0], m[0]), equation),
        roles=roles,
        certainty=Certainty.POSSIBLE
        if relation.certainty is Certainty.POSSIBLE and relation.trials > 30
        else Certainty.LIKELY,
        reading=f"one period earlier: {relation.reading}",
        group=f"earlier:{way.quantity.id}:{'+'.join(sorted(w.quantity.id for w in ways))}",
        tags=frozenset({"composite", "earlier", *resting}),
    )


def _one_time(ways: Sequence[_Back]) -> bool:
    """Tell whether all figures are compared with one period, as far as it is told."""
    told = [w.against for w in ways if w.against is not None]
    return all(same(told[0], other) for other in told[1:])
