"""Word documents (.docx): the text as a reader of the accepted document sees it, each piece with its place in the XML.

Inserted text counts, deleted and hidden text does not; page numbers and tables of contents are left out.
Footnotes, endnotes, headers and footers follow the story.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from claims.document import BlockKind, Document
from claims.errors import BrokenFileError
from claims.extras import load
from claims.readers.archive import check_archive
from claims.readers.extracted import SUPERSCRIPTS, Draft

__all__ = ["Piece", "WordStory", "is_word", "open_word", "read_word"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = frozenset((f"{_W}del", f"{_W}moveFrom"))
_AROUND = frozenset(f"{_W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "bdo", "dir"))
_CHARACTERS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011", f"{_W}ptab": "\t"}
_NOTES = {f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote"}
_LEFT_OUT = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "TOC", "INDEX"))
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(slots=True, eq=False)
class Piece:
    """Characters of the text from `start` on, and the XML element that has them.

    `anchor` is the element of the main story that a comment can be put at, where the piece itself is in a
    footnote, a header or a text box; ``None`` where it is in the story.
    """

    start: int
    text: str
    element: Any
    anchor: Any = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class _Field:
    """A field like a page number: its instruction stands before its result."""

    instruction: str = ""
    in_result: bool = False

    @property
    def shown(self) -> bool:
        words = self.instruction.split()
        return self.in_result and not (words and words[0].upper() in _LEFT_OUT)


def is_word(names: frozenset[str]) -> bool:
    """Tell from the names in a container whether it is a Word document."""
    return "[Content_Types].xml" in names and any(n.startswith("word/") or n.endswith("/document.xml") for n in names)


def read_word(data: bytes, *, name: str = "", published: date | None = None) -> Document:
    """Return the text of a Word document; raises `MissingExtraError`, `DocumentError`."""
    return open_word(data, name).draft.document(published=published)


def open_word(data: bytes, name: str) -> WordStory:
    """Open a Word document and read its pieces."""
    docx = load("docx", "word", "Word documents need")
    check_archive(data, name)
    try:
        return WordStory(docx.Document(io.BytesIO(data)), data, name)
    except Exception as error:  # its parts are read as they are asked for; whatever is wrong in them, it is no story
        raise BrokenFileError(f"{name} cannot be opened as a Word document (.docx)") from error


class WordStory:
    """The pieces of an opened Word document, in the order of its text."""

    def __init__(self, package: Any, data: bytes, name: str) -> None:
        self.package = package
        self.pieces: list[Piece] = []
        self.draft = Draft(name, "word", data=data)
        self._styles = {style.style_id: (style.name or "").lower() for style in package.styles}
        self._fields: list[_Field] = []
        self._references: list[tuple[str, str, Any]] = []  # kind of note, id, element
        self._boxes: list[tuple[Any, Any]] = []  # content of a text box, the run that holds it
        self._paragraph = self._table = 0
        self._where: str | None = None  # outside the story: "footnote 2", "header"
        self._anchor: Any = None
        self._joined = False
        self._first: Any = None  # element of the first piece of the story
        self._blocks(package.element.body)
        self._first = self.pieces[0].element if self.pieces else None
        self._read_notes()
        self._read_margins()

    def _read_notes(self) -> None:
        for kind in ("footnote", "endnote"):
            roots = [self._root(part) for part in self._related(kind + "s")]
            notes = {note.get(f"{_W}id"): note for root in roots for note in root.findall(f"{_W}{kind}")}
            cited = [(id, element) for what, id, element in self._references if what == kind]
            for n, (id, element) in enumerate(cited, 1):
                if id in notes:
                    self._elsewhere(notes[id], f"{kind} {n}", element)

    def _read_margins(self) -> None:
        """Read headers and footers, each wording once: documents repeat them by section and side."""
        seen: set[str] = set()
        for kind in ("header", "footer"):
            for part in self._related(kind):
                root = self._root(part)
                words = "".join(t.text or "" for t in root.iter(f"{_W}t"))
                if words.strip() and words not in seen:
                    seen.add(words)
                    self._elsewhere(root, kind, self._first)

    def _related(self, kind: str) -> Iterator[Any]:
        relations = self.package.part.rels.values()
        return (r.target_part for r in relations if not r.is_external and r.reltype.endswith(f"/{kind}"))

    def _root(self, part: Any) -> Any:
        element = getattr(part, "element", None)
        if element is not None:
            return element
        from docx.oxml.parser import parse_xml

        return parse_xml(part.blob)

    def _elsewhere(self, container: Any, where: str, anchor: Any) -> None:
        """Read what stands outside the story."""
        before = self._where, self._anchor, self._fields, self._joined
        self._where, self._anchor, self._fields, self._joined = where, anchor, [], False
        self._blocks(container)
        self._where, self._anchor, self._fields, self._joined = before

    def _blocks(self, container: Any) -> None:
        for child in container:
            if child.tag == f"{_W}p":
                self._read_paragraph(child)
            elif child.tag == f"{_W}tbl":
                self._read_table(child)
            elif child.tag in _AROUND:
                self._blocks(child)
            elif (inner := _inside(child)) is not None:
                self._blocks(inner)

    def _read_paragraph(self, paragraph: Any) -> None:
        if not self._joined:
            self._paragraph += 0 if self._where else 1
            self.draft.begin(self._kind(paragraph), self._where or f"paragraph {self._paragraph}")
        mark = paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del")
        self._joined = mark is not None  # a deleted paragraph mark joins the next paragraph on
        self._inline(paragraph)
        if self._joined:
            return
        if self.draft.is_empty and not self._where:
            self._paragraph -= 1
        self.draft.end()
        self._read_boxes()

    def _read_boxes(self) -> None:
        waiting, self._boxes = self._boxes, []
        for content, holder in waiting:
            anchor = holder if self._anchor is None else self._anchor
            self._elsewhere(content, f"text box beside paragraph {max(self._paragraph, 1)}", anchor)

    def _kind(self, paragraph: Any) -> BlockKind | None:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return None
        style = properties.find(f"{_W}pStyle")
        name = self._styles.get(style.get(f"{_W}val"), "") if style is not None else ""
        if name.startswith("heading") or name == "title":
            return "headline"
        if name == "subtitle":
            return "deck"
        if name == "caption":
            return "caption"
        if properties.find(f"{_W}numPr") is not None or name.startswith("list"):
            return "list_item"
        return None

    def _read_table(self, table: Any) -> None:
        """Read a table by rows; one of a single column only lays out the page."""
        cells = [list(_cells(row)) for row in _rows(table)]
        if max((len(row) for row in cells), default=0) < 2:
            for row in cells:
                for cell in row:
                    self._blocks(cell)
            return
        self._table += 1
        table_name = f"table {self._table}"
        for n, row in enumerate(cells, 1):
            place = f"{table_name}, row {n}"
            self.draft.begin("table", f"{self._where}, {place}" if self._where else place)
            for cell in row:
                self.draft.add("| ")
                self._cell(cell)
                self.draft.add(" ")
            self.draft.add("|")
            self.draft.end()
        self._read_boxes()

    def _cell(self, cell: Any) -> None:
        """Read all paragraphs of a cell as one line; a table in a cell is read along."""
        for n, paragraph in enumerate(_paragraphs(cell)):
            if n:
                self.draft.add(" ")
            self._inline(paragraph)

    def _inline(self, container: Any) -> None:
        for child in container:
            tag = child.tag
            if tag == f"{_W}r":
                self._run(child)
            elif tag == f"{_W}fldSimple":
                words = (child.get(f"{_W}instr") or "").split()
                if not (words and words[0].upper() in _LEFT_OUT):
                    self._inline(child)
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                for text in child.iter(f"{_M}t"):
                    self._say(text, text.text or "")
            elif tag in _AROUND:
                self._inline(child)
            elif (inner := _inside(child)) is not None:
                self._inline(inner)

    def _run(self, run: Any) -> None:
        properties = run.find(f"{_W}rPr")
        hidden = _is_on(properties, "vanish")
        raised = _value(properties, "vertAlign") == "superscript"
        for child in run:
            tag = child.tag
            if tag == f"{_W}fldChar":
                self._field(child.get(f"{_W}fldCharType"))
            elif tag == f"{_W}instrText" and self._fields:
                self._fields[-1].instruction += child.text or ""
            elif hidden or not all(field.shown for field in self._fields):
                continue
            elif tag == f"{_W}t":
                text = child.text or ""
                self._say(child, text.translate(SUPERSCRIPTS) if raised and text.strip().isdigit() else text)
            elif tag in _CHARACTERS:
                self._say(child, _CHARACTERS[tag])
            elif tag in _NOTES:
                self._references.append((_NOTES[tag], child.get(f"{_W}id"), child))
            elif tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object", f"{_MC}AlternateContent"):
                drawn = _inside(child) if tag == f"{_MC}AlternateContent" else child
                if drawn is not None:
                    self._boxes += [(box, child) for box in drawn.iter(f"{_W}txbxContent")]

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _say(self, element: Any, text: str) -> None:
        if text:
            self.pieces.append(Piece(self.draft.length, text, element, self._anchor))
            self.draft.add(text)


def _inside(element: Any) -> Any:
    """Return what a wrapper shows: the content of a control, the first choice of alternatives."""
    if element.tag in _GONE:
        return None
    if element.tag == f"{_W}sdt":
        return element.find(f"{_W}sdtContent")
    if element.tag == f"{_MC}AlternateContent":
        choice = element.find(f"{_MC}Choice")
        return choice if choice is not None else element.find(f"{_MC}Fallback")
    return None


def _rows(container: Any) -> Iterator[Any]:
    for child in container:
        if child.tag == f"{_W}tr":
            if child.find(f"{_W}trPr/{_W}del") is None:
                yield child
        elif child.tag in _AROUND:
            yield from _rows(child)
        elif (inner := _inside(child)) is not None:
            yield from _rows(inner)


def _cells(container: Any) -> Iterator[Any]:
    for child in container:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in _AROUND:
            yield from _cells(child)
        elif (inner := _inside(child)) is not None:
            yield from _cells(inner)


def _paragraphs(container: Any) -> Iterator[Any]:
    for child in container:
        if child.tag == f"{_W}p":
            yield child
        elif child.tag in _AROUND or child.tag in (f"{_W}tbl", f"{_W}tr", f"{_W}tc"):
            yield from _paragraphs(child)
        elif (inner := _inside(child)) is not None:
            yield from _paragraphs(inner)


def _value(properties: Any, name: str) -> str | None:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    if found is None:
        return None
    value: str | None = found.get(f"{_W}val")
    return value


def _is_on(properties: Any, name: str) -> bool:
    if properties is None or properties.find(f"{_W}{name}") is None:
        return False
    return (_value(properties, name) or "true").lower() not in _OFF
