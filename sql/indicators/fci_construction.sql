/*
title = "Construction and installation works"
definition = """
The part of investment in fixed capital that consists of construction and installation works, from January
to the end of the month (year to date), and for the month alone where it is stated or the
figures of two months in a row are known."""
formula = """
flow(y, m) = ytd(y, m) − ytd(y, m−1), both as known last, or both as they stood together where the office
declares so for a series, or as stated; change = 100 (x(t) / x(t−12) − 1); change of a flow on the month
before = 100 (x(t) / x(t−1) − 1)"""
reference = "IMF Quarterly National Accounts Manual 2017, ch. 6"
unit = "million, in the office's currency"
nature = "flow"
default = "ytd"
derive = ["monthly_flow", "ytd_growth", "flow_growth", "flow_growth_on_month", "contribution"]
outliers = ["flow"]
owners = ["methods"]
price_basis = """
As the source states it: nominal, real, or not stated; the three never share a column."""
coverage = """
The country, its economic regions, districts and cities, and groups of them as each source lists them. A
source's own group of territories is a territory of its own."""
comparability = """
Part of investment in fixed capital; not added to it. Changes are not adjusted for prices. A region, or the
country, without a figure of its own that may be used has the sum of its parts where each of them has a
figure for the period."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay.
Where ytd(y, m−1) was revised after ytd(y, m) became known, the flow by the other policy stands beside it.
The office declares in which months and by how much its figures are revised; a revision beyond that holds the
release until a reason is given."""

[az]
title = "Tikinti-quraşdırma işləri"
definition = """
Əsas kapitala yönəldilmiş investisiyanın tikinti-quraşdırma işlərindən ibarət hissəsi: yanvardan ayın
sonunadək (ilin əvvəlindən), habelə göstərildikdə və ya ardıcıl iki ayın göstəriciləri məlum olduqda yalnız
ay üçün."""
formula = """
flow(y, m) = ytd(y, m) − ytd(y, m−1): hər ikisi son məlum olduğu kimi, yaxud sıra üçün belə elan edildikdə
hər ikisi birlikdə verildiyi kimi, yaxud göstərildiyi kimi; dəyişmə = 100 (x(t) / x(t−12) − 1); aylıq
göstəricinin əvvəlki aya nisbətən dəyişməsi = 100 (x(t) / x(t−1) − 1)"""
reference = "BVF, «Quarterly National Accounts Manual», 2017, 6-cı fəsil"
unit = "milyon, ölkənin valyutası ilə"
price_basis = """
Mənbənin göstərdiyi kimi: nominal, real və ya göstərilməyib; bu üçü heç vaxt bir sütunda verilmir."""
coverage = """
Ölkə, onun iqtisadi rayonları, rayonları və şəhərləri, habelə hər mənbənin sadaladığı kimi onların qrupları.
Mənbənin öz ərazi qrupu ayrıca ərazidir."""
comparability = """
Əsas kapitala yönəldilmiş investisiyanın hissəsidir; ona əlavə olunmur. Dəyişmələrdə qiymət dəyişməsi nəzərə
alınmır. İstifadə edilə bilən öz göstəricisi olmayan iqtisadi rayonun və ya ölkənin göstəricisi kimi,
hissələrinin hər birinin həmin dövr üzrə göstəricisi olduqda, onların cəmi verilir."""
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır. ytd(y, m) məlum olduqdan sonra ytd(y, m−1) göstəricisinə yenidən baxıldıqda başqa
qayda üzrə aylıq göstərici onun yanında verilir. Göstəricilərə hansı aylarda və nə qədər yenidən baxıldığı
əvvəlcədən elan edilir; bundan artıq yenidən baxış səbəbi göstərilənədək buraxılışı saxlayır."""

[ru]
title = "Строительно-монтажные работы"
definition = """
Часть инвестиций в основной капитал, состоящая из строительно-монтажных работ: с января до конца месяца (с
начала года, нарастающим итогом), а также только за месяц, если он указан или известны показатели двух
месяцев подряд."""
formula = """
flow(y, m) = ytd(y, m) − ytd(y, m−1): оба – по последним данным либо оба – в том виде, в каком они были
известны одновременно, если это объявлено для ряда, либо как указано источником; изменение = 100 (x(t) /
x(t−12) − 1); изменение показателя за месяц к предыдущему месяцу = 100 (x(t) / x(t−1) − 1)"""
reference = "МВФ, «Руководство по квартальным национальным счетам», 2017, гл. 6"
unit = "миллионы, в валюте страны"
price_basis = """
Как указывает источник: номинально, реально или не указано; эти три никогда не приводятся в одном столбце."""
coverage = """
Страна, её экономические районы, районы и города, а также их группы, как их перечисляет каждый источник.
Собственная группа территорий источника – отдельная территория."""
comparability = """
Часть инвестиций в основной капитал; к ним не прибавляется. Изменения – без поправки на цены. Для
экономического района или страны без собственного показателя, который может быть использован, приводится
сумма показателей частей, если за этот период он есть у каждой из них."""
revisions = """
Используется показатель, известный на дату состояния данных; более поздняя версия того же источника заменяет
его, и обе сохраняются. Если ytd(y, m−1) пересмотрен после того, как стал известен ytd(y, m), рядом
приводится показатель за месяц по другому правилу. Заранее объявлено, в каких месяцах и насколько
пересматриваются показатели; пересмотр сверх этого задерживает выпуск, пока не указана причина."""
*/
select
    territory_id,
    breakdown,
    period,
    price_basis,
    period_start,
    period_end,
    reference_date,
    case
        when quantity = 'growth' then 'growth_published'
        -- A January alone is the year up to its end.
        when period_kind = 'month' and month(period_end) = 1 then 'ytd'
        else period_kind
    end as transformation,
    value,
    step,
    half_width,
    unit_code,
    qualifier,
    known_on,
    evidence_grade,
    n_src,
    revised,
    obs_status,
    inputs
from core.total
where
    measure_code = 'fci_construction'
    and kind = 'observation'
    and breakdown = '_T'
    and (
        (quantity = 'level' and period_kind in ('ytd', 'month'))
        or (quantity = 'growth' and period_kind = 'ytd')
    )
qualify row_number() over (
    partition by quantity, territory_id, price_basis, unit_code, period_start, period_end, transformation
    order by reason_code = 'sum_of_members' asc, period_kind desc, inputs asc
) = 1
