/*
title = "Persons per family"
definition = """
Persons divided by families of one source for the same territory and date, of running totals and of
targets."""
formula = "persons / families"
reference = "EGRISS International Recommendations on Refugee Statistics 2018, for the terms"
unit = "persons per family"
nature = "ratio"
default = "ratio"
derive = ["ratio"]
owners = ["methods"]
price_basis = "Not applicable: a ratio of counts"
coverage = """
The settlements, districts and groups of them that sources state figures for; those without are not shown."""
comparability = """
Both counts come from one source and one date."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Bir ailəyə düşən şəxslər"
definition = """
Eyni ərazi və tarix üzrə bir mənbənin verdiyi şəxslərin sayının ailələrin sayına nisbəti; yığılmış yekunlar
və plan göstəriciləri üzrə."""
formula = "şəxslər / ailələr"
reference = "EGRISS, «International Recommendations on Refugee Statistics», 2018, terminlər üçün"
unit = "bir ailəyə nəfər"
coverage = """
Mənbələrin göstərici verdiyi yaşayış məntəqələri, rayonlar və onların qrupları; göstəricisi olmayanlar
verilmir."""
comparability = "Hər iki say bir mənbədən və bir tarixdəndir."
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Число лиц на семью"
definition = """
Число лиц, делённое на число семей, по одному источнику, для той же территории и даты; для накопленных
итогов и для плановых показателей."""
formula = "лица / семьи"
reference = "EGRISS, «International Recommendations on Refugee Statistics», 2018, в части терминов"
unit = "человек на семью"
coverage = """
Населённые пункты, районы и их группы, для которых источники указывают показатели; остальные не
приводятся."""
comparability = "Оба числа взяты из одного источника и относятся к одной дате."
revisions = """
Используется показатель, известный на дату состояния данных; более поздняя версия того же источника заменяет
его, и обе сохраняются."""
*/
with
pair as (
    select
        persons.territory_id,
        case
            when persons.measure_code = 'resettled_persons' then 'basis=resettled'
            when persons.measure_code = 'target_persons' then 'basis=target'
            when persons.period_start = persons.period_end
                then 'basis=moved;on=' || cast(persons.period_end as varchar)
            else
                'basis=moved;from=' || cast(persons.period_start as varchar)
                || ';to=' || cast(persons.period_end as varchar)
        end as breakdown,
        persons.period,
        persons.period_start,
        persons.period_end,
        persons.reference_date,
        persons.due_on,
        persons.value as part,
        families.value as whole,
        greatest(persons.evidence_grade, families.evidence_grade) as evidence_grade,
        greatest(persons.obs_status, families.obs_status) as obs_status,
        least(persons.n_src, families.n_src) as n_src,
        persons.revised or families.revised as revised,
        greatest(persons.known_on, families.known_on) as known_on,
        list_concat(persons.inputs, families.inputs) as inputs
    from core.total as persons
    inner join core.total as families
        on
            persons.territory_id = families.territory_id
            and persons.breakdown = families.breakdown
            and persons.period is not distinct from families.period
            and persons.period_end is not distinct from families.period_end
            and persons.period_start is not distinct from families.period_start
            and persons.due_on is not distinct from families.due_on
            and replace(persons.measure_code, '_persons', '_families') = families.measure_code
            and persons.source_id = families.source_id
    where
        persons.measure_code in ('resettled_persons', 'moved_persons', 'target_persons')
        and persons.quantity = 'level'
        and families.quantity = 'level'
        and persons.period is not null
        and (persons.measure_code = 'target_persons' or persons.period_end is not null)
)

select
    territory_id,
    breakdown,
    period,
    period_start,
    period_end,
    reference_date,
    due_on,
    'ratio' as transformation,
    cast(null as decimal(38, 10)) as value,
    part,
    whole,
    'PERSON_PER_FAMILY' as unit_code,
    evidence_grade,
    n_src,
    revised,
    obs_status,
    inputs
from pair
qualify row_number() over (
    partition by territory_id, breakdown, period
    order by period_end desc, known_on desc, inputs asc
) = 1
