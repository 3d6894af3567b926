/*
Every figure that is used has its label, its place and its unit in the code lists. One that has not gives
no observation; the finding names the figure itself.
*/
with
figure as (
    select figure.*
    from raw.figure as figure
    left join reference.concept as concept
        on
            figure.layout = concept.layout
            and figure.label_as_written = concept.label_as_written
    left join reference.source as source on figure.source_id = source.source_id
    where
        figure.disposition in ('used', 'open')
        and coalesce(figure.published_to, source.published_to, figure.received_on) <= $as_of
        and (figure.period_end is null or figure.period_end between $history_from and $month_end)
        and coalesce(concept.disposition, 'used') = 'used'
),

named as (
    select distinct
        name_as_written,
        layout
    from reference.territory_name
)

select
    rule.rule_id,
    case when observation.obs_id is null then 'fail' else 'pass' end as outcome,
    [figure.figure_id] as tested,
    cast([] as varchar[]) as compared,
    '' as territory_id,
    figure.period_end as period,
    '' as measure_code,
    try_cast(figure.value_as_delivered as decimal(38, 10)) as reported,
    cast(null as decimal(38, 10)) as expected_lo,
    cast(null as decimal(38, 10)) as expected_hi,
    '' as unit_code,
    case
        when source.source_id is null then 'unknown_source'
        when
            concept.label_as_written is null
            and not exists (
                select 1
                from reference.measure as measure
                where measure.measure_code = figure.measure_given
            ) then 'unknown_label'
        when
            not exists (
                select 1
                from named
                where
                    named.name_as_written = figure.territory_as_written
                    and named.layout in ('', figure.layout)
            )
            and not exists (
                select 1
                from reference.territory as territory
                where territory.territory_id = figure.territory_given
            ) then 'unknown_territory'
        else 'unknown_unit'
    end as sentence_code
from figure
inner join reference.rule as rule on rule.kind = 'code_list'
left join core.observation as observation
    on
        figure.figure_id = observation.figure_id
        and observation.action = 'figure'
left join reference.source as source on figure.source_id = source.source_id
left join reference.concept as concept
    on
        figure.layout = concept.layout
        and figure.label_as_written = concept.label_as_written
