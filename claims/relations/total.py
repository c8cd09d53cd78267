"""Parts and their total where the wording says so: "five in Hale, three in Mercer and two in Dunn, ten in all"."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.model import Certainty, Hedge, Kind, Relation, Term
from claims.period import contains, same
from claims.relations.kinship import alike_in_name, indicator_of
from claims.relations.scene import HUMAN, Scene, Slot, comparable, measure, same_noun

__all__ = [
    "MOST_PARTS",
    "amounts",
    "is_list",
    "is_plain",
    "mixed_signs",
    "of_pair",
    "parts_like",
    "propose",
    "sum_relation",
]

MOST_PARTS = 12
_SPLIT = re.compile(
    r":|\b(?:compris\w+|made up of|consist\w*|split|divided|broken down|breaks down|composed|namely|that is,|"
    r"shared between|distributed)\b"
)
_MADE_UP = re.compile(
    r"^\W*(?:the |this |that |these |those |it |they )?(?:total |overall )?"
    r"(?:figure|number|total|sum|tally|count|toll|amount|group|all)?\s*"
    r"(?:compris\w+|is made up of|are made up of|was made up of|consist\w*(?: of)?|is composed of|was composed of|"
    r"breaks down into|broke down into|is split into|was split into|divides? into)\b"
)
_PARTIAL = re.compile(
    r"\b(?:includ\w+|among (?:them|which|whom|these|those)|such as|of which|of whom|of them|of these|of those|"
    r"alone|notably|led by|mainly|at least|mostly|for example|for instance)\b"
)
_TOTAL_LEFT = re.compile(
    r"\b(?:total(?:l?ing|l?ed)?(?: of)?|together|in all|altogether|combined|the sum of|add(?:s|ed)? up to|"
    r"adding up to|the year's total|a combined)\b[^.;]{0,70}$"
    r"|\b(?:taking|takes|took|bringing|brings|brought)\b[^.;]{0,60}\b(?:total|toll|number|sum|count|figure|tally)\b[^.;]{0,40}\bto\s*$"
)
_PERHAPS_TOTAL_LEFT = re.compile(
    r"\b(?:overall|makes?|making|that is|that was|which is|or)\b[^.;]{0,40}$"
    r"|\b(?:taking|takes|took|bringing|brings|brought)\b[^.;]{0,60}\bto\s*$"
)
_ONE_UNCOUNTED = re.compile(r"\b(?:a|an|the|its|his|her|their)\s+[\w-]+(?:\s+[\w-]+){0,2},\s*$")
_TOTAL_RIGHT = re.compile(
    r"^[\s\w%-]{0,40}?\b(?:in all|in total|altogether|combined|overall|all told|together|"
    r"for the (?:year|summer|season|week|month|quarter))\b"
)
_TOGETHER_FIRST = re.compile(r"^\W*(?:together|combined|taken together|all told|between them|in all)\b")
_OWN_TOTAL = re.compile(r"^\s+(?:in all|in total|altogether|all told|combined)\b(?!\s*$)")
_REST = re.compile(
    r"\b(?:the rest(?! of (?:the )?[a-z])|remaining|remainder|everything else|everyone else|"
    r"all others|the others|the balance|left over)\b"
)
_REST_NAMED = re.compile(
    r"\b(?:the rest|the remainder|remaining|the remaining|the balance|elsewhere|everything else|everyone else|"
    r"(?:the|all) others?|others?)\b"
)
_LOSS = re.compile(
    r"\b(?:deficits?|loss|losses|lost|shortfalls?|took away|takes away|outflows?|minus|negative|in the red)\b"
)
_LOSS_NEXT = re.compile(r"^\s*(?:[\w'’-]+\s+)?(?:deficit|loss|shortfall|in the red)\b")
_OF_FIRST = re.compile(r"(?:^|[.;]\s+)(?:out )?of(?: (?:the|its|their|all))?\s*$")
_TAKES = re.compile(r"\b(?:accounted for|accounts for|contributed|contributes|supplied|supplies)\s*$")
_LABEL = re.compile(
    r"\b(?:day|phase|game|week|year|round|stage|part|chapter|group|level|grade|step|leg|set|match|section|zone|line|route|"
    r"room|platform|gate|page)\s$"
)
_OF_PAIR = re.compile(r"^\s+(?:[\w'’-]+\s+){0,2}(?:of|out of)\b(?:\s+(?!and\b|or\b)[\w'’&.-]+){0,3}\s*$")
_SOME_OF = re.compile(
    r"(?:\b(?:most|much|nearly all|almost all|half|third|quarter|part|some|majority|many|bulk)|%|percent|per cent)"
    r"\s+of\s+(?:the|its|their|those|these)?\s*$"
)
_CHIEFLY = re.compile(
    r"\b(?:chiefly|mainly|mostly|largely|above all|in particular|notably|led by|"
    r"the (?:biggest|largest|top)|principally)\b"
)
_EACH = re.compile(r"\b(?:each|apiece|every|groups of|times)\b", re.IGNORECASE)
_LISTED = re.compile(r"^(?![^.:]*\bor\b)[^.:]{0,90}$")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield totals that the wording names as such."""
    blocks = sorted(scene.by_block)
    for n, block in enumerate(blocks):
        levels = amounts(scene.by_block[block])
        beyond = blocks[n + 1] if n + 1 < len(blocks) else None
        following = amounts(scene.by_block[beyond]) if beyond == block + 1 else []
        for whole in levels:
            yield from _told_total(scene, levels, whole)
        headed = [r for whole in levels if is_plain(whole) for r in _told_parts(scene, [*levels, *following], whole)]
        yield from _one_head(headed)


