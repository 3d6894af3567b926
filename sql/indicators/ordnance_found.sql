/*
title = "Mines and other explosive items found"
definition = """
Anti-tank mines, anti-personnel mines and other explosive items reported as found in a week, a month or a
year, by kind."""
formula = """
none: a week that straddles two months is not split, and weeks are summed only where they tile a month"""
reference = "IMAS 05.10, Information management for mine action"
unit = "Items"
nature = "flow"
default = "reported"
owners = ["methods"]
price_basis = "Not applicable: a count"
coverage = """
Groups of districts as each source lists them, with their members where these are stated."""
comparability = """
Coverage is that of each source's own list of districts."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Aşkar edilmiş minalar və digər partlayıcı əşyalar"
definition = """
Bir həftədə, ayda və ya ildə aşkar edildiyi bildirilən tank əleyhinə minalar, piyada əleyhinə minalar və
digər partlayıcı əşyalar, növ üzrə."""
reference = """
Minaəleyhinə fəaliyyət üzrə beynəlxalq standartlar, IMAS 05.10, «Information management for mine action»"""
unit = "Ədəd"
coverage = "Hər mənbənin sadaladığı kimi rayon qrupları, göstərildikdə tərkibi ilə."
comparability = "Əhatə hər mənbənin öz rayon siyahısının əhatəsidir."
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Обнаруженные мины и другие взрывоопасные предметы"
definition = """
Противотанковые мины, противопехотные мины и другие взрывоопасные предметы, об обнаружении которых сообщено
за неделю, месяц или год, по видам."""
reference = """
Международные стандарты противоминной деятельности, IMAS 05.10, «Information management for mine action»"""
unit = "Штуки"
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
        total.measure_code = 'ordnance_found'
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
