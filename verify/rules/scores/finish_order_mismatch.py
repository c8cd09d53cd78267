"""A place in an order that does not go with those named ahead.

## What it checks
"Finished second …, behind A in 13.30 and B in 13.37" names two ahead, so the place is third. Those ahead
are counted where each has a figure of its own, and where "only A and B" were larger.

## Example
> Dahl came second in 48.15 seconds, behind Osei in 47.90 and Petit in 48.02.

## Not flagged
> Dahl came third in 48.15 seconds, behind Osei in 47.90 and Petit in 48.02.

## Rounding
None: those ahead are counted. A place lower than the count is left alone, as not everyone ahead need be
named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.lexicon import load
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.lists.enumeration import read_items
from verify.rules.rule import Context, Rule
from verify.rules.scores.named_figures import find_named_figures
from verify.rules.small_numbers import ORDINAL, ordinal, ordinal_like

__all__ = ["RULE", "check"]

_MEDALS: dict[str, int] = load("contests")["medals"]
_PLACE = regex(
    rf"\b(?:finished|came|placed|ranked|ranks|was|is|were|are|ended|stands|stood|lies|sits|in|"
    r"crossed the line|home|(?:puts?|putting|places?|placing|leaves?|leaving|left|makes?|making|ranks|ranked|lifts?|"
    r"lifted|moves?|moved|takes)\s(?:it|him|her|them|the\s\w+))"
    rf"\s(?:up\s|down\s)?(?:a\s|in\s|to\s|into\s)?(?P<nth>{ORDINAL})\b(?!\s(?:time|half|quarter|round|year|"
    rf"month|week|day|game|match|set|season))"
    rf"|\b(?:the|a|its|their)\s(?P<nth2>{ORDINAL})-(?:\w+est|most)\b|\b(?:won|took|wins|takes|claimed|"
    rf"earned|win|take)\s(?P<medal>silver|gold)\b",
    re.I,
)
_BEHIND = regex(r"\b(?:behind|after)\s(?:both\s)?(?=[A-Z])")
_ONLY = regex(
    r"\b(?P<only>[Oo]nly)\s(?P<list>[^.;]*?)\s(?:was|were|is|are|ran|had|has|have|did|finished|scored|"
    r"sold|made|produced)\b"
)
_STOP = regex(r"[.;]\s|,\swith\s|\s(?:but|while|who|which|ahead|to|he|she|it|they)\s|\s[—–]\s|$")


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    for sentence in document.sentences:
        text = document.sentence_text(sentence)
        if "behind " in text or " after " in text or "nly " in text:
            yield from _ahead(text, sentence.start)


def _ahead(text: str, offset: int) -> Iterator[Finding]:
    places = list(_PLACE.finditer(text))
    if len(places) != 1:
        return
    place = places[0]
    group = next(g for g in ("nth", "nth2", "medal") if place[g])
    printed = place[group]
    rank = _MEDALS[printed.lower()] if group == "medal" else ordinal(printed)
    names = _names_ahead(text, place)
    if rank is None or not names:
        return
    fitting = len(names) + 1
    only = bool(_ONLY.search(text)) and rank > fitting
    if rank >= fitting and not only:
        return
    start, end = offset + place.start(group), offset + place.end(group)
    replacement = {3: "bronze"}.get(fitting, "") if group == "medal" else ordinal_like(printed, fitting)
    listed, right = _joined(names), ordinal_like("third", fitting)
    yield Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("rank",),
        start=start,
        end=end,
        message=f"{listed} {'is' if len(names) == 1 else 'are'} named ahead, which makes it {right}, not {printed}.",
        suggestions=(Suggestion(start=start, end=end, replacement=replacement, why="one place behind those named"),)
        if replacement
        else (),
        evidence=(Evidence(kind="arithmetic", text=f"{len(names)} + 1 = {fitting}"),),
    )


def _joined(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _names_ahead(text: str, place: re.Match[str]) -> tuple[str, ...]:
    """Return those named ahead, where their number is beyond doubt."""
    behind = _BEHIND.search(text, place.end())
    if behind:
        stop = _STOP.search(text, behind.end())
        listed = text[behind.end() : stop.start() if stop else len(text)]
        return _with_figures(listed) or _bare_names(listed)
    only = _ONLY.search(text)
    if only and place["nth2"]:
        listed = only["list"]
        return _with_figures(listed) or _bare_names(listed) or _years(listed)
    return ()


def _with_figures(listed: str) -> tuple[str, ...]:
    """Return the names of "A in 13.30 and B in 13.37"; nothing where a name lacks its figure."""
    figures = find_named_figures(listed)
    names = tuple(dict.fromkeys(f.name for f in figures))
    if len(names) != len(figures) or not names:
        return ()
    joints = len(re.findall(r",\s(?:and\s)?(?=[A-Z])|\sand\s(?=[A-Z])", listed))
    return names if joints == len(names) - 1 else ()


def _bare_names(listed: str) -> tuple[str, ...]:
    """Return three or more names, or two of two words each: "Anna Marsh and Lena Olsen" are certainly two."""
    items = read_items(listed.split(" in ")[0] if " and " in listed.split(" in ")[0] else listed, names_only=True)
    if items is None or (len(items) == 2 and not all(" " in item for item in items)):
        return ()
    return items


def _years(listed: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d{4}", listed)) if re.fullmatch(r"[\d ,and]+", listed) else ()


RULE = Rule(
    code="SCO106",
    name="finish-order-mismatch",
    family="scores",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("rank",),
)
