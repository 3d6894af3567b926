/*
title = "Figures named in findings"
definition = """
Every figure that an edit rule tested or compared in a finding, or that the office decided about, as its own
source states it, with the status U where it is withheld; and, where the office uses it with another value or
for another period, as it is used. These cells are for the tables of figures that could not be confirmed or
were decided about and are in no total, chart or main point."""
formula = "none: as stated"
reference = "SDMX CL_OBS_STATUS"
unit = "as stated"
nature = "register"
default = "reported"
owners = ["methods"]
comparability = """
As each source states it."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""
*/
with
named as (
    select distinct obs_id
    from core.finding_input
    union
    select obs_id
    from core.decision
    where changes <> ''
    union
    select obs_id
    from core.latest
    where decided <> ''
),

figure as (
    select
        latest.*,
        withheld.obs_id is not null as is_withheld
    from core.latest as latest
    inner join named on latest.obs_id = named.obs_id
    left join core.withheld as withheld on latest.obs_id = withheld.obs_id
)

select
    territory_id,
    cast(date_trunc('month', coalesce(period_end, due_on, reference_on, received_on)) as date) as period,
    'figure=' || obs_id as breakdown,
    case when decided = '' then 'reported' else 'decided' end as transformation,
    period_start,
    period_end,
    coalesce(period_end, reference_on) as reference_date,
    due_on,
    value,
    step,
    unit_code,
    qualifier,
    known_on,
    evidence_grade,
    cast(1 as bigint) as n_src,
    revised,
    case
        when is_withheld then 'U'
        when decided like '%correct%' then 'I'
        when evidence_grade in ('A', 'B') then 'A'
        else 'V'
    end as obs_status,
    [obs_id] as inputs
from figure
