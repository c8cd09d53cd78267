"""One part of a batch: the stories of a chunk are checked, written, and counted; the count makes it finished.

This runs where Dask sends it: in the process of the command or on another machine that sees the same folders.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.errors import FigurecheckError
from verify.atomic import replacing
from verify.batch.guard import Answer, Guard
from verify.batch.inputs import Chunk, Story, stories_of
from verify.batch.output import writing
from verify.batch.tally import Tally
from verify.version import VERSION

__all__ = ["Folder", "Task", "finished", "work"]


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the files of a batch lie."""

    path: Path

    def reports(self, number: int, form: str) -> Path:
        return self.path / "reports" / f"part-{number:06d}.{form}"

    def quarantine(self, number: int) -> Path:
        return self.path / "quarantine" / f"part-{number:06d}.jsonl"

    def tally(self, number: int) -> Path:
        return self.path / "parts" / f"part-{number:06d}.json"

    def make(self) -> None:
        for name in ("reports", "quarantine", "parts"):
            (self.path / name).mkdir(parents=True, exist_ok=True)


@dataclass(frozen=True, slots=True)
class Task:
    """What is the same for all parts of a batch."""

    folder: str
    form: str
    settings: Mapping[str, Any]
    time_limit: float
    version: str = VERSION


def finished(folder: Folder, chunk: Chunk) -> Tally | None:
    """Return the count of a part that is finished, ``None`` where it is still to be done."""
    try:
        data = json.loads(folder.tally(chunk.number).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise FigurecheckError(f"{folder.tally(chunk.number)} cannot be read: {error}") from error
    if data["chunk"] != _place(chunk):
        raise FigurecheckError(f"{chunk.source} has changed since the batch began: take another folder for it")
    return Tally.of(data)


def work(task: Task, chunk: Chunk) -> dict[str, Any]:
    """Do a part and return its count; doing it again gives the same files.

    Raises:
        FigurecheckError: files cannot be read or written, or no checker can be started.
    """
    if task.version != VERSION:
        raise FigurecheckError(f"a worker runs figurecheck {VERSION}, the batch {task.version}")
    folder = Folder(Path(task.folder))
    tally = Tally()
    rejected: list[str] = []
    try:
        reports = folder.reports(chunk.number, task.form)
        with Guard(task.settings, task.time_limit) as guard, writing(reports, task.form) as write:
            for story in stories_of(chunk):
                answer = guard.check(story)
                if answer.reason is None:
                    write(story, answer, answer.facts["source"] or chunk.source)
                    tally.add(answer.facts, chunk.source)
                else:
                    rejected.append(_rejected(story, answer))
                    tally.set_aside(chunk.source, answer.reason)
        if tally.seen != chunk.stories:
            raise FigurecheckError(f"{chunk.source} has changed since the batch began: take another folder for it")
        _set_aside(folder.quarantine(chunk.number), rejected)
        data = {"chunk": _place(chunk), **tally.data()}
        with replacing(folder.tally(chunk.number)) as draft:
            draft.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        place = error.filename or task.folder
        raise FigurecheckError(f"cannot write {place}: {error.strerror or error}") from error
    return data


def _place(chunk: Chunk) -> dict[str, Any]:
    return {"source": chunk.source, "first": chunk.first, "stories": chunk.stories, "bytes": chunk.size}


def _rejected(story: Story, answer: Answer) -> str:
    """Write a story that was set aside: where it stands, why, and the record itself, so that it can be mended."""
    data: dict[str, Any] = {"place": story.place, "id": answer.facts["id"], "reason": answer.reason}
    if not story.path:
        data["record"] = story.line.decode("utf-8", "replace")
    return json.dumps(data, ensure_ascii=False) + "\n"


def _set_aside(path: Path, rejected: list[str]) -> None:
    if not rejected:
        path.unlink(missing_ok=True)  # of an earlier try at this part
        return
    with replacing(path) as draft:
        draft.write_text("".join(rejected), encoding="utf-8", newline="\n")
