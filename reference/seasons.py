"""Seasonal adjustment: what a text, the name of a series or a code of SDMX says of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from claims.patterns import regex
from reference.model import Indicator

__all__ = ["Adjustment", "adjustment_of", "adjustment_said", "of_code", "without"]

Adjustment = Literal["adjusted", "unadjusted", ""]

_UNADJUSTED = (
    r"not (?:seasonally|(?:calendar|working[- ]day) and seasonally) adjusted|neither seasonally [\w -]{0,30}adjusted"
    r"|(?:non|un)[- ]?seasonally[- ]adjusted|seasonally[- ]unadjusted|unadjusted|before seasonal adjustment"
    r"|without seasonal adjustment"
)
_ADJUSTED = (
    r"seasonally (?:and (?:calendar|working[- ]day)s? )?adjusted|seasonally-adjusted"
    r"|(?:calendar|working[- ]days?) and seasonally adjusted|after seasonal adjustment"
    r"|adjust(?:ed|ing) for (?:seasonal (?:factors|effects|swings|variations?)|the season)"
)
_SAID = regex(
    rf"\b(?:on an? |in )?(?:(?P<unadjusted>{_UNADJUSTED})|(?P<adjusted>{_ADJUSTED}))(?: basis| terms| data)?\b",
    re.IGNORECASE,
)
_CODES: dict[str, Adjustment] = {
    **dict.fromkeys(("s", "y", "sa", "sca", "swda", "yes", "adjusted", "seasonally adjusted"), "adjusted"),
    **dict.fromkeys(("n", "nsa", "no", "unadjusted", "not seasonally adjusted"), "unadjusted"),
}


@lru_cache(maxsize=4096)
def adjustment_said(text: str) -> Adjustment:
    """Return what a text says; empty where it says nothing, or both."""
    found: set[Adjustment] = {"unadjusted" if m["unadjusted"] else "adjusted" for m in _SAID.finditer(text)}
    return found.pop() if len(found) == 1 else ""


def adjustment_of(indicator: Indicator) -> Adjustment:
    """Return whether a series is adjusted: as it is described, else as its label says."""
    return _CODES.get(indicator.seasonal, "") or adjustment_said(indicator.label)


def of_code(code: str) -> Adjustment:
    """Read a code or a word of a source: SDMX's N, S and Y, "NSA", "adjusted"."""
    return _CODES.get(code.strip().lower(), "")


def without(text: str) -> str:
    """Leave out what a text says of the season, which names nothing that is measured."""
    return _SAID.sub(" ", text) if "adjust" in text.lower() else text  # all the wordings have it
