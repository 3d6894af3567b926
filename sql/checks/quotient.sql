/*
The quotients of a second calculation: above / below, rounded half away from zero to the tenth decimal. The
quotient in binary fractions is put right twice by what it leaves, so that the result is exact.
*/
with
guess as (
    select
        *,
        cast(above / nullif(below, 0) as decimal(38, 10)) as rough
    from indicators.facet
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
