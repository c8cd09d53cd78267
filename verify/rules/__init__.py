"""The rules: one explicit table, a line a rule, in the order of their codes.

Add a rule: its module under ``verify/rules/<family>/``, its cases under ``tests/rules/<family>/``, and a
line here."""

from __future__ import annotations

from verify.rules.archive import earlier_figure_differs
from verify.rules.change import (
    asymmetric_comparison,
    change_amount_mismatch,
    earlier_mismatch,
    multiple_mismatch,
    percent_change_mismatch,
    percent_for_points,
    points_of_an_amount,
    rise_over_level,
)
from verify.rules.dates import (
    age_mismatch,
    anniversary_mismatch,
    duration_mismatch,
    edition_mismatch,
    impossible_date,
    impossible_time,
    milestone_age,
    thing_age_mismatch,
    weekday_mismatch,
)
from verify.rules.form import double_unit, elided_unit, false_precision, malformed_figure
from verify.rules.lists import list_count_mismatch
from verify.rules.percent import granularity_mismatch, impossible_percentage, majority_word, tiny_base
from verify.rules.proportion import average_mismatch, ratio_mismatch, share_mismatch
from verify.rules.ranking import (
    place_in_list_mismatch,
    places_moved_mismatch,
    rank_outside_pool,
    ranked_list_mismatch,
    record_not_beaten,
)
from verify.rules.reference import (
    record_change_mismatch,
    record_direction_mismatch,
    record_order_mismatch,
    record_rank_mismatch,
    record_value_mismatch,
)
from verify.rules.repetition import headline_mismatch, restated_figure, table_text_mismatch
from verify.rules.rule import Rule
from verify.rules.scores import (
    finish_order_mismatch,
    match_score_mismatch,
    place_order_mismatch,
    points_total_mismatch,
    results_sum_mismatch,
    score_sums_mismatch,
    score_word_mismatch,
    series_score_mismatch,
    streak_mismatch,
    superlative_mismatch,
    time_gap_mismatch,
    titles_counted_mismatch,
)
from verify.rules.sources import figure_not_in_sources, source_figure_mismatch
from verify.rules.tables import table_value_mismatch
from verify.rules.totals import difference_mismatch, part_over_whole, total_mismatch, votes_of_all_mismatch
from verify.rules.units import conversion_mismatch, exchange_rate_mismatch, girth_mismatch
from verify.rules.wording import (
    annualised_compared,
    annualised_mismatch,
    balance_word,
    comparison_mismatch,
    direction_mismatch,
    equal_contrast,
    forecast_as_fact,
    growth_for_level,
    lead_within_margin,
    majority_within_margin,
    negative_decrease,
    rate_as_count,
    times_more,
    to_for_by,
)

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    earlier_figure_differs.RULE,  # ARC101
    percent_change_mismatch.RULE,  # ARI101
    change_amount_mismatch.RULE,  # ARI102
    multiple_mismatch.RULE,  # ARI103
    points_of_an_amount.RULE,  # ARI104
    asymmetric_comparison.RULE,  # ARI105
    earlier_mismatch.RULE,  # ARI106
    rise_over_level.RULE,  # ARI107
    percent_for_points.RULE,  # ARI108
    total_mismatch.RULE,  # ARI201
    part_over_whole.RULE,  # ARI202
    difference_mismatch.RULE,  # ARI203
    votes_of_all_mismatch.RULE,  # ARI204
    share_mismatch.RULE,  # ARI301
    ratio_mismatch.RULE,  # ARI302
    average_mismatch.RULE,  # ARI303
    conversion_mismatch.RULE,  # ARI401
    exchange_rate_mismatch.RULE,  # ARI402
    girth_mismatch.RULE,  # ARI403
    rank_outside_pool.RULE,  # ARI501
    ranked_list_mismatch.RULE,  # ARI502
    record_not_beaten.RULE,  # ARI503
    places_moved_mismatch.RULE,  # ARI504
    place_in_list_mismatch.RULE,  # ARI505
    weekday_mismatch.RULE,  # DAT101
    impossible_date.RULE,  # DAT102
    impossible_time.RULE,  # DAT103
    age_mismatch.RULE,  # DAT104
    anniversary_mismatch.RULE,  # DAT105
    edition_mismatch.RULE,  # DAT106
    duration_mismatch.RULE,  # DAT107
    milestone_age.RULE,  # DAT108
    thing_age_mismatch.RULE,  # DAT109
    malformed_figure.RULE,  # FRM101
    double_unit.RULE,  # FRM102
    elided_unit.RULE,  # FRM103
    false_precision.RULE,  # FRM104
    list_count_mismatch.RULE,  # LST101
    impossible_percentage.RULE,  # PCT201
    granularity_mismatch.RULE,  # PCT202
    majority_word.RULE,  # PCT203
    tiny_base.RULE,  # PCT204
    record_value_mismatch.RULE,  # REF101
    record_change_mismatch.RULE,  # REF102
    record_rank_mismatch.RULE,  # REF103
    record_order_mismatch.RULE,  # REF104
    record_direction_mismatch.RULE,  # REF105
    restated_figure.RULE,  # REP301
    headline_mismatch.RULE,  # REP302
    table_text_mismatch.RULE,  # REP303
    results_sum_mismatch.RULE,  # SCO101
    points_total_mismatch.RULE,  # SCO102
    series_score_mismatch.RULE,  # SCO103
    match_score_mismatch.RULE,  # SCO104
    streak_mismatch.RULE,  # SCO105
    finish_order_mismatch.RULE,  # SCO106
    superlative_mismatch.RULE,  # SCO107
    place_order_mismatch.RULE,  # SCO108
    time_gap_mismatch.RULE,  # SCO109
    titles_counted_mismatch.RULE,  # SCO110
    score_word_mismatch.RULE,  # SCO111
    score_sums_mismatch.RULE,  # SCO112
    source_figure_mismatch.RULE,  # SRC101
    figure_not_in_sources.RULE,  # SRC102
    table_value_mismatch.RULE,  # TAB101
    direction_mismatch.RULE,  # WRD101
    comparison_mismatch.RULE,  # WRD102
    negative_decrease.RULE,  # WRD103
    balance_word.RULE,  # WRD104
    growth_for_level.RULE,  # WRD105
    annualised_mismatch.RULE,  # WRD106
    forecast_as_fact.RULE,  # WRD107
    equal_contrast.RULE,  # WRD108
    lead_within_margin.RULE,  # WRD109
    times_more.RULE,  # WRD110
    rate_as_count.RULE,  # WRD111
    to_for_by.RULE,  # WRD112
    majority_within_margin.RULE,  # WRD113
    annualised_compared.RULE,  # WRD114
)
