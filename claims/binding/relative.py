"""What a clause with "who" says of a subject: "The share of pupils who sat maths rose to 38 percent"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.binding.attachment import Attachment
from claims.binding.chains import Chain
from claims.binding.item import Item
from claims.binding.scan import Left

__all__ = ["with_who_did"]


def with_who_did(items: Sequence[Item], at: int, found: Attachment) -> Attachment:
    """Add to a subject what the clause behind it says: it tells which of the people are counted."""
    chain = found.chain
    if found.how != "subject" or chain is None or found.predicate is not None or found.added or found.part is not None:
        return found
    main = Left.of(items, at).at
    first = chain.last + 2
    if chain.last + 1 >= len(items) or items[chain.last + 1].lower not in ("who", "that") or main <= first:
        return found
    if items[chain.last + 1].kind != "rel" or not any(item.kind == "verb" for item in items[first:main]):
        return found
    clause = items[first:main]
    if any(item.kind in ("comma", "stop", "sub", "figure", "open", "close") for item in clause):
        return found
    last = next((n for n in range(main - 1, first - 1, -1) if items[n].kind in ("np", "verb")), first - 1)
    return replace(found, predicate=Chain(first, last)) if last >= first else found
