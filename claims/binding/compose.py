"""From a chain of items to the phrase of an indicator and its normal form, areas set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claims.binding.areas import Found, Places
from claims.binding.chains import Chain
from claims.binding.gazetteer import gazetteer
from claims.binding.items import Item
from claims.binding.leading import leading_name
from claims.binding.words import vocabulary, word_set
from claims.model import Kind, Phrase

__all__ = ["Composed", "compose", "tidy"]

_PACES = word_set("paces")
_ORIGINS = word_set("origins")
_STANDING = frozenset({"majority", "minority"})  # "his majority shrank"
_MOVES = word_set("moves")
_PERSONS = frozenset({"he", "she"})
_HIS = frozenset({"his", "her"})
_OF_AGE = frozenset({"-old", "-olds"})  # "the 22-year-old", whose figure stands before it
_WHEREABOUTS = frozenset({"abroad", "alone", "together"})  # "a quarter came from abroad"
_UNITS = word_set("units_of_firms")
_TELLING = frozenset(
    {"short of", "without", "under", "behind", "above", "below", "against", "on", "over", "within", "off"}
)
_BARE_VERBS = frozenset({"was", "were", "is", "are", "be", "been", "had", "has", "have", "say", "says", "said"})
_PLACE_LINKS = frozenset({"in", "of", "for", "at", "across", "within", "throughout", "inside", "by"})
_PARTNER_LINKS = frozenset({"from", "to", "with", "against", "between", "into", "via", "about", "over", "than"})
_LOCAL = _PLACE_LINKS | {"on", "among", "around", "near"}


@dataclass(frozen=True, slots=True)
class Composed:
    """The phrase without its places, and the places that it named, the most fitting first."""

    phrase: Phrase | None
    areas: tuple[Found, ...] = ()
    points_back: bool = False  # "the figure", "that number": the indicator is an earlier one
    agent: bool = False  # nothing but a place or an organisation


@dataclass(slots=True)
class _Draft:
    """The phrase while its chain is read."""

    words: list[str] = field(default_factory=list)
    areas: list[Found] = field(default_factory=list)
    start: int = -1
    end: int = -1
    link: str = ""  # what joins the next phrase: a preposition or "and"
    place_link: str = ""  # the last preposition, which a list of places shares
    pointed: bool = False  # the first phrase says "the" or "that"
    phrases: int = 0

    def add(self, words: Sequence[Item]) -> None:
        """Take words over, after what links them to the ones before."""
        if not words:
            return
        if self.words:
            self.words += self.link.split()
        self.words += [word.lower.replace(",", "") for word in words]  # "per 10,000 residents"
        self.start = words[0].start if self.start < 0 else self.start
        self.end = words[-1].end
        self.link = ""

    def _topical(self) -> str:
        """Say how a place is a part of the phrase: "the exhibition on Pompeii", "exports from Kerala"."""
        if self.place_link == "on" and self.words:
            return "topic"
        return "origin" if self.place_link == "from" and not _ORIGINS.isdisjoint(self.words) else ""

    def add_phrase(self, items: Sequence[Item], at: int, first: bool, places: Places) -> None:
        """Take one noun phrase over, its places set aside."""
        item = items[at]
        owners, rest = _split(item, self.place_link, places, self._topical())
        if self.link == "of" and at >= 2 and _in_a_name(items[at - 2], item):
            owners, rest = [], item.words
        elif self.link == "of" and at >= 2 and (whole := places.of_place(items[at - 2], item)) is not None:
            body = [word.lower for word in items[at - 2].words]
            if self.words[-len(body) :] == body:
                self.words = self.words[: -len(body)]
            self.areas = [area for area in self.areas if area.start < items[at - 2].start]
            owners, rest = [whole], ()
        elif self.link == "of" and at >= 2 and (place := _place_of_kind(items[at - 2], item, places)) is not None:
            body = [word.lower for word in items[at - 2].words]
            body = body[-len(self.words) :] if self.words else []
            self.words = self.words[: -len(body)] if body and self.words[-len(body) :] == body else self.words
            self.areas = [area for area in self.areas if area.start < items[at - 2].start]
            owners, rest = [place], ()
        owners = [_where(items, at, found, self.place_link) for found in owners]
        owners = [_apposed(items, at, _as_person(items, at, found), places) for found in owners]
        named = leading_name(items, at, places) if first and rest else None
        if named is not None:
            owners, rest = [named], ()
        self.areas += owners
        if rest:
            if not self.words:
                self.pointed = item.det in ("the", "that", "this", "these", "those")
            self.phrases += 1
            if self.words and item.det == "no":
                self.words += self.link.split()
                self.link = ""
            self.words += ["no"] if item.det == "no" else []
            self.add(rest)
        self.link = ""


def _as_person(items: Sequence[Item], at: int, found: Found) -> Found:
    """Read the name after what someone is as a person's: "Her opponent, Olle Berg, received"."""
    role = items[at - 2] if at >= 2 and items[at - 1].kind == "comma" and items[at - 2].kind == "np" else None
    if role is None or found.kind != "organisation" or found.back or not role.words:
        return found
    return replace(found, kind="person") if role.words[-1].lower in _ROLES else found


