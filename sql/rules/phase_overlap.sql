/*
No day lies in two phases of a programme (reference.programme_phase). Where phases overlap, the first day that
they share is named; the overlap is told in the months that it covers.
*/
with
phase as (
    select *
    from reference.programme_phase
    where
        starts_on is not null
        and ends_on is not null
),

shared as (
    select distinct later.starts_on
    from phase as later
    inner join phase as earlier
        on
            later.phase_id <> earlier.phase_id
            and later.starts_on between earlier.starts_on and earlier.ends_on
    where
        later.starts_on <= $month_end
        and least(later.ends_on, earlier.ends_on) >= $month
)

select
    rule.rule_id,
    'fail' as outcome,
    cast([] as varchar[]) as tested,
    cast([] as varchar[]) as compared,
    '' as territory_id,
    shared.starts_on as period,
    '' as measure_code,
    cast(null as decimal(38, 10)) as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    cast(null as decimal(38, 10)) as expected_hi,
    '' as unit_code,
    'phases_overlap' as sentence_code
from shared
cross join reference.rule as rule
where rule.kind = 'phase_overlap'
