/*
title = "Highway projects planned"
definition = """
Highway projects that a programme plans to complete, with the day they are due."""
formula = "none: as stated"
reference = "OC4IDS, Open Contracting for Infrastructure Data Standard, for the terms"
unit = "Projects"
nature = "plan"
default = "target"
owners = ["methods"]
price_basis = "Not applicable: a count"
coverage = """
The territory of the programme, as it states it."""
comparability = """
As the plan states. Projects that other sources count are a separate figure."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Plan üzrə avtomobil yolu layihələri"
definition = "Proqramın tamamlanmasını planlaşdırdığı avtomobil yolu layihələri, son tarixi ilə."
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», terminlər üçün"
unit = "Layihə"
coverage = "Proqramın əhatə etdiyi ərazi, proqramda göstərildiyi kimi."
comparability = "Planda göstərildiyi kimi. Başqa mənbələrin saydığı layihələr ayrıca göstəricidir."
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Проекты автодорог по плану"
definition = "Проекты автодорог, завершение которых планирует программа, со сроком."
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», в части терминов"
unit = "Проекты"
coverage = "Территория программы, как её указывает программа."
comparability = "По данным плана. Проекты, которые считают другие источники, – отдельный показатель."
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
    measure_code = 'highway_projects'
    and transformation = 'target'
