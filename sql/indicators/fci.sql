/*
title = "Investment in fixed capital"
definition = """
Expenditure on acquiring, creating and renewing fixed assets within the territory, as reported from
January to the end of the month (year to date), and for the month alone where it is stated or the
figures of two months in a row are known."""
formula = """
flow(y, m) = ytd(y, m) - ytd(y, m-1), both as known last, or both as they stood together where the office
declares so for a series, or as stated; change = 100 (x(t) / x(t-12) - 1); change of a flow on the month
before = 100 (x(t) / x(t-1) - 1), of flows as they are and of seasonally adjusted ones; index on the
corresponding period = 100 x(t) / x(t-12), of the country; month effect = 100 (x(t) - x(t-1)) / x(t-12) and
base effect = the rest of the move of the index of flows since the month before; implied deflator = 100
(V(t) / V(t-12)) / (1 + g(t) / 100), where the levels V are stated as nominal and the growth g per cent as
real; flow_benchmarked: of all series whose months sum to each year's annual figure, the one whose ratio to
the flow moves least from month to month, and after the last such year the flow times the last ratio;
flow_real(m, y) = L(m, y) / V(y-1) A(y-1), with L the flows deflated to the average prices of y-1, V the
year's flows and A its real flows; flow_real_discrepancy: the country's real flow less the sum of its
regions'"""
reference = """
IMF Quarterly National Accounts Manual 2017, ch. 6 (proportional Denton-Cholette) and ch. 8 (annual overlap);
OECD Data and Metadata Reporting and Presentation
Handbook 2007; seasonal adjustment and trend-cycle: X-13ARIMA-SEATS, ESS Guidelines on Seasonal Adjustment
2024"""
unit = "million, in the office's currency"
nature = "flow"
default = "ytd"
derive = [
    "monthly_flow", "ytd_growth", "flow_growth", "flow_growth_on_month", "contribution", "presentation",
    "base_effect",
]
adjust = ["flow"]
long_run = ["flow_benchmarked", "flow_real"]
outliers = ["flow"]
owners = ["methods"]
price_basis = """
As the source states it: nominal, real, or not stated; the three never share a column. flow_real is in average
prices of the first year of the office's series, by its own price indices."""
coverage = """
The country, its economic regions, districts and cities, and groups of them as each source lists them. A
source's own group of territories is a territory of its own."""
comparability = """
Changes computed here compare values as reported and are not adjusted for prices. Published growth stands
apart, since its sources do not state whether it is nominal or real. Benchmarked flows stand only where an
office delivers an annual figure that revises the year (measure fci_annual), real flows only where it delivers
a price index for each region (fci_price_index): without them there is none, and no level is scaled or
deflated by another one. Real flows of regions do not sum to the country's; the discrepancy is published and
not spread."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay.
Where ytd(y, m-1) was revised after ytd(y, m) became known, the flow by the other policy stands beside it.
The office declares in which months and by how much its figures are revised; a revision beyond that holds the
release until a reason is given. Seasonally adjusted figures and trend-cycle are estimated from the whole
series: each new month changes those before it, most of all the newest. Model and filters are reviewed once a
year. A new annual figure changes benchmarked flows of the years beside it and those extrapolated after it."""
*/
select
    territory_id,
    breakdown,
    period,
    price_basis,
    period_start,
    period_end,
    reference_date,
    case
        when measure_code = 'fci_annual' then 'year'
        when measure_code = 'fci_price_index' then 'price_index'
        when quantity = 'growth' then 'growth_published'
        else period_kind
    end as transformation,
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
    kind = 'observation'
    and breakdown = '_T'
    and (
        (measure_code = 'fci' and quantity = 'level' and period_kind in ('ytd', 'month'))
        or (measure_code = 'fci' and quantity = 'growth' and period_kind = 'ytd')
        or (measure_code = 'fci_annual' and quantity = 'level' and period_kind = 'year')
        or (measure_code = 'fci_price_index' and quantity = 'level' and period_kind = 'month')
    )
