"""Patterns for what is left of a whole: which words call a figure a rest, and which tell of other sums."""

from __future__ import annotations

import re

from claims.lexicon import load
from claims.patterns import regex
from claims.relations.scene import Slot
from claims.relations.told_wording import ABOUT

__all__ = [
    "FROM_HERE",
    "OF_FIRST",
    "OF_THEM",
    "calls_left",
    "calls_other",
    "calls_other_few",
    "calls_remaining",
    "calls_still",
    "hints",
    "is_taken",
    "names_whole",
    "so_only",
    "tells_of_more",
]

_LEXICON = load("rests")


def _any(section: str, words: str, phrases: str = "") -> str:
    table = _LEXICON[section]
    told = [*str(table[words]).split(), *(p.strip() for p in str(table.get(phrases, "")).split(";") if p.strip())]
    return "|".join(sorted((re.escape(w).replace(r"\ ", r"\s+") for w in told), key=len, reverse=True))


_ABOUT = rf"(?:the\s+)?{ABOUT}"
_WHOM = r"(?:(?:it|them|him|her|us|you|(?:the|its|their|his|her)\s+[\w'’-]+(?:\s[\w'’-]+)?)\s+)?(?:with\s+)?"
_LEAVES = regex(
    r"(?:^\W*|[,;–—]\s*(?:and\s|so\s)?|\b(?:so|and)\s)(?:that|this|which|it)\s+"
    rf"(?:would\s|will\s|still\s|now\s|has\s|therefore\s)*(?:leaves?|left|spares?|spared)\s+{_WHOM}{_ABOUT}$"
    rf"|(?:,|;|–|—)\s*(?:and\s|so\s)?(?:leaving|which leaves|which left)\s+{_WHOM}{_ABOUT}$"
)
_OTHER = regex(
    r"(?:\b(?:the|its|their|his|her)\s+(?:other|remaining|rest,|remainder,|balance,)|\bwith the last|"
    rf"\ball the remaining)\s+{_ABOUT}$"
)
_THE_REST = regex(
    r"\bthe\s+(?:rest|remainder|balance)(?:,[^,;:.\d]{3,60},)?\s+(?:will\s+|would\s+|all\s+|also\s+|has\s+|have\s+)?"
    r"(?:go|goes|went|gone|come|comes|came|fetch\w*|raised|brought\s+in|brings?\s+in|contributed"
    r"|yielded|supplied|took|amount\w*\s+to|"
    rf"c[ao]mes?\s+to|made\s+up|makes?\s+up)\s+{ABOUT}$|\bthe\s+(?:remainder|balance)\s+of\s+{ABOUT}$"
)
_ALL_OTHERS = regex(
    r"\b(?:all\s+(?:the\s+)?others|all\s+the\s+rest|everyone\s+else|everybody\s+else|everything\s+else)\s+"
    r"(?:(?:taken\s+)?together\s+)?(?:took|take|got|get|had|have|makes?\s+up|made\s+up|comes?\s+to|came\s+to|shared?|"
    rf"account(?:s|ed)?\s+for|brought\s+in|contribut(?:e|es|ed)|number(?:s|ed)?|bought|sold|paid|owns?)\s+{ABOUT}$"
)
_MORE_TOLD = regex(
    r"\b(?:few|some|several|one|two|three|others?|rest)\b[^.;]{0,30}\b"
    r"(?:void|spoil\w*|invalid|blank|abstain\w*|absent|did not vote)\b"
)
_REMAINING = regex(rf"\b(?:remaining|rest,|remainder,|balance,)\s+{_ABOUT}$")
_FREE = regex(
    r"^\s*(?:[.,;)–—]|$|(?:for|to|in|without|still|over|yet|with|from|of|on|by|is|are|was|were|will"
    r"|would|as|have|has|had|"
    r"who|which|that|can|could|must|be|being|remain\w*|un\w+|outstanding|owing|due|empty|vacant|free|open|idle)\b)"
)
_HARM = regex(rf"^\s*(?:[\w'’-]+\s+){{0,2}}?(?:{_any('harm', 'words', 'phrases')})\b")
# A place in a race is no rest either, nor what a company has from other sources: "12 behind", "leaving it 5 in cash".
_PLACE = regex(
    r"^\s*(?:[\w'’-]+\s+){0,2}?(?:behind|adrift|clear|ahead|short|off|away|above|below|shy|up|down|"
    r"in (?:cash|debt|the bank|reserves?|hand)|"
    r"of (?:debt|cash)|net)\b"
)
_TAKEN = regex(rf"^(?:\s+[\w'’-]+){{0,4}}?\s+(?:{_any('taken', 'words', 'phrases')})\b")
_HAS = regex(r"\b(?:has|have|had|with|are|were|is|was)\s+(?:still\s+|now\s+|just\s+|only\s+)*$")
_LEFT = regex(r"^\s*(?:[\w'’-]+\s+){0,2}?(?:left|remaining|to\s+go)\s*(?:[.,;]|$|in\s+the|of\s+it)")
_SO_ONLY = regex(r"[,;]?\s*(?:and\s)?so\s(?:that\s)?(?:just|only|no more than)\s+$")
_STILL = regex(
    r"^\s*(?:(?!and\b)[\w-]+\s+)?(?:then |still |yet |now |that are still |that were still )"
    r"(?:outstanding|remaining|left|to come|to go|missing|unaccounted for|unsold|unpaid|undelivered|on order)\b"
)
OF_FIRST = regex(r"(?:^|[.;,:–—]\s+)(?:out )?of(?: (?:the|its|their|all|his|her))*\s*$")
OF_THEM = regex(r"^\s*(?:[\w'’-]+\s+){0,2}?of (?:them|whom|which|(?:these|those)(?!\s*$))\b")
_OF_A_WHOLE = regex(r"^\s*(?:[\w'’-]+\s+)?of\s+(?:the\s+(?:total|whole|sum|budget|money|bill)|it|this|that)\b")
FROM_HERE = regex(
    r"\b(?:includ\w+|of (?:which|whom|them|these)|among them|at least|up to|more than|than)\s[^,;]{0,30}$"
)
_OTHER_SUMS = regex(rf"\b(?:{_any('others', 'words', 'phrases')})\b")
_UNCOUNTED = regex(rf"\b(?:{_any('others', 'uncounted', 'uncounted_phrases')})\b(?!\s+(?:more|short|of|[\d£$€]))")
_WHOLE_BEFORE = regex(rf"\b(?:{_any('wholes', 'before')})\b(?:\W+[\w'’-]+){{0,7}}\W*$")
_WEAK_BEFORE = regex(rf"\b(?:{_any('wholes', 'weak')})\b(?:\W+[\w'’-]+){{0,4}}\W*$")
_WHOLE_AFTER = regex(rf"^[\s-]*(?:[\w'’-]+\s+){{0,2}}?(?:{_any('wholes', 'after')})\b")


