"""So many per N: "57.9 per 10,000 residents", "105 males for every 100 females", "one in five", "a head"."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from claims.lexicon import load
from claims.quantities.draft import Draft
from claims.quantities.nouns import PER_TIMES, read_per, singular
from claims.quantities.tokens import Tokens

__all__ = ["mark_bases", "read_one_in", "read_rate", "set_prices"]

_LARGEST = 10_000_000
_OUT = frozenset({"in", "of"})
_INTRO = ("per", "every", "each")
_ROUND = frozenset(Decimal(10) ** n for n in range(2, 10))


def read_one_in(tokens: Tokens, drafts: list[Draft], i: int) -> bool:
    """Join "1 in 6", "one Chinese in five", "three out of four" into one ratio; tell whether it was one."""
    low, high = drafts[i], drafts[i + 1]
    if low.value is None or high.value is None or not _may_be_ratio(low, high):
        return False
    between = tokens.low[low.last : high.first]
    if between and between[-1] == "every":
        between.pop()
    if not between or between[-1] not in _OUT or len(between) > 4:
        return False
    if between[-1] == "of" and between[-2:] != ["out", "of"]:
        return False
    words = between[:-1]
    if words and words != ["out"] and (low.value != 1 or not all(w.isalpha() for w in words)):
        return False
    if tokens.word(high.last) in _SPANS:
        return False  # "three in 12 years", "one win in five games"
    low.value = _six_digits(low.value / (high.value * high.scale))
    low.form, low.sort, low.unit = "one_in", "ratio", "ratio"
    low.style = "fraction"
    low.number_last = low.last = high.last
    low.number_end = high.number_end
    low.trace.append("ratios: so many in so many")
    return True


def _may_be_ratio(low: Draft, high: Draft) -> bool:
    """Tell numbers that a ratio is made of: whole, the smaller first, and no year."""
    assert low.value is not None
    assert high.value is not None
    if low.form != "cardinal" or high.form != "cardinal" or low.scale_text or low.places:
        return False
    if low.value >= high.value * high.scale or low.value > _MOST:
        return False
    odds = low.value == 1 and bool(high.scale_text)  # "1 in 2.5 million"
    if not odds and (high.scale_text or high.places or high.value > _LARGEST):
        return False
    if low.value == 1 and low.style == "digits" and high.style == "words":
        return False
    return not (low.value != 1 and high.style == "digits" and 1900 <= high.value <= 2100)


_MOST = 20
_SPANS = frozenset(load("nouns")["ratio_bases"]["no_wholes"].split())


def mark_bases(tokens: Tokens, drafts: list[Draft]) -> None:
    """Set the N of "per N residents" aside as a base and hang it on the figure that it belongs to."""
    for i, base in enumerate(drafts):
        if base.skipped or base.value is None or base.form == "ordinal" or base.sort not in ("", "count", "measure"):
            continue
        intro = tokens.word(base.left - 1)
        if intro not in _INTRO:
            continue
        size = base.value * base.scale
        if size < 2 or (size not in _ROUND and intro == "each"):
            continue
        noun = _base_noun(tokens, base)
        per = f"{size.normalize():f} {noun}".strip()
        owner = _owner(tokens, drafts, i)
        base.skipped, base.kind = "base", None
        base.trace.append("ratios: the base of a rate, not a figure")
        if owner is None:
            continue
        owner.per = per
        if owner.sort == "percent":
            owner.flaw = "double-unit"
        elif owner.sort in ("", "count"):
            owner.sort, owner.unit = "ratio", f"per {per}"
        owner.trace.append(f"ratios: per {per}")


def _base_noun(tokens: Tokens, base: Draft) -> str:
    if base.sort == "measure":
        return base.unit
    if base.noun:
        return base.noun.lower()
    word = tokens.word(base.last)
    return (
        word
        if word.isalpha() and word not in ("and", "in", "of", "last", "to", "for", "was", "from", "by", "at")
        else ""
    )


def _owner(tokens: Tokens, drafts: list[Draft], i: int) -> Draft | None:
    """Find whose base a "per N" is: of the figure before, or after ("per 10,000 residents reaching 57.9")."""
    base = drafts[i]
    low, high = tokens.sentence(base.first)
    if i and drafts[i - 1].first >= low and not drafts[i - 1].skipped and not drafts[i - 1].per:
        between = tokens.low[drafts[i - 1].last : base.left]
        if len(between) <= 6 and not any(w in (",", ";", ".", ":") for w in between):
            return drafts[i - 1]
    for after in drafts[i + 1 : i + 7]:
        if after.first >= high:
            break
        if after.skipped is None and after.sort in ("", "count"):
            return after
    return None


def read_rate(tokens: Tokens, draft: Draft) -> None:
    """Read "a day", "per head" after the figure (and its noun)."""
    at = tokens.at(draft.noun_span[1] - 1) + 1 if draft.noun_span else draft.last
    probes = (at, draft.last + 2) if tokens.word(draft.last) == "of" else (at, draft.last)
    for probe in probes:
        found = read_per(tokens, probe)
        if found:
            draft.per = found[1]
            draft.trace.append(f"ratios: per {draft.per}")
            return
    if tokens.word(draft.last) in _STREAKS and draft.sort == "count" and _is_streak(tokens, draft.last):
        named = singular(tokens.word(draft.last + 1))
        draft.sort = "time"
        draft.unit = _STREAKS[tokens.word(draft.last)] or (named if named in PER_TIMES else "")
        return
    if (
        tokens.word(draft.last) in ("daily", "annually", "monthly", "weekly", "yearly", "hourly")
        and draft.sort == "count"
    ):
        draft.per = {
            "daily": "day",
            "annually": "year",
            "yearly": "year",
            "monthly": "month",
            "weekly": "week",
            "hourly": "hour",
        }[tokens.word(draft.last)]


def set_prices(tokens: Tokens, drafts: list[Draft]) -> None:
    """Give "$2,500 a tonne" its unit, "USD per tonne", and lend it to the sums it is compared with.

    Not what is paid in a span of time, nor for a share of stock, which are amounts of money.
    """
    for one, other in pairwise(drafts):
        if one.per == "dozen" and other.first == one.last and other.style == "words":
            other.skipped, other.kind = "base", None  # "$4.95 a dozen"
        if other.skipped or one.skipped or one.sort != "money" or other.sort != "money" or one.unit != other.unit:
            continue
        base = read_per(tokens, one.right)
        between = tokens.low[base[0] if base else one.right : other.left]
        in_all = (tokens.word(other.right), tokens.word(other.right + 1))  # "$250,000 apiece, $3 million in all"
        if in_all[0] in _TOTALS or in_all in _IN_ALL:
            continue
        if _is_priced(one) and not other.per and between and all(w in _COMPARING for w in between):
            other.per = one.per
        elif _is_priced(other) and not one.per and (one.partner is other or between == ["to"]):
            one.per = other.per
    for draft in drafts:
        if draft.sort == "money" and _is_priced(draft):
            draft.unit = f"{draft.unit} per {draft.per}"


def _is_priced(draft: Draft) -> bool:
    return bool(draft.per) and draft.per not in PER_TIMES and draft.per not in _NO_PRICES


_NO_PRICES = frozenset({"share", "annum", "season", "diluted"})
_COMPARING = frozenset({",", "up", "down", "from", "against", "compared", "with", "versus", "than"})
_TOTALS = frozenset({"altogether", "together", "overall"})
_IN_ALL = frozenset({("in", "all"), ("in", "total"), ("all", "told")})
_STREAKS = {
    "monthly": "month",
    "quarterly": "quarter",
    "weekly": "week",
    "annual": "year",
    "yearly": "year",
    "daily": "day",
    "straight": "",
    "consecutive": "",
}


def _is_streak(tokens: Tokens, at: int) -> bool:
    """Tell "four monthly declines in a row" from four monthly magazines."""
    window = tokens.low[at : at + 6]
    return (
        any(window[k : k + 3] == ["in", "a", "row"] for k in range(len(window)))
        or "straight" in window
        or "consecutive" in window
    )


def _six_digits(value: Decimal) -> Decimal:
    """Round to six significant digits: 1 in 14 is 0.0714286."""
    return value.quantize(Decimal(1).scaleb(value.adjusted() - 5)).normalize()
