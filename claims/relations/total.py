"""Parts, then their total, where the wording says so: "five in Hale, three in Mercer and two in Dunn, ten in all"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from claims.model import Certainty, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import (
    amounts,
    depth,
    is_list,
    is_plain,
    mixed_signs,
    noun_of,
    of_one_size,
    of_pair,
    parts_like,
    sum_relation,
)
from claims.relations.scene import HUMAN, Scene, Slot, comparable, measure
from claims.relations.total_opened import opens_with_part

__all__ = ["propose"]

_TOTAL_LEFT = regex(
    r"\b(?:total(?:l?ing|l?ed)?(?: of)?|together|in all|altogether|combined|the sum of|add(?:s|ed)? up to|"
    r"adding up to|the year's total|a combined)\b[^.;]{0,70}$"
    r"|\bfor an? (?:worldwide|global|overall|joint|cumulative|aggregate|record|grand)\s(?:[\w-]+\s){0,2}of\s*$"
    r"|\b(?:taking|takes|took|bringing|brings|brought)\b[^.;]{0,60}\b(?:total|toll|number|sum|count|figure|tally)\b[^.;]{0,40}\bto\s*$"
)
_OUT_OF = regex(r"\bout of (?:an? |the |its |their )?(?:[a-z-]+ )?(?:total|combined)\b[^,;]*$")
_AS_MUCH = regex(r"\bas (?:much|many|large|big|high) as (?:the|its|their|in the|for the)\s+$")
_ON_AVERAGE = regex(r"^\s*(?:[\w'’-]+\s)?(?:on average|a head|apiece|each|per)\b")
_PERHAPS_TOTAL_LEFT = regex(
    r"\b(?:overall|makes?|making|that is|that was|which is|or)\b[^.;]{0,40}$"
    r"|\b(?:taking|takes|took|bringing|brings|brought)\b[^.;]{0,60}\bto\s*$"
)
_TOO_FEW = regex(r"^\s*(?:[\w-]+\s+){0,2}(?:too (?:few|many|little|much)|short|shy)\b")
_ALL_OTHERS = regex(
    r"\b(?:others?|rest|remainder|else)\s+(?:together|combined|in all|altogether|between them)\b[^.;]*$"
)
_TOTAL_RIGHT = regex(
    r"^[\s\w%-]{0,40}?\b(?:in all|in total|altogether|combined|overall|all told|together|"
    r"for the (?:year|summer|season|week|month|quarter))\b"
)
_STANDING = regex(r"^[^.;]*\b(?:behind|short of|ahead of|off|above|below)\b")
_TOGETHER_FIRST = regex(r"^\W*(?:together|combined|taken together|all told|between them|in all)\b")
_OWN_TOTAL = regex(r"^\s+(?:in all|in total|altogether|all told|combined)\b(?!\s*$)")
_MEDALS = frozenset({"gold", "silver", "bronze", "bronz"})
_EACH = regex(r"\b(?:each|apiece|every|groups of|times|steps of|instal?lments of)\b", re.IGNORECASE)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield totals that the wording names as such."""
    for block in sorted(scene.by_block):
        levels = amounts(scene.by_block[block])
        for whole in levels:
            yield from _told_total(scene, levels, whole)


