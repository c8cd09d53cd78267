"""Whose a figure is where its sentence names nobody: the names of the story weighed against each other.

Every name told before the figure is a candidate, and so is nobody. What is true of a candidate adds to its weight: how
the story opens with it, how the sentences around the figure stand to it, whether it is a person and the sentence speaks
of one. The weights are data (`lexicon/en/salience.toml`). The heaviest wins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from claims.binding.areas import Found
from claims.binding.cast import Cast, Character, Mention
from claims.binding.gazetteer import gazetteer
from claims.binding.items import Item, Row
from claims.binding.standing import speaks_of_someone
from claims.lexicon import load

__all__ = ["Salience", "Scene", "truths"]

_MOST_SINCE = 4
_CAPITALS = 4  # letters of a short name in capitals
_PASSING = ("adjective", "origin", "modifier")


@dataclass(frozen=True, slots=True)
class Scene:
    """What the sentences before have led to, when a figure asks whose it is."""

    row: Row
    at: int  # the figure's item
    rule: Found | None  # what the last sentence with a name left the story at
    lead: Found | None  # what the story began with
    subject: Found | None  # of the sentence before


@dataclass(slots=True)
class Salience:
    """Weighs the cast of a story for one figure after the other."""

    cast: Cast = field(default_factory=Cast)
    chosen: dict[Hashable, Found | None] = field(default_factory=dict)

    def choose(self, scene: Scene) -> Found | None:
        """Return whose a figure is; None where the story tells of nobody."""
        index = scene.row.sentence.index
        names = bisect_left(self.cast.starts.get(index, ()), scene.row.items[scene.at].start)
        key = (index, names, *(found and found.name for found in (scene.rule, scene.lead, scene.subject)))
        if key not in self.chosen:
            self.chosen[key] = self._weigh(scene)
        return self.chosen[key]

    def _weigh(self, scene: Scene) -> Found | None:
        weights = _weights()
        best = weights["nobody"]["always"] + (weights["nobody"]["rule"] if scene.rule is None else 0.0)
        chosen: Found | None = None
        known = False
        for character, truth in truths(self.cast, scene):
            weight = sum([weights[group][name] * times for (group, name), times in truth.items()])
            known = known or (scene.rule is not None and character.found.name == scene.rule.name)
            if weight > best:
                best, chosen = weight, character.found
        if scene.rule is not None and not known and weights["told"]["rule_unnamed"] > best:
            return scene.rule  # no phrase of the story: the country of a dateline's city
        same = scene.rule is not None and chosen is not None and chosen.name == scene.rule.name
        return scene.rule if same else chosen


@cache
def _weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = load("salience")
    return weights


Truths = dict[tuple[str, str], float]  # (table, key) of the weights: how often it is true


def truths(cast: Cast, scene: Scene) -> Iterator[tuple[Character, Truths]]:
    """Yield every name told before a figure with what is true of it."""
    index, start = _position(cast, scene)
    told = [(c, [m for m in c.mentions if (m.row, m.found.start) < (index, start)]) for c in cast]
    ends = {
        character.found.name: max((m.found.start for m in mentions if m.role not in _PASSING), default=-1)
        for character, mentions in told
    }
    spoken = speaks_of_someone(scene.row)
    called = _called(scene.row)
    pronoun = scene.row.items[0].kind == "pron" and scene.row.items[0].lower in ("it", "they")
    for character, mentions in told:
        if not mentions:
            continue
        found = character.found
        truth = _standing(cast, character, mentions, index)
        since = sum(end > mentions[-1].found.start for end in ends.values())
        truth["told", "since"] = min(since, _MOST_SINCE)
        if scene.rule is not None and scene.rule.name == found.name:
            truth["told", "rule"] = 1
            if found.kind == "country":
                truth["told", "rule_country"] = 1
        if scene.lead is not None and scene.lead.name == found.name:
            truth["told", "first"] = 1
        if pronoun and scene.subject is not None and scene.subject.name == found.name:
            truth["told", "pronoun_subject"] = 1
        if found.kind in called and not character.person:
            truth["told", "called"] = 1
        if called - {found.kind}:
            truth["told", "called_other"] = 1
        kind = _kind(character)
        if kind in ("person", "more_words"):
            truth["someone", f"{'spoken' if spoken else 'unspoken'}_{kind}"] = 1
        elif spoken:
            truth["someone", "spoken_other"] = 1
        yield character, truth


def _position(cast: Cast, scene: Scene) -> tuple[int, float]:
    """Return the sentence and the offset before which a name counts; for a headline, all of the next sentence, too."""
    index = scene.row.sentence.index
    if index < cast.lead:
        return cast.lead, float("inf")
    return index, scene.row.items[scene.at].start


def _standing(cast: Cast, character: Character, told: list[Mention], index: int) -> Truths:
    """Return what is true of a name by where it stands; `told`: its mentions before the figure, in sentence `index`."""
    mentions, name = character.mentions, character.found.name
    truth: Truths = {("kind", _kind(character)): 1}
    for mention in mentions:
        if cast.opening <= mention.row <= cast.lead:
            truth["lead", mention.role] = 1
    for mention in told:
        place = "here" if mention.row == index else "before" if mention.row == index - 1 else ""
        if place and mention.role in _weights()[place]:
            truth[place, mention.role] = 1
    roles = {mention.role for mention in mentions}
    if len(roles) == 1 and f"only_{mentions[0].role}" in _weights()["told"]:
        truth["told", f"only_{mentions[0].role}"] = 1
    if told[0].row > cast.lead and len({mention.row for mention in mentions}) == 1:
        truth["told", "once_late"] = 1
    if name.isupper() and len(name) <= _CAPITALS:
        truth["told", "short_capitals"] = 1
    return truth


def _kind(character: Character) -> str:
    found = character.found
    if character.person:
        return "person"
    if found.kind == "organisation" and found.code is None:
        return "more_words" if " " in found.name else "one_word"
    return found.kind


def _called(row: Row) -> frozenset[str]:
    """Return what kinds of place or body a sentence calls back: "the city", "its council"."""
    kinds = (_called_kind(item, words) for item in row.items for words in (item.words, item.owner))
    return frozenset(kind for kind in kinds if kind is not None and kind != "source")


def _called_kind(item: Item, words: Sequence[Item]) -> str | None:
    if item.kind != "np" or (words is item.words and item.det not in ("the", "its", "this")) or len(words) != 1:
        return None
    return gazetteer().types.get(words[0].text)  # in lower case: "the country's", and no "City's"
