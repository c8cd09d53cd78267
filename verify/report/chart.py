"""A series of the record as a small line chart in SVG, with the cell that was compared and the printed figure."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from verify.report.layout import visible
from verify.report.series import Point, Series

__all__ = ["Claimed", "chart"]

_WIDTH, _HEIGHT = 360, 116
_LEFT, _RIGHT, _TOP, _BOTTOM = 14, 14, 28, 24
_REACH = 2.5  # a printed figure further off than so many heights of the series is set at the edge, with an arrow
_ROOM = 60  # between the names of two periods
_LETTER = 6.2  # width of a letter of a label


@dataclass(frozen=True, slots=True)
class Claimed:
    """A figure of the story: where it lies in years, its value in base units, its words."""

    at: float
    value: float
    words: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """Maps years and values to the drawing."""

    first: float
    last: float
    low: float
    high: float

    def x(self, at: float) -> float:
        span = self.last - self.first or 1.0
        return round(_LEFT + (at - self.first) / span * (_WIDTH - _LEFT - _RIGHT), 1)

    def y(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        span = self.high - self.low or 1.0
        return round(_HEIGHT - _BOTTOM - (inside - self.low) / span * (_HEIGHT - _TOP - _BOTTOM), 1)


def chart(series: Series, claimed: Claimed | None = None) -> str:
    """Draw a series; everything that is drawn is said in its label too."""
    points = series.points
    frame = _frame(points, claimed)
    line = " ".join(f"{frame.x(p.at)},{frame.y(p.value)}" for p in points)
    pieces = [_ground(), f'<polyline class="line" points="{line}"/>', *(_dot(p, frame) for p in points)]
    pieces += _years(points, frame)
    cited = next((p for p in points if p.cited), None)
    if cited is not None:
        above = claimed is None or cited.value >= claimed.value
        pieces.append(_label(frame, cited.at, cited.value, cited.printed, "cell", above=above))
    if claimed is not None:
        pieces += _printed(claimed, cited, frame)
    unit = "" if series.unit in ("", "1") or series.unit in series.label else f", {series.unit}"
    return (
        f'<figure class="series"><figcaption>{_text(series.label)}, {_text(series.area)}{_text(unit)}</figcaption>'
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{_said(series, claimed)}">'
        f"{''.join(pieces)}</svg></figure>"
    )


def _frame(points: tuple[Point, ...], claimed: Claimed | None) -> _Frame:
    low, high = min(p.value for p in points), max(p.value for p in points)
    height = high - low or abs(high) or 1.0
    years = [p.at for p in points]
    if claimed is not None:
        years.append(claimed.at)
        low = min(low, max(claimed.value, low - _REACH * height))
        high = max(high, min(claimed.value, high + _REACH * height))
    return _Frame(min(years), max(years), low, high)


def _ground() -> str:
    y = _HEIGHT - _BOTTOM + 6
    return f'<path class="ground" d="M{_LEFT} {y}H{_WIDTH - _RIGHT}"/>'


def _dot(point: Point, frame: _Frame) -> str:
    kind, radius = ("cell", 4) if point.cited else ("dot", 2)
    return (
        f'<circle class="{kind}" cx="{frame.x(point.at)}" cy="{frame.y(point.value)}" r="{radius}">'
        f"<title>{_text(point.period)}: {_text(point.printed)}</title></circle>"
    )


def _printed(claimed: Claimed, cited: Point | None, frame: _Frame) -> list[str]:
    """Mark the figure of the story with a diamond, or an arrow where it is off the chart."""
    x, y = frame.x(claimed.at), frame.y(claimed.value)
    off = claimed.value > frame.high or claimed.value < frame.low
    shape = f"M{x} {y - 5}L{x + 5} {y}L{x} {y + 5}L{x - 5} {y}Z"
    if off:
        way = -1 if claimed.value > frame.high else 1
        shape = f"M{x - 5} {y - 3 * way}L{x} {y + 5 * way}L{x + 5} {y - 3 * way}Z"
    above = cited is None or claimed.value > cited.value
    words = f"{claimed.words}, off the scale" if off else claimed.words
    gap = f'<path class="gap" d="M{x} {y}V{frame.y(cited.value)}"/>' if cited and cited.at == claimed.at else ""
    return [
        gap,
        f'<path class="claimed" d="{shape}"><title>in the story: {_text(claimed.words)}</title></path>',
        _label(frame, claimed.at, claimed.value, words, "claimed", above=above),
    ]


def _label(frame: _Frame, at: float, value: float, words: str, kind: str, *, above: bool) -> str:
    x, y = frame.x(at), frame.y(value)
    half = len(words) * _LETTER / 2
    x = min(max(x, half + 2), _WIDTH - half - 2)
    return f'<text class="{kind}" x="{x:.1f}" y="{y - 10 if above else y + 19:.1f}">{_text(words)}</text>'


def _years(points: tuple[Point, ...], frame: _Frame) -> list[str]:
    """Name the first and the last period, and the cell's own where there is room for it."""
    first, last = points[0], points[-1]
    named = [(first.period, first.at, "start"), (last.period, last.at, "end")]
    cell = next((p for p in points if p.cited), None)
    if cell and min(frame.x(cell.at) - frame.x(first.at), frame.x(last.at) - frame.x(cell.at)) > _ROOM:
        named.append((cell.period, cell.at, "middle"))
    return [
        f'<text class="axis {anchor}" x="{frame.x(at)}" y="{_HEIGHT - 2}">{_text(period)}</text>'
        for period, at, anchor in named
    ]


def _said(series: Series, claimed: Claimed | None) -> str:
    values = ", ".join(f"{p.period}: {p.printed}" for p in series.points)
    story = f". In the story: {claimed.words}" if claimed else ""
    return _text(f"Chart: {series.label}, {series.area}, in {series.unit}. {values}{story}.")


def _text(text: str) -> str:
    return escape(visible(text), quote=True)
