/*
title = "Revisions of investment in fixed capital"
definition = """
What the country's year-to-date figures were said to be at the end of each month in which a source stated
them anew, how far later figures lie from the first one, and summaries of these distances by the months
between. A cell of the transformation stated is a figure as known at the end of the month that its breakdown
names as vintage."""
formula = """
R = later − first; mr = sum R / n; mar = sum |R| / n; rmar_pct = 100 sum |R| / sum |first|; sd with n − 1;
bias: t = mr / se, the standard deviation of mr, n − 1 degrees of freedom, no test of fewer than eight;
change_pct = 100 (new − before) / |before|"""
reference = """
R. McKenzie, OECD Statistics Working Paper 2006/2; R. McKenzie and M. Gamba, 2008; W. K. Newey and K. D. West,
Econometrica 55, 1987, with Bartlett weights and the lag floor(4 (n / 100)^(2/9)); ESS guidelines on revision
policy"""
unit = "million, in the office's currency; %; number"
nature = "register"
default = "stated"
derive = ["revision", "revision_change", "revision_statistics"]
owners = ["methods"]
price_basis = "As the source states it: nominal, real, or not stated; the three are never compared."
coverage = """
Year-to-date figures of the country, total and construction works, of the months that the run looks at, by
sources that say when they revise a figure. A later figure of another source is a conflict and no revision."""
comparability = """
Figures as their sources state them: a figure that a rule withholds, or that its source has taken back, has
no part, and decisions of the office change nothing. A figure of which no later version is known counts as
not revised."""
revisions = """
The triangle grows by each month's figures; a figure that was withheld and is used again joins it."""

[az]
title = "Əsas kapitala yönəldilmiş investisiya göstəricilərinə yenidən baxış"
definition = """
Ölkənin ilin əvvəlindən göstəricilərinin mənbənin onları yenidən bildirdiyi hər ayın sonunda necə
göstərildiyi, sonrakı göstəricilərin birincidən nə qədər fərqləndiyi və aradakı ayların sayı üzrə bu
fərqlərin ümumiləşdirilməsi. «stated» kodlu xanada bölgüdə göstərilən ayın sonuna məlum olan göstərici
verilir."""
formula = """
R = sonrakı − birinci; mr = sum R / n; mar = sum |R| / n; rmar_pct = 100 sum |R| / sum |birinci|; sd n − 1
ilə; yerdəyişmə: t = mr / se, mr-in standart xətası, n − 1 sərbəstlik dərəcəsi, səkkizdən az olduqda
yoxlanmır; change_pct = 100 (yeni − əvvəlki) / |əvvəlki|"""
reference = """
R. McKenzie, «OECD Statistics Working Paper», 2006/2; R. McKenzie, M. Gamba, 2008; W. K. Newey, K. D. West,
«Econometrica» 55, 1987, Bartlett çəkiləri və floor(4 (n / 100)^(2/9)) gecikməsi ilə; «ESS guidelines on
revision policy»"""
unit = "milyon, ölkənin valyutası ilə; %; say"
price_basis = "Mənbənin göstərdiyi kimi: nominal, real və ya göstərilməyib; bu üçü heç vaxt müqayisə edilmir."
coverage = """
Baxılan ayların ölkə üzrə ilin əvvəlindən göstəriciləri, cəmi və tikinti-quraşdırma işləri – göstəriciyə nə
vaxt yenidən baxdığını bildirən mənbələr üzrə. Başqa mənbənin sonrakı göstəricisi uyğunsuzluqdur, yenidən
baxış deyil."""
comparability = """
Göstəricilər mənbələrinin göstərdiyi kimidir: qaydanın istifadəyə vermədiyi və ya mənbəyinin geri götürdüyü
göstərici iştirak etmir, tərtibçinin qərarları heç nəyi dəyişmir. Sonrakı versiyası məlum olmayan göstərici
yenidən baxılmamış sayılır."""
revisions = """
Üçbucaq hər ayın göstəriciləri ilə böyüyür; istifadə edilməyən və yenidən istifadə edilən göstərici ona
qoşulur."""

[ru]
title = "Пересмотр инвестиций в основной капитал"
definition = """
Какими были показатели страны с начала года на конец каждого месяца, в котором источник сообщил их заново,
насколько более поздние показатели отклоняются от первого, и сводные показатели этих отклонений по числу
месяцев между ними. В ячейках с преобразованием «stated» приведён показатель, известный на конец месяца;
этот месяц назван в разбивке ячейки как версия."""
formula = """
R = более поздний − первый; mr = sum R / n; mar = sum |R| / n; rmar_pct = 100 sum |R| / sum |первый|; sd с n
− 1; смещение: t = mr / se, где se – стандартная ошибка mr, n − 1 степеней свободы, при числе пересмотров
меньше восьми не проверяется; change_pct = 100 (новый − прежний) / |прежний|"""
reference = """
R. McKenzie, «OECD Statistics Working Paper», 2006/2; R. McKenzie, M. Gamba, 2008; W. K. Newey, K. D. West,
«Econometrica» 55, 1987, с весами Бартлетта и лагом floor(4 (n / 100)^(2/9)); «ESS guidelines on revision
policy»"""
unit = "миллионы, в валюте страны; %; число"
price_basis = "Как указывает источник: номинально, реально или не указано; эти три никогда не сравниваются."
coverage = """
Показатели страны с начала года, всего и по строительно-монтажным работам, за рассматриваемые месяцы – по
источникам, которые сообщают, когда пересматривают показатель. Более поздний показатель другого источника –
расхождение, а не пересмотр."""
comparability = """
Показатели – как их указывают источники: показатель, который правило не допускает к использованию или
который отозван источником, не участвует, а решения составителя ничего не меняют. Показатель, более поздняя
версия которого неизвестна, считается непересмотренным."""
revisions = """
Треугольник растёт с показателями каждого месяца; показатель, который не использовался и снова используется,
присоединяется к нему."""
*/
with
version as (
    select
        observation.obs_id,
        observation.series_id,
        observation.source_id,
        observation.measure_code,
        observation.territory_id,
        observation.price_basis,
        observation.unit_code,
        observation.period_start,
        observation.period_end,
        observation.value,
        observation.step,
        observation.action,
        observation.known_on,
        observation.evidence_grade,
        observation.published_to,
        observation.version_key,
        source.independence = 'producer' as by_producer,
        cast(date_trunc('month', observation.known_on) as date) as stated_in
    from core.observation as observation
    inner join reference.source as source on observation.source_id = source.source_id
    where
        observation.known_on <= $as_of
        and observation.earliest_on between $history_from and $month_end
        and observation.measure_code in ('fci', 'fci_construction')
        and observation.kind = 'observation'
        and observation.quantity = 'level'
        and observation.period_kind = 'ytd'
        and observation.breakdown = '_T'
        and observation.states_revision
        and observation.territory_id in (
            select place.territory_id
            from reference.territory as place
            where place.level = 'country'
        )
        and observation.obs_id not in (
            select withheld.obs_id
            from core.withheld as withheld
        )
),

