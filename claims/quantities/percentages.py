"""The kind of a percentage: growth, share, or the level of a rate."""

from __future__ import annotations

from claims.lexicon import load
from claims.model import Kind
from claims.quantities.direction import Cue
from claims.quantities.draft import Draft
from claims.quantities.subjects import (
    FALLS,
    GROWTH,
    MOVES,
    RATES,
    SHARES,
    first_noun,
    moved_rate,
    nearest_noun,
)
from claims.quantities.tokens import Tokens
from claims.quantities.view import View

__all__ = ["classify_percent"]

_LEXICON = load("kinds")["percent"]
_SHARE_VERBS = frozenset(_LEXICON["share_verbs_after"].split())
_SHARE_BEFORE = frozenset(_LEXICON["share_verbs_before"].split())
_MAKING_UP = frozenset(_LEXICON["making_up"].split())
_TAKING = frozenset(_LEXICON["taking"].split())  # "cut 12 percent of its staff": a share
_QUALITIES = frozenset(_LEXICON["qualities"].split())
_ODDS = frozenset(_LEXICON["odds"].split())
_PLANS = frozenset(_LEXICON["plans"].split())
_CONTESTS = frozenset(_LEXICON["contests"].split())
_MAKING = frozenset("made make makes took take takes brought bring brings gave supplied".split())
_TOWARDS = frozenset({"to", "from", "at"})
_LISTED = ([","], ["and"], [",", "and"], ["or"])
_COMPARING = frozenset({"from", "with", "against", "versus", "than"})
_LED_TO = (["to"], [",", "to"])
_REACH = 8
_NEAR = 6


def classify_percent(view: View) -> None:
    """Set kind and direction of a percentage."""
    subject = nearest_noun(view.tokens, view.low, view.draft.left)
    for reading in (_signed, _worth, _result, _change, _share, _listed, _beside):
        if reading(view, subject):
            return
    _by_subject(view, subject)


def _signed(view: View, subject: str) -> bool:
    """Read "+9.4%" and, where no rate is spoken of, "-2.3%" as growth."""
    draft = view.draft
    if not (draft.plus or (draft.negative and subject not in SHARES and subject not in RATES)):
        return False
    view.decide(Kind.GROWTH_RATE, "it has a sign")
    view.point("up" if draft.plus else "down", draft.left)
    return True


def _worth(view: View, subject: str) -> bool:
    """Read "94 percent effective" as a level and "15 percent over budget" as a rate above it."""
    after = view.after
    if after in _QUALITIES:
        view.decide(Kind.LEVEL, f"so much {after}")
        return True
    if not view.changed_before() and view.right.direction is None and any(w in _ODDS for w in view.window(_REACH)):
        view.decide(Kind.LEVEL, "a probability")
        return True
    if after not in ("over", "under") or view.tokens.word(view.draft.right + 1) not in _PLANS:
        return False
    view.decide(Kind.GROWTH_RATE, f"{after!r} what was set")
    view.point("up" if after == "over" else "down", view.draft.right)
    return True


def _result(view: View, subject: str) -> bool:
    """Read "led by 52.1% to 47.9%" as two shares of a vote."""
    following, draft = view.following, view.draft
    if view.left.link != "by" or view.left.word not in _CONTESTS or following is None or following.sort != "percent":
        return False
    if view.tokens.low[draft.right : following.left] != ["to"] or draft.value is None or following.value is None:
        return False
    if draft.value + following.value > 101 or following.value < 1:
        return False
    for one in (draft, following):
        one.kind = Kind.SHARE
        one.trace.append("kinds: share, the result of a vote")
    return True


def _change(view: View, subject: str) -> bool:
    """Read "rose 3 percent", "a drop of 3 percent", "3 percent more", "a 3 percent rise"."""
    left, right = view.left, view.right
    if view.changed_before():
        taken = view.after == "of" and left.sort != "noun" and left.link == "" and left.word in _TAKING
        if not taken:
            view.decide(Kind.GROWTH_RATE, "the words before tell a change")
            view.direct(left)
            _points_in_percent(view, left)
            return True
    if right.direction is None or view.after == "of" or right.word in ("loss", "losses"):
        return False
    view.decide(Kind.GROWTH_RATE, "the words after tell a change")
    view.direct(right)
    if right.sort == "adverb":
        _points_in_percent(view, right)
    return True


def _points_in_percent(view: View, cue: Cue) -> None:
    """Hold a rate or share that moved by so many "percent" to have moved by points.

    Not where the sentence prints the level too: there the arithmetic tells points from percent.
    """
    draft = view.draft
    for other in view.drafts[max(0, view.i - 3) : view.i + 4]:
        inside = view.low <= other.first < view.high
        if other is not draft and other.sort == "percent" and inside and _linked(view.tokens, other):
            return
    if moved_rate(view.tokens, view.low, min(draft.left, view.tokens.at(cue.start)), cue):
        view.decide(Kind.PP_CHANGE, "a rate moved by so many percent")


