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
from verify.overlap import findings_at

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
    index = _Index(report)
    return tuple(_standing(index, quantity) for quantity in report.quantities)


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


class _Index:
    """What a report has on each figure, by its id: a long text has tens of thousands."""

    def __init__(self, report: Report) -> None:
        self.claims: dict[str, CheckedClaim] = {}  # the claim bound to the figure, or the first with it in a role
        self.findings = findings_at(report.quantities, report.findings)
        self.conflicts: dict[str, list[set[str]]] = {}
        self.held: dict[str, list[CheckedRelation]] = {}
        self.broken = {e.text for f in report.findings if f.severity is not Severity.NOTE for e in f.evidence}
        for claim in report.claims:
            self.claims.setdefault(claim.binding.quantity, claim)
        for claim in report.claims:
            for id in claim.roles.values():
                self.claims.setdefault(id, claim)
        for finding in report.findings:
            if finding.severity is not Severity.NOTE:
                for id in finding.quantities:
                    self.conflicts.setdefault(id, []).append(set(finding.quantities))
        for checked in report.relations:
            members = {member.id for member in checked.relation.members}
            if checked.holds in (Holds.STRICT, Holds.LENIENT) and len(members) > 1:
                for id in members:
                    self.held.setdefault(id, []).append(checked)


def _standing(index: _Index, quantity: Quantity) -> StandingOf:
    claim = index.claims.get(quantity.id)
    findings = tuple(index.findings.get(quantity.id, ()))
    held = index.held.get(quantity.id, [])
    conflicts = index.conflicts.get(quantity.id, [])
    proofs = claim.evidence if claim else ()
    if not findings:  # what is wrong with another figure of the claim proves nothing of this one
        proofs = tuple(e for e in proofs if e.text not in index.broken)
    evidence = _own_evidence(proofs, quantity)
    apart = [r for r in held if not any({m.id for m in r.relation.members} <= ids for ids in conflicts)]
    standing, reason = _judge(quantity, claim, findings, apart, bool(conflicts))
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
        recorded = [e for e in claim.evidence if e.kind in ("reference", "table")]
        if any(_fits(e, quantity) for e in recorded) or (recorded and not held):
            return Standing.CONFIRMED, None
        return (Standing.IN_QUESTION if in_conflict and not held else Standing.ADDS_UP), None
    if held:
        return Standing.ADDS_UP, None
    if in_conflict:
        return Standing.IN_QUESTION, None
    return Standing.UNCHECKED, (claim.unchecked if claim else None) or _NOTHING_TO_COMPARE


def _fits(evidence: Evidence, quantity: Quantity) -> bool:
    """Tell whether a cell of the record is this figure's own and not that of another role of the claim."""
    try:
        value = Decimal(evidence.value or "")
    except InvalidOperation:
        return False
    return quantity.lenient.contains(value) or quantity.lenient.contains(-value)


def _own_evidence(evidence: Sequence[Evidence], quantity: Quantity) -> tuple[Evidence, ...]:
    """Of the proofs of a claim, those of this figure; all of one sort where none names it."""
    cells = [e for e in evidence if e.kind in ("reference", "table")]
    sums = [e for e in evidence if e.kind not in ("reference", "table")]
    own_cells = [e for e in cells if _fits(e, quantity)]
    own_sums = [e for e in sums if quantity.surface in e.text]
    return (*(own_cells or cells), *(own_sums or sums))


def _implied(claim: CheckedClaim | None, held: Sequence[CheckedRelation]) -> tuple[Implied, ...]:
    values = [*(claim.implied if claim else ()), *(value for checked in held for value in checked.implied)]
    return tuple(dict.fromkeys(values))
