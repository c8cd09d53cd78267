"""What lies between two sides that bear the names of a balance, each told once, in this sentence or those before.

"Exports came to 54.6 billion. Imports edged up to 51.3 billion, leaving a surplus of 3.3 billion"; "There were 56,100
births and 61,900 deaths. The excess of deaths over births came to 5,800".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from claims.lexicon import load
from claims.model import Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import of_pair
from claims.relations.difference_of_others import of_others
from claims.relations.difference_reading import apart, by_size
from claims.relations.elided import is_value, one_measure
from claims.relations.kinship import of_one_frame
from claims.relations.scene import Scene, Slot, comparable, measure
from claims.relations.told_wording import ABOUT

__all__ = ["LINK", "Balance", "balances", "named_sides", "propose"]

LINK = (
    r"(?:\s+(?:therefore|thus|so|accordingly|consequently|hence|thereby|as\s+a\s+result|in\s+turn|of|at|is|was|were|stands?|stood|came|comes|amounted|amounts|reached|left|in\s+all|to|"
    r"(?:widened|narrowed|grew|rose|fell|shrank|increased|declined|swelled|climbed|dropped|contracted|widens|narrows|doubled|halved)(?:\s+\w+)?\s+to))*\s+"
)
_PLAIN = r"(?:^\W*|\b(?:the|an?|its|their|this|that|in|resulting|overall|total|goods|merchandise)\s+)"
_OPENS = regex(r"^\W*(?:and\s+|so\s+)?(?:the|that|this|which|it)\b")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_OTHER_TIME = regex(
    rf"\b(?:(?:19|20)\d\d|last|previous|earlier|ago|before|{_MONTHS}|months?|weeks?|quarter|half"
    rf"|forecast|expected|planned|"
    r"target|so far|average|mean|adjusted|excluding|without)\b"
)
_NARROWED = regex(r"^\s*(?:[\w'’-]+\s+)?(?:in|for|over|since|during|with|so\s+far|on|between\s+(?!the\s+two|them))\b")
_LEAVES = regex(
    r",\s+(?:and\s+)?so\s+(?:that\s+)?(?:the|its|their)\b|\b(?:leaving|left|giving|gave|meaning|making|"
    r"so\s(?:that\s)?(?:deaths|births|exports|imports)|which\s+(?:is|was|means|meant|makes|made|left|leaves))\b"
)
_LEFT = regex(
    r"\b(?:leaving|resulting\s+in|which\s+(?:left|leaves|gave|gives|made\s+for))\s+(?:it\s+|them\s+)?(?:with\s+)?(?:an?|the)\s+"
    r"(?:[\w-]+\s+){1,2}of\s+[\w\s]{0,12}$"
)
_PART = regex(
    r"\s+(?:(?:of|to|from|in|into|by|on)\s+\S|(?:at|for|with)\s+(?:the|its|their|his|her|an?)\b(?!\s+(?:\w+\s+)?"
    r"(?:year|month|quarter|half|period|season)\b))"
)
_OWN = regex(
    r"(?:^|[.,;:–—(]|\b(?:total|overall|merchandise|goods|all|its|their|the|and|while|with|as|but"
    r"|that|was|were|had|has|in|public|"
    r"government|state|recorded|long-term|adjusted|some|about|of|only|new|people|men|women|who)|['’]s?)\s*$"
)
_VERBS = frozenset({"took in", "brought in", "earned", "spent", "collected"})
_OWN_VERB = regex(rf"{_OWN.pattern}|\b(?:it|they|(?:the|an?)\s+[\w'’-]+)\s+(?:also\s+|only\s+|had\s+|has\s+)?$")
_ITS_OWN = regex(r"(?:\s+[\w'’-]+){1,3}?(?=\s*,|\s+and\b|\s+while\b|\s+but\b)")  # "56,100 births and …": of that figure
_ON_SOMETHING = regex(  # "spent 610,000 on staff", but not "in the year"
    r"^\s*(?:on|in|from|for|at)\s+(?!(?:(?:the|that|its|all|last|this)\s+)?(?:[\w-]+\s+)?(?:years?|months?|quarter|half|period|season|total|all|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\d)\b)"
)
_UNADJUSTED = regex(r"\b(?:unadjusted|(?:not|without|before)\s+(?:seasonal(?:ly)?\s+)?adjust\w+)\b")
_AND_SO_MUCH = regex(rf"^(?:\s[\w'’-]+){{0,5}},?\s+and\s+{ABOUT}$")
_SMALL = 20  # so many times more than a price a head is what is left
_BACK = 3  # sentences
_REACH = 24  # figures
_KINDS = (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE)


@dataclass(frozen=True)
class Balance:
    name: str
    result: re.Pattern[str]
    sides: tuple[re.Pattern[str], re.Pattern[str]]
    left: bool  # told only where the words say that the sides leave it: a profit may be of other accounts


def _any(told: str) -> str:
    phrases = {p.strip() for p in told.replace("\n", " ").split(";")} - {""}
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=lambda p: (-len(p), p)))


@cache
def balances() -> tuple[Balance, ...]:
    def side(words: str) -> re.Pattern[str]:
        return regex(rf"\b(?:{_any(words)})\b")

    entries = load("differences")["balance"]
    return tuple(
        Balance(
            e["name"],
            regex(rf"{_PLAIN}(?:{_any(e['result'])}){LINK}{ABOUT}$"),
            (side(e["first"]), side(e["second"])),
            bool(e.get("left")),
        )
        for e in entries
    )


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the balances whose two sides are each told just once."""
    for slot in scene.slots:
        if slot.q.kind not in _KINDS or slot.q.unit == "percent" or slot.q.hedge is Hedge.BETWEEN or slot.in_table:
            continue
        if of_others(slot):
            continue
        start = scene.document.sentences[slot.sentence].start
        before = scene.document.text[start : slot.q.start].lower()
        for balance in balances():
            if slot.marked_base or slot.expected or balance.result.search(before) is None:
                continue
            pair = _sides(scene, slot, balance, before)
            if pair is not None:
                group = f"change:{slot.q.id}" if slot.is_change else f"difference:{slot.q.id}"
                yield apart(slot, *by_size(*pair), balance.name, group=group)
                break


