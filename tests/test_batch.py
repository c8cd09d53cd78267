"""A whole archive: the same reports as `check`, whatever cuts, carries or interrupts the work."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed", reason="needs the extra `batch`")

from verify.batch.checker import settings_of
from verify.batch.guard import Guard
from verify.batch.inputs import Story, chunks_of, stories_of
from verify.batch.overview import overview_html, summary_csv
from verify.batch.tally import Tally
from verify.config import Config

PROGRAM = [sys.executable, "-m", "verify"]
RIGHT = "Sales rose from 40 to 50 in {year}, up 25 percent. The firm has {n} shops."
WRONG = "Sales rose from 40 to 50 in {year}, up 20 percent. The firm has {n} shops."
BROKEN = ['{"id": "x", "text": 7}', "no json", '{"id": "y"}', '["a", "list"]']
STORIES = 45

Outcome = subprocess.CompletedProcess[str]


def records() -> list[str]:
    lines = []
    for n in range(STORIES):
        text = (WRONG if n % 7 == 3 else RIGHT).format(year=2000 + n % 20, n=n + 3)
        lines.append(json.dumps({"id": n, "text": text, "date": f"2025-0{1 + n % 9}-11", "source": f"Paper {n % 3}"}))
    lines[20:20] = [*BROKEN, ""]
    return lines


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "stories.jsonl"
    path.write_text("\n".join(records()) + "\n", encoding="utf-8")
    return path


def batch(*arguments: object, **more: Any) -> Outcome:
    command = [*PROGRAM, "batch", "--no-reference", "--chunk-size", "2KB", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **more)


def contents(folder: Path) -> dict[str, bytes]:
    """All files that come out of a batch."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def joined(folder: Path, name: str) -> bytes:
    return b"".join(path.read_bytes() for path in sorted((folder / name).glob("part-*")))


