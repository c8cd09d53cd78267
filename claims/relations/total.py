"""Parts and their total: "five in Hale, three in Mercer and two in Dunn, ten in all"; shares that make 100.

Readings come from three sources, in falling certainty: words that say *total* or *split into*, lists beside a
figure of the same unit, and figures nearby that happen to add up (merely possible: arithmetic must confirm).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.model import Certainty, Hedge, Kind, Relation, Term
from claims.relations.nearness import scaled_alike
from claims.relations.scene import Scene, Slot, comparable, measure

__all__ = ["propose"]

_SPLIT = re.compile(
    r":|\b(?:compris\w+|made up of|consist\w*|split|divided|broken down|breaks down|composed|namely|that is,|"
    r"shared between|distributed)\b"
)
_PARTIAL = re.compile(
    r"\b(?:includ\w+|among (?:them|which|whom|these|those)|such as|of which|of whom|of them|of these|of those|"
    r"alone|notably|led by|mainly|at least|mostly|for example|for instance)\b"
)
_OF_THEM = re.compile(
    r"\b(?:of which|of whom|of them|of these|of those|among them|including|includes|included)\b"
)
_TOTAL_LEFT = re.compile(
    r"\b(?:total(?:l?ing|l?ed)?(?: of)?|together|in all|altogether|combined|the sum of|toll|sum|add(?:s|ed)? up to|"
    r"adding up to|overall|makes?|making|brings?|bringing|brought|taking|takes|took|that is|that was|which is|"
    r"the year's total|for a|a combined)\b[^.;]{0,70}$"
)
_TOTAL_RIGHT = re.compile(
    r"^[\s\w%-]{0,40}?\b(?:in all|in total|altogether|combined|overall|all told|together|for the (?:year|summer|season|week|month|quarter))\b"
)
_REST = re.compile(
    r"\b(?:rest|remain\w*|remainder|everything else|everyone else|others?|the balance|left over|leaving)\b"
)
_NO_VIEW = re.compile(
    r"\b(?:no opinion|no view|undecided|don't know|do not know|did not know|unsure|not sure|don’t know|abstain\w*)\b"
)
_SEVERAL = re.compile(
    r"\b(?:several answers|more than one|multiple|could (?:pick|choose|name|give)|respectively)\b",
    re.IGNORECASE,
)
_THEN_OF_THEM = re.compile(r"^\s*(?:[\w'’-]+\s+){0,2}?of (?:them|whom|which|these|those)\b")
_OUT_OF = re.compile(
    r"^\s+(?:[\w'’-]+\s+)?(?:out\s+)?of(?:\s+(?:the|its|their|all|his|her))?(?:\s+[\w'’-]+)?\s+$"
)
_OF_FIRST = re.compile(r"(?:^|[.;,]\s+)(?:out )?of(?: (?:the|its|their|all|his|her|some))?\s*$")
_COMMA_THEN = re.compile(r"^\s*[^,;.]{0,60},\s*(?:[\w'’-]+\s+){0,3}$")
_BACK = re.compile(r"^\s*(?:[\w'’-]+\s+){0,2}?of (?:that|this|it|these|those|them)\b")
_TAKES = re.compile(r"\b(?:account\w* for|contribut\w*|came from|led with|follow\w*)\b")
_LISTED = re.compile(r"^[^.;:]{0,90}$")
_WINDOW = 9  # twice as many nearest figures are tried as the whole of a run
_LONGEST = 120  # figures of one measure in one paragraph (a table) that a blind search looks at
_MOST_PARTS = 12


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the readings of totals and of shares that should make 100."""
    blocks = sorted(scene.by_block)
    for n, block in enumerate(blocks):
        levels = _amounts(scene.by_block[block])
        following = (
            _amounts(scene.by_block[blocks[n + 1]])
            if n + 1 < len(blocks) and blocks[n + 1] == block + 1
            else []
        )
        for whole in levels:
            yield from _told_total(scene, levels, whole)
            yield from _told_parts(scene, [*levels, *following], whole)
            yield from _partial(scene, levels, whole)
        earlier = [s for m in blocks[max(0, n - 3) : n] for s in _amounts(scene.by_block[m])]
        yield from _searched(earlier[-40:], levels)
        yield from _searched_shares(scene.by_block[block])
    for slots in scene.by_sentence.values():
        yield from _shares(scene, slots)


