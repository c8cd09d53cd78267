"""Every table of the evaluation's reference figures can be added, and none of its rows is lost."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from reference.adding import add

EVALUATION = os.environ.get("FIGURECHECK_EVALUATION")


@pytest.mark.skipif(not EVALUATION, reason="FIGURECHECK_EVALUATION names no folder of evaluation data")
def test_all_rows_of_all_tables_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIGURECHECK_CACHE", str(tmp_path / "cache"))
    folder = Path(EVALUATION or "") / "reference-data"
    keys = ("indicator_id", "entity_id", "period", "value", "vintage", "source_name")
    rows = set()  # a row that stands in two tables counts once
    for path in folder.glob("*/*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows |= {tuple(r[key] for key in keys) for r in csv.DictReader(file) if r.get("value")}
    (understood,) = add([folder], tmp_path / "kept")
    assert understood.figures == len(rows)
    assert len(rows) > 70_000
    assert [text for text in understood.notices if "left out" in text and "seed_article_claims.csv" in text]
