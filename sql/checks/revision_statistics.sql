/*
Second calculation of the derivation revision_statistics, of what needs no more than sums: how many revisions,
their mean, mean absolute size and that in per cent of the first figures, the least and the greatest, how many
of a hundred are above zero or leave the sign as it was. Standard deviation, standard error, lag, t and p are
calculated again by pipeline/indicators/second_statistics.py.
*/
with
summed as (
    select
        territory_id,
        price_basis,
        source_kind,
        unit_code,
        breakdown,
        max(month) as period,
        count(*) as n,
        sum(value) as summed_value,
        sum(abs(value)) as summed_size,
        sum(abs(whole)) as base,
        count(case when value > 0 then 1 end) as above_zero,
        count(case when sign(part) = sign(whole) then 1 end) as same_sign,
        min(value) as fewest,
        max(value) as most
    from indicators.cell
    where transformation = 'revision'
    group by territory_id, price_basis, source_kind, unit_code, breakdown
),

listed as (
    select
        summed.*,
        asked.what
    from summed
    cross join (
        values
        ('n'), ('mr'), ('mar'), ('rmar_pct'), ('rmar_base'), ('positive_pct'), ('same_sign_pct'), ('least'),
        ('greatest')
    ) as asked (what)
    where asked.what <> 'rmar_pct' or summed.base > 0
)

select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    what as transformation,
    'value' as facet,
    case what
        when 'n' then cast(n as decimal(38, 10))
        when 'mr' then cast(summed_value as decimal(38, 10))
        when 'mar' then cast(summed_size as decimal(38, 10))
        when 'rmar_pct' then cast(100 * summed_size as decimal(38, 10))
        when 'rmar_base' then cast(base as decimal(38, 10))
        when 'positive_pct' then cast(100 * above_zero as decimal(38, 10))
        when 'same_sign_pct' then cast(100 * same_sign as decimal(38, 10))
        when 'least' then cast(fewest as decimal(38, 10))
        else cast(most as decimal(38, 10))
    end as above,
    case
        when what = 'rmar_pct' then cast(base as decimal(38, 10))
        when what in ('mr', 'mar', 'positive_pct', 'same_sign_pct') then cast(n as decimal(38, 10))
        else cast(1 as decimal(38, 10))
    end as below
from listed
