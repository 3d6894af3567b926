/*
A published share agrees with the sums that its own source publishes for the same territory and period:
a part of a breakdown, or a measure that is part of another. Each number is an interval of its printed
precision; the intervals must meet. The share is tested: it is the one that follows from the others.
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
        cast(figure.low as decimal(18, 4)) as lowest,
        cast(figure.high as decimal(18, 4)) as highest
    from figure
    inner join reference.measure as measure on figure.measure_code = measure.measure_code
    where figure.quantity = 'level'
),

compared as (
    select
        stated.obs_id,
        stated.territory_id,
        stated.period_end,
        stated.measure_code,
        stated.unit_code,
        stated.value,
        cast(stated.low as decimal(18, 4)) as share_low,
        cast(stated.high as decimal(18, 4)) as share_high,
        part.obs_id as part_obs_id,
        part.lowest as part_low,
        part.highest as part_high,
        whole.obs_id as whole_obs_id,
        whole.lowest as whole_low,
        whole.highest as whole_high
    from figure as stated
    inner join level_figure as part
        on
            stated.quantity = 'share'
            and stated.scope not like '%share_of_%'
            and stated.source_id = part.source_id
            and stated.measure_code = part.measure_code
            and stated.breakdown = part.breakdown
            and stated.territory_id = part.territory_id
            and stated.period_start = part.period_start
            and stated.period_end = part.period_end
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
        when compared.share_high * compared.whole_high < 100 * compared.part_low then 'fail'
        when compared.share_low * compared.whole_low > 100 * compared.part_high then 'fail'
        else 'pass'
    end as outcome,
    [compared.obs_id] as tested,
    [compared.part_obs_id, compared.whole_obs_id] as compared,
    compared.territory_id,
    compared.period_end as period,
    compared.measure_code,
    compared.value as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    cast(null as decimal(38, 10)) as expected_hi,
    compared.unit_code,
    'share_differs_from_levels' as sentence_code
from compared
inner join reference.rule as rule on rule.kind = 'share_of_levels'
