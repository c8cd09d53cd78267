"""Patterns over the words next to a figure, compiled once from the change lexicon.

Each looks only at the end (or the start) of the short text next to one figure, so its cost does not grow
with the document.
"""

from __future__ import annotations

import re

from claims.lexicon import load
from claims.patterns import regex

__all__ = [
    "CHANGE_NOUNS",
    "CHANGE_VERBS",
    "CHANGE_WORDS",
    "CURRENT_BEFORE",
    "DOWN_WORDS",
    "UP_WORDS",
    "WAS_BEFORE",
    "is_set_against",
    "marks_base",
    "names_base",
    "names_time",
]

_LEXICON = load("change")


def _words(*tables: str) -> frozenset[str]:
    found: set[str] = set()
    for table in tables:
        section, direction = table.split(".")
        found.update(str(_LEXICON[section][direction]).split())
    return frozenset(found)


UP_WORDS = _words("verbs.up", "nouns.up", "adverbs.up")
DOWN_WORDS = _words("verbs.down", "nouns.down", "adverbs.down")
CHANGE_WORDS = UP_WORDS | DOWN_WORDS
CHANGE_VERBS = _words("verbs.up", "verbs.down")
CHANGE_NOUNS = _words("nouns.up", "nouns.down")

_WORD = r"[\w'’.&-]+"
# Up to seven words may stand between the preposition and the figure ("from a revised level of", "compared with
# the first eleven months' "), but none that starts another statement.
_STOP = r"(?:to|and|or|but|which|while|reach\w*|total\w*|was|were|is|are|rose|fell|by|up|down|with)\b"
_FILL = rf"(?:\s+(?!{_STOP}){_WORD},?){{0,7}}"


def _before(phrases: str) -> str:
    options = sorted({p.strip() for p in phrases.split(";") if p.strip()}, key=len, reverse=True)
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in options)


_BASE = regex(
    rf"(?:^|[\s(,—–-])(?:{_before(str(_LEXICON['base']['filled']))})(?P<fill>{_FILL})(?<!,)\s*[(]?\s*$"
    rf"|(?:^|[\s(,—–-])(?:{_before(str(_LEXICON['base']['adjacent']))})\s*$"
)
# A base that the comparison names in passing: "lower than in 2023 (673 million)", "than a year earlier, when they were
# 61.9 million", "above the engineer's estimate of 16 million". The words start right after the figure before.
_NAMED = regex(
    r"^\s*(?P<moved>(?:(?!(?:and|but|or|from|on|in|since)\b)[\w-]+\s+){0,4}?)"
    r"(?:than|on|from|over|above|below|off|under|against|since|compared (?:with|to))\s"
    r"(?![^(]*\s(?:and|but)\s)"
    r"(?:[^,;:()]{2,60}\((?:\w{4}:\s*)?\s*$"
    r"|[^,;:()]{2,60},?\swhen\s(?:(?:it|they|he|she|there|(?:(?:the|its|their)\s)?[\w'’-]+(?:\s[\w'’-]+)?)\s)??"
    r"(?:was|were|cost|paid|had(?:\sbeen)?|(?:had\s)?(?:stood|stand)\sat|(?:had\s)?(?:come|came)\s(?:to|in\sat)|"
    r"(?:had\s)?(?:total|number|reach|averag|earn|record|report|post|serv|treat|carri|handl|welcom|distribut|register|fetch)\w+|"
    r"(?:had\s)?(?:trad|clos|sell|sold|chang|open|end|peak|finish|settl)\w*(?:\shands)?\s(?:at|for)|"
    r"made|sold|won|took(?:\sin)?|gave(?:\sout)?|drew|caught|hit)\s+$"
    r"|[^,;:()]{2,50},\s(?:who|which)\s(?:now\s)?(?:is|are|was|were|gets?|got|has|have|had|earns?|costs?|weighs?|measures?|"
    r"(?:stands?|stood)\sat|comes?\sto|pays?|paid)\s+$"
    r"|(?!(?:the\s)?(?:back|basis|strength)\b)(?:[\w'’.-]+\s+){1,6}(?:of|at|with)\s+$)"
)
_VERBS = CHANGE_VERBS | frozenset(str(_LEXICON["levels"]["verbs"]).split())


# "(2023: 26.2 billion)", "(previous year: 26.2 billion)"
_LABELLED = regex(
    r"^\s*(?:[\w-]+\s+){0,4}\(\s*"
    r"(?:(?:19|20)\d\d|(?:the )?(?:previous|prior|last|preceding) (?:year|month|quarter|season)|"
    r"(?:a )?year (?:ago|earlier|before))\s*:\s*$"
)


def marks_base(left: str) -> bool:
    """Tell whether the words before a figure make it the earlier or other value of a change."""
    if _LABELLED.match(left):
        return True
    found = _BASE.search(left)
    while found is not None:
        if not _VERBS.intersection((found["fill"] or "").split()):
            return True
        found = _BASE.search(left, found.start() + 1)  # "compared with May, it rose from": the last phrase counts
    return False


# "2.9 percent more than December's revised 91,600", "40 percent below 2019's 5.2 million"
_OF_A_TIME = regex(
    rf"^\s*(?:up|down|more|less|fewer|higher|lower|larger|smaller|bigger|dearer|cheaper|{'|'.join(sorted(CHANGE_NOUNS))})?\s*"
    r"(?:than|on|above|below|over|from|ahead of|behind)\s+"
    r"(?:(?:last|this|the|an?)\s+)?(?:(?:previous|preceding|prior)\s+)?(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|spring|summer|autumn|winter|(?:19|20)\d\d|year|month|week|quarter|season)['’]s\s+"
    r"(?:(?:revised|record|final|first|upwardly|downwardly|long-run)\s+){0,2}(?:(?:total|tally|figure|level|peak|high|low)\s+of\s+)?$"
)


def names_time(left: str) -> bool:
    """Tell whether the words between a change and a figure make the figure that of a season, month or year."""
    return _OF_A_TIME.match(left) is not None


def names_base(left: str) -> bool:
    """Tell whether the words between a change and a figure make the figure what the change is told against."""
    if names_time(left):
        return True
    named = _NAMED.match(left)
    return named is not None and (not named["moved"] or not CHANGE_WORDS.isdisjoint(named["moved"].split()))


_THAN = regex(
    r"[\s,)]*+(?:[\w-]+\s+){0,3}?(?:than|on|from|over|above|below|against|compared (?:with|to))\s+"
    r"(?:(?:the|an?|its|their|last (?:year|month|week|quarter|summer|winter|spring|autumn|season)['’]s)\s+)?"
)


def is_set_against(left: str) -> bool:
    """Tell whether the words between a change and the figure after it set the two side by side: "more than the"."""
    return _THAN.fullmatch(left) is not None


CURRENT_BEFORE = regex(rf"(?:^|[\s(,])(?:{_before(str(_LEXICON['current']['prepositions']))})\s*$")
WAS_BEFORE = regex(
    r"\b(?:had been|was|were|had|stood at|totalled|totaled|when|sold|made|earned|numbered)\s*(?:\w+\s*){0,2}$"
)
