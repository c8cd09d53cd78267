"""Look for every figure of a story in its sources: found, derived, differing or missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from claims.interval import Interval
from claims.model import Kind, Mood, Quantity
from reference.slips import find_slip
from verify.against.derived import Derivation, derivations, expected_change
from verify.against.identity import alike, factor, near, same, same_kind, supports
from verify.against.stated import GENERIC, Stated
from verify.finding import CheckedRelation, Holds
from verify.house_style import numeral_of
from verify.rules.measures import digits_of, slip
from verify.rules.rule import Context

__all__ = ["Outcome", "Trace", "trace"]

Outcome = Literal["found", "derived", "differs", "missing"]
_SMALL = 10  # below it a value meets another by chance
_LARGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What the sources say of one figure of the story."""

    quantity: Quantity
    outcome: Outcome
    places: tuple[Stated, ...] = ()  # the figures of the sources that it was found at, made of, or differs from
    sum: str = ""  # how a derived figure was worked out
    expected: Interval | None = None  # of one that differs, in its own unit
    diagnosis: tuple[str, ...] = ()


def trace(context: Context, story: Sequence[Stated], sources: Sequence[Stated]) -> tuple[Trace, ...]:
    """Return one trace a figure of the story that is a claim, in text order."""
    found: dict[str, Trace] = {}
    implied = [s for s in sources if s.implied]
    sources = [s for s in sources if not s.implied]
    taken: dict[str, Stated] = {}  # a source's figure -> the story's figure about the same that has it
    for mine in story:
        hits = [s for s in sources if alike(mine.quantity, s.quantity) and supports(s.quantity, mine.quantity)]
        best = _best(mine, hits)
        if best is not None:
            found[mine.quantity.id] = _found(mine, best)
            if same(mine, best) or near(mine, best):
                taken.setdefault(_key(best), mine)
    for mine in story:
        held = found.get(mine.quantity.id)
        if held is None or not near(mine, held.places[0]):
            other = _elsewhere(mine, held, sources, taken)
            if other is not None:
                found[mine.quantity.id] = other
    for mine in story:
        if mine.quantity.id not in found:
            mistyped = _mistyped(mine, sources, taken)
            if mistyped is not None:
                found[mine.quantity.id] = mistyped
                continue
            derived = next(iter(derivations(mine, sources)), None)
            if derived is not None:
                found[mine.quantity.id] = _derived(mine, derived)
                continue
            hits = [s for s in implied if alike(mine.quantity, s.quantity) and supports(s.quantity, mine.quantity)]
            if hits and near(mine, hits[0]):
                found[mine.quantity.id] = Trace(
                    quantity=mine.quantity, outcome="derived", places=(hits[0],), sum=hits[0].implied
                )
    _by_the_story(context, story, found)
    for mine in story:
        if mine.quantity.id not in found:
            found[mine.quantity.id] = _differing(context, mine, sources, taken) or Trace(
                quantity=mine.quantity, outcome="missing"
            )
    return tuple(found[mine.quantity.id] for mine in story)


def _key(one: Stated) -> str:
    return f"{one.place.file}\x1f{one.quantity.id}"


def _best(mine: Stated, hits: Sequence[Stated]) -> Stated | None:
    """Return the hit that is most surely about the same; a small number alone is no hit."""
    if not hits:
        return None
    ranked = sorted(
        hits, key=lambda s: (not same(mine, s), not near(mine, s), not same_kind(mine.quantity, s.quantity))
    )
    return ranked[0]


def _found(mine: Stated, hit: Stated) -> Trace:
    converted = factor(hit.quantity, mine.quantity) != 1
    told = f"{hit.quantity.surface} converted" if converted else ""
    return Trace(quantity=mine.quantity, outcome="derived" if converted else "found", places=(hit,), sum=told)


def _derived(mine: Stated, made: Derivation) -> Trace:
    return Trace(quantity=mine.quantity, outcome="derived", places=made.of, sum=made.text)


