"""The figures of a text as a list: what each was read as, and with `trace`, what made it so."""

from __future__ import annotations

from claims.codec import number
from claims.interval import Interval
from claims.model import Hedge, Quantity
from verify.finding import Report
from verify.report.layout import Line, render, visible, wrapped

__all__ = ["to_figures"]


def to_figures(report: Report, *, width: int = 80, colour: bool = False, trace: bool = False) -> str:
    """List every figure of the text with its reading, `width` cells wide."""
    document = report.document
    indicators = {
        claim.binding.quantity: claim.binding.indicator.text for claim in report.claims if claim.binding.indicator
    }
    lines: list[Line] = [[(visible(document.id or document.title or "text"), "bold")]]
    for quantity in report.quantities:
        where = document.place(quantity.start, quantity.end)
        style = "bold" if quantity.is_claim else "dim"
        place = where.part or "" if where.line is None else f"{where.line}:{where.column}"
        lines.append([(f"{place:>9}  ", "dim"), (visible(quantity.surface), style)])
        reading = [*_reading(quantity), *([indicators[quantity.id]] if quantity.id in indicators else [])]
        lines += wrapped(" · ".join(reading), width, "dim", indent=" " * 13)
        if trace:
            for step in quantity.trace:
                lines += wrapped(step, width, "cyan", indent=" " * 15, first=" " * 13 + "< ")
    claims = sum(quantity.is_claim for quantity in report.quantities)
    aside = len(report.quantities) - claims
    lines += [[], [(f"{claims} figures, {aside} set aside", "bold")]]
    return render(lines, colour)


def _reading(quantity: Quantity) -> list[str]:
    if not quantity.is_claim:
        return [
            f"set aside: {quantity.skipped or quantity.kind.value}",
            *([quantity.period] if quantity.period else []),
        ]
    words = [quantity.kind.value.replace("_", " ")]
    if quantity.value is not None:
        words.append(f"{number(quantity.value)} {quantity.unit}".rstrip())
    if quantity.hedge is not Hedge.EXACT:
        words.append(quantity.hedge.value.replace("_", " "))
    if quantity.direction:
        words.append(quantity.direction)
    if quantity.period:
        words.append(quantity.period)
    if quantity.flaw:
        words.append(f"malformed: {quantity.flaw}")
    words.append(_window(quantity.strict, quantity.lenient))
    return words


def _window(strict: Interval, lenient: Interval) -> str:
    return f"in {strict}" if strict == lenient else f"in {strict}, leniently {lenient}"
