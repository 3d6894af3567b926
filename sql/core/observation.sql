/*
One row a figure that is used: measure, breakdown, territory, reference period, unit and exact value in
code lists. A figure whose label, place or unit is in no list gives no row; the rule `code_list` names it.
*/
with
figures as (
    select *
    from raw.figure
    where disposition = 'used' and delivery_id = $delivery
),

published as (
    select
        figures.*,
        source.producer_code,
        source.release_group,
        source.evidence_grade,
        source.states_revision,
        coalesce(cut.precision_model, 'unknown') as printed_precision,
        coalesce(figures.published_from, source.published_from) as known_from,
        coalesce(figures.published_to, source.published_to) as known_to
    from figures
    inner join reference.source as source on figures.source_id = source.source_id
    left join reference.precision as cut on figures.source_id = cut.source_id
),

coded as (
    select
        published.figure_id,
        concept.measure_code,
        concept.breakdown,
        concept.kind,
        name.territory_id,
        name.layout as name_layout,
        name.inferred
    from published
    inner join reference.concept as concept
        on
            published.layout = concept.layout
            and published.label_as_written = concept.label_as_written
            and concept.disposition = 'used'
    inner join reference.territory_name as name
        on
            published.territory_as_written = name.name_as_written
            and (name.layout = '' or published.layout = name.layout)
    union all
    select
        published.figure_id,
        published.measure_given as measure_code,
        published.breakdown_given as breakdown,
        published.kind_given as kind,
        published.territory_given as territory_id,
        '' as name_layout,
        '' as inferred
    from published
    where
        published.territory_given in (select territory.territory_id from reference.territory as territory)
),

matched as (
    select
        published.*,
        coded.measure_code,
        coded.breakdown,
        coded.kind,
        coded.territory_id,
        coded.name_layout,
        coalesce(nullif(published.inferred || ';' || coded.inferred, ';'), '') as inferred_codes,
        measure.nature,
        case
            when published.quantity in ('level', 'difference') and unit.unit_code = 'COUNT'
                then measure.unit_code
            else unit.unit_code
        end as unit_code,
        cast(
            cast(published.value_as_delivered as decimal(22, 6)) * cast(unit.factor as decimal(16, 8))
            as decimal(38, 10)
        ) as value,
        cast(
            cast(published.step_as_written as decimal(22, 6)) * cast(unit.factor as decimal(16, 8))
            as decimal(38, 10)
        ) as step,
        coded.kind in ('plan', 'schedule', 'target')
        and (
            published.plan_date = 'due'
            or coded.kind in ('schedule', 'target')
            or date_diff('day', published.period_start, published.period_end) > 300
            -- A plan is not stated on a day after its publication.
            or (
                published.period_start = published.period_end
                and published.period_start > published.known_to
            )
        ) as is_due
    from published
    inner join coded on published.figure_id = coded.figure_id
    inner join reference.measure as measure on coded.measure_code = measure.measure_code
    inner join reference.unit_name as unit on published.unit_as_written = unit.unit_as_written
    inner join reference.unit as given on unit.unit_code = given.unit_code
    inner join reference.unit as expected
        on
            measure.unit_code = expected.unit_code
            and (published.quantity not in ('level', 'difference') or given.dimension = expected.dimension)
),

conformed as (
    select *
    from matched
    qualify row_number() over (partition by figure_id order by name_layout desc) = 1
),

dated as (
    select
        *,
        case when is_due then period_end end as due_on,
        case when is_due then null else period_start end as start_on,
        case when is_due then null else period_end end as end_on,
        case when is_due then 'unknown' else period_kind end as kind_of_period,
        coalesce(known_to, received_on) as known_on
    from conformed
),

placed as (
    select
        *,
        -- Of one statement that is given to several places the most precise comes last, and counts.
        min(file_id || '|' || lpad(cast(line as varchar), 12, '0') || '|' || locator) over (
            partition by
                source_id, measure_code, breakdown, territory_id, kind, quantity, start_on, end_on, due_on,
                unit_code, scope, price_basis_given, known_on
        ) as first_place
    from dated
),

bounded as (
    select
        *,
        -- A statement without a date was not made before the latest day that its source reports on,
        -- a plan not after the day that it is due.
        coalesce(
            end_on, known_from, max(end_on) over (partition by source_id), least(due_on, received_on)
        ) as earliest_on
    from placed
)

select
    substr(sha256('observation|' || figure_id), 1, 24) as obs_id,
    figure_id,
    content_key,
    delivery_id,
    source_id,
    producer_code,
    release_group,
    evidence_grade,
    states_revision = 'yes' as states_revision,
    concat_ws(
        '|',
        measure_code,
        breakdown,
        territory_id,
        kind,
        quantity,
        coalesce(cast(start_on as varchar), ''),
        coalesce(cast(end_on as varchar), ''),
        coalesce(cast(due_on as varchar), ''),
        unit_code,
        case when quantity = 'share' then nullif(scope, '') end,
        nullif(price_basis_given, '')
    ) as series_id,
    measure_code,
    quantity,
    kind,
    breakdown,
    territory_id,
    kind_of_period as period_kind,
    start_on as period_start,
    end_on as period_end,
    due_on,
    case when price_basis_given = '' then 'not_stated' else price_basis_given end as price_basis,
    cast(null as varchar) as base_period,
    unit_code,
    value,
    step,
    printed_precision as precision_model,
    qualifier,
    trim(inferred_codes, ';') as inferred,
    scope,
    interpretation,
    whole_figure_id,
    'figure' as action,
    known_from as published_from,
    known_to as published_to,
    known_on,
    received_on,
    coalesce(end_on, known_from) as reference_on,
    earliest_on,
    '' as withdrawal,
    cast([] as varchar[]) as replaces,
    (cast(date_diff('day', date '1970-01-01', known_on) as bigint) << 32)
    | (
        $load_seq
        + row_number() over (order by first_place asc, step desc, file_id asc, line asc, locator asc)
    ) as version_key
from bounded
