/*
title = "Annual figure of investment less its year to date"
definition = """
What the annual figure of a year, which revises it as a whole, differs by from the year to date that was
reported for its last month: the sum of the months as reported."""
formula = "difference(y) = annual figure(y) − ytd(y, December)"
reference = "IMF Quarterly National Accounts Manual 2017, ch. 6"
unit = "million, in the office's currency"
nature = "flow"
default = "difference"
owners = ["methods"]
price_basis = "As of the two figures, which have the same"
coverage = """
Territories and years with both figures. An office that delivers no annual figures (measure fci_annual) has
none."""
comparability = """
The annual figure can rest on other reports than the months. Neither figure is changed: months that sum to the
annual figure stand apart, as benchmarked flows."""
revisions = """
The figures known on the as-of day are used; a later version by the same source replaces them, and all
stay."""

[az]
title = "İnvestisiyanın illik göstəricisi ilə ilin əvvəlindən olan göstəricisinin fərqi"
definition = """
İlə bütövlükdə yenidən baxan illik göstəricinin ilin son ayı üçün bildirilmiş, ilin əvvəlindən olan
göstəricidən, yəni bildirilmiş ayların cəmindən fərqi."""
formula = "fərq(y) = illik göstərici(y) − ilin əvvəlindən(y, dekabr)"
reference = "BVF, «Quarterly National Accounts Manual», 2017, 6-cı fəsil"
unit = "milyon, ölkənin valyutası ilə"
price_basis = "İki göstəricinin eyni olan qiymət əsası"
coverage = """
Hər iki göstəricisi olan ərazilər və illər. İllik göstərici (fci_annual) təqdim edilməyən idarədə yoxdur."""
comparability = """
İllik göstərici aylardan başqa hesabatlara əsaslana bilər. Göstəricilərin heç biri dəyişdirilmir: cəmi illik
göstəriciyə bərabər olan aylar ayrıca, uyğunlaşdırılmış aylıq göstəricilər kimi verilir."""
revisions = """
Məlumatların tarixinə məlum olan göstəricilər istifadə edilir; eyni mənbənin sonrakı versiyası onları əvəz
edir, hamısı saxlanılır."""

[ru]
title = "Годовой показатель инвестиций за вычетом показателя с начала года"
definition = """
На сколько годовой показатель, пересматривающий год в целом, отличается от показателя с начала года,
сообщённого за его последний месяц, то есть от суммы месяцев."""
formula = "разница(y) = годовой показатель(y) − с начала года(y, декабрь)"
reference = "МВФ, «Руководство по квартальным национальным счетам», 2017, гл. 6"
unit = "миллионы, в валюте страны"
price_basis = "Одинаковая основа цен двух показателей"
coverage = """
Территории и годы, для которых есть оба показателя. У ведомства, которому годовые показатели (fci_annual) не
предоставляются, их нет."""
comparability = """
Годовой показатель может опираться на другие отчёты, чем месяцы. Ни один показатель не изменяется: месяцы,
дающие в сумме годовой показатель, приводятся отдельно."""
revisions = """
Используются показатели, известные на дату состояния данных; более поздняя версия того же источника заменяет
их, и все сохраняются."""
*/
with
figure as (
    select *
    from core.total
    where
        kind = 'observation'
        and quantity = 'level'
        and breakdown = '_T'
        and (
            (measure_code = 'fci_annual' and period_kind = 'year')
            or (measure_code = 'fci' and period_kind = 'ytd')
        )
    qualify row_number() over (
        partition by measure_code, territory_id, price_basis, unit_code, period_start, period_end
        order by reason_code = 'sum_of_members' asc, inputs asc
    ) = 1
)

select
    annual.territory_id,
    annual.breakdown,
    annual.period,
    annual.price_basis,
    annual.period_start,
    annual.period_end,
    annual.reference_date,
    'difference' as transformation,
    cast(annual.value - reported.value as decimal(38, 10)) as value,
    cast(annual.half_width + reported.half_width as decimal(38, 10)) as half_width,
    annual.unit_code,
    greatest(annual.evidence_grade, reported.evidence_grade) as evidence_grade,
    greatest(annual.obs_status, reported.obs_status) as obs_status,
    cast(1 as bigint) as n_src,
    annual.revised or reported.revised as revised,
    list_sort(list_concat(annual.inputs, reported.inputs)) as inputs
from figure as annual
inner join figure as reported
    on
        annual.territory_id = reported.territory_id
        and annual.price_basis = reported.price_basis
        and annual.unit_code = reported.unit_code
        and annual.period_start = reported.period_start
        and annual.period_end = reported.period_end
where
    annual.measure_code = 'fci_annual'
    and reported.measure_code = 'fci'
    -- What one of them bounds from one side alone has no difference to print.
    and coalesce(annual.qualifier, '') = ''
    and coalesce(reported.qualifier, '') = ''
