"""How settled a figure is, in the words and codes that sources use.

SDMX codes (CL_OBS_STATUS 2.2) are single letters; Eurostat writes several of them together ("bp").
"""

from __future__ import annotations

from functools import cache

from reference.model import Reliability, Status

__all__ = ["MISSING", "reliability_of", "status_of"]

MISSING = "missing"  # there is no figure, and the source says so
_CODES = {
    "a": Status.FINAL,  # normal
    "b": Status.FINAL,  # break in the series
    "c": Status.FINAL,  # confidential (Eurostat)
    "d": Status.FINAL,  # the definition differs
    "e": Status.ESTIMATED,
    "f": Status.FORECAST,
    "g": Status.ESTIMATED,  # experimental
    "i": Status.ESTIMATED,  # imputed
    "n": Status.FINAL,  # not significant
    "p": Status.PROVISIONAL,
    "r": Status.REVISED,
    "s": Status.FINAL,  # strike and other special events
    "u": Status.FINAL,  # low reliability
    "v": Status.PROVISIONAL,  # unvalidated
    "w": Status.FINAL,  # includes another category
    "x": Status.FINAL,
    "z": Status.FINAL,
}
_NO_FIGURE = frozenset("hjklmoq")
_WORDS = {
    "normal": Status.FINAL,
    "actual": Status.FINAL,
    "definitive": Status.FINAL,
    "preliminary": Status.PROVISIONAL,
    "advance": Status.PROVISIONAL,
    "estimate": Status.ESTIMATED,
    "imputed": Status.ESTIMATED,
    "projection": Status.FORECAST,
    "projected": Status.FORECAST,
}
_WEIGHT = (Status.FORECAST, Status.ESTIMATED, Status.PROVISIONAL, Status.REVISED)
_RELIABILITIES = {r.value: r for r in Reliability}


@cache
def status_of(text: str) -> Status | str | None:
    """Return a status, `MISSING` where the code says that there is no figure, ``None`` for an unknown word."""
    plain = text.strip().lower()
    if not plain or plain in _RELIABILITIES:
        return Status.FINAL
    if plain in _WORDS:
        return _WORDS[plain]
    if plain in [status.value for status in Status]:
        return Status(plain)
    letters = set(plain.replace(" ", "").replace(",", ""))
    if len(plain) > 4 or not letters <= _CODES.keys() | _NO_FIGURE:
        return None
    if letters <= _NO_FIGURE:
        return MISSING
    said = {_CODES[letter] for letter in letters & _CODES.keys()}
    return next((status for status in _WEIGHT if status in said), Status.FINAL)


@cache
def reliability_of(reliability: str, status: str) -> Reliability | None:
    """Return who vouches for a figure; tables without such a column may say it as its status."""
    text = reliability.strip().lower() or (status.strip().lower() if status.strip().lower() in _RELIABILITIES else "")
    return _RELIABILITIES.get(text or Reliability.OFFICIAL.value)
