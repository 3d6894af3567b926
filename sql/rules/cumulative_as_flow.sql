/*
Figures stated for single months that rise in every month of a year and drop in every January are of the form
of a year-to-date series. All consecutive months of a series are looked at; with fewer pairs of months than
declared, or without a December and the January after it, the test is not made.
*/
with
stated as (
    select
        *,
        year(period_end) * 12 + month(period_end) as month_no
    from core.standing
    where
        kind = 'observation'
        and quantity = 'level'
        and period_kind = 'month'
),

figure as (
    select *
    from stated
    qualify row_number() over (
        partition by territory_id, measure_code, breakdown, unit_code, period_end
        order by version_key desc, obs_id asc
    ) = 1
),

pair as (
    select
        rule.rule_id,
        rule.count as n_needed,
        later.territory_id,
        later.measure_code,
        later.breakdown,
        later.unit_code,
        later.obs_id,
        earlier.obs_id as earlier_obs_id,
        later.period_end,
        month(later.period_end) = 1 as is_january,
        later.low > earlier.high as rises,
        later.high < earlier.low as falls
    from figure as later
    inner join reference.rule as rule
        on
            rule.kind = 'cumulative_as_flow'
            and (array_length(rule.measures) = 0 or list_contains(rule.measures, later.measure_code))
    inner join figure as earlier
        on
            later.territory_id = earlier.territory_id
            and later.measure_code = earlier.measure_code
            and later.breakdown = earlier.breakdown
            and later.unit_code = earlier.unit_code
            and later.month_no = earlier.month_no + 1
),

series as (
    select
        rule_id,
        n_needed,
        territory_id,
        measure_code,
        unit_code,
        max(period_end) as period_end,
        count(*) filter (where not is_january) as n_within,
        count(*) filter (where is_january) as n_januaries,
        bool_and(case when is_january then falls else rises end) as is_cumulative,
        list_sort(list_distinct(list_concat(list(obs_id), list(earlier_obs_id)))) as obs_ids
    from pair
    group by rule_id, n_needed, territory_id, measure_code, breakdown, unit_code
)

select
    rule_id,
    case
        when n_within < n_needed or n_januaries = 0 then 'missing'
        when is_cumulative then 'fail'
        else 'pass'
    end as outcome,
    obs_ids as tested,
    cast([] as varchar[]) as compared,
    territory_id,
    period_end as period,
    measure_code,
    cast(null as decimal(38, 10)) as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    cast(null as decimal(38, 10)) as expected_hi,
    unit_code,
    case when is_cumulative then 'ytd' else '' end as reading,
    'rises_within_each_year' as sentence_code
from series
