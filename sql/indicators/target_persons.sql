/*
title = "Persons planned to be resettled"
definition = """
A number that a plan or programme states, with the day it is due and the source that reports it. A plan is
never added to what is observed."""
formula = "none: as stated"
reference = "OC4IDS, Open Contracting for Infrastructure Data Standard, for the terms"
unit = "Persons"
nature = "plan"
default = "target"
owners = ["methods"]
price_basis = "Not applicable: a count"
coverage = """
The two economic regions together, and smaller territories where a source states a plan for them."""
comparability = """
Families, persons and dwellings are different units even where the number is the same."""
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
    measure_code = 'target_persons'
    and transformation = 'target'
