/*
A single month is not larger than the year to date that ends with it. It is compared with the largest
standing year-to-date figure, the printed precision of both allowed for.
*/
with
figure as (
    select *
    from core.standing
    where
        kind = 'observation'
        and quantity = 'level'
        and period_kind in ('month', 'ytd')
),

year_to_date as (
    select *
    from figure
    where period_kind = 'ytd'
    qualify row_number() over (
        partition by territory_id, measure_code, breakdown, unit_code, period_end
        order by high desc, obs_id asc
    ) = 1
)

select
    rule.rule_id,
    case
        when month.low > year_to_date.high then 'fail' else 'pass'
    end as outcome,
    [month.obs_id] as tested,
    [year_to_date.obs_id] as compared,
    month.territory_id,
    month.period_end as period,
    month.measure_code,
    month.value as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    year_to_date.value as expected_hi,
    month.unit_code,
    'month_larger_than_year_to_date' as sentence_code
from figure as month
inner join reference.rule as rule on rule.kind = 'month_within_ytd'
inner join year_to_date
    on
        month.period_kind = 'month'
        and month.territory_id = year_to_date.territory_id
        and month.measure_code = year_to_date.measure_code
        and month.breakdown = year_to_date.breakdown
        and month.unit_code = year_to_date.unit_code
        and month.period_end = year_to_date.period_end
