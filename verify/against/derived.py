"""Figures that a story works out from its sources: growth, difference, share, multiple, total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.interval import Interval, total
from claims.model import Kind, Quantity
from claims.period import days, previous_year
from verify.against.identity import factor
from verify.against.stated import GENERIC, Stated
from verify.rules.conflict import number
from verify.rules.measures import is_count, plain

__all__ = ["Derivation", "derivations", "expected_change"]

_HUNDRED = Decimal(100)
_ONE = Interval.point(1)
_MOST = 150  # figures of a source that pairs are made of
_LONGEST_SUM = 12


@dataclass(frozen=True, slots=True)
class Derivation:
    """A figure as the sources make it, with the figures it is made of."""

    how: str  # growth, difference, share, multiple, total
    value: Interval  # in the unit of the story's figure
    text: str  # "2,789,300 / 2,613,500 = +6.73%"
    of: tuple[Stated, ...]


def derivations(mine: Stated, sources: Sequence[Stated]) -> Iterator[Derivation]:
    """Yield every reading of the story's figure as one worked out from the sources that fits it."""
    makers = {
        Kind.GROWTH_RATE: (_growths,),
        Kind.PP_CHANGE: (_differences,),
        Kind.ABSOLUTE_CHANGE: (_differences,),
        Kind.MULTIPLE: (_multiples,),
        Kind.SHARE: (_shares, _growths),
        Kind.LEVEL: (_shares, _totals, _differences),
        Kind.COUNT: (_totals, _differences, _rows),
        Kind.RATIO: (_shares,),
    }
    figures = [one for one in sources if _about(mine, one)][:_MOST]
    for make in makers.get(mine.quantity.kind, ()):
        for found in make(mine, list(sources)[:_MOST] if make is _shares else figures):
            if _size(found.value).meets(_size(mine.quantity.lenient)):
                yield found


def expected_change(mine: Stated, sources: Sequence[Stated]) -> Derivation | None:
    """Return the change that the sources make of exactly the two cells the story compares, where they are certain."""
    quantity = mine.quantity
    base = mine.compared_to or (previous_year(mine.period) if mine.period else None)
    if quantity.kind not in (Kind.GROWTH_RATE, Kind.PP_CHANGE) or mine.period is None or base is None:
        return None
    if "indicator" in mine.guessed or not mine.core - GENERIC:
        return None
    level = [s for s in sources if s.quantity.kind in (Kind.LEVEL, Kind.COUNT, Kind.SHARE) and _same_series(mine, s)]
    pairs = {
        (a.quantity.value, b.quantity.value): (a, b)
        for a in level
        for b in level
        if a.period == base and b.period == mine.period and factor(a.quantity, b.quantity) is not None
    }
    if len(pairs) != 1:
        return None
    then, now = next(iter(pairs.values()))
    made = _change(replace(quantity, direction=None), then, now)
    return None if made is None else replace(made, value=_along(quantity, made.value))


def _same_series(mine: Stated, theirs: Stated) -> bool:
    if theirs.column is not None:
        return bool(theirs.core) and theirs.core <= mine.words
    areas = mine.area == theirs.area or theirs.area is None
    return mine.core == theirs.core and areas


def _about(mine: Stated, theirs: Stated) -> bool:
    """Tell whether the story's sentence has a word of what the source's figure is about."""
    return bool(((mine.words | mine.core) & (theirs.core | theirs.words)) - GENERIC) or theirs.column is not None


