/*
Second calculation of the transformations flow_real and flow_real_discrepancy: deflated flows in the average
prices of the year before, each year linked to the volume of the year before; the first year in its own
average prices. The country is the sum of its regions in those prices, linked as a whole; what it lies apart
from the sum of the regions' volumes is the discrepancy.
*/
with
figure as (
    select
        territory_id,
        period,
        year(period) as of_year,
        is_region,
        value,
        made,
        cast(100 * value / nullif(price, 0) as decimal(38, 10)) as quantity
    from indicators.long_made
    where transformation = 'flow_real'
),

first_year as (
    select min(of_year) as of_year
    from figure
),

yearly as (
    select
        territory_id,
        is_region,
        of_year,
        sum(value) as value,
        sum(quantity) as quantity,
        sum(made) as made
    from figure
    group by territory_id, is_region, of_year
),

based as (
    select
        figure.*,
        figure.of_year = first_year.of_year as is_first,
        greatest(figure.of_year - 1, first_year.of_year) as base_year
    from figure
    cross join first_year
),

part as (
    select
        based.territory_id,
        based.period,
        based.base_year,
        based.is_first,
        based.made,
        base.value as base_value,
        base.made as base_made,
        cast(based.quantity * base.value / nullif(base.quantity, 0) as decimal(38, 10)) as at_prices
    from based
    inner join yearly as base
        on
            based.territory_id = base.territory_id
            and based.base_year = base.of_year
    where based.is_region
),

whole as (
    select
        period,
        base_year,
        sum(at_prices) as at_prices,
        sum(base_value) as base_value,
        sum(made) as made
    from part
    group by period, base_year
),

total as (
    select
        based.territory_id,
        based.period,
        based.made,
        based.is_first,
        whole.at_prices,
        whole.base_value,
        whole.made as parts,
        base.made as base_made
    from based
    inner join whole on based.period = whole.period
    inner join yearly as base
        on
            based.territory_id = base.territory_id
            and based.base_year = base.of_year
    where not based.is_region
),

volume as (
    select
        territory_id,
        period,
        is_first,
        at_prices,
        base_value,
        base_made
    from part
    union all
    select
        territory_id,
        period,
        is_first,
        at_prices,
        base_value,
        base_made
    from total
)

select
    territory_id,
    period,
    'flow_real' as transformation,
    case
        when is_first then at_prices
        else cast(at_prices * base_made / nullif(base_value, 0) as decimal(38, 10))
    end as value
from volume
union all
select
    territory_id,
    period,
    'flow_real_discrepancy' as transformation,
    cast(made - parts as decimal(38, 10)) as value
from total
