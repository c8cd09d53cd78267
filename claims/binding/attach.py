"""Which phrase of its sentence a figure measures: one small rule a construction, the surest first.

`attach` looks to the left of a figure for what governs it (a verb with its subject, a noun with "of", an earlier
figure, a name in a list) and to its right for a counted noun, a whole ("percent of …") or a part ("in design").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from claims.binding.chains import Chain, chain_after, chain_before, subject_of
from claims.binding.items import Item
from claims.binding.scan import (
    EARLIER,
    REACH,
    Left,
    figure_before,
    is_sum,
    next_is,
    noun_after,
    opening_part,
    part_after,
    predicate_after,
    stands_first,
    verb_at,
    verb_between,
)
from claims.binding.words import past_of, vocabulary
from claims.model import Kind

__all__ = ["Agent", "Attachment", "attach"]

_THINGS = frozenset({Kind.COUNT, Kind.LEVEL, Kind.ABSOLUTE_CHANGE, Kind.RATIO, Kind.DURATION, Kind.AGE, Kind.RANK})
_TOTALS = frozenset(
    "reached reach reaches reaching totaled totalled total totals totaling totalling hit hits hitting stood stands stand "
    "came comes amounted amounts amount amounting numbered number averaged averages average averaging equaled equalled "
    "equals remained remains stayed exceeded exceeds surpassed topped approached approaches was were is are".split()
)
_GAINS = frozenset("added adds add lost lose loses cut cuts gained gain gains shed sheds raised raise created creates".split())
_GROUPS = frozenset("survey panel group crowd team list sample fleet batch staff poll audience pool convoy crew force workforce".split())
_BARE_CHANGES = frozenset(
    "year-on-year annual double-digit net further sharp monthly quarterly slight modest steep big small record strong".split()
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """Where the indicator of a figure stands; chains are of the figure's row."""

    how: str
    chain: Chain | None = None
    carry: int | None = None  # the item of the figure whose indicator this one shares, or EARLIER
    whole_of_carry: bool = False  # shares the complete indicator, and not only its topic
    added: tuple[str, ...] = ()  # words that restrict the indicator: a verb
    part: Chain | None = None  # from a preposition on: "in design"
    predicate: Chain | None = None  # what a verb says of the figure: "live in the countryside"
    share_of: Chain | None = None  # the whole of a share
    near: tuple[Chain, ...] = ()  # phrases that may name the place, the nearest first


Agent = Callable[[Chain], bool]  # does the chain name nothing but a place, an organisation or a person


def attach(items: Sequence[Item], at: int, agent: Agent) -> Attachment:
    """Return what the figure at item `at` measures."""
    left = Left.of(items, at)
    for rule in (
        _sum, _share, _described_change, _adjectival, _bracketed, _after_noun_of, _beside_a_figure, _governed_by_verb, _after_phrase,
        _listed,
    ):  # fmt: skip
        found = rule(items, at, left, agent)
        if found is not None:
            return _restricted(items, found, agent)
    return _standing_alone(items, at)


def _restricted(items: Sequence[Item], found: Attachment, agent: Agent) -> Attachment:
    """Add what the clause opens with: "Among women, unemployment rose"."""
    if found.chain is None or found.part is not None or found.chain.how:
        return found
    part = opening_part(items, found.chain.first)
    if part is None:
        return found
    if agent(Chain(part.first + 1, part.last)) and items[part.first].lower != "with":
        return replace(found, near=(*found.near, part))
    return replace(found, part=part)


