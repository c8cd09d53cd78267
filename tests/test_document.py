"""Readers: files and encodings, blocks, sentences, dates of publication, offsets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.document import Document
from claims.errors import (
    BinaryFileError,
    DocumentError,
    EmptyDocumentError,
    EncodingError,
    MissingFileError,
    TooLargeError,
)
from claims.readers import decode, read_file, read_text


def sentences(text: str) -> list[str]:
    document = read_text(text)
    return [document.sentence_text(s) for s in document.sentences]


def kinds(text: str) -> list[str]:
    return [block.kind for block in read_text(text).blocks]


# --- sentences ---------------------------------------------------------------------------------------------

ONE_SENTENCE = [
    "The U.S. economy grew 2.4 percent.",
    "The U.S. Bureau of Labor Statistics said so.",
    "Growth was 3.5 percent, or $1.2bn more.",
    "On Feb. 25 the No. 1 port, J. P. Smith & Co. said, was full.",
    "Acme Inc. said at 4 p.m. Tuesday that Dr. Lee had won.",
    "It cost Rs. 500, i.e. about $6, vs. $7 before.",
    "He waited ... and then left.",
    "It sold 2.5 m. tonnes.",
    "“It rose. It fell”, she said, to 3.5.",
    "The domain ends in .cn or .com and costs .5 percent.",
    "See Fig. 3 and p. 12 of vol. 2.",
    "Gen. Park of St. Paul met Sen. Diaz and Ms. Ito.",
]


@pytest.mark.parametrize("text", [t for t in ONE_SENTENCE if "”" not in t])
def test_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Sales rose 3.5. 60 shops closed.", 2),
        ("It was built in the U.S. The owner is Acme Inc. It costs $1.2bn. Nobody knows why!", 4),
        ("He said no. The vote is off.", 2),
        ("“We won.” Then it rained.", 2),
        ("Is it true? Yes… It is.", 3),
        ("Users like .cn. They pay 5 yuan.", 2),
        ("销售额增长。出口下降！", 2),
        ("It rose 5 percent 😀. It fell later.", 2),
        ("The plan is dead. (It was costly.) So what?", 3),
        ("Deaths rose to 3,119. 2,552 of them were men.", 2),
        ("She left at 4 p.m. The train was late.", 2),
    ],
)
def test_several_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count, sentences(text)


# --- blocks ------------------------------------------------------------------------------------------------


def test_headline_deck_and_paragraphs() -> None:
    text = "Port traffic up 4 percent\n\nBest year since 2017\n\nThe port grew.\nIt is big.\n\nIt is old.\n"
    assert kinds(text) == ["headline", "deck", "paragraph", "paragraph"]
    assert read_text(text).title == "Port traffic up 4 percent"


def test_paragraphs_of_one_line_each() -> None:
    long = "The port handled more ships than ever before, " * 3 + "its master said."
    assert kinds(f"Port traffic up 4 percent\n{long}\n{long}\n") == ["headline", "paragraph", "paragraph"]
    assert kinds("The port handled\nmore ships. It was\nfull.\nIt is old.") == ["paragraph"]


def test_a_text_of_one_line_has_no_headline() -> None:
    assert kinds("Port traffic up 4 percent") == ["paragraph"]
    assert kinds("The port grew.\n\nIt is old.") == ["paragraph", "paragraph"]


def test_markdown() -> None:
    text = (
        "# Vans\n\nSales rose.\n\n- one\n- two\n\n1. first\n2) second\n\n"
        "| Month | Sold |\n|---|---|\n| June | 3 |\n\n"
        "## More\n\nChart: vans sold. 2004: 15.\n"
    )
    assert kinds(text) == [
        *["headline", "paragraph", "list_item", "list_item", "list_item", "list_item"],
        *["table", "table", "table", "headline", "caption"],
    ]
    assert sentences(text)[:4] == ["Vans", "Sales rose.", "one", "two"]


def test_plain_tables() -> None:
    assert kinds("Sales rose.\n\nJune\t3,010\nJuly\t3,255\n") == ["paragraph", "table", "table"]
    assert kinds("Sales rose.\n\nJune     3,010\nJuly     3,255\n") == ["paragraph", "table", "table"]


def test_front_matter() -> None:
    text = "---\ntitle: Port grows 4 percent\ndate: 2025-02-26\n---\n\nThe port grew.\n"
    document = read_text(text)
    assert kinds(text) == ["front_matter", "headline", "front_matter", "front_matter", "paragraph"]
    assert (document.published, document.title) == (date(2025, 2, 26), "Port grows 4 percent")


# --- dates of publication ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "published", "dateline"),
    [
        ("Up 4 percent\n\nAgency) 09:50, February 26, 2025\n\nIt grew.", date(2025, 2, 26), None),
        (
            "Up 4 percent\n\nPublished: 3 March 2024\n\nOSLO, March 2 (Agency) -- It grew.",
            date(2024, 3, 3),
            date(2024, 3, 2),
        ),
        ("LONDON, 3 March 2024 -- It grew.", date(2024, 3, 3), date(2024, 3, 3)),
        ("NEW YORK, Dec. 31, 2023 (Agency) — It grew.", date(2023, 12, 31), date(2023, 12, 31)),
        ("OSLO, Feb. 25 (Agency) -- It grew.", None, None),
        ("The port grew on 3 March 2024 -- by 4 percent.", None, None),
        ("It grew on February 26, 2025.", None, None),
        ("date: 2024-02-30\n\nIt grew.", None, None),
    ],
)
def test_date_of_publication(text: str, published: date | None, dateline: date | None) -> None:
    document = read_text(text)
    assert (document.published, document.dateline) == (published, dateline)


def test_the_date_of_the_caller_comes_first_and_gives_the_dateline_its_year() -> None:
    document = read_text("OSLO, Dec. 30 (Agency) -- It grew.", published=date(2025, 1, 2))
    assert (document.published, document.dateline) == (date(2025, 1, 2), date(2024, 12, 30))
    assert document.dateline_span == (0, 25)


# --- files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "Die Löhne stiegen um 4 Prozent. Für Zürich, Köln und Genève gilt das nicht, größere Städte zögern.\n" * 3
    file = tmp_path / "story.txt"
    file.write_bytes(text.encode(encoding))
    assert read_file(file).text == text


def refused(tmp_path: Path, data: bytes) -> str:
    file = tmp_path / "story.txt"
    file.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read_file(file)
    return f"{type(caught.value).__name__}: {caught.value}".replace(str(file), "story.txt")


def test_refusals(tmp_path: Path) -> None:
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    assert refused(tmp_path, png).startswith(f"{BinaryFileError.__name__}: story.txt looks like a binary file")
    assert refused(tmp_path, b"") == f"{EmptyDocumentError.__name__}: story.txt is empty"
    assert refused(tmp_path, b"\xef\xbb\xbf\n ") == f"{EmptyDocumentError.__name__}: story.txt is empty"
    assert refused(tmp_path, b"\xff\xfea").startswith(f"{EncodingError.__name__}: story.txt begins like utf-16")
    assert refused(tmp_path, b"x" * 5_000_001) == f"{TooLargeError.__name__}: story.txt is 5.0 MB; the limit is 5 MB"


def test_missing_files(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="does not exist"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(MissingFileError, match="is a directory"):
        read_file(tmp_path)
    with pytest.raises(DocumentError, match="cannot be read"):
        read_file("a\0b")


def test_five_megabytes_are_read() -> None:
    text = decode(b"Sales rose 3 percent.\n\n" * 200_000)
    assert len(text) == 4_600_000


# --- offsets -----------------------------------------------------------------------------------------------


def test_offsets_with_emoji_and_cjk() -> None:
    text = "\ufeff😀 销售额 grew.\r\nIt 🚀 fell."
    document = read_text(text)
    assert [document.sentence_text(s) for s in document.sentences] == ["😀 销售额 grew.", "It 🚀 fell."]
    at = text.index("fell")
    assert document.utf16(at) == len(text[:at].encode("utf-16-le")) // 2
    assert document.line_column(at) == (2, 6)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_utf16_and_lines_of_any_text(text: str) -> None:
    document = Document(text=text)
    for at in range(0, len(text) + 1, 7):
        assert document.utf16(at) == len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
        line, column = document.line_column(at)
        assert line == text.count("\n", 0, at) + 1
        assert column == at - (text.rfind("\n", 0, at) + 1) + 1


PIECES = st.lists(
    st.sampled_from(
        [
            *[
                "Sales",
                "rose",
                "3.5",
                "U.S.",
                "Inc.",
                ".",
                "!",
                "?",
                "…",
                "”",
                "“",
                "(",
                ")",
                "😀",
                "。",
                "No. 1",
            ],
            *[
                "\n",
                "\n\n",
                "\r\n",
                "\t",
                "| a | b |",
                "- ",
                "# ",
                "1. ",
                "Chart: ",
                "---",
                "date: 2024-01-02",
            ],
        ]
    ),
    max_size=40,
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300), PIECES.map(" ".join), PIECES.map("".join)))
def test_blocks_and_sentences_cover_any_text(text: str) -> None:
    document = read_text(text)
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end
        assert not text[at : block.start].strip("\ufeff\u200b \t\r\n").strip()
        at = block.end
    assert not text[at:].strip("\ufeff\u200b \t\r\n").strip()
    at = 0
    for number, sentence in enumerate(document.sentences):
        block = document.block_of(sentence)
        assert sentence.index == number
        assert max(at, block.start) <= sentence.start < sentence.end <= block.end
        assert document.sentence_at(sentence.start) == sentence
        at = sentence.end
