/*
title = "Construction and installation works"
definition = """
The part of investment in fixed capital that consists of construction and installation works, from January to the end of
the month (year to date), and for the month alone where the figures of two months in a row are known."""
formula = "flow(y, m) = ytd(y, m) - ytd(y, m-1); change = 100 (x(t) / x(t-12) - 1)"
reference = "IMF Quarterly National Accounts Manual 2017, ch. 6"
unit = "million, in the office's currency"
nature = "flow"
default = "ytd"
derive = ["monthly_flow", "ytd_growth", "flow_growth", "contribution"]
owners = ["methods"]
comparability = """
Part of investment in fixed capital; not added to it. Changes are not adjusted for prices."""
revisions = "The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."
*/
with
figure as (
    select *
    from core.total
    where
        measure_code = 'fci_construction'
        and kind = 'observation'
        and breakdown = '_T'
)

select
    *,
    'ytd' as transformation
from figure
where quantity = 'level' and period_kind = 'ytd'
union all
select
    *,
    'month' as transformation
from figure
where quantity = 'level' and period_kind = 'month'
union all
select
    *,
    'growth_published' as transformation
from figure
where quantity = 'growth' and period_kind = 'ytd'
