"""Most, a majority, half, one in five: a word for a share that the figure beside it denies.

## What it checks
A wording of a share with its percentage or its counts in apposition ("Most members, 52 percent, …", "one
in five pupils: 206 of 620", "a majority of the 31 members, 15, …"), or with a list of percentages after a
colon of which none fits the wording.

## Example
> A majority of the 25 delegates, 11, walked out.

## Not flagged
> A majority of the 25 delegates, 14, walked out. About one in three of the rest, 4 of 11, abstained.

## Rounding
"Most" and "a majority" are over 50 percent, fractions in words have the slack of speech; the share is
read with its own rounding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from claims.interval import Interval
from claims.model import Kind, Quantity
from claims.patterns import regex
from verify.directions import cased
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.lines import WORD, Line, figure
from verify.rules.measures import is_count, plain, shown
from verify.rules.percent.quantifiers import Quantifier, quantifiers, wording_for
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_HUNDRED = Decimal(100)
_WINDOW = 400  # characters of the sentence that are looked at
_GAP = r"[^#;:(]{0,70}?"
_CLOSE = r"(?=[,.;)]|$| of (?:them|those|the)\b)"
_SAY = r"(?:or |some |just |only |at |with )?"
_PERCENT = regex(rf"{_GAP}(?:, |\(|: |— ?|– ?){_SAY}{figure('p')}(?P<what> " rf"(?:{WORD} ?){{1,3}})?{_CLOSE}")
_K_OF_N = regex(
    rf"{_GAP}(?:, |\(|: |— ?|– ?){_SAY}{figure('k')} (?:out )?of (?:the |its |all "
    rf"|all the )?{figure('n')}(?! ?%)"
)
_BASE_THEN_PART = regex(
    r"^(?: of)? (?:the |its |their |all "
    rf"|all the )?(?:{WORD} ){{0,3}}?{figure('n')}(?: {WORD}){{1,4}}(?:, |: | \("
    rf"|— ?){_SAY}{figure('k')}{_CLOSE}"
)
_LIST = regex(r"[^#;:]{0,90}: (?P<list>[^:;]{1,300})")
_CONTRARY = regex(
    r"\b(?:oppos\w+|against|not|n't|reject\w*|disagree\w*|disapprov\w*|other|others"
    r"|rest|no|undecided|compared|earlier|more|fewer|growth|rose|fell|up|down)\b"
    r"|n't\b"
)
_WITH = regex(
    rf"\bwith (?:only |just )?{figure('k')} of (?:the "
    rf"|its )?{figure('n')} {WORD},? [^#;:]{{0,40}}\b(?:has|have|had|holds?|won|wins"
    r"|gets|keeps) $"
)
_VOTES = regex(rf"[^#;:]{{0,60}}?,? (?:by )?{figure('k')}(?: votes)? (?:to|against)" rf" {figure('n')}{_CLOSE}")


@dataclass(frozen=True, slots=True)
class _Share:
    reach: Interval
    value: Decimal
    members: tuple[Quantity, ...]
    worked: str


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if not line.figures:
            continue
        for quantifier in quantifiers(line):
            share = _beside(line, quantifier)
            if share is not None and not _fits(quantifier, share.reach):
                yield _finding(context, quantifier, share)


def _fits(quantifier: Quantifier, reach: Interval) -> bool:
    """ "Most" excludes exactly half, unless half is only a rounding."""
    if quantifier.figure is None and reach.is_point and reach.lower == 50:
        return False
    return reach.meets(quantifier.allowed)


def _beside(line: Line, quantifier: Quantifier) -> _Share | None:
    """Return the share that the sentence sets beside the wording, where it does so plainly."""
    rest = line.shape[quantifier.shape_end : quantifier.shape_end + _WINDOW]
    if (match := _BASE_THEN_PART.match(rest)) is not None or (match := _K_OF_N.match(rest)) is not None:
        return _of_counts(line.figure(match, "k"), line.figure(match, "n"))
    if quantifier.figure is None and (match := _VOTES.match(rest)) is not None:
        k, n = line.figure(match, "k"), line.figure(match, "n")
        return _of_votes(k, n)
    if (
        quantifier.figure is None
        and (match := _WITH.search(line.shape[max(0, quantifier.shape_start - _WINDOW) : quantifier.shape_start]))
        is not None
    ):
        return _of_counts(line.figure(match, "k"), line.figure(match, "n"))
    if (match := _LIST.match(rest)) is not None and (share := _of_list(line, quantifier, match)) is not None:
        return share
    if (match := _PERCENT.match(rest)) is not None:
        p = line.figure(match, "p")
        between = match.group()[: match.start("p")]
        if (
            ":" in between
            or (match.group("what") and "(" not in between)
            or _CONTRARY.search(match.group("what") or "")
        ):
            return None
        return _of_percent(p)
    return None


def _of_percent(p: Quantity | None) -> _Share | None:
    if p is None or p.unit != "percent" or p.style != "digits" or p.value is None or p.kind is Kind.GROWTH_RATE:
        return None
    return _Share(p.lenient, p.value, (p,), p.surface)


def _of_counts(k: Quantity | None, n: Quantity | None) -> _Share | None:
    if k is None or n is None or not is_count(k) or not is_count(n) or not k.value or not n.value or k.value > n.value:
        return None
    if k.style == "fraction" or n.style == "fraction":
        return None
    reach = (plain(k) / plain(n)).scaled(_HUNDRED)
    value = _HUNDRED * k.value / n.value
    return _Share(reach, value, (k, n), f"{k.surface} of {n.surface} is {shown(value)} percent")


def _of_votes(k: Quantity | None, n: Quantity | None) -> _Share | None:
    if k is None or n is None or not is_count(k) or not is_count(n) or not k.value or not n.value:
        return None
    value = _HUNDRED * k.value / (k.value + n.value)
    return (
        _Share(Interval.point(value), value, (k, n), f"{k.surface} to {n.surface} is {shown(value)} percent")
        if k.value < n.value
        else None
    )


def _of_list(line: Line, quantifier: Quantifier, match: re.Match[str]) -> _Share | None:
    """Return the first share of a list after a colon, where no share of the list fits the wording."""
    items = [
        q
        for q in _figures(line, match.group("list"))
        if q.unit == "percent" and q.style == "digits" and q.value is not None
    ]
    if not items or any(_fits(quantifier, q.lenient) for q in items):
        return None
    first = match.group("list").split("#", 2)
    if len(items) == 1 and _CONTRARY.search(match.group("list")):
        return None
    if quantifier.figure is None and not _could_add(quantifier, items):
        return None
    return _of_percent(items[0]) if first[0].count(" ") <= 4 else None


def _could_add(quantifier: Quantifier, items: list[Quantity]) -> bool:
    """Two answers that both agree ("30 percent strongly, 25 percent somewhat") may add up to a majority."""
    if len(items) != 2 or quantifier.allowed.upper != _HUNDRED:
        return True
    return sum((q.value or Decimal(0) for q in items), Decimal(0)) <= 50


def _figures(line: Line, part: str) -> list[Quantity]:
    return [line.figures[int(n)] for n in re.findall(r"#(\d+)#", part)]


def _finding(context: Context, quantifier: Quantifier, share: _Share) -> Finding:
    printed = context.document.text[quantifier.start : quantifier.end]
    fixes = wording_for(quantifier, share.value, printed)
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("majority-word",),
        start=quantifier.start,
        end=quantifier.end,
        message=f'"{printed}" does not fit the figure beside it: {share.worked}.',
        quantities=tuple(q.id for q in share.members),
        computed=share.reach,
        suggestions=tuple(
            Suggestion(start=quantifier.start, end=quantifier.end, replacement=cased(fix, printed), why=share.worked)
            for fix in fixes
        ),
        evidence=(Evidence(kind="arithmetic", text=share.worked),),
    )


RULE = Rule(
    code="PCT203",
    name="majority-word",
    family="percent",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("majority-word",),
)
