"""A CSV file as a table whose columns are understood: numbers with a unit, texts, years, yes and no."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claims.patterns import regex
from reference.errors import DatasetError
from reference.lexicon import load
from reference.units import UnitSpec, parse_unit

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Column", "Table", "named_by", "read_table", "stem"]

ColumnKind = Literal["number", "text", "period", "flag"]
_NUMBER = regex(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d{1,30}(?:\.\d{1,20})?")
_YEAR = regex(r"(?:1[5-9]|20|21)\d\d")
_WORD = regex(r"[^\W\d_]+")
_BRACKETS = regex(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_MISSING = frozenset({"", "-", "–", "n/a", "na.", "null", "nan", "..", "…"})
_PERIODS = frozenset({"year", "season", "period"})
_UNITS = frozenset(
    ["eur", "usd", "gbp", "sek", "nok", "dkk", "cny", "jpy", "euro", "euros", "dollars", "pounds", "percent", "pct",
     "million", "billion", "thousand", "kg", "km", "tonnes", "mm", "m2", "hectares", "ha", "metres", "meters", "litres",
     "minutes", "hours", "days", "weeks", "months", "years", "mwh", "gwh", "kwh", "mw"]
)  # fmt: skip
_LETTERS = frozenset(["m", "g", "l", "t"])
_CODES = frozenset(["eur", "usd", "gbp", "sek", "nok", "dkk", "cny", "jpy", "chf"])
_MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `words` are the stems of its heading without unit and year, `spec` its unit where it is known."""

    name: str
    kind: ColumnKind
    words: tuple[str, ...]
    spec: UnitSpec | None = None
    year: str | None = None  # of a heading like "rent 2024"
    values: dict[str, str] = field(default_factory=dict)  # of texts: lower case -> as written


@dataclass(frozen=True, slots=True)
class Table:
    file: str
    frame: pd.DataFrame  # numbers as Decimal or None, everything else as text
    columns: tuple[Column, ...]
    entity: frozenset[str]  # stems of what a row is: "player" of players.csv, or of the heading of the names

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def numbers(self) -> list[Column]:
        return [column for column in self.columns if column.kind == "number"]


@cache
def stem(word: str) -> str:
    """Return the word without its plural: "cities" and "city", "boxes" and "box" meet."""
    low = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    if len(low) > 4 and low.endswith(("ses", "xes", "shes", "ches")) and not low.endswith("uses"):
        return low[:-2]
    return low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")) else low


@cache
def named_by(word: str) -> frozenset[str]:
    """Return the lower-case words of stories that name a word of a heading, its own forms among them."""
    synonyms = load("tables")["columns"]
    forms = {word, f"{word}s"}
    for key, text in synonyms.items():
        if stem(key) == word:
            forms |= {key, *text.split()}
    return frozenset(forms)


def read_table(path: str | PathLike[str]) -> Table:
    """Read a CSV or TSV file; raises `DatasetError` where it is no table."""
    import pandas as pd

    file = Path(path)
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise DatasetError(f"larger than {_MOST_BYTES // 1_000_000} MB", file=file.name)
        raw = pd.read_csv(
            file,
            sep=_separator(file),
            dtype=str,
            keep_default_na=False,
            encoding="utf-8-sig",
            skipinitialspace=True,
        )
    except OSError as error:
        raise DatasetError(f"cannot be read: {error.strerror}", file=str(path)) from None
    except (ValueError, UnicodeDecodeError) as error:
        raise DatasetError(f"is no table with a heading: {str(error).splitlines()[0]}", file=file.name) from None
    if raw.empty or len(raw.columns) < 2:
        raise DatasetError("a table needs a heading, two columns and a row", file=file.name)
    raw.columns = [str(name).strip() for name in raw.columns]
    if len(set(raw.columns)) != len(raw.columns):
        raise DatasetError("two columns have the same heading", file=file.name, row=1)
    columns, frame = [], {}
    for name in raw.columns:
        texts = [str(cell).strip() for cell in raw[name]]
        column = _column(name, texts)
        columns.append(column)
        frame[name] = [_number(text) for text in texts] if column.kind == "number" else texts
    return Table(file.name, pd.DataFrame(frame, dtype=object), tuple(columns), _entity(file, columns, len(raw)))


def _separator(file: Path) -> str:
    """Return what the heading is parted by: tabs, semicolons or commas."""
    with file.open(encoding="utf-8-sig", errors="replace") as stream:
        head = stream.readline()
    return max(("\t", ";", ","), key=head.count)


def _column(name: str, texts: list[str]) -> Column:
    spec, words, year = _heading(name)
    filled = [text for text in texts if text.lower() not in _MISSING]
    kind: ColumnKind = "text"
    if filled and all(_YEAR.fullmatch(t) for t in filled) and (set(words) & _PERIODS or not words):
        kind = "period"
    elif filled and all(_value(t) is not None for t in filled):
        kind = "number"
        if spec is None and all(t.endswith("%") for t in filled):
            spec = parse_unit("percent")
    elif filled and {t.lower() for t in filled} <= _truths():
        kind = "flag"
    values = {t.lower(): t for t in filled} if kind in ("text", "flag", "period") else {}
    return Column(name, kind, words, spec, year, values)


@cache
def _truths() -> frozenset[str]:
    truth = load("tables")["truth"]
    return frozenset({*truth["yes"].split(), *truth["no"].split()}) - {"1", "0"}


def _heading(name: str) -> tuple[UnitSpec | None, tuple[str, ...], str | None]:
    """Take a heading apart: "net_salary_eur", "rent 2024 (euros)", "share, %"."""
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ")
    inside = [a or b for a, b in _BRACKETS.findall(plain)]
    rest = _BRACKETS.sub(" ", plain)
    if "," in rest:
        rest, _, tail = rest.partition(",")
        inside.append(tail)
    if "%" in rest:
        inside.append("percent")
    tokens = _WORD.findall(rest.lower())
    if len(tokens) > 1 and tokens[-1] in _LETTERS and not inside:  # "mean_height_m"
        inside.append(tokens.pop())
    trailing = [word for word in tokens if word in _UNITS]
    unit = next((text.strip() for text in inside if text.strip()), " ".join(_ordered(trailing)))
    years = _YEAR.findall(name)
    words = tuple(stem(word) for word in tokens if word not in _UNITS and word not in ("of", "the", "per", "in", "no"))
    unit = " ".join(word.upper() if word in _CODES else word for word in unit.split())
    return (parse_unit(unit) if unit else None), words, years[0] if len(years) == 1 else None


def _ordered(words: list[str]) -> list[str]:
    """Put the scale word first, as units are written: "eur million" is "million eur"."""
    return sorted(words, key=lambda word: word not in ("million", "billion", "thousand"))


def _number(text: str) -> Decimal | None:
    return _value(text)


def _value(text: str) -> Decimal | None:
    plain = text.replace("\u00a0", "").replace("−", "-").lstrip("$€£+").removesuffix("%").strip()
    return Decimal(plain.replace(",", "")) if _NUMBER.fullmatch(plain) else None


def _entity(file: Path, columns: list[Column], rows: int) -> frozenset[str]:
    """Return what a row is called: the file's name, and the heading of the first texts where all differ."""
    named = {stem(word) for word in _WORD.findall(file.stem.lower())[-1:]}
    names = next((c for c in columns if c.kind == "text"), None)
    if names is not None and len(names.values) == rows and names.words and names.words != ("name",):
        named.add(names.words[-1])
    return frozenset(named)
