"""Which place or organisation a figure is about, and what the sentences so far named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from claims.binding.areas import Found, Places
from claims.binding.datelines import dateline_place
from claims.binding.items import Item, Row
from claims.binding.matches import home_and_away
from claims.binding.memory import Memory
from claims.binding.opening import institution_in, place_beside
from claims.binding.sources import country_of_source, is_source, place_of_office, speaker
from claims.binding.standing import (
    POINTING,
    after_apposed,
    asks_others,
    goes_on_of_them,
    is_international,
    is_kind_of,
    is_published_in,
    is_ranked,
    is_rival,
    is_someone,
    name_of_subject,
    names_owned,
    points_to_subject,
    speaks_of_country,
    speaks_of_someone,
    stands_at,
    there_told,
    where_told,
)
from claims.binding.words import word_set
from claims.model import Phrase

__all__ = ["Where"]

_ENDS = frozenset({"comma", "stop", "figure", "sub", "rel", "open", "close", "conj"})
_WHERE = frozenset({"through", "in", "at", "across", "within", "of", "off", "near", "outside", "around"})
_WHERE_ABOUTS = (_WHERE - {"of", "around"}) | {"from", "to"}
_STRIKING = word_set("striking")
_PARTNERS = frozenset({"from", "to", "with", "than", "against", "by"})


@dataclass(slots=True)
class Where:
    """Finds areas row by row and remembers them."""

    places: Places
    memory: Memory = field(default_factory=Memory)
    block: int = -1  # of the sentence being read
    subject: Found | None = None  # of the sentence before: what "it" means
    just: Found | None = None  # of the last figure read
    opens: int = -1  # offset of the first word of the sentence being read
    opener: Found | None = None  # the firm that it begins with: "Corvo said fuel took up 28 percent of its revenue"

    def area(
        self, row: Row, at: int, candidates: Iterable[Found], shared: tuple[Found, bool] | None,
        attribution: Phrase | None, traded: bool = False,
    ) -> tuple[Found | None, bool]:  # fmt: skip
        """Return the area of the figure at item `at` and whether it is carried over.

        `traded`: a price on an exchange, of which the place of trade is none: "shares fell to $21 in New York".
        The candidates of its phrase and clause come first, then the area of the figure it is measured with,
        then places earlier in the sentence, then what the text named before.
        """
        there = there_told(row, at, self.places, self.memory.there) or where_told(row, at, self.places)
        if there is not None:
            return there, there is self.memory.there
        for found in (*candidates, *(() if traded and shared is not None else self._places_after(row, at))):
            known = self.known(found)
            if known is not None and not is_source(found, attribution):
                return known, found.back
        if shared is not None:
            return shared
        around = self._everywhere(row, at) or self._places_before(row, at, attribution)
        if around is not None:
            return (around, False) if around.name else (None, False)
        office = place_of_office(row, attribution, self.places)
        if office is not None:
            return office, False  # "Chittagong's mayor said 40 percent of homes"
        if self.memory.last is None and attribution is not None:
            self._learn_from_source(row, attribution)
        carried = self.memory.lead if self._names_partner(row, at) else self.memory.last
        if points_to_subject(row) and self.subject is not None:
            carried = self.subject  # "The KNP holds 63 seats. It won 45 percent"
        if self.just is not None and goes_on_of_them(row):
            carried = self.just  # "Sweden has 1,450 bakeries. Most employ fewer than ten people"
        if carried is not None and carried.kind == "organisation" and speaks_of_country(row):
            country = (self.memory.by_kind or {}).get("country")
            return country, country is not None  # "The central bank has set up a fund"
        if (
            carried is not None
            and is_someone(carried, self.memory.by_kind or {}, self.places)
            and not speaks_of_someone(row)
        ):
            return None, False  # "Lindqvist won … Of the 62 starters, 19 did not finish"
        return carried, carried is not None

    def around(self, place: Found | None) -> Found | None:
        """Return the country of a city: "outside the capital" is of the country."""
        if place is None or place.kind not in ("city", "division"):
            return place
        return (self.memory.by_kind or {}).get("country")

    def around_all(self, place: Found | None) -> Found | None:
        """Return the country of a national average; None where the text named none, or the place is a country."""
        country = (self.memory.by_kind or {}).get("country")
        return None if place is None or place.kind == "country" else country

    def _learn_from_source(self, row: Row, attribution: Phrase) -> None:
        found = country_of_source(row, attribution, self.places) or speaker(row, attribution, self.places)
        if found is not None and not asks_others(found):
            self.memory.note(found)

    def _names_partner(self, row: Row, at: int) -> bool:
        """Say whether the clause trades with a place: the figure is of the story's place, and not of the last one."""
        last, lead = self.memory.last, self.memory.lead
        if last is None or lead is None or last.name == lead.name:
            return False
        for index in range(at - 1, max(at - 10, 0), -1):
            item = row.items[index]
            if item.kind in ("stop", "sub", "comma"):
                return False
            if item.kind == "np" and row.items[index - 1].lower in _PARTNERS and row.items[index - 1].kind == "prep":
                found = self.places.listed(item.words) if item.words else None
                if found is not None and found.kind == last.kind:
                    return True
        return False

    def enter(self, row: Row) -> None:
        """Begin a sentence: a new paragraph goes back to the place of the story, unless it points back."""
        block, first = row.sentence.block, row.items[0] if row.items else None
        points = first is not None and (first.kind == "pron" or first.det in POINTING)
        if block != self.block and self.memory.lead is not None and not points and not row.listed:
            self.memory.last = self.memory.lead
        self.block = block
        self.opens = first.start if first is not None else -1
        named = name_of_subject(row, self.places)
        firm = named is not None and named.kind == "organisation" and not named.back and not asks_others(named)
        self.opener = self.memory.in_full(named) if firm else None

    def note_dateline(self, row: Row) -> None:
        if not row.dateline:
            return
        place, country = dateline_place(row.dateline, row.country, self.places)
        for found in (country, place):
            if found is not None:
                self.memory.note_kind(found)
        if (place is not None or country is not None) and not is_international(row):
            country = country or (self.memory.by_kind or {}).get("country")
            self.memory.dated = self.memory.last is None
            self.memory.last = self.memory.lead = self.memory.last or country or place

    def note_names(self, row: Row) -> None:
        """Remember the places of a sentence without figures."""
        self.note_kinds(row)
        named: list[Found] = []
        for index, item in enumerate(row.items):
            if item.kind != "np":
                continue
            for words in (item.owner, item.words):
                found = self._told_of(words, item.det) if words else None
                if found is not None and found.name and (found.kind != "organisation" or index == 0):
                    named.append(found)
        if not named and self.memory.last is None and (body := institution_in(row, self.places)):
            named = [body]
        elif not named and self.memory.last is None and (place := place_beside(row, self.places)):
            named = [place]
        for found in named:
            if len({place.name for place in named}) == 1 or self.memory.last is None:
                self.memory.note(found)
            else:
                self.memory.note_kind(found)

    def _told_of(self, words: Sequence[Item], det: str) -> Found | None:
        return self.places.titled(words) or self.places.find(words, det) or self.places.within(words)

    def note_kinds(self, row: Row) -> None:
        """Remember where a sentence plays and who acts in it, for "the city", "she" and "the former" to come."""
        known = self.memory.by_kind or {}
        named: list[Found] = []
        self.memory.owned |= names_owned(row)
        if self.places.match and (sides := home_and_away(row.items, self.places)):
            self.memory.note_match(*sides)
        for item, after in zip(row.items, (*row.items[1:], None), strict=False):
            found = self._named(item) if item.kind == "np" else None
            if found is None:
                continue
            named.append(found)
            if found.kind == "person" and after is not None and after.kind in ("verb", "aux", "modal"):
                self.memory.note_kind(found)
        if len({found.name for found in named}) > 1:
            self.memory.pair = named[0], next(f for f in reversed(named) if f.name != named[0].name)
        for link, item in zip(row.items, row.items[1:], strict=False):
            if link.kind != "prep" or link.lower not in _WHERE_ABOUTS or item.kind != "np" or not item.words:
                continue
            found = self.places.listed(item.words)
            whole = found is not None and found.words == len(item.words)
            if found is not None and whole and found.kind not in known:
                self.memory.note_kind(found)
            elif found is not None and whole:
                self.memory.note_capital(found)

    def _named(self, item: Item) -> Found | None:
        """Return who or what a noun phrase names, and no word that points back."""
        if not item.words or not any(word.capital for word in item.words):
            return None
        found = self.places.titled(item.words) or self.places.find(item.words, item.det)
        known = self.memory.in_full(found) if found is not None and not found.back else None
        return known if known is not None and known.name else None

    def note_subject(self, row: Row) -> None:
        """Remember whom or what a sentence is about, for "it" in the next."""
        if points_to_subject(row):
            return
        named = name_of_subject(row, self.places)
        self.subject = self.known(named) if named is not None else None
        firm = self.subject is not None and self.subject.kind == "organisation" and not is_rival(row, self.subject)
        if self.subject is not None and firm and self.subject.name not in self.memory.owned:
            self.memory.note_kind(self.subject)  # for "the carmaker"

    def note_setting(self, row: Row) -> None:
        """Remember where a sentence about persons plays: "the candidate Ann Barr won 48 percent in Halden"."""
        for link, item in zip(row.items, row.items[1:], strict=False):
            if link.kind != "prep" or link.lower not in ("in", "at") or item.kind != "np" or not item.words:
                continue
            found = self.memory.in_full(self.places.find(item.words, item.det))
            if found is not None and found.name and found.kind != "person" and found.words == len(item.words):
                self.memory.note(found)
                return

    def speaks_back(self, row: Row) -> bool:
        """Say whether a sentence goes on about the firm told of: its subject is "it" or "the company"."""
        last = self.memory.last
        first = next((item for item in row.items if item.kind not in ("adv", "prep", "period", "comma", "det")), None)
        if first is None or last is None or last.kind != "organisation":
            return False
        if first.kind == "pron":
            return first.lower in ("it", "they")
        found = self.places.find(first.words, first.det) if first.kind == "np" and first.words else None
        return first.det == "its" or (found is not None and found.back and found.kind == "organisation")

    def note_areas(self, found: Sequence[Found], before: Found | None) -> None:
        """Remember the areas that a sentence named; `before` is what the story was about until then."""
        several = len({area.name for area in found}) > 1
        kinds = [kind for kind, _ in {(area.kind, area.name) for area in found}]
        for area in found:
            if several and before is not None:
                lead = self.memory.lead
                body = lead is not None and lead.kind == "organisation" and before.kind != "organisation"
                if lead is not None and area.name == lead.name and not body:
                    self.memory.last = lead  # "Leeds spends £7,300 a pupil, below the English average"
                if lead is not None and self.memory.last is not None and self.memory.last.kind == area.kind:
                    self.memory.last = lead if lead.kind == "region" else self.memory.last
                if kinds.count(area.kind) == 1:
                    self.memory.note_kind(area)  # a list of places: the story's own place stays
            else:
                self.memory.note(area)
                several = several or len(found) > 1
                before = self.memory.last

    def _everywhere(self, row: Row, at: int) -> Found | None:
        """Return the world for "worldwide", the country for "nationwide", said in the figure's clause."""
        first = next((i + 1 for i in range(at - 1, max(at - 40, -1), -1) if row.items[i].kind == "stop"), 0)
        for item in row.items[max(first, at - 40) : at + 6]:
            if item.kind == "adv" and item.lower in ("worldwide", "globally"):
                return Found(item.start, item.end, item.text, "world", "001", "region", 1)
            if item.kind == "adv" and item.lower == "nationwide":
                country = Found(item.start, item.end, item.text, "", kind="country", words=1, back=True)
                return self.known(country) or country
        return None

    def known(self, found: Found) -> Found | None:
        """Return what a name or a pointing word is here; None where that is no place or firm."""
        known = self.memory.in_full(self.memory.resolve(found))
        if found.back and found.text.lower() == "its" and not found.words and known is not None:
            opens = found.start == self.opens  # "Recife has 1.5 million residents. Its council built 900 flats"
            known = (self.subject if opens else self.opener) or known
        if found.back and found.words and found.kind == "organisation" and known is not None:
            self.memory.named = known  # "The force solved 38 percent. Its budget was cut"
        if known is not None and (known.name.lower() in _BODIES or asks_others(known)):
            return None
        return known if known is not None and known.name else None

    def _places_after(self, row: Row, at: int) -> list[Found]:
        """Return places in "in X" after a figure, before the clause ends."""
        places: list[Found] = []
        for index in range(after_apposed(row.items, at), min(at + 10, len(row.items))):
            item = row.items[index]
            if item.kind in _ENDS or item.lower == "than":
                break
            if item.kind == "np" and row.items[index - 1].lower in _STRIKING and item.words:
                struck = self.places.within(item.words) or self.places.find(item.words, item.det)
                if struck is not None and struck.words == len(item.words):
                    places.append(struck)  # "An earthquake of magnitude 5.8 struck western Nepal"
            if (
                item.kind == "np"
                and row.items[index - 1].kind == "prep"
                and row.items[index - 1].lower in _WHERE
                and row.items[index - 2].lower not in ("elsewhere", "outside", "than", "as", "from", "with")
            ):
                found = self.places.find(item.words, item.det)
                if (
                    found is not None
                    and found.words == len(item.words)
                    and (
                        found.kind != "organisation"
                        or row.items[index - 1].lower != "of"
                        or is_kind_of(row.items, index)
                    )
                ):
                    town = row.items[index - 1].lower == "in" and stands_at(row, index, found)
                    town = town and found.kind == "organisation" and found.code is None and not found.back
                    places.append(replace(found, kind="city") if town else found)  # "landed 400 tonnes in Chimbote"
        return places

    def _places_before(self, row: Row, at: int, attribution: Phrase | None) -> Found | None:
        """Return the nearest place named earlier in the sentence, sources and partners left out."""
        for index in range(at - 1, max(at - 60, -1), -1):
            item = row.items[index]
            if item.kind != "np":
                continue
            link = row.items[index - 1] if index else None
            if index >= 2 and row.items[index - 2].lower == "elsewhere":
                continue
            if link is not None and link.kind == "prep" and link.lower.split()[-1] in _PARTNERS:
                continue
            if any(i.lower == "between" for i in row.items[max(index - 3, 0) : index]):
                continue  # "trade between Chile and Peru" is of neither
            ranked = is_ranked(item, row.items[index + 1] if index + 1 < len(row.items) else None)
            for words in (() if ranked else item.owner, item.words):
                found = (self.places.find(words, item.det) or self.places.within(words)) if words else None
                found = self.places.titled(words) if found is None and words and index == 0 else found
                if found is None and words:
                    placed = self.places.adjective(words)
                    found = placed[1] if placed is not None else None
                if is_published_in(row, index):
                    continue
                if (
                    found is not None
                    and not is_source(found, attribution)
                    and (found.kind != "organisation" or index == 0 or stands_at(row, index, found))
                ):
                    known = self.known(found)
                    if known is not None:
                        return known
        return None


_BODIES = word_set("bodies")
