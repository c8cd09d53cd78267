"""What an addition takes a total to, both told with the total before it: "a final dividend of 6.2p, taking the total
to 9.8p after an interim 3.6p"; "found 36 more cases, bringing the tally to 457 from 421".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Kind, Relation
from claims.patterns import regex
from claims.relations.amounts import sum_relation
from claims.relations.scene import Scene, same_noun
from claims.relations.told_frames import after, of_one_unit, plain, said

__all__ = ["propose"]

_TAKES = regex(
    r"\b(?:taking|bringing|brings|takes|took|brought|pushing|lifting|raising|making|bring"
    r"|take)\s(?:(?:the|its|their|his|her)\s)?"
    r"(?:(?:overall|full-year|annual|final|combined|running|year['’]s|total)\s)*(?:total|tally|toll"
    r"|number|count|sum|payout|dividend|fleet|haul|"
    r"workforce|bill|figure)(?:\s(?!to\b|of\b)[\w'’-]+){0,4}?\s(?:to|up to|of)\s(?:about\s)?$"
)
_FROM = regex(
    r"^(?:\s[\w'’-]+){0,2}?,?\s(?:up\s)?(?:from|after|following|on top of|added to|with"
    r"|compared with)\s(?:the\s|an?\s|its\s)?$"
)
_INTERIM = regex(
    r"^(?:\s[\w'’-]+){0,3}?,?\s(?:after|following|on top of|with|including)\s(?:the\s|an?\s|its\s)?(?:[\w-]+\s)?"
    r"(?:interim|first|half-year|earlier|previous)\s(?:(?:dividend|payment|payout|order|batch"
    r"|donation|pledge|grant|instalment|tranche)\s)?(?:of\s)?$"
)
_OTHER_TIME = regex(r"\b(?:year|month|week|ago|earlier|last|since|previous|january|december|in (?:19|20)\d\d)\b")
_MORE = regex(r"\b(?:more|another|further|additional|extra|new|fresh)\b")
_ADDED = (Kind.ABSOLUTE_CHANGE, Kind.COUNT, Kind.LEVEL)
_NOT_ADDED = regex(r"\b(?:to|at|lost|fell|fewer|less|sold|closed|from|cut|shed|died of)\s$")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield totals with what was added right before them, and the total that it was added to right after."""
    for added, whole, told in zip(scene.slots, scene.slots[1:], scene.slots[2:], strict=False):
        if len({s.sentence for s in (added, whole, told)}) > 1 or not _TAKES.search(said(scene, whole)):
            continue
        if added.q.kind not in _ADDED or added.q.direction == "down" or _NOT_ADDED.search(added.left):
            continue
        gap, right = scene.gap(whole, told), after(scene, told)
        interim = _INTERIM.match(gap) is not None
        if not (interim or _FROM.match(gap)) or (not interim and _OTHER_TIME.search(right[:40])):
            continue
        parts = (added, told)
        if not all(plain(s) and s.q.unit != "percent" for s in (*parts, whole)):
            continue
        if not all(of_one_unit(s, whole) and same_noun(s.q, whole.q) for s in parts):
            continue
        group = f"taken:{whole.q.id}"
        relation = sum_relation(
            whole, parts, Certainty.LIKELY, group, -1, "what was added, what it was added to, and the total"
        )
        plainly = interim or _MORE.search(f"{added.left[-40:]} {added.right[:24]}") is not None
        yield replace(relation, tags=relation.tags | {UNRIVALLED}) if plainly else relation
