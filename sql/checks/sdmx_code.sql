/*
Values of coded components that their code list does not have. A library that validates a message against its
structure lets them through.
*/
select
    said.cell_id,
    said.part_id,
    said.said
from release.sdmx_value as said
left join release.sdmx_code as code
    on
        said.code_list = code.code_list
        and said.said = code.sdmx_id
where
    said.code_list <> ''
    and said.said <> ''
    and code.sdmx_id is null
