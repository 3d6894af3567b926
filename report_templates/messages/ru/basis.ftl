# На чём основаны планы.

basis-title = Правовые основания, этапы и органы
basis-not-stated = не указано

basis-acts = Правовые акты, названные основанием
    .subtitle = Название печатается один раз, здесь
basis-acts-note = Названия приведены по источникам; источник может указывать краткое название.
basis-head-dated = Дата
basis-head-act = Акт
basis-head-title = Название, как в источнике
basis-head-plans = Планы на этом основании
basis-no-plans = в этом выпуске нет
basis-inferred = { $day } (год установлен косвенно)
basis-numbered = { $dated }, №{ "\u00a0" }{ $number }

basis-phases = Этапы программ
    .subtitle = Этап программы, этап строительства и переехавшая группа – три разных понятия
basis-head-phase = Этап программы
basis-head-first = Первый день
basis-head-last = Последний день
basis-head-parts = Части
basis-overlap = Этапы «{ $earlier }» и «{ $later }», как указывают их источники, имеют общий период: { $shared }. План, срок которого приходится на этот период, отнесён к тому этапу, который называет его источник.

basis-bodies = Органы, названные источниками
    .subtitle = По названиям в источниках; ни один из этих органов не издаёт этот выпуск
    .own = По названиям в источниках
basis-head-body = Орган
basis-head-role = Роль

basis-named = Названо источниками без числа
    .subtitle = Перечислено то, что названо; списки неполны и не подсчитываются
basis-head-kind = Вид
basis-head-name = Название
basis-head-status = Состояние
