"""Parts of a stated whole: "W, of which a", "of W, a ended in", "nine of 11", "a of that"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.interval import total
from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.amounts import amounts, is_list, is_part_like, is_plain, of_pair, parts_like
from claims.relations.antecedent import may_be_meant
from claims.relations.scene import Scene, Slot, comparable, same_noun

__all__ = ["propose", "within"]

_OF_WHICH = regex(
    r"\b(?:of which|of whom|among them|includes|included|including)\b(?![^,;]*,)|,\s*of (?:them|these|those)\b"
)
_THEN_OF_THEM = regex(  # not "182 of those given a placebo"
    r"^\s*(?:[\w'’-]+\s+){0,2}?of (?:(?:them|whom|which)\b|(?:these|those)\b"
    r"(?!\s(?:given|who|that|which|with|without|in|on|at|from|under|over|aged|born|living|working|taking|receiving|"
    r"using|treated|vaccinated|getting)\b))"
)
_NO_PART = (
    r"(?!(?:consist|die|compos|compris|complain|speak|spoke|think|thought|made|capable|worth|instead|short|because|"
    r"ahead|regardless|irrespective)\w*\s)"
)
_OUT_OF = regex(
    rf"^\s+(?:{_NO_PART}[\w'’-]+\s+)?(?:out\s+)?of(?:\s+(?:the|its|their|all|his|her))?(?:\s+[\w'’-]+)?\s+$"
)
_OF_FIRST = regex(
    r"(?:(?:^|[.;:]\s+)(?:out )?of(?: (?:the|its|their|all|his|her|some))?|,\s+of (?:the|its|their|all|his|her|some))"
    r"(?: (?:[\w-]+ ){0,2}[\w-]+['’]s?)?"  # not "its first profit, of $2.4 million, on revenue of"
    r"(?: (?:estimated|registered|eligible|original))?\s*$"
)
_OWNING = regex(r"\s*(?:[\w-]+\s+)?(?:[\w-]+s['’]|[\w-]+['’]s)\s")  # "of the two companies' 21,300 jobs"
_OF_TOTAL = regex(r"\s*(?:[\w'’-]+\s+)?of (?:[\w'’-]+\s+){0,3}(?:total|sum|overall)\b")
_COMMA_THEN = regex(r"^\s*[^,;.]{0,60},\s*(?:[\w'’-]+\s+){0,3}$")
_BACK = regex(r"^\s*(?:[\w'’-]+\s+){0,2}?of (?:that|this|it|these|those|them)\b")
_OF_THESE = regex(r"^\W*(?:out )?of (?:these|those|them|that|this)\b[^;:]{0,30}$")
_OFF = regex(r"\b(?:deficits?|loss|losses|lost|took away|takes away|minus|negative|subtract\w*|offset\w*)\b")
_OTHER_VALUE = regex(r"\b(?:average|mean|norm|target|goal|record|peak|limit|maximum|minimum|plan)\b[^,;]{0,12}\bof\s+$")
_TAKES = regex(r"\b(?:accounted for|accounts for|contributed|contributes|supplied|supplies)\s*$")


_TAKERS = regex(r"^\W*the\s+$")
_ONE_CLAUSE = regex(r"[^,;:()–—]*")
_FURTHER = 2  # sentences
_SOME = 20  # a smaller number may count something else
_OPENS_OF_THESE = regex(r"^\W*(?:out )?of (?:these|those|them|that|this),?\s(?:about |some |only |nearly )?$")
_HOUSE = regex(
    r"^[\s-]*(?:seats?|members?)?[\s-]*(?:assembly|parliament|house|chamber|council|legislature|senate|board)\b"
)
_EXCLUSIVE = frozenset({"count:seat", "count:vote", "count:ballot", "count:medal"})  # each belongs to one part only
_FEW = 15  # times as many


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield parts that must not exceed their whole."""
    for slots in scene.by_block.values():
        levels = amounts(slots)
        for whole in levels:
            if whole.q.kind is not Kind.ABSOLUTE_CHANGE and is_plain(whole):
                yield from _after_or_before(scene, whole)
                yield from _in_next_sentence(scene, levels, whole)
                yield from _exclusive(scene, levels, whole)
        yield from _of_them(scene, levels)


