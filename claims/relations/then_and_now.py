"""Two times told in two sentences and what lies between them: "In 1990 the valley had 42 farms. Today there are 17, a
loss of 25"; "In 2005 the glacier was 7.4 kilometres long. It now measures 6.6, or 0.8 kilometres less".
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Kind, Relation
from claims.patterns import regex
from claims.relations.difference_reading import apart, by_size
from claims.relations.elided import is_value, of_like_size, one_measure
from claims.relations.scene import Scene
from claims.relations.told_frames import after, before, plain, said
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_MOVED = phrases("closing", "moved", lexicon="differences")
_THEN = regex(
    r"^\W*(?:back\s)?(?:in\s(?:the\s(?:spring|summer|autumn|winter|year)\sof\s)?(?:19|20)\d\d|(?:a"
    r"|one|two|three|four|five|ten|20|30|\w+)\syears?\s(?:ago|before|earlier)"
    r"|a\s(?:decade|generation|century|month|week)\sago|at its (?:peak|height)|last year"
    r"|before the (?:war|pandemic|fire|storm|strike))\b"
)
_NOW = regex(r"\b(?:today|now|nowadays|at present|currently|these days|by (?:19|20)\d\d)\b")
_CLOSES = regex(rf",\s(?:(?:which is|that is|or|meaning|for)\s)?an?\s(?:[\w-]+\s)?(?:{_MOVED})\sof\s{ABOUT}$")
_OR = regex(rf",\s(?:or|which is|that is|some|just)\s{ABOUT}$|,\s$")
_MORE = regex(
    r"^(?:\s[\w'’-]+)?\s(?:more|fewer|less|higher|lower|longer|shorter|bigger|smaller|heavier"
    r"|lighter|warmer|cooler|dearer|cheaper)\s*"
    r"(?:[.;]|$|than then\b)"
)
_OTHER = regex(r"\b(?:average|record|from|between|including|of them|of whom|elsewhere|another)\b")
_KINDS = (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE, Kind.DURATION, Kind.RATIO)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield what lies between the only value of a sentence about now and the only one of that before, about then."""
    for slot in scene.slots[2:]:
        if slot.q.kind not in _KINDS or not plain(slot) or slot.q.unit == "percent":
            continue
        told = said(scene, slot)
        closes = _CLOSES.search(told) or (_OR.search(told) and _MORE.match(after(scene, slot)))
        if not closes or not _NOW.search(told) or _OTHER.search(told):
            continue
        here = [s for s in scene.by_sentence[slot.sentence] if s.order < slot.order and plain(s)]
        then = list(before(scene, slot, 1))
        if len(here) != 1 or len(then) != 1 or here[0].order != slot.order - 1 or here[0].marked_base:
            continue
        dated = _THEN.match(scene.sentence_text(then[0].sentence).lower())
        pair = then[0], here[0]
        if dated and all(map(is_value, pair)) and one_measure(slot, *pair) and of_like_size(slot, *pair):
            group = f"change:{slot.q.id}" if slot.is_change else f"difference:{slot.q.id}"
            yield apart(slot, *by_size(*pair), "a value then, one now and what lies between", group=group, rank=-2)
