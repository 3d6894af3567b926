/*
A figure that is stated as part of another falls with it: the part that a document declares ("of this"),
or, by the same source for the same territory and period, a part of a withheld total: a measure that is
part of another, or the level or share of a breakdown. A figure that stands by a decision does not fall, nor
do the parts of a figure that stands with another value by a decision.
*/
with
figure as (
    select
        standing.*,
        measure.part_of,
        measure.additive = 'true' as has_breakdowns
    from core.standing as standing
    inner join reference.measure as measure on standing.measure_code = measure.measure_code
    where standing.decided = ''
),

withheld as (
    select latest.*
    from core.latest as latest
    inner join core.withheld as withheld on latest.obs_id = withheld.obs_id
    left join core.standing as decided
        on
            latest.figure_id = decided.figure_id
            and latest.series_id = decided.series_id
            and decided.decided <> ''
    where decided.obs_id is null
),

total as (
    select *
    from withheld
    where
        kind = 'observation'
        and quantity = 'level'
        and breakdown = '_T'
),

dependent as (
    select
        figure.obs_id,
        withheld.obs_id as whole_obs_id
    from figure
    inner join withheld on figure.whole_figure_id = withheld.figure_id
    union
    select
        figure.obs_id,
        total.obs_id as whole_obs_id
    from figure
    inner join total
        on
            figure.source_id = total.source_id
            and figure.kind = total.kind
            and figure.territory_id = total.territory_id
            and figure.period_start = total.period_start
            and figure.period_end = total.period_end
            and (
                figure.part_of = total.measure_code
                or (
                    figure.measure_code = total.measure_code
                    and figure.has_breakdowns
                    and figure.breakdown <> '_T'
                    and figure.quantity in ('level', 'share')
                )
            )
)

select
    rule.rule_id,
    'fail' as outcome,
    [figure.obs_id] as tested,
    list_sort(list(distinct dependent.whole_obs_id)) as compared,
    figure.territory_id,
    coalesce(figure.period_end, figure.reference_on) as period,
    figure.measure_code,
    figure.value as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    cast(null as decimal(38, 10)) as expected_hi,
    figure.unit_code,
    'whole_is_withheld' as sentence_code
from dependent
inner join reference.rule as rule on rule.kind = 'falls_with_whole'
inner join figure on dependent.obs_id = figure.obs_id
group by
    rule.rule_id, figure.obs_id, figure.territory_id, figure.period_end, figure.reference_on,
    figure.measure_code, figure.value, figure.unit_code
