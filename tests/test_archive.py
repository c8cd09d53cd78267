"""The archive: what is kept of a story, what a later story is told, and the file itself."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims.document import Document
from claims.readers import read_text
from reference.archive import Archive, Cell
from reference.errors import StoreError
from verify.beside import Beside
from verify.cli import cli
from verify.finding import Finding
from verify.pipeline import check_document, understood
from verify.remember import figures_of, story_of

EARLIER = date(2025, 3, 10)
LATER = date(2025, 4, 2)
RULE = "earlier-figure-differs"
PORT = "The port of Halden employed 340 people in 2024."


def document(text: str, day: date | None, name: str) -> Document:
    return read_text(text, id=name, published=day)


def add(archive: Archive, text: str, day: date | None = EARLIER, name: str = "earlier") -> bool:
    story = document(text, day, name)
    return archive.add(story_of(story), figures_of(understood(story), check_document(story, store=None)))


def told(archive: Archive, text: str, day: date | None = LATER, name: str = "later") -> list[Finding]:
    report = check_document(document(text, day, name), store=None, beside=Beside(archive=archive))
    return [finding for finding in report.findings if finding.rule == RULE]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive.sqlite")


# earlier story | later story | what is said: nothing, or severity and figure
PAIRS = [
    (PORT, "The port of Halden employed 430 people in 2024.", "warning 430"),
    (PORT, "The port of Halden employed 340 people in 2024.", ""),
    (PORT, "The port of Halden employed about 350 people in 2024.", ""),
    (PORT, "The port of Halden employed 430 people in 2023.", ""),
    (PORT, "The port of Moss employed 430 people in 2024.", ""),
    (PORT, "The port of Halden trained 430 people in 2024.", ""),
    (PORT, "The port of Halden is expected to employ 430 people in 2024.", ""),
    (PORT, "The port of Halden employed 430 people in 2024, according to a revised count.", "note 430"),
    (
        "Norrby Brewery bottled 412,600 crates in 2024.",
        "Norrby Brewery bottled 0.41 million crates in 2024.",
        "",
    ),
    (
        "Norrby Brewery bottled 412,600 crates in 2024.",
        "Norrby Brewery bottled 421,600 crates in 2024.",
        "warning 421,600",
    ),
    (
        "Unemployment in Norland was 4.2 percent in January 2025.",
        "Unemployment in Norland was 4.7 percent in January 2025.",
        "warning 4.7 percent",
    ),
    (
        "Unemployment in Norland was 4.2 percent in January 2025.",
        "Unemployment in Norland was 4.7 percent in February 2025.",
        "",
    ),
    (
        "Exports of Norland rose 3 percent in 2024.",
        "Exports of Norland fell 3 percent in 2024.",
        "",
    ),
    (
        "Burglaries in Norham fell to 2,318 in 2024.",
        "Burglaries in Norham fell to 2,138 in 2024.",
        "warning 2,138",
    ),
    (
        "Norland had sold 412,600 tickets in 2025.",
        "Norland had sold 588,100 tickets in 2025.",
        "note 588,100",
    ),
]


@pytest.mark.parametrize(("earlier", "later", "said"), PAIRS)
def test_what_a_later_story_is_told(earlier: str, later: str, said: str, archive: Archive) -> None:
    add(archive, earlier)
    found = [f"{f.severity.value} {later[f.start : f.end]}" for f in told(archive, later)]
    assert found == ([said] if said else [])


def test_an_id_that_no_file_can_be_called_is_kept_as_it_is() -> None:
    id = "x" * 300
    assert story_of(read_text("It rose.", id=id)).name == id


def test_the_finding_names_story_date_and_passage(archive: Archive) -> None:
    add(archive, f"Port grows\n\n{PORT}")
    [finding] = told(archive, "The port of Halden employed 430 people in 2024.")
    assert finding.message == "The story “Port grows” of 2025-03-10 gave 340 where this one has 430."
    assert finding.evidence[0].text == f"Port grows: {PORT}"
    assert finding.evidence[0].vintage == "2025-03-10"


def test_a_story_never_judges_itself(archive: Archive) -> None:
    add(archive, PORT, name="one")
    changed = PORT.replace("340", "430")
    assert told(archive, PORT, name="copy") == []
    assert told(archive, changed, name="one") == []
    add(archive, f"Port grows\n\n{PORT}", name="two")
    assert (
        told(
            archive,
            f"Port grows\n\n{changed}",
            day=EARLIER,
            name="three",
        )
        != []
    )  # "one" is another story
    archive.remove("one")
    assert told(archive, f"Port grows\n\n{changed}", day=EARLIER, name="three") == []


def test_a_later_story_never_judges_an_earlier_one(archive: Archive) -> None:
    add(archive, PORT, day=LATER)
    assert told(archive, PORT.replace("340", "430"), day=EARLIER) == []


def test_adding_again_replaces(archive: Archive) -> None:
    assert add(archive, PORT) is False
    assert add(archive, PORT.replace("340", "350")) is True
    assert [(story.name, n) for story, n in archive.stories()] == [("earlier", 1)]
    assert [kept.surface for kept in archive.search("Halden")] == ["350"]


def test_the_newest_story_decides(archive: Archive) -> None:
    add(archive, PORT, day=date(2025, 1, 10), name="old")
    add(archive, PORT.replace("340", "430"), name="new")
    assert told(archive, "In 2024 the port of Halden employed 430 people.") == []
    [finding] = told(archive, "In 2024 the port of Halden employed 340 people.")
    assert "gave 430" in finding.message


def test_a_questioned_figure_is_not_kept(archive: Archive) -> None:
    add(archive, "The port of Halden employed 340 people in 2024: 210 dockers, 85 drivers and 55 clerks.")
    assert archive.search("Halden") == []


def test_a_cell_that_the_story_fills_twice_is_too_coarse(archive: Archive) -> None:
    add(archive, PORT)
    text = "The port of Halden employed 430 people in 2024. The port of Halden employed 310 people in 2024."
    assert told(archive, text) == []


def test_values_keep_all_their_digits(archive: Archive) -> None:
    add(archive, "The fund of Norland held 12.3456789 billion dollars in 2024.")
    [kept] = archive.search("Norland fund")
    assert str(kept.value.normalize()) == "1.23456789E+10"


def test_a_write_that_fails_leaves_the_archive_as_it_was(archive: Archive) -> None:
    add(archive, PORT)
    figures = figures_of(
        understood(document(PORT, EARLIER, "earlier")), check_document(document(PORT, EARLIER, "x"), store=None)
    )
    broken = [figures[0], None]
    with pytest.raises(AttributeError):
        archive.add(story_of(document(PORT, EARLIER, "earlier")), broken)  # type: ignore[arg-type]
    assert [(story.name, n) for story, n in archive.stories()] == [("earlier", 1)]
    assert len(archive.search("Halden")) == 1


def test_a_file_that_is_no_archive_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is no archive of stories"):
        add(Archive(path), PORT)
    assert path.read_bytes() == before
    text = tmp_path / "notes.txt"
    text.write_text("no database at all, but long enough to be looked at " * 20)
    with pytest.raises(StoreError, match="not a database"):
        Archive(text).stories()


def test_an_archive_that_is_missing_says_how_to_make_one(archive: Archive) -> None:
    with pytest.raises(StoreError, match="archive add"):
        archive.of_cells([Cell("people", "Halden", "2024", "count level")])
    assert not archive.path.exists()


@pytest.mark.parametrize("words", ['"', "a* OR b", "NEAR(", "Halden -port", "'; DROP TABLE story"])
def test_search_takes_any_words(words: str, archive: Archive) -> None:
    add(archive, PORT)
    archive.search(words)
    assert len(archive.stories()) == 1


def run(archive: Archive, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--archive-file", str(archive.path)])


def test_the_commands_together(archive: Archive) -> None:
    added = run(archive, "archive", "add", "examples/halden-march.txt")
    assert added.output == "examples/halden-march.txt: added, 3 figures\n"
    assert "replaced" in run(archive, "archive", "add", "examples/halden-march.txt").output
    checked = run(archive, "check", "--no-reference", "--fail-on", "warning", "examples/halden-april.txt")
    assert checked.exit_code == 1
    assert "The story “Port of Halden grows” of 2025-03-10 gave 340" in checked.output
    assert "Port of Halden grows" in run(archive, "archive", "list").output
    assert "340  people" in run(archive, "archive", "search", "employed").output
    assert run(archive, "archive", "search", "lighthouse").exit_code == 1
    assert run(archive, "archive", "remove", "examples/halden-march.txt").output.endswith("removed\n")
    assert run(archive, "archive", "remove", "examples/halden-march.txt").exit_code == 2
    assert run(archive, "archive", "add", "no-such-story.txt").exit_code == 2
