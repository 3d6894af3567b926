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
from core.spanned
where measure_code = 'programme_spent'
