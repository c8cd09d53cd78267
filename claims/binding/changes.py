"""Figures that say by how much another changed: nouns of change, brackets, "up 3 percent"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.binding.attachment import Agent, Attachment
from claims.binding.chains import Chain, chain_after, chain_before, subject_of
from claims.binding.counted import counted_noun
from claims.binding.item import Item
from claims.binding.scan import EARLIER, REACH, Left, figure_before, next_is, verb_between
from claims.binding.words import vocabulary, word_set
from claims.model import Kind, Quantity

__all__ = ["adjectival", "beside_a_figure", "bracketed", "described_change", "edition_or_place", "is_superlative"]

_DIMENSIONS = word_set("dimensions")
_TIMES = word_set("times")
_BARE_CHANGES = word_set("bare_changes")
_MORE = frozenset({"more", "less", "fewer"})
_LED = frozenset({"led", "headed", "topped"})
_LOSSES = frozenset({"loss", "losses"})
_PLACES = word_set("places")


def described_change(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "a 3 percent rise in exports", "2 percent wage growth", "growth of 3 percent in exports"."""
    known = vocabulary()
    after = items[at + 1] if at + 1 < len(items) else None
    if after is not None and after.kind == "np" and after.words and after.words[-1].lower in known.change_nouns:
        return _topic_of_noun(items, at + 1, at, left, agent)
    quantity = items[at].quantity
    rate = quantity is not None and quantity.kind is Kind.GROWTH_RATE
    more = (
        rate
        and left.kind == "verb"
        and after is not None
        and after.lower in _MORE
        and at + 2 < len(items)
        and items[at + 2].kind == "np"
    )
    if more and items[at + 2].words and not items[at + 2].det:
        topic = chain_after(items, at + 2)
        if topic is not None and not agent(topic):
            return Attachment("more of a thing", topic, near=(topic,))  # "wants 10 percent more pay"
    if left.kind == "np" and left.link == "of":
        noun = items[left.at]
        counted = counted_noun(items, at) if noun.words and noun.words[-1].lower in _LOSSES else None
        if counted is not None and counted.chain is not None:
            return replace(counted, how="counted noun of a verb", added=("lost",))  # "with the loss of 640 jobs"
        if noun.words and noun.words[-1].lower in known.change_nouns:
            return _topic_of_noun(items, left.at, at, left, agent)
    return None


