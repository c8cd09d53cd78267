"""Phrases around figures that are worked out from those just told, from `lexicon/en/derived.toml` and its like."""

from __future__ import annotations

import re

from claims.lexicon import load

__all__ = ["ABOUT", "EACH", "IS", "SINCE", "THUS", "phrases"]


def phrases(section: str, name: str, *, lexicon: str = "derived") -> str:
    """Return the phrases of a lexicon entry as one alternation, the longest first."""
    told = {p.strip() for p in str(load(lexicon)[section][name]).replace("\n", " ").split(";")}
    longest_first = sorted(told - {""}, key=lambda p: (-len(p), p))
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in longest_first)


ABOUT = rf"(?:(?:{phrases('wording', 'about')})\s+)*"
IS = phrases("wording", "is")
SINCE = phrases("wording", "since")
THUS = phrases("wording", "thus")
EACH = r"(?:(?<!for )(?<!to )(?<!in )(?<!per )each(?! (?:day|week|month|year|of)\b)|apiece)\b"  # not "for each bed"
