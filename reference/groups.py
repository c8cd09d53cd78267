"""Groups of countries and their members in a year: what an order is taken over, what a share is of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from claims.patterns import regex
from claims.period import year_of
from reference.lexicon import countries, load
from reference.model import AreaRecord
from reference.store import Store

__all__ = ["Group", "code_of", "encloses", "group_in", "groups"]

_NEVER = regex(r"(?!)")
_AGGREGATE = "aggregate"


@dataclass(frozen=True, slots=True)
class Group:
    """A group of countries: its names, its own area in the World Bank's code, its members with their years."""

    id: str
    names: tuple[str, ...]
    area: str
    members: tuple[tuple[str, int, int], ...]  # code, first and last year

    def has(self, code: str, year: int | None) -> bool:
        return any(c == code and (year is None or first <= year <= last) for c, first, last in self.members)


@cache
def groups() -> tuple[Group, ...]:
    """Return all groups that the lexicon knows."""
    return tuple(
        Group(key, tuple(entry["names"]), entry.get("area", ""), tuple(map(_member, _split(entry["members"]))))
        for key, entry in load("groups").items()
    )


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _member(text: str) -> tuple[str, int, int]:
    parts = text.split()
    return parts[0], int(parts[1]) if len(parts) > 1 else 0, int(parts[2]) if len(parts) > 2 else 9999


@cache
def _names() -> tuple[tuple[re.Pattern[str], Group], ...]:
    found = []
    for group in groups():
        names = sorted(group.names, key=len, reverse=True)
        found.append((regex(rf"\b(?:{'|'.join(map(re.escape, names))})\b"), group))
    return tuple(found)


@cache
def _longer() -> re.Pattern[str]:
    """Match the names of countries that have the name of a group in them."""
    named = [name for _, first, aliases, _ in countries() for name in (first, *aliases)]
    own = {name for group in groups() for name in group.names}
    held = [n for n in named if n not in own and any(pattern.search(n) for pattern, _ in _names())]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(held, key=len, reverse=True)))})\b") if held else _NEVER


def group_in(text: str) -> Group | None:
    """Return the one group that a wording names ("in the European Union"), ``None`` for none or several."""
    said = _longer().sub(" ", text)  # "Africa" is no group in "South Africa"
    found = [group for pattern, group in _names() if pattern.search(said)]
    return found[0] if len(found) == 1 else None


@cache
def _codes() -> dict[str, str]:
    return {name.lower(): code for code, name, aliases, _ in countries() for name in (code, name, *aliases)}


def code_of(area: AreaRecord) -> str:
    """Return the code of a country of the record, by its id or name; empty for other areas."""
    return _codes().get(area.id.lower()) or _codes().get(area.name.lower()) or ""


def encloses(store: Store, whole: str, part: str, period: str | None) -> bool:
    """Tell whether one area lies within another: its parent, the world, or a group that it was a member of."""
    outer, inner = store.area(whole), store.area(part)
    if outer is None or inner is None or whole == part:
        return False
    if inner.parent == whole:
        return True
    if outer.name.lower() in ("world", "the world") or code_of(outer) == "WLD":
        return code_of(inner) != "WLD"
    if inner.type.startswith(_AGGREGATE):
        return False
    code = code_of(inner)
    return bool(code) and any(
        g.has(code, year_of(period))
        for g in groups()
        if g.area == whole or outer.name.lower() in map(str.lower, g.names)
    )
