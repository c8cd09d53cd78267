"""A record of games: "won 14, drawn six and lost five" are 25 games, and in football 48 points; "14 wins, six draws
and five defeats". A win is worth three points where goals are told; points taken away by a verdict are told as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.amounts import sum_relation
from claims.relations.scene import Scene, Slot
from claims.relations.told_frames import plain

__all__ = ["propose"]

_WON = regex(r"\b(?:won|winning|win)\s(?:just\s|only\s)?$")
_DRAWN = regex(r"\b(?:drawn|drew|drawing|tied)\s(?:just\s|only\s)?$")
_LOST = regex(r"\b(?:lost|losing)\s(?:just\s|only\s)?$")
_WINS, _DRAWS, _DEFEATS = (
    regex(rf"^\s(?:[a-z]+\s)?(?:{words})\b") for words in ("wins|victories", "draws|ties", "defeats|losses")
)
_GAMES = regex(
    r"^\s(?:(?:league|home|away|championship|group|cup|qualifying|opening)\s)*(?:games|matches|fixtures|outings)\b"
)
_OF_GAMES = regex(
    r"^\s*(?:$|[.,;:)–—]|(?:(?:league|home|away|championship)\s)?(?:games|matches|times)\b|(?:of"
    r"|and|in|from|so|but|with|this|since|on|for|to)\b)"
)
_PART = regex(r"\b(?:last|past|previous|opening|first|at home|away|against)\b")
_POINTS = regex(r"^\spoints?\b")
_GOALS = regex(r"\bgoals?\b|\bfootball\b|\bsoccer\b|\bstriker\b|\bgoalkeeper\b|\bscored\b")
_NOT_SO = regex(
    r"\b(?:deduct\w*|docked|penalt(?:y|ies) points|penalised|extra time|shoot-?outs?|abandoned"
    r"|bonus points?|overtime|rugby|cricket|hockey|wickets?)\b"
)
_LAST = regex(r"\b(?:last|past|previous|opening|first|at home|away|against)\s$")
_OTHERS = regex(r"\b(?:ahead|behind|clear|above|adrift|more|fewer|from safety|short)\b")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the games and the points that a record of games makes."""
    for won, drawn, lost in zip(scene.slots, scene.slots[1:], scene.slots[2:], strict=False):
        record = (won, drawn, lost)
        if len({s.sentence for s in record}) > 1 or not all(map(_is_count, record)) or not _is_record(*record):
            continue
        near = [
            s for s in scene.slots[max(0, won.order - 8) : lost.order + 9] if s not in record and s.block == won.block
        ]
        near = [s for s in near if abs(s.sentence - won.sentence) <= 1 and _is_count(s)]
        yield from _games(record, near)
        told = scene.document.text[
            scene.document.blocks[won.block].start : scene.document.blocks[won.block].end
        ].lower()
        part = _PART.search(scene.sentence_text(won.sentence).lower())
        if _GOALS.search(told) and part is None and not _NOT_SO.search(told):
            yield from _points(record, near)


def _is_count(slot: Slot) -> bool:
    return slot.q.kind is Kind.COUNT and plain(slot) and slot.q.scale == 1 and not slot.q.places


def _is_record(won: Slot, drawn: Slot, lost: Slot) -> bool:
    verbs = bool(_WON.search(won.left) and _DRAWN.search(drawn.left) and _LOST.search(lost.left))
    nouns = bool(_WINS.match(won.right) and _DRAWS.match(drawn.right) and _DEFEATS.match(lost.right))
    return nouns or (verbs and all(_OF_GAMES.match(s.right) for s in (won, drawn, lost)))


def _games(record: tuple[Slot, Slot, Slot], near: list[Slot]) -> Iterator[Relation]:
    """Read "from 25 matches" beside a record; the last ten, or those at home, are others."""
    games = [s for s in near if _GAMES.match(s.right)]
    if len(games) != 1 or _LAST.search(games[0].left):
        return
    group, reading = f"games:{games[0].q.id}", "games won, drawn and lost"
    relation = sum_relation(games[0], record, Certainty.LIKELY, group, -1, reading)
    yield replace(relation, tags=relation.tags | {UNRIVALLED})


def _points(record: tuple[Slot, Slot, Slot], near: list[Slot]) -> Iterator[Relation]:
    points = [
        s for s in near if (_POINTS.match(s.right) or s.q.unit == "count:point") and not _OTHERS.search(s.right[:24])
    ]
    if len(points) != 1:
        return
    won, drawn, _ = record
    if points[0].q.value == 2 * (won.q.value or 0) + (drawn.q.value or 0):
        return  # handball, and football of old: two points a win
    yield Relation(
        kind="sum",
        equation="whole == sum(part)",
        roles={
            "whole": (Term(quantity=points[0].q),),
            "part": (Term(quantity=won.q, factor=Decimal(3)), Term(quantity=drawn.q)),
        },
        certainty=Certainty.LIKELY,
        reading="three points a win and one a draw",
        group=f"points:{points[0].q.id}",
        rank=-1,
        tags=frozenset({UNRIVALLED, "weighed"}),
    )
