"""A list that holds more or fewer items than announced.

## What it checks
A number with a plural noun announces a list ("four priorities: …", "three cities (…)", "the two winners
are …"), and the list that follows is complete and has another number of items. Items of a bulleted list
after a colon are counted too.

## Example
> The dean set out four aims for the library: longer hours, new desks and a quiet room.

## Not flagged
> The choir has five concerts ahead, among them Bergen, Aarhus and Malmö.

## Rounding
None: items are counted. A hedged number ("about ten sites"), a list that says it is partial, and a list
whose items may hold an "and" or an apposition are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.document import Document, Sentence
from claims.lexicon import load
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.lists.enumeration import is_name, is_partial, is_year, read_items
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import cardinal, like

__all__ = ["RULE", "check"]

_LEXICON = load("lists")
_HEDGES = frozenset(str(_LEXICON["hedges"]).replace(",", " ").split())
_MEASURES = frozenset(str(_LEXICON["measures"]).split())
_PLURALS = frozenset(str(_LEXICON["plurals"]).split())
_WITH_NUMBER = frozenset(str(_LEXICON["compounds_with_number"]).split())
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[,;]")
_STOPS = frozenset("in of on at by for from to and or with per a the".split())
_LARGEST = 20
_MISSING = 3  # a list that lacks more than this is an excerpt
_ANNOUNCED = (  # what stands between the noun and the list; words allowed there; names only
    (re.compile(r":\s+(?=\S)"), 14, False),
    (re.compile(r"\s[—–]\s|\s--\s|—"), 2, True),
    (re.compile(r"\s(?=\()"), 2, True),
    (re.compile(r",? namely,? "), 4, False),
    (re.compile(r"\s(?:are|were)\s"), 4, True),
)


@dataclass(frozen=True, slots=True)
class _Count:
    """A number that announces a list: "four" of "four priorities"."""

    start: int
    end: int
    text: str
    value: int
    noun: str
    noun_end: int


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    for sentence in document.sentences:
        text = document.sentence_text(sentence)
        yield from _in_running_text(text, sentence)
    yield from _bulleted(document)


def _in_running_text(text: str, sentence: Sentence) -> Iterator[Finding]:
    for mark, reach, names_only in _ANNOUNCED:
        for match in mark.finditer(text):
            counts = _counts(text[: match.start()], reach)
            if not counts or is_partial(text[counts[-1].end : match.start()]):
                continue
            items = read_items(_body(text, match.end()), names_only)
            if items is None or any(c.value == len(items) for c in counts) or not _fits(counts[-1], items):
                continue
            yield _finding(counts[-1], sentence.start, len(items), "; ".join(items))
            return


def _body(text: str, start: int) -> str:
    """Return the enumeration: to the closing bracket or dash, else to the end of the sentence."""
    rest = text[start:]
    if rest.startswith("("):
        return rest[1:].partition(")")[0]
    dash = re.search(r"\s[—–]\s|\s--\s|—", rest)
    return rest[: dash.start()] if dash else rest


def _counts(before: str, reach: int) -> list[_Count]:
    """Return the numbers with a plural noun in the clause, in order."""
    clause = max(before.rfind(";"), before.rfind(": ")) + 1
    words = list(_WORD.finditer(before, clause))
    found: list[_Count] = []
    for i, word in enumerate(words):
        count = _count_at(words, i)
        if count and len(words) - count.noun_end - 1 <= reach and not _hedged(words, i):
            if found and words[i - 1].group().lower() in ("of", "the", "its", "their", "his", "her") and i:
                joined = {w.group().lower() for w in words[max(i - 3, 0) : i]}
                if "of" in joined and found[-1].noun == count.noun:
                    continue  # "three of the four cities": three are listed
            found.append(count)
        elif count and word.group().lower() != "one":
            return []
    return found


def _count_at(words: list[re.Match[str]], i: int) -> _Count | None:
    word = words[i]
    number, _, counted = word.group().partition("-")
    if counted.lower() in _WITH_NUMBER:
        value = cardinal(number)
        return (
            _Count(word.start(), word.start() + len(number), number, value, counted, i)
            if _announces(value)
            else None
        )
    value = cardinal(word.group())
    if not _announces(value):
        return None
    at = i + 1
    if at < len(words) and words[at].group().lower() == "of":
        at += 2
        if at < len(words) and cardinal(words[at].group()):
            at += 1
    for j in range(at, min(at + 4, len(words))):
        noun = words[j].group()
        low = noun.lower()
        if low in _STOPS or not noun[0].isalpha():
            return None
        if low in _PLURALS or (low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s"))):
            if low in _MEASURES and low != "times":
                return None
            return _Count(word.start(), word.end(), word.group(), value, low, j)
    return None


def _announces(value: int | None) -> bool:
    return value is not None and 2 <= value <= _LARGEST


def _hedged(words: list[re.Match[str]], i: int) -> bool:
    before = [w.group().lower() for w in words[max(i - 2, 0) : i]]
    if not before:
        return False
    ranged = before[-1] in ("to", "or") and (before[0] == "up" or cardinal(before[0]) is not None)
    return ranged or before[-1] in _HEDGES or before == ["one", "of"]


def _fits(count: _Count, items: tuple[str, ...]) -> bool:
    """Tell whether the difference is one that a list by that name would not have honestly."""
    listed = len(items)
    if count.noun == "times" and not all(map(is_year, items)):
        return False
    if count.value - listed > _MISSING or listed >= 2 * count.value:
        return False  # an excerpt; or each item with an attribute ("Lyon, France, Turin, Italy")
    if count.value == listed - 1 and not is_name(items[-1]):
        return len(items[-1].split()) > 1  # "two dishes: soup, fish and chips"
    return True


def _bulleted(document: Document) -> Iterator[Finding]:
    """Count the list items that follow a paragraph ending in a colon."""
    blocks = document.blocks
    for block in blocks:
        if block.kind == "list_item" or not document.text[block.start : block.end].rstrip().endswith(":"):
            continue
        listed = 0
        for following in blocks[block.index + 1 :]:
            if following.kind != "list_item":
                break
            listed += 1
        sentence = next((s for s in reversed(document.sentences) if s.block == block.index), None)
        if listed < 2 or sentence is None:
            continue
        counts = _counts(document.sentence_text(sentence).rstrip(" :\n"), 14)
        if counts and all(c.value != listed for c in counts) and counts[-1].value - listed <= _MISSING:
            yield _finding(counts[-1], sentence.start, listed, f"{listed} list items")


def _finding(count: _Count, offset: int, listed: int, items: str) -> Finding:
    replacement = like(count.text, listed)
    start, end = offset + count.start, offset + count.end
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("list-count",),
        start=start,
        end=end,
        message=f"The list has {listed} items, not {count.value}; did you mean “{replacement}”?",
        explanation="Either the number is wrong, or the list lacks an item or has one too many.",
        suggestions=(
            Suggestion(start=start, end=end, replacement=replacement, why="the number of items listed"),
        ),
        evidence=(Evidence(kind="arithmetic", text=f"{listed} items: {items}"),),
    )


RULE = Rule(
    code="LST101",
    name="list-count-mismatch",
    family="lists",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("list-count",),
)
