"""Chains of noun phrases ("the number of new jobs in the north") and the subjects of verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.binding.gazetteer import gazetteer
from claims.binding.item import Item
from claims.binding.words import word_set
from claims.model import Kind

__all__ = ["Chain", "chain_after", "chain_before", "governs_figure", "subject_of"]

_REACH = 60  # no scan looks further, so that a row of any length is read in linear time
_BOUNDARIES = frozenset({"comma", "stop", "open", "close", "sub", "rel", "figure", "verb", "modal", "aux"})
_SKIPPED = frozenset({"adv", "period", "det"})


@dataclass(frozen=True, slots=True)
class Chain:
    """Neighbouring items [first, last] of a row that make one phrase; `how` names a special reading."""

    first: int
    last: int
    how: str = ""  # "pronoun": points back; "who": a person; "those": restricts an earlier indicator

    @property
    def empty(self) -> bool:
        return self.last < self.first


def chain_before(items: Sequence[Item], end: int) -> Chain | None:
    """Return the chain whose last item is at `end` (a noun phrase), read towards the left."""
    at = first = end
    while at > 0 and end - at < _REACH:
        item = items[at - 1]
        if item.kind == "np" and not item.words and items[at].kind == "figure":
            pass
        elif item.kind == "np" and item.words and items[at].kind == "np" and item.words[-1].lower.endswith("ing"):
            first = at - 1  # "rebuilding the pier"
        elif item.kind == "np" and items[at].kind in ("prep", "conj", "period", "adv"):
            if items[at].kind == "conj" and (not _joins(items, at) or _after_share(items, at, end)):
                break
            first = at - 1
        elif (
            item.kind == "prep"
            or (item.kind in ("period", "adv") and items[at].kind != "np")
            or (item.kind == "conj" and items[at].kind in ("np", "prep"))
        ):
            pass
        elif item.kind == "period" and items[at].kind == "np" and not items[at].det:
            pass  # "September exports"
        elif item.kind == "figure" and items[at].kind == "np" and at >= 2 and _counts_inside(items, at - 1):
            pass  # "the toll in the three counties"
        elif item.kind == "verb" and _is_inner_participle(items, at - 1):
            pass
        else:
            break
        at -= 1
    return Chain(first, end)


def _counts_inside(items: Sequence[Item], figure: int) -> bool:
    """Say whether a count belongs to a phrase: "in the three counties"."""
    before = items[figure - 1]
    quantity = items[figure].quantity
    if quantity is not None and quantity.kind in (Kind.RANK, Kind.ORDINAL_EDITION):
        return True  # "first-time buyers"
    if quantity is not None and quantity.kind in (Kind.DURATION, Kind.AGE) and "-" in items[figure].text:
        return True  # "a 30-year mortgage", "two-year-olds"
    return before.kind == "np" and not before.words and figure >= 2 and items[figure - 2].kind == "prep"


def _after_share(items: Sequence[Item], conj: int, end: int) -> bool:
    """Say whether "and" begins a clause without a verb: "41 percent of sales and Germany 8 percent"."""
    if conj < 3 or end + 1 >= len(items) or items[end + 1].kind != "figure":
        return False
    return items[conj - 2].lower == "of" and items[conj - 3].kind == "figure"


def _joins(items: Sequence[Item], at: int) -> bool:
    """Say whether a conjunction joins two phrases, and no clause: "exports and imports rose"."""
    before = items[at - 2] if at >= 2 else None
    return before is None or before.kind != "verb"


def _is_inner_participle(items: Sequence[Item], at: int) -> bool:
    """Say whether a participle belongs to the phrase before it: "shares traded in London"."""
    item, before = items[at], items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    return (
        item.sense in ("other", "have")
        and item.lower.endswith("ed")
        and before is not None
        and before.kind == "np"
        and after is not None
        and after.kind == "prep"
    )


def chain_after(items: Sequence[Item], start: int) -> Chain | None:
    """Return the chain that begins at `start`, read towards the right; None where no phrase is there."""
    at = start
    while at < len(items) and items[at].kind in _SKIPPED:
        at += 1
    if at >= len(items) or items[at].kind != "np":
        return None
    first = last = at
    at += 1
    while at < len(items) and at - first < _REACH:
        item = items[at]
        if item.lower == "of" and items[at - 1].kind == "period" and items[at - 2].kind == "prep":
            break  # "convicted three men on Friday of running a fraud"
        if item.kind == "prep" and item.lower in _LATER and items[at - 1].kind == "period":
            break  # "cancelled 140 flights on Monday after pilots walked out"
        if item.kind == "np" and items[at - 1].kind in ("prep", "conj"):
            if items[at - 1].lower in ("with", "at", "for") and governs_figure(items, at):
                break
            if items[at - 1].kind == "conj" and _clause_begins(items, at):
                break
            last = at
        elif (
            (item.kind == "conj" and items[at - 1].kind == "np" and item.lower != "but")
            or (item.kind == "prep" and items[at - 1].kind in ("np", "period", "adv") and item.lower != "than")
            or (item.kind == "prep" and items[at - 1].lower == "from")  # "from outside the mainland"
            or (item.kind in ("period", "adv") and items[at - 1].kind in ("np", "prep"))
        ):
            pass
        else:
            break
        at += 1
    return Chain(first, last)


_LATER = frozenset({"after", "before", "since", "despite", "amid", "following", "until"})


def governs_figure(items: Sequence[Item], at: int) -> bool:
    """Say whether a phrase has a figure of its own: "two plants with the loss of 640 jobs"."""
    after = items[at + 1 : at + 3]
    return len(after) == 2 and after[0].lower == "of" and after[1].kind == "figure"


def _clause_begins(items: Sequence[Item], at: int) -> bool:
    """Say whether the phrase at `at`, after "and", has a verb or a figure of its own."""
    for item in items[at + 1 : at + 8]:
        if item.kind in ("verb", "aux", "modal", "figure"):
            return True
        if item.kind in ("comma", "stop", "conj", "sub", "rel"):
            return False
    return False


def subject_of(items: Sequence[Item], verb: int, depth: int = 0) -> Chain | None:
    """Return the phrase that a verb is said of; `how` is "pronoun" where it points back."""
    at = _left_of_verb(items, verb)
    if at < 0 or depth > 3:
        return None
    if depth == 0 and (told := _before_relative(items, verb)) is not None:
        return told
    item = items[at]
    if item.kind == "np" and item.det in ("a", "an") and at and items[at - 1].kind == "figure":
        counted = _before_count(items, at - 1)  # "A levy of $100 a tonne would raise"
        if counted is not None:
            return counted
    if item.kind == "np":
        main = _verb_of_aim(items, verb, at)
        if main is not None:
            return subject_of(items, main, depth + 1)
        return _after_those(items, _trim_object(items, chain_before(items, at)))
    if item.kind == "verb":
        return subject_of(items, at, depth + 1)
    object_of = item.kind == "pron" and item.lower in _OBJECTS and at > 1 and items[at - 1].kind == "prep"
    if object_of and items[at - 2].kind == "np":
        return chain_before(items, at - 2)  # "Imports from there came to 5 million", "Aid for them was cut"
    moves = items[verb].sense == "change" or items[verb].lower in ("gone", "went", "come", "came")
    if item.lower == "there" and at and items[at - 1].kind == "np":
        owned = chain_before(items, at - 1)  # "Car ownership there has fallen", "The price there reached $1,640"
        placed = owned is not None and owned.first and items[owned.first - 1].kind == "prep"
        if moves or (items[verb].sense == "level" and not placed):
            return owned
    if item.kind == "pron":
        return Chain(at, at, "pronoun" if item.lower in _BACK else "who")
    if item.kind == "rel":
        return _antecedent(items, at)
    if item.kind == "close":
        opened = _opening(items, at)
        return None if opened is None else _phrase_or_earlier(items, opened - 1, depth)
    if item.kind == "comma":
        return _across_comma(items, at, depth)
    if item.kind == "prep" and at and items[at - 1].kind == "np" and items[at + 1].kind == "adv":
        return chain_before(items, at - 1)  # "purchases from abroad fell"
    if item.kind == "figure":
        counted = _before_count(items, at)
        if counted is not None:
            return counted
    if item.kind in ("conj", "figure", "prep", "verb", "dir"):
        return _earlier_subject(items, at, depth)
    return None


def _before_relative(items: Sequence[Item], verb: int) -> Chain | None:
    """Return the subject of a verb that follows a clause with "who": "the share of those who rent has climbed"."""
    inside = False
    for at in range(verb - 1, max(verb - _CLAUSE, 0), -1):
        item = items[at]
        if item.kind == "rel":
            before = at - 2 if items[at - 1].kind == "prep" else at - 1  # "the age at which Germans marry is 31"
            plain = inside and before >= 0 and items[before].kind == "np"
            return chain_before(items, before) if plain else None
        if item.kind in ("comma", "stop", "sub", "conj", "open", "close"):
            return None
        inside = inside or item.kind == "verb"
    return None


_CLAUSE = 25  # items


def _verb_of_aim(items: Sequence[Item], verb: int, at: int) -> int | None:
    """Return the main verb of "Rovers beat Dunmore to move up to fourth": the object moves nowhere."""
    if verb < 1 or items[verb - 1].lower != "to" or items[verb - 1].kind != "modal" or at < 1:
        return None
    main = items[at - 1]
    return at - 1 if main.kind == "verb" and main.lower in _AIMING else None


_AIMING = word_set("contests")


def _before_count(items: Sequence[Item], figure: int) -> Chain | None:
    """Read "sales for the three months were …": the figure belongs to the subject's own phrase."""
    before = figure - 1
    while before > max(figure - 7, 0):
        item = items[before]
        if item.kind not in ("prep", "figure", "adv", "conj") and (item.kind != "np" or item.words):
            break
        before -= 1
    if before < 0 or items[before].kind != "np":
        return None
    chain = chain_before(items, before)
    return None if chain is None else Chain(chain.first, figure)


