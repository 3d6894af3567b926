/*
What the calendar of deliveries expects for the month, or for the quarter or the year that ends with it, was
received within the days that it gives. A figure counts by the day on which the first one of its measure and
period was received, of whatever territory where the calendar names none; withheld figures were given. What
was not received by the as-of day has no figure to name, and is told once its own day has passed by then.
*/
with
expected as (
    select
        rule.rule_id,
        calendar.expected_id,
        calendar.measure_code,
        calendar.territory_id,
        calendar.rhythm,
        cast(calendar.due_days as integer) as due_days
    from reference.delivery_calendar as calendar
    inner join reference.rule as rule on rule.kind = 'expected'
    where
        $month_end between calendar.valid_from and calendar.valid_to
        and (
            calendar.rhythm = 'month'
            or (calendar.rhythm = 'quarter' and month($month_end) in (3, 6, 9, 12))
            or (calendar.rhythm = 'year' and month($month_end) = 12)
        )
),

arrived as (
    select
        expected.expected_id,
        observation.obs_id,
        observation.territory_id,
        observation.received_on,
        observation.value,
        observation.unit_code
    from expected
    inner join core.observation as observation
        on
            expected.measure_code = observation.measure_code
            and (expected.territory_id = '' or expected.territory_id = observation.territory_id)
    where
        observation.kind = 'observation'
        and observation.quantity = 'level'
        and observation.breakdown = '_T'
        and observation.action = 'figure'
        and observation.period_end = $month_end
        and greatest(observation.known_on, observation.received_on) <= $as_of
        and (
            expected.rhythm <> 'year'
            or observation.period_kind = 'instant'
            or month(observation.period_start) = 1
        )
    qualify row_number() over (
        partition by expected.expected_id
        order by observation.received_on, observation.version_key, observation.obs_id
    ) = 1
)

select
    expected.rule_id,
    case
        when arrived.obs_id is null then 'missing'
        when date_diff('day', $month_end, arrived.received_on) > expected.due_days then 'fail'
        else 'pass'
    end as outcome,
    case when arrived.obs_id is null then cast([] as varchar[]) else [arrived.obs_id] end as tested,
    cast([] as varchar[]) as compared,
    coalesce(arrived.territory_id, nullif(expected.territory_id, '')) as territory_id,
    $month_end as period,
    expected.measure_code,
    arrived.value as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    cast(null as decimal(38, 10)) as expected_hi,
    arrived.unit_code,
    expected.expected_id as reading,
    case when arrived.obs_id is null then 'expected_not_received' else 'received_later' end as sentence_code
from expected
left join arrived on expected.expected_id = arrived.expected_id
where
    arrived.obs_id is not null
    or date_diff('day', $month_end, $as_of) > expected.due_days
