"""Words that are a verb or a noun by what stands beside them: "which lists 212,000 flats", "made eight saves"."""

from __future__ import annotations

from claims.binding.item import Item
from claims.binding.words import Vocabulary, vocabulary, word_set
from claims.model import Kind

__all__ = [
    "does",
    "ends_phrase",
    "follows_aim",
    "is_again",
    "is_counted",
    "is_done_by_share",
    "is_object",
    "joins_participles",
    "opens_relative",
    "pushes",
    "with_a_name",
]


def is_counted(decided: list[Item], item: Item, following: list[Item]) -> bool:
    """Say whether a word with -s is what a verb's figure counts: "made eight saves"; "of whom 12 work" is not."""
    if len(decided) < 2 or not item.lower.endswith("s") or item.lower.endswith("ss"):
        return False
    further = decided[-1].lower in ("more", "fewer", "further", "other") and decided[-2].kind == "figure"
    if further and following and following[0].kind in ("aux", "modal", "prep", "adv", "verb"):
        return True  # "Three more strikes are planned"
    qualified = len(decided) > 2 and decided[-1].kind == "word" and decided[-2].kind == "figure"
    if qualified and decided[-1].lower.endswith("ed"):
        decided = decided[:-1]  # "has 41 unfinished projects"
    if decided[-1].kind != "figure":
        return False
    done = decided[-2].kind == "verb" and decided[-2].sense in ("other", "have", "level")
    return done and (not following or following[0].kind in ("adv", "comma", "prep", "conj", "period", "stop"))


def opens_relative(decided: list[Item], item: Item, following: list[Item]) -> bool:
    """Say whether a word is what "which" or "of whom 1,400" does: "which lists 212,000 flats", "of whom 9 work"."""
    if item.kind not in ("word", "noun_or_verb") or item.capital or not decided:
        return False
    if decided[-1].kind == "rel" and decided[-1].lower in ("which", "who", "that"):
        third = item.lower.endswith("s") and not item.lower.endswith(("ss", "us"))
        return third and bool(following) and following[0].kind == "figure"
    counted = len(decided) > 2 and decided[-1].kind == "figure" and decided[-2].lower in ("whom", "which")
    counted = counted and decided[-3].lower == "of" and item.lower in vocabulary().ambiguous
    return counted and (not following or following[0].kind in ("adv", "prep", "comma", "period", "dir"))


def joins_participles(decided: list[Item], following: list[Item]) -> bool:
    """Say whether "and" joins a participle to one before: "killing 23 people and destroying 1,400 homes"."""
    if len(decided) < 4 or decided[-1].kind != "conj" or not following:
        return False
    counts = next((item.kind == "figure" for item in following if item.kind not in ("adv", "det", "prep")), False)
    for item in reversed(decided[-8:-1]):
        if item.kind == "verb":
            return counts and item.lower.endswith("ing")
    return False


def is_done_by_share(before: Item, item: Item, following: list[Item]) -> bool:
    """Say whether a word is what a share of people do: "61% back independence", "40% work from home"."""
    quantity = before.quantity
    share = quantity is not None and quantity.kind is Kind.SHARE and quantity.unit == "percent"
    goes_on = bool(following) and following[0].kind in ("word", "det", "prep", "adv", "pron")
    return share and goes_on and following[0].lower != "of" and item.lower in _DOING


def does(before: Item, item: Item, following: list[Item]) -> bool:
    """Say whether a word after those who can is what they do: "Shop owners fear losses", "Farmers want rain"."""
    goes_on = bool(following) and following[0].kind in ("word", "det", "figure")
    return before.lower in _RESPONDENTS and not item.capital and item.lower in _DOING and goes_on


_DOING = frozenset(
    "back support work plan vote use need want travel drink play smoke trust fear blame doubt study commute".split()
)


def follows_aim(decided: list[Item]) -> bool:
    """Say whether a clause runs under "to" and a verb: "plans to open 45 shops and hire 3,200 people"."""
    for item, after in zip(reversed(decided[-_NEAR - 1 : -1]), reversed(decided[-_NEAR:]), strict=False):
        if item.kind in ("comma", "stop", "sub", "rel"):
            return False
        if item.kind == "modal" and item.lower == "to":
            return after.kind == "verb"
    return False


