"""Numbers of one game that do not make up the one told.

## What it checks
Points and what they were made of ("26 points, from five two-pointers, four threes and four free throws"); bowling
figures of two innings and of the match ("six for 37 and two for 55, so eight for 92"); the runs a side fell short by
("chasing 241, they were bowled out for 198 and lost by 42 runs"); strokes and par ("276, 12 under par": four rounds of
one par); and the wins of two sides against their meetings ("it was their eighth meeting. Tarn have won five").

## Example
> She had six for 37 and two for 55 and so finished with eight for 82.

## Not flagged
> She had six for 37 and two for 55 and so finished with eight for 92.

## Rounding
None: points, runs and strokes are counted. Meetings may have been drawn, so that wins may be fewer, never more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import NUMBER, ORDINAL, cardinal, like, ordinal, ordinal_like

__all__ = ["RULE", "check"]

_N = rf"(?:{NUMBER}|an?)"
_POINTS = regex(
    rf"\b(?P<n>{NUMBER})(?:\sof\s(?:the|his|her|their)(?:\s[\w'’-]+)?)?\spoints\b"
    r"[^.;:(]{0,40}?(?P<how>:|,?\s(?:from|made up of|thanks to|with)\b|\s\()"
)
_MADE_OF = {  # what each is worth, by the words
    "basketball": {"two-pointers?": 2, "twos": 2, "three-pointers?": 3, "threes": 3, "free[- ]throws?": 1, "dunks?": 2},
    "rugby": {"penalt(?:y|ies)": 3, "conversions?": 2, "dropped goals?|drop[- ]goals?": 3, "tr(?:y|ies)": 5},
}
_FEWEST_KINDS = 2
_CLAUSE = regex(r"[.;]|,?\s(?:and|while|but|as)\s(?=[A-Z])|\swhile\s")
_BOWLED = regex(
    rf"\b(?P<w>{NUMBER})\sfor\s(?P<r>\d{{1,3}})(?=\s*[,.;:)]|\s(?:and|with|in|from|to|for|so|on)\b|$)", re.I
)
_MATCH_FIGURES = regex(
    r"\b(?:finish\w*|end\w*|match (?:figures|haul|return)|in all|in the match|total|altogether)\b", re.I
)
_FIGURES_OF = regex(r"\b(?:figures|haul|return|analysis)\sof\s$")
_TARGET = regex(
    r"\b(?:[Aa]sked\s(?:for|to\s(?:make|score))|[Cc]hasing|[Ss]et|[Nn]eeding|[Rr]equiring|(?:a\s|the\s)?target\sof)\s(?:a\starget\sof\s)?"
    r"(?P<n>\d{2,3})(?=\s*,|\s(?:to\swin|once|for|runs|after|in|on)\b|\.)"
)
_OUT = regex(
    r"\b(?:(?:all|bowled|bowling|were|was)\s(?:[A-Z]\w+\s)?(?:all\s)?out(?:\s[A-Z]\w+)?|dismissed|dismissing\s\w+)\sfor\s(?P<n>\d{2,3})\b"
)
_BY_RUNS = regex(rf"\bby\s(?P<n>{NUMBER})\sruns?\b")
_BY_WICKETS = regex(rf"\bby\s{NUMBER}\swickets?\b|\bwickets?\s(?:left|to\sspare|in\shand|remaining)\b")
_PAR = regex(rf"\b(?P<t>\d{{3}})(?:\s\([^)]*\))?,?\s(?:or\s|at\s)?(?P<n>{NUMBER})\sunder(?:\spar)?\b(?!-)")
_PARS = range(69, 74)
_ROUNDS = {4: (255, 300), 3: (190, 222), 2: (122, 150)}
_MEETING = regex(
    rf"\b(?P<nth>{ORDINAL})\s(?:(?:and|or)\s(?:last|final)\s)?(?:meeting|encounter|clash|final\sbetween|match\sbetween)\b"
)
_WINS = regex(
    rf"\b(?P<a>[A-Z][\w'’-]+)\s(?:have|has|had)\swon\s(?P<x>{NUMBER}),?\s(?:and\s|to\s)?(?P<b>[A-Z][\w'’-]+)(?:\s(?:have|has|had))?(?:'s|’s)?\s"
    rf"(?P<y>{NUMBER})(?=\s*[.,;]|\sof\b|$)"
)
_LEADS = regex(
    rf"\b(?P<nth>{ORDINAL})\s(?:win|victory)\sin\s(?P<n>{NUMBER})\s(?:meetings|matches|encounters|games)\b[^.;]{{0,60}}?"
    r"(?:now|which)\s[^.;\d]{0,40}?(?P<a>\d{1,2})[-–](?P<b>\d{1,2})(?=\s*[.,;]|$)"
)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A figure that the others do not make: [start, end) in the document, and what it should be."""

    start: int
    end: int
    said: str
    right: str
    arithmetic: str


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    for sentence in document.sentences:
        text = document.sentence_text(sentence)
        for cue, read in _READERS.items():
            if cue in text:
                yield from (_finding(found, sentence.start) for found in read(text))
    for cue, read in _READERS_OF_ALL.items():
        if cue in document.text:
            yield from (_finding(found, 0) for found in read(document.text))


