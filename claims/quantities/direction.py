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
_LEVELS = frozenset(_LEXICON["levels"]["verbs"].split())
_LINKS = frozenset(
    "to from by of at in on for with against versus vs than compared as into until between".split()
)
_FILLERS = frozenset(
    "a an the another further additional extra some only just about still even also total combined respectively record modest slight sharp"
    " full whopping hefty staggering cumulative net overall healthy solid robust strong mere estimated average annual annualised annualized yearly monthly quarterly"
    " seasonally adjusted real nominal roughly around nearly almost year-on-year year on quarter month week day over much".split()
)
_NO_DIRECTION = frozenset(load("kinds")["percent"]["making_up"].split())
_STOPS = frozenset(';:.!?()—"“”')
_REACH = 12


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
    j = at - 1
    gone = 0
    strange = 0
    while j >= floor and gone < _REACH:
        word = tokens.low[j]
        gone += 1
        if word in _STOPS:
            break
        if word == ",":
            if link in ("to", "by", "from") and gone <= 2:
                j -= 1
                continue
            break
        if not link and word in _LINKS and strange == 0:
            link = word
            if word in (
                "at",
                "as",
                "into",
                "than",
                "versus",
                "against",
                "compared",
                "with",
                "between",
                "until",
                "for",
                "in",
            ):
                break
            j -= 1
            continue
        cue = _cue_at(tokens, j, floor, link)
        if cue is not None:
            return cue
        if word in _FILLERS or word.endswith("ly") or word == "-":
            j -= 1
            continue
        strange += 1
        if strange > (9 if link == "by" else 7 if link == "of" else 2 if link == "" else 6):
            break
        if not link and not (tokens.word(j - 1) in _FILLERS and strange <= 2):
            break
        if link == "of" and word in ("total", "share", "out"):
            break
        j -= 1
    return Cue("none", None, 0, 0, link)


def _cue_at(tokens: Tokens, j: int, floor: int, link: str) -> Cue | None:
    word = tokens.low[j]
    if link == "of" and word in NOUNS:
        return Cue("noun", NOUNS[word], tokens.start[j], tokens.end[j], link, word)
    if word in _PARTICLES and (word not in ("ahead", "off", "back") or tokens.word(j - 1) in _PARTICLE_VERBS):
        if word == "up" and tokens.word(j - 1) in _NO_DIRECTION:
            return None
        start = tokens.start[j]
        if j - 1 >= floor and tokens.low[j - 1] in _PARTICLE_VERBS:
            start = tokens.start[j - 1]
        return Cue("adverb", _PARTICLES[word], start, tokens.end[j], link, word)
    if link == "by" and word in _BY_VERBS:
        return Cue("verb", _BY_VERBS[word], tokens.start[j], tokens.end[j], link, word)
    if word in VERBS and link != "of":
        return Cue("verb", VERBS[word], tokens.start[j], tokens.end[j], link, word)
    if word in NOUNS and link in ("to", "from", "by", ""):
        return Cue("noun", NOUNS[word], tokens.start[j], tokens.end[j], link, word)
    if word in ("-",) and j - 1 >= floor and tokens.word(j + 1) in ("up", "down"):
        return None
    return None


def right_cue(tokens: Tokens, at: int, ceiling: int) -> Cue:
    """Return the cue after token `at`: "higher", "more than", "increase", "up on", "below its peak"."""
    j = at
    strange = 0
    while j < ceiling and j < at + 7:
        word = tokens.low[j]
        if word == "-" and tokens.glued(j):
            j += 1
            continue
        if word in ADVERBS and strange == 0:
            return Cue("adverb", ADVERBS[word], tokens.start[j], tokens.end[j], "", word)
        if word == "off" and strange == 0:
            return Cue("adverb", "down", tokens.start[j], tokens.end[j], "", word)
        if word in NOUNS and not (
            word in VERBS
            and strange
            and word not in ("rise", "increase", "drop", "decline", "cut", "jump", "gain", "fall")
        ):
            return Cue("noun", NOUNS[word], tokens.start[j], tokens.end[j], "", word)
        if not word[0].isalpha() or word in _RIGHT_STOPS:
            break
        strange += 1
        if strange > 4:
            break
        j += 1
    return Cue("none", None, 0, 0, "")


_RIGHT_STOPS = frozenset(
    "of in on to from by for at and or but while with than that which who as was were is are had has have said it they the after since"
    " between during compared against because when where its their this last next over under".split()
)