def _linked(tokens: Tokens, level: Draft) -> bool:
    """Tell whether a level is an end of a change: "to 7.8 percent", "than the 47.8 per cent"."""
    at = level.left - 1
    if tokens.word(at) in ("the", "a"):
        at -= 1
    return tokens.word(at) in ("to", "from", "than")


def _share(view: View, subject: str) -> bool:
    """Read "19.6% of all sales", "a 22.5% market share", "64% said", "making up 51%"."""
    free = view.left.link not in _TOWARDS
    if free and _of_which(view):
        view.decide(Kind.SHARE, "a part of which")
        return True
    if view.after == "of" or view.after in SHARES or (view.after in _SHARE_VERBS and free):
        view.decide(Kind.SHARE, f"{view.after!r} follows")
        if view.changed_before():
            view.direct(view.left)
        return True
    if view.after in RATES and view.left.link != "of":  # "a 10 percent tariff"
        view.decide(Kind.LEVEL, f"{view.after!r} follows")
        return True
    before, earlier = view.before, view.tokens.word(view.draft.left - 2)
    making_up = before == "up" and earlier in _MAKING_UP
    accounting = before == "for" and earlier.startswith("account")
    if free and (before in _SHARE_BEFORE or making_up or accounting):
        view.decide(Kind.SHARE, f"{before!r} stands before")
        return True
    return False


def _of_which(view: View) -> bool:
    """Tell whether a clause with "of which" makes the percentage a part: "of which online orders made 27 percent"."""
    words = view.window(_REACH)
    at = next((n for n in range(len(words) - 1) if words[n : n + 2] in (["of", "which"], ["of", "whom"])), None)
    return at is not None and any(word in _MAKING for word in words[at:]) and view.before in _MAKING


def _listed(view: View, subject: str) -> bool:
    """Read the second of "rose 3 and 4 percent" like the first."""
    previous = view.previous
    if previous is None or previous.sort != "percent" or previous.kind is None or view.gap() not in _LISTED:
        return False
    view.decide(previous.kind, "as the percentage beside it")
    view.follow(previous)
    return True


def _beside(view: View, subject: str) -> bool:
    """Read "11,250 votes, or 58.2 percent", "down 214 points, or 2.2 percent", "$106 billion (0.6%)"."""
    previous, gap = view.previous, view.gap()
    if (
        gap[-2:] == ["or", "by"] or gap[-1:] == ["or"]
    ) and view.told is not None:  # "to 42 million in 2024, or by 6 percent"
        previous = view.told
        gap = view.tokens.low[previous.right : view.draft.left]
    if previous is None or previous.kind is None or not gap or len(gap) > _REACH:
        return False
    if previous.sort == "percent":  # "the highest rate (6.9%), followed by services (4.0%)": a list
        return False
    sign = "or" if gap[-2:] == ["or", "by"] else gap[-1]
    if sign in ("(", "or"):
        if previous.kind in (Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE):
            view.decide(Kind.GROWTH_RATE, "the change beside it, in percent")
            view.follow(previous)
            return True
        if previous.moved is not None and (sign == "or" or previous.kind is Kind.LEVEL):
            view.decide(Kind.GROWTH_RATE, "the level beside it moved")
            view.direct(previous.moved)
            return True
        if previous.kind in (Kind.COUNT, Kind.LEVEL, Kind.SHARE, Kind.RATIO):
            view.decide(Kind.SHARE, "the amount beside it, in percent")
            return True
    if previous.kind is Kind.COUNT and sign == "," and len(gap) < 4:
        view.decide(Kind.SHARE, "the count beside it, in percent")
        return True
    return False


def _by_subject(view: View, subject: str) -> None:
    """Settle a percentage that no word beside it explains: by what the sentence speaks of."""
    draft = view.draft
    inherited = _inherited(view)
    if _end_of_move(view, subject) or _compared(view):
        return
    if subject in GROWTH or subject in FALLS or (subject in MOVES and inherited is None):
        view.decide(Kind.GROWTH_RATE, f"of {subject!r}")
        draft.direction = "down" if subject in FALLS else "up"
    elif subject in SHARES or draft.form == "fraction":
        view.decide(Kind.SHARE, f"of {subject!r}" if subject else "a fraction")
    elif subject in RATES:
        _rate(view, subject, inherited)
    elif inherited is not None and inherited.kind is not None:
        view.decide(inherited.kind, "as the percentage before it")
        if inherited.kind in (Kind.GROWTH_RATE, Kind.PP_CHANGE):
            view.follow(inherited)
    else:
        _unexplained(view)
    if draft.kind is Kind.GROWTH_RATE:
        draft.role = "level"


