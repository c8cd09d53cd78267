"""Places and organisations in noun phrases, and what "the city" and "its" point back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from claims.binding.gazetteer import LETTERS, Place, first_words, gazetteer, small_first_words
from claims.binding.words import vocabulary, word_set
from claims.patterns import regex

__all__ = ["Found", "Places", "Worded"]


class Worded(Protocol):
    """A word with its place: an item of a row."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def lower(self) -> str: ...
    @property
    def capital(self) -> bool: ...


class ItemLike(Protocol):
    """A noun phrase: an item of a row."""

    @property
    def det(self) -> str: ...
    @property
    def words(self) -> Sequence[Worded]: ...


@dataclass(frozen=True, slots=True)
class Found:
    """A place or an organisation found in a phrase, or a word that points back to one."""

    start: int
    end: int
    text: str
    name: str
    code: str | None = None
    kind: str = "organisation"  # country, region, division, city, organisation, person
    words: int = 0  # how many words of the phrase it takes
    back: bool = False  # "the city", "its": the last of this kind


@dataclass(frozen=True, slots=True)
class Places:
    """Looks names up: the gazetteer, and the names that this document uses inside its sentences."""

    text: str
    names: frozenset[str]  # capitalised words seen inside a sentence
    common: frozenset[str]  # words seen in lower case
    openings: frozenset[int]  # offsets where a sentence begins: its capital says nothing
    begun: frozenset[str]  # the letters that each of the names begins with, to the first other sign
    match: bool = False  # a report of a match: "the visitors" are a side

    def may_name(self, start: int, end: int) -> bool:
        """Tell whether a sentence can name a place or an organisation at all.

        It cannot where its one capital opens it, in a word that begins no name, and no name written small is there.
        """
        words = LETTERS.findall(self.text, start, end)
        if start not in self.openings or not self.text[start + 1 : end].islower():
            return True
        if len(words[0]) < 2 and not self.text.startswith(("A ", "I "), start):
            return True
        if (words[0] in first_words() or words[0] in self.begun) and vocabulary().classes.get(
            words[0].lower()
        ) != "det":
            return True
        return not small_first_words().isdisjoint(map(str.lower, words))

    def find(self, words: Sequence[Worded], det: str = "") -> Found | None:
        """Return the place that the first words name, the longest first; None where they name none."""
        if not words:
            return None
        if det == "the" and len(words) == 1 and words[0].capital and self._is_countryman(words[0]):
            return Found(
                words[0].start, words[0].end, words[0].text, "", kind="person", words=1, back=True
            )  # "the Swede"
        if det == "the" and len(words) == 1 and self._is_player(words[0]):
            return Found(words[0].start, words[0].end, words[0].text, "", kind="person", words=1, back=True)
        if det == "the" and words[0].lower in ("former", "latter") and len(words) == 1:
            return Found(words[0].start, words[0].end, words[0].text, "", kind=words[0].lower, words=1, back=True)
        if self.match and det == "the" and (side := _SIDES.get(" ".join(word.lower for word in words))):
            return Found(words[0].start, words[-1].end, words[-1].text, "", kind=side, words=len(words), back=True)
        placed = det == "the" and len(words) == 2 and not words[1].capital
        here = self.listed(words[:1]) if placed else None
        placed = placed and (words[0].text in gazetteer().adjectives or (here is not None and here.kind != "region"))
        firm = placed and gazetteer().types.get(words[1].lower) == "organisation"
        if firm and words[1].lower not in _STAYING:  # "the Finnish firm", "the Oslo firm"
            return Found(words[0].start, words[1].end, words[1].text, "", kind="organisation", words=2, back=True)
        if det == "the" and len(words) == 2 and self._is_club(words):
            start, end = words[0].start, words[1].end
            return Found(start, end, self.text[start:end], self.text[start:end], words=2)  # "the Green party"
        if det in ("the", "this", "that", "our") and len(words) <= 2:
            kind = gazetteer().types.get(words[-1].lower)
            if kind and (len(words) == 1 or words[0].lower in _WHOLE):
                return Found(words[0].start, words[-1].end, words[-1].text, "", kind=kind, words=len(words), back=True)
        found = self._named_after(words) or self.listed(words) or self._name(words)
        return found and self._with_type(found, words)

    def _is_countryman(self, word: Worded) -> bool:
        """Say whether a word alone is someone of a country: "the Swede", "the Norwegian"."""
        if word.text in gazetteer().names or word.lower.endswith(("ish", "ch", "ese")):
            return False  # "the British" are many
        return word.text in gazetteer().adjectives or (word.lower in _PERSONS and word.capital)

    def _is_player(self, word: Worded) -> bool:
        """Say whether a word that opens a sentence after "The" calls back who was named with it: "striker Ann Lee"."""
        opens = word.lower in _PLAYERS and self.text.startswith("The ", max(word.start - 4, 0))
        return opens and self.text.find(word.text, 0, word.start) >= 0

    def _is_club(self, words: Sequence[Worded]) -> bool:
        """Say whether a name has its kind after it in lower case: "the Green party"."""
        if not words[0].capital or words[1].capital or words[1].lower not in ("party", "club", "group", "company"):
            return False
        return words[0].text not in gazetteer().adjectives and self.listed(words) is None

    def _named_after(self, words: Sequence[Worded]) -> Found | None:
        """Return the firm or club whose name begins with a place: "Tokyo Electron", "Boston Scientific"."""
        place = self.listed(words) if len(words) > 1 else None
        rest = words[place.words :] if place is not None else ()
        if not rest or not all(self._is_proper(word) and word.lower not in _MEASURES for word in rest):
            return None
        if gazetteer().types.get(rest[-1].lower) == "source":
            return None  # "the Utah Election Commission": the figures are Utah's
        if rest[0].start in self.openings or rest[-1].text in ("and", "&") or rest[0].text in ("and", "&"):
            return None
        text = self.text[words[0].start : words[-1].end]
        return Found(words[0].start, words[-1].end, text, " ".join(text.split()), words=len(words))

    def _with_type(self, found: Found, words: Sequence[Worded]) -> Found:
        """Take the kind of a place that follows its name in lower case as a part of it: "Halden county"."""
        rest = words[found.words :]
        kind = gazetteer().types.get(rest[0].lower) if len(rest) == 1 and rest[0].lower in gazetteer().named else None
        if kind is None or found.kind == "region" or found.kind == "country":
            return found
        kind = kind if found.kind == "organisation" else found.kind
        return replace(found, end=rest[0].end, kind=kind, words=found.words + 1)

    def listed(self, words: Sequence[Worded]) -> Found | None:
        """Return the longest name of the gazetteer that the first words make."""
        known = gazetteer()
        if words[0].lower == "world" and len(words) == 1:
            return self._found(words[:1], known.names["world"])
        if not words[0].capital and words[0].lower not in known.lower_starts:
            return None
        for count in range(min(len(words), known.longest), 0, -1):
            place = known.names.get(" ".join(word.text for word in words[:count]))
            if place is not None:
                return self._found(words[:count], place)
        return None

    def of_place(self, before: ItemLike, item: ItemLike) -> Found | None:
        """Return the body that is named after a place: the University of Lagos, the Bank of Canada."""
        if before.det != "the" or not before.words or not all(word.capital for word in before.words):
            return None
        kind = gazetteer().types.get(before.words[-1].lower)
        place = self.listed(item.words)
        named = place is not None and place.words == len(item.words)
        named = named or (len(item.words) == 1 and item.words[0].capital and before.words[-1].lower in _SITED)
        if kind not in ("organisation", "source") or not named:
            return None
        start, end = before.words[0].start, item.words[-1].end
        return Found(start, end, self.text[start:end], self.text[start:end], None, "organisation", len(before.words))

    def owned(self, owner: Sequence[Worded], words: Sequence[Worded]) -> Found | None:
        """Return a body whose name has an owner: "the Workers' Union"."""
        while owner and not owner[0].capital and owner[0].lower in word_set("epithets"):
            owner = owner[1:]  # "the ruling People's Party"
        if not owner or not words or not all(word.capital for word in (*owner, *words)):
            return None
        kind = gazetteer().types.get(words[-1].lower)
        kind = "division" if len(words) == 1 and words[0].lower in _OWNED else kind  # "Hawke's Bay"
        if kind not in ("organisation", "division") or self.listed(owner) is not None:
            return None
        start, end = owner[0].start, words[-1].end
        return Found(start, end, self.text[start:end], self.text[start:end], kind=kind, words=len(words))

    def within(self, words: Sequence[Worded]) -> Found | None:
        """Return a part of a listed place, which is not the place: "central Munich", "northern Spain"."""
        if len(words) < 2 or words[0].lower not in _WITHIN or words[0].capital:
            return None
        place = self.listed(words[1:])
        if place is None or place.words + 1 != len(words):
            return None
        start, end = words[0].start, words[-1].end
        text = self.text[start:end]
        return Found(start, end, text, " ".join(text.split()), None, place.kind, len(words))

    def titled(self, words: Sequence[Worded]) -> Found | None:
        """Return the firm or club that a phrase names after saying what it is: "rival Union Trust", "carmaker Borg"."""
        first = next((n for n in range(len(words) - 1, 0, -1) if self._is_title(words[n - 1])), 0)
        if not first and len(words) > 2 and words[0].text in gazetteer().adjectives:
            first = next((n for n, word in enumerate(words[1:], 1) if word.capital), 0)  # "Danish jeweller Silvano"
            rest = words[first:] if first > 1 else ()
            found = self._name(rest) if rest and all(word.capital for word in rest) else None
            return found if found is not None and found.words == len(rest) else None
        if not first or not words[first].capital:
            return None
        found = self.listed(words[first:])
        if found is None and words[first - 1].lower in _titled():
            found = self._name(words[first:])
            if found is not None and words[first - 1].lower in _PERSONS:
                found = replace(found, kind="person")
        return found if found is not None and first + found.words == len(words) else None

    def _is_title(self, word: Worded) -> bool:
        """Say whether a word says what the name after it is: "rival", "the capital", "Striker" where a text begins."""
        agent = word.lower.endswith(("er", "or", "ist")) and len(word.lower) > 5 and word.lower not in _GIVEN
        if word.capital:
            agent = agent and word.text not in self.names and not self._begins_firm(word)
            return word.lower in _PERSONS or (word.start in self.openings and (agent or word.lower in _OPENING))
        return word.lower in _titled() or gazetteer().types.get(word.lower) in ("city", "country", "division")

    def _begins_firm(self, word: Worded) -> bool:
        """Say whether the names that follow a word are those of a firm: "Lindqvist Tools AB", "Becker Holdings"."""
        names = _CAPITALS.match(self.text, word.end)
        return names is not None and names.group().split()[-1].lower() in _COMPANY_FORMS

    def dateline(self, words: Sequence[Worded]) -> Found | None:
        """Return the place of a dateline in capitals: "NEW DELHI"."""
        place = gazetteer().names.get(" ".join(word.text.capitalize() for word in words))
        return None if place is None else self._found(words, place)

    def whole(self, start: int, end: int) -> Found | None:
        """Return the listed place that a stretch of text names, as a table's header does."""
        form = self.text[start:end].removeprefix("the ").removeprefix("The ")
        place = gazetteer().names.get(form)
        if place is None:
            return None
        return Found(start, end, self.text[start:end], place.name, place.code, place.kind, form.count(" ") + 1)

    def adjective(self, words: Sequence[Worded]) -> tuple[int, Found] | None:
        """Return where a place stands among the words, as an adjective or a name, and which it is."""
        known = gazetteer()
        for at in range(min(len(words), 4)):
            if not words[at].capital and words[at].lower not in ("global", "worldwide", "world"):
                continue
            if words[at].lower == "world" and at + 1 < len(words) and words[at + 1].lower in _OF_THE_WORLD:
                continue  # "her own world record"
            pair = " ".join(word.text for word in words[at : at + 2])
            if pair in known.adjectives:
                return at, self._found(words[at : at + 2], known.adjectives[pair])
            region = words[at].text in known.adjectives and known.adjectives[words[at].text].kind == "region"
            if region and not _EVENTS.isdisjoint(word.lower for word in words[at + 1 :]):
                return None  # "the European junior championships"
            if words[at].text in known.adjectives and len(words) > 1:
                return at, self._found(words[at : at + 1], known.adjectives[words[at].text])
            if words[at].text == "World" and not _EVENTS.isdisjoint(word.lower for word in words[at + 1 :]):
                return None  # "21 World Cup wins"
            if words[at].text in ("Global", "Worldwide", "World") and len(words) > 1:
                return at, self._found(words[at : at + 1], known.names["world"])
            listed = self.listed(words[at:])
            if listed is not None and at + listed.words < len(words):
                return at, listed
        return None

    def people(self, words: Sequence[Worded]) -> Found | None:
        """Return the country of the people that a phrase ends with: Greeks, South Koreans."""
        known, word = gazetteer(), words[-1]
        if len(words) > 1 and (pair := known.people.get(f"{words[-2].text} {word.text}")):
            return self._found(words[-2:], pair)
        place = known.people.get(word.text)
        if place is None and word.text.endswith(("ese", "Swiss")):
            place = known.adjectives.get(word.text)  # "one Chinese in five"
        return None if place is None else self._found((word,), place)

    def is_people(self, found: Found) -> bool:
        """Say whether an area was read from a people: "5 million are Syrians" is not of Syria."""
        return found.text in gazetteer().people

    def _found(self, words: Sequence[Worded], place: Place) -> Found:
        return Found(
            words[0].start, words[-1].end, self.text[words[0].start : words[-1].end],
            place.name, place.code, place.kind, len(words),
        )  # fmt: skip

    def _name(self, words: Sequence[Worded]) -> Found | None:
        """Return the capitalised words that begin the phrase, where they are a name and no common noun."""
        if len(words) > 1 and words[1].capital and self._is_title(words[0]):
            named = self._name(words[1:])  # "Owner Nordsee Energie expects", "Rival Toko"
            someone = words[0].lower in _PERSONS and self._is_person(words[1:])
            return named and replace(named, words=named.words + 1, kind="person" if someone else named.kind)
        party = next((n for n, word in enumerate(words) if word.lower not in _PARTISANS), 0)
        if party and len(words) == party + 2 and self._is_person(words[party:]):
            named = self._name(words[party:])  # "Social Democrat Jonas Eklund"
            return named and replace(named, words=len(words), kind="person")
        if len(words) > 1 and f"{words[0].text} {words[1].text}" in gazetteer().people:
            return None  # "South Koreans"
        firm = len(words) > 1 and words[0].capital and words[-1].capital and words[-1].lower in _COMPANY_FORMS
        count = 1 if firm or self._begins_name(words) else 0  # "Northern Rail"
        while count < len(words) and self._is_proper(words[count]):
            count += 1
        if not count or words[count - 1].lower in _MEASURES or (words[0].lower in gazetteer().not_names and not firm):
            return None
        if words[count - 1].lower in _EVENTS or words[0].lower in _STORMS:
            return None
        first = words[0]
        if not self.text[first.start].isalnum():
            return None  # "-way" of "Two-way trade", whose figure stands before it
        if first.start in self.openings and (
            not self._sure(words, count) or (count == 1 and first.lower in gazetteer().types)
        ):
            return None  # "Police in Manchester", though "Greater Manchester Police" is a name
        if count < len(words) and words[count].lower in _ILLNESSES:
            return None  # "Lassa fever"
        if count < len(words) and (words[count].text.isdigit() or words[count].lower in _MEASURES):
            return None  # "S&P 500", "Nasdaq composite"
        club = gazetteer().types.get(words[count - 1].lower) == "organisation"  # "Lake Varna Rowing Club"
        kind = "division" if count > 1 and first.lower in _LANDFORMS and not club else "organisation"
        text = self.text[first.start : words[count - 1].end]
        return Found(first.start, words[count - 1].end, text, " ".join(text.split()), None, kind, count)

    def _is_person(self, words: Sequence[Worded]) -> bool:
        """Say whether two words look like a person's name, and not like a party's: "Dale Voss", "Party Congress"."""
        return all(word.text.istitle() and word.lower not in gazetteer().types for word in words)

    def _begins_name(self, words: Sequence[Worded]) -> bool:
        """Say whether an adjective of a country begins a name: the British Museum, the European Space Agency."""
        known = gazetteer()
        rest = words[1:]
        return (
            words[0].text in known.adjectives
            and bool(rest)
            and all(word.capital and self._is_proper(word) for word in rest)
            and not any(word.lower in _MEASURES for word in rest)
            and (len(rest) > 1 or words[0].start not in self.openings or rest[0].start not in self.openings)
        )

    def _is_proper(self, word: Worded) -> bool:
        if word.text in ("and", "&"):
            return True
        known = gazetteer()
        listed = word.lower in known.not_names or word.text in known.adjectives or word.text in known.people
        return word.capital and not listed

    def _sure(self, words: Sequence[Worded], count: int) -> bool:
        """Say whether the words at a sentence's beginning are a name all the same."""
        first = words[0]
        if count > 1 and first.lower in _LANDFORMS and words[1].capital:
            return True  # "Lake Orsa", though the text speaks of "the lake"
        if (
            first.text in self.names
            or (first.text.isupper() and len(first.text) > 1)
            or first.text[1:] != first.text[1:].lower()
        ):
            return first.lower not in self.common
        return count > 1 and first.lower not in self.common and words[1].lower not in self.common


