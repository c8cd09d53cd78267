"""The reports of one part, as JSON Lines or as Parquet; the same stories give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from claims.extras import load
from verify.atomic import replacing
from verify.batch.guard import Answer
from verify.batch.inputs import Story

__all__ = ["FORMS", "Write", "writing"]

FORMS = ("parquet", "jsonl")
Write = Callable[[Story, Answer, str], None]  # story, answer, outlet
_ROWS = 256  # of a Parquet batch: bounds what is held in memory


@contextmanager
def writing(path: Path, form: str) -> Iterator[Write]:
    """Give a function that takes the stories of a part in order; the file is there when all of them are."""
    with replacing(path) as draft, _WRITERS[form](draft) as write:
        yield write


@contextmanager
def _json_lines(draft: Path) -> Iterator[Write]:
    with draft.open("wb") as stream:

        def write(story: Story, answer: Answer, source: str) -> None:
            stream.write(answer.report)

        yield write


@contextmanager
def _parquet(draft: Path) -> Iterator[Write]:
    arrow = load("pyarrow", "batch", "Parquet files need")
    parquet = load("pyarrow.parquet", "batch", "Parquet files need")
    schema = _schema(arrow)
    rows: list[dict[str, Any]] = []
    with parquet.ParquetWriter(draft, schema, compression="zstd") as writer:

        def flush() -> None:
            writer.write_table(arrow.Table.from_pylist(rows, schema))
            rows.clear()

        def write(story: Story, answer: Answer, source: str) -> None:
            rows.append(_row(story, answer, source))
            if len(rows) >= _ROWS:
                flush()

        yield write
        flush()


_WRITERS = {"jsonl": _json_lines, "parquet": _parquet}


def _row(story: Story, answer: Answer, source: str) -> dict[str, Any]:
    facts = answer.facts
    return {
        **facts,
        "place": story.place,
        "id": facts["id"] if isinstance(facts["id"], str) else json.dumps(facts["id"]),
        "source": source,
        "date": date.fromisoformat(facts["date"]) if facts["date"] else None,
        "report": answer.report.decode().rstrip("\n"),
    }


def _schema(arrow: Any) -> Any:
    text, number = arrow.string(), arrow.int32()
    finding = [("rule", text), ("code", text), ("severity", text), ("start", number), ("end", number)]
    finding += [("message", text), ("replacement", text)]
    return arrow.schema(
        [
            ("place", text),
            ("id", text),
            ("source", text),
            ("date", arrow.date32()),
            ("title", text),
            ("figures", number),
            ("checked_internally", number),
            ("checked_against_reference", number),
            ("errors", number),
            ("warnings", number),
            ("notes", number),
            ("findings", arrow.list_(arrow.struct(finding))),
            ("report", text),
        ]
    )
