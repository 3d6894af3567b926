/*
A year-to-date figure is not smaller than one for an earlier month of its year. Of two figures that
contradict each other the one that contradicts more figures is tested; of two alike, the later month.
*/
with
figure as (
    select
        *,
        year(period_end) as of_year
    from core.standing
    where
        kind = 'observation'
        and quantity = 'level'
        and period_kind = 'ytd'
),

pair as (
    select
        earlier.obs_id as earlier_obs_id,
        later.obs_id as later_obs_id,
        later.high < earlier.low as falls
    from figure as earlier
    inner join figure as later
        on
            earlier.territory_id = later.territory_id
            and earlier.measure_code = later.measure_code
            and earlier.breakdown = later.breakdown
            and earlier.unit_code = later.unit_code
            and earlier.of_year = later.of_year
            and earlier.period_end < later.period_end
),

involved as (
    select
        earlier_obs_id as obs_id,
        later_obs_id as other_obs_id
    from pair
    where falls
    union all
    select
        later_obs_id as obs_id,
        earlier_obs_id as other_obs_id
    from pair
    where falls
),

contradicted as (
    select
        obs_id,
        count(*) as n_other
    from involved
    group by obs_id
),

weighed as (
    select
        pair.earlier_obs_id,
        pair.later_obs_id,
        pair.falls,
        pair.falls and earlier.n_other > later.n_other as earlier_is_tested
    from pair
    left join contradicted as earlier on pair.earlier_obs_id = earlier.obs_id
    left join contradicted as later on pair.later_obs_id = later.obs_id
),

judged as (
    select
        falls,
        earlier_is_tested,
        case when earlier_is_tested then earlier_obs_id else later_obs_id end as tested_obs_id,
        case when earlier_is_tested then later_obs_id else earlier_obs_id end as compared_obs_id
    from weighed
)

select
    rule.rule_id,
    case when judged.falls then 'fail' else 'pass' end as outcome,
    [tested.obs_id] as tested,
    [compared.obs_id] as compared,
    tested.territory_id,
    tested.period_end as period,
    tested.measure_code,
    tested.value as reported,
    case when not judged.earlier_is_tested then compared.value end as expected_lo,
    case when judged.earlier_is_tested then compared.value end as expected_hi,
    tested.unit_code,
    case
        when judged.earlier_is_tested then 'larger_than_later_month'
        else 'smaller_than_earlier_month'
    end as sentence_code
from judged
inner join reference.rule as rule on rule.kind = 'ytd_never_falls'
inner join figure as tested on judged.tested_obs_id = tested.obs_id
inner join figure as compared on judged.compared_obs_id = compared.obs_id
