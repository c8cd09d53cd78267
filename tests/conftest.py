"""Fixtures that several tests share: a small report made by hand, a running server, a browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claims.interval import Interval
from claims.model import Area, Binding, Certainty, Hedge, Kind, Phrase, Quantity, Relation, Term
from claims.readers import read_text
from verify.finding import (
    CheckedClaim,
    CheckedRelation,
    Evidence,
    Finding,
    Holds,
    Implied,
    Report,
    Severity,
    Source,
    Suggestion,
    Verdict,
)

if TYPE_CHECKING:
    from reference import Store

ROOT = Path(__file__).parent.parent
BENCHMARK = ROOT / "benchmarks" / "reference"

STORY = """Harbour traffic grows 🚢

Ports in Norland handled 640 ships in 2024, up 12.5 percent from 512 in 2023. Three new berths opened
on Monday, and about 38 pilots work there.

Tariffs rose to 2.4 million crowns, which is 20 percent more than the 2.1 million crowns of the year before.
"""


def _span(words: str) -> tuple[int, int]:
    start = STORY.index(words)
    return start, start + len(words)


def _quantity(id: str, surface: str, value: str, slack: str, unit: str, kind: Kind, **more: object) -> Quantity:
    start, end = _span(surface)
    number = Decimal(value)
    window = Interval.around(number, Decimal(slack))
    return Quantity(
        id=id,
        start=start,
        end=end,
        surface=surface,
        number_start=start,
        number_end=start + len(surface.split()[0]),
        value=number,
        strict=window,
        lenient=window,
        unit=unit,
        kind=kind,
        **more,  # type: ignore[arg-type]
    )


def _claim(id: str, quantity: str, words: str, verdict: Verdict, **more: object) -> CheckedClaim:
    start, end = _span(words)
    area_start, area_end = _span("Norland")
    binding = Binding(
        quantity=quantity,
        indicator=Phrase(start=start, end=end, text=words, normal=words),
        area=Area(start=area_start, end=area_end, text="Norland", name="Norland"),
        period="2024",
    )
    return CheckedClaim(
        id=id,
        kind="level",
        binding=binding,
        roles={"current": quantity},
        verdict=verdict,
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def sample_report() -> Report:
    """Ports and tariffs: an error, an equation that holds, a figure of record, one unchecked."""
    ships = _quantity("q1", "640", "640", "0", "count:ship", Kind.COUNT, period="2024", noun="ships")
    year = _quantity("q2", "2024", "2024", "0", "", Kind.DATE, skipped="year")
    growth = _quantity("q3", "12.5 percent", "12.5", "0.05", "percent", Kind.GROWTH_RATE, direction="up")
    base = _quantity("q4", "512", "512", "0", "count:ship", Kind.COUNT, period="2023", noun="ships")
    pilots = _quantity("q5", "38", "38", "4", "count:pilot", Kind.COUNT, hedge=Hedge.APPROX, noun="pilots")
    tariff = _quantity("q6", "2.4 million", "2400000", "50000", "crown", Kind.LEVEL)
    rise = _quantity("q7", "20 percent", "20", "0.5", "percent", Kind.GROWTH_RATE, direction="up")
    before = _quantity("q8", "2.1 million", "2100000", "50000", "crown", Kind.LEVEL)
    holds = Relation(
        kind="level_growth",
        equation="current == base * (1 + rate)",
        roles={
            "current": (Term(quantity=ships),),
            "base": (Term(quantity=base),),
            "rate": (Term(quantity=growth, factor=Decimal("0.01"), signed=True),),
        },
        certainty=Certainty.CERTAIN,
        reading="up X from Y",
    )
    start, end = _span("20 percent")
    finding = Finding(
        rule="percent-change-mismatch",
        code="CHG101",
        severity=Severity.ERROR,
        diagnosis=("digit-typo",),
        start=start,
        end=end,
        message="2.4 million and 2.1 million make a rise of 11 to 17 percent, not 20 percent.",
        explanation="2.4 million / 2.1 million = +14.3%",
        quantities=("q6", "q7", "q8"),
        computed=Interval(Decimal("9.3"), Decimal("19.512195121951219512195121951219512")),
        suggestions=(Suggestion(start=start, end=end, replacement="14 percent", why="what the two amounts give"),),
        evidence=(Evidence(kind="arithmetic", text="2.4 million / 2.1 million = +14.3%"),),
    )
    recorded = Evidence(
        kind="reference",
        text="2024: 640 ships",
        source="Norland Statistics",
        url="https://example.org/ships",
        vintage="2025-01-15",
        period="2024",
        value="640",
    )
    worked = Evidence(kind="arithmetic", text="640 = 512 × (1 + 12.5 percent)")
    implied = Implied(
        role="base",
        period="2023",
        interval=Interval(Decimal("568.6"), Decimal("569.2")),
        unit="ships",
        source=("q1", "q3"),
    )
    return Report(
        document=read_text(STORY, id="ports.txt", published=date(2025, 2, 1)),
        quantities=(ships, year, growth, base, pilots, tariff, rise, before),
        claims=(
            _claim("c1", "q1", "Ports", Verdict.SUPPORTED, evidence=(recorded, worked), implied=(implied,)),
            _claim("c2", "q5", "pilots", Verdict.NOT_ENOUGH_INFO, unchecked="no series fits"),
        ),
        relations=(CheckedRelation(id="r1", relation=holds, holds=Holds.STRICT),),
        findings=(finding,),
        sources=(Source(name="Norland Statistics", url="https://example.org/ships", licence="CC BY 4.0"),),
        unchecked={"no series fits": 1},
        checked_internally=2,
        checked_against_reference=1,
    )


@pytest.fixture(autouse=True)
def no_added_references(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the figures that the developer has added out of every test."""
    monkeypatch.setenv("FIGURECHECK_REFERENCES", str(tmp_path_factory.getbasetemp() / "no-references"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start `figurecheck serve` on a free port of this machine; its address, without a slash at the end."""
    pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")
    command = [sys.executable, "-c", "from verify.cli import main; main()", "serve", "--port", "0", "--workers", "1"]
    alone = {**os.environ, "FIGURECHECK_REFERENCES": str(tmp_path_factory.getbasetemp() / "no-references")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=alone) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"http://\S+(?=/ )", line)
        assert found, line
        yield found[0]
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(scope="session")
def tables() -> Path:
    """Return the folder of the shared reference tables, which are no part of the project."""
    folder = os.environ.get("FIGURECHECK_EVALUATION")
    if not folder or not (Path(folder) / "reference-data").is_dir():
        pytest.skip("FIGURECHECK_EVALUATION names no folder with reference-data")
    return Path(folder) / "reference-data"


@pytest.fixture(scope="session")
def every_table(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return the record of all shared tables, compiled once a run."""
    if str(BENCHMARK) not in sys.path:
        sys.path.append(str(BENCHMARK))
    from record import open_record

    with open_record(tables, tmp_path_factory.mktemp("record") / "tables.sqlite") as store:
        yield store
