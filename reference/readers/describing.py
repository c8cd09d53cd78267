"""Describe an indicator that its source only names: kind and basis are read from its label and unit."""

from __future__ import annotations

from dataclasses import replace

from reference.model import Indicator
from reference.units import parse_unit
from reference.words import lexicon, stem, tokens

__all__ = ["described"]

_BASES = (
    (("year on year", "year over year", "yoy", "annual", "on year", "12 month"), "year_on_year"),
    (("quarter on quarter", "quarter over quarter", "qoq", "quarterly"), "quarter_on_quarter"),
    (("month on month", "month over month", "mom", "monthly"), "month_on_month"),
)


def described(key: str, label: str, unit: str, dataset: str = "") -> Indicator:
    """Return an indicator whose kind and basis are read from its label and unit."""
    known = lexicon()
    stems = {stem(word) for word, _, _ in tokens(label)}
    low = label.lower().replace("-", " ")
    spec = parse_unit(unit)
    indicator = Indicator(id=key, label=label, unit=unit, dataset=dataset)
    if spec.dimension == "percent" and (stems & known.growth or "year on year" in low):
        return replace(indicator, kind="growth rate", basis=_basis(low))
    if spec.dimension in ("rank", "index", "ratio"):
        return replace(indicator, kind=spec.dimension)
    if spec.dimension == "percent" and stems & known.share:
        return replace(indicator, kind="share")
    stock, flow = bool(stems & known.stock), bool(stems & known.flow)
    return replace(indicator, kind="stock" if stock and not flow else "flow" if flow and not stock else "")


def _basis(label: str) -> str:
    return next((basis for words, basis in _BASES if any(word in label for word in words)), "")