def _topic_of_noun(items: Sequence[Item], noun: int, at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read what a noun of change is of; `noun` stands right after the figure, or before it with "of"."""
    quantity = items[at].quantity
    amount = quantity is not None and quantity.kind is Kind.LEVEL and quantity.unit not in ("", "percent")
    if amount and items[noun].words[-1].lower in _LOSSES and noun < at:
        chain = chain_before(items, noun) or Chain(noun, noun)
        verb = next((n for n in (chain.first - 1, chain.first - 2) if n >= 0 and items[n].kind == "verb"), None)
        holder = subject_of(items, verb) if verb is not None else None
        near = (chain,) if holder is None else (chain, holder)
        return Attachment("phrase of a figure", chain, near=near)  # "caused losses of $2 million"
    after = max(noun, at) + 1
    if after < len(items) and items[after].kind == "prep" and items[after].lower in ("in", "of", "for", "on"):
        topic = chain_after(items, after + 1)
        if topic is not None and not any(item.words or item.owner for item in items[topic.first : topic.last + 1]):
            topic = None  # "a gain in the third quarter"
        if topic is not None and not agent(topic):
            return Attachment("change in", topic, near=(topic,))
        if topic is not None:
            words = _before_change(items[noun])
            carry = None if words else figure_before(items, at)
            return Attachment("change in a place", added=words, carry=carry, near=(topic,))
    foresees = left.kind == "verb" and items[left.at].sense == "say"
    before = Left.of(items, noun) if noun < at else left
    foresees = foresees or (before.kind == "verb" and items[before.at].sense == "say")
    if foresees and items[noun].lower == "growth":
        return Attachment("bare growth", added=("growth",))  # "The central bank expects growth of 4 percent"
    if _before_change(items[noun]) or items[noun].owner:
        return Attachment("named change", Chain(noun, noun), near=(Chain(noun, noun),))
    wanted = left if noun > at else before
    if wanted.kind == "verb" and items[wanted.at].lower in _WANTING and items[noun].words[-1].lower in _RAISES:
        subject = subject_of(items, wanted.at)  # "Their union wants a rise of 6.5 percent": of no union
        wanting = () if subject is None else (subject,)
        return Attachment("change wanted", added=(items[noun].words[-1].lower,), near=wanting)
    return _holder(items, at, wanted if noun > at else Left.of(items, noun), agent)


_WANTING = word_set("wanting")
_RAISES = frozenset({"rise", "increase", "raise", "hike", "uplift", "cut", "reduction"})


def _before_change(noun: Item) -> tuple[str, ...]:
    known = vocabulary()
    skip = known.leading | _BARE_CHANGES | known.change_nouns
    return tuple(word.lower for word in noun.words[:-1] if word.lower not in skip)


def _holder(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "L, an increase of 3 percent" and "exports posted a 3 percent rise"."""
    before = figure_before(items, at)
    if before == EARLIER and left.kind != "verb":
        verb = next((n for n in range(at - 1, max(at - REACH, -1), -1) if items[n].kind == "verb"), None)
        topic = subject_of(items, verb) if verb is not None and items[verb].sense == "level" else None
        if topic is not None and not topic.how and not agent(topic):
            return Attachment("subject of a change", topic, near=(topic,))
    if left.kind == "verb":
        subject = subject_of(items, left.at)
        says = items[left.at].sense == "say"  # "analysts had forecast growth of 3 percent"
        if subject is not None and not subject.how and not says and not agent(subject):
            return Attachment("subject of a change", subject, near=(subject,))
        near = (subject,) if subject is not None else ()
        return Attachment("change of what was said", carry=before, near=near)
    if left.kind == "np" and (before == EARLIER or verb_between(items, before, left.at)):
        chain = chain_before(items, left.at)
        if chain is not None and not agent(chain):
            return Attachment("phrase before a change", chain, near=(chain,))
    return Attachment("change of what was said", carry=before, whole_of_carry=True)


def adjectival(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "the $840,000 sale", "a 22.5 percent market share", "the 1,956 km line"."""
    quantity = items[at].quantity
    after = at + 1
    if quantity is None or after >= len(items):
        return None
    span = quantity.kind is Kind.DURATION and "-" in quantity.surface  # "a six-month run"
    if quantity.kind not in (Kind.LEVEL, Kind.SHARE) and not span:
        return None
    if items[after].kind != "np" or items[after].det or not items[after].words or quantity.unit.startswith("count"):
        return None
    chain = chain_after(items, after)
    if not quantity.unit or chain is None or agent(chain):
        return None
    first, last = items[after].words[0], items[after].words[-1]
    if last.lower in word_set("past_alike") and after + 1 < len(items) and items[after + 1].kind in ("prep", "period"):
        return None  # "the record of 80 million set in 2019"
    if first.capital or first.lower.endswith("ed") or last.lower in _TIMES | _DIMENSIONS:
        return None
    return Attachment("adjective of a noun", chain, near=(chain,))


def edition_or_place(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "the seventh national census" and "Chile, in third place, had …"."""
    quantity = items[at].quantity
    if quantity is None or quantity.kind not in (Kind.RANK, Kind.ORDINAL_EDITION):
        return None
    chain = chain_after(items, at + 1)
    if chain is None or chain.first != at + 1 or items[chain.first].det:
        return None
    beside = items[left.at - 1] if left.kind == "comma" and left.at else None
    if quantity.kind is Kind.RANK and beside is not None and beside.kind == "np" and is_superlative(items[chain.first]):
        name = Chain(left.at - 1, left.at - 1)  # "Trade with Peru, the third largest partner, …"
        if agent(name):
            return Attachment("rank of the name beside", Chain(chain.first, chain.first), near=(name,))
    words = items[chain.first].words
    if not words or words[-1].lower not in _PLACES:
        return Attachment("edition", chain, near=(chain,)) if quantity.kind is Kind.ORDINAL_EDITION else None
    if left.kind == "comma" and left.at and items[left.at - 1].kind == "np":
        holder = chain_before(items, left.at - 1)
    else:
        holder = subject_of(items, left.at) if left.kind == "verb" else None
    if holder is None or holder.how or not agent(holder):
        return None
    return Attachment("rank of a name", carry=figure_before(items, at), near=(holder,))


def is_superlative(noun: Item) -> bool:
    first = noun.words[0].lower if noun.words else ""
    return len(noun.words) > 1 and (
        first in ("most", "top", "main", "leading") or (first.endswith("est") and first not in ("west", "forest"))
    )


def bracketed(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "5 billion yuan (about $700 million)", "exports ($3.4 billion, up 9 percent)", "Basel (7th)"."""
    if left.kind != "open":
        return None
    before, figure = left.at - 1, figure_before(items, at)
    if before < 0 or items[before].kind != "np":
        return Attachment("bracket after a figure", carry=figure, whole_of_carry=True)
    chain = chain_before(items, before) or Chain(before, before)
    if agent(chain):
        return Attachment("bracket after a name", carry=figure, near=(chain,))
    if (
        figure != EARLIER
        and not verb_between(items, figure, before)
        and items[chain.first - 1].kind in ("figure", "adv")
    ):
        return Attachment("bracket after a counted noun", carry=figure, whole_of_carry=True)
    return Attachment("bracket after a phrase", chain, near=(chain,))


def _pays(paid: Quantity | None, counted: Quantity | None) -> bool:
    """Tell a sum of money that goes to so many from the two ends of a change."""
    return paid is not None and counted is not None and paid.unit.isupper() and counted.unit.startswith("count:")


def beside_a_figure(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "L, up 3 percent", "L, 300 fewer than …", "to L from K", "L compared with K"."""
    before = _span_before(items, at, left)
    before = figure_before(items, at) if before is None else before
    same = Attachment("measured with the figure before", carry=before, whole_of_carry=True)
    place = items[left.at].quantity if left.kind == "figure" and left.link == "with" else None
    if place is not None and place.kind is Kind.RANK:  # "Estonia came first with 511"
        verb = next((n for n in range(left.at, max(left.at - 6, -1), -1) if items[n].kind == "verb"), None)
        holder = subject_of(items, verb) if verb is not None else None
        near = () if holder is None or holder.how else (holder,)
        medals = counted_noun(items, at)
        return replace(medals, near=near) if medals else Attachment("name in a list", carry=before, near=near)
    counts = left.kind == "np" and left.link == "to" and left.at > 1 and items[left.at - 1].kind == "figure"
    if counts and items[left.at - 2].lower == "from" and counted_noun(items, at) is not None:
        return replace(same, how="from its base", carry=left.at - 1)  # "from 160 pairs to 6,000 pairs"
    rival = chain_after(items, at + 2) if left.base and next_is(items, at + 1, "prep", "for") else None
    if rival is not None and before != EARLIER and agent(rival):
        return replace(same, near=(rival,))  # "48 percent, against 44 percent for Paul Reid"
    if left.kind == "figure" and left.link == "for" and counted_noun(items, at) is not None:
        return None  # "7 percent more for its 3.9 million members"
    if left.kind == "figure" and left.link == "to" and _pays(items[left.at].quantity, items[at].quantity):
        return None  # "gave $52 million to 37 laboratories"
    if left.kind == "figure" and (left.moved or left.base or left.link in ("to", "by", "at")):
        return replace(same, carry=left.at)
    if left.kind == "close" and (left.moved or left.base or left.link in ("to", "by", "at")):
        return same
    aside = left.link == "with" and left.at > 1 and items[left.at - 2].lower.endswith("than")
    if aside and counted_noun(items, at) is not None:
        return None  # "85 more than Huber, with six races to go"
    if left.kind == "comma" and left.link in ("at", "on", "with") and left.at and items[left.at - 1].kind == "np":
        chain = chain_before(items, left.at - 1)
        if chain is not None and not verb_between(items, max(before, chain.first - 2), left.at):
            carry = before if agent(chain) else None
            return Attachment("phrase, at a figure", None if agent(chain) else chain, carry=carry, near=(chain,))
    led = left.kind == "np" and left.link in ("at", "with", "on") and left.at > 1 and items[left.at - 1].lower == "by"
    if led and items[left.at - 2].lower in _LED and before != EARLIER and items[left.at].words:
        own = Chain(left.at, left.at)  # "to $700 million, led by textiles at $160 million"
        carry = before if agent(own) else None
        return Attachment("phrase, at a figure", None if agent(own) else own, carry=carry, near=(own,))
    if left.kind == "comma" and before != EARLIER:
        if left.link in ("to", "by") and not left.base:
            return same
        quick = left.moved or left.base or _direction_follows(items, at)
        return same if quick and not _gap_in_list(items, left) else None
    if left.kind == "comma" and left.moved:
        chain = chain_before(items, left.at - 1) if left.at and items[left.at - 1].kind == "np" else None
        return Attachment("change of the phrase before", chain, near=(chain,)) if chain is not None else None
    if left.kind == "conj" and left.moved and before != EARLIER:
        return same
    if left.base and before != EARLIER and left.kind == "np" and not verb_between(items, before, left.at):
        return same
    return None


def _span_before(items: Sequence[Item], at: int, left: Left) -> int | None:
    """Return the span that another is compared with: "waited 42 days, against 38 days a year before"."""
    own = items[at].quantity
    if own is None:
        return None
    spans = own.kind in (Kind.DURATION, Kind.AGE) and left.base
    longer = own.kind is Kind.ABSOLUTE_CHANGE and own.unit in _SPANS and left.kind == "comma"
    if not spans and not longer:  # "waited 6.4 hours, 40 minutes longer than in April"
        return None
    for before in range(left.at, max(at - REACH, -1), -1):
        quantity = items[before].quantity
        fits = quantity is not None and quantity.kind in (own.kind, Kind.DURATION)
        if fits and quantity is not None and (longer or quantity.unit == own.unit):
            return before
        if items[before].kind in ("verb", "stop", "sub"):
            return None
    return None


_SPANS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "s", "min", "h"})


def _gap_in_list(items: Sequence[Item], left: Left) -> bool:
    """Say whether a name stands between: "Apple rose 3 percent, Intel, up 2"."""
    return left.at > 0 and items[left.at - 1].kind == "np" and items[left.at - 1].words != () and (
        left.at < 2 or items[left.at - 2].kind in ("comma", "conj", "stop")
    )  # fmt: skip


def _direction_follows(items: Sequence[Item], at: int) -> bool:
    for item in items[at + 1 : at + 4]:
        if item.kind == "dir":
            return True
        if item.kind not in ("np", "adv"):
            return False
    return False
