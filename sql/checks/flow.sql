/*
Second calculation of the derivation monthly_flow: year-to-date figures less the one before in their
year, by a window; over several months where months are missing. Half a step of each figure is the half
width. Where the earlier figure became known after the later one, the earlier one as it stood when the later
one became known gives a second flow, and the policy of the series says which of the two is the flow. A
figure stated for a month alone is the flow of a month that no difference gives.
*/
with
figure as (
    select
        *,
        year(period) as of_year,
        month(period) as month_no,
        lag(value) over (
            partition by territory_id, breakdown, price_basis, source_kind, unit_code, year(period)
            order by period
        ) as earlier_value,
        lag(step) over (
            partition by territory_id, breakdown, price_basis, source_kind, unit_code, year(period)
            order by period
        ) as earlier_step,
        lag(month(period)) over (
            partition by territory_id, breakdown, price_basis, source_kind, unit_code, year(period)
            order by period
        ) as earlier_no,
        lag(known_on) over (
            partition by territory_id, breakdown, price_basis, source_kind, unit_code, year(period)
            order by period
        ) as earlier_known_on
    from indicators.cell
    where transformation = 'ytd'
),

-- The version that a figure is, where the versions of the same source and series before it are known.
versioned as (
    select
        figure.*,
        known.measure_code,
        known.source_id,
        known.declared
    from figure
    inner join indicators.vintage as known
        on
            figure.obs_id = known.obs_id
            and figure.value = known.value
            and figure.earlier_known_on > figure.known_on
),

stood as (
    select
        versioned.obs_id as later_obs_id,
        earlier.obs_id,
        earlier.value,
        earlier.step,
        month(earlier.period) as month_no,
        row_number() over (
            partition by versioned.obs_id, earlier.period
            order by earlier.known_on desc, earlier.obs_id asc
        ) as place
    from versioned
    inner join indicators.vintage as earlier
        on
            versioned.measure_code = earlier.measure_code
            and versioned.territory_id = earlier.territory_id
            and versioned.breakdown = earlier.breakdown
            and versioned.price_basis = earlier.price_basis
            and versioned.unit_code = earlier.unit_code
            and versioned.source_id = earlier.source_id
            and versioned.of_year = year(earlier.period)
            and versioned.month_no > month(earlier.period)
            and versioned.known_on >= earlier.known_on
),

nearest as (
    select
        later_obs_id,
        value,
        step,
        month_no,
        row_number() over (partition by later_obs_id order by month_no desc, obs_id asc) as nearness
    from stood
    where place = 1 and value is not null
),

latest as (
    select
        figure.*,
        figure.month_no - coalesce(figure.earlier_no, 0) as months,
        figure.value - coalesce(figure.earlier_value, 0) as moved,
        case when figure.earlier_no is null then figure.step else figure.step + figure.earlier_step end
            as steps,
        versioned.declared
    from figure
    left join versioned on figure.obs_id = versioned.obs_id
),

release as (
    select
        versioned.*,
        versioned.month_no - versioned.earlier_no = 1 as was_flow,
        versioned.month_no - coalesce(nearest.month_no, 0) as months,
        versioned.value - coalesce(nearest.value, 0) as moved,
        case when nearest.later_obs_id is null then versioned.step else versioned.step + nearest.step end
            as steps
    from versioned
    left join nearest
        on
            versioned.obs_id = nearest.later_obs_id
            and nearest.nearness = 1
),

flow as (
    select
        territory_id,
        period,
        breakdown,
        price_basis,
        source_kind,
        unit_code,
        case
            when declared = 'within_release' then 'flow_latest'
            when months = 1 then 'flow'
            else 'span'
        end as made,
        moved as value,
        steps * 0.5 as half_width
    from latest
    where declared is null or declared <> 'within_release' or months = 1
    union all
    select
        territory_id,
        period,
        breakdown,
        price_basis,
        source_kind,
        unit_code,
        case
            when declared <> 'within_release' then 'flow_release'
            when months = 1 then 'flow'
            else 'span'
        end as made,
        moved as value,
        steps * 0.5 as half_width
    from release
    where declared = 'within_release' or (months = 1 and was_flow)
),

stated as (
    select
        month_alone.territory_id,
        month_alone.period,
        month_alone.breakdown,
        month_alone.price_basis,
        month_alone.source_kind,
        month_alone.unit_code,
        'flow' as made,
        month_alone.value,
        month_alone.half_width
    from indicators.cell as month_alone
    left join flow
        on
            month_alone.territory_id = flow.territory_id
            and month_alone.breakdown = flow.breakdown
            and month_alone.price_basis = flow.price_basis
            and month_alone.source_kind = flow.source_kind
            and month_alone.unit_code = flow.unit_code
            and month_alone.period = flow.period
            and flow.made = 'flow'
    where month_alone.transformation = 'month' and flow.period is null
),

every as (
    select * from flow
    union all
    select * from stated
)

select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    made as transformation,
    'value' as facet,
    cast(value as decimal(38, 10)) as value
from every
union all
select
    territory_id,
    period,
    breakdown,
    price_basis,
    source_kind,
    made as transformation,
    'half_width' as facet,
    cast(half_width as decimal(38, 10)) as value
from every
