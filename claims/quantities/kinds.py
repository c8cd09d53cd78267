"""Decide the kind of a figure from its unit and its surroundings: growth or share, level or change."""

from __future__ import annotations

from claims.model import Kind
from claims.quantities.amounts import classify_amount, classify_time
from claims.quantities.draft import Draft
from claims.quantities.percentages import classify_percent
from claims.quantities.points import classify_points
from claims.quantities.tokens import Tokens
from claims.quantities.view import View, look

__all__ = ["classify"]

_OR = ([",", "or"], ["or"], [",", "or", "by"])


def classify(tokens: Tokens, drafts: list[Draft], i: int) -> None:
    """Set kind and direction of figure i; those before it are settled."""
    if _as_other_end(drafts, i):
        return
    view = look(tokens, drafts, i)
    sort = view.draft.sort
    if _told_again(view):
        return
    if sort == "percent":
        classify_percent(view)
    elif sort == "points":
        classify_points(view)
    elif sort == "times":
        _classify_multiple(view)
    elif sort == "time":
        classify_time(view)
    elif sort == "ratio":
        view.decide(Kind.RATIO, "so many in so many")
    else:
        classify_amount(view)


def _as_other_end(drafts: list[Draft], i: int) -> bool:
    """Give the high end of a range the kind of its low end."""
    draft, other = drafts[i], drafts[i].partner
    if other is None or not i or other is not drafts[i - 1] or other.kind is None:
        return False
    draft.kind, draft.unit = other.kind, draft.unit or other.unit
    draft.direction, draft.direction_span = other.direction, other.direction_span
    if other.kind is Kind.LEVEL and draft.sort in ("", "count"):
        draft.kind = Kind.COUNT
    draft.trace.append("kinds: as the other end of the range")
    return True


def _told_again(view: View) -> bool:
    """Settle "gained 0.6%, or 49.12 points": the change told again in its unit."""
    draft, previous = view.draft, view.previous
    if previous is None or previous.kind is not Kind.GROWTH_RATE or previous.role == "level":
        return False
    if draft.sort not in ("money", "points", "measure", "count", "") or previous.direction is None:
        return False
    if view.gap() not in _OR:
        return False
    if draft.sort == "points":
        draft.unit = draft.unit or "index point"
    points = draft.sort == "points" and draft.unit != "index point"
    view.decide(Kind.PP_CHANGE if points else Kind.ABSOLUTE_CHANGE, "the change beside it, in its unit")
    view.follow(previous)
    return True


def _classify_multiple(view: View) -> None:
    view.decide(Kind.MULTIPLE, "so many times")
    if view.draft.direction is None:
        near = view.left.direction and view.left.link in ("", "by")
        view.direct(view.left if near or not view.right.direction else view.right)
