/*
title = "Investment in fixed capital"
definition = """
Expenditure on acquiring, creating and renewing fixed assets within the territory, as reported from January to the
end of the month (year to date), and for the month alone where the figures of two months in a row are known."""
formula = "flow(y, m) = ytd(y, m) - ytd(y, m-1); change = 100 (x(t) / x(t-12) - 1)"
reference = "IMF Quarterly National Accounts Manual 2017, ch. 6; OECD Data and Metadata Reporting and Presentation Handbook 2007"
unit = "million, in the office's currency"
nature = "flow"
default = "ytd"
derive = ["monthly_flow", "ytd_growth", "flow_growth", "contribution"]
owners = ["methods"]
comparability = """
Changes computed here compare values as reported and are not adjusted for prices. Published growth stands apart, since its
sources do not state whether it is nominal or real."""
revisions = "The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."
*/
with
figure as (
    select *
    from core.total
    where
        measure_code = 'fci'
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
