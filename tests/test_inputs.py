"""Files of every kind in: what is read of them, and that each finding leads back into the file as given."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from claims import extras
from claims.document import Document
from claims.errors import DocumentError, MissingExtraError
from claims.readers import SUFFIXES, read_bytes, read_text
from claims.readers.formats import format_of
from verify.cli import cli

WRONG = "Sales rose from 40 to 50, or 20 percent, last year."
ARTICLE = """<!DOCTYPE html>
<html lang="en"><head><title>Cargo | The Daily Quay</title>
<meta property="article:published_time" content="2025-02-26T08:00:00Z">
<style>p { width: 45px }</style><script>var n = 77;</script></head>
<body><nav><ul><li><a href="/">Home 24</a></li><li>Weather 17</li></ul></nav>
<article><h1>Cargo at the quay grows 5.1&nbsp;percent</h1>
<p class="standfirst">The port counted 1.24 million boxes.</p>
<p>The port counted <b>1.24</b> million
   boxes in 2024, up 5.1 percent from 1.18 million in 2023, the harbour board said. Rents &amp; fees were the same.</p>
<!-- figurecheck: ignore percent-change-mismatch reason="the board rounds" -->
<p>Its share fell from 5.2 percent to 4.8 percent, a fall of 0.4 percent, the board said in its report on the coast.</p>
<p>Sales rose from 40 to 50, or 20 percent, because the ships that call here are larger than those before.</p>
<table><tr><th>Year</th><th>Boxes</th></tr><tr><td><p>2023</p></td><td>1.18 million</td></tr></table>
<figure><img src="x.png"><figcaption>Chart: 1.24 million boxes in 2024</figcaption></figure>
</article><aside><p>Most read: 5 ways to save 90 percent</p></aside>
<footer><p>Copyright 2025, 12 Quay Street</p></footer></body></html>
"""


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, input: bytes | None = None) -> Any:
    result = CliRunner().invoke(cli, list(arguments), input=input, prog_name="figurecheck")
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert "Traceback" not in result.output
    return result


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


def test_of_a_page_the_article_is_read() -> None:
    document = read_bytes(ARTICLE.encode(), name="page.html")
    assert document.title == "Cargo at the quay grows 5.1\xa0percent"
    assert document.published == date(2025, 2, 26)
    assert [kind for kind, _ in blocks(document)] == [
        "headline", "deck", "paragraph", "paragraph", "paragraph", "table", "table", "caption",
    ]  # fmt: skip
    assert blocks(document)[2][1].startswith("The port counted 1.24 million boxes in 2024")
    assert blocks(document)[6][1] == "| 2023 | 1.18 million |"
    assert not any(word in document.text for word in ("24 Weather", "Most read", "Copyright", "45px", "77"))
    assert document.notes == ()


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("5.1\xa0percent", "5.1&nbsp;percent"),
        ("1.24 million boxes in 2024, up", "1.24</b> million\n   boxes in 2024, up"),
        ("Rents & fees", "Rents &amp; fees"),
        ("20 percent", "20 percent"),
        ("1.18 million", "1.18 million"),
    ],
)
def test_every_word_of_a_page_leads_back(words: str, written: str) -> None:
    document = read_bytes(ARTICLE.encode(), name="page.html")
    start, at = document.text.index(words), ARTICLE.index(written)
    place = document.place(start, start + len(words))
    assert (place.line, place.column) == Document(ARTICLE).line_column(at)
    assert (place.end_line, place.end_column) == Document(ARTICLE).line_column(at + len(written))


def test_findings_and_suppressions_in_a_page() -> None:
    Path("page.html").write_text(ARTICLE, encoding="utf-8")
    report = json.loads(run("check", "--no-reference", "--format", "json", "page.html").stdout)
    [finding] = report["findings"]
    line, column = Document(ARTICLE).line_column(ARTICLE.index("20 percent"))
    place = {"line": line, "column": column, "end_line": line, "end_column": column + 10, "part": None}
    assert finding["place"] == place
    assert [(s["line"], s["used"], s["reason"]) for s in report["suppressions"]] == [(line - 2, 1, "the board rounds")]
    assert report["document"]["format"] == "html"
    assert report["document"]["text"][finding["start"] : finding["end"]] == "20 percent"


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>Up 5 percent</p><p>Down 7</p>", [("paragraph", "Up 5 percent"), ("paragraph", "Down 7")]),
        ("Up 5 percent", [("paragraph", "Up 5 percent")]),
        ("<p>640<sup>1</sup> ships on 12 m<sup>2</sup>", [("paragraph", "640¹ ships on 12 m²")]),
        ("<p>5 &lt; 6 &amp; 7&#160;&euro;</p>", [("paragraph", "5 < 6 & 7\xa0€")]),
        ("<p>a<br>b<br><br>c</p>", [("paragraph", "a b"), ("paragraph", "c")]),
        ("<ul><li>5 men<li>6 women</ul>", [("list_item", "5 men"), ("list_item", "6 women")]),
        ("<p hidden>5</p><p style='display: none'>6</p><p>7 men</p>", [("paragraph", "7 men")]),
        ("<script>5</script><style>6</style><p>7 men</p><!-- 8 -->", [("paragraph", "7 men")]),
        ("<table><tr><td>5</td><td></td><td>6</td></tr></table>", [("table", "| 5 | | 6 |")]),
        ("<table><tr><td><p>Five.</p><p>Six.</p></td><td>x</td></tr></table>", None),
        ("<p>Say &lt;!-- and 5 --&gt; more</p>", [("paragraph", "Say ‹!-- and 5 --> more")]),
        ("<p title='a > 5'>6 men</p>", [("paragraph", "6 men")]),
        ("<div>Five<div>six</div>seven</div>", [("headline", "Five"), ("deck", "six"), ("paragraph", "seven")]),
    ],
)
def test_a_fragment_is_read_as_it_is(markup: str, shown: list[tuple[str, str]] | None) -> None:
    document = read_bytes(markup.encode(), name="part.html")
    if shown is None:  # a table that lays out the page
        assert "table" not in {kind for kind, _ in blocks(document)}
    else:
        assert blocks(document) == shown


@pytest.mark.parametrize("body", ["<p>5 men</p><nav>6</nav>", "<footer><p>5 men</p></footer>"])
def test_a_page_without_an_article_is_read_whole_and_says_so(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trafilatura.bare_extraction", lambda *_, **__: None)
    document = read_bytes(f"<html><body>{body}</body></html>".encode(), name="page.html")
    assert document.text == "5 men"
    assert document.notes == ("The article could not be told from the rest of the page: all of its text was read.",)


UNCLOSED = ("<", "<a ", "<a '", "<a b='", "<!--", "<![", "<?", "</", "<!", "&#", "&amp;", "<script>", "<title>", "<td>")


@pytest.mark.parametrize("piece", UNCLOSED)
def test_markup_that_is_never_closed_takes_no_long_time(piece: str) -> None:
    """Quadratic time would take minutes here, and the run of the tests would show it."""
    document = read_bytes(f"<p>5 men</p>{piece * 100_000}".encode(), name="part.html")
    assert document.text.startswith("5 men")


@given(st.text(alphabet="<>/!-&;#apbr 5\"'=\n", max_size=60))
def test_whatever_stands_in_a_fragment_leads_back(markup: str) -> None:
    try:
        document = read_bytes(f"<p>{markup}".encode(), name="part.html")
    except DocumentError:
        return
    assert document.origin is not None
    source = document.origin.source or ""
    for at, character in enumerate(document.text):
        span = document.origin.verbatim(at, at + 1)
        if span is not None and character not in "‹ |\n" and source[slice(*span)] != "&":
            assert source[slice(*span)] == character


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        ("Up **5** to *6*, or __7__ _percent_", "Up 5 to 6, or 7 percent"),
        ("* item 5*3 and 2 * 4, 10**3", "* item 5*3 and 2 * 4, 10**3"),
        ("snake_case_2 [plain] a_b", "snake_case_2 [plain] a_b"),
        ('[20 percent](https://example.org/a_(5) "t"), [b][1][^2]', "20 percent, b"),
        ("640<sup>1</sup> <b class='5'>7</b> 5 < 6", "640¹ 7 5 < 6"),
        ("`5` \\*6\\* ~~40~~ 7&nbsp;percent", "5 *6*  7\xa0percent"),
        ("<!-- *5* --> **6**", "<!-- *5* --> 6"),
        ("```\n**5**\n```\n**6**", "```\n**5**\n```\n6"),
    ],
)
def test_markdown_without_its_marks(marked: str, read: str) -> None:
    document = read_bytes(marked.encode(), name="story.md")
    assert document.text == read
    assert read_text(marked).text == marked


def test_a_finding_in_markdown_is_at_its_place_in_the_file() -> None:
    Path("story.md").write_text("Sales rose from **40** to *50*,\nor [**20** percent](x), last year.", encoding="utf-8")
    [finding] = json.loads(run("check", "--no-reference", "-f", "json", "story.md").stdout)["findings"]
    assert (finding["place"]["line"], finding["place"]["column"], finding["place"]["end_column"]) == (2, 7, 19)


@pytest.mark.parametrize("mark", ["**", "*a", "[a](", "`a", "<a", "~~a", "](", "<!--", "\\*", "\n```\n"])
def test_marks_that_are_never_closed_take_no_long_time(mark: str) -> None:
    read_bytes(f"5 men {mark * 50_000}".encode(), name="story.md")


FRONT = """---
layout: post
headline: >
  Output at the works rose
  5 percent in 2024
