"""What so many at so much each come to: "36 lorries at 4.5 million euros apiece. The 162 million-euro contract …".

The wording says that the product was worked out ("…, 63 million in all", "so the haul came to", "for a total of"), and
the sentence or the one before tells only one number and one amount for each that it can be made of. What is told by
the day, the week or the month makes its product with a span of time: "£90 a week, which makes £4,680 a year".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.quantities.nouns import PER_TIMES
from claims.quantities.units import convert_factor
from claims.relations.ratio import named_per
from claims.relations.ratio_told import CALENDARS, rounded
from claims.relations.scene import Scene, Slot, comparable, convertible, factor_to
from claims.relations.told_wording import EACH, SINCE, THUS, phrases

__all__ = ["propose"]

_ROUGHLY = r"(?:(?:about|around|some|nearly|almost|just over|just under|more than)\s)?"
_RESULT = rf"(?:an?\s|the\s|its\s|their\s|his\s|her\s)?(?:[\w'’-]+\s){{0,2}}(?:{phrases('products', 'result')})\b"
_BARE = regex(rf"(?:^|[,;:(–—])\s*{_ROUGHLY}$")
_MADE = regex(
    rf"[,;:(–—]\s*(?:{phrases('products', 'makes')})(?!\w)(?:\s+(?:{phrases('products', 'fill')}))*\s*$"
    rf"|\b{_RESULT}(?:\s(?!for|per|from|than)[\w'’-]+){{0,3}}?"
    rf"\s(?:of|to|at|was|is|amounted to|came to|{THUS})\s*{_ROUGHLY}$"
    rf"|,\s*an?\s(?:[\w-]+\s){{1,3}}?(?:worth|costing|valued at|totall?ing)\s*{_ROUGHLY}$"
    r"|\bso\s(?:that\s)?(?:[\w'’-]+\s){1,3}?(?:brought in|raised|took in|earned|yielded|costs?)\s$"
    r"|\b(?:cargo|load|crop|harvest|haul|lot|stock|catch|they|all of it|it)\s(?:is|are|was|were)\s(?:thus\s"
    r"|therefore\s)?worth\s$"
    rf"|\b(?:{phrases('products', 'comes_to')})\s(?:in\s)?(?:to|at)\s(?:[\w-]+\s)?$"
)
_IN_ALL = regex(r"^\s*(?:[\w'’-]+\s+){0,4}?(?:in all|in total|altogether|all told|combined|together|overall)\b")
_EACH_RIGHT = regex(rf"^\s*(?:[\w'’-]+\s+){{0,2}}?{EACH}")
_OF_EACH = regex(
    r"^\s(?:[\w'’-]+\s){1,3}?(?:of|with|at|from|holding|costing|weighing|carrying|producing|worth)\s(?:[a-z]+\s)?$"
)
_GIVES = regex(
    rf"^\s{EACH}\s(?:will\s|would\s|can\s|could\s|are to\s)?(?:now\s|together\s)?(?:{phrases('products', 'gives')})"
    rf"\s{_ROUGHLY}(?:a total of\s)?$"
)
_MEAN_AFTER = regex(r"^[^,;.]{0,30}\b(?:average|each|a year|a day|an hour|per|at (?:most|best|times|peak))\b")
_EACH_LEFT = regex(r"\beach(?: (?!of\b|other\b|day\b|year\b|week\b|month\b)[\w'’-]+){0,4} $")
_MEAN_RIGHT = regex(r"^\s*(?:[\w'’-]+\s+){0,2}?on average\b")
_PAID_LEFT = regex(
    r"\b(?:gets?|receives?|paid|given|granted|awarded)\s(?:an?|the)\s(?:[\w-]+\s){0,2}"
    r"(?:bonus|payment|grant|voucher|subsidy|allowance|cheque|check|award|bursary|gift) of $"
)
_THE_DEAL = regex(r"^\W*(?:the|this|that|its|their)\s$")
_DEAL = regex(rf"^[\s-]*(?:{phrases('products', 'currency')})?[\s-]*(?:{phrases('products', 'deal')})\b")
_AT_PRICE = regex(  # "shifted 620,000 copies at £14"
    r"^\s(?:(?!and\b|or\b|up\b|down\b|from\b)[\w-]+\s){1,3}?at\s(?:a typical\s"
    r"|an average(?:\sprice)?(?:\sof)?\s|about\s)?$"
)
_LOST = regex(r"^\s*(?:[\w'’-]+\s)?(?:thus|thereby|so)\s\w+")
_NEXT = regex(
    r"^\W*(?:that|this|it|together they|together|(?:in all|all told),? (?:that|this|they|it))\s"
    rf"(?:{phrases('products', 'opens')})\b[^,;.\d]{{0,40}}$"
)
_THE_COST = regex(
    r"^\W*(?:the|its|their)\s(?:total\s|overall\s|whole\s|full\s)?(?:cost|bill|price|total|sum|order|contract)"
    rf"(?:,|\s(?:is|was|comes to|came to|will be|would be)\b(?:\s(?:{THUS}))?)\s*{_ROUGHLY}$"
)
_GIVEN = regex(rf"^\W*(?:{SINCE})\b[^;.]*$")
_OVER_YEAR = regex(
    r"^\s*(?:[\w'’-]+\s+){0,2}?(?:(?:over|in|during|for|per|every|each)\s(?:an?\s|the\s|one\s)?(?:full\s)?|a\s)"
    r"(?P<span>year|month|week)\b"
)
_OF_THOSE = regex(r"^\s*of (?:the|those|these|its|their)\s+(?P<what>[\w'’-]+)")
_BOTH = regex(r"\b(?:the two|both|together|between them)\b")  # of two amounts for each
_TIED = regex(
    r"^\s*(?:[\w'’-]+\s+){0,2}?(?:a|an|per|each|every|/)\s?\w+\s*(?:,|\(|–|—|\bor\b)?\s*"
    rf"(?:{phrases('products', 'span')}|\s)*$"
)
_OVER = regex(r"^\s*(?:over|in|during|for|across)\s(?:the|those|these|that)?\s*$")
_OTHERS = regex(rf"\b(?:{phrases('products', 'other_terms')})\b")
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE})
_MILLION = 10**6
_STAYS = regex(r"(?:night|stay)$")
_SECONDS = {"kmh": ("km", "hour"), "mph": ("mile", "hour"), "m/s": ("m", "second")}

_WITH_OTHERS = regex(r"^\s(?:with|together with|along with|plus)\s")  # "raising £10,000 with 200 children's tickets"
_AS_IT_STANDS = regex(r"^\s*(?:a year |a month |a week )?(?:now|today|at present|currently)\b")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the products that close a sentence with their two factors, or open the next one."""
    for slot in scene.slots:
        q = slot.q
        if slot.in_table or slot.aside or slot.marked_base or q.hedge is Hedge.BETWEEN or not q.value:
            continue
        if _AS_IT_STANDS.match(slot.right) or _WITH_OTHERS.match(slot.right):
            continue  # "would add £9 a year, which is £41.30 now": the level that it adds to
        yield from _by_calendar(scene, slot)
        if q.kind in _VALUES and q.unit != "percent":
            yield from _product(scene, slot)


