"""Compare what the text says without a figure: "the number of thefts from cars rose in 2009"."""

from __future__ import annotations

import re
from dataclasses import replace

from claims.model import Kind, Mood
from claims.patterns import regex
from claims.period import frequency, previous_year
from reference.cells import cell_of
from reference.comparison import Comparison, Repair
from reference.labels import is_change
from reference.lexicon import load
from reference.match import ACCEPT, CERTAIN, MARGIN, Candidate, candidates
from reference.model import Indicator, Observation
from reference.reading import Reading, Scene
from reference.units import parse_unit
from reference.wording import is_moment, opposite
from reference.words import content, lexicon, tokens

__all__ = ["compare_directions", "telling_verb"]

_CHANGES = (Kind.GROWTH_RATE, Kind.PP_CHANGE, Kind.ABSOLUTE_CHANGE, Kind.MULTIPLE)
_WORDS = regex(r"[a-z]+")
_NOT_FACT = regex(
    r"\b(?:forecast|expected|expects?|projected|predicted|will|would|could|may|might|if|not|never|likely|plans?|aims?|targets?)\b",
    re.IGNORECASE,
)


def telling_verb(scene: Scene, reading: Reading) -> tuple[int, int, str] | None:
    """Return the verb that tells a figure as done, and its wording as a forecast ("is forecast to rise")."""
    if reading.binding is not None and reading.binding.mood is not Mood.FACT:
        return None
    if _NOT_FACT.search(scene.document.text, reading.sentence.start, reading.end):
        return None
    verbs: dict[str, str] = load("matching")["past"]
    words = tokens(scene.document.text[reading.sentence.start : reading.start])
    for word, start, end in reversed(words):
        base = verbs.get(word.lower())
        if base is not None:
            at = reading.sentence.start
            return at + start, at + end, f"is forecast to {base}"
    return None


def compare_directions(scene: Scene) -> list[Comparison]:
    """Judge verbs of direction that no figure measures, where the subject names a series."""
    found = []
    verbs = load("matching")["past"]
    moves = {word for word in scene.directions if verbs.get(word) not in (None, "be")}
    for sentence in scene.document.sentences:
        if scene.only_period(sentence) is None:
            continue
        text = scene.document.sentence_text(sentence)
        if moves.isdisjoint(_WORDS.findall(text.lower())):
            continue
        moving = [
            (sentence.start + start, sentence.start + end) for word, start, end in tokens(text) if word.lower() in moves
        ]
        if len(moving) == 1 and not _measured(scene, *moving[0]) and not _NOT_FACT.search(text):
            judged = _judge(scene, *moving[0])
            found += [judged] if judged is not None else []
    return found


