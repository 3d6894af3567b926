/*
title = "Sums of parts named in findings"
definition = """
The sum of the parts where a source's parts and their total do not agree, with the places of the finest of
them, beside the total that the source states; lo and hi are the ends that all printed places allow.
These cells are for the table of figures that could not be confirmed and are in no total, chart or main
point."""
formula = "sum of the parts that the rule names, as the source states them"
reference = "XBRL Calculations 1.1, for the interval of a sum of rounded figures"
unit = "as stated"
nature = "register"
default = "sum"
owners = ["methods"]
price_basis = "As the source of each figure states it"
coverage = """
Every figure that a finding names."""
comparability = """
Parts of one source for one territory and period."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Qeydlərdə adı çəkilən hissələrin cəmi"
definition = """
Mənbədə hissələr və onların yekunu uyğun gəlmədikdə hissələrin cəmi, ən dəqiq hissənin onluq yerləri ilə,
mənbənin göstərdiyi yekunla yanaşı; lo və hi yazılmış yerlərin imkan verdiyi aşağı və yuxarı hədlərdir. Bu
xanalar təsdiqlənməmiş göstəricilər cədvəli üçündür; yekunlara, qrafiklərə və əsas məqamlara daxil deyil."""
formula = "qaydanın adını çəkdiyi hissələrin cəmi, mənbənin göstərdiyi kimi"
reference = "«XBRL Calculations» 1.1, yuvarlaqlaşdırılmış ədədlərin cəminin intervalı üçün"
unit = "göstərildiyi kimi"
price_basis = "Hər bir göstəricinin mənbəyinin göstərdiyi kimi"
coverage = "Qeyddə adı çəkilən hər bir göstərici."
comparability = "Bir ərazi və dövr üzrə bir mənbənin hissələri."
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Суммы частей, названных в замечаниях"
definition = """
Сумма частей, если части источника и их итог не согласуются, с числом знаков самой точной из них, рядом с
итогом, который указывает источник; нижняя (lo) и верхняя (hi) границы – те, которые допускают все
напечатанные знаки. Эти ячейки предназначены для таблицы неподтверждённых показателей и не входят в итоги,
графики и основные положения."""
formula = "сумма частей, которые называет правило, как их указывает источник"
reference = "«XBRL Calculations» 1.1, в части интервала суммы округлённых чисел"
unit = "как указано"
price_basis = "Как указывает источник каждого показателя"
coverage = "Каждый показатель, который называет замечание."
comparability = "Части одного источника для одной территории и одного периода."
revisions = """
Используется показатель, известный на дату состояния данных; более поздняя версия того же источника заменяет
его, и обе сохраняются."""
*/
with
-- Of figures that a decision keeps out: what was found before it was made.
answered as (
    select distinct named.finding_id
    from core.finding_input as named
    inner join core.decision as decision on named.obs_id = decision.obs_id
    where
        named.role = 'tested'
        and decision.action <> 'accept'
        and decision.changes <> ''
),

tested as (
    select
        finding.finding_id,
        rule.parts,
        latest.*
    from core.finding as finding
    inner join reference.rule as rule on finding.rule_id = rule.rule_id and rule.kind = 'balance'
    inner join core.finding_input as named on finding.finding_id = named.finding_id and named.role = 'tested'
    inner join core.latest as latest on named.obs_id = latest.obs_id
    left join answered on finding.finding_id = answered.finding_id
    where answered.finding_id is null
),

whole as (
    select *
    from tested
    where not list_contains(parts, breakdown)
),

part as (
    select *
    from tested
    where list_contains(parts, breakdown)
)

select
    whole.territory_id,
    cast(date_trunc('month', whole.period_end) as date) as period,
    'parts_of=' || whole.obs_id as breakdown,
    'sum' as transformation,
    whole.period_start,
    whole.period_end,
    whole.period_end as reference_date,
    sum(part.value) as value,
    cast(min(part.step) * 0.5 as decimal(38, 10)) as half_width,
    cast(sum(part.value) - sum(part.step) * 0.5 as decimal(38, 10)) as lo,
    cast(sum(part.value) + sum(part.step) * 0.5 as decimal(38, 10)) as hi,
    whole.unit_code,
    max(part.known_on) as known_on,
    max(part.evidence_grade) as evidence_grade,
    cast(1 as bigint) as n_src,
    bool_or(part.revised) as revised,
    'U' as obs_status,
    list_sort(list(part.obs_id)) as inputs
from whole
inner join part on whole.finding_id = part.finding_id
group by whole.territory_id, whole.obs_id, whole.period_start, whole.period_end, whole.unit_code
