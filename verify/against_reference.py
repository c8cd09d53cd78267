"""Turn comparisons with the record into findings, verdicts and evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.model import Quantity
from reference.cells import cell_of
from reference.compare import compare
from reference.comparison import Comparison, Repair
from reference.model import AreaRecord, Observation
from reference.store import Store
from reference.units import parse_unit
from reference.words import content
from verify.finding import Evidence, Finding, Source, Suggestion, Verdict
from verify.house_style import format_like, with_numeral, with_percent, with_points, with_unit
from verify.rules.rule import Context
from verify.second_thoughts import reconsidered

if TYPE_CHECKING:
    from verify.conversions import Conversion

__all__ = ["Judged", "against_reference", "with_conversions"]

_SHOWN = 3  # cells that are shown of a wording that the record bears out


@dataclass(frozen=True, slots=True)
class Judged:
    """What the record says of the figures of a text, by the id of the quantity."""

    findings: tuple[Finding, ...]
    verdicts: Mapping[str, Verdict]
    evidence: Mapping[str, tuple[Evidence, ...]]
    unchecked: Mapping[str, str]  # why the record gave no verdict
    sources: tuple[Source, ...]
    asked: bool = True  # whether figures were looked up at all, or exchange rates alone
    comparisons: tuple[Comparison, ...] = ()


def against_reference(context: Context, store: Store) -> Judged:
    """Compare everything that was read with the record and let the rules of the family `reference` speak."""
    from verify.rules.reference import REFERENCE_RULES  # its modules word findings through this one

    relations = tuple(checked.relation for checked in context.relations)
    compared = compare(context.document, context.quantities, context.bindings, relations, store, context.mentions)
    comparisons = reconsidered(context, compared)
    told = replace(context, comparisons=comparisons)
    findings = tuple(finding for rule in REFERENCE_RULES for finding in rule.check(told))
    verdicts: dict[str, Verdict] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    unchecked: dict[str, str] = {}
    for comparison in comparisons:
        if comparison.quantity is None:
            continue
        if comparison.outcome == "not_enough_info":
            unchecked[comparison.quantity] = comparison.reason
        else:
            verdicts[comparison.quantity] = Verdict(comparison.outcome)
            evidence[comparison.quantity] = evidence_of(comparison, store)
    for quantity_id, shown in _worded_evidence(context, comparisons, store).items():
        evidence[quantity_id] = (*evidence.get(quantity_id, ()), *shown)
    for quantity_id, implied in _implied_evidence(context, comparisons, store).items():
        evidence[quantity_id] = (*evidence.get(quantity_id, ()), *implied)
    cells = [cell for comparison in comparisons for cell in comparison.cells]
    told_findings = _with_evidence(findings, comparisons, store)
    return Judged(told_findings, verdicts, evidence, unchecked, _sources(cells), comparisons=comparisons)


def _worded_evidence(
    context: Context, comparisons: tuple[Comparison, ...], store: Store
) -> dict[str, tuple[Evidence, ...]]:
    """Set what bears out a wording without a figure ("the highest since 2008") beside the nearest supported figure."""
    supported = [context.by_id[c.quantity] for c in comparisons if c.outcome == "supported" and c.quantity]
    found: dict[str, tuple[Evidence, ...]] = {}
    for c in comparisons:
        if c.quantity is not None or c.outcome != "supported" or c.aspect not in ("record", "rank"):
            continue
        sentence = context.document.sentence_at(c.start)
        near = [q for q in supported if sentence.start <= q.start < sentence.end]
        if near:
            beside = min(near, key=lambda q: abs(q.start - c.start))
            words = context.document.text[c.start : c.end]
            lines = evidence_of(c, store)[:_SHOWN]
            told = (replace(lines[0], text=f"“{words}”: {lines[0].text}"), *lines[1:])
            found[beside.id] = (*found.get(beside.id, ()), *told)
    return found


def with_conversions(judged: Judged | None, conversions: Sequence[Conversion]) -> Judged:
    """Add what the exchange rates say of conversions of money, by the converted amount."""
    from verify.conversions import said  # its rules are among those that word findings through this module

    base = judged or Judged((), {}, {}, {}, (), asked=False)
    verdicts, evidence, unchecked = dict(base.verdicts), dict(base.evidence), dict(base.unchecked)
    sources = list(base.sources)
    for conversion in conversions:
        key, rate = conversion.converted.id, conversion.rate
        if conversion.outcome == "unjudged":
            unchecked[key] = conversion.reason
            continue
        verdicts[key] = Verdict.SUPPORTED if conversion.outcome == "supported" else Verdict.REFUTED
        if rate is not None:
            text = f"the two amounts make 1 {rate.base} {conversion.implied_rate} {rate.quote}; {said(rate)}"
            shown = Evidence(kind="reference", text=text, source=rate.source, url=rate.url or None, period=rate.when)
            evidence[key] = (*evidence.get(key, ()), shown)
            sources.append(Source(name=rate.source, url=rate.url or None))
    return replace(
        base, verdicts=verdicts, evidence=evidence, unchecked=unchecked, sources=tuple(dict.fromkeys(sources))
    )


def _implied_evidence(
    context: Context, comparisons: tuple[Comparison, ...], store: Store
) -> dict[str, tuple[Evidence, ...]]:
    """Set what the text implies for another period beside the record's figure of that period."""
    matched = {c.quantity: c.match for c in comparisons if c.outcome == "supported" and c.aspect == "level" and c.match}
    found: dict[str, tuple[Evidence, ...]] = {}
    for checked in context.relations:
        current = checked.relation.roles.get("current")
        match = matched.get(current[0].quantity.id) if current else None
        if current is None or match is None:
            continue
        for implied in checked.implied:
            cell = cell_of(store, match.indicator.id, match.area, implied.period, context.document.published)
            if cell is None:
                continue
            row = cell.observation
            verdict = "as the story implies" if implied.interval.meets(row.interval) else "not what the story implies"
            line = f"{row.period} in the record: {_value(row, match.indicator.label)}, {verdict}"
            place = {"source": row.source, "url": row.url, "vintage": row.vintage, "period": row.period}
            shown = Evidence(kind="implied", text=line, **place)
            found[current[0].quantity.id] = (*found.get(current[0].quantity.id, ()), shown)
    return found


