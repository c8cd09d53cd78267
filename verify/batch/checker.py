"""The process that checks: one request a line in, one answer out. It may crash or hang, its parent goes on.

A request is ``R`` and a record as a line of JSON, or ``F`` and the path of a file as JSON. An answer is a line of
facts about the story (see `facts_of`) and, where it was checked, its report as a line of JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from claims.errors import FigurecheckError
from verify.config import Config
from verify.finding import Finding, Report, Severity
from verify.publication import Dates

__all__ = ["MOST_MEMORY", "READY", "answers", "facts_of", "main", "settings_of"]

READY = b"ready\n"
MOST_MEMORY = 4_000_000_000  # bytes of address space; what needs more is set aside like a crash

Facts = dict[str, Any]


def settings_of(config: Config, given: date | None) -> dict[str, Any]:
    """Return what a checker must know, as plain data: the same in every process and on every machine."""
    return {
        "references": [str(path.resolve()) for path in config.references],
        "strict": config.strict,
        "rules": dict(config.rules),
        "baseline": str(config.baseline.resolve()) if config.baseline else None,
        "date": given.isoformat() if given else None,
        "fallback_date": config.date.isoformat() if config.date else None,
    }


def _config(settings: Mapping[str, Any]) -> Config:
    return Config(
        references=tuple(Path(name) for name in settings["references"]),
        bundled_reference=False,
        strict=settings["strict"],
        rules=settings["rules"],
        baseline=Path(settings["baseline"]) if settings["baseline"] else None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def answers(settings: Mapping[str, Any], requests: Iterable[bytes]) -> Iterable[bytes]:
    """Answer requests one after the other; no story ends the run."""
    from verify.commands.stories import Checker
    from verify.garbage import collect_less
    from verify.report.json import to_json_line

    checker = Checker.of(_config(settings))
    checker.sources.store()  # opened before the first story, so that none is charged for it
    dates = Dates(_day(settings["date"]), _day(settings["fallback_date"]))
    yield READY
    for n, request in enumerate(requests):
        if n == 1:
            collect_less()  # what the first story has loaded stays
        known: dict[str, Any] = {"id": None}
        try:
            record, source = _record(request.rstrip(b"\n"), dates, known)
            result = checker.result(record)
            line = to_json_line(result.report, result.suppressions, record.id)
            facts = facts_of(result.report, record.id, source)
        except FigurecheckError as error:
            yield _failed(known["id"], str(error))
        except MemoryError:
            yield _failed(known["id"], "the check needs more memory than a story may have")
        except Exception as error:  # a fault of the program in one of millions must not end the run
            yield _failed(known["id"], f"fault in figurecheck, please report it: {type(error).__name__}: {error}")
        else:
            yield json.dumps(facts, ensure_ascii=False).encode() + b"\n" + line.encode()


def _record(request: bytes, dates: Dates, known: dict[str, Any]) -> tuple[Any, str | None]:
    from claims.readers import read_file
    from verify.jsonl import BadRecordError, Record, read_record

    body = request[1:]
    if request[:1] == b"F":
        path = json.loads(body)
        return Record(None, dates.read(lambda day: read_file(path, day))), None
    try:
        record = read_record(body, 0, dates)
    except BadRecordError as bad:
        known["id"] = bad.id
        raise BadRecordError(str(bad).removeprefix("line 0: "), bad.id) from None
    known["id"] = record.id
    outlet = json.loads(body).get("source")
    return record, outlet if isinstance(outlet, str) else None


def _failed(id: Any, reason: str) -> bytes:
    return json.dumps({"id": id, "reason": reason}, ensure_ascii=False).encode() + b"\n"


def facts_of(report: Report, id: Any, source: str | None) -> Facts:
    """Return what the tables of a batch say of a story; `source` is the outlet that its record names."""
    document = report.document
    return {
        "id": document.id if id is None else id,
        "source": source,
        "date": document.published.isoformat() if document.published else None,
        "title": document.title,
        "figures": sum(quantity.is_claim for quantity in report.quantities),
        "checked_internally": report.checked_internally,
        "checked_against_reference": report.checked_against_reference,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
        "findings": [_finding(finding) for finding in report.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "code": finding.code,
        "severity": finding.severity.value,
        "start": finding.start,
        "end": finding.end,
        "message": finding.message,
        "replacement": finding.suggestions[0].replacement if finding.suggestions else None,
    }


def main() -> None:
    """Answer what stands on standard input until it ends, which it also does when the parent dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    with suppress(ImportError, ValueError, OSError):  # not on every system, and a smaller limit stays
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.RLIM_INFINITY))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that is printed by mistake gets between the answers
    try:
        for answer in answers(json.loads(sys.argv[1]), sys.stdin.buffer):
            out.write(answer)
            out.flush()
    except FigurecheckError as error:
        out.write(_failed(None, str(error)))
    except BrokenPipeError:
        pass
    with suppress(BrokenPipeError):
        out.close()


if __name__ == "__main__":
    main()
