"""What a bare number takes over from the figures and the words around it: the unit of a list, of a rate, of an age."""

from __future__ import annotations

from claims.model import Kind
from claims.quantities.points import index_near
from claims.quantities.view import View

__all__ = ["as_age_before", "as_measure_before", "as_rate_before", "lend_subject"]

_RATE_LINKS = frozenset(["from", "to", "against", "with", "than", "versus"])
_SUBJECT_UNITS = {"hours": "hour", "miles": "mile", "tonnes": "tonne", "tons": "ton", "barrels": "barrel"}
_LISTED = ([","], ["and"], [",", "and"], ["or"])
_OLDEST = 125
_MEANS = frozenset({"average", "mean", "median"})
_REACH = 12


def as_age_before(view: View) -> bool:
    """Read the other bare numbers of "three men, aged 22, 24 and 31" as ages too."""
    draft, previous = view.draft, view.previous
    if _is_mean_age(view):
        draft.unit = "year"
        view.decide(Kind.AGE, "of an average age")
        return True
    if previous is None or previous.kind is not Kind.AGE or previous.sort not in ("", "count") or previous.noun:
        return False
    if draft.sort != "" or draft.scale_text or draft.places or view.gap() not in _LISTED:
        return False
    if draft.value is None or not 0 < draft.value < _OLDEST:
        return False
    draft.unit = previous.unit
    view.decide(Kind.AGE, "as the age before it")
    return True


def as_rate_before(view: View) -> bool:
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


def _is_mean_age(view: View) -> bool:
    """Tell "the average age of first-time mothers rose to 31.2"."""
    draft, window = view.draft, view.window(_REACH)
    if draft.sort != "" or draft.scale_text or draft.value is None or not 0 < draft.value < _OLDEST:
        return False
    told = view.left.link in ("to", "from", "of", "at") or view.before in ("was", "is")
    return told and "age" in window and any(w in _MEANS for w in window)


def as_measure_before(view: View) -> bool:
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
    if previous is None or not previous.is_claim:
        return False
    if view.gap() not in _UP_FROM and not (view.gap() == ["to"] and tokens.word(previous.left - 1) == "from"):
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


def _is_magnitude(view: View) -> bool:
    """Tell "magnitude 6.4", "magnitude-6.4" and "a magnitude of 6.4"."""
    earlier = view.tokens.word(view.draft.left - 2)
    return view.before == "magnitude" or (view.before in ("-", "of") and earlier == "magnitude")


def lend_subject(view: View) -> None:
    """Give "Hours worked dropped by 0.6 million" and "the Nasdaq slid 83.20" the unit of their subject."""
    draft, tokens = view.draft, view.tokens
    if draft.sort != "":
        return
    if _lend_count(view):
        return
    if view.after == "magnitude" or _is_magnitude(view):
        draft.unit = "magnitude"
        draft.trace.append("units: a magnitude")
        return
    subject = tokens.low[view.low] if view.low < len(tokens) else ""
    if subject in _SUBJECT_UNITS:
        draft.sort, draft.unit = "measure", _SUBJECT_UNITS[subject]
        draft.trace.append(f"units: the sentence is about {subject!r}")
    elif draft.places and not draft.scale_text and index_near(view, draft.left):
        draft.unit = "index point"
