/*
A later version of a figure by the same source differs from the version before it by no more than the size
that is declared for the measure, in per cent of the earlier value, their printed precision allowed for. Where
days are declared, it is published at most so many after the first version, or in one of the calendar months
named as codes ('9' is September). Withdrawn versions are not compared.
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
        min(known_on) over (partition by source_id, series_id) as first_known_on,
        lag(obs_id) over (partition by source_id, series_id order by known_on, obs_id) as earlier_obs_id,
        lag(value) over (partition by source_id, series_id order by known_on, obs_id) as earlier_value,
        lag(step) over (partition by source_id, series_id order by known_on, obs_id) as earlier_step
    from version
    where place = 1
),

judged as (
    select
        pair.*,
        rule.rule_id,
        100 * (abs(pair.value - pair.earlier_value) - pair.step - pair.earlier_step)
        > cast(rule.threshold as decimal(8, 4)) * cast(abs(pair.earlier_value) as decimal(18, 4)) as is_large,
        coalesce(
            pair.value <> pair.earlier_value
            and date_diff('day', pair.first_known_on, pair.known_on) > rule.days
            and not list_contains(rule.codes, cast(month(pair.known_on) as varchar)),
            false
        ) as is_late
    from pair
    inner join reference.rule as rule
        on
            rule.kind = 'revision_policy'
            and list_contains(rule.measures, pair.measure_code)
    where pair.earlier_obs_id is not null
)

select
    rule_id,
    case when is_large or is_late then 'fail' else 'pass' end as outcome,
    [obs_id] as tested,
    [earlier_obs_id] as compared,
    territory_id,
    coalesce(period_end, reference_on) as period,
    measure_code,
    value as reported,
    earlier_value as expected_lo,
    earlier_value as expected_hi,
    unit_code,
    case
        when is_late and not is_large then 'revised_outside_cycle'
        else 'revised_beyond_policy'
    end as sentence_code
from judged
