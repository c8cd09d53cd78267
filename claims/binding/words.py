"""Closed word classes and verb senses of the language, read once from the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from claims.lexicon import load

__all__ = ["ABSTRACT", "Vocabulary", "WordClass", "past_of", "vocabulary", "word_set"]

WordClass = Literal[
    "word", "det", "prep", "conj", "sub", "rel", "pron", "aux", "modal", "adv", "dir", "verb", "noun_or_verb"
]
VerbSense = Literal["change", "level", "have", "say", "other"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Dictionaries from a lower-case word to what it can be."""

    classes: dict[str, WordClass]
    senses: dict[str, VerbSense]
    ambiguous: frozenset[str]  # verb forms that are nouns too: rise, cost, record
    nominal: dict[str, str]  # "spent" -> "spending"
    change_nouns: frozenset[str]
    possessives: frozenset[str]
    not_adverbs: frozenset[str]
    not_verbs: frozenset[str]
    empty: frozenset[str]  # heads that only introduce: number of, total of
    before_of: frozenset[str]
    pointing: frozenset[str]  # "the figure", "that number": points back
    leading: frozenset[str]
    generic: frozenset[str]
    economy: frozenset[str]
    base_starts: frozenset[str]  # words that begin the earlier value of a change: from, against, than
    part_prepositions: frozenset[str]
    nominal_money: dict[str, str]  # "took" -> "revenue", of money
    nominal_time: dict[str, str]  # "stayed" -> "stay", of a duration
    measured_for: dict[str, str]  # "lets" -> "rent", of money after "for"
    measured_at: dict[str, str]  # "valued" -> "value", of money after "at"
    light: frozenset[str]  # verbs that add nothing: comprises, made up
    mass: frozenset[str]
    statistics: frozenset[str]
    past: dict[str, str]  # "sells" -> "sold"
    phrases: dict[str, tuple[tuple[str, ...], ...]]  # adverbs of several words, by their first word
    phrasal: dict[str, frozenset[str]]  # particle -> its verbs: "brought in", "paid out"


@cache
def word_set(name: str, language: str = "en") -> frozenset[str]:
    """Return one of the short word lists of the lexicon."""
    return split(load("indicators", language)["words"][name])


ABSTRACT = (  # endings of common nouns: "Hydropower met 62 percent of demand"
    "tion", "sion", "ment", "ness", "ism", "ship", "ance", "ence", "power", "ware", "culture", "ity", "logy",
    "itis", "osis", "work",
)  # fmt: skip

_PAST_ENDS = ("ound", "eld", "old", "ent", "uilt", "elt", "eant", "ealt", "eft", "ept", "ood")  # found, held, sent
_PLAIN_ENDS = frozenset("ct nd nt rk lk ck sh ch ld ft pt lt mp lp rm ss".split())


def past_of(verb: str) -> str:
    """Return one form for all of a verb: sells -> sold, employs -> employed."""
    known = vocabulary()
    if verb in known.past:
        return known.past[verb]
    if verb.endswith("ying") and len(verb) > 5 and verb[-5] not in "aeiou":
        return verb[:-4] + "ied"
    if verb.endswith("ing") and len(verb) > 5 and verb not in known.senses:
        return verb[:-3] + "ed"
    if verb.endswith("ies"):
        return verb[:-3] + "ied"
    if verb.endswith("es") and known.senses.get(verb[:-1] + "d") is not None:
        return verb[:-1] + "d"
    if verb.endswith("s") and not verb.endswith("ss"):
        return (
            verb[:-2] + "ed"
            if verb.endswith(("ches", "shes", "sses", "xes"))
            else verb[:-1] + ("d" if verb.endswith("es") else "ed")
        )
    if verb.endswith("y") and verb[:-1] + "ied" in known.senses:
        return verb[:-1] + "ied"
    if verb + "ed" in known.senses:
        return verb + "ed"
    if len(verb) > 3 and verb[-2:] in _PLAIN_ENDS and not verb.endswith(_PAST_ENDS):
        return verb + "ed"  # "connect", "mend"
    regular = verb.endswith("e") and len(verb) > 3 and not verb.endswith("come")
    return verb + "d" if regular or verb + "d" in known.senses else verb


def split(text: str) -> frozenset[str]:
    return frozenset(text.split())


