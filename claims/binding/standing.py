"""How a name stands in its sentence: where something happens, in passing, or as one who asked others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.binding.areas import Found, Places
from claims.binding.gazetteer import country_of, gazetteer
from claims.binding.items import Item, Row
from claims.binding.words import word_set
from claims.model import Kind, Phrase

__all__ = [
    "POINTING",
    "after_apposed",
    "asks_others",
    "foreseen_in",
    "goes_on",
    "goes_on_of_them",
    "is_body",
    "is_international",
    "is_kind_of",
    "is_passing",
    "is_ranked",
    "is_rival",
    "is_someone",
    "name_of_subject",
    "speaks_of_country",
    "speaks_of_someone",
    "stands_at",
    "there_told",
    "where_told",
]

POINTING = frozenset({"its", "their", "his", "her", "this", "that", "these", "those"})
_WITHIN = frozenset({("country", "city"), ("country", "division"), ("division", "city")})
_LOCATING = frozenset({"at", "in", "near", "outside", "on", "off", "around"})
_REACH = 60  # items: no scan for one figure looks further
_PERSONS = word_set("persons")
_ASKING = word_set("asking")


def is_passing(row: Row, area: Found, before: Found | None) -> bool:
    """Say whether a place is only named in passing: the story stays where it was.

    A place inside the country told of, or one of a firm's that neither opens the sentence nor owns its subject:
    "The price at the Mombasa auction was", "Its Bellmouth plant made".
    """
    if before is not None and (_opens_with_pronoun(row, area) or is_rival(row, area) or _is_average(row, area)):
        return True
    if (
        before is not None
        and area.kind == "region"
        and area.code != "001"
        and (before.kind in ("city", "division") or (before.kind == "country" and _is_subject(row, area)))
    ):
        return True  # "The European Union is providing 40 million euros" in the story of a city
    if before is not None and before.name != area.name:
        if before.kind == "country" and area.kind == "region" and _opens_in(row, area):
            return True  # "Across Europe the month was warmer"
        if before.kind == area.kind and before.kind in _PLACES and not _opens_alone(row, area):
            return True  # "In Paris, drivers won 4 percent" in the story of Lyon, "with China taking 74 percent"
    if before is not None and before.name != area.name and _names_partner(row, before):
        return True  # "The EU bought a third of its gas from Norway" in the story of Norway
    if before is not None and before.code is None and before.kind == "country" and area.kind in ("division", "city"):
        country = country_of(area.code) if area.code else None
        if country is not None and country.name in before.name:
            return True  # "Guangxi was hit hardest" in the story of southern China
    if (
        before is not None
        and before.kind in ("city", "division")
        and area.kind == "country"
        and before.code == area.code
    ):
        return True  # "Norway's government pays 3 million" in the story of Bergen
    inside = before is not None and (before.kind, area.kind) in _WITHIN
    if inside and before is not None and area.code in (before.code, None) and area.name != before.name:
        return True  # "Helsinki had 19 dry days. Firemen put out 410 fires" in the story of the country
    firm = before is not None and before.kind == "organisation" and before.name != area.name
    if not firm:
        return False
    at = next((n for n, i in enumerate(row.items) if i.kind == "np" and i.start <= area.start < i.end), None)
    if at is None:
        return False
    placed = at > 0 and row.items[at - 1].kind == "prep" and row.items[at - 1].lower in _LOCATING
    return row.items[at].det in POINTING or (placed and (at > 1 or area.kind != "organisation"))


def _is_subject(row: Row, area: Found) -> bool:
    """Say whether a sentence begins with a name: "The European Union pays farmers"."""
    first = row.items[0] if row.items else None
    return first is not None and first.kind == "np" and first.start <= area.start < first.end


def goes_on_of_them(row: Row) -> bool:
    """Say whether a sentence is of some of what was just told: "Most employ fewer than ten people"."""
    first = row.items[0] if row.items else None
    if first is None or len(row.items) < 2 or row.items[1].kind not in ("verb", "aux", "modal", "adv"):
        return False
    return first.kind == "np" and not first.words and first.det in ("most", "many", "some", "few")


def _names_partner(row: Row, before: Found) -> bool:
    """Say whether a sentence names the place of the story as one who trades: "from Norway"."""
    pairs = zip(row.items[:_REACH], row.items[1:_REACH], strict=False)
    return any(link.lower in ("from", "to", "with") and item.text == before.name for link, item in pairs)


def _is_average(row: Row, area: Found) -> bool:
    """Say whether a place is only that of an average set beside the figure: "above the EU mean of 1,540"."""
    item = next((i for i in row.items[:_REACH] if i.kind == "np" and i.start <= area.start < i.end), None)
    return item is not None and bool(item.words) and item.words[-1].lower in _AVERAGES


_AVERAGES = frozenset({"average", "mean", "median", "norm"})


def is_ranked(item: Item, after: Item | None) -> bool:
    """Say whether a phrase tells only a rank in a place: "Brazil, the world's top coffee producer, expects"."""
    if item.owner and not item.words and after is not None and after.quantity is not None:
        return after.quantity.kind is Kind.RANK  # "the world's fourth largest exporter"
    first = item.words[0].lower if item.owner and item.words else ""
    return first.endswith(("-largest", "-biggest", "-richest", "-busiest")) or first in _TOPS


_TOPS = frozenset(
    {"top", "largest", "biggest", "leading", "main", "busiest", "oldest", "second", "third", "richest", "poorest"}
)


def is_rival(row: Row, area: Found) -> bool:
    """Say whether a name is only set beside who is told of: "Rival Sundial flew 2.9 million", "neighbouring Peru"."""
    item = next((i for i in row.items[:_REACH] if i.kind == "np" and i.start <= area.start < i.end), None)
    return item is not None and bool(item.words) and item.words[0].lower in _RIVALS


_RIVALS = frozenset({"rival", "rivals", "competitor", "fellow", "neighbouring", "neighboring", "neighbour", "neighbor"})


def _opens_alone(row: Row, area: Found) -> bool:
    """Say whether a sentence is about a place, and sets it beside no other: "Dublin, by comparison, has 13,900"."""
    first = row.items[0] if row.items else None
    if first is None or first.kind != "np" or not first.start <= area.start < first.end:
        return False
    return not any(
        item.lower in _COMPARING or (item.words != () and item.words[-1].lower in _COMPARING)
        for item in row.items[:_REACH]
    )


_PLACES = ("city", "country", "division")
_COMPARING = frozenset({"comparison", "contrast", "in contrast", "by contrast", "in comparison", "too", "same", "also"})


def _opens_in(row: Row, area: Found) -> bool:
    """Say whether a sentence opens with a place that is set beside the others: "In Paris", "Across Europe"."""
    beside = len(row.items) > 1 and row.items[0].lower in ("in", "across")
    return beside and row.items[1].start <= area.start < row.items[1].end


def points_to_subject(row: Row) -> bool:
    """Say whether a sentence begins with "it" or "its": it goes on about the subject of the one before."""
    first = row.items[0] if row.items else None
    return first is not None and ((first.kind == "pron" and first.lower == "it") or first.det == "its")


def speaks_of_country(row: Row) -> bool:
    """Say whether a sentence is about the country: "The central bank has set up a fund", "20% of the economy"."""
    first = row.items[0] if row.items else None
    bare = first is not None and first.det == "the" and not first.owner
    if bare and first is not None and " ".join(word.lower for word in first.words) in _NATIONAL:
        return True
    return any(i.det == "the" and len(i.words) == 1 and i.words[0].lower == "economy" for i in row.items[:_REACH])


_NATIONAL = frozenset({"government", "central bank", "parliament", "finance ministry", "country", "nation"})


def speaks_of_someone(row: Row) -> bool:
    """Say whether a sentence says "she", "his" or nothing of whom it speaks: one without a subject goes on."""
    return any(item.lower in _HE or item.det in _HIS or _is_person(item) for item in row.items[:_REACH])


def is_someone(found: Found, by_kind: Mapping[str, Found], places: Places) -> bool:
    """Say whether a name is a person's: two or three plain words, and the text says "she" or "he"."""
    someone = by_kind.get("person")
    if someone is not None and someone.kind == "person" and someone.name != found.name:
        return False  # "Porto Claro signed striker Pedro Amaral … He"
    words = found.name.split()
    plain = found.kind == "organisation" and found.code is None and len(words) in (2, 3)
    plain = plain and all(word.istitle() and word.isalpha() and word.lower() not in gazetteer().types for word in words)
    return plain and not _SOMEONE.isdisjoint(places.common)


