"""Which phrase of its sentence a figure measures: one small rule a construction, the surest first.

`attach` looks to the left of a figure for what governs it (a verb with its subject, a noun with "of", an
earlier figure, a name in a list) and to its right for a counted noun, a whole ("percent of …") or a part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.binding.attachment import Agent, Attachment
from claims.binding.chains import Chain, chain_before, subject_of
from claims.binding.changes import adjectival, beside_a_figure, bracketed, described_change, edition_or_place
from claims.binding.counted import THINGS, counted_noun, with_shared_verb
from claims.binding.figures_told import age, casualties, dimension, finish, lead, multiplied, race_time, sentence, worth
from claims.binding.gauges import compared_by_adjective
from claims.binding.governed import after_noun_of, after_phrase, governed_by_verb
from claims.binding.item import Item
from claims.binding.named_after import apposed_of, behind, extreme, named_after, votes
from claims.binding.priced import held, priced
from claims.binding.relative import with_who_did
from claims.binding.scan import (
    EARLIER,
    REACH,
    Left,
    figure_before,
    opening_part,
    part_after,
    predicate_after,
    stands_first,
    verb_at,
)
from claims.binding.verb_measures import money_in
from claims.binding.wholes import part_of_that, placed, respectively, share, sum_of_list
from claims.model import Kind

__all__ = ["attach", "in_list"]


def attach(items: Sequence[Item], at: int, agent: Agent) -> Attachment:
    """Return what the figure at item `at` measures."""
    left = Left.of(items, at)
    for rule in _RULES:
        found = rule(items, at, left, agent)
        if found is not None:
            found = with_who_did(items, at, _restricted(items, found, agent))
            return _in_step(items, at, _measured_by(items, at, found), agent)
    return _standing_alone(items, at, agent)


def _in_step(items: Sequence[Item], at: int, found: Attachment, agent: Agent) -> Attachment:
    """Add the part of the first of two: "The rate was 31 percent for theft and 86 percent for assault"."""
    if found.chain is None or found.part is not None or found.share_of is not None:
        return found
    part = part_after(items, at)
    if part is None or part.last + 2 >= len(items) or agent(Chain(part.first + 1, part.last)):
        return found
    second = part.last + 2
    joined = items[part.last + 1].kind in ("conj", "comma") and items[second].kind == "figure"
    other = part_after(items, second) if joined else None
    if other is None or items[other.first].lower != items[part.first].lower:
        return found
    return replace(found, part=part)


def _measured_by(items: Sequence[Item], at: int, found: Attachment) -> Attachment:
    """Add by what a change is measured: "exports rose 4 percent by value and 2 percent by volume"."""
    if found.part is not None or at + 2 >= len(items) or items[at + 1].lower not in ("by", "in"):
        return found
    return replace(found, part=Chain(at + 1, at + 2)) if items[at + 2].lower in _ASPECTS else found


_ASPECTS = frozenset({"value", "volume", "weight"})


def _restricted(items: Sequence[Item], found: Attachment, agent: Agent) -> Attachment:
    """Add what the clause opens with: "Among women, unemployment rose"."""
    if found.chain is None and found.how == "verb of a named thing" and found.near and found.part is None:
        opened = opening_part(items, found.near[0].first)  # "For poorer countries the Fund stays at 4.6 percent"
        named = opened is not None and agent(Chain(opened.first + 1, opened.last))
        return replace(found, part=opened) if opened is not None and not named else found
    if found.chain is None or found.part is not None or found.chain.how:
        return found
    part = opening_part(items, found.chain.first)
    if part is None:
        return found
    if agent(Chain(part.first + 1, part.last)) and items[part.first].lower != "with":
        return replace(found, near=(*found.near, part))
    return replace(found, part=part)


def _listed(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read the later figures of a list: "1,365 in production, 584 in design", "3 and 4 percent"."""
    if left.kind not in ("comma", "conj", "figure", "stop", "close"):
        return None
    if verb_at(items, at + 1):
        return None
    if left.kind == "comma" and left.link == "to" and (reached := _reached(items, at, left, agent)) is not None:
        return reached
    counted = counted_noun(items, at)
    quantity = items[at].quantity
    if counted is not None and (quantity is None or quantity.kind in THINGS):
        joined = left.kind in ("conj", "comma") and not left.link
        return with_shared_verb(items, at, counted) if joined else counted
    granted = money_in(items, at) if left.kind == "conj" and not left.link else None
    if granted is not None and not agent(granted):
        return Attachment("money in a noun", granted, near=(granted,))  # "released rice and $3 million in aid"
    label = _label(items, at, left)
    if label is not None and not agent(label):
        return Attachment("label", label, near=(label,))
    before = figure_before(items, at)
    if before == EARLIER and left.kind == "comma" and items[left.at - 1].kind == "np":
        chain = chain_before(items, left.at - 1)  # "Inflation, currently 3.2 percent, will fall"
        if chain is not None and (chain.first == 0 or items[chain.first - 1].kind == "stop") and not agent(chain):
            return Attachment("phrase, then a figure", chain, near=(chain,))
    if before == EARLIER and left.kind != "stop":
        subject = _last_subject(items, left.at)
        if subject is not None and not subject.how:
            if agent(subject):
                return Attachment("after its subject", carry=EARLIER, near=(subject,))
            return Attachment("after its subject", subject, near=(subject,))
    part = part_after(items, at)
    whole = part is None and left.kind in ("conj", "comma")
    return Attachment("list", carry=before, whole_of_carry=whole, part=part, near=() if part is None else (part,))


