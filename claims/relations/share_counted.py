"""Shares of what was counted a few sentences before: "… 2,400 incidents. … 1,080 of the incidents, or 45 per cent".

The part names its whole, by its own noun, by "of the incidents" or by "per cent of incidents", and before the share the
story has counted so many of them only once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation
from claims.patterns import regex
from claims.quantities.nouns import is_plural, singular
from claims.relations.kinship import indicator_of, of_one_frame
from claims.relations.mended import fits_when_mended
from claims.relations.scene import HUMAN, Scene, Slot, comparable, measure
from claims.relations.share import share_relation
from claims.relations.share_beside import is_share
from claims.relations.told_wording import ABOUT, phrases
from claims.relations.wording import CHANGE_WORDS

__all__ = ["OUTRIGHT", "propose"]

OUTRIGHT = "said-outright"  # tag: the words leave no other whole, however many paragraphs lie between

_BESIDE = regex(
    rf"^(?P<said>(?:\s(?!and\b|but\b|while\b|with\b|from\b|than\b|against\b)[a-z][\w'’-]*){{0,7}}?)"
    rf"(?:,?\s(?:or|that is|i\.e\.|equal to|equivalent to)|,\s(?:which|that)\s(?:is|was|were|makes|means|"
    rf"corresponds to|amounts to|represents)|,\sa\s(?:[\w-]+\s)?(?:share|proportion)\sof|,|\s\()\s*{ABOUT}$"
)
_FIRST = regex(r"^(?P<named>\s(?:of|in)\s[^,;.()\d]{3,40})?(?:,\s(?:or|that is|i\.e\.)|,|\s\()\s*" + ABOUT + r"$")
_OF_THE = regex(r"^(?:\s[\w-]+)?\sof\s(?:the|its|their|his|her|all|these|those)\s(?:the\s|its\s)?(?P<what>[^,;.()]+)$")
_OF_FIRST = regex(
    r"(?:^|[.;:]\s)\W*(?:out )?(?:of|among)\s(?:the|its|their|his|her|all|these|those)\s"
    rf"(?:the\s|these\s|those\s|its\s)?(?P<what>[^,;.()\d]+?),?\s*{ABOUT}$"
)
_ENDS = regex(r"^\s*(?:[.,;:)–—]|$|(?:were|are|was|is|had|have|has|did|said|came|went)\b)")
_PERCENT_OF = regex(r"^\sof\s(?:the\s|all\s|its\s|their\s|his\s|her\s)*(?P<what>[^,;.:()–—\d]+)")
_TOTAL = regex(
    r"^(?:(?:year|month|quarter|season|week)['’]s\s|whole\s|overall\s|grand\s|entire\s)?(?:total|whole|lot|sum|tally|"
    r"everything|all|number|figure)$"
)
_MORE = regex(
    rf"^\s*(?:points?\b|(?:[\w-]+\s+)?(?:{phrases('wording', 'more')})\b)"
    r"|^,\s(?:more|fewer|less|higher|lower|up|down)\b(?! from)"
)
_ACCOUNTS = regex(rf"\b(?:account(?:s|ed)? for|(?:made|makes?) up|contribut(?:es?|ed))\s{ABOUT}$")
_OF_THEM = regex(r"\bof (?:which|whom|that|this|it)\b|\b(?:who|which|that)\b")
_CHANGED = CHANGE_WORDS | {"more", "fewer", "less", "extra", "additional", "another", "further", "short", "over"}
_HARMLESS = frozenset({"made", "up", "make", "take", "took", "taken", "down", "put"})  # "accounted for", "made up"
_SUBSET = regex(r"\b(?:of (?:which|whom|them|these|those)|includ\w+|among them|alone)\b")
_THEM = regex(r"^(?:them|those|these|whom|which|who|that|it)\b")
_MONEY = regex(r"^[A-Z]{3}$")
_PAST = regex(r"\bhad (?:been|had|stood|numbered|counted|\w+ed)\b[^,;]{0,20}$")
_AGO = regex(r"^[^,;.]{0,30}\b(?:(?:a|the) (?:year|month|week) (?:ago|earlier|before)|last (?:year|time)['’]s)\b")
_RECORD = regex(r"\b(?:record|peak|high|low|best|target|goal|capacity)\s(?:was|is|stands at|of)\s*$")
_GOVERNED = regex(r"\b(?:in|at|on|from|for|by|among|around|under)\s+(?:(?!the\b|an?\b)[\w-]+\s+){0,2}$")
_ELSEWHERE = regex(
    r"^\W*(?:there|here)\b(?! (?:is|are|was|were|have|had)\b)|\b"
    r"(?:in|at|on|across|within|during|for|outside|inside|near|among)\s\w"
)
_VALUES = frozenset({Kind.LEVEL, Kind.COUNT})
_REACH, _NEXT = 4, 2  # sentences
_POPULATION = frozenset({"count:people", "count:person", "count:inhabitant", "count:resident", "count:citizen"})
_WINDOW = 120  # figures
_SAME = Decimal("0.02")  # one number in a headline and in the text


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the shares of the only number of its kind that was told before."""
    for share in scene.slots:
        if not is_share(share.q) or share.in_table or share.marked_base or not share.q.value:
            continue
        if _MORE.match(share.right):
            continue
        found = _part(scene, share)
        if found is None:
            continue
        part, what, outright = found
        whole = _whole(scene, share, part, what)
        if whole is not None:
            yield share_relation(
                share,
                part,
                whole,
                Certainty.LIKELY,
                -2,
                "share of what was counted before",
                tags=frozenset({UNRIVALLED, OUTRIGHT} if outright else {UNRIVALLED}),
            )


