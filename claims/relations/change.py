"""Level, base and change: "rose 10.3 percent to 6,822 from 6,185".

For each change figure (percent, points, amount, multiple) the levels around it are attached as *current* and
*base*, best reading first. All readings of one change share a group, in which arithmetic later picks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.period import same
from claims.relations import amount_and_rate, change_and_value, from_to
from claims.relations.amounts import of_pair
from claims.relations.change_alone import is_alone, is_multiple_of, is_of_both
from claims.relations.change_and_value import RIGHT_AFTER
from claims.relations.change_barred import is_barred, is_name, is_of_another, is_of_other_change
from claims.relations.change_base import may_be_base
from claims.relations.change_cells import by_cells
from claims.relations.change_nearby import nearby
from claims.relations.change_reading import agreement, alike, fits, is_swing, negative, relation_of, with_loss_turned
from claims.relations.change_together import stands_together
from claims.relations.change_told import bases_elsewhere, subject_before, values_before
from claims.relations.change_worded import is_worded
from claims.relations.scene import Scene, Slot
from claims.relations.set_aside import stands_in_aside
from claims.relations.wording import CHANGE_WORDS, names_base, names_time

__all__ = ["propose"]

_EQUALS = regex(  # "impairments climbed to £340m from £260m, equivalent to 37 basis points of all loans"
    r"\b(?:equivalent|equal|equals|amounting|corresponding|works? out)(?: to| at)? (?:about |some )?$"
)
_OTHER_SUBJECT = regex(r"\b(?:while|whereas|but|although)\b|;")
_STANDING = regex(
    r"^\s*(?:(?:points?|places?|seats?|goals?|shots?|strokes?|seconds?|votes?|games?|wins?)\s+)?"
    r"(?:behind|ahead of|clear of|adrift of|off the (?:lead|pace|top)|back of)\b"
)  # a gap to another side, no change: "on 41 points, four behind Vale"
_BY_VOTES = regex(r"^(?:\s+(?:votes?|points?|goals?|runs?|games?|sets?|frames?|seats?))?\s+to\s+$")
_BEAT_BY = regex(
    r"\b(?:beat\w*|defeat\w*|won|win|lost|pass\w*|carri\w*|approv\w*|adopt\w*|reject\w*|vot\w*|elect\w*)\b[^;]*\bby\s+$"
)
_TICKS = regex(r"^\s+(?:pips?|ticks?|notch(?:es)?|pais[ea])\b")  # of a size that markets set
_MORE_OF = regex(
    r"^\s*(?:more|fewer|less|higher|lower|larger|smaller|bigger)\s+"
    r"(?!(?:than|in|on|at|by|from|of|compared|over|this|last)\b)(?P<noun>[a-z]+)"
)
_BREAKS_OFF = regex(r"[,;:]|\b(?:and|but|while|after|before)\b")
_AGAIN = regex(r"^,?\s*(?:\(|or\b)\s*$")
_CLOSING = regex(
    rf"(?:^|[,(–—])\s*(?:or\s+|making\s+|representing\s+|marking\s+|for\s+)?an?\s+(?:[\w-]+\s+)?"
    rf"(?:{'|'.join(sorted(CHANGE_WORDS))})\s+of\s+$|,\s*(?:up|down)\s+$"
)
_OR_SO_MUCH, _A_DAY = regex(r"^,?\s*or\s+$"), regex(r"^\s*(?:an?|per|each)\s+(?:hour|day|week|month|year)\b")
_THE_TWO = regex(r"\b(?:the|these|those|all|both)\s+$")  # who they are, no value
_THAT_OF = regex(r"\b(?:that|those) of (?:the|its|their|all|these|those)\s+$")  # whose value it is, and no value
_FELL_SHORT = regex(r"\b(?:fall|falls|fell|fallen|falling|came|come|coming)\s+short\b[^,;]*\bby\s+$")
_SHORT_OF = regex(r"^\s*(?:short|shy) of\b")
_ON_LAST = regex(
    r"^\s*(?:up|down|more|less|fewer|higher|lower|above|below)?\s*(?:than|on|above|below|over)\s+"
    r"(?:the\s+|last\s+(?:year|month|week|quarter|summer|season)['’]s\s+|an?\s+)$"
)
_UP_NEXT = regex(r",\s*(?:up|down)\s+")
_SAID_BESIDE = regex(r"\bor\s+$|\binclud\w+\b[^;]*$")  # "410,000 litres, or 45 a hectare. That is 17 percent less"
_FROM = regex(r"\bfrom\s+$")
_AT = regex(r"^\s+at\s+(?:a\s+record\s+)?$")
_TOLD_LATER = regex(r"\b(?:which|that|total\w*|reach\w*|amount\w*|came)\b")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the readings of every change figure, and from-to pairs without one."""
    for slots in scene.by_sentence.values():
        ends = from_to.rate_pairs(scene, slots)
        yield from from_to.ends_moved(scene, slots, ends)
        paired = {s.q.id for base, current in ends for s in (base, current) if s is base or base.order < current.order}
        changes = [s for s in slots if s.is_change and s.q.hedge is not Hedge.BETWEEN and s.q.id not in paired]
        changes = [s for s in changes if not _STANDING.match(s.right) or names_time(s.right)]
        changes = [s for s in changes if not _FELL_SHORT.search(s.left) and not _TICKS.match(s.right)]
        changes = [s for s in changes if not (_BY_VOTES.match(s.right) and _BEAT_BY.search(s.left))]
        multiples = sum(c.q.kind is Kind.MULTIPLE for c in changes)
        for change in _with_verbs(scene, changes):
            for reading in _readings(scene, slots, change):
                # "doubled since 2010 … and tripled since 2000"
                vague = multiples > 1 and change.q.kind is Kind.MULTIPLE
                yield replace(reading, certainty=Certainty.POSSIBLE) if vague else reading
        yield from amount_and_rate.propose(scene, changes)
        yield from from_to.propose(scene, slots, changes)