def _after_those(items: Sequence[Item], chain: Chain | None) -> Chain | None:
    """Read "those from Spain": the indicator is an earlier one, the phrase restricts it."""
    if chain is None or chain.first < 2 or items[chain.first - 1].kind != "prep":
        return chain
    those = items[chain.first - 2].lower in ("those", "that", "one", "ones")
    return Chain(chain.first, chain.last, "those") if those else chain


_OBJECTS = frozenset({"there", "here", "them", "him", "her", "us", "one"})  # "Aid for them was cut"
_BACK = frozenset({"it", "they", "this", "that", "these", "those", "them", "one"})


def _left_of_verb(items: Sequence[Item], verb: int) -> int:
    at = verb - 1
    while at >= 0 and items[at].kind in ("adv", "aux", "modal", "period", "det"):
        if items[at].kind == "period" and at and items[at - 1].kind == "prep":
            at -= 1
        at -= 1
    return at


def _trim_object(items: Sequence[Item], chain: Chain | None) -> Chain | None:
    """Keep what follows "and" where the first part is the object of an earlier verb."""
    if chain is None or chain.first == 0 or items[chain.first - 1].kind not in ("verb", "figure"):
        return chain
    if items[chain.first].words and items[chain.first].words[0].lower.startswith(items[chain.first - 1].lower + "-"):
        return chain  # "Two-way trade between India and Australia"
    for at in range(chain.first, chain.last):
        if items[at].kind == "conj" and at + 1 <= chain.last and items[at + 1].kind == "np":
            return Chain(at + 1, chain.last)
    return chain


