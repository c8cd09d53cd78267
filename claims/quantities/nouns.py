"""What a bare number counts: the noun phrase after it, its head in the singular; and what a rate is per."""

from __future__ import annotations

from claims.lexicon import load
from claims.quantities.draft import Draft
from claims.quantities.tokens import Tokens, word_values

__all__ = ["PER_TIMES", "is_plural", "is_short_plural", "read_noun", "read_per", "singular"]

_LEXICON = load("nouns")
_IRREGULAR = word_values(_LEXICON["plurals"]["irregular"])
_KEEP = frozenset(_LEXICON["plurals"]["keep"].split())
_MODIFIERS = frozenset(_LEXICON["plurals"]["modifiers"].split())
_STOP = frozenset(_LEXICON["stop"]["words"].split())
_VERBS = frozenset(_LEXICON["stop"]["verbs"].split())
_PER = word_values(_LEXICON["ratio_bases"]["per"])
PER_TIMES = frozenset(_LEXICON["ratio_bases"]["time"].split())
_SKIP = frozenset({"more", "fewer", "less", "other", "of", "the", "their", "its", "new", "additional"})
_SQUARED = {
    "foot": "foot",
    "metre": "metre",
    "meter": "metre",
    "kilometre": "kilometre",
    "mile": "mile",
    "inch": "inch",
}
_SQUARED["kilometer"] = "kilometre"
_NO_BASE = frozenset({"cent", "mille", "mil", "million", "billion", "thousand", "hundred", "diluted", "the"}) | _STOP
_REACH = 6


def singular(word: str) -> str:
    """Return the singular of a plural noun.

    >>> singular("filings"), singular("people"), singular("companies")
    ('filing', 'person', 'company')
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _KEEP:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def is_plural(word: str) -> bool:
    """Tell whether a word looks like a plural noun."""
    if word in _IRREGULAR or word in _KEEP:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))


def is_short_plural(printed: str) -> bool:
    """Tell capitals in the plural: "MPs", "GPs", "NGOs"."""
    return len(printed) > 2 and printed[-1] == "s" and printed[:-1].isalpha() and printed[:-1].isupper()


def read_noun(tokens: Tokens, draft: Draft, ceiling: int) -> bool:
    """Find the counted noun between the number and `ceiling`; tell whether there is one."""
    at = start = max(draft.last, draft.right)
    while at < ceiling and tokens.low[at] in _SKIP and at < start + 2:
        if tokens.low[at] in ("of", "the", "their", "its") and tokens.word(draft.last) != "of":
            break
        at += 1
    if tokens.word(at) == "-" and tokens.glued(at) and at == draft.last:
        at += 1
        if at < ceiling and tokens.glued(at) and tokens.low[at].isalpha() and tokens.low[at] not in _STOP:
            return _set(
                tokens,
                draft,
                at,
                at + 1,
                singular(tokens.low[at]) if is_plural(tokens.low[at]) else tokens.low[at],
            )
    first = at
    single = draft.value == 1 and not draft.scale_text
    while at < min(ceiling, first + _REACH):
        word = tokens.low[at]
        if word in _STOP or (word in _VERBS and at > first) or not (word[0].isalpha() or word in "-'’"):
            break
        if is_plural(word) and not (word in _MODIFIERS and at + 1 < ceiling and is_plural(tokens.low[at + 1])):
            return _set(tokens, draft, first, at + 1, singular(word))
        if is_short_plural(tokens.raw(at)):
            return _set(tokens, draft, first, at + 1, tokens.raw(at)[:-1])
        if single and not _noun_follows(tokens, at + 1, ceiling):
            return _set(tokens, draft, first, at + 1, word)
        at += 1
    return False


def _noun_follows(tokens: Tokens, at: int, ceiling: int) -> bool:
    word = tokens.word(at)
    return at < ceiling and word[:1].isalpha() and word not in _STOP and word not in _VERBS


def _set(tokens: Tokens, draft: Draft, first: int, last: int, head: str) -> bool:
    draft.noun_span = (tokens.start[first], tokens.end[last - 1])
    draft.noun = tokens.text[draft.noun_span[0] : draft.noun_span[1]]
    draft.sort, draft.unit = "count", f"count:{head}"
    draft.trace.append(f"nouns: counts {head!r}")
    return True


def read_per(tokens: Tokens, at: int) -> tuple[int, str] | None:
    """Return (token after it, base) of "a day", "per resident", "each year", "/week" at token `at`."""
    word = tokens.word(at)
    if word == "apiece":
        return at + 1, "piece"
    if word not in ("a", "an", "per", "each", "every", "/"):
        return None
    base = tokens.word(at + 1)
    if base in ("square", "cubic") and tokens.word(at + 2) in _SQUARED:
        return at + 3, f"{base} {_SQUARED[tokens.word(at + 2)]}"
    if word == "per" and base.isalpha() and base not in _PER and base not in _NO_BASE and len(base) > 2:
        return at + 2, base
    if base in _PER and (word not in ("a", "an") or base != "quarter"):
        if (
            word in ("a", "an")
            and base in ("year", "month", "week", "day")
            and (tokens.word(at + 2) in _NO_RATE or _goes_on(tokens, at + 2))
        ):
            return None
        return at + 2, _PER[base]
    return None


_NO_RATE = frozenset({"ago", "earlier", "before", "later", "after"})


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Tell "a year and a half" from "300 cars a month and two lorries"."""
    return tokens.word(at) == "and" and tokens.word(at + 1) in ("a", "an", "half", "one")
