/*
title = "Dwellings by status and type"
definition = """
Dwellings planned, under way, scheduled for a year or reported completed, by type where the source gives
one. Planned, scheduled and completed are separate measures; planned less the sum of its stages is the row
unscheduled."""
formula = "unscheduled = planned − completed − scheduled"
reference = "OC4IDS, Open Contracting for Infrastructure Data Standard, for the terms"
unit = "Dwellings"
nature = "stock"
default = "stock"
owners = ["methods"]
price_basis = "Not applicable: a count"
coverage = """
The settlements, districts and groups of them that sources state figures for; those without are not shown."""
comparability = """
Houses, apartments and homes are dwellings. Statements that leave open whether a figure is additional or a
running total are not added."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Vəziyyət və növ üzrə mənzillər"
definition = """
Planlaşdırılan, tikilməkdə olan, ili müəyyən edilmiş və ya tamamlandığı bildirilən mənzillər, mənbə növünü
göstərdikdə növ üzrə. Planlaşdırılan, qrafik üzrə və tamamlanmış mənzillər ayrı-ayrı göstəricilərdir;
plandan mərhələlərin cəmi çıxıldıqda qalan «qrafiksiz» sətridir."""
formula = "qrafiksiz = plan − tamamlanmış − qrafik üzrə"
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», terminlər üçün"
unit = "Mənzil"
coverage = """
Mənbələrin göstərici verdiyi yaşayış məntəqələri, rayonlar və onların qrupları; göstəricisi olmayanlar
verilmir."""
comparability = """
Fərdi evlər də mənzil sayılır. Göstəricinin əlavə, yoxsa yığılmış yekun olduğu aydın olmayan
bildirişlər toplanmır."""
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Жилища по состоянию и виду"
definition = """
Жилища по плану, строящиеся, по графику с указанием года или завершённые, по сообщениям, по видам, если
источник их указывает. План, график и завершение – отдельные показатели; план за вычетом суммы этапов
составляет строку «без графика»."""
formula = "без графика = план − завершено − по графику"
reference = "OC4IDS, «Open Contracting for Infrastructure Data Standard», в части терминов"
unit = "Жилища"
coverage = """
Населённые пункты, районы и их группы, для которых источники указывают показатели; остальные не
приводятся."""
comparability = """
Индивидуальные дома и квартиры учитываются как жилища. Сообщения, из которых неясно, дополнительный это
показатель или накопленный итог, не суммируются."""
revisions = """
Используется показатель, известный на дату состояния данных; более поздняя версия того же источника заменяет
его, и обе сохраняются."""
*/
with
stated as (
    select
        total.*,
        case
            when total.due_on is null then total.breakdown
            else total.breakdown || ';due=' || cast(year(total.due_on) as varchar)
        end as stage
    from core.total as total
    where
        total.measure_code = 'dwellings'
        and total.quantity = 'level'
        and total.period is not null
),

unscheduled as (
    select
        planned.territory_id,
        planned.period,
        planned.period_start,
        planned.period_end,
        planned.reference_date,
        planned.unit_code,
        planned.value - sum(stated.value) as value,
        max(stated.evidence_grade) as evidence_grade,
        max(stated.obs_status) as obs_status,
        planned.revised or bool_or(stated.revised) as revised,
        list_concat(planned.inputs, list_sort(flatten(list(stated.inputs)))) as inputs
    from stated as planned
    inner join stated
        on
            planned.territory_id = stated.territory_id
            and planned.source_id = stated.source_id
            and planned.known_on = stated.known_on
            and (
                stated.breakdown = 'status=scheduled'
                or (stated.breakdown = 'status=completed' and planned.period = stated.period)
            )
    where planned.stage = 'status=planned'
    group by
        planned.territory_id, planned.period, planned.period_start, planned.period_end,
        planned.reference_date, planned.unit_code, planned.value, planned.revised, planned.inputs
    having max(stated.breakdown) = 'status=scheduled'
),

shown as (
    select
        territory_id,
        stage as breakdown,
        period,
        period_start,
        period_end,
        reference_date,
        due_on,
        'stock' as transformation,
        value,
        half_width,
        unit_code,
        qualifier,
        evidence_grade,
        n_src,
        revised,
        obs_status,
        inputs
    from stated
    qualify row_number() over (
        partition by territory_id, stage, period
        order by reference_date desc, known_on desc, inputs asc
    ) = 1
)

select * from shown
union all
select
    territory_id,
    'status=unscheduled' as breakdown,
    period,
    period_start,
    period_end,
    reference_date,
    cast(null as date) as due_on,
    'stock' as transformation,
    value,
    cast(0 as decimal(38, 10)) as half_width,
    unit_code,
    '' as qualifier,
    evidence_grade,
    cast(1 as bigint) as n_src,
    revised,
    obs_status,
    inputs
from unscheduled
