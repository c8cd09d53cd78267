"""The whole flow: tokens -> numerals -> units -> set aside -> ranges -> kinds -> quantities."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal

from claims.document import Document
from claims.lexicon import load
from claims.model import PeriodMention, Quantity
from claims.quantities.build import build
from claims.quantities.compounds import join_compounds
from claims.quantities.currency import money_before, read_currency, settle_cents
from claims.quantities.declared import read_declared
from claims.quantities.draft import Draft
from claims.quantities.hedges import read_hedge_after, read_hedge_before
from claims.quantities.kinds import classify
from claims.quantities.nouns import read_noun
from claims.quantities.numerals import SIGNS, has_comma_decimals, read_digits
from claims.quantities.ordinals import ORDINAL_ENDS, settle_number_sign, settle_ordinal
from claims.quantities.percent import read_percent, read_times
from claims.quantities.ranges import (
    join_lists,
    join_ranges,
    lend_from_to,
    set_listed_aside,
    set_phones_aside,
    set_scores_aside,
)
from claims.quantities.ratios import mark_bases, read_one_in, read_rate, set_prices
from claims.quantities.scales import read_scale
from claims.quantities.setaside import link_spans, name_reason, place_reason, year_reason
from claims.quantities.tokens import Tokens, tokenize
from claims.quantities.units import read_unit
from claims.quantities.words import ANCHORS, read_words

__all__ = ["extract"]

_DIGITS = frozenset("0123456789")
_LARGEST = 18  # decimal places before the point: no newsroom prints more
_BARE = ("", "count")
_NOT_COUNTING = frozenset(load("nouns")["stop"]["not_counting"].split())
_SIGNED = frozenset({"temperature", "percent", "money", "measure", "points", ""})
_RATED = frozenset({"", "count", "money", "measure", "time"})


def extract(document: Document, mentions: tuple[PeriodMention, ...] = ()) -> tuple[Quantity, ...]:
    """Read every figure of a document, in text order and without overlaps."""
    tokens = tokenize(document)
    drafts = _numbers(tokens)
    if not drafts:
        return ()
    _set_links_aside(tokens, drafts)
    _set_mentions_aside(tokens, drafts, mentions)
    for i, draft in enumerate(drafts):
        _read_around(tokens, drafts, i, draft)
    read_declared(tokens, drafts)
    join_compounds(tokens, drafts)
    settle_cents(tokens, drafts)
    set_scores_aside(tokens, drafts)
    set_phones_aside(tokens, drafts)
    set_listed_aside(tokens, drafts)
    _ratios(tokens, drafts)
    _hedges(tokens, drafts)
    join_ranges(tokens, drafts)
    lend_from_to(tokens, drafts)
    join_lists(tokens, drafts)
    mark_bases(tokens, drafts)
    set_prices(tokens, drafts)
    for i, draft in enumerate(drafts):
        if draft.skipped is None:
            if draft.form == "ordinal" and draft.kind is None:
                settle_ordinal(tokens, drafts, i)
            elif draft.kind is None:
                classify(tokens, drafts, i)
    return build(tokens, drafts, mentions)


def _numbers(tokens: Tokens) -> list[Draft]:
    """Read the numerals and number words, from left to right."""
    drafts: list[Draft] = []
    free = 0
    low = tokens.low
    commas = has_comma_decimals(tokens)
    for i in [i for i, word in enumerate(low) if word[0] in _DIGITS or word in ANCHORS or word[0].isdecimal()]:
        if i < free:
            continue
        draft = read_digits(tokens, i, commas) if low[i][0].isdecimal() else read_words(tokens, i, free)
        if draft is None:
            continue
        if (
            draft.style == "digits"
            and draft.places == 0
            and tokens.word(draft.last) in ORDINAL_ENDS
            and tokens.glued(draft.last)
            and not _is_stone(tokens, draft)
        ):
            draft.style, draft.form = "ordinal", "ordinal"
            draft.last = draft.number_last = draft.last + 1
            draft.number_end = tokens.end[draft.last - 1]
        if draft.form == "fraction":
            read_scale(tokens, draft, money=False)  # "half a million" is one number
        drafts.append(draft)
        free = draft.last
    return drafts


def _is_stone(tokens: Tokens, draft: Draft) -> bool:
    """Tell the weight "17st" from the ordinal "21st"."""
    value = draft.value
    return tokens.word(draft.last) == "st" and value is not None and (value % 10 != 1 or value % 100 == 11)


def _set_links_aside(tokens: Tokens, drafts: list[Draft]) -> None:
    spans = link_spans(tokens.text)
    if not spans:
        return
    starts = [start for start, _ in spans]
    for draft in drafts:
        at = bisect_right(starts, draft.number_start) - 1
        if at >= 0 and draft.number_start < spans[at][1]:
            draft.skipped = "link"


def _set_mentions_aside(tokens: Tokens, drafts: list[Draft], mentions: tuple[PeriodMention, ...]) -> None:
    starts = [m.start for m in mentions]
    for draft in drafts:
        at = bisect_right(starts, draft.number_start) - 1
        if at < 0 or mentions[at].end <= draft.number_start:
            continue
        mention = mentions[at]
        if mention.type in ("date", "clock", "decade", "weekday"):
            draft.skipped = mention.type
        elif mention.type == "period" and (
            (draft.style == "digits" and len(tokens.raw(draft.number_first)) == 4) or draft.form == "ordinal"
        ):
            draft.skipped = "period"


def _read_around(tokens: Tokens, drafts: list[Draft], i: int, draft: Draft) -> None:
    """Read sign, currency, scale, unit and noun of one number."""
    floor = drafts[i - 1].last if i else 0
    draft.left, draft.right = draft.first, draft.last
    if draft.skipped is None and draft.style == "digits":
        draft.skipped = name_reason(tokens, draft)
    if draft.skipped or draft.form == "ordinal" or draft.sort:
        return
    if draft.form == "multiple":
        draft.sort, draft.unit = "times", "times"
        return
    _read_unit_of(tokens, draft)
    if draft.value is not None and draft.value.adjusted() + draft.scale.adjusted() > _LARGEST:
        draft.skipped = "id"
        return
    _read_sign(tokens, draft, floor)
    draft.left, draft.right = draft.first, draft.last
    if draft.sort == "":
        draft.skipped = place_reason(tokens, draft)
        if draft.skipped is None:
            _read_noun_of(tokens, drafts, i)
    if draft.sort in _BARE and draft.skipped is None:
        draft.skipped = year_reason(tokens, draft)
        settle_number_sign(tokens, draft)
    if draft.sort in _RATED and draft.skipped is None:
        read_rate(tokens, draft)
    if draft.style == "words" and draft.value == 1 and not draft.scale_text and _is_pronoun(tokens, draft):
        draft.skipped = "pronoun"


def _read_unit_of(tokens: Tokens, draft: Draft) -> None:
    """Read scale and unit, the first that fits: percent and points, money, times, measures."""
    if not draft.scale_text:
        read_scale(tokens, draft, money=money_before(tokens, draft.number_first))
    if read_percent(tokens, draft) or read_currency(tokens, draft) or read_times(tokens, draft):
        return
    if draft.form == "cardinal":
        read_unit(tokens, draft)
    elif draft.form == "fraction" and not _read_part_of_unit(tokens, draft):
        draft.sort, draft.unit = "percent", "percent"
        draft.value = None if draft.value is None else _percent_of(draft.value)


def _read_part_of_unit(tokens: Tokens, draft: Draft) -> bool:
    """Turn the fraction of "half an hour", "a quarter of a mile" into a number of that unit."""
    at = draft.last + 1 if tokens.word(draft.last) == "of" else draft.last
    if tokens.word(at) not in ("a", "an") or draft.value is None:
        return False
    last, draft.last = draft.last, at + 1
    if read_unit(tokens, draft):
        draft.form = "cardinal"
        draft.places = max(0, -int(draft.value.as_tuple().exponent))
        return True
    if read_currency(tokens, draft):  # "half a cent"
        draft.form, draft.places = "cardinal", max(0, -int(draft.value.as_tuple().exponent))
        return True
    draft.last = last
    return False


def _read_noun_of(tokens: Tokens, drafts: list[Draft], i: int) -> None:
    """Read the counted noun, no farther than the next number and the end of the sentence."""
    high = tokens.sentence(drafts[i].first)[1]
    read_noun(tokens, drafts[i], min(high, drafts[i + 1].number_first if i + 1 < len(drafts) else high))


def _is_pronoun(tokens: Tokens, draft: Draft) -> bool:
    """Tell "one of the", "no one", "this one" from a count of one."""
    before, after = tokens.word(draft.number_first - 1), tokens.word(draft.last)
    if draft.sort == "time":  # "One day it will rain"
        return before in ("", ".") and draft.unit == "day" and not tokens.glued(draft.last)
    if after in ("another", "of"):
        return draft.sort in _BARE
    if draft.sort == "count":
        return before in _NOT_COUNTING
    if draft.sort != "" or draft.form != "cardinal":
        return False
    return "in" not in tokens.low[draft.last : draft.last + 3]


def _read_sign(tokens: Tokens, draft: Draft, floor: int) -> None:
    """Read a minus or a plus before the surface; brackets around a percentage are a minus too."""
    at = draft.first - 1
    if draft.negative:  # in brackets: "(2.1)%"
        at = draft.first
    elif at < floor and not (at >= 0 and tokens.word(at) in SIGNS):
        return
    word = tokens.word(at)
    if word == "minus":
        draft.negative = draft.sort in _SIGNED and tokens.word(at - 1) != "or"
    elif word in SIGNS and tokens.glued(draft.first):
        opens = not tokens.glued(at) or tokens.word(at - 1) in ("(", "[", "|")
        draft.negative = opens and (at == 0 or not tokens.raw(at - 1)[-1:].isalnum() or bool(tokens.gap(at)))
    draft.plus = word == "+" and tokens.glued(draft.first)
    if draft.negative or draft.plus:
        draft.first = at
    if draft.negative and draft.value is not None:
        draft.value = -draft.value


def _ratios(tokens: Tokens, drafts: list[Draft]) -> None:
    """Join "one in five" and the like into one figure."""
    i = 0
    while i + 1 < len(drafts):
        low, high = drafts[i], drafts[i + 1]
        free = low.skipped in (None, "pronoun") and high.skipped is None
        if free and low.sort in _BARE and high.sort in _BARE and read_one_in(tokens, drafts, i):
            low.skipped = None
            low.left, low.right = low.first, low.last
            del drafts[i + 1]
        i += 1


def _hedges(tokens: Tokens, drafts: list[Draft]) -> None:
    for i, draft in enumerate(drafts):
        if draft.skipped or draft.form == "ordinal":
            continue
        low = tokens.sentence(draft.first)[0]
        floor = max(low, drafts[i - 1].right if i else 0)
        read_hedge_before(tokens, draft, floor)
        read_hedge_after(tokens, draft)
        if draft.right > draft.last and draft.sort == "":  # "50 or more employees", "3,600-plus buildings"
            _read_noun_of(tokens, drafts, i)


def _percent_of(share: Decimal) -> Decimal:
    """Return a fraction in percent, with six decimals where it does not end."""
    percent = share * 100
    return percent.quantize(Decimal("1e-6")) if -int(share.as_tuple().exponent) > 6 else percent
