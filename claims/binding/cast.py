"""Who and what a story names, sentence by sentence, and in what role: the cast from which a carried-over area is taken.

In: the rows of a document, before any figure is bound. Out: for each name its mentions in text order. A short form is
the name that was first written in full: "Holm" after "Anna Holm".
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claims.binding.areas import Found, Places
from claims.binding.gazetteer import gazetteer
from claims.binding.items import Item, Row
from claims.binding.memory import Memory
from claims.binding.mood import attribution_of
from claims.binding.sources import is_source
from claims.binding.standing import asks_others
from claims.binding.words import word_set

__all__ = ["Cast", "Character", "Mention"]

_SITING = frozenset({"in", "at", "near", "outside", "off", "across", "around", "on", "through", "throughout"})
_PARTNERS = frozenset({"from", "to", "with", "than", "against", "by", "like", "over", "beyond"})
_ASKED = frozenset({"poll", "survey", "study", "report", "data", "figures", "estimate", "estimates"})
_OFFICES = word_set("offices")
_PERSONS = word_set("persons")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands: `row` counts the sentences read, `role` says what it is there."""

    found: Found
    row: int
    block: int
    role: str  # subject, owner, sited, of, from, partner, beside, object, adjective, origin, modifier, source, dateline


@dataclass(slots=True)
class Character:
    """A name of the story with all its mentions."""

    found: Found
    mentions: list[Mention] = field(default_factory=list)
    by_last: int = 0  # mentions by the last word of the name alone, as papers call people
    by_first: int = 0  # by the first, as they call firms
    someone: bool = False  # aged, of a country, or one who spoke: "Ann Lee, 27,", "Kenya's Ann Lee", "said Ann Lee"

    @property
    def person(self) -> bool:
        """Say whether the name is a person's."""
        if self.found.kind == "person":
            return True
        if self.found.kind != "organisation" or self.found.code is not None:
            return False
        words = self.found.name.split()
        if len(words) not in (2, 3) or any(word.lower() in _BODIES for word in words):
            return False
        return self.someone or (self.by_last > self.by_first and all(word[:1].isupper() for word in words))


_BODIES = frozenset(gazetteer().types) | word_set("company_forms")


@dataclass(slots=True)
class Cast:
    """The names of a story by their full form."""

    names: dict[str, Character] = field(default_factory=dict)
    starts: dict[int, list[int]] = field(default_factory=dict)  # of the mentions in each sentence, ascending
    found: dict[int, Found | None] = field(default_factory=dict)  # what the phrase at an offset names, once looked up
    opening: int = -1  # the first sentence
    lead: int = -1  # the last one that opens the story: the second where the first is a headline

    @classmethod
    def of(cls, rows: Iterable[Row], places: Places, memory: Memory, headed: bool = False) -> Cast:
        """Read every row once, in text order."""
        cast = cls()
        for row in rows:
            if cast.opening < 0:
                cast.opening = row.sentence.index
                cast.lead = cast.opening + headed
            named = [*_named(row, places, cast.found)]
            source = attribution_of(row.items, places.text) if named else None
            for found, role, at in named:
                told = memory.in_full(found)
                if told is None or not told.name or asks_others(told):
                    continue
                tells = is_source(found, source) and role != "owner" and not (at == 0 and _speaks_of_itself(row))
                said = "source" if tells else role
                cast._add(told, found, Mention(found, row.sentence.index, row.sentence.block, said), row, at)
        return cast

    def _add(self, told: Found, found: Found, mention: Mention, row: Row, at: int) -> None:
        character = self.names.setdefault(told.name, Character(told))
        character.mentions.append(mention)
        insort(self.starts.setdefault(mention.row, []), mention.found.start)
        words = told.name.split()
        if found.name != told.name or len(words) == 1:
            character.by_last += found.name == words[-1]
            character.by_first += found.name == words[0]
        character.someone = character.someone or _is_someone(row.items, at, mention)

    def __iter__(self) -> Iterator[Character]:
        return iter(self.names.values())


def _named(row: Row, places: Places, known: dict[int, Found | None]) -> Iterator[tuple[Found, str, int]]:
    """Yield the names of a sentence with their roles and items."""
    if row.dateline:
        found = places.dateline(row.dateline)
        if found is not None:
            yield found, "dateline", 0
    verb_seen = False
    subject_seen = False
    for at, item in enumerate(row.items):
        if item.kind in ("verb", "aux", "modal"):
            verb_seen = True
            continue
        if item.kind in ("sub", "stop", "rel") or (item.kind == "conj" and verb_seen):
            verb_seen = subject_seen = False
            continue
        if item.kind != "np":
            continue
        role = _role(row.items, at, verb_seen, subject_seen)
        subject_seen = subject_seen or role == "subject"
        body = _body(row.items, at, places) if item.words and item.words[-1].capital else None
        if body is not None:
            if body.name:
                yield body, role, at
            continue
        if item.owner:
            owner = _find(places, item.owner, "the")
            if owner is not None:
                yield owner, _role_of_owner(item, owner, role, places), at
        if not item.words or not _may_name(item) or _is_of_body(row.items, at):
            continue
        found = known[item.start] = _find(places, item.words, item.det)
        if found is not None:
            if found.words == len(item.words) or found.end == item.words[-1].end:
                yield found, role, at
            else:
                asked = item.words[-1].lower in _ASKED
                yield found, "source" if asked else "modifier", at
            continue
        within = places.within(item.words)
        placed = places.adjective(item.words)
        if within is not None:
            yield within, role, at
        elif placed is not None:
            yield placed[1], "origin" if _is_of_someone(item) else "adjective", at


