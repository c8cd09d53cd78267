"""Points beside two rates, by the words that tie the three: "rose 2.6 percent, 0.4 points less than the 3.0 percent of
April"; "15.1 percent, compared with 18.3, a deterioration of 3.2 points"; "They took 34.5 percent. Four years ago it
was 29.1, so they have gained 5.4 points"; "The improvement amounts to 4.5 points".

The two rates may be levels, shares or growth rates, and one of them may leave its unit out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.lexicon import load
from claims.model import UNRIVALLED, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.difference_reading import apart, by_size
from claims.relations.scene import Scene, Slot
from claims.relations.told_frames import after, before, plain
from claims.relations.told_wording import ABOUT, phrases
from claims.relations.wording import CHANGE_NOUNS, CHANGE_VERBS

__all__ = ["propose"]

_LEXICON = load("points")["points"]
_NOUNS = "|".join(sorted(CHANGE_NOUNS | set(str(_LEXICON["nouns"]).split())))
_VERBS = "|".join(sorted(CHANGE_VERBS | set(str(_LEXICON["verbs"]).split())))
_WAYS = "|".join(sorted(str(_LEXICON["ways"]).split(), key=lambda w: -len(w)))
_BESIDE = phrases("points", "beside", lexicon="points")
_RATE = phrases("points", "rate", lexicon="points")
_A_NOUN = rf"(?:an?|the|that is an?)\s+(?:[\w-]+\s+){{0,2}}?(?:{_NOUNS})\s+of"
_GAPS = "|".join(str(_LEXICON["gaps"]).split())
_SO = r"(?:so|and so|thus|and thus|and therefore|therefore|which means|which means that|meaning|so that)"
_WHO = rf"(?:it|they|he|she|we|(?:the|its|their|his|her)\s+(?:[\w'’-]+\s+){{0,3}}?(?:{_RATE}))"
_DID = rf"(?:(?:has|have|had|is|are|was|thus|therefore|now|also|been)\s+){{0,3}}(?:{_VERBS})(?:\s+by)?"
_TIED = regex(  # what stands between the second of two rates and the points
    rf"^[^;:]{{0,60}}?(?:,|\(|–|—|\band\b)\s*(?:or\s+|so\s+|and so\s+|thus\s+|that is\s+|which is\s+)?"
    rf"(?:{_A_NOUN}|(?:up|down|better|worse|higher|lower|more|less)(?:\s+by)?|or by|by)\s+{ABOUT}$"
    rf"|^[^;:]{{0,60}}?,\s*{_SO}\s+{_WHO}\s+{_DID}\s+{ABOUT}$"
    rf"|^\)?(?:\s+(?!(?:and|but|while|as|when|after|because|since|with)\b)[\w'’-]+){{0,3}}?\s+by\s+{ABOUT}$"
    rf"|^[^;:.]{{0,40}}?,\s*(?:which|and|so|and so|leaving|giving)\s[\w\s'’]{{0,30}}?"
    rf"\b(?:{_GAPS})\b[\w\s'’]{{0,24}}?\s(?:to|at|is|was|of)\s+{ABOUT}$"
)
_CLOSED = regex(rf"^[^;:]{{0,50}}?,\s*(?:or\s+|that is\s+|which is\s+|and so\s+|so\s+)?{ABOUT}$")
_ENDS = regex(
    r"^\s*(?:[.,;)–—]|$|in (?:a|one|two|three) |over\b|since\b|on (?:the|a) year|(?:within|after) (?:a|one|two|\w+) )"
)
_UP, _DOWN = (frozenset(str(_LEXICON[way]).split()) for way in ("up", "down"))
_WAY = regex(rf"^\s+(?P<way>{'|'.join(sorted(_UP | _DOWN, key=len, reverse=True))})\b")
_LED, _ON = regex(r"[,(–—]\s(?P<way>up|down)\s(?:by\s)?$"), regex(r"^\s(?:on|from)\s")
_WAY_NEXT = regex(rf"^\s+(?:{_WAYS})\s*(?:[.,;)]|$)")
_FIRST = regex(  # what stands between a rate and the points that hold it against the next one
    rf"^[^;:]{{0,60}}?(?:,\s*(?:{_BESIDE}|{_A_NOUN}|{_SO}|trailing|leading"
    r"|(?:which )?(?:leav|put|keep)\w* (?:it|them|him|her))?"
    rf"|\b(?:is|was|are|were|stands|stood|lay|lies|comes|came|beat|missed)(?:\s+(?:thus|now|still|then))?)\s*{ABOUT}$"
)
_HELD_AGAINST = regex(
    rf"^\s+(?:(?:{_WAYS})\s+)?(?:than|on|of|above|below|over|under|ahead of|behind|in front of|clear of|adrift of"
    r"|short of|off|from)\s"
    r"(?:(?!\b(?:and|but|while)\b)[^;:]){0,70}$"
)
_CLAUSE = regex(
    r"\b(?:while|whereas|but|although|though)\b"
    r"|,\s(?!(?:when|where|which|who|whose|the|on|at|in|compared|against|up|down|from|or|so)\b)"
)
_MOVED_TO = regex(rf"\b(?:{_VERBS})(?:\s+by)?\s+{ABOUT}$")
_CONTRAST = regex(r"\b(?:while|whereas|but|although|though|and|as)\b")
_STOOD = regex(rf"\b(?:stood at|stands at|was|were|is|been|at)\s+{ABOUT}$")
_TO = regex(r"^\s*(?:,\s)?to\s+(?:reach\s+|stand at\s+)?$")
_BACK = regex(
    rf"^\W*(?:(?:thus|so|therefore),?\s+)?(?:(?:that|this|which)\s+(?:is|was|makes|made|means|meant|represents|marks)\s+"
    rf"(?:{_A_NOUN}\s+)?|the\s+(?:[\w-]+\s+)?(?:{_NOUNS})\s+(?:is|was|of|amounts to|amounted to|comes to|came to)\s+"
    rf"|{_WHO}\s+(?:thus\s+|therefore\s+)?(?:has|have|had)\s+(?:thus\s+|therefore\s+)?{_DID}\s+){ABOUT}$"
)
_SINCE_MOVED = regex(
    rf"^\W*(?:(?:by|in|since|over|within|during|at)\s[\w\s'’]{{2,24}},?\s)?(?:it|they)\s{_DID}\s{ABOUT}$"
)
_THEN = regex(
    rf"^\W*(?:{phrases('points', 'then', lexicon='worked_out')}|in (?:19|20)\d\d|it is now|now|today"
    r"|(?:in|at|during|five|four|three|six|ten|eight) (?:[\w'’]+ ){1,3}?(?:ago|earlier|before|last))\b"
)
_KINDS = frozenset({Kind.LEVEL, Kind.SHARE, Kind.RATIO, Kind.GROWTH_RATE, Kind.COUNT})
_POINTS = frozenset({"percentage_point", "basis_point"})
_MOST = 100


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield points with the two rates beside them."""
    for slot in scene.slots:
        if slot.q.unit not in _POINTS or not plain(slot):
            continue
        found = _same_sentence(scene, slot) or _last_sentence(scene, slot) or _two_sentences(scene, slot)
        if found is not None:
            group = f"change:{slot.q.id}" if slot.is_change else f"difference:{slot.q.id}"
            reading = "two rates and the points that lie between them"
            tags = frozenset({UNRIVALLED}) if _is_held_against(scene, slot, *found) else frozenset[str]()
            ends = _by_wording(slot, *found) if tags else by_size(*found)
            yield apart(slot, *ends, reading, group=group, rank=20, tags=tags)