def amounts(slots: Sequence[Slot]) -> list[Slot]:
    """Return the figures that can be added up: amounts, counts and amounts of change."""
    kinds = (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE)
    return [s for s in slots if s.q.kind in kinds and not s.aside and s.q.unit != "percent" and not _is_label(s)]


def _is_label(slot: Slot) -> bool:
    """Tell "route 12" from "in that year 16.2 million people"."""
    bare = slot.q.unit in ("", "count") and slot.q.places == 0 and slot.q.scale == 1
    return bare and _LABEL.search(slot.left[-12:]) is not None


def is_plain(slot: Slot) -> bool:
    """Tell whether a figure is neither the end of a range nor a value of another period."""
    return slot.q.hedge is not Hedge.BETWEEN and not slot.marked_base


def parts_like(whole: Slot, slots: Sequence[Slot]) -> list[Slot]:
    """Return the figures that may be parts of `whole`: one measure, one noun where both are printed."""
    return [s for s in slots if s is not whole and is_plain(s) and _summable(s, whole)]


def _summable(part: Slot, whole: Slot) -> bool:
    changes = (part.q.kind is Kind.ABSOLUTE_CHANGE, whole.q.kind is Kind.ABSOLUTE_CHANGE)
    return changes[0] == changes[1] and comparable(part.q, whole.q) > 0 and same_noun(part.q, whole.q)


