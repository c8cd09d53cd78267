"""The figures that a source states, each with its place and with the words that tell what it is about."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from os import PathLike
from pathlib import Path, PurePath

from claims.binding.words import vocabulary
from claims.document import Document
from claims.model import Kind, Quantity
from claims.patterns import regex
from claims.precision import Printed, intervals
from claims.readers import MAX_BYTES, decode, read_file, read_text, reread
from claims.readers.formats import SUFFIXES
from verify.rules.repetition.references import content_words
from verify.rules.rule import Context

__all__ = ["GENERIC", "Place", "SourceText", "Stated", "of_context", "read_source", "source_of_text", "stated"]

_WORD = regex(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_YEAR = regex(r"\b(?:1[89]|20)\d\d\b")
_TABLES = (".csv", ".tsv")
_TEXTS = ("text", "markdown", "html")
_MOST_ROWS = 20_000
_UNIT_OF_HEAD = regex(r"\(([^()]*)\)|,\s*([^,]*)$")
GENERIC = content_words(
    ("people", "persons", "number", "total", "share", "amount", "figure", "value", "things", "rate", "level", "cases")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a source says it: file, line (from 1) and the words around; of a file without lines the part."""

    file: str
    line: int
    passage: str
    part: str | None = None

    def __str__(self) -> str:
        return f"{self.file}, {self.part or f'line {self.line}'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One figure with what it is about, of a source or of the story.

    `core` holds the stems of its indicator or counted noun, `words` those of its sentence (or row and heading).
    """

    quantity: Quantity
    place: Place
    core: frozenset[str]
    words: frozenset[str]
    area: str | None = None
    period: str | None = None
    basis: str | None = None
    compared_to: str | None = None
    guessed: frozenset[str] = frozenset()  # which of indicator, area, period were carried over
    passage: int = 0  # figures of one sentence, or one row, share it
    column: int | None = None  # of a table
    implied: str = ""  # how it follows from others, where the source does not print it


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source, read: a text, or a table as rows of cells."""

    file: str
    document: Document
    rows: tuple[tuple[str, ...], ...] = ()  # of a table, the heading first


def read_source(path: str | PathLike[str]) -> SourceText:
    """Read a source; raises `DocumentError` where the file cannot be read."""
    file = Path(path)
    if file.suffix.lower() not in _TABLES:
        return SourceText(file.name, read_file(path))
    from claims.errors import MissingFileError

    try:
        with file.open("rb") as stream:
            text = decode(stream.read(MAX_BYTES + 1), name=str(path))
    except FileNotFoundError:
        raise MissingFileError(f"{path} does not exist") from None
    except IsADirectoryError:
        raise MissingFileError(f"{path} is a directory, not a file") from None
    return source_of_text(text, str(path))


def source_of_text(text: str, name: str) -> SourceText:
    """Return a source whose text is at hand; the ending of its name says whether it is a table, a page, Markdown."""
    file = PurePath(name)
    suffix = file.suffix.lower()
    if suffix in _TABLES:
        return SourceText(file.name, read_text(text, id=name), _rows(text, suffix == ".tsv"))
    known = SUFFIXES.get(suffix)
    form = known.name if known is not None and known.name in _TEXTS else "text"
    return SourceText(file.name, reread(text, name, form))


def _rows(text: str, tabs: bool) -> tuple[tuple[str, ...], ...]:
    head = text.lstrip("\ufeff").splitlines()[0] if text.strip() else ""
    mark = "\t" if tabs or "\t" in head else ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=mark)
    return tuple(tuple(cell.strip() for cell in row) for _, row in zip(range(_MOST_ROWS), reader, strict=False))


def stated(source: SourceText, understood: Callable[[Document], Context]) -> tuple[Stated, ...]:
    """Return the figures of a source; `understood` reads a document as the story was read."""
    if source.rows:
        return tuple(_cells(source))
    context = understood(source.document)
    return (*of_context(context, source.file), *_implied(context, source.file))


def of_context(context: Context, file: str) -> Iterator[Stated]:
    """Yield the figures of a text that are claims, in text order."""
    document = context.document
    for quantity in context.quantities:
        if not quantity.is_claim or quantity.value is None:
            continue
        sentence = document.sentence_at(quantity.start)
        passage = document.sentence_text(sentence) if document.sentences else document.text
        bare = _bare(context, sentence.start, sentence.end) if document.sentences else passage
        yield _of_quantity(context, quantity, passage, bare, sentence.index, file)


def _bare(context: Context, start: int, end: int) -> str:
    """Return a sentence without its figures: "million euros" says nothing of what it is about."""
    pieces, at = [], start
    for quantity in context.in_span(start, end):
        pieces.append(context.document.text[at : quantity.start])
        at = max(at, quantity.end)
    return " ".join([*pieces, context.document.text[at:end]])


def _of_quantity(context: Context, quantity: Quantity, passage: str, bare: str, index: int, file: str) -> Stated:
    binding = context.bindings.get(quantity.id)
    indicator = binding.indicator.normal if binding and binding.indicator else ""
    where = context.document.place(quantity.start, quantity.end)
    line = where.line or context.document.line_column(quantity.start)[0]
    part = where.part if where.line is None else None
    return Stated(
        quantity=quantity,
        place=Place(file=file, line=line, passage=" ".join(passage.split()), part=part),
        core=_core(f"{indicator} {quantity.noun}"),
        words=content_words(w.lower() for w in _WORD.findall(bare)),
        area=binding.area.name if binding and binding.area else None,
        period=quantity.period or (binding.period if binding else None),
        basis=binding.basis if binding else None,
        compared_to=binding.compared_to if binding else None,
        guessed=frozenset(binding.inferred) if binding else frozenset(),
        passage=index,
    )


