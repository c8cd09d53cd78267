"""Measure how generated claims are judged by the record.

    FIGURECHECK_EVALUATION=<folder> python benchmarks/reference/measure.py [--half dev|held] [--misses]

Right: the judged figure (or wording) of a true claim is supported, of a slip refuted. Wrong: any other verdict on
it, and any refutation elsewhere in the sentence of a true claim. A verdict against a wrong series is one whose cells
are of a series or an area that the sentence does not speak of.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from facts import Facts
from generate import Claim, claims
from record import open_record, tables

from claims.readers import read_text
from reference.comparison import Comparison
from reference.store import Store
from verify.against_reference import against_reference
from verify.pipeline import understood

_ASPECTS = {"direction": "direction", "record": "record", "streak": "record", "rank": "rank"}

__all__ = ["Outcome", "judge", "main", "near_misses", "verdicts"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one claim was judged."""

    claim: Claim
    verdict: str  # right | wrong | none
    named: bool  # the slip, where it was refuted
    stray: tuple[Comparison, ...]  # verdicts against a wrong series
    false: tuple[Comparison, ...]  # refutations elsewhere in the sentence
    found: tuple[Comparison, ...]
    why: str


def judge(claim: Claim, store: Store) -> Outcome:
    """Check one sentence."""
    document = read_text(claim.text, published=date.fromisoformat(claim.date))
    judged = against_reference(understood(document), store)
    told = [c for c in judged.comparisons if c.outcome != "not_enough_info"]
    wanted = "refuted" if claim.slip else "supported"
    own = [c for c in told if _is_own(c, claim)]
    elsewhere = tuple(c for c in told if c not in own and c.outcome == "refuted")
    verdict = "none" if not own else "right" if all(c.outcome == wanted for c in own) else "wrong"
    if claim.slip and not own and elsewhere:
        verdict = "wrong"
    stray = tuple(
        c
        for c in told
        if c.match is None or c.match.indicator.id not in claim.series or c.match.area not in claim.areas
    )
    named = any(set(c.diagnosis) & claim.diagnoses for c in own)
    why = "; ".join(c.reason for c in judged.comparisons if c.reason)
    return Outcome(claim, verdict, named, stray, elsewhere, tuple(told), why)


def _is_own(comparison: Comparison, claim: Claim) -> bool:
    if comparison.start < claim.end and claim.start < comparison.end:
        return True
    return comparison.aspect == _ASPECTS.get(claim.slip)


def summary(outcomes: list[Outcome]) -> list[tuple[str, int, int, int, int, int, int]]:
    """Return rows: kind, claims, right, wrong, slips refuted, slips named, stray."""
    rows = []
    for kind in [*dict.fromkeys(o.claim.kind for o in outcomes), "all"]:
        mine = [o for o in outcomes if kind in ("all", o.claim.kind)]
        refuted = [o for o in mine if o.claim.slip and o.verdict == "right"]
        false = sum(bool(o.false) for o in mine if not o.claim.slip and o.verdict != "wrong")
        rows.append(
            (
                kind,
                len(mine),
                sum(o.verdict == "right" for o in mine),
                sum(o.verdict == "wrong" for o in mine) + false,
                len(refuted),
                sum(o.named for o in refuted),
                sum(bool(o.stray) for o in mine),
            )
        )
    return rows


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("dev", "held"), action="append")
    parser.add_argument("--count", type=int, default=300, help="true claims, and as many with a slip")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="list what was not right (development half only)")
    parser.add_argument("--kind", help="only this kind")
    parser.add_argument("--store", type=Path, help="where the compiled record is kept")
    given = parser.parse_args(arguments)
    folder = os.environ.get("FIGURECHECK_EVALUATION")
    if not folder:
        print("FIGURECHECK_EVALUATION names no folder with the tables", file=sys.stderr)
        return 2
    data = Path(folder) / "reference-data"
    store = open_record(data, given.store or Path(__file__).parent / ".record.sqlite")
    facts = Facts(tables(data), data / "entities.csv")
    for half in given.half or ("dev", "held"):
        made = [c for c in claims(facts, half, given.count, given.seed) if given.kind in (None, c.kind)]
        started = time.process_time()
        outcomes = [judge(claim, store) for claim in made]
        spent = time.process_time() - started
        _print(half, outcomes, spent)
        if given.misses and half == "dev":
            _misses(outcomes)
    _near_misses(store, listed=given.misses)
    return 0


