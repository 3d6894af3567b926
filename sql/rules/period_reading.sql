/*
Which reading fits the size of a figure of a flow: that of a month, of the year to date, or of a year. Each
reading is compared with the territory's own figures of that reading for other periods (one a period, the one
known last), and with the largest of the territories above it: a reading is excluded where the figure is
larger than what covers it, or, with as many own figures as declared, outside their range widened by the
threshold; it fits where it is not excluded and there are as many. A note is made where the stated reading is
excluded and another fits. It says which, and is no correction: nothing is dated anew.
*/
with
measured as (
    select measure.measure_code
    from reference.measure as measure
    where
        measure.nature = 'flow'
        and measure.additive = 'true'
),

span as (
    select
        latest.obs_id,
        latest.territory_id,
        latest.measure_code,
        latest.breakdown,
        latest.unit_code,
        latest.period_kind,
        latest.period_start,
        latest.period_end,
        latest.value,
        latest.step,
        latest.version_key,
        year(latest.period_start) = year(latest.period_end)
        and month(latest.period_start) = month(latest.period_end) as is_month,
        month(latest.period_start) = 1
        and year(latest.period_start) = year(latest.period_end) as is_to_date,
        month(latest.period_start) = 1
        and month(latest.period_end) = 12
        and year(latest.period_start) = year(latest.period_end) as is_year
    from core.latest as latest
    inner join measured on latest.measure_code = measured.measure_code
    where
        latest.kind = 'observation'
        and latest.quantity = 'level'
        and latest.period_kind in ('month', 'ytd', 'year')
        and latest.value > 0
        and latest.value < 10000000000000
),

standing as (
    select
        span.*,
        own.low,
        own.high
    from span
    inner join core.standing as own on span.obs_id = own.obs_id
),

figure as (
    select
        rule.rule_id,
        rule.count as n_needed,
        cast(rule.threshold as decimal(10, 4)) as threshold,
        span.*,
        cast(span.value as decimal(24, 4)) as size,
        case
            when span.is_year then 'year'
            when span.period_kind = 'month' then 'month'
            else 'ytd'
        end as stated
    from span
    inner join reference.rule as rule
        on
            rule.kind = 'period_reading'
            and list_contains(rule.measures, span.measure_code)
),

reading as (
    select 'month' as reading
    union all
    select 'ytd' as reading
    union all
    select 'year' as reading
),

-- Each figure as one of each reading that its period allows: December's year to date is the year, too.
-- Figures to date are like those up to the same month of other years.
read_as as (
    select
        standing.*,
        reading.reading,
        case when reading.reading = 'ytd' then month(standing.period_end) else 0 end as up_to,
        case when reading.reading = 'year' then date '0001-01-01' else standing.period_end end as covers_until
    from standing
    inner join reading
        on
            (standing.is_month and reading.reading = 'month')
            or (standing.is_to_date and reading.reading = 'ytd')
            or (standing.is_year and reading.reading = 'year')
),

possible as (
    select
        figure.*,
        reading.reading,
        case when reading.reading = 'ytd' then month(figure.period_end) else 0 end as up_to,
        case when reading.reading = 'year' then date '0001-01-01' else figure.period_end end as covered_until
    from figure
    cross join reading
),

own as (
    select
        possible.rule_id,
        possible.obs_id,
        other.obs_id as other_obs_id,
        other.value,
        other.period_end,
        other.version_key,
        other.step,
        other.reading
    from possible
    inner join read_as as other
        on
            possible.reading = other.reading
            and possible.up_to = other.up_to
            and possible.territory_id = other.territory_id
            and possible.measure_code = other.measure_code
            and possible.breakdown = other.breakdown
            and possible.unit_code = other.unit_code
            and possible.period_end <> other.period_end
            and (possible.reading <> 'year' or year(possible.period_end) <> year(other.period_end))
),

alike as (
    select *
    from own
    qualify row_number() over (
        partition by rule_id, obs_id, reading, period_end
        order by version_key desc, step asc, other_obs_id asc
    ) = 1
),

size as (
    select
        rule_id,
        obs_id,
        reading,
        count(*) as n_own,
        min(value) as smallest,
        max(value) as largest,
        list_sort(list(other_obs_id)) as own_obs_ids
    from alike
    group by rule_id, obs_id, reading
),

