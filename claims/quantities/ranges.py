"""Ranges and lists: "$26-31 million", "between 5 and 10 million", "from 3 to 5 percent", "47 and 35 km"."""

from __future__ import annotations

from itertools import pairwise

from claims.lexicon import load
from claims.model import Hedge
from claims.quantities.direction import left_cue
from claims.quantities.draft import Draft
from claims.quantities.hedges import slack_of
from claims.quantities.tokens import Tokens

__all__ = ["join_lists", "join_ranges", "lend_from_to", "set_listed_aside", "set_phones_aside", "set_scores_aside"]

_NEAR_BY = 7  # tokens: " per share, from", " previously from", ", down from an earlier"
_DASHES = frozenset("-–—‐‑−")
_SCORES = frozenset(load("setaside")["scores"]["words"].split()) | frozenset(load("setaside")["votes"]["words"].split())
_LINKS = frozenset({"to", "and", "or"})


def join_ranges(tokens: Tokens, drafts: list[Draft]) -> None:
    """Mark the ends of every range; the low end takes unit and scale of the high one where it has none."""
    for low, high in pairwise(drafts):
        if low.skipped or high.skipped or low.value is None or high.value is None:
            continue
        if low.form not in ("cardinal",) or high.form not in ("cardinal",):
            continue
        if not _is_range(tokens, low, high):
            continue
        _lend(tokens, low, high)
        if low.unit and high.unit and low.unit != high.unit:
            continue
        if low.value * low.scale > high.value * high.scale:
            continue
        _join(low, high)
    for before, low, high in zip(drafts, drafts[1:], drafts[2:], strict=False):
        if _replaced(tokens, before, low, high):
            _lend(tokens, low, high)
            _join(low, high)
    for low, high, after in zip(drafts, drafts[1:], drafts[2:], strict=False):
        if _gives_way(tokens, low, high, after):
            _lend(tokens, low, high)
            _join(low, high)


def _join(low: Draft, high: Draft) -> None:
    for one, other in ((low, high), (high, low)):
        one.partner = other
        one.hedge = Hedge.BETWEEN
        one.slack = slack_of(Hedge.BETWEEN, (), one.value)
        one.trace.append("ranges: an end of a range")


def _replaced(tokens: Tokens, before: Draft, low: Draft, high: Draft) -> bool:
    """Tell whether "from $4.20 to $4.35" is the range that another, just told, takes the place of."""
    near = tokens.sentence(before.first) == tokens.sentence(high.first) and low.left - before.last <= _NEAR_BY
    return near and _may_be_range(tokens, low, high, before)


def _gives_way(tokens: Tokens, low: Draft, high: Draft, after: Draft) -> bool:
    """Tell whether "from $4.20 to $4.35 a share to $4.05 to $4.15" begins with the range that gives way."""
    near = tokens.sentence(low.first) == tokens.sentence(after.first) and after.left - high.last <= _NEAR_BY
    return near and "to" in tokens.low[high.last : after.left] and _may_be_range(tokens, low, high, after)


def _may_be_range(tokens: Tokens, low: Draft, high: Draft, other: Draft) -> bool:
    """Tell whether "from … to …" beside the range of `other` may be a range as well."""
    if other.partner is None or other.hedge is not Hedge.BETWEEN or low.partner or high.partner:
        return False
    if low.skipped or high.skipped or tokens.low[low.last : high.left] != ["to"] or tokens.word(low.left - 1) != "from":
        return False
    one_unit = low.unit in ("", other.unit) and high.unit in ("", other.unit)
    return one_unit and low.value is not None and high.value is not None and not _falls(low, high)


def lend_from_to(tokens: Tokens, drafts: list[Draft]) -> None:
    """Give the unit of "from 3 to 5 percent" to its low end.

    "From $1.9 to $2.2 billion" is marked: the sum has a sign of its own, but not the scale word.
    """
    for low, high in pairwise(drafts):
        if low.value is None or low.partner or low.skipped or high.skipped or tokens.word(low.left - 1) != "from":
            continue
        if tokens.low[low.last : high.left] != ["to"] or low.form != "cardinal" or high.form != "cardinal":
            continue
        if (low.sort == "money" and low.unit == high.unit) or (
            low.sort == "" and (high.sort in _SPANNING or high.scale_text)
        ):
            _lend(tokens, low, high)


def _is_range(tokens: Tokens, low: Draft, high: Draft) -> bool:
    between = tokens.low[low.last : high.first]
    if len(between) == 1 and between[0] in _DASHES:
        return tokens.glued(low.last) == tokens.glued(low.last + 1)
    if between == ["and"]:
        return "between" in tokens.low[max(0, low.left - 3) : low.left]
    if between == ["-", "to"]:
        return tokens.glued(low.last)
    if between == ["to"] and low.sort == "money" and high.sort == "count" and _falls(low, high):
        return False  # "paid $48 million to 32,000 fishermen"
    if between == ["to"]:
        before = tokens.low[max(0, low.left - 2) : low.left]
        if "from" in before:
            return _is_from_range(tokens, low, high)
        return (
            low.sort in _SPANNING or (low.sort in ("", "count") and _may_share_unit(low, high))
            if not _is_change(tokens, low, high)
            else False
        )
    return False


