"""Money that a verb calls a price, and shares that someone holds: "sold for $3 million", "owns 31 percent"."""

from __future__ import annotations

from collections.abc import Sequence

from claims.binding.attachment import Agent, Attachment
from claims.binding.chains import Chain, chain_before, subject_of
from claims.binding.item import Item
from claims.binding.scan import Left, noun_after
from claims.binding.words import past_of, vocabulary, word_set
from claims.model import Kind, Quantity

__all__ = ["held", "is_margin", "is_money", "priced"]

_REACH = 12  # items


def priced(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "lets for 900 euros a month", "sold the hotel for $3 million", "valuing it at $600 million"."""
    quantity = items[at].quantity
    if not is_money(quantity) or left.link not in ("for", "at") or left.base or left.moved:
        return None
    if left.kind == "figure":
        return _price_of_goods(items, left.at, left, quantity)
    verb = left.at
    thing: Chain | None = None
    if left.kind == "np":
        thing = chain_before(items, left.at)
        verb = thing.first - 1 if thing is not None else -1
        while thing is not None and verb > 0 and items[verb].kind == "prep" and items[verb].lower != "of":
            verb, thing = verb - 1, None  # "joined from Basel for $2 million"
        if thing is not None and items[thing.last].lower == "hands":
            thing = None  # "changed hands"
        goods = verb - 1 if verb > 0 and items[verb].lower == "of" else verb
        alone = thing is not None and thing.first == thing.last
        if alone and goods > 0 and items[goods].kind == "figure":
            return _price_of_goods(items, goods, left, quantity)
    elif left.kind == "pron":
        verb = left.at - 1
    if verb < 0 or items[verb].kind != "verb":
        return None
    noun = (vocabulary().measured_for if left.link == "for" else vocabulary().measured_at).get(items[verb].lower)
    if noun is None:
        return None
    subject = subject_of(items, verb)
    passive = left.kind == "verb" and subject is not None and not subject.how
    named = thing if thing is not None else subject if passive else None
    near = tuple(chain for chain in (subject, thing) if chain is not None)
    clear = named is not None and not agent(named)
    return Attachment("price", named if clear else None, added=tuple(noun.split()), near=near)


def _price_of_goods(items: Sequence[Item], at: int, left: Left, quantity: Quantity | None) -> Attachment | None:
    """Read "bought 9,000 tonnes of rice at $400 a tonne": the price of what was traded."""
    goods = items[at].quantity
    if left.link != "at" or goods is None or quantity is None or goods.unit == quantity.unit or goods.unit == "percent":
        return None
    seller = next((n for n in range(at - 1, max(at - _REACH, -1), -1) if items[n].kind == "verb"), None)
    subject = subject_of(items, seller) if seller is not None else None
    return Attachment("price", noun_after(items, at), added=("price",), near=() if subject is None else (subject,))


def is_money(quantity: Quantity | None) -> bool:
    unit = quantity.unit.partition(" per ")[0] if quantity is not None else ""
    return len(unit) == 3 and unit.isupper()


def held(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "its founder owns 31 percent", "The carrier, 49 percent owned by the state, …"."""
    quantity = items[at].quantity
    if quantity is None or quantity.unit != "percent" or quantity.kind is not Kind.SHARE or at + 1 >= len(items):
        return None
    after = items[at + 1]
    if after.lower in _OWNED and after.kind == "verb" and left.kind in ("comma", "verb"):
        holding = subject_of(items, left.at) if left.kind == "verb" else None
        if left.kind == "comma" and left.at and items[left.at - 1].kind == "np":
            holding = chain_before(items, left.at - 1)
        near = () if holding is None else (holding,)
        return Attachment("share held", added=("share", "owned"), near=near)
    if left.kind != "verb" or left.link or left.moved or items[left.at].lower not in _OWNING or after.lower == "of":
        return None
    holder = subject_of(items, left.at)
    near = () if holder is None else (holder,)
    return Attachment("share held", added=("share", past_of(items[left.at].lower)), near=near)


_OWNING = word_set("owning")
_OWNED = frozenset({"owned", "held", "controlled"})


def is_margin(items: Sequence[Item], at: int) -> bool:
    """Say whether a figure is by how much one wins: seconds, points, votes."""
    quantity = items[at].quantity
    if quantity is None:
        return False
    return quantity.kind in (Kind.DURATION, Kind.PP_CHANGE) or quantity.unit in _MARGINS


_MARGINS = frozenset(f"count:{noun}" for noun in ("point", "vote", "goal", "run", "wicket", "shot", "stroke", "seat"))
