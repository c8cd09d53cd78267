"""What of a story goes into the archive, and what the archive remembers when a later story is checked.

A figure is kept when all of its cell is known and printed: what it is of, its area or none, its period, its unit. A
figure that a finding questions is not kept. The same cell is asked for later; nothing else is ever compared.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.document import Document
from claims.model import Kind, Mood, Quantity
from claims.patterns import regex
from claims.period import last_day
from reference.archive import Archive, Cell, Kept, Story
from verify.against.stated import GENERIC, Stated, of_context
from verify.finding import Report, Severity
from verify.overlap import findings_at
from verify.rules.rule import Context

__all__ = ["Recalled", "figures_of", "recall", "story_of"]

_KINDS = frozenset({Kind.LEVEL, Kind.COUNT, Kind.SHARE, Kind.RATIO, Kind.GROWTH_RATE, Kind.PP_CHANGE, Kind.RANK})
_WORDS = 2  # of a subject without a place
_REVISED = regex(
    r"\b(?:revis\w+|correct(?:ed|ion)|restat\w+|preliminary|provisional|updat\w+|initial\w*|so far|to date|"
    r"earlier (?:figure|estimate|report)|previously (?:reported|given|put)|first put)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Recalled:
    """An archived figure of the cell of one of the story's, which does not meet it."""

    quantity: Quantity
    kept: Kept
    doubt: str = ""  # why the difference may be honest


def story_of(document: Document) -> Story:
    """Return how a story is known in the archive: by its whole path, or the id it came with."""
    there = os.path.isfile(document.id)  # an id may be what no file can be called
    name = str(Path(document.id).resolve()) if there else document.id
    published = document.published.isoformat() if document.published else None
    digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Story(name or digest, document.title or "", published, digest)


def figures_of(context: Context, report: Report) -> list[Kept]:
    """Return the figures of a checked story that go into the archive."""
    questioned = {
        id
        for id, found in findings_at(report.quantities, report.findings).items()
        if any(f.severity is not Severity.NOTE for f in found)
    }
    for finding in report.findings:
        if finding.severity is not Severity.NOTE:
            questioned.update(finding.quantities)
    seen: set[tuple[Cell, str]] = set()
    kept = []
    for stated, cell in _cells(context):
        quantity = stated.quantity
        key = (cell, str(quantity.value))
        if quantity.id in questioned or quantity.value is None or key in seen:
            continue
        seen.add(key)
        binding = context.bindings.get(quantity.id)
        indicator = binding.indicator.text if binding and binding.indicator else quantity.noun
        kept.append(
            Kept(
                cell,
                indicator,
                quantity.surface,
                quantity.value,
                quantity.lenient,
                stated.place.passage,
                quantity.start,
            )
        )
    return kept


def _cells(context: Context) -> Iterator[tuple[Stated, Cell]]:
    for stated in of_context(context, ""):
        quantity = stated.quantity
        binding = context.bindings.get(quantity.id)
        if quantity.kind not in _KINDS or quantity.flaw is not None or quantity.range_with is not None:
            continue
        if binding is None or binding.mood is not Mood.FACT or stated.guessed & {"indicator"}:
            continue
        if stated.period is None or not stated.core - GENERIC:
            continue
        yield stated, Cell(" ".join(sorted(stated.core)), stated.area or "", _period(stated), _unit(quantity))


def _period(stated: Stated) -> str:
    basis = stated.basis or stated.compared_to or ""
    return (
        f"{stated.period} {basis}".strip()
        if stated.quantity.kind in (Kind.GROWTH_RATE, Kind.PP_CHANGE)
        else str(stated.period)
    )


def _unit(quantity: Quantity) -> str:
    """Return unit, kind and, of a change, direction: growth of 3 percent is no level of 3 percent."""
    unit = "count" if quantity.unit.startswith("count") or not quantity.unit else quantity.unit
    kind = "level" if quantity.kind in (Kind.LEVEL, Kind.COUNT) else str(quantity.kind)
    per = f" per {quantity.per}" if quantity.per else ""
    return f"{unit}{per} {kind} {quantity.direction or ''}".strip() if kind != "level" else f"{unit} {kind}"


def recall(context: Context, archive: Archive) -> tuple[Recalled, ...]:
    """Return the figures that an earlier story gave differently for the same cell, in text order."""
    mine = [(stated, cell) for stated, cell in _cells(context)]
    own = story_of(context.document)
    told: dict[Cell, set[str]] = {}
    for stated, cell in mine:
        told.setdefault(cell, set()).add(str(stated.quantity.value))
    remembered = archive.of_cells([cell for _, cell in mine])
    found = []
    for stated, cell in mine:
        coarse = len(told[cell]) > 1 or (not cell.area and len(stated.core - GENERIC) < _WORDS)
        if coarse or {"period", "area"} <= stated.guessed:
            continue  # the story has two figures for the cell itself, or little is known of it
        earlier = [k for k in remembered.get(cell, ()) if k.story is not None and _before(k.story, own)]
        newest = _newest(earlier)
        if newest and not any(k.interval.meets(stated.quantity.lenient) for k in newest):
            found.append(Recalled(stated.quantity, newest[0], _doubt(stated, newest[0])))
    return tuple(found)


def _before(story: Story, own: Story) -> bool:
    """Tell whether a story is another one and not later than this."""
    itself = story.name == own.name or story.sha256 == own.sha256
    moved = bool(own.title) and story.title == own.title and story.published == own.published
    later = None not in (story.published, own.published) and str(story.published) > str(own.published)
    return not itself and not moved and not later


def _newest(earlier: Sequence[Kept]) -> list[Kept]:
    """Return what the newest story has for the cell; of several figures in it, none is certain."""
    return [k for k in earlier if k.story == earlier[0].story] if earlier else []


def _doubt(stated: Stated, kept: Kept) -> str:
    if _REVISED.search(stated.place.passage) or _REVISED.search(kept.passage):
        return "one of the stories calls a figure revised, provisional or corrected"
    end = last_day(stated.period)
    published = kept.story.published if kept.story is not None else None
    if end is not None and published is not None and published <= end.isoformat():
        return "the period was not over when the earlier story appeared"
    if not stated.area:
        return "neither story says of what place or organisation"
    if "period" in stated.guessed or "area" in stated.guessed:
        return "area or period is carried over from another sentence"
    return ""
