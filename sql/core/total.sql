/*
The figures that indicators are made of: the preferred one of a series where there is one, else the sum
of members. `period` is the first of the month that the figure belongs to: of its last day, or, for what
is due, of the day it is due. A figure that no producer confirmed has the status V; one whose value the office
decided has the status I (imputed by the receiving agency).
*/
with
summed as (
    select * from core.region_total
    union all
    select * from core.country_total
),

figure as (
    select
        measure_code,
        breakdown,
        territory_id,
        kind,
        quantity,
        period_kind,
        period_start,
        period_end,
        due_on,
        reference_on,
        price_basis,
        unit_code,
        value,
        step,
        cast(step * 0.5 as decimal(38, 10)) as half_width,
        qualifier,
        known_on,
        evidence_grade,
        n_src,
        revised,
        reason_code,
        source_id,
        decided,
        [obs_id] as inputs
    from core.preferred
    union all
    select
        measure_code,
        breakdown,
        territory_id,
        'observation' as kind,
        'level' as quantity,
        period_kind,
        period_start,
        period_end,
        cast(null as date) as due_on,
        period_end as reference_on,
        price_basis,
        unit_code,
        value,
        step,
        half_width,
        '' as qualifier,
        known_on,
        evidence_grade,
        n_src,
        revised,
        'sum_of_members' as reason_code,
        '' as source_id,
        '' as decided,
        inputs
    from summed
)

select
    figure.*,
    cast(
        date_trunc('month', coalesce(figure.period_end, figure.due_on, figure.reference_on)) as date
    ) as period,
    coalesce(figure.period_end, figure.reference_on) as reference_date,
    case
        when figure.decided like '%correct%' then 'I'
        when figure.evidence_grade in ('A', 'B') then 'A'
        else 'V'
    end as obs_status
from figure
