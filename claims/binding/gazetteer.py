"""The names of places as news writes them: countries, regions, first-level divisions, big cities."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.lexicon import load, load_text
from claims.patterns import regex

__all__ = ["LETTERS", "Gazetteer", "Place", "country_of", "first_words", "gazetteer", "small_first_words"]


@dataclass(frozen=True, slots=True)
class Place:
    name: str  # canonical
    kind: str  # country, region, division, city
    code: str | None  # ISO 3166-1 of a country, UN M49 of a region; of a division or city, its country's


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Dictionaries from a written form (case counts, no article) to a place."""

    names: dict[str, Place]
    adjectives: dict[str, Place]
    people: dict[str, Place]
    types: dict[str, str]  # "city" -> "city", "province" -> "division", "company" -> "organisation"
    named: frozenset[str]  # nouns in "the port of Osterlund"
    not_names: frozenset[str]
    joined: frozenset[str]  # first words of names with "and": Trinidad
    longest: int  # words in the longest name
    lower_starts: frozenset[str]  # first words of names written small: euro area
    by_code: dict[str, Place]  # countries


@cache
def gazetteer(language: str = "en") -> Gazetteer:
    """Return the compiled gazetteer of a language."""
    data = load("areas", language)
    countries = _countries(data["short_names"], language)
    regions = list(_rows("places.csv", language))
    names: dict[str, Place] = {}
    by_code: dict[str, Place] = {}
    for row in regions:
        place = Place(row["name"], row["kind"], row["code"] or row["country"] or None)
        if place.kind == "region" and place.code:
            by_code.setdefault(place.code, place)
        for form in (row["name"], *filter(None, row["aliases"].split("|"))):
            names.setdefault(_bare(form), place)
    for place in countries.values():
        names[place.name] = place

    for code, forms in data["aliases"].items():
        names.update({_bare(form): countries[code] for form in forms.split("|")})
    for row in _rows("cities.csv", language):
        names.setdefault(row["name"], Place(row["name"], row["kind"], row["country"]))
    by_code.update(countries)
    by_code["EU"] = names["European Union"]
    types = {word: kind for kind, words in data["types"].items() if kind != "named" for word in words.split()}
    return Gazetteer(
        names=names,
        adjectives=_by_form(data["adjectives"], names | by_code),
        people=_by_form(data["people"], names | by_code),
        types=types,
        named=frozenset(data["types"]["named"].split()),
        not_names=frozenset(data["not_names"]["words"].split()),
        joined=frozenset(name.split(" and ")[0].split()[-1] for name in names if " and " in name),
        longest=max(name.count(" ") + 1 for name in names),
        lower_starts=frozenset(name.split()[0] for name in names if name[0].islower()) - {"world", "rest"},
        by_code=countries,
    )


def country_of(code: str) -> Place | None:
    """Return the country of an ISO 3166-1 code."""
    return gazetteer().by_code.get(code)


def _countries(short_names: dict[str, str], language: str) -> dict[str, Place]:
    return {
        row["code"]: Place(
            short_names.get(row["code"], row["name"].replace("’", "'").replace(" & ", " and ")),
            "country",
            row["code"],
        )
        for row in _rows("territories.csv", language)
    }


def _rows(filename: str, language: str) -> Iterator[dict[str, str]]:
    lines = (line for line in load_text(filename, language).splitlines() if not line.startswith("#"))
    yield from csv.DictReader(io.StringIO("\n".join(lines)))


def _by_form(forms: dict[str, str], by_code: dict[str, Place]) -> dict[str, Place]:
    return {form: by_code[code] for code, written in forms.items() for form in written.split("|")}


def _bare(form: str) -> str:
    return form.removeprefix("the ")


LETTERS = regex(r"[^\W\d_]+")


@cache
def first_words() -> frozenset[str]:
    """Return the letters that the names of the gazetteer begin with, to the first other sign."""
    return frozenset(match.group() for name in gazetteer().names if (match := LETTERS.match(name)))


@cache
def small_first_words() -> frozenset[str]:
    """Return the letters that the names written small begin with: "the mainland", "world"."""
    small = (*gazetteer().lower_starts, "world")
    return frozenset(match.group().lower() for name in small if (match := LETTERS.match(name)))
