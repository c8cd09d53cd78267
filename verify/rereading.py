"""Some sentences read again with one figure printed otherwise: what would the words assert then?

"That is 2.7 percent down on last winter's 60.9" beside 58.2 percent: as a percentage the figure belongs to nothing.
Read again as "2.7 percentage points" the same words tell what lies between the two rates, and it fits.
"""

from __future__ import annotations

from dataclasses import replace

from claims.binding import bind
from claims.document import Block, Document
from claims.model import Quantity
from claims.periods import find_mentions
from claims.quantities import extract
from claims.readers import read_text
from claims.relations import propose
from verify.consistency import resolve
from verify.finding import CheckedRelation

__all__ = ["reread"]


def reread(document: Document, start: int, end: int, quantity: Quantity, printed: str) -> tuple[CheckedRelation, ...]:
    """Return the relations of a figure if it were printed so, judged.

    Only text[start:end], some sentences of its paragraph, is read again, as if it were all of the story: offsets are
    those of this piece.
    """
    before, after = document.text[start : quantity.start], document.text[quantity.end : end]
    text = f"{before}{printed}{after}"
    block = Block(0, len(text), 0, document.block_of(document.sentence_at(quantity.start)).kind)
    told = replace(read_text(text, published=document.published, blocks=(block,)), published=document.published)
    mentions = find_mentions(told)
    found = extract(told, mentions)
    own = {q.id for q in found if q.start <= len(before) < q.end}
    proposed = propose(told, found, bind(told, found, mentions), mentions)
    return tuple(c for c in resolve(proposed) if own & {q.id for q in c.relation.members})
