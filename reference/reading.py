"""Read around a figure what the record needs to find its series: words, places, period.

The binding of the figure says what it is about; the words of its clause and sentence, and the names of
areas that the store knows, make up for a binding that is incomplete.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from claims.document import Document, Sentence
from claims.lexicon import load
from claims.model import Area, Binding, Direction, Kind, PeriodMention, Quantity, Relation
from claims.patterns import regex
from claims.period import first_day
from reference.areas import Place
from reference.seasons import without
from reference.store import Store
from reference.surroundings import Reading, Surroundings
from reference.words import content, lexicon, stem, tokens, words_of

__all__ = ["Reading", "Scene", "direction_words", "has_growth_words"]

_ADJUSTED = regex(r"\b(?:adjust\w* for inflation|inflation[- ]adjusted)\b", re.IGNORECASE)  # names no inflation
_ON = regex(r"\b(?:on|over)\b", re.IGNORECASE)  # year on year: a basis, no period of a figure
_RATES = (Kind.GROWTH_RATE, Kind.PP_CHANGE, Kind.MULTIPLE)
_ORDER = regex(r"\b(?:[a-z]{3,}est|most|least)\b[^.;,]*$")
_NARROWER = regex(r"\s+(?:in|for|among|with|against|involving|about|on|from|by)\s+(?:the\s+|a\s+|an\s+)?([\w’'-]+)")
_OF = regex(r"\s+of ((?!the\b|a\b|an\b|its\b|their\b|his\b|her\b)[a-z][\w-]*)(?: ([a-z][\w-]*))?")
_REACH = 60
_Placed = TypeVar("_Placed", Quantity, PeriodMention, Place)
_CAPITALS = regex(r"\b(?!The )[A-Z][\w’'-]*(?: (?:of |for |and )?[A-Z][\w’'-]*){1,4}")
_BREAK = regex(r";|,? (?:while|whereas|although|against|compared with|compared to)\b|, (?:but|and|with|which|or)\b")


def direction_words() -> dict[str, Direction]:
    """Return words of change with their direction: verbs, nouns and adverbs."""
    found: dict[str, Direction] = {}
    data = load("change")
    ways: tuple[Direction, Direction] = ("up", "down")
    for group in ("adverbs", "nouns", "verbs"):
        for way in ways:
            found.update(dict.fromkeys(data[group][way].split(), way))
    return found


class Scene:
    """A document with everything that was read from it, ready to be asked about one figure after another."""

    def __init__(
        self,
        document: Document,
        quantities: Sequence[Quantity],
        bindings: Mapping[str, Binding],
        relations: Sequence[Relation],
        mentions: Sequence[PeriodMention],
        store: Store,
    ) -> None:
        self.document = document
        self.quantities = tuple(quantities)
        self.bindings = bindings
        self.relations = tuple(relations)
        self.mentions = tuple(mentions)
        self.store = store
        self._sentences: dict[int, tuple[str, frozenset[str]]] = {}

    @cached_property
    def growth_of(self) -> dict[str, Relation]:
        """The first equation of level and growth that each rate stands in, by the id of the rate."""
        found: dict[str, Relation] = {}
        for relation in self.relations:
            if relation.kind == "level_growth" and len(relation.roles.get("current", ())) == 1:
                for term in relation.roles.get("rate", ()):
                    found.setdefault(term.quantity.id, relation)
        return found

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return self.store.finder.places(self.document.text)

    @cached_property
    def directions(self) -> dict[str, Direction]:
        return direction_words()

    def sentence_quantities(self, sentence: Sentence) -> Sequence[Quantity]:
        return self._quantities_in.get(sentence.index, ())

    def sentence_mentions(self, sentence: Sentence) -> Sequence[PeriodMention]:
        return self._mentions_in.get(sentence.index, ())

    def named_periods(self, reading: Reading) -> tuple[str, ...]:
        """Return the periods that a sentence names, where it does not name the one that a figure is bound to."""
        mentions = [m for m in self.sentence_mentions(reading.sentence) if m.period]
        named = [m.period for m in mentions if m.period and m.relation == "at" and m.type != "comparison"]
        told = {m.period for m in mentions if not _ON.search(m.surface)}
        if reading.quantity is not None and reading.quantity.kind in _RATES:  # a rate is never of the period before
            told = set(named)
        return () if reading.period in told else tuple(dict.fromkeys(named))

    def sentence_places(self, sentence: Sentence) -> Sequence[Place]:
        return self._places_in.get(sentence.index, ())

    @cached_property
    def _quantities_in(self) -> dict[int, list[Quantity]]:
        return self._by_sentence(self.quantities)

    @cached_property
    def _mentions_in(self) -> dict[int, list[PeriodMention]]:
        return self._by_sentence(self.mentions)

    @cached_property
    def _places_in(self) -> dict[int, list[Place]]:
        return self._by_sentence(self.places)

    @cached_property
    def _placed_sentences(self) -> list[int]:
        return sorted(self._places_in)

    def _by_sentence(self, items: Iterable[_Placed]) -> dict[int, list[_Placed]]:
        found: dict[int, list[_Placed]] = {}
        for item in items:
            found.setdefault(self.document.sentence_at(item.start).index, []).append(item)
        return found

    def of_quantity(self, quantity: Quantity) -> Reading:
        """Read around a figure."""
        binding = self.bindings.get(quantity.id)
        period = (binding.period if binding else None) or quantity.period
        reading = self._read(quantity.start, quantity.end, quantity, binding, period)
        named = self.named_periods(reading)
        return replace(reading, period=named[0], compared_to=None) if len(named) == 1 else reading

    def of_wording(self, start: int, end: int, period: str | None, like: Quantity | None = None) -> Reading:
        """Read around a wording that is not a figure; `like` is a figure of its sentence."""
        binding = self.bindings.get(like.id) if like is not None else None
        return self._read(start, end, like, binding, period)

    def _read(
        self, start: int, end: int, quantity: Quantity | None, binding: Binding | None, period: str | None
    ) -> Reading:
        sentence = self.document.sentence_at(start)
        first, last = self._clause(sentence, start)
        areas, known = self._areas(start, end, sentence, binding)
        text, stems = self._sentence(sentence)
        noun = self._stems(quantity.noun) if quantity is not None and quantity.kind is not Kind.RANK else ()
        phrase = self._stuff(quantity) if quantity is not None else ()
        if not phrase and binding and binding.indicator:
            phrase = self._stems(binding.indicator.normal)
        period = period or self.only_period(sentence)
        basis, compared = (binding.basis, binding.compared_to) if binding else (None, None)
        if _later(compared, period):  # "in May from April" is never the April to come
            basis, compared = None, None
        return Reading(
            start=start,
            end=end,
            quantity=quantity,
            binding=binding,
            sentence=sentence,
            core=tuple(dict.fromkeys(phrase + noun)),
            noun=noun,
            around=Surroundings(self, sentence, (first, last), end, quantity, stems),
            text=text,
            areas=areas,
            area_known=known,
            period=period,
            basis=basis,
            compared_to=compared,
        )

    def _sentence(self, sentence: Sentence) -> tuple[str, frozenset[str]]:
        """Return a sentence as printed and all of its stems; read once."""
        known = self._sentences.get(sentence.index)
        if known is None:
            text = self.document.sentence_text(sentence)
            known = text, self.stems(sentence.start, sentence.end)
            self._sentences[sentence.index] = known
        return known

    def stems(self, first: int, last: int) -> frozenset[str]:
        """Return all stems of a stretch of text."""
        return frozenset(content(_named(self.document.text[first:last])))

    def next_comma(self, at: int, last: int) -> int:
        """Return where the part of a clause that a figure stands in ends: who says so comes behind a comma."""
        comma = self.document.text.find(", ", at, last)
        return last if comma < 0 else comma

    def loose(self, first: int, last: int, sentence: Sentence) -> frozenset[str]:
        """Return the stems of a clause that matching must account for, or else doubt its series."""
        text = self.document.text
        spans = [(m.start, m.end) for m in self.sentence_mentions(sentence)]
        spans += [(q.start, q.end) for q in self.sentence_quantities(sentence) if q.is_claim]
        spans += [(p.start, p.end) for p in self.sentence_places(sentence)]
        kept = [text[first:last]]
        for start, end in sorted(spans, reverse=True):
            if first <= start and end <= last:
                kept[0] = kept[0][: start - first] + " " * (end - start) + kept[0][end - first :]
        begins = sentence.start - first
        words = [
            w for w, at, _ in tokens(kept[0]) if w.lower() not in self.directions and (w[0].islower() or at == begins)
        ]
        return frozenset(w for w in content(_named(" ".join(words))) if w not in self.place_stems and not w.isdigit())

    def tail(self, quantity: Quantity) -> tuple[str, ...]:
        """Return the stems of nouns that narrow a counted noun from behind, times and places left out."""
        if quantity.kind is not Kind.COUNT or quantity.noun_span is None:
            return ()
        at, found = max(quantity.noun_span[1], quantity.end), []
        while (match := _NARROWER.match(self.document.text, at)) is not None:
            word = match[1]
            if word[0].islower() and word.lower() not in self.directions:
                found += [w for w in content(word) if not w.isdigit() and w not in self.place_stems]
            at = match.end()
        mentions = self.sentence_mentions(self.document.sentence_at(quantity.start))
        times = {w for m in mentions for w in content(m.surface)}
        return tuple(w for w in found if w not in times)

    def _stuff(self, quantity: Quantity) -> tuple[str, ...]:
        """Return what an amount is of, where that stands behind it: "934 mm of rain"."""
        if quantity.kind is not Kind.LEVEL or quantity.unit in ("percent", ""):
            return ()
        of_what = quantity.surface.partition(" of ")[2]
        if of_what:  # the unit says it: "4.9 tonnes of carbon dioxide"
            return self._stems(of_what)
        match = _OF.match(self.document.text, quantity.end)
        if match is None:
            return ()
        pair = f"{match[1]} {match[2] or ''}".strip()
        return self._stems(pair if len(content(pair)) == 1 else match[1])  # carbon dioxide is one name

    def _stems(self, phrase: str) -> tuple[str, ...]:
        """Return the stems of a phrase that name something: no words of change, of place or of time."""
        if not phrase:
            return ()
        phrase = _named(phrase)
        plain = words_of(phrase)
        known = lexicon()
        ordering = known.high | known.low
        moving = {stem(w) for w in plain if w.lower() in self.directions or w.lower() in ordering}
        skipped = self.place_stems | moving
        return tuple(w for w in content(phrase) if w not in skipped and w != "not" and not w.isdigit())

    @cached_property
    def place_stems(self) -> frozenset[str]:
        """Return the stems of all names of places, and of the people of a place, in the document."""
        text = self.document.text
        names = {text[p.start : p.end].replace("-", " ") for p in self.places}
        names |= {name for b in self.bindings.values() if b.area is not None for name in (b.area.text, b.area.name)}
        return frozenset(stem(w) for name in names for w in words_of(name))

    def titled(self, sentence: Sentence) -> frozenset[str]:
        """Return stems that the sentence has only inside proper names ("Tram Museum")."""
        text = self.document.sentence_text(sentence)
        at, places = sentence.start, self.sentence_places(sentence)
        titles = [
            m.span()
            for m in _CAPITALS.finditer(text)
            if not any(m.start() + at <= p.start < m.end() + at for p in places)
        ]
        names = {w for first, last in titles for w in content(text[first:last])}
        ends = [0, *(edge for span in titles for edge in span), len(text)]
        plain = {w for first, last in zip(ends[::2], ends[1::2], strict=True) for w in content(text[first:last])}
        return frozenset(names - plain)

    def _clause(self, sentence: Sentence, at: int) -> tuple[int, int]:
        first, last = sentence.start, sentence.end
        for match in _BREAK.finditer(self.document.text, sentence.start, sentence.end):
            if match.end() <= at:
                first = match.end()
            elif match.start() >= at:
                last = min(last, match.start())
        return first, last

    def only_period(self, sentence: Sentence) -> str | None:
        """Return the period that a sentence is told of; ``None`` where it names none, or several."""
        periods = {m.period for m in self.sentence_mentions(sentence) if m.period and m.relation == "at"}
        return periods.pop() if len(periods) == 1 else None

    def _areas(
        self, start: int, end: int, sentence: Sentence, binding: Binding | None
    ) -> tuple[frozenset[str] | None, bool]:
        """Return the areas that can be meant, and whether the record knows the place that is named."""
        bound = binding.area if binding else None
        if bound is not None and self._is_pool(bound, start):
            bound = None
        if bound is not None and not bound.inferred:
            direct = self._resolve(bound.start, bound.end, (bound.text, bound.name, bound.code or ""))
            if direct:
                return direct, True
        here = [p for p in self.sentence_places(sentence) if p.areas or not self._is_universe(p, sentence)]
        if bound is not None and not bound.inferred and not here:
            return None, False
        if here:
            nearest = min(here, key=lambda p: self._distance(p, start, end, sentence))
            return (nearest.areas, True) if nearest.areas else (None, False)
        if bound is not None:
            direct = self._resolve(bound.start, bound.end, (bound.text, bound.name, bound.code or ""))
            if direct:
                return direct, True
        return self._carried(sentence)

    def _is_pool(self, area: Area, at: int) -> bool:
        """Tell whether a bound area is only what a rank is among ("the world's top 100")."""
        if area.name.lower() not in ("world", "global"):
            return False
        return any(q.kind is Kind.RANK for q in self.sentence_quantities(self.document.sentence_at(at)))

    def _is_universe(self, place: Place, sentence: Sentence) -> bool:
        """Tell whether a place is what an order is taken over: "the highest rate in …"."""
        return _ORDER.search(self.document.text, max(sentence.start, place.start - _REACH), place.start) is not None

    def _carried(self, sentence: Sentence) -> tuple[frozenset[str] | None, bool]:
        """Return the area of the nearest sentence before that names one; a small record may have just one."""
        at = bisect_left(self._placed_sentences, sentence.index) - 1
        if at >= 0:
            known = [p for p in self._places_in[self._placed_sentences[at]] if p.areas]
            return (known[0].areas, True) if known else (None, False)  # its subject comes first, most often
        everywhere = self.store.areas()
        if self.store.inline and len(everywhere) == 1:
            return frozenset({everywhere[0].id}), True
        return None, True

    def _resolve(self, start: int, end: int, names: Sequence[str]) -> frozenset[str]:
        near = self.sentence_places(self.document.sentence_at(start))
        longer = [p for p in near if p.start <= start and end <= p.end]
        if longer:
            return longer[0].areas
        inside = [p for p in near if start <= p.start and p.end <= end]
        if inside and not inside[-1].areas:
            return frozenset()
        if len(inside) == 1:
            return inside[0].areas
        for name in names:
            found = self.store.finder.named(name) if name else frozenset()
            if found:
                return found
        return frozenset()

    def _distance(self, place: Place, start: int, end: int, sentence: Sentence) -> int:
        gap = place.start - end if place.start >= end else start - place.end
        between = self.document.text[min(place.end, end) : max(place.start, start)]
        return gap + 60 * len(_BREAK.findall(between))


def _named(text: str) -> str:
    """Leave out what only says how a figure is adjusted."""
    return without(_ADJUSTED.sub(" ", text)) if "adjust" in text.lower() else text


def _later(one: str | None, other: str | None) -> bool:
    first, second = first_day(one), first_day(other)
    return first is not None and second is not None and first > second


def has_growth_words(reading: Reading) -> bool:
    """Tell whether the words of a claim name a rate of change ("inflation", "growth")."""
    known = lexicon()
    return bool((set(reading.core) | reading.clause) & (known.growth - {stem("change"), stem("increase")}))
