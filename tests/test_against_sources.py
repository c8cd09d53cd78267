"""Stories beside their sources: `tests/corpus/against/*.md`, every right story and every slip of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims.readers import read_text
from verify.against import SourceText, read_source
from verify.beside import Beside
from verify.cli import cli
from verify.finding import Finding, Report
from verify.pipeline import check_document

FOLDER = Path(__file__).parent / "corpus" / "against"
PUBLISHED = date(2025, 2, 26)
DIFFERS, MISSING = "source-figure-mismatch", "figure-not-in-sources"
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_BLOCK = re.compile(r"^```(source|story|slips|missing|unseen)[ ]*(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SLIP = re.compile(r"^(.+?) -> (.+?)(?:: ([a-z-]+))?$")


@dataclass(frozen=True)
class Slip:
    right: str
    wrong: str
    name: str | None
    seen: bool = True

    def planted(self, story: str) -> str:
        assert story.count(self.right) >= 1, self.right
        return story.replace(self.right, self.wrong, 1)


@dataclass(frozen=True)
class Pair:
    name: str
    sources: tuple[tuple[str, str], ...]
    story: str
    missing: tuple[str, ...]
    slips: tuple[Slip, ...]


def pairs() -> Iterator[Pair]:
    for path in sorted(FOLDER.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        heads = list(_HEADING.finditer(text))
        for head, end in zip(heads, [*(h.start() for h in heads[1:]), len(text)], strict=True):
            blocks = _BLOCK.findall(text[head.end() : end])
            lines = {kind: [line for line in body.splitlines() if line] for kind, _, body in blocks}
            seen = [Slip(*_slip(line)) for line in lines.get("slips", ())]
            unseen = [Slip(*_slip(line), seen=False) for line in lines.get("unseen", ())]
            yield Pair(
                head[1],
                tuple((name, body) for kind, name, body in blocks if kind == "source"),
                next(body for kind, _, body in blocks if kind == "story"),
                tuple(lines.get("missing", ())),
                (*seen, *unseen),
            )


def _slip(line: str) -> tuple[str, str, str | None]:
    match = _SLIP.match(line)
    assert match, line
    return match[1], match[2], match[3]


ALL = tuple(pairs())


def sources_of(pair: Pair, folder: Path) -> list[SourceText]:
    found = []
    for name, body in pair.sources:
        (folder / name).write_text(body, encoding="utf-8")
        found.append(read_source(folder / name))
    return found


def compared(story: str, sources: list[SourceText]) -> Report:
    return check_document(read_text(story, published=PUBLISHED), store=None, beside=Beside(sources=sources))


def at(report: Report, rule: str) -> list[tuple[str, Finding]]:
    text = report.document.text
    return [(text[f.start : f.end], f) for f in report.findings if f.rule == rule]


@pytest.mark.parametrize("pair", ALL, ids=lambda pair: pair.name)
def test_a_right_story_is_silent(pair: Pair, tmp_path: Path) -> None:
    report = compared(pair.story, sources_of(pair, tmp_path))
    assert [f.message for _, f in at(report, DIFFERS)] == []
    assert sorted(words for words, _ in at(report, MISSING)) == sorted(pair.missing)


@pytest.mark.parametrize(
    ("pair", "slip"), [pytest.param(p, s, id=f"{p.name}: {s.wrong}") for p in ALL for s in p.slips if s.seen]
)
def test_a_slip_is_shown_beside_its_source(pair: Pair, slip: Slip, tmp_path: Path) -> None:
    story = slip.planted(pair.story)
    report = compared(story, sources_of(pair, tmp_path))
    wrong = story.index(slip.wrong)
    marked = [trace for trace in report.traces or () if trace.outcome == "differs"]
    assert [t.quantity.surface for t in marked if not _touches(t.quantity, wrong, slip)] == []
    assert marked, "nothing differs"
    if slip.name is not None:
        assert slip.name in marked[0].diagnosis


@pytest.mark.parametrize(
    ("pair", "slip"), [pytest.param(p, s, id=f"{p.name}: {s.wrong}") for p in ALL for s in p.slips if not s.seen]
)
def test_what_is_not_seen_points_at_nothing_else(pair: Pair, slip: Slip, tmp_path: Path) -> None:
    report = compared(slip.planted(pair.story), sources_of(pair, tmp_path))
    assert [trace.quantity.surface for trace in report.traces or () if trace.outcome == "differs"] == []


def _touches(quantity: object, wrong: int, slip: Slip) -> bool:
    start, end = quantity.start, quantity.end  # type: ignore[attr-defined]
    return bool(start < wrong + len(slip.wrong) and wrong < end)


def _brewery(*arguments: str) -> Result:
    sources = ["--against", "examples/brewery-release.txt", "examples/brewery-sites.csv"]
    return CliRunner().invoke(cli, ["check", "--no-reference", "examples/brewery.txt", *arguments, *sources])


def test_the_option_takes_several_files() -> None:
    outcome = _brewery("--format", "json")
    against = json.loads(outcome.stdout)["against"]
    assert outcome.exit_code == 0
    assert {one["outcome"] for one in against} == {"found", "derived", "differs", "missing"}
    assert against[0]["passages"][0]["file"] == "brewery-release.txt"


def test_the_option_ends_at_the_next_option() -> None:
    arguments = ["check", "--against", "examples/brewery-release.txt", "--no-reference", "examples/brewery.txt"]
    outcome = CliRunner().invoke(cli, arguments)
    assert outcome.exit_code == 0
    assert "in brewery-release.txt, line 3" in outcome.stdout


def test_a_source_that_is_missing_is_named() -> None:
    outcome = CliRunner().invoke(cli, ["check", "examples/brewery.txt", "--against", "no-such-release.txt"])
    assert outcome.exit_code == 2
    assert "no-such-release.txt does not exist" in outcome.output


def test_a_call_without_a_source_says_what_is_missing() -> None:
    outcome = CliRunner().invoke(cli, ["check", "examples/brewery.txt", "--against"])
    assert outcome.exit_code == 2
    assert "--against" in outcome.output


def test_the_page_shows_both_sides_escaped(tmp_path: Path) -> None:
    (tmp_path / "release.txt").write_text("<b>The mill</b> ground 412 tonnes of rye in 2024.", encoding="utf-8")
    story = tmp_path / "story.txt"
    story.write_text("The mill ground 421 tonnes of rye in 2024.", encoding="utf-8")
    arguments = ["check", "--no-reference", "--format", "html", str(story), "--against", str(tmp_path / "release.txt")]
    page = CliRunner().invoke(cli, arguments).stdout
    assert "The story and its sources" in page
    assert "&lt;b&gt;The mill&lt;/b&gt; ground 412 tonnes" in page
    assert "<b>The mill" not in page


def test_the_report_of_a_run_without_sources_has_none() -> None:
    outcome = CliRunner().invoke(cli, ["check", "--no-reference", "--format", "json", "examples/brewery.txt"])
    assert json.loads(outcome.stdout)["against"] is None
