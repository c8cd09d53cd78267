"""What so much for each comes to for all of those counted before: "Foreigners number 4,200. At £17,000 a head they
bring in £71.4 million"; "It cut off 2.4 million people. It will pay each of them €5, at a cost of €12 million"; "They
will cost $350,000 each to build, $420 million altogether".

The amount for each stands right before the total in its sentence; the number is what it is for, or is counted in the
same sentence or the one before, where each number is a reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.quantities.nouns import PER_TIMES
from claims.quantities.units import convert_factor
from claims.relations.amounts import of_some
from claims.relations.ratio_apart import is_named
from claims.relations.ratio_told import rounded
from claims.relations.scene import Scene, Slot, measure
from claims.relations.share_counted import OUTRIGHT
from claims.relations.told_frames import after, before, is_money, plain
from claims.relations.told_wording import ABOUT

__all__ = ["propose"]

_A_WORD = regex(
    r"^(?:\s(?:on average))?\s(?:an?|per|each|every|for each|for every|to the)\s"
    r"(?P<word>(?!(?:to|of|on|in|at|and|or|for|by|with|after|from|against|an?|the|one|time|side)\b)[a-z]+)\b"
)
_EACH_RIGHT = regex(r"^\s(?:each(?! (?:day|week|month|year|of|time)\b)|apiece)\b")
_EACH_LEFT = regex(
    r"\b(?:each|every one)\sof\s(?:them|these|those|the\s\w+|its\s\w+)\s(?:(?:will|would|is to|are to)\s)?"
    r"(?:[a-z]+\s){0,2}$"
    r"|\b(?:pay|pays|paid|give|gives|gave|credit|credits|send|sends|sent|grant|grants|hand|hands)\s(?:to\s)?"
    r"each(?:\sof\s(?:them|these|those))?\s(?:with\s|some\s|an?\s(?:[a-z]+\s){1,2}of\s)?$"
    r"|\beach\s(?:gets?|receives?|pays?|costs?|cost|will get|will receive|will cost|takes?|earns?|brings in)\s$"
)
_MAKES = regex(
    r"(?:,|\s[–—])?\s(?:(?:and so|so|thus|or|that is|which|this|it|they|all of it|that)\s)?"
    r"(?:(?:will|would|thus|still|now)\s)*"
    r"(?:at an? (?:total |overall |annual |yearly )?(?:cost|outlay|bill|price) of|for (?:a total of|an? outlay of)"
    r"|(?:which )?(?:implies|suggests|means|implying|suggesting|meaning)\s(?:[a-z]+\s){0,2}(?:of)"
    r"|brings? in|brought in|raises|raised|raising|bringing in|yields?|yielded|yielding|(?:is|are|was|were|be) worth"
    r"|costing|makes?|made|comes? to|came to|amounts? to|amounted to|adds? up to|added up to|cost|fetched"
    rf"|(?:[a-z]+\s)?(?:revenue|sales|takings|income|turnover|receipts|proceeds)\sof)\s{ABOUT}$"
)
_IN_ALL = regex(r"^\s(?:[a-z]+\s){0,3}?(?:in all|in total|altogether|all told|together|overall)\b")
_AT = regex(r"^\W*(?:selling |sold |priced |charged )?at\s(?:an average(?: price)? of\s|some\s|about\s|a price of\s)?$")
_NOT_SO = regex(
    r"\b(?:if|up to|more|less|fewer|extra|another|other|besides|plus|instead|compared|against|than|before|after|limit"
    r"|maximum|minimum|at least|discount|deposit|down|first|last year|from|per cent|percent|half|not)\b"
)
_NET = regex(r"^\s(?:[a-z]+\s)?(?:after|before|net|plus|less|more|on top|excluding|including|without|with|together)\b")
_OF_THEM = regex(
    r"\b(?:they|these|those|this|that|it|which|all of it|raising|costing|bringing in|yielding)\b"
    r"|\b(?:at|for) an?\b(?:\s[a-z]+)?\s(?:cost|outlay|bill|price|total)\b|,\s$"
)
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT, Kind.RATIO})
_HEADS = frozenset({"head", "person", "capita"})
_FEW, _MOST = 2, 3
_BACK = 2


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield totals right after so much for each, with each number that they can be for."""
    for each, whole in zip(scene.slots, scene.slots[1:], strict=False):
        if each.sentence != whole.sentence or not (_is_amount(each) and _is_amount(whole)) or each.marked_base:
            continue
        unit = each.q.unit.split(" per ")[0]
        gap = scene.gap(each, whole)
        if unit != whole.q.unit or (whole.q.value or 0) <= (each.q.value or 0) or _NOT_SO.search(gap) or whole.q.per:
            continue
        if _NET.match(whole.right):
            continue  # "raising 28 billion after costs"
        word = _word(scene, each)
        if word is None or not (
            _MAKES.search(gap) or (_IN_ALL.match(whole.right) and gap.endswith((", ", "or ", "– ")))
        ):
            continue
        numbers = _numbers(scene, each, whole, word)
        if not _OF_THEM.search(gap):
            numbers = [s for s in numbers if s.sentence == each.sentence]  # "At £31,000 a head, medicine brings in …"
        for rank, number in enumerate(numbers):
            yield _relation(each, whole, number, word, rank, sure=len(numbers) <= _FEW)


