"""Word documents in and out: what is read, where it stands, and comments at exactly the figures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from claims.readers import read_bytes
from claims.readers.word import open_word
from verify.cli import cli
from verify.pipeline import check_document
from verify.report.docx import AUTHOR, to_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def story(*paragraphs: str) -> bytes:
    """A document whose paragraphs are given as the XML of their runs."""
    document = docx.Document()
    body = document.element.body
    for n, inner in enumerate(paragraphs):
        body.insert(n, parse_xml(f"<w:p {W}>{inner}</w:p>"))
    return saved(document)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(text: str) -> str:
    return f'<w:ins w:id="7" w:author="Desk">{run(text)}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="8" w:author="Desk"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def field(instruction: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (run("Sales rose ") + run("5", "<w:b/>") + run(" percent."), "Sales rose 5 percent."),
        (run("Sales rose ") + deleted("15") + inserted("5") + run(" percent."), "Sales rose 5 percent."),
        (
            f'<w:moveFrom w:id="1">{run("gone")}</w:moveFrom>'
            + run("Here 5 ")
            + f'<w:moveTo w:id="2">{run("too")}</w:moveTo>',
            "Here 5 too",
        ),
        (f'<w:hyperlink w:anchor="x">{run("5 percent")}</w:hyperlink>' + run(" more"), "5 percent more"),
        (run("Page ") + field("PAGE", "12") + run(" says 5"), "Page  says 5"),
        (run("In ") + field("REF sales", "2024") + run(" it was 5"), "In 2024 it was 5"),
        (f'<w:fldSimple w:instr=" NUMPAGES ">{run("44")}</w:fldSimple>' + run("only 5"), "only 5"),
        (run("Up 5 percent") + run("37", "<w:vanish/>"), "Up 5 percent"),
        (run("Up 5 percent") + run("37", '<w:vanish w:val="false"/>'), "Up 5 percent37"),
        (run("640") + run("1", '<w:vertAlign w:val="superscript"/>') + run(" ships"), "640¹ ships"),
        (run("5") + "<w:r><w:tab/></w:r>" + run("6"), "5\t6"),
        ("<w:r><w:t>5</w:t><w:br/><w:t>6</w:t></w:r>", "5\n6"),
        (f"<w:sdt><w:sdtContent>{run('5 percent')}</w:sdtContent></w:sdt>", "5 percent"),
        (run("A &lt;!-- figure of 5"), "A ‹!-- figure of 5"),
    ],
)
def test_the_text_is_that_of_the_accepted_document(runs: str, text: str) -> None:
    assert read_bytes(story(runs), name="a.docx").text == text


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="3" w:author="Desk"/></w:rPr></w:pPr>'
    document = read_bytes(story(mark + run("Sales rose 5 "), run("percent in 2024.")), name="a.docx")
    assert document.text == "Sales rose 5 percent in 2024."
    assert len(document.blocks) == 1


def test_blocks_have_the_kind_of_their_style_and_a_name() -> None:
    document = docx.Document()
    document.add_heading("Cargo grows 5 percent", 0)
    document.add_paragraph("The port counted 1.2 million boxes", style="Subtitle")
    document.add_paragraph("")
    document.add_paragraph("In 2024 it was 40 ships.")
    document.add_paragraph("12 berths", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("Year", "Boxes", "2024", "1.2 million"), strict=True
    ):
        cell.text = words
    document.add_paragraph("Chart: 1.2 million boxes", style="Caption")
    read = read_bytes(saved(document), name="a.docx")
    shown = [(b.kind, read.text[b.start : b.end], read.place(b.start, b.end).part) for b in read.blocks]
    assert shown == [
        ("headline", "Cargo grows 5 percent", "paragraph 1"),
        ("deck", "The port counted 1.2 million boxes", "paragraph 2"),
        ("paragraph", "In 2024 it was 40 ships.", "paragraph 3"),
        ("list_item", "12 berths", "paragraph 4"),
        ("table", "| Year | Boxes |", "table 1, row 1"),
        ("table", "| 2024 | 1.2 million |", "table 1, row 2"),
        ("caption", "Chart: 1.2 million boxes", "paragraph 5"),
    ]
    assert read.title == "Cargo grows 5 percent"


def test_a_table_of_one_column_only_lays_out() -> None:
    document = docx.Document()
    document.add_table(1, 1).rows[0].cells[0].text = "Sales rose 5 percent."
    assert read_bytes(saved(document), name="a.docx").text == "Sales rose 5 percent."


def with_footnote(text: str, note: str) -> bytes:
    """A story with a footnote, a header and a text box."""
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"<w:p>{run('Boxed: sales rose from 40 to 50, or 20 percent.')}</w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document = docx.Document(io.BytesIO(story(run(text) + reference, run("Beside it.") + box)))
    document.sections[0].header.paragraphs[0].text = "Embargo: 26 February 2025"
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    xml = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{run(note)}</w:p></w:footnote></w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, xml.encode(), document.part.package)
    document.part.relate_to(part, FOOTNOTES)
    return saved(document)


def test_footnotes_headers_and_text_boxes_follow_the_story() -> None:
    document = read_bytes(with_footnote("Sales rose 5 percent.", "In 2024 alone."), name="a.docx")
    shown = [(document.text[b.start : b.end], document.place(b.start, b.end).part) for b in document.blocks]
    assert shown == [
        ("Sales rose 5 percent.", "paragraph 1"),
        ("Beside it.", "paragraph 2"),
        ("Boxed: sales rose from 40 to 50, or 20 percent.", "text box beside paragraph 2"),
        ("In 2024 alone.", "footnote 1"),
        ("Embargo: 26 February 2025", "header"),
    ]


def commented(data: bytes) -> tuple[bytes, list[tuple[str, str]]]:
    """The document with comments, and what they are at: (words, first line of the comment)."""
    report = check_document(read_bytes(data, name="story.docx"), store=None)
    written = to_docx(report)
    return written, list(comments_of(written))


def comments_of(data: bytes) -> Iterator[tuple[str, str]]:
    """Read the comments back with python-docx, and the words between their markers."""
    document = docx.Document(io.BytesIO(data))
    for comment in document.comments:
        words, inside = "", False
        for element in document.element.body.iter():
            if element.get(qn("w:id")) == str(comment.comment_id):
                inside = element.tag == qn("w:commentRangeStart") or (inside and element.tag != qn("w:commentRangeEnd"))
            elif inside and element.tag in (qn("w:t"), qn("w:tab"), qn("w:br")):
                words += element.text or " "
        assert comment.author == AUTHOR
        yield words, comment.text.split("\n")[0]


WRONG = "Sales rose from 40 to 50, or 20 percent, last year."


@pytest.mark.parametrize(
    "runs",
    [
        run(WRONG),
        run("Sales rose from 40 to 50, or 2") + run("0 per", "<w:b/>") + run("cent, last year."),
        run("Sales rose from 40 to 50, or ") + deleted("25") + inserted("20 percent") + run(", last year."),
        run("Sales rose from 40 to 50, or ") + deleted("25") + inserted("20") + run(" percent, last year."),
        f'<w:hyperlink w:anchor="x">{run(WRONG)}</w:hyperlink>',
        '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">Sales rose from 40 to 50, or </w:t><w:t>20</w:t>'
        '<w:t xml:space="preserve"> percent</w:t><w:t>, last year.</w:t></w:r>',
        f"<w:sdt><w:sdtContent>{run(WRONG)}</w:sdtContent></w:sdt>",
    ],
    ids=["one run", "three runs", "inserted", "partly inserted", "link", "one run of four texts", "control"],
)
def test_a_comment_is_at_exactly_the_figure(runs: str) -> None:
    data = story(run("A year of trade"), runs, run("The end."))
    written, comments = commented(data)
    assert comments == [("20 percent", comments[0][1])]
    assert "25 percent, not 20 percent" in comments[0][1]
    assert read_bytes(written, name="a.docx").text == read_bytes(data, name="a.docx").text


def test_runs_keep_their_properties_when_they_are_cut() -> None:
    written, _ = commented(story(run(WRONG, '<w:b/><w:color w:val="FF0000"/>')))
    runs = [r for r in docx.Document(io.BytesIO(written)).paragraphs[0].runs if r.text]
    assert [r.text for r in runs] == ["Sales rose from 40 to 50, or ", "20 percent", ", last year."]
    assert all(r.bold and str(r.font.color.rgb) == "FF0000" for r in runs)


def plain(xml: bytes) -> bytes:
    """The canonical XML of a part without comment markers, neighbouring runs of the same look joined."""
    root = etree.fromstring(xml)
    for element in list(root.iter()):
        if element.tag in (qn("w:commentRangeStart"), qn("w:commentRangeEnd")) or (
            element.tag == qn("w:r") and element.find(qn("w:commentReference")) is not None
        ):
            element.getparent().remove(element)
    for run_ in list(root.iter(qn("w:r"))):
        before = run_.getprevious()
        if before is None or before.tag != run_.tag:
            continue
        looks = [etree.tostring(p) if (p := r.find(qn("w:rPr"))) is not None else b"" for r in (before, run_)]
        texts = [r.findall(qn("w:t")) for r in (before, run_)]
        if looks[0] == looks[1] and all(len(t) == 1 for t in texts):
            texts[1][0].text = (texts[0][0].text or "") + (texts[1][0].text or "")
            texts[1][0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            before.getparent().remove(before)
    return etree.tostring(root, method="c14n")


def test_nothing_else_is_changed() -> None:
    document = docx.Document(io.BytesIO(with_footnote(WRONG, "In all.")))
    document.add_picture(io.BytesIO(PIXEL))
    data = saved(document)
    written, comments = commented(data)
    assert len(comments) == 2
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(written)) as after:
        assert after.testzip() is None
        changed = {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}
        assert set(after.namelist()) - set(before.namelist()) == {"word/comments.xml"}
        for name in set(before.namelist()) - changed:
            assert before.read(name) == after.read(name), name
        assert plain(before.read("word/document.xml")) == plain(after.read("word/document.xml"))
        for name, added in (
            ("[Content_Types].xml", "/word/comments.xml"),
            ("word/_rels/document.xml.rels", "comments.xml"),
        ):
            old, new = (
                {etree.tostring(e, method="c14n") for e in etree.fromstring(z.read(name))} for z in (before, after)
            )
            assert old < new
            [extra] = new - old
            assert added.encode() in extra


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e366"
    "0000000049454e44ae426082"
)


def test_what_word_takes_no_comment_at_is_said_at_its_reference() -> None:
    _, comments = commented(with_footnote("The year was good.", WRONG))
    box, note = comments
    assert box[1].startswith("In text box beside paragraph 2, at “20 percent”: From 40 to 50 is a rise of 25 percent")
    assert note[1].startswith("In footnote 1, at “20 percent”: ")


def test_comments_of_others_stay_and_ours_are_not_made_twice() -> None:
    document = docx.Document(io.BytesIO(story(run(WRONG))))
    document.add_comment(document.paragraphs[0].runs, "Source?", author="Desk", initials="D")
    once = to_docx(check_document(read_bytes(saved(document), name="a.docx"), store=None))
    twice = to_docx(check_document(read_bytes(once, name="a.docx"), store=None))
    for data in (once, twice):
        assert [c.author for c in docx.Document(io.BytesIO(data)).comments] == ["Desk", AUTHOR]


def test_equal_findings_have_a_comment_each() -> None:
    _, comments = commented(story(run(WRONG), run("Elsewhere sales rose from 40 to 50, or 20 percent.")))
    assert [words for words, _ in comments] == ["20 percent", "20 percent"]


def test_the_same_input_gives_the_same_bytes() -> None:
    data = story(run(WRONG))
    assert commented(data)[0] == commented(data)[0]


def test_a_document_without_findings_comes_back_as_it_is() -> None:
    data = story(run("All is well."))
    assert commented(data) == (data, [])


def test_the_pieces_are_the_text() -> None:
    data = with_footnote(WRONG, "In all, 5 percent.")
    text = read_bytes(data, name="a.docx").text
    for piece in open_word(data, "a.docx").pieces:
        assert text[piece.start : piece.end] == piece.text


def invoke(*arguments: str) -> Any:
    return CliRunner().invoke(cli, list(arguments), prog_name="figurecheck")


def test_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.docx").write_bytes(story(run(WRONG)))
    Path("b.docx").write_bytes(story(run("Elsewhere " + WRONG)))
    Path("out").mkdir()
    assert invoke("check", "--no-reference", "-f", "docx", "-o", "checked.docx", "a.docx").exit_code == 1
    assert [words for words, _ in comments_of(Path("checked.docx").read_bytes())] == ["20 percent"]
    assert invoke("check", "--no-reference", "-f", "docx", "-o", "out", "a.docx", "b.docx").exit_code == 1
    assert sorted(p.name for p in Path("out").iterdir()) == ["a.docx", "b.docx"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("a.docx",), "needs --output"),
        (("-o", "a.docx", "a.docx"), "would be replaced by its own commented copy"),
        (("-o", "c.docx", "a.txt"), "a.txt is no Word document"),
        (("-o", "c.docx", "a.docx", "b.docx"), "make a folder"),
        (("-o", "none/c.docx", "a.docx"), "there is no folder none"),
    ],
)
def test_where_comments_cannot_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = story(run(WRONG))
    for name in ("a.docx", "b.docx"):
        Path(name).write_bytes(before)
    Path("a.txt").write_text(WRONG, encoding="utf-8")
    result = invoke("check", "--no-reference", "-f", "docx", *arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert Path("a.docx").read_bytes() == before


def test_the_text_report_names_the_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(story(run("A year of trade"), run(WRONG)))
    assert "  paragraph 2\n" in invoke("check", "--no-reference", str(path)).stdout


THREE = (
    "The port employs 340 people: 210 dockers, 85 drivers and 55 clerks. Sales rose from 40 to 50, or 20 percent. "
    "Unemployment fell from 5.2 percent to 4.8 percent, a drop of 0.4 percent."
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, len(THREE) - 1), max_size=40))
def test_wherever_runs_are_cut_comments_are_at_the_figures(cuts: list[int]) -> None:
    edges = [0, *sorted(set(cuts)), len(THREE)]
    looks = ("", "<w:b/>", "<w:i/>")
    runs = "".join(run(THREE[a:b], looks[n % 3]) for n, (a, b) in enumerate(pairwise(edges)))
    written, comments = commented(story(runs))
    assert [words for words, _ in comments] == ["340", "20 percent", "0.4 percent"]
    assert read_bytes(written, name="a.docx").text == THREE
