"""The same Word document with a comment at every finding; nothing else in the package is touched."""

from __future__ import annotations

import copy
import io
import zipfile
from collections import Counter
from typing import Any

from claims.errors import BrokenFileError, FigurecheckError
from claims.readers.word import Piece, WordStory, open_word
from verify.finding import Finding, Report
from verify.report.proof import repeats

__all__ = ["AUTHOR", "to_docx"]

AUTHOR = "figurecheck"
_INITIALS = "fc"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # of the parts that are written: the same input gives the same bytes


def to_docx(report: Report) -> bytes:
    """Return the document of a report with comments anchored at its findings, in the order of the text.

    What stands in a footnote, a header or a text box, where Word takes no comments, is said at its reference in
    the story. A comment that is there from an earlier run is not made again. Raises `FigurecheckError`.
    """
    origin = report.document.origin
    if origin is None or origin.form != "word" or origin.data is None:
        raise FigurecheckError(
            f"{report.document.id or 'the text'} is no Word document: --format docx writes comments into a .docx"
        )
    try:
        return _commented(report, origin.data)
    except FigurecheckError:
        raise
    except Exception as error:  # a part that no text was read from, but that a comment needs
        raise BrokenFileError(
            f"{report.document.id} can be read, but no comments can be written into it: a part of it is damaged"
        ) from error


def _commented(report: Report, data: bytes) -> bytes:
    story = open_word(data, report.document.id)
    had_comments = _comments_part(story) is not None
    earlier = Counter(c.text for c in story.package.comments if c.author == AUTHOR) if had_comments else Counter()
    for finding in sorted(report.findings, key=lambda f: (f.start, f.end)):
        words = _words(report, finding)
        place = _anchor(story, finding)
        if place is None:
            continue
        first, last, outside = place
        text = f"{outside}{words}"
        if earlier[text]:
            earlier[text] -= 1
        else:
            _comment(story, first, last, text)
    return data if _comments_part(story) is None else _package(story, data, new=not had_comments)


def _comments_part(story: WordStory) -> Any:
    """Return the part of comments that the package has; asking python-docx for comments would make one."""
    relations = story.package.part.rels.values()
    return next((r.target_part for r in relations if not r.is_external and r.reltype.endswith("/comments")), None)


def _words(report: Report, finding: Finding) -> str:
    """Say what the text report says, in the paragraphs of a comment."""
    lines = [finding.message]
    lines += [evidence.text for evidence in finding.evidence if not repeats(evidence, finding)]
    for suggestion in finding.likely_suggestions:
        if suggestion.replacement not in finding.message:
            old = report.document.text[suggestion.start : suggestion.end]
            lines.append(f"Perhaps “{suggestion.replacement}” in place of “{old}”.")
    lines.append(f"{finding.severity.value}, {finding.rule} ({finding.code})")
    return "\n".join(_printable(" ".join(line.split())) for line in lines)


