/*
A source states one value for a figure in one publication. Two different values for the same figure,
published on the same day, cannot both be used. The same value to fewer places is no other one: it lies less
than one unit of its last place from the most precise. What a corrected file supersedes no longer counts.
*/
with
superseded as (
    select distinct unnest(observation.replaces) as obs_id
    from core.observation as observation
    where observation.known_on <= $as_of
),

known as (
    select
        observation.*,
        coalesce(observation.published_to, observation.received_on) as stated_on
    from core.observation as observation
    where
        observation.known_on <= $as_of
        and observation.action = 'figure'
        and observation.earliest_on between $history_from and $month_end
        and not exists (
            select 1
            from superseded
            where superseded.obs_id = observation.obs_id
        )
),

placed as (
    select
        *,
        first_value(value) over (
            partition by source_id, series_id, stated_on order by step asc, obs_id asc
        ) as finest,
        min(step) over (partition by source_id, series_id, stated_on) as finest_step
    from known
),

stated as (
    select
        source_id,
        series_id,
        stated_on,
        min(territory_id) as territory_id,
        min(measure_code) as measure_code,
        min(coalesce(period_end, reference_on)) as period,
        min(unit_code) as unit_code,
        min(value) as low,
        max(value) as high,
        max(case when value = finest or (step > finest_step and abs(value - finest) < step) then 0 else 1 end)
            as n_other,
        list_sort(list(obs_id)) as obs_ids
    from placed
    group by source_id, series_id, stated_on
)

select
    rule.rule_id,
    case when stated.n_other > 0 then 'fail' else 'pass' end as outcome,
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
