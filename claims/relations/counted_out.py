"""Small numbers that are counted out to the last: "a crew of seven (four divers, two cooks and a boy)".

"It has six shops: three in Hale, one in Orr and two in Dunn"; "one each in Orr and Dunn"; "Of 13 skippers asked,
seven would go, five would not and one could not say"; "… 11 schools. Five of them are in Hale, four in Orr, one in Dunn
and one in Marl". A list says that it is whole by its brackets or colon, or by going down to a single one. Lists that
miss by much are lists of some.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Hedge, Kind, Relation, Term
from claims.patterns import regex
from claims.relations.amounts import MOST_PARTS, of_pair, of_some
from claims.relations.scene import Scene, Slot, comparable

__all__ = ["propose"]

_BRACKET = regex(r"^(?:\s(?!(?:and|or|but|to|from)\b)[\w'’-]+){0,3}\s\(")
_COLON = regex(r"^(?:\s(?!(?:and|or|but|to|from)\b)[\w'’-]+){0,5}:\s")
_BATCHES = regex(
    r"\bin\s(?:[\w-]+\s)?(?:batches|stages|instal?lments|tranches|lots|waves|phases|payments|groups|steps)\b,?\s(?:of\s)?$"
)
_SPLIT = regex(r",\s(?:and\s)?|\sand\s")
_ITEM = regex(r"^(?:(?:about|the|another)\s)?$")
_ARTICLE = regex(r"^(?:an?|one)\s[\w-]+(?:\s[\w-]+){0,3}$")
_EACH_IN = regex(
    r"^\seach\s(?:in|for|from|to|at|of|on|with|by)\s(?P<names>[\w'’. -]+(?:,\s[\w'’. -]+)*\sand\s[\w'’. -]+)$"
)
_SAYS = regex(
    r"\b(?:is|are|was|were|has|have|had|which|who|whom|that|of (?:them|these|those|it)|includ\w+|among|mostly|mainly|"
    r"chiefly|led by|notably|such as|respectively|at least|only|both|also|each|percent|per cent|than|against|"
    r"after|points?|bonus|extra)\b|%"
)
_OF_FIRST = regex(r"(?:^|[.;:]\s)\W*(?:out )?of(?: (?:the|its|their|his|her|all))*\s*$")
_ASKED = regex(
    r"\b(?:asked|polled|surveyed|questioned|interviewed|consulted|spoke|replied|answered|responded|forecasters|economists|"
    r"analysts|respondents|jurors|judges|games|matches|fixtures|meetings|finals|races)\b"
)
_OF_THEM = regex(r"^\s(?:[\w'’-]+\s)?of (?:them|these|those)\b")
_OPENS = regex(r"^\W*$")
_PLACED = regex(r"^\s(?:[\w'’-]+\s)?(?:in|at|on|from|for|near)\s|^\s[\w'’-]+\s*(?:,|and\b)")
_NOT_ALONE = regex(r"\b(?:both|also|too|as well|of whom|of which|each|apiece|among them|then|later|least|than|per)\b")
_LIST_GAP = regex(r"^[^.:;()]{0,80}$")
_ONE = regex(r"(?:,|\band)\sone\b")
_MOST_WHOLE = 400
_SMALL_MISS, _MISS = Decimal(2), Decimal("0.1")
_SURE = frozenset({UNRIVALLED, "weighed"})  # not every part counts once, and each of them is told


@dataclass(frozen=True, slots=True)
class _Listed:
    """The figures of a list, how many things each stands for, and how many more were told by an article."""

    parts: tuple[tuple[Slot, int], ...]
    bare: int = 0

    @property
    def made(self) -> Decimal:
        return sum(((s.q.value or Decimal(0)) * n for s, n in self.parts), Decimal(self.bare))


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield the small totals whose parts are counted out."""
    for whole in scene.slots:
        if not _is_count(whole) or whole.in_table or (whole.q.value or 0) > _MOST_WHOLE:
            continue
        listed = _marked_off(scene, whole) or _of_so_many(scene, whole) or _of_them(scene, whole)
        if listed is not None and _is_near(listed, whole):
            yield _relation(whole, listed)


def _is_count(slot: Slot) -> bool:
    plain = slot.q.kind in (Kind.COUNT, Kind.LEVEL, Kind.ABSOLUTE_CHANGE) and slot.q.unit.partition(":")[0] in (
        "",
        "count",
    )
    whole = slot.q.places == 0 and slot.q.scale == 1 and not slot.q.per and slot.q.hedge is Hedge.EXACT
    return plain and whole and not slot.aside and bool(slot.q.value)