def _product(scene: Scene, whole: Slot) -> Iterator[Relation]:
    here = [s for s in scene.by_sentence[whole.sentence] if s.order < whole.order]
    before = [s for s in scene.by_sentence.get(whole.sentence - 1, ()) if scene.flows(s, whole)]
    begin = scene.document.sentences[whole.sentence].start
    said = scene.document.text[max(begin, whole.q.start - 200) : whole.q.hedge_start or whole.q.start].lower()
    told: Sequence[Slot]
    if (
        _closes(whole, here)
        or _gives(scene, whole, here)
        or (here and before and _GIVEN.match(said) and _MADE.search(said))
    ):
        told = here if _factors(here, whole) else [*before, *here]
    elif not here and (_next(whole, said)):
        told = before
    else:
        told = ()
    found = _factors(told, whole)
    if found is not None and not _BOTH.search(said[-60:]) and not _OTHERS.search(f"{whole.left} {whole.right[:40]}"):
        cost = not here and _THE_COST.match(said) is not None  # of what else, is not said
        yield _relation(whole, *found, sure=not cost)
    elif _OVER.match(whole.right) and not _BOTH.search(said[-60:]):
        yield from _over_span(scene, whole, [*before, *here])


def _closes(whole: Slot, here: Sequence[Slot]) -> bool:
    if not here:
        return False
    if _IN_ALL.match(whole.right):
        return True
    return _MADE.search(whole.left) is not None and (_BARE.search(whole.left) is None)


