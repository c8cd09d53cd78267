"""The kind of money, measures and counts: a level, a count, a change, a gap, a rate per day."""

from __future__ import annotations

from claims.lexicon import load
from claims.model import Kind
from claims.quantities.ages import is_age, is_age_in_years
from claims.quantities.direction import Cue
from claims.quantities.draft import Draft
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
_RATE_LINKS = frozenset(["from", "to", "against", "with", "than", "versus"])
_CHANGES = (Kind.ABSOLUTE_CHANGE, Kind.GROWTH_RATE, Kind.PP_CHANGE)
_SUBJECT_UNITS = {"hours": "hour", "miles": "mile", "tonnes": "tonne", "tons": "ton", "barrels": "barrel"}
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
    else:
        view.decide(Kind.DURATION, "a span of time")


def classify_amount(view: View) -> None:
    """Set kind and direction of money, measures and counts."""
    draft = view.draft
    if draft.sort in _COUNTED and draft.per:
        draft.unit = f"per {draft.per}"
        view.decide(Kind.RATIO, draft.unit)
        return
    if _as_rate_before(view) or _as_measure_before(view):
        return
    _lend_subject(view)
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


def _base(view: View) -> Kind:
    draft = view.draft
    if draft.sort not in _COUNTED:
        return Kind.LEVEL
    bare = draft.sort == "" and not draft.scale_text
    return Kind.LEVEL if bare and (draft.places or index_near(view, draft.left)) else Kind.COUNT


def _as_rate_before(view: View) -> bool:
    """Read the bare number of "fell to 2.6 per 100,000 people from 3.1" as a rate too."""
    draft, following = view.draft, view.following
    if draft.sort != "" or draft.scale_text or view.left.link not in _RATE_LINKS:
        return False
    leads = following is not None and view.tokens.low[draft.right : following.left] == ["to"]
    told = [d for d in view.drafts[max(0, view.i - 2) : view.i] if d.skipped is None and d.first >= view.low]
    for other in (following if leads else None, told[-1] if told else None):
        if other is not None and other.sort == "ratio" and other.form == "cardinal" and other.per:
            draft.sort, draft.unit, draft.per = "ratio", other.unit, other.per
            view.decide(Kind.RATIO, "as the rate beside it")
            return True
    return False


def _as_measure_before(view: View) -> bool:
    """Read the bare numbers of "Para lost 3,272 sq km, Mato Grosso 2,086 and Amazonas 1,553"."""
    draft, previous, gap = view.draft, view.previous, view.gap()
    if draft.sort != "" or draft.scale_text or previous is None or previous.kind is None or not gap:
        return False
    names = view.tokens.text[view.tokens.start[previous.right] : view.tokens.start[draft.left]].split()[1:]
    if previous.sort != "measure" or gap[0] not in (",", "and") or not 1 <= len(names) <= 4:
        return False
    if not all(name[0].isupper() or name == "and" for name in names):
        return False
    draft.sort, draft.unit, draft.unit_factor = previous.sort, previous.unit, previous.unit_factor
    view.decide(previous.kind, "as the measure before it")
    view.follow(previous)
    return True


def _lend_count(view: View) -> bool:
    """Give "12 of them" and "up from 55" the unit of the figure that they are compared with."""
    draft, tokens = view.draft, view.tokens
    if draft.scale_text or draft.flaw:
        return False
    if view.after == "of" and tokens.word(draft.right + 1) in _PRONOUNS:
        told = [d for d in view.drafts[max(0, view.i - 4) : view.i] if d.first >= view.low and d.is_claim]
        units = {d.unit for d in told if d.sort == "count" and d.unit}
        if len(units) == 1:  # two things counted: nobody knows which is meant
            draft.sort, draft.unit = "count", units.pop()
            draft.trace.append("nouns: counts what was counted before")
            return True
    previous = view.previous
    if previous is None or view.gap() not in _UP_FROM or not previous.is_claim:
        return False
    if previous.sort not in ("money", "measure", "count", "time", "temperature") or previous.scale_text:
        return False
    if previous.sort == "time" and tokens.word(previous.left - 1) in _WITHIN:
        return False  # "tripled in five years, from 2,100"
    draft.sort, draft.unit, draft.unit_factor = previous.sort, previous.unit, previous.unit_factor
    draft.trace.append("units: of the figure it is compared with")
    return True


_PRONOUNS = frozenset({"them", "these", "those", "whom", "which"})
_WITHIN = frozenset({"in", "over", "within", "during", "for", "after", "past", "last", "next", "every"})
_UP_FROM = (
    [",", "up", "from"],
    [",", "down", "from"],
    [",", "from"],
    ["from"],
    [",", "against"],
    [",", "compared", "with"],
    ["compared", "with"],
    ["against"],
)


def _lend_subject(view: View) -> None:
    """Give "Hours worked dropped by 0.6 million" and "the Nasdaq slid 83.20" the unit of their subject."""
    draft, tokens = view.draft, view.tokens
    if draft.sort != "":
        return
    if _lend_count(view):
        return
    subject = tokens.low[view.low] if view.low < len(tokens) else ""
    if subject in _SUBJECT_UNITS:
        draft.sort, draft.unit = "measure", _SUBJECT_UNITS[subject]
        draft.trace.append(f"units: the sentence is about {subject!r}")
    elif draft.places and not draft.scale_text and index_near(view, draft.left):
        draft.unit = "index point"


def _remember_move(view: View) -> None:
    """Note the verb whose end the figure is: "risen" of "risen from 14 to 42"."""
    left = view.left
    if left.link in ("to", "from") and left.sort in ("verb", "adverb") and left.direction:
        view.draft.moved = left
    elif view.previous is not None and (left.link == "to" or view.gap() in (["from"], [",", "from"])):
        view.draft.moved = view.previous.moved


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
    measured = view.draft.sort in ("money", "measure", "temperature")
    return measured and view.before in ("a", "an", "the", "this", "that", "its")


def _by_gapping(view: View) -> bool:
    """Carry a verb over: "full-time jobs by 11,500, part-time ones by 5,900", "built 53 GW and the US 11"."""
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
    """Read "97 GW were added", "1,300 jobs will be cut"."""
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
    if view.left.link not in ("from", "to") or view.draft.sort not in _COUNTED:
        return False
    told = [d for d in view.drafts[max(0, view.i - 3) : view.i] if d.first >= view.low and d.is_claim]
    if view.left.link == "to" and told:
        other = told[-1]
        steady = other.kind is Kind.ABSOLUTE_CHANGE and other.direction is None
        return steady and view.tokens.word(other.left - 1) == "from"
    return any(w in _GAPS for w in view.window(9))


def _each_day(view: View) -> None:
    """Read "44,400 people had to flee each day" and "on average 300 came a day" as a rate."""
    average = "average" in view.window(4)
    tokens = view.tokens
    for j in range(after_phrase(tokens, view.draft), min(view.high - 1, view.ceiling, view.draft.right + 12)):
        word = tokens.low[j]
        if word in (",", ";"):
            return
        if word in ("each", "every") or average:
            found = read_per(tokens, j)
            if found and found[1] in PER_TIMES:
                view.draft.per, view.draft.unit = found[1], f"per {found[1]}"
                view.decide(Kind.RATIO, "so many in every span of time")
                return
