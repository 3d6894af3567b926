/*
title = "Figures named in findings"
definition = """
Every figure that an edit rule tested or compared in a finding, and the one that is used where sources
differ, as its own source states it, with the status U where it is withheld. Of two values in one
publication both stand here. These cells are for the table of figures that could not be confirmed and are
in no total, chart or main point."""
formula = "none: as stated"
reference = "SDMX CL_OBS_STATUS"
unit = "as stated"
nature = "register"
default = "reported"
owners = ["methods"]
price_basis = "As the source of each figure states it"
coverage = """
Every figure that a finding names."""
comparability = """
As each source states it."""
revisions = """
The figure known on the as-of day is used; a later version by the same source replaces it, and both stay."""

[az]
title = "Qeydlərdə adı çəkilən göstəricilər"
definition = """
Yoxlama qaydasının qeyddə yoxladığı və ya müqayisə etdiyi hər bir göstərici, habelə mənbələr fərqləndikdə
istifadə edilən göstərici – öz mənbəyində göstərildiyi kimi, istifadə edilmədikdə U statusu ilə. Bir
nəşrdəki iki fərqli göstəricinin hər ikisi burada verilir. Bu xanalar təsdiqlənməmiş göstəricilər cədvəli
üçündür; yekunlara, qrafiklərə və əsas məqamlara daxil deyil."""
reference = "SDMX, CL_OBS_STATUS kodlar siyahısı"
unit = "göstərildiyi kimi"
price_basis = "Hər bir göstəricinin mənbəyinin göstərdiyi kimi"
coverage = "Qeyddə adı çəkilən hər bir göstərici."
comparability = "Göstəricilər hər mənbənin verdiyi şəkildədir."
revisions = """
Məlumatların tarixinə məlum olan göstərici istifadə edilir; eyni mənbənin sonrakı versiyası onu əvəz edir,
hər ikisi saxlanılır."""

[ru]
title = "Показатели, названные в замечаниях"
definition = """
Каждый показатель, который правило проверки в замечании проверяло или сравнивало, и тот, который
используется при расхождении источников, – как указывает его собственный источник, со статусом U, если он не
используется. Из двух значений одной публикации здесь приводятся оба. Эти ячейки предназначены для таблицы
неподтверждённых показателей и не входят в итоги, графики и основные положения."""
reference = "SDMX, список кодов CL_OBS_STATUS"
unit = "как указано"
price_basis = "Как указывает источник каждого показателя"
coverage = "Каждый показатель, который называет замечание."
comparability = "Показатели приводятся так, как их указывает каждый источник."
revisions = """
Используется показатель, известный на дату состояния данных; более поздняя версия того же источника заменяет
его, и обе сохраняются."""
*/
with
tested as (
    select obs_id from core.finding_input
    union
    select obs_id
    from core.decision
    where changes <> ''
    union
    select obs_id
    from core.latest
    where decided <> ''
),

named as (
    select obs_id from tested
    union
    select preferred.obs_id
    from core.preferred as preferred
    inner join core.latest as latest on preferred.series_id = latest.series_id
    inner join tested on latest.obs_id = tested.obs_id
),

newest as (
    select latest.*
    from core.latest as latest
    inner join named on latest.obs_id = named.obs_id
),

before_change as (
    select distinct compared.obs_id
    from core.finding_input as compared
    inner join core.finding as finding on compared.finding_id = finding.finding_id
    where
        compared.role = 'compared'
        and finding.sentence_code like 'policy%'
),

twin as (
    select observation.*
    from core.observation as observation
    inner join named on observation.obs_id = named.obs_id
    left join before_change on observation.obs_id = before_change.obs_id
    -- Another value in the publication that the last version stands in, or what stood before a change.
    inner join core.latest as latest
        on
            observation.series_id = latest.series_id
            and observation.source_id = latest.source_id
            and (observation.known_on = latest.known_on or before_change.obs_id is not null)
            and observation.obs_id <> latest.obs_id
    where observation.obs_id not in (select known.obs_id from core.latest as known)
),

figure as (
    select
        obs_id,
        series_id,
        source_id,
        territory_id,
        period_start,
        period_end,
        due_on,
        reference_on,
        received_on,
        value,
        step,
        unit_code,
        qualifier,
        known_on,
        evidence_grade,
        decided
    from newest
    union all
    select
        obs_id,
        series_id,
        source_id,
        territory_id,
        period_start,
        period_end,
        due_on,
        reference_on,
        received_on,
        value,
        step,
        unit_code,
        qualifier,
        known_on,
        evidence_grade,
        '' as decided
    from twin
)

select
    figure.territory_id,
    cast(
        date_trunc(
            'month', coalesce(figure.period_end, figure.due_on, figure.reference_on, figure.received_on)
        ) as date
    ) as period,
    'figure=' || figure.obs_id as breakdown,
    case when figure.decided = '' then 'reported' else 'decided' end as transformation,
    figure.period_start,
    figure.period_end,
    coalesce(figure.period_end, figure.reference_on) as reference_date,
    figure.due_on,
    figure.value,
    figure.step,
    figure.unit_code,
    figure.qualifier,
    figure.known_on,
    figure.evidence_grade,
    cast(1 as bigint) as n_src,
    exists(
        select 1
        from core.observation as earlier
        where
            figure.series_id = earlier.series_id
            and figure.source_id = earlier.source_id
            and figure.known_on > earlier.known_on
            and figure.value <> earlier.value
    ) as revised,
    case
        when withheld.obs_id is not null then 'U'
        when figure.decided like '%correct%' then 'I'
        when figure.evidence_grade in ('A', 'B') then 'A'
        else 'V'
    end as obs_status,
    [figure.obs_id] as inputs
from figure
left join core.withheld as withheld on figure.obs_id = withheld.obs_id
