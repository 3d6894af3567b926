/*
A figure is a thousand or a million times as large or as small as every one of its neighbours: the figures of
its territory, measure, breakdown and unit nearest in time, for a period of the same kind. A factor fits
where the figure lies between it divided by the threshold and it multiplied by the threshold, of each
neighbour. With fewer neighbours than declared the test is not made.
*/
with
figure as (
    select
        *,
        cast(abs(value) as decimal(24, 4)) as size
    from core.standing
    where
        kind = 'observation'
        and quantity = 'level'
        and period_end is not null
        and value <> 0
        and abs(value) < 10000000000000
),

pair as (
    select
        rule.rule_id,
        rule.count as n_needed,
        cast(rule.threshold as decimal(10, 4)) as threshold,
        one.obs_id,
        other.obs_id as other_obs_id,
        other.value as other_value,
        one.size,
        other.size as other_size,
        row_number() over (
            partition by rule.rule_id, one.obs_id
            order by abs(date_diff('day', one.period_end, other.period_end)) asc, other.obs_id asc
        ) as place
    from figure as one
    inner join reference.rule as rule
        on
            rule.kind = 'unit_slip'
            and (array_length(rule.measures) = 0 or list_contains(rule.measures, one.measure_code))
    inner join figure as other
        on
            one.territory_id = other.territory_id
            and one.measure_code = other.measure_code
            and one.breakdown = other.breakdown
            and one.unit_code = other.unit_code
            and one.period_kind = other.period_kind
            and one.period_end <> other.period_end
),

weighed as (
    select
        rule_id,
        obs_id,
        n_needed,
        count(*) as n_other,
        min(other_value) as expected_lo,
        max(other_value) as expected_hi,
        list_sort(list(other_obs_id)) as other_obs_ids,
        bool_and(
            size * threshold >= other_size * 1000 and size <= other_size * 1000 * threshold
        ) as by_thousand,
        bool_and(
            size * threshold >= other_size * 1000000 and size <= other_size * 1000000 * threshold
        ) as by_million,
        bool_and(
            other_size * threshold >= size * 1000 and other_size <= size * 1000 * threshold
        ) as of_thousand,
        bool_and(
            other_size * threshold >= size * 1000000 and other_size <= size * 1000000 * threshold
        ) as of_million
    from pair
    where place <= n_needed
    group by rule_id, obs_id, n_needed
)

select
    weighed.rule_id,
    case
        when weighed.n_other < weighed.n_needed then 'missing'
        when weighed.by_thousand or weighed.by_million then 'fail'
        when weighed.of_thousand or weighed.of_million then 'fail'
        else 'pass'
    end as outcome,
    [figure.obs_id] as tested,
    weighed.other_obs_ids as compared,
    figure.territory_id,
    figure.period_end as period,
    figure.measure_code,
    figure.value as reported,
    weighed.expected_lo,
    weighed.expected_hi,
    figure.unit_code,
    case
        when weighed.by_thousand then 'thousand_times'
        when weighed.by_million then 'million_times'
        when weighed.of_thousand then 'thousandth'
        when weighed.of_million then 'millionth'
        else ''
    end as reading,
    case
        when weighed.by_thousand or weighed.of_thousand then 'differs_by_thousand'
        else 'differs_by_million'
    end as sentence_code
from weighed
inner join figure on weighed.obs_id = figure.obs_id
