/*
Every version of the year-to-date figures that was known on the as-of day, with the policy by which the office
takes monthly flows from them: of the territory before that of the measure, and the latest vintages where none
is declared. Of several versions of a figure known on one day the last counts. A version that was withdrawn or
is withheld has no value, so that the one before it does not stand in its place.
*/
with
version as (
    select
        observation.*,
        row_number() over (
            partition by observation.series_id, observation.source_id, observation.known_on
            order by observation.version_key desc, observation.obs_id asc
        ) as place
    from core.observation as observation
    where
        observation.known_on <= $as_of
        and observation.earliest_on between $history_from and $month_end
        and observation.kind = 'observation'
        and observation.quantity = 'level'
        and observation.period_kind = 'ytd'
)

select
    version.measure_code,
    version.territory_id,
    version.breakdown,
    version.price_basis,
    version.unit_code,
    version.source_id,
    cast(date_trunc('month', version.period_end) as date) as period,
    case when version.action = 'withdrawn' or withheld.obs_id is not null then null else version.value end
        as value,
    version.step,
    version.known_on,
    version.obs_id,
    version.evidence_grade,
    coalesce(own.policy, general.policy, 'latest') as declared
from version
left join core.withheld as withheld on version.obs_id = withheld.obs_id
left join reference.flow_policy as own
    on
        version.measure_code = own.measure_code
        and version.territory_id = own.territory_id
left join reference.flow_policy as general
    on
        version.measure_code = general.measure_code
        and general.territory_id = ''
where version.place = 1
