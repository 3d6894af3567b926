/*
Observations that share all their dimensions, which a data structure does not allow.
*/
select
    min(cell_id) as cell_id,
    'TIME_PERIOD' as part_id,
    min(cell_id) || ' and ' || max(cell_id) as said
from release.sdmx_observation
group by
    freq,
    ref_area,
    indicator,
    transformation,
    breakdown,
    price_basis,
    source_kind,
    time_period
having count(*) > 1
