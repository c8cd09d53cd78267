"""Figures of a whole: shares, counts out of a number, sums, lists that run in step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.binding.attachment import Agent, Attachment
from claims.binding.chains import Chain, chain_after, chain_before, subject_of
from claims.binding.changes import is_superlative
from claims.binding.counted import adds_its_word, counted_noun
from claims.binding.gazetteer import gazetteer
from claims.binding.item import Item
from claims.binding.lists import list_around, names_before, says_respectively
from claims.binding.scan import (
    EARLIER,
    Left,
    figure_before,
    is_sum,
    next_is,
    noun_after,
    part_after,
    predicate_after,
    stands_first,
    verb_at,
)
from claims.binding.words import past_of, vocabulary, word_set
from claims.model import Kind

__all__ = ["part_of_that", "placed", "respectively", "share", "sum_of_list"]


def respectively(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "exports and imports rose 3 and 4 percent respectively"."""
    figures = list_around(items, at)
    if len(figures) < 2:
        return None
    before = Left.of(items, figures[0])
    names = names_before(items, before.at) if before.kind == "verb" else []
    if len(names) != len(figures):
        return None
    in_step = before.link == "with" and all(agent(Chain(name, name)) for name in names)
    if not in_step and not says_respectively(items, figures):
        return None
    name = Chain(names[figures.index(at)], names[figures.index(at)])
    if not agent(name) and not _in_places(items, names, agent):
        return Attachment("respectively", name, near=(name,))
    whole = chain_before(items, names[-1])
    counted = counted_noun(items, figures[-1], items[before.at])
    if whole is not None and whole.first < names[0] and not agent(whole):
        return Attachment("respectively, of places", whole, near=(name,))
    if counted is not None:
        return replace(counted, how="respectively, of places", near=(name,))
    return Attachment("respectively, of places", carry=figure_before(items, figures[0]), near=(name,))


def _in_places(items: Sequence[Item], names: Sequence[int], agent: Agent) -> bool:
    """Say whether the names are places: "prices in Tokyo and Osaka"; a capital may hide that the first is one."""
    if all(agent(Chain(name, name)) for name in names[1:]):
        return True
    return names[0] > 0 and items[names[0] - 1].kind == "prep"