def _gives(scene: Scene, whole: Slot, here: Sequence[Slot]) -> bool:
    """Tell "80 turbines of 15 megawatts each will supply 1,200 megawatts"."""
    if (
        len(here) < 2
        or measure_is_count(whole)
        or _MEAN_AFTER.match(whole.right)
        or not _OF_EACH.match(scene.gap(here[-2], here[-1]))
    ):
        return False
    return here[-2].q.kind is Kind.COUNT and _GIVES.match(scene.gap(here[-1], whole)) is not None


def _next(whole: Slot, said: str) -> bool:
    if _THE_DEAL.match(said):
        return _DEAL.match(whole.right) is not None or _LOST.match(whole.right) is not None
    if _NEXT.match(said) or _THE_COST.match(said):
        return True
    return said.rstrip().endswith(" the") and _LOST.match(whole.right) is not None


def _factors(told: Sequence[Slot], whole: Slot) -> tuple[Slot, Slot] | None:
    """Return the only number and the only amount for each that a sentence or two tell."""
    told = [s for s in told if s.q.value and not s.aside and s.q.hedge is not Hedge.BETWEEN]
    amounts = [s for s in told if _is_each(s, whole)]
    if len(amounts) == 2 and amounts[1].marked_base and amounts[1].order == amounts[0].order + 1:
        told = [s for s in told if s is not amounts[1]]  # "a dividend of 4.20 a share, up from 4.00"
        amounts = amounts[:1]
    if len(amounts) != 1:
        return None
    each = amounts[0]
    counts = [s for s in told if s is not each and _is_count(s, each, whole)]
    rivals = [s for s in told if s is not each and s not in counts and comparable(s.q, whole.q) > 0]
    if len(counts) != 1 or rivals:
        return None
    return counts[0], each


def _is_each(s: Slot, whole: Slot) -> bool:
    if s.q.kind not in (Kind.LEVEL, Kind.COUNT, Kind.RATIO, Kind.DURATION):
        return False
    unit = s.q.unit.split(" per ")[0]
    alike = unit == whole.q.unit or convertible(s.q, whole.q) or convert_factor(unit, whole.q.unit) is not None
    if unit == "night" and _STAYS.search(whole.q.unit):
        return "average" in s.left or "average" in s.right
    if unit.startswith("per "):
        alike = measure_is_count(whole)
    bare = whole.q.unit == "" and whole.q.scale >= _MILLION and re.fullmatch(r"[A-Z]{3}", unit)
    if not (alike or bare) or (s.q.value or 0) >= (whole.q.value or 0) * 10**6:
        return False
    mean = _MEAN_RIGHT.match(s.right) is not None or _PAID_LEFT.search(s.left) is not None
    mean = mean or _AT_PRICE.match(s.left) is not None
    return bool(s.q.per) or mean or _EACH_RIGHT.match(s.right) is not None or _EACH_LEFT.search(s.left) is not None


def measure_is_count(slot: Slot) -> bool:
    """Tell whether a figure counts things."""
    return slot.q.unit == "" or slot.q.unit.startswith("count")


