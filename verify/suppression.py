"""Findings that somebody has looked at and accepted: said in the text, or in a baseline beside it.

In the text, a comment speaks for its paragraph, or, standing alone, for the next one:

    <!-- figurecheck: ignore percent-change-mismatch reason="rounded at source" until=2026-12-31 -->

`ignore-file` speaks for the whole text. Several rules are separated by commas; codes do as well as names. A
baseline is a JSON file keyed by fingerprint. Both take a reason and may carry a last day; what no longer
applies is reported, so that suppressions do not outlive their cause.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from claims.document import Document
from claims.errors import FigurecheckError
from claims.patterns import regex
from verify.finding import Finding, Report
from verify.fingerprint import fingerprints

__all__ = ["BaselineError", "Suppression", "apply", "baseline_text", "read_baseline", "read_comments"]

_COMMENT = regex(r"<!--[ \t]*figurecheck:[ \t]*(ignore(?:-file)?)\b((?:[^-\n]|-(?!->))*)-->")
_OPTION = regex(r'\b(reason|until)=(?:"([^"\n]*)"|(\S+))')
_BLANK_LINE = regex(r"\n[ \t\r]*\n")
_BASELINE_VERSION = 1


class BaselineError(FigurecheckError):
    """A baseline file that cannot be read; the message names file and entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One acceptance: of rules in a stretch of the text, or of one finding by its fingerprint."""

    rules: tuple[str, ...] = ()  # names or codes; empty: every rule
    start: int = 0  # the stretch of text it speaks for
    end: int = 0
    fingerprint: str | None = None  # from a baseline
    document: str | None = None  # the story that the baseline names with it
    line: int | None = None  # of the comment
    reason: str = ""
    until: date | None = None  # last day on which it holds
    used: int = 0  # findings it hid in this run
    expired: bool = False
    flaw: str | None = None  # why it does nothing: unreadable date, no rule named

    @property
    def stale(self) -> bool:
        """Tell whether it no longer does anything: unused, expired, or not understood."""
        return self.expired or self.flaw is not None or not self.used

    def covers(self, finding: Finding, fingerprint: str) -> bool:
        if self.fingerprint is not None:
            return self.fingerprint == fingerprint
        inside = self.start <= finding.start < self.end
        return inside and (finding.rule in self.rules or finding.code in self.rules)

    def data(self) -> dict[str, Any]:
        """Return the plain data of the JSON report."""
        return {
            "where": "baseline" if self.fingerprint is not None else "text",
            "rules": list(self.rules),
            "line": self.line,
            "fingerprint": self.fingerprint,
            "reason": self.reason,
            "until": self.until.isoformat() if self.until else None,
            "used": self.used,
            "expired": self.expired,
            "flaw": self.flaw,
        }


def apply(
    report: Report, baseline: Iterable[Suppression] = (), today: date | None = None
) -> tuple[Report, tuple[Suppression, ...]]:
    """Return the report without its accepted findings, and the suppressions with what each of them did.

    `today` is looked up only where a suppression carries a last day: reports stay the same from day to day.
    """
    comments = read_comments(report.document)
    candidates = [*comments, *baseline]
    if not candidates:
        return report, ()
    if comments:
        report = _outside(report, [match.span() for match in _COMMENT.finditer(report.document.text)])
    checked = [_expire(candidate, today) for candidate in candidates]
    used = [0] * len(checked)
    kept = []
    for finding, name in zip(report.findings, fingerprints(report.document, report.findings), strict=True):
        if not _hide(checked, used, finding, name):
            kept.append(finding)
    own = report.document.id
    results = tuple(
        replace(one, used=n) for one, n in zip(checked, used, strict=True) if n or one.document in (None, own)
    )
    return replace(report, findings=tuple(kept)), results


def _outside(report: Report, comments: Sequence[tuple[int, int]]) -> Report:
    """Leave out what was found in the comments themselves: they are no part of the story."""
    kept = [f for f in report.findings if not any(a <= f.start and f.end <= b for a, b in comments)]
    return replace(report, findings=tuple(kept))


def _hide(suppressions: Sequence[Suppression], used: list[int], finding: Finding, name: str) -> bool:
    for n, one in enumerate(suppressions):
        if not one.expired and one.flaw is None and one.covers(finding, name):
            used[n] += 1
            return True
    return False


def _expire(suppression: Suppression, today: date | None) -> Suppression:
    if suppression.until is None or (today or date.today()) <= suppression.until:
        return suppression
    return replace(suppression, expired=True)


def read_comments(document: Document) -> tuple[Suppression, ...]:
    """Return the suppressions that the text itself carries, in text order."""
    comments = list(_COMMENT.finditer(document.text))
    if not comments:
        return ()
    gaps = [match.span() for match in _BLANK_LINE.finditer(document.text)]
    return tuple(_comment(document, match, gaps) for match in comments)


def _comment(document: Document, match: re.Match[str], gaps: list[tuple[int, int]]) -> Suppression:
    options = {name: quoted or bare for name, quoted, bare in _OPTION.findall(match[2])}
    names = tuple(re.split(r"[,\s]+", _OPTION.sub("", match[2]).strip().strip(",")))
    rules = tuple(name for name in names if name)
    whole = match[1] == "ignore-file"
    start, end = (0, len(document.text)) if whole else _reach(document.text, gaps, match.start())
    until, flaw = _last_day(options.get("until"))
    if not rules:
        flaw = "names no rule"
    return Suppression(
        rules=rules,
        start=start,
        end=end,
        line=document.place(match.start(), match.end()).line,
        reason=options.get("reason", ""),
        until=until,
        flaw=flaw,
    )


def _last_day(text: object) -> tuple[date | None, str | None]:
    """Return the last day that is meant, or what is wrong with it; neither where none is given."""
    if text is None:
        return None, None
    try:
        return date.fromisoformat(str(text)), None
    except ValueError:
        return None, f"“{text}” is no date: write until=2026-12-31"


def _reach(text: str, gaps: list[tuple[int, int]], at: int) -> tuple[int, int]:
    """The paragraph around the comment; the one after it where nothing else stands in its own."""
    n = bisect_left(gaps, (at, at))  # gaps[n] is the first blank line after the comment
    edges = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)]
    start, end = edges[0][n], edges[1][n]
    if _COMMENT.sub("", text[start:end]).strip() or n == len(gaps):
        return start, end
    return edges[0][n + 1], edges[1][n + 1]


def read_baseline(path: Path) -> tuple[Suppression, ...]:
    """Read a baseline file; raises `BaselineError`."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BaselineError(f"{path}: cannot read the baseline: {error.strerror}") from error
    except json.JSONDecodeError as error:
        raise BaselineError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise BaselineError(f"{path}: not UTF-8 text") from error
    except (RecursionError, ValueError) as error:
        raise BaselineError(f"{path}: not JSON that can be read: nested too deep or with a number too long") from error
    entries = data.get("accepted") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise BaselineError(f'{path}: expected {{"version": 1, "accepted": [ … ]}}')
    return tuple(_entry(path, n, entry) for n, entry in enumerate(entries, start=1))