def _points_made(text: str) -> Iterator[_Sum]:
    for points in _POINTS.finditer(text):
        told = cardinal(points["n"])
        clause = _CLAUSE.split(text[points.end() :])[0]
        in_part = points["how"].strip(", ") in ("with", "thanks to")
        for kinds in _MADE_OF.values():
            counted = [
                (value, worth)
                for words, worth in kinds.items()
                for m in re.finditer(rf"\b({_N})\s(?:{words})\b", clause, re.I)
                if (value := 1 if m[1].lower() in ("a", "an") else cardinal(m[1])) is not None
            ]
            made = sum(value * worth for value, worth in counted)
            others = re.search(r"\b(?:bonus|including|among|of them|field goals?)\b", clause)
            if len(counted) < _FEWEST_KINDS or told is None or others or (in_part and made <= told):
                continue
            if made != told:
                arithmetic = " + ".join(f"{value} × {worth}" for value, worth in counted) + f" = {made}"
                yield _Sum(*points.span("n"), f"{arithmetic}, not {told}.", like(points["n"], made), arithmetic)


def _bowling(text: str) -> Iterator[_Sum]:
    if text.count(" for ") < 3:  # of two innings and of the match
        return
    figures = list(_BOWLED.finditer(text))
    if len(figures) != 3 or re.search(r"\s[A-Z]", text[figures[0].start() : figures[2].end()]):
        return
    if _MATCH_FIGURES.search(text, figures[1].end(), figures[2].start()):
        one, two, whole = figures
    elif _FIGURES_OF.search(text, 0, figures[0].start()) and ":" in text[figures[0].end() : figures[1].start()]:
        whole, one, two = figures
    else:
        return
    for group, most in (("w", 10), ("r", 999)):
        a, b, told = (cardinal(m[group]) or 0 for m in (one, two, whole))
        if a + b != told and max(a, b) <= most:
            arithmetic = f"{a} + {b} = {a + b}"
            yield _Sum(*whole.span(group), f"{arithmetic}, not {told}.", like(whole[group], a + b), arithmetic)


def _strokes(text: str) -> Iterator[_Sum]:
    for match in _PAR.finditer(text):
        total, under = int(match["t"]), cardinal(match["n"])
        rounds = next((n for n, (low, high) in _ROUNDS.items() if low <= total <= high), None)
        if rounds is None or under is None or not 0 < under <= 35 or "par" not in text:
            continue
        if total + under not in {rounds * par for par in _PARS} and "courses" not in text:
            said = f"{total} and {under} under make {total + under}, which is no par of {rounds} rounds."
            near = min((rounds * par - total for par in _PARS), key=lambda n: abs(n - under))
            yield _Sum(*match.span("n"), said, like(match["n"], near), f"{total} + {under} = {total + under}")


def _series(text: str) -> Iterator[_Sum]:
    if " win in " not in text and " victory in " not in text:
        return
    for match in _LEADS.finditer(text):
        nth, meetings = ordinal(match["nth"]), cardinal(match["n"])
        a, b = int(match["a"]), int(match["b"])
        if nth is None or meetings is None or (a + b <= meetings and nth in (a, b)):
            continue
        right = f"{max(nth, meetings - nth)}-{min(nth, meetings - nth)}"
        said = f"{nth} wins in {meetings} meetings make {right}, not {a}-{b}."
        yield _Sum(match.start("a"), match.end("b"), said, right, f"{meetings} - {nth} = {meetings - nth}")


def _runs_short(text: str) -> Iterator[_Sum]:
    """Judge the one chase of a story: the runs asked for, those made, and the runs it was lost by."""
    targets, outs, margins = (list(form.finditer(text)) for form in (_TARGET, _OUT, _BY_RUNS))
    if len(targets) != 1 or len(margins) != 1 or _BY_WICKETS.search(text):
        return
    margin = margins[0]
    begins = text.rfind(".", 0, margin.start()) + 1
    ends = text.find(".", margin.end())
    outs = [m for m in outs if begins <= m.start() < (ends if ends >= 0 else len(text))]
    told = cardinal(margin["n"])
    if len(outs) != 1 or told is None or "innings and" in text[begins : margin.start()]:
        return
    asked, made = int(targets[0]["n"]), int(outs[0]["n"])
    right = asked - 1 - made
    if right > 0 and told not in (right, right + 1):  # the runs to win, or to draw level
        said = f"From {made} to the {asked - 1} that would have drawn level are {right} runs, not {told}."
        yield _Sum(*margin.span("n"), said, like(margin["n"], right), f"{asked} - 1 - {made} = {right}")


def _meetings(text: str) -> Iterator[_Sum]:
    for meeting in _MEETING.finditer(text):
        played = ordinal(meeting["nth"])
        wins = _WINS.search(text, meeting.end(), meeting.end() + 120)
        if wins is None or played is None or wins["a"] == wins["b"]:
            continue
        won = (cardinal(wins["x"]) or 0) + (cardinal(wins["y"]) or 0)
        if won > played:
            said = f"Wins of {wins['x']} and {wins['y']} make {won}, more than {played} meetings."
            yield _Sum(*meeting.span("nth"), said, ordinal_like(meeting["nth"], won), f"{won} > {played}")


_Reader = Callable[[str], Iterator[_Sum]]
_READERS: dict[str, _Reader] = {" points": _points_made, " for ": _bowling, " under": _strokes, " in ": _series}
_READERS_OF_ALL: dict[str, _Reader] = {" runs": _runs_short, " have won ": _meetings, " has won ": _meetings}


def _finding(found: _Sum, offset: int) -> Finding:
    start, end = offset + found.start, offset + found.end
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("score-series",),
        start=start,
        end=end,
        message=found.said,
        suggestions=(Suggestion(start=start, end=end, replacement=found.right, why=found.arithmetic),),
        evidence=(Evidence(kind="arithmetic", text=found.arithmetic),),
    )


RULE = Rule(
    code="SCO112",
    name="score-sums-mismatch",
    family="scores",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("score-series",),
)
