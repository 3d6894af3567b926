/*
title = "Master plans approved"
definition = """
Master plans of towns reported as approved up to a date."""
formula = "none: the last reported figure on or before the end of the month, with its own date"
reference = "OC4IDS, Open Contracting for Infrastructure Data Standard, for the terms"
unit = "Master plans"
nature = "stock"
default = "stock"
owners = ["methods"]
price_basis = "Not applicable: a count"
coverage = """
The territory as a source states it, and single roads and places where it states a figure for them."""
comparability = """
As the source counts. Which towns these are is stated where the source names them."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Təsdiq edilmiş baş planlar"
definition = "Müəyyən tarixədək təsdiq edildiyi bildirilən şəhərlərin baş planları."
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», terminlər üçün"
unit = "Baş plan"
coverage = "Mənbənin göstərdiyi ərazi, habelə mənbənin göstərici verdiyi ayrı-ayrı yollar və yerlər."
comparability = "Mənbənin saydığı kimi. Mənbə adını çəkdikdə hansı şəhərlər olduğu göstərilir."
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Утверждённые генеральные планы"
definition = "Генеральные планы городов, об утверждении которых сообщено на указанную дату."
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», в части терминов"
unit = "Генеральные планы"
coverage = """
Территория, указанная источником, а также отдельные дороги и места, для которых источник указывает
показатель."""
comparability = "Способ счёта – как у источника. Какие это города, указано, если их называет источник."
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
    measure_code = 'masterplans_approved'
    and transformation = 'stock'
