"""What one figure of a sentence shares with another: its indicator, its place, its share of a whole."""

from __future__ import annotations

from dataclasses import replace

from claims.binding.areas import Found
from claims.binding.attachment import Attachment
from claims.binding.compose import Composed
from claims.binding.parties import is_support
from claims.binding.reading import Reading, is_group, is_index
from claims.binding.scan import EARLIER
from claims.model import Kind, Phrase, Quantity

__all__ = [
    "is_another_share", "object_of", "other_amount", "own_noun", "place_forth", "share_place_back", "shared_reading",
    "unit_group",
]  # fmt: skip


def share_place_back(readings: dict[int, Reading]) -> None:
    """Read "sales rose 2 percent to 390 million tonnes in India": both are of India."""
    for reading in readings.values():
        first = readings.get(reading.with_figure) if reading.with_figure is not None else None
        if first is None or reading.area is None or reading.area_inferred:
            continue
        if reading.beside:
            continue  # "26 pupils, against 24 in Scotland"
        if reading.how == "some of them" or reading.kind in (Kind.SHARE, Kind.RATIO):
            continue  # "employs 2,700 people, one in five of them in Vilnius"
        if first.area is None or first.area_inferred:
            first.area, first.area_inferred = reading.area, False


def place_forth(readings: dict[int, Reading]) -> None:
    """Give a figure without a place that of the one before it: "Residents of Ashcombe pay £14 … voted by 21 to 17"."""
    before: Reading | None = None
    for reading in readings.values():
        bare = reading.area is None and reading.phrase is not None and not is_index(reading.phrase)
        bare = bare and reading.phrase is not None and not is_group(reading.phrase, _NOWHERE)
        if bare and before is not None and before.area is not None and reading.how not in ("age", *_OF_NO_PLACE):
            reading.area, reading.area_inferred = before.area, True
        elif reading.area is not None and reading.area.kind != "person" and not reading.against:
            before = reading if not is_support(reading) and reading.kind is not Kind.RANK else None


_NOWHERE = Found(0, 0, "", "")
_OF_NO_PLACE = ("respectively, of places", "average elsewhere", "lead")


def object_of(topic: Phrase | None, shared: Reading) -> Phrase | None:
    """Return what "they" are after "The garden division had sales of 3 billion": its object, and not the subject."""
    return replace(topic, normal=" ".join(shared.suffix)) if topic is not None and shared.suffix else topic


def is_another_share(reading: Reading, shared: Reading, attachment: Attachment) -> bool:
    """Say whether a percentage is the same share of another: "Chile with 19.8 percent, Peru had 11.9 percent"."""
    alone = attachment.part is None and attachment.predicate is None and attachment.share_of is None
    percent = reading.unit == "percent" and reading.kind in (Kind.SHARE, Kind.LEVEL)
    return alone and percent and shared.kind is Kind.SHARE and shared.unit == "percent"


def other_amount(shared: Reading, reading: Reading) -> bool:
    amounts = (Kind.COUNT, Kind.LEVEL)
    if shared.kind not in amounts or reading.kind not in amounts:
        return False
    if not reading.unit and shared.kind is Kind.LEVEL:
        return len(shared.unit) == 3 and shared.unit.isupper()  # "bought 207 million kilos, Egypt took 89 million"
    return unit_group(shared) != unit_group(reading)


def unit_group(reading: Reading) -> str:
    further = reading.kind is Kind.ABSOLUTE_CHANGE and not reading.unit  # "It has ordered 12 more"
    return "count" if reading.kind is Kind.COUNT or further else reading.unit.partition(":")[0]


def own_noun(quantity: Quantity | None) -> Phrase | None:
    """Return the counted noun that stands inside a figure: "60,000 passengers a day"."""
    if quantity is None or quantity.noun_span is None or not quantity.noun or quantity.kind is not Kind.RATIO:
        return None
    start, end = quantity.noun_span
    if not quantity.start <= start < end <= quantity.end:
        return None
    return Phrase(start=start, end=end, text=quantity.noun, normal=quantity.noun.lower())


def shared_reading(
    attachment: Attachment, composed: Composed, readings: dict[int, Reading], previous: Reading | None
) -> Reading | None:
    """Return the reading of the earlier figure that this one is measured with."""
    if attachment.carry is not None and attachment.carry != EARLIER:
        return readings.get(attachment.carry)
    if attachment.carry is None and attachment.chain is not None and not composed.points_back:
        return previous  # for its area
    return None
