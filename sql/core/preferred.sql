/*
One figure a series by the declared choice between sources. Withheld figures are out. A figure that
agrees with a more precise one within its own last printed place confirms it and gives way to it; of equal
growths, shares or differences the one of the source that states their level most precisely is kept, where
the producer does not decide. Of those left the producer's own comes before press, then the later publication
(an unknown date counts as the earliest). Two different figures that this leaves equal are a tie, and none of
them is preferred. Sources that repeat one release agree without confirming it: it counts once.
*/
with
level as (
    select
        *,
        min(step) over (partition by series_id) as finest_step
    from core.standing
    where quantity = 'level'
),

standing as (
    select
        standing.*,
        source.independence = 'producer' as by_producer,
        exists(
            select 1
            from level
            where
                level.source_id = standing.source_id
                and level.measure_code = standing.measure_code
                and level.breakdown = standing.breakdown
                and level.territory_id = standing.territory_id
                and level.kind = standing.kind
                and level.period_start = standing.period_start
                and level.period_end = standing.period_end
                and level.step = level.finest_step
        ) as beside_level,
        coalesce(standing.published_to, date '0001-01-01') as published_last
    from core.standing as standing
    inner join reference.source as source on standing.source_id = source.source_id
),

confirming as (
    select
        lesser.obs_id,
        finer.obs_id as finer_obs_id
    from standing as lesser
    inner join standing as finer
        on
            lesser.series_id = finer.series_id
            and lesser.source_id <> finer.source_id
            and lesser.step >= abs(lesser.value - finer.value)
            and (
                lesser.step > finer.step
                or (
                    lesser.step = finer.step
                    and lesser.value = finer.value
                    and (
                        lesser.by_producer < finer.by_producer
                        or (
                            lesser.by_producer = finer.by_producer
                            and lesser.beside_level < finer.beside_level
                        )
                        or (
                            lesser.by_producer = finer.by_producer
                            and lesser.beside_level = finer.beside_level
                            and lesser.published_last < finer.published_last
                        )
                        or (
                            lesser.by_producer = finer.by_producer
                            and lesser.beside_level = finer.beside_level
                            and lesser.published_last = finer.published_last
                            and lesser.source_id > finer.source_id
                        )
                    )
                )
            )
),

most_precise as (
    select *
    from standing
    where
        not exists (
            select 1
            from confirming
            where standing.obs_id = confirming.obs_id
        )
),

ranked as (
    select
        obs_id,
        series_id,
        by_producer,
        value,
        step,
        count(*) over (partition by series_id) as n_precise,
        count(*) filter (where by_producer) over (partition by series_id) as n_by_producer,
        rank() over (partition by series_id order by by_producer desc, published_last desc) as place
    from most_precise
),

first_placed as (
    select
        *,
        count(*) over (partition by series_id) as n_first
    from ranked
    where place = 1
),

chosen as (
    select *
    from first_placed
    where n_first = 1
),

support as (
    select
        chosen.obs_id,
        count(distinct standing.release_group) as n_src,
        count(*) as n_agreeing,
        list_sort(list(standing.obs_id)) as confirmed_by
    from chosen
    inner join standing
        on
            chosen.series_id = standing.series_id
            and (
                chosen.obs_id = standing.obs_id
                or (
                    standing.step >= abs(standing.value - chosen.value)
                    and chosen.step <= standing.step
                )
            )
    group by chosen.obs_id
)

select
    -- All columns of an observation are handed on, whatever they are.
    standing.*, -- noqa: AM04
    case
        when chosen.n_precise > 1 and chosen.n_by_producer = 1 then 'producer_before_press'
        when chosen.n_precise > 1 then 'later_publication'
        when support.n_src > 1 then 'confirmed'
        when support.n_agreeing > 1 then 'same_release'
        else 'only_source'
    end as reason_code,
    support.n_src,
    support.confirmed_by
from core.standing as standing
inner join chosen on standing.obs_id = chosen.obs_id
inner join support on chosen.obs_id = support.obs_id
