"""Second thoughts on carried-over periods, once all figures of the sentence have theirs."""

from __future__ import annotations

from claims import period as p
from claims.binding.timeline import Timeline

__all__ = ["suit"]


def suit(line: Timeline) -> None:
    """Let figures whose period was carried over take the one that their neighbours show."""
    _suit_levels(line)
    _suit_changes(line)


def _suit_levels(line: Timeline) -> None:
    """Give a figure carried over from the end of a year the whole year, where its base is of a whole year."""
    for n, base in enumerate(line.figures[1:], 1):
        figure = line.figures[n - 1]
        if not (base.base and base.own and base.lead == "from" and figure.inferred):
            continue
        year, earlier = p.year_of(figure.period), p.year_of(base.period)
        if p.frequency(base.period) == "year" and p.length_months(figure.period) == 1 and year and earlier == year - 1:
            figure.period = f"{year:04d}"


def _suit_changes(line: Timeline) -> None:
    """Give a change the period of the later level: "up 11 percent from 1.4 million in 2010 to 1.6 in 2020"."""
    for figure in line.figures:
        if not (figure.kind_is_change and figure.inferred):
            continue
        after = [f for f in line.figures if f.first >= figure.stop and f.own and f.quantity.is_claim]
        base = next((f for f in after if f.base), None)
        later = next((f for f in after if not f.base and not f.kind_is_change), None)
        if base and later and p.length_months(base.period) == p.length_months(later.period):
            figure.period, figure.own, figure.inferred = later.period, True, False
