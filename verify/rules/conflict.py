"""From a relation that does not hold to a finding: the part that all arithmetic rules share.

A rule brings the kinds it reads, how it says the sum, which explanations are special to it, and the slug for a
figure that is simply miscalculated. Whether to speak at all is decided here: a *certain* reading always does, and as
a warning a *likely* one that no other reading rivals; any other likely one only when a single slip repairs it better
than chance would.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Quantity, Relation
from claims.patterns import regex
from verify.consistency import chance, target_role
from verify.diagnosis import LUCK_ALLOWED, Hypothesis, convincing, diagnose, fallback, one_slip_away, wanted
from verify.finding import CheckedRelation, Evidence, Finding, Holds, Severity, Suggestion
from verify.gross_slips import gross_slips
from verify.near_miss import NEAR_MISS
from verify.reprinting import recalculated, reprinted
from verify.rules.alternatives import alternatives
from verify.rules.culprits import culprits
from verify.rules.otherwise import made_otherwise
from verify.rules.rounding_told import put_down_to_rounding
from verify.rules.rule import Context
from verify.rules.stand_in import fits_with_another
from verify.scale_misses import MOST_LUCK, SCALE_MISS, WITH_FELLOWS, has_fellow, luck_of_scale

__all__ = ["Teller", "number", "report"]

_MISCALCULATED = 0.55  # score of "the writer got the sum wrong": under a clear slip, over a wrong or missing digit
_ODD_SCALE = 0.6  # score of a scale word that only one of the figures has
_EXPLAINS = "the share of the others"  # what is left to 100, of any share of the relation
_CLOSE_BY = 40  # characters from a word of direction to the end of its figure
_TIMES, _POINTS = 3, 10  # a sum that is further off than this factor, and this many points, was hardly meant
_FEW = 3
_FAR_APART = 4  # so much less luck is allowed where paragraphs lie between
_UNLIKELY = 0.05  # to fit by chance
_ABSURD = 10_000  # not even a wrong scale word explains so much: the amounts are of two kinds
_PAIR = ("part", "whole")
_BREATH = regex(r"(?:[\s,]|\b(?:to|from|in|at|an?|up|down|by|or|year|ago|earlier|(?:19|20)\d\d)\b)*+")
_CLOSE = 0.25  # explanations this near to the best are offered too
_MOST_SUGGESTIONS = 3
_MOST_WITH_OTHERS = 4  # with what other figures would have to be


@dataclass(frozen=True)
class Teller:
    """How one rule words its conflicts."""

    rule: str
    code: str
    slug: str  # diagnosis of a figure that is plainly miscalculated
    say: Callable[[Relation], str]  # the arithmetic in one clause: "6,822 from 6,185 is +10.3 percent"
    special: Callable[[Context, Relation], Iterable[Hypothesis]] = lambda _context, _relation: ()


def report(
    context: Context, kinds: Sequence[str], teller: Teller, *, earlier: bool = False, role: str = ""
) -> Iterator[Finding]:
    """Yield a finding for every broken relation of the kinds that is sure enough, or well enough explained.

    Relations that hold figures of the period before together (`claims.relations.earlier`) are a rule of their own.
    `role` leaves out the relations of a kind that have no such role: ranks by value have no pool.
    """
    for checked in context.of_kind(*kinds):
        relation = checked.relation
        told = not role or role in relation.roles
        if checked.holds is Holds.NO and told and ("earlier" in relation.tags) == earlier:
            finding = _finding(context, checked, teller)
            if finding is not None:
                yield finding


def _finding(context: Context, checked: CheckedRelation, teller: Teller) -> Finding | None:
    relation = checked.relation
    if made_otherwise(context, relation) or put_down_to_rounding(context, relation):
        return None
    certain = relation.certainty is Certainty.CERTAIN
    plain = (
        certain or UNRIVALLED in relation.tags
    )  # no other reading in sight: the figures need no explanation to be wrong
    outright = relation.kind == "conversion" or (certain and relation.kind == "part_total")  # one amount, or some of it
    outright = outright or (certain and _in_one_breath(context.document.text, relation))
    outright = outright or (certain and UNRIVALLED in relation.tags and _of_one_measure(relation))
    hopeless = _far_off(relation, _ABSURD if outright else _TIMES) or _is_reversed(relation)
    hopeless = hopeless and not (plain and _printed_twice(relation))  # "from 612 to 612, up a fifth"
    special = [*teller.special(context, relation), *_recalculated(relation, teller.slug, plain)]
    if plain and hopeless:
        special.extend(gross_slips(relation))
    if plain:
        special.extend(culprits(relation, context.relations_of))
    hypotheses = diagnose(checked, context.relations_of, context.document.text, special)
    possible = relation.certainty is Certainty.POSSIBLE and NEAR_MISS not in relation.tags
    if not plain:  # every figure was tried, so the more figures, the less one fitting slip proves
        hypotheses = tuple(_if_thousandfold(context, _unless_chance(h, relation), relation) for h in hypotheses)
        if SCALE_MISS in relation.tags:
            hypotheses = tuple(h for h in hypotheses if h.diagnosis == "scale" and not h.luck)
        luck = LUCK_ALLOWED / (1 if _is_close(context, relation) else _FAR_APART)
        hypotheses = tuple(h for h in hypotheses if h.luck * len(relation.members) <= luck)
    if possible or not hypotheses or not (plain or convincing(hypotheses)):
        return None
    slipped = any(h.diagnosis != teller.slug and h.replacement for h in hypotheses)
    slipped = slipped or (plain and any(h.replacement and _EXPLAINS in h.why for h in hypotheses))
    by_slip = [h.luck * len(relation.members) for h in hypotheses if h.diagnosis != teller.slug and h.replacement]
    if fits_with_another(context, relation, min(by_slip, default=1.0)):
        return None
    if hopeless and not slipped and not one_slip_away(relation):
        return None  # no slip explains so much: more likely these figures do not belong together
    best = hypotheses[0]
    if not certain and best.diagnosis != "scale" and _is_reversed(relation):
        return None  # whatever is mended, the part was hardly meant to be of this whole
    if not certain and _settled(context, relation, best if slipped else None):
        return None
    offered = [h for h in hypotheses if h.score >= best.score - _CLOSE][:_MOST_SUGGESTIONS]
    printed = context.document.text
    start, end = _place(best)
    twice = _printed_twice(relation)  # then it is one of these two, and never their change
    mended = [h for h in offered if not twice or h.quantity in twice]
    suggestions = tuple(_suggestion(h) for h in mended if h.replacement not in ("", printed[h.start : h.end]))
    told = {(s.start, s.end, s.replacement) for s in suggestions}
    others = alternatives(relation, hypotheses, printed, _MOST_WITH_OTHERS)
    others = tuple(s for s in others if (s.start, s.end, s.replacement) not in told)
    if twice:
        others = tuple(s for s in others if any(q.start <= s.start < q.end for q in twice))
    said = teller.say(relation)
    arithmetic = f"{said[:1].upper()}{said[1:]}"
    return Finding(
        rule=teller.rule,
        code=teller.code,
        severity=Severity.ERROR if certain else Severity.WARNING,
        diagnosis=_slugs(offered, teller.slug),
        start=start,
        end=end,
        message=_message(arithmetic, suggestions),
        explanation=_explanation(relation),
        quantities=tuple(q.id for q in relation.members),
        blamed=None if len(relation.roles.get("part", ())) > 1 and "<=" in relation.equation else best.quantity.id,
        computed=wanted(relation, best.quantity),
        suggestions=(*suggestions, *others)[:_MOST_WITH_OTHERS],
        evidence=(Evidence(kind="arithmetic", text=arithmetic),),
    )


def _place(best: Hypothesis) -> tuple[int, int]:
    """Return what is marked: the figure, and a word of direction together with the figure close to it."""
    start, end = min(best.start, best.quantity.start), max(best.end, best.quantity.end)
    word = best.end <= best.quantity.start or best.start >= best.quantity.end
    return (start, end) if word and end - start <= _CLOSE_BY else (best.start, best.end)


def _is_close(context: Context, relation: Relation) -> bool:
    """Tell whether this is no total of two figures that stand in another paragraph."""
    blocks = {context.document.sentence_at(q.start).block for q in relation.members}
    return len(blocks) == 1 or relation.kind != "sum" or len(relation.members) > _FEW


def _settled(context: Context, relation: Relation, best: Hypothesis | None) -> bool:
    """Tell whether the figure that was worked out is what other figures make, by a relation that holds.

    A slip of another figure (`best`) may be told all the same, where it goes the other way: "down 8.3%" for "up".
    """
    target = relation.roles[target_role(relation)][0].quantity
    if best is not None and best.diagnosis == "direction" and best.quantity is not target:
        return False
    if UNRIVALLED in relation.tags and "share_2" in relation.roles:
        return False  # two parts of one whole: the other of them may be the wrong one
    return any(
        c.holds is Holds.STRICT
        and c.relation.certainty is not Certainty.POSSIBLE
        and "==" in c.relation.equation
        and c.relation.kind == relation.kind
        and c.relation.roles[target_role(c.relation)][0].quantity is target
        and chance(c.relation) <= _UNLIKELY
        for c in context.relations_of.get(target.id, ())
    )


def _far_off(relation: Relation, most: int) -> bool:
    """Tell whether the figure that was worked out is over `most` times what the others make of it, or a fraction."""
    derived = fallback(relation)
    middle = derived[1].middle if derived is not None else None
    if derived is None or middle is None or derived[0].value is None:
        return False
    told, made = abs(derived[0].value), abs(middle)
    percent = derived[0].unit in ("percent", "percentage_point")
    if percent and (abs(told - made) < _POINTS or abs(100 - told - made) < 1):
        return False  # a share, and the share of the others
    return max(told, made) > most * min(told, made)


def _in_one_breath(text: str, relation: Relation) -> bool:
    """Tell "rose 15.5 percent to 210.3 million in 2024 from 200.0 million", where nothing else can be meant."""
    told = sorted(relation.members, key=lambda q: q.start)
    gaps = [text[a.end : b.start].lower() for a, b in itertools.pairwise(told)]
    return relation.kind in ("level_growth", "from_to") and all(map(_BREATH.fullmatch, gaps))


def _of_one_measure(relation: Relation) -> bool:
    """Tell whether the two values of a change are in one unit: no "$2 billion at 6.4 percent, less than the 6.5"."""
    ends = [relation.roles[role][0].quantity.unit for role in ("current", "base") if role in relation.roles]
    return relation.kind in ("level_growth", "from_to") and len(ends) == 2 and ends[0] == ends[1] != ""


def _is_reversed(relation: Relation) -> bool:
    """Tell whether a part is more than its whole, of which it is said to be a share under 100 percent."""
    if relation.kind != "share_of" or not {"part", "whole", "share"} <= relation.roles.keys():
        return False
    part, whole = (sum(((t.quantity.value or 0) * t.factor for t in relation.roles[r]), Decimal(0)) for r in _PAIR)
    share = relation.roles["share"][0]
    return part > whole and (share.quantity.value or 0) * share.factor < 1


def _unless_chance(hypothesis: Hypothesis, relation: Relation) -> Hypothesis:
    """Take a scale word unlike those of all other amounts for the slip it is, however few digits are printed.

    "Exports of $44.5 billion, imports of $45.9 billion, a deficit of $1.4 million": only with "billion" does it fit.
    """
    quantity = hypothesis.quantity
    others = {q.scale for q in relation.members if q.id != quantity.id and q.unit == quantity.unit}
    if (
        relation.trials > 1
        or hypothesis.diagnosis != "scale"
        or len(others) != 1
        or quantity.scale in others
        or not quantity.value
    ):
        return hypothesis
    ratio = (hypothesis.value or quantity.value) / quantity.value
    if quantity.scale * ratio not in others or hypothesis.score <= 0:
        return hypothesis
    return replace(hypothesis, luck=0.0, score=max(hypothesis.score, _ODD_SCALE))


def _if_thousandfold(context: Context, hypothesis: Hypothesis, relation: Relation) -> Hypothesis:
    """Take another scale word for the slip it is, where nothing else needs the figure as it is printed."""
    quantity, value = hypothesis.quantity, hypothesis.value
    luck = luck_of_scale(relation, quantity, value) if hypothesis.diagnosis == "scale" and value is not None else 1.0
    if luck > MOST_LUCK:
        return hypothesis
    if any(
        c.holds in (Holds.STRICT, Holds.LENIENT) and "==" in c.relation.equation
        for c in context.relations_of.get(quantity.id, ())
    ):
        return hypothesis
    sentence = context.document.sentence_at(quantity.start)
    if has_fellow(quantity, context.in_span(sentence.start, sentence.end)):
        return hypothesis
    block = context.document.block_of(sentence)
    if luck > WITH_FELLOWS and has_fellow(quantity, context.in_span(block.start, block.end)):
        return hypothesis
    return replace(hypothesis, luck=0.0, score=max(hypothesis.score, _ODD_SCALE))


def _slugs(offered: Sequence[Hypothesis], plain: str) -> tuple[str, ...]:
    """Name the best explanation and an equally good one; a slip of digits is also a miscalculation of its kind."""
    best = offered[0]
    slugs = [best.diagnosis]
    slugs.extend(h.diagnosis for h in offered[1:] if h.score >= best.score - 0.1 and h.diagnosis not in slugs)
    if plain not in slugs and best.diagnosis in ("digit-typo", "teen-ty"):
        slugs.insert(1, plain)
    return tuple(slugs[:2])


def _recalculated(relation: Relation, slug: str, certain: bool) -> Iterator[Hypothesis]:
    """Offer the derived figure as the others make it: a plain miscalculation, no slip."""
    derived = fallback(relation)
    if derived is None:
        return
    quantity, _ = derived
    score = _MISCALCULATED if certain else 0.1
    twice = _printed_twice(relation)
    for value in twice:
        yield from _told_by_change(relation, value, slug, score)
    text = None if twice else recalculated(relation, quantity)
    if text is None:
        yield Hypothesis(slug, quantity, quantity.start, quantity.end, "", "", 0.05)
        return
    why = "recalculated from the other figures"
    yield Hypothesis(slug, quantity, quantity.start, quantity.end, text, why, score)


def _printed_twice(relation: Relation) -> tuple[Quantity, ...]:
    """Return new value and base where both are one and the same figure: one of them was put in the other's place."""
    ends = [relation.roles[role][0].quantity for role in ("current", "base") if role in relation.roles]
    return tuple(ends) if len(ends) == 2 and ends[0].value == ends[1].value and ends[0].value is not None else ()