def _told_total(scene: Scene, levels: list[Slot], whole: Slot) -> Iterator[Relation]:
    """Read "a, b and c, together W": the parts stand before their total."""
    named = _TOTAL_LEFT.search(whole.left) or _TOTAL_RIGHT.search(whole.right)
    if not named and not _PERHAPS_TOTAL_LEFT.search(whole.left):
        return
    if of_pair(scene, whole) or (whole.order and _OWN_TOTAL.match(whole.left)):
        return  # "450 of 2,100 in all", "2,280 in all, so that interest comes to 280"
    if _EACH.search(scene.sentence_text(whole.sentence)):
        return  # "each of the three halls has 50 rooms": a product, no sum
    here = [s for s in levels if s.sentence == whole.sentence and is_plain(s) and comparable(s.q, whole.q) > 0]
    before = [s for s in here if s.order < whole.order and _is_change(s) == _is_change(whole) and not of_pair(scene, s)]
    before = [s for s in before if _depth(scene, s) == _depth(scene, whole)]
    if before and measure(whole.q) == "count" and _unit_before(scene, before[0]):
        return  # "up by 20 cents, then 15, then 10": the first of the list has the unit
    after = [s for s in here if s.order > whole.order]
    group = f"total-after:{whole.q.id}"
    if len(before) == 1 and len(after) == 1 and after[0].left.rstrip().endswith("after"):
        parts = [*before, *after]  # "lent 49 billion, taking the year's total to 137 billion after 88 billion"
        yield sum_relation(whole, parts, Certainty.LIKELY, group, 0, "what was added to what was there")
        return
    lists = _one_kind_lists(before, whole)
    if not lists:
        previous = [s for s in parts_like(whole, levels) if s.sentence == whole.sentence - 1]
        lists = [previous] if len(previous) >= 2 and _of_one_size(whole, previous) else []
        if not lists and _TOGETHER_FIRST.match(whole.left):
            heads = _first_of_sentences(levels, whole)
            lists = [heads] if len(heads) >= 2 and _of_one_size(whole, heads) else []
    for rank, parts in enumerate(lists):
        joined = parts[0].sentence == whole.sentence and ";" not in scene.gap(parts[0], whole)
        one_kind = len({_noun(s) for s in parts if _noun(s)}) <= 1
        sure = Certainty.CERTAIN if named and joined and one_kind and is_list(scene, parts) else Certainty.LIKELY
        if _of_one_size(whole, parts) and not mixed_signs(parts):
            yield sum_relation(whole, parts, sure, group, rank, "parts, then their total")
    for parts in lists[:1]:
        for n in range(len(parts) - 1, 1, -1):
            reading = "last parts before the total"
            yield sum_relation(whole, parts[-n:], Certainty.POSSIBLE, group, 9 + len(parts) - n, reading)


def _first_of_sentences(levels: list[Slot], whole: Slot) -> list[Slot]:
    """Return the first figure of each sentence before: "Tea brought in 1.4 billion … Coffee earned 300 million …"."""
    first: dict[int, Slot] = {}
    for slot in parts_like(whole, levels):
        if whole.sentence - 4 <= slot.sentence < whole.sentence:
            first.setdefault(slot.sentence, slot)
    return list(first.values())


def of_pair(scene: Scene, slot: Slot) -> bool:
    """Tell whether a figure is the second of a pair "300 of the 1,200": a whole, never a fellow part."""
    before = scene.slots[slot.order - 1] if slot.order else None
    return before is not None and before.sentence == slot.sentence and _OF_PAIR.match(slot.left) is not None


def _depth(scene: Scene, slot: Slot) -> int:
    """Return how many brackets are open before a figure in its sentence."""
    start = scene.document.sentences[slot.sentence].start
    text = scene.document.text[start : slot.q.start]
    return text.count("(") - text.count(")")


def _before(scene: Scene, slot: Slot) -> str:
    """Return the words before a figure, other figures among them, in lower case."""
    start = scene.document.sentences[slot.sentence].start
    return scene.document.text[max(start, slot.q.start - 40) : slot.q.start].lower()


def _unit_before(scene: Scene, first: Slot) -> bool:
    before = scene.slots[first.order - 1] if first.order else None
    if before is None or before.sentence != first.sentence or not (before.is_level or _is_change(before)):
        return False
    return measure(before.q) not in ("count", "percent") and not _noun(first)


def _is_change(slot: Slot) -> bool:
    return slot.q.kind is Kind.ABSOLUTE_CHANGE


