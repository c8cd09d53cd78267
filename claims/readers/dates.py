"""The date a text was published and the date of its dateline, where the text says them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from claims.document import Block
from claims.patterns import regex

__all__ = ["find_dateline", "find_published", "read_date"]

_MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    regex(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"),
    regex(rf"\b{_MONTH}\s{{1,3}}{_DAY}(?:,?\s{{1,3}}{_YEAR})?\b", re.I),
    regex(rf"\b{_DAY}\s{{1,3}}{_MONTH}(?:,?\s{{1,3}}{_YEAR})?\b", re.I),
)
_DATELINE = regex(r"(?P<place>[^\W\d_][^\n]{0,60}?)\s{0,2}(?:--|—|–| - |:\s)")
_FIELD = regex(r"\W{0,3}(?:date|published|updated|posted|last updated)\b(?:\s+on)?\W{1,3}", re.I)
_HEAD_BLOCKS = 6
_FIELDS = 60  # lines of front matter


def read_date(text: str, near: date | None = None) -> tuple[date, int, int] | None:
    """Return the first date in a short text with its span; a date without a year is put nearest to `near`."""
    found = []
    for form in _FORMS:
        match = form.search(text)
        while match:
            day = _to_date(match.groupdict(), near)
            if day:
                found.append((match.start(), -match.end(), day))
                break
            match = form.search(text, match.end())
    if not found:
        return None
    start, end, day = min(found)
    return day, start, -end


def _to_date(parts: dict[str, str | None], near: date | None) -> date | None:
    month = int(parts["number"] or 0) if "number" in parts else _MONTHS[str(parts["month"]).lower()]
    day = int(parts["day"] or 0)
    if parts.get("year"):
        return _safe(int(parts["year"] or 0), month, day)
    if near is None:
        return None
    choices = [d for year in (near.year - 1, near.year, near.year + 1) if (d := _safe(year, month, day))]
    return min(choices, key=lambda d: abs(d - near), default=None)


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_published(text: str, blocks: Sequence[Block]) -> date | None:
    """Return the date of publication that the head of the text states."""
    fields = [block for block in blocks[_HEAD_BLOCKS:_FIELDS] if block.kind == "front_matter"]
    for block in [*blocks[:_HEAD_BLOCKS], *fields]:
        line = text[block.start : min(block.end, block.start + 160)]
        field = _FIELD.match(line)
        if field and (found := read_date(line[field.end() : field.end() + 30])) and found[1] <= 12:
            return found[0]
        if block.kind == "front_matter" and not re.match(r"[\w-]+\s*:", line) and (found := read_date(line)):
            return found[0]
    dateline = find_dateline(text, blocks, None)
    return dateline[0] if dateline else None


def find_dateline(text: str, blocks: Sequence[Block], published: date | None) -> tuple[date, int, int] | None:
    """Return the date of the dateline ("BEIJING, Feb. 25 (Xinhua) --") and the span of the dateline."""
    for block in blocks[:_HEAD_BLOCKS]:
        if block.kind != "paragraph":
            continue
        head = _DATELINE.match(text, block.start, min(block.end, block.start + 90))
        if not head or not _is_place(head.group("place")):
            continue
        found = read_date(head.group("place"), published)
        if found and (published is None or abs(found[0] - published) < timedelta(days=120)):
            return found[0], block.start, head.end()
    return None


def _is_place(words: str) -> bool:
    """Tell whether the opening is a place in capitals ("NEW YORK, March 3"), not the start of a sentence."""
    first = re.match(r"[^\W\d_]+", words)
    return bool(first) and first.group().isupper() and len(first.group()) > 2  # type: ignore[union-attr]
