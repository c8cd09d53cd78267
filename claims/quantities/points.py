"""The kind of points: percentage points, basis points, points of an index or of a game."""

from __future__ import annotations

from claims.lexicon import load
from claims.model import Kind
from claims.quantities.direction import Cue
from claims.quantities.draft import Draft
from claims.quantities.view import View

__all__ = ["classify_points", "index_near"]

_INDEXES = frozenset(load("kinds")["index"]["nouns"].split())
_GAPS = frozenset(load("kinds")["gap"]["nouns"].split()) | {"margin", "spread"}
_LEVEL_LINKS = frozenset({"to", "from", "at", "on", "with", "for"})
_MANY = 20  # percentage points are seldom so many, and then not told in percent as well
_LED_TO = (["to"], [",", "to"], ["to", "reach"], ["to", "close", "at"])


def classify_points(view: View) -> None:
    """Set unit, kind and direction of so many points."""
    draft = view.draft
    draft.unit = draft.unit or _unit(view)
    cue = _cue(view)
    if _is_margin_of_error(view):
        view.decide(Kind.LEVEL, "a margin of error")
        return
    if draft.unit in ("percentage_point", "basis_point"):
        view.decide(Kind.PP_CHANGE, "points of a rate")
        view.direct(cue)
        previous = view.previous
        if draft.direction is None and previous is not None and previous.sort == draft.sort:
            view.follow(previous)
    elif cue.direction is not None and (cue is view.right or view.changed_before()):
        view.decide(Kind.ABSOLUTE_CHANGE, "points gained or lost")
        view.direct(cue)
    elif view.before == "took" or view.after == "off":
        view.decide(Kind.ABSOLUTE_CHANGE, "points taken off")
        draft.direction = "down"
    else:
        view.decide(Kind.COUNT if draft.unit == "count:point" else Kind.LEVEL, "points held")


def _cue(view: View) -> Cue:
    if view.changed_before() or (view.left.link == "by" and view.left.direction):
        return view.left
    if view.right.direction or view.left.link in _LEVEL_LINKS:
        return view.right
    return view.left


def _unit(view: View) -> str:
    """Tell percentage points from those of an index or a game by what else the sentence holds."""
    draft = view.draft
    part = draft.form == "fraction" and draft.value is not None and draft.value < 1
    if part or _is_margin_of_error(view):
        return "percentage_point"
    index = index_near(view, view.high)
    if draft.places and not index and _between_rates(view):
        return "percentage_point"  # "at 3.62 percent, 1.14 points above the 2.48 percent of German paper"
    if _leads_to_plain_number(view):
        return "index point" if draft.places or index else "count:point"
    if index or draft.places == 2:
        return "index point"
    if _is_again_in_percent(view):
        return "index point"
    if any(d.sort == "percent" and view.low <= d.first < view.high for d in _near(view)):
        return "percentage_point" if draft.places or _moves(view) else "count:point"
    if draft.places == 1 and draft.value is not None and draft.value < 20:
        return "percentage_point"
    return "count:point"


def _between_rates(view: View) -> bool:
    """Tell whether percentages stand on both sides, the one after in no other unit of the same."""
    before, after = view.previous, view.following
    if before is None or after is None or before.sort != "percent" or after.sort != "percent":
        return False
    return view.tokens.low[view.draft.right : after.left] not in ([",", "or"], ["or"], ["("])


def _is_again_in_percent(view: View) -> bool:
    """Tell "shed 86.4 points, or 1.2 per cent": so many, told again in percent, are points of an index."""
    draft, following = view.draft, view.following
    if following is None or following.sort != "percent" or draft.value is None or draft.value < _MANY:
        return False
    return view.tokens.low[draft.right : following.left] in ([",", "or"], ["or"], ["("])


def _is_margin_of_error(view: View) -> bool:
    window = view.window(9)
    return "margin" in window and "error" in window


def _moves(view: View) -> bool:
    """Tell points that a rate moved, or that part two rates, from points that a player scored."""
    told = view.left.direction or view.right.direction or view.left.link == "by"
    return bool(told) or any(w in _GAPS for w in view.window(10))


def _near(view: View) -> list[Draft]:
    return view.drafts[max(0, view.i - 8) : view.i + 9]


def _leads_to_plain_number(view: View) -> bool:
    """Tell "fell 9 points to 271": the level it led to is no percentage."""
    following = view.following
    if following is None or following.sort not in ("", "count"):
        return False
    return view.tokens.low[view.draft.right : following.left] in _LED_TO


def index_near(view: View, end: int) -> bool:
    """Tell whether the sentence speaks of an index before token `end`."""
    words = view.tokens.low[view.low : end]
    return any(w in _INDEXES for w in words) or ("&" in words and "p" in words)  # "the S&P 500"
