/*
title = "Settlements with resettled families"
definition = """
Settlements in which families are reported as resettled, up to a date."""
formula = "none: the last reported figure on or before the end of the month, with its own date"
reference = """
SDMX cross-domain concepts; a stock is the last figure on or before the month's end, never interpolated"""
unit = "Settlements"
nature = "stock"
default = "stock"
owners = ["methods"]
comparability = """
As each source counts; not added over territories."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""
*/
select
    territory_id,
    breakdown,
    period,
    period_start,
    period_end,
    reference_date,
    due_on,
    'stock' as transformation,
    value,
    half_width,
    unit_code,
    qualifier,
    evidence_grade,
    n_src,
    revised,
    obs_status,
    inputs
from core.total
where
    measure_code = 'settlements_resettled'
    and kind in ('observation', 'plan')
    and quantity = 'level'
    and date_diff('day', period_start, period_end) <= 31
qualify row_number() over (
    partition by territory_id, breakdown, period
    order by period_end desc, period_start desc, known_on desc, inputs asc
) = 1
