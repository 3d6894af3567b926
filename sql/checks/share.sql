/*
Second calculation of the derivation share: a part in per cent of its whole, with the least and greatest
that both half widths allow. A whole that is not above zero, or within its half width, gives none.
*/
with
ends as (
    select
        *,
        case when part - part_half_width >= 0 then whole + whole_half_width else whole - whole_half_width end
            as under_low,
        case when part + part_half_width >= 0 then whole - whole_half_width else whole + whole_half_width end
            as under_high
    from indicators.cell
    where
        part is not null
        and transformation <> 'pace'
        and whole > 0
        and (whole_half_width is null or whole > whole_half_width)
)

select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    transformation,
    'value' as facet,
    100 * part as above,
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
    100 * (part - part_half_width) as above,
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
    100 * (part + part_half_width) as above,
    under_high as below
from ends
