"""Lines of cells, from whatever holds them: what the layouts (tidy, wide, SDMX-CSV …) read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reference.errors import DatasetError
from reference.model import Row
from reference.readers.columns import plain_name
from reference.readers.guide import PLAIN, Guide
from reference.readers.rows import BLANKS

__all__ = ["Grid", "Maker"]

_MOST_COLUMNS = 5_000


@dataclass(slots=True)
class Grid:
    """The lines of a table with their numbers; the first is the header."""

    file: str  # as messages name it: "figures.csv", "book.xlsx, sheet Data"
    name: str
    lines: Iterator[tuple[int, list[str]]]
    guide: Guide = PLAIN
    header: list[str] = field(init=False)
    header_line: int = field(init=False)

    def __post_init__(self) -> None:
        for _ in range(self.guide.skip):
            next(self.lines, None)
        first = next(self.lines, None)
        if first is None:
            raise DatasetError("is empty", file=self.file)
        self.header_line, self.header = first
        if len(self.header) > _MOST_COLUMNS:
            raise DatasetError(f"has {len(self.header):,} columns", file=self.file, row=self.header_line)

    def next_header(self) -> bool:
        """Go on to the next line as the header; false at the end."""
        following = next(self.lines, None)
        if following is not None:
            self.header_line, self.header = following
        return following is not None


class Maker:
    """Makes rows of the cells of a line: constants, other values and decimal commas of the mapping file applied."""

    def __init__(self, guide: Guide, file: str, header: Sequence[str], places: Mapping[str, int]) -> None:
        self.guide = guide
        self.file = file
        self.columns = {name: header[at] for name, at in places.items()}
        plain = [plain_name(name) for name in header]
        self.joined = {
            name: [plain.index(plain_name(column)) for column in given]
            for name, given in guide.columns.items()
            if len(given) > 1
        }
        self.blanks = BLANKS | guide.blanks

    def row(self, number: int, cells: Sequence[str], fields: dict[str, str], column: str = "") -> Row | None:
        """Return a row, ``None`` where the cell of the value is blank; `column` is that of the value."""
        guide = self.guide
        for name, places in self.joined.items():
            fields[name] = ".".join(cells[at].strip() for at in places)
        if guide.constants:
            fields = {**guide.constants, **{name: text for name, text in fields.items() if text}}
        for name, meanings in guide.values.items():
            if name in fields:
                fields[name] = meanings.get(fields[name], fields[name])
        if fields.get("value", "").lower() in self.blanks:
            return None
        if guide.decimal == ",":
            for name in ("value", "lower", "upper"):
                if name in fields:
                    fields[name] = fields[name].replace(".", "").replace(" ", "").replace(",", ".")
        columns = {**self.columns, "value": column} if column else self.columns
        return Row(number=number, columns=columns, **{"unit": "", "indicator": "", "area": "", "period": "", **fields})
