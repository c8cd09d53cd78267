"""Ordinals: a place in an order, an edition, or no claim at all ("the first quarter", "her second album")."""

from __future__ import annotations

from claims.lexicon import load
from claims.model import Kind
from claims.quantities.draft import Draft
from claims.quantities.tokens import Tokens

__all__ = ["ORDINAL_ENDS", "settle_number_sign", "settle_ordinal"]

_LEXICON = load("ordinals")
_RANK_AFTER = frozenset(_LEXICON["rank"]["after"].split())
_RANK_BEFORE = frozenset(_LEXICON["rank"]["before"].split())
_TO_BEFORE = frozenset(_LEXICON["rank"]["moved"].split())
_NOT_SUPERLATIVE = frozenset(_LEXICON["rank"]["not_superlative"].split())
_ENDS = frozenset(_LEXICON["rank"]["ends"].split())
_RANKING = frozenset({"ranked", "ranks", "ranking", "placed", "rank"})
_AFTER_OLD_PLACE = frozenset({"a", "last", "when", "at", "in", ".", ",", ";", ")"})
_LYING = frozenset(_LEXICON["rank"]["lying"].split())
_EDITION = frozenset(_LEXICON["edition"]["after"].split())
_STREAK = frozenset(_LEXICON["edition"]["streak"].split())
_PERIOD = frozenset(_LEXICON["period"]["after"].split())
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})


def settle_ordinal(tokens: Tokens, drafts: list[Draft], i: int) -> None:
    """Give an ordinal its kind, or set it aside."""
    draft = drafts[i]
    before, after = tokens.word(draft.first - 1), tokens.word(draft.last)
    at = draft.last + 1 if after == "-" and tokens.glued(draft.last) else draft.last
    word = tokens.word(at)
    if word in _PERIOD or (
        word == "of" and tokens.raw(at + 1)[:1].isupper() and draft.style == "digits" and before == "the"
    ):
        draft.skipped = "period"
    elif _is_rank(tokens, drafts, i, word, before, at):
        draft.kind, draft.unit, draft.sort = Kind.RANK, "rank", "rank"
    elif _is_edition(tokens, draft, at):
        draft.kind, draft.unit, draft.sort = Kind.ORDINAL_EDITION, "edition", "edition"
    else:
        draft.skipped = "ordinal"
    draft.trace.append(f"ordinals: {draft.skipped or draft.sort}")


def _is_rank(tokens: Tokens, drafts: list[Draft], i: int, word: str, before: str, at: int) -> bool:
    """Tell a place in an order, by the word after it or by the words before."""
    if word in _RANK_AFTER or (word.endswith("est") and len(word) > 4 and word not in _NOT_SUPERLATIVE):
        return True
    if word in ("most", "least", "highest") and tokens.word(at + 1)[:1].isalpha():
        return True
    if before == "(" and tokens.word(drafts[i].last) == ")":
        return True
    if before == "from" and i and drafts[i - 1].sort == "rank" and word in _AFTER_OLD_PLACE:
        return True  # "climbed to 18th, from 73rd a year ago"
    if word[:1].isalnum() and word not in _ENDS:
        return False
    if _placed(tokens, drafts[i], word, before, at) or _listed(drafts, i, word, before):
        return True
    return _in_order(tokens, drafts, i)


def _placed(tokens: Tokens, draft: Draft, word: str, before: str, at: int) -> bool:
    """Read "ranked the city fifth among", "slid to fourth", "came last at 189th", "is now third in"."""
    reach = 16 if word in ("among", "out") else 6
    window = tokens.low[max(tokens.sentence(draft.first)[0], draft.first - reach) : draft.first]
    if before in _RANK_BEFORE or any(w in _RANKING for w in window):
        return True
    if before == "at" and tokens.low[draft.first][0].isdigit():
        return True
    if before in ("to", "from") and any(w in _TO_BEFORE for w in window):
        return True
    told = draft.value != 1 or tokens.word(at + 1) == "the"
    if before in _LYING and word == ",":
        return draft.value != 1 and before not in ("remain", "remains", "remained")  # "are third, six points behind"
    if before in _LYING and word == "of" and tokens.word(at + 1)[:1].isdigit():
        return True  # "was 23rd of 64"
    return before in _LYING and word in ("in", "with", "on", "behind") and told


