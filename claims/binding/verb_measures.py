"""What a figure measures by its verb alone, where no noun says it: "spent 5 million", "waited four hours"."""

from __future__ import annotations

from collections.abc import Sequence

from claims.binding.attachment import Agent, Attachment
from claims.binding.chains import Chain
from claims.binding.counted import TOTALS
from claims.binding.gazetteer import gazetteer
from claims.binding.item import Item
from claims.binding.scan import Left, figure_before, next_is, part_after, predicate_after
from claims.binding.words import past_of, vocabulary, word_set
from claims.model import Kind

__all__ = ["gives", "holds", "is_count", "money_in", "names_its_measure", "points_scored", "takes", "without_noun"]


_TIMES = word_set("times")


def points_scored(items: Sequence[Item], at: int, left: Left, near: tuple[Chain, ...]) -> Attachment | None:
    """Read "scored 510 points in mathematics": the points of a test or a game, and of no index."""
    quantity, verb = items[at].quantity, items[left.at]
    if quantity is None or quantity.unit != "count:point" or quantity.kind is not Kind.COUNT:
        return None
    if verb.sense not in ("other", "have") or left.link or left.moved:
        return None
    part = part_after(items, at)
    words = items[part.first + 1].words if part is not None else ()
    topical = part is not None and items[part.first].lower == "in" and words != () and not words[0].capital
    return Attachment("points", added=("points",), part=part if topical else None, near=near)


def holds(items: Sequence[Item], at: int) -> bool:
    """Say whether a figure is what one has, and nothing is done to it: "now has 84,000"."""
    left = Left.of(items, at)
    return left.kind == "verb" and not left.link and items[left.at].lower in ("has", "have", "had")


def gives(verb: Item) -> bool:
    """Say whether a verb makes its subject the source: "Farming supplied 3 billion yuan of value added"."""
    return verb.lower in vocabulary().light and past_of(verb.lower) in (
        "supplied",
        "contributed",
        "provided",
        "yielded",
    )


_PLAYED = frozenset({"lost", "loses", "lose", "drew", "drawn"})
_SUPPLYING = frozenset({"supplied", "provided", "generated", "met", "covered", "contributed", "produced", "made"})
_BUSINESS = 100_000  # "It lost $2 million" is a firm's loss, "It lost 40 cents" that of a share


_OF_MONEY = frozenset({"payments", "spending", "earnings", "investment", "borrowing", "lending", "repayments"})


_SPENT = frozenset({"with", "without", "of"})
_TAKEN = frozenset({"purchases", "imports", "consumption"})


def _is_body(items: Sequence[Item], subject: Chain) -> bool:
    """Say whether a subject is one who only foresees: "The central bank targets 24 percent"."""
    words = items[subject.first].words
    return subject.first == subject.last and bool(words) and words[-1].lower in gazetteer().types


_FORESEEN = frozenset(
    {"targets", "targeted", "expects", "expected", "sees", "saw", "foresees", "forecasts", "predicts"}
)
_POLLED = frozenset({"polled", "polls", "secured", "secures", "managed"})
_FIELDS = frozenset({"hectare", "acre"})


_CASUALTIES = word_set("casualties")


def names_its_measure(items: Sequence[Item], at: int, left: Left) -> bool:
    """Say whether a verb tells what its amount is: "It handed $3 million to schools" hands no earlier indicator."""
    quantity = items[at].quantity
    if quantity is None or quantity.value is None or left.link or left.moved:
        return False
    lost = past_of(items[left.at].lower) == "lost" and quantity.value >= _BUSINESS
    known = vocabulary()
    money = len(quantity.unit) == 3 and quantity.unit.isupper()
    took = money and items[left.at].sense == "level" and items[left.at].lower in known.nominal_money
    if items[left.at].sense != "other" and not lost and not took:
        return False
    if quantity.kind is Kind.COUNT and not quantity.unit and quantity.value >= _BUSINESS:
        return known.nominal.get(items[left.at].lower) in _OF_MONEY  # "It will pay 3 billion to the state"
    if quantity.kind is not Kind.LEVEL or quantity.unit in ("", "percent"):
        return False
    return items[left.at].lower in known.nominal or (money and items[left.at].lower in known.nominal_money)


_TAKING = word_set("taking")


def takes(items: Sequence[Item], at: int, verb: Item) -> bool:
    """Say whether a verb gives its subject a part of an amount spoken of: "books took £2 million of that"."""
    quantity = items[at].quantity
    return quantity is not None and quantity.kind is Kind.LEVEL and verb.lower in _TAKING


