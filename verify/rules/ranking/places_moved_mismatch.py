"""So many places up or down a ranking, and the two ranks told beside them.

## What it checks

"Up four places, from 13th to ninth": between the two ranks lie as many places as are told, and the words for the way go
with them: who climbs ends nearer to the top. The ranks may be told on either side of the places.

## Example

> The college has slipped three places among the libraries, from 14th to 11th.

## Not flagged

> The college has slipped three places among the libraries, from 11th to 14th.

## Rounding

Ranks are whole numbers; nothing is rounded. "More than", "about" and "nearly" so many places are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.patterns import regex
from claims.relations.wording import DOWN_WORDS, UP_WORDS
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import NUMBER, ORDINAL, cardinal, like, ordinal, ordinal_like

__all__ = ["RULE", "check"]

_CUE = regex(r"place|spot|position|rung|notch|ranks")
_PLACES = r"(?:places?|spots?|positions?|rungs?|notches|ranks)"
_PART = r"(?:(?:joint|equal|in|a|share of|tied for|the)\s)?"
# From the 12th to the 9th: not of floors, grades, centuries or days, whose noun would follow.
_MOVE = regex(
    rf"\bfrom\s{_PART}(?P<old>{ORDINAL})(?:\s(?:place|spot|position))?"
    r"(?:\s(?:last\s\w+|a\s\w+\s(?:ago|earlier|before)))?"
    rf",?\sto\s{_PART}(?P<new>{ORDINAL})"
    r"(?!-|\s(?!place|position|spot|of|in|on|among|out|overall|and|after|with|last|this|now|at)\w)",
    re.I,
)
_TO_FROM = regex(
    rf"\bto\s{_PART}(?P<new>{ORDINAL})(?:\s(?:place|spot|position))?"
    rf"(?:\s(?:in|on|of)\sthe\s(?:[\w-]+\s){{0,3}}[\w-]+)?,?\sfrom\s{_PART}(?P<old>{ORDINAL})"
    r"(?!-|\s(?!place|position|spot|of|in|on|among|overall|and|after|with|last|this|a)\w)",
    re.I,
)
_COUNT = regex(
    rf"\b(?P<n>{NUMBER}|an?|one)\s{_PLACES}\b(?!\s(?:above|below|ahead|behind|clear|short|off|from|outside))", re.I
)
_HEDGED = regex(r"\b(?:more than|over|about|around|nearly|almost|at least|some|up to|another|further|and)\s$", re.I)
_OPENING = regex(r"\b(?:places?|spots?|positions?|seats?)\s(?:at|for|in the (?:squad|team|final))", re.I)
_WORD = regex(r"[a-z]+(?:-[a-z]+)?", re.I)
# "… from ninth to sixth in the list, a gain of four places"; "… five places in the latest table, from …".
_BEFORE_PLACES = regex(
    r"[^,;]{0,45}(?:,\s|\s[–—-]\s)(?:or\s|that is,?\s|(?:a|its|the)\s(?:[a-z]+\s)?"
    r"(?:rise|gain|fall|drop|climb|jump|leap|slip|slide|loss|improvement)\sof\s|(?:up|down|dropping|losing|gaining|climbing|rising|falling|slipping|sliding|jumping)\s)?"
)
_BEFORE_RANKS = regex(r"(?:[^,;]{0,60},)?[^,;]{0,45}\s")
_STOP = regex(r"\s(?:while|whereas|but|and|when|who)\s")


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    for sentence in document.sentences:
        text = document.sentence_text(sentence)
        if not (" from " in text and " to " in text and _CUE.search(text)):
            continue
        moves = [m for form in (_MOVE, _TO_FROM) for m in form.finditer(text)]
        counts = [c for c in _COUNT.finditer(text) if not _OPENING.match(text, c.start("n"))]
        if len(moves) == 1 and len(counts) == 1:
            yield from _judge(text, sentence.start, moves[0], counts[0])


def _judge(text: str, offset: int, move: re.Match[str], count: re.Match[str]) -> Iterator[Finding]:
    old, new = ordinal(move["old"]), ordinal(move["new"])
    told = 1 if count["n"].lower() in ("a", "an") else cardinal(count["n"])
    low, high = min(move.end(), count.end()), max(move.start(), count.start())
    between = text[low:high]
    if old is None or new is None or told is None or old == new:
        return
    form = _BEFORE_PLACES if count.start() > move.start() else _BEFORE_RANKS
    if not form.fullmatch(between) or _STOP.search(between) or _HEDGED.search(text[: count.start()]):
        return
    if count.end() <= move.start() and text[count.end() : move.start()].strip() in ("", ","):
        return  # "two places to fourth, from seventh" is a relation of its own
    way = _way(text, count, move)
    moved = abs(old - new)
    up = new < old
    if told == moved and (way is None or way == up):
        return
    climbed = up if way is None else way
    right = old - told if climbed else old + told
    yield _finding(text, offset, (move, count), (old, new, told), (right, climbed))


def _way(text: str, count: re.Match[str], move: re.Match[str]) -> bool | None:
    """Return true where the words about the places say up, false where they say down."""
    near = text[max(count.start() - 60, 0) : count.start()], text[count.end() : count.end() + 12]
    for word in [*_WORD.findall(near[1])[:1], *reversed(_WORD.findall(near[0]))]:
        lower = word.lower()
        if lower in UP_WORDS or lower in ("lifts", "lifted", "lifting", "climb", "climbed", "gained"):
            return True
        if lower in DOWN_WORDS or lower in ("lost", "losing", "loses"):
            return False
    return None


def _finding(
    text: str,
    offset: int,
    matches: tuple[re.Match[str], re.Match[str]],
    ranks: tuple[int, int, int],
    fitting: tuple[int, bool],
) -> Finding:
    move, count = matches
    old, new, told = ranks
    right, climbed = fitting
    moved = abs(old - new)
    suggestions = []
    if right > 0:
        start, end = offset + move.start("new"), offset + move.end("new")
        fixed = ordinal_like(move["new"], right)
        suggestions.append(
            Suggestion(start=start, end=end, replacement=fixed, why="so many places from the other rank")
        )
    if told != moved and (new < old) == climbed:
        start, end = offset + count.start("n"), offset + count.end("n")
        suggestions.append(
            Suggestion(start=start, end=end, replacement=like(count["n"], moved), why="the places between the ranks")
        )
    way = "up" if new < old else "down"
    noun = "place" if moved == 1 else "places"
    said = (
        f"From {move['old']} to {move['new']} is {moved} {noun} {way}, not {count['n']} {'up' if climbed else 'down'}."
    )
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("rank",),
        start=offset + move.start("new"),
        end=offset + move.end("new"),
        message=said,
        suggestions=tuple(suggestions),
        evidence=(Evidence(kind="arithmetic", text=f"|{old} - {new}| = {moved}"),),
    )


RULE = Rule(
    code="ARI504",
    name="places-moved-mismatch",
    family="ranking",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("rank",),
)
