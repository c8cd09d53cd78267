"""What stands next to a figure: to its left what may govern it, to its right a noun, a part, a predicate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.binding.chains import Chain, chain_after, chain_before
from claims.binding.items import Item
from claims.binding.words import vocabulary, word_set
from claims.model import Kind

__all__ = [
    "EARLIER", "REACH", "Left", "after_bracket", "figure_before", "is_sum", "next_is", "noun_after",
    "opening_part", "part_after", "predicate_after", "stands_first", "verb_at", "verb_between",
]  # fmt: skip

EARLIER = -1  # the figures of the sentences before
REACH = 60  # no scan looks further: a row of any length is read in linear time
_ASIDE = frozenset({Kind.RANK, Kind.DURATION, Kind.AGE, Kind.ORDINAL_EDITION})
_FILLERS = word_set("fillers")
_TIMES = word_set("times")
_STEADY = word_set("steady")
_ENDS = frozenset({"comma", "stop", "figure", "sub", "rel", "open", "close", "conj", "dir", "pron"})


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a figure, adverbs, times and the words of its hedge left out."""

    at: int  # item index, -1 at the beginning
    kind: str
    link: str  # the preposition next to the figure, "" for none
    moved: bool  # a word of direction stands between: up, higher
    base: bool = False  # "from", "than", "compared with": an earlier value

    @staticmethod
    def of(items: Sequence[Item], figure: int) -> Left:
        known = vocabulary()
        quantity = items[figure].quantity
        hedge = quantity.hedge_start if quantity is not None else None
        at, link, moved, base = figure - 1, "", False, False
        while at >= 0 and figure - at < REACH:
            item = items[at]
            if hedge is not None and item.start >= hedge and item.kind not in ("verb", "figure"):
                pass
            elif item.kind == "prep":
                link = link or item.lower.split()[0]
                base = base or item.lower.split()[0] in known.base_starts
            elif item.kind == "dir":
                moved = True
            elif item.kind in ("adv", "period") or (item.kind == "np" and _is_filler(item)):
                pass
            else:
                if item.kind == "comma":
                    at = _before_aside(items, at)
                break
            at -= 1
        return Left(at, items[at].kind if at >= 0 else "start", link, moved, base)


def _before_aside(items: Sequence[Item], comma: int) -> int:
    """Return the comma before who said it: "rose 3 percent, the office said on Monday, 2 points more than in May"."""
    saying = False
    for at in range(comma - 1, max(comma - _ASIDE_REACH, 0), -1):
        item = items[at]
        if item.kind == "comma":
            return at if saying else comma
        if item.kind == "verb" and item.sense == "say" and not saying:
            saying = True
        elif item.kind not in ("np", "pron", "prep", "period", "adv"):
            return comma
    return comma


_ASIDE_REACH = 12  # items


def _is_filler(item: Item) -> bool:
    if item.owner:
        return False
    if not item.det and item.lower in _STEADY:
        return True  # "sales were flat at 1.4 billion"
    if item.det in ("a", "an", "each", "every") and len(item.words) == 1 and item.words[0].lower in _TIMES:
        return True  # "by £86 a year to an average of £603"
    return not item.words or (len(item.words) == 1 and item.words[0].lower in _FILLERS)


_SUMS = frozenset({"together", "altogether", "in all", "in total", "combined", "overall"})


def is_sum(items: Sequence[Item], at: int) -> bool:
    """Say whether the words beside a figure call it a sum: "together 843", "38 in all"."""
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if after is not None and after.kind == "adv" and after.lower in _SUMS:
        return True
    return before is not None and before.kind == "adv" and before.lower in _SUMS


def figure_before(items: Sequence[Item], at: int) -> int:
    """Return the earlier figure of the row that this one is measured with, else EARLIER.

    The nearest one of a fitting kind: a growth rate goes with a level and not with a share, a level with one
    of its own unit; where none fits, the nearest.
    """
    own = items[at].quantity
    nearest = EARLIER
    if items[at - 1].kind == "figure" and at:
        return at - 1
    for before in range(at - 1, max(at - REACH, -1), -1):
        quantity = items[before].quantity
        if nearest != EARLIER and (
            items[before].kind in ("verb", "sub", "stop") or items[before].lower in ("and", "but")
        ):
            return nearest  # another clause begins
        if quantity is None or quantity.kind in _ASIDE:
            continue
        nearest = before if nearest == EARLIER else nearest
        if own is None or own.kind in _ASIDE or _fit(own.kind, own.unit, quantity.kind, quantity.unit):
            return before
    return nearest


