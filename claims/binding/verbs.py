"""Which words of a sentence are verbs here: "registered trademarks rose" has one."""

from __future__ import annotations

from claims.binding.gazetteer import gazetteer
from claims.binding.item import Item
from claims.binding.verb_clues import (
    does,
    does_now,
    ends_phrase,
    follows_aim,
    is_again,
    is_counted,
    is_done_by_share,
    is_object,
    joins_participles,
    opens_relative,
    pushes,
    said_of_most,
    with_a_name,
)
from claims.binding.words import Vocabulary, word_set
from claims.model import Kind

__all__ = ["decide_verbs"]

_PAST_ALIKE = word_set("past_alike")
_PARTICIPLES = word_set("participles")
_GIVING = word_set("giving")
_WISHES = word_set("wishes")
_NOUN_PAIRS = word_set("noun_pairs")
_PAIR_ENDS = frozenset(pair[at + 1 :] for pair in _NOUN_PAIRS for at, sign in enumerate(pair) if sign == "-")


def decide_verbs(items: list[Item], known: Vocabulary) -> list[Item]:
    """Mark the words that are verbs here: a participle before a noun ("registered trademarks") is not."""
    later = _verb_follows(items, known)
    decided: list[Item] = []
    for at, item in enumerate(items):
        sense = (
            None
            if _ends_name(items, at)
            or is_counted(decided, item, items[at + 1 : at + 2])
            or ends_phrase(decided, item, items[at + 1 : at + 2])
            else _joined_verb(items, at, known) or _candidate(item, known)
        )
        if sense == "other" and _before_noun(decided, item, items[at + 1 : at + 3], known):
            sense = None
        if (
            pushes(items, at)
            or does_now(decided, item, items[at + 1 : at + 4])
            or said_of_most(decided, item, items[at + 1 : at + 5], known)
        ):
            decided.append(_verb(item, "other"))
            continue
        if opens_relative(decided, item, items[at + 1 : at + 3]):
            decided.append(_verb(item, sense or "other"))
            continue
        if item.lower.endswith("ing") and joins_participles(decided, items[at + 1 : at + 4]):
            decided.append(_verb(item, sense or "other"))
            continue
        if sense is None and _follows_pronoun(decided, item, items[at + 1 : at + 3]):
            decided.append(_verb(item, "other"))
            continue
        if sense is None and not later[at] and _is_present(decided, item, items[at + 1 : at + 3]):
            decided.append(_verb(item, "other"))
            continue
        if sense is None and _is_under_way(decided, item, items[at + 1 : at + 2]):
            was = decided[-1]
            decided[-1] = Item("aux", was.start, was.end, was.text)
            decided.append(_verb(item, "other"))
            continue
        if sense is None:
            if _is_wanted(decided, item, items[at + 1 : at + 2]):
                decided[-1] = Item("modal", decided[-1].start, decided[-1].end, decided[-1].text)
            if _is_aimed(decided, item, items[at + 1 : at + 2]):
                decided[-1] = Item("modal", decided[-1].start, decided[-1].end, decided[-1].text)
            is_base = at > 0 and item.kind == "word" and decided[-1].kind == "modal"
            joined = at > 0 and item.kind == "word" and decided[-1].kind == "conj" and not item.capital
            goes_on = joined and items[at + 1 : at + 2] != [] and items[at + 1].kind == "figure"
            count = items[at + 1].quantity if goes_on and not item.lower.endswith("s") else None
            aimed = count is not None and count.kind in (Kind.COUNT, Kind.ABSOLUTE_CHANGE) and follows_aim(decided)
            is_base = is_base or aimed or (goes_on and _follows_modal(decided))  # "will be 18 km long and carry 9 cars"
            decided.append(_verb(item, "other") if is_base else item)
            continue
        before = decided[at - 1] if at else None
        if before is not None and before.lower == "to" and _is_infinitive(item, items[at + 1 : at + 2]):
            before = decided[at - 1] = Item("modal", before.start, before.end, before.text)
            decided.append(_verb(item, sense))
            continue
        now = before is not None and before.lower in _NOW
        while before is not None and before.kind == "adv" and before.start > items[0].start:
            before = next((i for i in reversed(decided[max(at - 4, 0) : at]) if i.kind != "adv"), None)
        after = items[at + 1] if at + 1 < len(items) else None
        if item.kind == "aux" and item.lower not in known.senses:
            does = item.lower in ("do", "does", "did") and after is not None and after.kind == "figure"
            decided.append(_verb(item, "other") if does else item)
        elif item.lower.endswith("ing") and sense in ("other", "have", "say"):
            runs = before is not None and before.kind in ("aux", "comma") and not is_again(decided, item)
            runs = runs or (item.lower in known.light and with_a_name(decided, items[at + 1 : at + 2]))
            decided.append(_verb(item, sense) if runs else item)
        elif item.lower in known.ambiguous:
            modal = before is not None and before.kind == "conj" and _follows_modal(decided)
            is_verb = _ambiguous_is_verb(item, before, items[at + 1 : at + 5], known, later[at], modal)
            is_verb = is_verb or (now and items[at + 1 : at + 2] != [] and items[at + 1].kind == "figure")
            counted = (
                at > 1 and decided[-1].kind == "word" and decided[-2].kind == "figure" and item.lower.endswith("s")
            )
            is_verb = is_verb and not counted  # "ordered four battery ships at $38 million each"
            is_verb = is_verb and not (
                before is not None and before.kind == "word" and is_object(decided, items[at + 1 : at + 2])
            )
            decided.append(_verb(item, sense) if is_verb else item)
        elif item.kind == "aux":
            helps = after is not None and _helps(items[at + 1 : at + 4], known)
            decided.append(item if helps else _verb(item, sense))
        elif _is_modifier(before, after, later[at], known, item):
            decided.append(item)
        else:
            decided.append(_verb(item, sense))
    return decided


