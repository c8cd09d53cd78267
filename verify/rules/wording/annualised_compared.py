"""An annualised rate held against one of a quarter.

## What it checks
Two growth rates in one comparison, one of them said to be annualised, the other said to be from the quarter before. At
a yearly rate the second is about four times what is printed, so the two must not be compared as they stand. A note:
each rate may be right.

## Example
> Norland grew at an annualised 2.0 percent, more than Ostland's 0.6 percent from the previous quarter.

## Not flagged
> Norland grew at an annualised 2.0 percent, more than the annualised 1.6 percent of the previous quarter.

## Rounding
None: only the wording is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.model import Quantity
from claims.patterns import regex
from verify.finding import Finding, Severity
from verify.rules.lines import HEDGE, Line, figure
from verify.rules.measures import shown
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_YEARLY = regex(
    rf"\bannuali[sz]ed (?:[a-z-]+ ){{0,2}}(?:of )?{HEDGE}{figure('before')}"
    rf"|{figure('after')} (?:[a-z]+ ){{0,3}}annuali[sz]ed\b"
)
_QUARTERLY = regex(
    rf"{figure('rate')}(?P<gap>[^#;.]{{0,60}}?)\b(?:quarter[ -]on[ -]quarter|quarter[ -]over[ -]quarter|on the quarter"
    r"|(?:from|over|on|against|than) (?:the )?(?:(?:previous|preceding|prior) (?:quarter|three months)|@(?P<when>\d+)@)"
    r"|in quarterly terms)"
)
_COMPARED = regex(
    r"\b(?:more|less|faster|slower|quicker|better|worse|higher|lower|stronger|weaker) than\b|\b(?:compared (?:with|to)"
    r"|against|versus|above|below|ahead of|behind|outpac\w+|outgr[eo]w\w*|beat(?:ing|s)?|exceed\w*|topp\w+)\b"
)
_KNOWN = regex(r"\bnot (?:directly )?compar\w+|\bequivalent\b|\bwhich (?:is|was|comes to|works out)\b|\bor #")
_THE_ONE_BEFORE = regex(r"\b(?:previous|preceding|prior)\b.*\b(?:quarter|three months)\b")


def check(context: Context) -> Iterator[Finding]:
    """Yield a note for each comparison of an annualised rate with one of a quarter."""
    for line in context.lines:
        if len(line.figures) < 2 or not _COMPARED.search(line.shape) or _KNOWN.search(line.shape):
            continue
        yearly = [q for m in _YEARLY.finditer(line.shape) if (q := _told(line, m)) is not None]
        for match in _QUARTERLY.finditer(line.shape):
            rate = line.figure(match, "rate")
            when = match["when"]
            if when is not None and not _THE_ONE_BEFORE.search(line.mentions[int(when)].surface.lower()):
                continue
            if len(yearly) != 1 or rate is None or rate.id == yearly[0].id or "annuali" in match["gap"]:
                continue
            if rate.unit == yearly[0].unit == "percent" and rate.value is not None:
                yield _finding(yearly[0], rate)
                break


def _told(line: Line, match: re.Match[str]) -> Quantity | None:
    return line.figure(match, "before") or line.figure(match, "after")


def _finding(yearly: Quantity, rate: Quantity) -> Finding:
    quarter = 1 + (rate.value or Decimal(0)) / 100
    made = (quarter * quarter * quarter * quarter - 1) * 100
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.NOTE,
        diagnosis=("annualised",),
        start=rate.start,
        end=rate.end,
        message=f"{yearly.surface} is a yearly rate and {rate.surface} that of a quarter, "
        f"about {shown(made, 1)} percent a year: they are not compared like with like.",
        quantities=(yearly.id, rate.id),
    )


RULE = Rule(
    code="WRD114",
    name="annualised-compared",
    family="wording",
    since="0.1.0",
    severity=Severity.NOTE,
    check=check,
    diagnoses=("annualised",),
)
