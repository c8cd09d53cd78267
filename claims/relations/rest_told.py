"""What is left of a whole told before, once the parts told since are taken away.

"The probe weighs 1,350 kg and carries 480 kg of fuel. That leaves 870 kg for the rest"; "The state pays $190,800 of the
$318,000 and the town the other $127,200"; "38 seats went to the left and 12 to the greens, which leaves nine".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from claims.lexicon import load
from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.amounts import depth, of_pair
from claims.relations.mended import is_above
from claims.relations.rest_wording import (
    FROM_HERE,
    OF_FIRST,
    OF_THEM,
    calls_left,
    calls_other,
    calls_other_few,
    calls_remaining,
    calls_still,
    hints,
    is_taken,
    names_whole,
    so_only,
    tells_of_more,
)
from claims.relations.scene import HUMAN, LEVELS, Scene, Slot, comparable, measure

__all__ = ["a_part_is_bare", "is_beside_these", "is_fellow", "is_rest", "may_be_beside", "propose", "rest_of"]

_GLOSS = regex(r"(?:\bor|\bthan|\(|,)\s*(?:about |some |around |roughly |nearly )?$")
_MORE = regex(r"^\s*(?:more|fewer|less|short|above|below|ahead|behind)\b")  # "two more than half"
_OF_WHICH = regex(r"\b(?:of (?:which|whom)|includ(?:es|ing))\s+(?:about |some |around |nearly )?$")
_POSTS = frozenset(str(load("nouns")["alike"]["posts"]).split())
_BEYOND = (Hedge.MORE_THAN, Hedge.LESS_THAN)
_OF_HIS = regex(r"\s*of (?:his|her|its|their) (?P<what>[\w'’-]+)")
_Firm = Callable[[Slot, Sequence[Slot]], bool]
_OF_THAT = regex(r"^\W*of (?:this|that|these|those|them|the total)\b(?! [a-z]+['’]s\b)")
_AMONG = regex(r"\b(?:among|for|of|in|by|at)\s+(?:the|its|their)\s+(?:other|remaining)\s+$")
_LISTED = regex(r"(?:\s[\w'’-]+)?(?:,|,?\sand)\s")
_OF_SOME = regex(r"\bof (?:which|whom|them|those|these)\b")
_MOST = Decimal("1.6")  # of a whole
_REACH = 8  # figures back to the whole
_MOST_OPEN = 5  # parts of which some may be parts of others: "212 are let, 40 to students and 172 to families"
_LATER = 8
_SURE = -2  # before what `rest_of_story.py` reads
_UNTOLD = 3  # so many may stand in a list without a number: "a lorry, five vans and the other six"


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the rests that the wording names as such."""
    for slot in scene.slots:
        if not _amount(slot) or slot.in_table or slot.aside or slot.q.hedge is Hedge.BETWEEN:
            continue
        if is_beside_these(scene, slot):
            continue
        left = calls_left(slot)
        if is_rest(slot):
            yield from _by_share(scene, slot)
            weakly = left or calls_remaining(slot)
            yield from _rests(scene, slot, partial(_named, weakly=weakly))
        elif calls_other_few(slot) and _has_marked_whole(scene, slot):
            yield from _rests(scene, slot, _never)
        elif so_only(slot):
            yield from _rests(scene, slot, _all_taken)
        elif calls_still(slot):
            yield from _rests(scene, slot, _never)


def _has_marked_whole(scene: Scene, rest: Slot) -> bool:
    """Tell whether its sentence says of what a small rest is left: "Of the nine ships, five … and the other four"."""
    before = [s for s in scene.by_sentence[rest.sentence] if s.order < rest.order]
    marked = [s for s in before if OF_FIRST.search(s.left) or of_pair(scene, s)]
    text = scene.document.text[marked[-1].q.end if marked else rest.q.start : rest.q.start].lower()
    return bool(marked) and _OF_SOME.search(text) is None


def _named(whole: Slot, _parts: Sequence[Slot], *, weakly: bool) -> bool:
    return names_whole(whole, weakly=weakly)


def _all_taken(_whole: Slot, parts: Sequence[Slot]) -> bool:
    return all(map(is_taken, parts))


def _never(_whole: Slot, _parts: Sequence[Slot]) -> bool:
    return False


