"""The areas of a document so far: what "the city", "its", "she" and sentences that name none mean."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from claims.binding.areas import Found
from claims.binding.gazetteer import country_of
from claims.binding.words import word_set
from claims.lexicon import load

_SITES = word_set("sites")


@cache
def _capitals() -> frozenset[str]:
    return frozenset(
        name for line in load("areas")["capitals"]["names"].split("\n") for name in line.split("|") if name
    )


__all__ = ["Memory"]


@dataclass(slots=True)
class Memory:
    """The areas of a document so far, for "the city", "its" and sentences that name none."""

    lead: Found | None = None  # the first of all
    last: Found | None = None  # of sentences that name none
    capital: Found | None = None  # the last one named that is a country's: what "the capital" means
    there: Found | None = None  # the last place named: what "there" means in a later sentence
    named: Found | None = None  # what "its" means
    by_kind: dict[str, Found] | None = None
    dated: bool = False  # only the dateline has named a place so far
    pair: tuple[Found, Found] | None = None  # the first and last of the names of a sentence: "the former", "the latter"
    owned: set[str] = field(default_factory=set)  # names of products and divisions: "its obesity drug Slimara"
    full: dict[str, Found] = field(default_factory=dict)  # the first and last word of a name of several

    def note(self, found: Found) -> None:
        if found.back or not found.name:
            return
        if found.kind == "person":
            self.note_kind(found)  # "she" may mean the person; the place of the story stays
            return
        self.named = found
        self.lead = self.lead or found
        if found.kind != "organisation" or self.last is None or self.last.kind == "organisation":
            self.last = found  # a firm named in the story of a country does not take its place
        self.note_kind(found)

    def note_firm(self, found: Found) -> None:
        """Let the firm of a story take the place of the dateline's country: "ZURICH - Insurer Albis reported"."""
        if self.dated and found.kind == "organisation" and not found.back:
            self.last = self.lead = self.named = found
        self.dated = False

    def note_capital(self, found: Found) -> None:
        """Remember a country's capital, wherever it is named."""
        self.capital = found if found.name in _capitals() else self.capital

    def note_kind(self, found: Found) -> None:
        """Remember an area for "the city" or "the country" only; a city also tells its country."""
        kinds = {**(self.by_kind or {}), found.kind: found}
        self.note_capital(found)
        self.there = found if found.kind in ("city", "division", "country") else self.there
        parts = found.name.split()
        someone = kinds.get("person")
        known = someone is not None and someone.kind == "person"
        if found.kind == "organisation" and not known and len(parts) in (2, 3) and all(p.istitle() for p in parts):
            kinds["person"] = found  # may be one: "Lina Berg … The Swede"
        if found.code and found.kind in ("city", "division") and "country" not in kinds:
            country = country_of(found.code)
            if country is not None:
                kinds["country"] = replace(found, name=country.name, code=country.code, kind="country")
        self.by_kind = kinds

    def note_match(self, home: Found, away: Found) -> None:
        """Remember who plays at home, for "the hosts" and "the visitors"."""
        self.by_kind = {**(self.by_kind or {}), "hosts": home, "visitors": away}

    def in_full(self, found: Found | None) -> Found | None:
        """Return a name as it was first written in full: "Holm" after "Anna Holm", "Norvik" after "Norvik Foods"."""
        if found is None or not found.name:
            return found
        someone = self.full.get(found.name) if found.kind == "city" else None
        if someone is not None and someone.kind == "person" and someone.name.endswith(f" {found.name}"):
            return replace(found, name=someone.name, code=None, kind="person")  # "Karin Lund … Lund got 47 percent"
        if found.code is not None:
            return found
        parts = found.name.split()
        if len(parts) > 1:
            self.full.setdefault(parts[-1], found)
            self.full.setdefault(parts[0], found)
            return found
        whole = self.full.get(found.name)
        return found if whole is None else replace(found, name=whole.name, kind=whole.kind)

    def resolve(self, found: Found) -> Found | None:
        """Return what a pointing word means: the last area of its kind, else the last of all."""
        if not found.back:
            return found
        if found.kind == "source":
            return None
        if found.kind in ("hosts", "visitors"):
            return (self.by_kind or {}).get(found.kind)
        if found.kind in ("former", "latter"):
            return self.pair[found.kind == "latter"] if self.pair is not None else None
        if found.kind == "person":
            return (self.by_kind or {}).get("person")
        if found.kind == "organisation" and not found.name and found.words == 0:
            theirs = found.text.lower() == "their" and self.last is not None and self.last.kind != "organisation"
            return self.last if theirs else self.named or self.last
        if found.text.lower() == "capital" and self.capital is not None:
            return self.capital  # "paid by the government in Santiago. The capital closed nine streets"
        kinds = self.by_kind or {}
        site = found.text.split()[-1].lower() if found.kind == "organisation" and found.text else ""
        body = kinds.get("organisation") if site in _SITES and "city" in kinds else None
        if body is not None and site not in body.name.lower().split():
            return kinds["city"]  # "Orlen Air flies from Krakow. The airport served …"
        if found.kind == "country":
            return kinds.get("country") or kinds.get("organisation")
        place = self.last if self.last is not None and self.last.kind != "organisation" else None
        place = place if found.kind != "organisation" else None  # "the state" where a firm was named after it
        if found.kind == "city" and "city" not in kinds:
            place = kinds.get("division") or place  # "Rents in Berlin rose … The city built"
        return kinds.get(found.kind) or place or kinds.get("organisation") or self.last
