"""Levels told by a noun that only gauges them: "to an annual rate of 4.2 million", "a national average of $27"."""

from __future__ import annotations

from collections.abc import Sequence

from claims.binding.attachment import Agent, Attachment
from claims.binding.chains import Chain, subject_of
from claims.binding.gazetteer import gazetteer
from claims.binding.item import Item
from claims.binding.scan import EARLIER, Left, figure_before, noun_after
from claims.binding.words import vocabulary, word_set
from claims.model import Kind

__all__ = ["average_elsewhere", "compared_by_adjective", "gauged", "inhabitants"]

_AVERAGES = frozenset({"average", "mean", "median", "norm", "rate", "figure"})
_WIDER = word_set("wider")
_GAUGES = word_set("gauges")


def inhabitants(items: Sequence[Item], at: int, left: Left) -> Attachment | None:
    """Read "Plovdiv, a city of 340,000, has": how many live there."""
    noun, quantity = items[left.at], items[at].quantity
    kind = gazetteer().types.get(noun.words[-1].lower) if noun.words else None
    if kind not in ("city", "country", "division") or noun.det not in ("a", "an") or quantity is None:
        return None
    if quantity.kind is not Kind.COUNT or quantity.noun_span is not None or noun_after(items, at) is not None:
        return None
    named = left.at > 1 and items[left.at - 1].kind == "comma" and items[left.at - 2].kind == "np"
    near = (Chain(left.at - 2, left.at - 2),) if named else ()
    return Attachment("inhabitants", added=("population",), near=near)


def average_elsewhere(items: Sequence[Item], at: int, left: Left) -> Attachment | None:
    """Read "spends $19 per resident, against a national average of $27": the same, of more than the place."""
    words = [word.lower for word in items[left.at].words]
    if len(words) < 2 or words[-1] not in _AVERAGES or not set(words[:-1]) <= _WIDER or items[left.at].owner:
        return None
    before, further = figure_before(items, at), Left.of(items, left.at)
    multiple = items[further.at].quantity if further.kind == "figure" else None
    if multiple is not None and multiple.kind is Kind.MULTIPLE:
        before = figure_before(items, further.at)  # "charge $820, more than twice the national average of $390"
    elif not further.base and _APART.isdisjoint(item.lower for item in items[further.at + 1 : left.at]):
        return None
    if before == EARLIER:
        return None
    return Attachment("average elsewhere", carry=before, whole_of_carry=True)


_APART = frozenset({"above", "below", "ahead", "behind"})  # "89%, well below the national average of 94%"


def gauged(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "sales rose 4 percent to an annual rate of 4.2 million": the level of what rose."""
    noun = items[left.at]
    first = left.at  # "to a seasonally adjusted annual rate": an adverb parts the article from its noun
    if not noun.det and first > 1 and items[first - 1].kind == "adv" and items[first - 2].kind == "np":
        first -= 2
    words = [word.lower for item in items[first : left.at + 1] for word in item.words]
    if items[first].det not in ("a", "an", "its", "their") or noun.owner or not words or not set(words) <= _GAUGES:
        return None
    further = Left.of(items, first)
    if not vocabulary().statistics.isdisjoint(words) or further.link not in ("to", "at"):
        return None
    if further.kind == "figure":
        return Attachment("measured with the figure before", carry=further.at, whole_of_carry=True)
    subject = subject_of(items, further.at) if further.kind == "verb" else None
    if subject is None or subject.how or items[further.at].sense not in ("change", "level") or agent(subject):
        return None
    return Attachment("subject", subject, near=(subject,))


def compared_by_adjective(items: Sequence[Item], at: int, left: Left, agent: Agent) -> Attachment | None:
    """Read "Energy was 1.2 percent cheaper", "The month was 2 degrees warmer": the adjective says what is measured."""
    noun = _BY_ADJECTIVE.get(items[at + 1].lower) if at + 1 < len(items) else None
    if noun is None or left.kind != "verb" or left.link or left.moved or items[left.at].sense != "level":
        return None
    subject = subject_of(items, left.at)
    clear = subject is not None and not subject.how and not agent(subject)
    if noun == "temperature":
        return Attachment("adjective", added=(noun,), near=() if subject is None else (subject,))
    if subject is None or not clear:
        return None
    head = items[subject.first].words[-1].lower if items[subject.first].words else ""
    return Attachment("subject", subject, added=() if head in _PRICED else (noun,), near=(subject,))


_BY_ADJECTIVE = {
    "cheaper": "price", "dearer": "price", "costlier": "price", "warmer": "temperature", "cooler": "temperature",
    "hotter": "temperature", "colder": "temperature",
}  # fmt: skip
_PRICED = frozenset({"price", "prices", "cost", "costs", "fare", "fares", "rent", "rents", "bill", "bills"})
