"""The wording that says which way a figure moved, within its clause: `lexicon/en/change.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claims.lexicon import load
from claims.model import Direction
from claims.quantities.tokens import Tokens

__all__ = ["Cue", "left_cue", "right_cue"]

_LEXICON = load("change")


def _words(section: str) -> dict[str, Direction]:
    up: dict[str, Direction] = dict.fromkeys(_LEXICON[section]["up"].split(), "up")
    down: dict[str, Direction] = dict.fromkeys(_LEXICON[section]["down"].split(), "down")
    return up | down


VERBS = _words("verbs")
NOUNS = _words("nouns")
ADVERBS = _words("adverbs")
_PARTICLES = _words("particles")
_BY_VERBS = _words("comparing")
_PARTICLE_VERBS = frozenset(_LEXICON["particles"]["verbs"].split())
_CUES = load("cues")
_LINKS = frozenset(_CUES["left"]["links"].split())
_LEVEL_LINKS = frozenset(_CUES["left"]["level_links"].split())
_FILLERS = frozenset(_CUES["left"]["fillers"].split())
_PAYING = frozenset("put puts putting laid lay lays laying paid pay pays paying handed jotted".split())
_SHORT = frozenset({"short", "shy"})  # "6 percent short of the 480 million of 2019"
_RIGHT_STOPS = frozenset(_CUES["right"]["stops"].split())
_PLAIN_NOUNS = frozenset(_CUES["right"]["plain_nouns"].split())
_NO_DIRECTION = frozenset(load("kinds")["percent"]["making_up"].split())
_STOPS = frozenset(';:.!?()—"“”')
_REACH = 12
_PATIENCE = {"by": 9, "of": 7, "": 2}  # how many unknown words may stand between cue and preposition
_AFTER_COMMA = frozenset({"to", "by", "from"})  # "advanced 12 percent, to $1.57"
_COPULAS = frozenset({"was", "is", "were", "are"})
_PLAIN_MOVES = frozenset(
    "rise increase fall drop decline decrease gain jump".split()
)  # "growth was 953" may be a level
_PACES = frozenset({"rate", "pace", "clip", "rhythm"})
_NOUN_LINKS = frozenset({"to", "from", "by", ""})
_WEAK_PARTICLES = frozenset({"ahead", "off", "back"})  # only after a verb: "inched ahead"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of change near a figure, and how it is linked to it."""

    sort: Literal["verb", "noun", "adverb", "none"]
    direction: Direction | None
    start: int
    end: int
    link: str  # to, from, by, of, at …: the preposition right before the figure
    word: str = ""


def left_cue(tokens: Tokens, floor: int, at: int) -> Cue:
    """Return the cue before token `at`, looking back as far as `floor`."""
    link = ""
    noun: Cue | None = None  # after "by" a verb farther back outranks it: "cut its forecast for growth by"
    strange = 0  # words that are neither cue nor filler
    j = at - 1
    stop = max(floor, at - _REACH)
    while j >= stop:
        word = tokens.low[j]
        if word in _STOPS or (word == "," and not (link in _AFTER_COMMA and j >= at - 2)):
            break
        if not link and word in _LINKS and strange == 0:
            link = word
            if word in _LEVEL_LINKS:
                break
        elif _in_compound(tokens, j, floor):
            j -= 2  # "a better-than-expected 0.7%"
            while _in_compound(tokens, j, floor):
                j -= 2
        elif word != ",":
            cue = _cue_at(tokens, j, floor, link)
            if cue is not None and not (cue.sort == "noun" and link == "by"):
                return cue
            noun = noun or cue
            if (
                j == at - 1 > stop
                and tokens.low[at][:1].isdigit()
                and word in _COPULAS
                and tokens.word(j - 1) in _PLAIN_MOVES
            ):
                told = tokens.low[j - 1]  # "the rise is 44 percent"
                return Cue("noun", NOUNS[told], tokens.start[j - 1], tokens.end[j - 1], "of", told)
            if not link and word == "on" and tokens.word(j - 1) in ("up", "down") and not _on_the_year(tokens, j):
                return noun or Cue("none", None, 0, 0, "on")  # "6.9% down on April's strong 5,630": its base
            if link == "of" and word in _PACES:
                link = "pace"  # "grew at an annual rate of"
            elif link == "pace" and word == "at":
                link = "by"
            elif word not in _FILLERS and word != "-" and not word.endswith("ly"):
                strange += 1
                if strange > _PATIENCE.get(link, 6) or (not link and tokens.word(j - 1) not in _FILLERS):
                    break
                if link == "of" and word in ("total", "share", "out"):
                    break
        j -= 1
    return noun or Cue("none", None, 0, 0, "of" if link == "pace" else link)


