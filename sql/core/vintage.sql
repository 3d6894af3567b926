/*
What each series said at the end of each month in which a version of it became known: the latest version by
each source, of these the producer's before others, then the later publication. Rules and decisions are not
applied: these are figures as their sources stated them. Where every source has withdrawn its figure the value
is null. `preliminary` is the first of these values, `revision` the difference from it.
*/
with
version as (
    select
        observation.series_id,
        observation.source_id,
        observation.measure_code,
        observation.breakdown,
        observation.territory_id,
        observation.kind,
        observation.quantity,
        observation.period_kind,
        observation.period_start,
        observation.period_end,
        observation.due_on,
        observation.unit_code,
        observation.value,
        observation.action,
        observation.obs_id,
        observation.known_on,
        observation.published_to,
        observation.version_key,
        source.independence = 'producer' as by_producer,
        cast(date_trunc('month', observation.known_on) as date) as vintage
    from core.observation as observation
    inner join reference.source as source on observation.source_id = source.source_id
),

dated as (
    select distinct
        series_id,
        vintage
    from version
),

standing as (
    select
        dated.vintage as as_of_month,
        version.*
    from dated
    inner join version
        on
            dated.series_id = version.series_id
            and dated.vintage >= version.vintage
),

by_source as (
    select
        standing.*,
        row_number() over (
            partition by standing.series_id, standing.as_of_month, standing.source_id
            order by standing.version_key desc, standing.obs_id asc
        ) as source_place
    from standing
),

by_choice as (
    select
        by_source.*,
        row_number() over (
            partition by by_source.series_id, by_source.as_of_month
            order by
                by_source.action = 'withdrawn' asc,
                by_source.by_producer desc,
                coalesce(by_source.published_to, date '0001-01-01') desc,
                by_source.obs_id asc
        ) as place
    from by_source
    where by_source.source_place = 1
),

preferred as (
    select *
    from by_choice
    where place = 1
),

in_time as (
    select
        series_id,
        value,
        row_number() over (partition by series_id order by as_of_month asc, obs_id asc) as place
    from preferred
    where action <> 'withdrawn'
),

first_stated as (
    select
        series_id,
        value
    from in_time
    where place = 1
)

select
    preferred.series_id,
    preferred.measure_code,
    preferred.breakdown,
    preferred.territory_id,
    preferred.kind,
    preferred.quantity,
    preferred.period_kind,
    preferred.period_start,
    preferred.period_end,
    preferred.due_on,
    preferred.as_of_month as vintage,
    preferred.unit_code,
    preferred.value,
    first_stated.value as preliminary,
    preferred.value - first_stated.value as revision,
    preferred.source_id,
    preferred.obs_id
from preferred
inner join first_stated on preferred.series_id = first_stated.series_id
