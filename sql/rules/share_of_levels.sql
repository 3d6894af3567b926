/*
A published share agrees with the sums that its own source publishes for the same territory and period:
a part of a breakdown, or a measure that is part of another. Each number is an interval of one unit in its
last printed place; the intervals must meet. The share is tested: it is the one that follows from the others.
*/
with
figure as (
    select *
    from core.standing
    where
        kind = 'observation'
        and period_end is not null
),

level_figure as (
    select
        figure.*,
        measure.part_of,
        cast(figure.value as decimal(18, 4)) as amount,
        cast(figure.step as decimal(18, 4)) as unit
    from figure
    inner join reference.measure as measure on figure.measure_code = measure.measure_code
    where figure.quantity = 'level'
),

compared as (
    select
        share.obs_id,
        share.territory_id,
        share.period_end,
        share.measure_code,
        share.unit_code,
        share.value,
        cast(share.value as decimal(18, 4)) as share_value,
        cast(share.step as decimal(18, 4)) as share_unit,
        part.obs_id as part_obs_id,
        part.amount as part_amount,
        part.unit as part_unit,
        whole.obs_id as whole_obs_id,
        whole.amount as whole_amount,
        whole.unit as whole_unit
    from figure as share
    inner join level_figure as part
        on
            share.quantity = 'share'
            and share.scope not like '%share_of_%'
            and share.source_id = part.source_id
            and share.measure_code = part.measure_code
            and share.breakdown = part.breakdown
            and share.territory_id = part.territory_id
            and share.period_start = part.period_start
            and share.period_end = part.period_end
    inner join level_figure as whole
        on
            part.source_id = whole.source_id
            and part.territory_id = whole.territory_id
            and part.period_start = whole.period_start
            and part.period_end = whole.period_end
            and part.unit_code = whole.unit_code
            and whole.breakdown = '_T'
            and (
                (part.part_of = whole.measure_code and part.breakdown = '_T')
                or (part.measure_code = whole.measure_code and part.breakdown <> '_T')
            )
)

select
    rule.rule_id,
    case
        when
            (share_value + share_unit) * (whole_amount + whole_unit) < 100 * (part_amount - part_unit)
            or (share_value - share_unit) * (whole_amount - whole_unit) > 100 * (part_amount + part_unit)
            then 'fail'
        else 'pass'
    end as outcome,
    [obs_id] as tested,
    [part_obs_id, whole_obs_id] as compared,
    territory_id,
    period_end as period,
    measure_code,
    value as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    cast(null as decimal(38, 10)) as expected_hi,
    unit_code,
    'share_differs_from_levels' as sentence_code
from compared
inner join reference.rule as rule on rule.kind = 'share_of_levels'
