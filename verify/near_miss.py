"""Figures that belong together but for one slip, where no wording says so outright.

Readings that are merely possible never make a finding by failing. But when a single slip turns such a
reading into an equation that holds far more exactly than chance allows, over all the readings and all the
slips that were tried, the figures speak for themselves: "16,692.4 million and 2,828.6 billion" beside a
total of 19,521.0 billion.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from math import inf

from claims.model import UNRIVALLED, Certainty, Relation
from claims.patterns import regex
from verify.consistency import judge
from verify.diagnosis import EXCHANGED, slips_of
from verify.finding import CheckedRelation, Holds
from verify.scale_misses import MOST_LUCK, SCALE_MISS, scale_luck
from verify.slips import Offers

__all__ = ["NEAR_MISS", "near_misses"]

NEAR_MISS = "near-miss"
_STOP = regex(r"[.!?][”\"]?\s")
_HUNDRED = 100
_PAIRS = 6  # so much more often than other lists do two figures somewhere come near to a third
_LUCK_ALLOWED = 0.02  # expected number of such coincidences, over all readings and slips tried


def near_misses(
    relations: Sequence[Relation], resolved: Sequence[CheckedRelation], text: str
) -> tuple[CheckedRelation, ...]:
    """Return resolved relations together with the near misses, which hold "no" and carry the tag `NEAR_MISS`.

    A figure that already belongs to a relation that holds is not blamed by a mere possibility.
    """
    settled = {r.relation.group for r in resolved if r.holds is not Holds.UNKNOWN}
    firm = {r.relation.group for r in resolved if r.holds is not Holds.UNKNOWN and not _is_open(r)}
    equal = [r.relation for r in resolved if r.holds in (Holds.STRICT, Holds.LENIENT) and "==" in r.relation.equation]
    at_ease = {q.id for relation in equal for q in relation.members}
    best: dict[str, tuple[float, Relation]] = {}
    offers = Offers()
    for relation in relations:
        possible = relation.certainty is Certainty.POSSIBLE and relation.kind != "same_as"
        if not possible or relation.group in firm or judge(relation) is not Holds.NO or _is_apart(relation, text):
            continue
        luck, allowed = inf, _LUCK_ALLOWED
        if relation.group not in settled:
            luck = _least_luck(relation, text, offers, spared=at_ease, most=allowed)
        if luck > allowed:
            luck, allowed = scale_luck(relation, at_ease), MOST_LUCK
            relation = replace(relation, tags=relation.tags | {SCALE_MISS})
        if luck <= allowed and luck < best.get(relation.group, (1.0, relation))[0]:
            best[relation.group] = (luck, relation)
    found: list[CheckedRelation] = []
    for _, relation in sorted(best.values(), key=lambda item: (item[0], item[1].members[0].start)):
        tagged = replace(relation, tags=relation.tags | {NEAR_MISS})
        found.append(CheckedRelation(id=f"n{len(found) + 1}", relation=tagged, holds=Holds.NO))
    likely: dict[str, list[Relation]] = {}
    for relation in relations:
        if relation.certainty is Certainty.LIKELY:
            likely.setdefault(relation.group, []).append(relation)
    return (*(_best_reading(r, likely.get(r.relation.group, []), text) for r in resolved), *found)


def _is_open(checked: CheckedRelation) -> bool:
    """Tell whether a group's reading fails and was only likely: another scale word may show that it was another."""
    likely = checked.relation.certainty is Certainty.LIKELY and UNRIVALLED not in checked.relation.tags
    return likely and checked.holds is Holds.NO


def _is_apart(relation: Relation, text: str) -> bool:
    """Tell whether a share and its part stand in two sentences: too far to be meant for each other."""
    if relation.kind == "sum" and _has_small_word(relation):
        return True
    if not {"share", "part"} <= relation.roles.keys():
        return False
    first, last = sorted((relation.roles[role][0].quantity for role in ("share", "part")), key=lambda q: q.start)
    return _STOP.search(text, first.end, last.start) is not None


def _has_small_word(relation: Relation) -> bool:
    """Tell whether a number in words stands among sums of a hundred times as much: "last of the four, with 1,510"."""
    small = [q for q in relation.members if q.style == "words" and q.scale == 1]
    others = [abs(q.value) for q in relation.members if q not in small and q.value is not None]
    return any(q.value is not None and abs(q.value) * _HUNDRED <= min(others, default=0) for q in small)


def _best_reading(checked: CheckedRelation, group: Sequence[Relation], text: str) -> CheckedRelation:
    """Replace a likely reading that fails by the likely reading of its group that one slip repairs best."""
    if checked.holds is not Holds.NO or checked.relation.certainty is not Certainty.LIKELY:
        return checked
    if len(group) < 2 or UNRIVALLED in checked.relation.tags:
        return checked
    failing = [r for r in group if judge(r) is Holds.NO]
    luck = {id(r): _least_luck(r, text) for r in failing}
    best = min(failing, key=lambda r: (min(luck[id(r)], 1.0), r.rank))
    same = [r for r in failing if set(r.members) == set(best.members)]  # these figures, the other way round
    best = min(same, key=lambda r: (luck[id(r)], r.rank))
    return replace(checked, relation=best)


def _least_luck(
    relation: Relation,
    text: str,
    offers: Offers | None = None,
    *,
    spared: AbstractSet[str] = frozenset(),
    most: float = inf,
) -> float:
    """Return how often chance would repair the relation as well as its best slip does; above `most`, at least that.

    With `offers`, which are kept from one relation to the next, only the slips of few variants are tried.
    """
    tried = relation.trials * len(relation.members) * (_PAIRS if _is_pair(relation) else 1)
    bar = most / tried * (1 + 1e-9)
    found = slips_of(relation, text, deep=offers is None, spared=spared, most_luck=bar, offers=offers)
    if relation.kind == "sum" and relation.certainty is Certainty.POSSIBLE:
        last = relation.members[-1]  # a closing figure that is the total of all others is their total, and no slip
        found = (h for h in found if h.why != EXCHANGED or last.surface not in (h.quantity.surface, h.replacement))
    return min((h.luck * tried for h in found), default=inf)


def _is_pair(relation: Relation) -> bool:
    """Tell a merely possible total of two figures."""
    return (
        relation.kind == "sum" and len(relation.roles.get("part", ())) == 2 and relation.certainty is Certainty.POSSIBLE
    )
