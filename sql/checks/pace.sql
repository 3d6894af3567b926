/*
Second calculation of the derivation pace: a figure, and its half width, divided by a number of months.
*/
with
facet as (
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
