"""The difference of the two values just told, which closes their sentence, units left out or not.

"Women live 84.1 years and men 80.2, a gap of 3.9 years"; "412 shops have shut and 177 opened, a net loss of 235"; "down
from 8,050 in October, a fall of 900 euros"; "one costs 118 euros and the other 187, or 69 euros more".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_pair, sum_relation
from claims.relations.difference_of_others import of_others
from claims.relations.difference_reading import apart, by_size, is_base_of_another
from claims.relations.elided import is_mistyped, is_value, of_like_size, one_measure
from claims.relations.scene import Scene, Slot, measure
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_MOVED, _APART = (phrases("closing", name, lexicon="differences") for name in ("moved", "apart"))
_JOINS = (
    r"(?:[,;:–—(]\s*(?:(?:so|and|or|giving|making|meaning|leaving|thus|hence)\s+|(?:which|that)\s+(?:is|was|makes|made|gives|means|leaves)\s+)*"
    r"|\b(?:leaving|giving|making|meaning)\s+)"
)
_WORD = r"(?:[\w'’-]+\s+)"
_CLOSES = regex(
    rf"{_JOINS}(?:(?:an?|the|its|their)\s+)?{_WORD}{{0,2}}?(?:(?P<net>net|natural)\s+{_WORD}{{0,1}}?(?P<flow>[a-z-]+)"
    rf"|(?P<moved>{_MOVED})|(?P<apart>{_APART})|(?P<swing>swing|turnaround|turnround))\s+of\s+{ABOUT}$"
)
_FLOWS = regex(
    r"(?:loss|gain|increase|decrease|decline|growth|rise|fall|inflow|outflow|intake|addition|reduction|drop|change|profit|surplus|deficit)$"
)
_OR = regex(rf"(?:[,;:–—]\s*(?:(?:or|so|i\.e\.,?|that\s+is,?|(?:which|that)\s+(?:is|was|makes))\s+)?|\bor\s+){ABOUT}$")
_MORE = regex(
    r"^\s*(?:[\w'’-]+\s+)?(?P<way>more|fewer|less|higher|lower|longer|shorter|older|younger|heavier|lighter|taller|dearer|cheaper|warmer|"
    r"cooler|colder|faster|slower|extra)\s*(?:[.;)]|,|$|(?:a|per|each|every)\s+\w+\s*[.,;)]|up\s+the\b)"
    r"|^\s*(?:above|over|below|under|short\s+of)\s+(?:it|that)\b"
)
_SAID = regex(r"\b(?:or|so|i\.e\.|is|was|makes)\s")
_HELD = regex(r"\b(?:instead\s+of|rather\s+than|against|compared\s+(?:with|to)|versus|not)\s")
_LOSS = regex(r"\b(?:loss|deficit)\b")
_PROFIT = regex(r"\b(?:profit|earnings|surplus|net\s+income)\b")
_UNDER = regex(r"\b(?:when|once|because|after|since|if|unless)\b")  # "£1,480 from May, when the levy of £160 goes"
_BECAME = regex(r"^\s*(?:became|becomes|turned|turns|gave way|swung|was turned|into)\b")
_CLAUSE = regex(r";|—|\s–\s")
_KINDS = (Kind.LEVEL, Kind.COUNT, Kind.RATIO, Kind.DURATION, Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the differences that close the sentence of their two values."""
    for slot in scene.slots:
        if slot.q.kind not in _KINDS or slot.q.unit == "percent" or slot.q.hedge is Hedge.BETWEEN or slot.in_table:
            continue
        if of_others(slot):
            continue
        before = scene.document.text[
            max(scene.document.sentences[slot.sentence].start, slot.q.start - 80) : slot.q.start
        ]
        closes = _CLOSES.search(before.lower())
        if closes is not None and (closes["flow"] is None or _FLOWS.match(closes["flow"])):
            yield from _named(scene, slot, closes)
        elif _MORE.match(slot.right) and (said := _OR.search(before.lower())):
            pair = _pair(scene, slot)
            if pair is not None and (_SAID.search(said[0]) or _HELD.search(scene.gap(*pair))):
                yield _between(slot, *pair)


