"""Figures with a reading of their own: an age, a time in a race, casualties, a lead, a worth, a verb."""

from __future__ import annotations

from collections.abc import Sequence

from claims.binding.attachment import Agent, Attachment
from claims.binding.chains import Chain, chain_after, chain_before, subject_of
from claims.binding.item import Item
from claims.binding.scan import Left
from claims.binding.words import word_set
from claims.model import Kind

__all__ = ["age", "casualties", "dimension", "finish", "lead", "multiplied", "race_time", "sentence", "worth"]


def age(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "Ruth Barr, 27, won": the figure between commas is how old a named person is."""
    if at + 1 < len(items) and items[at + 1].text.startswith("-old"):
        return Attachment("age", added=("age",), near=(Chain(at + 1, at + 1),))  # "the 22-year-old"
    turned = _turning(items, at, left)
    if turned is not None:
        return turned
    if left.kind != "comma" or left.at != at - 1 or left.at < 1 or at + 1 >= len(items):
        return None
    name, quantity = items[left.at - 1], items[at].quantity
    plain = quantity is not None and quantity.kind in (Kind.COUNT, Kind.AGE) and not quantity.noun_span
    if not plain or items[at + 1].kind != "comma" or name.kind != "np" or not items[at].text.isdecimal():
        return None
    role = name.det == "the" and bool(name.words) and name.words[-1].lower in _ROLES
    if name.det and not role and not (name.det == "the" and len(name.words) == 1):
        return None  # "The German, 31, …", "The new director, 39, …"
    full = len(name.words) > 2 and all(word.capital for word in name.words[-2:])  # "retired judge Carol Finch"
    named = role or full or (bool(name.words) and all(word.capital for word in name.words))
    holder = Chain(left.at - 1, left.at - 1)
    return Attachment("age", added=("age",), near=(holder,)) if named and int(items[at].text) <= _OLDEST else None


def _turning(items: Sequence[Item], at: int, left: Left) -> Attachment | None:
    """Read "Lind, who turns 28 in May": the age that a person comes to."""
    quantity = items[at].quantity
    if left.kind != "verb" or left.link or left.moved or quantity is None or quantity.noun_span is not None:
        return None
    if items[left.at].lower not in ("turns", "turned", "turn") or not items[at].text.isdecimal():
        return None
    holder = subject_of(items, left.at)
    if holder is None or int(items[at].text) > _OLDEST or (at + 1 < len(items) and items[at + 1].kind == "np"):
        return None
    return Attachment("age", added=("age",), near=(holder,))


def finish(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "Lara Frei came 14th", "the Swede finished third": the place that someone comes to."""
    quantity = items[at].quantity
    if quantity is None or quantity.kind is not Kind.RANK or left.kind != "verb" or left.link not in ("", "in"):
        return None
    after = items[at + 1] if at + 1 < len(items) else None
    if items[left.at].lower not in _FINISHING or (after is not None and after.kind == "np"):
        return None
    holder = subject_of(items, left.at)
    if holder is None or not (holder.how or agent(holder)):
        return None
    return Attachment("place", added=("place",), near=(holder,))


_FINISHING = frozenset(
    "came comes come finished finishes finish ranked ranks rank placed stood stands lies lay sits sat".split()
)
_ROLES = word_set("persons")
_OLDEST = 115
_BACK = 12  # items


def multiplied(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "will triple to 153 million" and "doubled its profit to 61 million": the figure is the verb itself."""
    quantity = items[at].quantity
    if quantity is None or quantity.kind is not Kind.MULTIPLE or at + 1 >= len(items):
        return None
    after = items[at + 1]
    done = items[at].lower.endswith(("d", "ing")) or (at > 0 and items[at - 1].lower == "to")
    done = done and items[at].text.isalpha()  # and no "3.3 times"
    if after.kind == "np" and done:
        thing = chain_after(items, at + 1)
        holder = subject_of(items, at)
        near = (holder,) if holder is not None and not holder.how else ()
        if thing is not None and thing.first == at + 1 and not agent(thing):
            first = near if near and agent(near[0]) else ()
            return Attachment("multiplied", thing, near=(thing, *near), first=first)
    if left.kind == "modal" and (subject := subject_of(items, at)) is not None and not subject.how:
        return None if agent(subject) else Attachment("subject", subject, near=(subject,))
    return None


def race_time(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "won the 200 metres in 22.41 seconds": the time it took."""
    quantity = items[at].quantity
    if quantity is None or quantity.kind not in (Kind.DURATION, Kind.LEVEL) or at < 2:
        return None
    first = items[at - 2].quantity
    if left.kind == "conj" and first is not None and first.kind is Kind.DURATION:
        return Attachment("time", carry=at - 2, whole_of_carry=True)  # "two hours and four minutes"
    if items[at - 1].lower != "in":
        return None
    if quantity.unit not in ("s", "second", "min", "minute", "h", "hour"):
        return None
    verb = next((n for n in range(at - 2, max(at - 14, -1), -1) if items[n].kind == "verb"), None)
    if verb is None or items[verb].lower not in _RACING:
        return None
    holder = subject_of(items, verb)
    return Attachment("time", added=("time",), near=() if holder is None else (holder,))


_RACING = word_set("racing")


def worth(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "The fund, worth $1.8 trillion, owns …": what a named thing is worth."""
    if at < 3 or items[at - 1].lower != "worth":
        return None
    if items[at - 2].kind == "np" and items[at - 3].lower == "by" and not agent(Chain(at - 2, at - 2)):
        return Attachment("worth of a thing", Chain(at - 2, at - 2))  # "driven by drugs worth 44 billion"
    if items[at - 2].kind != "comma" or items[at - 3].kind != "np":
        return None
    chain = chain_before(items, at - 3)
    return Attachment("worth", added=("value",), near=(chain,)) if chain is not None and agent(chain) else None


def dimension(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "It is 92 metres deep", "the lake covers 1,140 square kilometres": a measure of a named thing."""
    quantity = items[at].quantity
    if quantity is None or quantity.kind is not Kind.LEVEL or left.kind != "verb" or left.link or left.moved:
        return None
    after = items[at + 1].lower if at + 1 < len(items) else ""
    noun = _DEEP.get(after) if items[left.at].lower in _BEING else None
    if noun is None and items[left.at].lower in _COVERING and quantity.unit in _SQUARE:
        noun = "area"
    holder = subject_of(items, left.at) if noun is not None else None
    it = holder is not None and holder.how == "pronoun" and items[holder.first].lower == "it"
    if noun is None or holder is None or not (it or (not holder.how and agent(holder))):
        return None
    return Attachment("dimension", added=(noun,), near=(holder,))


_DEEP = {"deep": "depth", "long": "length", "high": "height", "tall": "height", "wide": "width", "thick": "thickness"}
_BEING = frozenset({"is", "are", "was", "were"})
_COVERING = frozenset({"covers", "cover", "covered", "spans", "measures", "measured", "occupies", "occupied"})
_SQUARE = frozenset({"km2", "m2", "hectare", "acre", "mi2"})


def sentence(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "sentenced the banker Leo Strand to 12 years", "was jailed for life and 3 months"."""
    quantity = items[at].quantity
    if quantity is None or quantity.kind is not Kind.DURATION or left.link not in ("to", "for"):
        return None
    verb = next((n for n in range(left.at, max(left.at - _BACK, -1), -1) if items[n].kind in ("verb", "figure")), None)
    if verb is None or items[verb].lower not in _SENTENCING:
        return None
    jailed = chain_after(items, verb + 1) if verb < left.at else subject_of(items, verb)
    return Attachment("sentence", added=("sentence",), near=() if jailed is None or jailed.how else (jailed,))


_SENTENCING = word_set("sentencing")


def casualties(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "leaving 4 dead and 37 injured": the people are not named."""
    quantity = items[at].quantity
    after = items[at + 1] if at + 1 < len(items) else None
    if quantity is None or quantity.kind is not Kind.COUNT or after is None or after.lower not in _CASUALTIES:
        return None
    follows = items[at + 2] if at + 2 < len(items) else None
    if follows is not None and follows.kind not in ("comma", "stop", "conj", "prep", "period", "adv", "close"):
        return None
    verb = next((n for n in range(at - 1, max(at - _BACK, -1), -1) if items[n].kind == "verb"), None)
    event = subject_of(items, verb) if verb is not None else None
    return Attachment("casualties", added=("people", after.lower), near=() if event is None else (event,))


_CASUALTIES = word_set("casualty_words")


def lead(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "won the race, 41 seconds ahead of Ann Barr": how far the first was ahead of the second."""
    clear = _stand_clear(items, at, left)
    if clear is not None:
        return clear
    if at + 2 >= len(items) or items[at + 1].lower not in ("ahead", "clear") or items[at + 2].lower != "of":
        return None
    other, quantity = chain_after(items, at + 3), items[at].quantity
    field = items[at + 1].lower == "clear"  # "64 seconds clear of the field"
    if other is None or not (agent(other) or field) or quantity is None or quantity.kind not in _MEASURED:
        return None
    verb = (
        left.at
        if left.kind == "verb"
        else next((n for n in range(left.at, max(left.at - _BACK, -1), -1) if items[n].kind == "verb"), -1)
    )
    holder = subject_of(items, verb) if verb >= 0 else None
    return Attachment("lead", added=("lead",), near=() if holder is None or holder.how else (holder,))


def _stand_clear(items: Sequence[Item], at: int, left: Left) -> Attachment | None:
    """Read "are nine points clear at the top", "lies four points behind them", "is six points from safety"."""
    quantity = items[at].quantity
    after = items[at + 1] if at + 1 < len(items) else None
    if quantity is None or after is None or left.kind != "verb" or left.link or left.moved:
        return None
    pointed = quantity.unit in _POINTS or quantity.unit == "percentage_point"
    if not pointed or items[left.at].lower not in _LYING or items[left.at].sense == "say":
        return None
    word = (after.words[0] if after.words else after).lower
    if word not in _GAPS and not (word == "from" and at + 2 < len(items) and items[at + 2].lower in _SAFE):
        return None
    holder = subject_of(items, left.at)
    near = () if holder is None or holder.how else (holder,)
    return Attachment("lead", added=(_GAPS.get(word, "gap"),), near=near)


_GAPS = {"clear": "lead", "ahead": "lead", "behind": "gap", "adrift": "gap", "off": "gap", "short": "gap"}
_SAFE = frozenset({"safety", "relegation", "promotion", "the top", "the lead", "the playoffs", "the play-offs"})
_POINTS = frozenset({"count:point", "point", "count:seat", "count:vote", "count:shot", "count:stroke", "count:game"})
_LYING = frozenset(
    "is are was were be been go goes went stay stays stayed lie lies lay sit sits sat move moves moved".split()
)
_MEASURED = frozenset({Kind.LEVEL, Kind.DURATION, Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE})
