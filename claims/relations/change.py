"""Level, base and change: "rose 10.3 percent to 6,822 from 6,185".

For each change figure (percent, points, amount, multiple) the levels around it are attached as *current* and
*base*, best reading first. All readings of one change share a group, in which arithmetic later picks.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.model import Binding, Certainty, Hedge, Kind, Quantity, Relation, Term
from claims.period import previous_year, same
from claims.relations import amount_and_rate
from claims.relations.nearness import near
from claims.relations.scene import LEVELS, Scene, Slot, comparable, same_noun

__all__ = ["currents_of", "propose", "year_before"]

_PERCENT = Decimal("0.01")
_RIGHT_AFTER = re.compile(
    r"^[\s,(–—-]*(?:or|up|down|a|an|which|that|for|\+|with|representing|marking|gaining|rising|falling)?[\s(+–-]*"
    r"(?:[\w-]+\s+){0,4}$"
)
_LOSS = re.compile(r"\b(?:loss|losses|deficit|shortfall|minus)\b(?:\s+of)?[^,;]{0,12}$")
_FOLLOWS = re.compile(
    r"\b(?:thus|so|therefore|hence|that is|which means|put the other way|in other words|than the|"
    r"an? (?:rise|fall|drop|gain|jump|increase|decrease|decline|difference|growth) of)\b",
    re.IGNORECASE,
)
_PACE = re.compile(r"\b(?:faster|slower|quicker|pace|growth|rate|margin|share|yield|inflation)\b")
_TOLD_LATER = re.compile(r"\b(?:which|that|total\w*|reach\w*|amount\w*|came)\b")
_WINDOW = 10  # figures on either side that a blind search looks at


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the readings of every change figure, and from-to pairs without one."""
    for slots in scene.by_sentence.values():
        ends = _rate_pairs(scene, slots)
        yield from (_pair_relation(base, current) for base, current in ends)
        paired = {s.q.id for pair in ends for s in pair}
        changes = [s for s in slots if s.is_change and s.q.hedge is not Hedge.BETWEEN and s.q.id not in paired]
        for change in _with_verbs(scene, changes):
            yield from _readings(scene, slots, change)
        yield from amount_and_rate.propose(scene, changes)
        yield from _from_to(scene, slots, changes)


def _with_verbs(scene: Scene, changes: list[Slot]) -> list[Slot]:
    """Give a change without a verb the direction of the one before: "exports fell 2 percent and imports 1 percent"."""
    told: list[Slot] = []
    for change in changes:
        span = change.q.direction_span
        if span is not None and scene.document.sentence_at(span[0]).index != change.sentence:
            change = replace(change, q=replace(change.q, direction=None, direction_span=None))
        if change.q.direction is None and told and told[-1].q.kind in (Kind.GROWTH_RATE, Kind.PP_CHANGE):
            verb = told[-1].q
            change = replace(change, q=replace(change.q, direction=verb.direction, direction_span=verb.direction_span))
        told.append(change)
    return told


def _readings(scene: Scene, slots: list[Slot], change: Slot) -> Iterator[Relation]:
    group = f"change:{change.q.id}"
    currents = currents_of(scene, slots, change)
    rank = 0
    for current, strong in currents[:3]:
        for base, sure in _bases(scene, slots, change, current)[:3]:
            swing = _swing(current, base)
            if swing and change.q.kind is not Kind.ABSOLUTE_CHANGE:
                continue  # from a loss to a profit: no percentage says how much
            if swing:
                base = replace(base, q=_negative(base.q))
            first = rank == 0
            certainty = Certainty.LIKELY if first or sure else Certainty.POSSIBLE
            if first and strong and sure and change.q.direction is not None and _tied(scene, change, current, base):
                certainty = Certainty.CERTAIN
            yield _relation(
                change.q, current.q, base.q, group, rank, certainty, "level, base and change in one sentence"
            )
            rank += 1
    if change.q.direction is None:
        return  # "387 of the dead, 24%": without a word of change only a base in the sentence makes it one
    yield from _told_before(scene, slots, change, group, rank)
    rank += 2
    for current, _ in currents[:1]:
        for base in _elsewhere(scene, change, current)[:2]:
            yield _relation(change.q, current.q, base.q, group, rank, Certainty.LIKELY, "base told in another sentence")
            rank += 1
    for relation in _searched(scene, change, group, rank):
        rank += 1
        yield relation
    if currents:
        current, strong = currents[0]
        tied = strong and scene.tight(change, current) and _RIGHT_AFTER.match(scene.gap(change, current)) is not None
        reading = (
            "amount with a change in points" if tied and _points_of_amount(change, current) else "level with its change"
        )
        yield _relation(change.q, current.q, None, group, rank + 50, Certainty.LIKELY, reading)


