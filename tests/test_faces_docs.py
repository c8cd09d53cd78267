"""The pages about the faces: links and pictures are there, and the first thing on each is a command that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from verify.cli import cli

DOCS = Path(__file__).parent.parent / "docs"
PAGES = (
    "gallery.md",
    "command-line.md",
    "html-report.md",
    "report.md",
    "worksheet.md",
    "word.md",
    "serve.md",
    "editors.md",
    "ci.md",
    "fix.md",
)
LARGEST = 150_000  # bytes of a picture


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) + re.findall(r'src="([^"]+)"', text)
    for target in targets:
        if target.startswith("https://"):
            continue
        assert (DOCS / target).resolve().exists(), target


@pytest.mark.parametrize("name", PAGES)
def test_a_page_begins_with_a_command(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    head, block, _ = text.split("```", 2)
    assert len(head.splitlines()) <= 3
    called = re.search(r"figurecheck (\w+)", block)
    assert called
    assert called[1] in cli.list_commands(None)  # type: ignore[arg-type]


def test_every_face_is_in_the_gallery_as_it_answers_now(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("docx", reason="the extra `word` is not installed")
    pytest.importorskip("anyio", reason="the extra `serve` is not installed")
    monkeypatch.chdir(DOCS.parent)
    monkeypatch.syspath_prepend(str(DOCS / "gallery"))
    from excerpts import EXCERPTS, fresh

    text = (DOCS / "gallery.md").read_text(encoding="utf-8")
    assert [f"<!-- begin {name} -->" in text for name in EXCERPTS] == [True] * len(EXCERPTS)
    assert fresh(text) == text, "python docs/gallery/make.py --text writes it anew"


def test_pictures_are_small_and_all_of_them_are_shown() -> None:
    text = (DOCS / "gallery.md").read_text(encoding="utf-8")
    for picture in (DOCS / "gallery").glob("*.png"):
        assert picture.stat().st_size <= LARGEST, picture.name
        assert f"gallery/{picture.name}" in text
