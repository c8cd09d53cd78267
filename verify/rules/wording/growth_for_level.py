"""Slower growth told as a fall of the thing that grows.

## What it checks
"Sales fell as annual growth slowed to 1.8 percent", "Prices fell, with inflation easing to 3.9 percent",
"inflation eased to 3.9 percent, so prices are falling": a positive rate of growth, however small, is
still a rise. The rule reads sentences in which the fall has no figure of its own and the only figure is
the positive rate.

## Example
> Prices fell in May, with annual inflation slowing to 2.6 percent from 3.1 percent.

## Not flagged
> Prices fell 0.2 percent in May from April, with annual inflation slowing to 2.6 percent. Petrol prices
> fell as annual inflation slowed to 2.6 percent.

## Rounding
The rate must be above zero for every honest reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.patterns import regex
from verify.directions import cased, opposite
from verify.finding import Finding, Severity, Suggestion
from verify.rules.lines import HEDGE, MENTION, WORD, Line, figure
from verify.rules.measures import plain
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_FALL = (
    r"(?P<fall>fell|declined|dropped|decreased|shrank|slipped|contracted|slid|sank|dipped|came down|went down"
    r"|(?:are|is|were|was|have been|has been) (?:falling|down|lower|declining|dropping|shrinking)"
    r"|(?:have|has) (?:fallen|declined|dropped|shrunk|slipped|decreased))"
)
_SLOWED = (
    r"(?:(?:has|have|had) )?(?:slow(?:ed|s|ing)|eas(?:ed|es|ing)|cool(?:ed|s|ing)|fell|falling|slipped"
    r"|slipping|dropp(?:ed|ing)|declin(?:ed|ing)|weaken(?:ed|ing)|moderat(?:ed|ing)"
    r"|dipp(?:ed|ing)|down)"
)
_LINK = r"(?:,? (?:as|with|after|when|because|and|where)|:|;)"
_BASIS = (
    r"(?:annual |yearly |year-on-year |the annual rate of |the rate of "
    r"|their annual |its annual |their |its |the )?"
)
_RATE_OF = rf"(?: in (?:their|its|the)(?: {WORD}){{1,2}}| in {WORD})?"
_PRICES_FELL = regex(
    r"(?P<subject>(?<![a-z] )\b(?:(?P<goods>[a-z-]+) )?prices)"
    rf" {_FALL}(?P<mid>[^#]{{0,40}}?){_LINK} {_BASIS}"
    r"(?:(?P<same>[a-z-]+) price |headline |price )?inflation(?: rate)?"
    rf" {_SLOWED}(?:{MENTION})?,? to {HEDGE}{figure('rate')}"
)
_LEVEL_FELL = regex(
    rf"(?P<subject>\b(?:{WORD} )?(?P<noun>{WORD}))"
    rf" {_FALL}(?P<mid>[^#]{{0,40}}?){_LINK} (?P<basis>{_BASIS})(?P<own>{WORD} )?"
    rf"growth(?P<of>{_RATE_OF}) {_SLOWED}(?:{MENTION})?,? to {HEDGE}{figure('rate')}"
)
_CONCLUDED = regex(
    rf"\b(?P<what>inflation|growth)(?:[^#;]{{0,40}}?) {_SLOWED}(?:[^#;]{{0,20}}?) to {HEDGE}{figure('rate')}"
    rf"(?:[^;]{{0,40}}?),? (?:so|so that|meaning|meaning that|which means"
    r"|which means that|that is,|in other words,) "
    rf"(?P<subject>(?:the )?(?:consumer |shop )?prices|sales|output|goods|wages|it|they|shopping) "
    r"(?P<fall>(?:are |is |were |was |have |has )?(?:falling|fell|fallen|lower"
    r"|cheaper|declining|dropping|declined|dropped|shrinking|shrank))"
)
_OPENING = 3  # the sentence begins with the subject, but for a quotation mark
_MARKETS = frozenset(
    [
        "shares",
        "stocks",
        "pound",
        "dollar",
        "euro",
        "yen",
        "yuan",
        "bonds",
        "yields",
        "currency",
        "rupee",
        "lira",
        "confidence",
        "index",
        "sentiment",
        "approvals",
    ]
)
_OWN_BASIS = regex(r"\b(?:from|month on month|on the month|month-on-month|compared with|than|quarter)\b")


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if "growth" not in line.shape and "inflation" not in line.shape:
            continue
        for match in _PRICES_FELL.finditer(line.shape):
            if _all_prices(match) and match.start() < _OPENING:
                yield from _finding(context, line, match, "prices")
        for match in _LEVEL_FELL.finditer(line.shape):
            if _same_thing(match):
                yield from _finding(context, line, match, "level")
        for match in _CONCLUDED.finditer(line.shape):
            yield from _finding(context, line, match, "so")


def _all_prices(match: re.Match[str]) -> bool:
    """Prices and inflation are of the same goods: all of them, or the ones that both name."""
    goods, same = match.group("goods"), match.group("same")
    general = ("consumer", "shop", "retail", "overall", None)
    return (goods in general and same in general) or goods == same


def _same_thing(match: re.Match[str]) -> bool:
    """The growth is the subject's: "their", "annual sales growth", "growth in sales", or no other noun."""
    noun, own, of = match.group("noun"), (match.group("own") or "").strip(), match.group("of")
    if noun in ("growth", "inflation", "rate", "pace", "rates") or noun.endswith("ly"):
        return False
    if own and own != noun:
        return False
    if not own and not of and (not match.group("basis") or noun in _MARKETS):
        return noun in ("economy", "gdp", "output") and not match.group("basis")
    return not of or noun in of or " their " in of or " its " in of


