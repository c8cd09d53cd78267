"""Figures that the words right after them name: "£31 million in debt", "47 miles away", "61 percent in favour"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.binding.attachment import Agent, Attachment
from claims.binding.chains import Chain, chain_before, subject_of
from claims.binding.item import Item
from claims.binding.scan import Left, figure_before
from claims.binding.words import past_of, word_set
from claims.model import Kind

__all__ = ["apposed_of", "behind", "extreme", "named_after", "votes"]

_LENGTHS = frozenset("km m mi kilometre kilometer metre meter mile yard foot".split())
_BEING = frozenset("is are was were be been stands stood lies lay".split())
_AWAY = frozenset({"away", "from", "off", "distant"})
_SIDES = {"favour": "favour", "favor": "favour"}
_ARREARS = frozenset({"debt", "arrears", "deficit"})
_DECIDED = word_set("voted_on")
_PARTED = frozenset({"behind", "ahead", "clear", "adrift", "inside", "outside", "back", "off"})
_SPANS = frozenset({"second", "minute", "s", "min"})


def named_after(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read a figure by what stands right after it."""
    quantity = items[at].quantity
    after = items[at + 1 : at + 3]
    if quantity is None or not after:
        return None
    subject = subject_of(items, left.at) if left.kind == "verb" else None
    told = subject is not None and not subject.how
    near = (subject,) if told and subject is not None else ()
    noun = after[1].words[-1].lower if len(after) > 1 and after[0].lower == "in" and after[1].words else ""
    single = len(after) > 1 and len(after[1].words) == 1
    percent = quantity.unit == "percent" and quantity.kind is Kind.SHARE
    if percent and single and noun in _SIDES:  # "passed its budget with 61 percent in favour"
        verb = left.at - 1 if left.kind == "np" and left.at and items[left.at - 1].kind == "verb" else -1
        holder = subject_of(items, verb) if verb > 0 else subject
        by = () if holder is None or holder.how else (holder,)
        return Attachment("share in favour", added=("share", "in", _SIDES[noun]), near=by)
    if quantity.unit == "count:point" and quantity.kind is Kind.COUNT and left.link in ("with", "on") and not left.base:
        verb = next((n for n in range(at - 1, max(at - 8, 0), -1) if items[n].kind in ("verb", "comma", "stop")), 0)
        holder = subject_of(items, verb) if verb and items[verb].kind == "verb" else None
        if holder is not None and (holder.how or agent(holder)):  # "They climb to fourth with 48 points"
            return Attachment("points", added=("points",), near=() if holder.how else (holder,))
    being = left.kind == "verb" and items[left.at].lower in _BEING and not left.link and not left.moved
    money = len(quantity.unit) == 3 and quantity.unit.isupper()
    if being and money and single and noun in _ARREARS:  # "The trust is £31 million in debt"
        return Attachment("owed", added=(noun,), near=near)
    far = quantity.unit.removesuffix("s") in _LENGTHS and after[0].lower in _AWAY
    if being and far and told and subject is not None:  # "The nearest one is 47 miles away"
        return Attachment("distance", None if agent(subject) else subject, added=("distance",), near=near)
    return None


