/*
The figures that decisions name, each in the version known on the as-of day, whatever month it refers to: a
figure of another month may be attributed to this one. A decision names a figure by what it says and, should
that have changed, by series and source.
*/
with
named as (
    select
        series_id,
        source_id
    from core.decision
    union
    select
        observation.series_id,
        observation.source_id
    from core.observation as observation
    inner join core.decision as decision on observation.content_key = decision.content_key
),

known as (
    select observation.*
    from core.observation as observation
    inner join named
        on
            observation.series_id = named.series_id
            and observation.source_id = named.source_id
    where observation.known_on <= $as_of
),

newest as (
    select
        series_id,
        source_id,
        max(version_key) as version_key,
        count(distinct value) > 1 as revised
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
