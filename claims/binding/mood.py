"""Whether a sentence asserts a figure, forecasts it, aims at it, supposes or denies it; and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from claims.binding.chains import chain_before
from claims.binding.items import Item
from claims.binding.scan import verb_at
from claims.binding.words import word_set
from claims.lexicon import load
from claims.model import Mood, Phrase

__all__ = ["attribution_of", "mood_of"]

_REACH = 40
_DECIDED = word_set("decided")


@cache
def _moods() -> tuple[tuple[Mood, frozenset[str]], ...]:
    words = load("moods")
    return tuple(
        (mood, frozenset(words[mood.value].split()))
        for mood in (Mood.HYPOTHETICAL, Mood.NEGATED, Mood.TARGET, Mood.FORECAST)
    )


@cache
def _sources() -> frozenset[str]:
    return frozenset(load("attribution")["verbs"].split())


def mood_of(items: Sequence[Item], at: int) -> Mood:
    """Return the mood that the words of the figure's clause give it, those before it first."""
    begins = verb_at(items, at + 1)  # the figure is itself the subject of a verb
    for index in range(at - 1, max(at - _REACH, -1), -1):
        item = items[index]
        if begins and item.kind in ("conj", "comma"):
            break
        if item.kind in ("stop",) or (
            item.kind == "sub" and item.lower in ("while", "whereas", "as", "after", "before")
        ):
            break
        if item.kind in ("comma",) and _new_statement(items, index):
            break
        found = _mood_of_item(items, index)
        if found is not None:
            return found
        if item.kind == "verb" and item.sense in ("change", "level", "have") and not _helped(items, index):
            if items[index - 1].kind == "conj" and not item.lower.endswith(("ed", "s")):
                continue  # "will open 60 shops and close 25"
            return _mood_of_subject(items, index)
    return _mood_of_opening(items, at)


def _mood_of_item(items: Sequence[Item], index: int) -> Mood | None:
    item = items[index]
    if item.kind in ("period", "figure"):
        return None
    words = [word.lower for word in item.words] if item.kind == "np" else [item.lower.replace("’", "'")]
    for mood, lexicon in _moods():
        for word in words:
            if word in lexicon and not (mood is Mood.NEGATED and _only_compares(items, index)):
                if item.kind == "verb" and item.sense == "say" and mood is Mood.HYPOTHETICAL:
                    continue
                return mood
    if item.kind == "modal" and item.lower == "to" and index and _is_planned(items, index):
        return Mood.FORECAST
    return None


def _is_planned(items: Sequence[Item], index: int) -> bool:
    """Say whether "to" announces: a headline's "Airline to cut 1,300 jobs", "is to cut"."""
    before = items[index - 1]
    if before.kind == "verb" and before.lower in _DECIDED:
        return True
    follows = items[index + 1] if index + 1 < len(items) else None
    return (
        follows is not None
        and follows.kind == "verb"
        and (before.kind == "aux" or (before.kind == "np" and index == 1) or before.lower in ("is", "are"))
    )


def _only_compares(items: Sequence[Item], index: int) -> bool:
    """Say whether "not" or "without" denies no figure: "not only", "without adjustment"."""
    item = items[index]
    after = items[index + 1] if index + 1 < len(items) else None
    if item.lower in ("without", "neither", "nor"):
        return True
    return after is not None and after.lower in ("only", "just", "least")


def _new_statement(items: Sequence[Item], comma: int) -> bool:
    """Say whether a clause with its own verb begins after a comma."""
    return any(item.kind == "verb" and item.sense != "say" for item in items[comma + 1 : comma + 5])


def _helped(items: Sequence[Item], verb: int) -> bool:
    return verb > 0 and items[verb - 1].kind in ("aux", "modal", "adv")


def _mood_of_subject(items: Sequence[Item], verb: int) -> Mood:
    """Read "its target was 250,000" and "forecasts were for 3 percent"."""
    before = verb - 1
    if before >= 0 and items[before].kind == "np":
        found = _mood_of_item(items, before)
        if found in (Mood.TARGET, Mood.FORECAST):
            return found
    return _mood_of_opening(items, verb)


