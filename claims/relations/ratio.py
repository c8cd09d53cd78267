"""Ratios, averages and products: "£40 a head", "an average of 250 a day", "40 homes with 5 kW each"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Quantity, Relation, Term
from claims.patterns import regex
from claims.quantities.units import convert_factor
from claims.relations.hours_and_minutes import compound_at
from claims.relations.kinship import indicator_of
from claims.relations.nearness import scaled_alike
from claims.relations.scene import LEVELS, Scene, Slot, comparable, convertible, factor_to

__all__ = ["OTHERS", "listed", "named_per", "per_what", "propose"]

_AVERAGE = regex(r"\b(?:average|mean|averaging|averaged)\b(?:\s+(?!median)[\w'’-]+){0,4}\s*$")
_MAKE = regex(r"\bma(?:kes?|de)\san\saverage\sof\s$")
_SO_MUCH = regex(
    r"(?:,\s(?:(?:or|and so|which means|which is|that is|making|giving)\s)?|\bmakes?\s|\bmade\s)"
    r"an\saverage(?:\s[a-z]+)?\sof\s$"
)
_AVERAGE_AFTER = regex(r"^\s*(?:[\w'’-]+\s+){0,2}(?:on average)\b")
_ALL_OF = (
    r"(?:across|in|for|over|among|throughout|of) (?:the|all|its|their) (?!two\b|three\b|four\b|five\b|six\b|\d)[a-z]"
)
_OF_MORE = regex(
    rf"\b(?:average|mean)\b[^,;]{{0,12}}\s{_ALL_OF}|[,;]\s(?:and\s)?{_ALL_OF}[^,;]*\b(?:average|mean|averag)"
)
_IN_MORE = regex(rf"^\s*{_ALL_OF}")
_EACH = regex(
    r"^\s*(?:[\w'’-]+\s+){0,3}?(?:each|apiece|per \w+|a (?:floor|room|home|house|unit|piece|person|head|ticket))\b"
)
_TOTAL = regex(r"\b(?:total|totall?ing|in all|altogether|together)\b")
_LIST_GAP = regex(r"^(?:\s+[\w'’-]+){0,5}\s*(?:,|\band\b|,\s*and\b)\s*(?:[\w'’-]+\s+){0,3}$")
_PER_BASE = regex(r"^(\d+)\b")
_OR = regex(r",\s*or\s*$")
_JOINED = regex(r"^(?:\s[\w'’-]+){1,3}\sand\s$")
OTHERS = regex(r"^\s(?:others?|more|further|fellow)\b")
_GROUPS_OF = regex(r"^\s+(?:equal\s+)?\w+s of\s*$")
_SPEEDS = {"kmh": ("km", "hour"), "mph": ("mile", "hour"), "m/s": ("m", "second")}
_WINDOW = 8
_MOST = 12
_DAYS = {"day": (365, 366), "week": (52, 53), "month": (12,), "hour": (8760, 8784)}
_NOT_OUT = regex(r"\bnot[- ]outs?\b")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the readings of rates per something, of means and of products."""
    for slot in scene.slots:
        if slot.q.hedge is Hedge.BETWEEN or not slot.q.value:
            continue
        if slot.q.per or slot.q.kind is Kind.RATIO:
            yield from _per(scene, slot)
        elif slot.q.unit in _SPEEDS:
            yield from _speed(scene, slot)
        elif slot.q.kind in LEVELS and (_AVERAGE.search(slot.left) or _AVERAGE_AFTER.match(slot.right)):
            yield from _mean(scene, slot)
        if slot.q.kind in LEVELS and (_EACH.match(slot.right) or _in_groups(scene, slot)):
            yield from _product(scene, slot)


_SO_FAR = regex(r"\b(?:so far|to date|until now|up to now|already|as of)\b")


def _in_groups(scene: Scene, each: Slot) -> bool:
    """Tell "split into three equal groups of 15"."""
    before = scene.slots[each.order - 1] if each.order else None
    into = before is not None and before.sentence == each.sentence and re.search(r"\binto\s*$", before.left)
    return bool(into) and _GROUPS_OF.match(each.left) is not None


def _near(scene: Scene, slot: Slot) -> list[Slot]:
    window = scene.slots[max(0, slot.order - _WINDOW) : slot.order + _WINDOW + 1]
    return [
        s
        for s in window
        if s is not slot and s.q.hedge is not Hedge.BETWEEN and s.q.value and abs(s.block - slot.block) <= 1
        if slot.marked_base or not s.marked_base
    ]