def _antecedent(items: Sequence[Item], at: int) -> Chain | None:
    before = at - 1
    while before >= 0 and items[before].kind in ("comma", "adv", "period", "prep"):
        before -= 1
    if before >= 0 and items[before].kind == "np":
        return chain_before(items, before)
    return Chain(at, at, "pronoun")


def _opening(items: Sequence[Item], close: int) -> int | None:
    for at in range(close - 1, max(close - _REACH, -1), -1):
        if items[at].kind == "open":
            return at
    return None


def _phrase_or_earlier(items: Sequence[Item], at: int, depth: int) -> Chain | None:
    if at < 0:
        return None
    if items[at].kind == "np":
        return chain_before(items, at)
    return _earlier_subject(items, at + 1, depth)


def _across_comma(items: Sequence[Item], comma: int, depth: int) -> Chain | None:
    """Read "Imports, dragged down by cars, fell" and "sales rose 3 percent, hitting a record"."""
    for at in range(comma - 1, max(comma - _REACH, 0), -1):
        if items[at].kind in ("comma", "stop"):
            before = items[at - 1]
            if items[at].kind == "comma" and before.kind == "np" and not _verb_before(items, at - 1):
                whole = chain_before(items, at - 1)
                kind = items[whole.first] if whole is not None else before
                placed = kind is not before and bool(before.words) and before.words[-1].lower in gazetteer().types
                name = at + 1 == comma - 1 and _names_it(kind, items[at + 1]) and not placed
                return Chain(at + 1, at + 1) if name else chain_before(items, at - 1)
            break
    return _earlier_subject(items, comma, depth)


_OFFICES = word_set("offices")


def _names_it(kind: Item, name: Item) -> bool:
    """Say whether a name between commas is of what stands before: "The coach, Rita Solis, has lost"."""
    told = bool(kind.det or kind.owner) and bool(kind.words) and not kind.words[-1].capital
    if told and kind.words[-1].lower in _OFFICES:
        return False  # "The mayor, Ann Lee, wants to hire 40 officers" for the city
    return told and name.kind == "np" and not name.det and bool(name.words) and all(w.capital for w in name.words)


def _verb_before(items: Sequence[Item], at: int) -> bool:
    for before in range(at, max(at - _REACH, -1), -1):
        if items[before].kind in ("comma", "stop", "sub", "rel", "figure", "conj", "close"):
            return False
        if items[before].kind == "verb":
            return True
    return False


def _earlier_subject(items: Sequence[Item], at: int, depth: int) -> Chain | None:
    for before in range(at - 1, max(at - _REACH, -1), -1):
        if items[before].kind == "verb":
            return subject_of(items, before, depth + 1)
        if items[before].kind == "stop" and items[before].text == ";":
            return None
    return None
