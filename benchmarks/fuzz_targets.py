"""What is fuzzed by coverage: for each kind of input where it starts, how it is recombined, what must hold of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks import fuzz_checks as checks
from benchmarks import fuzz_seeds as seeds
from benchmarks.fuzz_recombine import changed_json, changed_package, changed_toml, changed_xml, recombined, words_of
from claims.errors import FigurecheckError

__all__ = ["TARGETS", "Target"]


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of input. `check` takes a folder to write in and an input; it raises where something does not hold."""

    name: str
    share: int  # of the inputs of a run of all targets, in percent
    longest: int  # bytes
    seeds: Callable[[], list[bytes]]
    recombine: Callable[[random.Random, bytes], bytes]
    check: Callable[[Path, bytes], None]


@cache
def _texts() -> tuple[list[str], list[str]]:
    stories = seeds.stories()
    return words_of(stories), [line for text in stories for line in text.splitlines() if line.strip()]


def _text(chance: random.Random, text: str) -> str:
    return recombined(chance, text, *_texts())


def _story(chance: random.Random, data: bytes) -> bytes:
    return _text(chance, data.decode("utf-8", "replace")).encode("utf-8", "replace")


def _like(good: Callable[[], list[bytes]]) -> Callable[[random.Random, bytes], bytes]:
    """Return what recombines inputs of a kind of text file: its own words and lines, and those of figures."""

    @cache
    def own() -> tuple[list[str], list[str]]:
        texts = [data.decode("utf-8", "replace") for data in good()]
        return words_of(texts), [line for text in texts for line in text.splitlines() if line.strip()]

    def recombine(chance: random.Random, data: bytes) -> bytes:
        return recombined(chance, data.decode("utf-8", "replace"), *own()).encode("utf-8", "replace")

    return recombine


_SETTINGS_LINES = _like(seeds.configurations)


def _json(chance: random.Random, data: bytes) -> bytes:
    try:
        return changed_json(chance, data, _texts()[0])
    except (ValueError, RecursionError):
        return seeds.mutated(chance, data)


def _settings(chance: random.Random, data: bytes) -> bytes:
    try:
        return changed_toml(chance, data, _texts()[0])
    except (ValueError, RecursionError):
        return _SETTINGS_LINES(chance, data)


def _word(chance: random.Random, data: bytes) -> bytes:
    try:
        return changed_package(chance, data, lambda part: changed_xml(chance, part, lambda text: _text(chance, text)))
    except ValueError:
        return seeds.mutated(chance, data)


def _pdf(chance: random.Random, data: bytes) -> bytes:
    if chance.random() < 0.5:
        return seeds.mutated(chance, data)
    return _text(chance, data.decode("latin-1")).encode("latin-1", "replace")


def _both_tables(folder: Path, data: bytes) -> None:
    """Take a table as figures of record, and as the table that a story was written from."""
    with suppress(FigurecheckError):
        checks.source(folder, "table.csv", data)
    checks.table(folder, data)


def _check_story(folder: Path, data: bytes) -> None:
    checks.story(data.decode("utf-8", "replace"), thorough=checks.is_one_in(20, data))


def _check_file(name: str, one_in: int) -> Callable[[Path, bytes], None]:
    """Return what reads a file of this name and, of so many, checks what one of them says."""

    def check(folder: Path, data: bytes) -> None:
        checks.document(data, name, check=checks.is_one_in(one_in, data))

    return check


def _check_settings(folder: Path, data: bytes) -> None:
    if checks.is_one_in(4, data):
        checks.settings(folder, "pyproject.toml", b"[tool.figurecheck]\n" + data)
    else:
        checks.settings(folder, "figurecheck.toml", data)


def _check_sarif(folder: Path, data: bytes) -> None:
    checks.sarif(data.decode("utf-8", "replace"), "a.md" if checks.is_one_in(3, data) else "ä b.txt")


def _stories() -> list[bytes]:
    return [text.encode() for text in seeds.stories()]


TARGETS = {
    target.name: target
    for target in (
        Target("text", 10, 600, _stories, _story, _check_story),
        Target("html", 6, 1_500, seeds.pages, _like(seeds.pages), _check_file("a.html", 3)),
        Target("docx", 4, 60_000, seeds.word_files, _word, _check_file("a.docx", 3)),
        Target("pdf", 12, 3_000, seeds.pdf_files, _pdf, _check_file("a.pdf", 3)),
        Target("csv", 4, 3_000, seeds.tables, _like(seeds.tables), _both_tables),
        Target("json", 34, 8_000, seeds.json_documents, _json, checks.json_file),
        Target("config", 26, 1_500, seeds.configurations, _settings, _check_settings),
        Target("sarif", 4, 600, _stories, _story, _check_sarif),
    )
}
