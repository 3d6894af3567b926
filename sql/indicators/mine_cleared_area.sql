/*
title = "Area cleared of mines"
definition = """
Area reported as cleared in a week, a month, a year, or in all up to a date. The four stand apart."""
formula = """
none: a week that straddles two months is not split, and weeks are summed only where they tile a month"""
reference = "IMAS 05.10, Information management for mine action"
unit = "Hectares"
nature = "flow"
default = "reported"
owners = ["methods"]
price_basis = "Not applicable: an area"
coverage = """
Groups of districts as each source lists them, with their members where these are stated."""
comparability = """
Coverage is that of each source's own list of districts."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Minalardan təmizlənmiş sahə"
definition = """
Bir həftədə, ayda, ildə və ya müəyyən tarixədək cəmi təmizləndiyi bildirilən sahə. Bu dörd göstərici
ayrı-ayrı verilir."""
reference = """
Minaəleyhinə fəaliyyət üzrə beynəlxalq standartlar, IMAS 05.10, «Information management for mine action»"""
unit = "Hektar"
coverage = "Hər mənbənin sadaladığı kimi rayon qrupları, göstərildikdə tərkibi ilə."
comparability = "Əhatə hər mənbənin öz rayon siyahısının əhatəsidir."
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Площадь, очищенная от мин"
definition = """
Площадь, об очистке которой сообщено за неделю, месяц, год или всего на указанную дату. Эти четыре
показателя приводятся раздельно."""
reference = """
Международные стандарты противоминной деятельности, IMAS 05.10, «Information management for mine action»"""
unit = "Гектары"
coverage = "Группы районов, как их перечисляет каждый источник, с их составом, если он указан."
comparability = "Охват – тот, который задаёт собственный перечень районов каждого источника."
revisions = """
Используется показатель, известный на дату состояния данных; более поздняя версия того же источника заменяет
его, и обе сохраняются."""
*/
with
figure as (
    select
        total.*,
        case when total.breakdown = '_T' then '' else total.breakdown || ';' end as kinds,
        case total.period_kind
            when 'month' then 'span=month'
            when 'ytd' then 'span=year_to_date'
            when 'year' then 'span=year'
            when 'week' then 'week=' || cast(total.period_start as varchar)
            else 'span=running_total'
        end as covered
    from core.total as total
    where
        total.measure_code in ('mine_cleared_area', 'mine_cleared_area_to_date')
        and total.kind = 'observation'
        and total.quantity = 'level'
        and total.period_end is not null
)

select
    territory_id,
    kinds || covered as breakdown,
    period,
    period_start,
    period_end,
    reference_date,
    'reported' as transformation,
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
    partition by territory_id, kinds, covered, period
    order by period_end desc, known_on desc, inputs asc
) = 1
