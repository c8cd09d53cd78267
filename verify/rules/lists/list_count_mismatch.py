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

from collections.abc import Iterator
from itertools import islice

from claims.document import Document, Sentence
from claims.patterns import regex
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.rules.lists.announcement import Count, find_counts
from verify.rules.lists.enumeration import bracketed_total, is_name, is_partial, is_year, read_items
from verify.rules.rule import Context, Rule
from verify.rules.small_numbers import like

__all__ = ["RULE", "check"]

_MISSING = 3  # a list that lacks more than this is an excerpt
_DASH = regex(r"\s[—–]\s|\s--\s|—")
_MOST_MARKS = 12  # commas, dashes and colons of one sentence that are looked at
_SUBJECT = regex(r"(?:The|These|Its|Their|His|Her|Our|All|All the)\s")
_ANNOUNCED = (  # what stands between the noun and the list, one of the marks it has; words allowed there; names only
    (regex(r":\s+(?=\S)"), (":",), 14, False),
    (_DASH, ("—", "–", "--"), 2, False),
    (regex(r"(?<=[a-z]),\s(?=[A-Z])"), (",",), 0, True),
    (regex(r"\s(?=\()"), ("(",), 2, True),
    (regex(r",? namely,? "), ("namely",), 4, False),
    (regex(r"\s(?:are|were)\s"), ("are", "were"), 4, True),
)


def check(context: Context) -> Iterator[Finding]:
    document = context.document
    for sentence in document.sentences:
        text = document.sentence_text(sentence)
        yield from _in_running_text(text, sentence)
    yield from _bulleted(document)


def _in_running_text(text: str, sentence: Sentence) -> Iterator[Finding]:
    for mark, signs, reach, names_only in _ANNOUNCED:
        if not any(sign in text for sign in signs):
            continue
        for match in islice(mark.finditer(text), _MOST_MARKS):
            counts = find_counts(text, match.start(), reach)
            if not counts or is_partial(text[counts[-1].end : match.start()]):
                continue
            if match.group().startswith(", ") and not _SUBJECT.fullmatch(text[: counts[-1].start]):
                continue  # only "The five Nordic teams, Norway, …": elsewhere another clause may begin
            body = _body(text, match.end())
            items = read_items(body, names_only)
            if items is None or any(c.value == len(items) for c in counts) or not _fits(counts[-1], items, body):
                continue
            yield _finding(counts[-1], sentence.start, len(items), "; ".join(items))
            return


def _body(text: str, start: int) -> str:
    """Return the enumeration: to the closing bracket or dash, else to the end of the sentence."""
    rest = text[start:]
    if rest.startswith("("):
        return rest[1:].partition(")")[0]
    dash = _DASH.search(rest)
    return rest[: dash.start()] if dash else rest


def _fits(count: Count, items: tuple[str, ...], body: str) -> bool:
    """Tell whether the difference is one that a list by that name would not have honestly."""
    listed = len(items)
    if count.noun == "times" and not all(map(is_year, items)):
        return False
    if count.noun == "goals" and is_name(items[0]):
        return False
    shared = bracketed_total(body)  # "five medals: Norway (3) and Sweden (2)"
    if shared and listed <= count.value <= shared + listed:
        return False
    if count.value - listed > _MISSING or listed >= 2 * count.value:
        return False  # an excerpt; or each item with an attribute ("Lyon, France, Turin, Italy")
    if count.value == listed - 1 and not is_name(items[-1]):
        return listed > 3 or len(items[-1].split()) > 1  # "two dishes: soup, fish and chips"
    return True


def _bulleted(document: Document) -> Iterator[Finding]:
    """Count the list items that follow a paragraph ending in a colon."""
    blocks = document.blocks
    for block in blocks:
        if block.kind == "list_item" or not document.text[block.start : block.end].rstrip().endswith(":"):
            continue
        listed, at = 0, block.index + 1
        while at < len(blocks) and blocks[at].kind == "list_item":
            listed, at = listed + 1, at + 1
        if listed < 2 or not document.sentences:
            continue
        sentence = document.sentence_at(block.end - 1)
        text = document.sentence_text(sentence)
        counts = find_counts(text, len(text.rstrip(" :\n")), 14)
        if counts and all(c.value != listed for c in counts) and counts[-1].value - listed <= _MISSING:
            yield _finding(counts[-1], sentence.start, listed, f"{listed} list items")


def _finding(count: Count, offset: int, listed: int, items: str) -> Finding:
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
        suggestions=(Suggestion(start=start, end=end, replacement=replacement, why="the number of items listed"),),
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
