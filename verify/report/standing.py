"""How each figure of a text fared: in question, confirmed by the record, adding up, or not checked and why.

Every report tells the same story from here, so that the faces never disagree about a count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from claims.model import Quantity
from verify.finding import (
    CheckedClaim,
    CheckedRelation,
    Evidence,
    Finding,
    Holds,
    Implied,
    Report,
    Severity,
    Verdict,
)

__all__ = ["Standing", "StandingOf", "about", "reasons", "standings"]

_NOTHING_TO_COMPARE = "nothing to compare it with"


class Standing(StrEnum):
    IN_QUESTION = "in_question"  # a finding of level error or warning is at it, or its only equation fails
    CONFIRMED = "confirmed"  # the record has it
    ADDS_UP = "adds_up"  # an equation of the text holds
    UNCHECKED = "unchecked"
    SET_ASIDE = "set_aside"  # dates, clock times, names with digits: no claim


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingOf:
    """One figure with what became of it."""

    quantity: Quantity
    standing: Standing
    claim: CheckedClaim | None  # the claim that is about this figure
    evidence: tuple[Evidence, ...] = ()
    implied: tuple[Implied, ...] = ()
    findings: tuple[Finding, ...] = ()
    reason: str | None = None  # why it was not checked, or was set aside


def standings(report: Report) -> tuple[StandingOf, ...]:
    """Return the standing of every figure, in text order."""
    return tuple(_standing(report, quantity) for quantity in report.quantities)


def reasons(figures: Sequence[StandingOf], standing: Standing) -> Counter[str]:
    """Count the figures of one standing by reason."""
    return Counter(figure.reason or "" for figure in figures if figure.standing is standing)


def about(figure: StandingOf) -> str:
    """Say in a few words what a figure is about: indicator, area, period."""
    quantity, claim = figure.quantity, figure.claim
    binding = claim.binding if claim else None
    noun = binding.indicator.text if binding and binding.indicator else quantity.noun
    area = binding.area.name if binding and binding.area else None
    period = quantity.period or (binding.period if binding else None)
    return " · ".join(word for word in (" ".join(noun.split()), area, period) if word)


def _standing(report: Report, quantity: Quantity) -> StandingOf:
    claim = _claim_of(report.claims, quantity)
    findings = tuple(f for f in report.findings if _is_about(f, quantity))
    held = tuple(r for r in report.relations if _holds_for(r, quantity))
    evidence = _own_evidence(claim.evidence, quantity) if claim else ()
    conflicts = [set(f.quantities) for f in report.findings if f.severity is not Severity.NOTE]
    in_conflict = any(quantity.id in members for members in conflicts)
    apart = tuple(r for r in held if not any({m.id for m in r.relation.members} <= ids for ids in conflicts))
    standing, reason = _judge(quantity, claim, findings, apart if in_conflict else held, in_conflict)
    return StandingOf(
        quantity=quantity,
        standing=standing,
        claim=claim,
        evidence=evidence,
        implied=_implied(claim, held),
        findings=findings,
        reason=reason,
    )


def _judge(
    quantity: Quantity,
    claim: CheckedClaim | None,
    findings: Sequence[Finding],
    held: Sequence[CheckedRelation],
    in_conflict: bool,
) -> tuple[Standing, str | None]:
    if any(f.severity is not Severity.NOTE for f in findings):
        return Standing.IN_QUESTION, None
    if not quantity.is_claim:
        return Standing.SET_ASIDE, quantity.skipped or quantity.kind.value
    verdict = None if claim is None else claim.verdicts.get(quantity.id, claim.verdict)
    if verdict in (Verdict.REFUTED, Verdict.CONFLICTING):
        return Standing.IN_QUESTION, None
    if claim is not None and verdict is Verdict.SUPPORTED:
        recorded = [e for e in claim.evidence if e.kind == "reference"]
        if any(_fits(e, quantity) for e in recorded) or (recorded and not held):
            return Standing.CONFIRMED, None
        return (Standing.IN_QUESTION if in_conflict and not held else Standing.ADDS_UP), None
    if held:
        return Standing.ADDS_UP, None
    if in_conflict:
        return Standing.IN_QUESTION, None
    return Standing.UNCHECKED, (claim.unchecked if claim else None) or _NOTHING_TO_COMPARE


def _claim_of(claims: Sequence[CheckedClaim], quantity: Quantity) -> CheckedClaim | None:
    """The claim bound to the figure; failing that, the first that has it in a role."""
    in_role = None
    for claim in claims:
        if claim.binding.quantity == quantity.id:
            return claim
        if in_role is None and quantity.id in claim.roles.values():
            in_role = claim
    return in_role


def _fits(evidence: Evidence, quantity: Quantity) -> bool:
    """Tell whether a cell of the record is this figure's own and not that of another role of the claim."""
    try:
        value = Decimal(evidence.value or "")
    except InvalidOperation:
        return False
    return quantity.lenient.contains(value) or quantity.lenient.contains(-value)


def _own_evidence(evidence: Sequence[Evidence], quantity: Quantity) -> tuple[Evidence, ...]:
    """Of the proofs of a claim, those of this figure; all of one sort where none names it."""
    cells = [e for e in evidence if e.kind == "reference"]
    sums = [e for e in evidence if e.kind != "reference"]
    own_cells = [e for e in cells if _fits(e, quantity)]
    own_sums = [e for e in sums if quantity.surface in e.text]
    return (*(own_cells or cells), *(own_sums or sums))


def _is_about(finding: Finding, quantity: Quantity) -> bool:
    return finding.start < quantity.end and quantity.start < finding.end


def _holds_for(checked: CheckedRelation, quantity: Quantity) -> bool:
    if checked.holds not in (Holds.STRICT, Holds.LENIENT):
        return False
    members = {member.id for member in checked.relation.members}
    return quantity.id in members and len(members) > 1


def _implied(claim: CheckedClaim | None, held: Sequence[CheckedRelation]) -> tuple[Implied, ...]:
    values = [*(claim.implied if claim else ()), *(value for checked in held for value in checked.implied)]
    return tuple(dict.fromkeys(values))
