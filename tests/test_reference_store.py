"""The compiled store: built once, rebuilt when its sources change, read-only, found by words."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference import open_store, store_from_rows
from reference.build import build, bundled_paths, cache_folder
from reference.errors import DatasetError, StoreError
from reference.store import open_file
from reference.units import parse_unit

ROOT = Path(__file__).parent.parent
TABLE = """indicator,area,period,value,unit,source
ferry passengers,Norland,2023,"1,204,300",persons,Ferry Board
ferry passengers,Norland,2024,1310000,persons,Ferry Board
ferry passengers,Soland,2024,220000,persons,Ferry Board
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FIGURECHECK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "ferries.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_bundled_store_is_built_once(cache: Path) -> None:
    open_store().close()
    (built,) = cache.iterdir()
    before = built.stat().st_mtime_ns
    with open_store() as store:
        assert len(store.indicators()) > 30
    assert built.stat().st_mtime_ns == before


def test_changed_source_makes_another_store(cache: Path, table: Path) -> None:
    with open_store([table]) as store:
        assert len(store.show("ferry passengers", "Norland")) == 2
    table.write_text(TABLE.replace("1310000", "1320000"), encoding="utf-8")
    with open_store([table]) as store:
        assert [o.printed for o in store.show("ferry passengers", "norland")] == ["1,204,300", "1320000"]
    assert len(list(cache.iterdir())) == 2


def test_compiled_store_opens_read_only(tmp_path: Path, table: Path) -> None:
    with open_store([build([table], tmp_path / "ferries.sqlite")]) as store:
        assert [a.name for a in store.areas()] == ["Norland", "Soland"]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            store._connection.execute("DELETE FROM observation")


def test_compiled_store_stands_beside_other_sources(tmp_path: Path, table: Path) -> None:
    compiled = build([table], tmp_path / "ferries.sqlite")
    with open_store([*bundled_paths(), compiled]) as store:
        assert len(store.show("ferry passengers", "Norland")) == 2
        assert store.indicator("cn.pct_applications") is not None


def test_failed_build_leaves_the_old_store(tmp_path: Path, table: Path) -> None:
    target = build([table], tmp_path / "ferries.sqlite")
    before = target.read_bytes()
    table.write_text(TABLE.replace("220000", "many"), encoding="utf-8")
    with pytest.raises(DatasetError, match=r"ferries\.csv, row 4, column value: 'many' is not a number"):
        build([table], target)
    assert target.read_bytes() == before
    assert [p.name for p in tmp_path.glob("*.part")] == []


def test_broken_cache_is_built_again(cache: Path, table: Path) -> None:
    open_store([table]).close()
    (built,) = cache.iterdir()
    built.write_bytes(b"not a database")
    with open_store([table]) as store:
        assert len(store.indicators()) == 1


def test_unwritable_cache_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    monkeypatch.setenv("FIGURECHECK_CACHE", str(blocked))
    with open_store([table]) as store:
        assert len(store.observations("ferry passengers", "Soland")) == 1


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    path.write_text("notes", encoding="utf-8")
    with pytest.raises(StoreError, match="not a compiled reference store"):
        open_file(path)


def test_search_finds_by_alias_and_area() -> None:
    with open_store() as store:
        assert "cn.pct_applications" in [hit.id for hit in store.search("PCT filings")[:3]]
        assert "CN-SH" in [hit.id for hit in store.search("Shanghai") if hit.what == "area"]
        assert store.search("…") == ()


def test_same_sources_give_the_same_content(tmp_path: Path, table: Path) -> None:
    one, two = build([table], tmp_path / "a.sqlite"), build([table], tmp_path / "b.sqlite")
    assert one.read_bytes() == two.read_bytes()


def test_inline_rows_stand_alone() -> None:
    with store_from_rows(
        [{"indicator": "rainfall", "area": "Tolmar", "period": "2024", "value": "910", "unit": "mm"}]
    ) as store:
        assert [i.id for i in store.indicators()] == ["rainfall"]
        assert store.inline


def test_cache_folder_without_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIGURECHECK_CACHE")
    assert cache_folder().name == "figurecheck"


def test_every_bundled_package_names_its_licence_and_sources() -> None:
    for path in bundled_paths():
        assert (path / "LICENCE.md").is_file()
    with open_store() as store:
        for indicator in store.indicators():
            for observation in store.observations(indicator.id):
                assert observation.source
                assert observation.url
                assert observation.vintage