def _told_by_change(relation: Relation, quantity: Quantity, slug: str, score: float) -> Iterator[Hypothesis]:
    """Offer what the change leaves for one of two values, where that is no wider than its last printed place."""
    target = wanted(relation, quantity)
    text = reprinted(quantity, target) if target is not None else None
    step = Decimal(1).scaleb(-quantity.places) * quantity.scale
    if text is not None and target is not None and target.width is not None and target.width <= 3 * step:
        why = f"{quantity.surface} is printed twice"
        yield Hypothesis(slug, quantity, quantity.start, quantity.end, text, why, score)


def _suggestion(hypothesis: Hypothesis) -> Suggestion:
    return Suggestion(
        start=hypothesis.start, end=hypothesis.end, replacement=hypothesis.replacement, why=hypothesis.why
    )


def _message(arithmetic: str, suggestions: Sequence[Suggestion]) -> str:
    said = f"{arithmetic}."
    if not suggestions:
        return said
    first, *others = suggestions[:2]
    told = not first.why or first.why.startswith("recalculated")  # the arithmetic says so already
    reason = "" if told else f" ({first.why})"
    other = f" or “{others[0].replacement}”" if others and others[0].replacement != first.replacement else ""
    return f"{said} Did you mean “{first.replacement}”{reason}{other}?"


def _explanation(relation: Relation) -> str:
    text = f"The wording reads as {relation.reading}: {relation.equation}."
    derived = fallback(relation)
    if derived is not None and derived[1].bounded:
        quantity, interval = derived
        low, high = number(interval.lower), number(interval.upper)
        window = f"be {low}" if low == high else f"lie between {low} and {high}"
        text += f" From the other figures, “{quantity.surface}” should {window}."
    return text


def number(value: Decimal | None, places: int = 2) -> str:
    """Print a computed value for a reader: grouped, at most `places` decimals, long ones with a scale word."""
    if value is None:
        return "…"
    for scale, word in ((12, "trillion"), (9, "billion"), (6, "million")):
        if abs(value) >= Decimal(10) ** scale:
            return f"{_short(value.scaleb(-scale), 3)} {word}"
    return _short(value, places)


def _short(value: Decimal, places: int) -> str:
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