def _measured(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a figure of the sentence says how far it moved, or is itself what moved."""
    sentence = scene.document.sentence_at(start)
    return any(
        q.kind in (*_CHANGES, Kind.RANK) or q.direction_span == (start, end) or q.end <= start
        for q in scene.sentence_quantities(sentence)
        if q.is_claim
    )


def _judge(scene: Scene, start: int, end: int) -> Comparison | None:
    sentence = scene.document.sentence_at(start)
    subject = scene.document.text[sentence.start : start]
    reading = scene.of_wording(start, end, scene.only_period(sentence))
    reading = replace(reading, core=_subject_core(scene, reading, subject), moves=True)
    if set(reading.core) & lexicon().falling or is_moment(scene, reading):
        return None
    if not reading.core or frequency(reading.period) not in ("year", "fiscal"):
        return None
    says = _says(subject)
    found = [c for c in candidates(reading, scene.store, _ordinary) if c.blocked is None and c.score >= ACCEPT]
    fitting = [c for c in found if _is_share(c.indicator) == (says == "share") or says == ""]
    if not fitting or fitting[0].score < CERTAIN - MARGIN:
        return None
    return _verdict(scene, reading, found, fitting, subject)


def _verdict(
    scene: Scene, reading: Reading, found: list[Candidate], fitting: list[Candidate], subject: str
) -> Comparison | None:
    """Compare the direction of the best series that fits the subject; look at the others where it differs."""
    start, end = reading.start, reading.end
    way = scene.directions[scene.document.text[start:end].lower()]
    moved = {c.indicator.id: _moved(scene, reading, c) for c in found}
    top = fitting[0]
    actual = moved[top.indicator.id]
    if actual is None:
        return None
    cells = _cells(scene, reading, top)
    unit = top.indicator.unit
    base = Comparison(start=start, end=end, outcome="supported", aspect="direction", match=top, cells=cells, unit=unit)
    if actual == way:
        return base
    sort = _is_share(top.indicator)
    other = next((c for c in found if _is_share(c.indicator) != sort and moved[c.indicator.id] == way), None)
    if other is not None and _says(subject) == "":
        return None  # either may be meant
    note = f"{cells[1].printed} in {cells[1].period}, {cells[0].printed} in {cells[0].period}"
    if other is not None:
        return _other_measure(scene, base, other, subject, reading.sentence.start, note)
    if len([c for c in fitting if c.score > top.score - MARGIN]) > 1:
        return None
    return replace(base, outcome="refuted", diagnosis=("direction",), note=note, repairs=opposite(scene, start, end))


def _subject_core(scene: Scene, reading: Reading, subject: str) -> tuple[str, ...]:
    """Return the stems of the words before the verb, places and words of measure left out."""
    places = {w for p in scene.places for w in content(scene.document.text[p.start : p.end])}
    measures = {w for text in (lexicon().number_words, lexicon().share_words) for one in text for w in content(one)}
    return tuple(w for w in content(subject) if w not in places | measures and not w.isdigit() and w != "not")


def _ordinary(indicator: Indicator) -> bool:
    return (
        not indicator.is_growth
        and indicator.kind != "rank"
        and not is_change(indicator)
        and parse_unit(indicator.unit).dimension != "ordinal"
    )


def _is_share(indicator: Indicator) -> bool:
    return parse_unit(indicator.unit).dimension in ("percent", "ratio")


def _says(subject: str) -> str:
    """Return whether the subject names a number or a share."""
    words = {word.lower() for word, _, _ in tokens(subject)}
    if words & lexicon().share_words:
        return "share"
    return "number" if words & lexicon().number_words else ""


def _cells(scene: Scene, reading: Reading, match: Candidate) -> tuple[Observation, ...]:
    published = scene.document.published
    pair = [
        cell_of(scene.store, match.indicator.id, match.area, p, published)
        for p in (reading.period, previous_year(reading.period))
    ]
    return tuple(cell.observation for cell in pair if cell is not None)


def _moved(scene: Scene, reading: Reading, match: Candidate) -> str | None:
    cells = _cells(scene, reading, match)
    if len(cells) != 2 or cells[0].interval.meets(cells[1].interval):
        return None
    return "up" if cells[0].value > cells[1].value else "down"


def _other_measure(scene: Scene, base: Comparison, other: Candidate, subject: str, at: int, note: str) -> Comparison:
    """The number went one way and the share the other: the story has taken one for the other."""
    known = lexicon()
    wrong, right = (
        (known.share_words, "number")
        if base.match is not None and _is_share(base.match.indicator)
        else (known.number_words, "share")
    )
    named = next(((start, end) for word, start, end in tokens(subject) if word.lower() in wrong), None)
    start, end = (at + named[0], at + named[1]) if named else (base.start, base.end)
    own = [
        w.lower() for w, _, _ in tokens(other.indicator.label) if w.lower() in (known.share_words | known.number_words)
    ]
    words = dict.fromkeys([right, *own]) if named else {}
    repairs = tuple(
        Repair(start=start, end=end, how="text", text=word, why=f"the {word} moved that way") for word in words
    )
    return replace(
        base,
        start=start,
        end=end,
        outcome="refuted",
        diagnosis=("number-vs-proportion",),
        repairs=repairs,
        note=f"{note}; it is the {right} that moved that way",
    )
