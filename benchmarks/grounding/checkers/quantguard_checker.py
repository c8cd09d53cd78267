"""QuantGuard with its default policy: contradicted is a flag; neither verified nor contradicted is left open."""

from __future__ import annotations

from importlib.metadata import version

from quantguard import QuantitativeGuard

VERSION = version("rag-quantguard")
_GUARD = QuantitativeGuard()


def check(text: str, reference: str) -> str:
    counts = {
        str(status).upper().rpartition(".")[2]: n
        for status, n in _GUARD.verify(text, [reference]).status_counts.items()
        if n
    }
    if counts.get("CONTRADICTED"):
        return "F"
    return "p" if set(counts) <= {"VERIFIED", "APPROXIMATE", "NOT_APPLICABLE"} else "a"
