"""What a worker process does with a request: the same check as on the command line, settings opened once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claims.errors import FigurecheckError
from claims.readers import decode, read_bytes
from claims.readers.formats import format_of
from verify.commands.stories import Checker
from verify.config import Config
from verify.jsonl import read_record
from verify.pipeline import extract_document
from verify.publication import Dates
from verify.report import Result, face
from verify.report.json import report_data
from verify.server.marks import marks_data

if TYPE_CHECKING:
    from reference.store import Store

__all__ = ["Answer", "check", "extract", "mark", "read", "ready", "search"]

_EDITED = ("text", "markdown")  # formats that a person edits as they are
_PAGE_WIDTH = 96  # cells of the report as text


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of a response, or why there is none: `status` 200 or 422."""

    body: bytes
    status: int = 200


def _answered(answer: Callable[[], str | dict[str, Any]]) -> Answer:
    try:
        content = answer()
    except FigurecheckError as error:
        return Answer(str(error).removeprefix("line 1: ").encode("utf-8", "replace"), 422)
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Answer(text.encode("utf-8", "replace"))


class _Settled:
    """A configuration compared by its content, so that a worker opens its record once."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._key = repr(config)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Settled) and self._key == other._key


@lru_cache(maxsize=4)
def _checker(settled: _Settled) -> Checker:
    return Checker.of(settled.config)


def _dates(config: Config) -> Dates:
    return Dates(None, config.date)


def _result(config: Config, story: str) -> Result:
    return _checker(_Settled(config)).result(read_record(story, dates=_dates(config)))


def _read(config: Config, story: str) -> Result:
    record = read_record(story, dates=_dates(config))
    return Result(extract_document(record.document), (), record.id)


def ready(config: Config) -> bool:
    """Load the checker and the record, so that the first request does not wait for them."""
    _result(config, '{"text": "All quiet."}')
    return True


def check(config: Config, story: str, form: str) -> Answer:
    """Check a story, a record of JSON Lines, and write the report in a format."""

    def answer() -> str | dict[str, Any]:
        result = _result(config, story)
        if form != "json":
            return face(form).one(result, _PAGE_WIDTH, False)
        data = report_data(result.report, result.suppressions)
        return data if result.id is None else data | {"id": result.id}

    return _answered(answer)


def mark(config: Config, story: str, judge: bool) -> Answer:
    """Check a story, or only read it, and return what a page shows at its figures."""
    return _answered(lambda: marks_data(_result(config, story) if judge else _read(config, story)))


def extract(config: Config, story: str) -> Answer:
    """Read the figures of a story without judging them."""

    def answer() -> dict[str, Any]:
        record = read_record(story, dates=_dates(config))
        data = report_data(extract_document(record.document))
        return data if record.id is None else data | {"id": record.id}

    return _answered(answer)


def read(config: Config, data: bytes, name: str) -> Answer:
    """Return the words of a file, whatever its format; those of a text or Markdown file with their markup, to edit."""

    def answer() -> dict[str, Any]:
        document = read_bytes(data, name=name)
        text = decode(data, name=name) if format_of(data, name).name in _EDITED else document.text
        published = document.published.isoformat() if document.published else None
        return {"name": name, "text": text, "title": document.title, "published": published}

    return _answered(answer)


def search(config: Config, words: str, limit: int) -> Answer:
    """Find series and areas of the record by the words of their names."""

    def answer() -> dict[str, Any]:
        store = _checker(_Settled(config)).sources.store()
        return {"query": words, "hits": _hits(store, words, limit) if store else []}

    return _answered(answer)


def _hits(store: Store, words: str, limit: int) -> list[dict[str, Any]]:
    hits = []
    for hit in store.search(words, limit):
        series = store.indicator(hit.id) if hit.what == "indicator" else None
        hits.append(
            {
                "what": hit.what,
                "id": hit.id,
                "label": hit.label,
                "unit": series.unit if series else None,
                "dataset": series.dataset if series else None,
            }
        )
    return hits
