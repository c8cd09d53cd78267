"""Reads `tests/corpus/claims/*.md`, and compares what is annotated there with what the program reads, both ways.

A case is a text in a blockquote with every figure that is a claim in square brackets, then what each of them is
about, then which of them belong together:

    > Exports of tea rose [6 percent] to [$1.4 billion] in 2024, the board said.
    - exports of tea | - | 2024 | fact | board
    - exports of tea | - | 2024 | fact | board
    = level_growth 1 2

A line for a figure: indicator | area | period | mood | source. `fact` and a missing source may be left out at the
end; a dash means none. `*` after an area: carried over from an earlier sentence. `2024 < 2023`: compared with 2023,
looked at only where it is written. A line for a relation: its kind and its figures by number. `Published:` is the day
of publication of the cases after it.

Known misses stand in the text for all to see, and a test fails as soon as one of them is mended:

    !exports            this field is right and the program reads another
    =! from_to 1 2      this relation is there and the program does not see it
    =x from_to 1 3      the program sees this relation and it is not there
    [!six]              a figure that the program overlooks
    [x2010]             taken for a figure by the program, and none

`(aside)` stands for a figure that only says when, who or which ("aged 16", "in the three months to June", "the two
crops"): it must be found, and what it is about is not looked at. `UPDATE_SNAPSHOTS=1 pytest` sets these marks afresh,
and never touches what is right; the diff is reviewed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from claims.binding import bind
from claims.model import Binding
from claims.periods import find_mentions
from claims.readers import read_text
from verify.pipeline import extract_document

FOLDER = Path(__file__).parent / "corpus" / "claims"
FIELDS = ("indicator", "area", "period", "mood", "source")
_DEFAULTS = ("-", "-", "-", "fact", "-")
_MARK = re.compile(r"\[([!x]?)([^\]]+)\]")
# One equation, two names: a change by its rate or its amounts; a whole by its parts, a sum, a difference.
_FAMILY = {"from_to": "level_growth", "sum": "part_total", "difference": "part_total"}


@dataclass(frozen=True)
class Figure:
    """A figure as annotated: what it is about, field by field; `missed` names the fields read otherwise."""

    start: int
    end: int
    overlooked: bool
    right: tuple[str, ...]
    missed: frozenset[str]


@dataclass(frozen=True)
class Together:
    """Figures (by number, from 1) that belong to one equation; `mark` is "", "!" (not seen) or "x" (imagined)."""

    kind: str
    members: frozenset[int]
    mark: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {' '.join(map(str, sorted(self.members)))}"


@dataclass(frozen=True)
class Case:
    file: str
    line: int
    text: str
    published: date | None
    lines: tuple[str, ...]  # those of the figures and relations
    figures: tuple[Figure, ...]
    not_claims: tuple[tuple[int, int], ...]
    relations: tuple[Together, ...]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    @property
    def is_passage(self) -> bool:
        return len(read_text(self.text).sentences) > 1


@dataclass
class _Draft:
    line: int = 0
    quoted: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@cache
def cases() -> tuple[Case, ...]:
    """Return the whole corpus."""
    return tuple(case for path in sorted(FOLDER.glob("*.md")) for case in parse(path.stem, path.read_text("utf-8")))


def parse(file: str, markdown: str) -> Iterator[Case]:
    """Read the cases of one file; raises `ValueError` where lines and marked figures do not agree."""
    published: date | None = None
    draft = _Draft()
    for number, line in enumerate([*markdown.splitlines(), ""], start=1):
        if line.startswith("Published: "):
            published = date.fromisoformat(line.removeprefix("Published: "))
        elif line.startswith(">"):
            draft.line = draft.line or number
            draft.quoted.append(line[1:].removeprefix(" "))
        elif draft.quoted and line.startswith(("- ", "=")):
            draft.notes.append(line)
        elif draft.quoted:
            yield _case(file, draft, published)
            draft = _Draft()


def _case(file: str, draft: _Draft, published: date | None) -> Case:
    marked, text = "\n".join(draft.quoted), ""
    spans, not_claims, at = list[tuple[int, int, bool]](), list[tuple[int, int]](), 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        span = len(text), len(text) + len(match[2])
        if match[1] == "x":
            not_claims.append(span)
        else:
            spans.append((*span, match[1] == "!"))
        text += match[2]
        at = match.end()
    text += marked[at:]
    bound = [line[2:] for line in draft.notes if line.startswith("- ")]
    if len(spans) != len(bound):
        raise ValueError(f"{file}:{draft.line}: {len(spans)} figures, {len(bound)} lines about them")
    figures = tuple(_figure(span, line) for span, line in zip(spans, bound, strict=True))
    relations = tuple(_together(line[1:]) for line in draft.notes if line.startswith("="))
    return Case(file, draft.line, text, published, tuple(draft.notes), figures, tuple(not_claims), relations)


def _figure(span: tuple[int, int, bool], line: str) -> Figure:
    if line == "(aside)":
        return Figure(*span, right=(), missed=frozenset())
    given = [part.strip() for part in line.split(" | ")]
    given += _DEFAULTS[len(given) :]
    missed = frozenset(name for name, value in zip(FIELDS, given, strict=True) if value.startswith("!"))
    return Figure(*span, right=tuple(value.removeprefix("!") for value in given), missed=missed)


def _together(line: str) -> Together:
    mark = line[0] if line[0] in "!x" else ""
    kind, *members = line[len(mark) :].split()
    return Together(kind, frozenset(map(int, members)), mark)


@dataclass(frozen=True)
class Read:
    """What the program reads in a text: for each figure as annotated, and what is left over."""

    figures: tuple[tuple[str, ...] | None, ...]  # the fields of each figure, None where it is overlooked
    others: tuple[tuple[int, int], ...]  # figures that are not annotated
    relations: tuple[Together, ...]  # member 0: a figure that is not annotated


def read(case: Case) -> Read:
    """Read a case with the program; a figure that swallows its neighbour counts once."""
    document = read_text(case.text, published=case.published)
    report = extract_document(document)
    bindings = bind(document, report.quantities, find_mentions(document))
    rest = {quantity.id: quantity for quantity in report.quantities if quantity.is_claim}
    numbers: dict[str, int] = {}
    figures: list[tuple[str, ...] | None] = []
    for number, figure in enumerate(case.figures, start=1):
        at = next((q for q in rest.values() if q.start < figure.end and figure.start < q.end), None)
        figures.append(None if at is None else _worded(bindings[at.id], figure))
        if at is not None:
            numbers[at.id] = number
            del rest[at.id]
    relations = {
        (checked.relation.kind, frozenset(numbers.get(q.id, 0) for q in checked.relation.members))
        for checked in report.relations
    }
    others = tuple((quantity.start, quantity.end) for quantity in rest.values())
    return Read(tuple(figures), others, tuple(Together(*relation) for relation in sorted(relations, key=str)))


def _worded(binding: Binding, figure: Figure) -> tuple[str, ...]:
    """Write what the program reads in the words of the corpus."""
    if not figure.right:
        return ()
    area = f"{binding.area.name}{'*' if binding.area.inferred else ''}" if binding.area else "-"
    against = f" < {binding.compared_to or '-'}" if " < " in figure.right[FIELDS.index("period")] else ""
    return (
        binding.indicator.normal if binding.indicator else "-",
        area,
        f"{binding.period or '-'}{against}",
        binding.mood.value,
        binding.attribution.normal if binding.attribution else "-",
    )


def differences(case: Case) -> list[str]:
    """Return what the program reads otherwise than annotated, one plain line for each difference."""
    got = read(case)
    wrong: list[str] = []
    for number, (figure, fields) in enumerate(zip(case.figures, got.figures, strict=True), start=1):
        name = f"{number} {case.text[figure.start : figure.end]}"
        if (fields is None) is not figure.overlooked:
            wrong.append(f"{name}: {'overlooked' if fields is None else 'seen now, drop the mark'}")
        for field_name, right, value in zip(FIELDS, figure.right, fields or (), strict=False):
            if (right == value) is (field_name in figure.missed):
                known = field_name in figure.missed
                wrong.append(f"{name}: {field_name} is {right}, {'drop the mark' if known else f'read: {value}'}")
    wrong += [f"{case.text[a:b]}: taken for a figure" for a, b in got.others if not _overlaps(a, b, case.not_claims)]
    wrong += [f"{case.text[a:b]}: drop the mark" for a, b in case.not_claims if not _overlaps(a, b, got.others)]
    return [*wrong, *_about_relations(case, got)]


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < stop and first < end for first, stop in spans)


def _about_relations(case: Case, got: Read) -> Iterator[str]:
    for right in case.relations:
        expected = right.mark != "!"
        if _is_seen(right, got) is not expected:
            yield f"{right}: {'not seen' if expected else 'drop the mark'}"
    for other in got.relations:
        if not any(_covers(right, other) for right in case.relations):
            yield f"{other}: seen, not annotated"


def _is_seen(right: Together, got: Read) -> bool:
    return any(right.members == other.members and _alike(right.kind, other.kind) for other in got.relations)


def _covers(right: Together, other: Together) -> bool:
    """A relation that is seen is right where it is annotated, or is part of one that is."""
    if right.mark == "x":
        return right.members == other.members and right.kind == other.kind
    return other.members < right.members or (other.members == right.members and _alike(right.kind, other.kind))


def marked(case: Case) -> tuple[str, list[str]]:
    """Return the text and the notes of a case with the marks of known misses as they are now."""
    got = read(case)
    spans = [
        (f.start, f.end, "!" if fields is None else "") for f, fields in zip(case.figures, got.figures, strict=True)
    ]
    spans += [(start, end, "x") for start, end in got.others]
    text, at = "", 0
    for start, end, mark in sorted(spans):
        text += f"{case.text[at:start]}[{mark}{case.text[start:end]}]"
        at = end
    notes = [_note(figure, fields) for figure, fields in zip(case.figures, got.figures, strict=True)]
    for right in case.relations:
        if right.mark != "x":
            notes.append(f"={'' if _is_seen(right, got) else '!'} {right}")
    rights = [right for right in case.relations if right.mark != "x"]
    notes += [f"=x {other}" for other in got.relations if not any(_covers(right, other) for right in rights)]
    return text + case.text[at:], notes


def _note(figure: Figure, fields: tuple[str, ...] | None) -> str:
    if not figure.right:
        return "- (aside)"
    read_as = fields or figure.right
    given = [f"{'' if right == value else '!'}{right}" for right, value in zip(figure.right, read_as, strict=True)]
    while len(given) > len(FIELDS) - 2 and given[-1] == _DEFAULTS[len(given) - 1]:
        given.pop()
    return f"- {' | '.join(given)}"


def _update() -> None:
    """Write the marks of all files afresh."""
    for path in sorted(FOLDER.glob("*.md")):
        old = path.read_text("utf-8").splitlines()
        for case in reversed(list(parse(path.stem, path.read_text("utf-8")))):
            text, notes = marked(case)
            first, last = case.line - 1, case.line - 1 + case.text.count("\n") + 1 + len(case.lines)
            old[first:last] = [*(f"> {line}".rstrip() for line in text.split("\n")), *notes]
        path.write_text("\n".join(old) + "\n", "utf-8")
    cases.cache_clear()


def _alike(kind: str, other: str) -> bool:
    return _FAMILY.get(kind, kind) == _FAMILY.get(other, other)


if os.environ.get("UPDATE_SNAPSHOTS"):
    _update()


@pytest.mark.parametrize("case", cases(), ids=str)
def test_claims(case: Case) -> None:
    wrong = differences(case)
    assert not wrong, "\n".join([case.text, "", *wrong])


def test_corpus_is_large() -> None:
    passages = sum(case.is_passage for case in cases())
    assert passages >= 65
    assert len(cases()) - passages >= 420


def test_few_misses_are_known() -> None:
    """The share of what is known to be read wrongly may only go down."""
    figures = [figure for case in cases() for figure in case.figures]
    missed = sum(bool(figure.missed & {"indicator", "area"}) or figure.overlooked for figure in figures)
    assert missed <= 0.15 * len(figures)
