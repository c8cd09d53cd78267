"""Apply the suggestions that are sure: each is kept only where the story, checked again, is better for it.

Sure means: an error, and exactly one likely suggestion. Of suggestions that overlap none is taken. After each change
the story is read and checked anew; a change that leaves as many errors, or brings a new warning, is taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from claims.document import Document
from verify.edit import Edit, edit_of
from verify.finding import Finding, Report, Severity
from verify.fingerprint import fingerprints

__all__ = ["Fix", "Fixed", "Left", "corrections", "fix"]


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that was made: `old` became `new` in a sentence of the story as it was before."""

    finding: Finding
    old: str
    new: str
    sentence: str
    place: str


@dataclass(frozen=True, slots=True)
class Left:
    """A finding that was left to a person, and why."""

    finding: Finding
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """The text after all changes, what they were, and the report on what remains."""

    text: str
    report: Report
    fixes: tuple[Fix, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str  # fingerprint of the finding
    finding: Finding
    edit: Edit


def fix(text: str, check: Callable[[str], Report]) -> Fixed:
    """Return the text with every sure suggestion applied; `check` reads and checks a text of the file's format.

    Each accepted change takes away an error, so this ends after as many checks as there are errors, and one a
    change that was taken back.
    """
    report = check(text)
    fixes: list[Fix] = []
    refused: dict[str, str] = {}
    while True:
        candidates = [c for c in _candidates(report, refused) if c.name not in refused]
        if not candidates:
            return Fixed(text, report, tuple(fixes), tuple(_left(report, refused)))
        chosen = candidates[0]
        changed = text[: chosen.edit.start] + chosen.edit.replacement + text[chosen.edit.end :]
        after = check(changed)
        if _better(report, after):
            fixes.append(_fix(report.document, chosen))
            text, report = changed, after
        else:
            refused[chosen.name] = "with this change alone the story would still not add up"


def _candidates(report: Report, refused: dict[str, str]) -> list[_Candidate]:
    """Return what could be applied, in the order of the text; overlapping ones are refused, both of them."""
    found: list[_Candidate] = []
    for name, finding in zip(fingerprints(report.document, report.findings), report.findings, strict=True):
        if _doubt(report.document, finding) is None:
            edit = edit_of(report.document, finding.suggestions[0])
            if edit is not None:
                found.append(_Candidate(name, finding, edit))
    found.sort(key=lambda c: (c.edit.start, c.edit.end))
    for n, one in enumerate(found):
        for other in found[n + 1 :]:
            if other.edit.start >= one.edit.end:
                break
            if other.edit != one.edit:
                reason = "its suggestion overlaps another"
                refused.setdefault(one.name, reason)
                refused.setdefault(other.name, reason)
    return found


def _doubt(document: Document, finding: Finding) -> str | None:
    """Return why a finding is for a person to settle; None where its suggestion is sure."""
    if finding.severity is not Severity.ERROR:
        return f"it is a {finding.severity.value}, which is a matter of judgement"
    likely = sum(suggestion.likely for suggestion in finding.suggestions)
    if not likely:
        return "nothing is suggested" if not finding.suggestions else "it is open which figure is wrong"
    if likely > 1:
        return f"{likely} readings are as good"
    if edit_of(document, finding.suggestions[0]) is None:
        return "the file has these words in another form"
    return None


def _better(before: Report, after: Report) -> bool:
    fewer_errors = after.count(Severity.ERROR) < before.count(Severity.ERROR)
    return fewer_errors and after.count(Severity.WARNING) <= before.count(Severity.WARNING)


def _fix(document: Document, chosen: _Candidate) -> Fix:
    suggestion = chosen.finding.suggestions[0]
    sentence = document.sentence_text(document.sentence_at(suggestion.start)) if document.sentences else document.text
    return Fix(
        finding=chosen.finding,
        old=document.text[suggestion.start : suggestion.end],
        new=suggestion.replacement,
        sentence=" ".join(sentence.split()),
        place=str(chosen.edit.place),
    )


def _left(report: Report, refused: dict[str, str]) -> Iterable[Left]:
    document = report.document
    for name, finding in zip(fingerprints(document, report.findings), report.findings, strict=True):
        reason = refused.get(name) or _doubt(document, finding) or "it was not tried"
        yield Left(finding, str(document.place(finding.start, finding.end)), reason)


def corrections(fixes: Sequence[Fix]) -> str:
    """Draft the note to readers: a paragraph a sentence that was changed, in the words of the earlier version."""
    said: dict[str, list[str]] = {}  # sentence as first printed -> what is corrected in it
    became: dict[str, str] = {}  # sentence after a change -> as first printed
    for one in fixes:
        printed = became.get(one.sentence, one.sentence)
        became[one.sentence.replace(one.old, one.new, 1)] = printed
        said.setdefault(printed, []).append(_corrected(one))
    return "".join(
        f"An earlier version of this story said: “{sentence}” I{'; '.join(changes)[1:]}.\n"
        for sentence, changes in said.items()
    )


def _corrected(one: Fix) -> str:
    if any(ch.isdigit() for ch in one.new):
        return f"it is {one.new}, not {one.old}"
    return f"it should have said “{one.new}”, not “{one.old}”"
