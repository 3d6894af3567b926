/*
title = "Reported to date beside the planned figure"
definition = """
For each plan with a figure of the same territory and unit reported since: that figure as per cent of the
planned one and, where the plan rests on a phase with a first day, the reported figure divided by the
calendar months from that day to the figure's own. It is arithmetic: no forecast and no assessment."""
formula = """
share = 100 × reported to date / planned, with the interval that both printed precisions allow, a count of
whole units stated to the unit being exact; of a plan of
'at least' it is at most so much, of one of 'about' about so much, and where both are bounds on the same side
there is none;
pace = reported to date / calendar months from the first of the phase to the figure's month, both counted"""
reference = """
interval division, R. E. Moore, Interval Analysis, 1966; OC4IDS, Open Contracting for Infrastructure Data
Standard, for the terms"""
unit = "%, and units a month"
nature = "ratio"
default = "share"
derive = ["pace", "share"]
owners = ["methods"]
price_basis = "Not applicable: a ratio of counts or areas"
coverage = """
Plans whose own territory has a reported figure of the same unit. A source's own group of territories is
never taken for another one."""
comparability = """
Plan and report can come from different sources, each with its own way of counting. The reported figure is a
running total; groups that moved and weekly figures are not added up to one."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Göstərilən tarixədək bildirilən göstərici plan göstəricisi ilə yanaşı"
definition = """
Sonradan eyni ərazi və vahid üzrə göstəricisi bildirilən hər bir plan üçün: həmin göstəricinin plana nisbəti
faizlə və, plan ilk günü məlum olan mərhələyə əsaslandıqda, bildirilən göstəricinin həmin gündən
göstəricinin öz ayınadək təqvim aylarının sayına nisbəti. Bu, hesab əməlidir; nə proqnoz, nə də
qiymətləndirmədir."""
formula = """
pay = 100 × göstərilən tarixədək bildirilən / plan, hər iki yazılmış dəqiqliyin imkan verdiyi intervalla,
vahidinədək verilmiş tam vahidlərin sayı isə dəqiqdir; plan «ən azı» ilə verildikdə pay ən çoxu, «təxminən»
ilə verildikdə təxminən bu qədərdir, hər ikisi eyni tərəfdən hədd olduqda pay verilmir; temp = göstərilən
tarixədək bildirilən / mərhələnin birinci ayından göstəricinin ayınadək təqvim ayları, hər ikisi daxil
olmaqla"""
reference = """
intervalların bölünməsi, R. E. Moore, «Interval Analysis», 1966; OC4IDS, «Open Contracting for
Infrastructure Data Standard», terminlər üçün"""
unit = "%, habelə ayda vahid"
coverage = """
Öz ərazisinin eyni vahidlə bildirilmiş göstəricisi olan planlar. Mənbənin öz ərazi qrupu heç vaxt başqası
kimi götürülmür."""
comparability = """
Plan və bildirilən göstərici hər biri öz sayma qaydası olan müxtəlif mənbələrdən ola bilər. Bildirilən
göstərici yığılmış yekundur; köçən qruplar və həftəlik göstəricilər toplanıb yekun edilmir."""
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Сообщённые показатели рядом с плановыми"
definition = """
Для каждого плана, после которого сообщён показатель той же территории и единицы: этот показатель в
процентах от планового и, если план опирается на этап с первым днём, сообщённый показатель, делённый на
число календарных месяцев от этого дня до месяца показателя. Это арифметика, а не прогноз и не оценка."""
formula = """
доля = 100 × сообщённый на дату показатель / план, с интервалом, который допускает точность обоих
напечатанных чисел, причём число целых единиц, указанное до единицы, точное; если план указан как «не менее»,
доля не превышает рассчитанной, если как «около» – она приблизительна, а если оба числа – границы с одной
стороны, доля не приводится; темп = сообщённый на дату показатель / число календарных месяцев от первого
месяца этапа до месяца показателя включительно"""
reference = """
деление интервалов, R. E. Moore, «Interval Analysis», 1966; OC4IDS, «Open Contracting for Infrastructure
Data Standard», в части терминов"""
unit = "%, а также единицы в месяц"
coverage = """
Планы, у территории которых есть сообщённый показатель в той же единице. Собственная группа территорий
источника никогда не принимается за другую."""
comparability = """
План и сообщённый показатель могут быть из разных источников, каждый со своим способом счёта. Сообщённый
показатель – накопленный итог; переехавшие группы и недельные показатели к нему не прибавляются."""
revisions = """
Используется показатель, известный на дату состояния данных; более поздняя версия того же источника заменяет
его, и обе сохраняются."""
*/
with
pair as (
    select
        listed.plan_code,
        listed.plan_breakdown,
        listed.outcome_code,
        listed.outcome_breakdown
    from (
        values
        ('target_families', '_T', 'resettled_families', '_T'),
        ('target_persons', '_T', 'resettled_persons', '_T'),
        ('target_settlements', '_T', 'settlements_resettled', '_T'),
        ('target_dwellings', '_T', 'dwellings', 'status=completed'),
        ('target_mine_cleared_area', '_T', 'mine_cleared_area_to_date', '_T'),
        ('dwellings', 'status=planned', 'dwellings', 'status=completed'),
        ('bridges', 'status=planned', 'bridges', 'status=completed'),
        ('tunnels', 'status=planned', 'tunnels', 'status=completed'),
        ('road_projects', 'status=planned', 'road_projects', 'status=completed')
    ) as listed (plan_code, plan_breakdown, outcome_code, outcome_breakdown)
),