deck: 'In all 42 tonnes'
author: X
tags: [a, 5]
captions:
  - "Output of 45 tonnes"
  - Photo of 12 men
cover:
  src: 2024/a.png
  caption: Ships, 640 of them
date: 2025-02-26
---

Output rose by 7 percent in 2024.

```
x = 99
```
"""


def test_front_matter_gives_headline_deck_and_captions() -> None:
    document = read_bytes(FRONT.encode(), name="story.md")
    told = [(k, " ".join(w.split())) for k, w in blocks(document) if k != "front_matter"]
    assert told == [
        ("headline", "Output at the works rose 5 percent in 2024"),
        ("deck", "deck: 'In all 42 tonnes'"),
        ("caption", '- "Output of 45 tonnes"'),
        ("caption", "- Photo of 12 men"),
        ("caption", "caption: Ships, 640 of them"),
        ("paragraph", "Output rose by 7 percent in 2024."),
    ]
    assert document.published == date(2025, 2, 26)
    assert [document.sentence_text(s) for s in document.sentences if s.block == 4] == ["In all 42 tonnes'"]


def test_a_headline_of_the_front_matter_is_held_against_the_story() -> None:
    Path("story.md").write_text(FRONT, encoding="utf-8")
    report = json.loads(run("check", "--no-reference", "-f", "json", "story.md").stdout)
    assert "headline-mismatch" in [finding["rule"] for finding in report["findings"]]
    assert "99" not in [q["surface"] for q in report["quantities"]]


def pdf(*pages: list[str]) -> bytes:
    """A small PDF file: a page a list of lines, empty lines being gaps."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        shown = "".join(f"({line}) Tj 0 -{16 if line else 40} Td\n" for line in page)
        content = f"BT /F1 12 Tf 72 760 Td\n{shown}ET"
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>"
    out, offsets = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{at:010} 00000 n \n" for at in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def test_a_pdf_is_read_by_pages_and_lines() -> None:
    head = "Bulletin of the board, no. 7"
    document = read_bytes(
        pdf(
            [head, "Sales in the towns of the coast rose last year from 40 to 50, which", "is 20 percent more.", "1"],
            [head, "The share fell from 5.2 percent to 4.8 percent.", "Page 2 of 3"],
            [head, "Rents stood still.", "3"],
        ),
        name="a.pdf",
    )
    assert document.text == (
        "Sales in the towns of the coast rose last year from 40 to 50, which\nis 20 percent more.\n\n"
        "The share fell from 5.2 percent to 4.8 percent.\n\nRents stood still."
    )
    at = document.text.index("20 percent")
    assert document.place(at, at + 10).part == "page 1, line 3"
    at = document.text.index("4.8")
    assert str(document.place(at, at + 3)) == "page 2, line 2"


