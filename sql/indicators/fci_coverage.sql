/*
title = "Coverage of investment by the parts of a territory"
definition = """
Beside the newest published figure of the country or of an economic region of which the figure of a part is
known for the same period: the sum of the direct parts that are known, how many these are of how many, what
per cent of the published figure they explain, and what is left, either as the parts not known together or,
where all are known, as the discrepancy."""
formula = """
share = 100 × sum of the known parts / published figure, with the interval that both half-widths allow;
residual, discrepancy = published figure − sum of the known parts; no residual where the known parts are above
the published figure by more than the half-widths allow; where a part is stated as 'more than', so are sum and
share, and the residual is at most so much"""
reference = """
interval arithmetic, R. E. Moore, Interval Analysis, 1966; ESS guidelines on temporal disaggregation,
benchmarking and reconciliation 2018"""
unit = "%; million, in the office's currency; number"
nature = "ratio"
default = "share"
derive = ["share"]
owners = ["methods"]
price_basis = "As the source states it; figures of different bases are never compared."
coverage = """
The country and its economic regions, each with its direct parts on the last day of the period: districts
and cities of a region, economic regions of the country. A source's own group of territories has no part."""
comparability = """
Published figure and parts can come from different sources. A residual is never split between the parts that
are not known, and a discrepancy is published and not spread."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Ərazinin investisiyasının hissələrlə əhatəsi"
definition = """
Ölkənin və ya eyni dövrdə bir hissəsinin göstəricisi məlum olan iqtisadi rayonun ən son dərc edilmiş
göstəricisi ilə yanaşı: məlum birbaşa hissələrin cəmi, neçə hissədən neçəsinin məlum olduğu, onların dərc
edilmiş göstəricinin neçə faizini təşkil etdiyi və qalan – məlum olmayan hissələr birlikdə və ya, hamısı
məlum olduqda, fərq."""
formula = """
pay = 100 × məlum hissələrin cəmi / dərc edilmiş göstərici, hər iki yarımintervalın imkan verdiyi
intervalla; qalan, fərq = dərc edilmiş göstərici − məlum hissələrin cəmi; məlum hissələr dərc edilmiş
göstəricidən yarımintervalların imkan verdiyindən artıq böyük olduqda qalan yoxdur; hissə «-dən çox»
verildikdə cəm və pay da belədir, qalan isə ən çoxu bu qədərdir"""
reference = """
interval hesabı, R. E. Moore, «Interval Analysis», 1966; «ESS guidelines on temporal disaggregation,
benchmarking and reconciliation», 2018"""
unit = "%; milyon, ölkənin valyutası ilə; say"
price_basis = "Mənbənin göstərdiyi kimi; müxtəlif əsaslı göstəricilər heç vaxt müqayisə edilmir."
coverage = """
Ölkə və onun iqtisadi rayonları, hər biri dövrün son günündəki birbaşa hissələri ilə: iqtisadi rayonun
rayonları və şəhərləri, ölkənin iqtisadi rayonları. Mənbənin öz ərazi qrupunun hissəsi yoxdur."""
comparability = """
Dərc edilmiş göstərici və hissələr müxtəlif mənbələrdən ola bilər. Qalan heç vaxt məlum olmayan hissələr
arasında bölünmür, fərq dərc edilir və bölüşdürülmür."""
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Охват инвестиций территории её частями"
definition = """
Рядом с последним опубликованным показателем страны или экономического района, для которого за тот же период
известен показатель части: сумма известных непосредственных частей, сколько их известно из скольких, какой
процент опубликованного показателя они составляют и что остаётся – неизвестные части вместе либо, если
известны все, разница."""
formula = """
доля = 100 × сумма известных частей / опубликованный показатель, с интервалом, который допускают обе
полуширины; остаток, разница = опубликованный показатель − сумма известных частей; остатка нет, если
известные части превышают опубликованный показатель больше, чем допускают полуширины; если часть указана как
«более», так же указаны сумма и доля, а остаток не превышает рассчитанного"""
reference = """
интервальная арифметика, R. E. Moore, «Interval Analysis», 1966; «ESS guidelines on temporal disaggregation,
benchmarking and reconciliation», 2018"""
unit = "%; миллионы, в валюте страны; число"
price_basis = "Как указывает источник; показатели с разной основой цен никогда не сравниваются."
coverage = """
Страна и её экономические районы, каждый со своими непосредственными частями на последний день периода:
районы и города экономического района, экономические районы страны. У собственной группы территорий
источника частей нет."""
comparability = """
Опубликованный показатель и части могут быть из разных источников. Остаток никогда не делится между
неизвестными частями, а разница публикуется и не распределяется."""
revisions = """
Используется показатель, известный на дату состояния данных; более поздняя версия того же источника заменяет
его, и обе сохраняются."""
*/
with
figure as (
    select *
    from core.total
    where
        measure_code = 'fci'
        and kind = 'observation'
        and quantity = 'level'
        and breakdown = '_T'
        and period_end <= $month_end
        and period_start is not null
),

whole as (
    select *
    from figure
    where reason_code <> 'sum_of_members'
),