def _per(scene: Scene, ratio: Slot) -> Iterator[Relation]:
    """Read numerator, denominator and ratio: "£48 million for 1.2 million residents, £40 a head"."""
    per, base = per_what(ratio.q)
    in_unit = " per " in ratio.q.unit
    priced = bool(ratio.q.per) and len(ratio.q.unit) == 3 and ratio.q.unit.isupper()  # "$1.82 a share"
    numerator_unit = ratio.q.unit.split(" per ")[0] if in_unit or priced else ""
    near = [s for s in _near(scene, ratio) if s.q.kind in (Kind.LEVEL, Kind.COUNT, Kind.DURATION)]
    here = [s for s in near if s.sentence == ratio.sentence]
    group = f"ratio:{ratio.q.id}"
    pairs: list[tuple[Slot, Slot]] = [
        (n, d) for n in near for d in near if n is not d and _numerator(n, numerator_unit) and _denominator(d, n, per)
    ]
    local = [(n, d) for n, d in pairs if n in here and d in here]
    rank = 0
    for n, d in local + [p for p in pairs if p not in local]:
        if d.q.kind is Kind.DURATION and n.order < d.order and _SO_FAR.search(scene.gap(n, d)):
            continue  # "38.6 million trips so far in the 40-day rush, an average of 1.68 million a day"
        glossed = re.search(r",\s*or\s*$", ratio.left) is not None and n.order == ratio.order - 1
        firm = (bool(numerator_unit) and in_unit) or glossed or _AVERAGE.search(ratio.left) is not None
        only = rank == 0 and local == [(n, d)]
        plain = only and firm and named_per(d, per)
        certainty = (
            Certainty.CERTAIN if plain else Certainty.LIKELY if only and named_per(d, per) else Certainty.POSSIBLE
        )
        if certainty is Certainty.POSSIBLE and not _roughly(n.q, d.q, ratio.q, base):
            continue
        beside = n in here and abs(n.order - ratio.order) == 1  # then only what it is divided by is open
        tried = len({s.order for _, s in pairs}) if beside else len(pairs)
        yield _ratio(ratio, n, d, base, certainty, group, rank, trials=tried)
        rank += 1
    yield from _by_names(ratio, near, per, base, group)
    told = scene.slots[ratio.order - 1] if ratio.order else None
    if told is not None and told in here and _OR.search(ratio.left) and _numerator(told, numerator_unit) and base == 1:
        yield Relation(
            kind="ratio_of",
            equation="numerator == ratio * denominator",
            roles={"numerator": (Term(quantity=told.q),), "ratio": (Term(quantity=ratio.q),)},
            certainty=Certainty.LIKELY,
            reading="total and how much it is for each",
            group=group,
            rank=90,
        )
    yield from _over_a_year(ratio, near, per, group)


def _by_names(ratio: Slot, near: Sequence[Slot], per: str, base: Decimal, group: str) -> Iterator[Relation]:
    """Read "105 boys for every 100 girls" with the number of boys and the number of girls, each by its name."""
    counted, each = indicator_of(ratio).split(), per.rstrip("s")
    if not counted or not each:
        return
    numerators = [s for s in near if indicator_of(s).split()[:1] == counted[:1] and s.q.kind is Kind.COUNT]
    denominators = [s for s in near if each in [w.rstrip("s") for w in indicator_of(s).split()] and s not in numerators]
    if len(numerators) == len(denominators) == 1:
        yield _ratio(ratio, numerators[0], denominators[0], base, Certainty.LIKELY, group, 30, 1)


def per_what(q: Quantity) -> tuple[str, Decimal]:
    """Split "10000 residents" into ("residents", 10000)."""
    per = q.per or (q.unit.split(" per ", 1)[1] if " per " in q.unit else q.unit.removeprefix("per "))
    found = _PER_BASE.match(per)
    if found is None:
        return per, Decimal(1)
    return per[found.end() :].strip(), Decimal(found[1])


def _numerator(slot: Slot, unit: str) -> bool:
    if unit:
        return slot.q.unit == unit
    return slot.q.unit.startswith("count") or slot.q.unit == ""


def _denominator(slot: Slot, numerator: Slot, per: str) -> bool:
    if slot.q.unit == numerator.q.unit and not slot.q.unit.startswith("count"):
        return False
    return slot.q.unit.startswith("count") or slot.q.unit == "" or named_per(slot, per) or slot.q.kind is Kind.LEVEL


def named_per(slot: Slot, per: str) -> bool:
    word = per.rstrip("s")
    unit = slot.q.unit.removeprefix("count:")
    if not word:
        return False
    people = {"head", "capita", "person", "resident", "inhabitant", "people"}
    if word in people:
        return unit in people or slot.q.unit.startswith("count")
    return word in (unit.rstrip("s"), slot.q.noun.rstrip("s")) or unit.startswith(word)


