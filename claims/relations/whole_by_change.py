"""A whole that is not printed, told twice: by its change in amount and percent, and by a share of it.

"Disposable income rose $80 billion (0.5 percent). Saving was $1.3 trillion; saving as a percentage of disposable
income was 8 percent." Both tell how large disposable income is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.model import UNRIVALLED, Certainty, Relation, Term
from claims.patterns import regex
from claims.relations.kinship import indicator_of, of_one_frame
from claims.relations.scene import Scene, Slot, comparable
from claims.relations.share_beside import is_share

__all__ = ["propose"]

_PERCENT = Decimal("0.01")
_REACH = 4  # sentences between the change and the share
_DEFINED = regex(
    r"\b(?P<part>[a-z][\w'’-]*(?: [\w'’-]+){0,5}) as an? (?:percentage|percent|share|proportion) of "
    r"(?:the |its |their )?"
    r"(?P<whole>[a-z][\w'’-]*(?: [\w'’-]+){0,4}?)(?=[,.;()]|\s(?:was|is|were|stood|rose|fell|came|reached)\b)"
)
_CHANGES = ("amount and percent of one change",)


def propose(scene: Scene, simple: Sequence[Relation]) -> Iterator[Relation]:
    """Yield the changes and the shares that are told of one unprinted whole."""
    slots = {s.q.id: s for s in scene.slots}
    changes: list[tuple[str, Slot, Slot]] = []
    for relation in simple:
        if relation.reading in _CHANGES and relation.roles.keys() == {"difference", "rate"}:
            amount, rate = (slots[relation.roles[role][0].quantity.id] for role in ("difference", "rate"))
            changes.append((indicator_of(amount), amount, rate))
    if not changes:
        return
    for share, part, name in _shares(scene):
        for told, amount, rate in changes:
            near = abs(amount.sentence - share.sentence) <= _REACH and comparable(amount.q, part.q) > 0
            if near and told == name and of_one_frame(amount, share):
                yield _relation(share, part, amount, rate)
                break


def _shares(scene: Scene) -> Iterator[tuple[Slot, Slot, str]]:
    """Yield the shares of which a sentence says what they are of: share, part, name of the whole."""
    for sentence, slots in scene.by_sentence.items():
        defined = _DEFINED.search(scene.sentence_text(sentence).lower())
        if defined is None:
            continue
        start = scene.document.sentences[sentence].start
        share = next((s for s in slots if is_share(s.q) and s.q.start >= start + defined.end("whole")), None)
        parts = [s for s in slots if s.is_level and not is_share(s.q) and _named(s, defined["part"])]
        if share is not None and len(parts) == 1:
            yield share, parts[0], defined["whole"]


def _named(slot: Slot, name: str) -> bool:
    """Tell whether a level bears the name of the part, which may stand with other words before it."""
    own = indicator_of(slot) or slot.left
    return name.endswith(own) or own.endswith(name) or f"{name} " in slot.left


def _relation(share: Slot, part: Slot, amount: Slot, rate: Slot) -> Relation:
    return Relation(
        kind="share_of",
        equation="part / share == amount * (1 + 1 / rate)",
        roles={
            "part": (Term(quantity=part.q),),
            "share": (Term(quantity=share.q, factor=_PERCENT),),
            "amount": (Term(quantity=amount.q, signed=True),),
            "rate": (Term(quantity=rate.q, factor=_PERCENT, signed=True),),
        },
        certainty=Certainty.LIKELY,
        reading="a whole that its change tells and a share of it",
        group=f"whole:{share.q.id}:{amount.q.id}",
        tags=frozenset({UNRIVALLED, "composite"}),
    )
