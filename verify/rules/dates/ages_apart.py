"""Two ages of one person with their dates: what lies between the dates lies between the ages.

"She was 19 when she joined in May 1984. Retiring in May 2021, she was 56": the first age and its date give the
span in which somebody was born, and that gives the second age.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claims.model import PeriodMention
from claims.patterns import regex
from verify.rules.dates.lifetime import RELATIVES, Birth, Span, mentions_in, span_of
from verify.rules.small_numbers import NUMBER, cardinal

__all__ = ["LaterAge", "age_now", "born_by_age", "both_ages", "later_age"]

_AT = r"(?:aged|at\sthe\sage\sof)\s"
_FIRST = regex(
    rf"\b(?:(?:[Hh]e|[Ss]he|[A-Z][\w'’-]+)\swas\s(?:just\s|only\s|still\s)?(?P<n>{NUMBER})\s(?:years\sold\s)?when\s(?:he|she)\b|"
    rf"[Ii]n\s(?:\w+\s)?\d{{4}},\s(?:just\s|when\s(?:he|she)\swas\s)?(?:aged|at\sthe\sage\sof)\s(?P<n3>{NUMBER})(?=,)|"
    rf"(?:joined|arrived|started|began|debuted|enlisted|emigrated|married)\b[^.;,]{{0,60}}\s{_AT}(?P<n2>{NUMBER})\b)"
)
_SECOND = regex(
    rf"\b(?:(?:(?:[Hh]e|[Ss]he)\s(?:is|was)|and\swas)\s(?:now\s)?(?P<n>{NUMBER})(?=[.,;]|\swhen\b|\sand\b|\syears\sold\b)|"
    rf"(?:retired|left|died|released|resigned|quit|returned|freed)\b[^.;,]{{0,60}},?\s{_AT}(?P<n2>{NUMBER})\b)"
)
_NOW = regex(
    rf"\b(?:(?:[Hh]e|[Ss]he)(?:\sis|['’]s)\snow\s(?:aged\s)?(?P<n>{NUMBER})(?=[.,;]|\sand\b|\syears\sold\b)|"
    rf"(?:[Hh]e|[Ss]he)(?:\sis|['’]s)\s(?P<n2>{NUMBER})\s(?:now|today)\b|"
    rf"[Nn]ow\s(?:aged\s)?(?P<n3>{NUMBER}),\s(?:(?:he|she)\b|[A-Z]))"
)
_BESIDE = regex(  # "Ras, 43, was 21 when the baker's body was found in September 2003"
    rf"[A-Z][\w'’-]+,\s(?P<now>\d\d),\swas\s(?:just\s|only\s|then\s)?(?P<n>{NUMBER})\swhen\b"
)
_YEARISH = timedelta(days=367)
_BREAKS = regex(r"[;:]|\b(?:and|but|while|before|after)\b")


@dataclass(frozen=True, slots=True)
class LaterAge:
    """A second age as printed, with the days on which it was reached."""

    start: int
    end: int
    value: int
    event: Span


def born_by_age(text: str, mentions: Sequence[PeriodMention], start: int, end: int) -> Birth | None:
    """Return when somebody was born whose age at a dated event [start, end) tells."""
    if text.find("when", start, end) < 0 and text.find("age", start, end) < 0:
        return None
    match = _FIRST.search(text, start, end)
    group = next((name for name in ("n", "n2", "n3") if match and match[name]), "n")
    value = cardinal(match[group]) if match else None
    if match is None or value is None or not 5 <= value < 100 or RELATIVES.search(text, start, match.end()):
        return None
    said = match.start(group) if group == "n3" else match.start()
    event = _before(text, mentions, start, said) or _after(text, mentions, match.end(), end)
    if group != "n3":
        event = _after(text, mentions, match.end(), end) or event
    if event is None:
        return None
    mention, days = event
    born = _years_before(days[0], value + 1) + timedelta(days=1), _years_before(days[1], value)
    last = max(match.end(), mention.end)
    years = " or ".join(dict.fromkeys(str(day.year) for day in born))
    return Birth(match.start(group), last, match.start(), years, born)


def later_age(text: str, mentions: Sequence[PeriodMention], start: int, end: int) -> LaterAge | None:
    """Return the second age in [start, end), where its date is printed."""
    match = _SECOND.search(text, start, end)
    value = cardinal(match["n"] or match["n2"]) if match else None
    if match is None or value is None or RELATIVES.search(text, start, match.end()):
        return None
    group = "n" if match["n"] else "n2"
    inside = _before(text, mentions, match.start(), match.start(group))
    event = inside or _after(text, mentions, match.end(), end) or _before(text, mentions, start, match.start())
    return None if event is None else LaterAge(match.start(group), match.end(group), value, event[1])


def age_now(text: str, start: int, end: int, now: Span) -> LaterAge | None:
    """Return the age in [start, end) that is told as that of the day of publication."""
    match = _NOW.search(text, start, end)
    group = next((name for name in ("n", "n2", "n3") if match and match[name]), "n")
    value = cardinal(match[group]) if match else None
    if match is None or value is None or RELATIVES.search(text, start, match.end()):
        return None
    return LaterAge(match.start(group), match.end(group), value, now)


def both_ages(
    text: str, mentions: Sequence[PeriodMention], start: int, end: int, now: Span
) -> tuple[Birth, LaterAge] | None:
    """Return the birth that an age then gives, and the age now printed before it: "Ras, 43, was 21 when … in 2003"."""
    match = _BESIDE.search(text, start, end)
    value = cardinal(match["n"]) if match else None
    if match is None or value is None or RELATIVES.search(text, start, match.end()):
        return None
    event = _after(text, mentions, match.end(), end)
    if event is None or RELATIVES.search(text, match.end(), event[0].start):
        return None
    mention, days = event
    born = _years_before(days[0], value + 1) + timedelta(days=1), _years_before(days[1], value)
    years = " or ".join(dict.fromkeys(str(day.year) for day in born))
    birth = Birth(match.start("n"), mention.end, match.start(), years, born)
    return birth, LaterAge(match.start("now"), match.end("now"), int(match["now"]), now)


def _after(text: str, mentions: Sequence[PeriodMention], start: int, end: int) -> tuple[PeriodMention, Span] | None:
    """Return the first dated mention in [start, end) that nothing parts from `start`."""
    found = next(iter(_dated(mentions, start, end)), None)
    return found if found and not _BREAKS.search(text, start, found[0].start) else None


def _before(text: str, mentions: Sequence[PeriodMention], start: int, end: int) -> tuple[PeriodMention, Span] | None:
    """Return the last dated mention in [start, end) that nothing parts from `end`."""
    found = next(iter(reversed(_dated(mentions, start, end))), None)
    return found if found and not _BREAKS.search(text, found[0].end, end) else None


def _dated(mentions: Sequence[PeriodMention], start: int, end: int) -> list[tuple[PeriodMention, Span]]:
    """Return the days, months and years that are printed with their year in [start, end)."""
    return [
        (m, days)
        for m in mentions_in(mentions, start, end)
        if m.absolute and m.type in ("date", "period") and m.relation == "at"
        and (days := span_of(m)) and days[1] - days[0] < _YEARISH
    ]  # fmt: skip


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)
