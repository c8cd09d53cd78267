"""HTML as a document: of a page its article, of a fragment all of it; every word leads back into the file.

What the article of a page is, with its title and date, trafilatura decides; where its words stand,
`markup` knows, which keeps the place of every piece. Comments to figurecheck stay, everything else that a reader of the
page does not see goes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from claims.document import BlockKind, Document
from claims.extras import load
from claims.patterns import regex
from claims.readers.extracted import SUPERSCRIPTS, Draft
from claims.readers.markup import Token, attributes, tokens

__all__ = ["looks_like_html", "read_html"]

_PAGE = regex(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_HEAD = regex(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_UNSEEN = frozenset("script style template noscript svg iframe object select datalist textarea head canvas".split())
_BESIDE = frozenset("nav footer aside form menu dialog button".split())  # of a page, never of its article
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody tfoot "
    "td th thead tr ul".split()
)
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "headline"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "li": "list_item",
    **dict.fromkeys(("p", "blockquote", "pre", "dd"), "paragraph"),
}
_DECK = regex(r"(?:^|[\s_-])(?:deck|dek|standfirst|sub-?title|sub-?head(?:line)?|tagline)(?:$|[\s_-])", re.I)
_BESIDE_ROLES = ("navigation", "complementary", "contentinfo", "search")
_FOR_US = regex(r"\s*figurecheck:")
_HIDDEN = regex(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_MAX_DEPTH = 2_000
_LONGEST_CELL = 300
_ENOUGH = 0.5  # of the words of the article that must be found again in the page


@dataclass(frozen=True, slots=True)
class _Piece:
    """What the page shows, or says to us, at [start, end) of the source."""

    what: str  # "flow", "entity", "break", "comment"
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that stands open, with what holds for all in it."""

    tag: str = ""
    unseen: bool = False
    beside: bool = False
    kind: BlockKind | None = None
    row: int = 0  # the innermost row of a table, 0 outside
    cell: int = 0


@dataclass(slots=True)
class _Shown:
    """A block of the page."""

    within: _Open
    pieces: list[_Piece] = field(default_factory=list)

    @property
    def beside(self) -> bool:
        return self.within.beside

    @property
    def kind(self) -> BlockKind | None:
        return self.within.kind

    def words(self) -> str:
        return _words(" ".join(p.text for p in self.pieces if p.what != "comment"))


def looks_like_html(text: str) -> bool:
    """Tell whether a text begins like a page."""
    return _HEAD.match(text, 0, 4096) is not None


def read_html(text: str, *, name: str = "", published: date | None = None) -> Document:
    """Return the document of a page or a fragment of HTML; raises `MissingExtraError`, `DocumentError`."""
    page = _Page(text)
    blocks = page.blocks
    article = _Article()
    notes: tuple[str, ...] = ()
    if _PAGE.search(text, 0, 10_000):
        article = _article(text)
        kept = _of_article(blocks, article)
        if kept is None:
            kept = [block for block in blocks if not block.beside] or blocks
            notes = ("The article could not be told from the rest of the page: all of its text was read.",)
        blocks = kept
    draft = Draft(name, "html", source=text)
    rows = page.rows()
    for _, group in groupby(enumerate(blocks), lambda each: each[1].within.row or -each[0]):
        _write_group(draft, [block for _, block in group], rows)
    title = article.title or page.title or None
    return draft.document(published=published, found=article.date, title=title, notes=notes)


