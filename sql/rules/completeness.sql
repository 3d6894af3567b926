/*
Every territory of a level has a figure of a measure for each period for which a declared number of them
have one; where declared, the members of a group alone, and for whole months or whole years alone. A figure
that another rule withholds was given; it counts. What is missing has no figure to name.
*/
with
figure as (
    select *
    from core.latest
    where
        kind = 'observation'
        and quantity = 'level'
        and period_end is not null
),

place as (
    select
        rule.rule_id,
        rule.measures,
        rule.count as n_needed,
        rule.rhythm,
        case when rule.breakdown = '' then '_T' else rule.breakdown end as breakdown,
        territory.territory_id,
        territory.valid_from,
        territory.valid_to
    from reference.rule as rule
    inner join reference.territory as territory on rule.level = territory.level
    where
        rule.kind = 'completeness'
        and (
            rule.among = ''
            or exists (
                select 1
                from reference.territory_member as member
                where
                    rule.among = member.group_id
                    and territory.territory_id = member.member_id
                    and member.valid_from <= territory.valid_to
                    and member.valid_to >= territory.valid_from
            )
        )
),

given as (
    select
        place.rule_id,
        place.n_needed,
        figure.measure_code,
        figure.breakdown,
        figure.unit_code,
        figure.period_kind,
        figure.period_start,
        figure.period_end,
        figure.territory_id,
        min(figure.obs_id) as obs_id
    from figure
    inner join place
        on
            figure.territory_id = place.territory_id
            and figure.breakdown = place.breakdown
            and list_contains(place.measures, figure.measure_code)
            and figure.period_end between place.valid_from and place.valid_to
            and (
                place.rhythm = ''
                or (place.rhythm = 'month' and figure.period_kind = 'month')
                or (
                    place.rhythm = 'year'
                    and year(figure.period_start) = year(figure.period_end)
                    and month(figure.period_start) = 1
                    and day(figure.period_start) = 1
                    and month(figure.period_end) = 12
                    and day(figure.period_end) = 31
                )
            )
    group by
        place.rule_id, place.n_needed, figure.measure_code, figure.breakdown, figure.unit_code,
        figure.period_kind, figure.period_start, figure.period_end, figure.territory_id
),

expected as (
    select
        rule_id,
        measure_code,
        breakdown,
        unit_code,
        period_kind,
        period_start,
        period_end
    from given
    group by
        rule_id, n_needed, measure_code, breakdown, unit_code, period_kind, period_start, period_end
    having count(*) >= n_needed
)

select
    expected.rule_id,
    case when given.obs_id is null then 'missing' else 'pass' end as outcome,
    case when given.obs_id is null then cast([] as varchar[]) else [given.obs_id] end as tested,
    cast([] as varchar[]) as compared,
    place.territory_id,
    expected.period_end as period,
    expected.measure_code,
    cast(null as decimal(38, 10)) as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    cast(null as decimal(38, 10)) as expected_hi,
    expected.unit_code,
    'no_figure_given' as sentence_code
from expected
inner join place
    on
        expected.rule_id = place.rule_id
        and expected.period_end between place.valid_from and place.valid_to
left join given
    on
        expected.rule_id = given.rule_id
        and place.territory_id = given.territory_id
        and expected.measure_code = given.measure_code
        and expected.unit_code = given.unit_code
        and expected.period_kind = given.period_kind
        and expected.period_start = given.period_start
        and expected.period_end = given.period_end
