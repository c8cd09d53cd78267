"""A change of a rate in percent that is its change in percentage points.

## What it checks
"from 6.25 percent to 7.00 percent, a step of 0.75 percent": what lies between two percentages that are told, to the
last printed place, is called percent. In percent the step would be 12. The change must be told of the two: it closes
their sentence ("a rise of"), or the next sentence says that the rate rose by so much. Any other wording is read
again as if it said percentage points; where the same words then tell what lies between the two, they were meant.
A percentage of a thing beside its parts ("the other 25 percent", a stake, so much of output) is left alone.

## Example
> The bank raised its rate from 2.25 percent to 3.00 percent, a step of 0.75 percent.

## Not flagged
> The bank raised its rate from 2.25 percent to 3.00 percent, a step of 0.75 percentage points. The rate rose from
> 2.0 percent to 3.0 percent, an increase of 50 percent.

## Rounding
The difference of the printed figures must be the printed change itself, and the relative change must not be.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import Certainty, Hedge, Kind, Quantity
from claims.patterns import regex
from verify.directions import direction_of
from verify.finding import CheckedRelation, Evidence, Finding, Holds, Severity, Suggestion
from verify.house_style import with_points
from verify.rereading import reread
from verify.rules.lines import HEDGE, WORD, Line, figure
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_CLOSING = regex(
    rf"{figure('b')}(?P<gap>[^#;:.()]{{0,60}}), (?:(?:or|that is|which is|meaning|representing) )?(?:an?|the) "
    rf"(?:\w+ )?(?P<noun>{WORD}) of {HEDGE}{figure('c')}(?! of\b)"
)
_RATE = (
    r"(?:rate|rates|inflation|unemployment|share|margin|turnout|ratio|yield|gap|proportion|percentage|occupancy|figure)"
)
_MOVED = regex(
    rf"\b{_RATE} (?:(?:thus|therefore|so|then|has|have|had|also) ){{0,3}}(?P<verb>{WORD}) (?:by )?{HEDGE}{figure('c')}"
)
_REAL = regex(
    r"\breal(?:ly)? (?:terms|\w+ (?:of|by)\b)|\bwith inflation\b"
)  # "with inflation at 3.0%, a real rise of 0.8%"
_NOUNS = frozenset({"step", "shift", "move", "swing", "change", "difference", "hike", "cut"})
_RATES = (Kind.SHARE, Kind.LEVEL, Kind.RATIO, Kind.GROWTH_RATE)
_ALL = Decimal(100)
_HELD = (Holds.STRICT, Holds.LENIENT)
_BARE = ("", "count")  # of a rate whose unit was told before: "down on last winter's 60.9"
_NEAR = 40  # characters
_BACK = 2  # sentences
_MOST_RATES = 24
_OF = regex(r"^\s*(?:of\b|stake|share\b|holding|interest\b|solution|alcohol|tariff|tax\b|duty\b)")
_LISTED_LEFT = regex(r"(?:,|\band)\s(?:and\s)?(?:the\s)?[A-Z][\w'’-]+(?:\s[\w'’-]+)?\s(?:on\s|with\s|at\s)?$")
_LISTED_RIGHT = regex(r"(?:,|,?\sand)\s(?:the\s)?[A-Z][\w'’-]+\s")
_REST = regex(
    r"\b(?:other|remaining|further|another|additional|rest|extra|last|final)\s+(?:(?:some|about|nearly)\s+)?$"
)
_HELD_BY = regex(
    r"\b(?:stakes?|shareholdings?|holdings?|shareholders?|ownership|equity)\b"
)  # parts of it are so much of it


def check(context: Context) -> Iterator[Finding]:
    told: set[str] = set()
    for finding in _by_wording(context):
        told.add(finding.blamed or "")
        yield finding
    for n, line in enumerate(context.lines):
        if line.block != "table":
            yield from (f for q in line.figures if q.id not in told for f in _by_rereading(context, n, q))


def _by_wording(context: Context) -> Iterator[Finding]:
    before: Line | None = None
    for line in context.lines:
        if any(q.unit == "percent" for q in line.figures):
            told = before.figures if before is not None and before.block_index == line.block_index else ()
            for match in _CLOSING.finditer(line.shape):
                noun = match["noun"]
                if (noun in _NOUNS or direction_of(noun, "nouns")) and not _REAL.search(line.shape):
                    yield from _judge(line.figure(match, "c"), (*told, *line.figures))
            for match in _MOVED.finditer(line.shape):
                if direction_of(match["verb"], "verbs"):
                    yield from _judge(line.figure(match, "c"), (*told, *line.figures))
        before = line


def _by_rereading(context: Context, n: int, change: Quantity) -> Iterator[Finding]:
    """Judge a percentage that is what lies between two others by the words around it, read as points."""
    if change.unit != "percent" or not change.value or change.hedge is Hedge.BETWEEN or change.range_with:
        return
    if _is_part(context, change) or _is_listed(context, change):
        return
    lines = _lines(context, n)
    pairs = [(a, b) for a, b in _pairs(lines, change) if not _by_percent(*_by_size(a, b), change)]
    if not pairs or any(_fits(c, change, pairs) for c in context.relations_of.get(change.id, ())):
        return
    printed = with_points(change)
    for checked in reread(context.document, lines[0].start, lines[-1].end, change, printed):
        ends = _ends(checked)
        fitting = [pair for pair in pairs if ends == tuple(sorted(q.surface for q in pair))]
        told = checked.holds is Holds.STRICT and checked.relation.certainty is not Certainty.POSSIBLE
        if fitting and told:
            yield _finding(*fitting[-1], change)
            return


def _is_listed(context: Context, change: Quantity) -> bool:
    """Tell one of several shares in a row: "the right was on 14%, the left 9% and the farmers 6%"."""
    text, sentence = context.document.text, context.document.sentence_at(change.start)
    before, after = (
        text[max(sentence.start, change.start - _NEAR) : change.start],
        text[change.end : change.end + _NEAR],
    )
    told = change.kind in (Kind.SHARE, Kind.LEVEL) and change.direction is None
    return told and _LISTED_LEFT.search(before) is not None and _LISTED_RIGHT.match(after) is not None


def _is_part(context: Context, change: Quantity) -> bool:
    """Tell whether a percentage is so much of a thing: "narrowed by 2 percent of output", "the other 25 percent"."""
    text, sentence = context.document.text, context.document.sentence_at(change.start)
    whole = text[sentence.start : sentence.end].lower()
    if _OF.match(text[change.end : change.end + _NEAR].lower()) or _HELD_BY.search(whole) or _REAL.search(whole):
        return True  # growth less inflation is growth
    before = text[max(sentence.start, change.start - _NEAR) : change.hedge_start or change.start]
    return _REST.search(before.lower()) is not None


def _lines(context: Context, n: int) -> Sequence[Line]:
    """Return a sentence of a paragraph, with those just before it."""
    here = context.lines[n]
    return [w for w in context.lines[max(0, n - _BACK) : n + 1] if w.block_index == here.block_index]


def _pairs(lines: Sequence[Line], change: Quantity) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the rates of some sentences that lie exactly as far apart as a figure says."""
    rates = [q for w in lines for q in w.figures if q is not change and _may_be_rate(q)]
    if len(rates) > _MOST_RATES:
        return  # a list, of which no single figure is told
    for one, other in itertools.combinations(rates, 2):
        apart = abs((one.value or 0) - (other.value or 0)) == change.value
        if apart and "percent" in (one.unit, other.unit) and max(one.places, other.places) == change.places:
            yield one, other