def _finding(context: Context, line: Line, match: re.Match[str], form: str) -> Iterator[Finding]:
    rate = line.figure(match, "rate")
    lower = None if rate is None else plain(rate).lower
    if rate is None or not rate.unit.startswith("percent") or lower is None or lower <= 0:
        return
    if form != "so" and _OWN_BASIS.search(match.group("mid")):
        return
    start, end = line.span(match, "fall")
    fixes: list[Suggestion] = []
    if form == "prices":
        whole = (line.span(match, "subject")[0], end)
        fixes.append(_fix(context, *whole, "Price growth slowed"))
        fixes.append(_fix(context, *whole, "Inflation fell"))
    elif form == "level":
        fixes.append(_fix(context, start, end, "grew"))
        fixes.append(_fix(context, start, end, opposite(match.group("fall"), "verbs") or "rose"))
    else:
        fixes.append(
            _fix(
                context,
                start,
                end,
                _more_slowly(match.group("fall")),
            )
        )
    yield Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("growth-for-level",),
        start=start,
        end=end,
        message=f'A rate of {rate.surface} is above zero, so the level still rose, only more slowly: "'
        f'{context.document.text[start:end]}" tells of the rate, not of the level.',
        quantities=(rate.id,),
        suggestions=tuple(dict.fromkeys(fixes)),
    )


def _more_slowly(fall: str) -> str:
    """Return the words for "are falling", "fell", "are lower"."""
    auxiliary = next((f"{word} " for word in ("are", "is", "were", "was") if fall.startswith(f"{word} ")), "")
    return f"{auxiliary}rising more slowly" if auxiliary or fall.endswith("ing") else "rose more slowly"


def _fix(context: Context, start: int, end: int, words: str) -> Suggestion:
    printed = context.document.text[start:end]
    return Suggestion(
        start=start,
        end=end,
        replacement=cased(words[0].lower() + words[1:], printed),
        why="positive growth is a rise",
    )


RULE = Rule(
    code="WRD105",
    name="growth-for-level",
    family="wording",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("growth-for-level",),
)
