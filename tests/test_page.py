"""The page of the server in a real browser: paste, see the marks, open a finding, apply the fix, the mark goes.

FIGURECHECK_CHROMIUM names a browser that is not on the path, FIGURECHECK_AXE a copy of axe.min.js (npm: axe-core)
for the tests of accessibility.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect
expect.set_options(timeout=30_000)  # a busy machine is no fault

ROOT = Path(__file__).parent.parent
STORY = "🚢 Sales in 東京 rose from 40 to 50, or 20 percent.\n\nThe fair <b>opened</b> on Monday, Feb. 25, 2025."
CHROMIUM_OPTIONS = (  # alone, and without asking anything of the network
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium; it runs a loop of its own in this thread, so it ends with these tests."""
    path = os.environ.get("FIGURECHECK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("there is no Chromium on this machine (FIGURECHECK_CHROMIUM names one)")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, server: str) -> Iterator[Any]:
    """The page, open; what it asks of anyone but the server, and what goes wrong in it, fails the test."""
    context = browser.new_context(
        viewport={"width": 1200, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    refused = "Failed to load resource: the server responded with a status of 422"  # the browser's own words
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda asked: None if asked.url.startswith((server, "blob:")) else faults.append(asked.url))
    opened.goto(f"{server}/")
    yield opened
    assert [fault for fault in faults if not fault.startswith(refused)] == []
    context.close()


def paste(page: Any, text: str) -> None:
    page.evaluate("words => navigator.clipboard.writeText(words)", text)
    page.locator("#story").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+v")


def marks(page: Any, kind: str = "") -> list[str]:
    return [str(words) for words in page.locator(f"#backdrop mark{kind}").all_text_contents()]


def test_paste_see_open_apply_and_the_mark_goes(page: Any) -> None:
    paste(page, STORY)
    expect(page.locator("#findings .card")).to_have_count(2)
    assert marks(page, ".error") == ["20 percent", "Monday"]
    assert marks(page, ".in_question") == ["40", "50"]

    first = page.locator("#findings .card").first
    first.locator("h3 button").click()
    expect(first.locator(".message")).to_contain_text("a rise of 25 percent, not 20 percent")
    expect(page.locator("#backdrop mark.selected").last).to_have_text("20 percent")

    first.locator(".do").first.click()
    expect(page.locator("#findings .card")).to_have_count(1)
    expect(page.locator("#story")).to_have_value(STORY.replace("20 percent", "25 percent"))
    expect(page.locator("#backdrop mark.adds_up").first).to_have_text("40")
    assert marks(page, ".error") == ["Monday"]

    page.locator("#story").focus()
    page.keyboard.press("Control+z")
    expect(page.locator("#story")).to_have_value(STORY)
    expect(page.locator("#findings .card")).to_have_count(2)


def test_a_fix_lands_between_the_marks_of_markdown(page: Any) -> None:
    story = "Sales of *all* kinds rose from **40** to 50, or **20** percent."
    paste(page, story)
    expect(page.locator("#findings .card")).to_have_count(1)
    assert marks(page) == ["40", "50", "20** percent"]
    page.locator("#findings .card h3 button").first.click()
    page.locator("#findings .card .do").first.click()
    expect(page.locator("#story")).to_have_value(story.replace("20", "25"))
    expect(page.locator("#findings .clean")).to_be_visible()


def test_a_click_on_a_figure_opens_what_is_said_about_it(page: Any) -> None:
    paste(page, STORY)
    expect(page.locator("#findings .card")).to_have_count(2)
    box = page.locator("#backdrop mark.error").last.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".card.open .message")).to_contain_text("is a Tuesday, not a Monday")


def test_the_keyboard_goes_through_the_findings(page: Any) -> None:
    paste(page, STORY)
    expect(page.locator("#findings .card")).to_have_count(2)
    for words in ("20 percent", "Monday", "20 percent"):
        page.keyboard.press("F8")
        expect(page.locator(".card.open del").first).to_have_text(words)
    page.keyboard.press("Shift+F8")
    expect(page.locator(".card.open del").first).to_have_text("Monday")
    page.keyboard.press("Escape")
    expect(page.locator(".card.open")).to_have_count(0)


def test_dismiss_and_bring_back(page: Any) -> None:
    paste(page, STORY)
    expect(page.locator("#findings .card")).to_have_count(2)
    page.keyboard.press("F8")
    page.locator(".card.open .dismiss").click()
    expect(page.locator("#findings .card")).to_have_count(1)
    assert marks(page, ".error") == ["Monday"]
    page.locator("#dismissed summary").click()
    page.get_by_role("button", name="Bring back").click()
    expect(page.locator("#findings .card")).to_have_count(2)


def test_figures_light_up_while_typing(page: Any) -> None:
    page.locator("#story").focus()
    page.keyboard.type("Sales rose 5 percent")
    expect(page.locator("#backdrop mark")).to_have_text(["5 percent"])
    page.keyboard.type(" to 40.")
    expect(page.locator("#backdrop mark")).to_have_text(["5 percent", "40"])
    assert page.locator("#backdrop").text_content() == "Sales rose 5 percent to 40.\n"


