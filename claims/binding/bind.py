"""Bind every figure to what it is about: indicator, area, period, mood and source.

In: a document with its quantities and expressions of time. Out: a `Binding` by quantity id. Sentences are read in
text order, since a later one may say "the figure", "the city" or nothing at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claims.binding.areas import Found, Memory, Places, as_area
from claims.binding.attach import attach
from claims.binding.attachment import Attachment
from claims.binding.chains import Chain
from claims.binding.compose import Composed, compose
from claims.binding.gazetteer import gazetteer
from claims.binding.items import Row, read_row
from claims.binding.mood import attribution_of, mood_of
from claims.binding.names import collect_names
from claims.binding.scan import EARLIER
from claims.binding.tables import Cell, cells_of
from claims.binding.words import vocabulary
from claims.document import Document, Sentence
from claims.model import Area, Binding, Kind, PeriodMention, Phrase, Quantity

__all__ = ["bind"]


def bind(
    document: Document, quantities: Sequence[Quantity], mentions: Sequence[PeriodMention]
) -> dict[str, Binding]:
    """Return what every claim quantity is about, by quantity id."""
    reader = _Reader(document, collect_names(document))
    bindings: dict[str, Binding] = {}
    for sentence in document.sentences:
        inside = _inside(quantities, sentence)
        if not any(q.is_claim for q in inside):
            reader.pass_by(sentence, inside, _inside_mentions(mentions, sentence))
            continue
        row = read_row(document, sentence, inside, _inside_mentions(mentions, sentence))
        bindings |= reader.read(row)
    for key, cell in cells_of(document, quantities).items():
        if key in bindings:
            bindings[key] = _in_table(bindings[key], cell, reader.places, mentions)
    return _with_periods(document, quantities, mentions, bindings)


def _in_table(binding: Binding, cell: Cell, places: Places, mentions: Sequence[PeriodMention]) -> Binding:
    """Take indicator and area of a table's figure from its headers; a header that is a time names neither."""
    headers = [header for header in (cell.row, cell.column) if header is not None]
    phrases: list[Phrase] = []
    area: Area | None = None
    for header in headers:
        if _is_time(header, mentions):
            continue
        found = places.whole(header.start, header.end)
        if found is not None and area is None:
            area = as_area(found, False)
        else:
            phrases.append(header)
    if not phrases and cell.caption is not None:
        phrases = [cell.caption]
    if not phrases:
        return replace(binding, area=area or binding.area)
    normal = " ".join(phrase.normal for phrase in phrases)
    inferred = tuple(
        mark for mark in binding.inferred if mark != "indicator" and not (area and mark == "area")
    )
    return replace(
        binding, indicator=replace(phrases[0], normal=normal), area=area or binding.area, inferred=inferred
    )


def _is_time(phrase: Phrase, mentions: Sequence[PeriodMention]) -> bool:
    at = bisect_left(mentions, phrase.start, key=lambda m: m.start)
    return at < len(mentions) and mentions[at].start == phrase.start and mentions[at].end >= phrase.end


def _inside(quantities: Sequence[Quantity], sentence: Sentence) -> Sequence[Quantity]:
    first = bisect_left(quantities, sentence.start, key=lambda q: q.start)
    last = bisect_left(quantities, sentence.end, key=lambda q: q.start)
    return quantities[first:last]


def _inside_mentions(mentions: Sequence[PeriodMention], sentence: Sentence) -> Sequence[PeriodMention]:
    first = bisect_left(mentions, sentence.start, key=lambda m: m.start)
    last = bisect_left(mentions, sentence.end, key=lambda m: m.start)
    return mentions[first:last]


def _with_periods(
    document: Document,
    quantities: Sequence[Quantity],
    mentions: Sequence[PeriodMention],
    bindings: dict[str, Binding],
) -> dict[str, Binding]:
    try:
        from claims.binding.period import bind_periods
    except ImportError:
        return bindings

    periods = bind_periods(document, quantities, mentions)
    for key, (period, compared_to, basis, inferred) in periods.items():
        if key in bindings:
            old = bindings[key]
            marks = (*old.inferred, "period") if inferred else old.inferred
            bindings[key] = replace(old, period=period, compared_to=compared_to, basis=basis, inferred=marks)
    return bindings


