"""Shares: "61,492, or 28.7 percent of the total", "32 of 50 (64 percent)", "42,459, or 19.8%"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.model import Certainty, Hedge, Kind, Quantity, Relation, Term
from claims.relations.scene import Scene, Slot, comparable

__all__ = ["propose"]

_PERCENT = Decimal("0.01")
_BESIDE = re.compile(
    r"^(?:\s+[\w'’-]+){0,4}[\s,]*(?:\(|or\b|accounting for|making up|representing|equivalent to|equal to|which (?:is|was|were|makes?|made)|that is|i\.e\.|"
    r"namely|about|around|some|for an?|a turnout of|,)[\s(,]*(?:[\w'’-]+\s+){0,4}$"
)
_VERB_BESIDE = re.compile(
    r"^(?:\s+[\w'’-]+){0,6}\s*(?:accounted for|making up|made up|represent\w*|accounting for|constitut\w*|supplied|contribut\w*|"
    r"took|takes|equals?|comes? to|came to|amount\w* to|,? or)\s*(?:[\w'’-]+\s+){0,3}\(?$"
)
_OF_WHOLE = re.compile(
    r"\b(?:of|among|out of|from|on)(?:\s+(?:the|its|their|all|a|an|his|her|those|these|some|about|[\w'’&-]+['’]s))?(?:\s+[\w'’&-]+){0,4}\s*$"
)
_WHOLE_BEFORE = re.compile(r"\bof(?:\s+(?:the|its|their|all|a|some|about))?\s*$")
_PART_AFTER = re.compile(
    r"(?:,\s*(?:or|about|around|with|some)\b|\()\s*(?:(?:or|about|around|some|nearly|over|with)\s*){0,2}$"
)
_OF_AFTER = re.compile(r"^\s*(?:of|out of|among)\b")
_OF_NOUN = re.compile(r"^\s*(?:share )?of (?:the |all |its |their |total )?([^,.;:()]{3,60})")
_WINDOW = 8


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the readings of every share, shares of one unprinted whole, and shares of two parts that make the whole."""
    established: Slot | None = None  # the whole of the last share that was read for certain
    for slots in scene.by_block.values():
        shares = [s for s in slots if _is_share(s.q)]
        attached = {share.q.id: _part_beside(scene, share) for share in shares}
        for share in shares:
            beside = attached[share.q.id]
            readings = list(_readings(scene, slots, share, beside))
            firm = next((r for r in readings if r.certainty is Certainty.CERTAIN), None)
            if firm is not None:
                whole_id = firm.roles["whole"][0].quantity.id
                established = next(s for s in scene.slots if s.q.id == whole_id)
            elif established is not None and beside is not None and _goes_on(share, beside, established):
                readings.append(
                    _relation(
                        share,
                        beside,
                        established,
                        Certainty.LIKELY,
                        f"share:{share.q.id}",
                        3,
                        "share of the whole told before",
                    )
                )
            yield from readings
        told = [(s, p) for s in shares if (p := attached[s.q.id]) is not None]
        yield from _one_whole(scene, told)


def _is_share(q: Quantity) -> bool:
    if q.hedge is Hedge.BETWEEN:
        return False
    return (
        (q.kind is Kind.SHARE or q.kind is Kind.LEVEL)
        and q.unit == "percent"
        or (q.kind is Kind.RATIO and q.unit == "ratio")
    )


def _share_term(q: Quantity) -> Term:
    return Term(quantity=q, factor=_PERCENT if q.unit == "percent" else Decimal(1))


def _countable(slot: Slot) -> bool:
    return (
        not slot.aside
        and slot.q.kind in (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE)
        and slot.q.unit
        not in (
            "percent",
            "percentage_point",
        )
    )


def _part_beside(scene: Scene, share: Slot) -> Slot | None:
    """Find the figure that the share is printed beside: "42,459, or 19.8%", "19.8% (42,459)"."""
    before = scene.slots[share.order - 1] if share.order else None
    if before is not None and _near(before, share):
        gap = scene.gap(share, before)
        if _BESIDE.match(gap) or _VERB_BESIDE.match(gap):
            part = scene.slots[before.order - 1] if before.order else None
            if part is not None and _near(part, share) and _x_of_y(scene, part, before):
                return part  # "17,590 of 55,884 voters, a turnout of 31.48%"
            if not _WHOLE_BEFORE.search(before.left):
                return before
    after = scene.slots[share.order + 1] if share.order + 1 < len(scene.slots) else None
    if after is not None and _near(after, share) and _PART_AFTER.search(scene.gap(share, after)):
        return after
    return None


def _near(slot: Slot, share: Slot) -> bool:
    return slot.sentence == share.sentence and _countable(slot) and slot.q.hedge is not Hedge.BETWEEN


