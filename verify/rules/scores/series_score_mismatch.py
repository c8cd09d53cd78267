"""A score in a series of games that does not go with the number of games played.

## What it checks
After K games of a best-of-N series the two numbers of the score add up to K; nobody wins more games than
the series needs, nobody leads a series that is already won, and a series is won with exactly the games it
needs. "Before game six" means after five. In cricket and other series with drawn matches the score may
add up to less.

## Example
> The Otters lead the best-of-seven series 3-1 after five games.

## Not flagged
> The Otters won 4-1 on Friday and lead the best-of-seven series 3-2 after five games.

## Rounding
None: games are counted. The score of a single game is never read as the score of the series.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule
from verify.rules.scores.games_played import MOST_GAMES, OPEN, Played, find_played, number_of
from verify.rules.small_numbers import NUMBER, cardinal, like, ordinal_like

__all__ = ["RULE", "check"]

_SCORE = r"(?<![\d–-])(?P<a>\d)[-–](?P<b>\d)(?![\d–-])"
_OF_SERIES = (
    regex(rf"\bseries,?\s(?:(?!after\b|before\b|with\b)[\w-]+\s){{0,3}}?{_SCORE}"),
    regex(rf"{_SCORE},?\s(?:[\w-]+\s){{0,2}}?(?:in|of|for)\s(?:the|their|a|this)\s(?:[\w-]+\s){{0,4}}?series\b"),
    regex(rf"{_SCORE}\sseries\b"),
    regex(rf"\bseries\sin\s\w+(?:\sgames)?,\s{_SCORE}(?=\s*[.,;])"),
)
_SINCE_THEN = regex(rf"\b(?:now|since|then)\b[^.;\d]{{0,30}}{_SCORE}")  # "had led 4-2 and now leads it 4-3"
_BEST_OF = regex(rf"\bbest[- ]of[- ]({NUMBER})\b", re.I)
_LENGTH = regex(rf"\b({NUMBER})-(?:match|game|Test)\b", re.I)
_DRAWN = regex(r"\b(?:Tests?|ODI|T20|cricket|drawn|draw|tour|wickets?|one-day)\b|-match\s(?:[\w-]+\s)?series")
_EARLIER = regex(r"\b(?:from|overcame|overcoming|erased|erasing|having been|despite)\s(?:an?\s|being\s)?$", re.I)
_LEVEL = regex(r"\b(?:even(?:s|ed)?|levels?|levelled|leveled|ti(?:e|es|ed)|squared?|all square|equalised?)\b", re.I)
_LEADING = regex(
    r"\b(?:lead|leads|leading|led|up|ahead|trail|trails|trailing|trailed|down|behind|deficit|advantage)\b",
    re.I,
)
_WON = regex(
    r"\b(?:won|win|wins|clinched|took|takes|swept|lost)\s(?:the|their|its|a)\s(?:[\w-]+\s){0,3}?series\b",
    re.I,
)


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    if "series" not in document.text:
        return
    for sentence in document.sentences:
        text = document.sentence_text(sentence)
        if "series" not in text:
            continue
        scores = {m.span("a"): m for pattern in _OF_SERIES for m in pattern.finditer(text)}
        if len(scores) == 1:
            score = next(iter(scores.values()))
            if not _EARLIER.search(text[: score.start()]):
                yield from _judge(text, sentence.start, score)


def _judge(text: str, offset: int, score: re.Match[str]) -> Iterator[Finding]:
    a, b = int(score["a"]), int(score["b"])
    drawn = bool(_DRAWN.search(text))
    length = number_of(_BEST_OF.search(text)) or (number_of(_LENGTH.search(text)) if drawn else None)
    need = length // 2 + 1 if length and not drawn else None
    played = find_played(text)
    if _SINCE_THEN.search(text, score.end()):
        played = None
    if played and (a + b > played.games or (a + b < played.games and not drawn)):
        yield _finding(
            text, offset, score, f"A score of {a}-{b} means {a + b} games, not {played.games}.",
            _evened(text, played.games) or _scores_of(a, b, played.games, need), played,
        )  # fmt: skip
    elif length and a + b > length:
        reason = f"A series of {length} games cannot stand at {a}-{b}, which is {a + b} games."
        yield _finding(text, offset, score, reason, _scores_of(a, b, length, need), None)
    elif need and max(a, b) > need:
        reason = f"A best-of-{length} series ends with {need} wins; {a}-{b} is impossible."
        yield _finding(text, offset, score, reason, [_capped(a, b, need)], None)
    elif need and _WON.search(text) and max(a, b) < need and not OPEN.search(text):
        reason = f"A best-of-{length} series is won with {need} wins, not {max(a, b)}."
        yield _finding(text, offset, score, reason, [(need, b) if a > b else (a, need)], None)
    elif need and max(a, b) == need and _LEADING.search(text) and not _WON.search(text) and not OPEN.search(text):
        reason = f"A best-of-{length} series is over at {a}-{b}: {need} wins decide it."
        yield _finding(text, offset, score, reason, [_capped(a, b, need - 1)], None)


def _evened(text: str, games: int) -> list[tuple[int, int]]:
    """Return the one level score of so many games, where the words say that it is level."""
    return [(games // 2, games // 2)] if games % 2 == 0 and _LEVEL.search(text) else []


def _scores_of(a: int, b: int, games: int, need: int | None) -> list[tuple[int, int]]:
    """Return the scores of so many games that change one number only and keep who is ahead."""
    most = need or MOST_GAMES // 2
    even = [(games // 2, games // 2)] if games % 2 == 0 and games // 2 <= most else []
    if a == b:
        return even or ([(a, games - a)] if 0 <= games - a <= a else [])
    options = [(a, games - a), (games - b, b)]
    return [(x, y) for x, y in options if x >= 0 and y >= 0 and (x > y) == (a > b) and max(x, y) <= most]


def _like(printed: str, games: int) -> str:
    return like(printed, games) if cardinal(printed) is not None else ordinal_like(printed, games)


def _capped(a: int, b: int, most: int) -> tuple[int, int]:
    return (most, b) if a > b else (a, most)


def _finding(
    text: str,
    offset: int,
    score: re.Match[str],
    reason: str,
    scores: list[tuple[int, int]],
    played: Played | None,
) -> Finding:
    a, b = int(score["a"]), int(score["b"])
    start, end = offset + score.start("a"), offset + score.end("b")
    dash = text[score.end("a")]
    suggestions = [
        Suggestion(start=start, end=end, replacement=f"{x}{dash}{y}", why="a score of the games played")
        for x, y in scores
    ]
    if played:
        suggestions.append(
            Suggestion(
                start=offset + played.start,
                end=offset + played.end,
                replacement=_like(played.text, a + b + played.shift),
                why=f"the games of a score of {a}-{b}",
            )
        )
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR,
        diagnosis=("score-series",),
        start=start,
        end=end,
        message=reason,
        suggestions=tuple(suggestions),
        evidence=(Evidence(kind="arithmetic", text=f"{a} + {b} = {a + b}"),),
    )


RULE = Rule(
    code="SCO103",
    name="series-score-mismatch",
    family="scores",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("score-series",),
)