def _with_evidence(
    findings: tuple[Finding, ...], comparisons: tuple[Comparison, ...], store: Store
) -> tuple[Finding, ...]:
    """Put names of areas, which a rule does not know, into the message, and the cells behind it."""
    by_place = {(c.start, c.end): c for c in comparisons if c.outcome == "refuted"}
    found = []
    for finding in findings:
        comparison = by_place[finding.start, finding.end]
        found.append(replace(finding, message=message_of(comparison, store), evidence=evidence_of(comparison, store)))
    return tuple(found)


def finding_of(context: Context, comparison: Comparison, rule: str, code: str) -> Finding:
    """Return the finding of a refuted comparison (the record's part of it is filled in afterwards)."""
    from verify.finding import Severity

    quantity = context.by_id.get(comparison.quantity or "")
    return Finding(
        rule=rule,
        code=code,
        severity=Severity.ERROR,
        diagnosis=comparison.diagnosis,
        start=comparison.start,
        end=comparison.end,
        message=comparison.note,
        explanation=comparison.note,
        quantities=(comparison.quantity,) if comparison.quantity else (),
        blamed=comparison.quantity,
        computed=comparison.expected,
        suggestions=suggestions_of(comparison, quantity),
    )


def suggestions_of(comparison: Comparison, quantity: Quantity | None) -> tuple[Suggestion, ...]:
    """Print every repair in the style of the figure, each wording once."""
    found: list[Suggestion] = []
    for repair in comparison.repairs:
        text = _printed(repair, quantity)
        at = (repair.start, repair.end)
        if text and all((s.start, s.end, s.replacement) != (*at, text) for s in found):
            found.append(Suggestion(start=repair.start, end=repair.end, replacement=text, why=repair.why))
    return tuple(found)


