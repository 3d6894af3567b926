/*
title = "Budget allocated to works"
definition = """
Budget funds reported as allocated to works in the territories that the source lists, for a year or a longer
span, or planned for a year."""
formula = """
none: a month, a year, a longer span and a sum whose span is not stated stand apart and are not added"""
reference = "IMF Government Finance Statistics Manual 2014, for the terms"
unit = "million, in the office's currency"
nature = "flow"
default = "reported"
owners = ["methods"]
price_basis = "Not stated by the sources"
coverage = """
The territory of the programme, and groups of districts where a source states a figure for them."""
comparability = """
A planned cost, what is allocated and what is spent are three measures; none is investment in fixed
capital. Spans overlap and are never added."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "İşlərə ayrılmış büdcə vəsaiti"
definition = """
Mənbənin sadaladığı ərazilərdə işlərə bir il və ya daha uzun müddət üçün ayrıldığı bildirilən və ya bir il
üçün planlaşdırılan büdcə vəsaiti."""
reference = "BVF, «Government Finance Statistics Manual», 2014, terminlər üçün"
unit = "milyon, ölkənin valyutası ilə"
price_basis = "Mənbələr göstərmir"
coverage = "Proqramın əhatə etdiyi ərazi, habelə mənbənin göstərici verdiyi rayon qrupları."
comparability = """
Plan üzrə dəyər, ayrılan və xərclənən vəsait üç ayrı göstəricidir; heç biri əsas kapitala yönəldilmiş
investisiya deyil. Müddətlər üst-üstə düşür və heç vaxt toplanmır."""
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Выделенные на работы бюджетные средства"
definition = """
Бюджетные средства, о выделении которых на работы на территориях, перечисленных источником, сообщено за год
или более длительный срок, либо запланированные на год."""
reference = "МВФ, «Руководство по статистике государственных финансов», 2014, в части терминов"
unit = "миллионы, в валюте страны"
price_basis = "Источниками не указаны"
coverage = """
Территория программы, а также группы районов, для которых источник указывает показатель."""
comparability = """
Плановая стоимость, выделенное и израсходованное – три показателя; ни один из них не является инвестициями в
основной капитал. Сроки пересекаются и никогда не суммируются."""
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
from core.spanned
where measure_code = 'programme_allocated'