def _elsewhere(mine: Stated, held: Trace | None, sources: Sequence[Stated], taken: dict[str, Stated]) -> Trace | None:
    """Return the conflict of a figure that the sources have for another period or thing, and differently for its own.

    Both periods, or both names, must be printed; otherwise the figure counts as found.
    """
    if held is None or not _checked(mine) or abs(mine.quantity.value or Decimal(0)) < _SMALL:
        return None
    hit = held.places[0]
    own = [s for s in sources if alike(mine.quantity, s.quantity) and (same(mine, s) or _twin(mine, s, hit))]
    if len({s.quantity.value for s in own}) != 1 or own[0] is hit or "period" in mine.guessed | hit.guessed:
        return None
    period = hit.core == mine.core and None not in (hit.period, mine.period) and hit.period != mine.period
    apart = not (hit.core & mine.core) - GENERIC and bool(hit.core - GENERIC) and _key(own[0]) not in taken
    if not (period and own[0].period == mine.period) and not apart:
        return None
    slug = "previous-period" if period else "wrong-category"
    return _conflict(mine, (own[0], hit), _value(mine, own[0]), (slug,))


def _twin(mine: Stated, theirs: Stated, hit: Stated) -> bool:
    """Tell whether a list names the story's period beside the other one: "84 million in May and 91 million in June"."""
    listed = (theirs.place.file, theirs.passage) == (hit.place.file, hit.passage)
    known = theirs.period is not None and theirs.period == mine.period and "indicator" not in mine.guessed
    return listed and known and theirs.core == mine.core and same_kind(mine.quantity, theirs.quantity)


def _checked(mine: Stated) -> bool:
    return mine.quantity.kind not in (Kind.ORDINAL_EDITION, Kind.AGE) and mine.quantity.flaw is None


def _value(mine: Stated, theirs: Stated) -> Interval:
    by = factor(theirs.quantity, mine.quantity)
    return theirs.quantity.strict.scaled(by if by is not None else Decimal(1))


def _conflict(
    mine: Stated, places: tuple[Stated, ...], expected: Interval, slugs: tuple[str, ...], sum: str = ""
) -> Trace:
    return Trace(quantity=mine.quantity, outcome="differs", places=places, expected=expected, diagnosis=slugs, sum=sum)


def _by_the_story(context: Context, story: Sequence[Stated], found: dict[str, Trace]) -> None:
    """Take a figure that an equation of the story makes of figures that the sources have."""
    for mine in story:
        id = mine.quantity.id
        if id in found:
            continue
        for checked in context.relations_of.get(id, ()):
            others = [m.id for m in checked.relation.members if m.id != id]
            if _holds(checked) and others and all(_has(found, other) for other in others):
                places = tuple(place for other in others for place in found[other].places)
                found[id] = Trace(quantity=mine.quantity, outcome="derived", places=places, sum=_told(checked))
                break


def _has(found: dict[str, Trace], id: str) -> bool:
    return id in found and found[id].outcome in ("found", "derived")


def _holds(checked: CheckedRelation) -> bool:
    held = checked.holds in (Holds.STRICT, Holds.LENIENT)
    return held and checked.relation.kind != "same_as" and "==" in checked.relation.equation


def _told(checked: CheckedRelation) -> str:
    from verify.assembly import worded

    return worded(checked)


def _differing(context: Context, mine: Stated, sources: Sequence[Stated], taken: dict[str, Stated]) -> Trace | None:
    """Return how the figure stands in the sources differently, where exactly one statement is certain to be meant."""
    binding = context.bindings.get(mine.quantity.id)
    if not _checked(mine):
        return None
    change = expected_change(mine, sources)
    if change is not None:
        turned = mine.quantity.direction is not None and (-change.value).meets(mine.quantity.lenient)
        slugs = ("direction",) if turned else _named(mine, change.value)
        return _conflict(mine, change.of, change.value, slugs, change.text)
    rivals = [s for s in sources if same(mine, s) or near(mine, s) or _one_sum(mine, s)]
    slipped = [(s, name) for s in rivals if _likely(mine, s) for name in [_slip(mine, s)] if name is not None]
    if slipped:
        return _one(mine, slipped)
    if binding is not None and binding.mood is not Mood.FACT:
        return None
    exact = [s for s in rivals if alike(mine.quantity, s.quantity) and same(mine, s) and _key(s) not in taken]
    values = {s.quantity.value for s in exact}
    if len(values) != 1:
        return None
    expected = _value(mine, exact[0])
    return _conflict(mine, (exact[0],), expected, _named(mine, expected))


