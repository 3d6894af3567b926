/*
Two measures of one source for the same territory, breakdown and period stand in a ratio between declared
bounds, such as persons per family. Both printed intervals are allowed for; the products are compared, so
that no quotient is taken. Without a denominator above zero the test is not made.
*/
with
figure as (
    select
        *,
        cast(low as decimal(18, 4)) as lowest,
        cast(high as decimal(18, 4)) as highest
    from core.standing
    where
        kind = 'observation'
        and quantity = 'level'
        and abs(value) < 10000000000000
)

select
    rule.rule_id,
    case
        when upper_part.value <= 0 or lower_part.value <= 0 then 'missing'
        when upper_part.highest < cast(rule.at_least as decimal(18, 4)) * lower_part.lowest then 'fail'
        when upper_part.lowest > cast(rule.at_most as decimal(18, 4)) * lower_part.highest then 'fail'
        else 'pass'
    end as outcome,
    [upper_part.obs_id, lower_part.obs_id] as tested,
    cast([] as varchar[]) as compared,
    upper_part.territory_id,
    coalesce(upper_part.period_end, upper_part.reference_on) as period,
    upper_part.measure_code,
    upper_part.value as reported,
    cast(
        cast(rule.at_least as decimal(18, 4)) * cast(lower_part.lowest as decimal(18, 4)) as decimal(38, 10)
    ) as expected_lo,
    cast(
        cast(rule.at_most as decimal(18, 4)) * cast(lower_part.highest as decimal(18, 4)) as decimal(38, 10)
    ) as expected_hi,
    upper_part.unit_code,
    'ratio_outside_bounds' as sentence_code
from figure as upper_part
inner join reference.rule as rule
    on
        rule.kind = 'ratio'
        and list_contains(rule.measures, upper_part.measure_code)
inner join figure as lower_part
    on
        rule.against = lower_part.measure_code
        and upper_part.source_id = lower_part.source_id
        and upper_part.territory_id = lower_part.territory_id
        and upper_part.breakdown = lower_part.breakdown
        and upper_part.scope = lower_part.scope
        and upper_part.period_kind = lower_part.period_kind
        and upper_part.known_on = lower_part.known_on
        and coalesce(upper_part.period_start, date '0001-01-01')
        = coalesce(lower_part.period_start, date '0001-01-01')
        and coalesce(upper_part.period_end, date '0001-01-01')
        = coalesce(lower_part.period_end, date '0001-01-01')