def _part(scene: Scene, share: Slot) -> tuple[Slot, str, bool] | None:
    """Return the figure beside a share, what the two say that they are of, and whether they say so in plain words."""
    before = scene.slots[share.order - 1] if share.order else None
    after = scene.slots[share.order + 1] if share.order + 1 < len(scene.slots) else None
    if before is not None and before.sentence == share.sentence:
        gap = scene.gap(before, share)
        beside = _BESIDE.match(gap)
        if beside is not None and _may_be_part(before):
            return _named(before, beside["said"], share.right)
    if after is not None and after.sentence == share.sentence and _may_be_part(after):
        first = _FIRST.match(scene.gap(share, after))
        if first is not None and _ENDS.match(after.right) is not None:
            told = _PERCENT_OF.match(first["named"] or "")
            return None if told is None else _stated(after, told["what"])
    return None


def _named(part: Slot, said: str, right: str) -> tuple[Slot, str, bool] | None:
    """Read what a part and the share after it are of; ``None`` where they may be of something else."""
    of_the, of_first = _OF_THE.match(said), _OF_FIRST.search(part.left)
    told = _PERCENT_OF.match(right)
    if told is not None:
        return _stated(part, told["what"])
    if not _ENDS.match(right) or _OF_THEM.search(said) or _OF_THEM.search(part.left):
        return None
    if of_the is not None:
        return _stated(part, of_the["what"])
    if of_first is not None:
        return _stated(part, of_first["what"])
    noun = said.split()
    if not noun and _ACCOUNTS.search(part.left):
        return part, "all of it", True  # "foreigners accounted for 19.6 million, 63 percent"
    if not noun and part.q.kind is Kind.LEVEL and measure(part.q) != "count" and not _MONEY.match(part.q.unit):
        return part, part.q.unit, False  # "20,500 hectares, or 25 per cent"
    plain = len(noun) in (1, 2) and is_plural(noun[-1]) and noun[0] != "of"
    return (part, noun[-1], False) if plain else None


def _stated(part: Slot, what: str) -> tuple[Slot, str, bool] | None:
    """Return the head of what a share is of: "applications", "total"; ``None`` where more is said of it."""
    bare = re.sub(rf"\s(?:{phrases('shares', 'tells')})$", "", what.strip())
    if _TOTAL.match(bare):
        return part, "total", True
    if re.fullmatch(r"(?:the |those )?(?:asked|surveyed|polled|interviewed|questioned)", bare):
        return part, "asked", False
    if _THEM.match(bare):
        return None
    words = bare.split()
    if not _CHANGED.isdisjoint(words):
        return None  # "three out of four of the additional students, or 6,000": of those that were added
    plain = 1 <= len(words) <= 2 and not set(words) & {"of", "in", "from", "for", "by"}
    return (part, words[-1], len(words) == 1) if plain else None  # "mortgage lending" may be no part of "lending"