def _amounts(slots: Sequence[Slot]) -> list[Slot]:
    return [
        s
        for s in slots
        if s.q.kind in (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE)
        and not s.aside
        and s.q.unit != "percent"
    ]


def _plain(slot: Slot) -> bool:
    return slot.q.hedge is not Hedge.BETWEEN and not slot.marked_base


def _parts_like(whole: Slot, slots: Sequence[Slot]) -> list[Slot]:
    return [
        s
        for s in slots
        if s is not whole
        and comparable(s.q, whole.q) > 0
        and _plain(s)
        and (s.q.kind is Kind.ABSOLUTE_CHANGE) == (whole.q.kind is Kind.ABSOLUTE_CHANGE)
    ]


def _told_total(scene: Scene, levels: list[Slot], whole: Slot) -> Iterator[Relation]:
    """Read "a, b and c, together W": the parts stand before their total."""
    before = _TOTAL_LEFT.search(whole.left)
    after = _TOTAL_RIGHT.search(whole.right)
    if not before and not after:
        return
    same_sentence = [
        s for s in _parts_like(whole, levels) if s.sentence == whole.sentence and s.order < whole.order
    ]
    previous = [s for s in _parts_like(whole, levels) if s.sentence == whole.sentence - 1]
    parts = same_sentence if len(same_sentence) >= 2 else previous
    if len(parts) < 2:
        return
    joined = len(same_sentence) >= 2
    sure = Certainty.CERTAIN if joined and _is_list(scene, parts) else Certainty.LIKELY
    yield _sum(whole, parts, sure, f"total-after:{whole.q.id}", 0, "parts, then their total")
    for n in range(len(parts) - 1, 1, -1):
        yield _sum(
            whole,
            parts[-n:],
            Certainty.POSSIBLE,
            f"total-after:{whole.q.id}",
            len(parts) - n,
            "last parts before the total",
        )


def _told_parts(scene: Scene, levels: list[Slot], whole: Slot) -> Iterator[Relation]:
    """Read "W: a in X, b in Y and c in Z": the total stands before its parts."""
    following = [s for s in _parts_like(whole, levels) if s.order > whole.order]
    same_sentence = [s for s in following if s.sentence == whole.sentence]
    next_sentence = [s for s in following if s.sentence == whole.sentence + 1]
    alone = not same_sentence and not any(
        s.sentence == whole.sentence and s is not whole and s.order < whole.order
        for s in _parts_like(whole, levels)
    )
    for parts in (same_sentence, next_sentence):
        if len(parts) < 2 or len(parts) > _MOST_PARTS or not _is_list(scene, parts):
            continue
        gap = scene.gap(whole, parts[0])
        tail = scene.document.text[
            parts[0].q.start : scene.document.sentences[parts[-1].sentence].end
        ].lower()
        if _PARTIAL.search(gap[-60:]) or _PARTIAL.search(tail):
            continue
        split = _SPLIT.search(gap[-60:]) is not None
        rest = _REST.search(gap[-40:] + tail) is not None
        if not split and not (parts is next_sentence and alone):
            continue
        certainty = (
            Certainty.CERTAIN if split and parts is same_sentence or rest and alone else Certainty.LIKELY
        )
        group = f"total-before:{whole.q.id}:{parts[0].q.id}"
        yield _sum(whole, parts, certainty, group, 0, "total, then its parts")
        for n in range(len(parts) - 1, 1, -1):
            yield _sum(
                whole, parts[:n], Certainty.POSSIBLE, group, len(parts) - n, "first parts after the total"
            )


def _is_list(scene: Scene, parts: list[Slot]) -> bool:
    """Tell whether the figures stand in one enumeration: short gaps, no change verbs between."""
    return all(_LISTED.match(scene.gap(a, b)) is not None for a, b in zip(parts, parts[1:], strict=False))


