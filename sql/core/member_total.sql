/*
The sum of its members for a territory of one level that has no figure of its own, where every one of them has
a figure for the same period: districts and cities for an economic region; economic regions, published or
summed, for a country. core.region_total holds the sums of the level below.
*/
with
figure as (
    select * from core.summable
    union all
    select * from core.region_total
),

ending as (
    select distinct period_end
    from figure
),

expected as (
    select
        member.ancestor_id,
        ending.period_end,
        count(distinct member.territory_id) as n_members
    from reference.member as member
    inner join ending on ending.period_end between member.valid_from and member.valid_to
    where member.level = $level
    group by member.ancestor_id, ending.period_end
),

summed as (
    select
        figure.measure_code,
        figure.breakdown,
        member.ancestor_id as territory_id,
        figure.period_kind,
        figure.period_start,
        figure.period_end,
        figure.price_basis,
        figure.unit_code,
        sum(figure.value) as value,
        max(figure.step) as step,
        sum(figure.half_width) as half_width,
        max(figure.known_on) as known_on,
        max(figure.evidence_grade) as evidence_grade,
        min(figure.n_src) as n_src,
        bool_or(figure.revised) as revised,
        count(distinct figure.territory_id) as n_members,
        list_sort(flatten(list(figure.inputs))) as inputs
    from figure
    inner join reference.member as member
        on
            figure.territory_id = member.territory_id
            and member.level = $level
            and figure.period_end between member.valid_from and member.valid_to
    group by
        figure.measure_code, figure.breakdown, member.ancestor_id, figure.period_kind, figure.period_start,
        figure.period_end, figure.price_basis, figure.unit_code
)

select
    summed.measure_code,
    summed.breakdown,
    summed.territory_id,
    summed.period_kind,
    summed.period_start,
    summed.period_end,
    summed.price_basis,
    summed.unit_code,
    summed.value,
    summed.step,
    summed.half_width,
    summed.known_on,
    summed.evidence_grade,
    summed.n_src,
    summed.revised,
    summed.inputs
from summed
inner join expected
    on
        summed.territory_id = expected.ancestor_id
        and summed.period_end = expected.period_end
        and summed.n_members = expected.n_members
where
    not exists (
        select 1
        from core.summable as own
        where
            own.territory_id = summed.territory_id
            and own.measure_code = summed.measure_code
            and own.breakdown = summed.breakdown
            and own.period_start = summed.period_start
            and own.period_end = summed.period_end
            and own.unit_code = summed.unit_code
    )
