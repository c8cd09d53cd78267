"""A verb that says up where the two figures go down, or the reverse.

## What it checks
Two figures of one unit in a "from … to …", "to … from …", "up from …" or "compared with …" construction,
and the word that says which way they went. The word must agree with the figures for at least one honest
reading of them. A change that is told twice must go one way too: "1,200 more than a year ago, a dip of 1.8%".

## Example
> Published: 2025-03-06
> Library loans fell to 8,930 in 2024 from 8,120 the year before.

## Not flagged
> Published: 2025-03-06
> Library loans rose to 8,930 in 2024 from 8,120 the year before, while reservations fell to 410 from 520.

## Rounding
Both figures are read with rounding and truncation; only figures that cannot meet are compared. Ranks,
race times, exchange rates and negative values are left alone: there "up" may mean a smaller number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from claims.interval import Interval
from claims.model import Certainty, Kind, Quantity
from claims.patterns import regex
from verify.directions import direction_of, opposite
from verify.finding import Evidence, Finding, Holds, Severity, Suggestion
from verify.rules.alternatives import alternatives
from verify.rules.lines import HEDGE, MENTION, WORD, Line, figure
from verify.rules.listed import is_listed_part
from verify.rules.measures import alike, apart, is_count, plain, slip
from verify.rules.rule import Context, Rule
from verify.rules.wording.two_directions import contrary

__all__ = ["RULE", "change_pairs", "check"]

_ADVERB = r"(?: (?:\w+ly|again|further|back|only|slightly|only slightly|year on year|on the year),?)?"
_OBJECT = rf"(?: (?:the|its|their|his|her|an?)(?: {WORD}){{1,6}}?)?"  # "raised the fee to £45"
_RATE = r"(?:,? (?:by )?(?:an? )?#\d+#,?(?: (?:or|and) #\d+#,?)?)?"
_BETWEEN = rf"(?:{MENTION})?,?"
_WORDS = rf"(?: {WORD}){{0,3}}"
_NEW = rf"{HEDGE}{figure('new')}"
_THE_OLD = r"(?:the |its |a revised |(?:the )?@\d+@'s |(?:the )?previous year's )?"
_OLD = rf"{_THE_OLD}{HEDGE}{figure('old')}"
_TO = r"to(?: (?:close|finish|end|settle|stand)(?: up| down)? at| reach)?"
_THEY_WERE = r"(?:it|they|there|the (?:figure|number|total)) (?:was|were|had been|stood at)"
_AGAINST = r"(?:compared with|compared to|against|versus|after)"
_FROM_WORD = tuple(  # tried at each word that says up or down
    regex(rf"(?P<word>(?>{WORD})){pattern}")
    for pattern in (
        rf"{_ADVERB}{_OBJECT}{_BETWEEN}{_RATE}{_BETWEEN},? {_TO} {_NEW}{_WORDS}{_BETWEEN} from {_OLD}",
        rf"{_ADVERB}{_OBJECT}{_RATE}{_BETWEEN},? from {_OLD}{_WORDS}?{_BETWEEN} to {_NEW}",
        rf"{_ADVERB}{_RATE} to {_NEW}{_WORDS}{_BETWEEN},? {_AGAINST} {_OLD}(?: {WORD}){{0,2}}?{MENTION}",
        rf"{_ADVERB}{_RATE} to {_NEW}{_WORDS}{_BETWEEN}[;,] (?:in|for) (?:the )?@\d+@,? {_THEY_WERE} {_OLD}",
        rf"{_ADVERB}{_BETWEEN}: {_NEW}(?: {WORD}){{0,5}},? (?:up from|down from|{_AGAINST}) {_OLD}",
    )
)
_FROM_FIGURE = (
    regex(rf"{figure('new')}(?P<gap>[^#;:]{{0,60}}?),? \(?(?:an? )?(?P<word>{WORD}),? (?:from|(?<!ed )on) {_OLD}"),
    regex(
        rf"\b(?:was|were|stood at|totaled|totalled) {_OLD}{_WORDS}{_BETWEEN},?(?: and)?"
        rf"(?: {WORD})? (?P<word>{WORD}){_ADVERB} to {_NEW}"
    ),
)
_CLAUSE = regex(r"\b(?:while|whereas|but|although|though|as|with|whose)\b")
_TO_ANOTHER = regex(rf"{_WORDS}{_BETWEEN} to {HEDGE}#")
_A_WORD = regex(rf"(?<![\w#@-]){WORD}")

_OF_SPEED = frozenset(
    ["slowed", "slows", "slow", "slowing", "accelerated", "accelerates", "accelerating", "quickened", "eased"]
)
_OF_SIZE = frozenset({"bigger", "larger", "smaller", "greater", "steeper", "sharper", "higher", "lower"})
_A_MOVE = regex(r"\b(?:fall|drop|decline|decrease|rise|increase|gain|loss|cut|improvement|change)\b[^,;#]*$")
_AGREES = "the way that the change beside it goes"
_FAR = Decimal(20)
_ALTERNATIVES = 2
_CLOSE_BY = 45  # characters from a word of direction to the end of its figure, where both are marked
_DEGREE = regex(r" \w+ly\b")
_GROWTH_OF = regex(r"\b(?:of|for|its|economic|gdp|annual|world|global)(?: (?:the|economic|gdp|annual))* $")
_OF_A_THING = regex(r"\bof (?:the |its |all |total |gross |net )*$")
_INCLUDING = regex(r"\b(?:including|of which|among them)(?: \w+){0,2} #?$")
_DENIED = regex(r"\b(?:not|never|without|failed to|neither|nor|no|did|cannot|if|instead of" r"|rather than)\b|n't\b")
_TWISTED = regex(
    r"\b(?:dollar|euro|sterling|yen|yuan|rupee|lira|rouble|ruble|peso|rand|won"
    r"|currency|exchange rate|against the|per dollar"
    r"|record time|personal best|fastest|lap|handicap|seeding|ranking|ranked|place"
    r"|odds|minus|bond|bonds|yields?)\b"
)
_NEGATIVE = regex(r"\b(?:deficit of|loss of|losses of|shortfall of)\b")  # of which less is a move up


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if len(line.figures) < 2:
            continue
        seen: set[int] = set()
        for match, new, old in change_pairs(line):
            finding = _judge(context, line, match, new, old)
            if finding is not None and finding.start not in seen:
                seen.add(finding.start)
                yield finding
        yield from (f for f in _told_both_ways(context, line) if f.start not in seen)


def _told_both_ways(context: Context, line: Line) -> Iterator[Finding]:
    for match in contrary(line):
        amount, change = line.figure(match, "a"), line.figure(match, "c")
        if amount is None or change is None:
            continue
        start, end = line.span(match, "word")
        printed = context.document.text[start:end]
        other = opposite(printed, "verbs") or opposite(printed, "adverbs")
        said = f'"{printed}" and "{match["noun"]} of {change.surface}" go two ways'
        yield Finding(
            rule=RULE.name,
            code=RULE.code,
            severity=Severity.WARNING,
            diagnosis=("direction",),
            start=start,
            end=end,
            message=f"{said}." + (f' Did you mean "{other}"?' if other else ""),
            quantities=(amount.id, change.id),
            suggestions=tuple(Suggestion(start=start, end=end, replacement=o, why=_AGREES) for o in (other,) if o),
            evidence=(Evidence(kind="arithmetic", text=said),),
        )


def change_pairs(line: Line) -> Iterator[tuple[re.Match[str], Quantity, Quantity]]:
    """Yield (match, new value, old value) of every from-and-to construction of a line."""
    for match in _matches(line):
        new, old = line.figure(match, "new"), line.figure(match, "old")
        if new is not None and old is not None and (alike(new, old) or _bare_twin(new, old)):
            yield match, new, old


def _matches(line: Line) -> Iterator[re.Match[str]]:
    for word in _A_WORD.finditer(line.shape):
        if direction_of(word.group(), "verbs", "nouns", "adverbs"):
            tried = (pattern.match(line.shape, word.start()) for pattern in _FROM_WORD)
            yield from (match for match in tried if match is not None)
    for pattern in _FROM_FIGURE:
        yield from (match for match in pattern.finditer(line.shape) if not _of_another_clause(match, line.shape))


def _of_another_clause(match: re.Match[str], shape: str) -> bool:
    """ "growth slowed to 0.1, while inflation rose from 0.7 to 1.5": the first figure is of another subject."""
    gap = match.groupdict().get("gap") or ""
    return bool(_CLAUSE.search(gap) or _TO_ANOTHER.match(shape, match.end()))


def _bare_twin(new: Quantity, old: Quantity) -> bool:
    """ "31.2 million tonnes from 29.8 million": the unit is printed once."""
    bare = [is_count(q) and not q.noun for q in (new, old)]
    units = [q.unit for q in (new, old) if not is_count(q)]
    per = any(unit.startswith("per ") for unit in units)
    if not any(bare) and any(f"{one} per " in other for one, other in itertools.permutations(units, 2) if one):
        return True  # "81.90 euros per megawatt-hour, up from 78.00 euros"
    return (
        any(bare) and len(units) == 1 and units[0] != "percent" and new.scale == old.scale and (per or new.scale != 1)
    )


def _judge(context: Context, line: Line, match: re.Match[str], new: Quantity, old: Quantity) -> Finding | None:
    word = match.group("word")
    says = direction_of(word, "verbs") or direction_of(word, "nouns", "adverbs")
    goes = apart(new, old)
    if Kind.DURATION in (new.kind, old.kind) and word in _OF_SPEED:
        return None
    if new.range_with == old.id or old.range_with == new.id:
        return None  # "down from 2.4 to 2.8 percent": the two ends of one range
    if not says or not goes or says == goes or not _plain_levels(new, old) or is_listed_part(context, new):
        return None
    before = line.shape[max(0, match.start() - 40) : match.start("word")]
    if "gap" in match.re.groupindex and _OF_A_THING.search(before):
        return None  # "to 1.94 per cent of advances from 2.30 per cent": loans, no move
    degree = word in ("more", "less") and _DEGREE.match(line.shape, match.end("word"))
    if degree or (word == "growth" and _GROWTH_OF.search(before)):
        return None  # "fell even more steeply", "cut its forecast of growth to 2.2 from 2.6 percent"
    if "gap" in match.re.groupindex and _INCLUDING.search(line.shape[: match.start("new")]):
        return None  # "£13.6m, including £4.2m from the state, up from £12.1m": the whole is
    if word in _OF_SIZE and _A_MOVE.search(before):
        return None  # "the national fall was a little bigger, from 67.6 to 67.1"
    if _DENIED.search(before[-22:]) or _TWISTED.search(line.shape) or _NEGATIVE.search(line.shape[: match.end()]):
        return None
    if not _rate_agrees(context, line, new, old):
        return None
    if (
        word in ("up", "down", "higher", "lower")
        and "gap" in match.re.groupindex
        and new.direction
        and new.kind not in (Kind.LEVEL, Kind.COUNT, Kind.SHARE, Kind.RATIO)
    ):  # "fell 3 percent, up from 2 percent": two changes, not two levels
        return None
    start, end = line.span(match, "word")
    printed = context.document.text[start:end]
    other = opposite(printed, "verbs") or opposite(printed, "nouns", "adverbs")
    relation = "more" if goes > 0 else "less"
    first, last = min(start, new.start), max(end, new.end)
    marked = (first, last) if last - first <= _CLOSE_BY else (start, end)
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR,
        diagnosis=("direction",),
        start=marked[0],
        end=marked[1],
        message=f'"{printed}" does not fit the figures: {new.surface} is {relation} than {old.surface}.'
        + (f' Did you mean "{other}"?' if other else ""),
        quantities=(new.id, old.id),
        suggestions=tuple(_suggestions(context, (start, end, other), new, old)),
        evidence=(Evidence(kind="arithmetic", text=f"{old.surface} to {new.surface}"),),
    )


def _suggestions(
    context: Context, word: tuple[int, int, str | None], new: Quantity, old: Quantity
) -> Iterator[Suggestion]:
    """Yield the other word, then what the figures would have to be, or that they change places."""
    start, end, other = word
    if other:
        yield Suggestion(start=start, end=end, replacement=other, why="the way the figures go")
    ids = {new.id, old.id}
    shared = [c.relation for c in context.relations_of.get(new.id, ()) if ids <= {q.id for q in c.relation.members}]
    for relation in shared[:1]:
        text = context.document.text
        yield from (s for s in alternatives(relation, (), text, _ALTERNATIVES) if s.start in (new.start, old.start))
    if new.unit == old.unit:
        for here, there in ((new, old), (old, new)):
            why = "if the two figures are swapped"
            yield Suggestion(start=here.start, end=here.end, replacement=there.surface, why=why, likely=False)


def _rate_agrees(context: Context, line: Line, new: Quantity, old: Quantity) -> bool:
    """Where a rate of growth is printed too, the figures must give it: else a figure is wrong."""
    rates = [q for q in line.figures if q.kind is Kind.GROWTH_RATE and q.unit == "percent" and new.unit != "percent"]
    rates = [q for q in rates if not _is_of_others(context, q, new, old)]
    if not rates:
        return slip(new, old) != "scale"
    if not old.value:
        return False
    change = ((plain(new) / plain(old)) - Interval.point(1)).scaled(Decimal(100))
    return any(q.lenient.meets(change) or q.lenient.meets(-change) for q in rates)


def _is_of_others(context: Context, rate: Quantity, new: Quantity, old: Quantity) -> bool:
    """Tell whether a rate is the growth between two other values, by a relation that holds."""
    told = (c for c in context.relations_of.get(rate.id, ()) if c.holds in (Holds.STRICT, Holds.LENIENT))
    roles = (c.relation.roles for c in told if c.relation.certainty is not Certainty.POSSIBLE)
    ends = ({r[role][0].quantity.id for role in ("current", "base")} for r in roles if {"current", "base"} <= r.keys())
    return any(not pair & {new.id, old.id} for pair in ends)


def _plain_levels(new: Quantity, old: Quantity) -> bool:
    skipped = (Kind.RANK, Kind.AGE, Kind.ORDINAL_EDITION, Kind.MULTIPLE)
    positive = all(q.value is not None and q.value >= 0 for q in (new, old))
    if new.value and old.value:  # farther apart, another figure is meant or a scale word is wrong
        positive = positive and 1 / _FAR < new.value / old.value < _FAR
    return positive and all(q.kind not in skipped for q in (new, old))


RULE = Rule(
    code="WRD101",
    name="direction-mismatch",
    family="wording",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("direction",),
)
