"""Correct stories of many trades, in `tests/corpus/clean/<trade>.md`: no error and no warning on any of them.

A passage is a heading, then these lines where they are wanted, then the story as a blockquote:

    Published: 2025-03-04            date of publication
    Sums: 64 / 50 * 100 = 128        the arithmetic behind the story, as proof that it is right
    Known: a reason                  a false alarm that is still to be mended; the test fails once it is

Every sum is worked out and compared at the precision of its right-hand side.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from claims.readers import read_text
from verify.finding import Finding, Severity
from verify.pipeline import check_document

FOLDER = Path(__file__).parent / "corpus" / "clean"
_FIELD = re.compile(r"^(Published|Sums|Known): (.+)$")
_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}


@dataclass(frozen=True)
class Passage:
    trade: str
    name: str
    text: str
    published: date | None = None
    sums: tuple[str, ...] = ()
    known: str | None = None

    def __str__(self) -> str:
        return f"{self.trade}: {self.name}"


def parse(trade: str, markdown: str) -> list[Passage]:
    """Read the passages of a file; raises `ValueError` for one without a story."""
    return [_passage(trade, section) for section in re.split(r"^## ", markdown, flags=re.MULTILINE)[1:]]


def _passage(trade: str, section: str) -> Passage:
    name, *lines = section.splitlines()
    fields = {match[1]: match[2] for line in lines if (match := _FIELD.match(line))}
    text = "\n".join(line[1:].removeprefix(" ") for line in lines if line.startswith(">"))
    if not text.strip():
        raise ValueError(f"{trade}: “{name}” has no story")
    return Passage(
        trade=trade,
        name=name.strip(),
        text=text,
        published=date.fromisoformat(fields["Published"]) if "Published" in fields else None,
        sums=tuple(part.strip() for part in fields["Sums"].split(";")) if "Sums" in fields else (),
        known=fields.get("Known"),
    )


def _value(node: ast.expr) -> Decimal:
    match node:
        case ast.Constant(value=int() | float() as value):
            return Decimal(str(value))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand)
        case ast.BinOp(left=left, op=sign, right=right):
            return _OPERATORS[type(sign)](_value(left), _value(right))
    raise ValueError(f"not a sum: {ast.dump(node)}")


def _adds_up(line: str) -> bool:
    left, _, right = line.partition("=")
    printed = Decimal(right.strip())
    half = Decimal(1).scaleb(int(printed.as_tuple().exponent)) / 2
    return abs(_value(ast.parse(left.strip(), mode="eval").body) - printed) <= half + Decimal("1e-12")


def alarms(passage: Passage) -> list[Finding]:
    report = check_document(read_text(passage.text, published=passage.published), store=None)
    return [finding for finding in report.findings if finding.severity is not Severity.NOTE]


def show(passage: Passage, finding: Finding) -> str:
    place = passage.text[finding.start : finding.end]
    return f"{finding.severity.value} {finding.rule} at “{place}”: {finding.message} {finding.explanation}"


PASSAGES = [
    passage for path in sorted(FOLDER.glob("*.md")) for passage in parse(path.stem, path.read_text(encoding="utf-8"))
]


def _cases() -> list[object]:
    return [
        pytest.param(
            passage,
            id=str(passage),
            marks=[pytest.mark.xfail(reason=passage.known, strict=True)] if passage.known else [],
        )
        for passage in PASSAGES
    ]


@pytest.mark.parametrize("passage", _cases())
def test_correct_story_is_passed_in_silence(passage: Passage) -> None:
    found = [show(passage, finding) for finding in alarms(passage)]
    assert not found, "\n".join([passage.text, "", *found])


@pytest.mark.parametrize("passage", [p for p in PASSAGES if p.sums], ids=str)
def test_sums_behind_the_story(passage: Passage) -> None:
    assert [line for line in passage.sums if not _adds_up(line)] == []
