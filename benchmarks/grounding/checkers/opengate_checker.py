"""opengate-grounding without anchors: an answer that is not grounded is a flag."""

from __future__ import annotations

from importlib.metadata import version

from opengate_grounding import check_grounding

VERSION = version("opengate-grounding")


def check(text: str, reference: str) -> str:
    return "p" if check_grounding(answer=text, context=reference).grounded else "F"
