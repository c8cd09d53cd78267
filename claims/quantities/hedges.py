"""Hedges before and after a figure, and how far each reaches: `lexicon/en/hedges.toml`."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from claims.lexicon import load
from claims.model import Hedge
from claims.precision import HedgeSlack
from claims.quantities.draft import Draft
from claims.quantities.tokens import Tokens

__all__ = ["read_hedge_after", "read_hedge_before", "slack_of", "spoken_slack"]

_LEXICON = load("hedges")
_NAMES = ("approx", "less_than", "more_than", "at_least", "at_most")
_FILLERS = frozenset(_LEXICON["fillers"]["words"].split())


def _wordings(text: str) -> list[tuple[str, ...]]:
    return [tuple(_split(part)) for part in text.replace("\n", " ").split(";") if part.strip()]


def _split(part: str) -> list[str]:
    return part.strip().replace(".", " . ").split()


def _by_last_word() -> dict[str, list[tuple[tuple[str, ...], Hedge]]]:
    table: dict[str, list[tuple[tuple[str, ...], Hedge]]] = {}
    for name in _NAMES:
        for words in _wordings(_LEXICON[name]["before"]):
            table.setdefault(words[-1], []).append((words, Hedge(name)))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], Hedge]]]:
    table: dict[str, list[tuple[tuple[str, ...], Hedge]]] = {}
    for name in _NAMES:
        for words in _wordings(_LEXICON[name]["after"]):
            table.setdefault(words[0], []).append((words, Hedge(name)))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


_BEFORE = _by_last_word()
_AFTER = _by_first_word()
_EXACTLY = frozenset(_LEXICON["exactly"]["before"].split())
_TIGHT = frozenset(_wordings(_LEXICON["more_than"]["tight"]))
_OPEN_BELOW = frozenset(_wordings(_LEXICON["less_than"]["open"]))
_LASTING = frozenset(_LEXICON["more_than"]["lasting"].split())
_GIVERS = frozenset(_LEXICON["more_than"]["not_after"].split())
_CLIMBERS = frozenset(_LEXICON["at_most"]["not_after"].split())
_GLUED = frozenset({"+", "plus", "odd", "ish"})


def read_hedge_before(tokens: Tokens, draft: Draft, floor: int) -> None:
    """Read the hedge that stands before the surface, stacked ones included ("up to about")."""
    at = draft.left
    found: tuple[tuple[str, ...], Hedge] | None = None
    while True:
        probe = at
        while probe - 1 >= floor and tokens.low[probe - 1] in _FILLERS and probe > at - 2:
            probe -= 1
        match = _match_before(tokens, probe, floor, draft) or (
            _match_before(tokens, at, floor, draft) if probe != at else None
        )
        if match is None:
            break
        words, hedge, first = match
        found = (words, hedge) if found is None or hedge is not Hedge.APPROX else found
        at = first
    if found is None:
        if at - 1 >= floor and tokens.low[at - 1] in _EXACTLY and draft.form in ("fraction", "multiple", "one_in"):
            draft.left, draft.slack = at - 1, _slack("exactly")
            draft.trace.append(f"hedges: {tokens.low[at - 1]!r}")
        return
    draft.left = at
    draft.hedge_start = tokens.start[at]
    _apply(draft, *found)


def _match_before(tokens: Tokens, end: int, floor: int, draft: Draft) -> tuple[tuple[str, ...], Hedge, int] | None:
    if end - 1 < floor:
        return None
    for words, hedge in _BEFORE.get(tokens.low[end - 1], ()):
        first = end - len(words)
        if first >= floor and tuple(tokens.low[first:end]) == words and not _no_hedge(tokens, words, first, end, draft):
            return words, hedge, first
    return None


def _no_hedge(tokens: Tokens, words: tuple[str, ...], first: int, end: int, draft: Draft) -> bool:
    """Tell the words that only look like a hedge: "over two years", "the fund under 12 managers"."""
    last = words[-1]
    if (
        last == "than"
        and len(words) == 2
        and words[0] in ("more", "less", "fewer")
        and tokens.word(first - 1)[:1].isdigit()
    ):
        return True  # "380 more than the 3,840"
    if last == "than" and tokens.word(first - 1) in ("%", "percent", "cent", "points", "million", "billion"):
        return True
    if words[-2:] == ("up", "to") and tokens.word(first - 1) in _CLIMBERS:
        return True  # "adds up to", "goes up to"
    if words == ("over",) and tokens.word(first - 1) in _GIVERS:
        return True  # "turned over 1.6 million", "handed over $300"
    if words == ("over",) and draft.sort == "time":
        return tokens.word(first - 1) not in _LASTING
    if last == "than" and words[0] in ("higher", "lower", "greater", "larger", "smaller", "better"):
        return tokens.word(first - 1) in (",", "but", "and", "was", "is", "were") or draft.sort == "percent"
    if words == ("past",) or words == ("passed",):
        return tokens.word(first - 1) in ("the", "over", "in", "half")
    return words == ("some",) and tokens.word(end) in ("of",)


def read_hedge_after(tokens: Tokens, draft: Draft) -> None:
    """Read the hedge that follows the surface: "or so", "or more", "-plus", "+"."""
    at = draft.right
    word = tokens.word(at)
    if word == "-" and tokens.glued(at) and tokens.word(at + 1) in _GLUED and tokens.glued(at + 1):
        at, word = at + 1, tokens.word(at + 1)
    elif word in _GLUED and not (word == "+" and tokens.glued(at)):
        return
    for words, hedge in _AFTER.get(word, ()):
        if tuple(tokens.low[at : at + len(words)]) == words:
            if words[0] in ("maximum", "minimum", "minus", "tops", "max") or words[0] == "about":
                continue
            if words == ("at", "least") and tokens.word(at + 2)[:1].isdigit():
                continue
            if draft.hedge is Hedge.EXACT:
                _apply(draft, words, hedge)
                draft.right = at + len(words)
            return


def _apply(draft: Draft, words: tuple[str, ...], hedge: Hedge) -> None:
    draft.hedge = hedge
    draft.slack = slack_of(hedge, words, draft.value)
    draft.trace.append(f"hedges: {' '.join(words)!r} is {hedge.value}")


@cache
def _slack(name: str, key: str = "slack") -> HedgeSlack:
    return _ratios(_LEXICON[name][key])


def _ratios(values: list[Any]) -> HedgeSlack:
    ends = [None if v == "open" else Decimal(str(v)) for v in values]
    return HedgeSlack(*ends)


def slack_of(hedge: Hedge, words: tuple[str, ...], value: Decimal | None) -> HedgeSlack:
    """Return how far a hedge reaches for a figure with the printed digits `value`."""
    if hedge is Hedge.APPROX and value is not None and len(value.normalize().as_tuple().digits) == 1:
        return _slack("approx", "small")
    slack = _slack(hedge.value)
    if hedge is Hedge.LESS_THAN and words in _OPEN_BELOW:
        return HedgeSlack(slack.below, slack.above, None, slack.lenient_above)
    if hedge is Hedge.MORE_THAN and words in _TIGHT:
        return HedgeSlack(slack.below, Decimal("0.05"), slack.lenient_below, Decimal("0.10"))
    return slack


def spoken_slack(form: str) -> HedgeSlack:
    """Return the slack of speech: of a fraction, a ratio or a multiple."""
    values = _LEXICON["spoken"][form]
    return _ratios(values)
