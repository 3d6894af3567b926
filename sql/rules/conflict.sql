/*
Two sources give figures for the same series that differ by more than the last printed place of the less
precise one. The figures stay side by side; the declared choice decides which one is used. It is a revision
only where the producer is the same and a source published later says that it revises. Sources that repeat
one release with one value count as one: the first of them stands for it.
*/
with
figure as (
    select
        standing.*,
        coalesce(standing.published_to, date '0001-01-01') as published_last
    from core.standing as standing
),

repeated as (
    select
        *,
        bool_or(states_revision) over (
            partition by series_id, release_group, producer_code, value, step
        ) as says_so
    from figure
),

release as (
    select *
    from repeated
    qualify row_number() over (
        partition by series_id, release_group, producer_code, value, step
        order by published_last asc, source_id asc, obs_id asc
    ) = 1
),

pair as (
    select
        earlier.obs_id as earlier_obs_id,
        later.obs_id as later_obs_id,
        later.territory_id,
        coalesce(later.period_end, later.reference_on) as period,
        later.measure_code,
        later.value,
        later.unit_code,
        earlier.value as earlier_value,
        later.producer_code <> 'NS'
        and later.producer_code = earlier.producer_code
        and later.published_last > earlier.published_last
        and later.says_so as is_revision,
        abs(later.value - earlier.value) > greatest(later.step, earlier.step) as differs
    from release as later
    inner join release as earlier
        on
            later.series_id = earlier.series_id
            and later.source_id <> earlier.source_id
            and (
                later.published_last > earlier.published_last
                or (later.published_last = earlier.published_last and later.source_id > earlier.source_id)
            )
)

select
    rule.rule_id,
    case when pair.differs and not pair.is_revision then 'fail' else 'pass' end as outcome,
    [pair.later_obs_id] as tested,
    [pair.earlier_obs_id] as compared,
    pair.territory_id,
    pair.period,
    pair.measure_code,
    pair.value as reported,
    pair.earlier_value as expected_lo,
    pair.earlier_value as expected_hi,
    pair.unit_code,
    'sources_differ' as sentence_code
from pair
inner join reference.rule as rule on rule.kind = 'conflict'
