/*
title = "Tunnels"
definition = """
Road tunnels planned, under way or reported completed, as stated on a date."""
formula = "none: the last reported figure on or before the end of the month, with its own date"
reference = "OC4IDS, Open Contracting for Infrastructure Data Standard, for the terms"
unit = "Tunnels"
nature = "stock"
default = "stock"
owners = ["methods"]
price_basis = "Not applicable: a count"
coverage = """
The territory as a source states it, and single roads and places where it states a figure for them."""
comparability = """
As each source counts. A plan, works under way and completed works are separate figures; lengths and
numbers are not added over roads."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Tunellər"
definition = """
Planlaşdırılan, tikilməkdə olan və ya tamamlandığı bildirilən avtomobil yolu tunelləri, müəyyən tarixə
göstərildiyi kimi."""
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», terminlər üçün"
unit = "Tunel"
coverage = "Mənbənin göstərdiyi ərazi, habelə mənbənin göstərici verdiyi ayrı-ayrı yollar və yerlər."
comparability = """
Hər mənbənin saydığı kimi. Plan, davam edən işlər və tamamlanmış işlər ayrı-ayrı göstəricilərdir; uzunluqlar
və saylar yollar üzrə toplanmır."""
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Тоннели"
definition = """
Тоннели автомобильных дорог: по плану, строящиеся или завершённые, по сообщениям, как указано на дату."""
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», в части терминов"
unit = "Тоннели"
coverage = """
Территория, указанная источником, а также отдельные дороги и места, для которых источник указывает
показатель."""
comparability = """
Способ счёта – у каждого источника свой. Работы по плану, ведущиеся и завершённые работы – отдельные
показатели; протяжённость и число по дорогам не суммируются."""
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
    measure_code = 'tunnels'
    and transformation = 'stock'
