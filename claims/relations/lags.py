"""Over what time a change is told: a year, a quarter, a month; and changes that are of no two printed values."""

from __future__ import annotations

import re

from claims.patterns import regex
from claims.relations.scene import Slot

__all__ = ["at_odds", "lags_in", "of_other_sort"]

_UNITS = r"(?P<unit>year|quarter|month|week|day|decade|season|session)"
_AGO = regex(
    rf"\b(?:(?:a|an|one|two|three|four|five|six|ten|the|\d+)\s+)?{_UNITS}s?\s+(?:ago|earlier|before|previously)\b"
    rf"|\b(?:previous|prior|preceding|last|corresponding|same)\s+(?:financial\s+|fiscal\s+|calendar\s+)?{_UNITS}\b"
    rf"|\b{_UNITS}[- ](?:on|over)[- ](?:year|quarter|month|week|day)\b"
    rf"|\b(?:on|over) the {_UNITS}\b".replace("(?P<unit>", "(")
)
# the change is told of values that are not these, or not of them as they stand
_OTHER_SORT = regex(
    r"\b(?:in real terms|real terms|like-for-like|same-store|constant (?:currency|currencies|prices|"
    r"exchange)|local currenc(?:y|ies)|"
    r"organic\w*|inflation-adjusted|adjust(?:ed|ing) for|annuali[sz]ed|compound\w*|on average,? (?:by "
    r")?[\d.]+ ?(?:%|per)|"
    r"per capita|a head|underlying|excluding|stripp\w+ out|not counting|averag\w+ growth|net of|in "
    r"(?:dollar|euro|sterling) terms|"
    r"in volume|by volume|in value|by value|comparable|pro forma|so far)\b"
    r"|(?:%|percent|per cent)\s+(?:a|per|each|every)\s+(?:year|month|week|day|quarter|annum)\b(?!\s+"
    r"(?:ago|earlier|before))"
)


def lags_in(text: str) -> frozenset[str]:
    """Return the units of time that a text (lower case) compares over: "a year earlier", "the previous quarter"."""
    return frozenset(next(group for group in found.groups() if group) for found in _AGO.finditer(text))


def of_other_sort(text: str) -> bool:
    """Tell whether a text (lower case) tells of changes in real terms, a year, at constant prices and the like."""
    return _OTHER_SORT.search(text) is not None


_SINCE = regex(r"\bsince\b")
_EXTREME = regex(r"\b(?:low|high|peak|trough|bottom|top|best|worst)\b")
_MONTH = regex(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b(?!\s+(?:19|20)\d\d)"
)
_REACH = 60  # characters beside a figure that say over what time it is told


def at_odds(change: Slot, base: Slot) -> bool:
    """Tell whether a change is told over another time than the value it would start from.

    "Grew 3 percent on the quarter to 54 million, against 50 million a year earlier".
    """
    beside = change.right[:_REACH]
    if base.order == change.order + 1:  # the words up to it are its own
        beside = re.split(r"[,;:()]|\b(?:from|than|against|compared)\b", beside)[0]
    told = _over(change.left[-_REACH:]) | _over(beside)
    after = re.split(r"[,;:()]", base.right)[0][:_REACH]
    began = _over(after) or _over(re.split(r"[,;:()]", base.left)[-1])
    if not began and _MONTH.search(after):
        began = frozenset({"month"})
    return bool(told and began) and told.isdisjoint(began)


def _over(text: str) -> frozenset[str]:
    named = set(lags_in(text))
    if _SINCE.search(text):
        named.add("since")
    if _EXTREME.search(text):
        named.add("extreme")
    return frozenset(named)
