"""A match score that its sets or its legs do not give.

## What it checks
The number of sets of a match against the set scores that are listed ("6-4, 3-6, 6-2 in three sets";
"straight sets" means that none was lost), the games won against the sets ("6-3, 6-4, winning 12 games to
seven"), and the score on aggregate against the scores of two legs.

## Example
> Moreau beat Lindqvist 7-5, 4-6, 6-3 in two sets.

## Not flagged
> Moreau beat Lindqvist 7-5, 4-6, 6-3 in three sets.

## Rounding
None: sets and goals are counted. Legs may be printed from either side, and every way of adding them is
tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import NUMBER, cardinal, like

__all__ = ["RULE", "check"]

_SET = r"\d{1,2}[-–]\d{1,2}(?:\s?\(\d{1,2}(?:[-–]\d{1,2})?\))?"
_LISTED = regex(rf"(?<![\d-]){_SET}(?:,?\s(?:and\s)?{_SET}){{1,4}}(?![\d-])")
_SETS = regex(
    rf"\bin\s(?:(?P<n>{NUMBER})\s(?:close\s|tight\s|tough\s|easy\s)?sets|(?P<straight>straight)\ssets)\b",
    re.I,
)
_ONE = regex(r"(\d{1,2})[-–](\d{1,2})")
_TIEBREAK = regex(r"\([^)]*\)")
_SCORE = regex(r"(?<![\d–-])(\d{1,2})[-–](\d{1,2})(?![\d–-])")
_AGGREGATE = regex(r"(?<![\d–-])(\d{1,2})[-–](\d{1,2})\s(?:(?:win|victory|defeat|loss)\s)?(?:on\s)?aggregate\b")
_GAMES = regex(
    rf"\b(?:won|winning|took|taking|by)\s(?P<n>{NUMBER})\sgames\sto\s(?:[\w'’]+\s)?(?P<m>{NUMBER})(?=\s*[,.;]|$)", re.I
)
_EACH_WON = regex(rf"\b(?:each(?:\s[a-z]+)?|both(?:\s[a-z]+)?)\s(?:had\s)?won\s(?P<n>{NUMBER})\sgames\b", re.I)
_OTHER = regex(
    r"\b(?:half-time|halftime|extra time|penalties|shoot-?out|lead|led|leading|trail\w*|minutes?)\b",
    re.I,
)


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    for sentence in document.sentences:
        text = document.sentence_text(sentence)
        if "sets" in text:
            yield from _sets(text, sentence.start)
        if "games" in text:
            yield from _games(document.text, sentence.start, sentence.end, document.block_of(sentence).start)
        if "aggregate" in text and not _OTHER.search(text):
            yield from _legs(text, sentence.start)


def _sets(text: str, offset: int) -> Iterator[Finding]:
    listed, said = _LISTED.findall(text), list(_SETS.finditer(text))
    if len(listed) != 1 or len(said) != 1:
        return
    scores = [(int(a), int(b)) for a, b in _ONE.findall(_TIEBREAK.sub("", listed[0]))]
    if not all(max(s) >= 6 for s in scores[:-1]) or max(scores[0]) > 21:
        return
    match = said[0]
    start, end = offset + match.start(), offset + match.end()
    if match["straight"]:
        winner = scores[-1][0] > scores[-1][1]
        if any((a > b) != winner for a, b in scores):
            number = like("one", len(scores))
            yield _finding(
                start + 3,
                end,
                "In straight sets no set is lost, but one of those listed is.",
                f"{number} sets",
            )
        return
    counted = cardinal(match["n"])
    if counted is not None and counted != len(scores):
        start, end = offset + match.start("n"), offset + match.end("n")
        right = like(match["n"], len(scores))
        yield _finding(start, end, f"The scores of {len(scores)} sets are listed, not of {counted}.", right)


def _games(text: str, start: int, end: int, block: int) -> Iterator[Finding]:
    """Judge the games won ("18 games to nine", "each won 16 games") by the sets listed before them."""
    listed = [m.group() for m in _LISTED.finditer(text, block, end)]
    both, each = _GAMES.search(text, start, end), _EACH_WON.search(text, start, end)
    said = both or each
    if not listed or said is None:
        return
    scores = [(int(a), int(b)) for a, b in _ONE.findall(_TIEBREAK.sub("", listed[-1]))]
    won, lost = sum(a for a, _ in scores), sum(b for _, b in scores)
    told = cardinal(said["n"]), cardinal(both["m"]) if both else cardinal(said["n"])
    if None in told or set(told) == {won, lost} or (both is None and len(listed) > 1):
        return
    shown = f"The sets make {won} games to {lost}, not {told[0]} to {told[1]}."
    right = like(said["n"], max(won, lost))
    if both is None:
        yield _finding(said.start("n"), said.end("n"), shown, *((right,) if won == lost else ()))
    else:
        fixed = f"{right} games to {like(both['m'], min(won, lost))}"
        yield _finding(both.start("n"), both.end("m"), shown, fixed)


def _legs(text: str, offset: int) -> Iterator[Finding]:
    printed = list(_AGGREGATE.finditer(text))
    legs = [m for m in _SCORE.finditer(text) if not printed or m.start() != printed[0].start()]
    if len(printed) != 1 or len(legs) != 2:
        return
    whole = printed[0]
    a, b = (int(n) for n in whole.group(1, 2))
    (c, d), (e, f) = ((int(n) for n in leg.group(1, 2)) for leg in legs)
    sums = [(c + e, d + f), (c + f, d + e)]
    if any({a, b} == set(s) and a + b == sum(s) for s in sums):
        return
    start, end = offset + whole.start(), offset + whole.end(2)
    best = [f"{max(s)}-{min(s)}" if a >= b else f"{min(s)}-{max(s)}" for s in sums]
    reason = f"Legs of {c}-{d} and {e}-{f} make {best[0]} or {best[1]} on aggregate, not {a}-{b}."
    yield _finding(start, end, reason, *dict.fromkeys(best))


def _finding(start: int, end: int, reason: str, *replacements: str) -> Finding:
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("score-series",),
        start=start,
        end=end,
        message=reason,
        suggestions=tuple(
            Suggestion(start=start, end=end, replacement=r, why="what the scores give") for r in replacements
        ),
        evidence=(Evidence(kind="arithmetic", text=reason),),
    )


RULE = Rule(
    code="SCO104",
    name="match-score-mismatch",
    family="scores",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("score-series",),
)
