"""Are two figures about the same thing? Words, area, period and unit decide; doubt is never identity."""

from __future__ import annotations

from decimal import Decimal

from claims.interval import Interval
from claims.model import Hedge, Kind, Quantity
from verify.against.stated import GENERIC, Stated
from verify.rules.measures import is_count, place_of, plain

__all__ = ["alike", "factor", "near", "same", "same_kind", "supports"]

_RATES = frozenset({Kind.GROWTH_RATE, Kind.PP_CHANGE})
_CHANGES = frozenset({*_RATES, Kind.ABSOLUTE_CHANGE, Kind.MULTIPLE})
_WORDS_SHARED = 2
_CODE = 3  # letters of a currency


def factor(of: Quantity, to: Quantity) -> Decimal | None:
    """Return what turns a value of `of` into the unit of `to`; ``None`` where the units are of different kinds."""
    if (of.kind is Kind.MULTIPLE) != (to.kind is Kind.MULTIPLE) or (of.kind is Kind.RANK) != (to.kind is Kind.RANK):
        return None
    if of.unit == to.unit or (is_count(of) and is_count(to)):
        return Decimal(1)
    tabled = not of.unit and ":" in of.id  # a cell without a unit may be of any but a percentage
    if tabled and to.unit not in ("percent", "percentage_point", "basis_point"):
        return Decimal(1)
    if not to.unit and to.scale != 1 and len(of.unit) == _CODE and of.unit.isupper():
        return Decimal(1)  # "17 million euros, of which 6 million"
    if is_count(of) or is_count(to) or "percent" in of.unit or "percent" in to.unit:
        return None
    from claims.quantities.units import convert_factor

    return convert_factor(of.unit, to.unit)


def alike(mine: Quantity, theirs: Quantity) -> bool:
    """Tell whether the figures can be compared at all."""
    return mine.value is not None and theirs.value is not None and factor(theirs, mine) is not None


def supports(theirs: Quantity, mine: Quantity) -> bool:
    """Tell whether a source's figure is the story's, printed to its own places and with its own scale word."""
    by = factor(theirs, mine)
    if by is None or mine.value is None or theirs.value is None:
        return False
    if _turned(mine, theirs):
        return False
    unhedged = mine.hedge is Hedge.EXACT and theirs.hedge is Hedge.EXACT
    if by == 1 and unhedged and mine.style == theirs.style == "digits" and place_of(mine) == place_of(theirs):
        return abs(mine.value) == abs(theirs.value)
    own, other = _size(plain(theirs).scaled(by)), _size(theirs.lenient.scaled(by))
    return _size(mine.lenient).meets(own) or _size(plain(mine)).meets(other)


def _turned(mine: Quantity, theirs: Quantity) -> bool:
    """Tell whether one is a rise and the other a fall."""
    changes = mine.kind in _CHANGES and theirs.kind in _CHANGES
    return changes and None not in (mine.direction, theirs.direction) and mine.direction != theirs.direction


def _size(interval: Interval) -> Interval:
    return -interval if interval.upper is not None and interval.upper < 0 else interval


def same_kind(mine: Quantity, theirs: Quantity) -> bool:
    """Tell whether both are levels, both shares, both changes of one sort."""
    if ":" in theirs.id:  # a cell of a table does not say what it is
        return mine.kind not in _CHANGES
    levels = (Kind.LEVEL, Kind.COUNT)
    return mine.kind == theirs.kind or (mine.kind in levels and theirs.kind in levels)


def same(mine: Stated, theirs: Stated) -> bool:
    """Tell whether both figures stand for one cell: the same words, area, period and kind of figure."""
    if not same_kind(mine.quantity, theirs.quantity) or "indicator" in mine.guessed | theirs.guessed:
        return False
    if theirs.column is not None:
        return _names_cell(mine, theirs)
    cores = mine.core == theirs.core and bool(mine.core - GENERIC)
    return cores and _same_area(mine, theirs) and _periods_meet(mine, theirs) and _same_basis(mine, theirs)


def _names_cell(mine: Stated, theirs: Stated) -> bool:
    """The sentence says all words of the row and heading."""
    return bool(theirs.core) and theirs.core <= mine.words | _words(mine.area) and _periods_meet(mine, theirs)


def _words(area: str | None) -> frozenset[str]:
    return frozenset((area or "").lower().split())


def near(mine: Stated, theirs: Stated) -> bool:
    """Tell whether the figures may be about one thing: words shared, nothing that sets them apart."""
    apart = not _periods_meet(mine, theirs) and "period" not in mine.guessed | theirs.guessed
    if apart or not _areas_meet(mine, theirs):
        return False
    shared = (mine.core & theirs.core) - GENERIC
    return bool(shared) or len((mine.words & theirs.words) - GENERIC) >= _WORDS_SHARED


def _same_area(mine: Stated, theirs: Stated) -> bool:
    if mine.area == theirs.area:
        return True
    known, guessed = (mine.area, mine.guessed) if mine.area else (theirs.area, theirs.guessed)
    one_is_silent = mine.area is None or theirs.area is None
    return one_is_silent and known is not None and "area" in guessed


def _areas_meet(mine: Stated, theirs: Stated) -> bool:
    inferred = "area" in mine.guessed or "area" in theirs.guessed
    return mine.area is None or theirs.area is None or mine.area == theirs.area or inferred


def _periods_meet(mine: Stated, theirs: Stated) -> bool:
    return mine.period is None or theirs.period is None or mine.period == theirs.period


def _same_basis(mine: Stated, theirs: Stated) -> bool:
    return mine.basis is None or theirs.basis is None or mine.basis == theirs.basis