def _one_kind_lists(before: list[Slot], whole: Slot) -> list[list[Slot]]:
    """Return the lists that the figures before a total may form: of each noun with the bare ones, and of all.

    In "the three funds hold 24, 31 and 46 bonds, or 101 in all" only the bonds add up.
    """
    if measure(whole.q) != "count":
        return [before] if len(before) >= 2 else []
    own = _noun(whole)
    nouns = list(dict.fromkeys(_noun(s) for s in before if _noun(s)))
    if own and nouns and own not in nouns and not {own, *nouns} <= HUMAN:
        nouns = []
        before = [s for s in before if not _noun(s)]
    lists = [[s for s in before if _noun(s) in ("", noun)] for noun in nouns]
    lists.append(before)
    unique = {tuple(s.q.id for s in parts): parts for parts in lists if len(parts) >= 2}
    return list(unique.values())


def _noun(slot: Slot) -> str:
    return slot.q.unit.removeprefix("count").removeprefix(":") if measure(slot.q) == "count" else ""


def _of_one_size(whole: Slot, parts: Sequence[Slot]) -> bool:
    """Tell whether the parts may make the whole but for one slip of scale: within a factor of two, thousands aside."""
    values = [abs(float(p.q.value or 0)) for p in parts]
    total, told = sum(values), abs(float(whole.q.value or 0))
    candidates = [total, *(total - v + v * f for v in values for f in (1e3, 1e-3, 0.1, 10))]
    return any(told * f / 2 <= c <= told * f * 2 for c in candidates for f in (1, 1e3, 1e-3, 10, 0.1))


def _told_parts(scene: Scene, levels: list[Slot], whole: Slot) -> Iterator[Relation]:
    """Read "W: a in X, b in Y and c in Z": the total stands before its parts."""
    following = [s for s in parts_like(whole, levels) if s.order > whole.order]
    if len(following) < 2 and _noun(whole):  # "312 animals: 148 birds, 97 mammals and 67 reptiles"
        kinds = [s for s in levels if s.order > whole.order and is_plain(s) and comparable(s.q, whole.q) > 0]
        following = (
            [s for s in kinds if (s.q.value or 0) < (whole.q.value or 0)] if ":" in whole.right[:60] else following
        )
    same_sentence = _after_colon(scene, whole, [s for s in following if s.sentence == whole.sentence])
    same_sentence = _with_other_nouns(whole, levels, same_sentence)
    next_sentence = _made_up(scene, levels, whole) or [s for s in following if s.sentence == whole.sentence + 1]
    bullets = _bullets(scene, whole)
    if bullets and _of_one_size(whole, bullets):
        group = f"bullets:{whole.q.id}"
        yield sum_relation(whole, bullets, Certainty.LIKELY, group, 0, "total, then a list of its parts")
    alone = not same_sentence and not any(
        s.sentence == whole.sentence and s.order < whole.order for s in parts_like(whole, levels)
    )
    for parts in (same_sentence, next_sentence):
        if not 2 <= len(parts) <= MOST_PARTS or not is_list(scene, parts):
            continue
        certainty = _sureness(scene, whole, parts, alone)
        if certainty is None or not _of_one_size(whole, parts):
            continue
        group = f"total-before:{parts[0].q.id}:{parts[-1].q.id}"
        yield sum_relation(whole, parts, certainty, group, 0, "total, then its parts")
        for n in range(len(parts) - 1, 1, -1):
            reading = "first parts after the total"
            yield sum_relation(whole, parts[:n], Certainty.POSSIBLE, group, len(parts) - n, reading)


def _with_other_nouns(whole: Slot, levels: list[Slot], parts: list[Slot]) -> list[Slot]:
    """Return a list with the counts of other nouns that stand among its figures; they are parts as well.

    "340 people: 210 porters, 85 drivers and 55 clerks": of porters nobody told that they are people.
    """
    if len(parts) < 2:
        return parts
    near = [s for s in levels if whole.order < s.order <= parts[-1].order and s.sentence == whole.sentence]
    counts = [s for s in near if is_plain(s) and comparable(s.q, whole.q) > 0]
    return counts if counts and all((s.q.value or 0) < (whole.q.value or 0) for s in counts) else parts


