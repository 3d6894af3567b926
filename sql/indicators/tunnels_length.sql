/*
title = "Length of tunnels"
definition = """
Length of road tunnels planned, under way or reported completed, as stated on a date, of a single tunnel or
of those of a road."""
formula = "none: the last reported figure on or before the end of the month, with its own date"
reference = "OC4IDS, Open Contracting for Infrastructure Data Standard, for the terms"
unit = "Kilometres"
nature = "stock"
default = "stock"
owners = ["methods"]
price_basis = "Not applicable: a length"
coverage = """
The two economic regions together, and single roads and places where a source states a figure for them."""
comparability = """
As each source counts. A plan, works under way and completed works are separate figures; lengths and
numbers are not added over roads."""
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
    transformation,
    value,
    half_width,
    unit_code,
    qualifier,
    evidence_grade,
    n_src,
    revised,
    obs_status,
    inputs
from core.stated
where
    measure_code = 'tunnels_length'
    and transformation = 'stock'