summed as (
    select
        whole.territory_id,
        whole.price_basis,
        whole.unit_code,
        whole.period_start,
        whole.period_end,
        whole.value as whole_value,
        whole.half_width as whole_half_width,
        case
            when whole.qualifier in ('about', 'almost') then 'about'
            when whole.qualifier in ('up_to', 'less_than') then 'up_to'
            else coalesce(whole.qualifier, '')
        end as whole_said,
        whole.inputs,
        sum(part.value) as known,
        bool_or(part.qualifier in ('about', 'almost')) as is_rough,
        bool_or(part.qualifier in ('at_least', 'more_than')) as is_floor,
        bool_or(part.qualifier = 'more_than') as is_above,
        bool_or(part.qualifier in ('up_to', 'less_than')) as is_ceiling,
        case when count(part.half_width) = count(part.value) then sum(part.half_width) end
            as known_half_width,
        count(distinct part.territory_id) as n_known,
        greatest(max(part.evidence_grade), max(whole.evidence_grade)) as evidence_grade,
        greatest(max(part.obs_status), max(whole.obs_status)) as obs_status,
        bool_or(part.revised or whole.revised) as revised,
        list_sort(flatten(list(part.inputs))) as known_inputs
    from whole
    inner join reference.member as member
        on
            whole.territory_id = member.ancestor_id
            and whole.period_end between member.valid_from and member.valid_to
    inner join figure as part
        on
            member.territory_id = part.territory_id
            and whole.period_start = part.period_start
            and whole.period_end = part.period_end
            and whole.price_basis = part.price_basis
            and whole.unit_code = part.unit_code
    group by
        whole.territory_id, whole.price_basis, whole.unit_code, whole.period_start, whole.period_end,
        whole.value, whole.half_width, whole.qualifier, whole.inputs
),

newest as (
    select *
    from summed
    qualify row_number() over (
        partition by territory_id, price_basis, unit_code
        order by period_end desc, period_start desc, inputs asc
    ) = 1
),

expected as (
    select
        newest.territory_id,
        newest.period_end,
        count(distinct member.territory_id) as n_parts
    from newest
    inner join reference.member as member
        on
            newest.territory_id = member.ancestor_id
            and newest.period_end between member.valid_from and member.valid_to
    group by newest.territory_id, newest.period_end
),

counted as (
    select
        newest.*,
        expected.n_parts,
        newest.whole_value - newest.known as difference,
        newest.whole_half_width + newest.known_half_width as width,
        newest.n_known = expected.n_parts as is_complete,
        case
            when newest.is_rough or (newest.is_floor and newest.is_ceiling) then 'about'
            when newest.is_above then 'more_than'
            when newest.is_floor then 'at_least'
            when newest.is_ceiling then 'up_to'
            else ''
        end as known_said
    from newest
    inner join expected
        on
            newest.territory_id = expected.territory_id
            and newest.period_end = expected.period_end
),

covered as (
    select
        counted.*,
        case
            when counted.whole_said = '' then counted.known_said
            when counted.whole_said in ('at_least', 'more_than') and counted.known_said in ('', 'up_to')
                then 'up_to'
            when counted.whole_said = 'up_to' and counted.known_said = '' then 'at_least'
            when counted.whole_said = 'up_to' and counted.known_said in ('at_least', 'more_than')
                then counted.known_said
            else 'about'
        end as share_said,
        case
            when counted.known_said = '' then counted.whole_said
            when counted.known_said in ('at_least', 'more_than') and counted.whole_said in ('', 'up_to')
                then 'up_to'
            when counted.known_said = 'up_to' and counted.whole_said in ('', 'at_least', 'more_than')
                then 'at_least'
            else 'about'
        end as difference_said
    from counted
),

told as (
    select
        'share' as transformation,
        cast(null as decimal(38, 10)) as value,
        cast(null as decimal(38, 10)) as half_width,
        'PCT' as unit,
        list_sort(list_concat(covered.known_inputs, covered.inputs)) as made_of,
        covered.share_said as qualifier,
        covered.*
    from covered
    union all
    select
        'known' as transformation,
        cast(covered.known as decimal(38, 10)) as value,
        cast(covered.known_half_width as decimal(38, 10)) as half_width,
        covered.unit_code as unit,
        covered.known_inputs as made_of,
        covered.known_said as qualifier,
        covered.*
    from covered
    union all
    select
        'parts_known' as transformation,
        cast(covered.n_known as decimal(38, 10)) as value,
        cast(null as decimal(38, 10)) as half_width,
        'COUNT' as unit,
        covered.known_inputs as made_of,
        '' as qualifier,
        covered.*
    from covered
    union all
    select
        'parts' as transformation,
        cast(covered.n_parts as decimal(38, 10)) as value,
        cast(null as decimal(38, 10)) as half_width,
        'COUNT' as unit,
        covered.known_inputs as made_of,
        '' as qualifier,
        covered.*
    from covered
    union all
    select
        case when covered.is_complete then 'discrepancy' else 'residual' end as transformation,
        cast(covered.difference as decimal(38, 10)) as value,
        cast(covered.width as decimal(38, 10)) as half_width,
        covered.unit_code as unit,
        list_sort(list_concat(covered.known_inputs, covered.inputs)) as made_of,
        covered.difference_said as qualifier,
        covered.*
    from covered
    where covered.is_complete or covered.difference >= 0 or covered.difference + covered.width >= 0
)

select
    territory_id,
    '_T' as breakdown,
    cast(date_trunc('month', period_end) as date) as period,
    price_basis,
    period_start,
    period_end,
    period_end as reference_date,
    transformation,
    value,
    half_width,
    case when transformation = 'share' then cast(known as decimal(38, 10)) end as part,
    case when transformation = 'share' then whole_value end as whole,
    case when transformation = 'share' then cast(known_half_width as decimal(38, 10)) end as part_half_width,
    case when transformation = 'share' then whole_half_width end as whole_half_width,
    unit as unit_code,
    qualifier,
    evidence_grade,
    cast(1 as bigint) as n_src,
    revised and unit <> 'COUNT' as revised,
    obs_status,
    made_of as inputs
from told
