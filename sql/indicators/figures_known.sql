/*
title = "Figures known"
definition = """
How many figures were known on the as-of day with a reference date up to the end of the month, and how many
of them are withheld."""
formula = "count of figures, the last version by each source"
reference = "SDMX CL_OBS_STATUS"
unit = "Figures"
nature = "register"
default = "count"
owners = ["methods"]
comparability = """
A count of figures, not of what they measure."""
revisions = """
It follows what is known on the as-of day."""
*/
with
country as (
    select min(territory_id) as territory_id
    from reference.territory
    where level = 'country'
),

figure as (
    select
        latest.obs_id,
        latest.release_group,
        latest.evidence_grade,
        '_T' as breakdown
    from core.latest as latest
    union all
    select
        latest.obs_id,
        latest.release_group,
        latest.evidence_grade,
        'status=withheld' as breakdown
    from core.latest as latest
    inner join core.withheld as withheld on latest.obs_id = withheld.obs_id
)

select
    country.territory_id,
    figure.breakdown,
    cast($month as date) as period,
    cast($month_end as date) as period_start,
    cast($month_end as date) as period_end,
    cast($month_end as date) as reference_date,
    'count' as transformation,
    count(*) as value,
    cast(0 as decimal(38, 10)) as half_width,
    'COUNT' as unit_code,
    max(figure.evidence_grade) as evidence_grade,
    count(distinct figure.release_group) as n_src,
    false as revised,
    'A' as obs_status,
    list_sort(list(figure.obs_id)) as inputs
from figure
cross join country
group by country.territory_id, figure.breakdown
