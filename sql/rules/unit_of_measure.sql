/*
A figure is in the unit that the office declares for its measure, where the territory has figures of the
measure in that unit. One in another unit is kept and not used: there is no rate at which the two could be
compared. Where all figures of a territory are in another unit, they stand as they are. Compared is the figure
in the declared unit that is nearest in time.
*/
with
figure as (
    select
        standing.*,
        standing.unit_code = measure.unit_code as is_declared
    from core.standing as standing
    inner join reference.measure as measure on standing.measure_code = measure.measure_code
    where
        standing.quantity = 'level'
        and standing.period_end is not null
),

pair as (
    select
        rule.rule_id,
        one.obs_id,
        other.obs_id as other_obs_id,
        row_number() over (
            partition by rule.rule_id, one.obs_id
            order by abs(date_diff('day', one.period_end, other.period_end)) asc, other.obs_id asc
        ) as place
    from figure as one
    inner join reference.rule as rule
        on
            rule.kind = 'unit_of_measure'
            and list_contains(rule.measures, one.measure_code)
    inner join figure as other
        on
            one.territory_id = other.territory_id
            and one.measure_code = other.measure_code
            and one.breakdown = other.breakdown
            and one.kind = other.kind
            and other.is_declared
)

select
    pair.rule_id,
    case when figure.is_declared then 'pass' else 'fail' end as outcome,
    [figure.obs_id] as tested,
    case when figure.is_declared then [] else [pair.other_obs_id] end as compared,
    figure.territory_id,
    figure.period_end as period,
    figure.measure_code,
    figure.value as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    cast(null as decimal(38, 10)) as expected_hi,
    figure.unit_code,
    'in_another_unit' as sentence_code
from pair
inner join figure on pair.obs_id = figure.obs_id
where pair.place = 1
