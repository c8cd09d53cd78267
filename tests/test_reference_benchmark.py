"""The generator of benchmarks/reference makes what it says, and a sample of its claims is judged as it should be."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from reference import Store

FOLDER = Path(__file__).parents[1] / "benchmarks" / "reference"
if str(FOLDER) not in sys.path:
    sys.path.append(str(FOLDER))

import facts as facts_module  # noqa: E402 - scripts of the benchmark, no package
import generate  # noqa: E402
import measure  # noqa: E402
import record  # noqa: E402


@pytest.fixture(scope="module")
def facts(tables: Path) -> facts_module.Facts:
    return facts_module.Facts(record.tables(tables), tables / "entities.csv")


def test_the_same_seed_makes_the_same_claims(facts: facts_module.Facts) -> None:
    first, second = (list(generate.claims(facts, "dev", 40, 7)) for _ in range(2))
    assert first == second
    assert first != list(generate.claims(facts, "dev", 40, 8))


def test_a_claim_knows_what_it_claims(facts: facts_module.Facts) -> None:
    made = list(generate.claims(facts, "held", 120, 3))
    assert Counter(bool(c.slip) for c in made) == {False: 120, True: 120}
    for claim in made:
        assert claim.text[claim.start : claim.end].strip()
        assert not set("{}[]|") & set(claim.text)
        assert bool(claim.diagnoses) is bool(claim.slip)
        assert date.fromisoformat(claim.date).year > 2000
    assert len({c.kind for c in made}) > 12
    assert len({(c.topic, area) for c in made for area in c.areas}) > 60


def test_the_halves_share_no_wording() -> None:
    halves: dict[str, set[str]] = {"dev": set(), "held": set()}
    for line in (FOLDER / "wordings.csv").read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith(("dev,", "held,")):
            half, _, _, text = line.split(",", 3)
            halves[half].add(text)
    assert not halves["dev"] & halves["held"]
    assert min(map(len, halves.values())) > 60


@pytest.mark.parametrize("half", ["dev", "held"])
def test_claims_are_judged_rightly(half: str, facts: facts_module.Facts, every_table: Store) -> None:
    outcomes = [measure.judge(claim, every_table) for claim in generate.claims(facts, half, 100, 11)]
    told = [o for o in outcomes if o.verdict != "none"]
    right = [o for o in told if o.verdict == "right"]
    refuted = [o for o in right if o.claim.slip]
    assert len(right) >= 0.99 * len(told)  # no text is shown: the held half is for measuring only
    assert len(right) >= 0.85 * len(outcomes)
    assert sum(o.named for o in refuted) >= 0.8 * len(refuted)
    assert sum(bool(o.stray) for o in outcomes) == 0


def test_nothing_is_said_of_what_the_tables_lack(every_table: Store) -> None:
    found = {text: measure.verdicts(every_table, day, text) for day, text in measure.near_misses()}
    assert len(found) >= 60
    assert [text for text, told in found.items() if told] == []
