"""Figures nearby that happen to add up: merely possible totals, which arithmetic must confirm."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.model import Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import MOST_PARTS, amounts, mixed_signs, sum_relation
from claims.relations.kinship import area_of, of_one_indicator, period_of
from claims.relations.nearness import scaled_alike
from claims.relations.scene import Scene, Slot, measure

__all__ = ["propose"]

_NEAREST = 18  # so many nearest figures are tried as the whole of a run
_LONGEST = 120  # figures of one measure in one paragraph (a table) that the search looks at
_MOST_ACROSS = 14  # figures of two paragraphs together
_BACK = 40  # figures of earlier paragraphs that may be the whole


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield runs of neighbouring figures of one measure that add up to a figure before or among them."""
    blocks = sorted(scene.by_block)
    told = {block: amounts(scene.by_block[block]) for block in blocks}
    for n, block in enumerate(blocks):
        levels = told[block]
        earlier = [s for m in blocks[max(0, n - 3) : n] for s in told[m]]
        yield from _searched(earlier[-_BACK:], levels)
        before = told.get(block - 1, [])
        if len(before) >= 2 and levels and len(before) + len(levels) <= _MOST_ACROSS:
            yield from _across(before, levels)


def _searched(earlier: list[Slot], levels: list[Slot]) -> Iterator[Relation]:
    for unit in dict.fromkeys(measure(s.q) for s in levels):
        for changing in (False, True):
            runs = [s for s in levels if _summand(s, unit, changing)]
            if len(runs) < 2:
                continue
            tabled = runs[0].in_table
            wholes = [s for s in [*earlier, *levels] if _summand(s, unit, changing) and s.in_table == tabled]
            if len(wholes) >= 3:
                yield from _runs(runs[:_LONGEST], wholes)
                heads = _heads(runs)
                if 2 <= len(heads) < len(runs):
                    yield from _runs(heads[:_LONGEST], wholes)


def _across(before: list[Slot], levels: list[Slot]) -> Iterator[Relation]:
    """Yield runs that begin in the paragraph of their whole and go on in the next."""
    for unit in dict.fromkeys(measure(s.q) for s in levels):
        runs = [s for s in (*before, *levels) if _summand(s, unit, False) and not s.in_table]
        wholes = [s for s in before if _summand(s, unit, False)]
        for relation in _runs(runs, wholes):
            starts = [t.quantity.start for t in relation.roles["part"]]
            whole = relation.roles["whole"][0].quantity
            if whole.start < starts[0] and starts[0] < levels[0].q.start <= starts[-1]:
                yield relation


def _heads(slots: list[Slot]) -> list[Slot]:
    """Return the first figure of each sentence: "Products brought in 67 (45 from …). Services brought in 27."."""
    first: dict[int, Slot] = {}
    for slot in slots:
        first.setdefault(slot.sentence, slot)
    return list(first.values())


def _summand(slot: Slot, unit: str, changing: bool) -> bool:
    return (
        measure(slot.q) == unit
        and (slot.q.kind is Kind.ABSOLUTE_CHANGE) == changing
        and slot.q.hedge is not Hedge.BETWEEN
        and not slot.marked_base
    )


def _of_finer_grain(whole: Slot, parts: Sequence[Slot]) -> bool:
    """Tell whether a bare decimal stands among whole numbers: 131,240 boys, 122,731 girls and a rate of 87.9."""
    if measure(whole.q) != "count" or whole.q.scale != 1:
        return False
    return len({bool(s.q.places) for s in (whole, *parts)}) > 1


def _value(slot: Slot) -> float:
    sign = -1 if slot.q.direction == "down" and slot.q.kind is Kind.ABSOLUTE_CHANGE else 1
    return sign * float(slot.q.value or 0)


def _runs(slots: list[Slot], wholes: list[Slot]) -> Iterator[Relation]:
    values = [_value(s) for s in slots]
    room = [float(s.q.lenient.width or 0) for s in slots]
    swaps = [(float(s.q.step), tuple(_swaps(s))) for s in slots]
    targets = [(s, _value(s), float(s.q.lenient.width or 0)) for s in wholes]
    for i in range(len(slots) - 1):
        if ":" in slots[i].right and slots[i + 1].order == slots[i].order + 1:
            continue  # the figure heads a list: it is no part of it
        first = slots[i].order
        near = sorted(targets, key=lambda t: abs(t[0].order - first))[:_NEAREST]
        for k in range(i + 1, min(i + MOST_PARTS, len(slots))):
            summands, last = values[i : k + 1], slots[k].order
            total, slack = sum(summands), sum(room[i : k + 1])
            smallest = min(map(abs, summands))
            run: _Run | None = None
            for n, (whole, value, width) in enumerate(near):
                if first <= whole.order <= last:
                    continue
                fails = abs(total - value) > slack + width
                if smallest <= slack + width < abs(value) and not (fails and _thousands_off(summands, total, value)):
                    continue  # a part too small to tell
                parts = slots[i : k + 1]
                slipped = fails and _slipped(summands, total, value, slack + width)
                turned = fails and len(parts) > 2 and _turned(swaps[i : k + 1], whole, value - total)
                if fails and (whole.in_table or not (slipped or (turned and _covers(parts, slots)))):
                    continue
                if _of_other_time(whole, parts) or (parts[0].was_before and parts[0].sentence != whole.sentence):
                    continue
                if mixed_signs([whole, *parts]) or _of_finer_grain(whole, parts):
                    continue
                run = run or _Run.of(parts, slots, [s for s, _, _ in near])
                trials = 1 if whole in run.kin else (2 + n) * (1 if run.covers else 4)
                group = f"sum:{whole.q.id}:{parts[0].q.id}:{len(parts)}"
                yield sum_relation(whole, parts, Certainty.POSSIBLE, group, 0, "figures nearby that add up", trials)


