"""So much for each, whose two figures stand in different sentences.

"Farmers harvested 16,000 hectares. … The average yield was 6.0 tonnes a hectare"; "Drivers filed 350 claims. … The bill
came to £42,000, an average of £120 a claim". What each is for is named, and counted only once before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.lexicon import load
from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.quantities.nouns import PER_TIMES, is_plural, singular
from claims.quantities.units import convert_factor
from claims.relations.kinship import of_one_frame
from claims.relations.ratio_told import rounded
from claims.relations.scene import HUMAN, Scene, Slot, measure
from claims.relations.told_wording import ABOUT, SINCE, phrases

__all__ = ["is_named", "is_shifted", "propose"]

_A_WORD = regex(
    r"^\s*(?:(?P<noun>[\w'’-]+)\s)??(?:an?|per|every|each|for (?:each|every)|to (?:an?|each|every))\s(?P<word>[a-z]+)\b"
)
_EACH = regex(r"^\s*(?:[\w'’-]+\s)?(?:each|apiece)\s*(?:[,.;)–—]|$)")
_NAMED = regex(
    r"\b(?!(?:of|for|to|in|as|on|at|with|by|from)\b)(?P<what>[a-z]+) (?:per|a|for each"
    r"|for every) (?P<word>[a-z]+)(?: (?:was|is|came|comes|stood|stands|amounted|reached|"
    rf"averaged|works out|worked out|rose|fell|dropped|climbed|improved))?(?: (?:thus|therefore))?(?: (?:to|at"
    rf"|in at|of|was))?\s{ABOUT}$"
)
_CLOSES = regex(
    r"(?:,\s(?:or|and so|that is|i\.e\.|which (?:is|was|makes|made|means|gives|gave|equals)|equal to"
    r"|equivalent to|making|giving|"
    r"for|an?|at)|\b(?:works|worked|working) out (?:at|to)|\bcame to|\b(?:comes?|amounts?|amounted) to"
    r"|\b(?:equals|averag(?:ed|es|ing))|"
    rf"[,(–—])\s(?:an average of\s|on average\s|(?:[\w-]+\s){{0,3}}of\s)?{ABOUT}$|\(\s*{ABOUT}$"
)
_OPENS = regex(
    r"^\W*(?:(?:the|its|their)\s(?:[\w'’-]+\s){0,4}?(?:average|mean|yield|price|cost|density|load|rate|output"
    r"|earnings|spending|"
    r"income|revenue|profit|realisation|realization|value|consumption|debt)\b[^,;.\d]{0,60}"
    r"|(?:that|this|it)\s(?:is|was|works out|worked out|makes|made|means|comes?|came|amounts|amounted|equals"
    r"|gives|gave)\b[^,;.\d]{0,40}"
    rf"|(?:[\w'’-]+\s){{1,3}}?(?:{phrases('wording', 'thus')})\b[^,;.\d]{{0,40}})$"
)
_SO = regex(r",?\s(?:so(?: that)?|which (?:puts?|brings?|takes?|means)|putting|bringing)\b[^,;.\d]{3,60}$")
_GIVEN = regex(rf"^\W*(?:{SINCE})\b[^;.]*,\s[^,;.\d]*$")
_GREW = regex(r"\b(?:grew|picked up|took up|took in|gathered|gained|cut|brought in|raised|turned out)\s$")
_ENDS = regex(r"^\s*(?:on average|overall)?\s*(?:[.,;:)–—]|$|(?:after|against|compared with|and)\b)")
_MORE = regex(r"^\s*(?:[\w-]+\s)?(?:more|less|fewer|higher|lower|above|below|extra|cheaper|dearer)\b")
_NOT_SO = regex(
    r"\b(?:would|could|should|if|up to|target|record|elsewhere|compared|against|than|from|previously|earlier|"
    r"plan\w*|forecast\w*|limit|maximum|minimum|at least|used to|average of the)\b"
)
_SHIFT = regex(
    r"\b(?:another|others?|elsewhere|instead|alone|only|rival|neighbouring|except|sections?|stretch|"
    r"(?:first|second|third|last|final) (?:part|phase|stage|leg|half|lot|batch|group|round|step))\b"
)
_GENERIC = frozenset(load("derived")["ratios"]["generic"].split())
_SAME = [frozenset(line.split()) for line in str(load("derived")["ratios"]["same"]).strip().splitlines()]
_HEADS = frozenset({"head", "capita", "person", "inhabitant", "resident", "citizen"})
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT})
_MONEY = regex(r"^[A-Z]{3}$")
_REACH = 3  # sentences back to what each is for
_WINDOW = 120  # figures


@dataclass(frozen=True)
class _Each:
    """What a ratio is in and for: "7.6 tonnes a hectare" is in tonnes, for a hectare; no word for "each"."""

    unit: str
    word: str
    noun: str = ""  # what a count is of: "23.5 patients for each doctor"


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield ratios with the only two figures before them that they can be made of."""
    for slot in scene.slots:
        q = slot.q
        if slot.in_table or slot.aside or slot.marked_base or slot.expected or q.hedge is Hedge.BETWEEN or not q.value:
            continue
        each = _each(slot)
        if each is None or _MORE.match(slot.right):
            continue
        numerator = _numerator(scene, slot, each)
        if numerator is None:
            continue
        denominator = _denominator(scene, slot, numerator, each)
        if denominator is not None:
            yield _relation(slot, numerator, denominator, each)


