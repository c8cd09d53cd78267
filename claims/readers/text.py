"""A text, from a string or from a file, as a `Document`; offsets stay those of the text as given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from claims.document import Block, Document, Sentence
from claims.origin import Origin
from claims.readers.blocks import blank_comments, content_start, find_blocks
from claims.readers.dates import find_dateline, find_published
from claims.readers.sentences import split

__all__ = ["read_text"]


def read_text(
    text: str,
    *,
    id: str = "",
    published: date | None = None,
    title: str | None = None,
    blocks: tuple[Block, ...] | None = None,
    origin: Origin | None = None,
) -> Document:
    """Return the document of a text, plain or Markdown; a date given by the caller comes first.

    A reader that knows the blocks of its file gives them, with the origin of the text.
    """
    story = blank_comments(text)  # of the same length: every offset holds in both
    blocks = find_blocks(story) if blocks is None else blocks
    sentences: list[Sentence] = []
    for block in blocks:
        for start, end in split(story, content_start(story, block), block.end):
            sentences.append(Sentence(start, end, len(sentences), block.index))
    document = Document(
        text=text,
        id=id,
        title=title,
        published=published or find_published(story, blocks),
        blocks=blocks,
        sentences=tuple(sentences),
        origin=origin,
    )
    if title is None:
        headline = next((b for b in blocks[:8] if b.kind == "headline"), None)
        if headline:
            document = replace(document, title=story[content_start(story, headline) : headline.end].strip())
    dateline = find_dateline(story, blocks, document.published)
    if dateline:
        document = replace(document, dateline=dateline[0], dateline_span=dateline[1:])
    return document
