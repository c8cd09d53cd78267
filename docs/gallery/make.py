"""Make the pictures and excerpts of docs/gallery.md: `python docs/gallery/make.py`, with `dev` and a Chromium.

The example story with errors goes through each face; what is seen is what is photographed. Pictures are made anew after
a change of a face, and looked at before they are committed. `--text` makes the excerpts alone.
"""

from __future__ import annotations

import csv
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
STORY = "examples/shanghai-ip-edited.md"
LARGEST = 150_000  # bytes of a picture
OPTIONS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
TERMINAL = """<style>body { margin: 0; padding: 1.2rem 1.6rem; background: #14161a; color: #dfe3e8 }
pre { font: 15px/1.45 "DejaVu Sans Mono", ui-monospace, monospace; margin: 0 }</style><pre>"""
TABLE = """<style>body { margin: 0; padding: 1rem; font: 13px/1.4 system-ui, "DejaVu Sans", sans-serif }
table { border-collapse: collapse } td, th { border: 1px solid #bbb; padding: .25rem .5rem; vertical-align: top;
text-align: left; max-width: 19rem } th { background: #eee }</style><table>"""
COLUMNS = ("line", "figure", "indicator", "period", "verdict", "suggestion", "record", "checked by")


def main() -> int:
    """Make every picture; return 1 where one is too large."""
    from excerpts import write

    write(HERE.parent / "gallery.md")
    if "--text" in sys.argv[1:]:
        return 0
    path = os.environ.get("FIGURECHECK_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=path, args=OPTIONS)
        _terminal(browser)
        _worksheet(browser)
        _report(browser, Path(folder) / "report.html")
        _page(browser)
        browser.close()
    large = [p.name for p in HERE.glob("*.png") if p.stat().st_size > LARGEST]
    print(f"too large: {', '.join(large)}" if large else "made")
    return 1 if large else 0


def _figurecheck(*arguments: str) -> str:
    code = "from verify.cli import main; main()"
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True).stdout


def _sheet(browser: Browser, width: int, height: int, scheme: str = "light") -> Any:
    return browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]


def _terminal(browser: Browser) -> None:
    from rich.console import Console
    from rich.terminal_theme import MONOKAI
    from rich.text import Text

    told = Text.from_ansi(_figurecheck("check", "--color", "always", "--width", "92", STORY))
    console = Console(record=True, width=92, file=open(os.devnull, "w"))  # noqa: SIM115
    console.print(told)
    page = _sheet(browser, 900, 760)
    page.set_content(TERMINAL + console.export_html(theme=MONOKAI, inline_styles=True, code_format="{code}"))
    page.screenshot(path=HERE / "terminal.png")


def _worksheet(browser: Browser) -> None:
    rows = list(csv.DictReader(_figurecheck("check", "--format", "csv", STORY).splitlines()))
    columns = [c for c in COLUMNS if c in rows[0]]
    cells = "".join("<tr>" + "".join(f"<td>{html.escape(row[c])}</td>" for c in columns) + "</tr>" for row in rows[:9])
    page = _sheet(browser, 1100, 420)
    page.set_content(TABLE + "<tr>" + "".join(f"<th>{c}</th>" for c in columns) + f"</tr>{cells}</table>")
    page.screenshot(path=HERE / "worksheet.png")


def _report(browser: Browser, path: Path) -> None:
    _figurecheck("check", "--format", "html", "--output", str(path), STORY)
    for name, width, height, scheme, place in (
        ("report.png", 1200, 820, "light", "#title"),
        ("report-story.png", 1200, 820, "light", ".story"),
        ("report-dark.png", 1200, 700, "dark", ".sheet"),
        ("report-phone.png", 390, 780, "light", ".story"),
    ):
        page = _sheet(browser, width, height, scheme)
        page.goto(path.as_uri())
        if place != "#title":
            page.locator(place).first.evaluate("e => window.scrollTo(0, e.getBoundingClientRect().top)")
        page.screenshot(path=HERE / name)
        page.close()


def _page(browser: Browser) -> None:
    code = "from verify.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--port", "0", "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        found = re.search(r"http://\S+", server.stderr.readline())
        assert found
        for name, width, height, scheme in (
            ("page.png", 1080, 700, "light"),
            ("page-dark.png", 1080, 700, "dark"),
            ("page-phone.png", 390, 780, "light"),
        ):
            page = _sheet(browser, width, height, scheme)
            page.goto(found[0])
            page.locator("#file").set_input_files(STORY)
            page.locator("#findings .card").first.wait_for()
            page.keyboard.press("F8")
            page.locator(".card.open .chart").wait_for()
            page.wait_for_timeout(400)  # the page scrolls smoothly
            page.screenshot(path=HERE / name)
            page.close()
        server.terminate()


if __name__ == "__main__":
    raise SystemExit(main())
