"""Pages of documentation from the docstrings of the rules: `python -m verify.rule_docs [--check]`.

Writes `docs/rules/NAME.md` for every rule and `docs/rules/README.md` as their index; with `--check`, writes
nothing and fails where a page is stale, missing or left over.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verify.rules.rule import Rule

__all__ = ["main", "page", "pages", "stale"]

_FOLDER = Path("docs/rules")
_INDEX = "README.md"
_BY_HAND = frozenset({"catalogue.md"})


def page(rule: Rule) -> str:
    """Return the page of one rule as Markdown."""
    title, _, body = rule.documentation.strip().partition("\n")
    facts = f"`{rule.code}` · {rule.severity.value} · {rule.family.replace('_', ' ')} · since {rule.since}"
    diagnoses = ", ".join(f"`{slug}`" for slug in rule.diagnoses)
    tail = f"\n\n## Diagnoses\n\n{diagnoses}\n" if diagnoses else "\n"
    return f"# {rule.name}\n\n{title}\n\n{facts}\n\n{body.strip()}{tail}"


def pages(rules: Sequence[Rule]) -> dict[str, str]:
    """Return every page by file name, the index included."""
    return {_INDEX: _index(rules)} | {f"{rule.name}.md": page(rule) for rule in rules}


def _index(rules: Sequence[Rule]) -> str:
    lines = [
        "# Rules",
        "",
        "Made from the docstrings of the rules by `python -m verify.rule_docs`; edit those, not these pages.",
        "Which rule sees which kind of slip, and what none sees, is in [the catalogue](catalogue.md).",
    ]
    for family in dict.fromkeys(rule.family for rule in rules):
        lines += [
            "",
            f"## {family.replace('_', ' ')}",
            "",
            "| code | rule | severity | |",
            "|---|---|---|---|",
        ]
        for rule in (r for r in rules if r.family == family):
            lines.append(f"| {rule.code} | [{rule.name}]({rule.name}.md) | {rule.severity.value} | {rule.title} |")
    return "\n".join(lines) + "\n"


def stale(folder: Path, rules: Sequence[Rule]) -> list[str]:
    """Return the names of pages that are not as the rules have them."""
    wanted = pages(rules)
    there = {path.name for path in folder.glob("*.md")} - _BY_HAND
    different = [name for name, text in wanted.items() if name not in there or _read(folder / name) != text]
    return sorted({*different, *(there - set(wanted))})


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write(folder: Path, rules: Sequence[Rule]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages(rules)
    for path in folder.glob("*.md"):
        if path.name not in wanted and path.name not in _BY_HAND:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or check them; return the exit status."""
    from verify.rules import RULES

    if "--check" not in arguments:
        _write(_FOLDER, RULES)
        return 0
    old = stale(_FOLDER, RULES)
    for name in old:
        print(f"{_FOLDER / name} is stale: run python -m verify.rule_docs", file=sys.stderr)
    return 1 if old else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
