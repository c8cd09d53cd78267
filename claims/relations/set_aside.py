"""Values that stand in an aside between commas, and so are not what the verb after it moves.

"Legacies, helped by a single gift of 310,000, nearly doubled from 451,000"; "The film, which cost 185 million to make,
opened 38 percent above the 69.8 million of the first". Where the aside gives the subject its value ("Sales, which
reached 310 million, …"), it is what moves.
"""

from __future__ import annotations

from claims.patterns import regex
from claims.relations.scene import Scene, Slot
from claims.relations.wording import CHANGE_VERBS

__all__ = ["in_brackets", "stands_in_aside"]

_MOVES = "|".join(sorted(CHANGE_VERBS))
_GIVES_VALUE = (
    r"(?:(?:now|already|still|alone|together|has|have|had|will|would|is|are|was|were|be|been)\s)*"
    rf"(?:is|are|was|were|been|st[oa]nds?|stood|total\w*|reach\w*|came|comes?|amount\w*|hit|hits|account\w*|averag\w*|"
    rf"number\w*|{_MOVES})\b"
)
_RELATIVE = rf"(?:which|who|whose\s[\w'’-]+|that)\s(?!{_GIVES_VALUE})"
_PASSIVE = (
    r"(?!(?:valued|estimated|put|priced|set|measured|reckoned|worth|up|down|unchanged)\b)(?:\w+ly\s)?"
    r"(?:\w+ed|driven|led|hit|held|hurt|built|bought|made|struck|given|shaken|torn|brought|spurred|cut)\s"
    r"(?:(?:up|back|along|down)\s)?(?:by|thanks\sto|in\spart\sby)\s"
)
_PHRASE = (
    r"(?:thanks\sto|despite|in\sspite\sof|because\sof|owing\sto|due\sto|following|including|excluding|not\scounting|"
    r"apart\sfrom|besides)\s"
)
_OPENS = regex(rf"[\w'’”\")]\s*,\s(?:{_RELATIVE}|{_PASSIVE}|{_PHRASE})(?P<rest>[^,;:]*)$")
_GOES_ON = regex(
    r"^[^,;:()]*,\s(?!(?:boosted|helped|driven|led|followed|compared|up|down|and|or|but|a|an|the)\b)"
    r"(?:(?:nearly|almost|about|roughly|just|over|more|than|then|now|still|also|has|have|had|will|would|is|are|was|were|"
    r"\w+ly)\s)*"
    rf"(?:$|(?:{_MOVES}|\w+ed|sold|took|made|came|went|won|cost|paid|brought|ran|stood|lost|spent|drew|got|beat|is|are|was|were)\b)"
)
_OPENED, _CLOSED = regex(r"\([^()]*$"), regex(r"^[^()]*\)")
_REACH = 80  # characters


def stands_in_aside(scene: Scene, change: Slot, level: Slot) -> bool:
    """Tell whether a value before a change stands in an aside that says something else of its subject."""
    if level.sentence != change.sentence or level.order > change.order:
        return False
    if in_brackets(scene, change, level):
        return True
    text = scene.document.text
    start = scene.document.sentences[level.sentence].start
    opened = _OPENS.search(text[start : level.q.start].lower())
    return opened is not None and _GOES_ON.match(text[level.q.end : change.q.start].lower()) is not None


def in_brackets(scene: Scene, change: Slot, level: Slot) -> bool:
    """Tell whether a value stands in brackets that close before a change: "2.5bn marks ($420m at 6.0), up 5%"."""
    text = scene.document.text
    if level.sentence != change.sentence or level.order > change.order:
        return False
    opened = _OPENED.search(text[max(0, level.q.start - _REACH) : level.q.start])
    return opened is not None and _CLOSED.match(text[level.q.end : change.q.start]) is not None