def _told_total(scene: Scene, levels: list[Slot], whole: Slot) -> Iterator[Relation]:
    """Read "a, b and c, together W": the parts stand before their total."""
    named = _TOTAL_LEFT.search(whole.left) or _TOTAL_RIGHT.search(whole.right)
    if not named and not _PERHAPS_TOTAL_LEFT.search(whole.left):
        return
    if _OUT_OF.search(whole.left):
        return  # "8.0 million from the wind, out of a total of 22 million": not the only ones
    if _TOO_FEW.match(whole.right) or _ALL_OTHERS.search(whole.left):
        return  # "53 and 19, together 13 too few"; "All others together took 208.6 million"
    if of_pair(scene, whole) or (whole.order and _OWN_TOTAL.match(whole.left)):
        return  # "450 of 2,100 in all", "2,280 in all, so that interest comes to 280"
    if opens_with_part(scene, whole.sentence):
        return  # "Add coffee, at $655 million, and …": the first part stands in the sentence before
    if _EACH.search(scene.sentence_text(whole.sentence)):
        return  # "each of the three halls has 50 rooms": a product, no sum
    here = [s for s in levels if s.sentence == whole.sentence and is_plain(s) and comparable(s.q, whole.q) > 0]
    before = [s for s in here if s.order < whole.order and _is_change(s) == _is_change(whole) and not of_pair(scene, s)]
    before = [s for s in before if not _AS_MUCH.search(s.left)]
    before = [s for s in before if depth(scene, s) == depth(scene, whole)]
    if before and measure(whole.q) == "count" and _unit_before(scene, before[0]):
        return  # "up by 20 cents, then 15, then 10": the first of the list has the unit
    if any(scene.gap(a, b) == " for " for a, b in itertools.pairwise(before)):
        return  # "214 for 6": runs and wickets
    after = [s for s in here if s.order > whole.order]
    group = f"total-after:{whole.q.id}"
    if len(before) == 1 and len(after) == 1 and after[0].left.rstrip().endswith("after"):
        parts = [*before, *after]  # "lent 49 billion, taking the year's total to 137 billion after 88 billion"
        yield sum_relation(whole, parts, Certainty.LIKELY, group, 0, "what was added to what was there")
        return
    lists = _one_kind_lists(before, whole)
    if not lists:
        previous = parts_like(whole, [s for s in levels if s.sentence == whole.sentence - 1])
        lists = [previous] if len(previous) >= 2 and of_one_size(whole, previous) else []
        if not lists and _TOGETHER_FIRST.match(whole.left):
            heads = _first_of_sentences(levels, whole)
            lists = [heads] if len(heads) >= 2 and of_one_size(whole, heads) else []
    for rank, parts in enumerate(lists):
        joined = parts[0].sentence == whole.sentence and ";" not in scene.gap(parts[0], whole)
        nouns = {noun_of(s) for s in parts if noun_of(s)}
        one_kind = len(nouns) <= 1 or nouns <= _MEDALS
        sure = Certainty.CERTAIN if named and joined and one_kind and is_list(scene, parts) else Certainty.LIKELY
        if not one_kind and _STANDING.match(whole.left):
            continue  # "trains 54 horses and moves to 63 winners for the year, five behind his best of 68"
        averaged = _ON_AVERAGE.match(whole.right) is not None
        if of_one_size(whole, parts) and not mixed_signs(parts) and not _balanced(parts) and not averaged:
            yield sum_relation(whole, parts, sure, group, rank, "parts, then their total")
    for parts in lists[:1]:
        for n in range(len(parts) - 1, 1, -1):
            reading = "last parts before the total"
            yield sum_relation(whole, parts[-n:], Certainty.POSSIBLE, group, 9 + len(parts) - n, reading)


def _balanced(parts: Sequence[Slot]) -> bool:
    """Tell whether one of three figures is the difference of the others: arrivals, departures and what they leave."""
    if len(parts) != 3:
        return False
    a, b, c = (s.q.value or 0 for s in parts)
    return abs(a - b) == c


def _first_of_sentences(levels: list[Slot], whole: Slot) -> list[Slot]:
    """Return the first figure of each sentence before: "Tea brought in 1.4 billion … Coffee earned 300 million …"."""
    first: dict[int, Slot] = {}
    for slot in parts_like(whole, levels):
        if whole.sentence - 4 <= slot.sentence < whole.sentence:
            first.setdefault(slot.sentence, slot)
    return list(first.values())


def _unit_before(scene: Scene, first: Slot) -> bool:
    before = scene.slots[first.order - 1] if first.order else None
    if before is None or before.sentence != first.sentence or not (before.is_level or _is_change(before)):
        return False
    return measure(before.q) not in ("count", "percent") and not noun_of(first)


def _is_change(slot: Slot) -> bool:
    return slot.q.kind is Kind.ABSOLUTE_CHANGE


def _one_kind_lists(before: list[Slot], whole: Slot) -> list[list[Slot]]:
    """Return the lists that the figures before a total may form: of each noun with the bare ones, and of all.

    In "the three funds hold 24, 31 and 46 bonds, or 101 in all" only the bonds add up.
    """
    if measure(whole.q) != "count":
        return [before] if len(before) >= 2 else []
    own = noun_of(whole)
    nouns = list(dict.fromkeys(noun_of(s) for s in before if noun_of(s)))
    if own and nouns and own not in nouns and not {own, *nouns} <= HUMAN:
        nouns = []
        before = [s for s in before if not noun_of(s)]
    if _MEDALS.issuperset(nouns) and len(nouns) > 1:
        # of one country only: "Norway has 16 golds, Germany 12 golds and seven bronzes, 19 in all"
        repeated = max((n for n, s in enumerate(before) if noun_of(s) in map(noun_of, before[n + 1 :])), default=-1)
        return [before[repeated + 1 :]] if len(before) - repeated > 2 else []
    lists = [[s for s in before if noun_of(s) in ("", noun)] for noun in nouns]
    lists.append(before)
    unique = {tuple(s.q.id for s in parts): parts for parts in lists if len(parts) >= 2}
    return list(unique.values())