_LANDFORMS = word_set("landforms")
_SITED = word_set("institutions")  # "the University of Tallowmere"
_SIDES = {"hosts": "hosts", "home side": "hosts", "home team": "hosts", "visitors": "visitors", "away side": "visitors"}
_OWNED = word_set("owned_places")
_CAPITALS = regex(r"(?: (?:[A-Z][\w-]*|&))+")
_COMPANY_FORMS = word_set("company_forms")
_WHOLE = frozenset(
    "whole entire bay port capital northern city town county village regional provincial district".split()
)
_GIVEN = word_set("given_names")
_PARTISANS = word_set("partisans")
_STORMS = word_set("storms")
_STAYING = frozenset(
    "museum university college hospital airport port school council hotel stadium theatre theater".split()
)
_MEASURES = word_set("measures")
_OF_THE_WORLD = word_set("of_the_world")
_PERSONS = word_set("persons")
_PLAYERS = word_set("players")
_EVENTS = word_set("events")
_OPENING = (word_set("makers") | word_set("bodies_named") | word_set("epithets")) - word_set("common_epithets")
_ILLNESSES = word_set("illnesses")
_WITHIN = word_set("within")


@cache
def _titled() -> frozenset[str]:
    kinds = gazetteer().types
    return (
        frozenset(word for word, kind in kinds.items() if kind == "organisation")
        | word_set("titled")
        | word_set("bodies_named")
        | word_set("persons")
        | word_set("makers")
        | word_set("epithets")
    )
