"""Stories to measure with: the correct passages of the tests, joined to a thousand words; more or fewer figures."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["ROOT", "SETS", "thousand_words"]

ROOT = Path(__file__).resolve().parents[1]
_CLEAN = ROOT / "tests" / "corpus" / "clean"
_WORDS = 1000
_PROSE = (
    "The council met behind closed doors for most of the afternoon, and its members said little as they left the "
    "building. Residents who had waited outside since the morning were told that a decision would be announced soon. "
    "Several of them said they had come because the plan would change the street where they grew up. "
)


def passages() -> list[str]:
    """Return the stories of the clean corpus, in order."""
    found: list[str] = []
    for path in sorted(_CLEAN.glob("*.md")):
        for section in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            lines = [line[2:] if line.startswith("> ") else "" for line in section.splitlines() if line[:1] == ">"]
            found.append("\n".join(lines).strip())
    return [text for text in found if text]


def thousand_words(share: float = 1.0) -> list[str]:
    """Join passages to stories of 1,000 words, of which `share` are of the corpus and the rest holds no figure."""
    stories: list[str] = []
    waiting: list[str] = []
    count = 0
    for passage in passages():
        waiting.append(passage)
        words = len(passage.split())
        filler = round(words * (1 / share - 1) / len(_PROSE.split()))
        waiting += [_PROSE * filler] if filler else []
        count += words + filler * len(_PROSE.split())
        if count >= _WORDS:
            stories.append("\n\n".join(waiting))
            waiting, count = [], 0
    return stories


SETS = {
    "dense: a statistical release, about 240 figures in 1,000 words": 1.0,
    "usual: business news, about 60 figures in 1,000 words": 0.25,
    "sparse: general news, about 20 figures in 1,000 words": 0.08,
}