def _may_be_part(slot: Slot) -> bool:
    plain = slot.q.kind in _VALUES and slot.q.unit != "percent" and not slot.aside and not slot.marked_base
    if not plain or slot.q.hedge is Hedge.BETWEEN or slot.expected or not slot.q.value:
        return False
    clause = set(re.findall(r"[\w'’-]+", re.split(r"[,;:]", slot.left)[-1])) - _HARMLESS
    return clause.isdisjoint(_CHANGED)


def _whole(scene: Scene, share: Slot, part: Slot, what: str) -> Slot | None:
    """Return the only number before a part that counts what it names."""
    first = min(share.order, part.order)
    told = [s for s in scene.slots[max(0, first - _WINDOW) : first] if _may_hold(s, part) and _counts(s, part, what)]
    told = [s for s in told if _is_larger(s, part)] or [s for s in told if fits_when_mended(share, part, s)]
    if any(is_share(s.q) or _SUBSET.search(s.left) for s in scene.by_sentence[share.sentence] if s.order < first):
        return None  # "310 homes, 19 percent of all; 204, or 13 percent"
    now = [s for s in told if not (s.marked_base or _PAST.search(s.left) or _AGO.match(s.right))]
    now = [s for s in now if not _RECORD.search(s.left)]
    if not now or any(_SUBSET.search(s.left) or _SUBSET.search(s.right[:30]) for s in now):
        return None
    if any(_is_part(scene, s) for s in now):
        return None  # "351 of the bikes, 37.5 per cent of the total, …": of these, or of the total
    finest = max(now, key=lambda s: (_digits(s), s.order))
    value = finest.q.value or Decimal(1)
    if any(abs((s.q.value or 0) - value) > _SAME * value for s in now):
        return None
    start = scene.document.sentences[part.sentence].start
    if _ELSEWHERE.search(_GOVERNED.sub("", scene.document.text[start : min(part.q.start, share.q.start)].lower())):
        return None  # "In the surgical wing 40 beds, or one in three, stand empty"
    near = any(share.sentence - s.sentence <= (_NEXT if what == "all of it" else _REACH) for s in now)
    return finest if near and of_one_frame(finest, part) else None


def _is_part(scene: Scene, slot: Slot) -> bool:
    """Tell whether a share is told right after a number, so that it is a part itself."""
    after = scene.slots[slot.order + 1] if slot.order + 1 < len(scene.slots) else None
    return after is not None and after.sentence == slot.sentence and is_share(after.q)


def _may_hold(whole: Slot, part: Slot) -> bool:
    if whole.q.kind not in _VALUES or whole.aside or whole.in_table or whole.q.hedge is Hedge.BETWEEN or whole.expected:
        return False
    return bool(whole.q.value) and not whole.q.per and _alike(part, whole)


def _is_larger(whole: Slot, part: Slot) -> bool:
    return (whole.q.value or 0) > (part.q.value or 0)


def _alike(part: Slot, whole: Slot) -> bool:
    """Tell whether two figures are of one measure; "16.8 billion" may be of the euros told before."""
    bare = measure(part.q) == "count" and part.q.scale >= 10**6 and whole.q.scale >= 10**6 and not part.q.noun
    return comparable(part.q, whole.q) > 0 or (bare and whole.q.kind is Kind.LEVEL)


def _counts(whole: Slot, part: Slot, what: str) -> bool:
    """Tell whether a number may be of what a share is of."""
    if what == "all of it":
        return _one_noun(whole, part) and whole.q.unit not in _POPULATION
    if what == "total":
        return _one_noun(whole, part)
    noun = whole.q.unit.removeprefix("count").removeprefix(":") if measure(whole.q) == "count" else ""
    if what == "asked":
        return noun in HUMAN
    word = singular(what) if is_plural(what) else what
    if noun:
        return noun == word
    if measure(whole.q) != "count" and word == whole.q.unit:
        return True
    return bool({word, what} & set(indicator_of(whole).split()))


def _one_noun(whole: Slot, part: Slot) -> bool:
    one, other = (s.q.unit.removeprefix("count").removeprefix(":") for s in (whole, part))
    return not (measure(whole.q) == "count" and one and other) or one == other


def _digits(slot: Slot) -> int:
    value = slot.q.value or Decimal(0)
    return len(value.normalize().as_tuple().digits)
