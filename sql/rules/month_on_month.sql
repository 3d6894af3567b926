/*
The change of a month's flow on the month before is of the size of the changes of the other territories of
its level (Hidiroglou and Berthelot 1986, U 0.5, A 0.05, C 20). A flow is a month's own figure, a January's
year to date, or the difference of two consecutive year-to-date figures of one source. With r the ratio of two
months and m its median, s = 1 - m/r below the median and r/m - 1 above it; the effect E = s * sqrt(larger
month). The effect lies within 20 times its distance from the median to the quartiles, at least 0.05 of the
median; with fewer territories than declared the median absolute deviation stands in for the quartiles. With
fewer than four, or no spread to compare with, the test is not made.
*/
with
figure as (
    select
        *,
        year(period_end) * 12 + month(period_end) as month_no
    from core.standing
    where
        kind = 'observation'
        and quantity = 'level'
        and period_kind in ('month', 'ytd')
        and abs(value) < 10000000000000
),

flow as (
    select
        territory_id,
        measure_code,
        breakdown,
        unit_code,
        month_no,
        period_end,
        value,
        obs_id,
        [obs_id] as inputs
    from figure
    where
        period_kind = 'month'
        or month(period_end) = 1
    union all
    select
        later.territory_id,
        later.measure_code,
        later.breakdown,
        later.unit_code,
        later.month_no,
        later.period_end,
        later.value - earlier.value as value,
        later.obs_id,
        [later.obs_id, earlier.obs_id] as inputs
    from figure as later
    inner join figure as earlier
        on
            later.period_kind = 'ytd'
            and earlier.period_kind = 'ytd'
            and later.source_id = earlier.source_id
            and later.territory_id = earlier.territory_id
            and later.measure_code = earlier.measure_code
            and later.breakdown = earlier.breakdown
            and later.unit_code = earlier.unit_code
            and later.month_no = earlier.month_no + 1
            and month(later.period_end) > 1
),

chosen as (
    select *
    from flow
    qualify row_number() over (
        partition by territory_id, measure_code, breakdown, unit_code, month_no
        order by array_length(inputs) asc, obs_id asc
    ) = 1
),

change as (
    select
        rule.rule_id,
        rule.count as n_many,
        later.territory_id,
        later.measure_code,
        later.breakdown,
        later.unit_code,
        later.month_no,
        later.period_end,
        later.value,
        later.obs_id,
        later.inputs,
        earlier.inputs as earlier_inputs,
        cast(later.value / nullif(earlier.value, 0) as decimal(18, 8)) as ratio,
        cast(sqrt(greatest(later.value, earlier.value)) as decimal(18, 8)) as root
    from chosen as later
    inner join reference.rule as rule
        on
            rule.kind = 'month_on_month'
            and list_contains(rule.measures, later.measure_code)
    inner join chosen as earlier
        on
            later.territory_id = earlier.territory_id
            and later.measure_code = earlier.measure_code
            and later.breakdown = earlier.breakdown
            and later.unit_code = earlier.unit_code
            and later.month_no = earlier.month_no + 1
    where
        later.value > 0
        and earlier.value > 0
        and later.value < 1000000 * earlier.value
        and earlier.value < 1000000 * later.value
        and exists (
            select 1
            from reference.territory as territory
            where
                later.territory_id = territory.territory_id
                and territory.level = rule.level
        )
),

ranked as (
    select
        *,
        row_number() over (
            partition by rule_id, measure_code, breakdown, unit_code, month_no order by ratio, obs_id
        ) as place,
        count(*) over (partition by rule_id, measure_code, breakdown, unit_code, month_no) as n_all
    from change
),

centred as (
    select
        *,
        cast(
            sum(case when 2 * place between n_all and n_all + 2 then ratio end) over (
                partition by rule_id, measure_code, breakdown, unit_code, month_no
            ) * case when n_all % 2 = 1 then 1 else 0.5 end as decimal(18, 8)
        ) as middle
    from ranked
),

effect as (
    select
        *,
        cast(
            root * case
                when ratio < middle then 1 - cast(middle / nullif(ratio, 0) as decimal(18, 8))
                else cast(ratio / nullif(middle, 0) as decimal(18, 8)) - 1
            end as decimal(24, 8)
        ) as size
    from centred
),

placed as (
    select
        *,
        row_number() over (
            partition by rule_id, measure_code, breakdown, unit_code, month_no order by size, obs_id
        ) as size_place
    from effect
),

quartered as (
    select
        *,
        cast(
            sum(case when 2 * size_place between n_all and n_all + 2 then size end) over (
                partition by rule_id, measure_code, breakdown, unit_code, month_no
            ) * case when n_all % 2 = 1 then 1 else 0.5 end as decimal(24, 8)
        ) as size_middle,
        max(case when 4 * size_place >= n_all and 4 * (size_place - 1) < n_all then size end) over (
            partition by rule_id, measure_code, breakdown, unit_code, month_no
        ) as size_low,
        max(case when 4 * size_place >= 3 * n_all and 4 * (size_place - 1) < 3 * n_all then size end) over (
            partition by rule_id, measure_code, breakdown, unit_code, month_no
        ) as size_high
    from placed
),

deviating as (
    select
        *,
        abs(size - size_middle) as deviation,
        row_number() over (
            partition by rule_id, measure_code, breakdown, unit_code, month_no
            order by abs(size - size_middle), obs_id
        ) as deviation_place
    from quartered
),

measured as (
    select
        *,
        cast(
            sum(case when 2 * deviation_place between n_all and n_all + 2 then deviation end) over (
                partition by rule_id, measure_code, breakdown, unit_code, month_no
            ) * case when n_all % 2 = 1 then 1 else 0.5 end as decimal(24, 8)
        ) as mad
    from deviating
),

bounded as (
    select
        *,
        greatest(case when n_all < n_many then mad else size_middle - size_low end, abs(size_middle) * 0.05)
            as below,
        greatest(case when n_all < n_many then mad else size_high - size_middle end, abs(size_middle) * 0.05)
            as beyond
    from measured
)

select
    rule_id,
    case
        when n_all < 4 or below = 0 or beyond = 0 then 'missing'
        when size < size_middle - 20 * below or size > size_middle + 20 * beyond then 'fail'
        else 'pass'
    end as outcome,
    inputs as tested,
    list_sort(list_distinct(earlier_inputs)) as compared,
    territory_id,
    period_end as period,
    measure_code,
    value as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    cast(null as decimal(38, 10)) as expected_hi,
    unit_code,
    'change_unlike_others' as sentence_code
from bounded
