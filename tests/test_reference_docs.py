"""docs/reference.md is true: its tables are read, its command prints what it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from reference.build import read_source
from reference.rates import read_rates
from reference.readers.guide import read_guide
from verify.cli import cli

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = _BLOCK.findall((ROOT / "docs" / "reference.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("n", range(len(BLOCKS)))
def test_every_example_is_read(n: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    language, text = BLOCKS[n]
    path = tmp_path / f"example.{language}"
    path.write_text(text, encoding="utf-8")
    if language == "toml":
        assert read_guide(path).columns["area"] == ["Land"]
    elif "base,currency" in text:
        assert read_rates(path).knows("CNY", "USD")
    elif language in ("csv", "json"):
        assert [o for dataset in read_source(path) for o in dataset.observations]
    elif language == "console":
        monkeypatch.chdir(ROOT)
        monkeypatch.setenv("FIGURECHECK_CACHE", str(tmp_path / "cache"))
        command, _, wanted = text.partition("\n")
        assert CliRunner().invoke(cli, command.removeprefix("$ figurecheck ").split()).output == wanted
    else:
        assert language == "sh"


def test_the_formats_of_the_table_of_formats_are_described() -> None:
    text = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    for name in ("Tidy", "Wide", "Parquet", "Excel", "Data package", "SDMX-CSV", "SDMX-JSON", "SDMX-ML", "JSON-stat"):
        assert f"**{name}" in text, name