def _where(items: Sequence[Item], at: int, found: Found, link: str) -> Found:
    """Read a name that no list has as a place after "in": "rents in Ostmark", but "shares in Velmora"."""
    item = items[at]
    unknown = found.kind == "organisation" and found.code is None and not found.back
    unknown = unknown and found.words == len(item.words)
    if link != "in" or not unknown or item.det or item.owner or at < 2 or items[at - 1].lower != "in":
        return found
    held = items[at - 2].words[-1].lower if items[at - 2].words else items[at - 2].lower
    types = gazetteer().types
    firm = any(word.lower in types or word.text.isupper() for word in item.words) or held in _HELD
    return found if firm else replace(found, kind="city")


_HELD = word_set("held")
_EXPERTS = frozenset({"analysts", "economists", "strategists", "brokers", "experts", "forecasters"})


def _apposed(items: Sequence[Item], at: int, found: Found, places: Places) -> Found:
    """Read the name between commas after a kind of place as that place's: "in the capital, Velden, rents rose"."""
    if not found.back or found.kind not in ("city", "division", "country") or at + 3 >= len(items):
        return found
    name, marks = items[at + 2], (items[at + 1].kind, items[at + 3].kind)
    if marks != ("comma", "comma") or name.kind != "np" or name.det or name.owner:
        return found
    named = places.find(name.words) if name.words and all(word.capital for word in name.words) else None
    whole = named is not None and not named.back and named.words == len(name.words)
    return replace(named, kind=found.kind) if whole and named is not None else found


_ROLES = word_set("persons") | word_set("kin") | word_set("speakers")


def _place_of_kind(before: Item, item: Item, places: Places) -> Found | None:
    """Return the place that "of" names after its kind: "the Gulf state of Oman"."""
    kind = gazetteer().types.get(before.words[-1].lower) if before.words and before.det == "the" else None
    if not item.words or kind not in ("country", "division", "city") or kind is None:
        return None
    place = places.listed(item.words)
    if place is None and not item.det and all(word.capital for word in item.words):
        named = places.find(item.words)  # "the town of Brekke", which no list has
        place = replace(named, kind=kind) if named is not None and not named.back else None
    if place is None or place.words != len(item.words):
        return None
    return replace(place, kind=kind) if {kind, place.kind} == {"city", "division"} else place


def _in_a_name(before: Item, item: Item) -> bool:
    """Say whether "of" stands inside a name: the Association of Southeast Asian Nations."""
    if before.kind != "np" or not before.words or len(item.words) < 2:
        return False
    return before.words[-1].capital and all(word.capital for word in item.words)


