/*
title = "Communication works reported as completed"
definition = """
Share of communication works reported as completed in a territory on a date."""
formula = "none: the last reported figure on or before the end of the month, with its own date"
reference = """
SDMX cross-domain concepts; a stock is the last figure on or before the month's end, never interpolated"""
unit = "%"
nature = "stock"
default = "stock"
owners = ["methods"]
price_basis = "Not applicable: a share"
coverage = """
The settlements, districts and groups of them that sources state figures for; those without are not shown."""
comparability = """
As each source counts; not added over territories."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Tamamlandığı bildirilən kommunikasiya işləri"
definition = "Ərazidə müəyyən tarixə tamamlandığı bildirilən kommunikasiya işlərinin payı."
reference = """
SDMX-in sahələrarası anlayışları; moment göstəricisi ayın sonuna və ya ondan əvvələ aid sonuncu
göstəricidir, interpolyasiya edilmir"""
unit = "%"
coverage = """
Mənbələrin göstərici verdiyi yaşayış məntəqələri, rayonlar və onların qrupları; göstəricisi olmayanlar
verilmir."""
comparability = "Hər mənbənin saydığı kimi; ərazilər üzrə toplanmır."
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Работы по коммуникациям, о завершении которых сообщено"
definition = "Доля работ по коммуникациям, о завершении которых на территории сообщено на дату."
reference = """
сквозные понятия SDMX; моментный показатель – последний на конец месяца или до него, он не
интерполируется"""
unit = "%"
coverage = """
Населённые пункты, районы и их группы, для которых источники указывают показатели; остальные не
приводятся."""
comparability = "Способ счёта – у каждого источника свой; по территориям показатели не суммируются."
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
    measure_code = 'communications_complete'
    and transformation = 'stock'
