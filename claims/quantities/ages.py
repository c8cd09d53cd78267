"""Ages: "aged 44", "Lena Hartwig, 44,", "60 or older", "a 19-year-old", "under-25s"."""

from __future__ import annotations

from claims.lexicon import load
from claims.quantities.draft import Draft
from claims.quantities.tokens import Tokens

__all__ = ["is_age", "is_age_in_years"]

_LEXICON = load("kinds")["age"]
_BEFORE = frozenset(_LEXICON["before"].split())
_AFTER = frozenset(_LEXICON["after"].split())
_TWO = frozenset({("age", "of"), ("ages", "of"), ("have", "turned"), ("has", "turned")})
_ARTICLES = frozenset({"the", "a", "her", "his"})
_ENDS = frozenset(["when", "at", "and", "but", "on", "in", "last", "this", "next"])
_CHILDREN = frozenset(
    {"child", "children", "kids", "adults", "those", "people", "women", "men", "drivers", "anyone", "them", "whom"}
)
_PEOPLE = frozenset({"those", "people", "adults", "everyone", "anyone", "all", "women", "men", "residents", "citizens"})
_JOINS = frozenset("and or but with plus then from up down of while to a an the in for against".split())
_YOUNGEST_NAMED = 16
_OLDEST = 125


def is_age_in_years(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether so many years or months are an age."""
    later = draft.partner if draft.partner is not None and draft.partner.first > draft.first else draft
    after = tokens.word(later.right)
    if after in ("old", "olds") or (after == "-" and tokens.word(later.right + 1).startswith("old")):
        return True
    before = tokens.word(draft.left - 1)
    return before in ("aged", "age") or (before == "of" and tokens.word(draft.left - 2) in ("age", "ages"))


def is_age(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a bare number is the age of a person, or an age limit."""
    if draft.sort not in ("", "count") or draft.value is None or draft.places or draft.scale_text:
        return False
    if not 0 < draft.value < _OLDEST:
        return False
    before, earlier, after = tokens.word(draft.left - 1), tokens.word(draft.left - 2), tokens.word(draft.last)
    if (before == "-" and earlier in ("under", "over")) or (before in ("under", "over") and after == "s"):
        return True
    if before in _BEFORE or (earlier, before) in _TWO or (before == "than" and earlier in ("older", "younger")):
        return True
    if draft.sort == "count" and draft.noun:
        return False
    if draft.hedge_start is not None and before in _CHILDREN and tokens.word(draft.left) in ("under", "over", "below"):
        return True
    if after in ("or", "and") and tokens.word(draft.last + 1) in ("older", "younger"):
        return True
    if after == "and" and tokens.word(draft.last + 1) in ("over", "under", "above", "up") and before in _PEOPLE:
        return True
    ends = not after[:1].isalnum() or after in _ENDS
    if earlier in ("he", "she", "i", "who") and before in ("is", "was", "am", "turns", "turned") and ends:
        return True
    return _is_apposition(tokens, draft, before, after)


def _is_apposition(tokens: Tokens, draft: Draft, before: str, after: str) -> bool:
    """Tell "Lena Hartwig, 44,", "said Drummond, 53, who", "the striker, 27, has"."""
    name, earlier = tokens.raw(draft.left - 2), tokens.raw(draft.left - 3)
    if before != "," or after not in (",", ".", ")") or not (name.isalpha() and len(name) > 1):
        return False
    if draft.hedge_start is not None or draft.value is None or draft.value < 5 or draft.style != "digits":
        return False
    following = tokens.word(draft.last + 1)
    goes_on = after == "," and (following in _AFTER or (following.endswith("ed") and len(following) > 4))
    if earlier.lower() in _ARTICLES:
        several = name.endswith("s") and not name.endswith("ss")  # "A quarter of the firms, 80, said"
        return draft.value >= 10 and goes_on and not several
    if not name[:1].isupper():
        return False
    opens = (
        earlier in (".", "!", "?", "”", '"', "") and after == "," and following.isalpha() and following not in _JOINS
    )
    if opens and draft.value >= _YOUNGEST_NAMED:  # "Hallberg, 31, hit 52 of 72 greens"
        return True
    return (earlier[:1].isupper() and earlier.isalpha()) or goes_on
