"""Shares that should make 100: with a rest, with "no opinion", or in excess of everything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.amounts import MOST_PARTS, is_list, sum_relation
from claims.relations.scene import HUMAN, Scene, Slot

__all__ = ["propose"]

_REST = regex(
    r"\b(?:the rest|remaining|the remainder|everything else|everyone else|all others|the others|the balance)\b"
    r"[^.;:]{0,30}$"
)
_OF_TOTAL = regex(r"^\s*of (?:the |all |its |their )?(?:total|whole|all)\b")
_NO_VIEW = regex(
    r"\b(?:no opinion|no view|undecided|don't know|do not know|did not know|unsure|not sure|don’t know|abstain\w*)\b"
)
_OPENED = regex(r":\s|\b(?:of which|namely|made up of|split into|consisting of)\b")
_BY_ORIGIN = regex(r"^\s*(?:(?:came|comes?|was|were|is|are)\s)?(?:from|as(?! of))\b")  # not "among men"
_SEVERAL = regex(
    r"\b(?:several answers|more than one|multiple|could (?:pick|choose|name|give)|respectively)\b",
    re.IGNORECASE,
)

_AGAINST = regex(r"\bagainst\s+(?:the\s+|some\s+|only\s+|just\s+)?$")
_AT_A_TIME = regex(
    r"\b(?:ago|earlier|before|last|previous\w*|year|month|quarter|week|poll of|survey of|january|february|march|april|"
    r"may|june|july|august|september|october|november|december|spring|summer|autumn|winter|(?:19|20)\d\d|nationally|average)\b"
)
_OPPOSED = regex(
    r"\b(?:against|oppos\w+|disagree\w*|disapprov\w*|reject\w*|said no|say no|vot\w+ no|not|unfavou?rabl[ey]|"
    r"dissatisfied|unhappy|negative\w*|worse|wrong|bad|leave|keep|stay)\b"
)
_OF_WHAT = regex(
    r"^\s*of\s+(?:the\s+|its\s+|all\s+|their\s+|total\s+|this\s+)*(?!them\b|those\b|these\b|which\b|whom\b)(?P<noun>[a-z]+)"
)
_AGAIN = regex(r"(?:\s[\w'’-]+){0,6}?(?:,|\s\(|\s–)\s?(?:or |that is )?(?:about |some )?")
_ALL = 100


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield lists of shares of one whole."""
    for slots in scene.by_sentence.values():
        yield from _shares(scene, slots)
        yield from _parts_of_share(scene, slots)
    for slots in scene.by_block.values():
        yield from _searched(slots)


def _parts_of_share(scene: Scene, slots: Sequence[Slot]) -> Iterator[Relation]:
    """Read "95 percent were confirmed: 85 percent by sight and 10 percent by sound"."""
    shares = [s for s in slots if s.q.unit == "percent" and s.q.kind is Kind.SHARE and s.q.hedge is not Hedge.BETWEEN]
    if not 3 <= len(shares) <= MOST_PARTS or shares[0].in_table:
        return
    whole, *parts = shares
    opened = _OPENED.search(scene.gap(whole, parts[0]))
    made = sum(float(s.q.value or 0) for s in parts)
    if opened and is_list(scene, parts) and not _SEVERAL.search(scene.sentence_text(whole.sentence)):
        if abs(made - 100) <= 1:
            return  # the parts are shares of the first
        group = f"parts-of-share:{whole.q.id}"
        relation = sum_relation(whole, parts, Certainty.LIKELY, group, 0, "a share and its parts")
        sure = ":" in scene.gap(whole, parts[0]) and all(_BY_ORIGIN.match(s.right) and not s.marked_base for s in parts)
        sure = sure and not any((s.q.value or 0) >= (whole.q.value or 0) for s in parts[1:])
        yield replace(relation, tags=relation.tags | {UNRIVALLED}) if sure else relation


def _searched(slots: Sequence[Slot]) -> Iterator[Relation]:
    """Yield neighbouring shares of a paragraph that make 100, or a third share printed before them."""
    shares = [
        s
        for s in slots
        if s.q.unit == "percent" and s.q.kind is Kind.SHARE and s.q.hedge is not Hedge.BETWEEN and s.q.style == "digits"
    ]
    for i in range(len(shares) - 1):
        for k in range(i + 1, min(i + 8, len(shares))):
            parts = shares[i : k + 1]
            made = sum(float(s.q.value or 0) for s in parts)
            if len(parts) == 2 and abs(made - 100) > 0.6 and all(_OF_TOTAL.match(s.right) for s in parts):
                group = f"hundred:{parts[0].q.id}:2"  # two shares "of the total": perhaps all of it, but for a slip
                yield _to_hundred(parts, Certainty.POSSIBLE, group, trials=2)
            if abs(made - 100) <= 0.6:
                yield _to_hundred(parts, Certainty.POSSIBLE, f"hundred:{parts[0].q.id}:{len(parts)}", trials=len(parts))
            before = shares[i - 1] if i else None
            if before is not None and abs(made - float(before.q.value or 0)) <= 0.2:
                yield sum_relation(
                    before,
                    parts,
                    Certainty.POSSIBLE,
                    f"sum:{before.q.id}:{parts[0].q.id}:{len(parts)}",
                    0,
                    "shares that add up",
                    2 * len(parts),
                )


def _to_hundred(parts: Sequence[Slot], certainty: Certainty, group: str, trials: int = 1) -> Relation:
    return Relation(
        kind="sum",
        equation="100 == sum(part)",
        roles={"part": tuple(Term(quantity=s.q) for s in parts)},
        certainty=certainty,
        reading="shares of one whole",
        group=group,
        trials=trials,
        tags=frozenset({"shares"}),
    )


