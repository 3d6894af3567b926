/*
Second calculation of the derivation revision: of each reference period what was stated last by the end of so
many months after its first statement, and by the as-of day's month, less what was stated first.
*/
with
figure as (
    select
        *,
        split_part(split_part(breakdown, 'vintage=', 2), ';', 1) as vintage,
        split_part(split_part(breakdown, 'measure=', 2), ';', 1) as measure,
        year(as_of) * 12 + month(as_of) as newest_no
    from indicators.cell
    where transformation = 'stated'
),

numbered as (
    select
        *,
        cast(substr(vintage, 1, 4) as integer) * 12 + cast(substr(vintage, 6, 2) as integer) as vintage_no
    from figure
),

begun as (
    select
        *,
        min(vintage_no) over (
            partition by territory_id, measure, price_basis, source_kind, unit_code, period
        ) as first_no
    from numbered
),

asked as (
    select
        begun.territory_id,
        begun.measure,
        begun.price_basis,
        begun.source_kind,
        begun.unit_code,
        begun.period,
        begun.first_no,
        begun.value as first_value,
        listed.horizon,
        case
            when listed.months = 0 then begun.newest_no
            else begun.first_no + listed.months
        end as until_no
    from begun
    inner join (
        values ('1', 1), ('3', 3), ('12', 12), ('to_date', 0)
    ) as listed (horizon, months)
        on
            begun.vintage_no = begun.first_no
            and begun.first_no + listed.months <= begun.newest_no
            and (listed.months > 0 or begun.first_no < begun.newest_no)
),

reached as (
    select
        asked.*,
        max(begun.vintage_no) as last_no
    from asked
    inner join begun
        on
            asked.territory_id = begun.territory_id
            and asked.measure = begun.measure
            and asked.price_basis = begun.price_basis
            and asked.source_kind = begun.source_kind
            and asked.unit_code = begun.unit_code
            and asked.period = begun.period
            and asked.until_no >= begun.vintage_no
    group by
        asked.territory_id, asked.measure, asked.price_basis, asked.source_kind, asked.unit_code,
        asked.period, asked.first_no, asked.first_value, asked.horizon, asked.until_no
)

select
    reached.territory_id,
    reached.period,
    concat('horizon=', reached.horizon, ';measure=', reached.measure) as breakdown,
    reached.price_basis,
    reached.source_kind,
    'revision' as transformation,
    'value' as facet,
    cast(begun.value - reached.first_value as decimal(38, 10)) as value
from reached
inner join begun
    on
        reached.territory_id = begun.territory_id
        and reached.measure = begun.measure
        and reached.price_basis = begun.price_basis
        and reached.source_kind = begun.source_kind
        and reached.unit_code = begun.unit_code
        and reached.period = begun.period
        and reached.last_no = begun.vintage_no
