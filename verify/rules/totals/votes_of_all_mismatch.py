"""Votes for and against that are not those of all who are said to have voted.

## What it checks
"Approved 8-5, with all 13 members voting": where all of so many voted or were there, the two numbers of the vote make
that number, with the abstentions that are told.

## Example
> The board approved the plan 8-4, with all 13 members voting.

## Not flagged
> The board approved the plan 8-4, with all 13 members present and one abstaining.

## Rounding
None: votes are counted. Where somebody abstained or was absent, and how many is not told, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import NUMBER, cardinal, like

__all__ = ["RULE", "check"]

_ALL = regex(
    rf"\b(?:with\s|and\s)?[Aa]ll\s(?P<n>{NUMBER})\s(?:of\s(?:its|the)\s)?"
    r"(?:(?:council|board|committee|jury|panel)\s)?"
    r"(?:members?|councill?ors|judges|justices|trustees|commissioners|senators|directors|supervisors|jurors|delegates|"
    r"aldermen|governors)\s(?:(?:had\s)?voted|voting|(?:were\s)?(?:present|there)|taking\spart|sitting)(?=\s*[.,;]|$|\s(?:and|but)\b)"
)
_CUE = regex(
    r"\b[Aa]ll\s[\w-]+\s(?:of\s|members?|council|board|committee|judges|justices|trustees|senators|direct|superv|jur|deleg)"
)
_VOTE = regex(
    r"\b(?:vot\w+|approved|passed|rejected|ruled|decided|backed|adopted|carried|endorsed|split|turned\s\w+\sdown)\b[^.;\d]{0,40}?"
    r"(?<![\w.–-])(?P<a>\d{1,3})[-–](?P<b>\d{1,3})(?![\w–-])"
)
_ABSTAINED = regex(rf"\b(?:with\s)?(?P<n>{NUMBER}|an?)\s(?:abstentions?|abstain\w+|abstained|members?\sabstain\w+)")
_OPEN = regex(
    r"\b(?:abstain\w*|abstentions?|absent|recus\w+|did\snot\svote|invalid|spoil\w+|blank|not\svoting|excused)\b", re.I
)
_SENTENCE_END = regex(r"[.;](?:\s|$)|\n")
_MOST_BETWEEN = 120


def check(context: Context) -> Iterator[Finding]:
    text = context.document.text
    for said in _ALL.finditer(text) if _CUE.search(text) else ():
        begin = max(said.start() - _MOST_BETWEEN, 0)
        votes = list(_VOTE.finditer(text, begin, said.start()))
        told = cardinal(said["n"])
        if len(votes) != 1 or told is None or "\n\n" in text[votes[0].end() : said.start()]:
            continue
        stop = _SENTENCE_END.search(text, said.end())
        around = text[votes[0].start() : stop.start() if stop else len(text)]
        abstained = [m["n"] for m in _ABSTAINED.finditer(around)]
        if len(abstained) > 1 or (not abstained and _OPEN.search(around)):
            continue
        others = sum(1 if n.lower() in ("a", "an") else cardinal(n) or 0 for n in abstained)
        yield from _judge(votes[0], (said.start("n"), said.end("n"), said["n"]), told, others)


def _judge(vote: re.Match[str], printed: tuple[int, int, str], told: int, others: int) -> Iterator[Finding]:
    a, b = int(vote["a"]), int(vote["b"])
    cast = a + b + others
    if cast == told:
        return
    dash = vote.string[vote.end("a")]
    arithmetic = " + ".join(str(n) for n in (a, b, *([others] if others else []))) + f" = {cast}"
    options = [(a, told - a - others), (told - b - others, b)]
    yield Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("digit-typo",),
        start=vote.start("a"),
        end=vote.end("b"),
        message=f"The votes are {cast} ({arithmetic}), not those of all {printed[2]}.",
        suggestions=(
            *(
                Suggestion(
                    start=vote.start("a"), end=vote.end("b"), replacement=f"{x}{dash}{y}", why="the votes of all"
                )
                for x, y in options
                if x >= 0 and y >= 0 and (x > y) == (a > b)
            ),
            Suggestion(
                start=printed[0], end=printed[1], replacement=like(printed[2], cast), why="the votes that are told"
            ),
        ),
        evidence=(Evidence(kind="arithmetic", text=arithmetic),),
    )


RULE = Rule(
    code="ARI204",
    name="votes-of-all-mismatch",
    family="totals",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("digit-typo",),
)
