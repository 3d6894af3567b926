/*
A source states one value for a figure in one publication. Two different values for the same figure,
stated on the same day, cannot both be used. What a corrected file replaced by that day is not compared.
*/
with
known as (
    select *
    from core.observation
    where
        known_on <= $as_of
        and action = 'figure'
        and earliest_on between $history_from and $month_end
),

replaced as (
    select unnest(replaces) as obs_id
    from core.observation
    where known_on <= $as_of
),

standing as (
    select known.*
    from known
    left join replaced on known.obs_id = replaced.obs_id
    where replaced.obs_id is null
),

stated as (
    select
        source_id,
        series_id,
        coalesce(published_to, known_on) as stated_on,
        min(territory_id) as territory_id,
        min(measure_code) as measure_code,
        min(coalesce(period_end, reference_on)) as period,
        min(unit_code) as unit_code,
        min(value) as low,
        max(value) as high,
        list_sort(list(obs_id)) as obs_ids
    from standing
    group by source_id, series_id, coalesce(published_to, known_on)
)

select
    rule.rule_id,
    case when stated.low < stated.high then 'fail' else 'pass' end as outcome,
    stated.obs_ids as tested,
    cast([] as varchar[]) as compared,
    stated.territory_id,
    stated.period,
    stated.measure_code,
    stated.high as reported,
    stated.low as expected_lo,
    stated.low as expected_hi,
    stated.unit_code,
    'stated_twice' as sentence_code
from stated
inner join reference.rule as rule on rule.kind = 'uniqueness'
