/*
Ids of code lists that two codes of the office share, or that hold signs which ids of SDMX have not.
*/
select
    code_list as cell_id,
    min(code) || ' and ' || max(code) as part_id,
    sdmx_id as said
from release.sdmx_code
group by
    code_list,
    sdmx_id
having
    count(*) > 1
    or not regexp_matches(sdmx_id, '^[A-Za-z0-9_@$-]+$')
