/*
title = "Persons resettled, running total"
definition = """
Persons reported as resettled in the territory up to a date, as the source totals them."""
formula = "none: the last reported figure on or before the end of the month, with its own date"
reference = """
EGRISS International Recommendations on Refugee Statistics 2018, for the terms; SDMX cross-domain
concepts; a stock is the last figure on or before the month's end, never interpolated"""
unit = "Persons"
nature = "stock"
default = "stock"
owners = ["methods"]
price_basis = "Not applicable: a count"
coverage = """
The settlements, districts and groups of them that sources state figures for; those without are not shown."""
comparability = """
A running total of a town, of its district and of a wider coverage are separate series. It is not the
present population."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Məskunlaşmış şəxslər, yığılmış yekun"
definition = "Müəyyən tarixədək ərazidə məskunlaşdığı bildirilən şəxslər, mənbənin yekunlaşdırdığı kimi."
reference = """
EGRISS, «International Recommendations on Refugee Statistics», 2018, terminlər üçün; SDMX-in sahələrarası
anlayışları; moment göstəricisi ayın sonuna və ya ondan əvvələ aid sonuncu göstəricidir, interpolyasiya
edilmir"""
unit = "Nəfər"
coverage = """
Mənbələrin göstərici verdiyi yaşayış məntəqələri, rayonlar və onların qrupları; göstəricisi olmayanlar
verilmir."""
comparability = """
Şəhərin, onun rayonunun və daha geniş əhatənin yığılmış yekunları ayrı-ayrı sıralardır. Bu, hazırkı əhali
deyil."""
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Расселённые лица, накопленный итог"
definition = "Лица, о расселении которых на территории сообщено на указанную дату, как их подсчитал источник."
reference = """
EGRISS, «International Recommendations on Refugee Statistics», 2018, в части терминов; сквозные понятия
SDMX; моментный показатель – последний на конец месяца или до него, он не интерполируется"""
unit = "Человек"
coverage = """
Населённые пункты, районы и их группы, для которых источники указывают показатели; остальные не
приводятся."""
comparability = """
Накопленные итоги города, его района и более широкого охвата – отдельные ряды. Это не численность нынешнего
населения."""
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
    measure_code = 'resettled_persons'
    and transformation = 'stock'
    and kind = 'observation'
