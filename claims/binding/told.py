"""What the figures so far measured: what "the figure", "the total" and a figure without a noun mean."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from claims.binding.attachment import Attachment
from claims.binding.items import Row
from claims.binding.parties import is_support
from claims.binding.reading import Reading, is_addition, is_flow, is_whole
from claims.binding.sharing import unit_group
from claims.binding.words import word_set
from claims.model import Kind, Phrase

__all__ = ["Told", "calls_total", "points_to_number"]

_NEAR = 3  # sentences
_RECENT = 6  # indicators
_TIMES = ("second", "minute", "hour", "day", "week", "month", "year", "s", "min", "h")
_ASIDE = (Kind.DURATION, Kind.AGE, Kind.ORDINAL_EDITION, Kind.RANK)
_AMOUNTS = (Kind.COUNT, Kind.LEVEL, Kind.RATIO, Kind.ABSOLUTE_CHANGE)


@dataclass(slots=True)
class Told:
    """The indicators of a document so far, the last of each unit with the sentence it stood in."""

    last: Phrase | None = None  # the indicator that "the figure" means
    last_unit: str = ""  # the kind of unit it was told in
    last_share: Phrase | None = None  # the last indicator in full, where it is a percentage
    by_unit: dict[str, tuple[int, Phrase]] = field(default_factory=dict)
    wholes: dict[str, tuple[int, Phrase]] = field(default_factory=dict)  # the last one that has parts: sales, output
    stock: dict[str, Phrase] = field(default_factory=dict)  # by unit: the last indicator that is no addition
    flow: tuple[int, int, Phrase | None] = (-1, -1, None)  # the last exports or imports, with block and sentence

    shares: tuple[int, Phrase | None] = (-9, None)  # the last percentage in full, with its sentence
    suffix: tuple[int, tuple[str, ...]] = (-9, ())  # the whole of the last share, with its sentence
    people: tuple[int, Phrase | None] = (-9, None)  # whom a sentence named last: tenants, nurses
    recent: list[tuple[int, Phrase]] = field(default_factory=list)  # the last indicators, each with its sentence
    doers: tuple[int, Phrase | None] = (-9, None)  # who did what a duration measured, with its sentence
    parties: int = -9  # the sentence of the last share of a party
    values: dict[Decimal, Phrase] = field(default_factory=dict)  # what a count of so many was of: "the 61"

    def note_value(self, row: Row, at: int, reading: Reading) -> None:
        """Take up what a count was of, for "Of the 61"."""
        quantity = row.items[at].quantity
        if quantity is not None and quantity.value is not None and reading.kind is Kind.COUNT and reading.topic:
            self.values.setdefault(quantity.value, reading.topic)

    def value(self, row: Row, at: int) -> Phrase | None:
        """Return what "the 61" are: the count of that size told before, where the figure has no noun."""
        quantity, before = row.items[at].quantity, row.items[at - 1] if at else None
        if quantity is None or before is None or quantity.kind is not Kind.COUNT or quantity.noun_span is not None:
            return None
        bare = before.kind == "np" and not before.words and before.det in ("the", "these", "those")
        return self.values.get(quantity.value) if bare and quantity.value is not None else None

    def note(self, row: Row, reading: Reading) -> None:
        """Take up what a figure measured."""
        if reading.how == "verb":
            self.doers = row.sentence.index, reading.noun
        if reading.how == "lead" and reading.phrase is not None and reading.unit.startswith("count:"):
            scored = replace(reading.phrase, normal=f"{reading.unit.removeprefix('count:')}s")
            self.by_unit["count"] = row.sentence.index, scored  # "won by 11 points. Vega scored 24"
        if reading.phrase is None or reading.kind in _ASIDE or reading.how == "lead":
            return
        unit, topic, sentence = unit_group(reading), reading.topic, row.sentence.index
        self.last, self.last_unit = topic, unit
        if is_support(reading):
            self.parties = sentence
        if reading.suffix[:1] == ("share",):
            self.suffix = sentence, reading.suffix
        levels = reading.unit == "percent" and reading.kind in (Kind.SHARE, Kind.LEVEL)
        if levels and reading.against and self.last_share is not None:
            return  # "78 percent had both doses, short of the 95 percent needed … In Cluj the rate is 64"
        self.last_share = reading.phrase if levels else None
        self.shares = (sentence, reading.phrase) if levels else self.shares
        if topic is None:
            return
        self.recent = [*self.recent[-_RECENT:], (sentence, topic)]
        if not is_addition(topic):
            self.stock[unit] = topic
        if is_flow(topic):
            self.flow = (row.sentence.block, sentence, topic)
        if reading.taken:
            return
        if is_whole(topic) and not self._narrows(row, reading):
            self.wholes[unit] = (sentence, topic)
        self.by_unit[unit] = (sentence, topic)

    def people_near(self, row: Row) -> Phrase | None:
        """Return whom the sentences just before named: "Shop owners fear losses. Some 56 percent would move"."""
        sentence, people = self.people
        if self.last is not None and self.last.normal.split()[-1] == "rate":
            return None  # "The pass rate was 93 percent. A year ago 95 percent had passed": the same rate
        return people if row.sentence.index - sentence <= _NEAR else None

    def done(self, row: Row, verb: str) -> Phrase | None:
        """Return what was told last with a verb: "The city built 15,400 flats … Munich built 8,600"."""
        for sentence, topic in reversed(self.recent):
            if row.sentence.index - sentence <= _NEAR and verb in topic.normal.split()[1:]:
                return topic
        return None

    def near(self, row: Row, unit: str) -> Phrase | None:
        """Return the last indicator told in a unit, where that was shortly before."""
        sentence, phrase = self.by_unit.get(unit, (-9, None))
        return phrase if row.sentence.index - sentence <= _NEAR else None

    def near_share(self, row: Row) -> Phrase | None:
        """Return the last percentage in full, where it was told in the sentence before: "The figure was 38 percent"."""
        sentence, phrase = self.shares
        return phrase if row.sentence.index - sentence <= 1 else None

    def near_suffix(self, row: Row) -> tuple[str, ...]:
        """Return the whole of the last share, "share of electricity", where it was told shortly before."""
        sentence, suffix = self.suffix
        return suffix if row.sentence.index - sentence <= 1 else ()

    def whole(self, row: Row, reading: Reading) -> Phrase | None:
        """Return the last indicator of the figure's unit that has parts, where that was shortly before."""
        sentence, whole = self.wholes.get(unit_group(reading), (-9, None))
        return whole if row.sentence.index - sentence <= _NEAR else None

    def last_for(self, row: Row, reading: Reading) -> Phrase | None:
        """Return the last indicator of the figure's own unit, where it is near; else the last of all."""
        if reading.how == "alone" and reading.kind is Kind.SHARE and self.last_unit in _TIMES:
            sentence, doers = self.doers  # "Patients waited 6.4 hours. Only 53 percent were seen in time"
            if doers is not None and row.sentence.index - sentence <= _NEAR:
                return doers
        if reading.how == "share of them" and "count" in self.by_unit:
            sentence, things = self.by_unit["count"]
            if row.sentence.index - sentence <= _NEAR + 1:
                return things
        if reading.kind in _AMOUNTS:
            sentence, phrase = self.by_unit.get(unit_group(reading), (-9, self.last))
            if row.sentence.index - sentence <= _NEAR:
                return phrase
            money = len(reading.unit.partition(":")[0]) == 3 and reading.unit[:3].isupper()
            if money and self.last_unit == "count":
                return None  # "tested 14,000 volunteers … It costs $4 a dose"
        return self.last

    def stock_of(self, reading: Reading, topic: Phrase | None) -> Phrase | None:
        """Return what additions add to: "New capacity of 20 GW brought the total to 130 GW" is a total of capacity."""
        if topic is None or not is_addition(topic):
            return topic
        words = topic.normal.split()
        if "added" in words[1:]:
            return replace(topic, normal=" ".join(word for word in words if word != "added"))
        if words[0] in word_set("new") and len(words) > 1 and words[1] not in word_set("additions"):
            return replace(topic, normal=" ".join(words[1:]))
        return self.stock.get(unit_group(reading), topic)

    def _narrows(self, row: Row, reading: Reading) -> bool:
        """Say whether a flow is a part of the one told before: "chip shipments" after "exports"."""
        whole = self.whole(row, reading)
        if whole is None or reading.topic is None:
            return False
        longer = len(reading.topic.normal.split()) > len(whole.normal.split())
        return longer and is_flow(whole) and is_flow(reading.topic)


def calls_total(row: Row, attachment: Attachment) -> bool:
    """Say whether a figure is called the total of what was told."""
    if attachment.how == "total of what was said":
        return True
    last = row.items[attachment.chain.last] if attachment.chain is not None else None
    return last is not None and bool(last.words) and last.words[-1].lower == "total"


def points_to_number(row: Row, attachment: Attachment) -> bool:
    """Say whether a phrase is only "the number": a count told before."""
    chain = attachment.chain
    words = row.items[chain.first].words if chain is not None and chain.first == chain.last else ()
    return len(words) == 1 and words[0].lower in ("number", "numbers", "tally", "toll", "count")