def _is_against(share: Slot) -> bool:
    """Tell the other side, "48 percent for it, against 39 percent who oppose it", from "against 45 percent in May"."""
    return _AGAINST.search(share.left) is not None and _AT_A_TIME.search(share.right.split(",")[0]) is None


def _has_both_sides(shares: Sequence[Slot]) -> bool:
    """Tell whether those against are among the answers, so that with those without a view all of them are told."""
    beside = [_NO_VIEW.sub(" ", f"{_AGAINST.sub('', s.left)} {_AGAINST.sub('', s.right)}") for s in shares]
    return len(shares) > 2 and any(_OPPOSED.search(text) for text in beside)


def _has_other_wholes(shares: Sequence[Slot]) -> bool:
    """Tell whether the shares say that they are of two things: "44 percent of the land and 31 percent of the cows"."""
    named = {m["noun"] for s in shares if (m := _OF_WHAT.match(s.right)) is not None}
    return len({"people" if noun.rstrip("s") in HUMAN or noun in HUMAN else noun.rstrip("s") for noun in named}) > 1


def _made(shares: Sequence[Slot]) -> float:
    return sum(float(s.q.value or 0) for s in shares)


def _is_all(shares: Sequence[Slot]) -> bool:
    return sum(s.q.value or 0 for s in shares) == _ALL


def _runs(count: int) -> Iterator[tuple[int, int]]:
    """Yield the ends of every run of two or more neighbours, but not of all of them."""
    return ((a, b) for a in range(count) for b in range(a + 2, count + 1) if b - a < count)


def _told_again(scene: Scene, share: Slot) -> bool:
    """Tell whether a fraction is printed again as a percentage: "just over half of them, 52%, say yes"."""
    after = scene.slots[share.order + 1] if share.order + 1 < len(scene.slots) else None
    if share.q.style != "fraction" or after is None or after.sentence != share.sentence or after.q.unit != "percent":
        return False
    return _AGAIN.fullmatch(scene.gap(share, after)) is not None


def _without_sublist(shares: list[Slot]) -> list[Slot]:
    """Drop shares that are themselves the parts of the share before them: "45 percent, 33 by pipe and 12 by ship"."""
    for n, share in enumerate(shares):
        made = 0.0
        for k in range(n + 1, len(shares)):
            made += float(shares[k].q.value or 0)
            if k > n + 1 and abs(made - float(share.q.value or 0)) < 0.6:
                return [*shares[: n + 1], *shares[k + 1 :]]
    return shares


def _shares(scene: Scene, slots: list[Slot]) -> Iterator[Relation]:
    """Read shares of one whole that should make 100: with a rest, with "no opinion", or in excess of it."""
    shares = [
        s
        for s in slots
        if s.q.unit == "percent"
        and s.q.kind in (Kind.SHARE, Kind.LEVEL)
        and s.q.hedge is not Hedge.BETWEEN
        and (not s.marked_base or _is_against(s))
    ]
    shares = _without_sublist([s for s in shares if not _told_again(scene, s)])
    if any(s.q.unit == "ratio" for s in slots):
        return  # "three in five favour it, 36 percent do not and the remaining 4 percent …"
    if len(shares) < 2 or shares[0].in_table or len(shares) > MOST_PARTS:
        return
    sentence = scene.sentence_text(shares[0].sentence).lower()
    block = scene.document.blocks[shares[0].block]
    around = scene.document.text[block.start : block.end]
    if _SEVERAL.search(around) or not is_list(scene, shares):
        return
    rest = _REST.search(shares[-1].left[-40:])
    certainty: Certainty | None = None
    earlier = [s for n in (1, 2) for s in scene.by_sentence.get(shares[0].sentence - n, ())]
    goes_on = any(s.block == shares[0].block and s.q.unit == "percent" and s.is_level for s in earlier)
    if rest and not goes_on and not re.search(r"\bof (?:them|these|those|whom|which)\b", sentence):
        certainty = Certainty.CERTAIN if len(shares) > 1 else None
    elif not goes_on and any(_NO_VIEW.search(s.right[:45]) and "the rest" not in s.right[:45] for s in shares[-2:]):
        whole = _has_both_sides(shares) or _made(shares) > _ALL
        certainty = Certainty.CERTAIN if whole else Certainty.POSSIBLE  # "48 percent said yes and 14 did not know"
    elif len(shares) >= 3 and any(_is_all(shares[a:b]) for a, b in _runs(len(shares))):
        return  # "88.4 percent on time, meaning 11.6 percent late; 2.3 percent were cancelled"
    elif len(shares) >= 3:
        low = sum((s.q.strict.lower or 0) for s in shares)
        certainty = Certainty.LIKELY if 100 < low <= 115 else Certainty.POSSIBLE
    if len(shares) == 2 and certainty is None:
        certainty = Certainty.POSSIBLE
    if certainty is not None and _has_other_wholes(shares):
        if _made(shares) > _ALL + 1:
            return  # "61 percent of sales, though 38 percent of the profit"
        certainty = Certainty.LIKELY if certainty is Certainty.CERTAIN else certainty
    if certainty is not None:
        trials = (
            4 if len(shares) == 2 and certainty is Certainty.POSSIBLE else 1
        )  # any two shares may miss 100 by a slip
        yield _to_hundred(shares, certainty, f"shares:{shares[0].q.id}", trials)
