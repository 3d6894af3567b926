/*
The figure of each series by each source as known on the as-of day, withdrawn ones left out: the quick answer
for many versions, with the rows of core.latest and few of its columns. Rows are found by the version key
alone, which no two observations share.
*/
select
    series_id,
    source_id,
    value,
    obs_id,
    version_key
from core.observation
where
    action <> 'withdrawn'
    and version_key in (
        select max(version_key)
        from core.observation
        where
            known_on <= $as_of
            and earliest_on between $history_from and $month_end
        group by series_id, source_id
    )
