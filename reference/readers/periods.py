"""The ways in which sources write periods and dates of publication, and their normal forms."""

from __future__ import annotations

import re
from functools import lru_cache

from claims.patterns import regex
from claims.period import is_period

__all__ = ["normal_period", "normal_vintage"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FORMS = (
    (regex(r"(\d{4})[ -]?[Qq]([1-4])"), r"\1-Q\2"),
    (regex(r"[Qq]([1-4])[ /-](\d{4})"), r"\2-Q\1"),
    (regex(r"(\d{4})[ -]?[SsHh]([12])"), r"\1-H\2"),
    (regex(r"(\d{4})-?M(\d\d)"), r"\1-\2"),
    (regex(r"(\d{4})-?W(\d\d)"), r"\1-W\2"),
    (regex(r"(\d{4})-A1"), r"\1"),
    (regex(r"(\d{4})-(\d\d)-\d\dT.*"), r"\1-\2"),
    (regex(r"(\d{4}-\d\d-\d\d) 00:00:00"), r"\1"),
    (regex(r"(\d{4})\.0"), r"\1"),
    (regex(r"(?:YR|FY) ?(\d{4})"), r"\1"),
)
_FISCAL = regex(r"(\d{4})[-–/](\d\d)")
_NAMED = regex(r"(?:([A-Za-z]{3})[a-z]*\.?[ -](\d{4})|(\d{4})[ -]([A-Za-z]{3})[a-z]*)")


@lru_cache(maxsize=65536)
def normal_period(text: str) -> str | None:
    """Return a period in normal form: 2024Q2 is 2024-Q2, 2024M05 is 2024-05, 2012-13 is 2012/13."""
    plain = text.strip()
    fiscal = _FISCAL.fullmatch(plain)
    if fiscal and (int(fiscal[1]) + 1) % 100 == int(fiscal[2]) and int(fiscal[2]) > 12:
        return f"{fiscal[1]}/{fiscal[2]}"
    if is_period(plain):
        return plain
    for pattern, form in _FORMS:
        match = pattern.fullmatch(plain)
        if match and is_period(match.expand(form)):
            return match.expand(form)
    named = _NAMED.fullmatch(plain)
    if named:
        month, year = (named[1] or named[4]).lower(), named[2] or named[3]
        return f"{year}-{_MONTHS.index(month) + 1:02}" if month in _MONTHS else None
    return None


@lru_cache(maxsize=4096)
def normal_vintage(text: str) -> str | None:
    """Return a date of publication as 2024-09-20, 2024-09 or 2024; ``None`` for what is none."""
    plain = text.strip()
    moment = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*", plain)
    if moment:
        plain = moment[1]
    if not plain:
        return ""
    return plain if is_period(plain) and "/" not in plain and plain[-2:].isdigit() and "W" not in plain else None