def _is_present(decided: list[Item], item: Item, following: list[Item]) -> bool:
    """Say whether an unknown word with -s is the verb of its clause: "The clinic performs 900 operations"."""
    if item.kind != "word" or item.capital or not item.lower.endswith("s") or item.lower.endswith(("ss", "us", "is")):
        return False
    if [after.kind for after in following] != ["figure", "word"] or not decided:
        return False
    if decided[-1].kind == "comma":  # "The airline, based in Manila, flies 74 aircraft"
        aside = next(
            (
                n
                for n in range(len(decided) - 2, max(len(decided) - 30, -1), -1)
                if decided[n].kind in ("comma", "stop")
            ),
            -1,
        )
        if aside < 1 or decided[aside].kind != "comma":
            return False
        decided = decided[:aside]
    if decided[-1].kind != "word":
        return False
    if decided[-1].lower.endswith("s"):
        return False  # a singular subject
    for before in reversed(decided[-_NEAR:]):
        if before.kind in ("comma", "stop", "sub", "rel", "conj"):
            break
        if before.kind in ("verb", "aux", "modal", "figure"):
            return False
    return True


_WISHES_TO = frozenset("want wants wanted plan plans planned aim aims aimed hope hopes hoped intend intends".split())
_NOW = frozenset({"now", "already", "still", "also", "currently"})
_ONE = frozenset({"it", "he", "she"})


def _follows_pronoun(decided: list[Item], item: Item, following: list[Item]) -> bool:
    """Say whether an unknown word is what "it" does: "It insures one in seven homes"."""
    if item.kind != "word" or item.capital or not item.lower.endswith("s") or item.lower.endswith(("ss", "ics")):
        return False
    before = next((i for i in reversed(decided[-3:]) if i.kind != "adv"), None)
    goes_on = bool(following) and following[0].kind in ("figure", "det", "word", "adv", "dir", "prep")
    return before is not None and before.kind == "pron" and before.lower in _ONE and goes_on


def _before_noun(decided: list[Item], item: Item, following: list[Item], known: Vocabulary) -> bool:
    """Say whether a participle begins a phrase whose verb is left out: "and unfilled orders $107 billion"."""
    if item.lower in known.senses or not decided or decided[-1].kind not in ("conj", "comma", "sub"):
        return False
    if following and following[0].lower in known.phrasal:
        return False  # "and handed out 23,000 nets"
    return [after.kind for after in following] == ["word", "figure"]


def _follows_modal(decided: list[Item]) -> bool:
    """Say whether a clause runs under "will" or "to": its next verb has the form of a noun."""
    for item in reversed(decided[-_NEAR:]):
        if item.kind in ("comma", "stop", "sub", "rel"):
            return False
        if item.kind == "modal":
            return item.lower != "to"
    return False


_NEAR = 8  # words


def _is_under_way(decided: list[Item], item: Item, following: list[Item]) -> bool:
    """Say whether an unknown word after "is" is what someone does: "the union is asking for 8 percent"."""
    if item.kind != "word" or item.capital or not decided or not following:
        return False
    if following[0].lower == "by" and decided[-1].lower in _BEING:
        return True  # "Ballots were cast by 3 million people"
    if not item.lower.endswith("ing"):
        return False
    goes_on = following[0].kind in ("prep", "det", "figure", "dir") and following[0].lower != "of"
    return goes_on and decided[-1].lower in _BEING


_BEING = frozenset({"is", "are", "was", "were"})


def _ends_name(items: list[Item], at: int) -> bool:
    """Say whether a word ends a listed name or a fixed phrase: "the United States", "value added"."""
    if at and items[at].lower in _PAIR_ENDS and f"{items[at - 1].lower}-{items[at].lower}" in _NOUN_PAIRS:
        return True
    return at > 0 and items[at].capital and f"{items[at - 1].text} {items[at].text}" in gazetteer().names