def _with_verbs(scene: Scene, changes: list[Slot]) -> list[Slot]:
    """Give a change without a verb the direction of the one before: "exports fell 2 percent and imports 1 percent"."""
    told: list[Slot] = []
    for change in changes:
        span = change.q.direction_span
        if span is not None and scene.document.sentence_at(span[0]).index != change.sentence:
            change = replace(change, q=replace(change.q, direction=None, direction_span=None))
        if change.q.direction is None and told and told[-1].q.kind in (Kind.GROWTH_RATE, Kind.PP_CHANGE):
            verb = told[-1].q
            change = replace(change, q=replace(change.q, direction=verb.direction, direction_span=verb.direction_span))
        told.append(change)
    return told


def _readings(scene: Scene, slots: list[Slot], change: Slot) -> Iterator[Relation]:
    if change.q.kind is Kind.PP_CHANGE and _EQUALS.search(change.left):
        return
    change = with_loss_turned(scene, change)
    group = f"change:{change.q.id}"
    currents = currents_of(scene, slots, change)
    listed = any(s.q.id in scene.summed for s in slots if s.order < change.order)  # of the last part, or of the total
    rank = 0
    for current, strong in currents[:3]:
        for base, sure in _bases(scene, slots, change, current)[:3]:
            swing = is_swing(current, base)
            if is_of_another(scene, change, current, base):
                continue
            if swing and change.q.kind is not Kind.ABSOLUTE_CHANGE:
                continue  # from a loss to a profit: no percentage says how much
            if swing:
                base = replace(base, q=negative(base.q))
            foreign = current is not currents[0][0] and _has_its_own(scene, change, currents[0])
            first = rank == 0 and not foreign
            certainty = Certainty.LIKELY if first or (sure and not foreign) else Certainty.POSSIBLE
            told = change.q.direction is not None and sure and not listed and not of_pair(scene, current)
            only = _only_level(slots, change, current) and base.order > change.order
            if first and (strong or only) and told and _tied(scene, change, current, base):
                certainty = Certainty.CERTAIN if is_of_both(scene, change, current, base) else Certainty.LIKELY
            if is_barred(scene, change, current, base):
                certainty = Certainty.POSSIBLE
            reading = "level, base and change in one sentence"
            relation = relation_of(change.q, current.q, base.q, group, rank, certainty, reading)
            plain = first and told and (only and _names(scene, change, current, base))
            alone = (
                told and (strong or only or base.order < change.order) and is_alone(scene, slots, change, current, base)
            )
            alone = alone or (sure and is_multiple_of(scene, slots, change, current, base))
            together = stands_together(scene, change, current, base)
            together = together or (first and is_worded(scene, slots, change, current, base))
            if plain or together or (first and (alone or (told and _appended(slots, change, current, base)))):
                relation = replace(relation, tags=relation.tags | {UNRIVALLED})  # no other reading of it in sight
            yield relation
            rank += 1
    if change.q.direction is None:
        return  # "387 of the dead, 24%": without a word of change only a base in the sentence makes it one
    yield from values_before(scene, slots, change, group, rank)
    rank += 2
    for current, _ in currents[:1]:
        for base in bases_elsewhere(scene, change, current)[:2]:
            yield relation_of(
                change.q, current.q, base.q, group, rank, Certainty.LIKELY, "base told in another sentence"
            )
            rank += 1
    own = currents[0][0] if currents and currents[0][1] else None
    for relation in by_cells(scene, change, own, group, rank):
        rank += 1
        yield relation
    for relation in nearby(scene, change, group, rank):
        rank += 1
        yield relation
    subject = subject_before(scene, change)
    subject = None if subject is not None and _SAID_BESIDE.search(subject.left) else subject
    if subject is not None and not (currents and currents[0][0].order < change.order):
        reading = "change of the level told before"
        yield relation_of(change.q, subject.q, None, group, rank + 50, Certainty.LIKELY, reading)
    else:
        yield from change_and_value.propose(scene, change, currents, group, rank + 50)


