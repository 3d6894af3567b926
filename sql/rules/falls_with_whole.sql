/*
A figure that is stated as part of another falls with it: the part of a withheld total by the same source
for the same territory and period, or the part that a document declares ("of this").
*/
with
figure as (
    select *
    from core.standing
    where
        kind = 'observation'
        and period_end is not null
),

withheld as (
    select latest.*
    from core.latest as latest
    inner join core.withheld as withheld on latest.obs_id = withheld.obs_id
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
        withheld.obs_id as whole_obs_id
    from figure
    inner join reference.measure as measure
        on
            figure.measure_code = measure.measure_code
            and measure.part_of <> ''
    inner join withheld
        on
            measure.part_of = withheld.measure_code
            and withheld.breakdown = '_T'
            and withheld.quantity = 'level'
            and figure.source_id = withheld.source_id
            and figure.territory_id = withheld.territory_id
            and figure.period_start = withheld.period_start
            and figure.period_end = withheld.period_end
)

select
    rule.rule_id,
    'fail' as outcome,
    [figure.obs_id] as tested,
    list_sort(list(distinct dependent.whole_obs_id)) as compared,
    figure.territory_id,
    figure.period_end as period,
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
    rule.rule_id, figure.obs_id, figure.territory_id, figure.period_end, figure.measure_code, figure.value,
    figure.unit_code
