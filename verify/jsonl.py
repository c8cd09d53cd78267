"""JSON Lines: records in, one report a line out, in order.

A record is `{"id", "text", "date"}`; `date` may be null or missing; instead of `text` it may have `headline`,
`deck`, `body` and `captions` (a list), joined by blank lines in this order, offsets counting in the whole.
`reference` may give figures of record inline, `against` the texts that the story was written from (`{"name", "text"}`
each); `"markup": "markdown"` says that `text` is Markdown. A record that cannot be read makes a line `{"id", "error"}`.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from claims.document import Block, BlockKind, Document
from claims.errors import FigurecheckError
from claims.patterns import regex
from claims.readers import MAX_BYTES, read_text, reread
from verify.publication import NO_DATES, Dates

if TYPE_CHECKING:
    from verify.against import SourceText

__all__ = ["BadRecordError", "Record", "error_line", "read_record", "read_records"]

_GAP = "\n\n"
_SURROGATE = regex("[\ud800-\udfff]")
_PARTS: tuple[tuple[str, BlockKind], ...] = (
    ("headline", "headline"),
    ("deck", "deck"),
    ("body", "paragraph"),
    ("captions", "caption"),
)
_MARKUP = {"none": "text", "markdown": "markdown"}
_TYPES = {
    dict: "an object",
    list: "a list",
    str: "a string",
    bool: "true or false",
    int: "a number",
    float: "a number",
}


class BadRecordError(FigurecheckError):
    """A record that cannot be read; carries the record's id where it has one."""

    def __init__(self, message: str, id: Any = None) -> None:
        super().__init__(message)
        self.id = id


@dataclass(frozen=True, slots=True)
class Record:
    """One story of the input, with the id it came with and figures of record of its own."""

    id: Any
    document: Document
    reference: Sequence[Mapping[str, Any]] | None = None
    against: Sequence[SourceText] = ()  # what the story was written from


def read_records(lines: Iterable[bytes | str], dates: Dates = NO_DATES) -> Iterator[Record | BadRecordError]:
    """Read records one at a time; blank lines are passed over."""
    for n, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield read_record(line, n, dates)
        except BadRecordError as bad:
            yield bad


def read_record(line: bytes | str, n: int = 1, dates: Dates = NO_DATES) -> Record:
    """Read one line; raises `BadRecordError`, which says what is wrong with line `n`."""
    data = _parse(line, n)
    id = data["id"] = _whole(data.get("id"))
    if isinstance(id, dict | list):
        raise BadRecordError(f"line {n}: “id” must be a string or a number", None)
    document = dates.read(lambda day: _document(data, n, day), own=_date(data, n))
    reference = data.get("reference")
    if reference is not None and not (isinstance(reference, list) and all(isinstance(row, dict) for row in reference)):
        raise BadRecordError(f"line {n}: “reference” must be a list of rows (objects)", id)
    return Record(id, document, reference, tuple(_against(data, n)))


def _against(data: dict[str, Any], n: int) -> Iterator[SourceText]:
    """Yield the sources that a record brings along."""
    given = data.get("against")
    if given is None:
        return
    from verify.against import source_of_text

    texts = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
    whole = all(isinstance(one.get("name"), str) and isinstance(one.get("text"), str) for one in texts)
    if not isinstance(given, list) or len(texts) < len(given) or not whole:
        raise BadRecordError(f"line {n}: “against” must be a list of {{“name”, “text”}}", data.get("id"))
    for one in texts:
        _check_size(one["text"], n, data.get("id"))
        try:
            yield source_of_text(_string(one, "text", n), _string(one, "name", n))
        except FigurecheckError as error:
            raise BadRecordError(f"line {n}: cannot read a source of the story: {error}", data.get("id")) from error


def _parse(line: bytes | str, n: int) -> dict[str, Any]:
    if len(line) > 4 * MAX_BYTES:
        raise BadRecordError(f"line {n}: longer than {4 * MAX_BYTES:,} bytes")
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line
        data = json.loads(text)
    except UnicodeDecodeError as error:
        raise BadRecordError(f"line {n}: not UTF-8 (byte {error.start})") from None
    except (ValueError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else "too deep or too long"
        raise BadRecordError(f"line {n}: not JSON: {what}") from None
    if not isinstance(data, dict):
        raise BadRecordError(f"line {n}: a record is an object, this is {_TYPES.get(type(data), 'null')}")
    return data


def _date(data: dict[str, Any], n: int) -> date | None:
    value = data.get("date")
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10])
    except (TypeError, ValueError):
        raise BadRecordError(f"line {n}: “date” must be like 2025-02-26 or null", data.get("id")) from None


def _document(data: dict[str, Any], n: int, published: date | None) -> Document:
    id = data.get("id")
    name = "" if id is None else str(id)
    if "text" in data:
        text = _string(data, "text", n)
        _check_size(text, n, id)
        markup = data.get("markup", "none")
        if not isinstance(markup, str) or markup not in _MARKUP:
            raise BadRecordError(f"line {n}: “markup” must be “none” or “markdown”", id)
        return reread(text, name, _MARKUP[markup], published)
    parts = [(kind, text) for key, kind in _PARTS for text in _part(data, key, n) if text.strip()]
    if not any(key in data for key, _ in _PARTS):
        raise BadRecordError(f"line {n}: needs “text”, or “headline”, “deck”, “body”, “captions”", id)
    whole = _GAP.join(text for _, text in parts)
    _check_size(whole, n, id)
    title = " ".join(_whole(str(data.get("headline") or "")).split()) or None
    return _tagged(read_text(whole, id=name, published=published, title=title), parts)


def _check_size(text: str, n: int, id: Any) -> None:
    if len(text) > MAX_BYTES:
        raise BadRecordError(f"line {n}: the text is longer than {MAX_BYTES:,} characters", id)


def _part(data: dict[str, Any], key: str, n: int) -> list[str]:
    value = data.get(key)
    if value is None:
        return []
    if key == "captions" and isinstance(value, list):
        if not all(isinstance(item, str) for item in value):
            raise BadRecordError(f"line {n}: “captions” must be a list of strings", data.get("id"))
        return value
    return [_string(data, key, n)]


def _string(data: dict[str, Any], key: str, n: int) -> str:
    value = data[key]
    if not isinstance(value, str):
        raise BadRecordError(
            f"line {n}: “{key}” must be a string, this is {_TYPES.get(type(value), 'null')}", data.get("id")
        )
    return str(_whole(value))


def _whole(value: Any) -> Any:
    """Replace halves of characters in a string: JSON can say one, nothing can print it."""
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def _tagged(document: Document, parts: Sequence[tuple[BlockKind, str]]) -> Document:
    """Give the blocks the kind of the part they came from; inside the body the reader's own kinds stand."""
    starts: list[int] = []
    at = 0
    for _, text in parts:
        starts.append(at)
        at += len(text) + len(_GAP)
    return replace(document, blocks=tuple(_tag(block, parts, starts) for block in document.blocks))


def _tag(block: Block, parts: Sequence[tuple[BlockKind, str]], starts: list[int]) -> Block:
    kind = parts[bisect_right(starts, block.start) - 1][0]
    if kind == "paragraph":
        kind = "paragraph" if block.kind in ("headline", "deck") else block.kind
    return replace(block, kind=kind)


def error_line(bad: BadRecordError) -> str:
    """Write the line that stands for an unreadable record."""
    return json.dumps({"id": bad.id, "error": str(bad)}, ensure_ascii=False, separators=(",", ":")) + "\n"
