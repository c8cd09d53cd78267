"""What a batch was asked to do: written first, so that going on with it does the same and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.errors import FigurecheckError
from verify.atomic import replacing
from verify.version import VERSION

__all__ = ["Manifest"]

_NAME = "batch.json"
_WORDS = {
    "version": "the version of figurecheck",
    "inputs": "the inputs",
    "form": "the output format",
    "chunk_bytes": "the chunk size",
    "time_limit": "the time limit",
    "reference": "the figures of record",
    "settings": "the settings",
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that the bytes of the output depend on."""

    inputs: tuple[tuple[str, int], ...]  # name and size
    form: str
    chunk_bytes: int
    time_limit: float
    reference: str | None  # hash of the sources
    settings: Mapping[str, Any]

    def data(self) -> dict[str, Any]:
        return {
            "version": VERSION,
            "inputs": [list(pair) for pair in self.inputs],
            "form": self.form,
            "chunk_bytes": self.chunk_bytes,
            "time_limit": self.time_limit,
            "reference": self.reference,
            "settings": dict(self.settings),
        }

    def begin(self, folder: Path) -> bool:
        """Write the manifest, or find the same one there; return whether an earlier run is gone on with.

        Raises:
            FigurecheckError: the folder holds another batch, or something else.
        """
        path = folder / _NAME
        if path.exists():
            self._compare(folder, path)
            return True
        if any(child.name != "reference.sqlite" for child in folder.iterdir()):
            raise FigurecheckError(f"{folder} is not empty and holds no batch: take an empty folder")
        with replacing(path) as draft:
            draft.write_text(json.dumps(self.data(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return False

    def _compare(self, folder: Path, path: Path) -> None:
        try:
            old = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise FigurecheckError(f"{path} cannot be read: {error}") from error
        now = self.data()
        other = [words for key, words in _WORDS.items() if old.get(key) != now[key]]
        if other:
            raise FigurecheckError(
                f"{folder} holds another batch, with other {', '.join(w.removeprefix('the ') for w in other)}: "
                "repeat its command to go on with it, or take an empty folder"
            )