def _swing(current: Slot, base: Slot) -> bool:
    """Tell whether one value is a loss or deficit and the other is not."""
    return (_LOSS.search(current.left[-40:]) is None) != (_LOSS.search(base.left[-40:]) is None)


def _negative(q: Quantity) -> Quantity:
    return replace(q, value=-q.value if q.value is not None else None, strict=-q.strict, lenient=-q.lenient)


def _points_of_amount(change: Slot, current: Slot) -> bool:
    """Tell whether a sum of money or a measure is said to change by percentage points, which only rates can.

    Counts are left out (votes and seats stand for shares), and so are comparisons of pace.
    """
    if (
        change.q.kind is not Kind.PP_CHANGE
        or current.q.unit.startswith(("count", "percent", "index"))
        or not current.q.unit
    ):
        return False
    return change.q.direction is not None and current.q.kind is Kind.LEVEL and not _PACE.search(change.right[:40])


def _tied(scene: Scene, change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether all three stand in one clause, with nothing that could belong elsewhere between."""
    if not scene.tight(change, current) and not _RIGHT_AFTER.match(scene.gap(change, current)):
        return False
    return scene.tight(change, base) or scene.tight(current, base)


def currents_of(scene: Scene, slots: list[Slot], change: Slot) -> list[tuple[Slot, bool]]:
    """Levels of the sentence that may be the new value, best first, each with whether it is firmly attached."""
    scored: list[tuple[float, Slot, bool]] = []
    for slot in slots:
        if (
            not _fits(change.q, slot.q)
            or slot.aside
            or slot.expected
            or slot.marked_base
            or slot.q.hedge is Hedge.BETWEEN
        ):
            continue
        score = _attachment(scene, change, slot)
        scored.append((score, slot, score >= 10))
    scored.sort(key=lambda item: (-item[0], item[1].order))
    return [(slot, strong) for score, slot, strong in scored if score > 0]


def _attachment(scene: Scene, change: Slot, level: Slot) -> float:
    gap = scene.gap(change, level)
    between = scene.between(change, level)
    score = 10.0 - 3.0 * sum(s.is_level and not s.marked_base for s in between) - len(gap) / 60
    score -= 2.5 * abs(level.clause - change.clause) * (0.3 if level.order < change.order else 1.0)
    if level.order > change.order:
        if level.marked_current:
            score += 4
        elif _TOLD_LATER.search(gap):
            score += 2
        else:
            score -= 4
        score -= 2.0 * sum(s.is_change for s in between)
    else:
        if _RIGHT_AFTER.match(gap):
            score += 4
        if re.search(r"\band\b|\bwhile\b", gap):
            score -= 3
        if level.marked_current and any(s.is_change for s in between):
            score -= 2
    return score + _agreement(level, change)


def _agreement(level: Slot, change: Slot) -> float:
    """Reward the same indicator, doubt another one."""
    a = level.binding.indicator if level.binding else None
    b = change.binding.indicator if change.binding else None
    if a is None or b is None:
        return 0.0
    return 2.0 if a.normal == b.normal else -1.5


def _fits(change: Quantity, level: Quantity) -> bool:
    if level.kind not in LEVELS:
        return False
    if change.kind is Kind.PP_CHANGE:
        return level.unit == "percent" or level.kind is not Kind.RATIO  # points of an amount are a slip, see _relation
    if change.kind is Kind.ABSOLUTE_CHANGE:
        return comparable(change, level) > 0
    return True


def _bases(scene: Scene, slots: list[Slot], change: Slot, current: Slot) -> list[tuple[Slot, bool]]:
    """Values that the change may start from, in the sentence, each with whether its wording says so plainly."""
    marked = [s for s in slots if s.marked_base and s is not current and _alike(s, current)]
    scored = sorted(
        ((_nearness(scene, change, current, s), s) for s in marked),
        key=lambda item: (-item[0], item[1].order),
    )
    return [(slot, score >= 0 and not _other_lag(change, slot)) for score, slot in scored if score > -4]


def _nearness(scene: Scene, change: Slot, current: Slot, base: Slot) -> float:
    """Score a base: next to the new value, in the clause, no other change between."""
    score = 3.0 if not scene.between(current, base) else 0.0
    score -= 2.0 * sum(s.is_change and s is not change for s in scene.between(change, base))
    score -= 1.0 * sum(s.is_level and s is not current for s in scene.between(change, base))
    if base.clause != change.clause and base.clause != current.clause:
        score -= 4.0
    if scene.tight(current, base) or scene.tight(change, base):
        score += 2.0
    if _belongs_elsewhere(scene, base, current):
        score -= 6.0
    return score + _agreement(base, current)


def _belongs_elsewhere(scene: Scene, base: Slot, current: Slot) -> bool:
    """Tell whether a base before the new value closes another comparison: "23, more than the 21 of a year ago, on …"."""
    if base.order > current.order or not base.order:
        return False
    before = scene.slots[base.order - 1]
    return (
        before.sentence == base.sentence
        and before is not current
        and _alike(before, base)
        and scene.tight(before, base)
    )


def _alike(a: Slot, b: Slot) -> bool:
    levels = a.is_level and b.is_level and not a.expected and a.q.hedge is not Hedge.BETWEEN
    return levels and same_noun(a.q, b.q)


def _other_lag(change: Slot, base: Slot) -> bool:
    """Tell whether the change is known to be against another period than the base's."""
    lag = change.binding.compared_to if change.binding else None
    period = base.binding.period if base.binding else None
    return lag is not None and period is not None and not same(lag, period)


def _told_before(scene: Scene, slots: list[Slot], change: Slot, group: str, rank: int) -> Iterator[Relation]:
    """Yield readings whose new value stands in an earlier sentence of the paragraph.

    "Clearing came to 836 square kilometers. A year ago it had been 323, so it increased 158 percent."
    """
    here = [s for s in slots if s.is_level and _fits(change.q, s.q)]
    bases = [s for s in here if s.marked_base or s.was_before]
    if not here and change.q.direction is not None and change.q.kind is Kind.GROWTH_RATE:
        yield from _pair_before(scene, change, group, rank)
    if len(bases) != 1 or len(here) != 1:
        return
    base = bases[0]
    window = scene.slots[max(0, base.order - 2 * _WINDOW) : base.order]
    earlier = [
        s
        for s in window
        if s.sentence < change.sentence
        and change.block - s.block <= 1
        and _alike(s, base)
        and not s.marked_base
        and not s.was_before
    ]
    for n, current in enumerate(_subjects_first(earlier, base)[:2]):
        certainty = Certainty.LIKELY if n == 0 else Certainty.POSSIBLE
        yield _relation(change.q, current.q, base.q, group, rank + n, certainty, "base and change, level told before")


def _pair_before(scene: Scene, change: Slot, group: str, rank: int) -> Iterator[Relation]:
    """Read a change of which the sentence before tells both values: "… thus 33 percent lower than the organizers' figure"."""
    block = scene.by_block[change.block]
    told = [s for s in block if s.sentence == change.sentence - 1 and s.is_level and s.q.hedge is not Hedge.BETWEEN]
    if (
        len(told) != 2
        or comparable(told[0].q, told[1].q) == 0
        or not _FOLLOWS.search(scene.sentence_text(change.sentence))
    ):
        return
    lower, higher = sorted(told, key=lambda s: s.q.value or Decimal(0))
    current, base = (lower, higher) if change.q.direction == "down" else (higher, lower)
    yield _relation(change.q, current.q, base.q, group, rank, Certainty.LIKELY, "both values told before")


def _elsewhere(scene: Scene, change: Slot, current: Slot) -> list[Slot]:
    """Find the earlier value in other sentences: the same indicator and area, at the period compared with."""
    lag = (change.binding.compared_to if change.binding else None) or year_before(current)
    if lag is None or current.binding is None or current.binding.indicator is None:
        return []
    found: list[Slot] = []
    for slot in scene.slots[max(0, current.order - 2 * _WINDOW) : current.order + 2 * _WINDOW + 1]:
        told = slot.binding
        if slot.sentence == change.sentence or told is None or told.period is None or not _alike(slot, current):
            continue
        if same(told.period, lag) and told.indicator is not None and _one_thing(told, current.binding):
            found.append(slot)
    return sorted(found, key=lambda s: abs(s.order - current.order))


def _one_thing(a: Binding, b: Binding) -> bool:
    """Tell whether two figures are of the same indicator and, where both are known, the same area."""
    if a.indicator is None or b.indicator is None or a.indicator.normal != b.indicator.normal:
        return False
    return a.area is None or b.area is None or a.area.name == b.area.name


def _subjects_first(earlier: list[Slot], base: Slot) -> list[Slot]:
    """Order the levels of earlier sentences: same indicator as the base, then first of its sentence, then nearest."""

    def key(slot: Slot) -> tuple[bool, bool, int]:
        indicator = slot.binding.indicator.normal if slot.binding and slot.binding.indicator else None
        wanted = base.binding.indicator.normal if base.binding and base.binding.indicator else None
        first = not any(s.sentence == slot.sentence and s.order < slot.order for s in earlier)
        return (indicator is None or indicator != wanted, not first, -slot.order)

    return sorted(earlier, key=key)


def _searched(scene: Scene, change: Slot, group: str, rank: int) -> Iterator[Relation]:
    """Yield merely possible readings: any two alike levels near the change. Arithmetic alone may confirm one."""
    near = scene.slots[max(0, change.order - _WINDOW) : change.order + _WINDOW + 1]
    levels = [
        s for s in near if _fits(change.q, s.q) and abs(s.block - change.block) <= 1 and s.q.hedge is not Hedge.BETWEEN
    ]
    pairs = [
        (_kinship(change, current, base), current, base)
        for current in levels
        for base in levels
        if current is not base and comparable(current.q, base.q) == 2 and _could_change(current, base)
    ]
    for n, (kinship, current, base) in enumerate(pairs):
        if not _roughly(change.q, current.q, base.q):
            continue
        trials = sum(other >= kinship for other, _, _ in pairs)
        yield _relation(change.q, current.q, base.q, group, rank + n, Certainty.POSSIBLE, "levels nearby", trials)


def _kinship(change: Slot, current: Slot, base: Slot) -> int:
    """Count how much three figures are known to have in common: area, indicator."""
    bindings = [s.binding for s in (change, current, base)]
    areas = {b.area.name for b in bindings if b and b.area}
    indicators = {b.indicator.normal for b in bindings if b and b.indicator}
    told = sum(1 for b in bindings if b and b.area)
    return 2 * (told == 3 and len(areas) == 1) + (len(indicators) == 1)


def _roughly(change: Quantity, current: Quantity, base: Quantity) -> bool:
    """Run a cheap float test before the exact one."""
    if not change.value or not current.value or not base.value:
        return False
    value, new, old = float(change.value), float(current.value), float(base.value)
    sign = -1 if change.direction == "down" else 1
    if change.kind is Kind.GROWTH_RATE or (change.kind is Kind.PP_CHANGE and current.unit != "percent"):
        told, actual, room = sign * value, 100 * (new / old - 1), 2.0 + 0.1 * abs(value)
    elif change.kind is Kind.MULTIPLE:
        told, actual, room = value, new / old, 0.3 * value
    else:
        told, actual = sign * value, new - old
        room = 0.2 * abs(value) + float(current.lenient.width or 0) + float(base.lenient.width or 0)
    return near(told, actual, room) or (change.kind is not Kind.MULTIPLE and abs(told + actual) <= room)


def _could_change(current: Slot, base: Slot) -> bool:
    """Keep out pairs known to be of one period or of different things."""
    a, b = current.binding, base.binding
    if a is None or b is None:
        return True
    if a.period is not None and b.period is not None and same(a.period, b.period) and not base.marked_base:
        return a.indicator is None or b.indicator is None or a.indicator.normal != b.indicator.normal
    return True


def _relation(
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
        roles["base"] = (Term(quantity=base),)
    points_of_amount = change.kind is Kind.PP_CHANGE and change.unit != "percent" and current.unit != "percent"
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
        factor = _PERCENT if change.unit == "basis_point" else Decimal(1)
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


def _rate_pairs(scene: Scene, slots: list[Slot]) -> list[tuple[Slot, Slot]]:
    """Find growth rates that are themselves the ends of a change: "growth eased from 5.4% to 5.2%"."""
    rates = [s for s in slots if s.q.kind is Kind.GROWTH_RATE and s.q.hedge is not Hedge.BETWEEN]
    pairs: list[tuple[Slot, Slot]] = []
    for first, second in itertools.pairwise(rates):
        if second.order == first.order + 1 and first.left.rstrip().endswith("from") and second.marked_current:
            pairs.append((first, second))
    return pairs


def _pair_relation(base: Slot, current: Slot) -> Relation:
    return Relation(
        kind="from_to",
        equation="current == base + difference",
        roles={"current": (Term(quantity=current.q),), "base": (Term(quantity=base.q),)},
        certainty=Certainty.LIKELY,
        reading="from one value to another",
        group=f"from-to:{base.q.id}",
    )


def _from_to(scene: Scene, slots: list[Slot], changes: list[Slot]) -> Iterator[Relation]:
    """Yield pairs that say from where to where, without a printed change: the change is implied."""
    for base in slots:
        if not base.marked_base or not base.is_level:
            continue
        beside = [
            s for s in slots if s is not base and _alike(s, base) and not s.marked_base and not scene.between(s, base)
        ]
        tied = [s for s in beside if scene.tight(s, base) and (s.order < base.order or s.marked_current)]
        for current in sorted(tied, key=lambda s: (not s.marked_current, s.order < base.order))[:1]:
            if not any(c.clause == base.clause for c in changes):
                yield _pair_relation(base, current)


def year_before(slot: Slot) -> str | None:
    """Return the period one year before the figure's own, where it is known."""
    period = slot.binding.period if slot.binding else None
    return previous_year(period) if period else None
