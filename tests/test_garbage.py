"""A long run looks for garbage less often: a check leaves next to none that only the collector could free."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from verify.garbage import collect_less
from verify.pipeline import check_text
from verify.report.json import to_json_line

STORY = (Path(__file__).parents[1] / "examples" / "shanghai-ip.md").read_text(encoding="utf-8")


@pytest.fixture
def collector() -> Iterator[None]:
    """Give the collector back as it was."""
    thresholds = gc.get_threshold()
    yield
    gc.enable()
    gc.unfreeze()
    gc.set_threshold(*thresholds)


@pytest.mark.usefixtures("collector")
def test_a_check_leaves_next_to_nothing_to_the_collector() -> None:
    check_text(STORY, [], rates="off")
    gc.collect()
    gc.disable()
    for n in range(3):
        to_json_line(check_text(STORY.replace("2024", f"{2021 + n}"), [], rates="off"))
    assert gc.collect() < 3 * 100


@pytest.mark.usefixtures("collector")
def test_what_is_loaded_is_not_searched_again() -> None:
    loaded = len(gc.get_objects())
    collect_less()
    assert gc.get_freeze_count() >= loaded - 1000
    assert gc.get_threshold()[0] > 10_000
