"""Runs the cases of `tests/rules/<family>/<rule>.md` through the whole pipeline, without any reference.

A case is a heading, prose, a story and what is found in it; the list is exhaustive for errors and warnings:

    ## The weekday is a day off

    ```story 2024-10-10
    The fair opens on Wednesday, Oct. 8, 2024.
    ```

    ```findings
    error weekday-mismatch at "Wednesday" -> "Tuesday"
    ```

`none` stands for silence, the date of publication is optional, and so is the suggestion. A case that fails
prints the block it wants.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from claims.readers import read_text
from reference.rates import Rates, read_rates
from verify.finding import Finding, Severity
from verify.pipeline import check_document

FOLDER = Path(__file__).parent / "rules"
RATES = Rates((read_rates(Path(__file__).parent / "rates" / "weekly.csv"),), central_bank=False)
_HEADING = re.compile(r"^##+ (.+)$", re.MULTILINE)
_STORY = re.compile(r"^```story[ ]*(\d{4}-\d\d-\d\d)?[ ]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FINDINGS = re.compile(r"^```findings[ ]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r'(error|warning) ([a-z0-9-]+) at "(.*?)"(?: -> "(.*)")?')


@dataclass(frozen=True)
class Expected:
    severity: str
    rule: str
    at: str
    suggestion: str | None = None

    def __str__(self) -> str:
        arrow = f' -> "{self.suggestion}"' if self.suggestion is not None else ""
        return f'{self.severity} {self.rule} at "{self.at}"{arrow}'


@dataclass(frozen=True)
class Case:
    name: str
    story: str
    published: date | None
    findings: tuple[Expected, ...]


def parse_cases(markdown: str) -> list[Case]:
    """Read the cases of a file; raises `ValueError` for a case that nobody can read."""
    marks = [*_HEADING.finditer(markdown)]
    ends = [*(mark.start() for mark in marks[1:]), len(markdown)]
    sections = [(mark[1].strip(), markdown[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
    return [_case(name, body) for name, body in sections if "```" in body]


def _case(name: str, body: str) -> Case:
    stories, findings = _STORY.findall(body), _FINDINGS.findall(body)
    if len(stories) != 1 or len(findings) != 1:
        raise ValueError(f"“{name}” needs one story block and one findings block")
    day, text = stories[0]
    lines = [line.strip() for line in findings[0].splitlines() if line.strip()]
    expected = () if lines == ["none"] else tuple(_expected(name, line) for line in lines)
    if not lines:
        raise ValueError(f"“{name}”: write none where nothing is found")
    return Case(name, text.removesuffix("\n"), date.fromisoformat(day) if day else None, expected)


def _expected(name: str, line: str) -> Expected:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"“{name}”: cannot read {line!r}")
    return Expected(*match.groups())


def found(case: Case) -> list[tuple[Expected, Finding]]:
    report = check_document(read_text(case.story, published=case.published), store=None, rates=RATES)
    return [
        (
            Expected(
                finding.severity.value,
                finding.rule,
                case.story[finding.start : finding.end],
                finding.suggestions[0].replacement if finding.suggestions else None,
            ),
            finding,
        )
        for finding in report.findings
        if finding.severity is not Severity.NOTE
    ]


def _same(expected: Expected, actual: Expected) -> bool:
    fields = (expected.severity, expected.rule, expected.at) == (actual.severity, actual.rule, actual.at)
    return fields and expected.suggestion in (None, actual.suggestion)


def badly_worded(message: str) -> str:
    """Name what an editor would not print in a message, or return nothing."""
    if message[:1].islower():
        return "no capital"
    if re.search(r"(?<![\w.,])([\w.,%£$€]*\d[\w.,%£$€]*), not \1(?!\w|\.\d)", message):
        return "the same figure twice"
    if re.search(r"\.\d{5}", message):
        return "a long decimal"
    return "" if message[-1] in ".?" else "no full stop"


def _all_cases() -> list[object]:
    return [
        pytest.param(case, id=f"{path.relative_to(FOLDER).with_suffix('')}: {case.name}")
        for path in sorted(FOLDER.rglob("*.md"))
        for case in parse_cases(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", _all_cases())
def test_rule_case(case: Case) -> None:
    actual = found(case)
    fits = len(actual) == len(case.findings)
    for expected in case.findings:
        fits = fits and any(_same(expected, one) for one, _ in actual)
    wanted = "\n".join(str(one) for one, _ in actual) or "none"
    messages = "\n".join(f"  {finding.message}" for _, finding in actual)
    assert fits, f"“{case.name}”: what is found now is\n\n```findings\n{wanted}\n```\n{messages}"
    assert [(badly_worded(f.message), f.message) for _, f in actual if badly_worded(f.message)] == []


@pytest.mark.parametrize(
    "message", ["from 1 to 2 is 3.", "1 + 2 add up to 3, not 3.", "It is 3.14159, not 3.", "It is 3"]
)
def test_bad_wording_is_seen(message: str) -> None:
    assert badly_worded(message)


def test_the_parser_reads_a_case() -> None:
    cases = parse_cases(
        "# About\n\nProse.\n\n## One\n\nWhy.\n\n```story 2024-10-10\nTwo\nlines.\n```\n\n"
        '```findings\nerror a-rule at "Two" -> "Three"\nwarning b-rule at "lines"\n```\n\n'
        "## Two\n\n```story\nQuiet.\n```\n\n```findings\nnone\n```\n"
    )
    assert cases == [
        Case(
            "One",
            "Two\nlines.",
            date(2024, 10, 10),
            (Expected("error", "a-rule", "Two", "Three"), Expected("warning", "b-rule", "lines")),
        ),
        Case("Two", "Quiet.", None, ()),
    ]
    assert str(cases[0].findings[0]) == 'error a-rule at "Two" -> "Three"'


@pytest.mark.parametrize(
    ("markdown", "complaint"),
    [
        ("## X\n\n```story\na\n```\n", "one findings block"),
        ("## X\n\n```story\na\n```\n\n```findings\n```\n", "write none"),
        ("## X\n\n```story\na\n```\n\n```findings\nerror at\n```\n", "cannot read 'error at'"),
    ],
)
def test_the_parser_refuses_a_broken_case(markdown: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_cases(markdown)
