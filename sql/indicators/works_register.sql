/*
title = "Register of works"
definition = """
Single facts about works, facilities and what they cost, as each source states them, for measures that have
no series: the breakdown names the measure."""
formula = "none: a register of facts, which are not added"
reference = "OC4IDS, Open Contracting for Infrastructure Data Standard, for the terms"
unit = "as stated"
nature = "register"
default = "stated"
owners = ["methods"]
price_basis = "Not stated by the sources; amounts are in the currency that the source states"
coverage = """
The territory as a source states it, and single roads and places where it states a figure for them."""
comparability = """
Each fact stands alone. Counts of different things, and plans and observations, are not comparable."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "İşlərin reyestri"
definition = """
İşlər, obyektlər və onların dəyəri haqqında ayrı-ayrı faktlar, hər mənbənin göstərdiyi kimi, sırası olmayan
ölçülər üçün: bölgü ölçünün adını göstərir."""
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», terminlər üçün"
unit = "göstərildiyi kimi"
price_basis = "Mənbələr göstərmir; məbləğlər mənbənin göstərdiyi valyuta ilədir"
coverage = "Mənbənin göstərdiyi ərazi, habelə mənbənin göstərici verdiyi ayrı-ayrı yollar və yerlər."
comparability = """
Hər bir fakt ayrıca verilir. Müxtəlif əşyaların sayı, planlar və müşahidələr müqayisə edilə bilməz."""
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Реестр работ"
definition = """
Отдельные факты о работах, объектах и их стоимости, как указывает каждый источник, для измерений, у которых
нет ряда: разбивка называет измерение."""
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», в части терминов"
unit = "как указано"
price_basis = "Источниками не указаны; суммы – в валюте, которую указывает источник"
coverage = """
Территория, указанная источником, а также отдельные дороги и места, для которых источник указывает
показатель."""
comparability = """
Каждый факт приводится отдельно. Числа разных предметов, а также планы и наблюдения несопоставимы."""
revisions = """
Используется показатель, известный на дату состояния данных; более поздняя версия того же источника заменяет
его, и обе сохраняются."""
*/
with
figure as (
    select
        total.*,
        'measure=' || total.measure_code
        || case when total.breakdown = '_T' then '' else ';' || total.breakdown end
        -- A plan whose day is not that by which it is due says nowhere else that it is one.
        || case
            when total.kind <> 'observation' and total.due_on is null and total.breakdown not like '%status=%'
                then ';status=planned'
            else ''
        end as fact
    from core.total as total
    where
        total.measure_code in (
            'airports', 'culverts', 'dwelling_area', 'dwellings_provided', 'foundation_stones_laid',
            'non_residential_buildings', 'objects_opened', 'passages', 'programme_spent_to_date',
            'projects_executed', 'railway_complete', 'residential_quarters', 'road_projects',
            'school_projects', 'site_sections', 'viaducts', 'works_cost'
        )
        and total.quantity = 'level'
        and total.period is not null
)

select
    territory_id,
    fact as breakdown,
    period,
    period_start,
    period_end,
    reference_date,
    due_on,
    'stated' as transformation,
    value,
    half_width,
    unit_code,
    qualifier,
    evidence_grade,
    n_src,
    revised,
    obs_status,
    inputs
from figure
qualify row_number() over (
    partition by territory_id, fact, period
    order by kind asc, period_end desc, known_on desc, inputs asc
) = 1
