"""From a relation that does not hold to a finding: the part that all arithmetic rules share.

A rule brings the kinds it reads, how it says the sum, which explanations are special to it, and the slug for a
figure that is simply miscalculated. Whether to speak at all is decided here: a *certain* reading always does, a
*likely* one only when a single slip repairs it better than chance would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from claims.interval import Interval
from claims.model import Certainty, Hedge, Quantity, Relation
from verify.diagnosis import Hypothesis, convincing, diagnose, fallback
from verify.finding import CheckedRelation, Evidence, Finding, Holds, Severity, Suggestion
from verify.house_style import format_like
from verify.near_miss import NEAR_MISS
from verify.rules.rule import Context

__all__ = ["Teller", "flipped", "number", "report", "reprinted"]

_CLOSE = 0.25  # explanations this near to the best are offered too
_MOST_SUGGESTIONS = 3


@dataclass(frozen=True)
class Teller:
    """How one rule words its conflicts."""

    rule: str
    code: str
    slug: str  # diagnosis of a figure that is plainly miscalculated
    say: Callable[[Relation], str]  # the arithmetic in one clause: "6,822 from 6,185 is +10.3 percent"
    special: Callable[[Context, Relation], Iterable[Hypothesis]] = lambda _context, _relation: ()


def report(context: Context, kinds: Sequence[str], teller: Teller) -> Iterator[Finding]:
    """Yield a finding for every broken relation of the kinds that is sure enough, or well enough explained."""
    for checked in context.of_kind(*kinds):
        if checked.holds is Holds.NO:
            finding = _finding(context, checked, teller)
            if finding is not None:
                yield finding


def _finding(context: Context, checked: CheckedRelation, teller: Teller) -> Finding | None:
    relation = checked.relation
    hypotheses = diagnose(checked, context.relations, tuple(teller.special(context, relation)))
    explained = convincing(hypotheses)
    certain = relation.certainty is Certainty.CERTAIN
    possible = relation.certainty is Certainty.POSSIBLE and NEAR_MISS not in relation.tags
    if possible or not (explained or certain):
        return None
    plain = fallback(relation)
    suggestions: list[Suggestion] = []
    slugs: list[str] = []
    start, end = _target_span(relation, plain)
    why = ""
    if explained:
        best = hypotheses[0]
        start, end, why = best.start, best.end, best.why
        for hypothesis in hypotheses:
            if hypothesis.score < best.score - _CLOSE or len(suggestions) >= _MOST_SUGGESTIONS:
                break
            suggestions.append(_suggestion(hypothesis))
            if hypothesis.score >= best.score - 0.1 and hypothesis.diagnosis not in slugs and len(slugs) < 2:
                slugs.append(hypothesis.diagnosis)
    else:
        slugs.append(teller.slug)
    if plain is not None and (not explained or hypotheses[0].score < 0.6):
        text = reprinted(*plain)
        if text is not None and all(s.replacement != text for s in suggestions):
            suggestions.append(
                Suggestion(
                    start=plain[0].start,
                    end=plain[0].end,
                    replacement=text,
                    why="recalculated from the other figures",
                )
            )
    arithmetic = teller.say(relation)
    return Finding(
        rule=teller.rule,
        code=teller.code,
        severity=Severity.ERROR if certain else Severity.WARNING,
        diagnosis=tuple(slugs),
        start=start,
        end=end,
        message=_message(arithmetic, suggestions, why),
        explanation=_explanation(relation, plain),
        quantities=tuple(q.id for q in relation.members),
        blamed=hypotheses[0].quantity.id if explained else plain[0].id if plain else None,
        computed=plain[1] if plain else None,
        suggestions=tuple(suggestions),
        evidence=(Evidence(kind="arithmetic", text=arithmetic),),
    )


def _suggestion(hypothesis: Hypothesis) -> Suggestion:
    return Suggestion(
        start=hypothesis.start, end=hypothesis.end, replacement=hypothesis.replacement, why=hypothesis.why
    )


def _target_span(relation: Relation, plain: tuple[Quantity, Interval] | None) -> tuple[int, int]:
    quantity = plain[0] if plain else relation.members[-1]
    return quantity.start, quantity.end


def _message(arithmetic: str, suggestions: Sequence[Suggestion], why: str) -> str:
    if not suggestions:
        return f"{arithmetic}."
    meant = " or ".join(f"“{s.replacement}”" for s in suggestions[:2])
    reason = f" ({why})" if why else ""
    return f"{arithmetic}. Did you mean {meant}?{reason}"


def _explanation(relation: Relation, plain: tuple[Quantity, Interval] | None) -> str:
    text = f"The wording reads as {relation.reading}: {relation.equation}."
    if plain is not None and plain[1].bounded:
        text += f" From the other figures, “{plain[0].surface}” should lie between {number(plain[1].lower)} and {number(plain[1].upper)}."
    return text


def reprinted(quantity: Quantity, interval: Interval) -> str | None:
    """Print the middle of `interval` in the style of `quantity`; rounded like a hedged round figure."""
    middle = interval.middle
    if middle is None or quantity.value is None:
        return None
    if middle < 0 <= quantity.value:
        middle = -middle  # the direction is in the words
    value = middle
    zeros = _trailing_zeros(quantity) if quantity.hedge is not Hedge.EXACT else 0
    if zeros and quantity.scale == 1:
        place = Decimal(10) ** zeros
        rounded = (middle / place).to_integral_value(rounding=ROUND_HALF_UP) * place
        value = rounded if rounded else middle
    else:
        places = (
            quantity.places
            if quantity.scale != 1 or quantity.places
            else (0 if quantity.unit.startswith("count") else 1)
        )
        step = Decimal(1).scaleb(-places) * quantity.scale
        rounded = (middle / step).to_integral_value(rounding=ROUND_HALF_UP) * step
        value = rounded if rounded else middle
    return format_like(quantity, value)


def _trailing_zeros(quantity: Quantity) -> int:
    text = format(abs(quantity.value or Decimal(0)), "f")
    if "." in text:
        return 0
    return len(text) - len(text.rstrip("0"))


def flipped(text: str, span: tuple[int, int]) -> str | None:
    """Return the wording of a direction turned round: "a drop of" becomes "a rise of"; ``None`` if no pair is known."""
    from verify.rules.directions import opposite

    words = text[span[0] : span[1]].split(" ")
    for n, word in enumerate(words):
        other = opposite(word.strip(",.()"))
        if other is not None:
            words[n] = word.replace(word.strip(",.()"), other)
            return " ".join(words)
    return None


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
