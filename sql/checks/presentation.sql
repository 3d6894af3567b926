/*
Second calculation of how the country's growth is presented: indices on the corresponding period, multiples
of those above 300, this month's part in the move of the index, and the price index that nominal figures and
real growth as published imply. The least and greatest are those that the half widths allow.
*/
with
figure as (
    select
        *,
        year(period) * 12 + month(period) as month_no,
        value > 0 and (half_width is null or value > half_width) as is_base
    from indicators.cell
    where is_country and transformation in ('ytd', 'flow')
),

pair as (
    select
        later.*,
        earlier.value as base,
        earlier.half_width as base_half
    from figure as later
    inner join figure as earlier
        on
            later.breakdown = earlier.breakdown
            and later.price_basis = earlier.price_basis
            and later.source_kind = earlier.source_kind
            and later.unit_code = earlier.unit_code
            and later.transformation = earlier.transformation
            and later.month_no = earlier.month_no + 12
    where earlier.is_base
),

part as (
    select
        territory_id,
        period,
        breakdown,
        price_basis,
        source_kind,
        transformation || '_index' as shown,
        100 as factor,
        value as above,
        half_width as width,
        base,
        base_half
    from pair
    union all
    select
        territory_id,
        period,
        breakdown,
        price_basis,
        source_kind,
        transformation || '_multiple' as shown,
        1 as factor,
        value as above,
        half_width as width,
        base,
        base_half
    from pair
    -- The index, rounded to its tenth decimal, is above 300.
    where 2000000000000 * (value - 3 * base) >= base
    union all
    select
        now.territory_id,
        now.period,
        now.breakdown,
        now.price_basis,
        now.source_kind,
        'flow_month_effect' as shown,
        100 as factor,
        now.value - ahead.value as above,
        now.half_width + ahead.half_width as width,
        now.base,
        now.base_half
    from pair as now
    inner join pair as ahead
        on
            now.breakdown = ahead.breakdown
            and now.price_basis = ahead.price_basis
            and now.source_kind = ahead.source_kind
            and now.unit_code = ahead.unit_code
            and now.transformation = ahead.transformation
            and now.month_no = ahead.month_no + 1
    where now.transformation = 'flow'
),

ends as (
    select
        *,
        case when above - width >= 0 then base + base_half else base - base_half end as under_low,
        case when above + width >= 0 then base - base_half else base + base_half end as under_high
    from part
),

price as (
    select
        level.territory_id,
        level.period,
        level.breakdown,
        level.price_basis,
        level.source_kind,
        level.value,
        level.half_width,
        level.base,
        level.base_half,
        100 + growth.value as real_index,
        growth.half_width as real_half
    from pair as level
    inner join indicators.cell as growth
        on
            level.territory_id = growth.territory_id
            and level.period = growth.period
            and level.breakdown = growth.breakdown
            and level.source_kind = growth.source_kind
    where
        level.transformation = 'ytd'
        and level.price_basis = 'nominal'
        and growth.transformation = 'growth_published'
        and growth.price_basis = 'real'
        and 100 + growth.value - coalesce(growth.half_width, 0) > 0
)

select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    shown as transformation,
    'value' as facet,
    factor * above as above,
    base as below
from ends
union all
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    shown as transformation,
    'lo' as facet,
    factor * (above - width) as above,
    under_low as below
from ends
union all
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    shown as transformation,
    'hi' as facet,
    factor * (above + width) as above,
    under_high as below
from ends
union all
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    'ytd_deflator' as transformation,
    'value' as facet,
    10000 * value as above,
    cast(base * real_index as decimal(38, 10)) as below
from price
union all
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    'ytd_deflator' as transformation,
    'lo' as facet,
    10000 * (value - half_width) as above,
    cast((base + base_half) * (real_index + real_half) as decimal(38, 10)) as below
from price
union all
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    'ytd_deflator' as transformation,
    'hi' as facet,
    10000 * (value + half_width) as above,
    cast((base - base_half) * (real_index - real_half) as decimal(38, 10)) as below
from price
