"""Rules that turn comparisons with the figures of record into findings; they read `Context.comparisons`."""

from __future__ import annotations

from verify.rules.reference import (
    record_change_mismatch,
    record_direction_mismatch,
    record_order_mismatch,
    record_rank_mismatch,
    record_value_mismatch,
)
from verify.rules.rule import Rule

__all__ = ["REFERENCE_RULES"]

REFERENCE_RULES: tuple[Rule, ...] = (
    record_value_mismatch.RULE,  # REF101
    record_change_mismatch.RULE,  # REF102
    record_rank_mismatch.RULE,  # REF103
    record_order_mismatch.RULE,  # REF104
    record_direction_mismatch.RULE,  # REF105
)
