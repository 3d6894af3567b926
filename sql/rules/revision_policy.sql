/*
A later version of a figure by the same source differs from the version before it by no more than the size
that is declared for the measure, in per cent of the earlier value, their printed precision allowed for.
Withdrawn versions are not compared.
*/
with
known as (
    select *
    from core.observation
    where
        known_on <= $as_of
        and action = 'figure'
        and quantity = 'level'
        and (reference_on is null or reference_on between $history_from and $month_end)
        and abs(value) < 10000000000000
),

-- Of several values in one publication none is the version: the rule on uniqueness tells them.
version as (
    select
        *,
        row_number() over (
            partition by source_id, series_id, known_on
            order by version_key desc, obs_id asc
        ) as place
    from known
),

pair as (
    select
        *,
        lag(obs_id) over (partition by source_id, series_id order by known_on, obs_id) as earlier_obs_id,
        lag(value) over (partition by source_id, series_id order by known_on, obs_id) as earlier_value,
        lag(step) over (partition by source_id, series_id order by known_on, obs_id) as earlier_step
    from version
    where place = 1
)

select
    rule.rule_id,
    case
        when
            100 * (abs(pair.value - pair.earlier_value) - pair.step - pair.earlier_step)
            > cast(rule.threshold as decimal(8, 4)) * cast(abs(pair.earlier_value) as decimal(18, 4))
            then 'fail'
        else 'pass'
    end as outcome,
    [pair.obs_id] as tested,
    [pair.earlier_obs_id] as compared,
    pair.territory_id,
    coalesce(pair.period_end, pair.reference_on) as period,
    pair.measure_code,
    pair.value as reported,
    pair.earlier_value as expected_lo,
    pair.earlier_value as expected_hi,
    pair.unit_code,
    'revised_beyond_policy' as sentence_code
from pair
inner join reference.rule as rule
    on
        rule.kind = 'revision_policy'
        and list_contains(rule.measures, pair.measure_code)
where pair.earlier_obs_id is not null