def is_rest(slot: Slot) -> bool:
    """Tell whether a figure is called what is left of others."""
    plain = _amount(slot) and not slot.in_table and not slot.aside and slot.q.hedge is not Hedge.BETWEEN
    return plain and (calls_left(slot) or calls_other(slot)) and not tells_of_more(slot)


def is_beside_these(scene: Scene, rest: Slot) -> bool:
    """Tell whether a rest is what there is beside "those": "Of those, 28 passed; among the other 134 it was 82 %"."""
    return (
        _AMONG.search(rest.left) is not None and _OF_THAT.match(scene.sentence_text(rest.sentence).lower()) is not None
    )


def _amount(slot: Slot) -> bool:
    return slot.q.kind in LEVELS and slot.q.unit != "percent"


def _rests(scene: Scene, rest: Slot, firm: _Firm) -> Iterator[Relation]:
    """Take from the whole that was told before what was told of its parts since.

    `firm` tells whether the words make the first figure the whole of the others, where it is not marked as that.
    """
    for rank, told in enumerate(_told(scene, rest)):
        yield from _readings(scene, rest, told, rank, firm)


def _readings(scene: Scene, rest: Slot, told: list[Slot], rank: int, firm: _Firm) -> Iterator[Relation]:
    marked = [s for s in told if of_pair(scene, s) or OF_FIRST.search(s.left) or _split_by(scene, s, told)]
    whole = marked[-1] if marked else (told[0] if told else None)
    if whole is None or len(marked) > 1:
        return
    before = told[: told.index(whole)]
    parts = [*(before[-1:] if of_pair(scene, whole) else []), *told[told.index(whole) + 1 :]]
    parts = [s for s in parts if s is not whole]
    if not parts or any(is_above(s, whole) or _of_another(s, whole) for s in parts):
        return
    if not marked and len(parts) > 1 and _is_one_list(scene, [whole, *parts]):
        return  # "take 38 paise, 14 paise and 11 paise of each rupee, leaving 37"
    if a_part_is_bare(scene, parts, rest):
        return
    group = f"rest:{rest.q.id}"
    of_that = _of_that(scene, whole, parts, rest)
    said = bool(marked) or firm(whole, parts) or of_that
    sure = (
        rank == 0
        and said
        and _is_near(whole, parts, rest)
        and _plain(scene, whole, parts, rest, parts if of_that else (whole, *parts))
    )
    tags = frozenset({UNRIVALLED}) if sure else frozenset[str]()
    yield rest_of(whole, parts, rest, group, _SURE if sure else rank, Certainty.LIKELY, tags)
    for size in range(1, len(parts)):
        for some in itertools.combinations(parts[:_MOST_OPEN], size):
            passed = {s.q.unit for s in parts if s not in some} & {s.q.unit for s in some}
            certainty = Certainty.POSSIBLE if passed - {"", "count"} else Certainty.LIKELY
            yield rest_of(whole, some, rest, group, _LATER, certainty, frozenset())
    for larger, smaller in itertools.permutations(told, 2):
        if (larger.q.value or 0) > (smaller.q.value or 0):
            yield rest_of(larger, [smaller], rest, group, _LATER + 1, Certainty.POSSIBLE, frozenset())


def _is_near(whole: Slot, parts: Sequence[Slot], rest: Slot) -> bool:
    """Tell whether parts and rest may make the whole but for a slip; much more than all of it has another whole."""
    made = sum((s.q.value or Decimal(0) for s in (*parts, rest)), Decimal(0))
    return made <= (whole.q.value or Decimal(0)) * _MOST or (rest.q.value or 0) >= (whole.q.value or 0)


def a_part_is_bare(scene: Scene, parts: Sequence[Slot], rest: Slot) -> bool:
    """Tell "with purchases at 29 cents and rent at 11, that leaves 25.5 cents": the last part has no unit."""
    between = scene.slots[parts[-1].order + 1 : rest.order]
    return measure(rest.q) != "count" and any(s.q.unit == "" and s.q.kind in LEVELS for s in between)


def _is_one_list(scene: Scene, slots: Sequence[Slot]) -> bool:
    return all(_LISTED.fullmatch(scene.gap(a, b)) for a, b in itertools.pairwise(slots))


def _of_that(scene: Scene, whole: Slot, parts: Sequence[Slot], rest: Slot) -> bool:
    """Tell whether the rest's sentence opens with "Of this," and the one before has told one value that it may mean."""
    if any(s.sentence != rest.sentence for s in parts) or not _OF_THAT.match(
        scene.sentence_text(rest.sentence).lower()
    ):
        return False
    told = [s for s in scene.by_sentence.get(rest.sentence - 1, ()) if may_be_beside(s, rest) and not s.aside]
    return told == [whole]


