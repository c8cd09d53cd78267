"""Sentences to relations: which figures belong to one equation.

One file per kind of claim; each yields `Relation` objects, several readings of one attachment sharing a
group. `verify.consistency` picks the reading that holds. Where to look for a wording:

- what all files share: `scene` (figures with the words beside them), `wording`, `told_wording`, `kinship`, `amounts`
- growth, from-to, multiples: `change*`, `from_to`, `amount_and_rate`, `lags`, `two_times`, `close_before`,
  `multiple_before`, `rate_confirmed`, `growth_first`
- what lies between two values: `difference*`, `compared`, `than_named`, `closing_pair`, `balance_told`,
  `balance_first`, `table_balance`, `extremes`, `majority_told`, `rank_moves`, `target_told`, `short_of_half`,
  `points_since`, `so_the_gap`, `planned_told`, `then_and_now`, `real_terms`, `ahead_of` (`elided`: units left out)
- totals and their parts: `total*`, `list_*`, `part*`, `shared_out`, `rest_*`, `adding_up`, `hundred`, `votes_cast`,
  `together_told`, `together_share`, `makes_in_all`, `total_taken`, `two_kinds`, `in_and_out`, `games_played`,
  `tally_told`, `kinds_of_story`, `counted_out`
- shares, ratios, products: `share*`, `proportion`, `percent_*`, `margin`, `turnout`, `ratio*`, `mean_over_span`,
  `tally_told`, `kinds_of_story`
- shares, ratios, products: `share*`, `proportion`, `percent_*`, `margin`, `turnout`, `ratio*`, `mean_*`,
  `product*`, `whole_by_change`, `each_one`, `each_of_counted`, `comes_to_so_much`, `per_thousands`, `with_so_many`,
  `calendar_apart`, `a_year_a_week`, `at_so_many`, `lasts_for`, `exchange_rate`, `times_told`, `times_of_named`,
  `times_as_many`, `premium_over`, `ratio_of_two` (`told_frames`: what these share)
- tables: `table_*`, `league_table`; units and currencies: `conversion`, `hours_and_minutes`
- orders: `rank*`, `surpassed`
- not by wording but by name, cell or another relation: `identity`, `*_cells`, `cell_pairs`, `area_parts`, `earlier`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from claims.document import Document
from claims.model import UNRIVALLED, Binding, Certainty, PeriodMention, Quantity, Relation
from claims.relations import (
    a_year_a_week,
    adding_up,
    ahead_of,
    area_parts,
    at_so_many,
    balance_first,
    balance_told,
    breakdown,
    calendar_apart,
    cell_pairs,
    change,
    change_named,
    change_that,
    close_before,
    closing_pair,
    comes_to_so_much,
    compared,
    conversion,
    counted_out,
    difference,
    difference_before,
    difference_told,
    each_of_counted,
    each_one,
    earlier,
    exchange_rate,
    extremes,
    games_played,
    growth_first,
    growth_of_parts,
    hours_and_minutes,
    hundred,
    identity,
    in_and_out,
    kinds_of_story,
    lasts_for,
    league_table,
    list_apposed,
    list_elided,
    majority_told,
    makes_in_all,
    margin,
    mean_of_told,
    mean_over_span,
    median_of_values,
    multiple_before,
    of_noun,
    part,
    parts_of_year,
    per_thousands,
    percent_of_told,
    percent_told,
    period_part,
    planned_told,
    points_apart,
    points_since,
    premium_over,
    product,
    product_told,
    rank,
    rank_moves,
    ranked_list,
    rate_confirmed,
    ratio,
    ratio_apart,
    ratio_of_two,
    ratio_told,
    real_terms,
    repeated,
    rest_of_hundred,
    rest_of_story,
    rest_still,
    rest_told,
    share,
    share_counted,
    share_mended,
    share_of_many,
    share_of_part,
    share_of_them,
    share_of_those,
    share_then_pair,
    share_told,
    shared_out,
    shares_elided,
    short_of_half,
    so_the_gap,
    steps_told,
    surpassed,
    table_balance,
    table_columns,
    table_total,
    tally_told,
    target_told,
    terms_of_prison,
    than_named,
    then_and_now,
    times_as_many,
    times_of_named,
    times_told,
    together_share,
    together_told,
    total,
    total_opened,
    total_taken,
    total_then_parts,
    turnout,
    two_kinds,
    votes_cast,
    whole_by_change,
    with_so_many,
)
from claims.relations.scene import Scene, build_scene

__all__ = ["propose"]

_KINDS = (
    change, steps_told, change_named, change_that, close_before, multiple_before, total, total_opened, total_then_parts,
    list_apposed, list_elided, parts_of_year, table_total, table_columns, table_balance, league_table, part,
    shared_out, of_noun, hundred, adding_up, share, difference_told, difference_before, compared, difference,
    rest_told, rest_of_story, rest_of_hundred, majority_told, shares_elided, target_told, votes_cast,
    terms_of_prison, conversion, ratio, median_of_values, rank, rank_moves, ranked_list, surpassed, repeated,
    terms_of_prison, conversion, hours_and_minutes, ratio, rank, rank_moves, ranked_list, surpassed, repeated,
    cell_pairs, period_part, area_parts, balance_first, identity, product, tally_told,
)  # fmt: skip

_TOLD = (  # from figures of the sentences before: left out where a certain reading says the same
    ratio_told, ratio_apart, mean_over_span, margin, turnout, product_told, percent_told, percent_of_told,
    share_counted, share_mended, share_of_many, share_of_them, share_of_those, share_then_pair, rate_confirmed,
    growth_first,
    than_named, closing_pair, counted_out, balance_told, extremes, together_told, together_share,
    times_told, calendar_apart, exchange_rate, short_of_half, real_terms, lasts_for, premium_over,
    ahead_of, each_one, rest_still, games_played, total_taken, ratio_of_two, per_thousands, two_kinds,
    kinds_of_story, so_the_gap,
    points_since, points_apart, in_and_out, planned_told, then_and_now, makes_in_all, at_so_many,
    ratio_told, ratio_apart, mean_over_span, mean_of_told, margin, turnout, product_told, percent_told, percent_of_told,
    share_counted, share_of_many, share_of_them, rate_confirmed, growth_first, than_named, closing_pair, balance_told,
    extremes,
    together_told, together_share,
    times_told, times_of_named, times_as_many, calendar_apart, a_year_a_week, exchange_rate, short_of_half,
    real_terms, lasts_for, premium_over,
    ahead_of, each_one, each_of_counted, rest_still, games_played, total_taken, ratio_of_two, per_thousands,
    with_so_many, comes_to_so_much, two_kinds, kinds_of_story, so_the_gap,
    points_since, in_and_out, planned_told, then_and_now, makes_in_all, at_so_many,
)  # fmt: skip


def propose(
    document: Document,
    quantities: Sequence[Quantity],
    bindings: Mapping[str, Binding],
    mentions: Sequence[PeriodMention],
) -> tuple[Relation, ...]:
    """Return every reading of every relation, in the order of the kinds and of the text."""
    scene = build_scene(document, quantities, bindings, mentions)
    simple = _names_after_wording([relation for kind in _KINDS for relation in kind.propose(scene)])
    told = [relation for kind in _TOLD for relation in kind.propose(scene)]
    told = _unsure_across(scene, [*told, *share_told.propose(scene, simple)])
    simple.extend(_not_said_outright(told, simple))
    simple.extend((*share_of_part.propose(scene, simple), *whole_by_change.propose(scene, simple)))
    simple = _once(list(breakdown.confirmed(scene, simple)))
    return (*simple, *earlier.propose(scene, simple), *growth_of_parts.propose(scene, simple))


def _unsure_across(scene: Scene, told: Sequence[Relation]) -> list[Relation]:
    """Leave readings over two paragraphs to be told only where a slip explains them: a new one may turn away."""
    block = {s.q.id: s.block for s in scene.slots}
    within = [len({block[q.id] for q in r.members}) == 1 or share_counted.OUTRIGHT in r.tags for r in told]
    return [r if w else replace(r, tags=r.tags - {UNRIVALLED}) for r, w in zip(told, within, strict=True)]


def _once(relations: Sequence[Relation]) -> list[Relation]:
    """Leave out the likely readings that say again, over the same figures, what a surer one says."""
    sure = {(_sum_of(r), _ids(r)) for r in relations if r.certainty is Certainty.CERTAIN}
    readings = Counter(r.group for r in relations)
    ratios: dict[frozenset[str], str] = {}  # by figures, as what the first to say so tells them
    kept: list[Relation] = []
    for relation in relations:
        ids, kind = _ids(relation), _sum_of(relation)
        alone = readings[relation.group] == 1  # else it may be what settles which of several readings is meant
        if relation.certainty is Certainty.LIKELY and alone and (kind, ids) in sure:
            continue
        if (
            kind == "ratio_of"
            and UNRIVALLED in relation.tags
            and ratios.setdefault(ids, relation.kind) != relation.kind
        ):
            continue
        kept.append(relation)
    return kept


def _sum_of(relation: Relation) -> str:
    """Name the sum that a relation is: a mean is a ratio, and the share of the others another sum than the share."""
    kind = "ratio_of" if relation.kind == "average" else relation.kind
    return f"{kind}{' of the others' if '(1 -' in relation.equation else ''}"


def _not_said_outright(told: Sequence[Relation], simple: Sequence[Relation]) -> list[Relation]:
    """Leave out the likely readings of an attachment that a certain one reads over the same figures."""
    certain = {(r.group, _ids(r)) for r in simple if r.certainty is Certainty.CERTAIN}
    return [r for r in told if (r.group, _ids(r)) not in certain]


def _names_after_wording(simple: Sequence[Relation]) -> list[Relation]:
    """Make what the names alone say merely possible where the wording outright says what a difference lies between."""
    told = {r.group for r in simple if r.kind == "difference" and r.certainty is Certainty.CERTAIN and r.rank < 0}
    by_name = [r.kind == "difference" and r.group in told and identity.is_by_name(r) for r in simple]
    return [replace(r, certainty=Certainty.POSSIBLE) if n else r for r, n in zip(simple, by_name, strict=True)]


def _ids(relation: Relation) -> frozenset[str]:
    return frozenset(q.id for q in relation.members)