def _each(slot: Slot) -> _Each | None:
    q = slot.q
    if q.kind not in (Kind.LEVEL, Kind.COUNT, Kind.RATIO) or q.unit in ("percent", "ratio"):
        return None
    unit = q.unit.split(" per ")[0]
    unit = "" if unit.startswith(("count", "per ")) else unit
    last = q.noun.split()[-1] if q.noun else ""
    noun = singular(last) if is_plural(last) else last
    named = _NAMED.search(slot.left)
    if named is not None and named["word"] not in PER_TIMES and _ENDS.match(slot.right):
        return _Each(unit, named["word"], noun)
    if _EACH.match(slot.right):
        return _Each(unit, "", noun)
    word = q.per or (q.unit.split(" per ", 1)[1] if " per " in q.unit else "")
    told = _A_WORD.match(slot.right)
    if told is None:
        return None
    rest = slot.right[told.end() :]
    noun = noun or (singular(told["noun"]) if told["noun"] and is_plural(told["noun"]) else "")
    word = word if word and word != "piece" else told["word"]
    if word[0].isdigit() or word in PER_TIMES or not _ENDS.match(rest):
        return None
    return _Each(unit, word, noun)


def _numerator(scene: Scene, ratio: Slot, each: _Each) -> Slot | None:
    """Return the total that a ratio shares out: right before it, or alone of its unit in the sentences before."""
    begin = scene.document.sentences[ratio.sentence].start
    said = scene.document.text[max(begin, ratio.q.start - 200) : ratio.q.hedge_start or ratio.q.start].lower()
    here = [s for s in scene.by_sentence[ratio.sentence] if s.order < ratio.order]
    if _NOT_SO.search(re.split(r"[,;(–—]", said)[-1]):
        return None
    before = scene.slots[ratio.order - 1] if ratio.order else None
    alike = [s for s in here if _total(s, each)]
    if alike and before is not None and (_CLOSES.search(said) or _SO.search(said)):
        return before if alike == [before] and _NAMED.search(before.left) is None else None
    given = len(here) == 1 and is_named(here[0], each.word) and (_SO.search(said) or _GIVEN.match(said))
    if (given or (not here and (_OPENS.match(said) or _NAMED.search(said)))) and _of_the_told(scene, ratio, said):
        for back in (1, 2):
            told = [s for s in scene.by_sentence.get(ratio.sentence - back, ()) if scene.flows(s, ratio)]
            alike = [s for s in told if _total(s, each)]
            if alike:
                return alike[0] if len(alike) == 1 and not alike[0].marked_base else None
    return None


def _of_the_told(scene: Scene, ratio: Slot, said: str) -> bool:
    """Tell whether a mean is of what was told: "the average yield", not "the average wheat yield" after barley."""
    first = scene.document.sentences[max(0, ratio.sentence - _REACH)].start
    clause = re.split(r"[,;:]", said)[-1]
    told = scene.document.text[first : ratio.q.start - len(clause)].lower()
    words = {w.removesuffix("'s").removesuffix("’s") for w in re.findall(r"[a-z][\w'’-]*", clause)} - _GENERIC
    return all(w.rstrip("s") in told for w in words)


def _total(s: Slot, each: _Each) -> bool:
    made = s.q.kind is Kind.ABSOLUTE_CHANGE and s.q.unit != "percentage_point" and _GREW.search(s.left)
    if not (s.q.kind in _VALUES or made) or s.q.unit == "percent" or s.aside or not s.q.value:
        return False
    rate = _A_WORD.match(s.right)
    per = s.q.per or (rate["word"] if rate is not None else "")
    if (per and per not in PER_TIMES) or s.q.hedge is Hedge.BETWEEN:
        return False  # but "costs 38.3 million a year, or 850 a child"
    if each.unit:
        return s.q.unit == each.unit or (
            not _MONEY.match(each.unit) and convert_factor(s.q.unit, each.unit) is not None
        )
    counted = s.q.unit.removeprefix("count").removeprefix(":")
    alike = not each.noun or not counted or counted == each.noun or {counted, each.noun} <= _HEADS
    return measure(s.q) == "count" and alike and not is_named(s, each.word)


