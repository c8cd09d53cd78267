"""Reads the sentences of a document in order and binds their figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claims.binding.areas import Found, Places
from claims.binding.attach import attach, in_list
from claims.binding.attachment import Attachment
from claims.binding.chains import Chain, chain_after
from claims.binding.compose import Composed, compose
from claims.binding.items import Row, read_row
from claims.binding.mood import attribution_of, mood_of
from claims.binding.opening import note_opening
from claims.binding.owners import owner_of
from claims.binding.parties import (
    answers,
    is_opinion,
    is_party_share,
    is_support,
    is_surveyed,
    people_named,
    stands_on,
)
from claims.binding.points import leads_in, lists_places, point_place
from claims.binding.reading import (
    Reading,
    bare_growth,
    complete,
    is_group,
    is_index,
    is_traded,
    marked_share,
    name_by_area,
    part_of_told,
    side_of_flow,
    topic_of,
    with_left_out,
    with_suffix,
)
from claims.binding.scan import EARLIER, Left
from claims.binding.setting import PARTNERS, note_places
from claims.binding.sharing import (
    is_another_share,
    object_of,
    other_amount,
    own_noun,
    place_forth,
    share_place_back,
    shared_reading,
    unit_group,
)
from claims.binding.standing import foreseen_in
from claims.binding.told import Told, calls_total, points_to_number
from claims.binding.trace import as_area, traced
from claims.binding.verb_measures import holds
from claims.binding.where import Where
from claims.binding.words import vocabulary
from claims.document import Document, Sentence
from claims.model import Area, Binding, Kind, PeriodMention, Phrase, Quantity

__all__ = ["Reader"]

_TOTAL = ("total of what was said", "phrase of a figure", "object", "subject")
_DEGREES = ("degree", "degC", "degF", "celsius", "fahrenheit")  # "Last year was 1.6 degrees warmer"
_PLACES = ("city", "country", "division")
_POINTS = ("label", "list", "alone", "phrase before a figure", "name in a list", "point of a list")
_BESIDE = frozenset({"against", "compared", "than", "versus", "vs"})


@dataclass(slots=True)
class Reader:
    """Reads rows in order and remembers the last indicator and the last areas."""

    document: Document
    places: Places
    where: Where
    told: Told = field(default_factory=Told)
    moved: set[str] = field(default_factory=set)  # ids of bases of a subject: "kites have grown from 160 pairs"
    lead_in: Phrase | None = None  # the indicator of the sentence before a list: "Retail sales fell: …"
    of_places: bool = False  # its points are places: "by port:"
    point: Found | None = None  # the place that the point being read begins with
    composed: dict[Chain | None, Composed] = field(default_factory=dict)  # of the row being read

    def read(self, row: Row) -> dict[str, Binding]:
        """Bind the figures of one sentence."""
        self.composed.clear()
        self.point = None
        if not row.listed:
            self.lead_in, self.of_places = None, lists_places(row.items) and leads_in(self.document, row.sentence)
        self.where.enter(row)
        self.where.note_dateline(row)
        attribution = attribution_of(row.items, self.document.text)
        before = self.where.memory.last
        readings: dict[int, Reading] = {}
        previous: Reading | None = None
        for at in row.figures:
            readings[at] = self._reading(row, at, readings, previous, attribution)
            if readings[at].kind is not Kind.RANK and readings[at].how != "age":
                previous = readings[at]
        share_place_back(readings)
        place_forth(readings)
        self._remember(row, readings, before, attribution)
        bindings = {}
        for at, reading in readings.items():
            quantity = row.items[at].quantity
            if quantity is not None:
                if reading.how in ("subject", "from its base"):
                    self.moved.add(quantity.id)
                bindings[quantity.id] = self._binding(row, at, quantity, reading, attribution)
        return bindings

    def pass_by(self, sentence: Sentence, quantities: Sequence[Quantity], mentions: Sequence[PeriodMention]) -> None:
        """Note the areas of a sentence without figures."""
        leads = leads_in(self.document, sentence)
        if not leads and not self.places.may_name(sentence.start, sentence.end):
            return
        row = read_row(self.document, sentence, quantities, mentions)
        if leads:
            self.composed.clear()
            first = next((n for n, item in enumerate(row.items) if item.kind == "np"), None)
            self.lead_in = self._compose(row, chain_after(row.items, first)).phrase if first is not None else None
            self.of_places = lists_places(row.items)
        self.where.enter(row)
        self.where.note_dateline(row)
        self.where.note_names(row)
        if self.where.memory.last is None:
            note_opening(self.where.memory, self.places, row)  # "The Scottish government will give"
        self.where.note_subject(row)

    def _compose(self, row: Row, chain: Chain | None) -> Composed:
        found = self.composed.get(chain)
        if found is None:
            found = self.composed[chain] = compose(row.items, chain, self.document.text, self.places)
        return found

    def _reading(
        self, row: Row, at: int, readings: dict[int, Reading], previous: Reading | None,
        attribution: Phrase | None,
    ) -> Reading:  # fmt: skip
        attachment = attach(row.items, at, lambda chain: self._compose(row, chain).phrase is None)
        if row.listed and self.lead_in is not None:
            attachment = in_list(row.items, at, attachment)
            place = point_place(row, at, self.places, self.of_places)
            if place is not None and attachment.how in _POINTS:
                self.point, attachment = place, Attachment("point of a list", carry=EARLIER)
        composed = self._compose(row, attachment.chain)
        shared = shared_reading(attachment, composed, readings, previous)
        shared = None if shared is not None and shared.how == "age" else shared
        quantity = row.items[at].quantity
        reading = Reading(topic=composed.phrase or own_noun(quantity))
        if quantity is not None:
            reading.unit, reading.kind = quantity.unit, quantity.kind
        reading.how = attachment.how
        left = Left.of(row.items, at)
        reading.against, reading.beside = left.base, left.base and left.link in _BESIDE
        if left.kind in ("conj", "comma") and attachment.how == "list" and previous is not None and previous.beside:
            reading.against = reading.beside = True  # "against 24 in Scotland and 27 in England"
            attachment = replace(attachment, whole_of_carry=True)
        if shared is not None and shared.how in PARTNERS and attachment.carry is not None:
            reading.how = shared.how  # "China bought a third of the crop, Egypt took 13 percent"
        attachment = self._find_topic(row, at, reading, attachment, shared)
        same = self.told.value(row, at) if composed.phrase is None else None
        if same is not None:  # "charged 61 people … Of the 61"
            reading.topic, reading.indicator_inferred, attachment = same, True, replace(attachment, predicate=None)
        self._word(row, at, reading, attachment, shared, previous)
        self._place(row, at, reading, attachment, composed, shared, attribution)
        return reading

    def _find_topic(
        self, row: Row, at: int, reading: Reading, attachment: Attachment, shared: Reading | None
    ) -> Attachment:
        """Set what the figure measures where its own phrase does not say: an earlier figure's indicator."""
        own = reading.topic
        if attachment.how == "verb of a pronoun":
            told = self.told.last_for(row, reading)
            if told is not None and set(attachment.added) <= set(told.normal.split()):
                attachment = replace(attachment, added=())  # "It paid 3 million for the lease. It now pays 2 million"
        money = len(reading.unit) == 3 and reading.unit.isupper()
        if (
            own is None
            and shared is None
            and attachment.otherwise
            and (money or self.told.near(row, unit_group(reading)) is None)
        ):
            attachment = replace(attachment, carry=None, added=attachment.otherwise)  # "It sold 6 million"
        made = attachment.carry is None and (attachment.added or attachment.share_of is not None)
        if own is None and not made and self._is_party_share(row, at, reading, attachment, shared):
            reading.topic = None
        elif own is None and not made:
            reading.topic = bare_growth(row, attachment) or self.told.last_for(row, reading)
            if points_to_number(row, attachment):
                reading.topic = self.told.by_unit.get("count", (0, reading.topic))[1]  # "The number is to climb"
            if attachment.how == "point of a list":
                reading.topic = self.lead_in
            if attachment.how == "alone" and shared is None and reading.kind is Kind.SHARE and answers(row, at):
                named = self._compose(row, people_named(row, at)).phrase
                reading.topic = named or self.told.people_near(row) or reading.topic
            if shared is None and is_opinion(row, at, reading, attachment) and self.told.last_unit == "percent":
                start, end = row.items[at].start, row.items[at].end  # "Some 52% would vote to stay"
                reading.topic = Phrase(start=start, end=end, text=row.items[at].text, normal="share")
            again = (
                attachment.how in ("pronoun", "share by a verb", "extreme of what was told")
                and shared is None
                and reading.unit == "percent"
            )
            if again and self.told.last_share:
                reading.topic = self.told.last_share  # "rose to 6 percent of output. It was 5 percent in 2022"
            bare = shared is None and reading.unit == "percent" and attachment.part is None
            if bare and self._points_to_figure(row, attachment):
                reading.topic = self.told.near_share(row) or reading.topic
            if shared is not None:
                whole = shared.kind is not Kind.SHARE or reading.unit == "percent"
                like = is_another_share(reading, shared, attachment)
                reading.topic = (
                    shared.phrase if like or (attachment.whole_of_carry and whole) else (shared.thing or shared.topic)
                )
                if attachment.how == "pronoun" and shared.how == "subject with its object":
                    reading.topic = object_of(reading.topic, shared)
                reading.suffix = shared.suffix if attachment.whole_of_carry else ()
                if shared.noun is not None and shared.how == "counted noun of a verb" and holds(row.items, at):
                    reading.topic = shared.noun  # "has lost 9,000 inhabitants and now has 84,000"
            reading.indicator_inferred = shared is None or shared.indicator_inferred
            if shared is not None and attachment.how == "verb of a named thing" and other_amount(shared, reading):
                reading.topic, reading.indicator_inferred = None, False  # "employs 4,000 people, lost $5 million"
            if attachment.how in _TOTAL and calls_total(row, attachment):
                reading.topic = self.told.stock_of(reading, reading.topic)
        if attachment.how == "partner" and shared is None and not made:
            # "Germany was the largest market with 9 million": of what was told in that unit, else a market's
            told = self.told.near(row, unit_group(reading))
            reading.topic = told if told is not None else self._compose(row, attachment.near[-1]).phrase
            reading.indicator_inferred = told is not None
        if reading.topic is None and attachment.near and attachment.how == "verb of a named thing":
            reading.topic = self._compose(row, attachment.near[0]).phrase
        if reading.topic is None:
            reading.topic = bare_growth(row, attachment)
        if reading.topic is None and reading.unit in _DEGREES:
            attachment = replace(attachment, added=("temperature",), part=None, predicate=None)
        if attachment.how == "other verb of a noun" and shared is not None and shared.noun is not None:
            reading.topic = shared.noun
        reading.taken = attachment.takes
        told = self._told_before(row, reading, attachment, own)
        if told is not None:
            reading.topic = own = told
            attachment = replace(attachment, added=(), verb="")
        reading.noun = own or reading.topic
        repeated = self.told.done(row, attachment.verb) if attachment.verb else None
        percent = reading.unit == "percent" and reading.kind is Kind.SHARE
        told_share = self.told.last_share.normal.split() if self.told.last_share is not None else []
        again = bool(attachment.added) and set(attachment.added) < set(told_share)
        again = again or (attachment.verb != "" and attachment.verb in told_share)
        if own is None and percent and again:
            reading.topic, reading.indicator_inferred = self.told.last_share, True  # "… spent 12 percent"
            return replace(attachment, added=(), part=None)
        if own is None and repeated is not None and reading.kind is Kind.COUNT:
            reading.topic, reading.indicator_inferred = repeated, True  # "sold 5,000 cars … had sold 4,000"
            return replace(attachment, added=())
        return attachment

    def _is_party_share(
        self, row: Row, at: int, reading: Reading, attachment: Attachment, shared: Reading | None
    ) -> bool:
        named = [area for chain in attachment.near for area in self._compose(row, chain).areas]
        told = self.told.last_unit == "count" and self.told.near(row, "percent") is None
        told = told or stands_on(row, at) or self.told.parties >= row.sentence.index - 1
        return is_party_share(reading, attachment, shared, named, told)

    def _told_before(self, row: Row, reading: Reading, attachment: Attachment, own: Phrase | None) -> Phrase | None:
        """Name a phrase in full that is a part or a side of what the sentence before told.

        "Retail sales came to 9 billion. Restaurants took 2 billion" are restaurants' retail sales, and after
        "Exports rose" come prices of exports.
        """
        if own is None or attachment.chain is None:
            return None
        if attachment.takes:
            whole = self.told.whole(row, reading)
            return part_of_told(own, whole) if whole is not None else None
        bare = attachment.chain.first == attachment.chain.last and not row.items[attachment.chain.first].owner
        block, index, flow = self.told.flow
        follows = (block, index) == (row.sentence.block, row.sentence.index - 1)
        if not bare or not follows or row.items[attachment.chain.first].det in vocabulary().possessives:
            return None
        return side_of_flow(own, flow)

    def _points_to_figure(self, row: Row, attachment: Attachment) -> bool:
        near = attachment.near[0] if attachment.how == "verb of a named thing" and attachment.near else None
        return near is not None and self._compose(row, near).points_back

    def _word(
        self, row: Row, at: int, reading: Reading, attachment: Attachment, shared: Reading | None,
        previous: Reading | None,
    ) -> None:  # fmt: skip
        text = self.document.text
        reading.phrase = complete(row, at, reading, attachment, lambda chain: self._compose(row, chain).phrase, text)
        reading.phrase = with_suffix(reading, attachment, previous, self.told.near_suffix(row))
        if attachment.how == "verb" and attachment.chain is not None and attachment.part is None:
            reading.suffix = attachment.added  # "Products brought in $66 billion and services $27 billion"
        if attachment.carry is not None:
            reading.phrase = marked_share(reading, shared, attachment.predicate is not None)
        if attachment.how in ("list", "alone"):
            reading.indicator_inferred = True
            reading.phrase = with_left_out(row, at, reading, shared, self.told.last_share)
        if reading.phrase is None:
            reading.indicator_inferred = False
        owner = owner_of(row.items, attachment)
        if owner is not None and reading.phrase is not None:
            named = self._compose(row, owner).phrase
            if named is not None and named.normal.split()[-1] not in reading.phrase.normal.split():
                reading.phrase = replace(reading.phrase, normal=f"{named.normal} {reading.phrase.normal}")
        reading.topic = topic_of(reading, attachment, self._compose(row, attachment.predicate).phrase)
        if attachment.whole_of_carry and shared is not None and shared.phrase == reading.phrase:
            reading.thing = shared.thing or shared.topic

    def _place(
        self, row: Row, at: int, reading: Reading, attachment: Attachment, composed: Composed,
        shared: Reading | None, attribution: Phrase | None,
    ) -> None:  # fmt: skip
        candidates = [area for chain in attachment.first for area in self._compose(row, chain).areas]
        candidates += [self.point] if attachment.how == "point of a list" and self.point is not None else []
        candidates += composed.areas
        for chain in attachment.near:
            candidates += self._compose(row, chain).areas
        candidates += [a for a in self._compose(row, attachment.predicate).areas if not self.places.is_people(a)]
        if attachment.how == "respectively, of places":
            candidates = [area for chain in attachment.near for area in self._compose(row, chain).areas]
        kept = (shared.area, shared.area_inferred) if shared is not None and shared.area is not None else None
        if shared is not None and attachment.chain is not None and is_support(shared):
            kept = None  # "Labour is on 31 percent, according to a poll of 1,540 adults"
        reading.area, reading.area_inferred = self.where.area(
            row, at, candidates, kept, attribution, is_traded(reading.phrase)
        )
        if reading.area is not None and reading.area not in candidates and is_surveyed(row, attachment):
            bodies = reading.area.kind == "organisation"  # a poll about parties is of none of them
            reading.area, reading.area_inferred = (None, False) if bodies else (reading.area, reading.area_inferred)
        if attachment.how == "average elsewhere":
            reading.area, reading.area_inferred = self.where.around_all(reading.area), True
            reading.area_inferred = reading.area is not None
        spoken = [area for area in self._compose(row, attachment.speaker).areas if area.kind != "person"]
        if spoken and (reading.area is None or reading.area_inferred) and not spoken[0].back:
            reading.area, reading.area_inferred = spoken[0], False  # "Ukraine said it had sent 140 of them"
        whole = self._compose(row, attachment.share_of).areas
        told = reading.area is not None and reading.area not in candidates and not reading.area_inferred
        held = foreseen_in(row, self.where.memory.lead, reading.area, reading.phrase) if told else None
        if held is not None:
            reading.area, reading.area_inferred = held, True
        held_by = self.where.known(whole[0]) if whole and (reading.area is None or reading.area_inferred) else None
        if held_by is not None:  # "31 percent of Ireland's electricity", "28 percent of its revenue"
            reading.area, reading.area_inferred = held_by, whole[0].back
        if attachment.how == "pronoun" and attachment.part is not None and reading.area_inferred:
            reading.area = self.where.around(reading.area)
            reading.area_inferred = reading.area is not None
        reading.with_figure = attachment.carry if attachment.whole_of_carry else None
        own = reading.area in candidates or (kept is not None and reading.area is kept[0])
        if not own and reading.phrase is not None and is_index(reading.phrase):
            reading.area, reading.area_inferred = None, False
        carried = reading.area if reading.area_inferred else None
        if carried is not None and reading.phrase is not None and is_group(reading.phrase, carried):
            reading.area, reading.area_inferred = None, False
        name_by_area(reading, bare=composed.phrase is None)

    def _remember(
        self, row: Row, readings: dict[int, Reading], before: Found | None, attribution: Phrase | None
    ) -> None:
        for reading in readings.values():
            self.told.note(row, reading)
        for at, reading in readings.items():
            self.told.note_value(row, at, reading)
        people = self._compose(row, people_named(row, len(row.items))).phrase
        self.told.people = (row.sentence.index, people) if people is not None else self.told.people
        opening = note_places(self.where, row, readings.values(), before, attribution)
        for reading in readings.values():
            if reading.area is None and opening is not None and reading.phrase and not is_index(reading.phrase):
                reading.area = opening
        place = self.where.memory.last if before is None else None
        for reading in readings.values():
            lone = reading.area is None and reading.phrase is not None and not is_index(reading.phrase)
            if lone and place is not None and place.kind in _PLACES and reading.how == "counted noun":
                reading.area, reading.area_inferred = place, True  # "46 drowned when two boats sank off Tunisia"
        if not row.listed:
            self.lead_in = self.told.last if any(reading.phrase is not None for reading in readings.values()) else None

    def _binding(self, row: Row, at: int, quantity: Quantity, reading: Reading, attribution: Phrase | None) -> Binding:
        area: Area | None = None
        inferred: list[str] = []
        if reading.area is not None:
            area = as_area(reading.area, reading.area_inferred)
            inferred += ["area"] if reading.area_inferred else []
        if reading.indicator_inferred:
            inferred.append("indicator")
        return Binding(
            quantity=quantity.id,
            indicator=reading.phrase,
            area=area,
            mood=mood_of(row.items, at),
            attribution=attribution,
            inferred=tuple(inferred),
            trace=traced(reading.how, reading.phrase, reading.indicator_inferred, area),
        )
