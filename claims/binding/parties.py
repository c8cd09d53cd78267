"""Polls: the shares of parties and candidates, and who was asked."""

from __future__ import annotations

from collections.abc import Sequence

from claims.binding.areas import Found
from claims.binding.attachment import Attachment
from claims.binding.chains import Chain
from claims.binding.items import Row
from claims.binding.reading import Reading
from claims.binding.scan import Left
from claims.binding.words import word_set
from claims.model import Kind

__all__ = [
    "answers",
    "is_opinion",
    "is_party_share",
    "is_seats",
    "is_support",
    "is_surveyed",
    "people_named",
    "stands_on",
]

_NAMED = ("verb of a named thing", "name in a list", "phrase, at a figure")
_RESPONDENTS = word_set("respondents")
_ANSWERING = word_set("answering")
_BACK = 40  # items
_PERCENT = ("percent", "percentage_point")
_SURVEYS = frozenset({"poll", "survey", "polls", "surveys"})


def is_support(reading: Reading) -> bool:
    """Say whether a figure is the backing of a party or a candidate: the story is of none of them."""
    if reading.unit not in _PERCENT or reading.area is None or reading.phrase is None:
        return False
    words = reading.phrase.normal.split()
    named = reading.area.code is None and reading.area.kind in ("organisation", "person")
    voted = words[:2] == ["share", "of"] and words[-1] in _VOTES
    return named and (words == ["share"] or voted or words[0] in ("support", "backing"))


def is_seats(reading: Reading) -> bool:
    """Say whether a figure is of the seats that a party has: the story is of none."""
    area, words = reading.area, reading.phrase.normal.split() if reading.phrase is not None else []
    if area is None or reading.kind is not Kind.COUNT or not words:
        return False
    return area.code is None and area.kind in ("organisation", "person") and words[0] in ("seats", "mps", "lawmakers")


_VOTES = frozenset({"vote", "votes", "ballot", "ballots"})


def is_opinion(row: Row, at: int, reading: Reading, attachment: Attachment) -> bool:
    """Say whether a percentage is of nobody named who think or would do something: "Only 23% think that"."""
    if reading.kind is not Kind.SHARE or attachment.how != "alone" or attachment.predicate is None:
        return False
    opened = Left.of(row.items, at).kind in ("start", "stop")
    verbs = row.items[at + 1 : at + 4]
    return opened and any(i.kind == "verb" and (i.lower in _THINKING or verbs[0].kind == "modal") for i in verbs)


_THINKING = frozenset(
    "think thinks thought say said believe believed want wanted back support oppose favour favor trust fear"
    " agree prefer".split()
)


def answers(row: Row, at: int) -> bool:
    """Say whether what follows a share is what people say or do: "56 percent told a survey they would move"."""
    after = next((i for i in row.items[at + 1 : at + 4] if i.kind != "adv"), None)
    return after is not None and after.kind in ("verb", "aux", "modal") and after.lower in _ANSWERING


def people_named(row: Row, before: int) -> Chain | None:
    """Return the people whom a sentence names last before an item: "Shop owners fear losses; 56 percent …"."""
    for at in range(min(before, len(row.items)) - 1, max(before - _BACK, -1), -1):
        words = row.items[at].words
        if row.items[at].kind == "np" and words and words[-1].lower in _RESPONDENTS:
            return Chain(at, at)
    return None


def stands_on(row: Row, at: int) -> bool:
    """Say whether a party "is on" a percentage."""
    left = Left.of(row.items, at)
    return left.kind == "verb" and left.link == "on" and row.items[left.at].lower in ("is", "are", "was", "were")


def is_surveyed(row: Row, attachment: Attachment) -> bool:
    """Say whether a figure counts who was asked: "a poll of 1,540 adults"."""
    words = row.items[attachment.near[0].last].words if attachment.near and not attachment.near[0].empty else ()
    return bool(words) and words[-1].lower in _SURVEYS


def is_party_share(
    reading: Reading,
    attachment: Attachment,
    shared: Reading | None,
    named: Sequence[Found],
    told: bool,
) -> bool:
    """Say whether a percentage is the share of a named party: "The Greens are on 9%".

    `told`: such shares were told just before, or nothing but counts, or the wording says it ("is on").
    """
    if attachment.how not in _NAMED or reading.unit not in _PERCENT:
        return False
    if reading.kind not in (Kind.SHARE, Kind.LEVEL, Kind.PP_CHANGE):
        return False
    if shared is not None and shared.kind is not Kind.COUNT:
        return shared.topic is None and shared.unit in _PERCENT
    if not named or any(area.back or area.kind not in ("organisation", "person") for area in named):
        return False
    return shared is not None or told
