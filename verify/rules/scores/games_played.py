"""How many games of a series a sentence says were played: "after four games", "before game six"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.patterns import regex
from verify.rules.small_numbers import NUMBER, ORDINAL, cardinal, ordinal

__all__ = ["MOST_GAMES", "OPEN", "Played", "find_played", "number_of"]

_AFTER = regex(rf"\b(?:after|through|over)\s({NUMBER})\s(?:games?|matches|meetings)\b", re.I)
_IN_TOTAL = regex(
    rf"\b(?:won|win|wins|took|take|takes|clinched|lost)\b[^.;]{{0,80}}?\bin\s({NUMBER})(?:\s(?:games|"
    rf"matches))?(?=[\s,.;]|$)",
    re.I,
)
_BEFORE_GAME = regex(
    rf"\b(?:into|before|ahead of|entering|hosts?|visits?|faces?|play|"
    rf"plays)\s(?:a\s)?(?:[\w-]+\s)?game\s({NUMBER})\b",
    re.I,
)
# "Moved into a 2-1 lead by winning the third Test": the one just played.
_NTH_GAME = regex(
    r"\b(?:took|takes?|taken|taking|opened|moved\sinto|grabbed|claimed|earned)\san?\s\d[-–]\d\slead\b[^;]{0,90}?"
    rf"(?<!\bafter\s)(?<!having\s)\b(?:to\swin|winning|with\s(?:a\s)?(?:win|victory)\sin)\sthe\s(?P<nth>{ORDINAL})\s"
    r"(?:match|Test|game|ODI|one-dayer)\b"
)
_GAME = regex(rf"\b(?:in|after|won|winning|lost|taking|took|of)\s(?:a\s)?(?:[\w-]+\s)?game\s({NUMBER})\b", re.I)
MOST_GAMES = 9  # of a best-of-nine series, the longest there is
# Games that may not be played: nothing is counted.
OPEN = regex(r"\b(?:if|would|could|can|may|might|should|forced?|forcing|force|necessary|needed|since|ever)\b", re.I)


@dataclass(frozen=True, slots=True)
class Played:
    """How many games the sentence says were played, and the words that say so."""

    games: int
    start: int
    end: int
    text: str
    shift: int  # "before game six": five were played


def find_played(text: str) -> Played | None:
    if OPEN.search(text):
        return None
    for pattern, shift in ((_AFTER, 0), (_BEFORE_GAME, 1), (_GAME, 0), (_IN_TOTAL, 0)):
        match = pattern.search(text)
        games = number_of(match)
        if match and games and shift < games <= MOST_GAMES:
            return Played(games - shift, match.start(1), match.end(1), match.group(1), shift)
    nth = list(_NTH_GAME.finditer(text))
    played = ordinal(nth[0]["nth"]) if len(nth) == 1 else None
    return Played(played, *nth[0].span("nth"), nth[0]["nth"], 0) if played and played <= MOST_GAMES else None


def number_of(match: re.Match[str] | None) -> int | None:
    return cardinal(match.group(1)) if match else None