def _joined_verb(items: list[Item], at: int, known: Vocabulary) -> str | None:
    """Read an unknown word between two counts as a verb: "employs 35 people and bakes 400 loaves a day"."""
    item = items[at]
    if item.kind == "word" and item.lower.endswith("ing") and at and items[at - 1].kind == "comma":
        follows = next((i for i in items[at + 1 : at + 4] if i.kind not in ("adv", "dir", "sub", "prep")), None)
        if follows is not None and follows.kind == "figure":
            return known.senses.get(item.lower, "other")  # ", stranding 150,000 travellers"
    if item.kind != "word" or item.capital or not item.lower.endswith(("s", "ed")) or item.lower in known.not_verbs:
        return None
    if at < 3 or items[at - 1].lower not in ("and", "but") or items[at - 2].kind != "word" or at + 2 >= len(items):
        return None
    counted = next((i for i in reversed(items[max(at - 6, 0) : at - 2]) if i.kind != "word"), None)
    figure = next((n for n in range(at + 1, min(at + 4, len(items))) if items[n].kind == "figure"), None)
    if counted is None or counted.kind != "figure" or figure is None or figure + 1 >= len(items):
        return None
    between = all(i.kind in ("adv", "dir", "sub", "prep") for i in items[at + 1 : figure])
    counts = items[figure + 1].kind == "word" or items[at - 1].lower == "but"
    return "other" if between and counts and known.senses.get(item.lower) is None else None


def _is_wanted(decided: list[Item], item: Item, following: list[Item]) -> bool:
    """Say whether an unknown word after "to" is what someone wants to do: "aims to fund 40 homes"."""
    if len(decided) < 2 or decided[-1].lower != "to" or item.kind != "word" or item.capital or not following:
        return False
    wants = decided[-2].kind == "verb" and decided[-2].sense in ("other", "say")
    wants = wants or (decided[-2].lower in _BEING and not item.lower.endswith(("s", "ed", "ing")))  # "is to hire 300"
    things = following[0].kind == "word" and decided[-2].lower in _WISHES_TO and not item.lower.endswith(("s", "ed"))
    return wants and (things or following[0].kind in ("figure", "det"))  # "wants to ban cars from 18 streets"


def _is_aimed(decided: list[Item], item: Item, following: list[Item]) -> bool:
    """Say whether an unknown word between "to" and a figure is a verb: "forced the airport to scrap 60 flights"."""
    if len(decided) < 2 or decided[-1].lower != "to" or item.kind != "word" or item.capital or not following:
        return False
    return following[0].kind == "figure" and decided[-2].kind == "word" and not item.lower.endswith(("s", "y"))


def _is_infinitive(item: Item, following: list[Item]) -> bool:
    """Say whether the word after "to" is a verb ("to cut jobs") and no noun ("to record levels")."""
    if item.kind == "aux":
        return True
    after = following[0] if following else None
    if item.lower.endswith(("ed", "ing", "s")) or item.lower in (
        "total",
        "record",
        "cost",
        "estimate",
        "forecast",
    ):
        return False
    return after is None or (
        after.kind in ("det", "figure", "adv", "prep", "word", "dir", "period") and after.lower != "of"
    )


def _verb(item: Item, sense: str) -> Item:
    return Item("verb", item.start, item.end, item.text, sense=sense)


def _helps(following: list[Item], known: Vocabulary) -> bool:
    """Say whether an auxiliary is followed by the verb it helps: "has risen", "was not seen"."""
    for item in following:
        if item.kind in ("adv", "modal", "aux"):
            continue
        return _candidate(item, known) is not None and item.lower not in known.ambiguous - _PAST_ALIKE
    return False


def _candidate(item: Item, known: Vocabulary) -> str | None:
    lower = item.lower.replace("’", "'")
    if item.kind == "aux":
        return known.senses.get(lower, "level")
    if item.kind != "word" or lower in known.not_verbs:
        return None
    sense = known.senses.get(lower)
    if sense is not None:
        return sense
    if len(lower) > 4 and lower.endswith("ed") and not lower.endswith("eed"):
        return "other" if "-" not in lower else None
    return None


def _verb_follows(items: list[Item], known: Vocabulary) -> list[bool]:
    """For each place, say whether a clear verb follows before the clause can end."""
    follows = [False] * (len(items) + 1)
    for at in range(len(items) - 1, 0, -1):
        item = items[at]
        if item.kind in ("comma", "stop", "sub", "rel", "open", "close", "figure"):
            follows[at - 1] = False
        else:
            sense = _candidate(item, known)
            clear = sense is not None and (item.kind == "aux" or item.lower not in known.ambiguous)
            follows[at - 1] = follows[at] or clear
    return follows


