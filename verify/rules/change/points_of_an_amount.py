"""A change of an amount is given in percentage points.

## What it checks

Percentage points measure the distance between two percentages. Where the two values are amounts (money,
people, tonnes) and the printed points are exactly their relative change, the word should be percent.

## Example

> Orders dropped 2.5 percentage points to $312.1 billion, from $320.1 billion a year before.

## Not flagged

> Orders dropped 2.5 percent to $312.1 billion, from $320.1 billion a year before. The vacancy rate dropped 0.4
> percentage points to 6.2 percent, from 6.6 percent.

## Rounding

An amount of money or of a measure that changes "by 8.3 percentage points", with no earlier value beside it, is
a warning. Where both values stand there, the points must fit the relative change within the rounding of all
figures; otherwise nothing is said here.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Certainty, Kind, Quantity, Relation
from claims.patterns import regex
from verify.directions import direction_of
from verify.finding import Evidence, Finding, Holds, Severity, Suggestion
from verify.house_style import with_percent
from verify.rules.lines import HEDGE, WORD, Line, figure
from verify.rules.measures import is_count
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]


_RATE = regex(
    r"\b(?:rates?|shares?|margins?|ratios?|proportions?|percentages?|turnout|yields?|spread|spreads|inflation"
    r"|unemployment|employment|joblessness|support|approval|growth|pace|lead|gap|swing|points? of|contribut\w+|polls?"
    r"|polled|index|indices|confidence|sentiment|occupancy|utili[sz]ation|capacity|coverage|literacy|penetration"
    r"|attendance|gdp per|deficit|surplus|debt|premium|tax|interest|vote|votes|probability|chance|odds|accuracy"
    r"|efficiency|faster|slower|quicker|weight\w*|balance|score|scores|per cent of|percent of|% of)\b"
)
_GAP = r"(?:(?!\b(?:while|as|but|and|with|when|after|though|where|who)\b)[^#;:()]){0,90}?"  # no other clause begins
_APPENDED = regex(
    rf"{figure('a')}{_GAP}, (?:(?:or |which is |that is |and )?(?:up|down)(?: by)?|(?:an? |the )"
    rf"(?P<noun>{WORD}) of) {HEDGE}{figure('p')}"
)
_COMPARED = regex(
    rf"{figure('a')}{_GAP}, {HEDGE}{figure('p')}"
    r" (?:(?:more|less|higher|lower|larger|smaller|fewer) than|above|below) "
)
_BRACKETED = regex(rf"{figure('a')} \({figure('p')}\)")  # beside "17,393 million (+8.3%)", its pair
_AMOUNT = (
    r"(?:economy|output|exports|imports|sales|revenues?|turnover|production|population|spending|investment|profits?"
    r"|gdp|gross domestic product|wages|shipments|orders|deliveries|arrivals|bookings|consumption|registrations"
    r"|lending|deposits|trade|traffic|retail sales|headcount|workforce)"
)
_MOVED = regex(
    rf"\b{_AMOUNT}(?: (?:in|of|to|from|by|at) (?:the )?{WORD})?(?:,? (?:in )?@\d+@,?)? (?P<verb>{WORD})(?: by)? {HEDGE}"
    rf"{figure('p')}(?P<after> {WORD})?"
)
_THAN_ANOTHER = frozenset({"more", "less", "above", "below", "ahead", "behind", "short", "better", "worse", "as"})
_LARGER = frozenset({"larger", "bigger", "smaller", "higher", "lower"})


def check(context: Context) -> Iterator[Finding]:
    """Yield a finding for each change of an amount that is printed in points."""
    told: set[str] = set()
    for finding in _by_relations(context):
        told.add(finding.blamed or "")
        yield finding
    for line in context.lines:
        if any(q.kind is Kind.PP_CHANGE for q in line.figures) and not _RATE.search(line.shape):
            yield from (f for f in _by_wording(line) if f.blamed not in told)


def _by_wording(line: Line) -> Iterator[Finding]:
    """Yield a finding for points that stand right behind an amount, or behind a noun that is one, and a verb."""
    if any(q.unit == "percent" and q.kind is not Kind.GROWTH_RATE for q in line.figures):
        return  # with a share in the sentence the points may be its
    for match in (m for pattern in (_APPENDED, _COMPARED) for m in pattern.finditer(line.shape)):
        amount, points = line.figure(match, "a"), line.figure(match, "p")
        noun = match.groupdict().get("noun")
        if amount is None or points is None or (noun is not None and not direction_of(noun, "nouns")):
            continue
        if _in_points(points) and amount.kind is Kind.LEVEL and _is_amount(amount):
            yield _finding(points, (amount, points), "an amount changes by percent, not by percentage points")
    brackets = [(line.figure(m, "a"), line.figure(m, "p")) for m in _BRACKETED.finditer(line.shape)]
    if any(p is not None and p.kind is Kind.GROWTH_RATE and p.unit == "percent" for _, p in brackets):
        for amount, points in brackets:
            signed = points is not None and points.surface[:1] in "+-−–"
            if amount and points and signed and _in_points(points) and _is_amount(amount):
                yield _finding(points, (amount, points), "an amount changes by percent, not by percentage points")
    for match in _MOVED.finditer(line.shape):
        points, verb, after = line.figure(match, "p"), match["verb"], (match["after"] or "").strip()
        moves = direction_of(verb, "verbs") and verb not in ("added", "gained", "lost")
        larger = verb in ("was", "were", "is", "are") and after in _LARGER
        if points is not None and _in_points(points) and ((moves and after not in _THAN_ANOTHER) or larger):
            yield _finding(points, (points,), "an amount changes by percent, not by percentage points")


def _in_points(points: Quantity) -> bool:
    return (
        points.kind is Kind.PP_CHANGE and points.unit == "percentage_point" and "percentage" in points.surface.lower()
    )


def _is_amount(amount: Quantity) -> bool:
    return not is_count(amount) and not amount.unit.startswith(("percent", "index"))


def _by_relations(context: Context) -> Iterator[Finding]:
    for checked in context.of_kind("level_growth"):
        relation = checked.relation
        if "points-of-amount" not in relation.tags or relation.certainty is Certainty.POSSIBLE:
            continue
        told = relation.reading == "amount with a change in points"
        if checked.holds not in (Holds.STRICT, Holds.LENIENT) and not told:
            continue
        rate = relation.roles["rate"][0].quantity
        sentence = context.document.sentence_at(rate.start)
        beside = any(sentence.start <= q.start < sentence.end for q in relation.members if q is not rate)
        if not beside and not relation.reading.startswith("amount and percent of one change"):
            continue  # "the cost-to-income ratio improved by three points", amounts two sentences before
        said = f"{_change(relation)}an amount changes by percent, not by percentage points"
        yield _finding(rate, relation.members, said, Severity.WARNING if told else Severity.ERROR)


def _finding(
    rate: Quantity, members: tuple[Quantity, ...], said: str, severity: Severity = Severity.WARNING
) -> Finding:
    text = with_percent(rate)
    said = f"{said[:1].upper()}{said[1:]}"
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=severity,
        diagnosis=("percent-for-points",),
        start=rate.start,
        end=rate.end,
        message=f"{said}. Did you mean “{text}”?",
        explanation="Percentage points are for the distance between two percentages.",
        quantities=tuple(q.id for q in members),
        blamed=rate.id,
        suggestions=(
            Suggestion(
                start=rate.start,
                end=rate.end,
                replacement=text,
                why="the values are amounts, so their change is in percent",
            ),
        ),
        evidence=(Evidence(kind="arithmetic", text=said),),
    )


def _change(relation: Relation) -> str:
    if not {"base", "current"} <= relation.roles.keys():
        return ""
    base, current, rate = (relation.roles[role][0].quantity for role in ("base", "current", "rate"))
    word = "fall" if rate.direction == "down" else "rise"
    return f"from {base.surface} to {current.surface} is a {word} of {with_percent(rate)}: "


RULE = Rule(
    code="ARI104",
    name="points-of-an-amount",
    family="change",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("percent-for-points",),
)
