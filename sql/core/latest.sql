/*
What was known on the as-of day: the last version of each figure by each source, up to the end of the
month, withdrawn figures left out. One row a (series_id, source_id); a second one, which names its decision,
where the office uses the figure with another value or for another period.
*/
with
known as (
    select *
    from core.observation
    where
        known_on <= $as_of
        and earliest_on between $history_from and $month_end
),

newest as (
    select
        series_id,
        source_id,
        max(version_key) as version_key,
        -- As count(distinct value) > 1, in half the time over many versions.
        coalesce(min(value) < max(value), false) as revised
    from known
    group by series_id, source_id
)

select
    -- All columns of an observation are handed on, whatever they are.
    known.*, -- noqa: AM04
    newest.revised,
    '' as decided,
    '' as decision_id
from known
inner join newest
    on
        known.series_id = newest.series_id
        and known.source_id = newest.source_id
        and known.version_key = newest.version_key
where known.action <> 'withdrawn'