def _of_them(scene: Scene, levels: list[Slot]) -> Iterator[Relation]:
    """Read "41 of them children": the whole is one of the figures before, the nearest first."""
    for part in levels:
        gap = part.left[-60:]
        of_them = _THEN_OF_THEM.match(part.right)
        if not (of_them or (_OF_WHICH.search(gap) and ";" not in gap)):
            continue
        before = [
            s
            for s in levels
            if s.sentence == part.sentence and s.order < part.order and _amounts_alike(s, part) and is_plain(s)
            if not _held_against(scene, s) and not _takes(scene, s, part) and may_be_meant(scene, s, part)
        ]
        told = [s for s in scene.slots[max(0, part.order - 3) : part.order] if s.q.unit != "percent"]
        nearest = told[-1] if told else None
        if nearest is not None and nearest.sentence == part.sentence and comparable(nearest.q, part.q) == 0:
            continue  # "21 and a half hours, of which two": hours, whatever else was counted before
        before = [s for s in before if not _is_number_of_holders(s, part)]
        if any(_is_cut(s, part) for s in told):
            continue  # "14 routes were closed and 195 trains cancelled, 121 of them …": of the trains
        for n, whole in enumerate(reversed(before)):
            certainty = Certainty.CERTAIN if len(before) == 1 else Certainty.LIKELY
            yield within(whole, [part], certainty, "part of a stated whole", f"of-them:{part.q.id}", n)


def _is_cut(slot: Slot, part: Slot) -> bool:
    """Tell whether a figure told as a change may hold a part all the same."""
    cut = slot.q.kind is Kind.ABSOLUTE_CHANGE and comparable(slot.q, part.q) > 0 and slot.sentence == part.sentence
    return cut and (slot.q.value or 0) >= (part.q.value or 0)


def _is_number_of_holders(slot: Slot, part: Slot) -> bool:
    """Tell "Four depots hold 298,000 of them": a few in words are no whole of as many as that, for no slip."""
    few = slot.q.style == "words" and slot.q.scale == 1 and part.q.style == "digits"
    return few and (part.q.value or 0) > _FEW * (slot.q.value or 0)


def _takes(scene: Scene, slot: Slot, part: Slot) -> bool:
    """Tell the takers of "The five largest museums took 5.21 million of these" from a whole."""
    opens = scene.document.sentences[slot.sentence].start + len("The ") >= slot.q.start
    return opens and _TAKERS.match(slot.left) is not None and _ONE_CLAUSE.fullmatch(scene.gap(slot, part)) is not None


def _amounts_alike(whole: Slot, part: Slot) -> bool:
    if not _countable(part) or not _countable(whole):
        return False
    if part.q.places and part.q.scale == 1 and not whole.q.places and whole.q.unit.startswith("count"):
        return False  # "151.2 points over the first three sessions, 118.0 of them on Monday"
    bare = part.q.unit in ("", "count") or same_noun(part.q, whole.q)
    return comparable(part.q, whole.q) > 0 and bare


def _countable(slot: Slot) -> bool:
    return slot.q.kind in (Kind.LEVEL, Kind.COUNT) and not slot.aside


def _after_or_before(scene: Scene, whole: Slot) -> Iterator[Relation]:
    after = scene.slots[whole.order + 1] if whole.order + 1 < len(scene.slots) else None
    if after is not None and after.sentence == whole.sentence and _amounts_alike(whole, after):
        of_first = _OF_FIRST.search(whole.left) and _COMMA_THEN.match(scene.gap(whole, after))
        if of_first and not after.marked_base:  # "of the 14 women, up from 11"
            yield within(whole, [after], Certainty.CERTAIN, "part of a stated whole", f"of:{after.q.id}")
    before = scene.slots[whole.order - 1] if whole.order else None
    if before is not None and before.sentence == whole.sentence and _amounts_alike(whole, before):
        out_of = (
            _OUT_OF.match(scene.gap(before, whole))
            and not _of_so_many_each(before, whole)
            and not _OF_FIRST.search(before.left)
        )
        if out_of and not _OWNING.match(whole.right):
            yield within(whole, [before], Certainty.CERTAIN, "so many out of so many", f"of:{before.q.id}")


def _of_so_many_each(slot: Slot, following: Slot) -> bool:
    """Tell "seven trains of four cars", "seven of four cars": what each of them has."""
    small = slot.q.style == following.q.style == "words"
    return small and following.left.strip() == "of" and (slot.q.value or 0) > (following.q.value or 0)


def _in_next_sentence(scene: Scene, levels: list[Slot], whole: Slot) -> Iterator[Relation]:
    following = parts_like(whole, [s for s in levels if s.sentence == whole.sentence + 1])
    if not following or _held_against(scene, whole):
        return
    group = f"part:{whole.q.id}:{following[0].q.id}"
    of_them = _BACK.match(following[0].right) or _OF_THESE.search(following[0].left)
    if of_them and (_is_of_more(scene, whole, following[0]) or not may_be_meant(scene, whole, following[0])):
        return
    if of_them and same_noun(following[0].q, whole.q) and _nearest(scene, levels, whole, following[0]):
        sure = frozenset({UNRIVALLED}) if _only_one(scene, whole, following[0]) else frozenset[str]()
        yield within(whole, following[:1], Certainty.LIKELY, "part of what the last sentence named", group, tags=sure)
        return
    alone = not any(s.sentence == whole.sentence and is_part_like(s, whole) for s in levels)
    after = scene.slots[whole.order + 1] if whole.order + 1 < len(scene.slots) else None
    itself = after is not None and after.sentence == whole.sentence and after.q.kind is Kind.SHARE
    alone = alone and not itself  # "246,000 saw it, or 40 per cent of all": a part of another whole
    alone = alone and not _OF_TOTAL.match(following[0].right) and not _closes_list(following)
    alone = alone and not any(of_pair(scene, s) for s in following[1:])  # "contributed 14 of his side's 24"
    if alone and len(following) >= 2 and _TAKES.search(following[0].left) and not _takes_away(scene, whole):
        reading = "parts of what the last sentence named"
        yield within(whole, following, Certainty.LIKELY, reading, group, tags=frozenset({UNRIVALLED}))