def _is_count(s: Slot, each: Slot, whole: Slot) -> bool:
    if s.left.endswith("every "):
        return False  # "pays £329 a month and changes it every three years"
    word = each.q.per or (each.q.unit.split(" per ", 1)[1] if " per " in each.q.unit else "")
    if word in PER_TIMES:
        return s.q.kind is Kind.DURATION and convert_factor(s.q.unit, word) is not None
    if s.q.kind is Kind.LEVEL and word:
        return s.q.unit == word or convert_factor(s.q.unit, word) is not None
    if s.q.kind is not Kind.COUNT:
        return False
    if word in ("", "piece"):
        return True
    named = _OF_THOSE.match(s.right)
    if named is not None:
        return named["what"].startswith(word.rstrip("s"))  # "130,000 of those acres … at $85 an acre"
    return named_per(s, word)


def _relation(whole: Slot, count: Slot, each: Slot, *, sure: bool = True) -> Relation:
    unit = each.q.unit.split(" per ")[0]
    word = each.q.per or (each.q.unit.split(" per ", 1)[1] if " per " in each.q.unit else "")
    of = Decimal(1) if unit == "night" else convert_factor(whole.q.unit, unit) or factor_to(whole.q, each.q)
    many = convert_factor(count.q.unit, word) if word and count.q.kind is not Kind.COUNT else None
    return Relation(
        kind="ratio_of",
        equation="whole == count * each",
        roles={
            "whole": (Term(quantity=rounded(whole.q), factor=of),),
            "count": (Term(quantity=count.q, factor=many or Decimal(1)),),
            "each": (Term(quantity=each.q),),
        },
        certainty=Certainty.LIKELY,
        reading="so many at so much each, told just before",
        group=f"product:{each.q.id}",
        rank=-1,
        tags=frozenset({UNRIVALLED}) if sure else frozenset(),
    )


def _over_span(scene: Scene, whole: Slot, told: Sequence[Slot]) -> Iterator[Relation]:
    """Read "moved $75,000 a month … took $1.8 million over the two years"."""
    span = scene.slots[whole.order + 1] if whole.order + 1 < len(scene.slots) else None
    if span is None or span.q.kind is not Kind.DURATION or span.sentence != whole.sentence:
        return
    rates = [s for s in told if s.q.per in PER_TIMES and s.q.unit == whole.q.unit]
    if len(rates) == 1 and convert_factor(span.q.unit, rates[0].q.per) is not None:
        yield _relation(whole, span, rates[0])


def _by_calendar(scene: Scene, whole: Slot) -> Iterator[Relation]:
    """Read what so much a week makes in a year, and a speed by the second and by the hour."""
    each = scene.slots[whole.order - 1] if whole.order else None
    if each is None or each.sentence != whole.sentence or each.q.per not in PER_TIMES or each.aside or not each.q.value:
        return
    over = _OVER_YEAR.match(whole.right)
    length, word = _SECONDS.get(
        whole.q.unit, (whole.q.unit.split(" per ")[0], whole.q.per or (over["span"] if over else ""))
    )
    unit = each.q.unit.split(" per ")[0]
    counted = not length or length.startswith(("count", "per "))
    same = length == unit or (counted and unit.startswith("per "))
    if not same or not word or word == each.q.per or not _TIED.match(scene.gap(each, whole)):
        return
    exact = convert_factor(word, each.q.per)
    lengths = CALENDARS.get((word, each.q.per), (int(exact),) if exact is not None and exact == int(exact) else ())
    made = float(whole.q.value or 0) / float(each.q.value)
    for n, number in enumerate(lengths):
        firm = n == 0 and not 0.95 * min(lengths) <= made <= 1.05 * max(lengths)
        yield Relation(
            kind="ratio_of",
            equation=f"whole == each * {number}",
            roles={"whole": (Term(quantity=rounded(whole.q)),), "each": (Term(quantity=each.q),)},
            certainty=Certainty.LIKELY if n < 2 else Certainty.POSSIBLE,
            reading=f"so much a {each.q.per}, and what that is a {word}",
            group=f"calendar:{each.q.id}",
            rank=n,
            tags=frozenset({UNRIVALLED}) if firm else frozenset(),
        )
