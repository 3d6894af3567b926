/*
title = "Settlements planned"
definition = """
A number that a plan or programme states, with the day it is due and the source that reports it. A plan is
never added to what is observed."""
formula = "none: as stated"
reference = "OC4IDS, Open Contracting for Infrastructure Data Standard, for the terms"
unit = "Settlements"
nature = "plan"
default = "target"
owners = ["methods"]
price_basis = "Not applicable: a count"
coverage = """
The territories for which a source states a plan, each or several together."""
comparability = """
Families, persons and dwellings are different units even where the number is the same."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Plan üzrə yaşayış məntəqələri"
definition = """
Plan və ya proqramda göstərilən ədəd, son tarixi və onu bildirən mənbə ilə. Plan göstəriciləri faktiki
göstəricilərlə heç vaxt toplanmır."""
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», terminlər üçün"
unit = "Yaşayış məntəqəsi"
coverage = "Mənbənin plan göstərdiyi ərazilər, ayrılıqda və ya bir neçəsi birlikdə."
comparability = "Say eyni olduqda da ailələr, şəxslər və mənzillər müxtəlif vahidlərdir."
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Населённые пункты по плану"
definition = """
Число, которое указывает план или программа, со сроком и источником, который о нём сообщает. Плановый
показатель никогда не прибавляется к сообщённому."""
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», в части терминов"
unit = "Населённые пункты"
coverage = "Территории, для которых источник указывает план, каждая отдельно или несколько вместе."
comparability = "Семьи, лица и жилища – разные единицы, даже если число одно и то же."
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
    measure_code = 'target_settlements'
    and transformation = 'target'