def is_named(s: Slot, word: str) -> bool:
    """Tell whether a figure counts, or measures, what a ratio is for."""
    if not word or s.q.per:
        return False
    if measure(s.q) != "count":
        return not _MONEY.match(s.q.unit) and (s.q.unit == word or convert_factor(s.q.unit, word) is not None)
    counted = s.q.unit.removeprefix("count").removeprefix(":")
    if not counted:
        noun = s.q.noun.split()[-1] if s.q.noun else ""
        counted = singular(noun) if noun and is_plural(noun) else noun
    if word in _HEADS:
        return counted in HUMAN or counted in _HEADS
    return counted == word or any({counted, word} <= words for words in _SAME)


def _denominator(scene: Scene, ratio: Slot, numerator: Slot, each: _Each) -> Slot | None:
    """Return the only number of what a ratio is for that was told before it, outside the sentence of both."""
    told = [s for s in scene.slots[max(0, ratio.order - _WINDOW) : ratio.order] if _may_be_number(s)]
    if each.word:
        found = [s for s in told if is_named(s, each.word) and s is not numerator]
    else:
        found = _who_did(scene, ratio, numerator, told)
    found = [s for s in found if not s.marked_base]
    if len({s.q.value for s in found}) != 1:
        return None
    number = found[-1]
    here = number.sentence == numerator.sentence == ratio.sentence
    if here or not 0 <= ratio.sentence - number.sentence <= _REACH or not of_one_frame(number, numerator):
        return None
    return None if is_shifted(scene, ratio, numerator, number) or not _of_like_noun(numerator, number) else number


def is_shifted(scene: Scene, ratio: Slot, numerator: Slot, number: Slot) -> bool:
    """Tell whether the words between the figures turn to something else: "another", "the second phase"."""
    return _SHIFT.search(scene.document.text[min(number.q.end, numerator.q.end) : ratio.q.start].lower()) is not None


def _who_did(scene: Scene, ratio: Slot, numerator: Slot, told: Sequence[Slot]) -> list[Slot]:
    """Return those that "They picked up 9,600 kilos, 15 kilos each" is said of."""
    if not re.match(r"^\W*(?:they|together,? they|between them,? they)\b", scene.sentence_text(ratio.sentence).lower()):
        return []
    counts = [s for s in told if s.sentence == ratio.sentence - 1 and measure(s.q) == "count" and s is not numerator]
    counts = [s for s in counts if not _SOME_OF.match(s.right)]
    return counts if len(counts) == 1 and counts[0].q.unit.startswith("count:") else []


_SOME_OF = regex(r"\s*(?:[\w'’-]+\s)?of (?:its|their|his|her|the|those|these|them)\b")  # "won 12 of their games"


def _may_be_number(s: Slot) -> bool:
    plain = s.q.kind in _VALUES and s.q.unit != "percent" and not s.aside and not s.in_table and not s.expected
    return plain and s.q.hedge is not Hedge.BETWEEN and bool(s.q.value)


def _of_like_noun(numerator: Slot, number: Slot) -> bool:
    """Tell "16,000 hectares of wheat" and "96,000 tonnes of barley" apart."""
    told = [re.match(r"^\sof (?:the )?([a-z]+)", s.right) for s in (numerator, number)]
    nouns = {m[1] for m in told if m is not None}
    return len(nouns) < 2


def _is_sharp(ratio: Slot) -> bool:
    """Tell whether a ratio is money, or printed with two digits or more: "two per match" may be of anything."""
    digits = format(ratio.q.value or Decimal(0), "f").replace(".", "").strip("0")
    return (len(digits) > 1 or _MONEY.match(ratio.q.unit.split(" per ")[0]) is not None) and ratio.q.style == "digits"


def _relation(ratio: Slot, numerator: Slot, number: Slot, each: _Each) -> Relation:
    of = convert_factor(numerator.q.unit, each.unit) if each.unit and not _MONEY.match(each.unit) else None
    per = convert_factor(number.q.unit, each.word) if each.word and measure(number.q) != "count" else None
    return Relation(
        kind="ratio_of",
        equation="numerator == ratio * denominator",
        roles={
            "numerator": (Term(quantity=numerator.q, factor=of or Decimal(1)),),
            "ratio": (Term(quantity=rounded(ratio.q)),),
            "denominator": (Term(quantity=number.q, factor=per or Decimal(1)),),
        },
        certainty=Certainty.LIKELY,
        reading="so much for each of what was counted before",
        group=f"ratio:{ratio.q.id}",
        rank=-1,
        tags=frozenset({UNRIVALLED}) if _is_sharp(ratio) else frozenset(),
    )