@dataclass(slots=True)
class _Reading:
    """The indicator and area of one figure while its sentence is read."""

    phrase: Phrase | None = None
    topic: Phrase | None = None  # without the part, the verb and the share that this figure adds
    area: Found | None = None
    area_inferred: bool = False
    indicator_inferred: bool = False
    noun: Phrase | None = None  # without its verb: "shops" of "shops opened"
    suffix: tuple[str, ...] = ()  # "share of electricity", shared along a list
    unit: str = ""
    kind: Kind = Kind.OTHER


@dataclass(slots=True)
class _Reader:
    """Reads rows in order and remembers the last indicator and the last areas."""

    document: Document
    places: Places
    memory: Memory = field(default_factory=Memory)
    last: Phrase | None = None  # the indicator that "the figure" means

    def read(self, row: Row) -> dict[str, Binding]:
        """Bind the figures of one sentence."""
        readings: dict[int, _Reading] = {}
        self._note_dateline(row)
        attribution = attribution_of(row.items, self.document.text)
        before = self.memory.last
        for at in row.figures:
            readings[at] = self._reading(row, at, readings, attribution)
        self._remember(row, readings, before)
        bindings = {}
        for at, reading in readings.items():
            quantity = row.items[at].quantity
            if quantity is not None:
                bindings[quantity.id] = self._binding(row, at, quantity, reading, attribution)
        return bindings

    def _note_dateline(self, row: Row) -> None:
        if row.dateline:
            place = self.places.dateline(row.dateline)
            if place is not None:
                self.memory.note_kind(place)
                country = (self.memory.by_kind or {}).get("country")
                self.memory.last = self.memory.last or country or place

    def pass_by(
        self, sentence: Sentence, quantities: Sequence[Quantity], mentions: Sequence[PeriodMention]
    ) -> None:
        """Note the areas of a sentence without figures."""
        row = read_row(self.document, sentence, quantities, mentions)
        self._note_dateline(row)
        named: list[Found] = []
        for index, item in enumerate(row.items):
            if item.kind != "np":
                continue
            for words in (item.owner, item.words):
                found = self.places.find(words, item.det) if words else None
                if found is not None and found.name and (found.kind != "organisation" or index == 0):
                    named.append(found)
        for found in named:
            if len({place.name for place in named}) == 1 or self.memory.last is None:
                self.memory.note(found)
            else:
                self.memory.note_kind(found)

    def _compose(self, row: Row, chain: Chain | None) -> Composed:
        return compose(row.items, chain, self.document.text, self.places)

    def _reading(
        self, row: Row, at: int, readings: dict[int, _Reading], attribution: Phrase | None
    ) -> _Reading:
        attachment = attach(row.items, at, lambda chain: self._is_agent(row, chain))
        composed = self._compose(row, attachment.chain)
        quantity = row.items[at].quantity
        reading = _Reading(topic=composed.phrase)
        if quantity is not None:
            reading.unit, reading.kind = quantity.unit, quantity.kind
        shared = self._shared(attachment, composed, readings, at)
        if reading.topic is None and not (
            attachment.carry is None and (attachment.added or attachment.share_of)
        ):
            reading.topic = self.last
            if shared is not None:
                complete = attachment.whole_of_carry and (
                    shared.kind is not Kind.SHARE or reading.unit == "percent"
                )
                reading.topic = shared.phrase if complete else shared.topic
            reading.indicator_inferred = shared is None or shared.indicator_inferred
        if reading.topic is None and attachment.near and attachment.how == "verb of a named thing":
            reading.topic = self._compose(row, attachment.near[0]).phrase
        if reading.topic is None:
            reading.topic = self._growth(row, attachment)
        if attachment.how == "other verb of a noun" and shared is not None and shared.noun is not None:
            reading.topic = shared.noun
        reading.noun = composed.phrase or reading.topic
        if (
            attachment.verb
            and composed.phrase is None
            and reading.kind is Kind.COUNT
            and self.last is not None
        ):
            if attachment.verb in self.last.normal.split():  # "sold 5,000 cars … had sold 4,000"
                reading.topic, reading.indicator_inferred = self.last, True
                attachment = replace(attachment, added=())
        reading.phrase = self._complete(row, at, reading, attachment)
        reading.phrase = _with_suffix(reading, attachment, readings, at)
        if attachment.carry is not None:
            reading.phrase = _marked_share(reading, shared)
        if reading.phrase is None:
            reading.indicator_inferred = False
        reading.topic = self._topic(reading, attachment, self._compose(row, attachment.predicate).phrase)
        if attachment.how in ("list", "alone"):
            reading.indicator_inferred = reading.phrase is not None
        reading.area, reading.area_inferred = self._area(row, at, attachment, composed, shared, attribution)
        if reading.phrase is None and reading.area is not None and not reading.area_inferred:
            found = reading.area
            reading.phrase = Phrase(
                start=found.start, end=found.end, text=found.text, normal=found.name.lower()
            )
        return reading

    def _topic(self, reading: _Reading, attachment: Attachment, predicate: Phrase | None) -> Phrase | None:
        """Return what later figures share: the phrase with its verb, without its part, predicate or share."""
        topic = reading.topic or reading.phrase
        if (
            attachment.how == "part of a whole"
            and reading.topic is None
            and topic is not None
            and predicate is not None
        ):
            return replace(topic, normal=topic.normal.removesuffix(" " + predicate.normal))
        if topic is None or not attachment.added or _contains(topic.normal.split(), attachment.added):
            return topic
        inside = attachment.how == "counted noun of a verb"
        old = topic.normal.split()
        words = _before_preposition(old, attachment.added) if inside else [*old, *attachment.added]
        return replace(topic, normal=" ".join(words))

    def _growth(self, row: Row, attachment: Attachment) -> Phrase | None:
        """Return the bare noun of a change that nothing else names: "global growth of 3 percent"."""
        chain = attachment.chain or (attachment.near[0] if attachment.near else None)
        words = row.items[chain.last].words if chain is not None and not chain.empty else ()
        if not words or words[-1].lower != "growth":
            return None
        return Phrase(start=words[-1].start, end=words[-1].end, text=words[-1].text, normal="growth")

    def _is_agent(self, row: Row, chain: Chain) -> bool:
        composed = self._compose(row, chain)
        return composed.phrase is None

    def _shared(
        self, attachment: Attachment, composed: Composed, readings: dict[int, _Reading], at: int
    ) -> _Reading | None:
        """Return the reading of the earlier figure that this one is measured with."""
        if attachment.carry is not None and attachment.carry != EARLIER:
            return readings.get(attachment.carry)
        if attachment.carry is None and (composed.points_back or attachment.chain is not None):
            earlier = [index for index in readings if index < at]
            return readings[earlier[-1]] if earlier and not composed.points_back else None
        return None

    def _complete(self, row: Row, at: int, reading: _Reading, attachment: Attachment) -> Phrase | None:
        """Add what restricts the indicator: a verb, a part, the whole of a share, "per 10,000 residents"."""
        phrase, quantity = reading.topic, row.items[at].quantity
        words = phrase.normal.split() if phrase is not None else []
        predicate = self._compose(row, attachment.predicate).phrase
        added = (*attachment.added, *(predicate.normal.split() if predicate is not None else ()))
        if added and not _contains(words, added):
            inside = attachment.how == "counted noun of a verb"
            words = _before_preposition(words, added) if inside else [*words, *added]
        part = self._compose(row, attachment.part).phrase
        if part is not None and attachment.part is not None:
            first = row.items[attachment.part.first]
            link = [first.lower] if first.kind == "prep" and first.lower != "of" else []
            if link and attachment.carry is not None and link[0] in words[1:]:
                words = words[: words.index(link[0])]  # "those from Spain" after "arrivals from France"
            words = [*words, *link, *part.normal.split()]
        whole = self._compose(row, attachment.share_of).phrase if attachment.share_of is not None else None
        if attachment.share_of is not None and quantity is not None and quantity.kind is Kind.SHARE:
            bare = len(words)
            words = _share_words(words, whole, attachment.how == "part of a whole")
            if attachment.how == "share of":
                reading.suffix = tuple(words[bare:])
        if quantity is not None and quantity.per and quantity.kind is Kind.RATIO:
            words = words[: words.index("per")] if "per" in words else words
            words = [*words, "per", *quantity.per.split()]
        if not words:
            return None
        base = phrase or whole or part
        start, end = (base.start, base.end) if base is not None else self._place(row, at)
        return Phrase(start=start, end=end, text=self.document.text[start:end], normal=" ".join(words))

    def _place(self, row: Row, at: int) -> tuple[int, int]:
        """Return the span of the verb or noun before a figure, for an indicator made of a verb."""
        for index in range(at - 1, max(at - 12, -1), -1):
            if row.items[index].kind in ("verb", "np") and (
                row.items[index].words or row.items[index].kind == "verb"
            ):
                return row.items[index].start, row.items[index].end
        after = next((i for i in row.items[at + 1 : at + 6] if i.kind in ("verb", "np")), row.items[at])
        return after.start, after.end

    def _area(
        self, row: Row, at: int, attachment: Attachment, composed: Composed, shared: _Reading | None,
        attribution: Phrase | None,
    ) -> tuple[Found | None, bool]:  # fmt: skip
        """Return the area: in the phrase, in the clause, shared with an earlier figure, or remembered."""
        candidates = list(composed.areas)
        near = (*attachment.near, *((attachment.predicate,) if attachment.predicate is not None else ()))
        for chain in near:
            candidates += self._compose(row, chain).areas
        candidates += self._places_after(row, at)
        for found in candidates:
            known = self._known(found)
            if known is not None and not _is_source(found, attribution):
                return known, found.back
        if shared is not None and shared.area is not None:
            return shared.area, shared.area_inferred
        around = self._everywhere(row, at) or self._places_before(row, at, attribution)
        if around is not None:
            return (around, False) if around.name else (None, False)
        if self.memory.last is None and attribution is not None:
            named = self._country_of_source(row, attribution)
            if named is not None:
                self.memory.note(named)
        if self.memory.last is None and attribution is not None:
            return self._speaker(row, attribution), True
        return self.memory.last, self.memory.last is not None

    def _speaker(self, row: Row, attribution: Phrase) -> Found | None:
        """Return the firm that speaks of itself: "Halden Energy said revenue rose"."""
        for item in row.items:
            if item.kind == "np" and attribution.start <= item.start < attribution.end and item.words:
                found = self.places.find(item.words, item.det)
                sourced = any(gazetteer().types.get(word.lower) == "source" for word in item.words)
                agency = sourced or item.words[0].text.isupper()
                if found is not None and not found.back and found.words == len(item.words) and not agency:
                    self.memory.note(found)
                    return found
        return None

    def _everywhere(self, row: Row, at: int) -> Found | None:
        """Return the world for "worldwide", the country for "nationwide", said in the figure's clause."""
        first = next((i + 1 for i in range(at - 1, max(at - 40, -1), -1) if row.items[i].kind == "stop"), 0)
        for item in row.items[max(first, at - 40) : at + 6]:
            if item.kind == "adv" and item.lower in ("worldwide", "globally"):
                return Found(item.start, item.end, item.text, "world", "001", "region", 1)
            if item.kind == "adv" and item.lower == "nationwide":
                country = Found(item.start, item.end, item.text, "", kind="country", words=1, back=True)
                return self._known(country) or country
        return None

    def _country_of_source(self, row: Row, attribution: Phrase) -> Found | None:
        """Return the country in the name of a source: "Statistics Canada", "the U.S. Census Bureau"."""
        for item in row.items:
            if item.kind != "np" or not attribution.start <= item.start < attribution.end:
                continue
            for at in range(len(item.words)):
                found = self.places.listed(item.words[at:])
                if found is not None:
                    return found
            adjective = self.places.adjective(item.words)
            if adjective is not None:
                return adjective[1]
        return None

    def _known(self, found: Found) -> Found | None:
        known = self.memory.resolve(found)
        return known if known is not None and known.name else None

    def _places_after(self, row: Row, at: int) -> list[Found]:
        """Return places in "in X" after a figure, before the clause ends."""
        places: list[Found] = []
        for index in range(at + 1, min(at + 10, len(row.items))):
            item = row.items[index]
            if item.kind in ("comma", "stop", "figure", "sub", "rel", "open", "close", "conj"):
                break
            if (
                item.kind == "np"
                and row.items[index - 1].kind == "prep"
                and row.items[index - 1].lower in ("in", "at", "across", "within", "of")
            ):
                found = self.places.find(item.words, item.det)
                if (
                    found is not None
                    and found.words == len(item.words)
                    and (found.kind != "organisation" or row.items[index - 1].lower != "of")
                ):
                    places.append(found)
        return places

    def _places_before(self, row: Row, at: int, attribution: Phrase | None) -> Found | None:
        """Return the nearest place named earlier in the sentence, sources and partners left out."""
        for index in range(at - 1, max(at - 60, -1), -1):
            item = row.items[index]
            if item.kind != "np":
                continue
            link = row.items[index - 1] if index else None
            if (
                link is not None
                and link.kind == "prep"
                and link.lower in ("from", "to", "with", "than", "against", "by")
            ):
                continue
            for words in (item.owner, item.words):
                found = self.places.find(words, item.det) if words else None
                if found is None and words:
                    placed = self.places.adjective(words)
                    found = placed[1] if placed is not None else None
                if (
                    found is not None
                    and not _is_source(found, attribution)
                    and (found.kind != "organisation" or index == 0)
                ):
                    known = self._known(found)
                    if known is not None:
                        return known
        return None

    def _remember(self, row: Row, readings: dict[int, _Reading], before: Found | None) -> None:
        for at, reading in readings.items():
            quantity = row.items[at].quantity
            if quantity is None or quantity.kind in (
                Kind.DURATION,
                Kind.AGE,
                Kind.ORDINAL_EDITION,
                Kind.RANK,
            ):
                continue
            if reading.phrase is not None:
                self.last = reading.topic
        found = [r.area for r in readings.values() if r.area is not None and not r.area_inferred]
        several = len({area.name for area in found}) > 1
        for area in found:
            if several and before is not None:
                self.memory.note_kind(area)  # a list of places: the story's own place stays
            else:
                self.memory.note(area)
                several = several or len(found) > 1
                before = self.memory.last

    def _binding(
        self, row: Row, at: int, quantity: Quantity, reading: _Reading, attribution: Phrase | None
    ) -> Binding:
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
        )


