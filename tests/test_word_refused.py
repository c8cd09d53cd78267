"""Word files that are no sound documents: bombs, damage, other formats; each is refused in one sentence."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from claims.errors import DocumentError
from claims.readers import read_bytes


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


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (bomb(word__document_xml=ENTITIES), "defines XML entities of its own"),
        (bomb(word__document_xml=ENTITIES.decode().encode("utf-16")), "defines XML entities of its own"),
        (bomb(word__more_xml=b" " * 45_000_000), "unpacks to more than a document may have"),
        (bomb(**{f"word__p{n}": b"" for n in range(5_001)}), "unpacks to more than a document may have"),
        (bomb(word__document_xml=b"<w:document"), "cannot be opened as a Word document"),
        (bomb(word__document_xml=b"<a>" * 5_000), "cannot be opened as a Word document"),
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