def test_the_marks_lie_under_the_words(page: Any) -> None:
    """The layer of marks breaks its lines where the text box does."""
    paste(page, STORY * 20)
    expect(page.locator("#findings .card").first).to_be_visible()
    for width in (1200, 700, 390):
        page.set_viewport_size({"width": width, "height": 900})
        box, layer = (
            page.locator(id).evaluate("e => [e.clientWidth, e.scrollHeight]") for id in ("#story", "#backdrop")
        )
        assert box == layer
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_nothing_found_never_hides_nothing_checked(page: Any) -> None:
    paste(page, "About 40 ships were waiting.")
    expect(page.locator("#findings")).to_have_text("No figure here could be checked.")
    paste(page, "Sales rose from 40 to 50, or 25 percent.")
    expect(page.locator("#findings .clean")).to_have_text("Nothing was found that does not add up.")


def test_marks_move_with_their_words(page: Any) -> None:
    """After an edit, a mark that it does not touch covers the same words; one that it touches is gone."""
    moves = """async () => {
        const { difference, moved } = await import('/spans.js');
        const text = 'aa 11 aa 222 aa 33';
        const spans = [...text.matchAll(/[0-9]+/g)].map(
          (found) => ({ start: found.index, end: found.index + found[0].length, words: found[0] }));
        const wrong = [];
        for (let start = 0; start <= text.length; start++)
          for (let end = start; end <= text.length; end++)
            for (const words of ['', 'x', 'aa', '1', '22 22']) {
              const after = text.slice(0, start) + words + text.slice(end);
              const kept = moved(spans, difference(text, after));
              if (!kept.every((s) => after.slice(s.start, s.end) === s.words)) wrong.push([start, end, words]);
              const apart = spans.filter((s) => s.end < start || s.start > end);
              if (!words && kept.length < apart.length) wrong.push(['lost', start, end]);
            }
        return wrong;
    }"""
    assert page.evaluate(moves) == []


def test_hostile_words_stay_words(page: Any) -> None:
    paste(page, "Sales rose from 40 to 50, or 20 percent. <img src=x onerror=alert(1)><script>alert(2)</script>")
    expect(page.locator("#findings .card")).to_have_count(1)
    assert page.locator("#backdrop img, #backdrop script, #found script").count() == 0


def test_files_and_downloads(page: Any, tmp_path: Path) -> None:
    story = tmp_path / "story.md"
    story.write_text(f"---\ndate: 2025-03-01\n---\n\n{STORY}", encoding="utf-8")
    page.locator("#file").set_input_files(story)
    expect(page.locator("#day")).to_have_value("2025-03-01")
    expect(page.locator("#findings .card")).to_have_count(2)
    for button, name, words in (
        ("#page", "figurecheck-report.html", "<!DOCTYPE html>"),
        ("#json", "figurecheck-report.json", "{"),
    ):
        with page.expect_download() as started:
            page.locator(button).click()
        assert started.value.suggested_filename == name
        assert Path(started.value.path()).read_text(encoding="utf-8").startswith(words)
    page.locator("#copy").click()
    expect(page.locator("#status")).to_have_text("Copied.")
    assert STORY in page.evaluate("navigator.clipboard.readText()")


def test_a_file_that_cannot_be_read_is_told(page: Any, tmp_path: Path) -> None:
    (tmp_path / "story.bin").write_bytes(bytes(range(256)) * 4)
    with page.expect_response(re.compile("v1/read")):
        page.locator("#file").set_input_files(tmp_path / "story.bin")
    expect(page.locator("#status.wrong")).to_contain_text("story.bin")


def test_a_phone_shows_the_card_over_the_text(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    paste(page, STORY)
    expect(page.locator("#findings .card")).to_have_count(2)
    page.keyboard.press("F8")
    card = page.locator(".card.open").bounding_box()
    mark = page.locator("#backdrop mark.selected").last.bounding_box()
    assert mark["y"] + mark["height"] < card["y"]
    page.locator(".card.open .close").click()
    expect(page.locator(".card.open")).to_have_count(0)


# ---- accessibility


@pytest.fixture(scope="module")
def axe() -> str:
    path = os.environ.get("FIGURECHECK_AXE")
    if not path or not Path(path).is_file():
        pytest.skip("FIGURECHECK_AXE names no axe.min.js (npm install axe-core)")
    return Path(path).read_text(encoding="utf-8")


def troubles(page: Any, axe: str) -> list[str]:
    """What axe finds that would keep somebody from using the page."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['html']} {node['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 390)])
def test_the_page_keeps_nobody_out(browser: Any, server: str, axe: str, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{server}/")
    assert troubles(page, axe) == []
    page.locator("#example").click()
    expect(page.locator("#findings .card").first).to_be_visible()
    page.locator("#others summary").click()
    page.keyboard.press("F8")
    expect(page.locator(".card.open .chart")).to_be_visible()
    assert troubles(page, axe) == []
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 390)])
def test_the_report_keeps_nobody_out(
    browser: Any, server: str, axe: str, scheme: str, width: int, tmp_path: Path
) -> None:
    import httpx

    text = (ROOT / "examples" / "shanghai-ip-edited.md").read_text(encoding="utf-8")
    report = tmp_path / "report.html"
    report.write_text(httpx.post(f"{server}/v1/check?format=html", json={"text": text}).text, encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(report.as_uri())
    assert troubles(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()
