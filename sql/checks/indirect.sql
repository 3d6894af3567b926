/*
Second calculation of indicators.seasonal_discrepancy: beside the adjusted flow of a country the sum of the
adjusted flows of all its parts, where each of them has one, the difference, and that in per cent.
*/
with
adjusted as (
    select *
    from indicators.cell
    where transformation = 'flow_sa'
),

expected as (
    select
        adjusted.territory_id,
        adjusted.period,
        adjusted.breakdown,
        adjusted.price_basis,
        adjusted.source_kind,
        adjusted.value as direct,
        count(*) as n_parts,
        count(part.value) as n_known,
        sum(part.value) as indirect
    from adjusted
    inner join reference.member as member
        on
            adjusted.territory_id = member.ancestor_id
            and member.level = 'country'
            and last_day(adjusted.period) between member.valid_from and member.valid_to
    left join adjusted as part
        on
            member.territory_id = part.territory_id
            and adjusted.period = part.period
    group by
        adjusted.territory_id, adjusted.period, adjusted.breakdown, adjusted.price_basis,
        adjusted.source_kind, adjusted.value
)

select
    expected.territory_id,
    expected.period,
    expected.breakdown,
    expected.price_basis,
    expected.source_kind,
    asked.what as transformation,
    'value' as facet,
    case asked.what
        when 'indirect' then cast(expected.indirect as decimal(38, 10))
        when 'discrepancy' then cast(expected.direct - expected.indirect as decimal(38, 10))
        else cast(100 * (expected.direct - expected.indirect) as decimal(38, 10))
    end as above,
    case when asked.what = 'discrepancy_pct' then expected.direct else cast(1 as decimal(38, 10)) end as below
from expected
cross join (
    values
    ('indirect'), ('discrepancy'), ('discrepancy_pct')
) as asked (what)
where expected.n_known = expected.n_parts
