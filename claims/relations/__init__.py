"""Sentences to relations: which figures belong to one equation.

One file per kind of claim; each yields `Relation` objects, several readings of one attachment sharing a
group. `verify.consistency` picks the reading that holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.document import Document
from claims.model import Binding, PeriodMention, Quantity, Relation
from claims.relations import (
    adding_up,
    area_parts,
    cell_pairs,
    change,
    compared,
    conversion,
    difference,
    difference_told,
    earlier,
    growth_of_parts,
    hundred,
    identity,
    league_table,
    list_apposed,
    list_elided,
    of_noun,
    part,
    parts_of_year,
    period_part,
    product,
    rank,
    ranked_list,
    ratio,
    repeated,
    rest_of_hundred,
    rest_told,
    share,
    share_of_part,
    surpassed,
    table_columns,
    table_total,
    target_told,
    terms_of_prison,
    total,
    total_opened,
    total_then_parts,
    votes_cast,
    whole_by_change,
)
from claims.relations.scene import build_scene

__all__ = ["propose"]

_KINDS = (
    change, total, total_opened, total_then_parts, list_apposed, list_elided, parts_of_year, table_total, table_columns,
    league_table, part, of_noun, hundred, adding_up, share, difference_told, compared, difference,
    rest_told, rest_of_hundred, target_told, votes_cast, terms_of_prison, conversion,
    ratio, rank, ranked_list, surpassed, repeated, cell_pairs, period_part, area_parts, identity, product,
)  # fmt: skip


def propose(
    document: Document,
    quantities: Sequence[Quantity],
    bindings: Mapping[str, Binding],
    mentions: Sequence[PeriodMention],
) -> tuple[Relation, ...]:
    """Return every reading of every relation, in the order of the kinds and of the text."""
    scene = build_scene(document, quantities, bindings, mentions)
    simple = [relation for kind in _KINDS for relation in kind.propose(scene)]
    simple.extend((*share_of_part.propose(scene, simple), *whole_by_change.propose(scene, simple)))
    return (*simple, *earlier.propose(scene, simple), *growth_of_parts.propose(scene, simple))
