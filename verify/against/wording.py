"""What is said of a figure and its sources: the message, and the passages side by side."""

from __future__ import annotations

from collections.abc import Iterator

from verify.against.stated import Stated
from verify.against.trace import Trace
from verify.finding import Evidence

__all__ = ["beside", "differs", "told"]

_WHY = {
    "digit-typo": "the digits look like a slip of the keys",
    "scale": "another scale word",
    "power-of-ten": "the decimal point is out of place",
    "teen-ty": "-teen and -ty sound alike",
    "percent-for-points": "percent and percentage points are not the same",
    "direction": "it goes the other way",
    "unit-prefix": "another prefix of the unit",
}
_LONGEST = 240  # characters of a passage that are quoted


def differs(trace: Trace) -> str:
    """Say in one sentence what the source has in place of the story's figure."""
    first, *others = trace.places
    slug = trace.diagnosis[0]
    printed = trace.quantity.surface
    if trace.sum:
        text = f"The sources make it {trace.sum}, not {printed} ({first.place})"
    elif slug == "direction":
        text = f"{printed[0].upper()}{printed[1:]} is {_way(first)} in {first.place}"
    else:
        text = f"The story has {printed} where {first.place} has {first.quantity.surface}"
    if others and slug in ("previous-period", "wrong-category"):
        what = others[0].period if slug == "previous-period" else " ".join(sorted(others[0].core))
        return f"{text}; {others[0].quantity.surface} stands there for {what}."
    why = _WHY.get(slug)
    return f"{text}: {why}." if why else f"{text}."


def _way(stated: Stated) -> str:
    return "a rise" if stated.quantity.direction == "up" else "a fall"


def beside(trace: Trace) -> Iterator[Evidence]:
    """Yield the passages of the sources, each once."""
    seen: set[tuple[str, int, str]] = set()
    for stated in trace.places:
        place = stated.place
        key = (place.file, place.line, place.passage)
        if key in seen:
            continue
        seen.add(key)
        words = place.passage if len(place.passage) <= _LONGEST else f"{place.passage[:_LONGEST].rstrip()} …"
        value = stated.quantity.value
        yield Evidence(
            kind="source",
            text=f"{place}: {words}",
            period=stated.period,
            value=None if value is None else format(value, "f"),
        )


def told(trace: Trace) -> str:
    """Say where a figure was found or how it follows from the sources, in a few words."""
    places = list(dict.fromkeys(str(stated.place) for stated in trace.places))
    where = "; ".join(places[:3]) + (" …" if len(places) > 3 else "")
    if trace.outcome == "derived":
        return f"{trace.sum} ({where})"
    return f"{trace.places[0].quantity.surface} in {where}" if trace.places else "in none of the sources"
