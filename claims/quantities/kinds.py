"""Decide the kind of a figure from its unit and its surroundings: growth or share, level or change."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.lexicon import load
from claims.model import Kind
from claims.quantities.direction import Cue, left_cue, right_cue
from claims.quantities.draft import Draft
from claims.quantities.nouns import PER_TIMES, read_per
from claims.quantities.tokens import Tokens

__all__ = ["Context", "classify"]

_LEXICON = load("kinds")
_RATE_NOUNS = frozenset(_LEXICON["percent"]["level"].split())
_SHARE_NOUNS = frozenset(_LEXICON["percent"]["share"].split())
_SHARE_VERBS = frozenset(_LEXICON["percent"]["share_verbs_after"].split())
_SHARE_BEFORE = frozenset(_LEXICON["percent"]["share_verbs_before"].split())
_GROWTH_NOUNS = frozenset(_LEXICON["percent"]["growth"].split())
_FALL_NOUNS = frozenset(_LEXICON["percent"]["fall"].split())
_GAP_NOUNS = frozenset(_LEXICON["gap"]["nouns"].split())
_MONEY_LEVEL_VERBS = frozenset(_LEXICON["money"]["level_verbs"].split())
_COUNT_LEVEL_VERBS = frozenset(_LEXICON["count"]["level_verbs"].split())
_ADDED = frozenset(_LEXICON["count"]["added"].split())
_REMOVED = frozenset(_LEXICON["count"]["removed"].split())
_INDEX_NOUNS = frozenset(_LEXICON["index"]["nouns"].split())
_BREAKS = frozenset(_LEXICON["inherit"]["breaks"].split())
_AGE_BEFORE = frozenset(_LEXICON["age"]["before"].split())
_AGE_AFTER = frozenset(_LEXICON["age"]["after"].split())
_LOSABLE = frozenset(_LEXICON["count"]["losable"].split())
_SUBJECTS = (
    frozenset(_LEXICON["percent"]["moves"].split()) | _SHARE_NOUNS | _RATE_NOUNS | _GROWTH_NOUNS | _FALL_NOUNS
)
_MOVES = frozenset(_LEXICON["percent"]["moves"].split())
_BUILDING = frozenset(_LEXICON["count"]["building"].split())
_MAKING_UP = frozenset(_LEXICON["percent"]["making_up"].split())
_LOSSES = frozenset(
    {"loss", "losses", "gains", "recovery", "expansion", "retreat", "collapse"}
)  # amounts in themselves
_MEASURES = ("money", "count", "measure", "time", "temperature", "", "index")


@dataclass(slots=True)
class Context:
    """What the sentences before have settled."""

    drafts: list[Draft] = field(default_factory=list)


def classify(tokens: Tokens, drafts: list[Draft], i: int) -> None:
    """Set kind, direction and role of draft i; those before it are settled."""
    draft = drafts[i]
    if draft.partner is not None and i and draft.partner is drafts[i - 1] and draft.partner.kind is not None:
        other = draft.partner
        draft.kind, draft.direction, draft.direction_span, draft.unit = (
            other.kind,
            other.direction,
            other.direction_span,
            draft.unit or other.unit,
        )
        if other.kind is Kind.LEVEL and draft.sort in ("", "count"):
            draft.kind = Kind.COUNT
        return
    low, high = tokens.sentence(draft.first)
    previous = drafts[i - 1] if i and drafts[i - 1].first >= low else None
    following = drafts[i + 1] if i + 1 < len(drafts) and drafts[i + 1].first < high else None
    floor = max(low, previous.right) if previous else low
    ceiling = min(high, following.left) if following else high
    left = left_cue(tokens, floor, draft.left)
    after = _after(tokens, draft)
    right = right_cue(tokens, after, ceiling)
    if right.direction is None and following is not None:
        right = _shared_cue(tokens, draft, following, drafts, i, high) or right
    if previous is not None and _same_change(tokens, draft, previous):
        return
    if draft.sort == "percent":
        _percent(tokens, drafts, i, left, right, (low, floor, ceiling, high))
    elif draft.sort == "points":
        _points(tokens, drafts, i, left, right, (low, floor, ceiling, high))
    elif draft.sort in ("times",):
        draft.kind = Kind.MULTIPLE
        if draft.direction is None:
            _direct(
                draft,
                left if left.direction and left.link in ("", "by") else right if right.direction else left,
            )
    elif draft.sort == "time":
        _time(tokens, draft, left, right)
    elif draft.sort == "ratio":
        draft.kind = Kind.RATIO
    else:
        _amount(tokens, drafts, i, left, right, (low, floor, ceiling, high))


def _same_change(tokens: Tokens, draft: Draft, previous: Draft) -> bool:
    """Settle "gained 0.6%, or 49.12 points": the change told again in its unit."""
    if previous.kind is not Kind.GROWTH_RATE or draft.sort not in ("money", "points", "measure", "count", ""):
        return False
    if (
        previous.direction is None
        or previous.role == "level"
        or tokens.low[previous.right : draft.left] not in ([",", "or"], ["or"], [",", "or", "by"])
    ):
        return False
    draft.kind, draft.direction, draft.direction_span = (
        Kind.ABSOLUTE_CHANGE,
        previous.direction,
        previous.direction_span,
    )
    if draft.sort == "points":
        draft.unit = draft.unit or "index point"
        if draft.unit != "index point":
            draft.kind = Kind.PP_CHANGE
    return True


def _shared_cue(
    tokens: Tokens, draft: Draft, following: Draft, drafts: list[Draft], i: int, high: int
) -> Cue | None:
    """Return the cue after "1,951 points (11 percent) lower" and "72 million, or 5.4 percent, more"."""
    if following.sort not in ("percent", "points") or draft.sort == "percent":
        return None
    between = tokens.low[draft.right : following.left]
    if between == ["("] and tokens.word(following.right) == ")":
        at = following.right + 1
    elif between in (["or"], [",", "or"]):
        at = following.right + 1 if tokens.word(following.right) == "," else following.right
    else:
        return None
    ceiling = drafts[i + 2].left if i + 2 < len(drafts) else high
    cue = right_cue(tokens, at, min(ceiling, high))
    return (
        cue if cue.sort == "adverb" and cue.start == (tokens.start[at] if at < len(tokens) else -1) else None
    )


def _after(tokens: Tokens, draft: Draft) -> int:
    """Return the token after the surface, the counted noun and the rate."""
    if draft.noun_span and draft.noun_span[0] >= tokens.start[draft.last - 1]:
        return max(draft.right, tokens.at(draft.noun_span[1] - 1) + 1)
    return draft.right


def _direct(draft: Draft, cue: Cue) -> None:
    if cue.direction is not None:
        draft.moved = cue
        draft.direction = cue.direction
        draft.direction_span = (cue.start, cue.end)
        draft.trace.append(f"change: {cue.word!r} is {cue.direction}")


def _changes(left: Cue) -> bool:
    """Tell whether the words before make the figure the measure of a change."""
    if left.sort == "noun":
        return left.link == "of"
    return left.sort in ("verb", "adverb") and left.link in ("", "by")


def _percent(
    tokens: Tokens, drafts: list[Draft], i: int, left: Cue, right: Cue, bounds: tuple[int, int, int, int]
) -> None:
    draft = drafts[i]
    low, floor, ceiling, high = bounds
    after = tokens.word(draft.right)
    subject = _nearest_noun(tokens, low, draft.left)
    if draft.plus or (draft.negative and not _rate_subject(subject)):
        draft.kind = Kind.GROWTH_RATE
        draft.direction = "up" if draft.plus else "down"
        sign = tokens.start[draft.left]
        draft.direction_span = (sign, sign + 1)
        return
    if _changes(left) and not (
        after == "of"
        and left.sort != "noun"
        and left.link == ""
        and left.word in ("cut", "lost", "shed", "lose", "gained", "picked", "raised")
    ):
        draft.kind = Kind.GROWTH_RATE
        _direct(draft, left)
        _points_in_percent(tokens, drafts, i, left, bounds)
        return
    if (
        right.direction is not None
        and after != "of"
        and not (right.sort == "noun" and right.word in ("loss", "losses"))
    ):
        draft.kind = Kind.GROWTH_RATE
        _direct(draft, right)
        if right.sort == "adverb":
            _points_in_percent(tokens, drafts, i, right, bounds)
        return
    if (
        after == "of"
        or after in _SHARE_NOUNS
        or after in _SHARE_VERBS
        and left.link not in ("to", "from", "at")
    ):
        draft.kind = Kind.SHARE
        if _changes(left):
            _direct(draft, left)
        return
    before = tokens.word(draft.left - 1)
    if left.link not in ("to", "from", "at") and (
        before in _SHARE_BEFORE
        or before == "up"
        and tokens.word(draft.left - 2) in _MAKING_UP
        or before == "for"
        and tokens.word(draft.left - 2).startswith("account")
    ):
        draft.kind = Kind.SHARE
        return
    if (
        i
        and drafts[i - 1].sort == "percent"
        and drafts[i - 1].kind is not None
        and tokens.low[drafts[i - 1].right : draft.left] in ([","], ["and"], [",", "and"], ["or"])
    ):
        draft.kind, draft.direction, draft.direction_span = (
            drafts[i - 1].kind,
            drafts[i - 1].direction,
            drafts[i - 1].direction_span,
        )
        draft.trace.append("kinds: as the percentage beside it")
        return
    beside = _apposition(tokens, drafts, i, low)
    if beside is not None:
        previous = drafts[i - 1]
        draft.kind = beside
        if beside is Kind.GROWTH_RATE and draft.direction is None:
            draft.direction, draft.direction_span = previous.direction, previous.direction_span
        return
    _percent_by_subject(tokens, drafts, i, subject, left, low)


def _percent_by_subject(
    tokens: Tokens, drafts: list[Draft], i: int, subject: str, left: Cue, low: int
) -> None:
    draft = drafts[i]
    inherited = _inherited(tokens, drafts, i, low, left.link)
    if subject in _GROWTH_NOUNS or subject in _FALL_NOUNS or (subject in _MOVES and inherited is None):
        draft.kind = Kind.GROWTH_RATE
        draft.direction = "down" if subject in _FALL_NOUNS else "up"
    elif subject in _SHARE_NOUNS:
        draft.kind = Kind.SHARE
    elif draft.form == "fraction":
        draft.kind = Kind.SHARE
    elif subject in _RATE_NOUNS:
        if (
            subject in ("rate", "pace")
            and inherited is not None
            and inherited.kind is Kind.GROWTH_RATE
            and _annual_rate(tokens, draft)
        ):
            draft.kind, draft.direction = Kind.GROWTH_RATE, inherited.direction
        else:
            draft.kind = Kind.LEVEL
    elif inherited is not None:
        draft.kind = inherited.kind
        if inherited.kind in (Kind.GROWTH_RATE, Kind.PP_CHANGE):
            draft.direction, draft.direction_span = inherited.direction, inherited.direction_span
        draft.trace.append("kinds: as the percentage before it")
    elif _nearest_noun(tokens, draft.right, tokens.sentence(draft.first)[1]) in _GROWTH_NOUNS:
        draft.kind, draft.direction = Kind.GROWTH_RATE, "up"
    elif left.sort in ("verb", "noun", "adverb") and left.link == "to" and left.word not in ("cut",):
        draft.kind = Kind.LEVEL
    else:
        draft.kind = Kind.SHARE
    if draft.kind is Kind.GROWTH_RATE:
        draft.role = "level"


def _annual_rate(tokens: Tokens, draft: Draft) -> bool:
    """Tell "an annual rate of 1.6 percent", which is a growth rate where growth is spoken of."""
    window = tokens.low[max(0, draft.left - 4) : draft.left]
    return any(w in ("annual", "annualised", "annualized", "yearly") for w in window)


def _inherited(tokens: Tokens, drafts: list[Draft], i: int, low: int, link: str) -> Draft | None:
    """Return the percentage whose kind a bare percentage shares: the one before it in the paragraph.

    "The eurozone is put at 2.1%": a level of what the paragraph before measured.
    """
    draft = drafts[i]
    for other in reversed(drafts[max(0, i - 8) : i]):
        if other.sort != "percent" or other.kind is None or other.skipped:
            continue
        if other.first < low and other.kind is Kind.PP_CHANGE:
            return None
        if (
            link == "of"
            and other.kind is Kind.GROWTH_RATE
            and tokens.word(draft.left - 2) not in ("and", "one", "that", ",", "or")
        ):
            return None  # "at a load factor of 95 percent"
        far = tokens.text.find("\n", tokens.end[other.last - 1], tokens.start[draft.first]) >= 0
        return None if far and link not in ("to", "at", "from") else other
    return None


def _nearest_noun(tokens: Tokens, low: int, at: int) -> str:
    """Return the word before `at` in the sentence that says what a percentage measures."""
    weak = ""
    for j in range(at - 1, low - 1, -1):
        word = tokens.low[j]
        if word not in _SUBJECTS or (word == "percentage" and tokens.word(j + 1).startswith(("point", "-"))):
            continue
        if word in _MOVES:
            weak = weak or word
            continue
        before = tokens.word(j - 1)
        if word in ("share", "shares"):
            if before in ("per", "a", "each") or (
                word == "shares" and before not in ("'", "’", "market", "respective", "vote")
            ):
                continue
        if word in ("rate", "rates"):
            for k in range(j - 1, max(low, j - 4) - 1, -1):
                if tokens.low[k] in _SUBJECTS:
                    return tokens.low[k]
        return word
    return weak


def _rate_subject(subject: str) -> bool:
    return subject in _SHARE_NOUNS or subject in _RATE_NOUNS


def _points_in_percent(
    tokens: Tokens, drafts: list[Draft], i: int, cue: Cue, bounds: tuple[int, int, int, int]
) -> None:
    """Hold a rate or share that moved by so many "percent" to have moved by points.

    Not where the sentence prints the level too: there the arithmetic tells points from percent.
    """
    low, _, _, high = bounds
    draft = drafts[i]
    for other in drafts[max(0, i - 3) : i + 4]:
        if (
            other is not draft
            and other.sort == "percent"
            and low <= other.first < high
            and _linked(tokens, other)
        ):
            return
    at = min(draft.left, tokens.at(cue.start))
    if _moved_rate(tokens, low, at, cue):
        draft.kind = Kind.PP_CHANGE
        draft.trace.append("kinds: a rate moved by percent, read as points")


def _linked(tokens: Tokens, level: Draft) -> bool:
    """Tell whether a level is the new or the old end of a change: "to 7.8 percent", "than the 47.8 per cent"."""
    at = level.left - 1
    if tokens.word(at) in ("the", "a"):
        at -= 1
    return tokens.word(at) in ("to", "from", "than")


def _moved_rate(tokens: Tokens, low: int, at: int, cue: Cue) -> bool:
    """Tell whether the subject of the change is itself a rate or a share."""
    for j in range(at - 1, max(low, at - 12) - 1, -1):
        word = tokens.low[j]
        if word in (";", "while", "but", "as", "and") or (word == "," and cue.sort != "noun"):
            return False
        if word in ("share", "proportion", "percentage", "turnout"):
            return not (
                tokens.word(j - 1) in ("per", "a") or tokens.word(j + 1) in ("price", "prices", "index")
            )
        if word == "shares":
            return tokens.word(j - 1) in ("'", "’", "market", "respective")
        if word == "rate":
            return any(w in _SHARE_NOUNS or w in _RATE_NOUNS for w in tokens.low[max(low, j - 3) : j])
    return False


def _apposition(tokens: Tokens, drafts: list[Draft], i: int, low: int) -> Kind | None:
    """Settle "10,467 votes, or 59.6 percent", "down 588 points, or 3.6 percent", "$106.8 billion (0.6 percent)"."""
    if not i or drafts[i - 1].first < low:
        return None
    draft, previous = drafts[i], drafts[i - 1]
    between = tokens.low[previous.right : draft.left]
    opens = bool(between) and (between[-1] in ("(", "or") or between[-1] == ",")
    if not opens or len(between) > 8 or previous.kind is None:
        return None
    if previous.kind in (Kind.ABSOLUTE_CHANGE, Kind.PP_CHANGE) and between[-1] in ("(", "or"):
        return Kind.GROWTH_RATE
    if previous.moved is not None and (
        between[-1] == "or" or between[-1] == "(" and previous.kind is Kind.LEVEL
    ):
        draft.direction, draft.direction_span = (
            previous.moved.direction,
            (previous.moved.start, previous.moved.end),
        )
        return Kind.GROWTH_RATE
    if previous.kind in (Kind.COUNT, Kind.LEVEL, Kind.SHARE, Kind.RATIO) and between[-1] in ("(", "or"):
        return Kind.SHARE
    if previous.kind is Kind.COUNT and between[-1] == "," and len(between) < 4:
        return Kind.SHARE
    return None


def _points(
    tokens: Tokens, drafts: list[Draft], i: int, left: Cue, right: Cue, bounds: tuple[int, int, int, int]
) -> None:
    draft = drafts[i]
    low, floor, ceiling, high = bounds
    if draft.unit == "" and draft.form == "fraction" and draft.value is not None and draft.value < 1:
        draft.unit = "percentage_point"
    if draft.unit == "" and _margin_of_error(tokens, low, draft):
        draft.unit = "percentage_point"
    if draft.unit == "" and _to_no_percent(tokens, drafts, i, high):
        draft.unit = "index point" if draft.places or _index_near(tokens, low, high) else "count:point"
    if draft.unit == "":
        if any(d.sort == "percent" and low <= d.first < high for d in drafts) and not _index_near(
            tokens, low, high
        ):
            draft.unit = "percentage_point"
        elif _index_near(tokens, low, high) or draft.places == 2:
            draft.unit = "index point"
        elif draft.places == 1 and draft.value is not None and draft.value < 20:
            draft.unit = "percentage_point"
        else:
            draft.unit = "count:point"
    cue = (
        left
        if _changes(left) or left.link in ("by",) and left.direction
        else right
        if right.direction
        else left
        if left.link not in ("to", "from", "at", "on", "with", "for")
        else right
    )
    if draft.unit in ("percentage_point", "basis_point"):
        draft.kind = Kind.PP_CHANGE
        _direct(draft, cue)
        if draft.direction is None:
            _inherit_change(tokens, drafts, i, low)
        return
    if cue.direction is not None and (cue is right or _changes(cue)):
        draft.kind = Kind.ABSOLUTE_CHANGE
        _direct(draft, cue)
    elif tokens.word(draft.left - 1) == "took" or "off" in tokens.low[draft.right : draft.right + 1]:
        draft.kind, draft.direction = Kind.ABSOLUTE_CHANGE, "down"
    else:
        draft.kind = Kind.COUNT if draft.unit == "count:point" else Kind.LEVEL


def _margin_of_error(tokens: Tokens, low: int, draft: Draft) -> bool:
    window = tokens.low[max(low, draft.left - 8) : draft.left]
    return "margin" in window and "error" in window


def _to_no_percent(tokens: Tokens, drafts: list[Draft], i: int, high: int) -> bool:
    """Tell "fell 9 points to 271": the level it led to is no percentage."""
    if i + 1 >= len(drafts) or drafts[i + 1].first >= high:
        return False
    following = drafts[i + 1]
    return following.sort in ("", "count") and tokens.low[drafts[i].right : following.left] in (
        ["to"],
        [",", "to"],
        ["to", "reach"],
        ["to", "close", "at"],
    )


def _index_near(tokens: Tokens, low: int, high: int) -> bool:
    return any(w in _INDEX_NOUNS for w in tokens.low[low:high])


def _inherit_change(tokens: Tokens, drafts: list[Draft], i: int, low: int) -> None:
    if i and drafts[i - 1].first >= low and drafts[i - 1].sort == drafts[i].sort:
        drafts[i].direction, drafts[i].direction_span = drafts[i - 1].direction, drafts[i - 1].direction_span


def _time(tokens: Tokens, draft: Draft, left: Cue, right: Cue) -> None:
    end = (
        draft.partner.right
        if draft.partner is not None and draft.partner.first > draft.first
        else draft.right
    )
    after = tokens.word(end)
    if after == "-" and tokens.word(end + 1).startswith("old"):
        draft.kind = Kind.AGE
        return
    if after in ("old", "olds") or after == "-" and tokens.word(draft.right + 1).startswith("old"):
        draft.kind = Kind.AGE
        return
    if tokens.word(draft.left - 1) in ("aged", "age") or tokens.low[max(0, draft.left - 2) : draft.left] == [
        "age",
        "of",
    ]:
        draft.kind = Kind.AGE
        return
    if draft.per:
        draft.kind = Kind.LEVEL
        return
    if (
        right.sort == "adverb"
        and right.direction
        and right.word not in ("behind", "ahead", "below", "above", "up", "down", "better", "more", "worse")
    ):
        draft.kind = Kind.ABSOLUTE_CHANGE
        _direct(draft, right)
        return
    draft.kind = Kind.DURATION


def _amount(
    tokens: Tokens, drafts: list[Draft], i: int, left: Cue, right: Cue, bounds: tuple[int, int, int, int]
) -> None:
    """Settle money, measures and counts."""
    draft = drafts[i]
    low, floor, ceiling, high = bounds
    previous_moved = drafts[i - 1].moved if i and drafts[i - 1].first >= low else None
    base = Kind.COUNT if draft.sort in ("", "count") else Kind.LEVEL
    if draft.sort == "" and (draft.places or _index_near(tokens, low, draft.left)) and not draft.scale_text:
        base = Kind.LEVEL
    if draft.sort in ("", "count") and draft.per:
        draft.kind, draft.unit = Kind.RATIO, f"per {draft.per}"
        return
    draft.kind = base
    if (
        draft.sort == ""
        and not draft.scale_text
        and i
        and left.link in ("from", "to", "against", "with", "than", "versus")
    ):
        rate = drafts[i - 1] if not drafts[i - 1].skipped or i < 2 else drafts[i - 2]
        if rate.sort == "ratio" and rate.form == "cardinal" and rate.first >= low and rate.per:
            draft.kind, draft.sort, draft.unit, draft.per = Kind.RATIO, "ratio", rate.unit, rate.per
            return
    if left.link in ("to", "from") and left.sort in ("verb", "adverb") and left.direction:
        draft.moved = left
    elif left.link == "to" and previous_moved is not None:
        draft.moved = previous_moved
    if draft.plus:
        draft.kind, draft.direction = Kind.ABSOLUTE_CHANGE, "up"
        return
    if _is_age(tokens, draft):
        draft.kind, draft.unit = Kind.AGE, "year"
        return
    if (
        left.sort == "noun"
        and left.link == "of"
        and left.word not in _LOSSES
        or left.sort in ("verb", "adverb")
        and left.link in ("by", "")
        and _moves(left, draft)
    ):
        draft.kind = Kind.ABSOLUTE_CHANGE
        _direct(draft, left)
        return
    if (
        draft.sort == "measure"
        and tokens.word(draft.left - 1) in _BUILDING
        and draft.unit in ("MW", "GW", "kW", "TW")
    ):
        draft.kind, draft.direction = Kind.ABSOLUTE_CHANGE, "up"
        draft.direction_span = (tokens.start[draft.left - 1], tokens.end[draft.left - 1])
        return
    if right.sort == "adverb" and right.direction and _compares(tokens, draft, right, ceiling, high):
        draft.kind = Kind.ABSOLUTE_CHANGE
        _direct(draft, right)
        return
    if (
        right.sort == "noun"
        and right.word not in _LOSSES
        and right.direction
        and draft.sort in ("money", "measure", "temperature")
        and tokens.word(draft.left - 1) in ("a", "an", "the", "this", "that", "its")
    ):
        draft.kind = Kind.ABSOLUTE_CHANGE
        _direct(draft, right)
        return
    if left.link == "by" and i and drafts[i - 1].first >= low:
        other = _last_by(drafts, i, low)
        if other is not None:
            draft.kind, draft.direction, draft.direction_span = (
                Kind.ABSOLUTE_CHANGE,
                other.direction,
                other.direction_span,
            )
            return
    _passive(tokens, draft, ceiling)
    if draft.kind is base and (_gap_before(tokens, floor, draft) or _gap_moves(tokens, drafts, i, left, low)):
        draft.kind = Kind.ABSOLUTE_CHANGE
    if draft.kind is base and draft.sort == "measure":
        _gapping(tokens, drafts, i, low)
    if draft.kind is Kind.COUNT and not draft.per:
        _on_average(tokens, draft, low, high)


def _gap_moves(tokens: Tokens, drafts: list[Draft], i: int, left: Cue, low: int) -> bool:
    """Tell "stretched her lead over Stone from 3,330 … to 3,377"."""
    if left.link not in ("from", "to") or drafts[i].sort not in ("", "count"):
        return False
    numbers = [d for d in drafts[max(0, i - 3) : i] if d.first >= low and d.is_claim]
    if left.link == "to" and numbers:
        previous = numbers[-1]
        return (
            previous.kind is Kind.ABSOLUTE_CHANGE
            and previous.direction is None
            and tokens.word(previous.left - 1) == "from"
        )
    return any(w in _GAP_NOUNS for w in tokens.low[max(low, drafts[i].left - 9) : drafts[i].left])


def _gapping(tokens: Tokens, drafts: list[Draft], i: int, low: int) -> None:
    """Carry "built 53 GW" over to "and the US 11 GW"."""
    draft = drafts[i]
    if (
        not i
        or drafts[i - 1].first < low
        or drafts[i - 1].unit != draft.unit
        or drafts[i - 1].kind is not Kind.ABSOLUTE_CHANGE
    ):
        return
    between = tokens.low[drafts[i - 1].right : draft.left]
    if (
        between
        and between[0] in (",", "and")
        and len(between) <= 4
        and not any(w in _BREAKS or w in ("to", "from", "of") for w in between)
    ):
        draft.kind, draft.direction = Kind.ABSOLUTE_CHANGE, drafts[i - 1].direction
        draft.direction_span = drafts[i - 1].direction_span


def _on_average(tokens: Tokens, draft: Draft, low: int, high: int) -> None:
    """Read "on average 44,400 people … each day" as a rate."""
    if "average" not in tokens.low[max(low, draft.left - 4) : draft.left]:
        return
    for j in range(_after(tokens, draft), min(high - 1, draft.right + 12)):
        if tokens.low[j] in (",", ";"):
            return
        found = read_per(tokens, j)
        if found and found[1] in PER_TIMES:
            draft.kind, draft.per, draft.unit = Kind.RATIO, found[1], f"per {found[1]}"
            return


def _moves(left: Cue, draft: Draft) -> bool:
    if left.link == "by" or left.sort == "adverb":
        return True
    if draft.sort == "money":
        return left.word not in _MONEY_LEVEL_VERBS
    if left.word.startswith("los") and draft.sort in ("", "count"):
        return (
            bool(draft.scale_text)
            or draft.value is not None
            and draft.value >= 1000
            or draft.unit[6:] in _LOSABLE
        )
    return left.word not in _COUNT_LEVEL_VERBS


def _last_by(drafts: list[Draft], i: int, low: int) -> Draft | None:
    for other in reversed(drafts[:i]):
        if other.first < low:
            return None
        if other.kind in (Kind.ABSOLUTE_CHANGE, Kind.GROWTH_RATE, Kind.PP_CHANGE):
            return other
    return None


def _compares(tokens: Tokens, draft: Draft, right: Cue, ceiling: int, high: int) -> bool:
    """Tell "380 more than", "11,000 fewer." from "17 more lives", "60 or older"."""
    if draft.sort in ("money", "measure", "temperature") and right.word not in ("more", "less"):
        return True
    at = tokens.at(right.end - 1) + 1
    if right.word in ("more", "fewer", "less"):
        following = tokens.low[at : min(at + 6, high)]
        return (
            tokens.word(at) in (".", ",", ";", ")", "than", "in", "on", "and", "a", "over")
            or "than" in following
        )
    return right.word in (
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
    )


def _passive(tokens: Tokens, draft: Draft, ceiling: int) -> None:
    """Read "97 GW were added", "1,300 jobs will be cut", "took 588 points off"."""
    at = _after(tokens, draft)
    for j in range(at, min(at + 5, ceiling)):
        word = tokens.low[j]
        if word in _ADDED or (word in _REMOVED and draft.sort in ("", "count")):
            if tokens.word(j - 1) in ("were", "was", "been", "be", "being"):
                draft.kind, draft.direction = Kind.ABSOLUTE_CHANGE, "up" if word in _ADDED else "down"
                draft.direction_span = (tokens.start[j], tokens.end[j])
            return
        if not word[0].isalpha():
            return


def _gap_before(tokens: Tokens, floor: int, draft: Draft) -> bool:
    before = tokens.low[max(floor, draft.left - 4) : draft.left]
    return bool(before) and before[-1] in ("of", "by", "to", "from") and any(w in _GAP_NOUNS for w in before)


def _is_age(tokens: Tokens, draft: Draft) -> bool:
    if (
        draft.sort not in ("", "count")
        or draft.value is None
        or draft.places
        or draft.scale_text
        or not 0 < draft.value < 125
    ):
        return False
    before, after = tokens.word(draft.left - 1), tokens.word(draft.last)
    two = tokens.low[max(0, draft.left - 2) : draft.left]
    if two[:1] in (["under"], ["over"]) and before == "-" or before in ("under", "over") and after == "s":
        return True
    if before in _AGE_BEFORE or two in (["age", "of"], ["ages", "of"], ["have", "turned"], ["has", "turned"]):
        return True
    if draft.sort == "count" and draft.noun:
        return False
    if after in ("or", "and") and tokens.word(draft.last + 1) in ("older", "younger"):
        return True
    ends = not after[:1].isalnum() or after in (
        "when",
        "at",
        "and",
        "but",
        "on",
        "in",
        "last",
        "this",
        "next",
    )
    if (
        two
        and two[0] in ("he", "she", "i", "who")
        and before in ("is", "was", "am", "turns", "turned")
        and ends
    ):
        return True
    return _is_apposition_age(tokens, draft, before, after)


def _is_apposition_age(tokens: Tokens, draft: Draft, before: str, after: str) -> bool:
    """Tell "Lena Hartwig, 44," and "said Drummond, 53, who"."""
    name = tokens.raw(draft.left - 2)
    if before != "," or after not in (",", ".", ")") or not (name.isalpha() and len(name) > 1):
        return False
    if not name[:1].isupper() and tokens.word(draft.left - 3) not in ("the", "a", "her", "his"):
        return False
    if draft.hedge_start is not None or draft.value is None or draft.value < 5 or draft.style != "digits":
        return False
    if tokens.word(draft.left - 3) in ("the", "a", "her", "his"):
        return draft.value >= 10 and after == "," and tokens.word(draft.last + 1) in _AGE_AFTER
    two_names = tokens.raw(draft.left - 3)[:1].isupper() and tokens.word(draft.left - 3).isalpha()
    return two_names or after == "," and tokens.word(draft.last + 1) in _AGE_AFTER