def _readings(scene: Scene, slots: list[Slot], share: Slot, beside: Slot | None) -> Iterator[Relation]:
    group = f"share:{share.q.id}"
    near = [
        s
        for s in scene.slots[max(0, share.order - _WINDOW) : share.order + _WINDOW + 1]
        if _countable(s) and s.q.hedge is not Hedge.BETWEEN
    ]
    here = [s for s in near if s.sentence == share.sentence]
    wholes = [s for s in here if _OF_WHOLE.search(s.left[-50:]) and s is not beside]
    parts = [beside] if beside is not None else [s for s in here if s not in wholes]
    rank = 0
    for part in parts[:3]:
        for whole in sorted(wholes, key=lambda s: abs(s.order - share.order)):
            if whole is part or comparable(part.q, whole.q) == 0:
                continue
            plain = (
                rank == 0
                and len(wholes) == 1
                and len(parts) == 1
                and (beside is not None or _OF_AFTER.match(share.right) or _x_of_y(scene, part, whole))
            )
            certainty = Certainty.CERTAIN if plain else Certainty.LIKELY if rank == 0 else Certainty.POSSIBLE
            yield _relation(
                share, part, whole, certainty, group, rank, "part, whole and share in one sentence"
            )
            rank += 1
    trials = max(1, len(near) * 2)
    wider = [
        s
        for s in scene.slots[max(0, share.order - 3 * _WINDOW) : share.order + _WINDOW + 1]
        if _countable(s) and s.q.hedge is not Hedge.BETWEEN and abs(s.block - share.block) <= 3
    ]
    named = [s for s in wider if _named_alike(share, s)]
    part_options = [beside] if beside is not None else [s for s in near if s.block == share.block]
    for part in part_options:
        for whole in wider:
            if (
                whole is part
                or comparable(part.q, whole.q) == 0
                or not _fits_roughly(share.q, part.q, whole.q)
            ):
                continue
            odds = len(named) * len(part_options) if whole in named else trials
            reading = "figures nearby in that proportion"
            yield _relation(share, part, whole, Certainty.POSSIBLE, group, rank + 10, reading, odds)
            rank += 1


def _named_alike(share: Slot, whole: Slot) -> bool:
    """Tell whether "… percent of NOUN" names what the whole is a number of."""
    found = _OF_NOUN.match(share.right)
    if found is None:
        return False
    wanted = {w.rstrip("s") for w in found[1].split() if len(w) > 3}
    indicator = whole.binding.indicator.normal if whole.binding and whole.binding.indicator else ""
    told = f"{indicator} {whole.q.noun} {whole.left[-40:]} {whole.right[:40]}".lower()
    return any(w.rstrip("s,.") in wanted for w in told.split() if len(w) > 3)


def _goes_on(share: Slot, part: Slot, whole: Slot) -> bool:
    """Tell whether a list of parts with their shares goes on after the whole was named."""
    alike = (
        comparable(part.q, whole.q) > 0 and abs(share.block - whole.block) <= 1 and whole.order < share.order
    )
    return alike and (part.q.value or 0) < (whole.q.value or 0) and not share.marked_base


def _x_of_y(scene: Scene, part: Slot, whole: Slot) -> bool:
    return (
        part.order + 1 == whole.order
        and re.match(r"^\s+(?:[\w-]+\s+){0,2}(?:of|out of)\b", scene.gap(part, whole)) is not None
    )


def _fits_roughly(share: Quantity, part: Quantity, whole: Quantity) -> bool:
    """Cheap float test before the exact one: within 12 percent of the stated share."""
    if not share.value or not part.value or not whole.value:
        return False
    stated = float(share.value) / (100 if share.unit == "percent" else 1)
    actual = float(part.value) / float(whole.value)
    return stated > 0 and 0.88 < actual / stated < 1.12


def _relation(
    share: Slot,
    part: Slot,
    whole: Slot,
    certainty: Certainty,
    group: str,
    rank: int,
    reading: str,
    trials: int = 1,
) -> Relation:
    return Relation(
        kind="share_of",
        equation="part == share * whole",
        roles={
            "part": (Term(quantity=part.q),),
            "share": (_share_term(share.q),),
            "whole": (Term(quantity=whole.q),),
        },
        certainty=certainty,
        reading=reading,
        group=group,
        rank=rank,
        trials=trials,
    )


def _one_whole(scene: Scene, told: list[tuple[Slot, Slot]]) -> Iterator[Relation]:
    """Yield pairs of shares of one whole: their parts stand in the same proportion."""
    neighbours = list(zip(told, told[1:], strict=False))
    from_first = [(told[0], other) for other in told[2:8]] if told else []
    for (share, part), (share_2, part_2) in [*neighbours, *from_first]:
        if comparable(part.q, part_2.q) == 0 or part is part_2:
            continue
        together = (share.q.value or 0) + (share_2.q.value or 0)
        if Decimal("99") <= together <= Decimal("101"):
            for a, b, own in ((part, part_2, share), (part_2, part, share_2)):
                yield Relation(
                    kind="share_of",
                    equation="share == 1 / (1 + other / part)",
                    roles={
                        "share": (_share_term(own.q),),
                        "part": (Term(quantity=a.q),),
                        "other": (Term(quantity=b.q),),
                    },
                    certainty=Certainty.LIKELY,
                    reading="two parts that make the whole",
                    group=f"share:{own.q.id}",
                    rank=5,
                )
        yield Relation(
            kind="share_of",
            equation="part / share == part_2 / share_2",
            roles={
                "part": (Term(quantity=part.q),),
                "share": (_share_term(share.q),),
                "part_2": (Term(quantity=part_2.q),),
                "share_2": (_share_term(share_2.q),),
            },
            certainty=Certainty.POSSIBLE,
            reading="shares of one whole that is not printed",
            group=f"proportion:{share.q.id}:{share_2.q.id}",
        )