_SPANNING = frozenset({"percent", "money", "time", "measure", "temperature", "points"})
_RANGING = frozenset({"anywhere", "ranging", "range", "ranges", "ranged", "varying", "vary", "varies"})
_FORECASTS = frozenset(load("change")["levels"]["forecast"].split())


def _is_from_range(tokens: Tokens, low: Draft, high: Draft) -> bool:
    """Tell "costs from 3 to 5 percent" from "rose from 3 to 5 percent"."""
    if high.sort not in _SPANNING or tokens.word(low.left - 1) != "from":
        return False
    if tokens.word(low.left - 2) in _RANGING:
        return True
    first = tokens.sentence(low.first)[0]
    return (
        not low.sort
        and tokens.word(low.left - 2)
        in ("cost", "costs", "costing", "takes", "take", "or", "of", "be", "pay", "lasts", "last")
        and first < low.left - 1
    )


def _may_share_unit(low: Draft, high: Draft) -> bool:
    return low.sort != "count" or high.sort == "count"


def _falls(low: Draft, high: Draft) -> bool:
    """Tell whether the first of two figures is the greater, as it is in no range."""
    return low.value is not None and high.value is not None and low.value * low.scale > high.value * high.scale


def _near(low: Draft, high: Draft) -> bool:
    """Tell whether two ends are of one size: "by 17,400 to 11,775,800" is an amount and a level, no range."""
    if low.value is None or high.value is None:
        return True
    return low.value < high.value <= 10 * low.value


def _is_change(tokens: Tokens, low: Draft, high: Draft) -> bool:
    """Tell "rose 3 percent to 5 percent" (a change and a level) from "costs 3 to 5 percent"."""
    if low.noun and low.noun_span and low.noun_span[1] <= tokens.start[high.first]:
        return True
    cue = left_cue(tokens, tokens.sentence(low.first)[0], low.left)
    changing = cue.link == "by" or (cue.direction is not None and cue.link == "" and cue.sort != "noun")
    if not changing:
        return False
    if low.sort in ("", "count") and not low.scale_text:  # "rose 3 to 5 percent" lacks the unit of its low end
        return not (high.sort in _SPANNING or (high.scale_text and low.value is not None and low.value < 1000))
    assert low.value is not None
    assert high.value is not None
    near = high.value * high.scale <= 3 * low.value * low.scale
    first = max(tokens.sentence(low.first)[0], low.left - 40)
    return not (near and any(w in _FORECASTS for w in tokens.low[first : low.left]))


def _lend(tokens: Tokens, low: Draft, high: Draft) -> None:
    """Give unit and scale of the high end to the low end; a sum with a sign but no scale word is marked."""
    if low.sort in ("percent", "time", "measure", "points", "temperature"):
        return
    signed = low.sort == "money"
    if high.scale_text and not low.scale_text and low.value is not None and low.value < 1000:
        low.scale = high.scale
        if signed:
            low.flaw = low.flaw or "elided-unit"
        low.trace.append(f"ranges: takes the scale of {tokens.text[high.number_start : tokens.end[high.last - 1]]!r}")
    if signed and high.sort in ("", "count"):  # "$26-31 million"
        high.sort, high.unit, high.unit_factor, high.noun, high.noun_span = (
            low.sort,
            low.unit,
            low.unit_factor,
            "",
            None,
        )
    elif not signed and (not low.unit or low.sort == "count"):
        low.unit, low.sort, low.unit_factor = high.unit, high.sort, high.unit_factor
        low.noun, low.noun_span, low.per = high.noun, high.noun_span, high.per


def join_lists(tokens: Tokens, drafts: list[Draft]) -> None:
    """Give the unit of the last of "47, 38 and 35 square kilometers" to the numbers before it."""
    lent = False  # whether the figure after has its unit from the list too
    for i in range(len(drafts) - 2, -1, -1):
        one, following = drafts[i], drafts[i + 1]
        lent = _may_take(one, following) and _may_lend(tokens, following) and _in_list(tokens, drafts, i, lent)
        if lent:
            one.sort, one.unit, one.unit_factor = following.sort, following.unit, following.unit_factor
            one.scale = one.scale if one.scale_text else following.scale
            one.trace.append("ranges: the unit stands at the end of the list")


def _may_take(one: Draft, following: Draft) -> bool:
    """Tell whether a number may be in want of a unit; "2.2 million and 2.4 million litres" both have a scale word."""
    bare = not (one.sort or one.per) and (not one.scale_text or bool(following.scale_text))
    return bare and one.form == "cardinal" and one.skipped is None and one.partner is None


