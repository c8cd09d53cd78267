"""One length of time told twice: "148 minutes, or two hours and 28 minutes"; "an hour and ten minutes, 70 in all"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.patterns import regex
from verify.rules.dates.spoken_duration import Duration
from verify.rules.small_numbers import NUMBER, cardinal, like

__all__ = ["SameLength", "same_lengths"]

_OR = regex(r"(?:,\s(?:or|that is,?|which is)\s|\s\((?:or\s)?|\s[–—-]\s(?:or\s)?)(?:exactly\s|precisely\s|just\s)?")
_IN_ALL = regex(rf",\s(?P<n>{NUMBER})(?:\s(?:of\sthem|minutes))?\s(?:in\s(?:all|total)|altogether)(?=[,.;)]|\sto\b|$)")
_END = regex(r"\s*(?:[,.;:)–—]|$|\s[–—-]\s|(?:in\sall|to)\b)")
_RATE = regex(r"\b(?:every|each|per|either|between|from|within|two|three|four|five)\s$")
_HOUR = 60


@dataclass(frozen=True, slots=True)
class SameLength:
    """The second telling, with what it should say."""

    start: int
    end: int
    text: str
    first: str
    right: str


def same_lengths(text: str, durations: Sequence[Duration], end: int) -> Iterator[SameLength]:
    """Yield the lengths that do not say what the one told just before them says."""
    for n, first in enumerate(durations):
        second = durations[n + 1] if n + 1 < len(durations) else None
        if first.hedge or _RATE.search(text, max(0, first.start - 10), first.start):
            continue
        in_all = _IN_ALL.match(text, first.end, end)
        if in_all and first.match["m"] and first.grain == "clock":
            value = cardinal(in_all["n"])
            if value is not None and value != first.value:
                yield SameLength(*in_all.span("n"), in_all["n"], first.text, like(in_all["n"], int(first.value)))
        elif second is not None and _retold(text, first, second) and _differ(first, second):
            right = _clock(first.value) if second.match["m"] else f"{int(first.value)} minutes"
            yield SameLength(second.start, second.end, second.text, first.text, right)


def _retold(text: str, first: Duration, second: Duration) -> bool:
    joined = _OR.fullmatch(text, first.end, second.start) and _END.match(text, second.end)
    return bool(joined) and not second.hedge


def _differ(first: Duration, second: Duration) -> bool:
    """Tell whether minutes alone and hours with minutes, in either order, are two different lengths."""
    if first.grain != "clock" or second.grain != "clock":
        return False
    minutes, hours = sorted((first, second), key=lambda d: bool(d.match["m"]) or d.unit == _HOUR)
    return minutes.unit == 1 and minutes.value > _HOUR and bool(hours.match["m"]) and minutes.value != hours.value


def _clock(minutes: Decimal) -> str:
    hours, rest = divmod(int(minutes), _HOUR)
    spoken = "an hour" if hours == 1 else f"{like('two', hours)} hours"
    return f"{spoken} and {rest} {'minute' if rest == 1 else 'minutes'}" if rest else spoken