def _made_up(scene: Scene, levels: list[Slot], whole: Slot) -> list[Slot]:
    """Return the parts in "The figure comprises 25 refugees, 40 migrants and 3 others", of whatever kinds they are."""
    said = [s for s in levels if s.sentence == whole.sentence + 1 and is_plain(s) and comparable(s.q, whole.q) > 0]
    first = said[0].left if said else ""
    leads = not any(s.sentence == whole.sentence and s.order < whole.order and s.is_level for s in levels)
    return said if leads and whole.is_level and _MADE_UP.match(first) else []


def _bullets(scene: Scene, whole: Slot) -> list[Slot]:
    """Return the first amount of each item of the list that the sentence of `whole` opens with a colon."""
    end = scene.document.sentences[whole.sentence].end
    if not scene.document.text[:end].rstrip().endswith(":") or scene.document.blocks[whole.block].kind == "list_item":
        return []
    items: list[Slot] = []
    for block in itertools.count(whole.block + 1):
        if block >= len(scene.document.blocks) or scene.document.blocks[block].kind != "list_item":
            break
        first = next((s for s in parts_like(whole, amounts(scene.by_block.get(block, [])))), None)
        if first is None:
            return []  # an item without a figure: the list is not of parts
        items.append(first)
    return items if len(items) >= 2 else []


def _after_colon(scene: Scene, whole: Slot, following: list[Slot]) -> list[Slot]:
    """Return the figures of the list that a colon opens, where one does: other figures may stand before it."""
    end = scene.document.sentences[whole.sentence].end
    colon = scene.document.text.find(": ", whole.q.end, end)
    listed = [s for s in following if s.q.start > colon]
    return listed if colon >= 0 and len(listed) >= 2 else following


def _one_head(headed: list[Relation]) -> Iterator[Relation]:
    """Yield the totals of lists; where two figures may head one list, neither is certain to.

    "The parties hold 152 of the 300 seats: 84, 52 and 16": the list adds up to the 152.
    """
    firm = [r for r in headed if r.certainty is not Certainty.POSSIBLE]
    heads = Counter(r.group for r in firm)
    for relation in headed:
        several = heads[relation.group] > 1 and relation.certainty is Certainty.CERTAIN
        yield replace(relation, certainty=Certainty.LIKELY) if several else relation


def _sureness(scene: Scene, whole: Slot, parts: list[Slot], alone: bool) -> Certainty | None:
    """Tell how surely a list after a figure is the list of all its parts; ``None``: not at all."""
    own_sentence = parts[0].sentence == whole.sentence
    if whole.q.style == "words" and any(p.q.style == "digits" for p in parts):
        return None  # "three categories: Food 4, Service 3": the number of the items, not their sum
    gap = scene.gap(whole, parts[0])
    tail = scene.document.text[parts[0].q.start : scene.document.sentences[parts[-1].sentence].end].lower()
    of_first = own_sentence and _OF_FIRST.search(whole.left) is not None
    if _rest_follows(scene, parts[-1]) or mixed_signs([whole, *parts]) or _nested_periods(parts):
        return None
    if _PARTIAL.search(gap[-60:]) or _PARTIAL.search(tail):
        return Certainty.LIKELY if own_sentence and re.search(r"\bof (?:them|whom|which)\b", gap + tail) else None
    one_sided = whole.q.hedge in (Hedge.LESS_THAN, Hedge.MORE_THAN, Hedge.AT_LEAST, Hedge.AT_MOST)
    if one_sided or _SOME_OF.search(_before(scene, whole)) or _CHIEFLY.search(gap):
        return None  # "most of the 1,550: 620 and 465", "fewer than 100 votes: one by 22, the other by 96"
    if len({_depth(scene, s) for s in (whole, *parts)}) > 1 or (":" in gap and gap.rfind("(") > gap.rfind(")")):
        return None  # a colon or twin figures inside brackets
    if _ONE_UNCOUNTED.search(gap):
        return None  # "a chairman, five deputies and 23 members": one part has no figure
    split = _SPLIT.search(gap[-60:]) is not None
    rest = _REST.search(gap[-40:] + tail) is not None
    alike = all(same_noun(p.q, whole.q) for p in parts) or _noun(whole) in HUMAN
    if (split and own_sentence and alike) or (rest and (alone or of_first)):
        return Certainty.CERTAIN
    if not rest and not split and _TAKES.search(parts[0].left):
        return None  # "Pará accounted for 577 …": the biggest parts, not all of them
    if split or of_first:
        return Certainty.LIKELY
    if own_sentence or not alone or parts[0].was_before or _of_another_name(whole, parts):
        return None  # "fathers 33.3. In 2014 it had been 29.5 and 32.7"
    return Certainty.LIKELY