def _may_be_rate(q: Quantity) -> bool:
    bare = q.unit in _BARE and q.scale == 1 and (q.value or 0) <= _ALL
    return bool(q.value) and (bare or q.unit == "percent") and q.kind in (*_RATES, Kind.COUNT)


def _fits(checked: CheckedRelation, change: Quantity, pairs: Sequence[tuple[Quantity, Quantity]]) -> bool:
    """Tell whether a figure is right as it is printed, of other values than those whose distance it is.

    Of these it could be the change in percent only by what rounding hides, or it is called percent already.
    """
    relation = checked.relation
    members = {q.id for q in relation.members} - {change.id}
    if any(members == {one.id, other.id} for one, other in pairs):
        return False
    return checked.holds in _HELD and relation.certainty is not Certainty.POSSIBLE and "==" in relation.equation


def _ends(checked: CheckedRelation) -> tuple[str, ...]:
    """Return how the two values are printed that a difference lies between, in order of the alphabet."""
    relation = checked.relation
    names = [("larger", "smaller"), ("current", "base")]
    both = next((pair for pair in names if set(pair) <= relation.roles.keys()), None)
    if both is None or "difference" not in relation.roles:
        return ()
    return tuple(sorted(relation.roles[role][0].quantity.surface for role in both))


def _judge(change: Quantity | None, told: tuple[Quantity, ...]) -> Iterator[Finding]:
    """Judge a change against the last two percentages told before it."""
    if change is None or change.unit != "percent" or change.kind is Kind.PP_CHANGE:
        return
    rates = [q for q in told if q.end <= change.start and q.unit == "percent" and q.kind in _RATES and q.value]
    if len(rates) < 2 or not change.value:
        return
    one, other = rates[-2:]
    low, high = _by_size(one, other)
    if high - low != change.value or low <= 0 or _by_percent(low, high, change):
        return
    yield _finding(one, other, change)


def _by_size(one: Quantity, other: Quantity) -> tuple[Decimal, Decimal]:
    low, high = sorted((one.value or Decimal(0), other.value or Decimal(0)))
    return low, high


def _finding(one: Quantity, other: Quantity, change: Quantity) -> Finding:
    points = with_points(change)
    said = f"from {one.surface} to {other.surface} is {(change.value or Decimal(0)).normalize():f} percentage points"
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("percent-for-points",),
        start=change.start,
        end=change.end,
        message=f"{said[:1].upper()}{said[1:]}, not percent. Did you mean “{points}”?",
        quantities=(one.id, other.id, change.id),
        blamed=change.id,
        suggestions=(
            Suggestion(start=change.start, end=change.end, replacement=points, why="it is what lies between the two"),
        ),
        evidence=(Evidence(kind="arithmetic", text=said),),
    )


def _by_percent(low: Decimal, high: Decimal, change: Quantity) -> bool:
    """Tell whether the change is also the relative one, up or down, as it would be printed."""
    half = Decimal(1).scaleb(-change.places) / 2
    ways = ((high - low) / base * _ALL for base in (low, high))
    return any(abs(way - (change.value or Decimal(0))) <= half for way in ways)


RULE = Rule(
    code="ARI108",
    name="percent-for-points",
    family="change",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("percent-for-points",),
)