@pytest.fixture(scope="module")
def whole(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The batch of the archive, done in one go by two workers."""
    folder = tmp_path_factory.mktemp("whole") / "out"
    done = batch(archive, "-o", folder, "--output-format", "jsonl", "--workers", 2)
    assert done.returncode == 1, done.stderr
    assert f"{STORIES} stories checked, {len(BROKEN)} set aside" in done.stdout
    return folder


def test_reports_are_those_of_check(whole: Path, archive: Path) -> None:
    command = [*PROGRAM, "check", "--no-reference", "--format", "jsonl", str(archive)]
    lines = subprocess.run(command, capture_output=True, check=False, timeout=60).stdout.splitlines(keepends=True)
    assert joined(whole, "reports") == b"".join(line for line in lines if b'"error":' not in line[:40])


def test_what_cannot_be_read_is_set_aside_with_the_reason(whole: Path) -> None:
    rows = [json.loads(line) for line in joined(whole, "quarantine").splitlines()]
    assert [(Path(r["place"]).name, r["id"], r["record"]) for r in rows] == [
        ("stories.jsonl:21", "x", BROKEN[0]),
        ("stories.jsonl:22", None, BROKEN[1]),
        ("stories.jsonl:23", "y", BROKEN[2]),
        ("stories.jsonl:24", None, BROKEN[3]),
    ]
    assert rows[0]["reason"] == "“text” must be a string, this is a number"


def test_one_worker_gives_the_same_bytes(whole: Path, archive: Path, tmp_path: Path) -> None:
    batch(archive, "-o", tmp_path / "out", "--output-format", "jsonl", "--workers", 1)
    assert contents(tmp_path / "out") == contents(whole)


def test_a_batch_that_is_killed_goes_on_where_it_was(whole: Path, archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    command = [*PROGRAM, "batch", "--no-reference", "--chunk-size", "2KB", str(archive), "-o", str(folder)]
    command += ["--output-format", "jsonl", "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_for(lambda: len(list(folder.glob("parts/*.json"))) >= 1)
        process.send_signal(signal.SIGKILL)
    finished = {path: path.stat().st_mtime_ns for path in folder.glob("parts/*.json")}
    assert 1 <= len(finished) < len(list(whole.glob("parts/*.json")))
    assert not (folder / "summary.csv").exists()

    again = batch(archive, "-o", folder, "--output-format", "jsonl", "--workers", 1)
    assert "going on with the batch" in again.stderr
    assert f"{STORIES} stories checked, {len(BROKEN)} set aside" in again.stdout
    assert {path: path.stat().st_mtime_ns for path in finished} == finished, "finished parts are left alone"
    assert {k: v for k, v in contents(folder).items() if not k.endswith(".part")} == contents(whole)


def test_a_stop_by_the_system_is_one_sentence(archive: Path, tmp_path: Path) -> None:
    command = [*PROGRAM, "batch", "--no-reference", "--chunk-size", "2KB", str(archive), "-o", str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        wait_for(lambda: bool(list(tmp_path.glob("out/parts/*.json"))))
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (2, "figurecheck: stopped\n")
    assert not list(tmp_path.glob("out/*/.*.part")), "no half-written file stays"


def wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def packed(name: str, archive: Path, folder: Path) -> Path:
    """The archive in another form."""
    text = archive.read_bytes()
    path = folder / name
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(text))
    elif name.endswith(".zst"):
        import zstandard

        half = len(text) // 2  # two frames, as tools that append write them
        path.write_bytes(zstandard.compress(text[:half]) + zstandard.compress(text[half:]))
    else:
        import pyarrow as arrow
        from pyarrow import parquet

        rows = [json.loads(line) for line in text.splitlines() if line.startswith(b'{"id":') and b'"date"' in line]
        parquet.write_table(arrow.Table.from_pylist(rows), path, row_group_size=25)
    return path


@pytest.mark.parametrize("name", ["stories.jsonl.gz", "stories.jsonl.zst", "stories.parquet"])
def test_other_forms_of_input_hold_the_same_stories(name: str, archive: Path, tmp_path: Path) -> None:
    def stories(path: Path) -> list[Any]:
        lines = [story.line for chunk in chunks_of([path], 1000) for story in stories_of(chunk)]
        return [json.loads(line) for line in lines if b'"date"' in line]

    path = packed(name, archive, tmp_path)
    assert stories(path) == stories(archive)
    chunks = list(chunks_of([path], 1000))
    assert [chunk.number for chunk in chunks] == list(range(1, len(chunks) + 1))
    assert len(chunks) > 3
    assert all(len(list(stories_of(chunk))) == chunk.stories for chunk in chunks)


def test_a_folder_and_a_parquet_file_come_out_as_parquet(archive: Path, tmp_path: Path) -> None:
    from pyarrow import parquet

    texts = tmp_path / "texts" / "2024"
    texts.mkdir(parents=True)
    (texts / "a.txt").write_text(WRONG.format(year=2024, n=4), encoding="utf-8")
    (texts / "b.md").write_text(RIGHT.format(year=2024, n=4), encoding="utf-8")
    (texts / "c.txt").write_bytes(b"\x00\x01\x02")
    (texts / "d.jpeg").write_bytes(b"a picture")
    rows_file = packed("stories.parquet", archive, tmp_path)
    done = batch(tmp_path / "texts", rows_file, "-o", tmp_path / "out", "--chunk-size", "100KB")
    assert f"{STORIES + 2} stories checked, 1 set aside" in done.stdout, done.stderr
    tables = [parquet.read_table(path) for path in sorted((tmp_path / "out" / "reports").iterdir())]
    rows = [row for table in tables for row in table.to_pylist()]
    assert len(rows) == STORIES + 2
    assert [Path(row["place"]).name for row in rows[:2]] == ["a.txt", "b.md"]
    (finding,) = rows[0]["findings"]
    assert (finding["severity"], finding["replacement"]) == ("error", "25 percent")
    assert json.loads(rows[0]["report"])["findings"][0]["message"] == finding["message"]
    (aside,) = [json.loads(line) for line in joined(tmp_path / "out", "quarantine").splitlines()]
    assert "looks like a binary file" in aside["reason"]


def test_a_running_scheduler_gives_the_same_bytes(whole: Path, archive: Path, tmp_path: Path) -> None:
    with cluster(tmp_path) as address:
        done = batch(archive, "-o", tmp_path / "out", "--output-format", "jsonl", "--scheduler", address)
    assert done.returncode == 1, done.stderr
    assert contents(tmp_path / "out") == contents(whole)


class cluster:  # noqa: N801 - reads like a function
    """A real scheduler and a real worker on the loopback address."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> str:
        here = ["--host", "127.0.0.1", "--no-dashboard"]
        self._start("scheduler", *here, "--port", "0", "--scheduler-file", str(self.file))
        wait_for(self.file.exists)
        self._start("worker", *here, "--scheduler-file", str(self.file), "--nthreads", "1", "--no-nanny")
        return str(json.loads(self.file.read_text())["address"])

    def _start(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
        self.processes.append(
            subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.file.parent)
        )

    def __exit__(self, *_: object) -> None:
        for process in reversed(self.processes):
            process.terminate()
            process.wait(20)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.jsonl"], "missing.jsonl does not exist"),
        (["story.txt"], "story.txt is no .jsonl, .jsonl.gz, .jsonl.zst or .parquet file and no folder"),
        (["empty/"], "empty holds no text files"),
        (["/dev/zero"], "/dev/zero is no regular file"),
        (["broken.parquet"], "broken.parquet cannot be read as Parquet"),
        (["cut.jsonl.gz"], "cut.jsonl.gz is damaged after line"),
        (["--chunk-size", "3", "fine.jsonl"], "is no size between 1KB and 1GB"),
        (["--scheduler", "tcp://127.0.0.1:9", "--workers", "2", "fine.jsonl"], "has its own"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(arguments: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Up.")
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 no table")
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Up."}\n' * 9)[:-12])
    (tmp_path / "fine.jsonl").write_text('{"text": "Up 5 percent."}\n')
    done = batch(*arguments, "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_of_another_batch_is_refused(whole: Path, archive: Path) -> None:
    done = batch(archive, "-o", whole, "--output-format", "parquet", "--time-limit", 3)
    assert done.returncode == 2
    assert "holds another batch, with other output format, time limit" in done.stderr


@pytest.fixture
def guard() -> Iterator[Callable[[float], Guard]]:
    made: list[Guard] = []

    def make(seconds: float) -> Guard:
        made.append(Guard(settings_of(Config(), None), seconds))
        return made[-1]

    yield make
    for one in made:
        one.__exit__()


def test_a_story_that_takes_too_long_does_not_stop_the_next(guard: Callable[[float], Guard]) -> None:
    long = Story("a", json.dumps({"text": "They rose 5 percent to 30 in 2024. " * 3000}).encode())
    short = Story("b", b'{"id": 1, "text": "It rose from 40 to 50, or 20 percent."}')
    one = guard(0.5)
    one.check(short)
    assert one.check(long).reason == "the check took longer than 0.5 seconds"
    assert one.check(short).facts["errors"] == 1


def test_a_checker_that_dies_is_replaced(guard: Callable[[float], Guard]) -> None:
    story = Story("a", b'{"id": 1, "text": "It rose from 40 to 50, or 20 percent."}')
    one = guard(30)
    one.check(story)
    assert one._process is not None
    os.kill(one._process.pid, signal.SIGKILL)
    assert one.check(story).reason == "the check ended unexpectedly (SIGKILL)"
    assert one.check(story).facts["errors"] == 1


def test_the_overview_escapes_names_and_asks_nothing_of_the_network() -> None:
    tally = Tally()
    facts = dict.fromkeys(("figures", "checked_internally", "checked_against_reference"), 1)
    finding = {"rule": "total-mismatch", "severity": "error"}
    facts |= {"errors": 1, "warnings": 0, "notes": 0}
    tally.add({**facts, "source": "=cmd|<b>", "date": "2025-03-04", "findings": [finding]}, "a.jsonl")
    tally.set_aside("a.jsonl", "not JSON: Expecting value")
    page = overview_html(tally)
    assert "<b>" not in page
    assert "=cmd|&lt;b&gt;" in page
    assert "http" not in page.replace("http-equiv", "")
    assert summary_csv(tally).splitlines() == [
        "source,month,rule,severity,findings,stories",
        "'=cmd|<b>,2025-03,,,,1",
        "'=cmd|<b>,2025-03,total-mismatch,error,1,1",
    ]


def test_counts_survive_being_written_and_add_up() -> None:
    one, other = Tally(), Tally()
    one.set_aside("a", "late")
    other += one
    other += Tally.of(json.loads(json.dumps(one.data())))
    assert other.sums["quarantined"] == 2
    assert other.seen == 2