def _of_another(part: Slot, whole: Slot) -> bool:
    """Tell whether a part names what it is a part of, and this is not the whole: "240 balls … 96 of his runs"."""
    named = _OF_HIS.match(part.right)
    if named is None or not whole.q.unit.startswith("count:"):
        return False
    return not whole.q.unit.removeprefix("count:").startswith(named["what"].rstrip("s"))


def _split_by(scene: Scene, slot: Slot, told: Sequence[Slot]) -> bool:
    """Tell whether the next of two figures is said to be of this one: "1,840 buses, of which 620 are electric"."""
    return len(told) > 1 and told[0] is slot and _OF_WHICH.search(told[1].left) is not None


def _told(scene: Scene, rest: Slot) -> list[list[Slot]]:
    """Return the amounts of the rest's measure told before it: in its sentence, and those of two sentences before.

    Where two figures may be the whole, both readings are returned: from the first on, and from the second.
    """
    window = scene.slots[max(0, rest.order - _REACH) : rest.order]
    before = [s for s in window if s.block == rest.block and not s.in_table]
    near = [s for s in before if is_fellow(scene, s, rest)]
    split = [s for s in before if _OF_WHICH.search(s.left) and rest.sentence - 1 <= s.sentence]
    split = [s for s in split if may_be_beside(s, rest)]
    if len(near) == len(split) == 1 and near[0].order == split[0].order - 1:
        return [[*near, *split]]
    if split and split[-1].sentence == rest.sentence and scene.slots[split[-1].order - 1] in near:
        return [[scene.slots[split[-1].order - 1], split[-1], *(s for s in near if s.order > split[-1].order)]]
    near = [s for s in near if depth(scene, s) == depth(scene, rest)]
    same = [s for s in near if s.sentence == rest.sentence]
    of_them = _with_part_of_them(scene, before, near, rest)
    if of_them:
        return [of_them, same]
    if any(of_pair(scene, s) or OF_FIRST.search(s.left) for s in same):
        return [same]
    told = [*(s for s in near if s.sentence == rest.sentence - 1), *same]
    further = [s for s in near if s.sentence == rest.sentence - 2]
    if told and len(further) in (1, 2) and _tops(further, told):
        return [[*further, *told], told] if len(told) > 1 else [[*further, *told]]
    return [told]


def _with_part_of_them(scene: Scene, before: Sequence[Slot], near: Sequence[Slot], rest: Slot) -> list[Slot]:
    """Return whole and parts in "44,318 voted, and 206 of those ballots were rejected, leaving 44,112"."""
    if calls_other(rest):
        return []
    for part in reversed(before):
        whole = scene.slots[part.order - 1] if part.order else None
        if whole in near and part.sentence == rest.sentence and OF_THEM.match(part.right) and may_be_beside(part, rest):
            return [*(s for s in near if s is whole), part, *(s for s in near if s.order > part.order)]
    return []


def _tops(heads: Sequence[Slot], parts: Sequence[Slot]) -> bool:
    """Tell whether a figure is more than those that follow it together: they may be its parts."""
    largest = max((s.q.value or Decimal(0) for s in heads), default=Decimal(0))
    return bool(parts) and largest > sum((s.q.value or Decimal(0) for s in parts), Decimal(0))


def is_fellow(scene: Scene, slot: Slot, rest: Slot) -> bool:
    """Tell whether a figure may be the whole of a rest, or another part of it."""
    kinds = (*LEVELS, Kind.ABSOLUTE_CHANGE)
    if slot.aside or slot.q.kind not in kinds or slot.q.hedge is Hedge.BETWEEN or comparable(slot.q, rest.q) == 0:
        return False
    if OF_THEM.match(slot.right) or FROM_HERE.search(slot.left):
        return False
    return may_be_beside(slot, rest)


def may_be_beside(slot: Slot, rest: Slot) -> bool:
    """Tell whether a figure, which may be told as a part of another, is of one kind with a rest."""
    if _MORE.match(slot.right) or slot.marked_base or slot.expected or comparable(slot.q, rest.q) == 0:
        return False
    if measure(rest.q) == "count" and not _one_kind(slot, rest):
        return False
    return slot.q.kind is not Kind.RATIO


