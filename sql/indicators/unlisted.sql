/*
title = "Figures that no code list knows"
definition = """
Figures whose source, label, place or unit is in no code list, with the value as delivered, in the unit and
for the territory as written: the code _U stands for both. They are for the table of figures that could not
be confirmed and are in no total, chart or main point."""
formula = "none: as delivered"
reference = "SDMX cross-domain code list, _U for unknown; SDMX CL_OBS_STATUS"
unit = "as written"
nature = "register"
default = "unlisted"
owners = ["methods"]
price_basis = "As the source of each figure states it"
coverage = """
Every delivered figure that no code list knows."""
comparability = """
None: what the figure is of is not known to the code lists."""
revisions = """
A figure leaves this list when its label, place or unit enters the code lists."""

[az]
title = "Heç bir kod siyahısında olmayan göstəricilər"
definition = """
Mənbəyi, adı, yeri və ya vahidi heç bir kod siyahısında olmayan göstəricilər: göstərici alındığı kimi, vahid
və ərazi yazıldığı kimi verilir, hər ikisinin kodu _U-dur. Onlar təsdiqlənməmiş göstəricilər cədvəli
üçündür; yekunlara, qrafiklərə və əsas məqamlara daxil deyil."""
reference = "SDMX-in sahələrarası kodlar siyahısı, _U – məlum deyil; SDMX, CL_OBS_STATUS kodlar siyahısı"
unit = "yazıldığı kimi"
price_basis = "Hər bir göstəricinin mənbəyinin göstərdiyi kimi"
coverage = "Heç bir kod siyahısında olmayan hər bir alınmış göstərici."
comparability = "Müqayisə edilə bilməz: göstəricinin nəyə aid olduğu kod siyahılarından məlum deyil."
revisions = """
Göstəricinin adı, yeri və ya vahidi kod siyahılarına daxil edildikdə göstərici bu siyahıdan çıxır."""

[ru]
title = "Показатели, которых нет ни в одном списке кодов"
definition = """
Показатели, источник, название, место или единица которых не найдены ни в одном списке кодов: значение – как
получено, единица и территория – как записаны, обеим соответствует код _U. Они предназначены для таблицы
неподтверждённых показателей и не входят в итоги, графики и основные положения."""
reference = "сквозной список кодов SDMX, _U – неизвестно; SDMX, список кодов CL_OBS_STATUS"
unit = "как записано"
price_basis = "Как указывает источник каждого показателя"
coverage = "Каждый полученный показатель, которого нет ни в одном списке кодов."
comparability = """
Показатели несопоставимы: по спискам кодов нельзя установить, к чему относится каждый из них."""
revisions = """
Показатель исключается из этого перечня, когда его название, место или единица входят в списки кодов."""
*/
with
refused as (
    select distinct named.obs_id as figure_id
    from core.finding as finding
    inner join core.finding_input as named on finding.finding_id = named.finding_id and named.role = 'tested'
    where finding.sentence_code in ('unknown_source', 'unknown_label', 'unknown_territory', 'unknown_unit')
),

figure as (
    select
        delivered.*,
        try_cast(delivered.value_as_delivered as decimal(38, 10)) as value,
        try_cast(delivered.step_as_written as decimal(38, 10)) as step,
        coalesce(source.evidence_grade, 'D') as grade
    from raw.figure as delivered
    inner join refused on delivered.figure_id = refused.figure_id
    left join reference.source as source on delivered.source_id = source.source_id
)

select
    '_U' as territory_id,
    cast(date_trunc('month', coalesce(period_end, received_on)) as date) as period,
    'figure=' || figure_id as breakdown,
    'unlisted' as transformation,
    period_start,
    period_end,
    period_end as reference_date,
    value,
    step,
    '_U' as unit_code,
    coalesce(qualifier, '') as qualifier,
    received_on as known_on,
    grade as evidence_grade,
    cast(1 as bigint) as n_src,
    false as revised,
    'U' as obs_status,
    [figure_id] as inputs
from figure
where value is not null
