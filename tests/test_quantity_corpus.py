"""The corpus of phrasings in tests/corpus/quantities/*.md: every mark must be read as stated, nothing else at all.

A line is ``- sentence with [marks] => value unit kind [direction] [hedge] [per=…] [flaw=…]; …``, one part a mark,
or ``=> none``. Spaces in units are written "_"; "number" is a bare number, "?" a value that cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from claims.model import Hedge, Quantity
from claims.periods import find_mentions
from claims.quantities import extract
from claims.readers import read_text

CORPUS = Path(__file__).parent / "corpus" / "quantities"
_MARK = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True)
class Case:
    """One line of the corpus."""

    name: str
    line: str

    @property
    def marked(self) -> str:
        return self.line[2:].rpartition(" => ")[0]


def cases() -> Iterator[Case]:
    """Yield the lines of all files, named by file, heading and number."""
    for path in sorted(CORPUS.glob("*.md")):
        heading = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("#"):
                heading = line.lstrip("# ")
            elif line.startswith("- "):
                yield Case(f"{path.stem}:{number}: {heading}", line)


def described(quantity: Quantity) -> str:
    """Write a quantity as the corpus does."""
    value = "?" if quantity.value is None else format(quantity.value.normalize(), "f")
    words = [value, (quantity.unit or "number").replace(" ", "_"), quantity.kind.value]
    words += [quantity.direction] if quantity.direction else []
    words += [quantity.hedge.value] if quantity.hedge is not Hedge.EXACT else []
    if quantity.per and not quantity.unit.startswith("per "):
        words.append("per=" + quantity.per.replace(" ", "_"))
    words += ["flaw=" + quantity.flaw] if quantity.flaw else []
    return " ".join(words)


def written(sentence: str) -> str:
    """Return the line that the corpus should hold for a sentence."""
    document = read_text(sentence)
    marked, at, parts = "", 0, []
    for quantity in extract(document, find_mentions(document)):
        if quantity.is_claim:
            marked += f"{sentence[at : quantity.start]}[{quantity.surface}]"
            at = quantity.end
            parts.append(described(quantity))
    return f"- {marked}{sentence[at:]} => {'; '.join(parts) or 'none'}"


CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_line_is_read_as_stated(case: Case) -> None:
    assert written(_MARK.sub(r"\1", case.marked)) == case.line


def test_corpus_is_large() -> None:
    marks = sum(len(_MARK.findall(case.marked)) for case in CASES)
    negatives = sum(case.line.endswith("=> none") for case in CASES)
    assert marks >= 600
    assert negatives >= 300
