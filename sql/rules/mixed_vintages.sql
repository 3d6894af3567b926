/*
Where the figure of the month before became known after a year-to-date figure, by the same source, the month's
flow is one thing from the latest vintages of both, and another from both as they stood when the later one
became known. A failed test sets the two beside each other: `reported` is the flow by the policy that the
series declares (reference.flow_policy; the latest vintages where none is declared), `expected` the other one.
Neither is changed.
*/
with
figure as (
    select
        standing.*,
        year(standing.period_end) * 12 + month(standing.period_end) as month_no
    from core.standing as standing
    where
        standing.kind = 'observation'
        and standing.quantity = 'level'
        and standing.period_kind = 'ytd'
        and standing.decided = ''
        and abs(standing.value) < 10000000000000
),

pair as (
    select
        rule.rule_id,
        later.obs_id,
        later.source_id,
        later.known_on,
        later.territory_id,
        later.period_end,
        later.measure_code,
        later.unit_code,
        later.value,
        earlier.obs_id as earlier_obs_id,
        earlier.series_id as earlier_series_id,
        earlier.value as earlier_value,
        coalesce(own.policy, general.policy, 'latest') as declared
    from figure as later
    inner join reference.rule as rule
        on
            rule.kind = 'mixed_vintages'
            and list_contains(rule.measures, later.measure_code)
    inner join figure as earlier
        on
            later.source_id = earlier.source_id
            and later.measure_code = earlier.measure_code
            and later.territory_id = earlier.territory_id
            and later.breakdown = earlier.breakdown
            and later.price_basis = earlier.price_basis
            and later.unit_code = earlier.unit_code
            and later.period_start = earlier.period_start
            and later.month_no = earlier.month_no + 1
            and later.known_on < earlier.known_on
    left join reference.flow_policy as own
        on
            later.measure_code = own.measure_code
            and later.territory_id = own.territory_id
    left join reference.flow_policy as general
        on
            later.measure_code = general.measure_code
            and general.territory_id = ''
    where
        rule.level = ''
        or exists (
            select 1
            from reference.territory as territory
            where
                later.territory_id = territory.territory_id
                and territory.level = rule.level
        )
),

version as (
    select
        pair.obs_id,
        observation.obs_id as stood_obs_id,
        observation.value,
        observation.action,
        row_number() over (
            partition by pair.rule_id, pair.obs_id
            order by observation.version_key desc, observation.obs_id asc
        ) as place
    from pair
    inner join core.observation as observation
        on
            pair.earlier_series_id = observation.series_id
            and pair.source_id = observation.source_id
            and pair.known_on >= observation.known_on
),

stood as (
    select
        obs_id,
        stood_obs_id,
        value
    from version
    where
        place = 1
        and action <> 'withdrawn'
),

flow as (
    select
        pair.*,
        stood.stood_obs_id,
        cast(pair.value - pair.earlier_value as decimal(38, 10)) as by_latest,
        cast(pair.value - stood.value as decimal(38, 10)) as by_release
    from pair
    left join stood on pair.obs_id = stood.obs_id
)

select
    rule_id,
    case
        when stood_obs_id is null then 'missing'
        when by_latest = by_release then 'pass'
        else 'fail'
    end as outcome,
    [obs_id] as tested,
    case when stood_obs_id is null then [earlier_obs_id] else [earlier_obs_id, stood_obs_id] end as compared,
    territory_id,
    period_end as period,
    measure_code,
    case when declared = 'within_release' then by_release else by_latest end as reported,
    case when declared = 'within_release' then by_latest else by_release end as expected_lo,
    case when declared = 'within_release' then by_latest else by_release end as expected_hi,
    unit_code,
    case
        when declared = 'within_release' then 'flow_within_release'
        else 'flow_of_latest'
    end as sentence_code
from flow
