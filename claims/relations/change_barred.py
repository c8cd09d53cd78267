"""Words that make a change one of other values than those beside it, however near they stand."""

from __future__ import annotations

from claims.model import Kind
from claims.patterns import regex
from claims.relations.change_alone import is_again
from claims.relations.scene import Scene, Slot
from claims.relations.steps_told import is_step
from claims.relations.wording import CHANGE_VERBS, names_time

__all__ = ["is_barred", "is_name", "is_of_another", "is_of_other_change"]

_MOVED = CHANGE_VERBS | {"went", "gone", "moved"}
_OTHER_SUBJECT = regex(r"\b(?:while|whereas|but|although)\b|;")
_OWN_SUBJECT = regex(r"(?:,|;) (?:and |but |while )?(?:the|its|their|his|her) [\w-]+ $")
_AND_THEN = regex(r",?\s+(?:and|but)\s+(?:is\s+|are\s+|was\s+|were\s+|still\s+)*$")
_ITS_OWN = regex(
    r"^\s*(?:higher |lower |more |less |fewer )?(?:than|above|below|over|under|on|up on|down on)\s+"
    r"(?:the|its|their|that|a|last|in)\b[^,;:\d]*(?:\d{4}\b[^,;:\d]*)?(?:[.,;:]|$)"
)
_OTHER_MOVE = regex(
    r"\b(?:clos(?:e|es|ed|ing)|shut\w*|retir(?:e|es|ed|ing)|scrap\w*|sell(?:s|ing)?|sold|decommission\w*|phas\w+ out|"
    r"shed\w*)\b[^.;:]*\band\s[^.;:,]*$"
)
# "61 percent in Morby, down from 66, and in Selk 4 points above the 52 of the last poll": the new value is not told
_AND_ELSEWHERE = regex(r",?\s+(?:and|but|while)\s+(?:in|at|for|among|on)\s+(?:the\s+)?(?:[\w'’-]+\s+){1,3}$")
_BECAUSE = regex(
    r"\b(?:because|as|since|after|when|where)\s+(?!(?:it|they|he|she|that|this|which|the (?:total|figure|number))\s)"
    rf"(?:[\w'’-]+\s+){{1,4}}?(?:{'|'.join(sorted(_MOVED))})\s+(?:up\s+|down\s+)?(?:by\s+)?(?:about\s+)?$"
)
_TENTH = regex(r"\b(?:tenths?|hundredths?)\b")
_OF_A_UNIT = regex(r"(?:^|\s)of a (?:point|degree|second|metre|litre|cent)\b")
_IS = regex(r"^\s+(?:is|was|has|had|runs|ran|carries|carried)\b")
_PER = regex(
    r"^(?:\s+(?:more|less|fewer|higher|lower|dearer|cheaper|faster|slower|extra))?\s+(?:an?|per|each|every)\s+"
    r"(?P<of>second|minute|hour|day|week|month|quarter|year|head|person|kilo|litre|unit|mile|kilometre)\b"
    r"(?!\s+(?:ago|earlier|before))"
)
_SHARE_OF = regex(r"^\s*of\s+(?:the\s+|its\s+|their\s+|all\s+)?(?P<whole>[a-z]+)")
_TO_A_THING = regex(r"^\s+(?:to|off|from)\s+(?:the|an?|its|their|his|her|each|every|all)\s+[a-z]")
_MADE_SO = regex(
    r"\b(?:make|makes|making|made|leave|leaves|leaving)\s+(?!(?:it|them|this|that)\b)(?:[\w'’-]+\s+){1,4}$"
)
_SUM_OF = regex(
    r",\s(?:and|so|so that)\s(?:the|their|its)\s[^,;]*?\bof\s(?:all\s|the\s|these\s)*[a-z]+\s[a-z]+\s(?:by\s)?$"
)
_SO_FAR = regex(r"\b(?:this (?:year|month|week|quarter)|so far|since|to date)\b")
_HAVING_ENDED = regex(r"\bhaving (?:closed|ended|finished|settled)\b")


