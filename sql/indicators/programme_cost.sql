/*
title = "Planned cost of the programme"
definition = """
What a programme is planned to cost in all, with the day it ends."""
formula = "none: as stated"
reference = "OC4IDS, Open Contracting for Infrastructure Data Standard, for the terms"
unit = "million, in the office's currency"
nature = "plan"
default = "target"
owners = ["methods"]
price_basis = "Not stated by the sources"
coverage = """
The territory of the programme, as it states it."""
comparability = """
A planned cost, what is allocated and what is spent are three measures; none is investment in fixed
capital."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Proqramın plan üzrə dəyəri"
definition = "Proqramın plan üzrə ümumi dəyəri, başa çatdığı günlə."
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», terminlər üçün"
unit = "milyon, ölkənin valyutası ilə"
price_basis = "Mənbələr göstərmir"
coverage = "Proqramın əhatə etdiyi ərazi, proqramda göstərildiyi kimi."
comparability = """
Plan üzrə dəyər, ayrılan və xərclənən vəsait üç ayrı göstəricidir; heç biri əsas kapitala yönəldilmiş
investisiya deyil."""
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Плановая стоимость программы"
definition = "Полная стоимость программы по плану, с днём её окончания."
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», в части терминов"
unit = "миллионы, в валюте страны"
price_basis = "Источниками не указаны"
coverage = "Территория программы, как её указывает программа."
comparability = """
Плановая стоимость, выделенное и израсходованное – три показателя; ни один из них не является инвестициями в
основной капитал."""
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
    measure_code = 'programme_cost'
    and transformation = 'target'