def _may_name(item: Item) -> bool:
    """Say whether a phrase has a capital, or begins as a name that is written small does: "the world", "euro area"."""
    small = item.words[0].lower
    return small == "world" or small in gazetteer().lower_starts or any(word.capital for word in item.words)


def _role_of_owner(item: Item, owner: Found, role: str, places: Places) -> str:
    """Return what an owner is: where someone is from, in "Kenya's Ann Lee", "Lee's teammate Ida Holm"."""
    words = item.words
    named = bool(words) and words[0].capital and places.find(words) is not None
    if named and owner.kind in ("country", "division"):
        return "owner" if any(word.lower in _OFFICES for word in words) else "origin"
    kin = len(words) > 1 and words[0].lower in _PERSONS and words[-1].capital and owner.code is None
    return "origin" if kin else role if role == "source" else "owner"


def _body(items: Sequence[Item], at: int, places: Places) -> Found | None:
    """Return the body whose name goes on behind "of" or has an owner: the University of Lagos, the People's Party."""
    item = items[at]
    if item.owner and (owned := places.owned(item.owner, item.words)) is not None:
        return owned
    if at + 2 < len(items) and items[at + 1].lower == "of" and items[at + 2].words:
        return places.of_place(item, items[at + 2])
    return None


def _is_of_body(items: Sequence[Item], at: int) -> bool:
    """Say whether a name only ends that of a body: "the Ministry of Education", "the University of Lagos"."""
    if at < 2 or items[at - 1].lower != "of" or not items[at - 2].words:
        return False
    head = items[at - 2].words[-1]
    return head.capital and gazetteer().types.get(head.lower) in ("organisation", "source")


def _find(places: Places, words: Sequence[Item], det: str) -> Found | None:
    found = places.titled(words) or places.find(words, det)
    return None if found is None or found.back or not found.name else found


def _role(items: Sequence[Item], at: int, verb_seen: bool, subject_seen: bool) -> str:
    link = items[at - 1] if at else None
    if link is not None and link.kind == "verb" and link.sense == "say" and at > 1 and items[at - 2].kind != "aux":
        return "source"  # "…, said Ann Lee"
    if link is not None and link.kind == "prep":
        if link.lower in _SITING:
            return "sited"
        if link.lower == "from" and not any(item.lower in ("to", "until") for item in items[at + 1 : at + 3]):
            return "from"
        return "of" if link.lower == "of" else "partner" if link.lower.split()[-1] in _PARTNERS else "beside"
    if not verb_seen and not subject_seen:
        return "subject"
    return "object" if verb_seen else "beside"


def _is_someone(items: Sequence[Item], at: int, mention: Mention) -> bool:
    """Say whether the words around a name show that it is a person's."""
    close = items[at + 1 : at + 4]
    if "who" in [item.lower for item in close[:2]] and (close[0].kind == "comma" or close[0].lower == "who"):
        return True  # "Ann Lee, who"
    if len(close) == 3 and close[0].kind == "comma" and close[1].text.isdigit() and close[2].kind in ("comma", "conj"):
        return True  # "Ann Lee, 27,"
    if len(close) == 3 and close[0].kind == "open" and close[1].text.isdigit() and close[2].kind == "close":
        return len(close[1].text) == 2  # "Ann Lee (41)"
    if mention.role == "owner" or mention.found.words < 2:
        return False
    if mention.role == "source" and items[at - 1].kind == "verb":
        return True
    owner = " ".join(word.text for word in items[at].owner)
    return owner in gazetteer().names


def _speaks_of_itself(row: Row) -> bool:
    """Say whether who opens a sentence tells of itself: "Corvo said its sales rose"."""
    return any(item.det in ("its", "their") or item.lower in ("it", "they") for item in row.items[1:])


def _is_of_someone(item: Item) -> bool:
    """Say whether a phrase is of a person, whose country tells only where he is from: "the French hurdler"."""
    last = item.words[-1]
    agent = last.lower.endswith(("er", "or", "ist", "ian")) and item.det in ("a", "an", "the", "")
    return last.lower in _PERSONS or last.capital or agent