def _pairs(figures: Sequence[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """Yield ordered pairs of one series: the same words in other periods, or two figures of one sentence or column."""
    groups: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for one in figures:
        unit = "count" if is_count(one.quantity) else one.quantity.unit
        groups["core", one.place.file, unit, one.core].append(one)
        groups["passage", one.place.file, unit, one.passage].append(one)
        if one.column is not None:
            groups["column", one.place.file, unit, one.column].append(one)
        else:  # "61.8 percent …. A year earlier it was 58.3 percent."
            groups["next", one.place.file, unit, one.passage].append(one)
            groups["next", one.place.file, unit, one.passage + 1].append(one)
    seen: set[tuple[str, str]] = set()
    for group in groups.values():
        for a in group:
            for b in group:
                key = (a.place.file + a.quantity.id, b.place.file + b.quantity.id)
                if a is not b and key not in seen:
                    seen.add(key)
                    yield a, b


def _of_its_period(mine: Stated, now: Stated) -> bool:
    """Tell whether the later figure may be of the period that the story names."""
    known = None not in (mine.period, now.period) and "period" not in mine.guessed | now.guessed
    return not known or mine.period == now.period


def _ordered(a: Stated, b: Stated) -> bool:
    """Tell whether `a` may be the earlier of the two."""
    first, second = days(a.period), days(b.period)
    return not first or not second or first[0] <= second[0]


def _growths(mine: Stated, figures: Sequence[Stated]) -> Iterator[Derivation]:
    for a, b in _pairs(figures):
        if a.quantity.kind is not Kind.GROWTH_RATE and _ordered(a, b) and _of_its_period(mine, b):
            made = _change(mine.quantity, a, b)
            if made is not None and made.how == "growth":
                yield made


def _change(mine: Quantity, a: Stated, b: Stated) -> Derivation | None:
    """Return the change from `a` to `b` in the unit of the story's figure."""
    by = factor(a.quantity, b.quantity)
    if by is None or not a.quantity.value or b.quantity.value is None:
        return None
    before, after = plain(a.quantity, lenient=False).scaled(by), plain(b.quantity, lenient=False)
    if mine.kind is Kind.GROWTH_RATE or (mine.kind is Kind.SHARE and mine.unit == "percent"):
        if before.contains(Decimal(0)):
            return None
        value = (after / before - _ONE).scaled(_HUNDRED)
        how, told = "growth", f"{b.quantity.surface} / {a.quantity.surface} = {_signed(value)}%"
    else:
        value = after - before
        if mine.unit == "basis_point":
            value = value.scaled(_HUNDRED)
        how, told = "difference", f"{b.quantity.surface} − {a.quantity.surface} = {_signed(value)}"
    return Derivation(how, _along(mine, value), told, (a, b)) if _way(mine, value) else None


def _way(mine: Quantity, value: Interval) -> bool:
    """Tell whether the change goes the way the wording says."""
    middle = value.middle
    return middle is not None and (mine.direction is None or middle == 0 or (middle > 0) == (mine.direction == "up"))


def _along(mine: Quantity, value: Interval) -> Interval:
    """Turn a change into the direction of the wording: a fall of 3 is 3, down."""
    return -value if mine.direction == "down" else value


def _signed(value: Interval) -> str:
    middle = value.middle
    return "…" if middle is None else f"{'+' if middle > 0 else ''}{number(middle)}"


def _differences(mine: Stated, figures: Sequence[Stated]) -> Iterator[Derivation]:
    for a, b in _pairs(figures):
        if factor(b.quantity, mine.quantity) is None and mine.quantity.kind is not Kind.PP_CHANGE:
            continue
        if mine.quantity.kind is Kind.PP_CHANGE and a.quantity.unit != "percent":
            continue
        made = _change(mine.quantity, a, b)
        if made is not None and made.how == "difference":
            yield made


def _multiples(mine: Stated, figures: Sequence[Stated]) -> Iterator[Derivation]:
    for a, b in _pairs(figures):
        before, after = plain(a.quantity, lenient=False), plain(b.quantity, lenient=False)
        if before.contains(Decimal(0)) or factor(a.quantity, b.quantity) != 1:
            continue
        value = after / before
        yield Derivation("multiple", value, f"{b.quantity.surface} / {a.quantity.surface} = {_mid(value)}", (a, b))


def _shares(mine: Stated, figures: Sequence[Stated]) -> Iterator[Derivation]:
    """Try part over whole of one unit, where the story's sentence names the part."""
    if mine.quantity.unit not in ("percent", "ratio"):
        return
    scale = _HUNDRED if mine.quantity.unit == "percent" else Decimal(1)
    for part in figures:
        if part.quantity.unit == "percent" or not ((part.core & (mine.words | mine.core)) - GENERIC):
            continue
        for whole in figures:
            by = factor(whole.quantity, part.quantity)
            if whole is part or by is None or not _is_whole(mine, part, whole):
                continue
            own, all_of = plain(part.quantity, lenient=False), plain(whole.quantity, lenient=False).scaled(by)
            if all_of.contains(Decimal(0)) or _above(own, all_of):
                continue
            value = (own / all_of).scaled(scale)
            yield Derivation(
                "share", value, f"{part.quantity.surface} / {whole.quantity.surface} = {_mid(value)}%", (part, whole)
            )


def _is_whole(mine: Stated, part: Stated, whole: Stated) -> bool:
    """Tell whether a figure may be the whole: near the part, or of a thing that part or story names."""
    if part.place.file != whole.place.file or not _of_its_period(part, whole):
        return False
    beside = abs(part.passage - whole.passage) <= 1 or part.column == whole.column is not None
    return beside or bool((whole.core & (part.core | mine.words | mine.core)) - GENERIC)


def _above(part: Interval, whole: Interval) -> bool:
    return part.lower is not None and whole.upper is not None and part.lower > whole.upper


def _totals(mine: Stated, figures: Sequence[Stated]) -> Iterator[Derivation]:
    """Try sums of figures that stand side by side in one sentence, and of whole columns."""
    groups: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for one in figures:
        by = factor(one.quantity, mine.quantity)
        if by != 1 or one.quantity.kind not in (Kind.LEVEL, Kind.COUNT):
            continue
        groups[one.place.file, "row", one.passage].append(one)
        if one.column is not None:
            groups[one.place.file, "column", one.column].append(one)
    for group in groups.values():
        for length in range(2, min(len(group), _LONGEST_SUM) + 1):
            for at in range(len(group) - length + 1):
                yield _sum(group[at : at + length])
        if len(group) > _LONGEST_SUM:
            yield _sum(group)


def _rows(mine: Stated, figures: Sequence[Stated]) -> Iterator[Derivation]:
    """Try the number of rows of a table: "the three districts"."""
    tables: dict[str, dict[int, Stated]] = defaultdict(dict)
    for one in figures:
        if one.column is not None:
            tables[one.place.file].setdefault(one.passage, one)
    for file, rows in tables.items():
        yield Derivation("count", Interval.point(len(rows)), f"{len(rows)} rows in {file}", tuple(rows.values())[:1])


def _sum(parts: Sequence[Stated]) -> Derivation:
    value = total(plain(part.quantity, lenient=False) for part in parts)
    listed = " + ".join(part.quantity.surface for part in parts[:6]) + (" + …" if len(parts) > 6 else "")
    return Derivation("total", value, f"{listed} = {_mid(value)}", tuple(parts))


def _mid(value: Interval) -> str:
    return "…" if value.middle is None else number(value.middle)


def _size(interval: Interval) -> Interval:
    return -interval if interval.upper is not None and interval.upper < 0 else interval
