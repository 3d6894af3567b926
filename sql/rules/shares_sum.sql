/*
Shares of all parts of a whole, stated by one source for one territory and period, sum to 100 within their
printed precision. With a part missing the test is not made.
*/
with
figure as (
    select *
    from core.standing
    where
        kind = 'observation'
        and quantity = 'share'
        and scope not like '%share_of_%'
        and period_end is not null
),

gathered as (
    select
        rule.rule_id,
        figure.source_id,
        figure.measure_code,
        figure.territory_id,
        figure.period_start,
        figure.period_end,
        array_length(rule.parts) as n_expected,
        min(figure.unit_code) as unit_code,
        count(distinct figure.breakdown) as n_parts,
        sum(figure.value) as value,
        sum(figure.low) as low,
        sum(figure.high) as high,
        list_sort(list(figure.obs_id)) as obs_ids
    from figure
    inner join reference.rule as rule
        on
            rule.kind = 'shares_sum'
            and list_contains(rule.parts, figure.breakdown)
            and (array_length(rule.measures) = 0 or list_contains(rule.measures, figure.measure_code))
    group by
        rule.rule_id, rule.parts, figure.source_id, figure.measure_code, figure.territory_id,
        figure.period_start, figure.period_end
)

select
    rule_id,
    case
        when n_parts < n_expected then 'missing'
        when low > 100 or high < 100 then 'fail'
        else 'pass'
    end as outcome,
    obs_ids as tested,
    cast([] as varchar[]) as compared,
    territory_id,
    period_end as period,
    measure_code,
    value as reported,
    cast(100 as decimal(38, 10)) as expected_lo,
    cast(100 as decimal(38, 10)) as expected_hi,
    unit_code,
    'shares_do_not_sum' as sentence_code
from gathered
