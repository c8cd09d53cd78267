"""Words for what may lie below zero, so that a fall may be larger than all of it, and a rise larger than its end."""

from __future__ import annotations

from claims.patterns import regex

__all__ = ["MAY_BE_NEGATIVE"]

MAY_BE_NEGATIVE = regex(
    r"\b(?:profits?|earnings|income|result|results|surplus|balance|ebitda?"
    r"|cash ?flow|return|returns|growth|margin|margins|net|loss|losses|deficit"
    r"|contribution|savings?|confidence|sentiment|index|temperatures?|gains?|flows?"
    r"|inflows?|investment|equity|value added|interest|yields?|points)\b"
)
