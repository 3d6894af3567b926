/*
What the quality section of a bulletin counts, one row a count: files and lines taken in, what became of the
numbers read, what is known, withheld, found, how conflicts between sources were settled, and the decisions
that stand: not those undone, replaced, expired or of other months, and not the rows that undo.
*/
with
number_read as (
    select
        figure.figure_id,
        figure.disposition
    from raw.figure as figure
    left join reference.source as source on figure.source_id = source.source_id
    where coalesce(figure.published_to, source.published_to, figure.received_on) <= $as_of
),

delivered as (
    select
        count(distinct delivery_id) as deliveries,
        count(*) as files,
        sum(lines_in) as lines_in,
        sum(parsed) as parsed,
        sum(quarantined) as quarantined,
        sum(skipped) as skipped
    from raw.file
    where received_on <= $as_of
),

deciding as (
    select action
    from core.decision
    where status = 'active' and undoes = ''
),

contested as (
    select distinct latest.series_id
    from core.finding as finding
    inner join core.finding_input as named on finding.finding_id = named.finding_id
    inner join core.latest as latest on named.obs_id = latest.obs_id
    where finding.sentence_code = 'sources_differ'
),

settled as (
    select
        contested.series_id,
        coalesce(preferred.reason_code, 'none_preferred') as reason_code
    from contested
    left join core.preferred as preferred on contested.series_id = preferred.series_id
),

counted as (
    select
        'deliveries' as item,
        deliveries as n
    from delivered
    union all
    select
        'files' as item,
        files as n
    from delivered
    union all
    select
        'lines_in' as item,
        lines_in as n
    from delivered
    union all
    select
        'lines_parsed' as item,
        parsed as n
    from delivered
    union all
    select
        'lines_quarantined' as item,
        quarantined as n
    from delivered
    union all
    select
        'lines_skipped' as item,
        skipped as n
    from delivered
    union all
    select
        'numbers' as item,
        count(*) as n
    from number_read
    union all
    select
        'numbers_' || disposition as item,
        count(*) as n
    from number_read
    group by disposition
    union all
    select
        'known' as item,
        count(*) as n
    from core.latest
    union all
    select
        'releases' as item,
        count(distinct release_group) as n
    from core.latest
    union all
    select
        'withheld' as item,
        count(*) as n
    from core.withheld
    union all
    select
        'findings_' || effect as item,
        count(*) as n
    from core.finding
    where outcome = 'fail' and effect <> 'hold'
    group by effect
    union all
    select
        'findings_hold' as item,
        count(*) as n
    from core.finding
    where outcome = 'fail' and effect = 'hold'
    union all
    select
        'findings_hold_released' as item,
        count(*) as n
    from core.finding
    where
        outcome = 'fail'
        and effect = 'hold'
        and state not like '%open%'
        and state not like '%partly%'
        and state not like '%held%'
    union all
    select
        'conflicts' as item,
        count(*) as n
    from settled
    union all
    select
        'conflicts_' || reason_code as item,
        count(*) as n
    from settled
    group by reason_code
    union all
    select
        'decisions' as item,
        count(*) as n
    from deciding
    union all
    select
        'decisions_' || action as item,
        count(*) as n
    from deciding
    group by action
)

select
    item,
    cast(n as bigint) as n
from counted
where n is not null
