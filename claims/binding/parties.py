"""Polls: the shares of parties and candidates, and who was asked."""

from __future__ import annotations

from collections.abc import Sequence

from claims.binding.areas import Found
from claims.binding.attachment import Attachment
from claims.binding.items import Row
from claims.binding.reading import Reading
from claims.model import Kind

__all__ = ["is_party_share", "is_support", "is_surveyed"]

_NAMED = ("verb of a named thing", "name in a list", "phrase, at a figure")
_PERCENT = ("percent", "percentage_point")
_SURVEYS = frozenset({"poll", "survey", "polls", "surveys"})


def is_support(reading: Reading) -> bool:
    """Say whether a figure is the backing of a party or a candidate: the story is of none of them."""
    if reading.unit not in _PERCENT or reading.area is None or reading.phrase is None:
        return False
    words = reading.phrase.normal.split()
    return reading.area.code is None and (words == ["share"] or words[0] in ("support", "backing"))


def is_surveyed(row: Row, attachment: Attachment) -> bool:
    """Say whether a figure counts who was asked: "a poll of 1,540 adults"."""
    words = row.items[attachment.near[0].last].words if attachment.near and not attachment.near[0].empty else ()
    return bool(words) and words[-1].lower in _SURVEYS


def is_party_share(
    reading: Reading, attachment: Attachment, shared: Reading | None, named: Sequence[Found], after_count: bool
) -> bool:
    """Say whether a percentage of a named party follows nothing but counts: "The Greens were unchanged at 9%"."""
    if attachment.how not in _NAMED or reading.unit not in _PERCENT:
        return False
    if reading.kind not in (Kind.SHARE, Kind.LEVEL, Kind.PP_CHANGE):
        return False
    if shared is not None and shared.kind is not Kind.COUNT:
        return shared.topic is None and shared.unit in _PERCENT
    if not named or any(area.back or area.kind not in ("organisation", "person") for area in named):
        return False
    return shared is not None or after_count
