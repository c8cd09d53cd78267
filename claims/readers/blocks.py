"""The blocks of a text: front matter, headline, deck, paragraphs, list items, table rows, captions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.document import Block, BlockKind
from claims.patterns import regex
from claims.readers.sentences import last_break

__all__ = ["blank_comments", "content_start", "find_blocks", "in_pieces"]

_LINE = regex(r"[^\r\n]+")
_NOT_LINE_END = regex(r"[^\r\n]")
_FENCE = regex(r"(?:-{3,}|\+{3,})\s*$")
_CODE_EDGE = regex(r"^[ ]{0,3}(?P<sign>`{3,}|~{3,})(?P<rest>[^\n]*)$", re.MULTILINE)
_FIELD = regex(r"(?:date|published|updated|title|headline|author|byline|slug|dateline|source|url)\s*:\s", re.I)
_FIELD_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("title", "headline", "hed"), "headline"),
    **dict.fromkeys(("deck", "dek", "subtitle", "standfirst", "subheadline", "description", "summary"), "deck"),
    **dict.fromkeys(("caption", "captions"), "caption"),
}
_KEY = regex(r"(?:-[ \t]+)?[\"']?(?P<key>[\w-]{1,40})[\"']?\s*[:=](?=\s|$)\s*(?P<value>.*)")
_SAID = regex(rf"(?:-[ \t]+)?(?:[\"']?(?:{'|'.join(_FIELD_KINDS)})[\"']?\s*[:=]\s+)?[\"'\[]*", re.I)
_FOLDED = regex(r"[|>][+-]?\d?$")
_LIST = regex(r"(?:[-*+•‣–]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t]+(?=\S)")
_HEADING = regex(r"#{1,6}[ \t]+")
_CAPTION = regex(
    r"(?:chart|figure|fig\.|graph|graphic|table|photo|picture|image|map|caption)(?:\s+\w{1,4})?\s*[:.|]\s",
    re.I,
)
_TABLE_CELL = regex(r"\t|\|| {3,}(?=\S)")
_DAY = r"(?:\w{3,9}\.?\W{1,2}\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?\W{1,2}\w{3,9}\.?)\W{1,2}"
_PAGE_LINE = regex(
    r"(?=.{0,90}$)(?:"
    r"(?=.*\b(?:19|20)\d\d\b)(?:[\w .,:()|/+-]*\b\d{1,2}:\d\d\b|(?:last\s+)?(?:published|updated|posted)\b)|"
    rf"(?:\w{{1,20}}\W{{1,3}}){{0,4}}?(?:{_DAY}(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)\W*$)",
    re.I,
)
_ENDS_SENTENCE = regex(r"[.!?。！？:;,][\"'”’)\]]*$")
_FULL_STOP = regex(r"[.!?。！？][\"'”’)\]]*$")
_STOP = regex(r"[.!?][\"'”’)\]]*(?=\s+[A-Z])")
_NOT_BLANK = regex(r"\S")
_LONGEST = 4000  # characters of a block; paragraphs of news have a few hundred
_MAX_HEADLINE = 220
_WRAPPED = 120  # a longer line is a whole paragraph


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    gap: bool  # a blank line stands before it
    text: str
    indented: bool = False


def _lines(text: str) -> list[_Line]:
    """Return the lines that hold something, without the white space around them."""
    lines: list[_Line] = []
    last = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        content = raw.strip(" \t\ufeff\u200b\xa0\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029").strip()
        if not content:
            continue
        start = match.start() + raw.index(content)
        gap = not lines or len(re.findall(r"\r\n|\r|\n", text[last : match.start()])) > 1
        lines.append(_Line(start, start + len(content), gap, content, raw[:1] in " \t"))
        last = match.end()
    return lines


def blank_comments(text: str) -> str:
    """Return the text with HTML comments and fenced code turned into white space; every offset and line stays."""
    text = _blank_code(text) if "```" in text or "~~~" in text else text
    pieces: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces += [text[at:start], _NOT_LINE_END.sub(" ", text[start : end + 3])]
        at = end + 3
    return "".join([*pieces, text[at:]]) if pieces else text


def _blank_code(text: str) -> str:
    """Blank what stands between two code fences; one that is never closed is no fence."""
    pieces: list[str] = []
    at = 0
    opened: re.Match[str] | None = None
    for edge in _CODE_EDGE.finditer(text):
        if opened is None:
            opened = edge
        elif edge["sign"].startswith(opened["sign"]) and not edge["rest"].strip():
            pieces += [text[at : opened.start()], _NOT_LINE_END.sub(" ", text[opened.start() : edge.end()])]
            at, opened = edge.end(), None
    return "".join([*pieces, text[at:]]) if pieces else text


def find_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text in reading order; they do not overlap and leave out only white space."""
    spans = list(_front_matter(lines := _lines(text)))
    rest = [line for line in lines if line.start >= spans[-1][1]] if spans else lines
    whole = [*spans, *_body(rest, bool(spans))]
    pieces = (piece for span in whole for piece in in_pieces(text, *span))
    return tuple(Block(a, b, n, kind) for n, (a, b, kind) in enumerate(pieces))