@pytest.mark.parametrize(
    ("data", "complaint"),
    [(pdf([]), "its pages are pictures"), (pdf(["5 men"])[:200], "is damaged"), (b"%PDF-1.7\n", "is damaged")],
)
def test_a_pdf_without_text_is_refused(data: bytes, complaint: str) -> None:
    with pytest.raises(DocumentError, match=complaint):
        read_bytes(data, name="a.pdf")


def letter(encoding: str, body: str = WRONG) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "press@example.org", "desk@example.org"
    message["Subject"], message["Date"] = "Sales up – 20 percent", "Wed, 26 Feb 2025 08:00:00 +0000"
    message.set_content(f"Dear all,\n\nÀ la carte: {body}\n\n> Older words of 99 men\n", cte=encoding)
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="table.pdf")
    return bytes(message)


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable", "base64"])
def test_a_letter_is_read(encoding: str) -> None:
    data = letter(encoding, f"{WRONG} It was a year of much trade in all the towns of the coast.")
    document = read_bytes(data, name="a.eml")
    assert document.title == "Sales up – 20 percent"
    assert document.published == date(2025, 2, 26)
    assert document.notes == ("Not read, because it is attached: table.pdf.",)
    assert "99" not in document.text
    start = document.text.index("or 20 percent") + 3
    place = document.place(start, start + 10)
    assert place.part == "line 3 of the body"
    if encoding == "base64":
        assert place.line is None
    else:
        line = data.decode("utf-8", "replace").splitlines()[(place.line or 0) - 1]
        assert line.startswith(("À la carte", "=C3=80 la carte"))


