/*
title = "Highway projects planned"
definition = """
Highway projects that a programme plans to complete, with the day they are due."""
formula = "none: as stated"
reference = "OC4IDS, Open Contracting for Infrastructure Data Standard, for the terms"
unit = "Projects"
nature = "plan"
default = "target"
owners = ["methods"]
price_basis = "Not applicable: a count"
coverage = """
The two economic regions together, as the programme states them."""
comparability = """
As the plan states. Projects that other sources count are a separate figure."""
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
    measure_code = 'highway_projects'
    and transformation = 'target'