def _is_near(listed: _Listed, whole: Slot) -> bool:
    """Tell whether a list may be of the whole but for a slip; one that misses by much names some of them."""
    value = whole.q.value or Decimal(0)
    room = max(min(_SMALL_MISS, value // 3), value * _MISS)
    return 2 <= len(listed.parts) + (listed.bare > 0) <= MOST_PARTS and abs(listed.made - value) <= room


def _marked_off(scene: Scene, whole: Slot) -> _Listed | None:
    """Return the list in brackets or after a colon, right after its total: "eight (five here, two there and a boy)"."""
    head = whole
    after = scene.slots[whole.order + 1] if whole.order + 1 < len(scene.slots) else None
    if after is not None and after.sentence == whole.sentence and of_pair(scene, after):
        head = after  # "shed 24 of its 300 posts: nine here, eight there and seven …"
    elif of_pair(scene, whole) or _OF_FIRST.search(whole.left):
        return None
    sentence = scene.document.sentences[whole.sentence]
    text = scene.document.text[head.q.end : sentence.end]
    bracket, colon = _BRACKET.match(text), _COLON.match(text)
    opened = bracket or colon
    if opened is None:
        return None
    start = head.q.end + opened.end()
    closed = text.find(")", opened.end()) if bracket else re.search(r"[.;!?](?:\s|$)|$", text[opened.end() :])
    if isinstance(closed, int):
        end = head.q.end + closed if closed > 0 else -1
    else:
        end = start + closed.start() if closed is not None else -1
    return _items(scene, start, end) if end > start else None


def _items(scene: Scene, start: int, end: int) -> _Listed | None:
    """Return the numbers of a list each of whose items begins with one, or with "a"; ``None`` for any other list."""
    text = scene.document.text[start:end]
    parts: list[tuple[Slot, int]] = []
    bare = 0
    inside = [s for s in scene.slots if start <= s.q.start < end]
    if len(inside) > MOST_PARTS or _SAYS.search(re.sub(r"\beach\b", "", text.lower())):
        return None
    last = inside[-1] if inside else None
    each = _EACH_IN.match(scene.document.text[last.q.end : end]) if last is not None else None
    if each is not None and last is not None:
        text = text[: last.q.end - start]
    elif re.search(r"\beach\b", text):
        return None
    if _SPLIT.search(text) is None:
        return None
    place = start
    for item in _SPLIT.split(text):
        at = scene.document.text.find(item, place, end)
        place = at + len(item)
        told = [s for s in inside if at <= s.q.start < place]
        if len(told) == 1 and _is_count(told[0]) and _ITEM.match(scene.document.text[at : told[0].q.start].lower()):
            times = len(_SPLIT.split(each["names"])) if each is not None and told[0] is last else 1
            parts.append((told[0], times))
        elif not told and _ARTICLE.match(item):
            bare += 1
        else:
            return None
    return _Listed(tuple(parts), bare) if parts else None


def _of_so_many(scene: Scene, whole: Slot) -> _Listed | None:
    """Return the list of "Of 13 skippers asked, seven would go, five would not and one could not say"."""
    if _OF_FIRST.search(whole.left) is None or _ASKED.search(whole.right.split(",")[0][:60]) is None:
        return None
    parts = [s for s in scene.by_sentence[whole.sentence] if s.order > whole.order]
    return _down_to_one(scene, whole, parts)


def _of_them(scene: Scene, whole: Slot) -> _Listed | None:
    """Return the list of "… 11 schools. Five of them are in Hale, four in Orr, one in Dunn and one in Marl"."""
    parts = scene.by_sentence.get(whole.sentence + 1, [])
    if (
        not parts
        or parts[0].block != whole.block
        or not _OF_THEM.match(parts[0].right)
        or not _OPENS.match(parts[0].left)
    ):
        return None
    rivals = [
        s for s in scene.by_sentence[whole.sentence] if s is not whole and comparable(s.q, whole.q) and _is_count(s)
    ]
    if any((s.q.value or 0) >= (parts[0].q.value or 0) for s in rivals) or of_some(scene, whole):
        return None
    return _down_to_one(scene, whole, parts) if all(_PLACED.match(s.right) for s in parts[1:]) else None


def _down_to_one(scene: Scene, whole: Slot, parts: Sequence[Slot]) -> _Listed | None:
    """Return a list of three or more counts that ends with "and one": nobody is left to be told."""
    if len(parts) < 2 or not all(_is_count(s) and comparable(s.q, whole.q) for s in parts):
        return None
    sentence = scene.document.sentences[parts[0].sentence]
    told = _OF_THEM.sub("", scene.document.text[parts[0].q.end : sentence.end].lower(), count=1)
    if _NOT_ALONE.search(told) or "of them" in told or "%" in told or ";" in told:
        return None
    ones = [
        m.end() for m in _ONE.finditer(scene.document.text, parts[0].q.end, sentence.end)
    ]  # no figures of their own
    bare = [end for end in ones if not any(s.q.start < end <= s.q.end for s in parts)]
    last = scene.document.text[: max(ones)] if ones else ""
    if len(parts) + len(bare) < 3 or not last or max(ones) < parts[-1].q.start or " and one" not in last[-8:]:
        return None
    gaps = [scene.gap(a, b) for a, b in itertools.pairwise(parts)]
    joined = all(_LIST_GAP.match(g) and ("," in g or g.endswith(" and ")) for g in gaps)
    return _Listed(tuple((s, 1) for s in parts), len(bare)) if joined else None


def _relation(whole: Slot, listed: _Listed) -> Relation:
    return Relation(
        kind="sum",
        equation="whole == sum(part)" + (f" + {listed.bare}" if listed.bare else ""),
        roles={
            "whole": (Term(quantity=whole.q),),
            "part": tuple(Term(quantity=s.q, factor=Decimal(n)) for s, n in listed.parts),
        },
        certainty=Certainty.LIKELY,
        reading="a total, counted out to the last",
        group=f"counted-out:{whole.q.id}",
        rank=-1,
        tags=_SURE,
    )
