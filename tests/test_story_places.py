"""Reads `tests/corpus/story_places.txt`: whose figures are those of a sentence that names no place.

A line is how a story begins, and after a bar the place or body that it is of. To each is added a sentence that names
neither; what it counts must be of that place. Several answers that a reader may give are parted by a slash.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claims.binding import bind
from claims.periods import find_mentions
from claims.readers import read_text
from verify.pipeline import extract_document

TABLE = Path(__file__).parent / "corpus" / "story_places.txt"
FOLLOWING = " The work cost 3 million dollars last year. About 2,400 visitors were counted."


def _cases() -> list[tuple[str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(opening.strip(), place.strip()) for opening, _, place in (line.partition("|") for line in lines)]


@pytest.mark.parametrize(("opening", "place"), _cases())
def test_what_names_no_place_is_of_the_place_of_the_story(opening: str, place: str) -> None:
    document = read_text(opening + FOLLOWING, published=date(2025, 6, 12))
    found = extract_document(document).quantities
    bindings = bind(document, found, find_mentions(document))
    areas = [bindings[q.id].area for q in found if q.start > len(opening) and q.id in bindings]
    names = [area.name.removeprefix("the ") if area is not None else "-" for area in areas]
    assert names
    assert set(names) <= set(place.split("/")), names