def _fit(kind: Kind, unit: str, other_kind: Kind, other_unit: str) -> bool:
    if kind is Kind.GROWTH_RATE:
        return other_kind in (Kind.LEVEL, Kind.COUNT, Kind.GROWTH_RATE, Kind.ABSOLUTE_CHANGE, Kind.RATIO)
    if kind is Kind.PP_CHANGE:
        return other_unit in ("percent", "percentage_point", "basis_point")
    if kind is Kind.SHARE:
        return other_kind is not Kind.GROWTH_RATE
    return unit == other_unit or not (unit and other_unit)


def next_is(items: Sequence[Item], at: int, kind: str, lower: str) -> bool:
    return at < len(items) and items[at].kind == kind and items[at].lower == lower


def verb_at(items: Sequence[Item], at: int) -> bool:
    """Say whether a verb stands at `at`, adverbs and times left out."""
    for item in items[at : at + 4]:
        if item.kind in ("verb", "aux", "modal"):
            return True
        if item.kind not in ("adv", "period") and item.lower != "there":
            return False
    return False


def verb_between(items: Sequence[Item], first: int, last: int) -> bool:
    return any(item.kind == "verb" for item in items[first + 1 : last])


def noun_after(items: Sequence[Item], at: int) -> Chain | None:
    """Return the counted noun right after the figure at `at`, with its own modifiers."""
    after = at + 1
    quantity = items[at].quantity
    amount = quantity is not None and quantity.kind in (Kind.LEVEL, Kind.ABSOLUTE_CHANGE, Kind.DURATION)
    measured = amount and quantity is not None and quantity.unit not in ("", "percent")
    beyond = after_bracket(items, after)
    beyond += 1 if beyond < len(items) and items[beyond].lower == "worth" else 0  # "$44 billion worth of cars"
    if measured and next_is(items, beyond, "prep", "of"):
        if beyond + 2 < len(items) and not items[beyond + 1].words and items[beyond + 2].kind == "figure":
            return None  # "$8 million of the $40 million"
        return chain_after(items, beyond + 1)  # "41.2 TWh of electricity"
    while after < len(items) and (items[after].kind == "adv" or items[after].lower in ("more", "fewer")):
        after += 1
    if after >= len(items) or items[after].kind != "np" or items[after].det or not items[after].words:
        return None
    set_in = len(items[after].words) == 1 and items[after].lower in _PAST_ALIKE
    if set_in and after + 1 < len(items) and items[after + 1].kind in ("prep", "period"):
        return None  # "the record of 80 million set in 2019"
    if items[after].words[0].lower in _RATES_AFTER and len(items[after].words) == 1:
        return None
    counts = (
        quantity is None or not quantity.unit or quantity.unit.startswith("count") or quantity.kind is not Kind.LEVEL
    )
    return chain_after(items, after) if counts else None


_PAST_ALIKE = word_set("past_alike")
_RATES_AFTER = frozenset({"apiece", "each", "points", "times"})


def predicate_after(items: Sequence[Item], first: int, limit: int = 9) -> Chain | None:
    """Return what a verb at `first` says, up to the end of the clause: "live in the countryside"."""
    first = _after_aside(items, first)
    if not verb_at(items, first):
        return None
    first += 1 if items[first].lower == "there" else 0  # "15 percent of hotels there have closed"
    last = first - 1
    if items[first].sense == "say" and first + 2 < len(items) and items[first + 1].lower in _SAYERS:
        first, last = first + 2, first + 1  # "said they had read no book"
    told = items[first].lower == "told" and first + 3 < len(items) and items[first + 1].kind == "np"
    if told and items[first + 2].lower in _SAYERS:
        first, last = first + 3, first + 2  # "told a survey they would move"
    for at in range(first, min(first + limit, len(items))):
        small = items[at].kind == "figure" and at > first and items[at].lower in _SMALL and items[first].sense == "have"
        if small and at + 1 < len(items) and items[at + 1].kind == "np":
            continue  # "have at least one vacancy"
        if items[at].kind in _ENDS:
            break
        if items[at].kind in ("np", "verb") or items[at].lower in _WHEREABOUTS:
            last = at
    return Chain(first, last) if last >= first else None