def _is_held_against(scene: Scene, slot: Slot, first: Slot, second: Slot) -> bool:
    """Tell whether the points stand between the only two rates of a sentence and say how the one lies to the other."""
    rates = [s for s in scene.by_sentence[slot.sentence] if s.q.unit == "percent"]
    between = first.order + 1 == slot.order == second.order - 1
    return between and len(rates) <= 2 and _way(slot) is not None and first.q.unit == "percent"


def _way(slot: Slot) -> str | None:
    """Return the word that says how the first rate lies to the second: "points below", "down 2 points on"."""
    led, way = _LED.search(slot.left), _WAY.match(slot.right)
    if led is not None and _ON.match(slot.right):
        return led["way"]
    return way["way"] if way is not None else None


def _by_wording(slot: Slot, first: Slot, second: Slot) -> tuple[Slot, Slot]:
    """Return the two rates, the larger first by what is said between them."""
    word = _way(slot)
    if word in _DOWN:
        return second, first
    return (first, second) if word in _UP else by_size(first, second)


def _rates(slots: Sequence[Slot], slot: Slot) -> list[Slot]:
    """Return the percentages of a sentence, and bare numbers beside them that may be percentages too."""
    told = [s for s in slots if s is not slot and plain(s) and s.q.kind in _KINDS]
    rates = [s for s in told if s.q.unit == "percent"]
    bare = [s for s in told if s.q.unit in ("", "count") and not s.q.noun and s.q.scale == 1]
    bare = [s for s in bare if (s.q.value or 0) <= _MOST and any(r.q.places == s.q.places for r in rates)]
    return sorted([*rates, *bare], key=lambda s: s.order) if len(rates) == 1 else rates


