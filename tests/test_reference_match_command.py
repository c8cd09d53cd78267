"""`figurecheck reference match`: candidates, parts of the score, and what decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from reference import Store, open_store
from reference.explaining import of_words
from verify.cli import cli

PACKAGE = Path(__file__).parent / "packages" / "norland"


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store([PACKAGE])


# words | series taken ("-": none) | area | period | why the first one was or was not taken
WORDS = """
patent applications in Norland, 2024      | nl.patent_applications | Norland | 2024 | accepted
patents in force in Sudland in 2019       | nl.patents_in_force    | Sudland | 2019 | accepted
jobless rate, Norland, 2023               | nl.unemployment        | Norland | 2023 | accepted
GDP of Norland in 2024                    | nl.gdp                 | Norland | 2024 | accepted
real GDP of Norland in 2024               | nl.gdp_constant        | Norland | 2024 | accepted
Norland's GDP growth in 2022              | nl.gdp_growth          | Norland | 2022 | accepted
carbon dioxide emissions in Ashby, 2020   | nl.co2                 | Ashby   | 2020 | accepted
GDP of Norland                            | -                      | Norland | None | without a period
GDP of Norland in 1980                    | -                      | Norland | 1980 | no figure for 1980
youth unemployment in Norland in 2024     | -                      | Norland | 2024 | the story says “youth”
patent applications in Westland in 2024   | -                      |         | 2024 |
"""


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.splitlines() if line.strip()]


@pytest.mark.parametrize(("words", "series", "area", "period", "why"), _rows(WORDS))
def test_words(store: Store, words: str, series: str, area: str, period: str, why: str) -> None:
    shown = of_words(store, words)
    assert (", ".join(shown.areas), str(shown.period)) == (area, period)
    taken = [t.candidate.indicator.id for t in shown.tried if t.accepted]
    assert taken[:1] == ([] if series == "-" else [series])
    if shown.tried:
        assert why in shown.tried[0].decision
    else:
        assert shown.reason


def test_the_parts_add_up_to_the_score(store: Store) -> None:
    for tried in of_words(store, "valid patents of Norland in force in 2024", limit=10).tried:
        words, own = tried.candidate.parts
        assert tried.candidate.score in (
            pytest.approx(0.7 * words + 0.3 * own, abs=1e-3),
            pytest.approx(0.7 * words + 0.3 * own - 0.15, abs=1e-3),
        )


def run(*arguments: str) -> str:
    result = CliRunner().invoke(
        cli, ["reference", "match", *arguments, "--reference", str(PACKAGE)], prog_name="figurecheck"
    )
    assert result.exit_code == 0, result.output
    return result.output


def test_words_on_the_command_line() -> None:
    printed = run("patent applications in Norland, 2024")
    assert printed.startswith("patent applications in Norland, 2024  (Norland; 2024)\n→ 1.00  nl.patent_applications")
    assert "2024: 1303 applications (Statistics Norland, published 2025-03-31)" in printed
    assert "× 0.7 +" in printed


def test_a_story_on_the_command_line(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Norland had 4.12 million inhabitants in 2024.\n", encoding="utf-8")
    printed = run(str(story), "--date", "2025-09-01", "--limit", "2")
    assert "→ 0.96  nl.population" in printed or "→ 0.9" in printed
    assert "verdict: refuted (that is the figure of 2020)" in printed


def test_a_missing_file_is_no_words() -> None:
    result = CliRunner().invoke(cli, ["reference", "match", "missing.txt"], prog_name="figurecheck")
    assert result.exit_code == 2
    assert "missing.txt does not exist" in result.output