dated as (
    select distinct
        series_id,
        stated_in as vintage
    from version
),

by_source as (
    select
        dated.vintage,
        version.*,
        row_number() over (
            partition by dated.series_id, dated.vintage, version.source_id
            order by version.version_key desc, version.obs_id asc
        ) as source_place
    from dated
    inner join version
        on
            dated.series_id = version.series_id
            and dated.vintage >= version.stated_in
),

by_choice as (
    select
        *,
        row_number() over (
            partition by series_id, vintage
            order by
                action = 'withdrawn' asc,
                by_producer desc,
                coalesce(published_to, date '0001-01-01') desc,
                obs_id asc
        ) as place
    from by_source
    where source_place = 1
),

standing as (
    select
        *,
        first_value(action) over (partition by series_id order by vintage desc, obs_id asc) as last_action
    from by_choice
    where place = 1
),

in_time as (
    select
        *,
        min(vintage) over (partition by series_id) as first_vintage,
        lag(value) over (partition by series_id order by vintage, obs_id) as earlier_value
    from standing
    where
        action <> 'withdrawn'
        and last_action <> 'withdrawn'
),

stated as (
    select
        *,
        'measure=' || measure_code as measure,
        year(vintage) * 12 + month(vintage) - year(first_vintage) * 12 - month(first_vintage) as months
    from in_time
    where earlier_value is null or value <> earlier_value
),

judged as (
    select
        stated.*,
        declared.routine_months,
        stated.earlier_value is not null as is_change,
        stated.months <= declared.routine_months as is_routine,
        concat(';', declared.cycle_months, ';')
        like concat('%;', cast(month(stated.vintage) as varchar), ';%') as is_in_cycle
    from stated
    left join reference.revision_policy as declared on stated.measure_code = declared.measure_code
),

summed as (
    select
        measure,
        territory_id,
        price_basis,
        min(period_start) as period_start,
        max(period_end) as period_end,
        max(evidence_grade) as evidence_grade,
        bool_or(routine_months is not null) as is_declared,
        count(distinct series_id) as figures,
        count(distinct case when is_change then series_id end) as figures_revised,
        count(case when is_change then obs_id end) as changes,
        count(case when is_change and is_routine then obs_id end) as changes_routine,
        count(case when is_change and not is_routine and is_in_cycle then obs_id end) as changes_in_cycle,
        count(case when is_change and not is_routine and not is_in_cycle then obs_id end) as changes_other,
        list_sort(list(obs_id)) as inputs
    from judged
    group by measure, territory_id, price_basis
),

counted as (
    select
        summed.*,
        listed.what,
        case listed.what
            when 'figures' then summed.figures
            when 'figures_revised' then summed.figures_revised
            when 'changes' then summed.changes
            when 'changes_routine' then summed.changes_routine
            when 'changes_in_cycle' then summed.changes_in_cycle
            else summed.changes_other
        end as n
    from summed
    inner join (
        values
        ('figures', false),
        ('figures_revised', false),
        ('changes', false),
        ('changes_routine', true),
        ('changes_in_cycle', true),
        ('changes_other', true)
    ) as listed (what, by_policy)
        on summed.is_declared or not listed.by_policy
)

select
    territory_id,
    measure || ';vintage=' || substr(cast(vintage as varchar), 1, 7) as breakdown,
    cast(date_trunc('month', period_end) as date) as period,
    price_basis,
    period_start,
    period_end,
    period_end as reference_date,
    'stated' as transformation,
    value,
    step,
    unit_code,
    known_on,
    evidence_grade,
    cast(1 as bigint) as n_src,
    is_change as revised,
    'A' as obs_status,
    [obs_id] as inputs
from judged
union all
select
    territory_id,
    measure as breakdown,
    $month as period,
    price_basis,
    period_start,
    period_end,
    cast(null as date) as reference_date,
    what as transformation,
    cast(n as decimal(38, 10)) as value,
    cast(null as decimal(38, 10)) as step,
    'COUNT' as unit_code,
    cast(null as date) as known_on,
    evidence_grade,
    cast(1 as bigint) as n_src,
    false as revised,
    'A' as obs_status,
    inputs
from counted