def _of_another_name(whole: Slot, parts: Sequence[Slot]) -> bool:
    """Tell whether the figures after a figure are all of one other thing: sales, then the income of two periods."""
    names = {indicator_of(p) for p in parts}
    return len(names) == 1 and "" not in names and bool(indicator_of(whole)) and not alike_in_name(whole, parts[0])


def _rest_follows(scene: Scene, last: Slot) -> bool:
    """Tell whether the next sentence names who makes up the rest: "False alarms made up the rest"."""
    sentences = scene.document.sentences
    after = sentences[last.sentence + 1] if last.sentence + 1 < len(sentences) else None
    if after is None or after.block != last.block:
        return False
    return _REST_NAMED.search(scene.document.text[after.start : after.end].lower()) is not None


def mixed_signs(slots: Sequence[Slot]) -> bool:
    """Tell whether some of the figures are losses and others are not: they do not simply add up."""
    losses = [bool(_LOSS.search(s.left[-60:]) or _LOSS_NEXT.match(s.right)) for s in slots]
    return any(losses) and not all(losses)


def _nested_periods(parts: Sequence[Slot]) -> bool:
    """Tell whether one part is of a period within that of another: the summer and the year."""
    periods = [s.binding.period for s in parts if s.binding]
    return any(contains(a, b) and not same(a, b) for a in periods for b in periods if a and b)


def is_list(scene: Scene, parts: list[Slot]) -> bool:
    """Tell whether the figures stand in one enumeration: short gaps, no change verbs between."""
    return all(_LISTED.match(scene.gap(a, b)) is not None for a, b in itertools.pairwise(parts))


def _part_of(whole: Slot, part: Slot) -> Term:
    """Return a part with its sign: "cut 45 jobs: 29 here, 16 there" has parts that go the way of the whole."""
    if whole.q.kind is not Kind.ABSOLUTE_CHANGE:
        return Term(quantity=part.q)
    silent = part.q.direction is None and whole.q.direction == "down"
    return Term(quantity=part.q, factor=Decimal(-1)) if silent else Term(quantity=part.q, signed=True)


def sum_relation(
    whole: Slot,
    parts: Sequence[Slot],
    certainty: Certainty,
    group: str,
    rank: int,
    reading: str,
    trials: int = 1,
) -> Relation:
    """Build ``whole == sum(part)``; changes enter with their direction."""
    signed = whole.q.kind is Kind.ABSOLUTE_CHANGE
    return Relation(
        kind="sum",
        equation="whole == sum(part)",
        roles={
            "whole": (Term(quantity=whole.q, signed=signed),),
            "part": tuple(_part_of(whole, p) for p in parts),
        },
        certainty=certainty,
        reading=reading,
        group=group,
        rank=rank,
        trials=trials,
    )
