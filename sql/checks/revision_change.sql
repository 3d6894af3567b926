/*
Second calculation of the derivation revision_change: what a figure that is stated anew differs by from the
one stated before it, in per cent of that one.
*/
with
figure as (
    select
        *,
        lag(value) over (
            partition by
                territory_id, period, price_basis, source_kind, unit_code,
                split_part(breakdown, ';vintage=', 1)
            order by breakdown
        ) as before_value
    from indicators.cell
    where transformation = 'stated'
)

select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    'change_pct' as transformation,
    'value' as facet,
    100 * (value - before_value) as above,
    abs(before_value) as below
from figure
where before_value <> 0
