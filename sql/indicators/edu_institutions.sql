/*
title = "Education institutions planned"
definition = """
Education institutions that a programme plans to construct and renovate, by type, with the day they are
due."""
formula = "none: as stated"
reference = "OC4IDS, Open Contracting for Infrastructure Data Standard, for the terms"
unit = "Institutions"
nature = "plan"
default = "target"
owners = ["methods"]
price_basis = "Not applicable: a count"
coverage = """
The territory of the programme, as it states it."""
comparability = """
As the plan states. A number to be constructed and one to be renovated are one figure where the source
states one."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Plan üzrə təhsil müəssisələri"
definition = "Proqramın tikilməsini və təmirini planlaşdırdığı təhsil müəssisələri, növ üzrə, son tarixi ilə."
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», terminlər üçün"
unit = "Müəssisə"
coverage = "Proqramın əhatə etdiyi ərazi, proqramda göstərildiyi kimi."
comparability = """
Planda göstərildiyi kimi. Mənbə bir göstərici verdikdə tikiləcək və təmir ediləcək müəssisələr bir
göstəricidir."""
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Учреждения образования по плану"
definition = """
Учреждения образования, строительство и ремонт которых планирует программа, по видам, со сроком."""
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», в части терминов"
unit = "Учреждения"
coverage = "Территория программы, как её указывает программа."
comparability = """
По данным плана. Число для строительства и число для ремонта составляют один показатель, если источник
указывает один."""
revisions = """
Используется показатель, известный на дату состояния данных; более поздняя версия того же источника заменяет
его, и обе сохраняются."""
*/
select
    territory_id,
    breakdown,
    period,
    period_start,
    period_end,
    reference_date,
    due_on,
    transformation,
    value,
    half_width,
    unit_code,
    qualifier,
    evidence_grade,
    n_src,
    revised,
    obs_status,
    inputs
from core.stated
where
    measure_code = 'edu_institutions'
    and transformation = 'target'
