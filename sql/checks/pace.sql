/*
Second calculation of the derivation pace: a figure, and its half width, divided by a number of months.
*/
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    transformation,
    'value' as facet,
    part as above,
    whole as below
from indicators.cell
where transformation = 'pace'
union all
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    transformation,
    'half_width' as facet,
    part_half_width as above,
    whole as below
from indicators.cell
where transformation = 'pace'
