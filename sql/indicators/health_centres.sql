/*
title = "Health centres planned"
definition = """
Health centres that a programme plans to build, by type, with the day they are due."""
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
As the plan states. Types are not added where the source does not."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Plan üzrə səhiyyə mərkəzləri"
definition = "Proqramın tikilməsini planlaşdırdığı səhiyyə mərkəzləri, növ üzrə, son tarixi ilə."
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», terminlər üçün"
unit = "Müəssisə"
coverage = "Proqramın əhatə etdiyi ərazi, proqramda göstərildiyi kimi."
comparability = "Planda göstərildiyi kimi. Mənbə toplamadıqda növlər toplanmır."
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Учреждения здравоохранения по плану"
definition = "Учреждения здравоохранения, строительство которых планирует программа, по видам, со сроком."
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», в части терминов"
unit = "Учреждения"
coverage = "Территория программы, как её указывает программа."
comparability = "По данным плана. Виды не суммируются, если их не суммирует источник."
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
    measure_code = 'health_centres'
    and transformation = 'target'
