"""The report in its formats: pure functions from reports to text, each loaded when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verify.finding import Report
from verify.suppression import Suppression

if TYPE_CHECKING:
    from reference.store import Store

__all__ = ["FORMATS", "Face", "Result", "face", "figures_face"]

FORMATS = ("text", "json", "jsonl", "html", "sarif", "github", "rdjson", "junit", "csv")


@dataclass(frozen=True, slots=True)
class Result:
    """A report with what was accepted in it and the id that its record came with."""

    report: Report
    suppressions: tuple[Suppression, ...] = ()
    id: Any = None
    store: Store | None = None  # the record it was checked against, for charts


@dataclass(frozen=True, slots=True)
class Face:
    """How a format is written: a result by itself, and, where that is not enough, several in one piece."""

    one: Callable[[Result, int, bool], str]  # result, width, colour
    whole: Callable[[Sequence[Result]], str] | None = None
    between: str = ""  # what separates results that are written one by one


def face(form: str, *, quiet: bool = False) -> Face:
    """Return how a format of `FORMATS` is written; `quiet`: text without what holds or could not be checked."""
    return _text(quiet) if form == "text" else _FACES[form]()


def figures_face(trace: bool) -> Face:
    """Return how the figures of a text are listed, with what made them where `trace` asks for it."""
    from verify.report.figures import to_figures

    def one(result: Result, width: int, colour: bool) -> str:
        return to_figures(result.report, width=width, colour=colour, trace=trace)

    return Face(one, between="\n")


def _text(quiet: bool = False) -> Face:
    from verify.report.text import to_text

    def one(result: Result, width: int, colour: bool) -> str:
        if quiet and not result.report.findings and not any(s.stale for s in result.suppressions):
            return ""
        return to_text(result.report, width=width, colour=colour, suppressions=result.suppressions, quiet=quiet)

    return Face(one, between="" if quiet else "\n")


def _json() -> Face:
    from verify.report.json import to_json, to_json_array

    return Face(
        lambda result, width, colour: to_json(result.report, result.suppressions),
        whole=lambda results: to_json_array([(result.report, result.suppressions) for result in results]),
    )


def _json_line() -> Face:
    from verify.report.json import to_json_line

    return Face(lambda result, width, colour: to_json_line(result.report, result.suppressions, result.id))


def _html() -> Face:
    from verify.report.html import to_html

    def whole(results: Sequence[Result]) -> str:
        return to_html([result.report for result in results], [result.store for result in results])

    return Face(lambda result, width, colour: whole([result]), whole=whole)


def _sarif() -> Face:
    from verify.report.sarif import to_sarif
    from verify.rules import RULES

    return _of_all(lambda reports: to_sarif(reports, RULES))


def _github() -> Face:
    from verify.report.github import to_github

    return _of_all(to_github)


def _rdjson() -> Face:
    from verify.report.rdjson import to_rdjson

    return _of_all(to_rdjson)


def _junit() -> Face:
    from verify.report.junit import to_junit

    return _of_all(to_junit)


def _csv() -> Face:
    from verify.report.csv import to_csv

    return _of_all(to_csv)


def _of_all(write: Callable[[Sequence[Report]], str]) -> Face:
    """A format that takes all reports in one piece."""
    return Face(
        lambda result, width, colour: write([result.report]),
        whole=lambda results: write([result.report for result in results]),
    )


_FACES: dict[str, Callable[[], Face]] = {
    "text": _text,
    "json": _json,
    "jsonl": _json_line,
    "html": _html,
    "sarif": _sarif,
    "github": _github,
    "rdjson": _rdjson,
    "junit": _junit,
    "csv": _csv,
}
