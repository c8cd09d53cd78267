"""Words of labels and of stories on common ground: tokens, light stems, what explains what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from claims.patterns import regex
from reference.lexicon import countries, load

__all__ = ["Words", "content", "explained", "lexicon", "printed", "stem", "tokens", "words_of"]

_TOKEN = regex(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_SUFFIXES = (
    "izations", "isations", "ization", "isation", "ations", "ating", "ation", "ators", "ator", "ments",
    "ment", "ances", "ance", "ants", "ant", "ates", "ated", "ions", "ate", "ion", "ings", "ing", "ers", "ies",
    "er", "ed", "es", "al", "ly", "y", "e", "s",
)  # fmt: skip
_KEEP = frozenset(
    {
        "important",
        "nation",
        "national",
        "people",
        "patent",
        "one",
        "rate",
        "rates",
        "state",
        "states",
        "ratio",
        "deflator",
    }
)
_SHORTEST = 3
_NAME = 4  # shorter names of countries are also words (US)


@dataclass(frozen=True, slots=True)
class Words:
    """The matching lexicon, stemmed once."""

    stop: frozenset[str]
    generic: frozenset[str]
    neutral: frozenset[str]
    plain: frozenset[str]
    subset: frozenset[str]
    only_story: frozenset[str]
    negation: frozenset[str]
    explains: dict[str, frozenset[str]]  # stem of a label word -> stems of a story
    phrases: tuple[tuple[str, str], ...]  # with a space on either side
    growth: frozenset[str]
    share: frozenset[str]
    stock: frozenset[str]
    flow: frozenset[str]
    opposites: dict[str, str]
    high: frozenset[str]
    low: frozenset[str]
    falling: frozenset[str]
    partial: tuple[str, ...]
    additions: frozenset[str]
    number_words: frozenset[str]
    share_words: frozenset[str]


@cache
def lexicon() -> Words:
    """Return the matching lexicon."""
    data = load("matching")
    words, kinds = data["words"], data["kinds"]
    pairs = [pair.split() for pair in data["opposites"]["pairs"].split(";") if pair.strip()]
    opposites = {b: a for a, b in reversed(pairs)} | dict(reversed(pairs))
    return Words(
        stop=frozenset(words["stop"].split()),
        generic=_stems(words["generic"]),
        neutral=_stems(words["neutral"]),
        plain=_stems(words["plain"]),
        subset=_stems(words["subset"]),
        only_story=_stems(words["only_story"]),
        negation=frozenset(words["negation"].split()),
        explains=_merged(data["explains"]),
        phrases=tuple((f" {p} ", f" {n} ") for p, n in sorted(data["phrases"].items(), key=lambda item: -len(item[0]))),
        growth=_stems(kinds["growth"]),
        share=_stems(kinds["share"]),
        stock=_stems(kinds["stock"]),
        flow=_stems(kinds["flow"]),
        opposites=opposites,
        high=frozenset(data["superlatives"]["high"].split()),
        low=frozenset(data["superlatives"]["low"].split()),
        additions=_stems(words["additions"]),
        falling=_stems(words["falling"]),
        partial=tuple(part.strip() for part in words["partial"].split(";")),
        number_words=frozenset(data["quantifiers"]["number"].split()),
        share_words=frozenset(data["quantifiers"]["share"].split()),
    )


def _merged(table: dict[str, str]) -> dict[str, frozenset[str]]:
    """Return the words that each stem explains; entries of one stem ("price", "prices") add up."""
    found: dict[str, frozenset[str]] = {}
    for key, text in table.items():
        found[stem(key)] = found.get(stem(key), frozenset()) | _stems(text)
    return found


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split())


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Cut a word's ending: generated, generation and generating meet at "gener"."""
    low = word.lower().replace("’", "'").removesuffix("'s").replace(".", "")
    low = _irregular().get(low) or _peoples().get(low, low)
    if low in _KEEP or not low.isascii() or any(c.isdigit() for c in low):
        return low.removesuffix("s") if low in ("rates", "states") else low
    for suffix in _SUFFIXES:
        if low.endswith(suffix) and len(low) - len(suffix) >= (_SHORTEST if suffix in ("s", "es", "e", "ed") else 4):
            if suffix == "s" and low.endswith("ss"):
                return low
            shorter = low[: -len(suffix)]
            return shorter[:-1] if _doubled(shorter) else shorter
    return low


@cache
def _irregular() -> dict[str, str]:
    return {form: name for name, forms in load("matching")["irregular"].items() for form in forms.split()}


@cache
def _peoples() -> dict[str, str]:
    """Return names of countries and their peoples of one word -> the country: Poles and Polish are Poland's."""
    return {
        word.lower(): name.lower()
        for _, name, aliases, people in countries()
        for word in (*aliases, *people)
        if word.isalpha() and len(word) >= _NAME and " " not in name and people
    }


def _doubled(word: str) -> bool:
    return len(word) > 3 and word[-1] == word[-2] and word[-1] in "bdgmnprt"


def tokens(text: str) -> list[tuple[str, int, int]]:
    """Return (word, start, end) of every word or number of a text."""
    return [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]


def words_of(text: str) -> list[str]:
    """Return every word or number of a text."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=1024)
def printed(text: str) -> dict[str, str]:
    """Return the words of a text as printed, by their stems: {"gradu": "graduates"}."""
    return {stem(word): word for word in reversed(words_of(text.replace("-", " ")))}


@lru_cache(maxsize=16384)
def content(text: str) -> tuple[str, ...]:
    """Return the stems of the words that carry meaning, in order, phrases taken together."""
    known = lexicon()
    low = f" {' '.join(words_of(text.lower().replace('-', ' ')))} "
    for phrase, name in known.phrases:
        if phrase in low:
            low = low.replace(phrase, name)
    found = []
    for word in low.split():
        if word in known.negation:
            found.append("not")
        elif word not in known.stop and stem(word) not in found:
            found.append(stem(word))
    return tuple(found)


@lru_cache(maxsize=16384)
def explained(label: tuple[str, ...]) -> frozenset[str]:
    """Return every stem of a story that the stems of a label explain."""
    known = lexicon()
    result: set[str] = set()
    for word in label:
        result.add(word)
        result |= known.explains.get(word, frozenset())
    return frozenset(result)