def _printed(repair: Repair, quantity: Quantity | None) -> str:
    if repair.how == "text" or quantity is None:
        return repair.text
    if repair.how == "value" and repair.value is not None:
        return format_like(quantity, repair.value)
    if repair.how == "numeral":
        return with_numeral(quantity, repair.text)
    if repair.how == "unit":
        return with_unit(quantity, repair.text)
    if repair.how == "points":
        return with_points(quantity)
    return with_percent(quantity)


def message_of(comparison: Comparison, store: Store) -> str:
    """Say in one sentence what the record has, where from, and what the printed figure is instead."""
    cell = comparison.cells[0]
    label = comparison.match.indicator.label if comparison.match else ""
    has = f"the record has {comparison.formula or _value(cell, label)} for {_series(comparison, cell, store)}"
    if comparison.aspect in ("record", "direction", "forecast"):
        has = f"{_series(comparison, cell, store)}: {comparison.note}"
    elif comparison.aspect == "rank" and comparison.formula:
        has = f"by the record the order is {comparison.formula}"
    since = _revision(comparison)
    tail = f"; {comparison.note}" if comparison.note and comparison.note not in has else ""
    when = f" (published later, on {cell.vintage})" if comparison.later and cell.vintage else ""
    return f"{has[0].upper()}{has[1:]}{when}{tail}{f'; {since}' if since else ''}."


def _series(comparison: Comparison, cell: Observation, store: Store) -> str:
    label = comparison.match.indicator.label if comparison.match else cell.indicator
    return f"“{label}”, {_area_name(store.area(cell.area), cell)}, {cell.period}"


def _area_name(area: AreaRecord | None, cell: Observation) -> str:
    return area.name if area else cell.area


def _value(cell: Observation, label: str = "") -> str:
    """Print the recorded value with its unit, digits grouped; what the label counts is not said twice."""
    spec = parse_unit(cell.unit)
    digits = cell.printed
    if "." not in digits and digits.lstrip("-").isdigit():
        digits = f"{int(digits):,}"
    if spec.dimension in ("rank", "ordinal", "index") or cell.unit in ("count", ""):
        return digits
    if spec.dimension in ("count", "ratio") and set(content(cell.unit)) <= set(content(label)):
        return digits
    if cell.lower is not None and cell.upper is None:
        return f"more than {digits} {cell.unit}"
    return f"{digits} {cell.unit}"


def evidence_of(comparison: Comparison, store: Store) -> tuple[Evidence, ...]:
    """Return one line a cell: value, period, source, address, date of publication."""
    found = []
    for at, cell in enumerate(comparison.cells):
        later = f"; published later, on {cell.vintage}" if comparison.later and at == 0 and cell.vintage else ""
        label = comparison.match.indicator.label if comparison.match else cell.indicator
        text = f"{_area_name(store.area(cell.area), cell)}, {cell.period}: {_value(cell, label)} ({label}{later})"
        if at == 0 and comparison.formula and comparison.aspect != "rank":
            text = f"{comparison.formula}; {text}"
        if at == 0 and (since := _revision(comparison)):
            text = f"{text}; {since}"
        found.append(
            Evidence(
                kind="reference",
                text=text,
                source=cell.source or None,
                url=cell.url or None,
                vintage=cell.vintage or None,
                period=cell.period,
                value=cell.printed,
            )
        )
    return tuple(found)


def _revision(comparison: Comparison) -> str:
    """Say what the deciding figure became after the story."""
    new = comparison.revised
    if new is None:
        return ""
    label = comparison.match.indicator.label if comparison.match else ""
    return f"revised since to {_value(new, label)}, published on {new.vintage}"


def _sources(cells: list[Observation]) -> tuple[Source, ...]:
    names = {(c.source, c.url, c.vintage) for c in cells if c.source}
    return tuple(Source(name=n, url=u or None, vintage=v or None) for n, u, v in sorted(names))