@dataclass(frozen=True, slots=True)
class _Run:
    """What makes a run more than chance; asked only of those that add up to something."""

    covers: bool
    kin: list[Slot]  # of a run that covers, the whole whose name the parts bear

    @classmethod
    def of(cls, parts: list[Slot], slots: list[Slot], wholes: list[Slot]) -> _Run:
        covers = _covers(parts, slots)
        return cls(covers, _kin(parts, wholes) if covers else [])


def _of_other_time(whole: Slot, parts: list[Slot]) -> bool:
    """Tell whether a figure is told of a past of its own: "In 2014 it had 340"."""
    told = period_of(whole)
    return whole.was_before and told is not None and not any(period_of(p) == told for p in parts)


def _kin(parts: list[Slot], wholes: list[Slot]) -> list[Slot]:
    """Return the only whole, if any, whose name the parts bear: its indicator, in areas of their own.

    "Revenue came to $94 million … The north took $41 million, the south $24 million …"
    """
    if not all(of_one_indicator(parts[0], s) for s in parts[1:]) or len({area_of(s) for s in parts}) < len(parts):
        return []
    found = [s for s in wholes if of_one_indicator(s, parts[0]) and s not in parts]
    return found if len(found) == 1 else []


_THOUSANDS = (1e-3, 1e3)
_ROOM = 0.1  # of the figure that is mended, as roughly as its last place may be rounded
_TENTH = 0.1
_NUMBER = regex(r"\d[\d,]*(?:\.\d+)?")
_MOVED = (1e3, 1e-3, 1e6, 1e-6, 10, 0.1)


def _slipped(values: list[float], total: float, whole: float, room: float) -> bool:
    """Tell whether one figure moved by thousands or by ten, or two figures swapped, would make the sum right."""
    if scaled_alike(total, whole) and abs(whole) > 0:
        return True
    for value in values:
        rest = total - value
        wanted = whole - rest
        for factor in _MOVED:
            if -room <= value * factor - wanted <= room:
                return True
        if (
            abs(whole) > 0.02 * abs(value) and abs(rest + whole - value) <= room
        ):  # this part is the whole, and the other way round
            return True
    return False


def _thousands_off(values: list[float], total: float, whole: float) -> bool:
    """Tell whether a wrong scale word makes figures too coarse to tell: "16 billion" beside 9.4 and 6.6 million."""
    for factor in _THOUSANDS:
        if abs(whole * factor - total) <= _ROOM * abs(total):
            return True
        if any(abs(total - v + v * factor - whole) <= _ROOM * abs(v * factor) for v in values):
            return True
    return False


def _turned(parts: Sequence[tuple[float, Sequence[float]]], whole: Slot, missing: float) -> bool:
    """Tell whether two digits of one figure, put in order, make the sum right to the last place.

    `parts` are, for each part, its last printed place and by how much a swap of two digits moves it.
    """
    own = float(whole.q.step)
    step = min(own, *(place for place, _ in parts))
    steps = round(missing / step) if step else 0
    if not steps or steps % 9 or abs(steps * step - missing) > step * _TENTH:
        return False  # a swap moves a number by nines
    room = step * _TENTH
    by_part = any(abs(moved - missing) < room for _, swaps in parts for moved in swaps)
    return by_part or any(abs(moved + missing) < room for moved in _swaps(whole))


def _swaps(slot: Slot) -> Iterator[float]:
    """Yield by how much a figure grows where two neighbouring digits of it are swapped."""
    number = _NUMBER.search(slot.q.surface) if slot.q.style == "digits" else None
    digits = [int(c) for c in number.group() if c.isdigit()] if number is not None else []
    step = float(slot.q.step)
    for n, (a, b) in enumerate(itertools.pairwise(digits)):
        if a != b:
            yield 9 * (b - a) * step * 10.0 ** (len(digits) - 2 - n)


def _covers(parts: list[Slot], slots: list[Slot]) -> bool:
    """Tell whether a run holds all figures of its measure in its sentences."""
    sentences = {s.sentence for s in parts}
    return len(parts) >= sum(s.sentence in sentences for s in slots) - 1
