"""Turnout beside the votes and the roll: "The ward has 8,400 voters. … 3,780 ballots were cast, a turnout of 45%"."""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.relations.kinship import of_one_frame
from claims.relations.scene import Scene, Slot, measure
from claims.relations.share import share_relation
from claims.relations.share_beside import is_share
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_TURNOUT = regex(
    r"\b(?:turnout|participation|response rate)(?:\s(?:rate|figure))?(?:\s(?:in|at|on|among)\s[^,;.\d]{2,30}?)?"
    r"(?:\s(?:thus|therefore))?(?:\s(?:of|was|is|at|to|came|came in|reached|stood|amounted|worked out|put|hit"
    r"|just|only|thus))*"
    rf"\s{ABOUT}$"
)
_TURNOUT_NEXT = regex(
    r"^\s*(?:turnout\b|of (?:the |all )?(?:electorate|(?:registered |eligible )?(?:voters|electors"
    r"|members)) (?:voted|turned out)\b)"
)
_CAST = regex(
    r"^\s*(?:valid\s)?(?:votes?|ballots?|ballot papers|papers|postal votes|people|voters|electors|members"
    r"|of (?:them|whom|these|those)|residents)?"
    r"\s*(?:had |have |were |was )?(?:all |in all )?(?:cast|counted|returned|voted|did so|turned out|took part"
    r"|went to the polls|sent back|"
    r"filled in|handed in|valid)\b|^\s*(?:valid\s)(?:votes|ballots)\b"
)
_CAST_LEFT = regex(r"\bwhom\s+$|\bof (?:them|these|those),?\s+$")
_VOTED_NEXT = regex(
    r"^\s*(?:of (?:them|these|those)\s)?(?:had |have )?(?:voted|did so|turned out|took part|cast"
    r"|went to the polls|sent)\b"
)
_ROLL = regex(
    r"^\s*(?:registered|eligible|enrolled)\s(?:voters|electors|members|people|residents|citizens)\b"
    r"|^\s*(?:people|residents|members|citizens|adults|workers|employees|shareholders|of them"
    r"|men and women)?,?\s*(?:who (?:were|are) )?"
    r"(?:registered to vote|registered|entitled to vote|eligible to vote|on the (?:[\w'’]+\s){0,2}(?:roll"
    r"|register|list))\b"
    r"|^\s*(?:people|residents|members|citizens)\s(?:who )?(?:could|may|can) vote\b"
)
_VOTERS = regex(
    r"^\s*(?:voters|electors)\b(?!\s(?:had|have|were|was|turned|went|cast|voted|took|backed|chose|did|said))"
)
_HAS = regex(r"\b(?:has|have|had|numbers|numbered|are|were|with|of (?:the|its|their|all))\s(?:some |about )?$")
_ROLL_LEFT = regex(
    r"\b(?:electorate|electoral roll|roll|register) (?:of|with|numbers|numbered|is|was|holds|stood at|stands at"
    r"|listed)\s(?:about |some )?$"
)
_SPOILT = regex(r"\b(?:spoil\w*|invalid|rejected|blank|void)\b")
_OTHER_POLL = regex(
    r"\b(?:last|previous|earlier|ago|before|together|combined|first round|second round|run-?off|abroad|postal)\b"
)
_REACH = 2  # sentences


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield turnouts with the only votes and the only roll that are told around them."""
    for share in scene.slots:
        if not is_share(share.q) or share.in_table or share.marked_base or not share.q.value:
            continue
        begin = scene.document.sentences[share.sentence].start
        said = scene.document.text[max(begin, share.q.start - 120) : share.q.hedge_start or share.q.start].lower()
        if not _TURNOUT.search(said) and not _TURNOUT_NEXT.match(share.right):
            continue
        near = [
            s
            for s in scene.slots[max(0, share.order - 16) : share.order + 16]
            if abs(s.sentence - share.sentence) <= _REACH and scene.flows(s, share) and _is_count(s)
        ]
        rolls = [s for s in near if _is_roll(s)]
        votes = [s for s in near if s not in rolls and _is_vote(s)]
        if len(rolls) != 1 or not votes:
            continue
        here = [s for s in votes if s.sentence == share.sentence] or votes
        whole = rolls[0]
        first, last = min(share.sentence, whole.sentence), max(share.sentence, whole.sentence)
        told = " ".join(scene.sentence_text(n) for n in range(first, last + 1)).lower()
        if len(here) != 1 or _SPOILT.search(told) or _OTHER_POLL.search(told) or not of_one_frame(here[0], whole):
            continue
        if abs(here[0].sentence - whole.sentence) <= 1:
            yield share_relation(
                share, here[0], whole, Certainty.LIKELY, -3, "votes, roll and turnout", tags=frozenset({UNRIVALLED})
            )


def _is_count(s: Slot) -> bool:
    plain = s.q.kind is Kind.COUNT and measure(s.q) == "count" and s.q.hedge is not Hedge.BETWEEN and not s.in_table
    return plain and bool(s.q.value) and not s.expected


def _is_roll(s: Slot) -> bool:
    voters = _VOTERS.match(s.right) is not None and _HAS.search(s.left) is not None
    return _ROLL.match(s.right) is not None or _ROLL_LEFT.search(s.left) is not None or voters


def _is_vote(s: Slot) -> bool:
    of_them = _CAST_LEFT.search(s.left) is not None and _VOTED_NEXT.match(s.right) is not None
    return (_CAST.match(s.right) is not None or of_them) and not s.marked_base
