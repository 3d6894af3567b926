/*
title = "Investment in fixed capital"
definition = """
Expenditure on acquiring, creating and renewing fixed assets within the territory, as reported from
January to the end of the month (year to date), and for the month alone where it is stated or the
figures of two months in a row are known."""
formula = """
flow(y, m) = ytd(y, m) - ytd(y, m-1), both as known last, or both as they stood together where the office
declares so for a series, or as stated; change = 100 (x(t) / x(t-12) - 1); change of a flow on the month
before = 100 (x(t) / x(t-1) - 1)"""
reference = """
IMF Quarterly National Accounts Manual 2017, ch. 6; OECD Data and Metadata Reporting and Presentation
Handbook 2007; seasonal adjustment and trend-cycle: X-13ARIMA-SEATS, ESS Guidelines on Seasonal Adjustment
2024"""
unit = "million, in the office's currency"
nature = "flow"
default = "ytd"
derive = ["monthly_flow", "ytd_growth", "flow_growth", "flow_growth_on_month", "contribution"]
adjust = ["flow"]
outliers = ["flow"]
owners = ["methods"]
price_basis = """
As the source states it: nominal, real, or not stated; the three never share a column."""
coverage = """
The country, its economic regions, districts and cities, and groups of them as each source lists them. A
source's own group of territories is a territory of its own."""
comparability = """
Changes computed here compare values as reported and are not adjusted for prices. Published growth stands
apart, since its sources do not state whether it is nominal or real."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay.
Where ytd(y, m-1) was revised after ytd(y, m) became known, the flow by the other policy stands beside it.
The office declares in which months and by how much its figures are revised; a revision beyond that holds the
release until a reason is given. Seasonally adjusted figures and trend-cycle are estimated from the whole
series: each new month changes those before it, most of all the newest. Model and filters are reviewed once a
year."""
*/
select
    territory_id,
    breakdown,
    period,
    price_basis,
    period_start,
    period_end,
    reference_date,
    case when quantity = 'growth' then 'growth_published' else period_kind end as transformation,
    value,
    step,
    half_width,
    unit_code,
    qualifier,
    known_on,
    evidence_grade,
    n_src,
    revised,
    obs_status,
    inputs
from core.total
where
    measure_code = 'fci'
    and kind = 'observation'
    and breakdown = '_T'
    and (
        (quantity = 'level' and period_kind in ('ytd', 'month'))
        or (quantity = 'growth' and period_kind = 'ytd')
    )