def in_pieces(text: str, start: int, end: int, kind: BlockKind) -> Iterator[tuple[int, int, BlockKind]]:
    """Cut a block that no paragraph is as long as, so that every later step is linear in the text."""
    while end - start > _LONGEST:
        stops = [match.end() for match in _STOP.finditer(text, start + _LONGEST // 2, start + _LONGEST)]
        stop = stops[-1] if stops else last_break(text, start, start + _LONGEST)
        yield start, stop, kind
        following = _NOT_BLANK.search(text, stop, end)
        start = following.start() if following else end
    if start < end:
        yield start, end, kind


def _front_matter(lines: list[_Line]) -> Iterator[tuple[int, int, BlockKind]]:
    if lines and _FENCE.match(lines[0].text):
        for n, line in enumerate(lines[1:60], 1):
            if _FENCE.match(line.text):
                yield from _fields(lines[: n + 1])
                return
        return
    for line in lines[:8]:
        if not _FIELD.match(line.text) or len(line.text) > _MAX_HEADLINE:
            return
        yield line.start, line.end, _field_kind(line)


def _fields(lines: list[_Line]) -> Iterator[tuple[int, int, BlockKind]]:
    """Yield the lines between two fences; what goes on below a field, folded or as a list, is of its kind."""
    kind: BlockKind = "front_matter"
    spans: list[tuple[int, int, BlockKind]] = []
    for line in lines:
        field = None if _FENCE.match(line.text) else _KEY.match(line.text)
        own = _FIELD_KINDS.get(field["key"].lower()) if field else None
        if own is not None or not (line.indented or line.text.startswith("-")):
            kind = own or "front_matter"
        says = field is None or own is None or (field["value"] and not _FOLDED.match(field["value"]))
        spans.append((line.start, line.end, kind if says and not _FENCE.match(line.text) else "front_matter"))
        if len(spans) > 1 and field is None and line.indented and not line.text.startswith("-"):
            _fold(spans)
    yield from spans


def _fold(spans: list[tuple[int, int, BlockKind]]) -> None:
    """Make the last line one with the line before, where both are of one field that is told."""
    (start, _, before), (_, end, kind) = spans[-2:]
    if before == kind and kind in ("headline", "deck", "caption"):
        spans[-2:] = [(start, end, kind)]


def _field_kind(line: _Line) -> BlockKind:
    field = _KEY.match(line.text)
    return _FIELD_KINDS.get(field["key"].lower(), "front_matter") if field else "front_matter"


def _body(lines: list[_Line], titled: bool) -> Iterator[tuple[int, int, BlockKind]]:
    """Yield the blocks after the front matter; consecutive plain lines are one paragraph."""
    n, seen_headline, seen_paragraph = 0, False, False
    while n < len(lines):
        line = lines[n]
        kind = _line_kind(lines, n)
        stop = n + 1
        if kind == "paragraph":
            while stop < len(lines) and not _begins_paragraph(lines, stop):
                stop += 1
            alone = stop == n + 1 and stop < len(lines) and _is_display(line)
            if alone and not seen_paragraph:
                kind = (
                    "front_matter"
                    if _PAGE_LINE.match(line.text)
                    else ("deck" if seen_headline or titled else "headline")
                )
            seen_paragraph = seen_paragraph or kind == "paragraph"
        elif _HEADING.match(line.text):
            kind = "headline"
        seen_headline = seen_headline or kind == "headline"
        yield line.start, lines[stop - 1].end, kind
        n = stop


def _begins_paragraph(lines: list[_Line], n: int) -> bool:
    """Tell whether a line begins a block: after a blank line, or after a full stop in text that is not wrapped."""
    before, line = lines[n - 1], lines[n]
    if line.gap or _line_kind(lines, n) != "paragraph":
        return True
    unwrapped = max(len(before.text), len(line.text)) > _WRAPPED
    return unwrapped and (bool(_FULL_STOP.search(before.text)) or (n == 1 and len(before.text) < _WRAPPED))


def _is_display(line: _Line) -> bool:
    return len(line.text) <= _MAX_HEADLINE and not _ENDS_SENTENCE.search(line.text)


def _line_kind(lines: list[_Line], n: int) -> BlockKind:
    text = lines[n].text
    if _HEADING.match(text):
        return "headline"
    if text.startswith("|") or _is_row(lines, n):
        return "table"
    if _CAPTION.match(text):
        return "caption"
    return "list_item" if _LIST.match(text) else "paragraph"


def _cells(line: _Line) -> int:
    return len(_TABLE_CELL.findall(line.text)) if len(line.text) <= 400 else 0


def _is_row(lines: list[_Line], n: int) -> bool:
    """Tell whether a line is a row of a plain table: separated cells, like the line before or after it."""
    mine = _cells(lines[n])
    if not mine:
        return False
    neighbours = [lines[at] for at in (n - 1, n + 1) if 0 <= at < len(lines)]
    return any(_cells(line) == mine for line in neighbours)


def content_start(text: str, block: Block) -> int:
    """Return where the words of a block begin, after a list or heading marker or a field name."""
    if block.kind in ("headline", "list_item"):
        for pattern in (_HEADING, _LIST):
            match = pattern.match(text, block.start, block.end)
            if match:
                return match.end()
    if block.kind in ("headline", "deck", "caption"):
        match = _SAID.match(text, block.start, block.end)
        return match.end() if match and match.end() < block.end else block.start
    return block.start