def _roughly(n: Quantity, d: Quantity, ratio: Quantity, base: Decimal) -> bool:
    if not n.value or not d.value or not ratio.value:
        return False
    made = float(n.value) * float(base) / float(d.value)
    return 0.8 < made / float(ratio.value) < 1.25 or scaled_alike(float(ratio.value), made)


def _ratio(
    ratio: Slot, n: Slot, d: Slot, base: Decimal, certainty: Certainty, group: str, rank: int, trials: int
) -> Relation:
    return Relation(
        kind="ratio_of",
        equation="numerator == ratio * denominator" if base == 1 else f"numerator * {base} == ratio * denominator",
        roles={
            "numerator": (Term(quantity=n.q),),
            "ratio": (Term(quantity=ratio.q),),
            "denominator": (Term(quantity=d.q),),
        },
        certainty=certainty,
        reading="so many per so many",
        group=group,
        rank=rank,
        trials=trials,
    )


def _over_a_year(ratio: Slot, near: Sequence[Slot], per: str, group: str) -> Iterator[Relation]:
    """Read a yearly total beside its daily (weekly, monthly) mean."""
    for length in _DAYS.get(per.rstrip("s"), ()):
        for slot in near:
            period = slot.binding.period if slot.binding else None
            if (
                period is None
                or len(period) != 4
                or (slot.q.kind is not Kind.COUNT and slot.q.unit != ratio.q.unit.split(" per ")[0])
            ):
                continue
            yield Relation(
                kind="average",
                equation=f"whole == mean * {length}",
                roles={"whole": (Term(quantity=slot.q),), "mean": (Term(quantity=ratio.q),)},
                certainty=Certainty.POSSIBLE,
                reading=f"yearly total and its mean per {per}",
                group=group,
                rank=40,
                trials=len(near),
            )


def _speed(scene: Scene, speed: Slot) -> Iterator[Relation]:
    """Read distance, time and speed: "90 kilometers in three hours, 30 kilometers an hour on average"."""
    length, time = _SPEEDS[speed.q.unit]
    sentence = [s for s in scene.by_sentence[speed.sentence] if s is not speed and s.q.value]
    ways = [(s, f) for s in sentence if (f := convert_factor(s.q.unit, length)) is not None]
    times = [(s, f) for s in sentence if (f := convert_factor(s.q.unit, time)) is not None]
    if speed.aside or (not _AVERAGE.search(speed.left) and any(s.q.unit in _SPEEDS for s in sentence)):
        return  # "an average of 48mph, in trains that can do 125mph (201km/h)"
    if len(ways) == 2 and ways[1][0].aside:
        ways = ways[:1]  # "64 miles (103 km)"
    compound = compound_at(scene, times[0][0]) if len(times) == 2 else None
    if len(ways) != 1 or not (len(times) == 1 or (compound is not None and compound[1] is times[1][0])):
        return
    way, way_factor = ways[0]
    yield Relation(
        kind="ratio_of",
        equation=f"numerator == ratio * {'sum(denominator)' if compound else 'denominator'}",
        roles={
            "numerator": (Term(quantity=way.q, factor=way_factor),),
            "ratio": (Term(quantity=speed.q),),
            "denominator": tuple(Term(quantity=span.q, factor=factor) for span, factor in times),
        },
        certainty=Certainty.CERTAIN if _AVERAGE.search(speed.left) else Certainty.LIKELY,
        reading="distance, time and speed",
        group=f"speed:{speed.q.id}",
    )


