"""A sentence as a row of items: figures, noun phrases, verbs, prepositions, commas … (no parser).

Every decision looks at a few neighbours only, so that the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from claims.binding.datelines import dateline_end, dateline_of
from claims.binding.gazetteer import gazetteer
from claims.binding.item import Item, ItemKind
from claims.binding.verbs import decide_verbs
from claims.binding.words import Vocabulary, vocabulary, word_set
from claims.document import Document, Sentence
from claims.model import Kind, PeriodMention, Quantity
from claims.patterns import regex

__all__ = ["Item", "Row", "read_row"]

_TOKEN = regex(
    r"(?:[A-Z]\.){2,}|(?:St|Ste|Mt|Ft)\.(?=\s[A-Z])|['’]s\b|['’](?=\s)|\d{1,3}(?:,\d{3})+|\w+(?:(?:[-–.&/]|['’](?!s\b))\w+)*|[^\w\s]"
)
_CODE = regex(r"[A-Z]{1,3}")
_SCORE = regex(r"\d+[-–]\d+")
_COMMAS, _STOPS, _OPENS, _CLOSES = frozenset(","), frozenset(";:—–|•"), frozenset("(["), frozenset(")]")
_TIMES = (word_set("times") | {"half"}) - {"time"}
_ORDERED = frozenset({"first", "second", "third", "final"})  # "First-year enrolments"
_TITLES = frozenset({"mr", "mrs", "ms", "dr"})


@dataclass(frozen=True, slots=True)
class Row:
    """The items of one sentence, and where each claim figure stands in it."""

    sentence: Sentence
    items: tuple[Item, ...]
    figures: tuple[int, ...] = field(default=())
    dateline: tuple[Item, ...] = ()  # "OTTAWA" of "OTTAWA — Exports rose"
    country: tuple[Item, ...] = ()  # "Costa Rica" of "SAN JOSE, Costa Rica —"
    listed: bool = False  # a point of a list, after the sentence that leads it in


def read_row(
    document: Document, sentence: Sentence, quantities: Sequence[Quantity], mentions: Sequence[PeriodMention]
) -> Row:
    """Read one sentence; `quantities` and `mentions` are those that lie in it, in text order."""
    known = vocabulary()
    words = _tokens(document.text, sentence, quantities, mentions)
    words = decide_verbs(_join_adverbs(words, document.text, known), known)
    items = _chunk(_without_particles(words, known), document.text)
    skipped = dateline_end(items)
    dateline = items[0].words if skipped else ()
    country = dateline_of(items, skipped)
    items = items[skipped:]
    figures = tuple(i for i, item in enumerate(items) if item.kind == "figure")
    block = document.blocks[sentence.block] if document.blocks else None
    return Row(sentence, items, figures, dateline, country, block is not None and block.kind == "list_item")


def _tokens(
    text: str,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    mentions: Sequence[PeriodMention],
) -> list[Item]:
    figures = [Item("figure", q.start, q.end, text[q.start : q.end], quantity=q) for q in quantities if q.is_claim]
    spans = sorted([(m.start, m.end) for m in mentions] + [(q.start, q.end) for q in quantities if q.kind == "date"])
    items: list[Item] = []
    at = sentence.start
    for item in _in_order(text, figures, spans):
        if item.end <= at:
            continue
        if item.start > at:
            items += map(_token, _TOKEN.finditer(text, at, min(item.start, sentence.end)))
        if item.kind == "figure" and items and items[-1].end == item.start and _CODE.fullmatch(items[-1].text):
            items.pop()  # "T$61,000"
        compound = _compound(text, item)
        if item.kind == "figure" or compound is None:
            items.append(item)
        at = item.end
        if compound is not None:
            items.append(Item("word", compound.start if item.kind == "period" else at, compound.end, compound.text))
            at = compound.end
    items += map(_token, _TOKEN.finditer(text, at, max(at, sentence.end)))
    return items


def _compound(text: str, item: Item) -> Item | None:
    """Return the word that a figure or a time only begins: "two-year-olds", "first-time"."""
    if text[item.end : item.end + 1] != "-" or not text[item.end + 1 : item.end + 2].isalpha():
        return None
    match = _TOKEN.match(text, item.end + 1)
    if match is None or not any(c.isalpha() for c in item.text):
        return None
    ordered = item.kind == "period" and item.lower in _ORDERED and match.group().lower() == "year"
    if match.group().lower() in _TIMES and not ordered:
        return None
    return Item("word", item.start, match.end(), text[item.start : match.end()])


def _in_order(text: str, figures: Sequence[Item], spans: Sequence[tuple[int, int]]) -> Iterator[Item]:
    """Yield figures and, around them, the pieces of expressions of time: a figure inside one stays a figure."""
    waiting = list(reversed(spans))
    at = 0
    for figure in [*figures, None]:
        limit = figure.start if figure is not None else len(text)
        while waiting and waiting[-1][0] < limit:
            start, end = waiting.pop()
            start, stop = max(start, at), min(end, limit)
            if start < stop:
                yield Item("period", start, stop, text[start:stop])
                at = stop
            if end > limit and figure is not None:
                waiting.append((limit, end))
                break
        if figure is not None:
            yield figure
            at = max(at, figure.end)


def _token(match: re.Match[str]) -> Item:
    text, (start, end) = match[0], match.span()
    return Item(_kind_of(text, start == 0), start, end, text)


@lru_cache(maxsize=8192)
def _kind_of(text: str, opens: bool) -> ItemKind:
    """Return what a word or a mark is by itself; `opens` says that it opens the text."""
    known = vocabulary()
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
        kind = known.classes.get(lower, "word")
        if kind in ("adv", "dir", "pron", "det") and len(text) > 1 and text.isupper() and lower in ("us", "it"):
            kind = "word"
        if kind == "modal" and text == "May" and not opens:
            kind = "word"
        if kind == "conj" and text == "Plus" and not opens:
            kind = "word"  # "the miner Salar Plus"
        if kind == "word" and _SCORE.fullmatch(text):
            kind = "adv"  # "won 3-1": no name and no thing
        if kind == "word" and lower.endswith("ly") and lower not in known.not_adverbs and not text[0].isupper():
            kind = "adv"
    return kind


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
                kind: ItemKind = (
                    "prep" if phrase[-1] in ("than", "with", "to", "of", "as") and phrase[0] in _COMPARING else "adv"
                )
                if phrase == ("per", "capita"):
                    kind = "word"
                joined.append(Item(kind, start, end, text[start:end]))
                at += len(phrase)
                break
        else:
            joined.append(items[at])
            at += 1
    return joined


def _without_particles(items: list[Item], known: Vocabulary) -> list[Item]:
    """Drop what belongs to the verb before: "brought in $9 million", "paid out £3 million"."""
    kept: list[Item] = []
    for at, item in enumerate(items):
        verbs = known.phrasal.get(item.lower)
        away = item.lower in ("out", "away") and items[at + 1 : at + 2] != [] and items[at + 1].kind in ("word", "det")
        if away and kept and kept[-1].kind == "verb" and kept[-1].lower not in _BEING:
            continue  # "handed out fines worth 520,000 euros"
        listed = verbs is not None and _belongs_to_verb(kept, item, items[at + 1 : at + 3], verbs)
        if listed or _counts_its_object(kept, item, items[at + 1 : at + 2]):
            if kept[-1].kind == "verb" and kept[-1].sense in ("level", "have"):
                verb = kept[-1]  # "turned away 2,200 applicants" tells what was done
                kept[-1] = Item("verb", verb.start, verb.end, verb.text, sense="other")
            continue
        kept.append(item)
    return kept


def _belongs_to_verb(before: list[Item], particle: Item, after: list[Item], verbs: frozenset[str]) -> bool:
    if not before or before[-1].lower not in verbs:
        return False
    figure = next((item for item in after if item.kind not in ("adv", "det")), None)
    bare = particle.lower == "back" and figure is not None and figure.kind == "word"  # "buy back shares"
    return bare or (figure is not None and figure.kind == "figure")


def _counts_its_object(before: list[Item], particle: Item, after: list[Item]) -> bool:
    """Say whether a particle stands between a verb and what it counts: "knocked down 40 houses"."""
    if particle.lower not in _PARTICLES or not before or before[-1].kind != "verb" or before[-1].lower in _BEING:
        return False
    if before[-1].sense not in ("other", "level"):
        return False
    quantity = after[0].quantity if after else None
    return quantity is not None and quantity.kind is Kind.COUNT


_BEING = frozenset("was were is are be been stood stands came went".split())
_PARTICLES = frozenset("out off away aside back up down over".split())
_COMPARING = frozenset({"compared", "short", "shy", "relative", "rather", "other", "such", "as", "in"})


def _chunk(items: list[Item], text: str) -> tuple[Item, ...]:
    """Join articles, owners, adjectives and nouns into noun phrases."""
    chunks: list[Item] = []
    at = 0
    while at < len(items):
        if _is_dimension(items, at):
            chunks.append(Item("adv", items[at].start, items[at].end, items[at].text))
            at += 1
        elif (
            items[at].kind in ("det", "word", "noun_or_verb")
            or _is_adjective(items, at)
            or _grades_participle(items, at)
        ):
            phrase, at = _noun_phrase(items, at, text)
            opens = (
                0 < len(chunks) < _OPENING
                and chunks[0].kind == "prep"
                and not any(chunk.kind in _CLAUSES for chunk in chunks)
            )
            verb = at < len(items) and items[at].kind in ("verb", "aux", "modal")
            chunks += _without_subject(phrase, text) if opens and verb else (phrase,)
            if verb and len(chunks) > 1 and chunks[-2].kind == "prep" and chunks[-2].lower in _BEGINNING:
                link = chunks[-2]  # "hired 90 people after its sales rose"
                finite = items[at].kind != "verb" or items[at].sense in ("change", "level", "have")
                kind: ItemKind = "sub" if finite and len(chunks) > 2 else "prep"
                chunks[-2] = Item(kind, link.start, link.end, link.text)
        else:
            if items[at].kind != "own":
                chunks.append(items[at])
            at += 1
    return tuple(chunks)


_BEGINNING = frozenset({"after", "before", "since", "until"})
_OPENING = 8  # items before the subject of "In the runoff Marek Dolan got …"
_CLAUSES = frozenset({"verb", "comma", "stop", "figure"})


def _without_subject(phrase: Item, text: str) -> tuple[Item, ...]:
    """Part "In the runoff Marek Dolan got …" where the clause's subject begins: a name after a common noun."""
    words = phrase.words
    first = next((n for n, word in enumerate(words) if word.capital), 0)
    named = first and all(word.capital for word in words[first:])
    if not named or words[first - 1].lower in _named() or phrase.det not in ("the", "a", "an", "this", "that", ""):
        return (phrase,)
    middle = words[first].start
    opening = Item(
        "np",
        phrase.start,
        words[first - 1].end,
        text[phrase.start : words[first - 1].end],
        words=words[:first],
        det=phrase.det,
        owner=phrase.owner,
    )
    return opening, Item("np", middle, phrase.end, text[middle : phrase.end], words=words[first:])