def _entry(path: Path, n: int, entry: object) -> Suppression:
    where = f"{path}: entry {n}"
    if not isinstance(entry, dict) or not isinstance(entry.get("fingerprint"), str):
        raise BaselineError(f"{where}: needs a “fingerprint”")
    until, flaw = _last_day(entry.get("until"))
    if flaw:
        raise BaselineError(f"{where}: {flaw}")
    return Suppression(
        fingerprint=entry["fingerprint"],
        rules=(str(entry["rule"]),) if "rule" in entry else (),
        reason=str(entry.get("reason", "")),
        until=until,
        document=str(entry["document"]) if entry.get("document") else None,
    )


def baseline_text(
    reports: Iterable[Report], reason: str = "", until: date | None = None, before: Iterable[Suppression] = ()
) -> str:
    """Write a baseline that accepts every finding of these reports.

    An entry of `before` that still holds keeps its reason and its last day: its finding is among the reports, or
    it hid one in this run (`used`), or it is of a story that was not checked. The others go, as do expired ones.
    """
    known = {one.fingerprint: one for one in before if one.fingerprint is not None and not one.expired}
    accepted: list[dict[str, str]] = []
    checked: set[str] = set()
    for report in reports:
        checked.add(report.document.id)
        for finding, name in zip(report.findings, fingerprints(report.document, report.findings), strict=True):
            held = known.pop(name, None) or Suppression(reason=reason, until=until)
            accepted.append(_accepted(name, finding.rule, report.document.id, held))
    for name, one in known.items():
        if one.used or (one.document is not None and one.document not in checked):
            accepted.append(_accepted(name, ", ".join(one.rules), one.document or "", one))
    data = {"version": _BASELINE_VERSION, "accepted": accepted}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _accepted(fingerprint: str, rule: str, document: str, held: Suppression) -> dict[str, str]:
    entry = {"fingerprint": fingerprint, "rule": rule, "document": document, "reason": held.reason}
    return entry | ({"until": held.until.isoformat()} if held.until else {})
