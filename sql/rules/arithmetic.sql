/*
What one source says about a figure and the same period a year before fits together: "up x %" (growth), "x
times" (multiple), "up x" (difference) beside both levels. Each number is an interval of its printed
precision; the products are compared, so that no quotient is taken. Growth that its source states in
comparable prices does not follow from levels and is not tested. The change is tested: it is the one that
follows from the others.
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
        and period_kind in ('month', 'ytd', 'year')
        and abs(value) < 10000000000000
),

stated as (
    select *
    from figure
    where
        quantity in ('growth', 'multiple', 'difference')
        and price_basis <> 'real'
),

compared as (
    select
        rule.rule_id,
        stated.*,
        later.obs_id as later_obs_id,
        earlier.obs_id as earlier_obs_id,
        later.lowest as later_low,
        later.highest as later_high,
        earlier.lowest as earlier_low,
        earlier.highest as earlier_high
    from stated
    inner join reference.rule as rule
        on
            rule.kind = 'arithmetic'
            and (array_length(rule.measures) = 0 or list_contains(rule.measures, stated.measure_code))
    inner join figure as later
        on
            later.quantity = 'level'
            and stated.source_id = later.source_id
            and stated.measure_code = later.measure_code
            and stated.breakdown = later.breakdown
            and stated.territory_id = later.territory_id
            and stated.period_start = later.period_start
            and stated.period_end = later.period_end
    inner join figure as earlier
        on
            earlier.quantity = 'level'
            and later.source_id = earlier.source_id
            and later.measure_code = earlier.measure_code
            and later.breakdown = earlier.breakdown
            and later.territory_id = earlier.territory_id
            and later.unit_code = earlier.unit_code
            and later.period_kind = earlier.period_kind
            and year(later.period_end) = year(earlier.period_end) + 1
            and month(later.period_start) = month(earlier.period_start)
            and month(later.period_end) = month(earlier.period_end)
)

select
    rule_id,
    case
        when
            quantity = 'growth'
            and (
                100 * later_high < (100 + lowest) * earlier_low
                or 100 * later_low > (100 + highest) * earlier_high
            ) then 'fail'
        when
            quantity = 'multiple'
            and (later_high < lowest * earlier_low or later_low > highest * earlier_high) then 'fail'
        when
            quantity = 'difference'
            and (later_high - earlier_low < lowest or later_low - earlier_high > highest) then 'fail'
        else 'pass'
    end as outcome,
    [obs_id] as tested,
    [later_obs_id, earlier_obs_id] as compared,
    territory_id,
    period_end as period,
    measure_code,
    value as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    cast(null as decimal(38, 10)) as expected_hi,
    unit_code,
    'change_differs_from_levels' as sentence_code
from compared
where earlier_low > 0
