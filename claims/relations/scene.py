"""The figures of a text laid out for relation finding: neighbours, gaps, clauses and role marks.

A `Slot` is a claim figure with what stands left and right of it. Marks are read once here: a figure after
"from", "against", "compared with" … is marked as the *base* of a change, one after "to", "reaching" … as the
*current* value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from claims.document import Document
from claims.lexicon import load
from claims.model import Binding, Kind, PeriodMention, Quantity
from claims.patterns import regex
from claims.quantities.units import convert_factor
from claims.relations.elided_scale import with_told_scale
from claims.relations.wording import CURRENT_BEFORE, WAS_BEFORE, marks_base, names_base

__all__ = [
    "CHANGES",
    "LEVELS",
    "Scene",
    "Slot",
    "adding_up_to",
    "build_scene",
    "comparable",
    "convertible",
    "factor_to",
    "measure",
    "same_noun",
]

LEVELS = frozenset({Kind.LEVEL, Kind.COUNT, Kind.SHARE, Kind.RATIO})
CHANGES = frozenset({Kind.GROWTH_RATE, Kind.PP_CHANGE, Kind.ABSOLUTE_CHANGE, Kind.MULTIPLE})

# Clauses break at semicolons and at the connectives that start a new statement.
_BREAK = regex(r";|:\s|—|\s–\s|\s(?:while|whereas|but|although|though|meanwhile)\b", re.IGNORECASE)
HUMAN = frozenset(str(load("nouns")["human"]["words"]).split())
_EXPECTED = regex(
    r"^(?:\s+(?!and\b|but\b|to\b|from\b|in\b|up\b|down\b)[\w'’-]+){0,4}?\s+"
    r"(?:expected|forecast|forecasted|predicted|estimated by|"
    r"budgeted|planned|hoped for|analysts|economists|target|previously (?:reported|estimated))\b"
)
_LOOSE = regex(r"[;:—]|\b(?:which|who|that|while|whereas|and|but|when|where|as|after|because|since|if|unless)\b")
_MOST_LISTED = 8  # figures of a list that are added up
_OF_IT = regex(r"\W*(?:out )?of (?:this|that|it|these|those|them|which)\b")
_OPENING = 24  # characters of a sentence that say so
_MILLION = 1_000_000
_JOINED = 6  # characters of ", and "
_BESIDE = 3  # characters of ", " and the like
_SHORT_GAP = 16  # characters: " to reach "
_ASIDE = regex(r"^\s*[(\[]\s*(?:about|around|some|or|nearly|roughly|approximately|=|just over|more than|over)?\s*$")


@dataclass(frozen=True, eq=False)
class Slot:
    """A claim figure in its sentence; each stands once in a scene, and equals no other."""

    q: Quantity
    order: int  # among the claim figures of the document
    sentence: int
    block: int
    clause: int
    left: str  # lower case, from the previous figure or the sentence's start to the figure (hedge cut off)
    right: str  # lower case, from the figure to the next one or the sentence's end
    marked_base: bool
    marked_current: bool
    was_before: bool  # "had been 323", "was 578 in June": a past value without a preposition
    in_table: bool
    expected: bool  # "fewer than the 570,000 expected": neither new nor old value
    aside: bool  # a conversion in brackets: "(US$2,842.3 bn)", "(486 hectares)"
    binding: Binding | None

    @property
    def is_level(self) -> bool:
        return self.q.kind in LEVELS and not self.aside

    @property
    def is_change(self) -> bool:
        return self.q.kind in CHANGES


@dataclass(frozen=True)
class Scene:
    document: Document
    slots: tuple[Slot, ...]
    mentions: tuple[PeriodMention, ...]

    @cached_property
    def by_sentence(self) -> dict[int, list[Slot]]:
        grouped: dict[int, list[Slot]] = {}
        for slot in self.slots:
            grouped.setdefault(slot.sentence, []).append(slot)
        return grouped

    @cached_property
    def by_block(self) -> dict[int, list[Slot]]:
        grouped: dict[int, list[Slot]] = {}
        for slot in self.slots:
            grouped.setdefault(slot.block, []).append(slot)
        return grouped

    @cached_property
    def summed(self) -> Mapping[str, Slot]:
        """Return, by the id of each part, the total told before a list that adds up to it in one sentence.

        What follows such a list is as likely said of the total: "400,000 boxes, 260,000 by rail and 140,000 by road,
        up from 370,000 a year ago".
        """
        found: dict[str, Slot] = {}
        for slots in self.by_sentence.values():
            levels = [s for s in slots if (s.is_level or s.q.kind is Kind.ABSOLUTE_CHANGE) and s.q.unit != "percent"]
            for n, whole in enumerate(levels[:-2]):
                parts = adding_up_to(whole.q, [s.q for s in levels[n + 1 : n + 1 + _MOST_LISTED]])
                found.update((part.id, whole) for part in parts)
        return found

    def gap(self, first: Slot, second: Slot) -> str:
        """Text between two figures, in text order, lower case."""
        a, b = (first, second) if first.q.start < second.q.start else (second, first)
        return self.document.text[a.q.end : b.q.start].lower()

    def tight(self, first: Slot, second: Slot) -> bool:
        """Tell whether nothing but a few words of one clause stands between two figures."""
        gap = self.gap(first, second)
        return len(gap.split()) <= 9 and _LOOSE.search(gap) is None

    def between(self, first: Slot, second: Slot) -> Sequence[Slot]:
        a, b = sorted((first.order, second.order))
        return [s for s in self.slots[a + 1 : b] if not s.aside]

    def flows(self, first: Slot, second: Slot) -> bool:
        """Tell whether two figures stand in one paragraph, or in one and the next: papers often break after each."""
        low, high = sorted((first.block, second.block))
        blocks = self.document.blocks
        return low == high or (high - low == 1 and all(blocks[n].kind == "paragraph" for n in (low, high)))

    def sentence_text(self, index: int) -> str:
        sentence = self.document.sentences[index]
        return self.document.text[sentence.start : sentence.end]


def adding_up_to(whole: Quantity, following: Sequence[Quantity]) -> Sequence[Quantity]:
    """Return the figures right after a figure that add up to it; none where they do not."""
    made, room = 0.0, float(whole.lenient.width or 0)
    for n, part in enumerate(following):
        if comparable(part, whole) == 0:
            break
        made += float(part.value or 0)
        room += float(part.lenient.width or 0)
        if n and abs(made - float(whole.value or 0)) <= room / 2 + 1e-9:
            return following[: n + 1]
    return ()


def build_scene(
    document: Document,
    quantities: Sequence[Quantity],
    bindings: Mapping[str, Binding],
    mentions: Sequence[PeriodMention],
) -> Scene:
    """Lay the claim figures of a document out; figures that were set aside do not take part."""
    figures = [q for q in quantities if q.is_claim and q.value is not None]
    sentences = [document.sentence_at(q.start) for q in figures]
    goes_on = {s.index for s in sentences if _OF_IT.match(document.text[s.start : s.start + _OPENING].lower())}
    figures = _of_told_measure(document.text, figures, [s.index for s in sentences], goes_on)
    figures = with_told_scale(document.text, figures, [s.index for s in sentences])
    breaks = _clause_breaks(document)
    slots: list[Slot] = []
    for n, (q, sentence) in enumerate(zip(figures, sentences, strict=True)):
        begin = sentence.start
        before = n - 1
        while before > 0 and figures[before].kind is Kind.DURATION and "-" in figures[before].surface:
            before -= 1  # "against a five-year mean of 7.8": an adjective
        if n and sentences[before].index == sentence.index:
            begin = figures[before].end
        stop = sentence.end
        if n + 1 < len(figures) and sentences[n + 1].index == sentence.index:
            stop = figures[n + 1].start
        cut = q.hedge_start if q.hedge_start is not None and begin <= q.hedge_start < q.start else q.start
        left = document.text[begin:cut].lower()
        slots.append(
            Slot(
                q=q,
                order=n,
                sentence=sentence.index,
                block=sentence.block,
                clause=bisect_right(breaks, q.start),
                left=left,
                right=document.text[q.end : stop].lower(),
                marked_base=marks_base(left) or (n > 0 and figures[n - 1].kind in CHANGES and names_base(left)),
                marked_current=CURRENT_BEFORE.search(left) is not None,
                was_before=WAS_BEFORE.search(left) is not None,
                in_table=document.blocks[sentence.block].kind == "table" if document.blocks else False,
                expected=_EXPECTED.match(document.text[q.end : q.end + 60].lower()) is not None,
                aside=n > 0 and _is_aside(document, figures[n - 1], q),
                binding=bindings.get(q.id),
            )
        )
    return Scene(document, tuple(slots), tuple(mentions))


def _of_told_measure(
    text: str, figures: Sequence[Quantity], sentences: Sequence[int], goes_on: Set[int]
) -> list[Quantity]:
    """Give bare millions the measure told last: "exports of 312 billion euros, imports of 298 billion".

    It is told in their sentence, or in the one before where theirs `goes_on` about it ("Of this, 2.1 billion …").
    """
    told: list[Quantity] = []
    last: tuple[int, str] = (-1, "")  # sentence and unit of the last amount in millions
    for n, (q, sentence) in enumerate(zip(figures, sentences, strict=True)):
        if sentence in goes_on and last[0] == sentence - 1:
            last = sentence, last[1]
        before = told[-1] if told and sentences[len(told) - 1] == sentence else None
        if q.kind is Kind.ABSOLUTE_CHANGE and not q.unit and before is not None and _is_measure(before, q):
            q = replace(q, unit=before.unit)  # "61 miles, 24 fewer than the 85 planned"
        if q.scale >= _MILLION and q.kind in (Kind.COUNT, Kind.LEVEL, Kind.ABSOLUTE_CHANGE):
            moved = q.kind is Kind.ABSOLUTE_CHANGE
            if not q.unit and last[0] == sentence and not last[1].startswith(("count", "percent")) and last[1]:
                q = replace(q, unit=last[1], kind=q.kind if moved else Kind.LEVEL)
            elif moved and not q.unit and n + 1 < len(figures) and sentences[n + 1] == sentence:
                after = figures[n + 1]  # "adding 6.0 billion to reach $66.0 billion"
                if after.scale >= _MILLION and after.kind is Kind.LEVEL and after.start - q.end < _SHORT_GAP:
                    q = replace(q, unit=after.unit)
            if (
                text[q.start - 1 : q.start] != "(" or last[0] != sentence
            ):  # "1.2 billion crowns ($127 million), … 6 billion"
                last = sentence, q.unit
        told.append(q)
    for n in range(len(told) - 2, -1, -1):  # "412 million, 298 million and 190 million euros"
        q, after = told[n], told[n + 1]
        bare = not q.unit and q.scale >= _MILLION and q.kind in (Kind.COUNT, Kind.LEVEL)
        money = len(after.unit) == 3 and after.unit.isupper() and after.surface[:1].isdigit()
        if (
            bare
            and money
            and sentences[n] == sentences[n + 1]
            and after.start - q.end <= _JOINED
            and after.scale >= _MILLION
        ):
            told[n] = replace(q, unit=after.unit, kind=Kind.LEVEL)
    return told


def _is_measure(before: Quantity, change: Quantity) -> bool:
    """Tell whether a bare change stands right after a level in a unit of measure, and so is one of that unit."""
    plain = before.unit.startswith(("count", "percent")) or (len(before.unit) == 3 and before.unit.isupper())
    beside = change.start - before.end <= _BESIDE and change.scale == before.scale
    return before.kind is Kind.LEVEL and bool(before.unit) and not plain and beside


def _is_aside(document: Document, before: Quantity, q: Quantity) -> bool:
    """Tell whether a figure is the one before it again, in another unit, in brackets."""
    if before.kind not in LEVELS or q.kind not in LEVELS or before.unit == q.unit or "percent" in (before.unit, q.unit):
        return False
    if before.unit.startswith("count") or q.unit.startswith("count") or "" in (before.unit, q.unit):
        return False
    return q.start - before.end < 40 and _ASIDE.match(document.text[before.end : q.hedge_start or q.start]) is not None


def _clause_breaks(document: Document) -> list[int]:
    starts = {s.start for s in document.sentences}
    starts.update(m.end() for m in _BREAK.finditer(document.text))
    return sorted(starts)


def factor_to(a: Quantity, b: Quantity) -> Decimal:
    """Return the factor that takes values of a's unit into b's; 1 where the units are equal or no measures."""
    if a.unit == b.unit or _plainly_no_measure(a.unit) or _plainly_no_measure(b.unit):
        return Decimal(1)
    return convert_factor(a.unit, b.unit) or Decimal(1)


def _plainly_no_measure(unit: str) -> bool:
    return (
        not unit
        or unit.startswith(("count", "percent", "per ", "rank", "times", "index"))
        or " per " in unit
        or (len(unit) == 3 and unit.isupper())
    )


def convertible(a: Quantity, b: Quantity) -> bool:
    """Tell whether two figures measure one thing, perhaps in other units: 300 grams and 2,300 milligrams."""
    return comparable(a, b) > 0 or factor_to(a, b) != 1


def same_noun(a: Quantity, b: Quantity) -> bool:
    """Tell whether two figures may count one thing: one noun, both people, or one noun left out."""
    alike = comparable(a, b)
    if alike != 1:
        return alike == 2
    nouns = [q.unit.removeprefix("count").removeprefix(":") for q in (a, b)]
    return not all(nouns) or all(noun in HUMAN for noun in nouns)


def measure(q: Quantity) -> str:
    """Return what a figure is measured in; counts of anything are one measure."""
    return "count" if q.unit == "" or q.unit.startswith("count") else q.unit


def comparable(a: Quantity, b: Quantity) -> int:
    """Tell how alike two units are: 2 the same, 1 both counts (of what, differs or is not said), 0 not alike."""
    if a.unit == b.unit:
        return 2
    if (not a.unit or a.unit.startswith("count")) and (not b.unit or b.unit.startswith("count")):
        return 1  # 11,250 votes and 8,080
    if "" in (a.unit, b.unit) and (a.unit + b.unit).startswith("per "):
        return 1  # "57.9 per 10,000 residents … from 50.2"
    if {a.unit, b.unit} == {"", "index point"}:
        return 1  # "the index was at 4,310.20, down 61.75 points"
    return 0
