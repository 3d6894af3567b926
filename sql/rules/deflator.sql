/*
Where a source publishes real growth beside nominal levels, the implied price change P = (level / level a
year before) / (growth index / 100) moves little from one figure to the next of the same territory. P is an
interval of the printed precision of all three; the two must meet within the threshold, in per cent. Figures
further apart than the declared days are not compared.
*/
with
stated as (
    select
        *,
        year(period_end) * 12 + month(period_end) as month_no
    from core.standing
    where
        kind = 'observation'
        and period_kind in ('month', 'ytd')
        and breakdown = '_T'
        and abs(value) < 10000000000000
        and not (quantity = 'growth' and price_basis = 'nominal')
),

figure as (
    select *
    from stated
    qualify row_number() over (
        partition by territory_id, measure_code, quantity, unit_code, period_kind, period_end
        order by step asc, version_key desc, obs_id asc
    ) = 1
),

implied as (
    select
        rule.rule_id,
        cast(rule.threshold as decimal(8, 4)) as threshold,
        rule.days,
        growth.obs_id,
        level_now.obs_id as now_obs_id,
        level_before.obs_id as before_obs_id,
        growth.territory_id,
        growth.measure_code,
        growth.unit_code,
        level_now.unit_code as level_unit,
        growth.period_kind,
        growth.period_end,
        growth.value,
        cast(
            10000 * cast(level_now.low as decimal(18, 4)) / nullif(level_before.high * (100 + growth.high), 0)
            as decimal(18, 6)
        ) as lowest,
        cast(
            10000 * cast(level_now.high as decimal(18, 4)) / nullif(level_before.low * (100 + growth.low), 0)
            as decimal(18, 6)
        ) as highest
    from figure as growth
    inner join reference.rule as rule
        on
            rule.kind = 'deflator'
            and list_contains(rule.measures, growth.measure_code)
    inner join figure as level_now
        on
            growth.quantity = 'growth'
            and level_now.quantity = 'level'
            and growth.territory_id = level_now.territory_id
            and growth.measure_code = level_now.measure_code
            and growth.period_kind = level_now.period_kind
            and growth.period_end = level_now.period_end
    inner join figure as level_before
        on
            level_before.quantity = 'level'
            and level_now.territory_id = level_before.territory_id
            and level_now.measure_code = level_before.measure_code
            and level_now.unit_code = level_before.unit_code
            and level_now.period_kind = level_before.period_kind
            and level_now.month_no = level_before.month_no + 12
    where
        level_before.low > 0
        and growth.low > -100
        and (
            rule.level = ''
            or exists (
                select 1
                from reference.territory as territory
                where
                    growth.territory_id = territory.territory_id
                    and territory.level = rule.level
            )
        )
),

pair as (
    select
        *,
        lag(obs_id) over (
            partition by rule_id, territory_id, measure_code, level_unit, period_kind
            order by period_end, obs_id
        ) as earlier_obs_id,
        lag(period_end) over (
            partition by rule_id, territory_id, measure_code, level_unit, period_kind
            order by period_end, obs_id
        ) as earlier_end,
        lag(lowest) over (
            partition by rule_id, territory_id, measure_code, level_unit, period_kind
            order by period_end, obs_id
        ) as earlier_lowest,
        lag(highest) over (
            partition by rule_id, territory_id, measure_code, level_unit, period_kind
            order by period_end, obs_id
        ) as earlier_highest
    from implied
)

select
    rule_id,
    case
        when earlier_obs_id is null or date_diff('day', earlier_end, period_end) > days then 'missing'
        when 100 * lowest > earlier_highest * (100 + threshold) then 'fail'
        when 100 * highest < earlier_lowest * (100 - threshold) then 'fail'
        else 'pass'
    end as outcome,
    [obs_id] as tested,
    case
        when earlier_obs_id is null then [now_obs_id, before_obs_id]
        else [now_obs_id, before_obs_id, earlier_obs_id]
    end as compared,
    territory_id,
    period_end as period,
    measure_code,
    value as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    cast(null as decimal(38, 10)) as expected_hi,
    unit_code,
    'implied_deflator_jumps' as sentence_code
from pair
