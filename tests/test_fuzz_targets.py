"""What fuzzing runs: targets take good inputs and recombined ones, and say so when something does not hold."""

from __future__ import annotations

import importlib
import random
import sys
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest

from claims.errors import FigurecheckError

ROOT = Path(__file__).parent.parent
NAMES = ("text", "html", "docx", "pdf", "csv", "json", "config", "sarif")
each_target = pytest.mark.parametrize("name", NAMES)
TREE = b'{"a": [1, {"b": "2"}], "c": null}'
LOG = """INFO: seed corpus: files: 2
#3	INITED cov: 40 ft: 80 corp: 2/9b exec/s: 0 rss: 50Mb
#17	NEW    cov: 52 ft: 93 corp: 3/12b lim: 600 exec/s: 0 rss: 50Mb L: 3/5 MS: 1 Custom-
#500	DONE   cov: 52 ft: 93 corp: 3/12b lim: 600 exec/s: 100 rss: 50Mb
"""


def module(name: str) -> ModuleType:
    """Import a module of the benchmarks, which are not installed."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return importlib.import_module(f"benchmarks.{name}")


checks, guided, recombine = module("fuzz_checks"), module("fuzz_guided"), module("fuzz_recombine")
targets = module("fuzz_targets").TARGETS


def taken(name: str, folder: Path, inputs: list[bytes]) -> int:
    """Feed inputs to a target; return how many it did not refuse."""
    count = 0
    for data in inputs:
        with suppress(FigurecheckError):
            targets[name].check(folder, data)
            count += 1
    return count


def test_the_shares_make_a_whole() -> None:
    assert tuple(targets) == NAMES
    assert sum(target.share for target in targets.values()) == 100


@each_target
def test_good_inputs_are_read(name: str, tmp_path: Path) -> None:
    good = targets[name].seeds()
    some = good if len(good) <= 30 else random.Random(1).sample(good, 30)
    assert taken(name, tmp_path, some) >= len(some) * 0.4  # lines alone, and tables that are no figures of record
    assert max(map(len, good)) <= max(targets[name].longest, 1500)


@each_target
def test_recombined_inputs_are_other_ones_and_some_are_read(name: str, tmp_path: Path) -> None:
    good = targets[name].seeds()
    made = [targets[name].recombine(random.Random(n), good[n * 7 % len(good)]) for n in range(15)]
    assert made == [targets[name].recombine(random.Random(n), good[n * 7 % len(good)]) for n in range(15)]
    assert sum(data not in good for data in made) >= 10
    assert taken(name, tmp_path, made) >= 1


@each_target
def test_any_bytes_can_be_recombined(name: str) -> None:
    for n, data in enumerate((b"", b"\xff\x00", b"PK\x03\x04", b"{", b"[rules", b"5")):
        assert isinstance(targets[name].recombine(random.Random(n), data), bytes)


def test_a_table_is_read_to_its_last_row(tmp_path: Path) -> None:
    with pytest.raises(FigurecheckError, match="row 3, column value"):
        checks.source(tmp_path, "t.csv", b"indicator,area,period,value\na,b,2023,1\na,b,2024,lots\n")


def test_what_does_not_hold_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The fair opened on Monday, Feb. 25, 2025. It rose from 40 to 50, or 20 percent."
    checks.sarif(text, "a.txt")
    with monkeypatch.context() as patched:
        patched.setattr("verify.report.sarif.span_in_source", lambda document, start, end: (start, end + 1))
        with pytest.raises(AssertionError, match="lines and offsets differ"):
            checks.sarif(text, "a.txt")
    monkeypatch.setattr("verify.report.json._summary", lambda report: {})
    with pytest.raises(AssertionError, match="breaks its schema"):
        checks.story(text, thorough=True)


@pytest.mark.parametrize("change", ["changed_json", "changed_toml"])
def test_trees_keep_their_form(change: str) -> None:
    data = TREE if change == "changed_json" else b'a = 1\nb = ["x", 2024-05-01]\n[c]\nd = true\n'
    made = {getattr(recombine, change)(random.Random(n), data, ["7"]) for n in range(40)}
    assert len(made) > 20
    with pytest.raises(ValueError):  # noqa: PT011 - each parser has words of its own
        getattr(recombine, change)(random.Random(1), b"= {", ["7"])


def test_what_libfuzzer_says_is_added_up() -> None:
    outcome = guided._Outcome()
    guided._add_progress(outcome, LOG)
    guided._add_progress(outcome, LOG.replace("52", "60"))
    assert (outcome.inputs, outcome.edges_of_seeds, outcome.edges) == (1000, 40, 60)


def test_failures_are_told_apart_by_their_place() -> None:
    kinds = set()
    for text in ("1", "x", "y"):
        try:
            checks._offsets({"startLine": text}, [0])  # type: ignore[dict-item]
        except TypeError as error:
            kinds.add(guided._kind(error))
    assert len(kinds) == 1
    assert "at fuzz_checks.py:" in kinds.pop()


def test_a_failing_input_is_kept_and_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "failures.jsonl"
    log.write_text('{"kind": "k", "what": "ValueError: x", "input": "3125ff"}\n' * 2, encoding="utf-8")
    outcome = guided._Outcome()
    guided._add_failures(outcome, log, tmp_path / "kept")
    assert outcome.failures == {"k": 2}
    assert [path.read_bytes() for path in (tmp_path / "kept").iterdir()] == [b"1%\xff"]
    assert r"b'1%\xff'" in capsys.readouterr().err


def test_without_the_fuzzer_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "atheris", None)
    monkeypatch.setattr(sys, "argv", ["fuzz_guided", "--inputs", "1"])
    with pytest.raises(SystemExit, match=r"pip install 'figurecheck\[fuzz\]'"):
        guided.main()
