/*
title = "Budget spent on works"
definition = """
Budget funds reported as spent on works in the territories that the source lists, for a year, in all and by
sector."""
formula = """
none: a month, a year, a longer span and a sum whose span is not stated stand apart and are not added"""
reference = "IMF Government Finance Statistics Manual 2014, for the terms"
unit = "million, in the office's currency"
nature = "flow"
default = "reported"
owners = ["methods"]
price_basis = "Not stated by the sources"
coverage = """
The two economic regions together, and groups of districts where a source states a figure for them."""
comparability = """
A planned cost, what is allocated and what is spent are three measures; none is investment in fixed
capital. Spans overlap and are never added."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""
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
        total.measure_code = 'programme_spent'
        and total.quantity = 'level'
        and total.period is not null
)

select
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
    evidence_grade,
    n_src,
    revised,
    obs_status,
    inputs
from figure
qualify row_number() over (
    partition by territory_id, sectors, covered, period
    order by period_end desc, known_on desc, inputs asc
) = 1
