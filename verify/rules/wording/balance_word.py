"""A surplus where more went out than came in, or a deficit where less did.

## What it checks
Exports and imports (or revenue and spending, sales and costs) with their amounts, and the word beside them:
"surplus" or "deficit", "profit" or "loss". The word must agree with the order of the two amounts.

## Example
> Exports of €310 million and imports of €365 million gave the islands a trade surplus of €55 million in
> May.

## Not flagged
> Exports of €310 million and imports of €365 million gave the islands a trade deficit of €55 million in
> May.

## Rounding
The two amounts must be apart under rounding, and a printed balance must be their difference for an honest
reading; otherwise the word is about something else and nothing is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.model import Quantity
from claims.patterns import regex
from verify.directions import cased
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.lines import HEDGE, WORD, Line, figure
from verify.rules.measures import alike, apart, is_money, plain
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]


@dataclass(frozen=True, slots=True)
class _Side:
    came_in: re.Pattern[str]
    went_out: re.Pattern[str]
    over: str
    under: str


def _amount(words: str) -> re.Pattern[str]:
    link = (
        r"(?:of|were|was|worth|reached|totaled|totalled|came to|stood at|rose to|fell to"
        r"|hit|at|amounted to|amounting to|to|are|is|were worth|valued at)"
    )
    return regex(
        rf"\b(?:{words})(?: (?!and|or){WORD}){{0,3}}?(?: @\d+@)?,? (?:{link} )?{HEDGE}{figure('after')}"
        rf"|{figure('before')} (?:of|in|worth of) (?:{WORD} ){{0,2}}?(?:{words})\b"
    )


_SIDES = (
    _Side(_amount("exports|export sales|exported"), _amount("imports|imported"), "surplus", "deficit"),
    _Side(
        _amount("revenues?|income|receipts|tax take"),
        _amount("spending|expenditures?|outlays|expenses"),
        "surplus",
        "deficit",
    ),
    _Side(
        _amount("revenues?|sales|income|takings|took in|earned|brought in"),
        _amount("costs|expenses|outgoings|spent"),
        "profit",
        "loss",
    ),
)
_BALANCE = regex(
    r"\b(?P<word>surplus|deficit|profit|loss)(?: (?:of|was|is|came to|stood at|at"
    rf"|totaled|totalled|reached) {HEDGE}{figure('gap')}| {HEDGE}{figure('gap2')})?"
)
_OTHER_TIME = regex(
    r"\b(?:from|after|against|than|previous|last|compared with|versus) (?:an? |the |its )?(?:\w+ ){0,2}$"
)


def check(context: Context) -> Iterator[Finding]:
    lines = context.lines
    for n, line in enumerate(lines):
        if len(line.figures) < 2:
            continue
        for side in _SIDES:
            pair = _pair(line, side)
            if pair is None:
                continue
            following = lines[n + 1] if n + 1 < len(lines) and lines[n + 1].block_index == line.block_index else None
            for other in (line, following):
                if other is not None:
                    yield from _judge(context, other, side, pair, other is line)


def _pair(line: Line, side: _Side) -> tuple[Quantity, Quantity] | None:
    """Return what came in and what went out, where the line has one figure for each."""
    found: list[Quantity] = []
    for pattern in (side.came_in, side.went_out):
        matches = list(pattern.finditer(line.shape))
        if len(matches) != 1:
            return None
        q = line.figure(matches[0], "after") or line.figure(matches[0], "before")
        if q is None:
            return None
        found.append(q)
    came_in, went_out = found
    if came_in.id == went_out.id or not alike(came_in, went_out) or not is_money(came_in):
        return None
    return came_in, went_out


def _judge(
    context: Context, line: Line, side: _Side, pair: tuple[Quantity, Quantity], same_line: bool
) -> Iterator[Finding]:
    came_in, went_out = pair
    goes = apart(came_in, went_out)
    right, wrong = (side.over, side.under) if goes > 0 else (side.under, side.over)
    if re.search(rf"\b{right}\b", line.shape):  # both are named: one is of another time
        return
    for match in _BALANCE.finditer(line.shape):
        if not goes or match.group("word") != wrong or _OTHER_TIME.search(line.shape[: match.start()]):
            continue
        gap = line.figure(match, "gap") or line.figure(match, "gap2")
        if gap is None and not (same_line and side.over == "surplus" and f"trade {wrong}" in line.shape):
            continue
        difference = plain(came_in) - plain(went_out)
        if gap is not None:
            size = difference if goes > 0 else -difference
            if not alike(gap, came_in) or not gap.lenient.meets(size):
                continue
        start, end = line.span(match, "word")
        yield Finding(
            rule=RULE.name,
            code=RULE.code,
            severity=Severity.ERROR if gap is not None else Severity.WARNING,
            diagnosis=("direction",),
            start=start,
            end=end,
            message=f"{came_in.surface} came in and {went_out.surface} went out, which is a {right} and not a {wrong}.",
            quantities=(came_in.id, went_out.id),
            suggestions=(
                Suggestion(
                    start=start,
                    end=end,
                    replacement=cased(right, context.document.text[start:end]),
                    why="the sign of the balance",
                ),
            ),
            evidence=(
                Evidence(
                    kind="arithmetic",
                    text=f"{came_in.surface} - {went_out.surface} is {'above' if goes > 0 else 'below'} zero",
                ),
            ),
        )


RULE = Rule(
    code="WRD104",
    name="balance-word",
    family="wording",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("direction",),
)
