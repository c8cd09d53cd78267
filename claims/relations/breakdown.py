"""A whole that is broken down, one part with its share: two sums over one whole, each of which confirms the other.

"Sales came to 1,750 million. … Bread brought in 1,050 million, or 60 percent of the total. Cakes made 420 million and
drinks the remaining 280": the share ties the parts to the whole, wherever that stands, so what is left is known; and
where parts and rest make the whole, the share is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Kind, Relation
from claims.patterns import regex
from claims.relations.rest_wording import hints
from claims.relations.scene import Scene, Slot, comparable
from claims.relations.share import share_relation
from claims.relations.share_beside import is_share, part_beside
from claims.relations.share_counted import OUTRIGHT
from claims.relations.share_mended import fits

__all__ = ["confirmed"]

_REST = "a whole, its parts, and what is left of it"
_FRACTION_ROOM = Decimal("0.01")  # a fraction in words is met by chance, so it has to be exact to confirm anything
_DIGITS = 2  # of a percentage that confirms, and of the sum that does
_OF_OTHERS = regex(r"^\s*of (?:them|those|these|which|whom|its|their|his|her)\b")
_BACK = 2  # sentences
_FIRST = -5  # before what the words alone propose


def confirmed(scene: Scene, relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield the relations again; a rest has no rival where a share holds its whole, nor a share where a rest does."""
    shares = {part.q.id: share for share in scene.slots if (part := _part(scene, share)) is not None}
    if not shares:
        yield from relations
        return
    slots = {s.q.id: s for s in scene.slots}
    told: set[str] = set()
    for relation in relations:
        pairs = _pairs(relation, slots, shares)
        if not pairs or not _is_plain(scene, relation, slots):
            yield relation
            continue
        whole = slots[relation.roles["larger"][0].quantity.id]
        members = {q.id for q in relation.members}
        if any(q not in members and _is_sharp(share, slots[q], whole) for q, share in shares.items()):
            yield relation  # another part of the whole, told further off
            continue
        if any(_is_sharp(share, part, whole) for share, part in pairs):
            yield replace(relation, tags=relation.tags | {UNRIVALLED, OUTRIGHT}, rank=min(relation.rank, _FIRST))
            continue
        yield relation
        if _makes_the_whole(relation):
            for share, part in pairs:
                if share.q.id not in told:
                    told.add(share.q.id)
                    reading = "share of the whole that part and rest make"
                    tags = frozenset({UNRIVALLED, OUTRIGHT})
                    yield share_relation(share, part, whole, Certainty.LIKELY, _FIRST, reading, tags=tags)


def _part(scene: Scene, share: Slot) -> Slot | None:
    """Return the part right beside a share that is of no other whole."""
    if not is_share(share.q) or share.in_table or share.marked_base or not share.q.value:
        return None
    part = part_beside(scene, share)
    if part is None or abs(part.order - share.order) != 1 or _OF_OTHERS.match(share.right):
        return None
    return part


def _pairs(relation: Relation, slots: dict[str, Slot], shares: dict[str, Slot]) -> list[tuple[Slot, Slot]]:
    """Return the shares of the parts of a rest, each with its part; none where the relation is no rest."""
    if relation.reading != _REST or len(relation.roles.get("larger", ())) != 1:
        return []
    parts = [t.quantity.id for t in relation.roles.get("smaller", ())]
    if relation.roles["larger"][0].quantity.id not in slots:
        return []
    return [(shares[p], slots[p]) for p in parts if p in shares and p in slots]


def _is_plain(scene: Scene, relation: Relation, slots: dict[str, Slot]) -> bool:
    """Tell whether each share up to the rest is of one of the parts, and no words hint at parts without a number."""
    members = {q.id for q in relation.members}
    parts = [slots[t.quantity.id] for t in relation.roles["smaller"] if t.quantity.id in slots]
    rest = slots.get(relation.roles["difference"][0].quantity.id)
    if rest is None or not parts:
        return False
    first = min(parts, key=lambda s: s.order)
    near = [s for s in scene.slots[: rest.order] if s.block == rest.block and first.sentence - _BACK <= s.sentence]
    if any(is_share(s.q) and ((p := _part(scene, s)) is None or p.q.id not in members) for s in near):
        return False  # "wind supplied 28 percent. Coal plants delivered …": a part that is told as its share
    if any(s.q.id not in members and _is_amount(s, rest) for s in scene.slots[first.order : rest.order]):
        return False  # perhaps a part that is not among those that were read
    start = scene.document.sentences[first.sentence].start
    text = scene.document.text
    return not hints(text[start : rest.q.start].lower(), text[first.q.start : rest.q.start].lower())


def _is_amount(slot: Slot, rest: Slot) -> bool:
    plain = (
        slot.q.kind in (Kind.LEVEL, Kind.COUNT, Kind.ABSOLUTE_CHANGE) and slot.q.unit != "percent" and not slot.aside
    )
    return plain and (comparable(slot.q, rest.q) > 0 or slot.q.unit in ("", "count"))


def _is_sharp(share: Slot, part: Slot, whole: Slot) -> bool:
    """Tell whether a share is that of the part of the whole, more exactly than chance would have it."""
    if not whole.q.value or not part.q.value or not share.q.value:
        return False
    made = part.q.value / whole.q.value * (100 if share.q.unit == "percent" else 1)
    if share.q.style != "digits":
        return abs(made - share.q.value) <= _FRACTION_ROOM * share.q.value
    digits = sum(c.isdigit() for c in share.q.surface)
    return digits >= _DIGITS and fits(share, part.q.strict, whole.q.strict)


def _makes_the_whole(relation: Relation) -> bool:
    """Tell whether parts and rest make the whole to its last printed place."""
    whole, *others = (relation.roles[role] for role in ("larger", "smaller", "difference"))
    value = whole[0].quantity.value or Decimal(0)
    made = sum(((t.quantity.value or Decimal(0)) for terms in others for t in terms), Decimal(0))
    digits = len(value.normalize().as_tuple().digits)
    return digits >= _DIGITS and abs(made - value) <= whole[0].quantity.step / 2
