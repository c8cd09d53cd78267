"""A text, from a string or from a file, as a `Document`; offsets stay those of the text as given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from claims.document import Document, Sentence
from claims.readers.blocks import content_start, find_blocks
from claims.readers.dates import find_dateline, find_published
from claims.readers.sentences import split

__all__ = ["read_text"]


def read_text(text: str, *, id: str = "", published: date | None = None, title: str | None = None) -> Document:
    """Return the document of a text, plain or Markdown; a date given by the caller comes first."""
    blocks = find_blocks(text)
    sentences: list[Sentence] = []
    for block in blocks:
        for start, end in split(text, content_start(text, block), block.end):
            sentences.append(Sentence(start, end, len(sentences), block.index))
    document = Document(
        text=text,
        id=id,
        title=title,
        published=published or find_published(text, blocks),
        blocks=blocks,
        sentences=tuple(sentences),
    )
    if title is None:
        headline = next((b for b in blocks[:8] if b.kind == "headline"), None)
        if headline:
            document = replace(document, title=text[content_start(text, headline) : headline.end])
    dateline = find_dateline(text, blocks, document.published)
    if dateline:
        document = replace(document, dateline=dateline[0], dateline_span=dateline[1:])
    return document