def _on_the_year(tokens: Tokens, j: int) -> bool:
    """Tell "up on the year 6.9 percent" from "up on the 6.9 percent of May"."""
    return tokens.word(j + 1) == "the" and tokens.word(j + 2) in ("day", "week", "month", "quarter", "season", "year")


def _in_compound(tokens: Tokens, j: int, floor: int) -> bool:
    """Tell whether token j is the end of a word with a hyphen."""
    return j - 2 >= floor and tokens.low[j - 1] == "-" and tokens.glued(j) and tokens.glued(j - 1)


def _cue_at(tokens: Tokens, j: int, floor: int, link: str) -> Cue | None:
    """Return the cue that token j is, given the preposition between it and the figure."""
    if link == "pace":
        return None
    word = tokens.low[j]
    start, end = tokens.start[j], tokens.end[j]
    if link == "of" and word in NOUNS:
        return Cue("noun", NOUNS[word], start, end, link, word)
    if word in _PARTICLES:
        before = tokens.word(j - 1)
        moving = before in _PARTICLE_VERBS
        if word == "down" and before in _PAYING:
            return None  # "put down £48,600" as a deposit
        if (word not in _WEAK_PARTICLES or moving) and not (word == "up" and before in _NO_DIRECTION):
            first = tokens.start[j - 1] if moving and j - 1 >= floor else start
            return Cue("adverb", _PARTICLES[word], first, end, link, word)
    if link == "by" and word in _BY_VERBS:
        return Cue("verb", _BY_VERBS[word], start, end, link, word)
    if word in VERBS and link != "of":
        return Cue("verb", VERBS[word], start, end, link, word)
    if word in NOUNS and link in _NOUN_LINKS:
        return Cue("noun", NOUNS[word], start, end, link, word)
    return None


def _is_height(tokens: Tokens, at: int) -> bool:
    """Tell whether "above" or "below" says where a thing is: "1,410 metres above sea level", "below the surface"."""
    return tokens.word(at + (tokens.word(at) == "the")) in ("sea", "ground", "water", "surface", "waterline", "street")


def right_cue(tokens: Tokens, at: int, ceiling: int) -> Cue:
    """Return the cue after token `at`: "higher", "more than", "increase", "up on", "below its peak"."""
    strange = 0
    if at + 1 < ceiling and tokens.low[at] in _COPULAS:
        return _judged(tokens, at + 1, ceiling)
    for j in range(at, min(ceiling, at + 7)):
        word = tokens.low[j]
        start, end = tokens.start[j], tokens.end[j]
        if word == "-" and tokens.glued(j):
            continue
        if word in ("above", "below") and _is_height(tokens, j + 1):
            break
        if strange == 0 and (word in ADVERBS or word == "off"):
            return Cue("adverb", ADVERBS.get(word, "down"), start, end, "", word)
        if strange == 0 and word in _SHORT and tokens.word(j + 1) == "of":
            return Cue("adverb", "down", start, tokens.end[j + 1], "", word)
        if word in NOUNS and not (strange and word in VERBS and word not in _PLAIN_NOUNS):
            return Cue("noun", NOUNS[word], start, end, "", word)
        if not word[0].isalpha() or word in _RIGHT_STOPS:
            break
        strange += 1
        if strange > 4:
            break
    return Cue("none", None, 0, 0, "")


def _judged(tokens: Tokens, at: int, ceiling: int) -> Cue:
    """Return the noun of "… was the third biggest addition", which says that the figure is a change."""
    for j in range(at, min(ceiling, at + 6)):
        word = tokens.low[j]
        if word in NOUNS and (tokens.low[j - 1].endswith("est") or tokens.low[j - 1] in ("record", "annual")):
            return Cue("noun", NOUNS[word], tokens.start[j], tokens.end[j], "is", word)
        if not word[0].isalpha() and word != "-":
            break
    return Cue("none", None, 0, 0, "")