def _partial(scene: Scene, levels: list[Slot], whole: Slot) -> Iterator[Relation]:
    """Read what is part of a stated whole: "W, of which a", "of W, a ended in", "nine of 11", "a of that"."""
    if whole.q.kind is Kind.ABSOLUTE_CHANGE or not _plain(whole):
        return
    after = scene.slots[whole.order + 1] if whole.order + 1 < len(scene.slots) else None
    if after is not None and after.sentence == whole.sentence and _part_of(scene, whole, after):
        yield _within(whole, [after], Certainty.CERTAIN, "part of a stated whole")
    before = scene.slots[whole.order - 1] if whole.order else None
    if before is not None and before.sentence == whole.sentence and _countable(before, whole):
        if _OUT_OF.match(scene.gap(before, whole)) and comparable(before.q, whole.q) > 0:
            yield _within(whole, [before], Certainty.CERTAIN, "so many out of so many")
    following = [
        s
        for s in _parts_like(whole, levels)
        if s.sentence == whole.sentence + 1 and (s.q.value or 0) < (whole.q.value or 0)
    ]
    if following and _BACK.match(following[0].right) and comparable(following[0].q, whole.q) == 2:
        yield _within(whole, following[:1], Certainty.LIKELY, "part of what the last sentence named")
    elif len(following) >= 2 and _TAKES.search(scene.sentence_text(whole.sentence + 1).lower()):
        yield _within(whole, following, Certainty.LIKELY, "parts of what the last sentence named")


def _countable(part: Slot, whole: Slot) -> bool:
    return (
        part.q.kind in (Kind.LEVEL, Kind.COUNT)
        and not part.aside
        and (whole.q.kind in (Kind.LEVEL, Kind.COUNT))
    )


def _part_of(scene: Scene, whole: Slot, part: Slot) -> bool:
    gap = scene.gap(whole, part)
    if not _countable(part, whole) or ";" in gap or (comparable(part.q, whole.q) == 0):
        return False
    if _OF_THEM.search(gap) or _THEN_OF_THEM.match(part.right):
        return True
    return _OF_FIRST.search(whole.left) is not None and _COMMA_THEN.match(gap) is not None


def _within(whole: Slot, parts: Sequence[Slot], certainty: Certainty, reading: str) -> Relation:
    return Relation(
        kind="part_total",
        equation="sum(part) <= whole",
        roles={"part": tuple(Term(quantity=p.q) for p in parts), "whole": (Term(quantity=whole.q),)},
        certainty=certainty,
        reading=reading,
        group=f"part:{whole.q.id}:{parts[0].q.id}",
    )


def _sum(
    whole: Slot,
    parts: Sequence[Slot],
    certainty: Certainty,
    group: str,
    rank: int,
    reading: str,
    trials: int = 1,
) -> Relation:
    signed = whole.q.kind is Kind.ABSOLUTE_CHANGE
    return Relation(
        kind="sum",
        equation="whole == sum(part)",
        roles={
            "whole": (Term(quantity=whole.q, signed=signed),),
            "part": tuple(Term(quantity=p.q, signed=signed) for p in parts),
        },
        certainty=certainty,
        reading=reading,
        group=group,
        rank=rank,
        trials=trials,
    )


def _searched(earlier: list[Slot], levels: list[Slot]) -> Iterator[Relation]:
    """Yield runs of neighbouring figures of one measure that add up to a figure before or among them."""
    for unit in dict.fromkeys(measure(s.q) for s in levels):
        for changing in (False, True):
            runs = [s for s in levels if _summand(s, unit, changing)]
            wholes = [s for s in [*earlier, *levels] if _summand(s, unit, changing)]
            if len(runs) >= 2 and len(wholes) >= 3:
                yield from _runs(runs[:_LONGEST], wholes)


def _summand(slot: Slot, unit: str, changing: bool) -> bool:
    return (
        measure(slot.q) == unit
        and (slot.q.kind is Kind.ABSOLUTE_CHANGE) == changing
        and slot.q.hedge is not Hedge.BETWEEN
        and not slot.marked_base
    )


def _value(slot: Slot) -> float:
    sign = -1 if slot.q.direction == "down" and slot.q.kind is Kind.ABSOLUTE_CHANGE else 1
    return sign * float(slot.q.value or 0)


def _runs(slots: list[Slot], wholes: list[Slot]) -> Iterator[Relation]:
    values = [_value(s) for s in slots]
    room = [float(s.q.lenient.width or 0) for s in slots]
    targets = [(s, _value(s), float(s.q.lenient.width or 0)) for s in wholes]
    for i in range(len(slots) - 1):
        near = sorted(targets, key=lambda t: abs(t[0].order - slots[i].order))[: 2 * _WINDOW]
        for k in range(i + 1, min(i + _MOST_PARTS, len(slots))):
            total, slack = sum(values[i : k + 1]), sum(room[i : k + 1])
            parts = slots[i : k + 1]
            for n, (whole, value, width) in enumerate(near):
                if abs(total - value) > slack + width and not _slipped(
                    values[i : k + 1], total, value, slack + width
                ):
                    continue
                if parts[0].order <= whole.order <= parts[-1].order:
                    continue
                trials = (2 + n) * (1 if _covers(parts, slots) else 4)
                group = f"sum:{whole.q.id}:{parts[0].q.id}:{len(parts)}"
                yield _sum(whole, parts, Certainty.POSSIBLE, group, 0, "figures nearby that add up", trials)