def _printable(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(ch for ch in text if ch >= " " and not "\ud800" <= ch <= "\udfff" and ch not in "\ufffe\uffff")


def _anchor(story: WordStory, finding: Finding) -> tuple[Any, Any, str] | None:
    """Return the first and the last element that a comment spans, runs being cut where the figure begins and ends.

    The third is what the comment begins with where the figure itself is not in the story.
    """
    touched = [piece for piece in story.pieces if piece.start < finding.end and finding.start < piece.end]
    if not touched:
        return None
    if touched[0].anchor is not None:
        holder = _holder(touched[0].anchor)
        part = story.draft.part_at(touched[0].start) or "another part"
        quoted = _printable("".join(p.text[max(finding.start - p.start, 0) : finding.end - p.start] for p in touched))
        return (holder, holder, f"In {part}, at “{quoted}”: ") if holder is not None else None
    _cut_after(story, touched[-1], finding.end)
    first = _cut_before(story, touched[0], finding.start)
    last = next(p for p in reversed(story.pieces) if p.start < finding.end and p.anchor is None)
    return _holder(first.element), _holder(last.element), ""


def _holder(element: Any) -> Any:
    """Return the run, or the formula, that an element stands in and that markers may stand beside."""
    while element is not None and element.tag != f"{_W}r":
        if element.tag.endswith("}oMath"):
            return element
        element = element.getparent()
    return element


def _cut_before(story: WordStory, piece: Piece, offset: int) -> Piece:
    """Make a run begin at an offset; return the piece that begins there."""
    if piece.start < offset:
        piece = _split(story, piece, offset)
    _part_run(piece.element)
    return piece


def _cut_after(story: WordStory, piece: Piece, offset: int) -> None:
    """Make a run end at an offset."""
    if offset < piece.end:
        rest = _split(story, piece, offset)
        _part_run(rest.element)
        return
    following = piece.element.getnext()
    if following is not None:
        _part_run(following)


def _split(story: WordStory, piece: Piece, offset: int) -> Piece:
    """Cut the element of a piece in two; return the second half."""
    at = offset - piece.start
    head = piece.element
    if head.tag != f"{_W}t":
        return piece  # a formula is one thing
    tail = copy.deepcopy(head)
    whole = head.text or ""
    head.text, tail.text = whole[:at], whole[at:]
    for half in (head, tail):
        half.set(_SPACE, "preserve")
    head.addnext(tail)
    rest = Piece(offset, piece.text[at:], tail)
    piece.text = piece.text[:at]
    story.pieces.insert(story.pieces.index(piece) + 1, rest)
    return rest


def _part_run(element: Any) -> None:
    """Give an element and what follows it in its run a run of their own, with the same properties."""
    run = element.getparent()
    before = element.getprevious()
    if run.tag != f"{_W}r" or before is None or before.tag == f"{_W}rPr":
        return
    new = run.makeelement(run.tag, dict(run.attrib), nsmap=run.nsmap)
    properties = run.find(f"{_W}rPr")
    if properties is not None:
        new.append(copy.deepcopy(properties))
    for moved in [element, *element.itersiblings()]:
        new.append(moved)
    run.addnext(new)


def _comment(story: WordStory, first: Any, last: Any, text: str) -> None:
    from docx.oxml.parser import OxmlElement

    comment = story.package.comments.add_comment(text=text, author=AUTHOR, initials=_INITIALS)
    date = f"{_W}date"
    element = comment._comment_elm
    if element.get(date) is not None:
        del element.attrib[date]  # the same input gives the same bytes
    id = {f"{_W}id": str(comment.comment_id)}

    def marker(name: str) -> Any:
        return OxmlElement(name, attrs=id)

    first.addprevious(marker("w:commentRangeStart"))
    reference = OxmlElement("w:r")
    reference.append(marker("w:commentReference"))
    last.addnext(reference)
    last.addnext(marker("w:commentRangeEnd"))


def _package(story: WordStory, data: bytes, *, new: bool) -> bytes:
    """Write the container again: changed parts from the story, every other part byte for byte."""
    main = story.package.part
    comments = _comments_part(story)
    changed = {_member(main): main.blob, _member(comments): comments.blob}
    if new:
        folder, _, file = _member(main).rpartition("/")
        relations = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        changed[relations] = main.rels.xml
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        if new:
            changed[_TYPES] = _with_type(old.read(_TYPES), f"/{_member(comments)}")
        for info in old.infolist():
            written.writestr(info, changed.pop(info.filename, None) or old.read(info))
        for name, content in changed.items():
            added = zipfile.ZipInfo(name, _LONG_AGO)
            added.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(added, content)
    return target.getvalue()


def _member(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _with_type(types: bytes, part: str) -> bytes:
    """Add the type of the comments part to the list of types, which stays as it is otherwise."""
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml.parser import parse_xml

    root: Any = parse_xml(types)
    if all(each.get("PartName") != part for each in root):
        namespace = root.tag.partition("}")[0] + "}"
        override = root.makeelement(f"{namespace}Override", {"PartName": part, "ContentType": _COMMENTS_TYPE})
        root.append(override)
    return bytes(serialize_part_xml(root))
