"""Numbers that are not claims, recognised and kept with the reason: `lexicon/en/setaside.toml`."""

from __future__ import annotations

from claims.lexicon import load
from claims.patterns import regex
from claims.quantities.currency import sign_before
from claims.quantities.direction import VERBS
from claims.quantities.draft import Draft
from claims.quantities.nouns import is_plural
from claims.quantities.tokens import Tokens

__all__ = ["DATE_REASONS", "link_spans", "name_reason", "place_reason", "year_reason"]

_LEXICON = load("setaside")
_MONTHS = frozenset(_LEXICON["months"]["names"].split())
_SURE_MONTHS = frozenset(_LEXICON["months"]["always"].split())
_LABELS = frozenset(_LEXICON["labels"]["words"].split())
_SPELLED_LABELS = frozenset(_LEXICON["labels"]["spelled"].split())
_HASH = frozenset(_LEXICON["labels"]["hash"].split())
_BEST_OF = frozenset(_LEXICON["scores"]["best_of"].split())
_INDEXES = frozenset(_LEXICON["index_names"]["words"].split())
_INDEX_NUMBERS = frozenset(_LEXICON["index_names"]["numbers"].split())
_INDEX_VERBS = frozenset(_LEXICON["index_names"]["verbs"].split())
_NAME_AFTER = frozenset(_LEXICON["fortune"]["after"].split())
_VERSIONS = frozenset(_LEXICON["versions"]["words"].split())
_VERBS_TOO = frozenset(_LEXICON["versions"]["verbs"].split())
_STREETS = frozenset(_LEXICON["address"]["streets"].split())
_AFTER_HOURS = frozenset(_LEXICON["clock"]["after"].split())
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_DASHES = frozenset("-–—‐‑")
DATE_REASONS = frozenset({"year", "date", "clock", "decade", "period"})
_LINK = regex(r"https?://\S+|www\.\S+|[^\s@]+@[^\s@]+\.[^\s@]+|[#@]\w+|\b10\.\d{4,9}/\S+")


def link_spans(text: str) -> list[tuple[int, int]]:
    """Return the places of addresses on the net, hashtags and DOIs."""
    if "@" not in text and "#" not in text and "://" not in text and "www." not in text and "10." not in text:
        return []
    return [m.span() for m in _LINK.finditer(text)]


def name_reason(tokens: Tokens, draft: Draft) -> str | None:
    """Return why the digits are part of a name, an id or a clock time, seen from what touches them."""
    i, last = draft.number_first, draft.number_last
    before = tokens.word(i - 1)
    if tokens.glued(i) and i:
        if sign_before(tokens, i) is not None:
            return None
        if before in ("'", "’", "‘") and len(tokens.raw(i)) == 2 and not tokens.glued(i - 1):
            return "year"
        if before[0].isalpha() or before == "_":
            return "name"
        if before == "(" and tokens.glued(i - 1) and tokens.word(i - 2)[:1].isdigit() and tokens.word(i - 3) in _LABELS:
            return "label"
        if before in _DASHES and tokens.glued(i - 1) and tokens.word(i - 2).isdigit() and tokens.word(i - 3) in _LABELS:
            return "name"
        if (
            before in _DASHES
            and tokens.glued(i - 1)
            and tokens.raw(i - 2)[:1].isalpha()
            and _is_name_stem(tokens, i - 2)
        ):
            return "name"
        if before in _DASHES and tokens.glued(i - 1) and _ends_season(tokens, i):
            return "period"
        if before in ("/", ":") and tokens.word(i - 2)[:1].isdigit() and tokens.glued(i - 1):
            return _slash_reason(tokens, i - 2) if before == "/" else _colon_reason(tokens, i - 2)
    after = tokens.word(last)
    if tokens.glued(last):
        if after == ":" and tokens.word(last + 1)[:1].isdigit() and tokens.glued(last + 1):
            return _colon_reason(tokens, last - 1)
        if after == "/" and tokens.word(last + 1)[:1].isdigit() and tokens.glued(last + 1):
            return _slash_reason(tokens, last - 1)
        if after == "(" and tokens.glued(last + 1) and tokens.word(last + 2) == ")" and before in _LABELS:
            return "label"
    if after in _AFTER_HOURS and not draft.scale_text:
        return "clock"
    printed = tokens.raw(i)
    if printed[0] == "0" and len(printed) > 1 and printed.isdecimal() and not draft.places and not tokens.glued(i):
        return "phone" if len(printed) > 2 else "id"
    return None


