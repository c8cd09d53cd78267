"""A total that stands before its parts: "ten: five in Hale, three in Mercer and two in Dunn"."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.model import Certainty, Hedge, Relation
from claims.patterns import regex
from claims.period import contains, same
from claims.relations.amounts import (
    MOST_PARTS,
    amounts,
    depth,
    is_list,
    is_part_like,
    is_plain,
    mixed_signs,
    noun_of,
    of_one_size,
    parts_like,
    sum_relation,
)
from claims.relations.kinship import alike_in_name, indicator_of
from claims.relations.scene import HUMAN, Scene, Slot, comparable, same_noun

__all__ = ["propose"]

_TOTAL_TOLD = regex(r"\b(?:totals?|totall?ed|totall?ing|in all|altogether|overall|combined|entire|all)\b")
_SPLIT = regex(
    r":|\b(?:compris\w+|made up of|consist\w*|split|divided|broken down|breaks down|composed|namely|that is,|"
    r"shared between|distributed)\b"
)
_MADE_UP = regex(
    r"^\W*(?:the |this |that |these |those |it |they )?(?:total |overall )?"
    r"(?:figure|number|total|sum|tally|count|toll|amount|group|all)?\s*"
    r"(?:compris\w+|is made up of|are made up of|was made up of|consist\w*(?: of)?|is composed of|was composed of|"
    r"breaks down into|broke down into|is split into|was split into|divides? into)\b"
)
_PARTIAL = regex(
    r"\b(?:includ\w+|among (?:them|which|whom|these|those)|such as|of which|of whom|of them|of these|of those|"
    r"alone|notably|led by|mainly|at least|mostly|for example|for instance)\b"
)
_ONE_UNCOUNTED = regex(r"\b(?:a|an|the|its|his|her|their)\s+[\w-]+(?:\s+[\w-]+){0,2},\s*$")
_ONE_TOLD = regex(r"(?:,|\band|;)\s(?:the\s)?(?:one|another)\s(?:is|was|has|had|will|remains?|lies|stands|for)\b")
_REST = regex(
    r"\b(?:the rest(?! of (?:the )?[a-z])|remaining|remainder|everything else|everyone else|"
    r"all others|the others|the balance|left over)\b"
)
_REST_NAMED = regex(
    r"\b(?:the rest|the remainder|remaining|the remaining|the balance|elsewhere|everything else|everyone else|"
    r"(?:the|all) others?|others?)\b"
)
_OF_FIRST = regex(r"(?:^|[.;]\s+)(?:out )?of(?: (?:the|its|their|all))?\s*$")
_TAKES = regex(r"\b(?:accounted for|accounts for|contributed|contributes|supplied|supplies)\s*$")
_SOME_OF = regex(
    r"(?:\b(?:most|much|nearly all|almost all|half|third|quarter|part|some|majority|many|bulk)|%|percent|per cent)"
    r"\s+of\s+(?:the|its|their|those|these)?\s*$"
)
_CHIEFLY = regex(
    r"\b(?:chiefly|mainly|mostly|largely|above all|in particular|notably|led by|"
    r"the (?:biggest|largest|top)|principally)\b"
)


_BETWEEN_TWO = regex(
    r"\b(?:net|lead|leads|led|gap|margin|majority|surplus|deficit|difference|balance|shortfall)\b[^,;]*$"
)
_APART = regex(  # "29.26, which was 0.37 quicker than"
    r"^\s*(?:[\w-]+\s+)?(?:quicker|faster|slower|better|worse|more|less|fewer|higher|lower|longer|shorter|ahead|behind|clear|inside|"
    r"outside|off|above|below|up|down)\b"
)
_EACH = regex(r"^\s*(?:[\w-]+\s+)?(?:each|apiece)\b")
_OF_THEM = regex(r"\s*\b(?:of|among) (?:whom|which|them|these|those|its|their)\b")
_OF_ITS = regex(
    r"[;,]\s(?:and\s|while\s)?(?:out\s)?(?:of|among) (?:the|its|their|his|her|all|some)\s+(?:[\w'’-]+\s+)?$"
)
_COMMA = regex(r"^(?:\s+[\w'’-]+){0,4}\s*[,–—(]\s*$")
_FOR_WHAT = regex(
    r"^\s*(?:[\w-]+\s+)?(?:of (?:them|it|that|which|whom)\s+)?"
    r"(?:for|in|of|to|from|among|on|at|by|abroad|men|women|boys|girls|male|female)\b"
)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the totals that head a list of their parts."""
    blocks = sorted(scene.by_block)
    for n, block in enumerate(blocks):
        levels = amounts(scene.by_block[block])
        beyond = blocks[n + 1] if n + 1 < len(blocks) else None
        following = amounts(scene.by_block[beyond]) if beyond == block + 1 else []
        headed = [r for whole in levels if is_plain(whole) for r in _told_parts(scene, [*levels, *following], whole)]
        yield from _one_head(headed)


