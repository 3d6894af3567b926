/*
Second calculation of the derivation ratio: a count divided by another one that is not zero.
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
        case when whole < 0 then -part else part end as above,
        abs(whole) as below
    from indicators.cell
    where
        part is not null
        and whole <> 0
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
