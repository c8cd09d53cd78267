"""One change told twice, as an amount and in percent: "down 61.75 points, or 1.4 percent"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.change_alone import is_level_of, is_yet_to_change
from claims.relations.kinship import of_one_thing
from claims.relations.lags import lags_in, of_other_sort
from claims.relations.scene import Scene, Slot, comparable
from claims.relations.than_named import is_said_of
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_PERCENT = Decimal("0.01")
_JOINED = regex(r"^[\s,]*(?:\(|or\b|and\b|,|/|–|—)[\s(]*(?:[\w'’-]+\s+){0,3}(?:up|down|by|of|a|an)?\s*$")
_EXTREME = regex(r"\b(?:\w+est|most|least|best|worst|others?)\b")
_THEN_RATE = regex(
    r"^[^,;.]{0,40},\s*(?:an?|the)\s+(?:increase|rise|gain|growth|jump|raise|fall|drop|decline|decrease|"
    r"reduction|cut) of\s*$"
)  # "12,500 chargers were added in the year, an increase of 26 percent"
_ON_THE_STOCK = regex(
    r"^\s+(?:on|from|over|since|above|compared\s+with)\s+(?:the\s+)?(?:end|close|start|beginning)\s+of\b"
)  # no other growth than that of the stock: "an increase of 26 percent on the end of 2022"
_REACHED = regex(
    r"\b(?:reached|approached|topped|exceeded|passed|hit|neared|numbered|totall?ed|(?:stood|was|were)\s+at|came\s+to|"
    r"(?:grew|rose|climbed|swelled|jumped)\s+to)\s+(?:[\w-]+\s+){0,3}$"
)
_AFTER = regex(r"^[^,;.:]{0,60}\bafter\b[^,;.:]*$")
_LEVEL_THEN = regex(r"^[\s,(–—-]*+(?:or|up|down|a|an|\+|with)?[\s(+–-]*+(?:[\w-]+\s+){0,3}$")
_OR_RATE = regex(
    r"^(?:\s(?:in|on|over|for|by)\s[^,;.()]{3,40})?,?\s*(?:(?:or|that is|up|down)\s+"
    r"|an?\s+(?:[\w-]+\s+)?(?:rise|increase|gain|jump|fall|drop|decline|decrease|cut)\s+of\s+)$"
)
_SINCE = regex(r"\b(?:since|when)\b[^;:.]{0,60}$")  # "Since last summer, when 1,350 were seen": the earlier value
_HAD_BEEN = regex(r"\bhad (?:been|stood at|numbered|come to)\b[^,;]{0,20}$")  # a value of before the change
_OR = regex(r"^,?\s*(?:or|\()\s*$")
_WAY = regex(
    r"^[,)]*\s*(?:more|fewer|less|higher|lower|larger|smaller|bigger|above|below|up|down|dearer|cheaper)\b"
    r"(?:\s*(?:[.,;)]|$)|\s+(?:than\s+|on\s+|from\s+|compared\s+with\s+)?(?:in\s+)?(?:an?|the|this|at|last|before|now|previously|(?:19|20)\d\d)\b)"
)
_THAT_IS = regex(rf"^\W*(?:that|this|it|they|these)\s+(?:is|was|are|were)\s+(?:still\s+|thus\s+|also\s+)?{ABOUT}$")
_WINDOW = 20  # figures before the change among which its level may stand


def propose(scene: Scene, changes: list[Slot]) -> Iterator[Relation]:
    """Yield amount and percent of one change, with level or base where there is one."""
    joined: set[str] = set()
    for first, second in itertools.pairwise(changes):
        gap = scene.gap(first, second)
        if _EXTREME.search(gap):
            continue  # "the fastest by 4.9 percent and the slowest by 0.1"
        if second.order != first.order + 1 or not (_JOINED.match(gap) or _THEN_RATE.match(gap)):
            continue
        amount, rate = (first, second) if first.q.kind is Kind.ABSOLUTE_CHANGE else (second, first)
        if amount.q.kind is Kind.ABSOLUTE_CHANGE and rate.q.kind in (Kind.GROWTH_RATE, Kind.PP_CHANGE):
            joined.add(amount.q.id)
            yield from _joined(scene, amount, rate)
    for amount in changes:
        if amount.q.kind is Kind.ABSOLUTE_CHANGE and amount.q.id not in joined:
            yield from _around_the_level(scene, amount)
            yield from _nearby(scene, amount)


def _joined(scene: Scene, amount: Slot, rate: Slot) -> Iterator[Relation]:
    group = f"amount-rate:{amount.q.id}"
    sentence = scene.by_sentence[amount.sentence]
    levels = [s for s in sentence if _alike(s, amount)]
    for base in [s for s in levels if s.marked_base or (s.was_before and _SINCE.search(s.left))][:1]:
        yield _on_base(amount, rate, base, group)
    told = amount.q.direction is not None
    if not told:  # "a gap of $3.50 or 10 percent": of either value
        for base in levels:
            yield replace(
                _on_base(amount, rate, base, group, rank=30), certainty=Certainty.POSSIBLE, trials=len(levels)
            )
    rank = 1
    first = min(amount.order, rate.order)
    before = [s for s in levels if not s.marked_base and s.order < first and not _SINCE.search(s.left)]
    for current in reversed(before[-2:]):
        alone = told and len(levels) == 1 and is_level_of(scene, current, amount, rate)
        alone = alone or (told and len(levels) == 1 and _is_so_much_more(scene, current, amount, rate))
        alone = alone or (told and levels == [current] and _adds_to_the_stock(scene, current, amount, rate))
        if told and is_yet_to_change(scene, current, amount, rate):
            from_now = _on_base(amount, rate, current, group)
            yield replace(from_now, tags=from_now.tags | {UNRIVALLED}) if alone else from_now
        tied = current.order == amount.order - 1 and _LEVEL_THEN.match(scene.gap(current, amount))
        certainty = Certainty.CERTAIN if tied else Certainty.LIKELY if rank == 1 else Certainty.POSSIBLE
        if not told:
            certainty = Certainty.POSSIBLE
        relation = _on_level(amount, rate, current, certainty, group, rank)
        yield replace(relation, tags=relation.tags | {UNRIVALLED}) if alone else relation
        if told and not alone and _THEN_RATE.match(scene.gap(amount, rate)):  # "had 400, and 97 were added, a rise of"
            yield _on_base(amount, rate, current, group, rank=rank + 40)
        rank += 1
    window = scene.slots[max(0, amount.order - _WINDOW) : amount.order]
    earlier = [s for s in window if s.sentence < amount.sentence and amount.block - s.block <= 1 and _alike(s, amount)]
    earlier = [s for s in earlier if not _HAD_BEEN.search(s.left)]
    kin = [s for s in earlier if of_one_thing(s, amount)]
    for current in reversed(kin[-2:]):
        relation = _on_level(amount, rate, current, Certainty.LIKELY, group, rank)
        sure = told and not levels and _is_said_of_it(scene, amount, rate, earlier, current)
        yield replace(relation, tags=relation.tags | {UNRIVALLED}) if sure else relation
        rank += 1
    for current in reversed(earlier[-8:]):
        if current not in kin:
            yield _on_level(amount, rate, current, Certainty.POSSIBLE, group, rank, len(earlier))
            rank += 1
    in_points = rate.q.kind is Kind.PP_CHANGE
    if not in_points or _in_points_of_itself(scene, amount, rate):
        implied = _on_base(amount, rate, None, group, rank=rank + 50)
        yield replace(implied, reading="amount with a change in points") if in_points else implied


def _adds_to_the_stock(scene: Scene, level: Slot, amount: Slot, rate: Slot) -> bool:
    """Tell whether a stock was reached after so much was added, by which it has grown since a point of time."""
    hedge = scene.document.text[level.q.hedge_start or level.q.start : level.q.start]  # "approached" is one
    return (
        bool(_REACHED.search(f"{level.left}{hedge}"))
        and bool(_AFTER.match(scene.gap(level, amount)))
        and amount.order + 1 == rate.order
        and amount.q.direction == "up"
        and bool(_THEN_RATE.match(scene.gap(amount, rate)))
        and bool(_ON_THE_STOCK.match(rate.right))
    )


def _is_so_much_more(scene: Scene, level: Slot, amount: Slot, rate: Slot) -> bool:
    """Tell whether a value is told right before "43,700 or 16.8 percent fewer", the only change told."""
    if amount.order + 1 != rate.order or not _OR.match(scene.gap(amount, rate)) or not _WAY.match(rate.right):
        return False
    sentence = scene.sentence_text(amount.sentence).lower()
    others = any(s.is_change and s not in (amount, rate) for s in scene.by_sentence[amount.sentence])
    if level.in_table or level.expected or others or of_other_sort(sentence) or len(lags_in(sentence)) > 1:
        return False
    return is_said_of(scene, level, amount)


def _is_said_of_it(scene: Scene, amount: Slot, rate: Slot, earlier: list[Slot], level: Slot) -> bool:
    """Tell whether "That is £152, or 10 percent, above the last" is said of the one value of the last sentence."""
    if amount.order + 1 != rate.order or not _OR.match(scene.gap(amount, rate)) or not _WAY.match(rate.right):
        return False
    sentence = scene.sentence_text(amount.sentence).lower()
    start = scene.document.sentences[amount.sentence].start
    if not _THAT_IS.match(scene.document.text[start : amount.q.start].lower()) or of_other_sort(sentence):
        return False
    return [s for s in earlier if s.sentence == amount.sentence - 1] == [level] and level.block == amount.block


def _in_points_of_itself(scene: Scene, amount: Slot, rate: Slot) -> bool:
    """Tell whether a change of an amount is told again in points: "rose $88 billion (0.5 percentage points)"."""
    measured = bool(amount.q.unit) and not amount.q.unit.startswith(("count", "percent", "index"))
    bracketed = amount.order < rate.order and scene.gap(amount, rate).strip() == "(" and rate.right.startswith(")")
    return measured and bracketed and rate.q.unit == "percentage_point"


def _around_the_level(scene: Scene, amount: Slot) -> Iterator[Relation]:
    """Read "rose by 120,000 to 2.52 million, or 5 percent": the level stands between the two."""
    after = scene.slots[amount.order + 1 : amount.order + 3]
    if len(after) < 2 or amount.q.direction is None or after[1].sentence != amount.sentence:
        return
    level, rate = after
    if any(s.q.kind is Kind.SHARE for s in scene.by_sentence[amount.sentence]):
        return  # "59 million (34 percent), while the other fell by 0.1 million to 20.7 million, or 12 percent"
    told = _alike(level, amount) and level.marked_current and rate.q.kind is Kind.GROWTH_RATE
    if told and scene.tight(amount, level) and _OR_RATE.match(rate.left):
        group = f"around:{amount.q.id}"
        turned = replace(rate, q=replace(rate.q, direction=amount.q.direction))
        relation = _on_level(amount, turned, level, Certainty.LIKELY, group, 0)
        yield replace(relation, tags=relation.tags | {UNRIVALLED})


def _nearby(scene: Scene, amount: Slot) -> Iterator[Relation]:
    """Yield amount, percent and level that stand near one another but are not joined by the wording."""
    near = scene.slots[max(0, amount.order - 4) : amount.order + 5]
    rates = [s for s in near if s.q.kind in (Kind.GROWTH_RATE, Kind.PP_CHANGE) and abs(s.block - amount.block) <= 1]
    levels = [s for s in near if _alike(s, amount) and not s.marked_base and s.order < amount.order]
    levels = [s for s in levels if comparable(s.q, amount.q) == 2 or amount.q.scale > 1]  # "the slowest by 0.1"
    pairs = [(rate, level) for rate in rates for level in levels]
    kin = [(r, s) for r, s in pairs if of_one_thing(s, amount) and of_one_thing(s, r)]
    group = f"near:{amount.q.id}"
    for rate, level in pairs:
        own = any(_alike(s, amount) for s in scene.by_sentence[rate.sentence])  # "83.7 billion, which is a rise of 5"
        alone = [(rate, level)] == kin and (rate.sentence == amount.sentence or not own)
        if not alone and rate.block != amount.block:
            continue
        trials = 1 if alone else len(pairs)
        yield _on_level(
            amount, rate, level, Certainty.LIKELY if alone else Certainty.POSSIBLE, group, 0 if alone else 1, trials
        )


def _alike(slot: Slot, amount: Slot) -> bool:
    return slot.is_level and comparable(slot.q, amount.q) > 0 and slot.q.hedge is not Hedge.BETWEEN


def _terms(amount: Slot, rate: Slot) -> dict[str, tuple[Term, ...]]:
    return {
        "difference": (Term(quantity=amount.q, signed=True),),
        "rate": (Term(quantity=rate.q, factor=_PERCENT, signed=True),),
    }


def _tags(rate: Slot) -> frozenset[str]:
    return (
        frozenset({"points-of-amount"}) if rate.q.kind is Kind.PP_CHANGE and rate.q.unit != "percent" else frozenset()
    )


def _on_level(
    amount: Slot, rate: Slot, current: Slot, certainty: Certainty, group: str, rank: int, trials: int = 1
) -> Relation:
    return Relation(
        kind="level_growth",
        equation="rate == 1 / (current / difference - 1)",
        roles={**_terms(amount, rate), "current": (Term(quantity=current.q),)},
        certainty=certainty,
        reading="amount and percent of one change, with the level",
        group=group,
        rank=rank,
        trials=trials,
        wording=amount.q.direction_span,
        tags=_tags(rate),
    )


def _on_base(amount: Slot, rate: Slot, base: Slot | None, group: str, rank: int = 0) -> Relation:
    roles = _terms(amount, rate)
    if base is not None:
        roles["base"] = (Term(quantity=base.q),)
    return Relation(
        kind="level_growth",
        equation="difference == base * rate",
        roles=roles,
        certainty=Certainty.LIKELY,
        reading="amount and percent of one change",
        group=group,
        rank=rank,
        wording=amount.q.direction_span,
        tags=_tags(rate),
    )
