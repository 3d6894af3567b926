/*
Second calculation of the transformation flow_benchmarked, by the conditions that define it and that no other
series meets. Each annual figure is the sum of its months, to the last decimal (`gap`). With z the ratio to
the flow, the sum of what z(t) lies above its two neighbours, at an end of the series its one neighbour, is
one multiple of the flow throughout a year with an annual figure, and zero in other months; `bend` is how far
it is from that, and `allowed` what rounding to ten decimals leaves, twelve times in a year's largest month.
*/
with
figure as (
    select
        territory_id,
        period,
        year(period) as of_year,
        value,
        target,
        made,
        cast(made / nullif(value, 0) as decimal(38, 16)) as above_flow
    from indicators.long_made
    where transformation = 'flow_benchmarked'
),

bent as (
    select
        *,
        coalesce(above_flow - lag(above_flow) over (partition by territory_id order by period), 0)
        + coalesce(above_flow - lead(above_flow) over (partition by territory_id order by period), 0) as bent
    from figure
),

yearly as (
    select
        territory_id,
        of_year,
        sum(made) - min(target) as gap,
        sum(bent) as bent,
        sum(value) as value
    from bent
    where target is not null
    group by territory_id, of_year
),

least as (
    select
        territory_id,
        min(value) as value
    from figure
    where value > 0
    group by territory_id
)

select
    bent.territory_id,
    bent.period,
    cast(yearly.gap as decimal(38, 10)) as gap,
    abs(bent.bent - coalesce(cast(yearly.bent * bent.value / nullif(yearly.value, 0) as decimal(38, 16)), 0))
        as bend,
    cast(0.0000000040 / nullif(least.value, 0) as decimal(38, 16)) as allowed
from bent
left join yearly
    on
        bent.territory_id = yearly.territory_id
        and bent.of_year = yearly.of_year
left join least on bent.territory_id = least.territory_id
