"""The check as JUnit XML: a suite a story, a case a figure or a finding.

An error is a failure; what could not be compared with anything is skipped, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from verify.finding import Finding, Report, Severity
from verify.report.layout import visible
from verify.report.standing import Standing, StandingOf, about, standings

__all__ = ["to_junit"]


def to_junit(reports: Sequence[Report]) -> str:
    """Write all reports as one document; only errors fail, other findings are printed with their case."""
    root = ElementTree.Element("testsuites", {"name": "figurecheck"})
    for report in reports:
        _suite(root, report)
    for name in ("tests", "failures", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: ElementTree.Element, report: Report) -> None:
    suite = ElementTree.SubElement(root, "testsuite", {"name": _clean(report.document.id or "text")})
    for finding in sorted(report.findings, key=lambda f: (f.start, f.end)):
        _found(suite, report, finding)
    for figure in standings(report):
        if figure.standing not in (Standing.SET_ASIDE, Standing.IN_QUESTION):
            _figure(suite, report, figure)
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", "0")
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))


def _case(suite: ElementTree.Element, report: Report, words: str, start: int, end: int) -> ElementTree.Element:
    place = report.document.place(start, end)
    name = f"{words} ({place})"
    attributes = {"classname": _clean(report.document.id or "text"), "name": _clean(name)}
    if place.line is not None:
        attributes |= {"file": attributes["classname"], "line": str(place.line)}
    return ElementTree.SubElement(suite, "testcase", attributes)


def _found(suite: ElementTree.Element, report: Report, finding: Finding) -> None:
    quoted = " ".join(report.document.text[finding.start : finding.end].split())
    case = _case(suite, report, f"{finding.rule} at “{quoted}”", finding.start, finding.end)
    if finding.severity is Severity.ERROR:
        failure = ElementTree.SubElement(case, "failure", {"message": _clean(finding.message), "type": finding.code})
        failure.text = _clean("\n".join([finding.message, *(evidence.text for evidence in finding.evidence)]))
    else:
        ElementTree.SubElement(case, "system-out").text = _clean(f"{finding.severity.value}: {finding.message}")


def _figure(suite: ElementTree.Element, report: Report, figure: StandingOf) -> None:
    quantity = figure.quantity
    words = " · ".join(part for part in (" ".join(quantity.surface.split()), about(figure)) if part)
    case = _case(suite, report, words, quantity.start, quantity.end)
    if figure.standing is Standing.UNCHECKED:
        ElementTree.SubElement(case, "skipped", {"message": _clean(figure.reason or "")})


def _clean(text: str) -> str:
    """Make visible what XML cannot hold."""
    lines = (visible(line) for line in text.split("\n"))
    return "\n".join(lines).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