def _with_suffix(
    reading: _Reading, attachment: Attachment, readings: dict[int, _Reading], at: int
) -> Phrase | None:
    """Read "solar supplied 9 percent of electricity, wind 14 percent": both are shares of the same."""
    earlier = [other for index, other in readings.items() if index < at]
    if attachment.how != "phrase before a figure" or reading.kind is not Kind.SHARE or not earlier:
        return reading.phrase
    reading.suffix = earlier[-1].suffix
    if reading.phrase is None or not reading.suffix or earlier[-1].kind is not Kind.SHARE:
        return reading.phrase
    return replace(reading.phrase, normal=" ".join((reading.phrase.normal, *reading.suffix)))


def _marked_share(reading: _Reading, shared: _Reading | None) -> Phrase | None:
    """Keep "42,459, or 19.8 percent" apart: the second is a share of the first's indicator."""
    phrase = reading.phrase
    if phrase is None or shared is None or reading.kind is not Kind.SHARE or shared.unit == "percent":
        return phrase
    if shared.kind not in (Kind.COUNT, Kind.LEVEL) or "share" in phrase.normal.split():
        return phrase
    return replace(phrase, normal=f"{phrase.normal} share")


def _share_words(words: list[str], whole: Phrase | None, whole_first: bool) -> list[str]:
    base = whole.normal.split() if whole is not None else []
    if whole_first:
        return ["share", "of", *base, *words]
    if base and base[0] not in vocabulary().pointing:
        return [*words, "share", "of", *base]
    return words if "share" in words else [*words, "share"]


def _before_preposition(words: list[str], added: Sequence[str]) -> list[str]:
    """Put a verb right after its noun: "people employed in design"."""
    classes = vocabulary().classes
    at = next((i for i, word in enumerate(words) if i and classes.get(word) == "prep"), len(words))
    return [*words[:at], *added, *words[at:]]


def _contains(words: Sequence[str], added: Sequence[str]) -> bool:
    return bool(words) and set(added) <= set(words)


def _is_source(found: Found, attribution: Phrase | None) -> bool:
    """Say whether a place stands inside the name of the sentence's source."""
    return attribution is not None and attribution.start <= found.start and found.end <= attribution.end
