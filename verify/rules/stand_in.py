"""Other figures nearby with which a failing reading holds: the sentence took them for granted, the grammar missed it.

"It dug 186,000 tonnes … Its flagship pit gave 111,600 tonnes … Selling at $9,500 a tonne, it booked $1.77 billion":
with the tonnes of the flagship the product fails, with those of the whole firm it holds. The same goes for parts that
are a total themselves. Where so good a fit would hardly be chance, the reading was wrong, and nothing is said.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.interval import total
from claims.model import Certainty, Hedge, Kind, Quantity, Relation, Term
from claims.patterns import regex
from verify.consistency import chance, judge, target_role
from verify.finding import Holds
from verify.rules.rule import Context

__all__ = ["fits_with_another"]

_KINDS = (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE)
_MOST = 8  # fellows of a figure, the nearest before; among more of them something always fits
_LUCK = 0.1  # that one of those tried fits by chance
_LUCK_UNEXPLAINED = 0.3  # the same, where no slip explains the reading
_LUCK_OF_CERTAIN = 0.05  # the same, where the wording is sure of the reading
_FROM = regex(r"\b(?:from|against|than)\s$")
_REACH = 8000  # characters back from a reading, about a story: what is further away was not taken for granted
_BESIDE = 50  # characters on either side of a figure that may say that it is a total
_BEFORE = 10  # characters that may say "from"
_IN_ALL = regex(r"\b(?:total|in all|all told|altogether|combined|together|between them|overall|sum of)\b", re.I)
_SO = regex(r"\b(?:so|thus|meaning|hence|therefore|total|in all|altogether|combined|together)\b", re.I)
_REST = regex(r"\b(?:the remainder|the rest|the balance|remaining)\b", re.I)
_THE_REST = regex(r"\b(?:remaining|other|rest,?|remainder,?|balance of)\s$", re.I)
_STRICTER = 5  # a small number added makes many a sum
_SUMS = ("sum", "difference")


def fits_with_another(context: Context, relation: Relation, luck: float = 1.0) -> bool:
    """Tell whether a reading holds as soon as one amount of it is exchanged for another one told before.

    `luck` is how often chance would explain the reading by a slip; the exchange must be less likely to be chance.
    """
    certain = relation.certainty is Certainty.CERTAIN
    if relation.kind == "part_total":
        relation = replace(relation, kind="sum", equation="whole == sum(part)")  # what the parts fill to the last
    if "shares" in relation.tags:
        return not certain and _is_total_of_shares(context, relation)
    if not certain and _is_other_total(context, relation):
        return True
    ways = (_exchanged, _in_all) if certain else (_exchanged, _in_all, _with_one_more, _side_by_side, _without_one)
    bar = min(luck, _LUCK_OF_CERTAIN if certain else _LUCK if luck < 1 else _LUCK_UNEXPLAINED)
    for way in ways:
        others = list(way(context, relation))
        most = bar / _STRICTER if way is _with_one_more else bar
        if any(judge(other) is Holds.STRICT and chance(other) * len(others) <= most for other in others):
            return True
    return False


def _exchanged(context: Context, relation: Relation) -> Iterator[Relation]:
    """Yield the reading with each of its amounts in turn exchanged for each fellow of it."""
    target = target_role(relation)
    members = {q.id for q in relation.members}
    told = [q for q in _told(context, relation, _end(context, relation)) if q.id not in members and _counts(q)]
    for role, terms in relation.roles.items():
        if role == target and relation.kind != "sum":
            continue
        if role == "part" and relation.kind == "share_of":
            continue  # it stands beside its share; only the whole may be another
        for n, term in enumerate(terms):
            for other in _nearest(told, term.quantity):
                put = Term(quantity=other, factor=term.factor, signed=term.signed)
                yield replace(relation, roles={**relation.roles, role: (*terms[:n], put, *terms[n + 1 :])})


def _in_all(context: Context, relation: Relation) -> Iterator[Relation]:
    """Yield the figures of a failing sum as the parts of a total told before: three units of a firm, no whole."""
    if relation.kind not in _SUMS or len(relation.members) < 3:
        return
    parts = relation.members
    told = _told(context, relation, parts[-1].end)
    for whole in _nearest([q for q in told if q not in parts and _counts(q)], parts[0]):
        yield _total(relation, whole, parts)


def _without_one(_context: Context, relation: Relation) -> Iterator[Relation]:
    """Yield a failing total without one of its parts: "averaged $4,150 and came to $1,012,600; another $292,000"."""
    parts = relation.roles.get("part", ())
    if relation.certainty is not Certainty.POSSIBLE:
        return  # a part that was forgotten in the total is what newsrooms print
    if relation.kind == "sum" and "whole" in relation.roles and len(parts) > 2:
        for n in range(len(parts)):
            yield replace(relation, roles={**relation.roles, "part": (*parts[:n], *parts[n + 1 :])})


def _with_one_more(context: Context, relation: Relation) -> Iterator[Relation]:
    """Yield what is left of a whole with another figure of its sentence added: "takes 18, retires 7, which leaves"."""
    if relation.kind != "difference" or not {"larger", "smaller", "difference"} <= relation.roles.keys():
        return
    larger, rest = relation.roles["larger"], relation.roles["difference"][0].quantity
    sentence = context.document.sentence_at(rest.start)
    members = {q.id for q in relation.members}
    told = [q for q in context.in_span(sentence.start, sentence.end) if q.id not in members and _counts(q)]
    for more in [q for q in told if _alike(rest, q)]:
        added = replace(relation, equation="difference + sum(smaller) == sum(larger)")
        yield replace(added, roles={**relation.roles, "larger": (*larger, Term(quantity=more))})


def _side_by_side(context: Context, relation: Relation) -> Iterator[Relation]:
    """Yield part and whole of a failing share as two parts of a total told before: imports and home sales."""
    if relation.kind != "share_of" or not {"part", "whole"} <= relation.roles.keys():
        return
    parts = [relation.roles[role][0].quantity for role in ("part", "whole")]
    told = [q for q in _told(context, relation, relation.members[-1].end) if q not in parts and _counts(q)]
    for whole in _nearest(told, parts[1]):
        yield _total(relation, whole, parts)


def _total(relation: Relation, whole: Quantity, parts: Sequence[Quantity]) -> Relation:
    roles = {"whole": (Term(quantity=whole),), "part": tuple(Term(quantity=q) for q in parts)}
    return replace(relation, kind="sum", equation="whole == sum(part)", roles=roles)


def _nearest(told: Sequence[Quantity], like: Quantity) -> Sequence[Quantity]:
    """Return the last few figures that may stand for another, each value once."""
    return list({q.value: q for q in told if _alike(like, q)}.values())[-_MOST:]


def _is_other_total(context: Context, relation: Relation) -> bool:
    """Tell whether another member is the total of all others: "capped at $138 million, which makes $184 million".

    The words have to say so ("in all", "between them", "the remainder"); else two figures may be swapped.
    """
    if relation.kind != "sum" or not {"whole", "part"} <= relation.roles.keys():
        return False
    members = relation.members
    text = context.document.text
    rest_told = _REST.search(text, members[0].end, members[-1].end + _BESIDE) is not None
    for other in members:
        if _THE_REST.search(text, max(0, other.start - _BESIDE), other.start):
            continue  # "the remaining 390" is no total
        told = rest_told or _IN_ALL.search(text, max(0, other.start - _BESIDE), other.end + _BESIDE)
        is_whole = other is relation.roles["whole"][0].quantity
        if told and not is_whole and total(q.strict for q in members if q is not other).meets(other.strict):
            return True
    return False


def _is_total_of_shares(context: Context, relation: Relation) -> bool:
    """Tell whether a share is the sum of those told just before: "81.3%. Another 9.4% and 3.7%, so 94.4% in all"."""
    told = _told(context, relation, relation.members[-1].end)
    text = context.document.text
    shares = [q for q in told if q.unit == "percent" and q.value]
    shares = [q for q in shares if not _FROM.search(text[max(0, q.start - _BEFORE) : q.start])]
    summed = [q for q in relation.members if q in shares and _SO.search(text, max(0, q.start - _BESIDE), q.start)]
    return any(_closes(shares[: shares.index(q)], q) for q in summed)


def _closes(before: Sequence[Quantity], last: Quantity) -> bool:
    sums = itertools.accumulate((q.strict for q in reversed(before[-_MOST:])), lambda a, b: a + b)
    return any(made.meets(last.strict) for made in itertools.islice(sums, 1, None))


def _told(context: Context, relation: Relation, end: int) -> Sequence[Quantity]:
    """Return the figures up to a place, as far back as a story goes."""
    return context.in_span(max(0, relation.members[0].start - _REACH), end)


def _end(context: Context, relation: Relation) -> int:
    return context.document.sentence_at(relation.members[-1].start).end


def _counts(quantity: Quantity) -> bool:
    return quantity.kind in _KINDS and bool(quantity.value) and quantity.hedge is not Hedge.BETWEEN


def _alike(a: Quantity, b: Quantity) -> bool:
    """Tell whether two amounts are of one measure; a bare number may be of any, and nouns of counts may differ."""
    one, other = ((q.unit or "count").split(":")[0] for q in (a, b))
    return one == other or "count" in (a.unit or "count", b.unit or "count")
