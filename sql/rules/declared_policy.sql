/*
A year-to-date figure of a measure for which the office declares a revision policy (reference.revision_policy)
differs from what stood at the end of an earlier month only as the policy provides for: within so many months
of the series' first figure or in one of the calendar months of the cycle, and by no more than so many per
cent, the printed precision of both allowed for. What stands at the end of a month is the latest version by
each source, of these the producer's before others, then the later publication. Only the newest change of a
figure that stands is tested: earlier ones held the release that carried them.
*/
with
version as (
    select
        observation.series_id,
        observation.source_id,
        observation.obs_id,
        observation.action,
        observation.value,
        observation.step,
        observation.version_key,
        observation.published_to,
        source.independence = 'producer' as by_producer,
        year(observation.known_on) * 12 + month(observation.known_on) as vintage_no
    from core.observation as observation
    inner join reference.revision_policy as declared on observation.measure_code = declared.measure_code
    inner join reference.source as source on observation.source_id = source.source_id
    where
        observation.known_on <= $as_of
        and observation.earliest_on between $history_from and $month_end
        and observation.kind = 'observation'
        and observation.quantity = 'level'
        and observation.period_kind = 'ytd'
),

dated as (
    select distinct
        series_id,
        vintage_no
    from version
),

by_source as (
    select
        dated.vintage_no as as_of_no,
        version.*,
        row_number() over (
            partition by dated.series_id, dated.vintage_no, version.source_id
            order by version.version_key desc, version.obs_id asc
        ) as source_place
    from dated
    inner join version
        on
            dated.series_id = version.series_id
            and dated.vintage_no >= version.vintage_no
),

by_choice as (
    select
        *,
        row_number() over (
            partition by series_id, as_of_no
            order by by_producer desc, coalesce(published_to, date '0001-01-01') desc, obs_id asc
        ) as place
    from by_source
    where
        source_place = 1
        and action <> 'withdrawn'
        and abs(value) < 10000000000000
),

pair as (
    select
        *,
        min(as_of_no) over (partition by series_id) as first_no,
        lag(obs_id) over (partition by series_id order by as_of_no, obs_id) as earlier_obs_id,
        lag(value) over (partition by series_id order by as_of_no, obs_id) as earlier_value,
        lag(step) over (partition by series_id order by as_of_no, obs_id) as earlier_step
    from by_choice
    where place = 1
),

change as (
    select *
    from pair
    where value <> earlier_value
    qualify row_number() over (partition by series_id order by as_of_no desc, obs_id asc) = 1
),

judged as (
    select
        rule.rule_id,
        change.earlier_obs_id,
        change.earlier_value,
        standing.obs_id,
        standing.territory_id,
        standing.period_end,
        standing.measure_code,
        standing.value,
        standing.unit_code,
        100 * (abs(change.value - change.earlier_value) - change.step - change.earlier_step)
        > cast(declared.size_pct as decimal(8, 4)) * cast(abs(change.earlier_value) as decimal(18, 4))
            as is_large,
        change.as_of_no - change.first_no > declared.routine_months
        and concat(';', declared.cycle_months, ';')
        not like concat('%;', cast((change.as_of_no - 1) % 12 + 1 as varchar), ';%') as is_late
    from change
    inner join core.standing as standing on change.obs_id = standing.obs_id
    inner join reference.revision_policy as declared on standing.measure_code = declared.measure_code
    inner join reference.rule as rule on rule.kind = 'declared_policy'
)

select
    rule_id,
    case when is_large or is_late then 'fail' else 'pass' end as outcome,
    [obs_id] as tested,
    [earlier_obs_id] as compared,
    territory_id,
    period_end as period,
    measure_code,
    value as reported,
    earlier_value as expected_lo,
    earlier_value as expected_hi,
    unit_code,
    case
        when is_large and is_late then 'policy_cycle_and_size'
        when is_late then 'policy_cycle'
        else 'policy_size'
    end as sentence_code
from judged
