/*
title = "Construction and installation works as % of investment"
definition = """
The part of construction and installation works in investment in fixed capital of the same territory and
period. It is computed where one source gives both sums, and stands as published where that is more
precise or there is nothing else. A share of sums that are withheld is kept with the status U and is in no
table of results. A sum that the office corrects, or attributes to another period, is taken as it is used."""
formula = "100 × construction works / investment, with the interval that both printed precisions allow"
reference = "interval division, R. E. Moore, Interval Analysis, 1966"
unit = "%"
nature = "ratio"
default = "share"
derive = ["share"]
owners = ["methods"]
price_basis = "Of nominal sums, or of sums whose basis is not stated, of one source"
coverage = """
The country, its economic regions, districts and cities, and groups of them as each source lists them. A
source's own group of territories is a territory of its own."""
comparability = """
Numerator and denominator come from one source."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Tikinti-quraşdırma işlərinin investisiyada payı, %"
definition = """
Eyni ərazi və dövr üzrə əsas kapitala yönəldilmiş investisiyada tikinti-quraşdırma işlərinin payı. Bir mənbə
hər iki məbləği verdikdə hesablanır; dərc edilmiş pay daha dəqiq olduqda və ya başqa məlumat olmadıqda dərc
edildiyi kimi verilir. İstifadə edilməyən məbləğlərin payı U statusu ilə saxlanılır və nəticə cədvəllərinə
daxil edilmir. Tərtibçinin düzəltdiyi və ya başqa dövrə aid etdiyi məbləğ istifadə edildiyi kimi
götürülür."""
formula = """
100 × tikinti-quraşdırma işləri / investisiya, hər iki yazılmış dəqiqliyin imkan verdiyi intervalla"""
reference = "intervalların bölünməsi, R. E. Moore, «Interval Analysis», 1966"
unit = "%"
price_basis = "Bir mənbənin nominal və ya qiymətlərin əsası göstərilməyən məbləğləri üzrə"
coverage = """
Ölkə, onun iqtisadi rayonları, rayonları və şəhərləri, habelə hər mənbənin sadaladığı kimi onların qrupları.
Mənbənin öz ərazi qrupu ayrıca ərazidir."""
comparability = "Surət və məxrəc bir mənbədəndir."
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Доля строительно-монтажных работ в инвестициях, %"
definition = """
Доля строительно-монтажных работ в инвестициях в основной капитал той же территории и того же периода.
Рассчитывается, если один источник даёт обе суммы; приводится как опубликовано, если опубликованная доля
точнее или других данных нет. Доля сумм, которые не используются, хранится со статусом U и не входит в
таблицы результатов. Сумма, которую составитель исправил или отнёс к другому периоду, берётся в том виде, в
котором используется."""
formula = """
100 × строительно-монтажные работы / инвестиции, с интервалом, который допускает точность обоих напечатанных
чисел"""
reference = "деление интервалов, R. E. Moore, «Interval Analysis», 1966"
unit = "%"
price_basis = "По номинальным суммам или суммам, основа цен которых не указана, одного источника"
coverage = """
Страна, её экономические районы, районы и города, а также их группы, как их перечисляет каждый источник.
Собственная группа территорий источника – отдельная территория."""
comparability = "Числитель и знаменатель взяты из одного источника."
revisions = """
Используется показатель, известный на дату состояния данных; более поздняя версия того же источника заменяет
его, и обе сохраняются."""
*/
with
figure as (
    select
        latest.*,
        cast(latest.step * 0.5 as decimal(38, 10)) as half_width,
        withheld.obs_id is not null as is_withheld
    from core.latest as latest
    left join core.withheld as withheld on latest.obs_id = withheld.obs_id
    where
        latest.kind = 'observation'
        and latest.breakdown = '_T'
        and latest.period_kind in ('ytd', 'month')
        and latest.measure_code in ('fci', 'fci_construction')
        and not exists (
            select 1
            from core.decision as decision
            where
                latest.obs_id = decision.obs_id
                and decision.action in ('correct', 'attribute')
                and decision.changes <> ''
        )
),

computed as (
    select
        part.territory_id,
        part.period_start,
        part.period_end,
        cast(null as decimal(38, 10)) as value,
        part.value as part,
        whole.value as whole,
        part.half_width as part_half_width,
        whole.half_width as whole_half_width,
        cast(100 * (part.half_width + whole.half_width) / nullif(whole.value, 0) as decimal(38, 10)) as width,
        part.evidence_grade,
        part.known_on,
        part.is_withheld or whole.is_withheld as is_withheld,
        part.revised or whole.revised as revised,
        [part.obs_id, whole.obs_id] as inputs
    from figure as part
    inner join figure as whole
        on
            part.measure_code = 'fci_construction'
            and whole.measure_code = 'fci'
            and part.quantity = 'level'
            and whole.quantity = 'level'
            and part.source_id = whole.source_id
            and part.territory_id = whole.territory_id
            and part.period_start = whole.period_start
            and part.period_end = whole.period_end
            and part.unit_code = whole.unit_code
),

published as (
    select
        territory_id,
        period_start,
        period_end,
        value,
        cast(null as decimal(38, 10)) as part,
        cast(null as decimal(38, 10)) as whole,
        cast(null as decimal(38, 10)) as part_half_width,
        cast(null as decimal(38, 10)) as whole_half_width,
        half_width as width,
        evidence_grade,
        known_on,
        is_withheld,
        revised,
        [obs_id] as inputs
    from figure
    where
        measure_code = 'fci_construction'
        and quantity = 'share'
        and scope not like '%share_of_%'
),

every as (
    select * from computed
    union all
    select * from published
)

select
    territory_id,
    '_T' as breakdown,
    cast(date_trunc('month', period_end) as date) as period,
    period_start,
    period_end,
    period_end as reference_date,
    case when month(period_start) = 1 then 'share' else 'month_share' end as transformation,
    value,
    case when value is not null then width end as half_width,
    part,
    whole,
    part_half_width,
    whole_half_width,
    'PCT' as unit_code,
    evidence_grade,
    cast(1 as bigint) as n_src,
    revised,
    case when is_withheld then 'U' when evidence_grade in ('A', 'B') then 'A' else 'V' end as obs_status,
    inputs
from every
qualify row_number() over (
    partition by territory_id, period_start, period_end
    order by is_withheld asc, width asc, known_on desc, inputs asc
) = 1
