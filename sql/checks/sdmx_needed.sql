/*
Components that each observation must have and one lacks.
*/
select
    cell_id,
    part_id,
    said
from release.sdmx_value
where
    is_needed
    and said = ''
