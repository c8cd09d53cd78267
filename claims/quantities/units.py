"""Physical units: the compiled table of `lexicon/en/units.txt`, and pint only for what the table lacks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache, lru_cache
from typing import Any

from claims.lexicon import load_text
from claims.quantities.draft import Draft
from claims.quantities.nouns import is_short_plural
from claims.quantities.tokens import Tokens

__all__ = ["UnitInfo", "convert_factor", "info", "measure", "read_unit"]

_CTX = Context(prec=40)
_TABLE = json.loads(load_text("units.json"))
_FORMS: dict[str, str] = _TABLE["forms"]
_UNITS: dict[str, tuple[str, str, str]] = _TABLE["units"]  # name -> dimension, factor, offset
_TIMES = frozenset(name for name, facts in _UNITS.items() if facts[0] == "[time]")
_LONGEST = max(len(form.split()) for form in _FORMS)
_FIRST = frozenset(form.split()[0] for form in _FORMS) | {"pounds", "pound"}
_GLUED_ONLY = frozenset({"g", "L", "l", "V", "W", "J", "m", "s", "cl", "C", "F", "K", "min", "mi", "t"})
_LETTER_UNITS = {"C": "degC", "F": "degF", "t": "tonne", "l": "litre", "in": "inch", "st": "stone"}
_BARE_NOT = frozenset(
    {"mu", "night", "nights", "bar", "bars", "stone", "stones", "ha", "ac", "cf", "mb", "db", "second"}
)


@dataclass(frozen=True, slots=True)
class UnitInfo:
    """A unit: base = (printed - offset) * factor, in the base unit of its dimension."""

    name: str
    dimension: str
    factor: Decimal
    offset: Decimal


@lru_cache(maxsize=4096)
def measure(unit: str) -> UnitInfo | None:
    """Return what the table knows of the unit of a figure; ``None`` if it is no measure: "CNY", "index point".

    All units that `read_unit` gives are in the table, so that pint need not be asked what else a figure counts.
    """
    name = unit if unit in _UNITS else _FORMS.get(unit) or _FORMS.get(unit.lower())
    if name is None:
        return None
    dimension, factor, offset = _UNITS[name]
    return UnitInfo(name, dimension, Decimal(factor), Decimal(offset))


@lru_cache(maxsize=4096)
def info(unit: str) -> UnitInfo | None:
    """Return what is known of a unit that a text may name, by its name or any printed form; ``None`` if it is none."""
    known = measure(unit)
    if known is not None:
        return known
    return _from_pint(unit) if unit and all(c.isalnum() or c in "_*/ ." for c in unit) and unit.isascii() else None


def _from_pint(unit: str) -> UnitInfo | None:
    """Ask pint for a unit that the table lacks; the registry takes half a second to build."""
    registry = _registry()
    try:
        base = registry.Quantity(Decimal(1), unit).to_base_units()
        dimension = str(base.dimensionality)
        return UnitInfo(unit, dimension, Decimal(base.magnitude), Decimal(0))
    except Exception:  # pint raises many kinds for a name that it does not know
        return None


_GIVEN = frozenset(
    "award awarded awards awarding confer conferred confers conferring granted honorary university college".split()
)


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(non_int_type=Decimal)


def convert_factor(a: str, b: str) -> Decimal | None:
    """Return how many of `b` one `a` is, ``None`` where they measure different things (or temperatures)."""
    one, other = measure(a), measure(b)
    if one is None or other is None or one.dimension != other.dimension or one.offset != other.offset:
        return None
    return _CTX.divide(one.factor, other.factor)


def read_unit(tokens: Tokens, draft: Draft) -> bool:
    """Add a physical or time unit that follows the number; tell whether there is one."""
    at = draft.last
    if at >= len(tokens):
        return False
    hyphen = tokens.low[at] == "-" and tokens.glued(at) and tokens.glued(at + 1)
    if hyphen:
        at += 1
    found = _temperature(tokens, at, draft) or _longest(tokens, at, draft)
    if found is None or (found[1] == "degree" and _of_study(tokens, draft.first)):
        return False
    last, name = found
    if name in _TIMES and not hyphen and _is_compound(tokens, last):
        return False
    if name in _TIMES:
        draft.sort = "time"
    elif draft.sort != "temperature":
        draft.sort = "measure"
    draft.unit = name
    draft.last = last
    draft.trace.append(f"units: {tokens.text[tokens.start[at] : tokens.end[last - 1]]!r} is {name}")
    return True


def _is_compound(tokens: Tokens, at: int) -> bool:
    """Tell "900 day-trippers", "40 night-watchmen" from "10 day-old chicks": those who are counted, and no time."""
    glued = at + 1 < len(tokens) and tokens.low[at] == "-" and tokens.glued(at) and tokens.glued(at + 1)
    return glued and tokens.low[at + 1].endswith(("ers", "men", "boys"))


def _longest(tokens: Tokens, at: int, draft: Draft) -> tuple[int, str] | None:
    raw = tokens.raw(at)
    first = raw.replace("²", "2").replace("³", "3")
    if first not in _FIRST and tokens.low[at] not in _FIRST and first not in _LETTER_UNITS:
        return None
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        if length == 1:
            break
        words = [tokens.raw(at + k) for k in range(length)]
        form = " ".join("" if w == "-" else w for w in words)
        form = form.replace("  ", " ")
        name = _FORMS.get(form) or _FORMS.get(form.lower()) or _exponent(words)
        if name is not None:
            return at + length, name
    glued = tokens.glued(at)
    if first in _LETTER_UNITS and glued and draft.style == "digits" and not _goes_on(tokens, at):
        return at + 1, _LETTER_UNITS[first]
    name = _FORMS.get(first)
    if name is None and len(first) > 2 and not is_short_plural(raw):
        name = _FORMS.get(tokens.low[at])
    if first in ("pounds", "pound"):  # money was asked first, and said no
        name = "lb"
    if name == "quarter" and first == "quarter" and draft.value != 1 and tokens.word(at - 1) != "-":
        return None
    if name == "s" and glued and not draft.places and first == "s":
        return None
    if (
        name is None
        or (
            first in _GLUED_ONLY
            and not glued
            and first not in ("g", "W", "V", "L", "l", "min")
            and not (first == "m" and draft.style == "digits")
        )
        or (first in _BARE_NOT and not glued and not _is_measure(tokens, at, first))
    ):
        return None
    if glued and first == "m" and draft.style != "digits":
        return None
    return at + 1, name


def _of_study(tokens: Tokens, at: int) -> bool:
    """Tell the degrees of a university from those of a scale: "awarded 6,200 degrees"."""
    return any(tokens.word(at - k) in _GIVEN for k in range(1, 5))


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Tell whether a letter or digit touches the end of token `at`: "4in1"."""
    return tokens.glued(at + 1) and tokens.word(at + 1)[:1].isalnum()