@cache
def _named() -> frozenset[str]:
    """Return the words before a name that belong to it: "the city Lyon", "rival Harbour Bank"."""
    lists = ("within", "persons", "epithets", "titled")
    return frozenset(gazetteer().types).union(*(word_set(name) for name in lists))


def _is_dimension(items: list[Item], at: int) -> bool:
    """Say whether an adjective only says how a figure is measured: "9.4 years old", "1,200 metres long"."""
    after = at > 0 and items[at - 1].kind == "figure"
    return after and items[at].kind == "word" and items[at].lower in _DIMENSIONS and not _word_after(items, at)


_DIMENSIONS = word_set("dimensions")


def _is_adjective(items: list[Item], at: int) -> bool:
    """Say whether an adverb of time stands before its noun after a figure: "1.9 million overnight stays"."""
    item = items[at]
    after = at > 0 and items[at - 1].kind == "figure"
    return item.kind == "adv" and item.lower in _ADJECTIVES and after and _word_after(items, at)


_ADJECTIVES = frozenset({"overnight"})


def _grades_participle(items: list[Item], at: int) -> bool:
    """Say whether an adverb begins a phrase: "sales of previously owned homes", "12 newly built flats"."""
    if items[at].kind != "adv" or not items[at].lower.endswith("ly") or at + 2 >= len(items) or not at:
        return False
    led = items[at - 1].kind in ("prep", "figure") and items[at - 1].lower not in ("to", "by", "at")
    graded = items[at + 1].kind == "word" and items[at + 1].lower.endswith(("ed", "en", "ilt", "ll"))
    return led and graded and items[at + 2].kind == "word"


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
        elif not words and not det and _grades_participle(items, at):
            words.append(Item("word", item.start, item.end, item.text))
        elif item.kind == "word" or _is_adjective(items, at) or (det and not words and _is_ordinal(items, at)):
            words.append(item)
        elif item.kind == "own" and words:
            owner, words, det = tuple(words), [], ""
        elif (item.kind == "conj" and words and _joins_name(words, items, at)) or (
            item.kind == "dir" and det and not words and _word_after(items, at)
        ):
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


def _is_ordinal(items: list[Item], at: int) -> bool:
    """Say whether "first" or "next" belongs to the noun after it: "won the first round"."""
    return items[at].lower in ("first", "next") and items[at].kind == "adv" and _word_after(items, at)


def _joins_name(words: list[Item], items: list[Item], at: int) -> bool:
    """Say whether "and" or "&" is inside a name: Trinidad and Tobago, Harrow & Finch."""
    after = items[at + 1] if at + 1 < len(items) else None
    if after is None or after.kind != "word" or not (after.capital and words[-1].capital):
        return False
    return items[at].text == "&" or any(word.text in gazetteer().joined for word in words)


def _word_after(items: list[Item], at: int) -> bool:
    return at + 1 < len(items) and items[at + 1].kind == "word"
