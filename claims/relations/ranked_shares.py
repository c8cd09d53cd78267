"""Two parts that compete for one whole, each with its share: the winner and who came next, two lists in one vote.

"Vetra sold most, 61,000, which was 30.5% of the total. Ormand came next with 42,000, or 21.0%"; "Dahl had 1,320,000
votes, or 44.0%, to 1,110,000, or 37.0%, for Roth".
"""

from __future__ import annotations

from claims.model import Hedge, Kind
from claims.patterns import regex
from claims.relations.scene import Scene, Slot

__all__ = ["compete"]

_NTH = r"(?:second|third|fourth|fifth|last)"
_PLACES = rf"(?:{_NTH}|next|runner-up|close behind|in {_NTH} (?:place|position))"
_FOLLOWS = regex(
    rf"^\W*(?:[\w.'’&-]+\s){{1,6}}?(?:(?:came|comes|was|were|is|are|ranked|ranks|finished|stood|lay|placed)\s(?:a\s)?"
    rf"(?:close\s|distant\s)?{_PLACES}(?:\s(?:with|on|at)|,)|followed\s(?:with|on|at))\s$"
)
_THEN = regex(
    rf"^\)?(?:\sof\s(?:the\s|all\s)?(?:[\w'’]+\s)?(?:total|vote|votes|market|whole))?"
    rf"(?:,\s(?:(?:while|and|with)\s)?|;\s|\sand\s|,?\sahead of\s)(?:[\w.'’&-]+\s){{1,6}}?"
    rf"(?:(?:came|comes|was|ranked|finished)\s(?:a\s)?{_PLACES}\s(?:with|on|at)|followed\s(?:with|on|at))\s$"
)
_TO = regex(
    r"^\)?(?:\sof\s(?:the\s|all\s|those\s)?(?:valid\s)?(?:votes?|ballots|cast|total)(?:\scast)?)?,?\s"
    r"(?:to|against|and\s(?!the\s)(?:(?!with\b|by\b|in\b)[\w.'’-]+\s){1,5})\s?$"
)
_MOST = regex(
    r"\b(?:most|largest|biggest|highest|top|no\. 1|number one|first|leads?|led|leading|leader|headed|heads|ahead|"
    r"won|wins|winner|main|chief|beat|kept)\b"
)
_OF_SOME = regex(r"\b(?:of|among|from) (?:these|those|them|whom|which|whose)\b|\b(?:its|his|her|their) own\b|\beach\b")
_OWN = regex(
    r"^\)?\s*(?:of (?:the |all |its |their )?(?:world |global |overall |national |valid )?"
    r"(?:total|whole|vote|votes|market|votes cast|ballots|sum)\b)?"
    r"\s*(?:[.,;:)–—]|$|(?:for|and|while|ahead|followed|against|to)\b)"
)
_PLACE = regex(
    rf"\b(?:in|at|among) (?!midnight|noon|least|present|{_NTH}|all\b|the (?:final|run|end|first round|country))[a-z]"
)
_OTHER_TIME = regex(
    r"\b(?:in (?:19|20)\d\d|last (?:year|month|quarter|time)|(?:a|the) (?:year|month) (?:ago|earlier|before)|"
    r"previous(?:ly)?|first (?:count|round)|second (?:count|round)|recount|first half|second half)\b"
)
_VOTES = frozenset({"count:vote", "count:ballot"})
_LEAST = 100  # small numbers are of seats and points, whose shares need not go with them


def compete(scene: Scene, share: Slot, part: Slot, share_2: Slot, part_2: Slot) -> bool:
    """Tell whether two parts with their shares are first and next in one order, or the two sides of one vote."""
    row = sorted((part, share, part_2, share_2), key=lambda s: s.order)
    inside = [s for s in scene.slots[row[0].order : row[3].order + 1] if s.q.kind is not Kind.RANK]
    if inside != row or share_2 in row[:2] or part_2 in row[:2] or row[3].sentence - row[0].sentence > 1:
        return False
    if part.block != share_2.block or {share.q.unit, share_2.q.unit} != {"percent"}:
        return False
    if any((s.q.value or 0) < _LEAST or s.q.hedge is Hedge.BETWEEN or s.marked_base for s in (part, part_2)):
        return False
    said = " ".join(scene.sentence_text(n) for n in range(row[0].sentence, row[3].sentence + 1)).lower()
    if _OF_SOME.search(said) or _OTHER_TIME.search(said):
        return False
    if not all(_OWN.match(s.right) for s in (share, share_2) if s in (row[1], row[3])):
        return False
    votes = part.q.unit in _VOTES and part_2.q.unit in (*_VOTES, "count", "")
    if row[2].sentence > row[1].sentence:
        start = scene.document.sentences[row[2].sentence].start
        opening = scene.document.text[start : row[2].q.start].lower()
        follows = _FOLLOWS.match(opening) is not None
    else:
        gap = scene.gap(row[1], row[2])
        follows = _THEN.match(gap) is not None or (votes and _TO.match(gap) is not None)
    return follows and (votes or _MOST.search(said) is not None) and not _PLACE.search(said)
