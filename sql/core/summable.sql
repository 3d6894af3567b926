/*
Preferred figures that may be added over territories: observed levels of additive measures with a known
period.
*/
select
    preferred.measure_code,
    preferred.breakdown,
    preferred.territory_id,
    preferred.period_kind,
    preferred.period_start,
    preferred.period_end,
    preferred.price_basis,
    preferred.unit_code,
    preferred.value,
    preferred.step,
    cast(preferred.step * 0.5 as decimal(38, 10)) as half_width,
    preferred.known_on,
    preferred.evidence_grade,
    preferred.n_src,
    preferred.revised,
    [preferred.obs_id] as inputs
from core.preferred as preferred
inner join reference.measure as measure on preferred.measure_code = measure.measure_code
where
    measure.additive = 'true'
    and preferred.kind = 'observation'
    and preferred.quantity = 'level'
    and preferred.period_end is not null
