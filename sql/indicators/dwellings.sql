/*
title = "Dwellings by status and type"
definition = """
Dwellings planned, under way, scheduled for a year or reported completed, by type where the source gives one. Planned,
scheduled and completed are separate measures; planned less the sum of its stages is the row unscheduled."""
formula = "unscheduled = planned - completed - scheduled"
reference = "OC4IDS, Open Contracting for Infrastructure Data Standard, for the terms"
unit = "Dwellings"
nature = "stock"
default = "stock"
owners = ["methods"]
comparability = """
Houses, apartments and homes are dwellings. Statements that leave open whether a figure is additional or a running total are not added."""
revisions = "The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."
*/
with
stated as (
    select *
    from core.total
    where
        measure_code = 'dwellings'
        and quantity = 'level'
        and period is not null
),

shown as (
    select
        * exclude (breakdown),
        case when due_on is null then breakdown else breakdown || ';due=' || year(due_on) end as breakdown
    from stated
),

stage as (
    select
        planned.territory_id,
        planned.period,
        planned.period_start,
        planned.period_end,
        planned.reference_date,
        planned.unit_code,
        planned.price_basis,
        planned.value - sum(stated.value) as value,
        max(stated.evidence_grade) as evidence_grade,
        max(stated.obs_status) as obs_status,
        max(stated.known_on) as known_on,
        list_concat(planned.inputs, flatten(list(stated.inputs order by stated.inputs))) as inputs
    from stated as planned
    inner join stated
        on
            planned.territory_id = stated.territory_id
            and planned.source_id = stated.source_id
            and planned.breakdown = 'status=planned'
            and stated.breakdown in ('status=completed', 'status=scheduled')
    where exists (
        select 1
        from stated as scheduled
        where
            planned.territory_id = scheduled.territory_id
            and planned.source_id = scheduled.source_id
            and scheduled.breakdown = 'status=scheduled'
    )
    group by
        planned.territory_id, planned.period, planned.period_start, planned.period_end,
        planned.reference_date, planned.unit_code, planned.price_basis, planned.value, planned.inputs
)

select
    territory_id,
    period,
    breakdown,
    price_basis,
    period_start,
    period_end,
    reference_date,
    due_on,
    unit_code,
    value,
    half_width,
    qualifier,
    known_on,
    evidence_grade,
    n_src,
    revised,
    obs_status,
    inputs,
    'stock' as transformation
from shown
qualify row_number() over (
    partition by territory_id, breakdown, period
    order by reference_date desc, known_on desc, inputs
) = 1
union all
select
    territory_id,
    period,
    'status=unscheduled' as breakdown,
    price_basis,
    period_start,
    period_end,
    reference_date,
    cast(null as date) as due_on,
    unit_code,
    value,
    cast(0 as decimal(38, 10)) as half_width,
    '' as qualifier,
    known_on,
    evidence_grade,
    cast(1 as bigint) as n_src,
    false as revised,
    obs_status,
    inputs,
    'stock' as transformation
from stage