def compose(items: Sequence[Item], chain: Chain | None, text: str, places: Places) -> Composed:
    """Return the phrase of a chain; its normal form leaves out articles, owners, places and "number of"."""
    if chain is None or chain.empty:
        return Composed(None)
    if chain.how in ("pronoun", "who"):
        item = items[chain.first]
        person = (
            (Found(item.start, item.end, item.text, "", kind="person", back=True),) if item.lower in _PERSONS else ()
        )
        return Composed(None, person, points_back=chain.how == "pronoun")
    second = _next_in_line(items, chain, places)
    if second is not None:
        return Composed(None, (second,), points_back=True)
    draft = _Draft()
    if items[chain.first].kind == "pron" and chain.last > chain.first:
        return _those(items, chain, text)
    for at in range(chain.first, chain.last + 1):
        item = items[at]
        if item.kind == "prep":
            double = at > chain.first and items[at - 1].kind == "prep"
            draft.link = f"{draft.link} {item.lower}" if double else item.lower
            away = at > 0 and items[at - 1].lower in ("elsewhere", "outside")
            draft.link = f"{items[at - 1].lower} {item.lower}" if away else draft.link
            draft.place_link = "from" if away or item.lower == "outside" else item.lower
            if at == chain.first + 1 and items[chain.first].lower in _BARE_VERBS and item.lower in _TELLING:
                draft.words.append(item.lower)  # "homes were without power"
                draft.link = ""
        elif item.kind == "conj":
            draft.link = "and" if draft.words else ""
        elif item.kind == "verb":
            if item.lower not in _BARE_VERBS:
                draft.link = ""
                draft.add((item,))
        elif item.kind == "figure" and _names(items, at, chain.last):
            draft.add((item,))  # "people aged 16 to 24", "a 30-year mortgage"
        elif item.kind in ("adv", "aux") and item.lower.endswith(("not", "never", "n't")):
            draft.words.append("not")
        elif item.kind == "adv" and item.lower in _WHEREABOUTS:
            draft.add((item,))
        elif item.kind == "np":
            draft.add_phrase(items, at, at == chain.first, places)
    return _composed(draft, text)


def _next_in_line(items: Sequence[Item], chain: Chain, places: Places) -> Found | None:
    """Return "Bremen" of "the highest after Bremen with 11.5 percent": the same as was told, of that place."""
    first = items[chain.first]
    if chain.last != chain.first + 2 or first.kind != "np" or first.det != "the" or len(first.words) != 1:
        return None
    line = first.words[0].lower.endswith("est") and items[chain.first + 1].lower in ("after", "behind")
    found = places.find(items[chain.last].words) if line and items[chain.last].words else None
    return found if found is not None and found.words == len(items[chain.last].words) else None


def _those(items: Sequence[Item], chain: Chain, text: str) -> Composed:
    """Return "those who backed Labour" in its own words: what it names is no area."""
    words: list[str] = []
    for item in items[chain.first : chain.last + 1]:
        if item.kind in ("pron", "verb", "prep", "conj", "figure"):
            words.append(item.lower)
        elif item.kind == "np":
            words += [word.lower for word in item.words]
    start, end = items[chain.first].start, items[chain.last].end
    return Composed(Phrase(start=start, end=end, text=text[start:end], normal=" ".join(words)))


def _names(items: Sequence[Item], at: int, last: int) -> bool:
    """Say whether a figure belongs to the name of what is spoken of."""
    quantity = items[at].quantity
    after = items[at + 1] if at < last else None
    if after is not None and after.words and after.words[0].lower.startswith(items[at].lower + "-"):
        return False  # "two-year-olds" says it already
    if quantity is None or quantity.kind not in (Kind.AGE, Kind.DURATION):
        return False
    return quantity.kind is Kind.AGE or ("-" in items[at].text and after is not None and after.kind == "np")


def _composed(draft: _Draft, text: str) -> Composed:
    words, areas = tidy(draft.words), tuple(draft.areas)
    if draft.words and draft.words[0] in _EXPERTS:
        areas = ()  # "Analysts at Novabank expect sales of" are of no bank
    alone = draft.phrases == 1 and 1 <= len(draft.words) <= 2
    back = alone and draft.pointed and all(word in vocabulary().pointing for word in draft.words)
    if not words or back:
        return Composed(None, areas, points_back=back, agent=bool(areas) and not words)
    phrase = Phrase(start=draft.start, end=draft.end, text=text[draft.start : draft.end], normal=" ".join(words))
    return Composed(phrase, areas)