def _compared(view: View) -> bool:
    """Read "3.3 percent of GDP, up from 3.2 percent" and "6.9%, compared with 7.4%" alike."""
    previous = view.previous
    if previous is None or previous.sort != "percent" or previous.kind is None or previous.kind is Kind.PP_CHANGE:
        return False
    if view.left.link not in _COMPARING or len(view.gap()) > _NEAR:
        return False
    view.decide(previous.kind, "compared with the percentage before it")
    view.follow(previous)
    return True


def _end_of_move(view: View, subject: str) -> bool:
    """Read the ends of "by 0.5%, from 4.25% to 4.75%" and of "6.2% lower than the 47.8%" as levels, not changes."""
    previous = view.told
    if previous is None or previous.sort != "percent":
        return False
    if previous.role == "end" and view.before in ("to", "from"):
        view.draft.role = "end"
        view.decide(previous.kind or Kind.LEVEL, "the other end of the move")
        if previous.kind is Kind.GROWTH_RATE:
            view.draft.direction = previous.direction
        return True
    led = previous.kind is Kind.GROWTH_RATE and previous.moved is not None and view.gap() in _LED_TO
    if not led and not _is_base(view, previous):
        return False
    growing = subject in GROWTH
    kind = Kind.GROWTH_RATE if growing else Kind.SHARE if subject in SHARES else Kind.LEVEL
    view.decide(kind, "where the change led" if led else "where the change began")
    view.draft.role = "end"
    if growing:
        view.draft.direction = "up"
    return True


def _is_base(view: View, previous: Draft) -> bool:
    """Tell whether the percentage before is a change that this one is the base of."""
    if previous.kind is not Kind.GROWTH_RATE or previous.moved is None:
        return False
    gap = view.gap()
    if view.left.link == "than":  # the word of comparison touches the change: no comma, no other verb
        return previous.moved.start == view.tokens.start[previous.right] and len(gap) <= _NEAR
    if view.before != "from" or not _leads_on(view):
        return False
    return previous.moved.link in ("by", "") and previous.role != "level"


def _leads_on(view: View) -> bool:
    """Tell whether "to 4.75%" follows, perhaps after a date: "from 4.25% in 2023 to 4.75%"."""
    for other in view.drafts[view.i + 1 : view.i + 4]:
        if other.skipped is None:
            words = view.tokens.low[view.draft.right : other.left]
            return other.sort == "percent" and words[-1:] == ["to"] and len(words) <= _NEAR
    return False


def _rate(view: View, subject: str, inherited: Draft | None) -> None:
    """Tell "an annual rate of 1.6 percent", which is growth where growth is spoken of, from other rates."""
    yearly = any(w in ("annual", "annualised", "annualized", "yearly") for w in view.window(4))
    growing = inherited is not None and inherited.kind is Kind.GROWTH_RATE
    if inherited is not None and subject in ("rate", "pace") and growing and yearly:
        view.decide(Kind.GROWTH_RATE, "an annual rate of growth")
        view.draft.direction = inherited.direction
    else:
        view.decide(Kind.LEVEL, f"of {subject!r}")


def _unexplained(view: View) -> None:
    told = first_noun(view.tokens, view.draft.right, view.high)
    if told in RATES and view.left.link == "at":
        view.decide(Kind.LEVEL, f"of {told!r}")
    elif told in GROWTH:
        view.decide(Kind.GROWTH_RATE, f"of {told!r}")
        view.draft.direction = "up"
    elif view.left.sort != "none" and view.left.link == "to":
        view.decide(Kind.LEVEL, "where a change led")
    else:
        view.decide(Kind.SHARE, "nothing says otherwise")


def _inherited(view: View) -> Draft | None:
    """Return the percentage whose kind a bare percentage shares: the one before it in the paragraph.

    "The eurozone is put at 2.1%": a level of what the paragraph before measured.
    """
    draft, tokens, link = view.draft, view.tokens, view.left.link
    for other in reversed(view.drafts[max(0, view.i - _REACH) : view.i]):
        if other.sort != "percent" or other.kind is None or other.skipped:
            continue
        if other.first < view.low and other.kind is Kind.PP_CHANGE:
            return None
        own = link == "of" and tokens.word(draft.left - 2) not in ("and", "one", "that", ",", "or")
        if own and other.kind is Kind.GROWTH_RATE:
            return None  # "at a load factor of 95 percent"
        far = tokens.text.find("\n", tokens.end[other.last - 1], tokens.start[draft.first]) >= 0
        return None if far and link not in _TOWARDS else other
    return None
