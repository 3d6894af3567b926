/*
Values that are not the exact value of the cell, and observations without a cell.
*/
select
    made.cell_id,
    'OBS_VALUE' as part_id,
    made.obs_value as said
from release.sdmx_observation as made
left join release.sdmx_cell as cell
    on made.cell_id = cell.cell_id
where
    made.obs_value <> ''
    and (
        cell.value is null
        or cast(made.obs_value as decimal(38, 10)) <> cell.value
    )
