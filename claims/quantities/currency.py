"""Currencies before and after the amount, with the dollars told apart."""

from __future__ import annotations

import csv
from decimal import Decimal

from claims.lexicon import load_text
from claims.quantities.draft import Draft
from claims.quantities.tokens import Tokens

__all__ = ["money_before", "read_currency", "settle_cents", "sign_before"]


def _tables() -> tuple[dict[str, str], dict[str, tuple[str, Decimal]]]:
    rows = csv.DictReader(line for line in load_text("currencies.csv").splitlines() if not line.startswith("#"))
    before: dict[str, str] = {}
    after: dict[str, tuple[str, Decimal]] = {}
    for row in rows:
        before.update({sign: row["code"] for sign in row["before"].split("|") if sign})
        after.update({name: (row["code"], Decimal(row["factor"])) for name in row["after"].split("|") if name})
    return before, after


_BEFORE, _AFTER = _tables()
_FIRST_WORDS = frozenset(name.split()[0] for name in _AFTER) | {"¢", "€", "£", "$", "¥"}
_SIGNS_AFTER = {"€": "EUR", "£": "GBP", "$": "USD", "¥": "JPY"}
_MINOR = frozenset({"p", "¢"})  # only glued to the digits


def sign_before(tokens: Tokens, i: int) -> tuple[int, str] | None:
    """Return (first token, currency) where a sign or code stands before token i."""
    if i < 1:
        return None
    if i > 1 and tokens.word(i - 1) == "-" and tokens.glued(i) and tokens.glued(i - 1):
        i -= 1  # "$-1.2bn": the minus stands between sign and digits
        if tokens.raw(i - 1).isalpha():
            return None
    one, two = tokens.raw(i - 1), tokens.raw(i - 2)
    if one == "." and two in _SHORT_CODES:
        return i - 2, _BEFORE[two]
    if i > 1 and (tokens.glued(i - 1) or (one == "$" and two in ("US", "U.S."))):
        both = tokens.text[tokens.start[i - 2] : tokens.end[i - 1]]
        if both in _BEFORE:
            return i - 2, _BEFORE[both]
    code = _BEFORE.get(one)
    if code is None or (one.isalpha() and not _is_code(tokens, i, one)):
        return None
    return i - 1, code


_SHORT_CODES = frozenset({"Rs", "RM", "Rp", "Dh", "SR", "Tk"})  # may stand off from the digits


def _is_code(tokens: Tokens, i: int, letters: str) -> bool:
    """Tell "R5,000" and "RMB 500" from "H5N1"."""
    if tokens.glued(i - 1) and tokens.word(i - 2)[-1:].isalnum():
        return False
    return len(letters) > 2 or tokens.glued(i) or letters in _SHORT_CODES


def read_currency(tokens: Tokens, draft: Draft) -> bool:
    """Add the currency around numeral and scale; tell whether there is one."""
    before = sign_before(tokens, draft.number_first)
    after = _name_after(tokens, draft.last, draft)
    if before:
        draft.first, draft.unit = before
        draft.sort = "money"
        if tokens.word(draft.number_first - 1) == "-" and draft.value is not None:  # "€-1.2 million"
            draft.value = -draft.value
        sign = tokens.text[tokens.start[draft.first] : tokens.start[draft.number_first]].strip()
        draft.trace.append(f"currencies: {sign!r} is {draft.unit}")
    if after:
        last, code, factor = after
        if before and code != draft.unit and not (code == "USD" and draft.unit.endswith("D")):
            draft.flaw = "double-unit"
        elif not before:
            draft.unit, draft.sort, draft.unit_factor = code, "money", factor
            draft.trace.append(
                f"currencies: {tokens.text[tokens.start[draft.last] : tokens.end[last - 1]]!r} is {code}"
            )
        draft.last = last
    return draft.sort == "money"


def _name_after(tokens: Tokens, at: int, draft: Draft) -> tuple[int, str, Decimal] | None:
    """Return (token after it, code, factor) of a currency printed after the amount."""
    if at >= len(tokens):
        return None
    if (
        tokens.low[at] == "-"
        and tokens.glued(at)
        and tokens.word(at + 1) in ("dollar", "euro", "pound", "yuan", "yen", "won", "rupee", "cent", "pence")
    ):
        at += 1
    word = tokens.low[at]
    if word not in _FIRST_WORDS:
        return None
    if word in _SIGNS_AFTER:
        nearby = tokens.glued(at) or (
            tokens.gap(at) in ("\u00a0", "\u202f", " ") and not tokens.word(at + 1)[:1].isdigit()
        )
        return (at + 1, _SIGNS_AFTER[word], Decimal(1)) if nearby else None
    if word in _MINOR and not (tokens.glued(at) and draft.style == "digits" and draft.places < 2):
        return None
    for length in (3, 2, 1):
        if at + length > len(tokens):
            continue
        name = " ".join(tokens.low[at : at + length])
        if name in _AFTER:
            if name == "pounds" and _is_weight(tokens, at + 1):
                return None
            if name == "won" and _is_taken(tokens, draft, at + 1):
                return None
            code, factor = _AFTER[name]
            return at + length, code, factor
    return None


def _is_weight(tokens: Tokens, after: int) -> bool:
    """Tell whether "pounds" is a weight: "pounds of cocaine", "pounds (90 kg)", "weighs 200 pounds"."""
    if tokens.word(after) == "of" and tokens.word(after + 1) not in _FUNDS:
        return True
    if any(w.startswith("weigh") for w in tokens.low[max(0, after - 8) : after]):
        return True
    return tokens.word(after) == "(" and tokens.word(after + 2) in _METRIC


def _is_taken(tokens: Tokens, draft: Draft, after: int) -> bool:
    """Tell whether "won" is a verb: "down from the 67 won in 2020"."""
    small = draft.scale == 1 and tokens.word(draft.first - 1) == "the"
    return small and tokens.word(after) in ("in", "by", "at", "last", "on", "this", "outright")


_FUNDS = frozenset({"public", "taxpayers", "taxpayer", "investment", "debt", "funding", "savings"})
_METRIC = frozenset({"kg", "kilograms", "kilogrammes", "kilos", "tonnes", "tons"})


def money_before(tokens: Tokens, i: int) -> bool:
    """Tell whether a letter after the number at token i may be its scale, because money stands before it."""
    return sign_before(tokens, i) is not None


def settle_cents(tokens: Tokens, drafts: list[Draft]) -> None:
    """Let "cents" be of the currency that the text named last: "€3.20, 20 cents more"."""
    last = "USD"
    for draft in drafts:
        if draft.sort != "money" or draft.skipped is not None:
            continue
        if draft.unit_factor == 1:
            last = draft.unit if draft.unit in _WITH_CENTS else last
        elif draft.unit == "USD" and tokens.word(draft.last - 1) in ("cents", "cent", "¢"):
            draft.unit = last


_WITH_CENTS = frozenset({"USD", "EUR", "CAD", "AUD", "NZD", "HKD", "SGD", "ZAR", "TWD"})