@cache
def vocabulary(language: str = "en") -> Vocabulary:
    """Return the vocabulary of a language; later, more specific lists win over earlier ones."""
    own, change = load("indicators", language), load("change", language)
    said = load("attribution", language)
    classes: dict[str, WordClass] = {}
    order: tuple[tuple[str, WordClass], ...] = (
        ("adverbs", "adv"),
        ("directions", "dir"),
        ("prepositions", "prep"),
        ("conjunctions", "conj"),
        ("subordinators", "sub"),
        ("pronouns", "pron"),
        ("determiners", "det"),
        ("relatives", "rel"),
        ("auxiliaries", "aux"),
        ("modals", "modal"),
    )
    for name, word_class in order:
        classes.update(dict.fromkeys(own["classes"][name].split(), word_class))
    classes.update(dict.fromkeys(("down", "up", "above", "below", "over"), "dir"))
    classes.update(dict.fromkeys(("over", "than"), "prep"))
    return Vocabulary(
        classes=classes,
        senses=_senses(own, change, said),
        ambiguous=split(own["verbs"]["ambiguous"]),
        nominal={form: noun for noun, forms in own["nominal"].items() for form in forms.split()},
        change_nouns=split(change["nouns"]["up"]) | split(change["nouns"]["down"]) | {"change"},
        possessives=split(own["classes"]["possessives"]),
        not_adverbs=split(own["classes"]["not_adverbs"]),
        not_verbs=split(own["classes"]["not_verbs"]),
        empty=split(own["introducers"]["empty"]),
        before_of=split(own["introducers"]["before_of"]),
        pointing=split(own["introducers"]["pointing"]),
        leading=split(own["introducers"]["leading"]),
        generic=split(own["introducers"]["generic"]),
        economy=split(own["introducers"]["economy"]),
        base_starts=frozenset({"from", "against", "than", "versus", "vs", "compared", "exceeding", "over", "short"}),
        part_prepositions=split(own["parts"]["words"]),
        nominal_money={f: noun for noun, forms in own["nominal_money"].items() for f in forms.split()},
        nominal_time={f: noun for noun, forms in own["nominal_time"].items() for f in forms.split()},
        measured_for={f: noun for noun, forms in own["measured_for"].items() for f in forms.split()},
        measured_at={f: noun for noun, forms in own["measured_at"].items() for f in forms.split()},
        light=split(own["light"]["words"]),
        mass=split(own["mass"]["words"]),
        statistics=split(own["statistics"]["words"]),
        past={form: line.split()[0] for line in own["past"]["forms"].split(";") for form in line.split()},
        phrases=_phrases(own["phrases"]["adverbs"]),
        phrasal={particle: split(verbs) for particle, verbs in own["phrasal"].items()},
    )


def _phrases(text: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in text.split(";"):
        words = tuple(phrase.split())
        by_first.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in by_first.items()}


def _clear_forms(*tables: dict[str, str]) -> str:
    """Return the forms of verbs that are no nouns: "priced", "lets", but not "prices" and "rent"."""
    forms = " ".join(line for table in tables for line in table.values()).split()
    return " ".join(form for form in forms if form.endswith(("ed", "ing")) or form == "lets")


def _senses(
    own: dict[str, dict[str, str]], change: dict[str, dict[str, str]], said: dict[str, str]
) -> dict[str, VerbSense]:
    senses: dict[str, VerbSense] = {}
    lists: tuple[tuple[str, VerbSense], ...] = (
        (own["verbs"]["other"], "other"),
        (" ".join(own["nominal"].values()), "other"),
        (_clear_forms(own["measured_for"], own["measured_at"]), "other"),
        (said["verbs"], "say"),
        (own["verbs"]["have"], "have"),
        (change["levels"]["verbs"], "level"),
        (change["particles"]["verbs"], "level"),
        (change["verbs"]["up"], "change"),
        (change["verbs"]["down"], "change"),
    )
    for forms, sense in lists:
        senses.update(dict.fromkeys(forms.split(), sense))
    # words whose main use in news differs from the last list that holds them
    senses.update(dict.fromkeys(own["verbs"]["have"].split(), "have"))
    senses.update(dict.fromkeys(" ".join(own["nominal"].values()).split(), "other"))
    senses.update(dict.fromkeys(("lost", "cut", "cuts", "cutting", "raised", "added", "gained", "shed"), "change"))
    senses.update(dict.fromkeys(("gain", "gains", "lose", "loses", "adds", "add"), "change"))
    for aux in own["classes"]["auxiliaries"].split():
        senses.pop(aux, None)
    senses.update(dict.fromkeys(("was", "were", "is", "are", "be", "been"), "level"))
    senses.update(dict.fromkeys(("had", "has", "have", "having"), "have"))
    return senses