_NEAR = 8  # words


def ends_phrase(decided: list[Item], item: Item, following: list[Item]) -> bool:
    """Say whether a word with -s ends a phrase of money after "in" or "of": "$310 million in tax breaks"."""
    if len(decided) < 3 or not item.lower.endswith("s") or item.capital or decided[-1].kind != "word":
        return False
    linked = decided[-2].kind == "prep" and decided[-3].kind == "figure"
    ends = not following or following[0].kind in ("comma", "stop", "conj", "prep", "period", "sub", "close")
    return linked and (ends or following[0].text in (".", "”", '"'))


def said_of_most(decided: list[Item], item: Item, following: list[Item], known: Vocabulary) -> bool:
    """Say whether a word after "most" is what they do: "Most employ fewer than ten people"."""
    opened = len(decided) == 1 or (len(decided) > 1 and decided[-2].kind in ("comma", "stop", "conj"))
    if not opened or decided[-1].lower not in _QUANTIFIERS or item.capital or not item.text.isalpha():
        return False
    forms = (item.lower, f"{item.lower}s", f"{item.lower}d", f"{item.lower}ed")
    if item.lower.endswith("s") or not any(form in known.senses for form in forms):
        return False
    after = next((i for i in following if i.kind not in ("adv", "dir", "prep", "sub", "det")), None)
    return after is not None and after.kind == "figure"


_QUANTIFIERS = frozenset({"most", "many", "some", "few", "several", "both", "all", "others"})


def does_now(decided: list[Item], item: Item, following: list[Item]) -> bool:
    """Say whether a word after "now" is what several do: "robots now pick 62 percent of items"."""
    if len(decided) < 2 or decided[-1].lower not in _NOWADAYS or decided[-2].kind != "word" or item.capital:
        return False
    plural = decided[-2].lower.endswith("s") and not decided[-2].lower.endswith(("ss", "us", "is"))
    after = next((i for i in following if i.kind not in ("adv", "prep", "sub")), None)
    return (
        plural
        and item.kind == "word"
        and not item.lower.endswith(("s", "ed", "ing"))
        and after is not None
        and (after.kind == "figure")
    )


_NOWADAYS = frozenset({"now", "still", "also", "already", "only", "typically", "usually", "normally", "together"})


def pushes(items: list[Item], at: int) -> bool:
    """Say whether a word is the verb of a headline: "Bread and rent push Portuguese inflation to 3 percent"."""
    item, before = items[at], items[at - 1] if at else None
    if before is None or before.kind != "word" or item.lower not in _PUSHING:
        return False
    plural = before.lower.endswith("s") and not before.lower.endswith("ss")
    joined = any(earlier.kind == "conj" for earlier in items[max(at - 4, 0) : at])
    if not plural and not joined:
        return False
    for n in range(at + 1, min(at + 7, len(items) - 1)):
        after = items[n]
        if after.lower in ("to", "by", "above", "below", "up", "down", "over", "under", "from"):
            return n > at + 1 and any(i.kind == "figure" for i in items[n + 1 : n + 4])
        if after.kind not in ("word", "det", "own", "adv", "noun_or_verb"):
            return False
    return False


def with_a_name(decided: list[Item], following: list[Item]) -> bool:
    """Say whether "with" and a name stand before: "with Britain taking 120,000 tonnes"."""
    if len(decided) < 2 or not following or following[0].kind != "figure" or not decided[-1].capital:
        return False
    return any(item.lower == "with" for item in decided[-3:-1])


def is_again(decided: list[Item], item: Item) -> bool:
    """Say whether a clause begins with the noun of the one before: "lending to firms rose, lending to homes fell"."""
    return any(earlier.kind == "word" and earlier.lower == item.lower for earlier in decided)


def is_object(decided: list[Item], following: list[Item]) -> bool:
    """Say whether a clause has its verb of change already: "raised its profit forecast by 5 percent"."""
    if not following or following[0].lower not in ("by", "to", "from"):
        return False
    for item in reversed(decided[-_NEAR:]):
        if item.kind == "verb":
            return item.sense == "change"
        if item.kind not in ("word", "det", "own", "adv"):
            return False
    return False


_RESPONDENTS = word_set("respondents")
_PUSHING = word_set("pushing")