def _mean(scene: Scene, mean: Slot) -> Iterator[Relation]:
    """Read a mean of listed values, or of a total over a count."""
    group = f"mean:{mean.q.id}"
    sentence = [
        s for s in scene.by_sentence[mean.sentence] if s is not mean and s.q.value and s.q.hedge is not Hedge.BETWEEN
    ]
    alike = [
        s
        for s in sentence
        if s.q.kind in LEVELS and s.q.unit == mean.q.unit and s.order < mean.order and not _TOTAL.search(s.right[:20])
        if "median" not in s.left
    ]
    start = scene.document.sentences[mean.sentence].start
    left = scene.document.text[start : mean.q.start].lower()
    if _NOT_OUT.search(scene.sentence_text(mean.sentence).lower()):
        return  # "945 runs from 15 innings with one not out, an average of 67.50": only 14 are counted
    wider = _OF_MORE.search(left[-80:]) or _IN_MORE.match(mean.right)  # "the average for the bloc was 14.5 percent"
    other = mean.marked_base  # "…, against a June average of 118": of other days
    if 2 <= len(alike) <= _MOST and not _total_in(alike) and not wider and not other:
        yield Relation(
            kind="average",
            equation=f"mean * {len(alike)} == sum(part)",
            roles={"mean": (Term(quantity=mean.q),), "part": tuple(Term(quantity=s.q) for s in alike)},
            certainty=Certainty.CERTAIN if listed(scene, alike) else Certainty.LIKELY,
            reading="mean of the listed values",
            group=group,
        )
    wholes = [
        s
        for s in sentence
        if s.q.kind in LEVELS
        and comparable(s.q, mean.q) > 0
        and abs(s.q.value or Decimal(0)) > abs(mean.q.value or Decimal(0))
    ]
    counts = [s for s in sentence if s not in wholes and (s.q.unit.startswith("count") or s.q.kind is Kind.DURATION)]
    for n, (whole, count) in enumerate((w, c) for w in wholes for c in counts):
        only = len(wholes) == len(counts) == 1
        alone = only or all(sum(s.order < mean.order for s in told) == 1 for told in (wholes, counts))
        closes = _closes(mean, whole, count) and (alone or _MAKE.search(mean.left) is not None)
        yield Relation(
            kind="average",
            equation="whole == mean * count",
            roles={
                "whole": (Term(quantity=whole.q),),
                "mean": (Term(quantity=mean.q),),
                "count": (Term(quantity=count.q),),
            },
            certainty=Certainty.LIKELY if only or closes else Certainty.POSSIBLE,
            reading="total, mean and number",
            group=group,
            rank=0 if closes else 1 + n,
            trials=max(1, len(wholes) * len(counts)),
            tags=frozenset({UNRIVALLED}) if closes else frozenset(),
        )


def _closes(mean: Slot, whole: Slot, count: Slot) -> bool:
    """Tell whether a mean closes what tells its total and its number: "58,000 at 20 matches, an average of 2,900"."""
    beside = {whole.order, count.order} == {mean.order - 1, mean.order - 2}
    told = _SO_MUCH.search(mean.left) is not None and not (whole.marked_base or count.marked_base)
    return beside and told and count.q.kind is Kind.COUNT


def listed(scene: Scene, slots: Sequence[Slot]) -> bool:
    """Tell whether the figures are one list: "48, 52 and 61"; with words between, each names what it is of."""
    if len(slots) < 3 or slots[-1].order - slots[0].order != len(slots) - 1:
        return False
    gaps = [scene.gap(a, b) for a, b in itertools.pairwise(slots)]
    return all(_LIST_GAP.match(gap) is not None for gap in gaps)


def _total_in(slots: Sequence[Slot]) -> bool:
    return any(_TOTAL.search(s.left[-30:]) for s in slots)


def _with_others(scene: Scene, count: Slot) -> bool:
    """Tell "84 pupils and 12 teachers" and "with four others", where not these alone share or pay."""
    before = scene.slots[count.order - 1] if count.order else None
    beside = before is not None and before.sentence == count.sentence and before.q.kind is Kind.COUNT
    joined = beside and before is not None and _JOINED.match(scene.gap(before, count)) is not None
    return joined or OTHERS.match(count.right) is not None


def _product(scene: Scene, each: Slot) -> Iterator[Relation]:
    """Read "30 barns with roofs of 8 kilowatts each, 240 kilowatts in all"."""
    sentence = [
        s for s in scene.by_sentence[each.sentence] if s is not each and s.q.value and s.q.hedge is not Hedge.BETWEEN
    ]
    counts = [s for s in sentence if s.q.kind is Kind.COUNT and s.order < each.order]
    if _in_groups(scene, each):
        counts = counts[-1:]
    wholes = [s for s in sentence if s.q.kind in LEVELS and s not in counts and convertible(s.q, each.q)]
    for n, (count, whole) in enumerate((c, w) for c in reversed(counts) for w in wholes):
        factor = factor_to(whole.q, each.q)
        yield Relation(
            kind="ratio_of",
            equation="whole == count * each",
            roles={
                "whole": (Term(quantity=whole.q, factor=factor),),
                "count": (Term(quantity=count.q),),
                "each": (Term(quantity=each.q),),
            },
            certainty=Certainty.CERTAIN
            if n == 0 and len(counts) == len(wholes) == 1 and (_TOTAL.search(whole.left) or _in_groups(scene, each))
            else Certainty.LIKELY
            if n == 0 and not _with_others(scene, count)
            else Certainty.POSSIBLE,
            reading="number, value of each and total",
            group=f"product:{each.q.id}",
            rank=n,
        )