_WHEREABOUTS = frozenset({"abroad", "alone", "together"})  # "came from abroad", "live alone"
_SMALL = frozenset({"one", "two", "three"})
_SAYERS = frozenset({"they", "he", "she", "it", "that"})


def _after_aside(items: Sequence[Item], at: int) -> int:
    """Return where a clause goes on after ", or 48 percent of the population,"."""
    if not next_is(items, at, "comma", ",") or at + 2 >= len(items) or items[at + 1].lower != "or":
        return at
    for close in range(at + 2, min(at + 9, len(items))):
        if items[close].kind == "verb":
            return at
        if items[close].kind == "comma":
            return close + 1
    return at


def part_after(items: Sequence[Item], at: int) -> Chain | None:
    """Return the part that a figure in a list is of: "584 in design", from the preposition on."""
    link = after_bracket(items, at + 1)
    if link >= len(items) or items[link].kind != "prep":
        return None
    if items[link].lower not in vocabulary().part_prepositions:
        return None
    chain = chain_after(items, link + 1)
    return None if chain is None else Chain(link, chain.last)


def after_bracket(items: Sequence[Item], at: int) -> int:
    """Return where the text goes on after a short bracket that opens at `at`."""
    if at < len(items) and items[at].kind == "open":
        for close in range(at + 1, min(at + 8, len(items))):
            if items[close].kind == "close":
                return close + 1
    return at


def opening_part(items: Sequence[Item], first: int) -> Chain | None:
    """Return what a clause opens with and its subject is restricted by: "Among women, unemployment rose"."""
    before = first - 1
    while before >= 0 and items[before].kind in ("adv", "period"):
        before -= 1
    runs_on = (
        before >= 1
        and items[before].kind == "np"
        and first < len(items)
        and (items[first].det in ("the", "a", "an") or items[first].kind == "pron")
    )
    if runs_on:
        before += 1
    elif before < 2 or items[before].kind != "comma":
        return None
    found = _opened(items, before)
    if found is None and items[before].kind == "comma":
        aside = next((n for n in range(before - 1, max(before - 7, 1), -1) if items[n].kind in ("comma", "verb")), None)
        if aside is not None and items[aside].kind == "comma" and items[aside + 1].kind == "prep":
            found = _opened(items, aside)  # "With Peru, in third place, the deficit was …"
    return found


def _opened(items: Sequence[Item], before: int) -> Chain | None:
    """Return the phrase that opens the clause and ends before `before`, with its preposition."""
    last = before - 1
    while last >= 2 and (
        items[last].kind == "period" or (items[last].kind == "prep" and items[last + 1].kind == "period")
    ):
        last -= 1
    final = last
    while last >= 2 and (items[last].quantity is not None or items[last].lower in ("to", "and", "or", "between")):
        last -= 1  # "Among adults aged 18 to 29, 44 percent …"
    if items[last].kind == "pron" and last >= 3 and items[last - 1].kind == "prep":
        last -= 2  # "Of the children among them, 87 percent …"
    if items[last].kind != "np":
        return None
    chain = chain_before(items, last)
    if chain is None or chain.first < 1 or items[chain.first - 1].kind != "prep":
        return None
    start = chain.first - 1
    if start > 0 and items[start - 1].kind not in ("stop", "conj", "sub", "adv"):
        return None
    words = items[chain.first].words
    if items[start].lower not in _RESTRICTING or not words or words[-1].lower in _NOT_RESTRICTING:
        return None
    ages = all(i.quantity is None or i.quantity.kind is Kind.AGE for i in items[chain.last + 1 : final + 1])
    return Chain(start, final if ages and items[final].kind == "figure" else chain.last)


_RESTRICTING = frozenset(
    {"without", "excluding", "in", "among", "amongst", "with", "for", "at", "outside", "inside", "within", "of"}
)
_NOT_RESTRICTING = word_set("not_restricting")


def stands_first(items: Sequence[Item], at: int) -> bool:
    """Say whether nothing governs the figure from the left: a clause begins with it."""
    left = Left.of(items, at)
    return left.kind in ("start", "comma", "stop", "sub", "conj", "close", "rel", "open")