def _mood_of_opening(items: Sequence[Item], at: int) -> Mood:
    first = next((item for item in items[:at] if item.kind != "adv"), None)
    if first is not None and first.lower in ("if", "unless", "should"):
        comma = next((i for i, item in enumerate(items[:at]) if item.kind == "comma"), None)
        return Mood.HYPOTHETICAL if comma is None or comma >= at else Mood.FACT
    return Mood.FACT


def attribution_of(items: Sequence[Item], text: str) -> Phrase | None:
    """Return who a sentence names as its source: "according to X", "X said", "data from X show"."""
    verbs = _sources()
    for index, item in enumerate(items):
        if item.lower == "according" or (item.kind == "np" and item.words and item.words[-1].lower == "according"):
            found = _phrase(items, index + 2, text)
            if found is not None:
                return found
        if item.kind == "verb" and item.lower in verbs and item.sense in ("say", "have", "other", "level"):
            found = _speaker(items, index, text)
            if found is not None:
                return found
    return None


def _speaker(items: Sequence[Item], verb: int, text: str) -> Phrase | None:
    before = verb - 1
    while before >= 0 and items[before].kind in ("adv", "aux", "period"):
        before -= 1
    if before < 0 or items[verb - 1].kind == "aux" or not _says(items, verb):
        return None
    if items[before].kind == "np":
        if _is_counted(items, before):
            return None
        after = items[verb + 1] if verb + 1 < len(items) else None
        counts = after is not None and after.kind == "figure" and items[verb].lower in _FINDING
        if counts and not _FINDERS & {word.lower for word in items[before].words}:
            return None  # "the telescope found 212 galaxies"
        if after is not None and _begins_object(after) and items[verb].lower not in _STATING:
            return None
        return _phrase(items, before, text)
    if items[before].kind == "pron" and items[before].lower in ("it", "he", "she", "they"):
        return Phrase(
            start=items[before].start,
            end=items[before].end,
            text=items[before].text,
            normal=items[before].lower,
        )
    return None


def _is_counted(items: Sequence[Item], at: int) -> bool:
    """Say whether a figure counts who speaks: "two-thirds of victims never report the crime"."""
    before = at - 1
    while before > 0 and _only_links(items[before]):
        before -= 1
    return before >= 0 and items[before].kind == "figure"


def _only_links(item: Item) -> bool:
    return item.kind in ("prep", "det", "adv") or (item.kind == "np" and not item.words)


_FINDING = frozenset({"found", "finds"})
_FINDERS = frozenset(load("attribution")["data"].split()) | frozenset({"researchers", "agency", "bureau", "office"})


def _begins_object(item: Item) -> bool:
    return item.kind in ("figure", "prep", "dir") or (item.kind == "adv" and item.text.isalpha())


_STATING = word_set("stating")


def _says(items: Sequence[Item], verb: int) -> bool:
    """Say whether the verb names a speaker; of "reported" only where a pause follows."""
    if items[verb].sense == "say":
        return True
    after = next((item for item in items[verb + 1 : verb + 4] if item.kind not in ("adv", "period")), None)
    return after is None or after.kind in ("comma", "stop") or after.lower == "that"


def _phrase(items: Sequence[Item], at: int, text: str) -> Phrase | None:
    if at >= len(items) or items[at].kind != "np" or not items[at].words:
        return None
    chain = chain_before(items, at)
    first = chain.first if chain is not None else at
    last = at
    while (
        last + 2 < len(items)
        and items[last + 1].kind == "prep"
        and items[last + 1].lower in ("of", "for", "and")
        and items[last + 2].kind == "np"
    ):
        last += 2
    start, end = items[first].start, items[last].end
    normal = text[start:end].lower()
    for article in ("the ", "a ", "an ", "its ", "their "):
        normal = normal.removeprefix(article)
    return Phrase(start=start, end=end, text=text[start:end], normal=" ".join(normal.split()))
