"""Amounts given to someone: "fires that cost it $740 million", "paid farmers 46 cents a litre"."""

from __future__ import annotations

from collections.abc import Sequence

from claims.binding.attachment import Agent, Attachment
from claims.binding.chains import subject_of
from claims.binding.item import Item
from claims.binding.priced import is_money
from claims.binding.scan import Left
from claims.binding.words import past_of, vocabulary, word_set
from claims.model import Kind

__all__ = ["GIVING", "after_rate", "given_to_them"]

GIVING = word_set("giving")


def given_to_them(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "fires that cost it $740 million", "the deal gives them $300"."""
    quantity = items[at].quantity
    if left.kind != "pron" or left.link or left.at < 1 or items[left.at - 1].lower not in GIVING or quantity is None:
        return None
    known, verb = vocabulary(), items[left.at - 1].lower
    noun = known.nominal_money.get(verb, known.nominal.get(verb))
    unmarked = not quantity.unit and quantity.kind in (Kind.LEVEL, Kind.COUNT) and (quantity.value or 0) >= _MILLION
    if noun is None or not (unmarked or is_money(quantity)):
        return None
    subject = subject_of(items, left.at - 1)
    clear = subject is not None and not subject.how and not agent(subject)
    near = () if subject is None else (subject,)
    return Attachment("verb", subject if clear else None, added=tuple(noun.split()), near=near, verb=past_of(verb))


def after_rate(items: Sequence[Item], at: int) -> int:
    """Return the last item of "46 cents a litre"."""
    rated = at + 1 < len(items) and items[at + 1].kind == "np" and items[at + 1].det in ("a", "an", "per", "each")
    return at + 1 if rated else at


_MILLION = 1_000_000  # "Premiums brought it 2.1 billion"
