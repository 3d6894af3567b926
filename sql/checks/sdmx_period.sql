/*
Periods that are no month, or another month than that of the cell.
*/
select
    made.cell_id,
    'TIME_PERIOD' as part_id,
    made.time_period as said
from release.sdmx_observation as made
inner join release.sdmx_cell as cell
    on made.cell_id = cell.cell_id
where
    not regexp_matches(made.time_period, '^[0-9]{4}-(0[1-9]|1[0-2])$')
    or made.time_period <> substr(cast(cell.period as varchar), 1, 7)
