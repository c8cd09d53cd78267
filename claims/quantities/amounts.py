"""The kind of money, measures and counts: a level, a count, a change, a gap, a rate per day."""

from __future__ import annotations

from claims.lexicon import load
from claims.model import Kind
from claims.quantities.ages import is_age, is_age_in_years
from claims.quantities.direction import Cue
from claims.quantities.draft import Draft
from claims.quantities.lending import as_age_before, as_measure_before, as_rate_before, lend_subject
from claims.quantities.nouns import PER_TIMES, read_per
from claims.quantities.points import index_near
from claims.quantities.view import View, after_phrase

__all__ = ["classify_amount", "classify_time"]

_LEXICON = load("kinds")
_GAPS = frozenset(_LEXICON["gap"]["nouns"].split())
_MONEY_LEVEL_VERBS = frozenset(_LEXICON["money"]["level_verbs"].split())
_COUNT_LEVEL_VERBS = frozenset(_LEXICON["count"]["level_verbs"].split())
_ADDED = frozenset(_LEXICON["count"]["added"].split())
_REMOVED = frozenset(_LEXICON["count"]["removed"].split())
_LOSABLE = frozenset(_LEXICON["count"]["losable"].split())
_BUILDING = frozenset(_LEXICON["count"]["building"].split())
_SELF_STANDING = frozenset(_LEXICON["money"]["self_standing"].split())  # "a £3.2m loss" is an amount, no change
_POWER = frozenset({"MW", "GW", "kW", "TW"})
_COUNTED = ("", "count")
_COMPARED = frozenset(
    [
        "higher",
        "lower",
        "up",
        "down",
        "above",
        "below",
        "ahead",
        "behind",
        "smaller",
        "larger",
        "bigger",
        "greater",
    ]
)
_TOLD_PLACE = frozenset(["behind", "ahead", "below", "above", "up", "down", "better", "more", "worse"])
_ENDS_MORE = frozenset([".", ",", ";", ")", "than", "in", "on", "and", "a", "over"])
_CHANGES = (Kind.ABSOLUTE_CHANGE, Kind.GROWTH_RATE, Kind.PP_CHANGE)
_WINNING = frozenset({"won", "win", "wins", "winning", "lost", "lose", "loses", "losing"})
_COINS = frozenset({"pound", "dollar", "euro", "rupee", "rand"})
_NEXT = 2  # tokens from "by" on: "by just 107"
_LARGE = 1000


def classify_time(view: View) -> None:
    """Set the kind of a span of time."""
    draft, right = view.draft, view.right
    if is_age_in_years(view.tokens, draft):
        view.decide(Kind.AGE, "years of a life")
    elif draft.per:
        view.decide(Kind.LEVEL, f"time per {draft.per}")
    elif right.sort == "adverb" and right.direction and right.word not in _TOLD_PLACE:
        view.decide(Kind.ABSOLUTE_CHANGE, "a span compared")
        view.direct(right)
    elif view.changed_before() and (view.left.link == "by" or view.after == "to") and view.left.sort == "verb":
        view.decide(Kind.ABSOLUTE_CHANGE, "a span that grew or shrank by so much")
        view.direct(view.left)
    else:
        view.decide(Kind.DURATION, "a span of time")


def classify_amount(view: View) -> None:
    """Set kind and direction of money, measures and counts."""
    draft = view.draft
    if draft.sort in _COUNTED and draft.per:
        draft.unit = f"per {draft.per}"
        view.decide(Kind.RATIO, draft.unit)
        return
    if draft.sort == "money" and _in_the_pound(view):
        draft.unit = f"{draft.unit} per unit"
        view.decide(Kind.RATIO, "so much of each pound or dollar")
        return
    if as_rate_before(view) or as_measure_before(view) or as_age_before(view):
        return
    lend_subject(view)
    _remember_move(view)
    if is_age(view.tokens, draft):
        draft.unit = "year"
        view.decide(Kind.AGE, "years of a life")
        return
    if _change(view):
        return
    base = _base(view)
    if base is Kind.LEVEL and draft.sort == "money" and " per " in draft.unit:
        base = Kind.RATIO
    view.decide(base, "an amount")
    if _gap(view):
        view.decide(Kind.ABSOLUTE_CHANGE, "a gap between two amounts")
    elif base is Kind.COUNT and not draft.per:
        _each_day(view)