def is_count(items: Sequence[Item], at: int) -> bool:
    quantity = items[at].quantity
    return quantity is not None and (
        quantity.kind is Kind.COUNT or (quantity.kind is Kind.RATIO and bool(quantity.noun))
    )


def without_noun(items: Sequence[Item], at: int, left: Left, subject: Chain | None, agent: Agent) -> Attachment:
    verb, quantity = items[left.at], items[at].quantity
    near = (subject,) if subject is not None else ()
    clear = subject is not None and not subject.how and not agent(subject)
    known = vocabulary()
    noun = known.nominal.get(verb.lower)
    share = quantity is not None and quantity.kind is Kind.SHARE and quantity.unit == "percent"
    makes_up = next_is(items, left.at + 1, "dir", "up") and past_of(verb.lower) == "made"
    if noun == "spending" and quantity is not None and quantity.unit.rstrip("s") in _SPANS:
        noun = "time spent"
    if quantity is not None and len(quantity.unit) == 3 and quantity.unit.isupper():
        noun = known.nominal_money.get(verb.lower, noun) if not makes_up else None  # "of which exports made up"
    if left.link == "for" and money_asked(items, at, left):
        return Attachment("verb", added=("money", "asked"), near=near, verb="asked")  # "asked for £9 million"
    goods = money_in(items, at) if noun is not None and not left.link and not left.moved else None
    if goods is not None and not clear and not agent(goods):
        done = (past_of(verb.lower),) if verb.lower not in known.light else ()
        return Attachment("money in a noun", goods, added=done, near=near)
    if noun is not None and subject is None and left.at and _in_time(items, left.at):
        return Attachment("verb of a time", carry=figure_before(items, at))  # "June alone brought in 3 billion"
    if share and not clear and subject is not None and not left.link and verb.lower in _POLLED:
        return Attachment("share of a party", added=("share",), near=near)  # "Vera Ilieva polled 34 percent"
    if noun in _TAKEN and share and not clear and subject is not None and not left.link:
        return Attachment("share by a verb", carry=figure_before(items, at), near=near)  # "Peru bought 3 percent"
    if noun is not None and (not left.link or (left.link == "than" and _is_span(items, at))):
        part = _purpose(items, at, noun)
        chain = subject if clear else None
        return Attachment("verb", chain, added=tuple(noun.split()), part=part, near=near, verb=past_of(verb.lower))
    money = quantity is not None and len(quantity.unit) == 3 and quantity.unit.isupper()
    if money and not left.link and not left.moved and verb.lower in _ASSIGNING:
        given = ("set", "aside") if verb.lower in ("set", "sets", "put", "puts") else (past_of(verb.lower),)
        aim = part_after(items, at)
        aim = aim if aim is not None and items[aim.first].lower in ("for", "to", "on") else None
        return Attachment("verb", added=("money", *given), part=aim, near=near)  # "set aside $7 million for roads"
    part = part_after(items, at)
    if part is not None and verb.sense == "have" and _is_span(items, at) and items[part.first].lower in _SPENT:
        unit = quantity.unit if quantity is not None else ""
        return Attachment("span in a phrase", added=(f"{unit}s",), part=part, near=near)  # "had three days with snow"
    timed = part is not None and items[part.last].words[-1:] != () and items[part.last].words[-1].lower in _STAGES
    told = verb.sense == "have" or not clear
    if part is not None and told and not timed and items[part.first].lower in ("in", "of", "for"):
        topic = Chain(part.first + 1, part.last)
        if not agent(topic):
            return Attachment("figure in a phrase", topic, near=(*near, topic))
    if money and verb.lower not in known.senses and verb.lower.endswith("ed") and not left.link:
        return Attachment("verb", added=("money", past_of(verb.lower)), near=near)  # "extorted 90 million pesos"
    put = verb.sense == "other" or (verb.sense == "level" and verb.lower not in TOTALS)
    if money and not clear and put and not left.link and not left.moved and verb.lower not in known.light:
        aim = part if part is not None and items[part.first].lower in ("for", "on", "to") else None
        return Attachment("verb", added=("money", past_of(verb.lower)), part=aim, near=near)  # "set aside $7 million"
    field = quantity is not None and quantity.unit in _FIELDS and verb.sense == "other" and not left.link
    if field and quantity is not None and verb.lower not in known.light:
        return Attachment("verb", added=(f"{quantity.unit}s", past_of(verb.lower)), near=near)  # "sowed 300 hectares"
    if money and not left.link and not left.moved and verb.lower in _DONE_TO_MONEY:
        return Attachment("verb", added=("money", past_of(verb.lower)), near=near)  # "Police froze $3 million"
    plain = verb.sense in ("other", "have", "say") or (verb.sense == "level" and verb.lower not in TOTALS)
    further = at + 1 < len(items) and items[at + 1].lower in ("more", "fewer")  # "and ordered 20 more"
    kind = quantity.kind if quantity is not None else None
    counts = plain and (kind is Kind.COUNT or (further and kind is Kind.ABSOLUTE_CHANGE))
    if clear and subject is not None and verb.lower in _FORESEEN and _is_body(items, subject):
        return Attachment("verb of a named thing", carry=figure_before(items, at), near=near)
    if clear and subject is not None and not counts:
        does = verb.sense == "other" and not left.link and not left.moved and verb.lower.endswith("ed")
        amount = quantity is not None and kind is Kind.LEVEL and quantity.unit not in ("", "percent") and not money
        if does and amount and verb.lower not in known.light and verb.lower not in TOTALS:
            return Attachment("subject", subject, added=(past_of(verb.lower),), near=near)  # "Boats landed 5 tonnes"
        part_of = share and not left.link and not left.moved and past_of(verb.lower) in _SUPPLYING
        return Attachment("share by its subject" if part_of else "subject", subject, near=near)
    does = verb.sense == "other" and not left.link and not left.moved and verb.lower.endswith("ed")
    amount = quantity is not None and kind is Kind.LEVEL and quantity.unit not in ("", "percent") and not money
    if does and amount and verb.lower not in known.light and verb.lower not in TOTALS:
        return Attachment("verb", added=(past_of(verb.lower),), near=near)  # "She walked 640 kilometres"
    if kind is Kind.COUNT and not left.link and not left.moved and verb.lower in _PLAYED:
        past = past_of(verb.lower)  # "won 38 games and lost 21"
        return Attachment("other verb of a noun", carry=figure_before(items, at), added=(past,), near=near, verb=past)
    if counts and not left.link and verb.lower in _CASUALTIES:
        return Attachment("casualties", added=("people", past_of(verb.lower)), near=near)  # "injuring 61"
    if counts and verb.sense in ("other", "level") and verb.lower not in known.light and not left.link:
        past = past_of(verb.lower)
        return Attachment("other verb of a noun", carry=figure_before(items, at), added=(past,), near=near, verb=past)
    predicate = predicate_after(items, at + 1) if share and verb.sense == "say" and not left.link else None
    if predicate is not None:  # "The union said 93 percent had voted to walk out"
        return Attachment("alone", carry=figure_before(items, at), predicate=predicate, near=near)
    return Attachment("verb of a named thing", carry=figure_before(items, at), near=near)