def _listed(drafts: list[Draft], i: int, word: str, before: str) -> bool:
    """Read "Jordan and Turkey were second and third."."""
    if before in ("and", ",") and i and drafts[i - 1].form == "ordinal":
        return drafts[i - 1].sort == "rank" or word in ("in", "among", ".", "with")
    if before not in ("were", "was", "are", "is"):
        return False
    return word == "." or (word == "and" and i + 1 < len(drafts) and drafts[i + 1].form == "ordinal")


def _in_order(tokens: Tokens, drafts: list[Draft], i: int) -> bool:
    """Read "Kenya was first, with Chile second and Ghana third": bare places that follow each other."""
    draft = drafts[i]
    if not _stands_alone(tokens, draft):
        return False
    low, high = tokens.sentence(draft.first)
    for other in (drafts[i - 1] if i else None, drafts[i + 1] if i + 1 < len(drafts) else None):
        if other is None or other.form != "ordinal" or not low <= other.first < high:
            continue
        if not _stands_alone(tokens, other):
            continue
        if draft.value is not None and other.value is not None and abs(draft.value - other.value) == 1:
            return True
    return False


def _stands_alone(tokens: Tokens, draft: Draft) -> bool:
    """Tell whether a name or a verb of lying stands before the ordinal, and no noun after it."""
    named = tokens.raw(draft.first - 1)[:1].isupper() or tokens.word(draft.first - 1) in _LYING | _RANK_BEFORE
    after = tokens.word(draft.last)
    return named and (not after[:1].isalnum() or after in _ENDS or after == "but")


def _is_edition(tokens: Tokens, draft: Draft, at: int) -> bool:
    for j in range(at, at + 5):
        word = tokens.word(j)
        if word in _EDITION:
            return (
                not (
                    draft.style == "ordinal" and draft.value == 1 and word not in ("edition", "anniversary", "birthday")
                )
                or word in _STREAK
            )
        if word in _STREAK:
            return True
        if not word[:1].isalpha() or word in ("of", "in", "to", "and", "for", "on", "at", "was", "is", "by"):
            return False
    return False


def settle_number_sign(tokens: Tokens, draft: Draft) -> bool:
    """Read "No. 1", "#3", "the number one" as a rank; tell whether it is one."""
    i = draft.number_first
    before = tokens.word(i - 1)
    if draft.value is None or draft.sort not in ("", "count") or draft.value > _LAST_RANK:
        return False
    if before == "." and tokens.word(i - 2) in ("no", "nos"):
        first = i - 2
    elif before in ("#", "№") or _number_word(tokens, draft, before):
        first = i - 1
    else:
        return False
    draft.noun, draft.noun_span = "", None
    name = tokens.raw(first - 1)
    if name[:1].isupper() and tokens.word(first - 1) not in _OF_RANK:
        draft.skipped = "label"  # "Symphony No. 9"
        return False
    draft.kind, draft.unit, draft.sort = Kind.RANK, "rank", "rank"
    draft.first = draft.left = first
    return True


def _number_word(tokens: Tokens, draft: Draft, before: str) -> bool:
    """Tell "no 5" and "the number one" from "no one" and "a number 12 of them like"."""
    if before == "no":
        return draft.style == "digits"
    return before == "number" and tokens.word(draft.number_first - 2) in _OF_RANK


_LAST_RANK = 1000
_OF_RANK = frozenset({"the", "world", "world's", "world’s", "at", "to", "as", "ranked", "a", "its"})