def _named(scene: Scene, slot: Slot, closes: re.Match[str]) -> Iterator[Relation]:
    """Read a closing noun: what moved has a base, what lies apart has two sides, what swings a profit and a loss."""
    pair = _pair(scene, slot) or (_in_and_out(scene, slot) if closes["net"] else None)
    if pair is None:
        return
    first, second = pair
    if is_base_of_another(scene, first, slot):
        return
    based = first.marked_base != second.marked_base
    words = first.left[-40:], scene.gap(first, second)
    losses = [_LOSS.search(w) is not None and _PROFIT.search(w) is None for w in words]
    if closes["swing"]:
        if losses[0] != losses[1] and any(map(_PROFIT.search, words)):
            group = f"difference:{slot.q.id}"
            swing = sum_relation(slot, pair, Certainty.LIKELY, group, -1, "a loss, a profit and the swing between them")
            yield replace(swing, tags=swing.tags | {UNRIVALLED})
        return
    if any(losses) or _BECAME.match(slot.right):
        return  # "a loss of 519 billion became a profit": from a loss to a profit the distance is their sum
    earlier = first.was_before != second.was_before
    if closes["moved"] and not (based or earlier or _HELD.search(words[1])):
        return
    if closes["net"] and (based or first.clause != second.clause):
        return
    yield _between(slot, first, second)


def _between(slot: Slot, first: Slot, second: Slot) -> Relation:
    group = f"change:{slot.q.id}" if slot.is_change else f"difference:{slot.q.id}"
    return apart(slot, *by_size(first, second), "the two values just told and what lies between them", group=group)


def _pair(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Return the only two values of the sentence before a difference, or of its clause, that it may lie between."""
    told = [s for s in scene.by_sentence[slot.sentence] if s.order < slot.order and _value(s)]
    told = [s for s in told if not (of_pair(scene, s) or _next_of_pair(scene, s))]
    fits = [
        s for s in told if any(_may_pair(slot, a, b) for a in told for b in told if s in (a, b) and a.order < b.order)
    ]
    if not fits and len(told) == 2:
        beside = told[1].order == slot.order - 1 and _UNDER.search(scene.gap(*told)) is None
        return (told[0], told[1]) if beside and _may_pair(slot, *told, mistyped=True) else None
    if len(fits) > 2 and fits[-1].marked_base and fits[-1].order == fits[-2].order + 1:
        fits = fits[-2:]
    if len(fits) > 2:
        fits = [s for s in fits if not _CLAUSE.search(scene.gap(s, slot))]
    if len(fits) != 2 or not _may_pair(slot, *fits):
        return None
    between = scene.slots[fits[1].order + 1 : slot.order]
    if any(s.is_level and s.q.unit != "percent" for s in between) or fits[0].q.value == fits[1].q.value:
        return None
    return fits[0], fits[1]


def _in_and_out(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Return the only two counts of the clause, whatever they count: "2,910 births and 4,180 deaths, a net loss"."""
    told = [s for s in scene.by_sentence[slot.sentence] if s.order < slot.order and s.clause == slot.clause]
    counts = [s for s in told if s.q.kind is Kind.COUNT and is_value(s)]
    if len(counts) != 2 or counts[1].order != slot.order - 1 or counts[0].order != slot.order - 2:
        return None
    return (counts[0], counts[1]) if measure(slot.q) == "count" else None


def _may_pair(slot: Slot, first: Slot, second: Slot, *, mistyped: bool = False) -> bool:
    like = is_mistyped if mistyped else of_like_size
    return one_measure(slot, first, second) and like(slot, first, second)


def _value(slot: Slot) -> bool:
    return is_value(slot) and not slot.expected


def _next_of_pair(scene: Scene, slot: Slot) -> bool:
    """Tell whether a figure is the first of "300 of the 1,200"."""
    after = scene.slots[slot.order + 1] if slot.order + 1 < len(scene.slots) else None
    return after is not None and of_pair(scene, after)
