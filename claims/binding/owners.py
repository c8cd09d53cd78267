"""Whose a figure is where "its" and "their" point back to a thing of the same sentence."""

from __future__ import annotations

from collections.abc import Sequence

from claims.binding.attachment import Attachment
from claims.binding.chains import Chain, subject_of
from claims.binding.item import Item
from claims.binding.words import vocabulary

__all__ = ["owner_of"]

_REACH = 40
_DEPTH = 3
_PARTS = frozenset({"comma", "stop", "conj", "sub"})


def owner_of(items: Sequence[Item], found: Attachment) -> Chain | None:
    """Return "Imports" for "their volume" in "Imports fell 2 percent; their volume was down 4 percent".

    Only the subject of an earlier clause can own: "Shops raised their prices" says whose in its own words.
    """
    return None if found.chain is None or found.chain.empty else _owner(items, found.chain, 0)


def _owner(items: Sequence[Item], chain: Chain, depth: int) -> Chain | None:
    det = items[chain.first].det
    begin = _last(items, chain.first - 1, _PARTS)
    if det not in ("its", "their") or begin is None or depth > _DEPTH:
        return None
    verb = _last(items, begin - 1, frozenset({"verb"}))
    owner = subject_of(items, verb) if verb is not None else None
    if owner is None or owner.how or items[owner.last].kind != "np" or not items[owner.first].words:
        return None
    if items[owner.first].det == det:
        return _owner(items, owner, depth + 1)  # "their volume fell and their prices rose"
    head = items[owner.first].words[-1].lower
    plural = head.endswith("s") and not head.endswith("ss")
    if items[owner.first].owner or plural is not (det == "their") or head in vocabulary().generic:
        return None
    return owner


def _last(items: Sequence[Item], at: int, kinds: frozenset[str]) -> int | None:
    return next((n for n in range(at, max(at - _REACH, -1), -1) if items[n].kind in kinds), None)
