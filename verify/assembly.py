"""Put claims, verdicts and coverage together into the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from claims.model import Binding, Kind, Mood, Quantity
from claims.patterns import regex
from verify.coincidence import without_coincidences
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
from verify.rules.rule import Context

if TYPE_CHECKING:
    from verify.against_reference import Judged

__all__ = ["assemble", "worded"]

_CHANGE_KINDS = frozenset({"level_growth", "from_to", "multiple_of"})
_SIGNIFICANT = 6  # digits of a factor in a printed equation
_LONG_NUMBER = regex(r"\d+\.\d+")
_ROLES = frozenset({"current", "base", "rate", "difference", "multiple"})


def assemble(context: Context, findings: Sequence[Finding], judged: Judged | None) -> Report:
    """Build the report: every figure in a claim, every claim with a verdict or the reason why it has none."""
    relations = without_coincidences(_spoken(context.relations, findings), context.document.text)
    of_figure = _by_member(relations)
    at_figure = findings_at(context.quantities, findings)
    sums = {r.id: Evidence(kind="arithmetic", text=worded(r)) for r in relations if _adds_up(r)}
    drafts: list[_Draft] = []
    used: set[str] = set()
    for checked in relations:
        relation = checked.relation
        roles = {role: terms[0].quantity.id for role, terms in relation.roles.items() if role in _ROLES and terms}
        if relation.kind not in _CHANGE_KINDS or "current" not in roles or roles["current"] in used:
            continue
        used.update(roles.values())
        drafts.append(_Draft("change", roles, checked.implied))
    for quantity in context.quantities:
        if quantity.is_claim and quantity.id not in used:
            drafts.append(_Draft(str(quantity.kind), {_role(quantity): quantity.id}))
    drafts.sort(key=lambda d: min(context.by_id[q].start for q in d.roles.values()))
    numbered = tuple(
        _claim(context, f"c{n}", draft, of_figure, at_figure, sums, judged) for n, draft in enumerate(drafts, 1)
    )
    internal = _internally(relations)
    against = set(judged.verdicts) if judged else set()
    return Report(
        document=context.document,
        quantities=context.quantities,
        claims=numbered,
        relations=relations,
        findings=tuple(findings),
        sources=judged.sources if judged else (),
        unchecked=dict(sorted(Counter(c.unchecked for c in numbered if c.unchecked).items())),
        checked_internally=len(internal),
        checked_against_reference=len(against),
    )


def _spoken(relations: Sequence[CheckedRelation], findings: Sequence[Finding]) -> tuple[CheckedRelation, ...]:
    """Leave out readings that fail and that no finding stands for: the reading was unsure, not the figures."""
    holders: dict[str, list[int]] = {}  # by figure, the findings that it stands in
    for n, finding in enumerate(findings):
        for id in set(finding.quantities) if finding.severity is not Severity.NOTE else ():
            holders.setdefault(id, []).append(n)
    return tuple(r for r in relations if r.holds is not Holds.NO or _is_told(r, holders))


def _is_told(checked: CheckedRelation, holders: Mapping[str, Sequence[int]]) -> bool:
    """Tell whether a finding stands for two figures of a relation, or for all of it."""
    ids = {q.id for q in checked.relation.members}
    shared = Counter(n for id in ids for n in holders.get(id, ()))
    return any(count >= min(2, len(ids)) for count in shared.values())


def _adds_up(checked: CheckedRelation) -> bool:
    return checked.holds in (Holds.STRICT, Holds.LENIENT) and checked.relation.kind != "same_as"


def _internally(relations: Sequence[CheckedRelation]) -> set[str]:
    return {
        q.id
        for r in relations
        if r.holds is not Holds.UNKNOWN and r.relation.kind != "same_as"
        for q in r.relation.members
    }


def _by_member(relations: Sequence[CheckedRelation]) -> dict[str, list[CheckedRelation]]:
    found: dict[str, list[CheckedRelation]] = {}
    for checked in relations:
        for id in {q.id for q in checked.relation.members}:
            found.setdefault(id, []).append(checked)
    return found


def _role(quantity: Quantity) -> str:
    return {
        Kind.GROWTH_RATE: "rate",
        Kind.PP_CHANGE: "difference",
        Kind.ABSOLUTE_CHANGE: "difference",
        Kind.RANK: "rank",
    }.get(quantity.kind, "current")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim that is still to be judged and numbered."""

    kind: str
    roles: dict[str, str]  # role -> quantity id
    implied: tuple[Implied, ...] = ()


