"""Word files that are no sound documents: bombs, damage, other formats; each is refused in one sentence."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from claims.errors import DocumentError
from claims.readers import read_bytes
from verify.pipeline import check_document
from verify.report.docx import to_docx


def story(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def bomb(**parts: bytes) -> bytes:
    """A small document with parts put in or replaced."""
    given = {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(story("5"))) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, given.pop(name, None) or old.read(name))
        for name, data in given.items():
            new.writestr(name, data)
    return stream.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
NO_BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (bomb(word__document_xml=ENTITIES), "defines XML entities of its own"),
        (bomb(word__document_xml=ENTITIES.decode().encode("utf-16")), "defines XML entities of its own"),
        (bomb(word__more_xml=b" " * 45_000_000), "unpacks to more than a document may have"),
        (bomb(**{f"word__p{n}": b"" for n in range(5_001)}), "unpacks to more than a document may have"),
        (bomb(word__document_xml=b"<w:document"), "cannot be opened as a Word document"),
        (bomb(word__document_xml=b"<a>" * 5_000), "cannot be opened as a Word document"),
        (bomb(word__document_xml=NO_BODY), "cannot be opened as a Word document"),
        (bomb(word__document_xml=NO_BODY.replace(b"w:document", b"w:note")), "cannot be opened as a Word document"),
        (bomb(word__styles_xml=NO_BODY), "cannot be opened as a Word document"),
        (story("5")[:3000], "is damaged"),
        (b"PK\x03\x04" + b"\0" * 100, "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .docx"),
        (b"just text", "does not begin like one"),
        (story(), "has no text in it"),
    ],
    ids=[
        "entities",
        "entities in UTF-16",
        "zip bomb",
        "many parts",
        "bad XML",
        "deep XML",
        "no body",
        "another root",
        "no styles",
        "cut off",
        "no ZIP",
        "old",
        "text",
        "empty",
    ],
)
def test_what_is_no_sound_document_is_refused_in_one_sentence(data: bytes, complaint: str) -> None:
    with pytest.raises(DocumentError, match=complaint) as caught:
        read_bytes(data, name="story.docx")
    assert "\n" not in str(caught.value)


def test_a_document_that_takes_no_comments_is_refused_in_one_sentence() -> None:
    """Its text can be read; that a part of it has no name is seen when the package is written."""
    name = "word/_rels/document.xml.rels"
    data = story("The fair opened on Monday, Feb. 25, 2025.")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        relations = package.read(name).replace(b'Id="rId7" ', b"")
        parts = {each: package.read(each) for each in package.namelist()} | {name: relations}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for each, content in parts.items():
            package.writestr(each, content)
    report = check_document(read_bytes(stream.getvalue(), name="story.docx"), store=None)
    assert report.findings
    with pytest.raises(DocumentError, match="no comments can be written into it"):
        to_docx(report)