def votes(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "rejected the budget by 1,912 to 1,644": the votes for and against."""
    if left.moved or left.base or not _is_plain(items[at]):
        return None
    if items[at - 1].lower == "to" and at >= 3 and items[at - 2].kind == "figure" and items[at - 3].lower == "by":
        first = votes(items, at - 2, Left.of(items, at - 2), agent)
        return replace(first, carry=at - 2) if first is not None else None
    second = items[at + 2] if at + 2 < len(items) and items[at + 1].lower == "to" else None
    if left.link != "by" or items[at - 1].lower != "by" or second is None or not _is_plain(second):
        return None
    verb = (
        left.at
        if left.kind == "verb"
        else next((n for n in range(left.at, max(left.at - 8, -1), -1) if items[n].kind == "verb"), -1)
    )
    if verb < 0 or past_of(items[verb].lower) not in _DECIDED:
        return None
    subject = subject_of(items, verb)
    quantity = items[at].quantity
    added = ("share", "of", "votes") if quantity is not None and quantity.unit == "percent" else ("votes",)
    return Attachment("votes", added=added, near=() if subject is None or subject.how else (subject,))


def _is_plain(item: Item) -> bool:
    """Say whether a figure is a count or a percentage without a noun: "1,912", "21"."""
    quantity = item.quantity
    plain = quantity is not None and quantity.kind in (Kind.COUNT, Kind.LEVEL, Kind.ABSOLUTE_CHANGE, Kind.OTHER)
    share = quantity is not None and quantity.unit == "percent" and quantity.kind in (Kind.SHARE, Kind.LEVEL)
    return share or (plain and quantity is not None and quantity.unit in ("", "count", "count:vote"))


def behind(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "with 48 points, six behind the leaders": the points between two."""
    quantity = items[at].quantity
    if quantity is None or at < 2 or at + 1 >= len(items) or items[at + 1].lower not in _PARTED:
        return None
    if quantity.unit.removesuffix("s") in _SPANS and left.kind in ("comma", "conj") and quantity.kind is not Kind.SHARE:
        verb = next((n for n in range(left.at, max(left.at - 20, -1), -1) if items[n].kind == "verb"), -1)
        holder = subject_of(items, verb) if verb >= 0 else None
        if holder is not None and (holder.how or agent(holder)):  # "won in 3:54.1, 1.3 seconds inside the record"
            word = "lead" if items[at + 1].lower in ("ahead", "clear", "inside") else "gap"
            return Attachment(word, added=(word,), near=() if holder.how else (holder,))
    before = figure_before(items, at)
    points = items[before].quantity if before >= 0 else None
    if left.kind not in ("comma", "conj") or points is None or points.unit != "count:point":
        return None
    word = "lead" if items[at + 1].lower in ("ahead", "clear") else "gap"
    verb = next((n for n in range(before, max(before - 12, -1), -1) if items[n].kind == "verb"), -1)
    holder = subject_of(items, verb) if verb >= 0 else None
    return Attachment(word, added=(word,), near=() if holder is None or holder.how else (holder,))


def extreme(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "Mombasa had the highest rate, 74 percent, and Turkana the lowest, 29 percent": of what was told."""
    last = left.at - 1 if left.kind == "comma" else left.at if left.link in ("at", "with") else -1
    if last < 1 or items[last].kind != "np" or items[last].det != "the" or items[last].owner or left.base:
        return None
    bare = all(word.lower in _LEVEL_WORDS for word in items[last].words[1:])
    first = items[last].words[0].lower if items[last].words else ""
    most = first in ("most", "fewest", "least") or (first.endswith("est") and first not in ("west", "forest", "rest"))
    if not most or not bare:
        return None
    verb = items[last - 1]
    holder = subject_of(items, last - 1) if verb.kind == "verb" and verb.sense in ("have", "other") else None
    holder = Chain(last - 1, last - 1) if verb.kind == "np" else holder
    if holder is None or holder.how or not agent(holder):
        return None
    return Attachment("extreme of what was told", carry=figure_before(items, at), near=(holder,))


_AT_PRESENT = frozenset({"now", "currently", "already", "still", "today"})
_LEVEL_WORDS = frozenset({"rate", "share", "figure", "number", "level", "proportion", "total", "percentage"})


def apposed_of(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "The tariffs, of 10 percent for now, could double": the figure is of what stands before the comma."""
    aside = left.kind == "comma" and at >= 3 and at - left.at == 2 and items[at - 1].lower in _AT_PRESENT
    if aside and at + 1 < len(items) and items[at + 1].kind == "comma" and items[left.at - 1].kind == "np":
        told = chain_before(items, left.at - 1)  # "asking for the minimum wage, now 22,104 lira, to be raised"
        return Attachment("phrase, then a figure", told, near=(told,)) if told is not None and not agent(told) else None
    if at < 3 or left.link not in ("of", "at") or left.kind != "comma" or left.base or left.moved:
        return None
    if items[left.at - 1].kind != "np" or left.at != at - 2:
        return None
    chain = chain_before(items, left.at - 1)
    if chain is None or agent(chain) or any(items[n].kind == "figure" for n in range(chain.first, chain.last)):
        return None
    closes = any(item.kind in ("comma", "close") for item in items[at + 1 : at + 9])
    opens = chain.first == 0 or items[chain.first - 1].kind in ("stop", "conj", "comma", "sub", "rel", "verb")
    return Attachment("phrase, then a figure", chain, near=(chain,)) if closes and opens and left.link == "of" else None
