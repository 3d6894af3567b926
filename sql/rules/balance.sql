/*
Parts that make up a whole sum to it, by the same source for the same territory and period. Each figure
is an interval of its printed precision (sql/core/standing.sql); the intervals must meet. With a part missing
the test is not made.
*/
with
figure as (
    select *
    from core.standing
    where
        kind = 'observation'
        and quantity = 'level'
        and period_end is not null
),

whole as (
    select
        rule.rule_id,
        rule.parts,
        figure.*
    from figure
    inner join reference.rule as rule on rule.kind = 'balance' and figure.breakdown = rule.whole
),

gathered as (
    select
        whole.rule_id,
        whole.obs_id,
        count(distinct part.breakdown) as n_parts,
        sum(part.low) as sum_low,
        sum(part.high) as sum_high,
        list_sort(list(part.obs_id) filter (where part.obs_id is not null)) as part_obs_ids
    from whole
    left join figure as part
        on
            whole.source_id = part.source_id
            and whole.measure_code = part.measure_code
            and whole.territory_id = part.territory_id
            and whole.period_start = part.period_start
            and whole.period_end = part.period_end
            and whole.unit_code = part.unit_code
            and list_contains(whole.parts, part.breakdown)
    group by whole.rule_id, whole.obs_id
)

select
    whole.rule_id,
    case
        when gathered.n_parts < array_length(whole.parts) then 'missing'
        when whole.low > gathered.sum_high or whole.high < gathered.sum_low then 'fail'
        else 'pass'
    end as outcome,
    list_concat([whole.obs_id], coalesce(gathered.part_obs_ids, cast([] as varchar[]))) as tested,
    cast([] as varchar[]) as compared,
    whole.territory_id,
    whole.period_end as period,
    whole.measure_code,
    whole.value as reported,
    gathered.sum_low as expected_lo,
    gathered.sum_high as expected_hi,
    whole.unit_code,
    'parts_do_not_sum' as sentence_code
from whole
inner join gathered on whole.rule_id = gathered.rule_id and whole.obs_id = gathered.obs_id
