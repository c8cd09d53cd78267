"""Words that say up or down, and their opposites, from the lexicon `direction_pairs`."""

from __future__ import annotations

from functools import cache

from claims.lexicon import load

__all__ = ["cased", "direction_of", "flipped", "future_form", "opposite"]


@cache
def _table() -> dict[str, dict[str, tuple[int, str]]]:
    lexicon = load("direction_pairs")
    return {
        section: _pairs(str(lexicon[section]["pairs"]).split()) for section in ("verbs", "nouns", "adverbs", "beating")
    } | {"phrases": _pairs(str(lexicon["beating"]["phrases"]).split(";"))}


def _pairs(pairs: list[str]) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for pair in pairs:
        up, _, down = pair.strip().partition("/")
        found.setdefault(up, (1, down))
        found.setdefault(down, (-1, up))
    return found


def direction_of(word: str, *sections: str) -> int:
    """Return 1 for up, -1 for down, 0 for a word that the named sections (all, by default) do not have."""
    table = _table()
    for section in sections or tuple(table):
        if word in table[section]:
            return table[section][word][0]
    return 0


def opposite(word: str, *sections: str) -> str | None:
    """Return the word that says the contrary, in the case of `word`.

    >>> opposite("Fell", "verbs")
    'Rose'
    """
    table = _table()
    for section in sections or tuple(table):
        if (entry := table[section].get(word.lower())) is not None:
            return cased(entry[1], word)
    return None


def cased(word: str, like: str) -> str:
    """Return `word` with the capital that `like` begins with."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


@cache
def _future() -> dict[str, str]:
    pairs = (pair.partition("=")[::2] for pair in str(load("direction_pairs")["future"]["verbs"]).split())
    return dict(pairs)


def future_form(past: str) -> str | None:
    """Return the infinitive of a finite past form ("grew" is "grow"), ``None`` for other words."""
    return _future().get(past)


def flipped(text: str, span: tuple[int, int]) -> str | None:
    """Return the wording of a direction turned round: "a drop of" becomes "a rise of"; ``None`` if no pair is known."""
    words = text[span[0] : span[1]].split(" ")
    for n, word in enumerate(words):
        bare = word.strip(",.()")
        other = opposite(bare)
        if other is not None:
            words[n] = word.replace(bare, other)
            return " ".join(words)
    return None
