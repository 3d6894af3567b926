/*
What a figure is weighed against, by measure, unit and period: the country's own total, else the sum of the
figures in hand, each series once, as it is used.
*/
with
figure as (
    select
        latest.measure_code,
        latest.unit_code,
        coalesce(latest.period_end, latest.reference_on) as period,
        abs(latest.value) as size,
        latest.breakdown = '_T' and territory.level = 'country' as is_total
    from core.latest as latest
    left join reference.territory as territory
        on
            latest.territory_id = territory.territory_id
            and coalesce(latest.period_end, latest.reference_on)
            between territory.valid_from and territory.valid_to
    where
        latest.quantity = 'level'
        and latest.kind = 'observation'
    qualify row_number() over (
        partition by latest.series_id
        order by latest.decided desc, latest.version_key desc, latest.obs_id asc
    ) = 1
)

select
    measure_code,
    unit_code,
    period,
    coalesce(max(case when is_total then size end), sum(size)) as total
from figure
where period is not null
group by measure_code, unit_code, period