def _reached(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "Sales of records rose for the third year, to 6.7 million units": the level of what rose."""
    verb = next((n for n in range(left.at, max(left.at - REACH, -1), -1) if items[n].kind == "verb"), None)
    subject = subject_of(items, verb) if verb is not None and items[verb].sense == "change" else None
    if subject is None or subject.how or agent(subject) or figure_before(items, at) != EARLIER:
        return None
    return Attachment("after its subject", subject, near=(subject,))


def _one_of(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "Europe recorded a gain of 7 percent and Africa one of 6 percent"."""
    if left.kind != "pron" or items[left.at].lower != "one" or not left.at:
        return None
    if left.link in ("to", "in") and items[left.at - 1].kind == "verb" and items[left.at - 1].sense == "level":
        subject = subject_of(items, left.at - 1)  # "Its staff-to-student ratio is one to 16"
        clear = subject is not None and not subject.how and not agent(subject)
        return Attachment("subject", subject, near=(subject,)) if clear and subject is not None else None
    if left.link != "of":
        return None
    chain = chain_before(items, left.at - 1) if items[left.at - 1].kind == "np" else None
    if chain is None:
        return None
    if agent(chain):
        return Attachment("name in a list", carry=figure_before(items, at), near=(chain,))
    return Attachment("phrase before a figure", chain, near=(chain,))


def _label(items: Sequence[Item], at: int, left: Left) -> Chain | None:
    """Read "Net profit: 5 million" and "(real pay: 1.2 percent)"."""
    if left.kind != "stop" or items[left.at].text != ":" or left.at < 1:
        return None
    last = left.at - 1
    name = last - 1 if items[last].kind == "verb" and last > 0 else last  # "tickets sold: 42,000"
    chain = chain_before(items, name) if items[name].kind == "np" else None
    if chain is None or (chain.first and items[chain.first - 1].kind not in ("open", "stop")):
        return None
    return Chain(chain.first, last)


def in_list(items: Sequence[Item], at: int, found: Attachment) -> Attachment:
    """Read a point of a list as a part of what leads the list in: "£28 million on schools", "Food: down 2 percent".

    A point with a verb, or that counts something of its own, stands for itself.
    """
    if any(item.kind == "verb" for item in items[:at]):
        return found
    quantity = items[at].quantity
    if found.how == "label" and found.chain is not None and quantity is not None:
        change = quantity.kind in (Kind.GROWTH_RATE, Kind.PP_CHANGE)
        return replace(found, how="point of a list", chain=None, carry=EARLIER, part=found.chain) if change else found
    part = part_after(items, at)
    if found.how in ("figure in a phrase", "alone") and part is not None and stands_first(items, at):
        return Attachment("point of a list", carry=EARLIER, part=part)
    return found


def _last_subject(items: Sequence[Item], at: int) -> Chain | None:
    """Return the subject of the last verb before a figure that follows a comma: "filed most, 61,492"."""
    for before in range(at, max(at - REACH, -1), -1):
        if items[before].kind == "verb":
            return subject_of(items, before)
    return None


def _standing_alone(items: Sequence[Item], at: int, agent: Agent) -> Attachment:
    """Read a figure that is itself the subject: "3,100 firms reported a theft", "85 percent agreed"."""
    quantity = items[at].quantity
    counted = counted_noun(items, at)
    if counted is not None and (quantity is None or quantity.kind in THINGS):
        return counted
    doers = _who_did(items, at)
    if doers is not None:
        return doers
    predicate = predicate_after(items, at + 1)
    part = part_after(items, at) if predicate is None else None
    those = _those_before(items, at)
    if those is not None and predicate is not None and quantity is not None and quantity.kind is Kind.SHARE:
        return Attachment("part of a whole", predicate=predicate, share_of=those)
    opening = opening_part(items, at)
    if opening is not None and items[opening.first].lower == "of":
        whole = Chain(opening.first + 1, opening.last)
        if quantity is not None and quantity.kind is Kind.SHARE:
            return Attachment("part of a whole", predicate=predicate, part=part, share_of=whole, near=(whole,))
        return Attachment("of a whole", whole, predicate=predicate, part=part, near=(whole,))
    polled = opening is not None and items[opening.first].lower in ("among", "amongst") and predicate is not None
    if polled and opening is not None and quantity is not None and quantity.kind is Kind.SHARE:
        whole = Chain(opening.first + 1, opening.last)  # "Among adults aged 18 to 29, 44 percent had read no book"
        if not agent(whole):
            return Attachment("part of a whole", predicate=predicate, share_of=whole, near=(whole,))
    before = figure_before(items, at)
    near = () if part is None else (part,)
    if part is not None and before == EARLIER and quantity is not None and quantity.kind is Kind.LEVEL:
        return Attachment("figure in a phrase", Chain(part.first + 1, part.last), near=near)
    return Attachment("alone", carry=before, predicate=predicate, part=part, near=near)


def _those_before(items: Sequence[Item], at: int) -> Chain | None:
    """Return "those who left" of "Of those who left, 44 percent had taught for years"."""
    if (
        not 4 <= at <= REACH
        or items[at - 1].kind != "comma"
        or items[0].lower not in ("of", "among")
        or items[1].kind != "pron"
    ):
        return None
    inside = items[2 : at - 1]
    if items[1].lower not in ("those", "these"):
        return None
    return None if any(item.kind in ("comma", "stop", "figure") for item in inside) else Chain(1, at - 2)


def _who_did(items: Sequence[Item], at: int) -> Attachment | None:
    """Read "Of the 8,200 who voted, 71 percent said no": people, by what they did."""
    quantity = items[at].quantity
    if quantity is None or quantity.kind is not Kind.COUNT or at + 2 >= len(items) or items[at + 1].lower != "who":
        return None
    predicate = predicate_after(items, at + 2)
    return None if predicate is None else Attachment("who did", added=("people",), predicate=predicate)


_RULES = (  # the surest first: the first that answers is taken
    age,
    casualties,
    dimension,
    finish,
    multiplied,
    race_time,
    sentence,
    worth,
    votes,
    behind,
    named_after,
    apposed_of,
    extreme,
    priced,
    held,
    lead,
    respectively,
    placed,
    sum_of_list,
    edition_or_place,
    part_of_that,
    share,
    described_change,
    adjectival,
    bracketed,
    after_noun_of,
    _one_of,
    beside_a_figure,
    compared_by_adjective,
    governed_by_verb,
    after_phrase,
    _listed,
)
