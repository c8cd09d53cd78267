"""What so much a year is a month, a week or a day: "£81.90 a year, or about £1.58 a week"; "At $146 a year it costs 40
cents a day"; and what a yearly bill that goes up is dearer by: "from £1,540.00 to £1,618.00, or £1.50 a week more".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.quantities.nouns import PER_TIMES
from claims.quantities.units import convert_factor
from claims.relations.ratio_told import CALENDARS, rounded
from claims.relations.scene import Scene, Slot
from claims.relations.told_frames import is_money, plain, said
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_A_TIME = regex(r"^\s(?:[\w'’-]+\s)?(?:an?|per|each|every)\s(?P<word>day|night|week|month|year)\b(?P<rest>.*)$")
_OR = regex(
    rf"^(?:\s(?:an?|per|each|every|over the)\s(?P<span>year|month|week))?(?:\s(?:extra|more|in all|on average))?"
    rf"(?:,\s|\s[–—]\s|\s\(|\s)(?:or|that is|which is|that makes|it costs|i\.e\.,?|equal to|equivalent to)\s{ABOUT}$"
)
_ENDS = regex(r"^\s*(?:more|extra|each|on average|in all)?\s*(?:[.,;:)–—\"”]|$|\b(?:for|from|and|on|in|instead of)\b)")
_FROM_TO = regex(
    r"(?:[.,;]\s|\s[–—]\s|\s\(|^\W*)"
    r"(?:(?:or|that is|which is|(?:it|this|that) works out at|it means"
    rf"|an extra|a rise of|an increase of|equivalent to|equal to)\s)+{ABOUT}$"
)
_BILL = regex(
    r"\b(?:bills?|council tax|band \w|charge|rates|tax|levy|rent|premium|subscription|season ticket|fee|licen[cs]e)\b"
)
_MORE = regex(r"^[^.,;:]*\b(?:more|extra|dearer|higher)\b")
_WAGES = regex(r"\b(?:wages?|salary|salaries|earns?|earned|pay|pays|paid|income)\b")
_CHOICE = regex(r"\bor\s$")  # "Membership costs £90 a year, or £8.50 a month" is a choice
_RISE = regex(r"\b(?:extra|adds?|added|rises?|rose|more|up|goes|went|increases?|dearer|savings?|saves?|less|down)\b")
_FREE = regex(r"^\s(?:after|before|net|take-home|plus|with|for (?:ten|10|nine|9|eight|8|11|eleven) months)\b")
_KINDS = frozenset({Kind.LEVEL, Kind.COUNT, Kind.RATIO, Kind.ABSOLUTE_CHANGE})


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield amounts of a shorter time with the amount of a longer one right before them."""
    for each in scene.slots[1:]:
        word = _word(each)
        if not word or not plain(each) or each.q.kind not in _KINDS or each.q.unit == "percent" or each.marked_base:
            continue
        whole = scene.slots[each.order - 1]
        if whole.sentence == each.sentence and _same(whole, each) and not whole.aside:
            told = _OR.match(scene.gap(whole, each))
            span = told["span"] or whole.q.per if told is not None else ""
            if told is not None and span in PER_TIMES and span != word:
                firm = each.q.hedge_start is not None or not _CHOICE.search(scene.gap(whole, each))
                firm = firm or _RISE.search(scene.sentence_text(each.sentence).lower()) is not None
                yield from _readings(scene, each, whole, span, word, firm=firm)
                continue
        yield from _dearer(scene, each, word)


def _word(each: Slot) -> str:
    told = _A_TIME.match(each.right)
    if told is None or not _ENDS.match(told["rest"]) or _FREE.match(told["rest"]):
        return ""
    return str(told["word"])


def _same(whole: Slot, each: Slot) -> bool:
    units = [s.q.unit.split(" per ")[0] for s in (whole, each)]
    units = ["" if unit.startswith(("count", "per ")) else unit for unit in units]
    return plain(whole) and whole.q.kind in _KINDS and units[0] == units[1] and whole.q.unit != "percent"


def _dearer(scene: Scene, each: Slot, word: str) -> Iterator[Relation]:
    """Read "The bill goes from £1,540.00 to £1,618.00, or £1.50 a week more", also in the next sentence."""
    pair = scene.slots[max(0, each.order - 2) : each.order]
    if len(pair) != 2 or word not in ("week", "month") or not is_money(each) or not _FROM_TO.search(said(scene, each)):
        return
    old, new = pair if pair[0].marked_base else pair[::-1]
    near = old.sentence == new.sentence and each.sentence - old.sentence <= 1 and scene.flows(old, each)
    moved = old.marked_base and not new.marked_base and old.q.unit == new.q.unit == each.q.unit
    told = scene.sentence_text(old.sentence).lower()
    if (
        not (near and moved and plain(old) and plain(new))
        or not _BILL.search(told)
        or (new.q.value or 0) <= (old.q.value or 0)
    ):
        return
    monthly = (new.q.value or 0) - (old.q.value or 0) == each.q.value  # "from £640 to £680, or £40 a month more"
    if monthly or any(s.q.per for s in (old, new)) or _A_TIME.match(new.right) or _A_TIME.match(old.right):
        return
    yield from _readings(scene, each, new, "year", word, old)
    if _MORE.search(each.right) is None:  # "from £884 to £962, or £18.50 a week": the new bill itself
        for reading in _readings(scene, each, new, "year", word):
            yield replace(reading, rank=reading.rank + 2, tags=frozenset())


def _readings(
    scene: Scene, each: Slot, whole: Slot, span: str, word: str, base: Slot | None = None, *, firm: bool = True
) -> Iterator[Relation]:
    exact = convert_factor(span, word)
    lengths = CALENDARS.get((span, word), (int(exact),) if exact is not None and exact == int(exact) else ())
    bill = is_money(each) and not _WAGES.search(scene.sentence_text(whole.sentence).lower())
    lengths = lengths[:2] if bill else lengths  # what is paid for is paid on every day, what is earned on working days
    made = float((whole.q.value or 0) - (base.q.value or 0 if base is not None else 0)) / float(each.q.value or 1)
    for n, number in enumerate(lengths):
        sure = firm and n == 0 and (bill or not 0.95 * min(lengths) <= made <= 1.05 * max(lengths))
        mean = "each" if base is not None else "mean"
        roles = {"whole": (Term(quantity=whole.q),), mean: (Term(quantity=rounded(each.q)),)}
        if base is not None:
            roles["base"] = (Term(quantity=base.q),)
        yield Relation(
            kind="average" if base is None else "ratio_of",
            equation=f"whole == mean * {number}" if base is None else f"whole - base == each * {number}",
            roles=roles,
            certainty=Certainty.LIKELY if firm and n < 2 else Certainty.POSSIBLE,
            reading=f"so much a {span}, and what that is a {word}",
            group=f"ratio:{each.q.id}",
            rank=n - 1,
            tags=frozenset({UNRIVALLED}) if sure else frozenset(),
        )