def _sides(scene: Scene, slot: Slot, balance: Balance, before: str) -> tuple[Slot, Slot] | None:
    """Return the only figure of each side: those of its own sentence, else those told up to three sentences before."""
    here = [s for s in scene.by_sentence[slot.sentence] if s is not slot]
    own = named_sides(scene, slot, here, balance)
    if balance.left and not (any(own) and _LEFT.search(before)):
        return None
    if all(len(side) == 1 for side in own):
        return _fitting(scene, slot, own[0][0], own[1][0], balance)
    told_here = sum(map(len, own))
    if told_here == 0 and (_OPENS.match(before) is None or _OTHER_TIME.search(before) or _NARROWED.match(slot.right)):
        return None
    if told_here > 1 or (told_here == 1 and not _LEAVES.search(before)):
        return None
    beside = [s for s in here if s.is_level and not any(s in side for side in own) and comparable(s.q, slot.q) > 0]
    if told_here == 1 and any(s.order < slot.order for s in beside):
        return None  # "costs were 380 million and taxes 9 million, so the surplus was 25 million"
    before_it = scene.slots[max(0, slot.order - _REACH) : slot.order]
    near = [s for s in before_it if slot.sentence - _BACK <= s.sentence and slot.block - s.block <= 1]
    told = named_sides(scene, slot, near, balance)
    if any(len(side) != 1 for side in told):
        return None
    first, second = told[0][0], told[1][0]
    alone = (
        min(first.sentence, second.sentence) >= slot.sentence - 1 or slot.block - min(first.block, second.block) <= 1
    )
    return _fitting(scene, slot, first, second, balance) if alone else None


def named_sides(scene: Scene, slot: Slot, near: Sequence[Slot], balance: Balance) -> tuple[list[Slot], list[Slot]]:
    """Sort figures by the side that they are called, whatever of them is no total or of another time left out."""
    sides: tuple[list[Slot], list[Slot]] = [], []
    for other in near:
        if not is_value(other) or other.marked_base or other.expected or other.in_table or of_pair(scene, other):
            continue
        if other.q.unit == "percent" or not of_one_frame(other, slot):
            continue
        left = _words_before(scene, other)
        called = [_calls(side, other, left) for side in balance.sides]
        if called[0] != called[1]:
            sides[0 if called[0] else 1].append(other)
    return sides


def _words_before(scene: Scene, slot: Slot) -> str:
    """Return the words of the clause up to a figure, changes told among them: "imports edged up 2.1 percent to"."""
    start = scene.document.sentences[slot.sentence].start
    for other in reversed(scene.slots[: slot.order]):
        if other.sentence != slot.sentence:
            break
        if not other.is_change and not other.aside:
            start = other.q.end + len(_first(_ITS_OWN, other.right))
            break
    return re.split(r"[;:—]|\s–\s", scene.document.text[start : slot.q.start].lower())[-1][-90:]


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return found[0] if found is not None else ""


def _calls(side: re.Pattern[str], slot: Slot, left: str) -> bool:
    """Tell whether the words before a figure, or right after it, name it as a side, and as all of that side."""
    found = list(side.finditer(left))
    if found:
        last = found[-1]
        own = _OWN_VERB if last[0] in _VERBS else _OWN
        return _PART.match(left[last.end() :]) is None and own.search(left[: last.start()]) is not None
    if measure(slot.q) != "count":
        return False
    after = re.match(r"^\s*(?:[\w'’-]+\s+){0,2}?(?=\S)", slot.right)
    here = side.search(slot.right[:32])
    if after is None or here is None or not slot.right[here.end() :].strip():
        return False  # "in four countries, opened 11 branches": of the figure that follows
    return len(slot.right[: here.start()].split()) <= 2


def _fitting(scene: Scene, slot: Slot, first: Slot, second: Slot, balance: Balance) -> tuple[Slot, Slot] | None:
    counts = all(measure(s.q) == "count" for s in (slot, first, second))
    earlier, later = sorted((first, second), key=lambda s: s.order)
    if any(_ON_SOMETHING.match(s.right) for s in (first, second) if balance.left):
        return None
    if _UNADJUSTED.search(scene.document.text[earlier.q.start : slot.q.start].lower()):
        return None
    between = [s for s in scene.slots[earlier.order + 1 : slot.order] if s is not later and _counts_too(s, slot)]
    if any(
        balance.left or (s.order - 1 in (first.order, second.order) and _AND_SO_MUCH.match(s.left)) for s in between
    ):
        return None  # "took in 212,000 at the gate and 64,000 from sponsors"
    return (first, second) if counts or one_measure(slot, earlier, later) else None


def _counts_too(other: Slot, result: Slot) -> bool:
    """Tell whether a figure is one more amount that what is left may come from, and no earlier value or price."""
    amount = is_value(other) and not other.marked_base and comparable(other.q, result.q) > 0
    return amount and abs(other.q.value or Decimal(0)) * _SMALL > abs(result.q.value or Decimal(0))
