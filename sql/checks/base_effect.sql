/*
Second calculation of the move of the country's index on the year since the month before, and of the part of
it that is not this month's: differences of cells, the least of one less the greatest of the other.
*/
with
index_on_year as (
    select
        *,
        year(period) * 12 + month(period) as month_no
    from indicators.cell
    where is_country and transformation = 'flow_index'
),

moved as (
    select
        later.territory_id,
        later.period,
        later.breakdown,
        later.price_basis,
        later.source_kind,
        later.value - earlier.value as value,
        later.lo - earlier.hi as lo,
        later.hi - earlier.lo as hi
    from index_on_year as later
    inner join index_on_year as earlier
        on
            later.breakdown = earlier.breakdown
            and later.price_basis = earlier.price_basis
            and later.source_kind = earlier.source_kind
            and later.month_no = earlier.month_no + 1
),

made as (
    select
        territory_id,
        period,
        breakdown,
        price_basis,
        source_kind,
        'flow_index_move' as transformation,
        value,
        lo,
        hi
    from moved
    union all
    select
        moved.territory_id,
        moved.period,
        moved.breakdown,
        moved.price_basis,
        moved.source_kind,
        'flow_base_effect' as transformation,
        moved.value - own.value as value,
        moved.lo - own.hi as lo,
        moved.hi - own.lo as hi
    from moved
    inner join indicators.cell as own
        on
            moved.territory_id = own.territory_id
            and moved.period = own.period
            and moved.breakdown = own.breakdown
            and moved.price_basis = own.price_basis
            and moved.source_kind = own.source_kind
    where own.transformation = 'flow_month_effect'
)

select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    transformation,
    'value' as facet,
    value
from made
union all
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    transformation,
    'lo' as facet,
    lo as value
from made
union all
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    transformation,
    'hi' as facet,
    hi as value
from made