def _has_its_own(scene: Scene, change: Slot, best: tuple[Slot, bool]) -> bool:
    """Tell whether a change led to a value of its own: "as their number fell 1 percent to 156,408"."""
    level, strong = best
    if strong and level.order == change.order - 1:
        return (
            _UP_NEXT.fullmatch(change.left) is not None
        )  # "butter 4,350, against 7,300, and powder 2,080, down 14 percent"
    return strong and level.order > change.order and level.marked_current and scene.tight(change, level)


def _only_level(slots: list[Slot], change: Slot, current: Slot) -> bool:
    """Tell whether no other value before the change could be the new one: all others are where changes began."""
    return current.order < change.order and not any(
        s is not current
        and s.order < change.order
        and not s.marked_base
        and (alike(s, current) or (s.is_level and not s.q.unit))  # "to 3.0 metres … in July, to 2.0, four metres below"
        for s in slots
    )


def _next_to(scene: Scene, change: Slot, base: Slot) -> bool:
    """Tell whether a value comes right after the change: "17 percent below the 502,000 of 2019"."""
    if base.order < change.order or not all(_told_twice(scene, change, s) for s in scene.between(change, base)):
        return False
    return names_base(base.left) or _BREAKS_OFF.search(base.left) is None


def _names(scene: Scene, change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether the change says itself that it is told against the value right after it."""
    if not _next_to(scene, change, base):
        return False
    of_what = _MORE_OF.match(change.right)  # "its 1.2 million people filed 8 percent more claims than in …"
    return of_what is None or of_what["noun"].rstrip("s") in current.q.unit


def _told_twice(scene: Scene, change: Slot, other: Slot) -> bool:
    """Tell whether a figure is the change again in another unit: "15 percent, or $2.4 million, above"."""
    return other.is_change and other.order == change.order + 1 and _AGAIN.match(scene.gap(change, other)) is not None


def _appended(slots: list[Slot], change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether a change closes a pair of values that nothing else in the sentence could be of.

    "Some 71.1% were seen within four hours, up from 69.4% a year earlier, an improvement of 1.7 points."
    """
    if not current.order < base.order < change.order or not _CLOSING.search(change.left):
        return False
    if any(s.is_level and s.order > base.order and not s.aside for s in slots if s.order < change.order):
        return False  # "butter 4,350 euros, against 7,300, and milk powder 2,080, down 14 percent": of the last
    return not any(s not in (change, current, base) and (s.is_change or alike(s, current)) for s in slots)


def _tied(scene: Scene, change: Slot, current: Slot, base: Slot) -> bool:
    """Tell whether all three stand in one clause, with nothing that could belong elsewhere between.

    Changes of one value against several others may stand in a row: "up 3 percent on May (212) and 5 on April (208)".
    """
    row = scene.between(current, change) if current.order < change.order else ()
    if row and base.order > change.order and all(s.is_change or s.marked_base for s in row):
        current = row[-1]
    if not scene.tight(change, current) and not RIGHT_AFTER.match(scene.gap(change, current)):
        return False
    return scene.tight(change, base) or scene.tight(current, base)


def currents_of(scene: Scene, slots: list[Slot], change: Slot) -> list[tuple[Slot, bool]]:
    """Levels of the sentence that may be the new value, best first, each with whether it is firmly attached."""
    scored: list[tuple[float, Slot, bool]] = []
    for slot in slots:
        if (
            not fits(change.q, slot.q)
            or slot.aside
            or slot.expected
            or slot.marked_base
            or slot.q.hedge is Hedge.BETWEEN
            or (slot.q.style == "words" and _THE_TWO.search(slot.left))
            or _is_named_base(scene, change, slot)
            or is_name(slot)
            or _THAT_OF.search(slot.left)
            or stands_in_aside(scene, change, slot)
        ):
            continue
        score = _attachment(scene, change, slot) - (8.0 if of_pair(scene, slot) else 0.0)
        scored.append((score, slot, score >= 10))
    scored.sort(key=lambda item: (-item[0], item[1].order))
    return [(slot, strong) for score, slot, strong in scored if score > 0]


def _is_named_base(scene: Scene, change: Slot, slot: Slot) -> bool:
    """Tell whether a value is what another change is told against: "1.9 points up on last year's 64.9 percent"."""
    before = scene.slots[slot.order - 1] if slot.order else None
    other = before is not None and before is not change and before.sentence == slot.sentence and before.is_change
    return other and _ON_LAST.match(slot.left) is not None


def _attachment(scene: Scene, change: Slot, level: Slot) -> float:
    gap = scene.gap(change, level)
    between = scene.between(change, level)
    score = 10.0 - 3.0 * sum(s.is_level and not s.marked_base for s in between) - len(gap) / 60
    score -= 2.5 * abs(level.clause - change.clause) * (0.3 if level.order < change.order else 1.0)
    if _OR_SO_MUCH.match(level.left) and _A_DAY.match(level.right):
        score -= 12  # "273 hours, or 9.1 hours a day, 30 percent more than the mean of 210"
    if level.order > change.order:
        if level.marked_current:
            score += 4
        elif _AT.match(gap):
            score += 4  # "up 6.5 percent at 27.9 billion"
        elif _TOLD_LATER.search(gap):
            score += 2
        else:
            score -= 4
        score -= 2.0 * sum(s.is_change for s in between)
        last = next((s for s in reversed(between) if s.is_change), None)
        if last is not None and level.marked_current and last.q.direction and not _told_twice(scene, change, last):
            score -= 10.0  # of the last change: "9 percent more arrivals, but nights rose only 5, to 5.6 million"
    else:
        if RIGHT_AFTER.match(gap):
            score += 4
        if re.search(r"\band\b|\bwhile\b", gap):
            score -= 3
        if level.marked_current and any(s.is_change for s in between):
            score -= 2
    return score + agreement(level, change)


def _bases(scene: Scene, slots: list[Slot], change: Slot, current: Slot) -> list[tuple[Slot, bool]]:
    """Values that the change may start from, in the sentence, each with whether its wording says so plainly."""
    marked = [s for s in slots if may_be_base(scene, change, s, current) and s is not current and alike(s, current)]
    marked = [s for s in marked if not is_of_other_change(scene, change, s)]
    if _SHORT_OF.match(change.right):
        marked = [s for s in marked if s.order > change.order]  # "0.4 percent short of the record of 8,861"
    scored = sorted(
        ((_nearness(scene, change, current, s), s) for s in marked),
        key=lambda item: (-item[0], item[1].order),
    )
    return [
        (slot, score >= 0 and (_next_to(scene, change, slot) or not _other_lag(change, slot)))
        for score, slot in scored
        if score > -4
    ]


def _nearness(scene: Scene, change: Slot, current: Slot, base: Slot) -> float:
    """Score a base: next to the new value, in the clause, no other change between."""
    score = 3.0 if not scene.between(current, base) or _next_to(scene, change, base) else 0.0
    score -= 2.0 * sum(s.is_change and s is not change for s in scene.between(change, base))
    score -= 1.0 * sum(s.is_level and s is not current for s in scene.between(change, base))
    if base.clause != change.clause and base.clause != current.clause:
        score -= 4.0
    if scene.tight(current, base) or scene.tight(change, base):
        score += 2.0
    closed = base.order + 1 == current.order < change.order and _FROM.search(base.left) and current.marked_current
    if not closed and _belongs_elsewhere(scene, base, current):  # "from 20 million to 28 million, or by 40 percent"
        score -= 12.0
    return score + agreement(base, current)


def _belongs_elsewhere(scene: Scene, base: Slot, current: Slot) -> bool:
    """Tell whether a base before the new value closes another comparison: "23, above the 21 of last year, on …"."""
    if not base.order:
        return False
    before = scene.slots[base.order - 1]
    if base.order > current.order:  # "dropped to 17, while among the old it barely moved: 18, after 19 in 2014"
        other = before.is_level and before.order > current.order and alike(before, base)
        return (
            other
            and len(scene.gap(before, base).split()) <= 4
            and _OTHER_SUBJECT.search(scene.gap(current, before)) is not None
        )
    return (
        before.sentence == base.sentence and before is not current and alike(before, base) and scene.tight(before, base)
    )


def _other_lag(change: Slot, base: Slot) -> bool:
    """Tell whether the change is known to be against another period than the base's."""
    lag = change.binding.compared_to if change.binding else None
    period = base.binding.period if base.binding else None
    return lag is not None and period is not None and not same(lag, period)
