"""Measure the checks beside a story on the corpora of the tests: its sources, a table of one's own.

    python benchmarks/beside.py

Prints, for each corpus, how many right stories drew an alarm and how many planted slips were found and pointed at.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(_ROOT), str(_ROOT / "tests")]

import test_against_sources as against  # noqa: E402
import test_table_questions as tables  # noqa: E402


def sources() -> str:
    """Measure `check --against` on the pairs of story and sources."""
    alarms = notes = found = stray = slips = 0
    with tempfile.TemporaryDirectory() as folder:
        for pair in against.ALL:
            read = against.sources_of(pair, Path(folder))
            report = against.compared(pair.story, read)
            alarms += bool(against.at(report, against.DIFFERS))
            notes += len(against.at(report, against.MISSING)) - len(pair.missing)
            for slip in pair.slips:
                story = slip.planted(pair.story)
                at = story.index(slip.wrong)
                differing = [t for t in against.compared(story, read).traces or () if t.outcome == "differs"]
                right = [t for t in differing if t.quantity.start < at + len(slip.wrong) and at < t.quantity.end]
                slips += 1
                found += bool(right)
                stray += len(differing) - len(right)
    return _line("story beside its sources", len(against.ALL), alarms, slips, found, stray) + f" {notes} |"


def table_questions() -> str:
    """Measure `check --table` on the sentences about tables."""
    planted = [case for case in tables.ALL if case.name != "-"]
    alarms = sum(bool(tables.findings(case.table, case.sentence)) for case in tables.ALL)
    found = stray = 0
    for case in planted:
        marked = tables.findings(case.table, case.planted)
        at = case.planted.index(case.slip)
        right = [f for f in marked if f.start <= at < f.end or case.name == "direction"]
        found += bool(right)
        stray += len(marked) - len(right)
    return _line("sentences about a table", len(tables.ALL), alarms, len(planted), found, stray) + " |"


def _line(what: str, right: int, alarms: int, slips: int, found: int, stray: int) -> str:
    precision = 100 * found / max(found + stray + alarms, 1)
    recall = 100 * found / max(slips, 1)
    return f"| {what} | {right} | {alarms} | {slips} | {found} | {stray} | {precision:.1f} | {recall:.1f} |"


if __name__ == "__main__":
    print("| corpus | right | alarms | slips | found | pointed elsewhere | precision | recall | needless notes |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    print(sources())
    print(table_questions())