def test_a_check_loads_neither_pandas_nor_pint(cache: Path) -> None:
    code = (
        "import sys; from verify.pipeline import check_text; "
        "check_text('Shanghai had 2.79 million valid registered trademarks in 2024.', published='2025-06-10'); "
        "print(sorted({'pandas', 'pint', 'jsonschema', 'numpy'} & set(sys.modules)))"
    )
    environment = os.environ | {"FIGURECHECK_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert run.stdout.strip() == "[]"


def test_the_bundled_record_confirms_plain_sentences() -> None:
    from verify.finding import Verdict
    from verify.pipeline import check_text

    with open_store() as store:
        for text in (
            "China had 4.756 million valid invention patents at the end of 2024, up 16.3 percent.",
            "Beijing filed 11,438 PCT applications in 2023.",
            "China had 14 high-value invention patents per 10,000 people in 2024.",
            "China ranked 11th in the 2024 Global Innovation Index.",
        ):
            report = check_text(text, store, "2025-06-10")
            assert [f.message for f in report.findings] == []
            assert Verdict.SUPPORTED in [c.verdict for c in report.claims], text


LOOK = """
import sys
from pathlib import Path
from reference import open_store
with open_store([Path(sys.argv[1])]) as store:
    for _ in range(200):
        rows = [o.printed for o in store.figures("ferry passengers", "Norland", "2024")]
        assert rows in (["1310000"], ["1320000"]), rows
    assert len(store.show("ferry passengers", "norland")) == 2
print(store is not None)
"""


def test_many_processes_read_and_build_at_once(cache: Path, tmp_path: Path, table: Path) -> None:
    """Readers start while nothing is built yet, and while the table changes under them."""
    environment = os.environ | {"FIGURECHECK_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", LOOK, str(table)]
    readers = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    for value in ("1320000", "1310000", "1320000"):
        fresh = tmp_path / "fresh.csv"
        fresh.write_text(TABLE.replace("1310000", value), encoding="utf-8")
        os.replace(fresh, table)
        open_store([table]).close()
    results = [(reader.communicate()[0].strip(), reader.returncode) for reader in readers]
    assert results == [("True", 0)] * 4
    assert [path.name for path in cache.glob("*.part")] == []


def test_a_reader_keeps_what_it_has_open_while_the_store_is_built_anew(tmp_path: Path, table: Path) -> None:
    target = build([table], tmp_path / "ferries.sqlite")
    with open_file(target) as store:
        table.write_text(TABLE.replace("1310000", "1320000"), encoding="utf-8")
        build([table], target)
        assert [o.printed for o in store.figures("ferry passengers", "Norland", "2024")] == ["1310000"]
    with open_file(target) as store:
        assert [o.printed for o in store.figures("ferry passengers", "Norland", "2024")] == ["1320000"]


def test_the_cache_keeps_to_a_number_of_stores(cache: Path, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reference.build._KEPT", 3)
    for n in range(6):
        table.write_text(TABLE.replace("1310000", str(1310000 + n)), encoding="utf-8")
        with open_store([table]) as store:
            assert store.figures("ferry passengers", "Norland", "2024")[0].printed == str(1310000 + n)
    assert len(list(cache.iterdir())) == 3


def test_the_file_reads_well_with_other_programs(tmp_path: Path, table: Path) -> None:
    """A view in words, foreign keys and whole numbers without exponents: what a browser of databases shows."""
    with sqlite3.connect(build([table], tmp_path / "ferries.sqlite")) as connection:
        figure = connection.execute("SELECT indicator, area_name, period, value, line FROM figure").fetchall()
        assert figure[0] == ("ferry passengers", "Norland", "2023", "1204300", 2)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT * FROM observation WHERE indicator = 1 AND area = 1 AND period = '2024' "
            "AND vintage = ''"
        ).fetchall()
        assert "observation_cell (indicator=? AND area=? AND period=? AND vintage=?)" in plan[0][3]
    connection.close()


def test_added_figures_are_used_until_they_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: Path
) -> None:
    from click.testing import CliRunner

    from verify.cli import cli

    monkeypatch.setenv("FIGURECHECK_REFERENCES", str(tmp_path / "kept"))
    monkeypatch.chdir(tmp_path)
    story = tmp_path / "story.txt"
    story.write_text("Norland had 1,345,678 ferry passengers in 2024.", encoding="utf-8")

    def run(*command: str) -> str:
        return CliRunner().invoke(cli, list(command)).output

    check = ("check", "--date", "2025-03-01", "story.txt")
    assert "record-value-mismatch" not in run(*check)
    assert "3 figures in 2 series, 2023 to 2024" in run("reference", "add", str(table))
    assert "there is a dataset 'ferries' already" in run("reference", "add", str(table))
    assert "added ferries" in run("reference", "add", "--replace", str(table))
    assert "ferry passengers" in run("reference", "list")
    assert "record-value-mismatch" in run(*check)
    assert "record-value-mismatch" not in run("check", "--no-reference", "--date", "2025-03-01", "story.txt")
    assert "removed ferries" in run("reference", "remove", "ferries")
    assert "there is no dataset 'ferries'" in run("reference", "remove", "ferries")
    assert "record-value-mismatch" not in run(*check)


def test_a_large_source_is_hashed_once_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reference import hashes

    monkeypatch.setattr(hashes, "_LARGE", 10)
    source, memory = tmp_path / "large.csv", tmp_path / "memory"
    source.write_text("one and two", encoding="utf-8")
    fresh = hashes.hash_of(source, memory)
    assert not memory.exists(), "a file that has just changed may change again in the same moment"
    os.utime(source, (1_700_000_000, 1_700_000_000))
    assert hashes.hash_of(source, memory) == fresh
    monkeypatch.setattr(hashes, "_hashed", lambda _: "read again")
    assert hashes.hash_of(source, memory) == fresh
    source.write_text("one and six", encoding="utf-8")
    assert hashes.hash_of(source, memory) == "read again"


def test_values_come_back_to_the_last_digit() -> None:
    @settings(max_examples=200, deadline=None)
    @given(
        st.decimals(min_value=-(10**20), max_value=10**20, places=6).map(lambda d: f"{d:f}"),
        st.sampled_from(["", "USD", "USD million", "percent", "thousand persons", "TWh"]),
    )
    def holds(text: str, unit: str) -> None:
        row = {"indicator": "x", "area": "y", "period": "2024", "value": text, "unit": unit}
        with store_from_rows([row]) as store:
            (found,) = store.observations("x")
        assert found.printed == text
        factor = parse_unit(unit).factor
        assert found.value == Decimal(text) * factor
        assert found.lower is not None
        assert found.upper is not None
        assert found.lower <= found.value <= found.upper

    holds()