def test_a_letter_of_an_impossible_year_has_no_date() -> None:
    data = b"From: a@example.org\r\nTo: b@example.org\r\n"
    data += b"Date: Tue, 4 Mar 99999999999999999999 10:00 +0000\r\n\r\nUp 5 percent.\r\n"
    assert read_bytes(data, name="a.eml").published is None


def test_a_letter_in_html() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Sales"
    message.set_content(f"<p>{WRONG}</p>", subtype="html")
    document = read_bytes(bytes(message), name="a.eml")
    start = document.text.index("20 percent")
    assert document.place(start, start + 10).part == "block 1 of the body"


def test_rich_text_is_read_by_paragraphs() -> None:
    data = rb"{\rtf1\ansi{\fonttbl\f0 Arial;}\f0\fs24 A year\par\par Sales rose {\b 5} percent to \'80 7.\par}"
    document = read_bytes(data, name="a.rtf")
    assert document.text == "A year\n\nSales rose 5 percent to € 7."
    assert str(document.place(8, 9)) == "paragraph 2"


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (b"%PDF-1.4 ...", "standard input", "pdf"),
        (rb"{\rtf1 5}", "story.txt", "rtf"),
        (b"<!doctype html><p>5", "standard input", "html"),
        (b"<?xml version='1.0'?>\n<html>", "", "html"),
        (letter("8bit"), "standard input", "mail"),
        (b"Date: 2025-02-26\nTitle: x\n\n5 men", "standard input", "text"),
        (b"# Sales\n", "standard input", "text"),
        (b"<p>5", "a.HTM", "html"),
        (b"5", "a.unknown", "text"),
        (b"From: x", "a.md", "markdown"),
    ],
)
def test_the_format_is_told_by_the_first_bytes_and_the_suffix(data: bytes, name: str, form: str) -> None:
    assert format_of(data, name).name == form


def test_a_page_is_read_from_standard_input() -> None:
    result = run("check", "--no-reference", "-", input=ARTICLE.encode())
    assert "20 percent" in result.stdout
    assert result.exit_code == 1


@pytest.mark.parametrize("module", ["docx", "trafilatura", "pypdf", "striprtf.striprtf"])
def test_a_missing_package_is_named_with_the_command_that_installs_it(
    module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    files = {
        "docx": ("a.docx", b""),
        "trafilatura": ("a.html", b"<html><p>5 men"),
        "pypdf": ("a.pdf", pdf(["5"])),
        "striprtf.striprtf": ("a.rtf", rb"{\rtf1 5}"),
    }
    name, data = files[module]
    with pytest.raises(MissingExtraError, match=r"which is not installed: pip install 'figurecheck\["):
        extras.load("docx", "word", "Word documents need") if module == "docx" else read_bytes(data, name=name)


def test_every_suffix_has_a_reader() -> None:
    for kind in SUFFIXES.values():
        module, _, function = kind.reader.partition(":")
        assert callable(getattr(__import__(f"claims.readers.{module}", fromlist=[function]), function))


def test_a_source_leads_back_into_its_file_too() -> None:
    Path("release.html").write_text(f"<p>Trade.</p>\n<p>{WRONG}</p>", encoding="utf-8")
    Path("notes.eml").write_bytes(letter("8bit", "There were 7 ships."))
    Path("story.txt").write_text("Sales rose to 50. There were 7 ships.", encoding="utf-8")
    arguments = ("check", "--no-reference", "story.txt", "--against", "release.html", "--against", "notes.eml")
    shown = " ".join(run(*arguments).stdout.split())
    assert "50 in release.html, line 2" in shown
    assert re.search(r"7 in notes.eml, line \d", shown)