def _ambiguous_is_verb(
    item: Item, before: Item | None, following: list[Item], known: Vocabulary, later: bool, after_modal: bool
) -> bool:
    if before is None or before.kind in ("det", "own"):
        return False
    if does(before, item, following):
        return True  # "Shop owners fear losses"
    if before.kind == "figure" and is_done_by_share(before, item, following):
        return True
    if before.kind == "figure":
        return item.lower in _PAST_ALIKE and bool(following) and following[0].kind == "det"
    if before.kind == "prep" or (before.kind == "dir" and before.lower not in ("up", "down")):
        return False
    if before.kind == "modal":
        return not (following and following[0].lower == "of")
    if before.kind in ("aux", "pron", "rel"):
        return True
    if following and following[0].lower in ("it", "them") and before.kind == "word":
        return True  # "Some 2 million Americans use it"
    if len(following) > 1 and following[0].lower == "to" and _candidate(following[1], known) is not None:
        return not item.capital  # "plans to build"
    if following and following[0].lower == "to" and item.lower in ("plans", "aims", "needs", "hopes"):
        return True
    if before.kind == "conj" and following and following[0].kind in ("word", "det") and after_modal:
        return True  # "will hire 900 staff and lift hourly pay"
    if item.lower in ("make", "makes") and following and following[0].lower == "up" and before.kind in ("word", "adv"):
        return True  # "Property makes up 20 percent of the economy"
    if item.lower in ("account", "accounts") and following and following[0].lower == "for":
        return before.kind in ("word", "adv", "close")
    if item.lower in ("live", "work") and before.kind == "word" and before.lower.endswith("s") and following:
        return following[0].kind == "prep" and not later  # "Two-thirds of Italians live within 50 km"
    if later or item.capital:
        return False
    for after in following:
        if after.kind == "figure":
            return True
        if after.kind in ("adv", "dir", "period") or after.lower in (
            "by",
            "to",
            "from",
            "at",
            "over",
            "under",
            "than",
        ):
            continue
        if after.kind == "det":
            return before.kind in ("word", "own", "adv", "conj")
        if after.kind == "prep":
            priced = item.lower in known.measured_for if after.lower == "for" else item.lower in known.measured_at
            return priced and after.lower in ("for", "at") and any(i.kind == "figure" for i in following[1:3])
        if after.kind == "word" and item.lower in _GIVING and following[1:2] and following[1].kind == "figure":
            return before.kind == "word"  # "the city offers nurses $300"
        if after.kind == "word" and after.capital and any(i.kind == "figure" for i in following[1:3]):
            return before.kind in ("word", "adv")
        return after.kind == "word" and item.lower in _PAST_ALIKE and before.kind in ("word", "conj", "adv")
    return item.lower in _PAST_ALIKE and before.kind == "word"


def _is_modifier(before: Item | None, after: Item | None, later: bool, known: Vocabulary, item: Item) -> bool:
    """Say whether a verb form stands inside a noun phrase."""
    if before is None:
        return True  # a sentence does not begin with a finite verb
    if item.lower in ("said", "says", "found", "finds") and before.kind == "comma":
        return False  # "Its chief, Paula Reyes, said online orders made up 38 percent"
    if before.kind == "own":
        return after is not None and after.kind == "word"
    if before.kind == "det":
        return True
    if before.kind in ("aux", "modal", "pron", "rel", "comma", "conj", "close"):
        # "and registered trademarks rose": a noun after it and a verb after that
        return before.kind in ("comma", "conj") and after is not None and after.kind == "word" and later
    share = before.quantity is not None and before.quantity.kind is Kind.SHARE
    if share and after is not None and after.lower in ("daily", "weekly", "monthly", "yearly"):
        return False  # "1.2 percent smoked daily"
    if before.kind == "figure" and item.lower in _WISHES:
        return later  # "219,700 wanted part-time work"
    if after is not None and after.kind == "word" and item.lower.endswith(("ed", "ing", "en")):
        return later or before.kind in ("prep", "figure", "stop", "dir") or (before.kind == "adv" and later)
    if (
        before.kind == "word"
        and after is not None
        and (_candidate(after, known) is not None and after.lower not in known.ambiguous)
    ):
        return True  # "hours worked increased"
    if before.kind == "word" and item.lower in _PARTICIPLES and later and after is not None:
        return after.kind == "word"  # "goods bought online made up 3 percent"
    # a reduced relative clause: "shares traded in London fell"
    if before.kind == "prep":
        return before.lower not in ("after", "since", "before", "by", "from", "than", "of")
    if after is None or after.kind != "prep" or after.lower == "to":
        return False
    return later and before.kind == "word" and item.lower.endswith("ed")
