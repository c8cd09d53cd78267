"""The noun that a figure counts: "5,000 people" of "employs 5,000 people"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.binding.attachment import Attachment
from claims.binding.chains import Chain
from claims.binding.item import Item
from claims.binding.scan import (
    EARLIER,
    Left,
    figure_before,
    noun_after,
    predicate_after,
    stands_first,
    verb_between,
)
from claims.binding.words import past_of, vocabulary, word_set
from claims.model import Kind

__all__ = ["THINGS", "TOTALS", "adds_its_word", "counted_noun", "is_unit", "with_shared_verb"]

THINGS = frozenset({Kind.COUNT, Kind.LEVEL, Kind.ABSOLUTE_CHANGE, Kind.RATIO, Kind.DURATION, Kind.AGE, Kind.RANK})


TOTALS = word_set("totals")


def counted_noun(items: Sequence[Item], at: int, verb: Item | None = None) -> Attachment | None:
    """Return the counted noun right after a figure, with its verb: "people" of "employs 5,000 people"."""
    quantity = items[at].quantity
    if quantity is not None and quantity.kind not in THINGS:
        return None
    chain = noun_after(items, at)
    if chain is None and _begins_range(items, at):
        chain = noun_after(items, at + 2)
    if chain is None:
        return None
    if verb is not None and adds_its_word(verb):
        return Attachment("counted noun of a verb", chain, added=(past_of(verb.lower),), near=(chain,))
    alone = (verb is None and stands_first(items, at)) or (verb is not None and verb.sense == "say")
    predicate = predicate_after(items, chain.last + 1) if alone else None
    if predicate is not None and items[predicate.last].lower == "go" and items[predicate.last - 1].lower == "to":
        predicate = None  # "with six races to go"
    if predicate is not None and _only_leads(items, predicate):
        predicate = None  # "The 14 ferries made 31,000 crossings"
    return Attachment("counted noun", chain, predicate=predicate, near=(chain,))


def _begins_range(items: Sequence[Item], at: int) -> bool:
    """Say whether a figure is the first of "44 to 47 seats"."""
    if at + 2 >= len(items) or items[at + 1].lower not in ("to", "or"):
        return False
    first, last = items[at].quantity, items[at + 2].quantity
    if first is None or last is None or first.kind is not Kind.COUNT or last.kind is not Kind.COUNT:
        return False
    return first.unit in ("", "count", last.unit)


def _only_leads(items: Sequence[Item], predicate: Chain) -> bool:
    """Say whether a predicate is a bare verb whose object is the next figure: it tells nothing of its subject."""
    bare = predicate.first == predicate.last and items[predicate.first].kind == "verb"
    after = predicate.last + 1
    after += 1 if after < len(items) and items[after].lower == "for" else 0  # "Three states account for 72 percent"
    return bare and after < len(items) and items[after].kind == "figure"


def adds_its_word(verb: Item) -> bool:
    """Say whether a verb tells what is done with the things counted: "closed 40 shops", but not "reached 40 shops"."""
    if verb.lower in vocabulary().light or verb.lower in TOTALS:
        return False
    return verb.sense in ("other", "change") or verb.lower in _DONE


_DONE = word_set("done")


def is_unit(counted: Attachment, items: Sequence[Item]) -> bool:
    """Say whether the counted noun is too general to be an indicator: people, units."""
    if counted.chain is None:
        return True
    words = items[counted.chain.first].words
    return not words or words[-1].lower in vocabulary().generic


_LISTED = 6  # figures of one list


def with_shared_verb(items: Sequence[Item], at: int, counted: Attachment) -> Attachment:
    """Read "lent 310 books and 22 films": both are lent."""
    before = figure_before(items, at)
    if before == EARLIER or verb_between(items, before, at) or counted.predicate is not None:
        return counted
    governor = Left.of(items, before)
    for _ in range(_LISTED):  # "carried 2 million people, 640,000 cars and 88,000 lorries"
        if governor.kind not in ("comma", "conj") or governor.link:
            break
        before = figure_before(items, before)
        if before == EARLIER or verb_between(items, before, at):
            break
        governor = Left.of(items, before)
    verb = items[governor.at] if governor.kind == "verb" else None
    if verb is None or not adds_its_word(verb):
        return counted
    return replace(counted, how="counted noun of a verb", added=(past_of(verb.lower),))
