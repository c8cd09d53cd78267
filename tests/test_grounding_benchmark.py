"""The eleven sentences of `benchmarks/grounding`: this project is right on all of them."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FOLDER = Path(__file__).parent.parent / "benchmarks" / "grounding"
SENTENCES: list[dict[str, Any]] = tomllib.loads((FOLDER / "sentences.toml").read_text(encoding="utf-8"))["sentence"]


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence["name"])
def test_each_sentence_is_judged_rightly(sentence: dict[str, Any]) -> None:
    checker = module(FOLDER / "checkers" / "figurecheck_checker.py")
    assert checker.check(sentence["text"], sentence["reference"]) == ("p" if sentence["right"] else "F")


def test_wrong_answers_are_bold_and_counted() -> None:
    compare = module(FOLDER / "compare.py")
    asked = [{"name": "a", "right": True}, {"name": "b", "right": False}]
    told = {"numaudit": {"version": "1", "answers": ["F", "a"]}, "corroborate": {"version": "2", "answers": ["p", "F"]}}
    assert compare.table(asked, told).splitlines()[2:] == [
        "| a (right) | **F** | p |",
        "| b (wrong) | a | F |",
        "| right answers of 2 | 0 | 2 |",
    ]


def test_there_is_a_checker_for_every_column() -> None:
    compare = module(FOLDER / "compare.py")
    assert {path.name.removesuffix("_checker.py") for path in (FOLDER / "checkers").glob("*.py")} == set(
        compare._CHECKERS
    )
    assert len(SENTENCES) == 11