def _is_amount(slot: Slot) -> bool:
    return slot.q.kind in _VALUES and plain(slot) and (is_money(slot) or " per " in slot.q.unit) and not slot.expected


def _word(scene: Scene, each: Slot) -> str | None:
    """Return what an amount is for, "" for each of what was counted; ``None`` where it is for no one."""
    told = _A_WORD.match(after(scene, each))
    word = each.q.per or (each.q.unit.split(" per ", 1)[1] if " per " in each.q.unit else "")
    word = word or (told["word"] if told is not None else "")
    if word in PER_TIMES or word[:1].isdigit():
        return None
    if word and word != "piece":
        return word
    return "" if word or _EACH_RIGHT.match(each.right) or _EACH_LEFT.search(each.left) else None


def _numbers(scene: Scene, each: Slot, whole: Slot, word: str) -> Sequence[Slot]:
    """Return the numbers in the sentence, else those right before it, of what an amount is for."""
    here = [s for s in scene.by_sentence[each.sentence] if s not in (each, whole)]
    for back in range(_BACK + 1 if word else 2):
        told = here if back == 0 else before(scene, each, back)
        told = [s for s in told if plain(s) and not s.expected and not s.q.per and s.q.kind in (Kind.COUNT, Kind.LEVEL)]
        if word:
            told = [s for s in told if not s.marked_base and (back == 0 or measure(s.q) == "count")]
            told = [s for s in told if is_named(s, word)] or [s for s in told if word in _HEADS and _bare(s)][:1]
        else:
            told = [s for s in told if s.q.unit.startswith("count:") or (back == 0 and _bare(s))]
            told = [s for s in told if not s.marked_base and not of_some(scene, s)]
        if told:
            return told if len(told) <= _MOST else ()
    return ()


def _bare(slot: Slot) -> bool:
    return slot.q.kind is Kind.COUNT and slot.q.unit == "" and slot.q.style == "digits"


def _relation(each: Slot, whole: Slot, number: Slot, word: str, rank: int, *, sure: bool) -> Relation:
    many = convert_factor(number.q.unit, word) if word and measure(number.q) != "count" else None
    return Relation(
        kind="ratio_of",
        equation="whole == count * each",
        roles={
            "whole": (Term(quantity=rounded(whole.q)),),
            "count": (Term(quantity=number.q, factor=many or Decimal(1)),),
            "each": (Term(quantity=each.q),),
        },
        certainty=Certainty.LIKELY,
        reading="what so much for each comes to for those counted before",
        group=f"product:{each.q.id}",
        rank=rank - 2,
        tags=frozenset({UNRIVALLED, OUTRIGHT}) if sure else frozenset(),
    )