def _ends_season(tokens: Tokens, i: int) -> bool:
    """Tell the "19" of "2018-19": two digits of a later year, glued to the four of an earlier one."""
    first, last = tokens.raw(i - 2), tokens.raw(i)
    if len(first) != 4 or len(last) != 2 or not (first + last).isdecimal() or not "1700" <= first <= "2199":
        return False
    return last > first[2:] or int(last) == (int(first[2:]) + 1) % 100


def _colon_reason(tokens: Tokens, i: int) -> str:
    """Tell a clock or race time from a ratio such as "105:100"."""
    return "clock" if len(tokens.raw(i)) < 3 and tokens.raw(i + 2)[:2].isdigit() else "ratio"


def _slash_reason(tokens: Tokens, i: int) -> str:
    top, bottom = tokens.raw(i), tokens.raw(i + 2)
    if len(top) == 4 and len(bottom) in (2, 4):
        return "period"
    return "id" if len(top) > 2 or len(bottom) > 2 else "date"


def _is_name_stem(tokens: Tokens, i: int) -> bool:
    word = tokens.raw(i)
    if len(word) == 1 and tokens.glued(i) and tokens.word(i - 1).isdigit():
        return True  # "10b-5"
    return (
        word[0].isupper()
        and tokens.low[i] not in _MONTHS
        and word not in ("Mid", "Pre", "Post", "Under", "Over", "Sub")
    )


def place_reason(tokens: Tokens, draft: Draft) -> str | None:
    """Return why a bare number (no unit, no scale) is a label, an address, a date or a list marker."""
    if draft.flaw == "decimal-point" and draft.value is None:
        return "version"
    month = _month_beside(tokens, draft)
    if month:
        return month
    i = draft.number_first
    before = tokens.word(i - 1)
    if (before == "." and tokens.word(i - 2) in _HASH and tokens.glued(i - 1)) or before in ("#", "№"):
        return None  # "No. 1": a rank, decided with the ordinals
    if _is_label(tokens, draft):
        return "label"
    if _is_format(tokens, i):
        return "format"
    if draft.style != "digits":
        return None
    if tokens.raw(i).isdecimal() and len(tokens.raw(i)) > 12:
        return "id"
    if tokens.raw(i) in _INDEX_NUMBERS and (before in _INDEXES or _is_index(tokens, i, draft.last)):
        return "index name"
    if before in _VERSIONS and not _is_object(tokens, draft):
        return "version"
    if _is_address(tokens, draft.last):
        return "address"
    if _is_marker(tokens, draft):
        return "list marker"
    if before == "[" and tokens.word(draft.last) == "]" and len(tokens.raw(i)) < 4:
        return "footnote"
    return _letters_beside(tokens, draft)


def _is_index(tokens: Tokens, i: int, last: int) -> bool:
    """Tell "the Karsten 40 shed 86 points" from "the Harbour 40 years ago": a name and a number, then what it did."""
    named = tokens.word(i - 2) == "the" and tokens.raw(i - 1)[:1].isupper()
    return named and (tokens.word(last) in _INDEX_VERBS or tokens.word(last) in VERBS)


def _is_object(tokens: Tokens, draft: Draft) -> bool:
    """Tell "build 40,000 homes" and "release 300 young salmon" from "Windows 11 users" and "build 22631"."""
    i = draft.number_first
    if draft.scale_text or "," in tokens.raw(i):
        return True
    spelled_small = tokens.raw(i - 1).islower() and tokens.word(i - 1) in _VERBS_TOO and not draft.places
    return spelled_small and any(is_plural(tokens.word(at)) for at in range(draft.last, draft.last + 3))


def _is_label(tokens: Tokens, draft: Draft) -> bool:
    """Tell "Table 3", "Article 50", "stage four" from "in that area 12 people"."""
    i, after = draft.number_first, tokens.word(draft.last)
    before, printed = tokens.word(i - 1), tokens.raw(i)
    if before not in _LABELS or "," in printed or draft.places > 2:
        return False
    if before in _SPELLED_LABELS and tokens.word(i - 2) not in ("to", "will", "would", "can"):
        return draft.style == "digits" or (draft.value is not None and draft.value <= 10)
    return draft.style == "digits" and (tokens.raw(i - 1)[0].isupper() or not is_plural(after))


