/*
Second calculation of the derivation contribution: the change of a territory's figure in twelve months,
per cent of the country's figure before it, with the least and greatest that all half widths allow.
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
        later.territory_id,
        later.period,
        later.breakdown,
        later.price_basis,
        later.source_kind,
        later.transformation || '_contribution' as transformation,
        later.value - earlier.value as moved,
        later.half_width + earlier.half_width as width,
        whole.value as whole,
        case when whole.value > whole.half_width then whole.half_width end as whole_half
    from figure as later
    inner join figure as earlier
        on
            later.territory_id = earlier.territory_id
            and later.breakdown = earlier.breakdown
            and later.price_basis = earlier.price_basis
            and later.source_kind = earlier.source_kind
            and later.unit_code = earlier.unit_code
            and later.transformation = earlier.transformation
            and later.month_no = earlier.month_no + 12
    inner join figure as whole
        on
            whole.is_country
            and earlier.month_no = whole.month_no
            and earlier.breakdown = whole.breakdown
            and earlier.price_basis = whole.price_basis
            and earlier.source_kind = whole.source_kind
            and earlier.unit_code = whole.unit_code
            and earlier.transformation = whole.transformation
    where whole.value > 0
),

ends as (
    select
        *,
        case when moved - width >= 0 then whole + whole_half else whole - whole_half end as under_low,
        case when moved + width >= 0 then whole - whole_half else whole + whole_half end as under_high
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
    100 * moved as above,
    whole as below
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
    100 * (moved - width) as above,
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
    100 * (moved + width) as above,
    under_high as below
from ends