def _claim(
    context: Context,
    id: str,
    draft: _Draft,
    relations: Mapping[str, Sequence[CheckedRelation]],
    findings: Mapping[str, Sequence[Finding]],
    sums: Mapping[str, Evidence],
    judged: Judged | None,
) -> CheckedClaim:
    roles = draft.roles
    ids = tuple(roles.values())
    lead = roles.get("current") or ids[0]
    binding = context.bindings.get(lead, Binding(quantity=lead))
    verdicts: dict[str, Verdict] = {}
    evidence: list[Evidence] = []
    for quantity_id in ids:
        of_figure, at_figure = relations.get(quantity_id, ()), findings.get(quantity_id, ())
        verdict, shown = _verdict(quantity_id, of_figure, at_figure, sums, judged)
        verdicts[quantity_id] = verdict
        evidence.extend(e for e in shown if e not in evidence)
    verdict = _together(list(verdicts.values()))
    return CheckedClaim(
        id=id,
        kind=draft.kind,
        binding=binding,
        roles=roles,
        verdict=verdict,
        verdicts=verdicts,
        evidence=tuple(evidence),
        implied=draft.implied,
        unchecked=_reason(binding, lead, judged) if verdict is Verdict.NOT_ENOUGH_INFO else None,
    )


def _verdict(
    quantity_id: str,
    relations: Sequence[CheckedRelation],
    findings: Sequence[Finding],
    sums: Mapping[str, Evidence],
    judged: Judged | None,
) -> tuple[Verdict, list[Evidence]]:
    evidence: list[Evidence] = []
    verdict = Verdict.NOT_ENOUGH_INFO
    for checked in relations:
        if checked.id in sums:
            verdict = Verdict.SUPPORTED
            evidence.append(sums[checked.id])
    for finding in findings:
        if finding.severity is not Severity.NOTE:
            by_record = any(e.kind in ("reference", "table") for e in finding.evidence)
            verdict = Verdict.REFUTED if by_record else Verdict.CONFLICTING
            evidence = list(finding.evidence)
    if judged and quantity_id in judged.verdicts:
        recorded = judged.verdicts[quantity_id]
        if verdict is not Verdict.CONFLICTING:
            verdict = recorded
        evidence = [*judged.evidence.get(quantity_id, ()), *evidence]
    return verdict, evidence


def worded(checked: CheckedRelation) -> str:
    """Print the equation with the figures in it: "6,822 = 6,185 × (1 + 10.3 percent)"."""
    text = _LONG_NUMBER.sub(_shortened, checked.relation.equation)
    for role in sorted(checked.relation.roles, key=len, reverse=True):
        terms = checked.relation.roles[role]
        surface = " + ".join(_signed(t.quantity, t.signed) for t in terms)
        text = text.replace(f"sum({role})", surface)
        text = _replace_word(text, role, surface)
    return text.replace("==", "=").replace("*", "×").replace("/", "÷").replace("<=", "≤")


def _shortened(number: re.Match[str]) -> str:
    """Print a factor of an equation with at most six significant digits."""
    value = Decimal(number.group())
    places = max(0, _SIGNIFICANT - 1 - value.adjusted())
    rounded = format(round(value, places), "f")
    return rounded.rstrip("0").rstrip(".") if "." in rounded else rounded


def _signed(quantity: Quantity, signed: bool) -> str:
    return f"−{quantity.surface}" if signed and quantity.direction == "down" else quantity.surface


def _replace_word(text: str, word: str, replacement: str) -> str:
    return _word(word).sub(lambda _m: replacement, text) if word in text else text


@cache
def _word(role: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(role)}\b")


def _together(verdicts: list[Verdict]) -> Verdict:
    for worst in (Verdict.REFUTED, Verdict.CONFLICTING):
        if worst in verdicts:
            return worst
    return Verdict.SUPPORTED if Verdict.SUPPORTED in verdicts else Verdict.NOT_ENOUGH_INFO


def _reason(binding: Binding, lead: str, judged: Judged | None) -> str:
    if binding.mood is not Mood.FACT:
        return f"{binding.mood}: not held against the record"
    if judged is None or not (judged.asked or lead in judged.unchecked):
        return "stands alone: nothing else in the text fixes it, and no record was asked"
    return judged.unchecked.get(lead, "no such series: nothing in the record matches its wording")
