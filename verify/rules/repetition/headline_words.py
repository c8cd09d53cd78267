"""What stands above a story, what below, and headline words that say the contrary of the lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Kind
from claims.patterns import regex
from verify.directions import direction_of, opposite
from verify.rules.lines import HEDGE, WORD, Line
from verify.rules.repetition.references import content_words
from verify.rules.rule import Context

__all__ = ["contrary_words", "heads_and_body", "shares_words"]

_MENTION = regex(r"@(\d+)@")
_SECTIONS = ("verbs", "adverbs", "nouns")
_LEAD_LINES = 2
_EITHER_WAY = frozenset(
    [
        "more",
        "less",
        "above",
        "below",
        "larger",
        "smaller",
        "greater",
        "cut",
        "faster",
        "slower",
        "longer",
        "shorter",
        "gain",
        "loss",
        "hike",
    ]
)


def heads_and_body(context: Context) -> tuple[list[Line], list[Line]]:
    """Return the lines of headline, deck and key points, and the lines of the paragraphs below them."""
    lines = context.lines
    first = next((n for n, line in enumerate(lines) if line.block == "paragraph" and _is_prose(line)), len(lines))
    heads = [line for line in lines[:first] if line.block in ("headline", "deck", "list_item", "paragraph")]
    return heads, [line for line in lines[first:] if line.block == "paragraph"]


def _is_prose(line: Line) -> bool:
    return line.shape.rstrip().endswith((".", "?", "!", '."', ".”", '"', "”"))


def shares_words(a: Line, b: Line, least: int) -> bool:
    """Tell whether two lines have at least so many words of content in common."""
    return len(content_words(re.findall(WORD, a.shape)) & content_words(re.findall(WORD, b.shape))) >= least


def contrary_words(context: Context, head: Line, body: list[Line]) -> Iterator[tuple[int, int, str | None, str]]:
    """Yield (start, end, replacement, the story's word) of a direction that the lead contradicts.

    The subject of the headline must be the subject of the lead, and the lead must point one way only.
    """
    said = [(m, way) for m in re.finditer(WORD, head.shape) if (way := _way(m.group()))]
    if len(said) != 1 or any(q.kind is Kind.GROWTH_RATE for q in head.figures):
        return
    match, way = said[0]
    subject = content_words(re.findall(WORD, head.shape[: match.start()]))
    if not subject:
        return
    for line in body[:_LEAD_LINES]:
        words = [(m, w) for m in re.finditer(WORD, line.shape) if (w := _way(m.group()))]
        if not words or not _same_periods(head, line) or not _measured(line, words[0][0]):
            continue
        before = content_words(re.findall(WORD, line.shape[: words[0][0].start()]))
        if not subject <= before or len(before) > len(subject) + 3:
            continue
        if all(w == -way for _, w in words) and not re.search(
            r"\bnot\b|n't\b|\bslow|\bgrowth\b|\brate of\b", line.shape
        ):
            start, end = head.span(match)
            printed = context.document.text[start:end]
            yield start, end, opposite(printed, *_SECTIONS), words[0][0].group()
            return


def _measured(line: Line, word: re.Match[str]) -> bool:
    """A figure stands right after the word ("fell to 5.1 percent") or right before it ("1.4 percent lower")."""
    after = re.match(rf",? (?:by |to |from )?{HEDGE}#(\d+)#", line.shape[word.end() :])
    before = re.search(r"#(\d+)# $", line.shape[: word.start()])
    found = after or before
    return found is not None and bool(line.figures[int(found.group(1))].unit)


def _way(word: str) -> int:
    return 0 if word in _EITHER_WAY else direction_of(word, *_SECTIONS)


def _same_periods(head: Line, line: Line) -> bool:
    """A period named in the headline stands in the lead too."""
    wanted = {head.mentions[int(n)].period for n in _MENTION.findall(head.shape)}
    found = {line.mentions[int(n)].period for n in _MENTION.findall(line.shape)}
    return wanted <= found
