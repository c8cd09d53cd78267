"""Where a figure stands in the file as given, as the cell of a table of the page."""

from __future__ import annotations

from html import escape

from claims.origin import Place
from verify.report.layout import visible

__all__ = ["place_cell"]


def place_cell(place: Place) -> str:
    """Return the cell: a line, or of a file without lines the part that a person finds it by."""
    if place.line is not None:
        return f'<td class="line">{place.line}</td>'
    return f'<td class="part">{escape(visible(place.part or ""), quote=True)}</td>'
