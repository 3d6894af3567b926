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
),

facet as (
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
),

-- The quotient in binary fractions, then twice put right by what it leaves: exact to the tenth decimal.
guess as (
    select
        *,
        cast(above / nullif(below, 0) as decimal(38, 10)) as rough
    from facet
),

near as (
    select
        *,
        cast(rough + cast((above - rough * below) / nullif(below, 0) as decimal(38, 10)) as decimal(38, 10))
            as found
    from guess
),

rest as (
    select
        *,
        2 * (above - found * below) as twice,
        cast(0.0000000001 as decimal(11, 10)) * below as one
    from near
)

select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    transformation,
    facet,
    case
        when twice > one or (twice = one and found >= 0)
            then cast(found + cast(0.0000000001 as decimal(11, 10)) as decimal(38, 10))
        when twice < -one or (twice = -one and found <= 0)
            then cast(found - cast(0.0000000001 as decimal(11, 10)) as decimal(38, 10))
        else found
    end as value
from rest