def placed(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "Wind came second with 19 percent": the same as what was told, of the next in line."""
    rank = items[left.at].quantity if left.kind == "figure" else None
    if rank is None or rank.kind is not Kind.RANK or left.link not in ("with", "on", "at") or left.at < 2:
        return None
    if noun_after(items, at) is not None:
        return None
    verb = left.at - 1
    subject = subject_of(items, verb) if items[verb].kind == "verb" else None
    if subject is None or subject.how:
        return None
    if agent(subject):
        return Attachment("partner", carry=figure_before(items, left.at), near=(subject,))
    return Attachment("phrase before a figure", subject, near=(subject,))


def sum_of_list(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "together 843 billion", "38 in all": no indicator of one of the parts."""
    before = figure_before(items, at)
    if before == EARLIER or not is_sum(items, at) or left.kind not in ("comma", "conj", "stop", "figure", "np"):
        return None
    counted = counted_noun(items, at)
    if counted is not None:
        return counted
    return Attachment("sum of a list", added=("total",)) if left.kind != "np" or items[left.at].words == () else None


_GIVING = frozenset({"contributed", "contributes", "added", "adds", "provided", "brought", "generated", "accounted"})
_UNITS = word_set("units_of_firms")


def part_of_that(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "Sales came to 6 billion. Its unit Halden made 420 million of that": a part of what was told."""
    quantity = items[at].quantity
    that = next_is(items, at + 1, "prep", "of") and at + 2 < len(items) and items[at + 2].lower in ("that", "this")
    if quantity is None or quantity.kind not in (Kind.LEVEL, Kind.COUNT) or left.kind != "verb":
        return None
    subject = subject_of(items, left.at)
    if left.link or left.moved or subject is None or subject.how:
        return None
    gives = items[left.at].lower in _GIVING and items[subject.last].words[-1:] != ()
    unit = gives and items[subject.last].words[-1].lower in _UNITS and noun_after(items, at) is None
    if not unit and not (that and agent(subject)):
        return None
    return Attachment("partner", carry=figure_before(items, at), near=(subject,))


def share(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "28 percent of users …", "or 6 percent of the total", "9 of 11 sectors", "3 million of them"."""
    quantity = items[at].quantity
    of = next_is(items, at + 1, "prep", "of")
    one_in = quantity is not None and quantity.kind is Kind.RATIO and quantity.unit == "ratio"
    if of and one_in and left.kind == "comma" and not next_is(items, at + 2, "pron", "them"):
        whole, before = _whole(items, at + 2), figure_before(items, at)
        if whole is not None and before in (
            left.at - 1,
            left.at - 2,
        ):  # "3 million people, one in eight of all workers"
            return Attachment("share of what was said", carry=before, share_of=whole)
    if quantity is None or quantity.kind not in (Kind.SHARE, Kind.COUNT, Kind.ABSOLUTE_CHANGE):
        return None
    others = _others_who(items, at, left, agent) if not of and quantity.kind is Kind.SHARE and left.base else None
    if others is not None:
        return others
    whole = _whole(items, at + 2) if of else None
    end = whole.last if whole is not None else at + 2
    if quantity.kind is Kind.ABSOLUTE_CHANGE:  # "cut 320 of its 4,100 jobs"
        return _some_of(items, at, left, whole, agent) if whole is not None and whole.how == "pool" else None
    carried = _after_its_figure(items, left)
    if carried is not None and quantity.kind is Kind.SHARE:
        return Attachment("share of", carry=carried, share_of=whole or Chain(1, 0))
    if not of and quantity.kind is Kind.SHARE and left.kind == "verb" and not left.link and _of_which(items, left.at):
        part = subject_of(items, left.at)
        if part is not None and not part.how and not agent(part) and items[left.at].lower in _MAKING_UP:
            return Attachment("share of", part, share_of=Chain(1, 0), near=(part,))  # "of which orders made 27 percent"
        tells = items[left.at].sense == "other" and items[left.at].lower not in vocabulary().light
        return Attachment("share of", added=("share", *((past_of(items[left.at].lower),) if tells else ())))
    if not of and quantity.kind is Kind.SHARE and left.kind == "verb" and items[left.at].lower in _MAKING_UP:
        subject = subject_of(items, left.at)
        if subject is not None and not subject.how and not agent(subject):
            return Attachment("share of", subject, share_of=Chain(1, 0), near=(subject,))  # "Cars made up a quarter"
    theirs = next_is(items, at + 2, "pron", "them") or next_is(items, at + 2, "pron", "those")
    does = left.kind == "verb" and (adds_its_word(items[left.at]) or items[left.at].lower in vocabulary().nominal)
    if of and theirs and does and not left.link and not left.moved:
        done = past_of(items[left.at].lower)  # "Private buyers bought one in ten of them"
        if quantity.kind is Kind.SHARE and done not in vocabulary().light:
            doer = subject_of(items, left.at)
            by = () if doer is None or doer.how or not agent(doer) else (doer,)
            told = figure_before(items, at)
            return Attachment("share of them", carry=told, added=(done,), share_of=Chain(1, 0), near=by)
    if not of:
        return None
    said = left.kind == "verb" and items[left.at].sense == "say"
    if quantity.kind is Kind.COUNT:
        return _some_of(items, at, left, whole, agent)
    if left.kind == "verb" and not said:
        subject = subject_of(items, left.at)
        own = whole is not None and items[whole.first].det in vocabulary().possessives
        taken = whole is not None and subject is not None and not subject.how and agent(subject)
        acts = subject is not None and not subject.how and whole is not None and _is_doer(items, subject)
        taken = (taken or (acts and adds_its_word(items[left.at]))) and not own and not _points(items, whole)
        aim = items[end + 1] if end + 1 < len(items) else None
        if items[left.at].lower in _WISHING and aim is not None and aim.lower == "to" and whole is not None:
            predicate = predicate_after(items, end + 1)  # "wants fewer than 5 percent of adults to smoke"
            told_of = (whole,) if subject is None or subject.how else (whole, subject)
            return Attachment("part of a whole", predicate=predicate, share_of=whole, near=told_of)
        light = own and not adds_its_word(items[left.at]) and items[left.at].lower in _MAKING_UP
        if light and (subject is None or subject.how or agent(subject)):  # "It made 71 percent of its profit in May"
            return Attachment("part of its own", share_of=whole, near=() if subject is None else (subject,))
        owned = own and (subject is None or bool(subject.how) or agent(subject)) and adds_its_word(items[left.at])
        if taken or owned:
            won = taken and not (adds_its_word(items[left.at]) and items[left.at].lower not in _WINNING)
            filled = past_of(items[left.at].lower)
            near = () if subject is None else (subject,)
            how = "part of its own" if owned else "share of a taker"
            return Attachment(how, added=() if won else (filled,), share_of=whole, near=near)
        told = subject is None or bool(subject.how)
        if (
            told
            and not own
            and whole is not None
            and adds_its_word(items[left.at])
            and not left.link
            and not left.moved
        ):
            done, near = past_of(items[left.at].lower), () if subject is None else (subject,)
            if done not in vocabulary().light:  # "It curtailed 9 percent of the wind power"
                return Attachment("share of a taker", added=(done,), share_of=whole, near=near)
        ending = items[left.at].lower.endswith("ing") and items[left.at - 1].kind == "comma" and not left.link
        if ending and whole is not None and not _points(items, whole) and _tells_what_happened(items[left.at]):
            done = past_of(items[left.at].lower)  # "drivers walked out, halting 70 percent of services"
            return Attachment("share of a taker", added=(done,), share_of=whole, near=(whole,))
        if subject is not None and not subject.how:
            carry = figure_before(items, at) if agent(subject) else None
            done = past_of(items[left.at].lower)
            if (
                own and carry is None and adds_its_word(items[left.at]) and done not in vocabulary().light
            ):  # "Farmers lost 40 percent of their maize"
                return Attachment("share of theirs", subject, added=(done,), share_of=whole, near=(subject,))
            return Attachment("share of", subject, carry=carry, share_of=whole or Chain(1, 0), near=(subject,))
    before = figure_before(items, at)
    if left.kind == "np" and left.link == "of":
        phrase = Chain(left.at, left.at)
        return Attachment("share of", phrase, share_of=whole or Chain(1, 0), near=(phrase,))
    given = left.kind == "np" and left.link == "with" and left.at > 1 and items[left.at - 1].lower in _SUPPLYING
    giver = subject_of(items, left.at - 1) if given else None
    if giver is not None and not giver.how and whole is not None and agent(Chain(left.at, left.at)):
        to = (Chain(left.at, left.at),)  # "Glaciers supply La Paz with 15 percent of its water"
        return Attachment("share of", None if agent(giver) else giver, share_of=whole, near=to, first=to)
    if left.kind == "np" and left.link == "with" and is_superlative(items[left.at]):
        verb = left.at - 1
        holder = subject_of(items, verb) if verb > 0 and items[verb].kind == "verb" else None
        if (
            holder is not None and not holder.how and agent(holder)
        ):  # "Chile was the top buyer with 46 percent of sales"
            pool = Chain(left.at, left.at)
            carry = before if whole is None or _points(items, whole) else None
            return Attachment("partner", carry=carry, share_of=whole or Chain(1, 0), near=(holder, pool))
    if left.kind == "np" and not left.base:
        chain = chain_before(items, left.at)
        if chain is not None and (chain.first == 0 or items[chain.first - 1].kind in ("comma", "conj", "stop")):
            carry = before if agent(chain) else None
            return Attachment("share of a name", chain, carry=carry, share_of=whole or Chain(1, 0), near=(chain,))
    if before != EARLIER and whole is None and next_is(items, at + 2, "pron", "them"):
        part = part_after(items, at + 2) or _bare_part(items, at + 3)  # "612,000 cars, 14 percent of them electric"
        if part is not None and not agent(Chain(part.first + (items[part.first].kind == "prep"), part.last)):
            return Attachment("share of what was said", carry=before, share_of=Chain(1, 0), part=part)
    if (
        before != EARLIER
        and not verb_at(items, end + 1)
        and left.kind in ("comma", "open", "figure", "close", "conj", "verb")
    ):
        return Attachment("share of what was said", carry=before, share_of=whole or Chain(1, 0))
    if whole is None:
        return Attachment("share of what was said", carry=before, predicate=predicate_after(items, end + 1))
    return Attachment("part of a whole", predicate=predicate_after(items, end + 1), share_of=whole, near=(whole,))


def _others_who(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "46 percent of voters named rents, compared with 29 percent who named taxes": a share of the same."""
    before = figure_before(items, at)
    if before == EARLIER or at + 2 >= len(items) or items[at + 1].lower != "who":
        return None
    first = share(items, before, Left.of(items, before), agent)
    predicate = predicate_after(items, at + 2)
    if first is None or first.how != "part of a whole" or predicate is None:
        return None
    return replace(first, predicate=predicate)


def _some_of(items: Sequence[Item], at: int, left: Left, whole: Chain | None, agent: Agent) -> Attachment | None:
    """Read "9 of 11 sectors", "four of them gold", "closed 12 of its 31 schools"."""
    if whole is None:
        subject = subject_of(items, left.at) if left.kind == "verb" else None
        near = (subject,) if subject is not None and agent(subject) else ()
        part = part_after(items, at + 2) or _bare_part(items, at + 3)
        doing = items[left.at] if left.kind == "verb" and not left.link else None
        added = (past_of(doing.lower),) if doing is not None and adds_its_word(doing) else ()
        them = next_is(items, at + 2, "pron", "them") or next_is(items, at + 2, "rel", "whom")
        predicate = predicate_after(items, at + 3) if them else None
        carry = figure_before(items, at)
        things = _things_before(items, at, carry) if next_is(items, at + 2, "pron", "them") else None
        if things is not None:
            return Attachment("some of things", things, added=added, part=part, predicate=predicate, near=near)
        return Attachment(
            "some of them", carry=carry, whole_of_carry=them, added=added, part=part, predicate=predicate, near=near
        )
    if whole.how != "pool" and left.kind == "verb" and not left.link and adds_its_word(items[left.at]):
        verb, holder = past_of(items[left.at].lower), subject_of(items, left.at)
        told = (whole,) if holder is None or holder.how else (holder, whole)
        first = told[:1] if agent(told[0]) else ()  # "closed four of its plants"
        return Attachment("counted noun of a verb", whole, added=(verb,), near=told, first=first)
    if whole.how == "pool" and left.kind == "verb" and not left.link and adds_its_word(items[left.at]):
        verb, holder = past_of(items[left.at].lower), subject_of(items, left.at)
        told = (whole,) if holder is None or holder.how else (whole, holder)
        if holder is not None and (holder.how == "who" or (not holder.how and agent(holder))):
            return Attachment("counted noun of a verb", whole, added=(verb,), near=told, first=(holder,))
        return Attachment("counted noun of a verb", whole, added=(verb,), near=told)
    begins = stands_first(items, at) and verb_at(items, whole.last + 1)
    holds = (
        left.kind == "verb" and items[left.at].sense == "have" and items[whole.first].det in ("the", "these", "those")
    )
    if holds and whole.how != "pool" and not left.link and not left.moved and not _points(items, whole):
        holder = subject_of(items, left.at)  # "Luanda had 2,100 of the cases"
        return Attachment("counted noun", whole, near=(whole,) if holder is None or holder.how else (holder, whole))
    if whole.how != "pool" and not begins:
        return None
    holder = subject_of(items, left.at) if left.kind == "verb" else None
    told = (whole,) if holder is None or holder.how else (whole, holder)
    if holder is not None and holder.how == "who":
        told = (holder, whole)  # "She lost 19 of her 30 hives"
    if at + 2 < len(items) and items[at + 2].owner and not items[at + 2].words:
        told = (Chain(at + 2, at + 2), *told)  # "11 of Angola's 21 provinces"
    return Attachment("some of a number", whole, predicate=predicate_after(items, whole.last + 1), near=told)


def _things_before(items: Sequence[Item], at: int, figure: int) -> Chain | None:
    """Return what "them" are where the figure before is no count: "offered teachers $500, and trained 90 of them"."""
    quantity = items[figure].quantity if figure != EARLIER else None
    if quantity is None or quantity.kind is not Kind.LEVEL or not quantity.unit or quantity.unit.startswith("count"):
        return None
    for before in range(figure - 1, max(figure - 12, -1), -1):
        words = items[before].words
        plural = bool(words) and words[-1].lower.endswith("s") and not words[-1].lower.endswith(("us", "ss", "is"))
        if items[before].kind == "np" and plural and not words[-1].capital:
            return Chain(before, before)
        if items[before].kind == "stop":
            return None
    return None


def _bare_part(items: Sequence[Item], at: int) -> Chain | None:
    """Return what some are: "gold" of "11 medals, four of them gold"."""
    if at >= len(items) or items[at].kind != "np" or items[at].det or verb_at(items, at + 1):
        return None
    if items[at].words[-1:] and items[at].words[-1].lower in _TIMES:
        return None  # "sold 5,000 of them last season"
    return Chain(at, at)


def _of_which(items: Sequence[Item], verb: int) -> bool:
    """Say whether a clause begins with "of which": "cost $2 million, of which the state pays half"."""
    for at in range(verb - 1, max(verb - 8, 0), -1):
        if items[at].kind == "rel":
            return items[at].lower in ("which", "whom") and items[at - 1].lower == "of"
    return False


def _is_doer(items: Sequence[Item], subject: Chain) -> bool:
    """Say whether a subject is a body that does something: "The grid operator curtailed 9 percent of the power"."""
    words = items[subject.first].words
    return subject.first == subject.last and bool(words) and words[-1].lower in gazetteer().types


def _tells_what_happened(verb: Item) -> bool:
    """Say whether a verb tells what was done to a part, and does not make its subject the part."""
    known = vocabulary()
    gives = past_of(verb.lower) in known.light or verb.lower in known.nominal or verb.lower in _MAKING_UP
    return adds_its_word(verb) and not gives


_WISHING = frozenset("want wants wanted expect expects expected hope hopes hoped allow allows allowed".split())
_MAKING_UP = frozenset(
    {
        "making",
        "accounting",
        "representing",
        "made",
        "make",
        "makes",
        "accounted",
        "accounts",
        "account",
        "represented",
        "represents",
    }
)
_TIMES = word_set("times")
_SUPPLYING = frozenset("supply supplies supplied supplying provide provides provided providing".split())
_ORDER = frozenset({"last", "first", "next"})  # "seven of their last ten games"
_WINNING = word_set("winning")


def _points(items: Sequence[Item], whole: Chain | None) -> bool:
    """Say whether a whole only points back: "bought 9 percent of the total"."""
    words = items[whole.first].words if whole is not None else ()
    return len(words) == 1 and words[0].lower in vocabulary().pointing | vocabulary().empty


def _after_its_figure(items: Sequence[Item], left: Left) -> int | None:
    """Return the figure that a participle follows: "females 688 million, making up 48.8 percent"."""
    if left.kind != "verb" or not items[left.at].lower.endswith("ing"):
        return None
    comma = left.at - 1
    return comma - 1 if comma > 0 and items[comma].kind == "comma" and items[comma - 1].kind == "figure" else None


def _whole(items: Sequence[Item], at: int) -> Chain | None:
    """Return the phrase after "of"; `how` is "pool" where it is counted itself: "of its 3,860 applicants"."""
    pool = at
    while pool < len(items) and pool < at + 3 and items[pool].kind in ("np", "adv", "period"):
        if items[pool].kind == "np" and any(word.lower not in _ORDER for word in items[pool].words):
            break
        pool += 1
    if pool < len(items) and items[pool].kind == "figure":
        chain = noun_after(items, pool)
        return None if chain is None else Chain(chain.first, chain.last, "pool")
    return chain_after(items, at)
