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
from dataclasses import dataclass

from claims.lexicon import load
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import NUMBER, ORDINAL, cardinal, like, ordinal, ordinal_like

__all__ = ["RULE", "check"]

_UNIT = r"(?:month|quarter|year|week|day|session|season)"
_STREAK = re.compile(
    rf"\b(?P<nth>{ORDINAL})[\s-](?:consecutive|straight|successive)\s(?:(?:monthly|quarterly|annual|"
    rf"yearly|daily|weekly)\s)?(?P<what>\w+)"
    rf"|\b(?P<nth2>{ORDINAL})\s(?P<what2>\w+)\s(?:in a row|running)\b"
    rf"|\b(?P<n>{NUMBER})\s(?:consecutive|straight|successive)\s(?:(?:monthly|quarterly|annual|yearly|"
    rf"daily|weekly)\s)?(?P<what3>\w+)"
    rf"|\b(?P<n2>{NUMBER})\s(?P<what4>{_UNIT}s)\s(?:in a row|running)\b",
    re.I,
)
_MONTHS = "january february march april may june july august september october november december".split()
_SHORT = {m[:3]: i for i, m in enumerate(_MONTHS)} | {"sept": 8}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_QUARTERS = "first second third fourth".split()
_TOKEN = re.compile(
    r"(?P<quarter>(?:first|second|third|fourth) quarter|Q[1-4])\b|\b(?P<year>(?:19|20)\d\d)\b|"
    r"[^\W\d_]+(?:-[^\W\d_]+)*"
)
_SKIPPED_AFTER = frozenset("from than with versus vs over against on to since compared until by for".split())
_CONTRAST = re.compile(r"\b(?:while|whereas|meanwhile|respectively|imports and|forecast|expected)\b", re.I)
_REFERS_BACK = re.compile(r"(?:It|That|This)(?:'s|\s(?:was|is|makes|made|means|marks|marked))\b")
_CYCLE: dict[str, int | None] = {"month": 12, "day": 7, "quarter": 4, "year": None}


def _directions() -> dict[str, int]:
    lexicon, words = load("change"), {}
    for section in ("verbs", "nouns"):
        words.update({w: 1 for w in str(lexicon[section]["up"]).split()})
        words.update({w: -1 for w in str(lexicon[section]["down"]).split()})
    words.update(
        {
            "up": 1,
            "down": -1,
            "higher": 1,
            "lower": -1,
            "unchanged": 0,
            "flat": 0,
            "steady": 0,
            "stagnated": 0,
        }
    )
    return {w: d for w, d in words.items() if w not in ("added", "made", "cut", "extended")}


_DIRECTIONS = _directions()


@dataclass(frozen=True, slots=True)
class _Step:
    unit: str
    index: int
    direction: int


def check(context: Context) -> Iterator[Finding]:
    document = context.document
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
    steps = _in_order(_steps(text, streak.span()))
    if counted is None or counted < 2 or len(steps) < 2:
        return
    last = steps[-1].direction
    word = next((groups[w] for w in ("what", "what2", "what3", "what4") if groups[w]), "").lower()
    if last == 0 or _DIRECTIONS.get(word, last) != last:
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
        suggestions=(
            Suggestion(start=start, end=end, replacement=replacement, why="the run that is printed"),
        )
        if run > 1 or group.startswith("nth")
        else (),
        evidence=(
            Evidence(kind="arithmetic", text=" ".join("+" if s.direction > 0 else "-" for s in steps)),
        ),
    )


def _steps(text: str, streak: tuple[int, int]) -> list[_Step]:
    """Return what each named period did, in the order of the text; the streak's own words are passed over."""
    steps: list[_Step] = []
    direction: int | None = None
    words: list[str] = []
    for token in _TOKEN.finditer(text):
        if streak[0] <= token.start() < streak[1]:
            continue
        word = token.group().lower()
        place = _place(token, word)
        if place:
            skipped = _is_comparison(words, place[0])
            if direction is not None and not skipped:
                steps.append(_Step(*place, direction))
        elif word in _DIRECTIONS:
            direction = _DIRECTIONS[word]
        words.append(word)
    return steps


def _is_comparison(words: list[str], unit: str) -> bool:
    """Tell whether the period is the one compared with: "from April", "than in April", "on March"."""
    if not words or (words[-1] == "on" and unit == "day"):
        return False
    return words[-1] in _SKIPPED_AFTER or words[-2:-1] == ["than"]


def _place(token: re.Match[str], word: str) -> tuple[str, int] | None:
    if token["year"]:
        return "year", int(token["year"])
    if token["quarter"]:
        return "quarter", int(word[1]) - 1 if word[0] == "q" else _QUARTERS.index(word.split()[0])
    if not token.group()[0].isupper():
        return None
    if word in _MONTHS:
        return "month", _MONTHS.index(word)
    if word in _SHORT and word != "may":
        return "month", _SHORT[word]
    return ("day", _DAYS.index(word)) if word in _DAYS else None


def _in_order(steps: list[_Step]) -> list[_Step]:
    """Return the steps of one unit in the order of time; nothing where they leave a gap or contradict."""
    units = [s.unit for s in steps]
    unit = max(set(units), key=lambda u: (units.count(u), u), default="")
    placed: dict[int, _Step] = {}
    for step in steps:
        if step.unit == unit and placed.setdefault(step.index, step).direction != step.direction:
            return []
    cycle = _CYCLE.get(unit)
    starts = [i for i in placed if (i - 1) % cycle not in placed] if cycle else [min(placed, default=0)]
    if len(starts) != 1:
        return []
    order = [(starts[0] + k) % cycle if cycle else starts[0] + k for k in range(len(placed))]
    return [placed[i] for i in order] if all(i in placed for i in order) else []


RULE = Rule(
    code="SCO105",
    name="streak-mismatch",
    family="scores",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("streak",),
)
