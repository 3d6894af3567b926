/*
The last figure of a measure and territory is not older than the declared number of days at the end of the
month. Withheld figures were given; they count.
*/
with
last_figure as (
    select latest.*
    from core.latest as latest
    where
        latest.kind = 'observation'
        and latest.quantity = 'level'
        and latest.reference_on is not null
    qualify row_number() over (
        partition by latest.measure_code, latest.breakdown, latest.territory_id
        order by latest.reference_on desc, latest.version_key desc, latest.obs_id asc
    ) = 1
)

select
    rule.rule_id,
    case
        when date_diff('day', last_figure.reference_on, $month_end) > rule.days then 'fail' else 'pass'
    end as outcome,
    [last_figure.obs_id] as tested,
    cast([] as varchar[]) as compared,
    last_figure.territory_id,
    last_figure.reference_on as period,
    last_figure.measure_code,
    last_figure.value as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    cast(null as decimal(38, 10)) as expected_hi,
    last_figure.unit_code,
    'no_newer_figure' as sentence_code
from last_figure
inner join reference.rule as rule
    on
        rule.kind = 'stale'
        and list_contains(rule.measures, last_figure.measure_code)
        and last_figure.breakdown = case when rule.breakdown = '' then '_T' else rule.breakdown end
where
    rule.level = ''
    or exists (
        select 1
        from reference.territory as territory
        where
            territory.territory_id = last_figure.territory_id
            and territory.level = rule.level
    )
