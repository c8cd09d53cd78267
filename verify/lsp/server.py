"""The requests of the language server: open and changed texts are checked a moment later, in a thread of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from claims.errors import EmptyDocumentError, FigurecheckError
from claims.readers import read_text, reread
from claims.readers.formats import SUFFIXES
from verify.commands.stories import Checker
from verify.config import Config
from verify.edit import span_in_source
from verify.finding import Finding, Severity
from verify.jsonl import Record
from verify.lsp.actions import Change, fixes, ignores
from verify.lsp.hover import hover_at
from verify.lsp.places import Lines
from verify.publication import Dates
from verify.report import Result
from verify.report.annotations import Annotations, FindingNote, annotate
from verify.suppression import Suppression
from verify.version import VERSION

__all__ = ["create_server"]

_SOURCE = "figurecheck"
_FORMS = ("text", "markdown", "html")  # what a person edits as it is
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A version of a text with what was found in it."""

    version: int | None
    text: str  # of the file
    result: Result
    notes: Annotations
    lines: Lines

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the words that were read stands in the file."""
        return span_in_source(self.result.report.document, start, end) or (0, 0)

    def range(self, start: int, end: int) -> types.Range:
        return self.lines.range(*self.span(start, end))


class _Server(LanguageServer):
    """A language server that remembers what it found in each open text."""

    def __init__(self, config: Config, wait: float) -> None:
        super().__init__(_SOURCE, VERSION, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.config = config
        self.wait = wait
        self.checked: dict[str, Checked] = {}
        self.waiting: dict[str, asyncio.Task[None]] = {}
        self._thread = ThreadPoolExecutor(1, "check")  # one: the record is read by the thread that opened it
        self._checker: Checker | None = None

    def check_later(self, uri: str, seconds: float) -> None:
        """Check a text unless it changes again within so many seconds."""
        if task := self.waiting.pop(uri, None):
            task.cancel()

        async def later() -> None:
            await asyncio.sleep(seconds)
            try:
                await self.current(uri)
            except Exception as error:  # the editor goes on without findings, and says why
                self.tell(error)

        self.waiting[uri] = asyncio.create_task(later())

    def tell(self, error: Exception) -> None:
        """Say in the editor why there are no findings."""
        words = str(error) if isinstance(error, FigurecheckError) else f"a fault, please report it: {error!r}"
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"figurecheck: {words}"))

    async def current(self, uri: str) -> Checked | None:
        """Return what is found in the text as it is now, and publish it where it is news."""
        document = self.workspace.text_documents.get(uri)
        if document is None:
            return None
        text, version = document.source, document.version
        known = self.checked.get(uri)
        if known is not None and known.text == text:
            return known
        lines = Lines(text, self.workspace.position_encoding or types.PositionEncodingKind.Utf16)
        result, notes = await asyncio.get_running_loop().run_in_executor(
            self._thread, self._check, uri, text, document.language_id
        )
        checked = Checked(version, text, result, notes, lines)
        if uri in self.workspace.text_documents and self.workspace.text_documents[uri].version == version:
            self.checked[uri] = checked
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri, list(_diagnostics(uri, checked)), version)
            )
        return checked

    def forget(self, uri: str) -> None:
        """Drop a closed text and its diagnostics."""
        if task := self.waiting.pop(uri, None):
            task.cancel()
        self.checked.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _check(self, uri: str, text: str, language: str | None) -> tuple[Result, Annotations]:
        if self._checker is None:
            self._checker = Checker.of(self.config)
        name = unquote(urlsplit(uri).path)
        form = _form(name, language)
        try:
            document = Dates(None, self.config.date).read(lambda day: reread(text, name, form, day))
        except EmptyDocumentError:  # a page that is about to be written
            document = read_text("", id=name)
        result = self._checker.result(Record(None, document))
        return result, annotate(result.report)


def _form(name: str, language: str | None) -> str:
    """Return as what a text is read: its name tells, and of a text that is not yet a file its language."""
    known = SUFFIXES.get(PurePath(name).suffix.lower())
    form = known.name if known else language
    return form if form in _FORMS else "text"


def create_server(config: Config, wait: float = 0.25) -> LanguageServer:
    """Make a server; `wait` is how many seconds without a key let a check begin."""
    server = _Server(config, wait)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.check_later(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.check_later(params.text_document.uri, server.wait)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.check_later(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        checked = await server.current(params.text_document.uri)
        shown = hover_at(checked.notes, checked.lines.offset(params.position), checked.span) if checked else None
        if checked is None or shown is None:
            return None
        start, end, words = shown
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, words), checked.lines.range(start, end))

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        wanted = params.context.only
        if wanted is not None and types.CodeActionKind.QuickFix not in wanted:
            return []
        checked = await server.current(params.text_document.uri)
        return list(_actions(params.text_document.uri, checked, params.range)) if checked else []

    return server


def _diagnostics(uri: str, checked: Checked) -> Iterator[types.Diagnostic]:
    for note in checked.notes.findings:
        yield _diagnostic(uri, checked, note)
    for suppression in checked.result.suppressions:
        if told := _idle(suppression):
            at = types.Position((suppression.line or 1) - 1, 0)
            yield types.Diagnostic(
                types.Range(at, types.Position(at.line + 1, 0)),
                told,
                severity=types.DiagnosticSeverity.Information,
                source=_SOURCE,
                tags=[types.DiagnosticTag.Unnecessary],
            )


def _diagnostic(uri: str, checked: Checked, note: FindingNote) -> types.Diagnostic:
    finding = note.finding
    return types.Diagnostic(
        checked.range(finding.start, finding.end),
        finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source=_SOURCE,
        related_information=list(_related(uri, checked, finding)) or None,
    )


def _related(uri: str, checked: Checked, finding: Finding) -> Iterator[types.DiagnosticRelatedInformation]:
    """The other figures of the conflict."""
    for quantity in checked.result.report.quantities:
        apart = quantity.end <= finding.start or quantity.start >= finding.end
        if quantity.id in finding.quantities and apart:
            place = types.Location(uri, checked.range(quantity.start, quantity.end))
            yield types.DiagnosticRelatedInformation(place, quantity.surface)


def _idle(suppression: Suppression) -> str | None:
    """Say why a comment of the text accepts nothing, if so."""
    if suppression.line is None:  # of a baseline
        return None
    if suppression.flaw:
        return f"This comment accepts nothing: {suppression.flaw}."
    if suppression.expired:
        return f"This comment ended on {suppression.until}."
    return None if suppression.used else "This comment accepts nothing: no such finding is here."


def _actions(uri: str, checked: Checked, place: types.Range) -> Iterator[types.CodeAction]:
    start, end = checked.lines.offset(place.start), checked.lines.offset(place.end)
    document = checked.result.report.document
    for note in checked.notes.findings:
        finding = note.finding
        first, last = checked.span(finding.start, finding.end)
        if first > max(end, start) or last < start:
            continue
        told = _diagnostic(uri, checked, note)
        changes = fixes(document, finding)
        likely = sum(change.likely for change in changes)
        for edit in changes:
            yield _action(uri, checked, edit, told, preferred=edit.likely and likely == 1)
        for edit in ignores(document, finding):
            yield _action(uri, checked, edit, told)


def _action(
    uri: str, checked: Checked, edit: Change, told: types.Diagnostic, *, preferred: bool = False
) -> types.CodeAction:
    change = types.TextEdit(checked.lines.range(edit.start, edit.end), edit.words)
    return types.CodeAction(
        edit.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[told],
        is_preferred=preferred or None,
        edit=types.WorkspaceEdit({uri: [change]}),
    )
