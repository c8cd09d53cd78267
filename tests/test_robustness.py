"""What the world may do to a run: other locales, signals, full disks, devices for files, two builds at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from verify import check_text
from verify.atomic import replacing

PROGRAM = [sys.executable, "-m", "verify"]
STORY = "Sales rose from 40 to 50 in 2024, up 20 percent. Some 340 people came: 210 men and 130 women.\n"
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")

Outcome = subprocess.CompletedProcess[str]


def run(*arguments: object, **more: Any) -> Outcome:
    command = [*PROGRAM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **more)


def said_in_a_sentence(outcome: Outcome, words: str) -> None:
    assert outcome.returncode == 2, outcome.stderr
    assert words in outcome.stderr
    assert outcome.stderr.count("\n") == 1
    assert "Traceback" not in outcome.stderr


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_the_bytes_do_not_depend_on_seed_locale_time_zone_or_folder(story: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    places = [
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "4711", "LC_ALL": "de_DE.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "99", "LANG": "tr_TR", "TZ": "America/Los_Angeles", "PYTHONOPTIMIZE": "1"},
    ]
    outputs = [
        run("check", "--format", "json", story, env={**os.environ, **place}, cwd=tmp_path / "elsewhere").stdout
        for place in places
    ]
    assert outputs[0] == outputs[1] == outputs[2]
    assert json.loads(outputs[0])["findings"]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_leaves_the_older_report_and_no_half_of_a_new_one(sent: signal.Signals, tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"
    report.write_text("older\n")
    command = [*PROGRAM, "check", "--no-reference", "--format", "jsonl", "-o", str(report), "-"]

    def heed() -> None:  # a run in the background of a shell ignores the first of them, and so would its children
        signal.signal(sent, signal.SIG_DFL)

    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heed
    ) as process:
        assert process.stdin is not None
        process.stdin.write(json.dumps({"text": STORY}) + "\n")
        process.stdin.flush()
        wait_for_draft(tmp_path)
        process.send_signal(sent)
        assert process.wait(30) == 2
        assert process.stderr is not None
        assert process.stderr.read() == "figurecheck: stopped\n"
    assert [path.name for path in tmp_path.iterdir()] == ["report.jsonl"]
    assert report.read_text() == "older\n"


def wait_for_draft(folder: Path) -> None:
    end = time.monotonic() + 60
    while not any(path.suffix == ".part" and path.stat().st_size for path in folder.iterdir()):
        assert time.monotonic() < end, "no report was begun"
        time.sleep(0.02)


@needs_full
@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_full_disk_is_one_sentence(form: str, story: Path) -> None:
    outcome = run("check", "--no-reference", "--format", form, "-o", "/dev/full", story)
    said_in_a_sentence(outcome, "cannot write /dev/full: No space left on device")


@needs_full
def test_a_full_disk_behind_standard_output_is_one_sentence(story: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [*PROGRAM, "check", "--no-reference", str(story)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (2, "figurecheck: cannot write the report: No space left on device\n")


def test_an_output_that_is_a_folder_is_one_sentence(story: Path, tmp_path: Path) -> None:
    said_in_a_sentence(run("check", "--no-reference", "-o", tmp_path, story), "Is a directory")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_one_sentence(story: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    said_in_a_sentence(run("check", "--no-reference", "-o", closed / "report.txt", story), "Permission denied")


def test_a_link_stays_a_link(story: Path, tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("older\n")
    (tmp_path / "link.txt").symlink_to("real.txt")
    run("check", "--no-reference", "-o", tmp_path / "link.txt", story)
    assert (tmp_path / "link.txt").is_symlink()
    assert "figures" in (tmp_path / "real.txt").read_text(encoding="utf-8")


def test_a_draft_is_removed_when_writing_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("older")

    def write() -> None:
        with replacing(tmp_path / "file") as draft:
            draft.write_text("newer")
            raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        write()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("file", "older")]


def test_a_new_file_gets_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "usual").write_text("")
    with replacing(tmp_path / "new") as draft:
        draft.write_text("")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/urandom"])
def test_a_device_without_an_end_is_refused(name: str) -> None:
    outcome = run("check", "--no-reference", name)
    assert outcome.returncode == 2
    assert name in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_story_may_come_through_a_named_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        pool.submit(pipe.write_text, STORY, "utf-8")
        outcome = run("check", "--no-reference", pipe)
    assert "25 percent, not 20 percent" in outcome.stdout, outcome.stderr


def test_a_link_in_a_circle_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert run("check", "--no-reference", tmp_path / "a.txt").returncode == 2


def test_a_text_above_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("It rose. " * 600_000)
    said_in_a_sentence(run("check", "--no-reference", tmp_path / "long.txt"), "the limit is 5 MB")


def test_builds_at_the_same_time_leave_one_whole_store(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    rows = "".join(f"visitors,Brennau,{year},{year * 3},persons\n" for year in range(1900, 2025))
    table.write_text(f"indicator,area,period,value,unit\n{rows}")
    with ThreadPoolExecutor() as pool:
        builds = [pool.submit(run, "reference", "build", table, "-o", tmp_path / "store.sqlite") for _ in range(3)]
    assert [build.result().returncode for build in builds] == [0, 0, 0], [b.result().stderr for b in builds]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["store.sqlite", "table.csv"]
    shown = run("reference", "show", "--reference", tmp_path / "store.sqlite", "visitors", "Brennau")
    assert len(shown.stdout.splitlines()) == 127, shown.stderr


def test_a_store_that_is_read_only_is_enough(tmp_path: Path, story: Path) -> None:
    store = tmp_path / "store.sqlite"
    run("reference", "build", "-o", store)
    store.chmod(0o444)
    outcome = run("check", "--reference", store, story, env={**os.environ, "FIGURECHECK_CACHE": "/proc/none"})
    assert "25 percent, not 20 percent" in outcome.stdout, outcome.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["store.sqlite", "story.txt"]


def test_one_sentence_told_five_times() -> None:
    told = "Exports rose 4 percent to 5.2 billion yuan from 5.0 billion, while imports fell 2 percent to 4.9 billion. "
    assert check_text(told * 5).findings == ()


def test_a_rank_of_it_at_the_end_of_a_quotation() -> None:
    assert check_text("It slid to fourth place’").findings == ()
