/*
Second calculation of the derivation monthly_flow: year-to-date figures less the one before in their
year, by a window; over several months where months are missing. Half a step of each figure is the half
width. A figure stated for a month alone is the flow of a month that no difference gives.
*/
with
figure as (
    select
        *,
        month(period) as month_no,
        lag(value) over (
            partition by territory_id, breakdown, price_basis, source_kind, unit_code, year(period)
            order by period
        ) as earlier_value,
        lag(step) over (
            partition by territory_id, breakdown, price_basis, source_kind, unit_code, year(period)
            order by period
        ) as earlier_step,
        lag(month(period)) over (
            partition by territory_id, breakdown, price_basis, source_kind, unit_code, year(period)
            order by period
        ) as earlier_no
    from indicators.cell
    where transformation = 'ytd'
),

flow as (
    select
        *,
        case when month_no - coalesce(earlier_no, 0) = 1 then 'flow' else 'span' end as made,
        value - coalesce(earlier_value, 0) as moved,
        case when earlier_no is null then step else step + earlier_step end as steps
    from figure
),

stated as (
    select month_alone.*
    from indicators.cell as month_alone
    left join flow
        on
            month_alone.territory_id = flow.territory_id
            and month_alone.breakdown = flow.breakdown
            and month_alone.price_basis = flow.price_basis
            and month_alone.source_kind = flow.source_kind
            and month_alone.unit_code = flow.unit_code
            and month_alone.period = flow.period
            and flow.made = 'flow'
    where month_alone.transformation = 'month' and flow.period is null
)

select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    made as transformation,
    'value' as facet,
    cast(moved as decimal(38, 10)) as value
from flow
union all
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    made as transformation,
    'half_width' as facet,
    cast(steps * 0.5 as decimal(38, 10)) as value
from flow
union all
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    'flow' as transformation,
    'value' as facet,
    cast(value as decimal(38, 10)) as value
from stated
union all
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    'flow' as transformation,
    'half_width' as facet,
    cast(half_width as decimal(38, 10)) as value
from stated
