/*
A territory is not larger than one above it for the same measure, breakdown and period. Each figure is
compared with the largest standing figure of each territory above it, the printed precision of both allowed
for. Where one figure above is exceeded by two or more of its members, it is the one tested:
one odd figure explains them all.
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
),

above as (
    select
        figure.*,
        row_number() over (
            partition by
                figure.territory_id, figure.measure_code, figure.breakdown,
                figure.period_start, figure.period_end, figure.unit_code
            order by figure.high desc, figure.obs_id asc
        ) as place
    from figure
),

compared as (
    select
        rule.rule_id,
        figure.obs_id,
        figure.territory_id,
        figure.measure_code,
        figure.period_end,
        figure.unit_code,
        figure.value,
        above.obs_id as above_obs_id,
        above.territory_id as above_territory_id,
        above.value as above_value,
        figure.low > above.high as is_larger
    from figure
    inner join reference.rule as rule on rule.kind = 'parent'
    inner join reference.ancestor as ancestor
        on
            figure.territory_id = ancestor.territory_id
            and figure.period_end between ancestor.valid_from and ancestor.valid_to
    inner join above
        on
            above.place = 1
            and ancestor.ancestor_id = above.territory_id
            and figure.measure_code = above.measure_code
            and figure.breakdown = above.breakdown
            and figure.period_start = above.period_start
            and figure.period_end = above.period_end
            and figure.unit_code = above.unit_code
),

counted as (
    select
        *,
        count(distinct case when is_larger then territory_id end) over (partition by above_obs_id) as n_larger
    from compared
)

select
    rule_id,
    case when is_larger then 'fail' else 'pass' end as outcome,
    case when is_larger and n_larger > 1 then [above_obs_id] else [obs_id] end as tested,
    case when is_larger and n_larger > 1 then [obs_id] else [above_obs_id] end as compared,
    case when is_larger and n_larger > 1 then above_territory_id else territory_id end as territory_id,
    period_end as period,
    measure_code,
    case when is_larger and n_larger > 1 then above_value else value end as reported,
    case when is_larger and n_larger > 1 then value end as expected_lo,
    case when is_larger and n_larger > 1 then null else above_value end as expected_hi,
    unit_code,
    case when n_larger > 1 then 'smaller_than_members' else 'larger_than_parent' end as sentence_code
from counted