def _in_the_pound(view: View) -> bool:
    """Tell "60p in every pound", "1.4p in the pound", "12 cents on the dollar"."""
    words = view.tokens.low[view.draft.right : view.draft.right + 3]
    return len(words) == 3 and words[0] in ("in", "on") and words[1] in ("the", "every", "each") and words[2] in _COINS


def _base(view: View) -> Kind:
    draft = view.draft
    if draft.sort not in _COUNTED:
        return Kind.LEVEL
    bare = draft.sort == "" and not draft.scale_text
    return Kind.LEVEL if bare and (draft.places or index_near(view, draft.left)) else Kind.COUNT


def _remember_move(view: View) -> None:
    """Note the verb whose end the figure is: "risen" of "risen from 14 to 42"."""
    left = view.left
    if left.link in ("to", "from") and left.sort in ("verb", "adverb") and left.direction:
        view.draft.moved = left
    elif view.told is not None and (left.link == "to" or view.before == "from"):
        view.draft.moved = view.told.moved


def _change(view: View) -> bool:
    """Read what was gained or lost, or by how much one amount is above another."""
    draft, left, right = view.draft, view.left, view.right
    change = Kind.ABSOLUTE_CHANGE
    if draft.plus or (draft.negative and view.before == "(" and draft.sort in ("money", *_COUNTED)):
        view.decide(change, "it has a sign")
        view.point("up" if draft.plus else "down", draft.left)
    elif left.sort == "noun" and left.link == "of" and left.word not in _SELF_STANDING:
        view.decide(change, f"{left.word!r} of so much")
        view.direct(left)
    elif left.sort in ("verb", "adverb") and left.link in ("by", "") and _moves(left, draft):
        view.decide(change, f"{left.word!r} by so much")
        view.direct(left)
    elif draft.unit in _POWER and view.before in _BUILDING:
        view.decide(change, "built anew")
        view.point("up", draft.left - 1)
    elif right.sort == "adverb" and right.direction and _compares(view, right):
        view.decide(change, f"{right.word!r} by so much")
        view.direct(right)
    elif view.after in ("more", "fewer") and draft.noun and _goes_on_than(view):
        view.decide(change, f"{view.after!r} than so much")
        view.point("up" if view.after == "more" else "down", draft.right)
    elif _names_change(view, right):
        view.decide(change, f"a {right.word} of so much")
        view.direct(right)
    else:
        return _by_gapping(view) or _passive(view)
    return True


def _moves(left: Cue, draft: Draft) -> bool:
    """Tell verbs that the amount measures from those that take it as an object: "raised $5 million"."""
    if left.link == "by" or left.sort == "adverb":
        return True
    if draft.sort == "money":
        return left.word not in _MONEY_LEVEL_VERBS or draft.unit_factor < 1  # "corn lost 5 cents"
    if left.word.startswith("los") and draft.sort in _COUNTED:
        large = draft.value is not None and draft.value >= _LARGE
        return bool(draft.scale_text) or large or draft.unit.removeprefix("count:") in _LOSABLE
    return left.word not in _COUNT_LEVEL_VERBS


def _compares(view: View, right: Cue) -> bool:
    """Tell "380 more than", "11,000 fewer." from "17 more lives", "60 or older"."""
    tokens = view.tokens
    if view.draft.sort in ("money", "measure", "temperature") and right.word not in ("more", "less"):
        return True
    if right.word in ("more", "fewer", "less"):
        at = tokens.at(right.end - 1) + 1
        return tokens.word(at) in _ENDS_MORE or "than" in tokens.low[at : min(at + 6, view.high)]
    return right.word in _COMPARED


def _goes_on_than(view: View) -> bool:
    """Tell "500 more people than last year" from "17 more lives"."""
    at = after_phrase(view.tokens, view.draft)
    return "than" in view.tokens.low[at : min(at + 4, view.ceiling)]


def _names_change(view: View, right: Cue) -> bool:
    """Tell "a $5 billion increase"."""
    if right.sort != "noun" or right.direction is None or right.word in _SELF_STANDING:
        return False
    if right.link == "is":
        return True
    measured = view.draft.sort in ("money", "measure", "temperature") or _is_large(view, right)
    return measured and view.before in ("a", "an", "the", "this", "that", "its")