def _implied(context: Context, file: str) -> Iterator[Stated]:
    """Yield the earlier values that a source fixes without printing them: "640,000, or 40,000 less than in 2023"."""
    told = {one.quantity.id: one for one in of_context(context, file)}
    for checked in context.relations:
        current = checked.relation.roles.get("current")
        owner = told.get(current[0].quantity.id) if current else None
        for value in checked.implied:
            if owner is None or value.role != "base" or value.interval.middle is None:
                continue
            quantity = replace(
                owner.quantity, id=f"{owner.quantity.id}:base", value=value.interval.middle,
                strict=value.interval, lenient=value.interval, surface="",
            )  # fmt: skip
            others = " and ".join(m.surface for m in checked.relation.members)
            period = value.period
            yield replace(owner, quantity=quantity, period=period, implied=f"from {others}")


def _core(phrase: str) -> frozenset[str]:
    """Return the stems that name a thing; verbs count only where nothing else does."""
    words = [w.lower() for w in _WORD.findall(phrase)]
    known = vocabulary()
    nouns = content_words(w for w in words if w not in known.senses or w in known.ambiguous)
    return nouns if nouns - GENERIC else content_words(words)


def _cells(source: SourceText) -> Iterator[Stated]:
    """Yield the numeric cells of a table, each with its heading and the texts of its row."""
    head = source.rows[0]
    for n, row in enumerate(source.rows[1:], start=2):
        labels = [cell for cell in row if cell and _number(cell) is None]
        labels += [cell for at, cell in enumerate(row) if at < len(head) and _is_year(head[at], cell)]
        for at, cell in enumerate(row[: len(head)]):
            number = _number(cell)
            if number is None or _is_year(head[at], cell):
                continue
            quantity = _of_cell(f"{source.file}:{n}:{at}", cell, number, head[at])
            heading = _WORD.findall(head[at].lower())
            years = [year for text in (head[at], *labels) for year in _YEAR.findall(text)]
            label_words = content_words(w.lower() for label in labels for w in _WORD.findall(label))
            yield Stated(
                quantity=quantity,
                place=Place(file=source.file, line=n, passage=f"{', '.join(labels)}; {head[at]}: {cell}".strip("; ")),
                core=content_words(heading) | label_words,
                words=content_words(heading) | label_words,
                period=years[0] if len(set(years)) == 1 else None,
                passage=n,
                column=at,
            )


def _is_year(heading: str, cell: str) -> bool:
    return heading.strip().lower() in ("year", "period", "season") and bool(_YEAR.fullmatch(cell[:4]))


def _number(cell: str) -> tuple[Decimal, int, bool] | None:
    """Read a cell as value, decimals printed, percent sign; ``None`` where it is a text."""
    plain = cell.replace("\u00a0", "").replace(" ", "").lstrip("$€£¥+")
    percent = plain.endswith("%")
    plain = plain.removesuffix("%").replace(",", "").replace("−", "-")
    if not re.fullmatch(r"-?\d{1,30}(?:\.\d{1,20})?", plain):
        return None
    return Decimal(plain), len(plain.partition(".")[2]), percent


_CURRENCY = {"$": "USD", "usd": "USD", "dollars": "USD", "€": "EUR", "eur": "EUR", "euros": "EUR", "euro": "EUR",
             "£": "GBP", "gbp": "GBP", "pounds": "GBP", "yuan": "CNY", "yen": "JPY"}  # fmt: skip
_POWERS = {"thousand": 3, "thousands": 3, "million": 6, "millions": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9}


def _of_cell(id: str, cell: str, number: tuple[Decimal, int, bool], heading: str) -> Quantity:
    """Make a quantity of a cell; its unit stands in the cell or in the heading, or is unknown."""
    from claims.quantities.units import info

    value, places, percent = number
    low = heading.lower()
    words = re.findall(r"[^\W\d_]+|[$€£%]", low)
    scale = next((Decimal(10) ** _POWERS[w] for w in words if w in _POWERS), Decimal(1))
    unit = "percent" if percent or "%" in low or {"percent", "percentage", "pct"} & set(words) else ""
    money = next((code for mark, code in _CURRENCY.items() if mark in (*words, cell[:1])), "")
    unit = unit or money or next((u.name for w in _unit_words(heading) if (u := info(w))), "")
    counted = not unit and not places
    exact = scale == 1 and not places and (counted or bool(money))
    strict, lenient = intervals(Printed(value, places, scale, exact))
    kind = Kind.SHARE if unit == "percent" else Kind.COUNT if counted else Kind.LEVEL
    return Quantity(
        id=id,
        start=0,
        end=len(cell),
        surface=cell,
        number_start=0,
        number_end=len(cell),
        value=value * scale,
        strict=strict,
        lenient=lenient,
        unit=unit,
        kind=kind,
        scale=scale,
        places=places,
    )


def _unit_words(heading: str) -> Sequence[str]:
    """Return what stands in brackets or after a comma of a heading: "freight (tonnes)"."""
    return [part for match in _UNIT_OF_HEAD.findall(heading) for text in match for part in text.split()]