def _split(item: Item, link: str, places: Places, topical: str) -> tuple[list[Found], tuple[Item, ...]]:
    """Part one noun phrase into the places it names and the words of the indicator."""
    areas: list[Found] = []
    aged = len(item.words) == 1 and item.words[0].lower.endswith("-year-old")
    if aged or (len(item.words) == 1 and item.words[0].text in _OF_AGE):
        word = item.words[0]
        return [Found(word.start, word.end, word.text, "", kind="person", back=True)], ()
    union = places.owned(item.owner, item.words)
    if union is not None:
        return [union], ()
    if item.owner:
        owner = places.titled(item.owner) or places.find(item.owner, "the")
        if owner is not None:
            areas.append(owner)
    elif item.det in vocabulary().possessives:
        kind = "person" if item.det in _HIS else "organisation"
        areas.append(Found(item.start, item.start + len(item.det), item.det, "", kind=kind, back=True))
    rest = item.words
    if link in _PARTNER_LINKS:
        origin = places.listed(rest) if topical == "origin" and rest else None
        if origin is not None and origin.words == len(rest):
            areas = [origin, *areas]
        return areas, ((*item.owner, *rest) if item.owner else rest)
    titled = places.titled(rest)
    if titled is not None:
        return [titled, *areas], ()
    place = places.find(rest, item.det)
    held = bool(item.owner) and bool(areas) and areas[0].kind != "city"  # "London's Tate Modern" is no person
    if place is not None and held and place.kind == "organisation" and _is_person(rest, place):
        place = replace(place, kind="person")  # "Labour's Paul Reid"
    if place is not None and len(rest) == place.words:
        if topical == "topic":
            return areas, rest  # "the exhibition on Pompeii"
        if link in _LOCAL or link in ("", "and"):
            return [place, *areas], ()
        return areas, rest
    within = places.within(rest)
    if within is not None and (link in _LOCAL or link in ("", "and")):
        return [within, *areas], ()
    if place is not None and place.words < len(rest):
        return [*areas, place], rest[place.words :]
    people = places.people(rest) if rest else None
    if people is not None:
        return [*areas, people], rest
    adjective = places.adjective(rest)
    if adjective is not None:
        at, found = adjective
        if areas and areas[0].back and rest[-1].lower in _UNITS:
            areas, found = [found], areas[0]  # "Its American unit lost $180 million"
        return [*areas, found], rest[:at] + rest[at + found.words :]
    if item.owner and not areas:
        return areas, (*item.owner, *rest)
    return areas, rest


def _is_person(words: Sequence[Item], place: Found) -> bool:
    """Say whether a name after its owner looks like a person's: two or three words with a capital each."""
    return len(words) == place.words in (2, 3) and all(w.text.istitle() and w.text.isalpha() for w in words)


def tidy(words: list[str]) -> list[str]:
    """Drop what only introduces ("number of", "total") and the nouns of change ("growth in")."""
    known = vocabulary()
    words = [word for word in words if word not in ("-", "%")]
    changed = True
    while changed and len(words) > 1:
        changed = False
        if words[0] in known.leading or (words[0] in known.empty and words[1] == "of"):
            words, changed = words[1:], True
        elif words[0] in known.change_nouns and words[1] in ("in", "of", "for", "on"):
            words, changed = words[2:], True
        elif words[0] in ("in", "of", "for", "and", "to", "by", "from") or (
            words[0] in _PACES and words[1] in known.change_nouns
        ):
            words, changed = words[1:], True
        elif words[-1] in _MOVES or words[-1] in (
            "in",
            "of",
            "for",
            "and",
            "by",
            "from",
            "to",
            "with",
            "at",
            "on",
            "aged",
            "total",
            "totals",
        ):
            words, changed = words[:-1], True
    if len(words) == 1 and (
        words[0] in _PACES or words[0] in known.empty - _STANDING or words[0] in _MOVES or words[0] in known.leading
    ):
        return []
    return words
