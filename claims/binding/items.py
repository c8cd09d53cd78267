"""A sentence as a row of items: figures, noun phrases, verbs, prepositions, commas … (light chunking, no parser).

Every decision looks at a few neighbours only, so that the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from claims.binding.gazetteer import gazetteer
from claims.binding.words import Vocabulary, vocabulary
from claims.document import Document, Sentence
from claims.model import PeriodMention, Quantity

__all__ = ["Item", "ItemKind", "Row", "read_row"]

ItemKind = Literal[
    "figure", "period", "np", "verb", "aux", "modal", "prep", "conj", "sub", "rel", "pron", "comma", "stop",
    "open", "close", "dir", "adv", "det", "word", "own", "noun_or_verb",
]  # fmt: skip
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|['’]s\b|['’](?=\s)|\w+(?:(?:[-–.&/]|['’](?!s\b))\w+)*|[^\w\s]")
_COMMAS, _STOPS, _OPENS, _CLOSES = frozenset(","), frozenset(";:—–|•"), frozenset("(["), frozenset(")]")
_TITLES = frozenset({"mr", "mrs", "ms", "dr"})


@dataclass(frozen=True, slots=True)
class Item:
    """One figure, phrase, verb or mark; `words` are the words of a noun phrase without article and owner."""

    kind: ItemKind
    start: int
    end: int
    text: str
    sense: str = ""  # of a verb
    words: tuple[Item, ...] = ()
    det: str = ""
    owner: tuple[Item, ...] = ()  # "Japan" in "Japan's trade surplus"
    quantity: Quantity | None = None

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper() or (self.text[1:2].isupper() and self.text[:1].islower())


@dataclass(frozen=True, slots=True)
class Row:
    """The items of one sentence, and where each claim figure stands in it."""

    sentence: Sentence
    items: tuple[Item, ...]
    figures: tuple[int, ...] = field(default=())
    dateline: tuple[Item, ...] = ()  # "OTTAWA" of "OTTAWA — Exports rose"


def read_row(
    document: Document, sentence: Sentence, quantities: Sequence[Quantity], mentions: Sequence[PeriodMention]
) -> Row:
    """Read one sentence; `quantities` and `mentions` are those that lie in it, in text order."""
    known = vocabulary(document.language if document.language == "en" else "en")
    words = _tokens(document.text, sentence, quantities, mentions, known)
    items = _chunk(_decide_verbs(_join_adverbs(words, document.text, known), known), document.text)
    skipped = _dateline(items)
    dateline = items[0].words if skipped else ()
    items = items[skipped:]
    figures = tuple(i for i, item in enumerate(items) if item.kind == "figure")
    return Row(sentence, items, figures, dateline)


def _dateline(items: tuple[Item, ...]) -> int:
    """Return how many items a dateline takes: "OTTAWA, Ont. (Agency) —"."""
    if not items or items[0].kind != "np" or not all(word.text.isupper() for word in items[0].words):
        return 0
    for at, item in enumerate(items[1:8], start=1):
        if item.kind == "stop":
            return at + 1
        if item.text == "-" and at > 1:
            return at + 1
        if item.kind in ("figure", "verb", "prep"):
            return 0
    return 0


def _tokens(
    text: str,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    mentions: Sequence[PeriodMention],
    known: Vocabulary,
) -> list[Item]:
    fixed = [
        Item("figure", q.start, q.end, text[q.start : q.end], quantity=q) for q in quantities if q.is_claim
    ]
    fixed += [Item("period", m.start, m.end, text[m.start : m.end]) for m in mentions]
    fixed += [Item("period", q.start, q.end, q.surface) for q in quantities if q.kind == "date"]
    # a figure inside an expression of time stays a figure
    fixed.sort(key=lambda item: (item.start, item.kind != "figure"))
    items: list[Item] = []
    at, next_fixed = sentence.start, 0
    while at < sentence.end:
        while next_fixed < len(fixed) and fixed[next_fixed].start < at:
            late = fixed[next_fixed]
            if late.kind == "figure" and late.end > at:
                break
            next_fixed += 1
        stop = fixed[next_fixed].start if next_fixed < len(fixed) else sentence.end
        items += [_token(match, known) for match in _TOKEN.finditer(text, at, min(stop, sentence.end))]
        if next_fixed >= len(fixed):
            break
        found = fixed[next_fixed]
        inner = next((f for f in fixed[next_fixed + 1 : next_fixed + 4] if f.start < found.end), None)
        if found.kind == "period" and inner is not None and inner.kind == "figure":
            items.append(Item("period", found.start, inner.start, text[found.start : inner.start]))
            found = inner
        items.append(found)
        at, next_fixed = max(at, found.end), next_fixed + 1
    return items


def _token(match: re.Match[str], known: Vocabulary) -> Item:
    text = match.group()
    lower = text.lower().replace("’", "'")
    kind: ItemKind
    if lower in ("'s", "'"):
        kind = "own"
    elif text in _COMMAS:
        kind = "comma"
    elif text in _STOPS:
        kind = "stop"
    elif text in _OPENS:
        kind = "open"
    elif text in _CLOSES:
        kind = "close"
    elif text == "&":
        kind = "conj"
    elif not text[0].isalnum():
        kind = "adv" if text in "-$€£¥%\"'“”‘’*_#`+~.?!…" else "stop"
    else:
        kind = known.classes.get(lower, "word")  # type: ignore[assignment]
        if kind in ("adv", "dir", "pron", "det") and len(text) > 1 and text.isupper() and lower in ("us", "it"):
            kind = "word"
        if kind == "modal" and text == "May" and match.start() > 0:
            kind = "word"
        if kind == "word" and lower.endswith("ly") and lower not in known.not_adverbs and not text[0].isupper():
            kind = "adv"
    return Item(kind, match.start(), match.end(), text)


def _join_adverbs(items: list[Item], text: str, known: Vocabulary) -> list[Item]:
    """Make one item of adverbs of several words: "as a whole", "on average", "more than"."""
    joined: list[Item] = []
    at = 0
    while at < len(items):
        for phrase in known.phrases.get(items[at].lower, ()):
            if all(
                at + k < len(items) and items[at + k].lower == word and items[at + k].kind != "figure"
                for k, word in enumerate(phrase)
            ):
                start, end = items[at].start, items[at + len(phrase) - 1].end
                kind: ItemKind = "prep" if phrase[-1] in ("than", "with", "to", "of", "as") and phrase[0] in _COMPARING else "adv"
                joined.append(Item(kind, start, end, text[start:end]))
                at += len(phrase)
                break
        else:
            joined.append(items[at])
            at += 1
    return joined


_COMPARING = frozenset({"compared", "relative", "rather", "other", "such", "as", "in"})


def _decide_verbs(items: list[Item], known: Vocabulary) -> list[Item]:
    """Mark the words that are verbs here: a participle before a noun ("registered trademarks") is not."""
    later = _verb_follows(items, known)
    decided: list[Item] = []
    for at, item in enumerate(items):
        sense = _candidate(item, known)
        if sense is None:
            decided.append(item)
            continue
        before = decided[at - 1] if at else None
        if before is not None and before.lower == "to" and _is_infinitive(item, items[at + 1 : at + 2]):
            before = decided[at - 1] = Item("modal", before.start, before.end, before.text)
            decided.append(_verb(item, sense))
            continue
        while before is not None and before.kind == "adv" and before.start > items[0].start:
            before = next((i for i in reversed(decided[max(at - 4, 0) : at]) if i.kind != "adv"), None)
        after = items[at + 1] if at + 1 < len(items) else None
        if item.kind == "aux" and item.lower not in known.senses:
            decided.append(item)
        elif item.lower.endswith("ing") and sense in ("other", "have", "say"):
            runs = before is not None and before.kind in ("aux", "comma")
            decided.append(_verb(item, sense) if runs else item)
        elif item.lower in known.ambiguous:
            is_verb = _ambiguous_is_verb(item, before, items[at + 1 : at + 5], known, later[at])
            decided.append(_verb(item, sense) if is_verb else item)
        elif item.kind == "aux":
            helps = after is not None and _helps(items[at + 1 : at + 4], known)
            decided.append(item if helps else _verb(item, sense))
        elif _is_modifier(before, after, later[at], known, item):
            decided.append(item)
        else:
            decided.append(_verb(item, sense))
    return decided


def _is_infinitive(item: Item, following: list[Item]) -> bool:
    """Say whether the word after "to" is a verb ("to cut jobs") and no noun ("to record levels", "to sales of")."""
    if item.kind == "aux":
        return True
    after = following[0] if following else None
    if item.lower.endswith(("ed", "ing", "s")) or item.lower in ("total", "record", "cost", "estimate", "forecast"):
        return False
    return after is None or after.kind in ("det", "figure", "adv", "prep", "word", "dir", "period") and after.lower != "of"


def _verb(item: Item, sense: str) -> Item:
    return Item("verb", item.start, item.end, item.text, sense=sense)


def _helps(following: list[Item], known: Vocabulary) -> bool:
    """Say whether an auxiliary is followed by the verb it helps: "has risen", "was not seen"."""
    for item in following:
        if item.kind in ("adv", "modal", "aux"):
            continue
        return _candidate(item, known) is not None and item.lower not in known.ambiguous - _PAST_ALIKE
    return False


def _candidate(item: Item, known: Vocabulary) -> str | None:
    lower = item.lower.replace("’", "'")
    if item.kind == "aux":
        return known.senses.get(lower, "level")
    if item.kind != "word" or lower in known.not_verbs:
        return None
    sense = known.senses.get(lower)
    if sense is not None:
        return sense
    if len(lower) > 4 and lower.endswith("ed") and not lower.endswith("eed"):
        return "other" if "-" not in lower else None
    return None


def _verb_follows(items: list[Item], known: Vocabulary) -> list[bool]:
    """For each place, say whether a clear verb follows before the clause can end."""
    follows = [False] * (len(items) + 1)
    for at in range(len(items) - 1, 0, -1):
        item = items[at]
        if item.kind in ("comma", "stop", "sub", "rel", "open", "close", "figure"):
            follows[at - 1] = False
        else:
            sense = _candidate(item, known)
            clear = sense is not None and (item.kind == "aux" or item.lower not in known.ambiguous)
            follows[at - 1] = follows[at] or clear
    return follows


def _ambiguous_is_verb(
    item: Item, before: Item | None, following: list[Item], known: Vocabulary, later: bool
) -> bool:
    if before is None or before.kind in ("det", "own"):
        return False
    if before.kind == "figure":
        return item.lower in _PAST_ALIKE and bool(following) and following[0].kind == "det"
    if before.kind == "prep" or (before.kind == "dir" and before.lower not in ("up", "down")):
        return False
    if before.kind == "modal":
        return not (following and following[0].lower == "of")
    if before.kind in ("aux", "pron", "rel"):
        return True
    if later or item.capital:
        return False
    for after in following:
        if after.kind == "figure":
            return True
        if after.kind in ("adv", "dir", "period") or after.lower in ("by", "to", "from", "at", "over", "under", "than"):
            continue
        if after.kind == "det":
            return before.kind in ("word", "own", "adv", "conj")
        if after.kind == "prep":
            return False
        if after.kind == "word" and after.capital and any(i.kind == "figure" for i in following[1:3]):
            return before.kind in ("word", "adv")
        return after.kind == "word" and item.lower in _PAST_ALIKE and before.kind in ("word", "conj", "adv")
    return item.lower in _PAST_ALIKE and before.kind == "word"


def _clear_verb(item: Item, known: Vocabulary) -> bool:
    return _candidate(item, known) is not None and item.lower not in known.ambiguous


_PAST_ALIKE = frozenset(
    "cut hit lost put set used forecast added left shot estimated projected expected planned increased reduced slow combined".split()
)


def _is_modifier(before: Item | None, after: Item | None, later: bool, known: Vocabulary, item: Item) -> bool:
    """Say whether a verb form stands inside a noun phrase."""
    if item.sense == "say" or before is None:
        return after is not None and after.kind == "word" and later
    if before.kind == "own":
        return after is not None and after.kind == "word"
    if before.kind == "det":
        return True
    if before.kind in ("aux", "modal", "pron", "rel", "comma", "conj", "close"):
        # "and registered trademarks rose": a noun after it and a verb after that
        return before.kind in ("comma", "conj") and after is not None and after.kind == "word" and later
    if after is not None and after.kind == "word" and item.lower.endswith(("ed", "ing", "en")):
        return later or before.kind in ("prep", "figure", "stop", "dir") or (before.kind == "adv" and later)
    if before.kind == "word" and after is not None and _clear_verb(after, known):
        return True  # "hours worked increased"
    # a reduced relative clause: "shares traded in London fell"
    if before.kind == "prep":
        return before.lower not in ("after", "since", "before", "by", "from", "than", "of")
    if after is None or after.kind != "prep" or after.lower == "to":
        return False
    return later and before.kind == "word" and item.lower.endswith("ed")


def _chunk(items: list[Item], text: str) -> tuple[Item, ...]:
    """Join articles, owners, adjectives and nouns into noun phrases."""
    chunks: list[Item] = []
    at = 0
    while at < len(items):
        if items[at].kind in ("det", "word", "noun_or_verb"):
            phrase, at = _noun_phrase(items, at, text)
            chunks.append(phrase)
        else:
            if items[at].kind != "own":
                chunks.append(items[at])
            at += 1
    return tuple(chunks)


def _noun_phrase(items: list[Item], at: int, text: str) -> tuple[Item, int]:
    start, det = items[at].start, ""
    owner: tuple[Item, ...] = ()
    words: list[Item] = []
    end = items[at].end
    while at < len(items):
        item = items[at]
        if item.kind == "det":
            if words or (det and det not in ("all", "both", "half", "such")):
                break
            det = item.lower
        elif item.kind == "word":
            words.append(item)
        elif item.kind == "own" and words:
            owner, words, det = tuple(words), [], ""
        elif item.kind == "conj" and words and _joins_name(words, items, at):
            words.append(Item("word", item.start, item.end, item.text))
        elif item.kind == "dir" and det and not words and _word_after(items, at):
            words.append(Item("word", item.start, item.end, item.text))
        elif not (item.kind == "adv" and item.lower.endswith("ly") and _word_after(items, at) and (words or det)):
            break
        else:
            words.append(Item("word", item.start, item.end, item.text))
        end = item.end
        at += 1
    if det in ("this", "that", "these", "those") and not words and not owner:
        return Item("pron", start, end, text[start:end]), at
    return Item("np", start, end, text[start:end], words=tuple(words), det=det, owner=owner), at


def _joins_name(words: list[Item], items: list[Item], at: int) -> bool:
    """Say whether "and" or "&" is inside a name: Trinidad and Tobago, Harrow & Finch."""
    after = items[at + 1] if at + 1 < len(items) else None
    if after is None or after.kind != "word" or not (after.capital and words[-1].capital):
        return False
    return items[at].text == "&" or any(word.text in gazetteer().joined for word in words)


def _word_after(items: list[Item], at: int) -> bool:
    return at + 1 < len(items) and items[at + 1].kind == "word"
