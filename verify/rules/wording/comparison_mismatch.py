"""A comparison that the two figures contradict: higher than a larger one, beating a better one.

## What it checks
"higher than the …", "fewer than the …", "beating the …", "ahead of …", "short of …", "above its target of
…": the figure before the wording and the figure after it, in one unit, must stand in the order that the
wording says.

## Example
> The ferry carried 41,300 cars in July, exceeding the previous best of 43,100.

## Not flagged
> The ferry carried 41,300 cars in July, exceeding the previous best of 39,800, but less than the 52,000
> it can take.

## Rounding
Only figures that cannot meet under rounding and truncation are compared. Race times, ranks, ages and bids
are left alone, where less may be better. "Beating" and "missing" give a warning, the plain comparatives
an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.lexicon import load
from claims.model import Kind, Quantity
from claims.patterns import found_by, regex
from verify.directions import direction_of, opposite
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.lines import HEDGE, WORD, Line, figure
from verify.rules.listed import is_listed_part
from verify.rules.measures import alike, apart, is_count
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_TO = r"(?:the |its |their |his |her |an? |last |this )"
_FILL = rf"(?:{WORD},? |@\d+@,? ){{0,6}}?(?:of |by )?"
_COMPARATIVE = regex(
    r"(?P<lead>[,(]|\bwas|\bwere|\bis|\bare|[a-z@])\s(?:(?:well|far|slightly|much"
    rf"|even|still|a little|which is|which was|and|or|but) ){{0,2}}"
    r"(?P<word>higher|lower|more|less|fewer|larger|smaller|bigger|greater|longer"
    r"|shorter|taller|heavier|lighter|wider"
    r"|narrower|faster|slower|deeper|shallower|dearer|cheaper|better|worse)"
    rf" than {_TO}?{HEDGE}(?:{_FILL})?(?:which (?:had|has|was|is|drew|took|made)"
    rf" )?{HEDGE}{figure('b')}(?P<after>[^#]{{0,24}})"
)
_BEAT = regex(rf"\b(?P<word>{WORD}) (?:{_TO}|{WORD}'s? |@\d+@'s ){HEDGE}{_FILL}{HEDGE}{figure('b')}")
_PHRASE = regex(
    r"[,@a-z]\s(?P<word>(?:well )?ahead of|short of|(?:well )?above|(?:well )?below"
    rf"|in excess of) (?:{_TO}|{WORD}'s? ){HEDGE}{_FILL}{HEDGE}{figure('b')}"
)
_BUDGET = regex(
    rf",? (?P<word>(?:well |just )?(?:under|over)) (?:the |its |their ){HEDGE}{figure('b')}"
    r"(?= (?:budgeted|planned|allowed|allocated|forecast|expected|limit|target"
    r"|that was (?:budgeted|planned)))"
)
_BARE_OK = regex(
    r"^(?:[a-z ]{0,12})?(?:@|\bin\b|\bwanted\b|recorded|a year|last|forecast"
    r"|expected|predicted|of|previous|earlier|reported|posted|sold)"
)
_BENCHMARK = regex(
    r"\b(?:previous|old|former|earlier|record|best|target|goal|forecasts?|estimates?"
    r"|expect\w*|predict\w*|averages?|high"
    r"|peak|mark|total|level|quota|budgeted|last|hoped|sought|needed|minimum|maximum"
    r"|limit|threshold|rival's|set in)\b"
)
_REACH = 36  # characters after the second figure
_GAP_FIGURE = regex(r"#\s*(?:(?!was|were|is|are|it)[a-z-]+ )?$")
_OR_GAP = regex(r"\bor (?:about |some |nearly |almost |just over )?#\d+#(?: [a-z-]+)?, ?$")
_IN_PASSING = regex(r", (?:who|which|whose) [^,]*, $")
_A_FIGURE = regex(r"#\d+#")
_PLACED = regex(r"(?:well |just )?(?:over|under|above|below|ahead|short|in excess)\b")
_MORE_IS_BETTER = regex(r"\b(?:profits?|sales|revenue|earnings|turnout|attendance|output)\b")
_BASE = regex(
    r"\b(?:from|than|compared with|compared to|against|versus|after|beat|beating"
    r"|above|below) (?:the |its |a |an |some |about |@\d+@'s ){0,2}#(\d+)#"
)
_LEVELS = (Kind.LEVEL, Kind.COUNT, Kind.SHARE, Kind.RATIO, Kind.GROWTH_RATE)
_BACK = 3  # figures before the wording that may be the one compared
_FAR = Decimal(20)
_WHOLE = regex(r"# of (?:the |its |their |all |all the )?#(\d+)#")
_LESS_IS_BETTER = regex(
    r"\b(?:lowest|cheapest|fastest|quickest|youngest|shortest|smallest|bid|bids|low"
    r"|golf|strokes|par|seconds|minutes|hours"
    r"|record time|time of|lap|minus|loss|deficit|not|never|n't|would|could|if|unless|rather)\b|n't\b"
)
_BY = regex(r"\bby (?:about |some |just |only |around |nearly |almost )?#?$")
_NOTHING = regex(r"\b(?:nothing|none|nobody|no one|anything|anyone|any)\s(?:[a-z-]+\s){0,2}$")
_AGAINST = regex(r"\b(?:against|compared|versus|up from|down from)\b")
_MISSED = regex(
    r" (?:(?:his|her|their|its|all) (?:last|first|next|opening|previous)\b|the (?:cut|start|last|first|next)\b)"
)
_CEILING = regex(r"\b(?:below|under|less than|no more than|at most|fewer than)\s*#?$")
_SKIPPED = (Kind.RANK, Kind.DURATION, Kind.AGE, Kind.ORDINAL_EDITION, Kind.MULTIPLE, Kind.PP_CHANGE)


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if len(line.figures) < 2:
            continue
        seen: set[str] = set()
        for pattern in (_COMPARATIVE, _PHRASE, _BEAT, _BUDGET):
            for match in pattern.finditer(line.shape):
                finding = _judge(context, line, match)
                if finding is not None and finding.quantities[1] not in seen:
                    seen.add(finding.quantities[1])
                    yield finding


def _judge(context: Context, line: Line, match: re.Match[str]) -> Finding | None:
    word = match.group("word")
    says = direction_of(word, "adverbs", "beating", "phrases")
    b = line.figure(match, "b")
    if not says or b is None or _LESS_IS_BETTER.search(line.shape):
        return None
    if _CEILING.search(line.shape[: match.start("b")]):
        return None  # "beating the goal of below 88%"
    if _NOTHING.search(line.shape[: match.start("word")]) or _AGAINST.search(
        line.shape, match.end("word"), match.start("b")
    ):
        return None  # "had nothing below an 8"; "more than the asking price, against one in three"
    if word.startswith("miss") and _MISSED.match(line.shape, match.end("word")):
        return None  # "missed his last six shots", "missing the cut in 47 of them"
    if found_by(match, _BEAT) and _BY.search(line.shape[: match.start("b")]):
        return None  # "missed its target by 2,060": so much lies between
    a = _compared(line, match, b)
    if a is None or b.kind in _SKIPPED or a.kind in _SKIPPED or is_listed_part(context, a):
        return None
    if word in ("better", "worse") and not _MORE_IS_BETTER.search(line.shape):
        return None
    if "after" in match.re.groupindex and not _names_the_other(match):
        return None
    if (
        found_by(match, _BEAT)
        and not word.endswith("ing")
        and not _BENCHMARK.search(line.shape[match.start() : match.end() + _REACH])
    ):
        return None
    goes = apart(a, b)
    if not goes or goes == says or (b.value or 0) < 0 or (a.value or 0) < 0:
        return None
    start, end = line.span(match, "word")
    printed = context.document.text[start:end]
    other = opposite(printed, "adverbs", "beating", "phrases")
    if other == "fewer" and not is_count(a):
        other = "less"
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING if word.split()[0] in _evaluative() else Severity.ERROR,
        diagnosis=("direction",),
        start=start,
        end=end,
        message=f'"{printed}" does not fit: {a.surface} is {"more" if goes > 0 else "less"} than {b.surface}.',
        quantities=(a.id, b.id),
        suggestions=tuple(
            Suggestion(start=start, end=end, replacement=word, why="the order of the figures")
            for word in dict.fromkeys(filter(None, (other, _phrase(printed))))
        ),
        evidence=(Evidence(kind="arithmetic", text=f"{a.surface} against {b.surface}"),),
    )


def _compared(line: Line, match: re.Match[str], b: Quantity) -> Quantity | None:
    """Return the figure that the wording compares: the last one before it in its clause, in the same unit."""
    clause = re.split(r"[;:]|, (?:and|while|but) ", line.shape[: match.start("word")])[-1]
    before = line.between(match.start("word") - len(clause), match.start("word"))
    aside = _IN_PASSING.search(clause)
    if aside is not None:
        before = before[: len(before) - len(_A_FIGURE.findall(aside.group()))]  # "who hit 81, beat the record of 131"
    if not before:
        return None
    by_so_much = direction_of(match.group("word"), "adverbs") or _PLACED.match(match.group("word"))
    if by_so_much and (_GAP_FIGURE.search(clause) or _OR_GAP.search(clause)):
        return None  # "3 percent higher than", "1.9 metres over", "9.9 percent, or $82,000, more than": that is the gap
    others = {line.figures[int(n)].id for pattern in (_WHOLE, _BASE) for n in pattern.findall(clause)}
    for candidate in reversed(before[-_BACK:]):
        if candidate.id in others:
            continue
        if candidate.kind in _LEVELS and alike(candidate, b):
            changes = [q.kind is Kind.GROWTH_RATE for q in (candidate, b)]
            fallen = any(q.kind is Kind.GROWTH_RATE and q.direction == "down" for q in (candidate, b))
            far = not candidate.value or not b.value or not 1 / _FAR < candidate.value / b.value < _FAR
            return None if far or fallen or (changes[0] != changes[1] and changes[0]) else candidate
    return None


def _names_the_other(match: re.Match[str]) -> bool:
    """ "more than the 300 of May", "higher than 3.4 percent in May", not "more than 3 percent of them"."""
    word, after = match.group("word"), match.group("after").lstrip()
    definite = re.search(r"than (?:the|its|their|last|this|an?) ", match.group()) is not None
    if definite:
        return not after.startswith("of them")
    return word in ("higher", "lower", "larger", "smaller") and _BARE_OK.match(after) is not None


def _phrase(printed: str) -> str | None:
    """ "beating the best of …" is also put right by "short of the best of …"."""
    if direction_of(printed.lower(), "beating") > 0 and printed.lower().endswith("ing"):
        return "short of"
    return "ahead of" if direction_of(printed.lower(), "beating") < 0 else None


def _evaluative() -> frozenset[str]:
    return frozenset(str(load("direction_pairs")["evaluative"]["words"]).split())


RULE = Rule(
    code="WRD102",
    name="comparison-mismatch",
    family="wording",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("direction",),
)