_SOMEONE = frozenset({"she", "he", "her", "his", "him"})


def _is_person(item: Item) -> bool:
    """Say whether a phrase is of the person told of: "the striker", "the 27-year-old Swede"."""
    last = item.words[-1] if item.kind == "np" and item.words else None
    if last is None:
        return False
    return last.lower in _PERSONS or last.text in gazetteer().adjectives or "-old" in item.lower


_HE = frozenset({"she", "he", "her", "him"})
_HIS = frozenset({"his", "her"})


def stands_at(row: Row, index: int, found: Found) -> bool:
    """Say whether a name that no list has is where something happens: "sank off Samar"."""
    link = row.items[index - 1]
    whole = found.words == len(row.items[index].words)
    words = [word.lower for word in row.items[index].words]
    bare = link.lower == "in" and not row.items[index].det and len(words) <= 3
    bare = bare and (len(words) == 1 or not any(word in gazetteer().types for word in words))
    bare = bare or is_kind_of(row.items, index)  # "the town of Brekke"
    if whole and bare and link.lower == "of":
        return True
    return whole and link.kind == "prep" and (bare or link.lower in ("off", "near", "outside", "around"))


def _opens_with_pronoun(row: Row, area: Found) -> bool:
    """Say whether a sentence only sets a place beside what was told: "In Chengdu they dropped by 2 percent"."""
    after = next((i for i in row.items[2:5] if i.kind != "comma"), None)
    opens = len(row.items) > 3 and row.items[0].lower == "in" and row.items[1].start <= area.start < row.items[1].end
    return opens and after is not None and after.kind == "pron" and after.lower in ("it", "they")