over_it as (
    select
        possible.rule_id,
        possible.obs_id,
        above.obs_id as above_obs_id,
        above.high,
        above.reading
    from possible
    inner join reference.ancestor as ancestor
        on
            possible.territory_id = ancestor.territory_id
            and possible.period_end between ancestor.valid_from and ancestor.valid_to
    inner join read_as as above
        on
            possible.reading = above.reading
            and possible.covered_until = above.covers_until
            and ancestor.ancestor_id = above.territory_id
            and possible.measure_code = above.measure_code
            and possible.breakdown = above.breakdown
            and possible.unit_code = above.unit_code
),

covering as (
    select *
    from over_it
    qualify row_number() over (
        partition by rule_id, obs_id, reading
        order by high desc, above_obs_id asc
    ) = 1
),

judged as (
    select
        possible.rule_id,
        possible.obs_id,
        possible.reading,
        possible.stated,
        coalesce(size.n_own, 0) >= possible.n_needed as is_known,
        size.smallest,
        size.largest,
        covering.high as above_high,
        coalesce(possible.value - possible.step > covering.high, false) as exceeds,
        coalesce(
            size.n_own >= possible.n_needed
            and (
                possible.size * possible.threshold < cast(size.smallest as decimal(24, 4))
                or possible.size > cast(size.largest as decimal(24, 4)) * possible.threshold
            ),
            false
        ) as is_outside,
        coalesce(size.own_obs_ids, cast([] as varchar[])) as own_obs_ids,
        case
            when covering.above_obs_id is null then cast([] as varchar[]) else [covering.above_obs_id]
        end as above_obs_ids
    from possible
    left join size
        on
            possible.rule_id = size.rule_id
            and possible.obs_id = size.obs_id
            and possible.reading = size.reading
    left join covering
        on
            possible.rule_id = covering.rule_id
            and possible.obs_id = covering.obs_id
            and possible.reading = covering.reading
),

as_stated as (
    select *
    from judged
    where reading = stated
),

fitting as (
    select *
    from judged
    where
        is_known
        and not exceeds
        and not is_outside
    qualify row_number() over (
        partition by rule_id, obs_id
        order by
            case
                when reading = stated then 0
                when reading = 'year' then 1
                when reading = 'ytd' then 2
                else 3
            end asc,
            obs_id asc
    ) = 1
),

said as (
    select
        figure.rule_id,
        figure.obs_id,
        case
            when fitting.reading = figure.stated then 'pass'
            when fitting.reading is not null and (as_stated.exceeds or as_stated.is_outside) then 'fail'
            else 'missing'
        end as outcome,
        fitting.reading,
        fitting.smallest,
        fitting.largest,
        list_sort(
            list_distinct(
                list_concat(
                    list_concat(
                        case
                            when as_stated.exceeds then as_stated.above_obs_ids
                            else cast([] as varchar[])
                        end,
                        case
                            when as_stated.is_outside then as_stated.own_obs_ids
                            else cast([] as varchar[])
                        end
                    ),
                    coalesce(fitting.own_obs_ids, cast([] as varchar[]))
                )
            )
        ) as compared
    from figure
    inner join as_stated on figure.rule_id = as_stated.rule_id and figure.obs_id = as_stated.obs_id
    left join fitting on figure.rule_id = fitting.rule_id and figure.obs_id = fitting.obs_id
)

select
    said.rule_id,
    said.outcome,
    [said.obs_id] as tested,
    case when said.outcome = 'missing' then cast([] as varchar[]) else said.compared end as compared,
    figure.territory_id,
    figure.period_end as period,
    figure.measure_code,
    figure.value as reported,
    case when said.outcome <> 'missing' then said.smallest end as expected_lo,
    case when said.outcome <> 'missing' then said.largest end as expected_hi,
    figure.unit_code,
    case when said.outcome = 'missing' then '' else said.reading end as reading,
    case
        when said.outcome = 'missing' or said.reading = 'year' then 'of_size_of_years'
        when said.reading = 'ytd' then 'of_size_of_year_to_date'
        else 'of_size_of_months'
    end as sentence_code
from said
inner join figure on said.rule_id = figure.rule_id and said.obs_id = figure.obs_id
