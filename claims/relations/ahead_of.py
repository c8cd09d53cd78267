"""A tally with what it was made in, and how far it is from that of a rival: "81 points from 38 games, six ahead of
City on 75"; the number of games is neither of the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Kind, Relation
from claims.patterns import regex
from claims.relations.difference_reading import apart, by_size
from claims.relations.elided import is_value, of_like_size
from claims.relations.scene import Scene
from claims.relations.told_frames import plain
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_RIVAL = r"(?:(?:the|their|his|her|its)\s)?(?:[\w'’.&-]+\s){1,4}?"
_AWAY = regex(
    rf"^(?:\s(?:points?|goals?|seconds?|strokes?|votes?|seats?|shots?|runs?))?\s(?:(?:ahead of"
    rf"|clear of|above|in front of|better than|more than"
    rf"|behind|adrift of|short of|below|off|fewer than))\s{_RIVAL}(?:,\s)?(?:on|with|who\shave"
    rf"|who\shas|who\sare\son|at)\s{ABOUT}$"
)
_FROM_GAMES = regex(
    r"^(?:\spoints?|\sgoals?)?\s(?:from|in|after|off)\s(?:(?:the|their|his|her|its)\s)?(?:first\s|opening\s)?$"
)
_GAMES = regex(r"^\s(?:\w+\s)?(?:matches|games|starts|races|rounds|outings|fixtures|appearances|innings)\b")
_BESIDE = regex(r"^\s(?:\w+\s){1,2}?(?:so far|played)?,\s(?:just\s|still\s|now\s|and\s)?$|^\s\w+,\s$")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the distance between two tallies, the first of which is told with its games."""
    for slot in scene.slots[2:-1]:
        if slot.q.kind not in (Kind.ABSOLUTE_CHANGE, Kind.COUNT, Kind.LEVEL) or not plain(slot):
            continue
        tally, games, rival = (scene.slots[slot.order + n] for n in (-2, -1, 1))
        if len({s.sentence for s in (tally, games, slot, rival)}) > 1 or not _FROM_GAMES.match(scene.gap(tally, games)):
            continue
        away = _AWAY.match(scene.gap(slot, rival))
        fits = all(is_value(s) and plain(s) for s in (tally, rival)) and of_like_size(slot, tally, rival)
        if away is None or not fits or not _GAMES.match(games.right) or not _BESIDE.match(scene.gap(games, slot)):
            continue
        group = f"change:{slot.q.id}" if slot.is_change else f"difference:{slot.q.id}"
        reading = "a tally, that of a rival and what lies between them"
        yield apart(slot, *by_size(tally, rival), reading, group=group, rank=-3)  # in golf the leader has the fewer
