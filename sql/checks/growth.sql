/*
Second calculation of the derivations of growth: a figure against that of twelve months, or of one month,
before, in per cent, with the least and greatest change that both half widths allow. A base that is not
above zero, or within its half width, gives none.
*/
with
figure as (
    select
        *,
        year(period) * 12 + month(period) as month_no
    from indicators.cell
    where transformation in ('ytd', 'flow')
),

pair as (
    select
        later.*,
        earlier.value as base,
        earlier.half_width as base_half,
        case
            when later.month_no = earlier.month_no + 1 then 'flow_change_on_month'
            else later.transformation || '_change'
        end as made
    from figure as later
    inner join figure as earlier
        on
            later.territory_id = earlier.territory_id
            and later.breakdown = earlier.breakdown
            and later.price_basis = earlier.price_basis
            and later.source_kind = earlier.source_kind
            and later.unit_code = earlier.unit_code
            and later.transformation = earlier.transformation
            and (
                later.month_no = earlier.month_no + 12
                or (later.transformation = 'flow' and later.month_no = earlier.month_no + 1)
            )
    where
        earlier.value > 0
        and (earlier.half_width is null or earlier.value > earlier.half_width)
),

ends as (
    select
        territory_id,
        period,
        breakdown,
        price_basis,
        source_kind,
        made as transformation,
        value,
        base,
        value - half_width as low,
        value + half_width as high,
        case when value - half_width >= 0 then base + base_half else base - base_half end as under_low,
        case when value + half_width >= 0 then base - base_half else base + base_half end as under_high
    from pair
)

select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    transformation,
    'value' as facet,
    100 * (value - base) as above,
    base as below
from ends
union all
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    transformation,
    'lo' as facet,
    100 * (low - under_low) as above,
    under_low as below
from ends
union all
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    transformation,
    'hi' as facet,
    100 * (high - under_high) as above,
    under_high as below
from ends