def _is_format(tokens: Tokens, i: int) -> bool:
    """Tell "best-of-seven" and "best of 5"."""
    if tokens.word(i) not in _BEST_OF:
        return False
    hyphens = tokens.word(i - 1) == "-" and tokens.word(i - 2) == "of" and tokens.word(i - 4) == "best"
    return hyphens or (tokens.word(i - 1) == "of" and tokens.word(i - 2) == "best")


def _letters_beside(tokens: Tokens, draft: Draft) -> str | None:
    """Tell names by the letters that touch the digits or stand beside them: "737 MAX", "5G", "1980s"."""
    i, last = draft.number_first, draft.last
    before, after = tokens.word(i - 1), tokens.word(last)
    if before in _NAME_AFTER and tokens.raw(i - 1).isupper():
        return "name"
    if after in _NAME_AFTER and tokens.raw(last)[0].isupper():
        return "name"
    if not tokens.glued(last) or draft.scale_text:
        return None
    if after == "s":
        limit = tokens.word(i - 2) if before in _DASHES else before
        if limit in ("under", "over"):
            return None  # "under-25s": an age
        return "decade" if len(tokens.raw(i)) in (2, 4) else "name"
    if after[:1].isalpha():
        return "name"
    following = tokens.raw(last + 1)
    short = following[:1].isupper() and len(following) < 4
    return "name" if after in _DASHES and tokens.glued(last + 1) and short else None


def _month_beside(tokens: Tokens, draft: Draft) -> str | None:
    """Tell a day of the month or a year beside the name of a month."""
    if draft.value is None or draft.places or draft.sort not in ("", "count"):
        return None
    i, last = draft.number_first, draft.number_last
    before = tokens.word(i - 1) if tokens.word(i - 1) != "." else tokens.word(i - 2)
    raw = tokens.raw(i - 1) if tokens.word(i - 1) != "." else tokens.raw(i - 2)
    small = draft.value <= 31 or (1000 <= draft.value <= 2100 and "," not in tokens.raw(i))
    if before in _MONTHS and raw[:1].isupper() and small:
        return "date"
    after = tokens.word(last + 1) if tokens.word(last) in ("of",) else tokens.word(last)
    if after in _SURE_MONTHS and draft.value <= 31 and draft.style == "digits":
        return "date"
    if after in _MONTHS and tokens.raw(last)[:1].isupper() and draft.value <= 31 and draft.style == "digits":
        return "date"
    return None


def _is_address(tokens: Tokens, last: int) -> bool:
    at = last
    for _ in range(4):
        raw = tokens.raw(at)
        if not raw[:1].isupper() and not raw[:1].isdigit() and tokens.word(at) not in _ORDINAL_ENDS:
            return False
        if at > last and tokens.word(at) in _STREETS:
            return True
        if at == last and tokens.word(at) in _STREETS and tokens.word(at) not in ("e", "n", "s", "w"):
            return True
        at += 1
    return False


def _is_marker(tokens: Tokens, draft: Draft) -> bool:
    """Tell the number that opens an item of a list: "1. First", "(3) Third"."""
    i, last = draft.number_first, draft.number_last
    if draft.places or draft.value is None or draft.value > 99 or not tokens.glued(last):
        return False
    opened = tokens.word(i - 1) == "(" and tokens.glued(i)
    if not tokens.opens_line(i - 1 if opened else i):
        return False
    after = tokens.word(last)
    return after == ")" or (after == "." and tokens.raw(last + 1)[:1].isupper())


def year_reason(tokens: Tokens, draft: Draft) -> str | None:
    """Return "year" where four bare digits name one."""
    printed = tokens.raw(draft.number_first)
    if (
        draft.style != "digits"
        or len(printed) != 4
        or not printed.isdecimal()
        or draft.sort not in ("", "count")
        or draft.scale_text
    ):
        return None
    if not "1000" <= printed <= "2199" or draft.number_last - draft.number_first > 1:
        return None
    before = tokens.word(draft.number_first - 1)
    if draft.sort == "count" and not "1900" <= printed <= "2099":
        return None
    if (
        before in ("of", "reached", "totaled", "totalled", "all", "some", "about", "nearly", "least", "over")
        and not "1900" <= printed <= "2099"
    ):
        return None
    return "year"