def _one_sum(mine: Stated, theirs: Stated) -> bool:
    """Tell whether it is the same sum of money or measure with another scale word, in sentences that share a word."""
    a, b = theirs.quantity, mine.quantity
    digits = digits_of(a).strip("0")
    alike_digits = len(digits) > 1 and digits == digits_of(b).strip("0") and a.unit == b.unit != ""
    return alike_digits and a.scale != b.scale and bool((mine.words & theirs.words) - GENERIC)


def _likely(mine: Stated, theirs: Stated) -> bool:
    """Small numbers are a slip of one another too often; they must be of one thing."""
    return bool((theirs.core & mine.core) - GENERIC) or abs(mine.quantity.value or Decimal(0)) >= _LARGE


def _mistyped(mine: Stated, sources: Sequence[Stated], taken: dict[str, Stated]) -> Trace | None:
    """Return the plain slip of a figure about the same thing, which outweighs a sum that happens to fit."""
    if not _checked(mine):
        return None
    free = [s for s in sources if near(mine, s) and (s.core & mine.core) - GENERIC and _key(s) not in taken]
    slipped = [(s, name) for s in free for name in [_slip(mine, s)] if name in ("digit-typo", "scale", "teen-ty")]
    return _one(mine, slipped) if slipped else None


def _one(mine: Stated, slipped: Sequence[tuple[Stated, str]]) -> Trace | None:
    sure = [(s, name) for s, name in slipped if same(mine, s)] or list(slipped)
    if len({s.quantity.value for s, _ in sure}) != 1:
        return None
    theirs, name = sure[0]
    expected = theirs.quantity.strict if name == "percent-for-points" else _value(mine, theirs)
    return _conflict(mine, (theirs,), expected, (name,))


def _slip(mine: Stated, theirs: Stated) -> str | None:
    """Name the slip by which one figure became the other; only slips that chance hardly makes."""
    a, b = theirs.quantity, mine.quantity
    if a.value is None or b.value is None:
        return None
    rates = {Kind.GROWTH_RATE, Kind.PP_CHANGE, Kind.SHARE}
    units = {a.unit, b.unit}
    if units == {"percent", "percentage_point"} and a.value == b.value and {a.kind, b.kind} <= rates:
        return "percent-for-points"
    if not alike(b, a):
        return None
    if _opposite(a, b) and same(mine, theirs):
        return "direction"
    if not same_kind(b, a):
        return None
    if factor(a, b) != 1:
        thousands = abs((factor(a, b) or Decimal(1)).normalize().adjusted())
        return "unit-prefix" if a.value == b.value and thousands % 3 == 0 else None
    return slip(a, b) or _rescaled(a, b)


def _opposite(a: Quantity, b: Quantity) -> bool:
    return a.value == b.value and None not in (a.direction, b.direction) and a.direction != b.direction


def _rescaled(a: Quantity, b: Quantity) -> str | None:
    """Name a scale word or a factor of ten by which rounded figures differ: 2,789,300 and "2.79 billion"."""
    if not a.value or not b.value or not _one_head(digits_of(a), digits_of(b)):
        return None
    for power in (3, 6, 9, -3, -6, -9, 1, -1, 2, -2):
        if b.lenient.scaled(Decimal(10) ** power).meets(a.strict):
            return "scale" if abs(power) >= 3 else "power-of-ten"
    return None


def _one_head(a: str, b: str) -> bool:
    """Tell whether the digits are the same, or those of one the rounded beginning of the other, two at least."""
    x, y = a.strip("0"), b.strip("0")
    if x == y:
        return True
    short, long = sorted((x, y), key=len)
    return len(short) > 1 and abs(int(long[: len(short)]) - int(short)) <= 1


def _named(mine: Stated, expected: Interval) -> tuple[str, ...]:
    quantity = mine.quantity
    named = find_slip(quantity, numeral_of(quantity), expected)
    return (named[0],) if named else ("differs",)
