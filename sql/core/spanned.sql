/*
Sums of budget works by the span that each covers, which is part of the breakdown: a month, the year to date,
a year, a span from a day on, one that is not stated, and what is planned. Spans overlap and are never added.
Of a territory, breakdown, span and month the figure stated last is kept.
*/
with
figure as (
    select
        total.*,
        case when total.breakdown = '_T' then '' else total.breakdown || ';' end as sectors,
        case
            when total.kind <> 'observation' then 'span=planned'
            when total.period_kind = 'month' then 'span=month'
            when total.period_kind = 'ytd' then 'span=year_to_date'
            when total.period_kind = 'year' then 'span=year'
            when total.period_end is null then 'span=not_stated'
            else 'span=from_' || cast(total.period_start as varchar)
        end as covered
    from core.total as total
    where
        total.measure_code in ('programme_allocated', 'programme_spent')
        and total.quantity = 'level'
        and total.period is not null
)

select
    measure_code,
    territory_id,
    sectors || covered as breakdown,
    period,
    period_start,
    period_end,
    reference_date,
    due_on,
    'reported' as transformation,
    value,
    half_width,
    unit_code,
    qualifier,
    known_on,
    evidence_grade,
    n_src,
    revised,
    obs_status,
    inputs
from figure
qualify row_number() over (
    partition by measure_code, territory_id, sectors, covered, period
    order by period_end desc, known_on desc, inputs asc
) = 1
