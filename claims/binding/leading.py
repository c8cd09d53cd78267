"""Names that only open a sentence: "Apple earned $3 billion", "Labour is on 31 percent"."""

from __future__ import annotations

from collections.abc import Sequence

from claims.binding.areas import Found, Places
from claims.binding.gazetteer import gazetteer
from claims.binding.item import Item
from claims.binding.words import ABSTRACT, vocabulary, word_set
from claims.model import Kind

__all__ = ["leading_name"]

_GAINS = word_set("gains")


def leading_name(items: Sequence[Item], at: int, places: Places) -> Found | None:
    """Read a capital at a sentence's beginning as a name where the verb wants an agent: "Apple earned"."""
    item = items[at]
    after = next((i for i in items[at + 1 : at + 3] if i.kind not in ("adv", "aux")), None)
    apposed = after is not None and after.kind == "comma"
    if apposed:
        after = _verb_after_apposition(items, at)
    if item.det or item.owner or len(item.words) != 1 or after is None:
        return None
    agentive = after.kind == "verb" and after.sense in ("other", "say", "have") and after.lower not in ("cost", "costs")
    word = item.words[0]
    if word.capital and _is_on(items, after) and word.lower not in places.common:
        return Found(word.start, word.end, word.text, word.text, words=1)  # "Labour is on 31 percent"
    agentive = (
        agentive
        or (after.lower in ("made", "makes") and _gets_things(items, after))
        or (after.lower in _GAINS and _gets_things(items, after))
    )
    plural = word.lower.endswith("s") and not word.lower.endswith("us") and not apposed
    plural = plural and after.lower not in word_set("contests")
    if not agentive or not word.capital or plural or word.lower in places.common:
        return None
    if word.lower in vocabulary().mass or word.lower in gazetteer().not_names or word.lower.endswith(ABSTRACT):
        return None
    return Found(word.start, word.end, word.text, word.text, words=1)


def _verb_after_apposition(items: Sequence[Item], at: int) -> Item | None:
    """Return the verb of "Nimbus, the maker of drones, had revenue of …"."""
    if at + 2 >= len(items):
        return None
    relative = items[at + 2].lower == "which"  # "Equinor, which operates it, plans to drill"
    if not relative and (items[at + 2].kind != "np" or items[at + 2].det not in ("a", "an", "the")):
        return None
    close = next((n for n in range(at + 3, min(at + 14, len(items))) if items[n].kind == "comma"), None)
    if close is None or any(i.kind in ("figure", "stop") for i in items[at + 2 : close]):
        return None
    if not relative and any(i.kind == "verb" for i in items[at + 2 : close]):
        return None
    return next((i for i in items[close + 1 : close + 3] if i.kind not in ("adv", "aux")), None)


def _is_on(items: Sequence[Item], verb: Item) -> bool:
    """Say whether a percentage follows "is on": who is on it is a party."""
    at = next((n for n, item in enumerate(items) if item is verb), len(items))
    quantity = items[at + 2].quantity if at + 2 < len(items) and items[at + 1].lower == "on" else None
    return verb.lower in ("is", "are", "was", "were") and quantity is not None and quantity.unit == "percent"


def _gets_things(items: Sequence[Item], verb: Item) -> bool:
    """Say whether money or a count follows a verb: "Velmora raised $20 million", but "Sterling lost 1 percent"."""
    at = next((n for n, item in enumerate(items) if item is verb), len(items))
    result = items[at + 1 : at + 3]
    if len(result) == 2 and result[0].det in ("a", "an") and result[1].lower == "of":
        at += 2  # "made a profit of $2 billion"
    quantity = items[at + 1].quantity if at + 1 < len(items) else None
    if quantity is None:
        return False
    return (len(quantity.unit) == 3 and quantity.unit.isupper()) or quantity.kind in (Kind.COUNT, Kind.ABSOLUTE_CHANGE)
