/*
The figure of each series by each source as known on the as-of day, withdrawn ones left out: the quick answer
for many versions, with the rows of core.latest and few of its columns. Rows are found by the version key
alone, which no two observations share.
*/
with
newest as (
    select max(version_key) as version_key
    from core.observation
    where
        known_on <= $as_of
        and earliest_on between $history_from and $month_end
    group by series_id, source_id
)

select
    observation.series_id,
    observation.source_id,
    observation.value,
    observation.obs_id,
    observation.version_key
from core.observation as observation
where
    observation.action <> 'withdrawn'
    and observation.version_key in (
        select newest.version_key
        from newest
    )
