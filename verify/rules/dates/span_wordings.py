"""The wordings of `span_wordings.toml` as patterns over the shape of a timeline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from claims.lexicon import load
from claims.patterns import regex

__all__ = ["CLOSE", "LENGTH", "Wording", "has_both", "wordings"]

_LEXICON = load("durations")
_HEDGED = (
    r"(?:(?:about|around|some|roughly|approximately|nearly|almost|just|only|exactly|fully|over|under|well|more|less|"
    r"than|full|whole|barely|at least|no fewer|precisely|mere|good|total of|not|quite|even|a) ){0,4}"
)
_WORD = r"(?:(?!(?:who|which|that|whose|and|but|when|while|then|or|before|after|since)\b)[\w'.-]+ )"  # begins no clause
CLOSE = r"(?= ?(?:[.,;:)\u2013\u2014|]|$|(?:and|but)\b))"
LENGTH = rf"{_HEDGED}\{{(?P<d>\d+)\}}"


def _any_of(name: str) -> str:
    return "|".join(re.escape(word).replace("_", " ") for word in str(_LEXICON[name]).split())


_ENDED = (
    rf"(?:finally |then |had |eventually |at last )?(?:{_any_of('over_and_done')})"
    r"(?: (?:it|there|him|her|his|their|its|the|down|doors|post|job|office|club|team|firm|company|band|party)\b)*"
)
_LAST = r"<[ymdc](?P<q>\d+)>"
_SIGNS = {
    "p": r"<[ymdc](?P<p>\d+)>",
    "q": _LAST,
    "pnow": r"<[ymdr](?P<p>\d+)>",
    "pclock": r"<c(?P<p>\d+)>",
    "qclock": r"<c(?P<q>\d+)>",
    "has": r"(?:has|have)(?: now)?",
    "now": r"<r(?P<q>\d+)>",
    "day": r"<d(?P<q>\d+)>",
    "d": LENGTH,
    "w": _WORD,
    "in": r"(?:in|on|at)(?: (?:early|late|mid|about|around))?",
    "far": r"(?:[^<{|;~]|<r\d+>){0,80}?",
    "close": CLOSE,
    "tail": (
        r"(?= ?(?:[.,;:)\u2013\u2014|]|$|(?:and|but|altogether|there|daily)\b|at the (?:helm|top)|without |"
        r"of service|on (?:the )?air|on the (?:job|force|bench|board|council|staff|beat|line)|behind the (?:wheel|bar)|"
        r"in (?:the |his |her )?(?:job|post|role|chair|saddle|office|charge|power|business|operation|service|print|use|"
        r"total|all|orbit|space)\b|(?:a|each|every|per) (?:day|shift|night|week)))"
    ),
    "dash": r"(?:\(|\u2014 |\u2013 )?",
    "span": r"(?:or |for |in all |a (?:period|span|total|stretch|reign|run|career|tenure) of )?",
    "those": r"(?:in|over|during|for|through|of) (?:all )?(?:those|these|his|her|their|its)",
    "inthem": r"(?=[.,;]| (?:in|there|at|he|she|it|they|the|of)\b)",
    "fresh": r"(?:new |first |single |renewable )?",
    "part": r"(?:;|,|\. ?\||\u2014|\u2013) ?(?:and )?",
    "its": r"(?:an? |the |its |their |his |her )?",
    "came": r"(?:had )?(?:came|come|was|been|won|dated|fell|fallen)",
    "wait": r"(?:gap|wait|absence|run|drought|interval|lull|break|span|stretch|period|interruption|hiatus|pause|spell)",
    "wed": r"(?:wed|married|got married|were married|tied the knot)",
    "imposed": r"(?:banned|suspended|barred|disqualified|exiled)",
    "began": rf"\b(?:{_any_of('began')})",
    "ended": _ENDED,
    "out": rf"{_ENDED} {_WORD}{{0,3}}(?:in|on) {_LAST}",
    "kept": rf"(?:{_any_of('kept_on')})",
    "event": rf"(?:{_any_of('events')})",
    "term": rf"(?:{_any_of('terms')})",
    "runs": (
        r"(?: (?:that|which|and))? (?:(?:will|is|was) (?:(?:due|set) to )?)?(?:ends?|ended|expires?|expired|runs?|ran|"
        r"lapses?|lapsed|finish(?:es|ed)?|keeps? \w+|ties? \w+|ending|expiring|running|lasting|"
        r"(?:due|set|scheduled) to (?:end|expire|run|last|finish))"
        r"(?: out| there| here| (?:at|with|in|to) (?:the )?[\w-]+)? (?:in|on|until|to|till|through|at the end of) "
    ),
}
_SIGN = regex(r"%([a-z]+)")
_GROUP = regex(r"\(\?P<(\w+)>")


@dataclass(frozen=True, slots=True)
class Wording:
    """A pattern with groups `p`, `q` and `d`, and what `span_wordings.toml` says of it."""

    pattern: re.Pattern[str]
    like: str
    loose: bool
    years: bool
    promise: bool
    pluperfect: bool
    exact: bool


def has_both(shape: str) -> bool:
    """Tell whether a line has a length and a point of time: without them no wording is tried."""
    return "{" in shape and "<" in shape


@cache
def wordings(section: Literal["between", "ago", "ahead"]) -> tuple[Wording, ...]:
    """Return the wordings of a section of `span_wordings.toml`."""
    return tuple(_read(entry) for entry in load("span_wordings")[section])


def _read(entry: dict[str, str | bool]) -> Wording:
    flags = {name: bool(entry.get(name, False)) for name in ("loose", "years", "promise", "pluperfect", "exact")}
    return Wording(pattern=regex(_expanded(str(entry["say"]))), like=str(entry["like"]), **flags)


def _expanded(say: str) -> str:
    """Put the signs in; a group that an alternative names again is numbered: q, q2, q3."""
    whole = _SIGN.sub(lambda sign: _SIGNS[sign[1]], say)
    seen: dict[str, int] = {}

    def numbered(group: re.Match[str]) -> str:
        name = group[1]
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}{seen[name] if seen[name] > 1 else ''}>"

    return _GROUP.sub(numbered, whole)
