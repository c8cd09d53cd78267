"""Whether the wording ties a change to a value, where no earlier value is told: "sales rose 4 percent to 52 million".

A change and its new value alone make an equation that nothing can confirm, so the words must say that they belong
together. Before its value a change leads up to it ("by 3 to 19", "up 4 percent at 52 million"); after it, it stands in
apposition ("52 million, 4 percent more than in May"), in brackets, or is what the value as the subject did ("wheat, at
9.1 million, gained 4 percent"). "Prices rose 24 percent, and a loaf cost 11 pence" says nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.model import Kind
from claims.patterns import regex
from claims.relations.change_reading import fits
from claims.relations.scene import Scene, Slot

__all__ = ["is_tied"]

_MOST_WORDS = 14  # between a change and its value
_AHEAD = 60  # characters after a change that say that it is one
_HEDGE = r"(?:(?:about|around|some|roughly|nearly|almost|over|under|just|only|more than|less than|at least|up to)\s+)*"
_ADVERB = r"(?:(?:still|also|now|therefore|thus|even|already|a|an)\s+)*"
_NOUN = (
    r"(?:increase|rise|growth|gain|jump|climb|advance|improvement|surge|leap|fall|drop|decline|decrease|loss|slide|cut|"
    r"reduction|dip|slump|plunge|change|addition|swing|fewer|more)"
)
_VERB = (
    r"(?:grew|grow|grows|growing|grown|rose|rise|rises|rising|risen|gained|gaining|climbed|climbing|jumped|jumping|soared|"
    r"soaring|increased|increasing|advanced|improved|improving|surged|added|swelled|expanded|up|fell|fall|falls|falling|"
    r"fallen|dropped|dropping|declined|declining|decreased|lost|losing|slipped|slipping|slid|sank|shrank|shrunk|eased|"
    r"dipped|slumped|plunged|tumbled|plummeted|down|off|back|weakened|strengthened|contracted)"
)
# -- a change, then its value ------------------------------------------------------------------------------------------
_LEADS_UP = regex(
    r"(?:^|\s)(?:(?:lower|higher|up|down|ahead|better|worse)\s+)?(?:to|at|reaching|hitting|touching|totall?ing|making|"
    r"sending|earning|taking|bringing in|generating|selling|producing|exporting|importing|giving)\s+"
    r"(?:just\s+|an?\s+|the\s+|its\s+|their\s+)?(?:(?!(?:and|or|but)\s)[a-z’'-]+\s+){0,6}$|"
    r"^\s*(?:bringing|taking|lifting|raising|pushing|cutting|reducing)\s+(?:it|them|(?:the|its|their)\s+\w+)\s+to\s+$"
)
_NOW = regex(
    r"\band\s+(?:is|are|has|have|had|stands? at|numbers?|employs?|counts?)\s+now\s+$|\band\s+now\s+\w+\s+(?:at\s+)?$"
)
_TURNS = regex(
    r"\b(?:was|were|is|are|has|have|had|which|who|that|while|but|when|so|because|as|after|before|if|unless)\b"
)
_TO_THE = regex(r"^[^,;]*\bto\s+(?:the|its|their|a|an|this|that)\s")
_ADDS = regex(r"\badd(?:s|ed|ing)?\s+(?:up to\s+)?$")  # "adds 5 to the usual bill of 128": what is added to
_AGAINST = regex(
    r"^\s*(?:below|above|under|over|short of|off|"
    r"(?:less|more|fewer|higher|lower|better|worse)\s+than\b(?![^,;]*,\s+at\s))"
)
_OF_CONTEST = regex(
    r"\b(?:lead|leads|led|leading|beat|beats|beaten|won|win|wins|lost|lose|loses|vote[ds]?|voting|passed|outnumber\w*|"
    r"(?:is|are|was|were|went) ahead|trail\w*|approved|rejected|defeat\w*)\b[^,;]*\bby\s+$"
)
_AFTER = regex(r"\b(?:after|following|despite)\b[^,;]*$")
# -- a value, then its change ------------------------------------------------------------------------------------------
_THAN = regex(
    r"^(?:,?\s*or\s+[^,;\s]+(?:\s(?:per\s?cent|percent|points?|million|billion|crore|lakh))?,?)?\s*"
    r"(?:(?:percentage |basis )?points?\s+|times\s+|\w+\s+)??"
    r"(?:(?:more|fewer|less|higher|lower|larger|smaller|bigger|greater|better|worse|longer|shorter|dearer|cheaper|"
    r"stronger|weaker|heavier|lighter|faster|slower|older|younger|quicker)\b(?!\s+and\b|\soff\b)|"
    r"(?:above|below|up|down|ahead|short|off)\b)"
)
_MOVED = regex(rf"(?:^|[\s(,])(?:{_VERB}|[+−–-])(?:\s+by)?\s*{_HEDGE}$")
_NAMES = regex(rf"(?:^|[\s,(–—-])an?\s+(?:[\w-]+\s+)?{_NOUN}\s+of\s+{_HEDGE}$|\s\+\s*$")
_NAMED = regex(rf"^\s+(?:[\w-]+\s+)?{_NOUN}\b")
_ARTICLE = regex(rf"[,(–—]\s*an?\s+(?:\w+\s+)?{_HEDGE}$")
_GOING = (
    r"(?:up|down|back|off|growing|rising|gaining|climbing|jumping|soaring|increasing|improving|falling|dropping|declining|"
    r"losing)"
)
_OPENS = regex(
    rf"[,:(–—]\s*(?:or\s+|and\s+|which (?:is|was|are|were)\s+|that(?: i|’|')s\s+|being\s+)?{_ADVERB}"
    rf"(?:{_GOING}\s+)?(?:by\s+)?(?:an?\s+(?:[\w-]+\s+){{0,2}})?{_HEDGE}(?:{_NOUN}\s+of\s+)?[+−–-]?\s*{_HEDGE}$"
)
_AND = regex(
    rf"^[^,;]{{0,60}}?\s(?:,\s*)?(?:and|but|yet|or)\s+(?:(?:was|were|is|are|has|have|had)\s+)?{_ADVERB}"
    rf"(?:{_VERB}\s+)?(?:by\s+)?(?:an?\s+(?:[\w-]+\s+)?{_NOUN}\s+of\s+)?{_HEDGE}$"
)
_VERB_NEXT = regex(
    r"^(?:/\w+|\s+(?:an?|per)\s\w+|\s+of (?:this|these|it))?\s*,\s*"
    rf"(?:(?:is|are|was|were|has|have|had|went|came|stands?|stood)\s+)?{_ADVERB}(?:{_VERB}\s+)?(?:by\s+)?{_HEDGE}$"
)
_AND_VERB = regex(
    rf",?\s+and\s+(?:(?:(?:has|have|had|was|were|is|are|went)\s+)?{_VERB}\s+|(?:was|were|is|are)\s+)(?:by\s+)?{_HEDGE}$"
)
_BEST_AND = regex(
    rf",\s*(?:its|the|their|an?)\s+[^,;:]{{3,60}}\s(?:and|but)\s+{_HEDGE}$"
)  # "the most since May and 4 up"
_SAYS = regex(
    r",\s(?:according to [^,;]{3,60}|[^,;]{3,60}\s(?:says?|said|reports?|reported|shows?|showed|announced))(?=,)"
)
_THOUSANDS = regex(r"(?<=\d),(?=\d)")
_THEY_WERE = regex(
    rf"^[^,;:]{{0,60}},?\s+(?:they|it|that|this|he|she)\s+(?:was|were|is|are|has|have|had)\s+(?:{_VERB}\s+)?(?:by\s+)?{_HEDGE}$"
)
_APPOSED = regex(rf"[,(]\s*(?:at|with|worth|now|which is|who number)?\s*{_HEDGE}$")
_COPULA = regex(rf"^\s*(?:is|are|was|were)\s+{_HEDGE}$")
_AT = regex(rf"\bat\s+{_HEDGE}$")
_BRACKET = regex(r"\([^()]*\)")
_OPENED = regex(r"\([^()]*$")
_RESTATED = regex(r",\s*(?:or\s+)?[^,;]*$")
_POOL = regex(r"\b(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|all\s+|a\s+possible\s+)?$")
_WHERE_FROM = regex(  # the value it is added to, or that something is in or of
    r"\bto\s+the\s+$|\b(?:the|its|their)\s+(?:present|existing|usual|normal|typical|original)\s+$|\bin\s+the last\s+$"
)
_OF_FIGURE = regex(
    r"^\s*(?:(?!\w+ed\s)[a-z]+\s+)?(?:out\s+)?(?:of|in)\s+(?:the\s+|its\s+|all\s+|a\s+)?(?:possible\s+|last\s+)?$"
)


def is_tied(scene: Scene, change: Slot, level: Slot) -> bool:
    """Tell whether the words between a change and a value of its sentence make the value what came of the change."""
    if change.q.style == "fraction" and change.q.kind is Kind.GROWTH_RATE and level.q.unit == "percent":
        return False  # "rose two-tenths to 5.9 percent": of a point
    if change.q.kind is Kind.GROWTH_RATE and level.q.kind is Kind.SHARE:
        return False  # "half of them, up 14 percent": so many more are half, the share did not grow so
    if level.q.surface[level.q.number_end - level.q.start :].startswith("-"):
        return False  # "a 40-foot box, 4 percent less": what sort of thing it is
    if change.in_table and level.in_table:
        return True
    if change.order < level.order:
        return _leads_up(scene, change, level)
    return _follows(scene, change, level)


def _leads_up(scene: Scene, change: Slot, level: Slot) -> bool:
    between = [s for s in scene.between(change, level) if s.is_level or s.is_change]
    if not all(_told_twice(scene, change, s) for s in between):
        return False
    gap = scene.gap(change, level)
    if between:
        gap = scene.gap(between[-1], level)
    last = _BRACKET.sub("", gap).rpartition(",")
    led = _LEADS_UP.search(last[2])
    now = _NOW.search(gap) is not None
    if not now and (led is None or (last[1] and led.start() > 0)):
        return False
    if len(gap.split()) > _MOST_WORDS or (not now and _TURNS.search(last[0] + last[2])):
        return False
    if _AGAINST.match(change.right) or _OF_CONTEST.search(change.left) or _AFTER.search(change.left):
        return False
    return not (_ADDS.search(change.left) and _TO_THE.match(gap))


def _follows(scene: Scene, change: Slot, level: Slot) -> bool:
    if _WHERE_FROM.search(level.left) or level.left.rstrip().endswith("("):
        return False
    before = scene.slots[level.order - 1] if level.order else None
    if before is not None and before.sentence == level.sentence and _OF_FIGURE.match(scene.gap(before, level)):
        return False
    others = [s for s in scene.between(level, change) if not _is_aside(scene, level, s) and fits(change.q, s.q)]
    moves = [s for s in scene.between(level, change) if s.is_change]
    if any(s.is_level and not s.marked_base and s.q.style != "words" for s in others):
        return False
    if moves:
        return _goes_on(scene, change, level, moves)
    gap = _plain(scene, level, change)
    if len(gap.split()) > _MOST_WORDS:
        return False
    if _VERB_NEXT.match(gap) and _APPOSED.search(level.left):
        return _moved(scene, change)
    if _COPULA.match(gap) and _AT.search(level.left):
        return _moved(scene, change)
    if _AT.search(level.left) and _THEY_WERE.match(gap):
        return _moved(scene, change)
    if _AND_VERB.search(gap) and gap.count(",") <= 1:
        return _moved(scene, change)
    if _BEST_AND.search(gap) and gap.count(",") == 1:
        return _THAN.match(scene.document.text[change.q.end : change.q.end + _AHEAD].lower()) is not None
    opens = _OPENS.search(gap)
    if opens is None or "," in gap[: opens.start()].lstrip(" ,"):
        return False
    return _moved(scene, change)


def _goes_on(scene: Scene, change: Slot, level: Slot, moves: Sequence[Slot]) -> bool:
    """Tell whether a change goes on in a row that the value began: "52 million, up 3 percent on May and 5 on April"."""
    last = moves[-1]
    if not _follows(scene, last, level):
        return _told_twice(scene, last, change) and _leads_up_to(scene, last, level)
    gap = scene.gap(last, change)
    if any(s.is_level and not s.marked_base for s in scene.between(last, change)):
        return False
    if _told_twice(scene, last, change) or _AND.match(gap):
        return _moved(scene, change) or _told_twice(scene, last, change) or last.q.kind is change.q.kind
    return _NAMES.search(gap) is not None and gap.count(",") == 1 and ";" not in gap


def _leads_up_to(scene: Scene, change: Slot, level: Slot) -> bool:
    return change.order < level.order and _leads_up(scene, change, level)


def _moved(scene: Scene, change: Slot) -> bool:
    """Tell whether a change is worded as one: "up 4 percent", "4 percent more", "a gain of 4 percent"."""
    left, right = change.left, scene.document.text[change.q.end : change.q.end + _AHEAD].lower()
    if change.q.surface[0] in "+−–-" or _MOVED.search(left) or _NAMES.search(left) or _THAN.match(right):
        return True
    return _ARTICLE.search(left) is not None and _NAMED.match(right) is not None


def _plain(scene: Scene, level: Slot, change: Slot) -> str:
    """Return the words from a value to its change without asides: brackets, "or 12 percent of the total,"."""
    gap = scene.gap(level, change)
    opened = _OPENED.search(gap)
    tail = gap[opened.start() :] if opened else ""
    text = _BRACKET.sub("", gap[: opened.start()] if opened else gap)
    for other in scene.between(level, change):
        if _is_aside(scene, level, other):
            text = _without_segment(text, other)
    return _THOUSANDS.sub("", _SAYS.sub("", text)) + tail


def _without_segment(text: str, other: Slot) -> str:
    """Cut the words between two commas that a figure stands in."""
    at = text.find(other.q.surface.lower())
    if at < 0:
        return text
    start, stop = text.rfind(",", 0, at), text.find(",", at)
    if start < 0:
        return text
    if stop < 0:
        return text[:start] + text[at + len(other.q.surface) :]
    return text[:start] + text[stop + ("," in text[stop + 1 :]) :]


def _is_aside(scene: Scene, level: Slot, other: Slot) -> bool:
    """Tell whether a figure after a value says it again, or how much of a whole it is: "19, or 12 percent of them"."""
    if other.q.kind is Kind.SHARE or _POOL.search(other.left):
        return True
    text = scene.document.text[level.q.end : other.q.start].lower()
    return text.count("(") > text.count(")") or not other.is_level


def _told_twice(scene: Scene, first: Slot, second: Slot) -> bool:
    """Tell whether a change is told again in another unit right after: "4 percent, or 52 points"."""
    gap = scene.gap(first, second).strip()
    return (
        first.is_change and second.is_change and gap in (", or", "or", "(", ",", ", or about", "or about", ", or some")
    )