def _one_kind(slot: Slot, rest: Slot) -> bool:
    """Tell whether two counts may be of one kind of thing; a noun that only one of them has does not part them."""
    a, b = (s.q.unit.removeprefix("count").removeprefix(":") for s in (slot, rest))
    return not a or not b or a == b or {a, b} <= _POSTS | HUMAN


def _plain(scene: Scene, whole: Slot, parts: Sequence[Slot], rest: Slot, since: Sequence[Slot]) -> bool:
    """Tell whether nothing up to the rest, from the first `since`, hints at untold parts or other sums."""
    if any((s.q.value or 0) >= (whole.q.value or 0) for s in (*parts, rest)):
        return False
    if _hinted(scene, min(since, key=lambda s: s.order), rest):
        return False
    inside = scene.slots[min(whole.order, *(s.order for s in parts)) : rest.order]
    if any(s.q.unit == "percent" and not (_GLOSS.search(s.left) or s.q.hedge in _BEYOND) for s in inside):
        return False  # parts of the whole that are told as shares
    if _goes_on(scene, whole, rest):
        return False
    left = (whole.q.value or 0) - sum((s.q.value or 0) for s in parts) - (rest.q.value or 0)
    return measure(rest.q) != "count" or not 0 < left <= _UNTOLD


def _hinted(scene: Scene, first: Slot, rest: Slot) -> bool:
    """Tell whether the words up to a rest tell of uncounted parts, of comparisons, or of what comes in."""
    start, text = scene.document.sentences[first.sentence].start, scene.document.text
    return hints(text[start : rest.q.start].lower(), text[first.q.start : rest.q.start].lower())


def _goes_on(scene: Scene, whole: Slot, rest: Slot) -> bool:
    """Tell whether the rest is itself shared out: "leaving 20 for York and 28 for Hull"."""
    after = scene.slots[rest.order + 1] if rest.order + 1 < len(scene.slots) else None
    if after is None or after.sentence != rest.sentence or not _amount(after) or after.marked_base:
        return False
    if comparable(after.q, whole.q) == 0 or not _one_kind(after, whole) or OF_THEM.match(after.right):
        return False
    return re.search(r",|\band\b", scene.gap(rest, after)) is not None


def _by_share(scene: Scene, rest: Slot) -> Iterator[Relation]:
    """Read "94.5 percent are connected. Of the 86,000 homes that leaves 4,730": a share of a whole, and the others."""
    before = scene.slots[max(0, rest.order - 3) : rest.order]
    near = [s for s in before if s.block == rest.block and rest.sentence - 1 <= s.sentence and not s.in_table]
    shares = [s for s in near if s.q.kind is Kind.SHARE and s.q.unit == "percent" and s.q.hedge is not Hedge.BETWEEN]
    wholes = [s for s in near if is_fellow(scene, s, rest)]
    if len(shares) != 1 or len(wholes) != 1 or (rest.q.value or 0) >= (wholes[0].q.value or 0):
        return
    share, whole = shares[0], wholes[0]
    if not (of_pair(scene, whole) or OF_FIRST.search(whole.left)) or _GLOSS.search(share.left):
        return
    plain = not _hinted(scene, min((share, whole), key=lambda s: s.order), rest) and not _goes_on(scene, whole, rest)
    yield Relation(
        kind="difference",
        equation="difference == larger * (1 - share)",
        roles={
            "difference": (Term(quantity=rest.q),),
            "larger": (Term(quantity=whole.q),),
            "share": (Term(quantity=share.q, factor=Decimal("0.01")),),
        },
        certainty=Certainty.LIKELY,
        reading="a share of a whole, and what is left of it",
        group=f"share:{share.q.id}",  # a reading of the share: it is that of the others
        rank=-1,
        tags=frozenset({UNRIVALLED}) if plain else frozenset(),
    )


def rest_of(
    whole: Slot,
    parts: Sequence[Slot],
    rest: Slot,
    group: str,
    rank: int,
    certainty: Certainty,
    tags: frozenset[str],
) -> Relation:
    return Relation(
        kind="difference",
        equation="difference == larger - sum(smaller)",
        roles={
            "difference": (Term(quantity=rest.q),),
            "larger": (Term(quantity=whole.q),),
            "smaller": tuple(Term(quantity=s.q) for s in parts),
        },
        certainty=certainty,
        reading="a whole, its parts, and what is left of it",
        group=group,
        rank=rank,
        tags=tags,
    )