def _sum(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "together 843 billion", "38 in all": no indicator of one of the parts."""
    before = figure_before(items, at)
    if before == EARLIER or not is_sum(items, at) or left.kind not in ("comma", "conj", "stop", "figure", "np"):
        return None
    counted = _counted(items, at)
    if counted is not None:
        return counted
    return Attachment("sum of a list", added=("total",)) if left.kind != "np" or items[left.at].words == () else None


def _share(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "28 percent of users …", "or 6 percent of the total", "9 of 11 sectors", "3 million of them"."""
    quantity = items[at].quantity
    if quantity is None or quantity.kind not in (Kind.SHARE, Kind.COUNT) or not next_is(items, at + 1, "prep", "of"):
        return None
    whole = _whole(items, at + 2)
    end = whole.last if whole is not None else at + 2
    said = left.kind == "verb" and items[left.at].sense == "say"
    if quantity.kind is Kind.COUNT:
        if whole is None:
            return Attachment("some of them", carry=figure_before(items, at), part=part_after(items, end), near=())
        counted = Attachment("some of a number", whole, predicate=predicate_after(items, end + 1), near=(whole,))
        return counted if whole.how == "pool" else None
    if left.kind == "verb" and not said:
        subject = subject_of(items, left.at)
        if subject is not None and not subject.how:
            carry = figure_before(items, at) if agent(subject) else None
            return Attachment("share of", subject, carry=carry, share_of=whole or Chain(1, 0), near=(subject,))
    before = figure_before(items, at)
    if left.kind == "np" and left.link == "of":
        phrase = Chain(left.at, left.at)
        return Attachment("share of", phrase, share_of=whole or Chain(1, 0), near=(phrase,))
    if left.kind == "np" and not left.base:
        chain = chain_before(items, left.at)
        if chain is not None and (chain.first == 0 or items[chain.first - 1].kind in ("comma", "conj", "stop")):
            carry = before if agent(chain) else None
            return Attachment("share of a name", chain, carry=carry, share_of=whole or Chain(1, 0), near=(chain,))
    if before != EARLIER and not verb_at(items, end + 1) and left.kind in ("comma", "open", "figure", "close", "conj", "verb"):
        return Attachment("share of what was said", carry=before, share_of=whole or Chain(1, 0))
    if whole is None:
        return Attachment("share of what was said", carry=before, predicate=predicate_after(items, end + 1))
    return Attachment("part of a whole", predicate=predicate_after(items, end + 1), share_of=whole, near=(whole,))


def _whole(items: Sequence[Item], at: int) -> Chain | None:
    """Return the phrase after "of"; `how` is "pool" where it is counted itself: "of its 3,860 applicants"."""
    pool = at
    while pool < len(items) and pool < at + 3 and items[pool].kind in ("np", "adv", "period"):
        if items[pool].kind == "np" and items[pool].words:
            break
        pool += 1
    if pool < len(items) and items[pool].kind == "figure":
        chain = noun_after(items, pool)
        return None if chain is None else Chain(chain.first, chain.last, "pool")
    return chain_after(items, at)


def _described_change(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "a 3 percent rise in exports", "2 percent wage growth", "growth of 3 percent in exports"."""
    known = vocabulary()
    after = items[at + 1] if at + 1 < len(items) else None
    if after is not None and after.kind == "np" and after.words and after.words[-1].lower in known.change_nouns:
        return _topic_of_noun(items, at + 1, at, left, agent)
    if left.kind == "np" and left.link == "of":
        noun = items[left.at]
        if noun.words and noun.words[-1].lower in known.change_nouns:
            return _topic_of_noun(items, left.at, at, left, agent)
    return None


def _topic_of_noun(items: Sequence[Item], noun: int, at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read what a noun of change is of; `noun` stands right after the figure, or before it with "of"."""
    after = max(noun, at) + 1
    if after < len(items) and items[after].kind == "prep" and items[after].lower in ("in", "of", "for", "on"):
        topic = chain_after(items, after + 1)
        if topic is not None and not agent(topic):
            return Attachment("change in", topic, near=(topic,))
        if topic is not None:
            words = _before_change(items[noun])
            carry = None if words else figure_before(items, at)
            return Attachment("change in a place", added=words, carry=carry, near=(topic,))
    if _before_change(items[noun]) or items[noun].owner:
        return Attachment("named change", Chain(noun, noun), near=(Chain(noun, noun),))
    holder = left if noun > at else Left.of(items, noun)
    return _holder(items, at, holder, agent)


def _before_change(noun: Item) -> tuple[str, ...]:
    known = vocabulary()
    skip = known.leading | _BARE_CHANGES | known.change_nouns
    return tuple(word.lower for word in noun.words[:-1] if word.lower not in skip)


def _holder(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "L, an increase of 3 percent" and "exports posted a 3 percent rise"."""
    before = figure_before(items, at)
    if left.kind == "verb":
        subject = subject_of(items, left.at)
        if subject is not None and not subject.how and not agent(subject):
            return Attachment("subject of a change", subject, near=(subject,))
        near = (subject,) if subject is not None else ()
        return Attachment("change of what was said", carry=before, near=near)
    if left.kind == "np" and (before == EARLIER or verb_between(items, before, left.at)):
        chain = chain_before(items, left.at)
        if chain is not None and not agent(chain):
            return Attachment("phrase before a change", chain, near=(chain,))
    return Attachment("change of what was said", carry=before, whole_of_carry=True)


def _adjectival(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "the $840,000 sale", "a 22.5 percent market share", "the 1,956 km line"."""
    quantity = items[at].quantity
    after = at + 1
    if quantity is None or quantity.kind not in (Kind.LEVEL, Kind.SHARE) or after >= len(items):
        return None
    if items[after].kind != "np" or items[after].det or not items[after].words or quantity.unit.startswith("count"):
        return None
    chain = chain_after(items, after)
    word = items[after].words[0]
    if not quantity.unit or chain is None or agent(chain) or word.capital or word.lower.endswith("ed"):
        return None
    return Attachment("adjective of a noun", chain, near=(chain,))


def _bracketed(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "5 billion yuan (about $700 million)", "exports ($3.4 billion, up 9 percent)", "Tencent (17th)"."""
    if left.kind != "open":
        return None
    before, figure = left.at - 1, figure_before(items, at)
    if before < 0 or items[before].kind != "np":
        return Attachment("bracket after a figure", carry=figure, whole_of_carry=True)
    chain = chain_before(items, before) or Chain(before, before)
    if agent(chain):
        return Attachment("bracket after a name", carry=figure, near=(chain,))
    if figure != EARLIER and not verb_between(items, figure, before) and items[chain.first - 1].kind in ("figure", "adv"):
        return Attachment("bracket after a counted noun", carry=figure, whole_of_carry=True)
    return Attachment("bracket after a phrase", chain, near=(chain,))


def _after_noun_of(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "exports of $4 billion", "a total of 38 boats", "the target of 250,000"."""
    if left.kind != "np" or left.link != "of" or left.base:
        return None
    noun = items[left.at]
    known = vocabulary()
    head = noun.words[-1].lower if noun.words else ""
    modified = len([w for w in noun.words if w.lower not in known.leading and w.lower not in known.empty]) > 0
    if not head or ((head in known.empty or head in known.pointing) and not modified and not noun.owner):
        return _governed_total(items, at, left, agent)
    chain = chain_before(items, left.at)
    if chain is None:
        return None
    near = [chain]
    counted = _counted(items, at)
    if counted is not None and counted.chain is not None:
        if head in _GROUPS or head in known.statistics:
            return replace(counted, near=tuple(near))
        if not _is_unit(counted, items):
            part = Chain(counted.chain.first, counted.chain.last)
            return Attachment("phrase of a counted noun", chain, part=part, near=tuple(near))
    if chain.first and items[chain.first - 1].kind == "verb":
        subject = subject_of(items, chain.first - 1)
        if subject is not None:
            near.append(subject)
            if not subject.how and not agent(subject) and items[chain.first - 1].sense in ("other", "have", "level") and not _foresees(items[chain.first - 1]):
                return Attachment("subject with its object", subject, part=Chain(chain.first, chain.last), near=tuple(near))
    return Attachment("phrase of a figure", chain, near=tuple(near))


def _foresees(verb: Item) -> bool:
    return verb.lower in ("expect", "expects", "expected", "see", "sees", "saw", "foresee", "foresees", "need", "needs")


def _governed_total(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment:
    own = Chain(left.at, left.at)
    found = _counted(items, at)
    further = Left.of(items, left.at)
    if further.kind == "verb":
        found = _governed_by_verb(items, at, further, agent) or found
    if found is None and further.kind == "np" and not further.moved and not further.base:
        found = _after_phrase(items, at, further, agent)
    if found is None:
        found = Attachment("total of what was said", carry=figure_before(items, at), near=(own,))
    statistic = next((w.lower for w in items[left.at].words if w.lower in vocabulary().statistics), None)
    return replace(found, added=(*found.added, statistic)) if statistic is not None else found


def _beside_a_figure(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "L, up 3 percent", "L, 300 fewer than …", "to L from K", "L compared with K"."""
    before = figure_before(items, at)
    same = Attachment("measured with the figure before", carry=before, whole_of_carry=True)
    if left.kind == "figure" and (left.moved or left.base or left.link in ("to", "by", "at")):
        return replace(same, carry=left.at)
    if left.kind == "close" and (left.moved or left.base or left.link in ("to", "by", "at")):
        return same
    if left.kind == "comma" and before != EARLIER:
        if left.link in ("to", "by") and not left.base:
            return same
        quick = left.moved or left.base or _direction_follows(items, at)
        return same if quick and not _gap_in_list(items, left) else None
    if left.kind == "comma" and left.link in ("at", "on", "with") and left.at and items[left.at - 1].kind == "np":
        chain = chain_before(items, left.at - 1)
        if chain is not None and not verb_between(items, max(before, chain.first - 2), left.at):
            carry = before if agent(chain) else None
            return Attachment("phrase, at a figure", None if agent(chain) else chain, carry=carry, near=(chain,))
    if left.kind == "comma" and left.moved:
        chain = chain_before(items, left.at - 1) if left.at and items[left.at - 1].kind == "np" else None
        return Attachment("change of the phrase before", chain, near=(chain,)) if chain is not None else None
    if left.kind == "conj" and left.moved and before != EARLIER:
        return same
    if left.base and before != EARLIER and left.kind == "np" and not verb_between(items, before, left.at):
        return same
    return None


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


def _governed_by_verb(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "exports rose 3 percent", "the port handled 6,822 ships", "it fell to 5"."""
    if left.kind != "verb":
        return None
    verb = items[left.at]
    subject = subject_of(items, left.at)
    near = (subject,) if subject is not None else ()
    if subject is not None and subject.how == "those":
        part = Chain(subject.first - 1, subject.last)
        return Attachment("those of", carry=figure_before(items, at), part=part, near=near)
    clear = subject is not None and not subject.how and not agent(subject)
    quantity = items[at].quantity
    counted = _counted(items, at, verb) if quantity is None or quantity.kind in _THINGS else None
    measured = (verb.sense == "change" and verb.lower not in _GAINS) or verb.lower in _TOTALS
    if clear and (measured or left.link in ("to", "by", "at", "from")):
        return Attachment("subject", subject, near=near)
    if counted is not None and not (subject is not None and subject.how == "pronoun" and measured and _is_unit(counted, items)):
        return replace(counted, near=(*near, *counted.near))
    if subject is not None and subject.how == "pronoun":
        return Attachment("pronoun", carry=figure_before(items, at), near=near)
    return _without_noun(items, at, left, subject, agent)


def _is_unit(counted: Attachment, items: Sequence[Item]) -> bool:
    """Say whether the counted noun is too general to be an indicator: people, units."""
    if counted.chain is None:
        return True
    return items[counted.chain.first].words[-1].lower in vocabulary().generic


def _without_noun(
    items: Sequence[Item], at: int, left: Left, subject: Chain | None, agent: Agent
) -> Attachment:
    verb, quantity = items[left.at], items[at].quantity
    near = (subject,) if subject is not None else ()
    clear = subject is not None and not subject.how and not agent(subject)
    known = vocabulary()
    noun = known.nominal.get(verb.lower)
    if quantity is not None and len(quantity.unit) == 3 and quantity.unit.isupper():
        noun = known.nominal_money.get(verb.lower, noun)
    if noun is not None and not left.link:
        added = (*_substance(items, at), noun)
        return Attachment("verb", subject if clear else None, added=added, near=near)
    part = part_after(items, at)
    if part is not None and (verb.sense == "have" or not clear) and items[part.first].lower in ("in", "of"):
        topic = Chain(part.first + 1, part.last)
        if not agent(topic):
            return Attachment("figure in a phrase", topic, near=(*near, topic))
    counts = quantity is not None and quantity.kind is Kind.COUNT and verb.sense in ("other", "have", "say")
    if clear and subject is not None and not counts:
        return Attachment("subject", subject, near=near)
    return Attachment("verb of a named thing", carry=figure_before(items, at), near=near)


def _substance(items: Sequence[Item], at: int) -> tuple[str, ...]:
    """Return what "41.2 TWh of electricity" is of and what "$5 million on libraries" is for."""
    part = part_after(items, at)
    if part is None and next_is(items, at + 1, "prep", "of"):
        chain = chain_after(items, at + 2)
        part = None if chain is None else Chain(at + 1, chain.last)
    if part is None or items[part.first].lower not in ("of", "on", "for"):
        return ()
    first = next((item for item in items[part.first : part.last + 1] if item.kind == "np"), None)
    return tuple(word.lower for word in first.words) if first is not None else ()


def _after_phrase(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "imports 1 percent", "Europe $24 billion", "cut the deficit to $1.5 billion", "In towns 64 percent …"."""
    if left.kind != "np":
        return None
    noun = items[left.at]
    chain = chain_before(items, left.at)
    if chain is None:
        return None
    if not noun.words and noun.owner:
        own = Chain(left.at, left.at)
        counted = _counted(items, at)
        return replace(counted, near=(own,)) if counted else Attachment("owner", carry=figure_before(items, at), near=(own,))
    governor = items[chain.first - 1] if chain.first else None
    if governor is not None and governor.kind == "verb":
        return _object(items, at, left, chain, agent)
    if governor is not None and governor.kind == "prep" and governor.lower.split()[0] not in ("with", "while"):
        return _opened_by(items, at, left, chain, agent)
    counted = _counted(items, at)
    if agent(chain):
        return replace(counted, near=(chain,)) if counted else Attachment("name in a list", carry=figure_before(items, at), near=(chain,))
    if counted is not None and governor is not None and (governor.kind == "sub" or (governor.kind == "figure" and left.link)):
        return counted
    return Attachment("phrase before a figure", chain, near=(chain,))


def _opened_by(items: Sequence[Item], at: int, left: Left, chain: Chain, agent: Agent) -> Attachment | None:
    """Read a figure after "In towns", "Of the refugees": the phrase restricts what follows."""
    verb = chain.first - 2
    if verb >= 0 and items[verb].kind == "verb":
        return _object(items, at, left, Chain(chain.first - 1, chain.last), agent)
    part = Chain(chain.first - 1, chain.last)
    if verb >= 0 and items[verb].kind == "pron" and items[verb].lower in ("those", "that"):
        return Attachment("those of", carry=figure_before(items, at), part=part, near=(chain,))
    counted = _counted(items, at)
    if verb >= 0 and items[verb].kind in ("figure", "close"):
        return counted or Attachment("list", carry=figure_before(items, at), part=part_after(items, at))
    predicate = predicate_after(items, at + 1)
    if items[part.first].lower == "of" and counted is None:
        return Attachment("of a whole", chain, predicate=predicate, near=(chain,))
    found = counted or Attachment("after a place", carry=figure_before(items, at), predicate=predicate)
    if agent(chain):
        return replace(found, near=(chain, *found.near))
    return replace(found, part=part, near=(chain, *found.near))


def _object(items: Sequence[Item], at: int, left: Left, chain: Chain, agent: Agent) -> Attachment | None:
    verb = chain.first - 1
    subject = subject_of(items, verb)
    near = (chain, *((subject,) if subject else ()))
    clear = subject is not None and not subject.how and not agent(subject)
    if items[chain.first].kind == "prep":
        found = _governed_by_verb(items, at, Left(verb, "verb", left.link, left.moved, left.base), agent)
        return replace(found, near=(*near, *found.near)) if found is not None else None
    counted = _counted(items, at)
    if counted is not None and not left.link and items[verb].sense in ("other", "say"):
        return replace(counted, near=near)
    if left.link == "by" and items[verb].lower in ("leads", "led", "trails", "trailed", "beat", "beats"):
        return Attachment("lead", added=("lead",), near=near[1:])
    nominal = vocabulary().nominal.get(items[verb].lower)
    if not agent(chain):
        added = (nominal,) if nominal is not None and left.link == "for" else ()
        return Attachment("object", chain, added=added, near=near)
    if clear:
        return Attachment("subject", subject, near=near)
    return Attachment("name in a list", carry=figure_before(items, at), near=near)


def _listed(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read the later figures of a list: "1,365 in production, 584 in design", "3 and 4 percent"."""
    if left.kind not in ("comma", "conj", "figure", "stop", "close"):
        return None
    if verb_at(items, at + 1):
        return None
    counted = _counted(items, at)
    quantity = items[at].quantity
    if counted is not None and (quantity is None or quantity.kind in _THINGS):
        return counted
    before = figure_before(items, at)
    if before == EARLIER and left.kind != "stop":
        subject = _last_subject(items, left.at)
        if subject is not None and not subject.how:
            if agent(subject):
                return Attachment("after its subject", carry=EARLIER, near=(subject,))
            return Attachment("after its subject", subject, near=(subject,))
    part = part_after(items, at)
    return Attachment("list", carry=before, part=part, near=() if part is None else (Chain(part.first + 1, part.last),))


def _last_subject(items: Sequence[Item], at: int) -> Chain | None:
    """Return the subject of the last verb before a figure that follows a comma: "filed most, 61,492"."""
    for before in range(at, max(at - REACH, -1), -1):
        if items[before].kind == "verb":
            return subject_of(items, before)
    return None


def _standing_alone(items: Sequence[Item], at: int) -> Attachment:
    """Read a figure that is itself the subject ("3,100 firms reported a theft", "85 percent were confirmed")."""
    quantity = items[at].quantity
    counted = _counted(items, at)
    if counted is not None and (quantity is None or quantity.kind in _THINGS):
        return counted
    predicate = predicate_after(items, at + 1)
    part = part_after(items, at) if predicate is None else None
    opening = opening_part(items, at)
    if opening is not None and items[opening.first].lower == "of":
        whole = Chain(opening.first + 1, opening.last)
        return Attachment("of a whole", whole, predicate=predicate, part=part, near=(whole,))
    before = figure_before(items, at)
    near = () if part is None else (Chain(part.first + 1, part.last),)
    if part is not None and before == EARLIER and quantity is not None and quantity.kind is Kind.LEVEL:
        return Attachment("figure in a phrase", Chain(part.first + 1, part.last), near=near)
    return Attachment("alone", carry=before, predicate=predicate, part=part, near=near)


def _counted(items: Sequence[Item], at: int, verb: Item | None = None) -> Attachment | None:
    """Return the counted noun right after a figure, with its verb: "5,000 people" of "employs 5,000 people"."""
    quantity = items[at].quantity
    if quantity is not None and quantity.kind not in _THINGS:
        return None
    chain = noun_after(items, at)
    if chain is None:
        return None
    if verb is not None and verb.sense in ("other", "change") and verb.lower not in vocabulary().light:
        return Attachment("counted noun of a verb", chain, added=(past_of(verb.lower),), near=(chain,))
    predicate = predicate_after(items, chain.last + 1) if verb is None and stands_first(items, at) else None
    return Attachment("counted noun", chain, predicate=predicate, near=(chain,))