class _Page:
    """The blocks of a page in order, with the place of each piece."""

    def __init__(self, text: str) -> None:
        self.blocks: list[_Shown] = []
        self.title = ""
        self._source = text
        self._stack: list[_Open] = []
        self._cells: list[int] = [0]  # by row: how many cells it has
        self._block: _Shown | None = None
        self._in_title = False
        for token in tokens(text):
            if token.what == "open":
                self._begin(token)
            elif token.what == "close":
                self._end(token.text)
            elif token.what == "comment":
                if _FOR_US.match(token.text):
                    self._add("comment", text[token.start : token.end], token)
            elif self._in_title:
                self.title += token.text
            else:
                self._say(token)
        self.title = " ".join(self.title.split())

    def _begin(self, token: Token) -> None:
        tag = token.text
        if tag == "title" and not self.title:
            self._in_title = True
        if tag == "br":
            self._add("break", "", token)
        if tag in _BLOCKS:
            self._block = None
        if tag in _VOID:
            return
        self._imply_end(tag)
        if len(self._stack) < _MAX_DEPTH and not (self._source[token.end - 2] == "/" and tag not in _BLOCKS):
            self._stack.append(self._opened(tag, attributes(self._source, token)))

    def _end(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag in _BLOCKS:
            self._block = None
        for n in range(len(self._stack) - 1, max(len(self._stack) - 40, -1), -1):
            if self._stack[n].tag == tag:
                del self._stack[n:]
                return

    def _imply_end(self, tag: str) -> None:
        """End what HTML lets stand open: a paragraph before a block, an item before the next."""
        open_tag = self._stack[-1].tag if self._stack else ""
        if (tag in _BLOCKS and open_tag == "p") or (tag == open_tag and tag in ("li", "tr", "td", "th", "dd", "dt")):
            self._stack.pop()

    def _say(self, token: Token) -> None:
        text = token.text
        if text.strip().isdigit() and any(each.tag == "sup" for each in self._stack[-3:]):
            text = text.translate(SUPERSCRIPTS)
        self._add("entity" if token.what == "entity" else "flow", text, token)

    def _opened(self, tag: str, given: dict[str, str]) -> _Open:
        top = self._stack[-1] if self._stack else _Open()
        row, cell = top.row, top.cell
        if tag == "tr":
            self._cells.append(0)
            row, cell = len(self._cells) - 1, 0
        elif tag in ("td", "th") and row:
            self._cells[row] += 1
            cell = self._cells[row]
        kind = _KINDS.get(tag, top.kind)
        if tag in ("p", "div", "h2") and _DECK.search(given.get("class", "")):
            kind = "deck"
        elif tag == "p" and top.kind in ("list_item", "caption"):
            kind = top.kind
        return _Open(
            tag,
            top.unseen or tag in _UNSEEN or "hidden" in given or bool(_HIDDEN.search(given.get("style", ""))),
            top.beside or tag in _BESIDE or given.get("role") in _BESIDE_ROLES,
            kind,
            row,
            cell,
        )

    def _add(self, what: str, text: str, token: Token) -> None:
        within = self._stack[-1] if self._stack else _Open()
        if within.unseen and what != "comment":
            return
        if self._block is None:
            if what == "break" or (what in ("flow", "entity") and not text.strip()):
                return
            self._block = _Shown(within)
            self.blocks.append(self._block)
        self._block.pieces.append(_Piece(what, text, token.start, token.end))

    def rows(self) -> dict[int, int]:
        """Return the rows that are rows of figures, with their number of cells; the others only lay out the page."""
        counts: dict[tuple[int, int], int] = {}
        long: set[int] = set()
        for block in self.blocks:
            if block.within.row and not _only_comments(block):
                place = block.within.row, block.within.cell
                counts[place] = counts.get(place, 0) + 1
                if counts[place] > 1 or sum(len(p.text) for p in block.pieces) > _LONGEST_CELL:
                    long.add(place[0])
        return {row: self._cells[row] for row, _ in counts if row not in long and self._cells[row] > 1}


@dataclass(frozen=True, slots=True)
class _Article:
    """What trafilatura makes of a page."""

    title: str = ""
    date: date | None = None
    words: str = ""  # of its text, in one line


def _article(text: str) -> _Article:
    trafilatura: Any = load("trafilatura", "html", "HTML pages need")
    settings = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01", "outputformat": "%Y-%m-%d"}
    try:
        found = trafilatura.bare_extraction(
            text, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=settings
        )
    except Exception:  # it meets pages of every kind; what it cannot read is read whole
        return _Article()
    if found is None:
        return _Article()
    try:
        day = date.fromisoformat(found.date) if found.date else None
    except ValueError:
        day = None
    return _Article(found.title or "", day, _words(found.text or ""))


def _words(text: str) -> str:
    """Only what two readings of a page agree on: letters and digits."""
    return "".join(ch for ch in unicodedata.normalize("NFKC", text).casefold() if ch.isalnum())


def _of_article(blocks: list[_Shown], article: _Article) -> list[_Shown] | None:
    """Return the blocks of the article, or None where too few of its words are found in the page."""
    if not article.words:
        return None
    title = _words(article.title)
    words = [block.words() for block in blocks]
    body = [bool(w) and w in article.words and not b.beside for b, w in zip(blocks, words, strict=True)]
    found = sum(len(w) for w, keep in zip(words, body, strict=True) if keep)
    if found < _ENOUGH * len(article.words):
        return None
    first, last = body.index(True), len(body) - 1 - body[::-1].index(True)
    while last + 1 < len(blocks) and blocks[last + 1].kind in ("caption", "table") and not blocks[last + 1].beside:
        last += 1
    head = _headline(blocks, words, title, first)
    kept = []
    for n, block in enumerate(blocks):
        inside = min(head, first) <= n <= last and not block.beside
        also = block.kind in ("headline", "deck", "caption", "table", "list_item") or _only_comments(block)
        if body[n] or n == head or (inside and also):
            kept.append(block)
    return kept


def _headline(blocks: list[_Shown], words: list[str], title: str, first: int) -> int:
    """Return the number of the block with the headline: the title of the article, else the last h1 before it."""
    for n in range(first + 1):
        if blocks[n].kind == "headline" and title and words[n] and (words[n] in title or title in words[n]):
            return n
    above = [n for n in range(first + 1) if blocks[n].within.tag == "h1" and not blocks[n].beside]
    return above[-1] if above else first


def _only_comments(block: _Shown) -> bool:
    return all(piece.what == "comment" or not piece.text.strip() for piece in block.pieces)


def _write_group(draft: Draft, blocks: list[_Shown], rows: dict[int, int]) -> None:
    """Write the blocks of one row of a table with bars between its cells, every other block by itself."""
    cells = rows.get(blocks[0].within.row)
    if cells is None:
        for block in blocks:
            _write(draft, block)
        return
    draft.begin("table")
    by_cell = {block.within.cell: block for block in blocks}
    for cell in range(1, cells + 1):
        draft.add("| ")
        if cell in by_cell:
            _pieces(draft, by_cell[cell])
            draft.add(" ")
    draft.add("|")
    draft.end()


def _write(draft: Draft, block: _Shown) -> None:
    if _only_comments(block):
        draft.end()
        for piece in block.pieces:
            if piece.what == "comment":
                draft.comment(piece.text, piece.start)
        return
    draft.begin(block.kind)
    _pieces(draft, block)
    draft.end()


def _pieces(draft: Draft, block: _Shown) -> None:
    """Write what a block shows; two breaks in a row begin another."""
    breaks = 0
    for piece in block.pieces:
        if piece.what == "break":
            breaks += 1
            if breaks == 2 and not block.within.row:
                draft.begin(block.kind)
            draft.space(piece.start)
        elif piece.what == "comment":
            draft.comment(piece.text, piece.start)
        elif piece.what == "entity":
            draft.stand_in(piece.text, piece.start, piece.end)
            breaks = 0
        else:
            draft.flow(piece.text, piece.start)
            breaks = 0 if piece.text.strip() else breaks
