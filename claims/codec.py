"""Quantities, claims and relations as plain data for JSON: `Decimal` as strings, keys in a fixed order.

The shapes are those of `schema/claim.schema.json`, the published contract; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from claims.document import Document
from claims.interval import Interval
from claims.model import Binding, Quantity, Relation

__all__ = ["binding_data", "bounds", "number", "quantity_data", "relation_data"]

Data = dict[str, Any]
_PLACES = 12  # significant digits of a computed end: more would be noise of the division


def number(value: Decimal | None) -> str | None:
    """Write a number in plain digits, without an exponent and without trailing zeros."""
    if value is None:
        return None
    if not value.is_finite():
        return str(value)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def bounds(interval: Interval | None, prefix: str = "") -> Data:
    """Write an interval as two keys; an open side is null."""
    lower = None if interval is None else interval.lower
    upper = None if interval is None else interval.upper
    return {f"{prefix}lower": number(_short(lower)), f"{prefix}upper": number(_short(upper))}


def quantity_data(quantity: Quantity, document: Document) -> Data:
    """Write one figure of the text."""
    return {
        "id": quantity.id,
        "start": quantity.start,
        "end": quantity.end,
        "start_utf16": document.utf16(quantity.start),
        "end_utf16": document.utf16(quantity.end),
        "surface": quantity.surface,
        "value": number(quantity.value),
        **bounds(quantity.strict),
        **bounds(quantity.lenient, "lenient_"),
        "unit": quantity.unit,
        "kind": quantity.kind.value,
        "hedge": quantity.hedge.value,
        "direction": quantity.direction,
        "period": quantity.period,
        "skipped": quantity.skipped,
    }


def binding_data(binding: Binding) -> Data:
    """Write what a figure is about; `spans` says where the words stand."""
    named = {"indicator": binding.indicator, "area": binding.area, "attribution": binding.attribution}
    return {
        "indicator": binding.indicator.text if binding.indicator else None,
        "area": binding.area.name if binding.area else None,
        "period": binding.period,
        "compared_to": binding.compared_to,
        "basis": binding.basis,
        "mood": binding.mood.value,
        "attribution": binding.attribution.text if binding.attribution else None,
        "inferred": list(binding.inferred),
        "spans": {name: [words.start, words.end] for name, words in named.items() if words is not None},
    }


def relation_data(id: str, relation: Relation, holds: str, claims: Mapping[str, tuple[str, ...]]) -> Data:
    """Write an equation between figures; `claims` gives the claims of each quantity."""
    members = [q.id for q in relation.members]
    touched = dict.fromkeys(claim for member in members for claim in claims.get(member, ()))
    return {
        "id": id,
        "kind": relation.kind,
        "members": members,
        "roles": {role: [term.quantity.id for term in terms] for role, terms in relation.roles.items() if terms},
        "holds": holds,
        "certainty": relation.certainty.value,
        "equation": relation.equation,
        "claims": list(touched),
    }


def _short(value: Decimal | None) -> Decimal | None:
    """Round a value that a division has stretched; exact values pass unchanged."""
    if value is None or not value.is_finite() or len(value.as_tuple().digits) <= 2 * _PLACES:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - _PLACES + 1)) if value else value