def _told_parts(scene: Scene, levels: list[Slot], whole: Slot) -> Iterator[Relation]:
    """Read "W: a in X, b in Y and c in Z": the total stands before its parts."""
    following = parts_like(whole, [s for s in levels if s.order > whole.order and not _APART.match(s.right)])
    if len(following) < 2 and noun_of(whole):  # "312 animals: 148 birds, 97 mammals and 67 reptiles"
        kinds = [s for s in levels if s.order > whole.order and is_plain(s) and comparable(s.q, whole.q) > 0]
        following = (
            [s for s in kinds if (s.q.value or 0) < (whole.q.value or 0)] if ":" in whole.right[:60] else following
        )
    same_sentence = _after_colon(scene, whole, [s for s in following if s.sentence == whole.sentence])
    same_sentence = [s for s in _with_other_nouns(whole, levels, same_sentence) if not _is_of_another(scene, whole, s)]
    next_sentence = _made_up(scene, levels, whole) or [s for s in following if s.sentence == whole.sentence + 1]
    bullets = _bullets(scene, whole)
    if bullets and of_one_size(whole, bullets):
        group = f"bullets:{whole.q.id}"
        yield sum_relation(whole, bullets, Certainty.LIKELY, group, 0, "total, then a list of its parts")
    alone = not same_sentence and not any(
        s.sentence == whole.sentence and s.order < whole.order and is_part_like(s, whole) for s in levels
    )
    for parts in (same_sentence, next_sentence):
        if not 2 <= len(parts) <= MOST_PARTS or not is_list(scene, parts) or any(_EACH.match(s.right) for s in parts):
            continue  # "three in Hale, two in Kathi and one each in Vidar and Konka"
        if any(scene.gap(a, b).strip() == "for" for a, b in itertools.pairwise(parts)):
            continue  # bowling figures: "nine for 96: five for 52 and four for 44"
        certainty = _sureness(scene, whole, parts, alone)
        if certainty is None or not of_one_size(whole, parts):
            continue
        group = f"total-before:{parts[0].q.id}:{parts[-1].q.id}"
        yield sum_relation(whole, parts, certainty, group, 0, "total, then its parts")
        for n in range(len(parts) - 1, 1, -1):
            reading = "first parts after the total"
            yield sum_relation(whole, parts[:n], Certainty.POSSIBLE, group, len(parts) - n, reading)


def _is_of_another(scene: Scene, whole: Slot, part: Slot) -> bool:
    """Tell whether a figure is some of a larger one right before it: "400 men, 150 here, 900 women, of whom 240"."""
    before = scene.slots[part.order - 1]
    if before is whole or not whole.order < before.order or before.sentence != part.sentence or not before.is_level:
        return False
    if before.marked_base or comparable(before.q, part.q) == 0 or (before.q.value or 0) <= (part.q.value or 0):
        return False
    headed = _OF_ITS.search(before.left) is not None  # "…; of its 900 lockers 240 …"
    return headed or _OF_THEM.search(scene.gap(before, part)) is not None or _OF_THEM.match(part.right) is not None


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
    if _BETWEEN_TWO.search(f"{indicator_of(whole)} {whole.left[-40:]}"):
        return None  # "Net migration was 686,000: 1.218 million came and 532,000 left"
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
    if len({depth(scene, s) for s in (whole, *parts)}) > 1 or (":" in gap and gap.rfind("(") > gap.rfind(")")):
        return None  # a colon or twin figures inside brackets
    if _ONE_UNCOUNTED.search(gap) or _ONE_TOLD.search(tail):
        return None  # "a chairman, five deputies and 23 members": one part has no figure
    split = _SPLIT.search(gap[-60:]) is not None
    rest = _REST.search(gap[-40:] + tail) is not None
    alike = all(same_noun(p.q, whole.q) for p in parts) or noun_of(whole) in HUMAN
    if (split and own_sentence and alike) or (rest and (of_first or (alone and own_sentence))):
        return Certainty.CERTAIN
    if not rest and not split and _TAKES.search(parts[0].left):
        return None  # "Pará accounted for 577 …": the biggest parts, not all of them
    if split or of_first or (rest and alone) or (own_sentence and alike and _apposed(scene, whole, gap, parts)):
        return Certainty.LIKELY
    if own_sentence or not alone or parts[0].was_before or _of_another_name(whole, parts):
        return None  # "fathers 33.3. In 2014 it had been 29.5 and 32.7"
    told = f"{indicator_of(whole)} {whole.left[-60:]} {whole.right[:40]}"
    return Certainty.LIKELY if _TOTAL_TOLD.search(told) else Certainty.POSSIBLE


def _apposed(scene: Scene, whole: Slot, gap: str, parts: Sequence[Slot]) -> bool:
    """Tell whether a list stands right after its total: "fined 300 million, 225 for lax checks and 75 for lies"."""
    if whole.order and scene.slots[whole.order - 1].sentence == whole.sentence and _FOR_WHAT.match(whole.right):
        return False  # "1,500 jobs, 900 in Ulm, 450 in Linz and 150 in Graz": the first of the list
    in_a_row = all(b.order == a.order + 1 for a, b in itertools.pairwise(parts))
    joined = re.search(r"\b(?:and|while)\s", scene.gap(parts[-2], parts[-1])) is not None
    return in_a_row and joined and _COMMA.match(gap) is not None and all(_FOR_WHAT.match(p.right) for p in parts)


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


def _nested_periods(parts: Sequence[Slot]) -> bool:
    """Tell whether one part is of a period within that of another: the summer and the year."""
    periods = [s.binding.period for s in parts if s.binding]
    return any(contains(a, b) and not same(a, b) for a in periods for b in periods if a and b)


def _before(scene: Scene, slot: Slot) -> str:
    """Return the words before a figure, other figures among them, in lower case."""
    start = scene.document.sentences[slot.sentence].start
    return scene.document.text[max(start, slot.q.start - 40) : slot.q.start].lower()