def calls_left(slot: Slot) -> bool:
    """Tell whether a figure is what something leaves: "That leaves 775 kg for the structure", "it has 23 left"."""
    if _HAS.search(slot.left) and _LEFT.match(slot.right):
        return True
    if _LEAVES.search(slot.left) is None or _HARM.match(slot.right) or _PLACE.match(slot.right):
        return False
    return _FREE.match(slot.right) is not None or bool(slot.q.noun)


def calls_other(slot: Slot) -> bool:
    """Tell whether a figure is called the other part: "the other $127,200". Small numbers in words are too loose."""
    if _PLACE.match(slot.right) or slot.q.style != "digits":
        return False
    return any(wording.search(slot.left) is not None for wording in (_OTHER, _THE_REST, _ALL_OTHERS))


def calls_other_few(slot: Slot) -> bool:
    """Tell whether a small number in words is called the other part; "the other three" is sure only beside a whole."""
    return slot.q.style == "words" and not _PLACE.match(slot.right) and _OTHER.search(slot.left) is not None


def calls_remaining(slot: Slot) -> bool:
    """Tell whether the other part is called the remaining one, which says more surely that there is a whole."""
    return _REMAINING.search(slot.left) is not None


def calls_still(slot: Slot) -> bool:
    """Tell whether a figure is what is yet to come: "the 38 still outstanding"."""
    return slot.left.endswith("the ") and _STILL.match(slot.right) is not None


def tells_of_more(slot: Slot) -> bool:
    """Tell whether what follows a rest tells of others still: "the other 596 went to its rival; a few were void"."""
    return _MORE_TOLD.search(slot.right) is not None


def is_taken(part: Slot) -> bool:
    """Tell whether a part is said to be gone, closed or otherwise not there."""
    return _TAKEN.match(part.right) is not None


def so_only(slot: Slot) -> bool:
    """Tell the figure of "so that only 555 can be used"."""
    return _SO_ONLY.search(slot.left) is not None


def names_whole(slot: Slot, *, weakly: bool) -> bool:
    """Tell whether the words beside a figure make it a whole; `weakly`: by a mere "has" or "were" as well."""
    if _OF_A_WHOLE.match(slot.right):
        return False  # "11.7 billion of the total" is a part
    if _WHOLE_BEFORE.search(slot.left) or _WHOLE_AFTER.match(slot.right):
        return True
    return weakly and _WEAK_BEFORE.search(slot.left) is not None


def hints(sentences: str, since: str) -> bool:
    """Tell whether words tell of parts without a number (in `sentences`) or of other sums (in `since`)."""
    return bool(_OTHER_SUMS.search(since) or _UNCOUNTED.search(sentences))