def _is_measure(tokens: Tokens, at: int, form: str) -> bool:
    return form in ("nights", "night", "ha", "second", "stone") and (form != "second" or tokens.word(at - 1) == "-")


def _exponent(words: list[str]) -> str | None:
    """Read "km / h" and the like, which are split at the sign."""
    return {"km/h": "kmh", "m/s": "mps", "b/d": "bpd", "km/hr": "kmh"}.get("".join(words))


def _temperature(tokens: Tokens, at: int, draft: Draft) -> tuple[int, str] | None:
    """Read "°C", "º C", "C" after digits, "degrees", "degrees Celsius"."""
    word = tokens.low[at]
    if word in ("°", "º", "˚"):
        letter = tokens.raw(at + 1)
        name = _LETTER_UNITS.get(letter) if letter in ("C", "F") else None
        if name is None and tokens.word(at + 1) in ("celsius", "fahrenheit"):
            name = "degC" if tokens.word(at + 1) == "celsius" else "degF"
        draft.sort = "temperature"
        return (at + 2, name) if name else (at + 1, "degree")
    if word in ("degrees", "degree"):
        letter = tokens.raw(at + 1)
        if letter in ("C", "F"):
            draft.sort = "temperature"
            return at + 2, _LETTER_UNITS[letter]
        if tokens.word(at + 1) in ("celsius", "centigrade", "fahrenheit"):
            draft.sort = "temperature"
            return at + 2, "degF" if tokens.word(at + 1) == "fahrenheit" else "degC"
        return None
    if (
        tokens.raw(at) in ("C", "F")
        and draft.style == "digits"
        and (tokens.glued(at) or tokens.word(at + 1) in (")", ".", ",", "and", "in"))
    ):
        if not tokens.glued(at) and draft.places == 0 and (draft.value is None or draft.value > 130):
            return None
        draft.sort = "temperature"
        return at + 1, _LETTER_UNITS[tokens.raw(at)]
    return None
