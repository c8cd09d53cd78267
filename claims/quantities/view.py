"""What a figure sees of its sentence: its neighbours, and the words of change on both sides."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claims.model import Direction, Kind
from claims.quantities.direction import Cue, left_cue, right_cue
from claims.quantities.draft import Draft
from claims.quantities.tokens import Tokens

__all__ = ["View", "after_phrase", "look"]


_MARKS = frozenset({"below", "above", "past", "beyond"})
_BACK = 4  # figures to look back for a claim
_REACH = 120  # tokens: no sentence of a newsroom is longer, and the work stays linear on any text


@dataclass(slots=True)
class View:
    """Token bounds: the sentence is [low, high), the words that no other figure has [floor, ceiling)."""

    tokens: Tokens
    drafts: list[Draft]
    i: int
    draft: Draft
    low: int
    floor: int
    ceiling: int
    high: int
    previous: Draft | None  # in the same sentence
    following: Draft | None
    left: Cue
    right: Cue

    @property
    def before(self) -> str:
        return self.tokens.word(self.draft.left - 1)

    @property
    def after(self) -> str:
        return self.tokens.word(self.draft.right)

    @property
    def told(self) -> Draft | None:
        """The figure before in the sentence that is a claim: years and names passed over."""
        for other in reversed(self.drafts[max(0, self.i - _BACK) : self.i]):
            if other.first < self.low:
                return None
            if other.skipped is None:
                return other
        return None

    def gap(self) -> list[str]:
        """Return the words between the figure before and this one."""
        return self.tokens.low[self.previous.right : self.draft.left] if self.previous else []

    def window(self, reach: int) -> list[str]:
        """Return up to `reach` words of the sentence before the figure."""
        return self.tokens.low[max(self.low, self.draft.left - reach) : self.draft.left]

    def decide(self, kind: Kind, why: str) -> None:
        self.draft.kind = kind
        self.draft.trace.append(f"kinds: {kind.value}, {why}")

    def direct(self, cue: Cue) -> None:
        """Take over the direction of a cue."""
        if cue.direction is not None:
            self.draft.moved = cue
            self.draft.direction = cue.direction
            self.draft.direction_span = (cue.start, cue.end)
            self.draft.trace.append(f"change: {cue.word!r} is {cue.direction}")

    def point(self, direction: Direction, token: int) -> None:
        """Set a direction that one token says."""
        self.draft.direction = direction
        self.draft.direction_span = (self.tokens.start[token], self.tokens.end[token])

    def follow(self, other: Draft) -> None:
        """Take over the direction of another figure."""
        self.draft.direction, self.draft.direction_span = other.direction, other.direction_span

    def changed_before(self) -> bool:
        """Tell whether the words before make the figure the measure of a change: "rose by", "a drop of"."""
        if self.left.sort == "noun":
            return self.left.link == "of"
        return self.left.sort in ("verb", "adverb") and self.left.link in ("", "by")


def after_phrase(tokens: Tokens, draft: Draft) -> int:
    """Return the token after the surface, the counted noun and the rate."""
    if draft.noun_span and draft.noun_span[0] >= tokens.start[draft.last - 1]:
        return max(draft.right, tokens.at(draft.noun_span[1] - 1) + 1)
    return draft.right


def look(tokens: Tokens, drafts: list[Draft], i: int) -> View:
    """Return the view of figure i."""
    draft = drafts[i]
    low, high = tokens.sentence(draft.first)
    low, high = max(low, draft.left - _REACH), min(high, draft.right + _REACH)
    previous = drafts[i - 1] if i and drafts[i - 1].first >= low else None
    following = drafts[i + 1] if i + 1 < len(drafts) and drafts[i + 1].first < high else None
    floor = max(low, previous.right) if previous else low
    ceiling = min(high, following.left) if following else high
    left = left_cue(tokens, floor, draft.left)
    if _crosses(tokens, draft, left):
        left = replace(left, link="to")
    reach = ceiling
    if following is not None and following.form == "ordinal":  # "7 GW was the third biggest addition"
        reach = min(high, drafts[i + 2].left) if i + 2 < len(drafts) else high
    right = right_cue(tokens, after_phrase(tokens, draft), reach)
    if previous is not None and _each_its_own(tokens, previous, left, draft, right):
        left = Cue("none", None, 0, 0, "")
    view = View(tokens, drafts, i, draft, low, floor, ceiling, high, previous, following, left, right)
    if right.direction is None and following is not None:
        view.right = _shared_cue(view, following) or right
    return view


def _crosses(tokens: Tokens, draft: Draft, left: Cue) -> bool:
    """Tell "fell below 4 percent" and "rose above $90", a mark that was passed, from "fell just under 4 percent"."""
    if left.sort not in ("verb", "adverb") or left.link or draft.hedge_start is None:
        return False
    limit = tokens.low[draft.left : draft.first]
    touches = tokens.at(left.end - 1) >= draft.left - 2  # "fell back below"
    return touches and bool(limit) and (limit[-1] in _MARKS or limit == ["under"])


def _each_its_own(tokens: Tokens, previous: Draft, left: Cue, draft: Draft, right: Cue) -> bool:
    """Tell whether two figures have a word of change each, behind them: "3.3% down on the month but 9.4% up"."""
    told = [(previous, left), (draft, right)]
    return all(
        cue.sort == "adverb" and cue.direction is not None and cue.start == _start_at(tokens, after_phrase(tokens, one))
        for one, cue in told
    )


def _start_at(tokens: Tokens, at: int) -> int | None:
    return tokens.start[at] if at < len(tokens) else None


def _shared_cue(view: View, following: Draft) -> Cue | None:
    """Return the cue after "1,951 points (11 percent) lower" and "72 million, or 5.4 percent, more"."""
    tokens, draft = view.tokens, view.draft
    if following.sort not in ("percent", "points") or draft.sort == "percent":
        return None
    between = tokens.low[draft.right : following.left]
    if between == ["("] and tokens.word(following.right) == ")":
        at = following.right + 1
    elif between in (["or"], [",", "or"]):
        closed = tokens.word(following.right) == ","
        if between[0] == "," and not closed:
            return None  # "$486,000, or 8 percent more than a year before": only the percentage is more
        at = following.right + 1 if closed else following.right
    else:
        return None
    after_next = view.drafts[view.i + 2].left if view.i + 2 < len(view.drafts) else view.high
    cue = right_cue(tokens, at, min(after_next, view.high))
    touches = at < len(tokens) and cue.start == tokens.start[at]
    return cue if cue.sort == "adverb" and touches else None