def near_misses() -> list[tuple[date, str]]:
    """Return the sentences about something that the tables do not have, with their dates."""
    lines = (Path(__file__).parent / "near_misses.txt").read_text(encoding="utf-8").splitlines()
    return [(date.fromisoformat(line[:10]), line[11:]) for line in lines if not line.startswith("#")]


def verdicts(store: Store, day: date, text: str) -> list[Comparison]:
    """Return every verdict of the record on a text."""
    judged = against_reference(understood(read_text(text, published=day)), store)
    return [c for c in judged.comparisons if c.outcome != "not_enough_info"]


def _near_misses(store: Store, *, listed: bool) -> None:
    found = [(text, verdicts(store, day, text)) for day, text in near_misses()]
    wrong = [(text, told) for text, told in found if told]
    print(f"\nnear misses: {len(found)} sentences about something else, verdicts on {len(wrong)}")
    if listed:
        for text, told in wrong:
            print(f"  {text}: {', '.join(c.match.indicator.id for c in told if c.match)}")


def _print(half: str, outcomes: list[Outcome], spent: float) -> None:
    areas = {area for o in outcomes for area in o.claim.areas}
    pairs = {(o.claim.topic, area) for o in outcomes for area in o.claim.areas}
    print(f"\n{half}: {len(outcomes)} claims, {len(areas)} areas, {len(pairs)} pairs of topic and area, {spent:.1f} s")
    print("| kind | claims | precision | recall | slips named | wrong series |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for kind, count, right, wrong, refuted, named, stray in summary(outcomes):
        precision = f"{100 * right / (right + wrong):.1f}" if right + wrong else "-"
        told = f"{100 * named / refuted:.0f}" if refuted else "-"
        print(f"| {kind} | {count} | {precision} | {100 * right / count:.1f} | {told} | {stray} |")
    slips: Counter[str] = Counter(o.claim.slip for o in outcomes if o.claim.slip)
    for slip, count in sorted(slips.items()):
        mine = [o for o in outcomes if o.claim.slip == slip]
        print(
            f"  slip {slip}: {count}, refuted {sum(o.verdict == 'right' for o in mine)}, "
            f"named {sum(o.named for o in mine if o.verdict == 'right')}"
        )


def _misses(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        claim = outcome.claim
        right = outcome.verdict == "right" and not outcome.stray and (not claim.slip or outcome.named)
        if right and not (outcome.false and not claim.slip):
            continue
        mark = claim.text[: claim.start] + "[" + claim.text[claim.start : claim.end] + "]" + claim.text[claim.end :]
        stray = " STRAY" if outcome.stray else ""
        print(
            f"\n{outcome.verdict.upper()}{stray} {claim.id} {claim.kind} {claim.topic} {claim.slip} "
            f"({claim.date})\n  {mark}"
        )
        for c in outcome.found:
            label = f"{c.match.indicator.id} {c.match.area}" if c.match else ""
            cells = ", ".join(f"{o.period}: {o.printed} @{o.vintage}" for o in c.cells[:3])
            print(
                f"    {c.outcome} {claim.text[c.start : c.end]!r} {c.aspect} {label} {c.diagnosis} {c.note} [{cells}]"
            )
        if outcome.verdict == "none":
            print(f"    {outcome.why[:300]}")


if __name__ == "__main__":
    sys.exit(main())