def name_of_subject(row: Row, places: Places) -> Found | None:
    """Return the place or body that a sentence begins with: "Japan's Kitano Motors said", "The carmaker's profit"."""
    first = row.items[0] if row.items and row.items[0].kind == "np" else None
    if first is None:
        return None
    body = row.items[:3] if len(row.items) > 2 and row.items[1].lower == "of" else ()
    named = places.of_place(body[0], body[2]) if body and body[2].words else None
    named = named or name_apposed(row, places)
    if named is not None:
        return named  # "The University of Tartu has 15,200 students. It received"
    for words, det in ((first.words, first.det), (first.owner, "the")):
        titled = places.titled(words) if words else None
        found = titled or (places.find(words, det) if words else None)
        whole = found is not None and (titled is not None or found.words >= len(words) or not found.words)
        if found is not None and found.kind != "person" and whole:
            return found
    return None


def name_apposed(row: Row, places: Places) -> Found | None:
    """Return the name of a subject told between commas: "The operator, Andina Tours, owns 36 buses. It was fined"."""
    opening = row.items[:4]
    if [item.kind for item in opening] != ["np", "comma", "np", "comma"] or opening[0].det != "the" or opening[2].det:
        return None
    found = places.find(opening[2].words) if opening[2].words else None
    return found if found is not None and not found.back and found.words == len(opening[2].words) else None


def names_owned(row: Row) -> set[str]:
    """Return the names of what someone owns: "its obesity drug Slimara"."""
    found: set[str] = set()
    for item in row.items:
        if item.kind == "np" and item.det in _OWNING and len(item.words) > 1 and not item.words[0].capital:
            tail = [word.text for word in item.words if word.capital]
            if tail and item.words[-1].capital:
                found.add(" ".join(tail))
    return found


_OWNING = frozenset({"its", "their"})


def is_published_in(row: Row, at: int) -> bool:
    """Say whether a name is of a paper: "a study published in Hydrology Letters"."""
    return at > 1 and row.items[at - 1].kind == "prep" and row.items[at - 2].lower in _PUBLISHING


_PUBLISHING = frozenset({"published", "appeared", "printed", "reported", "released"})


def is_kind_of(items: Sequence[Item], index: int) -> bool:
    """Say whether a name follows the kind of place it is: "the town of Brekke"."""
    if index < 2 or items[index - 1].lower != "of" or not items[index - 2].words:
        return False
    return gazetteer().types.get(items[index - 2].words[-1].lower) in ("city", "division", "country")


def asks_others(found: Found) -> bool:
    """Say whether a name is of one who asks others: what Harrow Research found is of no Harrow Research."""
    words = found.name.lower().split()
    return found.kind == "organisation" and len(words) > 1 and words[-1] in _ASKING


