"""An amount with two units: percent of a per-100,000 rate, two currencies, a currency twice.

## What it checks
A percent sign on a rate that is already "per 100,000", a currency sign before and another currency word
after the same amount ("€3 million dollars"), the same currency said twice ("$3 million dollars").

## Example
> The clinic received ¥2.5 billion euros from the ministry.

## Not flagged
> The clinic received ¥2.5 billion ($16 million) from the ministry; deaths fell to 11.2 per 100,000, or 4
> percent per year.

## Rounding
None: only the wording is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Quantity
from claims.patterns import regex
from verify.finding import Finding, Severity, Suggestion
from verify.rules.measures import is_money
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_PER = regex(
    r"\s*+(?P<sign>%|per\s?cent|percent)?\s*+per\s+(?P<n>1,000|10,000|100,000"
    r"|1,000,000|1000|10000|100000|thousand|million)\b",
    re.I,
)
_CURRENCY_WORD = regex(
    r"\s+(?P<word>(?:(?:U\.?S\.?|American|Canadian|Australian|British|Hong Kong)"
    r" )?(?:dollars|euros|pounds|yen|yuan|rupees|francs|won|roubles|rubles|pesos"
    r"|rand|kronor|kroner)|USD|EUR|GBP|JPY|CNY)\b"
)
_SIGNS = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₹": "rupees", "₩": "won"}
_CODES = {"USD": "dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen", "CNY": "yuan"}


def check(context: Context) -> Iterator[Finding]:
    text = context.document.text
    for q in context.quantities:
        if q.skipped is not None and q.flaw is None:
            continue
        finding = _rate(text, q) or _money(context, text, q)
        if finding is not None:
            yield finding


def _rate(text: str, q: Quantity) -> Finding | None:
    """ "17.4% per 100,000", wherever the surface of the figure ends."""
    after = text[q.number_end : q.number_end + 40]
    match = _PER.match(after)
    if match is None or match.group("sign") is None:
        return None
    end = q.number_end + match.end()
    printed = text[q.start : end]
    number = text[q.start : q.number_end]
    fixed = f"{number} per {match.group('n')}"
    alone = f"{number}{after[: match.end('sign')]}"
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR,
        diagnosis=("double-unit",),
        start=q.start,
        end=end,
        message=f'"{printed}" counts per 100 and per {match.group("n")} at once; a rate has one base.',
        quantities=(q.id,),
        suggestions=(
            Suggestion(start=q.start, end=end, replacement=fixed, why="the rate is per head of the larger base"),
            Suggestion(start=q.start, end=end, replacement=alone, why="if a percentage is meant"),
        ),
    )


def _money(context: Context, text: str, q: Quantity) -> Finding | None:
    """A currency sign before the number and a currency word after it."""
    sign = next((c for c in text[max(q.start, 0) : q.number_start] if c in _SIGNS), None)
    if sign is None:
        return None
    surface_word = re.search(r"[\d\s](?P<word>[A-Za-z.]+(?: [a-z]+)?)$", q.surface)
    match = _CURRENCY_WORD.match(text, q.end)
    if match is None and surface_word is not None:
        inner = _CURRENCY_WORD.search(q.surface)
        word, begin, end = (
            (inner.group("word"), q.start + inner.start(), q.start + inner.end()) if inner else ("", 0, 0)
        )
    elif match is not None:
        word, begin, end = match.group("word"), match.start(), match.end()
    else:
        return None
    if not word:
        return None
    start = q.start
    name = _CODES.get(word, word.split()[-1])
    without_word = text[start:begin].rstrip()
    without_sign = text[start:end].replace(sign, "", 1)
    same = name == _SIGNS[sign]
    fixes = [without_word] if same or _also_in(context, q, sign) else [without_word, without_sign]
    said = "the same currency twice" if same else f"two currencies, {_SIGNS[sign]} and {name}"
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.NOTE if same else Severity.ERROR,
        diagnosis=("double-unit",),
        start=start,
        end=end,
        message=f'"{text[start:end]}" names {said}.',
        quantities=(q.id,),
        suggestions=tuple(
            Suggestion(start=start, end=end, replacement=fix, why="an amount has one currency") for fix in fixes
        ),
    )


def _also_in(context: Context, q: Quantity, sign: str) -> bool:
    """The currency of the sign is that of other amounts of the text."""
    return any(sign in other.surface for other in context.quantities if other.id != q.id and is_money(other))


RULE = Rule(
    code="FRM102",
    name="double-unit",
    family="form",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("double-unit",),
)
