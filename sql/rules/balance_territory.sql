/*
The members of a territory sum to it, for the same measure, breakdown and period, each figure an interval
of its printed precision. With a member missing the test is not made.
*/
with
figure as (
    select standing.*
    from core.standing as standing
    inner join reference.measure as measure on standing.measure_code = measure.measure_code
    where
        measure.additive = 'true'
        and standing.kind = 'observation'
        and standing.quantity = 'level'
        and standing.period_end is not null
    qualify row_number() over (
        partition by standing.series_id
        order by standing.version_key desc, standing.obs_id asc
    ) = 1
),

expected as (
    select
        whole.obs_id,
        count(distinct member.territory_id) as n_members
    from figure as whole
    inner join reference.member as member
        on
            whole.territory_id = member.ancestor_id
            and whole.period_end between member.valid_from and member.valid_to
    group by whole.obs_id
),

gathered as (
    select
        whole.obs_id,
        count(distinct part.territory_id) as n_parts,
        sum(part.low) as sum_low,
        sum(part.high) as sum_high,
        list_sort(list(part.obs_id)) as part_obs_ids
    from figure as whole
    inner join reference.member as member
        on
            whole.territory_id = member.ancestor_id
            and whole.period_end between member.valid_from and member.valid_to
    inner join figure as part
        on
            member.territory_id = part.territory_id
            and whole.measure_code = part.measure_code
            and whole.breakdown = part.breakdown
            and whole.period_kind = part.period_kind
            and whole.period_start = part.period_start
            and whole.period_end = part.period_end
            and whole.unit_code = part.unit_code
    group by whole.obs_id
)

select
    rule.rule_id,
    case
        when gathered.n_parts < expected.n_members then 'missing'
        when whole.low > gathered.sum_high or whole.high < gathered.sum_low then 'fail'
        else 'pass'
    end as outcome,
    [whole.obs_id] as tested,
    gathered.part_obs_ids as compared,
    whole.territory_id,
    whole.period_end as period,
    whole.measure_code,
    whole.value as reported,
    gathered.sum_low as expected_lo,
    gathered.sum_high as expected_hi,
    whole.unit_code,
    'members_do_not_sum' as sentence_code
from figure as whole
inner join reference.rule as rule on rule.kind = 'balance_territory'
inner join expected on whole.obs_id = expected.obs_id
inner join gathered on whole.obs_id = gathered.obs_id
