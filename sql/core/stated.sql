/*
What was last stated in each month, of stocks and of plans. A stock stands for days of its own, at most a
month of them: of a territory, breakdown and month the last figure is kept, one observed before one planned,
and one with a day of its own before one of the month. A plan stands in the month in which it is due or,
without a day, in which it was stated; a target comes before a plan, then the later publication.
*/
with
stock as (
    select
        total.*,
        'stock' as transformation,
        row_number() over (
            partition by total.measure_code, total.territory_id, total.breakdown, total.period
            order by
                total.kind asc,
                case when total.period_start = total.period_end then 0 else 1 end asc,
                total.period_end desc,
                total.period_start desc,
                total.known_on desc,
                total.inputs asc
        ) as place
    from core.total as total
    where
        total.kind in ('observation', 'plan')
        and total.quantity = 'level'
        and date_diff('day', total.period_start, total.period_end) <= 31
),

target as (
    select
        total.*,
        'target' as transformation,
        row_number() over (
            partition by total.measure_code, total.territory_id, total.breakdown, total.period
            order by total.kind desc, total.known_on desc, total.inputs asc
        ) as place
    from core.total as total
    where
        total.kind in ('plan', 'target', 'schedule')
        and total.quantity = 'level'
        and total.period is not null
),

every as (
    select * from stock
    union all
    select * from target
)

select
    measure_code,
    transformation,
    kind,
    territory_id,
    breakdown,
    period,
    period_start,
    period_end,
    reference_date,
    due_on,
    value,
    half_width,
    unit_code,
    qualifier,
    known_on,
    source_id,
    evidence_grade,
    n_src,
    revised,
    obs_status,
    inputs
from every
where place = 1