planned as (
    select
        plan.*,
        pair.outcome_code,
        pair.outcome_breakdown,
        phase.starts_on as phase_start,
        row_number() over (
            partition by plan.measure_code, plan.territory_id, plan.breakdown, plan.due_on
            order by plan.known_on desc, plan.transformation desc, plan.inputs asc
        ) as place
    from core.stated as plan
    inner join pair on plan.measure_code = pair.plan_code and plan.breakdown = pair.plan_breakdown
    left join reference.target_basis as basis
        on plan.measure_code = basis.measure_code and plan.kind = 'target'
    left join reference.programme_phase as phase on basis.phase_id = phase.phase_id
    where
        plan.kind in ('plan', 'target', 'schedule')
        and plan.value > 0
        and (plan.reference_date is null or plan.reference_date <= $month_end)
),

reported as (
    select total.*
    from core.total as total
    where
        total.kind = 'observation'
        and total.quantity = 'level'
        and total.period_end is not null
        and total.period_end <= $month_end
),

matched as (
    select
        planned.territory_id,
        'measure=' || planned.measure_code as plan,
        coalesce('due=' || cast(planned.due_on as varchar) || ';', '') as due,
        planned.due_on,
        planned.phase_start,
        planned.value as planned_value,
        -- A count of whole units that is stated to the unit has nothing that was rounded away.
        case
            when unit.decimals = '0' and planned.half_width <= 0.5 and coalesce(planned.qualifier, '') = ''
                then cast(0 as decimal(38, 10))
            else planned.half_width
        end as planned_half_width,
        planned.qualifier in ('at_least', 'more_than') as is_planned_or_more,
        planned.qualifier in ('up_to', 'less_than') as is_planned_or_less,
        planned.qualifier in ('about', 'almost') as is_planned_about,
        planned.inputs as planned_inputs,
        reported.value as reported_value,
        case
            when unit.decimals = '0' and reported.step <= 1 and coalesce(reported.qualifier, '') = ''
                then cast(0 as decimal(38, 10))
            else reported.half_width
        end as reported_half_width,
        reported.qualifier as reported_qualifier,
        reported.inputs as reported_inputs,
        reported.period_start,
        reported.period_end,
        reported.unit_code,
        greatest(planned.evidence_grade, reported.evidence_grade) as evidence_grade,
        greatest(planned.obs_status, reported.obs_status) as obs_status,
        planned.revised or reported.revised as revised
    from planned
    inner join reported
        on
            planned.outcome_code = reported.measure_code
            and planned.outcome_breakdown = reported.breakdown
            and planned.territory_id = reported.territory_id
            and planned.unit_code = reported.unit_code
            and planned.place = 1
    left join reference.unit as unit on reported.unit_code = unit.unit_code
    left join reference.territory as territory on planned.territory_id = territory.territory_id
    -- Two sources that do not say which territories their groups have may not mean the same ones.
    where territory.coverage is distinct from 'not_stated' or planned.source_id = reported.source_id
    qualify row_number() over (
        partition by planned.territory_id, planned.measure_code, planned.due_on
        order by
            reported.period_end desc,
            reported.period_start desc,
            reported.known_on desc,
            reported.inputs asc
    ) = 1
),

arithmetic as (
    select
        'share' as transformation,
        matched.reported_value as part,
        matched.planned_value as whole,
        matched.reported_half_width as part_half_width,
        matched.planned_half_width as whole_half_width,
        'PCT' as unit,
        case
            when matched.is_planned_about then 'about'
            when matched.is_planned_or_more then 'up_to'
            when matched.is_planned_or_less and matched.reported_qualifier <> 'more_than' then 'at_least'
            else matched.reported_qualifier
        end as said,
        list_concat(matched.reported_inputs, matched.planned_inputs) as made_of,
        matched.*
    from matched
    where
        not (matched.is_planned_or_more and matched.reported_qualifier in ('at_least', 'more_than'))
        and not (matched.is_planned_or_less and matched.reported_qualifier in ('up_to', 'less_than'))
    union all
    select
        'pace' as transformation,
        matched.reported_value as part,
        cast(
            (year(matched.period_end) - year(matched.phase_start)) * 12
            + month(matched.period_end) - month(matched.phase_start) + 1
            as decimal(38, 10)
        ) as whole,
        matched.reported_half_width as part_half_width,
        cast(0 as decimal(38, 10)) as whole_half_width,
        matched.unit_code as unit,
        matched.reported_qualifier as said,
        matched.reported_inputs as made_of,
        matched.*
    from matched
    where matched.phase_start <= matched.period_end
)

select
    territory_id,
    due || plan as breakdown,
    cast(date_trunc('month', period_end) as date) as period,
    period_start,
    period_end,
    period_end as reference_date,
    due_on,
    transformation,
    cast(null as decimal(38, 10)) as value,
    part,
    whole,
    part_half_width,
    whole_half_width,
    unit as unit_code,
    said as qualifier,
    evidence_grade,
    cast(1 as bigint) as n_src,
    revised,
    obs_status,
    made_of as inputs
from arithmetic
