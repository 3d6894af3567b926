/*
A part is not larger than its total by the same source for the same territory and period: a measure that
is part of another (construction works of investment), or a breakdown of the total. The printed precision
of both is allowed for. A measure that is not additive, such as a percentage, has no breakdown
that adds up to it.
*/
with
figure as (
    select *
    from core.standing
    where
        kind = 'observation'
        and quantity = 'level'
        and period_end is not null
),

measure_pair as (
    select
        part.obs_id,
        total.obs_id as total_obs_id
    from figure as part
    inner join reference.measure as measure
        on
            part.measure_code = measure.measure_code
            and measure.part_of <> ''
    inner join figure as total
        on
            measure.part_of = total.measure_code
            and part.breakdown = total.breakdown
            and part.source_id = total.source_id
            and part.territory_id = total.territory_id
            and part.period_start = total.period_start
            and part.period_end = total.period_end
            and part.unit_code = total.unit_code
),

breakdown_pair as (
    select
        part.obs_id,
        total.obs_id as total_obs_id
    from figure as part
    inner join reference.measure as measure
        on
            part.measure_code = measure.measure_code
            and measure.additive = 'true'
    inner join figure as total
        on
            part.measure_code = total.measure_code
            and part.breakdown <> '_T'
            and total.breakdown = '_T'
            and part.source_id = total.source_id
            and part.territory_id = total.territory_id
            and part.period_start = total.period_start
            and part.period_end = total.period_end
            and part.unit_code = total.unit_code
),

pair as (
    select * from measure_pair
    union all
    select * from breakdown_pair
)

select
    rule.rule_id,
    case when part.low > total.high then 'fail' else 'pass' end as outcome,
    [part.obs_id] as tested,
    [total.obs_id] as compared,
    part.territory_id,
    part.period_end as period,
    part.measure_code,
    part.value as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    total.value as expected_hi,
    part.unit_code,
    'part_larger_than_total' as sentence_code
from pair
inner join reference.rule as rule on rule.kind = 'part_of_total'
inner join figure as part on pair.obs_id = part.obs_id
inner join figure as total on pair.total_obs_id = total.obs_id
