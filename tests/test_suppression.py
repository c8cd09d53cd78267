"""Accepted findings: comments in the text, baselines, and what no longer applies."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from claims.readers import read_text
from verify.finding import Finding, Report, Severity
from verify.fingerprint import fingerprints
from verify.report.text import to_text
from verify.suppression import BaselineError, Suppression, apply, baseline_text, read_baseline, read_comments

RULE = "percent-change-mismatch"


def report_of(text: str, *words: str) -> Report:
    findings = tuple(
        Finding(
            rule=RULE,
            code="CHG101",
            severity=Severity.ERROR,
            diagnosis=(),
            start=text.index(word),
            end=text.index(word) + len(word),
            message=f"{word} does not fit",
        )
        for word in words
    )
    return Report(document=read_text(text), quantities=(), claims=(), relations=(), findings=findings)


def comment(rest: str) -> str:
    return f"<!-- figurecheck: {rest} -->"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"Up 5 percent. {comment(f'ignore {RULE}')}\n\nDown 7 percent.", ["7 percent"]),
        (f"{comment('ignore CHG101')}\n\nUp 5 percent.\n\nDown 7 percent.", ["7 percent"]),
        (f"Up 5 percent.\n{comment(f'ignore other-rule, {RULE}')}\n\nDown 7 percent.", ["7 percent"]),
        (f"Up 5 percent.\n\n{comment(f'ignore {RULE}')}\nDown 7 percent.", ["5 percent"]),
        (f"Up 5 percent.\n\nDown 7 percent.\n\n{comment(f'ignore-file {RULE}')}", []),
        (f"Up 5 percent. {comment('ignore other-rule')}\n\nDown 7 percent.", ["5 percent", "7 percent"]),
        (f"Up 5 percent. {comment('ignore')}\n\nDown 7 percent.", ["5 percent", "7 percent"]),
        (f"Up 5 percent.\n\nDown 7 percent.\n\n{comment(f'ignore {RULE}')}", ["5 percent", "7 percent"]),
    ],
)
def test_a_comment_speaks_for_its_paragraph(text: str, kept: list[str]) -> None:
    report, _ = apply(report_of(text, "5 percent", "7 percent"))
    assert [text[f.start : f.end] for f in report.findings] == kept


def test_reason_and_last_day() -> None:
    text = "Up 5 percent. " + comment(f'ignore {RULE} reason="the agency, rounds" until=2026-12-31')
    [suppression] = read_comments(read_text(text))
    assert (suppression.rules, suppression.reason, suppression.until) == (
        (RULE,),
        "the agency, rounds",
        date(2026, 12, 31),
    )


@pytest.mark.parametrize(("today", "kept"), [(date(2026, 12, 31), 0), (date(2027, 1, 1), 1)])
def test_it_holds_until_its_last_day(today: date, kept: int) -> None:
    text = "Up 5 percent. " + comment(f"ignore {RULE} until=2026-12-31")
    report, [suppression] = apply(report_of(text, "5 percent"), today=today)
    assert len(report.findings) == kept
    assert suppression.expired is bool(kept)


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (f"ignore {RULE} reason=why", "Accepted 1 of percent-change-mismatch at line 1: why."),
        ("ignore other-rule", "Suppression of other-rule at line 1 hides nothing: it can go."),
        (f"ignore {RULE} until=2020-01-01", "ran out on 2020-01-01"),
        (f"ignore {RULE} until=soon", "does nothing: “soon” is no date"),
        ("ignore", "does nothing: names no rule"),
    ],
)
def test_the_report_tells_what_became_of_it(rest: str, words: str) -> None:
    report, suppressions = apply(report_of("Up 5 percent. " + comment(rest), "5 percent"), today=date(2025, 1, 1))
    assert words in " ".join(to_text(report, suppressions=suppressions).split())


def test_a_baseline_hides_what_it_was_written_from(sample_report: Report, tmp_path: Path) -> None:
    path = tmp_path / "accepted.json"
    path.write_text(baseline_text([sample_report], "known"), encoding="utf-8")
    report, [suppression] = apply(sample_report, read_baseline(path))
    assert report.findings == ()
    assert (suppression.used, suppression.reason) == (1, "known")
    other = replace(sample_report, findings=())
    _, [unused] = apply(other, read_baseline(path))
    assert unused.used == 0


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", r"accepted\.json:1:2: not JSON"),
        ("[]", "expected"),
        ('{"accepted": [{}]}', "entry 1: needs a “fingerprint”"),
        ('{"accepted": [{"fingerprint": "ab", "until": "x"}]}', "entry 1: “x” is no date"),
        ('{"accepted": [{"fingerprint": "ab", "until": 2026}]}', "entry 1: “2026” is no date"),
        ("[" * 100_000, r"accepted\.json: not JSON that can be read"),
        ("9" * 5_000, r"accepted\.json: not JSON that can be read"),
    ],
)
def test_a_broken_baseline_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "accepted.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError, match=complaint):
        read_baseline(path)


def test_a_missing_baseline_is_named(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="cannot read the baseline"):
        read_baseline(tmp_path / "none.json")


def test_fingerprints_stay_when_other_sentences_change() -> None:
    before = report_of("Sales rose 5 percent. The town is old.\n\nProfit fell 7 percent.", "5 percent", "7 percent")
    after = report_of(
        "A new start.\n\nProfit  fell 7 percent. More.\n\nSales rose 5 percent.", "5 percent", "7 percent"
    )
    assert fingerprints(before.document, before.findings) == fingerprints(after.document, after.findings)


def test_fingerprints_tell_findings_apart() -> None:
    text = "Sales rose 5 percent, profit 7 percent."
    report = report_of(text, "5 percent", "7 percent", "5 percent")
    edited = report_of(text.replace("Sales", "Costs"), "5 percent")
    names = [*fingerprints(report.document, report.findings), *fingerprints(edited.document, edited.findings)]
    assert len(set(names)) == 4
    assert all(len(name) == 16 for name in names)


def test_baseline_text_is_json(sample_report: Report) -> None:
    [entry] = json.loads(baseline_text([sample_report]))["accepted"]
    assert entry["document"] == "ports.txt"


def test_nothing_is_found_in_a_comment() -> None:
    text = "Up 5 percent. " + comment('ignore other-rule reason="really 7 percent"')
    report, _ = apply(report_of(text, "5 percent", "7 percent"))
    assert [text[f.start : f.end] for f in report.findings] == ["5 percent"]


def test_suppressions_without_findings_cost_nothing() -> None:
    report = report_of("No figures here.")
    assert apply(report) == (report, ())
    assert Suppression(rules=("x",)).data()["where"] == "text"


def test_a_new_baseline_keeps_the_reasons_of_the_old(sample_report: Report) -> None:
    [name] = fingerprints(sample_report.document, sample_report.findings)
    old = Suppression(fingerprint=name, rules=(RULE,), reason="the agency rounds", until=date(2030, 1, 1))
    [entry] = json.loads(baseline_text([sample_report], "new", before=[old]))["accepted"]
    assert (entry["reason"], entry["until"]) == ("the agency rounds", "2030-01-01")
    [renewed] = json.loads(baseline_text([sample_report], "new", before=[replace(old, expired=True)]))["accepted"]
    assert renewed["reason"] == "new"
    assert "until" not in renewed


@pytest.mark.parametrize(
    ("document", "used", "stays"), [("ports.txt", 0, False), ("ports.txt", 1, True), ("other.txt", 0, True)]
)
def test_what_a_new_baseline_takes_over(sample_report: Report, document: str, used: int, stays: bool) -> None:
    old = Suppression(fingerprint="0" * 16, rules=(RULE,), document=document, used=used, reason="r")
    clean = replace(sample_report, findings=())
    assert bool(json.loads(baseline_text([clean], before=[old]))["accepted"]) is stays


@pytest.mark.parametrize(("document", "told"), [(None, 1), ("ports.txt", 1), ("other.txt", 0)])
def test_an_unused_entry_is_told_with_its_own_story(sample_report: Report, document: str | None, told: int) -> None:
    entry = Suppression(fingerprint="0" * 16, document=document)
    assert len(apply(sample_report, [entry])[1]) == told
