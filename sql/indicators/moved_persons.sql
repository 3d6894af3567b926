/*
title = "Persons in groups that moved"
definition = """
Persons in a group that moved to the territory on a date, as reported for that group. Groups of one day
are one figure where the source gives one."""
formula = "none: each group stands with its own date"
reference = "EGRISS International Recommendations on Refugee Statistics 2018, for the terms"
unit = "Persons"
nature = "event"
default = "event"
owners = ["methods"]
price_basis = "Not applicable: a count"
coverage = """
The settlements, districts and groups of them that sources state figures for; those without are not shown."""
comparability = """
A group that moved is not a running total; groups are not added, since not every group is reported."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Köçən qruplardakı şəxslər"
definition = """
Müəyyən tarixdə əraziyə köçən qrupdakı şəxslər, həmin qrup üzrə bildirildiyi kimi. Mənbə bir göstərici
verdikdə bir günün qrupları bir göstəricidir."""
reference = "EGRISS, «International Recommendations on Refugee Statistics», 2018, terminlər üçün"
unit = "Nəfər"
coverage = """
Mənbələrin göstərici verdiyi yaşayış məntəqələri, rayonlar və onların qrupları; göstəricisi olmayanlar
verilmir."""
comparability = "Köçən qrup yığılmış yekun deyil; qrupların hamısı bildirilmədiyi üçün onlar toplanmır."
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Лица в переехавших группах"
definition = """
Лица в группе, переехавшей на территорию в указанный день, как сообщено об этой группе. Группы одного дня
составляют один показатель, если источник даёт один."""
reference = "EGRISS, «International Recommendations on Refugee Statistics», 2018, в части терминов"
unit = "Человек"
coverage = """
Населённые пункты, районы и их группы, для которых источники указывают показатели; остальные не
приводятся."""
comparability = """
Переехавшая группа – не накопленный итог; группы не суммируются, так как сообщения есть не о каждой группе."""
revisions = """
Используется показатель, известный на дату состояния данных; более поздняя версия того же источника заменяет
его, и обе сохраняются."""
*/
select
    territory_id,
    case
        when period_start = period_end then 'on=' || cast(period_end as varchar)
        else 'from=' || cast(period_start as varchar) || ';to=' || cast(period_end as varchar)
    end as breakdown,
    period,
    period_start,
    period_end,
    reference_date,
    due_on,
    'event' as transformation,
    value,
    half_width,
    unit_code,
    qualifier,
    evidence_grade,
    n_src,
    revised,
    obs_status,
    inputs
from core.total
where
    measure_code = 'moved_persons'
    and breakdown = '_T'
    and kind = 'observation'
    and quantity = 'level'
    and date_diff('day', period_start, period_end) <= 31
