/*
title = "Area cleared of mines"
definition = """
Area reported as cleared in a week, a month, a year, or in all up to a date. The four stand apart."""
formula = "none: a week that straddles two months is not split, and weeks are summed only where they tile a month"
reference = "IMAS 05.10, Information management for mine action"
unit = "Hectares"
nature = "flow"
default = "reported"
owners = ["methods"]
comparability = """
Coverage is that of each source's own list of districts."""
revisions = "The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."
*/
with
figure as (
    select
        * exclude (breakdown),
        case when breakdown = '_T' then '' else breakdown || ';' end
        || case period_kind
            when 'month' then 'span=month'
            when 'ytd' then 'span=year_to_date'
            when 'year' then 'span=year'
            when 'week' then 'week=' || cast(period_start as varchar)
            else 'span=running_total'
        end as breakdown
    from core.total
    where
        measure_code in ('mine_cleared_area', 'mine_cleared_area_to_date')
        and kind = 'observation'
        and quantity = 'level'
        and period_end is not null
)

select
    *,
    'reported' as transformation
from figure
qualify row_number() over (
    partition by territory_id, breakdown, period
    order by period_end desc, known_on desc, inputs
) = 1
