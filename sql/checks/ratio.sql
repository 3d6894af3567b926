/*
Second calculation of the derivation ratio: a count divided by another one that is not zero.
*/
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