def is_barred(scene: Scene, change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether a change is said of something else: of another place, for each day, of what closed meanwhile."""
    if base.order > change.order and (_moved_before(scene, change) or _for_each(change, current)):
        return True
    if base.order < change.order and _AND_THEN.search(change.left) and _ITS_OWN.match(change.right):
        return True  # "to 3.02 from 3.00 previously, and 5.6 percent above the 2024 level"
    if current.order < change.order < base.order and _AND_ELSEWHERE.search(change.left):
        return True
    if is_step(change):
        return True  # "three cuts of a quarter of a point each"
    over_longer = change.order < current.order and _SO_FAR.search(scene.gap(change, current))
    return bool(over_longer) and _HAVING_ENDED.search(base.left) is not None


def is_of_another(scene: Scene, change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether a change has a subject of its own, which neither value is of.

    "A journey cost 5.81 pounds, up from 5.49, largely because fares went up by 5 percent"; "unemployment fell to 4.1
    percent from 4.4 while the vacancies, 12,000, were 0.3 percent fewer"; "it had won 35, so the tally grew by 20
    percent, and the golds doubled from seven".
    """
    last = max(current, base, key=lambda s: s.order)
    if _is_tenth_of_unit(change, current, base):
        return True
    if last.order < change.order and _BECAUSE.search(change.left):
        return True
    if current.q.unit == "percent" and _is_beside_rates(change, current, last):
        return True
    if last.order < change.order - 1:
        return _OTHER_SUBJECT.search(scene.document.text[last.q.end : change.q.start].lower()) is not None
    turned = current.order < change.order < base.order and change.q.kind is Kind.MULTIPLE
    return turned and _OWN_SUBJECT.search(change.left) is not None


def _is_beside_rates(change: Slot, current: Slot, last: Slot) -> bool:
    """Tell whether a percentage beside two rates is of something else, or so much of what they are told of.

    "Narrowed by 1.6 percent of output, to 3.1 percent of output from 4.7"; "the tax goes up from 8 to 11 percent,
    adding 3 percent to the price of a room"; "which makes a litre 3 percent dearer".
    """
    own, told = _SHARE_OF.match(change.right), _SHARE_OF.match(current.right)
    if own is not None and told is not None:
        return own["whole"] == told["whole"]
    if last.order > change.order:
        return False
    return any(p.search(t) for p, t in ((_TO_A_THING, change.right), (_MADE_SO, change.left), (_SUM_OF, change.left)))


def _is_tenth_of_unit(change: Slot, current: Slot, base: Slot) -> bool:
    """Tell "15.9C, a tenth below the 16.0C": a tenth of a degree, of a second, of a point."""
    if change.q.style != "fraction" or not _TENTH.search(change.q.surface.lower()) or change.q.value is None:
        return False
    if _OF_A_UNIT.search(change.q.surface.lower()) or _OF_A_UNIT.match(change.right):
        return True
    apart = abs((current.q.value or 0) - (base.q.value or 0))
    return apart == change.q.value / 100


def is_name(slot: Slot) -> bool:
    """Tell the number of a bus, road or model from a value: "the 47 is up by 6 percent"."""
    bare = slot.q.unit in ("", "count") and slot.q.style == "digits" and slot.q.scale == 1 and not slot.q.noun
    return bare and slot.left.endswith("the ") and _IS.match(slot.right) is not None


def is_of_other_change(scene: Scene, change: Slot, base: Slot) -> bool:
    """Tell whether a later change names the value after it: "up 3% from May yet 6% below last June's 3.40"."""
    before = scene.slots[base.order - 1] if base.order else None
    later = before is not None and before.is_change and before.order > change.order
    return later and before is not None and not is_again(scene, change, before) and names_time(base.left)


def _moved_before(scene: Scene, change: Slot) -> bool:
    """Tell whether an uncounted move stands before a counted one: "close half the coal and build 2.0 gigawatts"."""
    start = scene.document.sentences[change.sentence].start
    return _OTHER_MOVE.search(scene.document.text[start : change.q.start].lower()) is not None


def _for_each(change: Slot, current: Slot) -> bool:
    """Tell whether a change is told for each hour, head or kilo, but not the value: "1,900 came, 25 more an hour"."""
    each = _PER.match(change.right)
    if each is None or change.q.kind is Kind.MULTIPLE:
        return False
    told = _PER.match(current.right)
    return (told is None or told["of"] != each["of"]) and f"per {each['of']}" not in current.q.unit
