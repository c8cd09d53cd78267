"""A superlative that names another than the figures beside it do.

## What it checks
Where a text lists names with comparable figures ("Arlow offered $5.1 million, Bexter $4.8 million") and
calls one of them the lowest, the highest, the largest …, no other of the list may have a lower or higher
figure.

## Example
> Fenwick asked for $2.4 million, Garrow for $2.1 million and Holt for $1.9 million. The job goes to the
> lowest bidder, Garrow.

## Not flagged
> Fenwick asked for $2.4 million, Garrow for $2.1 million and Holt for $1.9 million. The job goes to
> Garrow, whose plan won more points.

## Rounding
Figures that are printed alike are ties, and either may be called the lowest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.lexicon import load
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.rule import Context, Rule
from verify.rules.scores.named_figures import NAME, YEAR, NamedFigure, comparable, find_named_figures

__all__ = ["RULE", "check"]

_LEXICON = load("contests")
_WAY = {word: way for way in ("largest", "smallest") for word in str(_LEXICON["superlatives"][way]).split()}
_NOUN_UNIT = {noun: unit for unit, nouns in _LEXICON["nouns"].items() for noun in str(nouns).split()}
_SUP = rf"(?P<sup>{'|'.join(_WAY)})"
_NOUN = r"(?:\s(?P<noun>[a-z]+))?"
_OF = r"(?:\s(?:of|among)\s(?:(?:the|all|these|them)\s)*(?:[a-z]+)(?:\s[a-z]+s)?)?"
_SIZE = frozenset(("largest", "biggest", "smallest"))
_OF_THEM = regex(r"\b(?:of|among)\s")
_FIGURE = regex(r"\d")
_BY_ANOTHER = regex(r"\b(?:in terms of|measured by|by (?:area|staff|sales|value|volume|number|population))\b", re.I)
_ANOTHER_TIME = regex(r"[^,;.]{0,20}\b(?:(?:19|20)\d\d|last|previous|earlier|before|ago)\b")
_FORMS = (  # "highest in Alba"; "the lowest bidder, Baxley"; "Baxley had the lowest bid"
    regex(rf"\b{_SUP}(?P<noun>)\s(?:in|at|for)\s(?P<name>{NAME}|{YEAR})(?=\s*[.,;:)]|$)"),
    regex(
        rf"\b[Tt]he\s{_SUP}{_NOUN}{_OF}"
        r"(?:,\s|\s(?:was|is|being|went to|came from|belongs to|that of|in|by)\s|\s)"
        rf"(?:that of\s|from\s|in\s)?(?P<name>{NAME}|{YEAR})"
    ),
    regex(
        rf"\b(?P<name>{NAME}|{YEAR})(?:'s\s[a-z]+)?,?\s(?:(?:has|had|was|is|with|made|offered|submitted|"
        rf"recorded|"
        rf"posted|put in|polled|reported|scored|charged|charges)\s)?"
        rf"the\s{_SUP}{_NOUN}{_OF}(?=\s*[,.;:)]|$|\s(?:and|while|with|at|wins?|won|gets?|got|will|was|is)\b)"
    ),
)  # fmt: skip


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    before = 0
    for sentence in document.sentences:
        text = document.sentence_text(sentence)
        if any(word in _WAY for word in text.lower().split()) or "est" in text:
            yield from _in_text(document.text[before : sentence.end], before, sentence.start - before)
        before = sentence.start


def _of_size(match: re.Match[str], named: NamedFigure, text: str, sentence: int) -> bool:
    """ "Celle, the largest of the three towns, has 41,000 people": large in itself, not in the list before."""
    return (
        match["sup"] in _SIZE
        and named.end <= sentence
        and bool(_OF_THEM.search(match.group()))
        and bool(_FIGURE.search(text, match.end()))
    )


def _in_text(text: str, offset: int, sentence: int) -> Iterator[Finding]:
    figures: list[NamedFigure] | None = None
    if _BY_ANOTHER.search(text, sentence):
        return
    for form in _FORMS:
        for match in form.finditer(text, sentence):
            figures = find_named_figures(text) if figures is None else figures
            here = [f for f in figures if f.start >= sentence]
            rival = _better(here if len(here) > 1 else figures, match, text)  # else the list stands in the one before
            if rival and _of_size(match, rival[0], text, sentence):
                return
            if rival:
                yield _finding(match, *rival, offset)
                return


def _better(figures: list[NamedFigure], match: re.Match[str], text: str) -> tuple[NamedFigure, NamedFigure] | None:
    """Return the named one and the one that the superlative fits, where they differ."""
    sign = 1 if _WAY[match["sup"]] == "largest" else -1
    noun = match["noun"] or ""
    kind = _NOUN_UNIT.get(noun, "any" if noun in ("", "of") else None)
    named = [f for f in figures if _same(f.name, match["name"])]
    if kind is None or len(named) != 1:
        return None
    rivals = [f for f in figures if comparable(f, named[0]) and not _same(f.name, named[0].name)]
    if not named[0].name.isdigit():
        rivals = [f for f in rivals if not _ANOTHER_TIME.match(text, f.end)]
    if not rivals or not all(_suits(kind, f) for f in [named[0]]) or len({f.name for f in rivals}) < len(rivals):
        return None
    best = max(rivals, key=lambda f: sign * f.value)
    return (named[0], best) if sign * best.value > sign * named[0].value else None


def _same(a: str, b: str) -> bool:
    a, b = (re.sub(r"['’]s$", "", name) for name in (a, b))
    return a == b or a.split()[-1] == b.split()[-1]


def _suits(kind: str, figure: NamedFigure) -> bool:
    if kind == "any":
        return True
    of = "percent" if figure.unit == "percent" else "money" if figure.unit in ("$", "€", "£", "¥", "US$") else "count"
    return kind == of


def _finding(match: re.Match[str], named: NamedFigure, best: NamedFigure, offset: int) -> Finding:
    start = offset + match.start("name")
    end = start + len(re.sub(r"['’]s$", "", match["name"]))
    word = match["sup"]
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("superlative",),
        start=start,
        end=end,
        message=f"With {best.text}, {best.name} is the {word}, not {named.name} with {named.text}.",
        suggestions=(
            Suggestion(start=start, end=end, replacement=best.name, why=f"has the {word} figure of those listed"),
        ),
        evidence=(Evidence(kind="arithmetic", text=f"{best.name} {best.text}; {named.name} {named.text}"),),
    )


RULE = Rule(
    code="SCO107",
    name="superlative-mismatch",
    family="scores",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("superlative",),
)
