"""What lies between a value and the one just told, named as the outcome: "Revenue came to $414 million. Analysts had
expected $430 million, so the miss was $16 million"; "… sold for 640,000, and the reserve was 600,000, so the excess
came to 40,000".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.model import Kind, Relation
from claims.patterns import regex
from claims.relations.difference_reading import apart, by_size
from claims.relations.elided import is_value, of_like_size, one_measure
from claims.relations.lags import of_other_sort
from claims.relations.scene import Scene, Slot
from claims.relations.told_frames import after, before, plain, said
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_NOUNS = phrases("gap", "nouns", lexicon="worked_out")
_IS = phrases("gap", "is", lexicon="worked_out")
_OUTCOME = regex(
    rf"(?:[,;]\s(?:so|and so|so that|which means|meaning|and)\s(?:that\s)?|^\W*(?:so|thus)\s)"
    rf"(?:the|its|their|his|her)\s(?:[\w-]+\s)?(?:{_NOUNS})\s(?:thus\s|therefore\s)?(?:{_IS})\s{ABOUT}$"
)
_OTHER = regex(r"\b(?:a year earlier|last year|previous|in (?:19|20)\d\d)\b")
_UNLIKE = regex(r"\bunadjusted\b|\bseasonally\b")  # exports adjusted, imports not
_POINTS_BACK = regex(
    rf"^\W*(?:half of |most of |some of |all )?(?:the|this|that|these)\s(?:extra|additional|excess"
    rf"|surplus|overrun|shortfall|surplus|missing)"
    rf"\s(?:of\s)?{ABOUT}$"
)
_TOO_MANY = regex(r"^(?:\s[\w-]+)?\stoo (?:many|few|much)\b")
_SAID = regex(rf",\s(?:(?:or|that is|which is|so),?\s)?{ABOUT}$")
_MEANT = regex(
    r"\b(?:meant|built|designed|made|licensed|room|space|planned|target|goal|allow\w*|limit"
    r"|capacity|expected|needed|required)\b"
)
_NOT_THEM = regex(
    r"^\s(?:(?:who|which|that|expected|planned|due|in|from|at|by)\b|[\w-]+\s(?:who|which|that|expected)\b)"
)
_FROM_TO = regex(r"\bfrom\s[^.;]*\sto\s$")
_KINDS = (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE, Kind.DURATION)


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield outcomes with the only two values told in their sentence, or with one there and one in that before."""
    for slot in scene.slots:
        if slot.q.kind not in _KINDS or not plain(slot) or slot.q.unit == "percent":
            continue
        told = said(scene, slot)
        if _OTHER.search(told):
            continue
        if _POINTS_BACK.match(told) or (_TOO_MANY.match(after(scene, slot)) and _SAID.search(told)):
            yield from _of_two(scene, slot, back=_POINTS_BACK.match(told) is not None)
            continue
        two = scene.document.text[scene.document.sentences[max(slot.sentence - 1, 0)].start : slot.q.start].lower()
        if _OUTCOME.search(told) is None or of_other_sort(two) or _UNLIKE.search(two):
            continue
        here = _values([s for s in scene.by_sentence[slot.sentence] if s.order < slot.order], slot)
        pair = here if len(here) == 2 else [*_values(before(scene, slot, 1), slot), *here]
        if len(here) in (1, 2) and len(pair) == 2 and one_measure(slot, *pair) and of_like_size(slot, *pair):
            group = f"change:{slot.q.id}" if slot.is_change else f"difference:{slot.q.id}"
            yield apart(slot, *by_size(*pair), "two values just told and what their gap came to", group=group)


def _of_two(scene: Scene, slot: Slot, *, back: bool) -> Iterator[Relation]:
    """Read "… in cells built for 21,000. The excess of 2,100", and "… meant for 45, that is, 33 too many"."""
    told = before(scene, slot, 1) if back else [s for s in scene.by_sentence[slot.sentence] if s.order < slot.order]
    pair = [s for s in told if is_value(s) and plain(s) and one_measure(slot, s, s)]
    changes = any(s.is_change for s in told)
    if len(pair) != 2 or _NOT_THEM.match(after(scene, slot)):
        return
    first = scene.document.text[scene.document.sentences[pair[0].sentence].start : pair[1].q.start].lower()
    meant = _MEANT.search(first) is not None or _FROM_TO.search(first) is not None
    if not changes and meant and one_measure(slot, *pair) and of_like_size(slot, *pair):
        group = f"change:{slot.q.id}" if slot.is_change else f"difference:{slot.q.id}"
        yield apart(slot, *by_size(*pair), "two values just told and what is over", group=group)


def _values(slots: Sequence[Slot], gap: Slot) -> list[Slot]:
    """Return the values that a gap may lie between: a base of comparison is none."""
    return [s for s in slots if is_value(s) and plain(s) and not s.marked_base and one_measure(gap, s, s)]