def _is_of_more(scene: Scene, whole: Slot, part: Slot) -> bool:
    """Tell "asked 3,250. In the north 1,430 would leave. Pay was named by 2,145 of them": of those who were asked."""
    if (part.q.value or 0) <= (whole.q.value or 0):
        return False
    before = [s for n in range(whole.sentence - _FURTHER, part.sentence) for s in scene.by_sentence.get(n, ())]
    return any(_amounts_alike(s, part) and (s.q.value or 0) > (part.q.value or 0) for s in before if s is not whole)


def _only_one(scene: Scene, whole: Slot, part: Slot) -> bool:
    """Tell whether a sentence opens with "Of these 1,152" and nothing as large was told shortly before."""
    if not _OPENS_OF_THESE.match(part.left) or whole.q.style != "digits" or part.q.style != "digits":
        return False
    if (whole.q.unit == "" and part.q.unit.startswith("count:")) or _takes_away(scene, whole):
        return False
    near = [s for n in range(part.sentence - 3, part.sentence) for s in scene.by_sentence.get(n, ())]
    rivals = [s for s in near if s is not whole and comparable(s.q, part.q) > 0 and not s.aside]
    here = [s for s in rivals if s.sentence == whole.sentence and not s.marked_base]
    larger = [s for s in rivals if (s.q.value or 0) >= (part.q.value or 0) and not s.marked_base]
    return not here and not larger and not whole.q.per and (whole.q.value or 0) >= _SOME


def _closes_list(parts: Sequence[Slot]) -> bool:
    """Tell whether the last of some figures is the total of the others: "wind 43.0, solar 20.5, a combined 63.5"."""
    *listed, last = parts
    return len(listed) > 1 and total(s.q.strict for s in listed).meets(last.q.strict)


def _held_against(scene: Scene, slot: Slot) -> bool:
    """Tell a value that something is held against, which "of them" does not mean."""
    before = scene.slots[slot.order - 1] if slot.order else None
    times = before is not None and before.q.kind is Kind.MULTIPLE and scene.gap(before, slot).split() in ([], ["the"])
    return times or _OTHER_VALUE.search(slot.left) is not None


def _nearest(scene: Scene, levels: list[Slot], whole: Slot, part: Slot) -> bool:
    """Tell whether no other figure of the kind stands between a whole and its part."""
    between = [s for s in levels if whole.order < s.order < part.order and not s.marked_base]
    between = [s for s in between if not _held_against(scene, s) and may_be_meant(scene, s, part)]
    if any(_amounts_alike(s, part) for s in between):
        return False
    if (whole.q.value or 0) >= (part.q.value or 0):
        return True  # else "£2.84 million, about £9,100 a home. Schools get £1.56 million of it"
    before = [s for s in levels if s.sentence == whole.sentence and s.order < whole.order and _amounts_alike(s, part)]
    return not any((s.q.value or 0) >= (part.q.value or 0) for s in before)


def _takes_away(scene: Scene, whole: Slot) -> bool:
    """Tell whether something is taken off in the paragraph: "services added 9 and income took away 17"."""
    block = scene.document.blocks[whole.block]
    return _OFF.search(scene.document.text[block.start : block.end].lower()) is not None


def _exclusive(scene: Scene, levels: list[Slot], whole: Slot) -> Iterator[Relation]:
    """Read "in the 150-seat assembly a will hold 71 seats, b 46 and c 33": nobody sits twice."""
    parts = parts_like(whole, [s for s in levels if s.sentence == whole.sentence and s.order > whole.order])
    if whole.q.unit in _EXCLUSIVE and _HOUSE.match(whole.right) and len(parts) >= 3 and is_list(scene, parts):
        yield within(whole, parts, Certainty.CERTAIN, "parts that exclude one another", f"exclusive:{whole.q.id}")


def within(
    whole: Slot,
    parts: Sequence[Slot],
    certainty: Certainty,
    reading: str,
    group: str,
    rank: int = 0,
    tags: frozenset[str] = frozenset(),
) -> Relation:
    """Build ``sum(part) <= whole``."""
    return Relation(
        kind="part_total",
        equation="sum(part) <= whole",
        roles={"part": tuple(Term(quantity=p.q) for p in parts), "whole": (Term(quantity=whole.q),)},
        certainty=certainty,
        reading=reading,
        group=group,
        rank=rank,
        tags=tags,
    )
