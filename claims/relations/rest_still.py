"""What is still to come of a pair told just before: "Police have recovered 64 of the 96 paintings. Thirty-two are
still missing"; "Some 420 of the 500 have been sold; 80 remain".
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import UNRIVALLED, Certainty, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_pair
from claims.relations.rest_told import rest_of
from claims.relations.scene import Scene, Slot, comparable
from claims.relations.told_frames import after, plain, said
from claims.relations.told_wording import phrases

__all__ = ["propose"]

_OPENS = regex(
    r"(?:^\W*|[;–—]\s|,\s(?:and|but|so|so that|while)\s)(?:(?:but|and|so|the other|the remaining"
    r"|another|that means|so that)\s)?$"
)
_STILL = regex(
    r"^(?:\s(?!who\b|which\b|that\b)[\w-]+){0,2}?\s(?:(?:are|is|were|was)\s(?:(?:still|yet|now|thus)\s)?"
    rf"(?:{phrases('rest', 'open', lexicon='worked_out')})\b|(?:still\s)?remain(?:s|ed)?\b(?!\sof)"
    rf"|(?:have|has|had|are)\syet\sto\b|(?P<unsure>(?:(?:are|is|were|was)\s)?still\s|(?:have|had|has"
    rf"|did|are|were)\snot\b))"
)
_GROUP = regex(r"\b(?:at least|more than|including|of them|of those|of which|of whom|so far this)\b")
_COUNTS = frozenset({Kind.COUNT, Kind.LEVEL})


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield what a whole leaves when the part that stands beside it is taken away, where the next words call it so."""
    for rest in scene.slots[2:]:
        if rest.q.kind not in _COUNTS or not plain(rest) or rest.marked_base or rest.q.unit == "percent":
            continue
        still = _STILL.match(after(scene, rest))
        if still is None or not _OPENS.search(said(scene, rest)):
            continue
        part, whole = scene.slots[rest.order - 2], scene.slots[rest.order - 1]
        if not of_pair(scene, whole) or whole.sentence < rest.sentence - 1 or part.sentence != whole.sentence:
            continue
        if part.block != rest.block or not all(s.q.kind in _COUNTS and comparable(s.q, rest.q) for s in (part, whole)):
            continue
        if _of_another(rest, whole) or not (part.q.value or 0) < (whole.q.value or 0) > (rest.q.value or 0):
            continue
        words = scene.document.text[part.q.start : rest.q.start].lower()
        more = scene.slots[rest.order + 1] if rest.order + 1 < len(scene.slots) else None
        goes_on = more is not None and more.sentence <= rest.sentence + 1 and comparable(more.q, rest.q) > 0
        plainly = not goes_on and not still["unsure"] and not _GROUP.search(words)
        tags = frozenset({UNRIVALLED}) if plainly else frozenset[str]()
        yield rest_of(whole, [part], rest, f"rest:{rest.q.id}", 0, Certainty.LIKELY, tags)


def _of_another(rest: Slot, whole: Slot) -> bool:
    """Tell whether what is left counts another thing than the whole: "38 violins … five men are still at large"."""
    a, b = (s.q.unit.removeprefix("count").removeprefix(":") for s in (rest, whole))
    return bool(a) and a != b
