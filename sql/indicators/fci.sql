/*
title = "Investment in fixed capital"
definition = """
Expenditure on acquiring, creating and renewing fixed assets within the territory, as reported from
January to the end of the month (year to date), and for the month alone where it is stated or the
figures of two months in a row are known."""
formula = """
flow(y, m) = ytd(y, m) − ytd(y, m−1), both as known last, or both as they stood together where the office
declares so for a series, or as stated; change = 100 (x(t) / x(t−12) − 1); change of a flow on the month
before = 100 (x(t) / x(t−1) − 1), of flows as they are and of seasonally adjusted ones; index on the
corresponding period = 100 x(t) / x(t−12), of the country; month effect = 100 (x(t) − x(t−1)) / x(t−12) and
base effect = the rest of the move of the index of flows since the month before; implied deflator = 100
(V(t) / V(t−12)) / (1 + g(t) / 100), where the levels V are stated as nominal and the growth g per cent as
real; flow_benchmarked: of all series whose months sum to each year's annual figure, the one whose ratio to
the flow moves least from month to month, and after the last such year the flow times the last ratio;
flow_real(m, y) = L(m, y) / V(y−1) A(y−1), with L the flows deflated to the average prices of y−1, V the
year's flows and A its real flows; flow_real_discrepancy: the country's real flow less the sum of its
regions'"""
reference = """
IMF Quarterly National Accounts Manual 2017, ch. 6 (proportional Denton-Cholette) and ch. 8 (annual overlap);
OECD Data and Metadata Reporting and Presentation
Handbook 2007; seasonal adjustment and trend-cycle: X-13ARIMA-SEATS, ESS Guidelines on Seasonal Adjustment
2024"""
unit = "million, in the office's currency"
nature = "flow"
default = "ytd"
derive = [
    "monthly_flow", "ytd_growth", "flow_growth", "flow_growth_on_month", "contribution", "presentation",
    "base_effect",
]
adjust = ["flow"]
long_run = ["flow_benchmarked", "flow_real"]
outliers = ["flow"]
owners = ["methods"]
price_basis = """
As the source states it: nominal, real, or not stated; the three never share a column. flow_real is in average
prices of the first year of the office's series, by its own price indices. No source of growth that is stated
as real names the year of its prices."""
coverage = """
The country, its economic regions, districts and cities, and groups of them as each source lists them. A
source's own group of territories is a territory of its own."""
comparability = """
Changes computed here compare values as reported and are not adjusted for prices. Published growth stands
apart, since its sources do not state whether it is nominal or real. Benchmarked flows stand only where an
office delivers an annual figure that revises the year (measure fci_annual), real flows only where it
delivers a price index for each region (fci_price_index): without them there is none, and no level is scaled
or deflated by another one. Real flows of regions do not sum to the country's; the discrepancy is published
and not spread. A region, or the country, without a figure of its own that may be used has the sum of its
parts where each of them has a figure for the period."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay.
Where ytd(y, m−1) was revised after ytd(y, m) became known, the flow by the other policy stands beside it.
The office declares in which months and by how much its figures are revised; a revision beyond that holds the
release until a reason is given. Seasonally adjusted figures and trend-cycle are estimated from the whole
series: each new month changes those before it, most of all the newest. Model and filters are reviewed once a
year. A new annual figure changes benchmarked flows of the years beside it and those extrapolated after it."""

[az]
title = "Əsas kapitala yönəldilmiş investisiya"
definition = """
Ərazidə əsas vəsaitlərin alınmasına, yaradılmasına və yeniləşdirilməsinə çəkilən xərclər: bildirildiyi kimi
yanvardan ayın sonunadək (ilin əvvəlindən), habelə göstərildikdə və ya ardıcıl iki ayın göstəriciləri məlum
olduqda yalnız ay üçün."""
formula = """
flow(y, m) = ytd(y, m) − ytd(y, m−1): hər ikisi son məlum olduğu kimi, yaxud sıra üçün belə elan edildikdə
hər ikisi birlikdə verildiyi kimi, yaxud göstərildiyi kimi; dəyişmə = 100 (x(t) / x(t−12) − 1); aylıq
göstəricinin əvvəlki aya nisbətən dəyişməsi = 100 (x(t) / x(t−1) − 1), aylıq göstəricilər olduğu kimi və
mövsümi dəyişmələrdən təmizlənmiş; müvafiq dövrə indeks = 100 × x(t) / x(t−12), ölkə üzrə; ay effekti = 100
(x(t) − x(t−1)) / x(t−12), baza effekti = aylıq göstəricilərin indeksinin əvvəlki aydan dəyişməsinin qalan
hissəsi; hesablanmış deflyator = 100 (V(t) / V(t−12)) / (1 + g(t) / 100), V səviyyələri nominal, g artımı
faizlə real göstərildikdə; flow_benchmarked: aylarının cəmi hər ilin illik göstəricisinə bərabər olan
sıralardan aylıq göstəriciyə nisbəti aydan aya ən az dəyişəni, belə son ildən sonra isə aylıq göstəricinin
son nisbətə hasili; flow_real(m, y) = L(m, y) / V(y−1) A(y−1), burada L – y−1 ilinin orta qiymətlərinə
gətirilmiş aylıq göstəricilər, V – ilin aylıq göstəriciləri, A – onun real göstəriciləri;
flow_real_discrepancy: ölkənin real aylıq göstəricisi ilə iqtisadi rayonların göstəricilərinin cəminin
fərqi"""
reference = """
BVF, «Quarterly National Accounts Manual», 2017, 6-cı fəsil (proporsional Denton–Şolett üsulu) və 8-ci fəsil
(illik örtüşmə); İƏİT, «Data and Metadata Reporting and Presentation Handbook», 2007; mövsümi təmizləmə və
trend-tsikl: X-13ARIMA-SEATS, «ESS Guidelines on Seasonal Adjustment», 2024"""
unit = "milyon, ölkənin valyutası ilə"
price_basis = """
Mənbənin göstərdiyi kimi: nominal, real və ya göstərilməyib; bu üçü heç vaxt bir sütunda verilmir. flow_real
sıranın birinci ilinin orta qiymətləri ilədir, tərtibçinin öz qiymət indeksləri üzrə. Real olduğu göstərilən
artımın heç bir mənbəyi qiymətlərin hansı ilə aid olduğunu bildirmir."""
coverage = """
Ölkə, onun iqtisadi rayonları, rayonları və şəhərləri, habelə hər mənbənin sadaladığı kimi onların qrupları.
Mənbənin öz ərazi qrupu ayrıca ərazidir."""
comparability = """
Burada hesablanan dəyişmələr bildirilmiş göstəriciləri müqayisə edir, qiymət dəyişməsi nəzərə alınmır. Dərc
edilmiş artım ayrıca verilir, çünki mənbələri onun nominal, yoxsa real olduğunu göstərmir. İllik yekuna
uyğunlaşdırılmış aylıq göstəricilər yalnız ilə yenidən baxan illik göstərici (fci_annual), real aylıq
göstəricilər yalnız hər iqtisadi rayon üçün qiymət indeksi (fci_price_index) verildikdə var: bunlarsız heç
biri yoxdur və heç bir səviyyə başqasına görə miqyaslanmır və ya deflyasiya edilmir. İqtisadi rayonların
real göstəricilərinin cəmi ölkəninkinə bərabər deyil; fərq dərc edilir və bölüşdürülmür. İstifadə edilə
bilən öz göstəricisi olmayan iqtisadi rayonun və ya ölkənin göstəricisi kimi, hissələrinin hər birinin həmin
dövr üzrə göstəricisi olduqda, onların cəmi verilir."""
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır. ytd(y, m) məlum olduqdan sonra ytd(y, m−1) göstəricisinə yenidən baxıldıqda başqa
qayda üzrə aylıq göstərici onun yanında verilir. Göstəricilərə hansı aylarda və nə qədər yenidən baxıldığı
əvvəlcədən elan edilir; bundan artıq yenidən baxış səbəbi göstərilənədək buraxılışı saxlayır. Mövsümi
dəyişmələrdən təmizlənmiş göstəricilər və trend-tsikl bütün sıra üzrə qiymətləndirilir: hər yeni ay əvvəlki
ayları, ən çox da sonuncunu dəyişir. Model və filtrlər ildə bir dəfə nəzərdən keçirilir. Yeni illik
göstərici yanındakı illərin illik yekuna uyğunlaşdırılmış aylıq göstəricilərini və ondan sonra
ekstrapolyasiya edilənləri dəyişir."""

[ru]
title = "Инвестиции в основной капитал"
definition = """
Расходы на приобретение, создание и обновление основных фондов на территории: как сообщено с января до конца
месяца (с начала года, нарастающим итогом), а также только за месяц, если он указан или известны показатели
двух месяцев подряд."""
formula = """
flow(y, m) = ytd(y, m) − ytd(y, m−1): оба – по последним данным либо оба – в том виде, в каком они были
известны одновременно, если это объявлено для ряда, либо как указано источником; изменение = 100 (x(t) /
x(t−12) − 1); изменение показателя за месяц к предыдущему месяцу = 100 (x(t) / x(t−1) − 1), для показателей
за месяц как есть и с сезонной корректировкой; индекс к соответствующему периоду = 100 x(t) / x(t−12), по
стране; эффект месяца = 100 (x(t) − x(t−1)) / x(t−12), эффект базы = остальная часть изменения индекса
показателей за месяц с предыдущего месяца; неявный дефлятор = 100 (V(t) / V(t−12)) / (1 + g(t) / 100), если
уровни V указаны как номинальные, а прирост g в процентах – как реальный; flow_benchmarked: из всех рядов,
сумма месяцев которых равна годовому показателю каждого года, тот, отношение которого к показателю за месяц
меняется от месяца к месяцу меньше всего, а после последнего такого года – показатель за месяц, умноженный
на последнее отношение; flow_real(m, y) = L(m, y) / V(y−1) A(y−1), где L – показатели за месяц, приведённые
к средним ценам года y−1, V – показатели года, A – его реальные показатели; flow_real_discrepancy: реальный
показатель страны за вычетом суммы показателей экономических районов"""
reference = """
МВФ, «Руководство по квартальным национальным счетам», 2017, гл. 6 (пропорциональный метод Дентона –
Шолетта) и гл. 8 (годовое перекрытие); ОЭСР, «Data and Metadata Reporting and Presentation Handbook», 2007;
сезонная корректировка и тренд-цикл: X-13ARIMA-SEATS, «ESS Guidelines on Seasonal Adjustment», 2024"""
unit = "миллионы, в валюте страны"
price_basis = """
Как указывает источник: номинально, реально или не указано; эти три никогда не приводятся в одном столбце.
flow_real – в средних ценах первого года ряда, по собственным индексам цен составителя. Ни один источник
прироста, указанного как реальный, не называет года, в ценах которого он рассчитан."""
coverage = """
Страна, её экономические районы, районы и города, а также их группы, как их перечисляет каждый источник.
Собственная группа территорий источника – отдельная территория."""
comparability = """
Рассчитанные здесь изменения сравнивают показатели в том виде, в каком они сообщены, без поправки на цены.
Опубликованный прирост приводится отдельно, так как его источники не указывают, номинальный он или реальный.
Показатели за месяц, приведённые к годовому итогу, есть только там, где получен годовой показатель,
пересматривающий год (fci_annual), реальные – только там, где получен индекс цен по каждому экономическому
району (fci_price_index): без них таких показателей нет, и ни один уровень не пересчитывается и не
дефлируется по другому. Реальные показатели экономических районов не суммируются в показатель страны;
разница публикуется и не распределяется. Для экономического района или страны без собственного показателя,
который может быть использован, приводится сумма показателей частей, если за этот период он есть у каждой из
них."""
revisions = """
Используется показатель, известный на дату состояния данных; более поздняя версия того же источника заменяет
его, и обе сохраняются. Если ytd(y, m−1) пересмотрен после того, как стал известен ytd(y, m), рядом
приводится показатель за месяц по другому правилу. Заранее объявлено, в каких месяцах и насколько
пересматриваются показатели; пересмотр сверх этого задерживает выпуск, пока не указана причина. Показатели с
сезонной корректировкой и тренд-цикл оцениваются по всему ряду: каждый новый месяц меняет предыдущие, больше
всего последние. Модель и фильтры проверяются раз в год. Новый годовой показатель меняет приведённые к
годовому итогу показатели соседних лет и экстраполированные после него."""
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
        when measure_code = 'fci_annual' then 'year'
        when measure_code = 'fci_price_index' then 'price_index'
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
    kind = 'observation'
    and breakdown = '_T'
    and (
        (measure_code = 'fci' and quantity = 'level' and period_kind in ('ytd', 'month'))
        or (measure_code = 'fci' and quantity = 'growth' and period_kind = 'ytd')
        or (measure_code = 'fci_annual' and quantity = 'level' and period_kind = 'year')
        or (measure_code = 'fci_price_index' and quantity = 'level' and period_kind = 'month')
    )
qualify row_number() over (
    partition by
        measure_code, quantity, territory_id, price_basis, unit_code, period_start, period_end, transformation
    order by reason_code = 'sum_of_members' asc, period_kind desc, inputs asc
) = 1
