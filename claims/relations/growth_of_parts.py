"""The growth of a whole from the growth and the shares of its parts.

"Visitors rose 31 percent. Locals made up 90 percent of the total, a rise of 23 percent; the other 10 percent were
tourists, whose number grew 28 percent": a whole grows by no more than the part that grows most. Taken back,
``1 / (1 + rate)`` is the sum of ``share / (1 + rate of the part)``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Quantity, Relation, Term
from claims.patterns import regex
from claims.relations.kinship import compared_to
from claims.relations.scene import Scene, Slot

__all__ = ["propose"]

_PERCENT = Decimal("0.01")
_OF_TOTAL = regex(r"^\s*of (?:the |all |its |their |this )?(?:total|whole|all|sum|them)\b")
_WITH_CHANGE = "level with its change"


def propose(scene: Scene, simple: Sequence[Relation]) -> Iterator[Relation]:
    """Yield one relation for each list of shares that make 100, where whole and parts all have a growth rate."""
    slots = {slot.q.id: slot for slot in scene.slots}
    rates = {
        r.roles["current"][0].quantity.id: r.roles["rate"][0].quantity
        for r in simple
        if r.kind == "level_growth" and r.reading == _WITH_CHANGE
    }
    if len(rates) < 3:
        return
    of_share: dict[str, list[Relation]] = {}
    for relation in simple:
        if relation.kind == "share_of" and {"share", "part", "whole"} <= relation.roles.keys():
            of_share.setdefault(relation.roles["share"][0].quantity.id, []).append(relation)
    seen: set[frozenset[str]] = set()
    for hundred in simple:
        if "shares" not in hundred.tags or "whole" in hundred.roles:
            continue
        told = _told(hundred, of_share, rates)
        if told is None:
            continue
        relation = _relation(hundred, *told, slots)
        members = frozenset(q.id for q in relation.members)
        if members not in seen and len(members) == 1 + 2 * len(hundred.roles["part"]):
            seen.add(members)
            yield relation


def _told(
    hundred: Relation, of_share: Mapping[str, Sequence[Relation]], rates: Mapping[str, Quantity]
) -> tuple[Quantity, list[tuple[Quantity, Quantity]]] | None:
    """Return the growth of the whole, and each share with the growth of its part."""
    parts: list[tuple[Quantity, Quantity]] = []
    whole: Quantity | None = None
    for term in hundred.roles["part"]:
        share = term.quantity
        readings = [r for r in of_share.get(share.id, ()) if r.certainty is not Certainty.POSSIBLE]
        growth = rates.get(share.id)
        for reading in readings:
            growth = growth or rates.get(reading.roles["part"][0].quantity.id)
            whole = whole or rates.get(reading.roles["whole"][0].quantity.id)
        if growth is None:
            return None
        parts.append((share, growth))
    return None if whole is None else (whole, parts)


def _relation(
    hundred: Relation, whole: Quantity, parts: Sequence[tuple[Quantity, Quantity]], slots: Mapping[str, Slot]
) -> Relation:
    roles: dict[str, tuple[Term, ...]] = {"rate": (Term(quantity=whole, factor=_PERCENT, signed=True),)}
    for n, (share, growth) in enumerate(parts, 1):
        roles[f"share_{n}"] = (Term(quantity=share, factor=_PERCENT),)
        roles[f"rate_{n}"] = (Term(quantity=growth, factor=_PERCENT, signed=True),)
    pieces = " + ".join(f"share_{n} / (1 + rate_{n})" for n in range(1, len(parts) + 1))
    lags = {compared_to(slots[q.id]) for q in (whole, *(growth for _, growth in parts))}
    of_total = all(_OF_TOTAL.match(slots[share.id].right) for share, _ in parts)
    plain = {UNRIVALLED} if of_total and len(lags) == 1 else set[str]()  # said without an explanation by one slip
    return Relation(
        kind="level_growth",
        equation=f"1 / (1 + rate) == {pieces}",
        roles=roles,
        certainty=Certainty.LIKELY,  # which rate is whose is read, so this is never more than a warning
        reading="growth of a whole from that of its parts",
        group=f"growth-of-parts:{whole.id}",
        tags=frozenset({"composite", "earlier", f"needs:{hundred.group}", *plain}),
    )