def _may_lend(tokens: Tokens, last: Draft) -> bool:
    signed = last.sort == "money" and tokens.start[last.first] < last.number_start
    return last.sort in _LENDING and last.skipped is None and last.value is not None and not signed


def _in_list(tokens: Tokens, drafts: list[Draft], i: int, lent: bool) -> bool:
    """Tell "47, 38 and 35 km" from "271 out of 500, and 31 percent" and "hit 26.1, 40 percent down"."""
    one, following = drafts[i], drafts[i + 1]
    between = tokens.low[one.last : following.left]
    if between == [","]:
        return lent
    if between == [",", "and"]:
        return i > 0 and tokens.low[drafts[i - 1].last : one.left] == [","]
    if between not in (["and"], ["or"]) or tokens.word(one.left - 1) == "of":
        return False
    if following.sort == "percent" and (one.value or 0) > _ALL >= (following.value or 0):
        return False  # "12,960 or 27 percent": a count and its share
    return following.sort != "time" or between == ["or"]


_ALL = 100
_LENDING = frozenset({"percent", "points", "measure", "time", "temperature", "money", "times"})


def set_scores_aside(tokens: Tokens, drafts: list[Draft]) -> None:
    """Set "3-1", "6-4 6-3", "5-4 ruling" aside: two small numbers and a dash, with no unit after them."""
    for low, high in pairwise(drafts):
        if (
            low.sort
            or (high.sort and not _tallies(high))
            or low.scale_text
            or high.scale_text
            or low.places
            or high.places
        ):
            continue
        if tokens.word(low.left - 1) in ("aged", "ages", "age", "between"):
            continue
        if low.style != "digits" or high.style != "digits" or low.number_last != high.number_first - 1:
            continue
        dash = low.number_last
        if tokens.low[dash] not in _DASHES or not tokens.glued(dash) or not tokens.glued(dash + 1):
            continue
        if low.value is None or high.value is None or low.value > 999 or high.value > 999:
            if low.skipped is None:
                low.skipped = "year" if _is_year(tokens.raw(low.number_first)) else "id"
            high.skipped = high.skipped or low.skipped
            continue
        low.skipped = high.skipped = "score"
        low.trace.append("ranges: a score or a vote")
        high.trace.append("ranges: a score or a vote")


def _tallies(high: Draft) -> bool:
    """Tell whether the noun is won or voted: "a 5-1 win", "a 5-4 ruling"."""
    return high.sort == "count" and any(w in _SCORES for w in high.noun.lower().split())


def set_phones_aside(tokens: Tokens, drafts: list[Draft]) -> None:
    """Let the groups of digits beside a group of a telephone number follow it: "+44 20 7946 0018"."""
    for one, other in pairwise(drafts):
        near = tokens.start[other.number_first] - tokens.end[one.number_last - 1] <= 1
        plain = other.style == "digits" and one.style == "digits" and not other.sort
        if not near or not plain:
            continue
        abroad = one.plus and one.places == 0 and not one.sort and one.skipped is None
        if other.skipped is None and (one.skipped == "phone" or abroad):
            one.skipped = other.skipped = "phone"


def set_listed_aside(tokens: Tokens, drafts: list[Draft]) -> None:
    """Set aside what stands in one list with a date or a label: "from 3 to 9 May", "Articles 3 and 4"."""
    for one, other in pairwise(drafts):
        if tokens.low[one.last : other.first] not in _LISTED or one.places or other.places:
            continue
        if one.skipped is None and one.sort == "" and other.skipped == "date" and not other.scale_text:
            one.skipped = "date"
        elif one.skipped == "date" and _is_another_day(tokens, one, other):
            other.skipped = "date"  # "between May 12 and 15, 48 per cent of them"
        elif one.skipped == "label" and other.skipped is None and other.sort == "" and not other.scale_text:
            other.skipped = "label"


def _is_another_day(tokens: Tokens, one: Draft, other: Draft) -> bool:
    """Tell whether a bare number goes on after a day of the month: "May 12 and 15", "May 12-15"."""
    bare = other.skipped is None and other.sort == "" and other.style == "digits" and not other.scale_text
    day = other.value is not None and one.value is not None and one.value < other.value <= _LAST_DAY
    bare = bare and tokens.word(other.last) != "of"
    month = tokens.word(one.first - 1)
    if month == ".":
        month = tokens.word(one.first - 2)  # "Oct. 4 and 5"
    return bare and day and tokens.low[one.last : other.first] != [","] and month in _MONTHS


_LAST_DAY = 31
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)
_LISTED = (["to"], ["and"], ["or"], [","], [",", "and"], ["-"], ["–"], ["until"])


def _is_year(printed: str) -> bool:
    return len(printed) == 4 and "1000" <= printed <= "2199"