def _is_span(items: Sequence[Item], at: int) -> bool:
    quantity = items[at].quantity
    return quantity is not None and quantity.kind is Kind.DURATION and quantity.unit in _SPANS


def _in_time(items: Sequence[Item], verb: int) -> bool:
    """Say whether a time stands where the subject would."""
    before = verb - 1
    while before > 0 and items[before].kind == "adv":
        before -= 1
    return items[before].kind == "period"


_ASSIGNING = word_set("assigning")
_SPANS = frozenset({"hour", "minute", "min", "day", "week", "month", "year"})


def _purpose(items: Sequence[Item], at: int, noun: str) -> Chain | None:
    """Return what "$5 million on libraries" is spent on, or earned from, from the preposition on."""
    part = part_after(items, at)
    links = ("on", "for", "from") if noun in _INCOME else ("on", "for", "to") if noun in _GIFTS else ("on", "for")
    return part if part is not None and items[part.first].lower in links else None


def money_in(items: Sequence[Item], at: int) -> Chain | None:
    """Return "back taxes" of "paid 90,000 euros in back taxes": what the money was."""
    quantity = items[at].quantity
    if quantity is None or len(quantity.unit) != 3 or not quantity.unit.isupper() or at + 2 >= len(items):
        return None
    noun = items[at + 2]
    if items[at + 1].lower != "in" or noun.kind != "np" or noun.det or not noun.words or noun.words[-1].capital:
        return None
    return Chain(at + 2, at + 2) if noun.words[-1].lower in _MONEYS else None


def money_asked(items: Sequence[Item], at: int, left: Left) -> bool:
    """Say whether a clause asks for an amount of money: "applied for $2 million"."""
    quantity = items[at].quantity
    money = quantity is not None and len(quantity.unit) == 3 and quantity.unit.isupper()
    return money and not left.moved and items[left.at].lower in _ASKED


_STAGES = _TIMES | word_set("stages")
_ASKED = word_set("asked")
_DONE_TO_MONEY = word_set("done_to_money")
_MONEYS = word_set("moneys")
_GIFTS = frozenset({"money given", "money donated", "money granted", "money pledged"})
_INCOME = frozenset({"earnings", "revenue"})