def _same_sentence(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Return the only two rates of the sentence that the points lie between."""
    here = _rates(scene.by_sentence[slot.sentence], slot)
    if len(here) > 2:
        here = [s for s in here if s.clause == slot.clause]
    if len(here) != 2 or any(_is_points(s) for s in scene.by_sentence[slot.sentence] if s is not slot):
        return None
    first, second = here
    right = after(scene, slot)
    if second.order < slot.order:
        gap = scene.gap(second, slot)
        tied = _TIED.match(gap) or (_CLOSED.match(gap) and _WAY_NEXT.match(right))
        return (first, second) if tied and (_ENDS.match(right) or _WAY_NEXT.match(right)) else None
    if slot.order < first.order:
        return None
    lead, rest = scene.gap(first, slot), scene.gap(slot, second)
    if _CLAUSE.search(rest) or second.order != slot.order + 1:
        return None
    if _FIRST.match(lead) and _HELD_AGAINST.match(rest):
        return first, second
    stood = _STOOD.search(first.left) is not None and _CONTRAST.search(lead) is None
    return (first, second) if stood and _MOVED_TO.search(lead) and _TO.match(rest) and ";" not in lead else None


def _last_sentence(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Return the rate of the sentence and the only one of the sentence before, where one of them says when."""
    here, told = _rates(scene.by_sentence[slot.sentence], slot), _rates(before(scene, slot, 1), slot)
    if len(here) != 1 or len(told) != 1 or any(_is_points(s) for s in before(scene, slot, 1)):
        return None
    rate, sentence = here[0], scene.sentence_text(slot.sentence).lower()
    if rate.order > slot.order:
        gap = scene.gap(slot, rate)
        against = _BACK.match(slot.left) and _HELD_AGAINST.match(gap)
        moved = _SINCE_MOVED.match(slot.left) and _TO.match(gap)
        return (told[0], rate) if against or moved else None
    tied = _TIED.match(scene.gap(rate, slot)) is not None and _ENDS.match(after(scene, slot)) is not None
    return (told[0], rate) if tied and _THEN.match(sentence) and not told[0].marked_base else None


def _two_sentences(scene: Scene, slot: Slot) -> tuple[Slot, Slot] | None:
    """Return the two rates told before a sentence that has none and points back: "It has thus gained 5.5 points"."""
    if _rates(scene.by_sentence[slot.sentence], slot) or not _BACK.match(slot.left):
        return None
    told = _rates(before(scene, slot, 1), slot)
    if len(told) == 1 and told[0].q.hedge is not Hedge.BETWEEN:
        earlier = _rates(before(scene, slot, 2), slot)
        dated = _THEN.match(scene.sentence_text(told[0].sentence).lower()) is not None
        told = [*earlier, *told] if len(earlier) == 1 and dated else []
    return (told[0], told[1]) if len(told) == 2 else None


def _is_points(slot: Slot) -> bool:
    return slot.q.unit in _POINTS or slot.q.unit == "count:point"
