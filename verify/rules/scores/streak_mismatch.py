"""A streak that is longer or shorter than the run of rises and falls printed beside it.

## What it checks
A sentence that says how consecutive months, quarters, years or days went ("rose in March, fell in April
and May") and counts the streak ("the third consecutive monthly fall"). The run at the end of the sequence
is counted: where the step before it went the other way, the streak is exactly that long; where all steps
went one way, it is at least that long.

## Example
> Orders climbed in June, dropped in July and slipped in August, the third straight monthly decline.

## Not flagged
> Orders climbed in June, dropped in July and slipped in August, the second straight monthly decline.

## Rounding
None: periods are counted. A sentence with a gap in the sequence, or one that contrasts two series, is
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule
from verify.rules.scores.steps import DIRECTIONS, in_order, read_steps
from verify.rules.small_numbers import NUMBER, ORDINAL, cardinal, like, ordinal, ordinal_like

__all__ = ["RULE", "check"]

_UNIT = r"(?:month|quarter|year|week|day|session|season)"
_STREAK = regex(
    rf"\b(?P<nth>{ORDINAL})[\s-](?:consecutive|straight|successive)\s(?:(?:monthly|quarterly|annual|"
    rf"yearly|daily|weekly)\s)?(?P<what>\w+)"
    rf"|\b(?P<nth2>{ORDINAL})\s(?:(?:monthly|quarterly|annual|yearly|daily|"
    rf"weekly)\s)?(?P<what2>\w+)\s(?:in a row|running)\b"
    rf"|\b(?P<n>{NUMBER})\s(?:consecutive|straight|successive)\s(?:(?:monthly|quarterly|annual|yearly|"
    rf"daily|weekly)\s)?(?P<what3>\w+)"
    rf"|\b(?P<n2>{NUMBER})\s(?P<what4>{_UNIT}s)\s(?:in a row|running)\b",
    re.I,
)
_CUE = regex(r"consecutive|straight|successive|in a row|running")
_CONTRAST = regex(
    r"\b(?:while|whereas|meanwhile|respectively|imports and|forecast|expected)\b|"
    r"\b(?:drop|fall|rise|gain|jump|decline|slide|decrease|increase)\sin\s(?:the\s)?(?:prices?|costs?|value|yields?|demand)\b",
    re.I,
)
_REFERS_BACK = regex(r"(?:It|That|This)(?:'s|\s(?:was|is|makes|made|means|marks|marked))\b")


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    if not _CUE.search(document.text):
        return
    before = 0
    for sentence in document.sentences:
        streak = _STREAK.search(document.text, sentence.start, sentence.end)
        if streak:
            refers_back = _REFERS_BACK.match(document.text, sentence.start, sentence.end)
            start = before if refers_back else sentence.start
            text = document.text[start : sentence.end]
            streak = _STREAK.search(text, sentence.start - start)
            if streak and not _CONTRAST.search(text):
                yield from _judge(text, start, streak)
        before = sentence.start


def _judge(text: str, offset: int, streak: re.Match[str]) -> Iterator[Finding]:
    groups = streak.groupdict()
    group = next(name for name in ("nth", "nth2", "n", "n2") if groups[name])
    printed = streak.group(group)
    counted = ordinal(printed) if group.startswith("nth") else cardinal(printed)
    steps = in_order(read_steps(text, streak.span()))
    if counted is None or counted < 2 or len(steps) < 2:
        return
    last = steps[-1].direction
    word = next((groups[w] for w in ("what", "what2", "what3", "what4") if groups[w]), "").lower()
    if last == 0 or DIRECTIONS.get(word, last) != last:
        return
    run = next((i for i, s in enumerate(reversed(steps)) if s.direction != last), len(steps))
    broken = run < len(steps)
    if counted == run or (not broken and counted > run):
        return
    replacement = ordinal_like(printed, run) if group.startswith("nth") else like(printed, run)
    start, end = offset + streak.start(group), offset + streak.end(group)
    way = "rises" if last > 0 else "falls"
    after = f"after a step the other way, only {run} {'period is' if run == 1 else 'periods are'} in the run"
    yield Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("streak",),
        start=start,
        end=end,
        message=f"The sentence shows {run} {way if run > 1 else way[:-1]} in a row, not {counted}.",
        explanation=after if broken else f"All {run} periods printed went the same way.",
        suggestions=(Suggestion(start=start, end=end, replacement=replacement, why="the run that is printed"),)
        if run > 1 or group.startswith("nth")
        else (),
        evidence=(Evidence(kind="arithmetic", text=" ".join("+" if s.direction > 0 else "-" for s in steps)),),
    )


RULE = Rule(
    code="SCO105",
    name="streak-mismatch",
    family="scores",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("streak",),
)