def _slipped(values: list[float], total: float, whole: float, room: float) -> bool:
    """Tell whether one figure moved by thousands or by ten, or two figures swapped, would make the sum right."""
    if scaled_alike(total, whole) and abs(whole) > 0:
        return True
    for value in values:
        rest = total - value
        wanted = whole - rest
        if any(abs(value * f - wanted) <= room for f in (1e3, 1e-3, 1e6, 1e-6, 10, 0.1)):
            return True
        if abs(rest + whole - value) <= room:  # this part is the whole, and the other way round
            return True
    return False


def _covers(parts: list[Slot], slots: list[Slot]) -> bool:
    """Tell whether a run holds all figures of its measure in its sentences."""
    sentences = {s.sentence for s in parts}
    return len(parts) >= sum(s.sentence in sentences for s in slots) - 1


def _searched_shares(slots: Sequence[Slot]) -> Iterator[Relation]:
    """Yield neighbouring shares of a paragraph that make 100, or a third share printed before them."""
    shares = [
        s
        for s in slots
        if s.q.unit == "percent"
        and s.q.kind is Kind.SHARE
        and s.q.hedge is not Hedge.BETWEEN
        and s.q.style == "digits"
    ]
    for i in range(len(shares) - 1):
        for k in range(i + 1, min(i + 8, len(shares))):
            parts = shares[i : k + 1]
            made = sum(_value(s) for s in parts)
            if abs(made - 100) <= 0.6:
                yield _to_hundred(
                    parts, Certainty.POSSIBLE, f"hundred:{parts[0].q.id}:{len(parts)}", trials=len(parts)
                )
            before = shares[i - 1] if i else None
            if before is not None and abs(made - _value(before)) <= 0.2:
                yield _sum(
                    before,
                    parts,
                    Certainty.POSSIBLE,
                    f"sum:{before.q.id}:{parts[0].q.id}:{len(parts)}",
                    0,
                    "shares that add up",
                    2 * len(parts),
                )


def _to_hundred(parts: Sequence[Slot], certainty: Certainty, group: str, trials: int = 1) -> Relation:
    return Relation(
        kind="sum",
        equation="100 == sum(part)",
        roles={"part": tuple(Term(quantity=s.q) for s in parts)},
        certainty=certainty,
        reading="shares of one whole",
        group=group,
        trials=trials,
        tags=frozenset({"shares"}),
    )


def _shares(scene: Scene, slots: list[Slot]) -> Iterator[Relation]:
    """Read shares of one whole that should make 100: with a rest, with "no opinion", or in excess of it."""
    shares = [
        s for s in slots if s.q.unit == "percent" and s.q.kind in (Kind.SHARE, Kind.LEVEL) and _plain(s)
    ]
    if len(shares) < 2 or len(shares) > _MOST_PARTS:
        return
    sentence = scene.sentence_text(shares[0].sentence).lower()
    block = scene.document.blocks[shares[0].block]
    around = scene.document.text[block.start : block.end]
    if _SEVERAL.search(around) or not _is_list(scene, shares):
        return
    rest = _REST.search(shares[-1].left[-40:]) or _REST.search(shares[-1].right[:25])
    certainty: Certainty | None = None
    if rest and not re.search(r"\bof (?:them|these|those|whom|which)\b", sentence):
        certainty = Certainty.CERTAIN if len(shares) > 1 else None
    elif _NO_VIEW.search(sentence):
        certainty = Certainty.CERTAIN
    elif len(shares) >= 3:
        low = sum((s.q.strict.lower or 0) for s in shares)
        certainty = Certainty.LIKELY if 100 < low <= 115 else Certainty.POSSIBLE
    if len(shares) == 2 and certainty is None:
        certainty = Certainty.POSSIBLE
    if certainty is not None:
        yield _to_hundred(shares, certainty, f"shares:{shares[0].q.id}")