def after_apposed(items: Sequence[Item], at: int) -> int:
    """Return where the words after a figure begin, behind the verb in "Most cases, 690, were in Bucharest"."""
    after = items[at + 1 : at + 4]
    if at < 1 or items[at - 1].kind != "comma" or [item.kind for item in after[:2]] != ["comma", "verb"]:
        return at + 1
    return at + 3 if after[1].sense == "level" and len(after) > 2 and after[2].lower in _LOCATING else at + 1


def where_told(row: Row, at: int, places: Places) -> Found | None:
    """Return the place of a clause with "where": "rose in Lisbon, where the wider market lost 0.4 percent"."""
    for index in range(at - 1, max(at - 14, 1), -1):
        item = row.items[index]
        if item.kind in ("comma", "stop", "sub") or (item.kind == "rel" and item.lower != "where"):
            return None
        if item.lower == "where":
            before = row.items[index - 2] if row.items[index - 1].kind == "comma" else row.items[index - 1]
            found = places.find(before.words, before.det) if before.kind == "np" and before.words else None
            whole = found is not None and not found.back and found.words == len(before.words)
            return found if whole and found is not None and found.kind != "organisation" else None
    return None


def there_told(row: Row, at: int, places: Places, last: Found | None) -> Found | None:
    """Return the place that "there" means: "invested in Georgia and employ 21,000 people there".

    `last`: the place named last, for a sentence that names none: "Land prices there have risen by 90 percent".
    """
    close = row.items[at + 1 : at + 7]
    there = next((n for n, i in enumerate(close) if i.lower == "there" and _is_where(row.items, at + 1 + n)), None)
    before = any(i.lower == "there" and i.kind != "np" for i in row.items[1 : min(at, 6)]) and last is not None
    before = before and not any(i.kind in ("comma", "stop", "sub", "conj") for i in row.items[:at])
    if (there is None or any(item.kind in _ENDS for item in close[:there])) and not before:
        return None
    for index in range(at - 1, max(at - 30, 0), -1):
        item, link = row.items[index], row.items[index - 1]
        if item.kind == "np" and item.words and link.kind == "prep" and link.lower in ("in", "to", "at", "from"):
            found = places.find(item.words, item.det)
            if found is not None and not found.back and found.words == len(item.words):
                return found
    return last


def _is_where(items: Sequence[Item], at: int) -> bool:
    """Say whether "there" tells where, and is no subject: "there are 80,000 chargers"."""
    after = items[at + 1] if at + 1 < len(items) else None
    return after is None or after.kind not in ("verb", "aux", "modal")


def foreseen_in(row: Row, lead: Found | None, area: Found | None, phrase: Phrase | None) -> Found | None:
    """Return the story's place where a firm only foresees what is not its own: "Homely expects rents to climb"."""
    first = row.items[0]
    if (
        lead is None
        or area is None
        or phrase is None
        or lead.kind == "organisation"
        or area.kind != "organisation"
        or area.back
    ):
        return None
    verb = next((item for item in row.items[:_REACH] if item.kind == "verb" and item.sense == "say"), None)
    says = first.kind == "np" and first.start <= area.start < first.end and verb is not None
    mains = [item for item in row.items[:_REACH] if item.kind == "verb"]
    foresees = says and verb is not None and verb.lower in _FORESEEING and verb in mains[:2]
    return lead if foresees and _OWN.isdisjoint(phrase.normal.split()) else None


_FORESEEING = frozenset(
    "expects expected forecasts forecast predicts predicted sees foresees estimates projects".split()
)
_OWN = word_set("own_measures")
_ENDS = frozenset({"comma", "stop", "figure", "sub", "rel", "open", "close", "conj"})


def goes_on(row: Row, index: int, places: Places) -> bool:
    """Say whether a place is the first of several."""
    close = row.items[index + 1 : index + 3]
    if len(close) < 2 or close[0].kind not in ("comma", "conj") or close[1].kind != "np" or not close[1].words:
        return False
    found = places.listed(close[1].words)
    return found is not None and found.words == len(close[1].words)


def is_body(item: Item) -> bool:
    """Say whether a name is of a body that tells and is not told of: the Statistics Bureau."""
    return any(gazetteer().types.get(word.lower) == "source" or word.text.isupper() for word in item.words)


def is_international(row: Row) -> bool:
    """Say whether a lead speaks of more than the country of its dateline: "MADRID — … worldwide, the UN said"."""
    return any(word.lower in _INTERNATIONAL for item in row.items for word in (item, *item.words, *item.owner))


_INTERNATIONAL = word_set("international")
