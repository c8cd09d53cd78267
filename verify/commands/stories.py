"""The stories of a run: read one after the other, checked, settled with configuration and suppressions."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.document import Document
from claims.errors import FigurecheckError
from claims.readers import MAX_INPUT, file_bytes, read_bytes
from verify.beside import ALONE, Beside
from verify.commands.inputs import Named
from verify.commands.options import Terminal
from verify.config import Config
from verify.config import apply as apply_config
from verify.finding import Report, Severity
from verify.garbage import collect_less
from verify.jsonl import BadRecordError, Record, error_line, read_records
from verify.publication import Dates
from verify.report import Face, Result
from verify.sources import Sources
from verify.suppression import Suppression, read_baseline
from verify.suppression import apply as apply_suppressions

if TYPE_CHECKING:
    from reference.store import Store

__all__ = ["Checker", "Failed", "Outcome", "Result", "documents", "written"]

_RECORDS = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Failed:
    """A story that could not be read: a record of JSON Lines, or a file."""

    message: str
    record: BadRecordError | None = None

    def line(self, as_json: bool) -> str | None:
        """Return what stands for it in the output; a file's message goes to standard error."""
        if self.record is not None and as_json:
            return error_line(self.record)
        click.echo(f"figurecheck: {self.message}", err=True)
        return None


@dataclass(slots=True)
class Outcome:
    """What a run came to: how severe its findings were, and whether all of it could be read."""

    worst: int = -1
    bad_records: int = 0
    bad_files: int = 0
    reports: list[Report] = field(default_factory=list)
    keep: bool = False  # hold on to the reports, for a baseline
    accepted: set[str] = field(default_factory=set)  # fingerprints that a baseline hid
    expired: set[str] = field(default_factory=set)  # and that it no longer hides

    def watch(self, results: Iterable[Result | Failed]) -> Iterator[Result | Failed]:
        """Pass results on and remember what they mean for the exit status."""
        for result in results:
            if isinstance(result, Failed):
                self.bad_records += result.record is not None
                self.bad_files += result.record is None
            else:
                self.worst = max([self.worst, *(f.severity.level for f in result.report.findings)])
                if self.keep:
                    self.reports.append(result.report)
                    self.accepted |= {s.fingerprint for s in result.suppressions if s.fingerprint and s.used}
                    self.expired |= {s.fingerprint for s in result.suppressions if s.fingerprint and s.expired}
            yield result

    def status(self, fail_on: str) -> int:
        """Return the exit status: 2 a file could not be read, 1 findings or unreadable records, 0 clean."""
        if self.bad_files:
            return 2
        found = fail_on != "never" and self.worst >= Severity(fail_on).level
        return 1 if found or self.bad_records else 0


@dataclass(frozen=True, slots=True)
class Checker:
    """The settings of a run, with its figures of record opened once."""

    config: Config
    sources: Sources
    check: Callable[[Document, Store | None, Beside], Report]
    beside: Beside = ALONE
    baseline: tuple[Suppression, ...] = ()
    today: date | None = None

    @classmethod
    def of(cls, config: Config, beside: Beside = ALONE) -> Checker:
        """Take the references and the baseline that the configuration names."""
        from verify.pipeline import check_document

        sources = Sources(
            config.references, bundled=config.bundled_reference, added=config.added_references, rates=config.rates
        )

        def check(document: Document, store: Store | None, beside: Beside) -> Report:
            rates = None if store is not None and store.inline else sources.exchange_rates
            return check_document(document, store=store, strict=config.strict, rates=rates, beside=beside)

        baseline = read_baseline(config.baseline) if config.baseline else ()
        return cls(config, sources, check, beside, baseline)

    def results(self, files: Iterable[Named], dates: Dates, *, lines: bool) -> Iterator[Result | Failed]:
        """Check stories in order; `lines` reads standard input and .jsonl files as JSON Lines."""
        for n, item in enumerate(documents(files, dates, lines=lines)):
            yield item if isinstance(item, Failed) else self._guarded(item) if lines else self.result(item)
            if lines and n == 0:
                collect_less()  # what the first story has loaded stays

    def _guarded(self, record: Record) -> Result | Failed:
        """Check a record; a fault of the program in one of thousands must not end the run."""
        try:
            return self.result(record)
        except FigurecheckError as error:
            return Failed(str(error), BadRecordError(str(error), record.id))
        except Exception as error:
            traceback.print_exc()
            message = f"fault in figurecheck, please report it: {type(error).__name__}: {error}"
            return Failed(message, BadRecordError(message, record.id))

    def result(self, record: Record) -> Result:
        store = self.sources.store(record.reference)
        beside = replace(self.beside, sources=record.against) if record.against else self.beside
        report = self.check(record.document, store, beside)
        configured = apply_config(report, self.config)
        settled, suppressions = apply_suppressions(configured, self.baseline, self.today)
        return Result(settled, suppressions, record.id, store)


def written(results: Iterable[Result | Failed], face: Face, terminal: Terminal, *, lines: bool) -> Iterator[str]:
    """Write results as they come, or at once where the format needs it; `lines`: failures are JSON Lines."""
    gathered: list[Result] = []
    for n, result in enumerate(results):
        if isinstance(result, Failed):
            line = result.line(lines)
            if line is not None:
                yield line
        elif face.whole is None:
            yield (face.between if n else "") + face.one(result, terminal.width, terminal.colour)
        else:
            gathered.append(result)
    if face.whole is not None and len(gathered) > 1:
        yield face.whole(gathered)
    elif gathered:
        yield face.one(gathered[0], terminal.width, terminal.colour)
    if lines:
        yield ""  # no records make an empty report, which is a report


def documents(files: Iterable[Named], dates: Dates, *, lines: bool) -> Iterator[Record | Failed]:
    """Read files (as `expand` gives them), standard input and JSON Lines as records, one after the other."""
    for name in files:
        try:
            if isinstance(name, FigurecheckError):
                raise name
            yield from _documents(name, dates, lines)
        except FigurecheckError as error:
            yield Failed(str(error))


def _documents(name: str, dates: Dates, lines: bool) -> Iterator[Record | Failed]:
    path = Path(name)
    if lines and (name == "-" or path.suffix.lower() in _RECORDS):
        with _byte_lines(name) as stream:
            for item in read_records(stream, dates):
                yield Failed(str(item), item) if isinstance(item, BadRecordError) else item
        return
    if path.suffix.lower() in _RECORDS:
        raise FigurecheckError(f"{name} holds JSON Lines: check it with --format jsonl")
    if name == "-":
        data = sys.stdin.buffer.read(MAX_INPUT + 1)
        yield Record(None, dates.read(lambda day: read_bytes(data, name="standard input", published=day)))
    else:
        data = file_bytes(name)
        yield Record(None, dates.read(lambda day: read_bytes(data, name=name, published=day)))


def _byte_lines(name: str) -> Any:
    from contextlib import nullcontext

    if name == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise FigurecheckError(f"{name} cannot be read: {error.strerror}") from error
