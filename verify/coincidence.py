"""Readings that hold and that nothing in the wording asserts: what merely happens to fit is not listed as checked.

Figures near one another that add up are often meant to, and such a reading keeps a rival from being told as an error;
for that the fit is enough. A report, however, says that the story claims the equation. So a merely possible reading
is listed only if it has more to speak for it than its fit: words of part and whole, one sentence, one thing measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from claims.model import Certainty, Kind, Quantity, Relation
from claims.patterns import regex
from verify.consistency import chance
from verify.finding import CheckedRelation, Holds

__all__ = ["without_coincidences"]

_STOP = regex(r"[.!?][”\"]?\s")
_PART_WORDS = regex(
    r"\b(?:the others?|other|another|the rest|remain\w*|of (?:which|whom|them|these|those|this|that|it)|among|total\w*|"
    r"together|in all|all told|altogether|leav(?:e|es|ing)|left|a further|makes?|making|made up|compris\w+|consist\w*|"
    r"split|divided|shar(?:e|es|ed)|account\w*|includ\w*|in favou?r|against|separated|part of|net|imports|men|women|"
    r"boys|girls|male|female|domestic|balance)\b"
)
_OF_THE = regex(r"\b(?:of|out of)\s+(?:the|its|their|all)\s+(?:[\w'’-]+,?\s+)?$")
_THE_REST = regex(r"\b(?:the rest|the other|the others|remaining|the remainder|a further|another|last)\b[^.;]{0,12}$")
_ANEW = regex(r"\b(?:also|another|a further|further|next|other|more)\b[^.;]{0,20}$")
_BACK = regex(r"\b(?:the|these|those|that|its|their)\s+$")
_SURE = 0.01  # so seldom does a total fit by chance that no words are needed
_LUCKY, _LUCKY_SHARE, _LUCKY_RATIO = 0.03, 0.06, 0.05
_NEAR = Decimal("0.01")
_BY_CELL = "values of its area at its two periods"
_DIGITS = 4  # significant, that hardly come twice


def without_coincidences(relations: Sequence[CheckedRelation], text: str) -> tuple[CheckedRelation, ...]:
    """Leave out the readings that fit and are not said."""
    held = [r.relation for r in relations if r.holds in (Holds.STRICT, Holds.LENIENT)]
    firm = [r for r in held if r.certainty is not Certainty.POSSIBLE]
    moved = {_pair(r) for r in firm if "base" in r.roles and "current" in r.roles}
    wholes: dict[str, set[str]] = {}  # by share, the wholes that it is said to be of
    for relation in firm:
        if relation.kind == "share_of" and {"share", "whole"} <= relation.roles.keys():
            for term in relation.roles["share"]:
                wholes.setdefault(term.quantity.id, set()).add(str(relation.roles["whole"][0].quantity.value))
    return tuple(
        r
        for r in relations
        if r.holds not in (Holds.STRICT, Holds.LENIENT) or not _is_coincidence(r.relation, text, moved, wholes)
    )


def _is_coincidence(
    relation: Relation, text: str, moved: set[tuple[str, frozenset[str]]], wholes: Mapping[str, set[str]]
) -> bool:
    roles = relation.roles
    if "share_2" in roles and "whole" not in roles and _of_two_wholes(relation, ("share", "share_2"), wholes):
        return True
    if "share_2" in roles and "whole" not in roles and _is_of_the_part(relation):
        return True
    luck = chance(relation) * relation.trials
    if relation.reading == _BY_CELL and luck > 1:
        return True  # "tops 500,000": anything above would fit
    if relation.certainty is not Certainty.POSSIBLE:
        return False
    if relation.kind == "same_as":
        return not _is_said_again(relation, text)
    if "current" in roles and "base" in roles and _is_other_change(relation, moved):
        return True
    if "shares" in relation.tags:
        return _are_stray_shares(relation, text, wholes)
    if relation.kind == "sum" and {"whole", "part"} <= roles.keys():
        return _is_stray_total(relation, text, luck)
    if relation.kind == "difference":
        if {"larger", "smaller"} <= roles.keys():
            least = min(abs(float(t.quantity.value or 0) * float(t.factor)) for t in roles["smaller"])
            if least < float(roles["larger"][0].strict.width or 0) / 2:
                return True  # lost in the rounding of the larger one
        return len(roles.get("smaller", ())) > 1 and luck > _LUCKY
    if relation.kind == "share_of" and "share_2" in roles:
        return luck > _LUCKY_SHARE
    return relation.kind == "ratio_of" and luck > _LUCKY_RATIO and _sentences(relation.members, text) > 2


def _pair(relation: Relation) -> tuple[str, frozenset[str]]:
    """Return the kind of a change, and its two values whichever way round."""
    return relation.kind, frozenset(relation.roles[role][0].quantity.id for role in ("current", "base"))


def _is_other_change(relation: Relation, moved: set[tuple[str, frozenset[str]]]) -> bool:
    """Tell a change of two values whose change is told, of shares that growth is not of, of an index in points."""
    if _pair(relation) in moved:
        return True
    current = relation.roles["current"][0].quantity
    if "rate" not in relation.roles:
        return False
    change = relation.roles["rate"][0].quantity
    if change.kind is Kind.PP_CHANGE and change.unit != "percent":
        return current.unit != "percent"
    return change.kind is Kind.GROWTH_RATE and current.kind is Kind.SHARE


def _is_said_again(relation: Relation, text: str) -> bool:
    """Tell whether an equal figure is the same one: exact, or taken up by "the", and not by "also" or "another"."""
    first, second = relation.roles["first"][0].quantity, relation.roles["second"][0].quantity
    left = text[max(0, second.start - 40) : second.start].lower()
    if _ANEW.search(left):
        return False
    if _BACK.search(left):
        return True
    digits = min(len(_significant(q)) for q in (first, second))
    headline = "\n" not in text[: first.start].strip() and "\n" in text[first.end : second.start]
    if digits >= _DIGITS or (headline and digits == _DIGITS - 1) or relation.reading != "one figure printed twice":
        return True
    return digits == _DIGITS - 1 and (first.scale > 1 or first.unit.startswith("count") or first.unit == "")


def _significant(q: Quantity) -> str:
    printed = q.surface[q.number_start - q.start : q.number_end - q.start]
    return "".join(c for c in printed if c.isdigit()).strip("0") or printed


def _are_stray_shares(relation: Relation, text: str, wholes: Mapping[str, set[str]]) -> bool:
    """Tell two percentages that make a hundred and are of two wholes, or two sentences apart."""
    parts = [t.quantity for t in relation.roles["part"]]
    told = [wholes[q.id] for q in parts if q.id in wholes]
    if len(told) > 1 and not set.intersection(*told):
        return True
    exact = parts[0].places == parts[-1].places > 0  # "93.5 percent … 6.5 percent"
    return len(parts) == 2 and not exact and _sentences(parts, text) > 1


def _of_two_wholes(relation: Relation, shares: Sequence[str], wholes: Mapping[str, set[str]]) -> bool:
    """Tell whether two shares are said to be of two wholes."""
    told = [wholes.get(relation.roles[role][0].quantity.id) for role in shares]
    return None not in told and not set.intersection(*(t for t in told if t is not None))


def _is_of_the_part(relation: Relation) -> bool:
    """Tell whether the second share is of the first part: "17,912 finished, 97 percent; 6,447 women, 36 percent"."""
    part, part_2, share_2 = (relation.strict[role][0] for role in ("part", "part_2", "share_2"))
    if not part.middle or not part_2.middle or not share_2.middle or part_2.middle >= part.middle:
        return False
    whole = part_2.middle / share_2.middle
    return abs(whole - part.middle) <= _NEAR * part.middle


def _is_stray_total(relation: Relation, text: str, luck: float) -> bool:
    """Tell a total that its words do not make one: a part as large as the whole, a rest, no word of parts."""
    whole = relation.roles["whole"][0].quantity
    parts = [t.quantity for t in relation.roles["part"]]
    values = [abs(float(t.quantity.value or 0) * float(t.factor)) for t in relation.roles["part"]]
    made = abs(float(whole.value or 0) * float(relation.roles["whole"][0].factor))
    if max(values) >= made or min(values) < float(whole.strict.width or 0) / 2 or _holds_another(values):
        return True
    if whole.start > parts[0].start and _THE_REST.search(text[max(0, whole.start - 40) : whole.start].lower()):
        return True
    if luck <= _SURE or relation.reading != "figures nearby that add up":
        return False
    low, high = relation.members[0].start, relation.members[-1].end
    told = text[max(0, low - 40) : high + 30].lower()
    before = (text[max(0, q.start - 40) : q.start].lower() for q in relation.members)
    if _PART_WORDS.search(told) or any(_OF_THE.search(words) for words in before):
        return False
    return _sentences(relation.members, text) > 1


def _holds_another(values: Sequence[float]) -> bool:
    """Tell whether one of at least three parts is the total of the others: one amount, counted twice."""
    return len(values) > 2 and abs(2 * max(values) - sum(values)) <= 1e-6 * max(values)


def _sentences(members: Sequence[Quantity], text: str) -> int:
    """Return over how many sentences figures stand."""
    return 1 + sum(1 for _ in _STOP.finditer(text, members[0].end, members[-1].start))