def _is_large(view: View, right: Cue) -> bool:
    """Tell "the 14.4 billion increase" from "the 12 cuts"."""
    draft = view.draft
    large = bool(draft.scale_text) or (draft.value is not None and draft.value >= _LARGE)
    return large and right.start == view.tokens.start[draft.right] and not right.word.endswith("s")


def _by_gapping(view: View) -> bool:
    """Carry a verb over: "full-time jobs by 11,500, part-time ones by 5,900", "built 31 GW and Osmark 8"."""
    draft, previous = view.draft, view.previous
    if previous is None:
        return False
    if view.left.link == "by":
        if view.before != "by" or view.tokens.word(draft.left - 2).endswith(("ed", "en", "hurt", "led")):
            return False  # "hurt by a £120m charge"
        for other in reversed(view.drafts[: view.i]):
            if other.first < view.low:
                return False
            if other.kind in _CHANGES:
                view.decide(Kind.ABSOLUTE_CHANGE, "as the change before it")
                view.follow(other)
                return True
        return False
    gap = view.gap()
    alike = draft.sort == "measure" and previous.unit == draft.unit and previous.kind is Kind.ABSOLUTE_CHANGE
    if not alike or not gap or gap[0] not in (",", "and") or len(gap) > 4:
        return False
    if any(w in ("to", "from", "of", "is", "was", "were", "are") for w in gap):
        return False
    view.decide(Kind.ABSOLUTE_CHANGE, "as the change before it")
    view.follow(previous)
    return True


def _passive(view: View) -> bool:
    """Read "12 GW were added", "1,300 jobs will be cut"."""
    tokens = view.tokens
    at = after_phrase(tokens, view.draft)
    for j in range(at, min(at + 5, view.ceiling)):
        word = tokens.low[j]
        if word in _ADDED or (word in _REMOVED and view.draft.sort in _COUNTED):
            if tokens.word(j - 1) not in ("were", "was", "been", "be", "being"):
                return False
            view.decide(Kind.ABSOLUTE_CHANGE, f"so much was {word}")
            view.point("up" if word in _ADDED else "down", j)
            return True
        if not word[0].isalpha():
            return False
    return False


def _gap(view: View) -> bool:
    """Tell "a lead of 1,204", "stretched her lead over Stone from 3,330 … to 3,377"."""
    near = view.tokens.low[max(view.floor, view.draft.left - 4) : view.draft.left]
    if near and near[-1] in ("of", "by", "to", "from") and any(w in _GAPS for w in near):
        return True
    if "by" in near and view.draft.sort in _COUNTED and _wins_by(near):
        return True
    if view.left.link not in ("from", "to") or view.draft.sort not in _COUNTED:
        return False
    told = [d for d in view.drafts[max(0, view.i - 3) : view.i] if d.first >= view.low and d.is_claim]
    if view.left.link == "to" and told:
        other = told[-1]
        steady = other.kind is Kind.ABSOLUTE_CHANGE and other.direction is None
        return steady and view.tokens.word(other.left - 1) == "from"
    return any(w in _GAPS for w in view.window(9))


def _wins_by(near: list[str]) -> bool:
    """Tell "won by just 107 votes" from "was won by 12 women"."""
    at = len(near) - 1 - near[::-1].index("by")
    won = near[at - 1] if at else ""
    passive = near[at - 2] if at > 1 else ""
    return won in _WINNING and passive not in ("was", "were", "been", "be", "being") and len(near) - at <= _NEXT


_ENDS_RATE = frozenset({",", ";", "said", "say", "says", "they"})  # "the 1,040 pupils said they read every day"


def _each_day(view: View) -> None:
    """Read "44,400 people had to flee each day" and "on average 300 came a day" as a rate."""
    average = "average" in view.window(4)
    tokens = view.tokens
    for j in range(after_phrase(tokens, view.draft), min(view.high - 1, view.ceiling, view.draft.right + 12)):
        word = tokens.low[j]
        if word in _ENDS_RATE:
            return
        if word in ("each", "every") or average:
            found = read_per(tokens, j)
            if found and found[1] in PER_TIMES:
                view.draft.per, view.draft.unit = found[1], f"per {found[1]}"
                view.decide(Kind.RATIO, "so many in every span of time")
                return
