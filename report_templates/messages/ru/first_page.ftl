# Первая страница.

issue = { $month }, выпуск { $name }
as-known-on = по данным на { $day }
fact-as-of = Данные на
fact-release = Дата этого выпуска
fact-next-release = Следующий выпуск
fact-not-announced = не объявлен
fact-contact = Связь
fact-corrections = Исправления
fact-no-corrections = к этому выпуску нет

## Large figures

tile-investment = { $unit } – инвестиции в основной капитал, { $place }, { $when }
tile-change = { $change } к тому же периоду прошлого года
tile-change-published = { $change } к тому же периоду прошлого года, по публикации
tile-flow = { $unit } – только { FORM($when, as: "for") }
tile-change-month = { $change } к тому же месяцу прошлого года
tile-resettled = чел. расселено, по сообщениям, { FORM($place, as: "in") }, { FORM($when, as: "by") }
tile-families = { $families } { PLURAL($families) ->
    [one] семья
    [few] семьи
   *[other] семей
 }
tile-cleared = га очищено от мин, по сообщениям, { FORM($place, as: "in") }, { $when }
tile-planned = жилищ по плану { FORM($place, as: "in") }, { $when }

## Key table

key-table = Основные показатели
    .subtitle = Последние показатели; изменения – в % к соответствующему периоду предыдущего года; степени – в разделе об источниках
key-table-change-computed = Изменение, расчёт
key-table-change-published = Изменение, публикация
key-table-completed = { $name }, завершено (по сообщениям)

## What the figures are

about-figures = Об этих данных
about-known-as-of = Приведены данные, известные на { $day }. Данные наблюдений относятся к дням не позднее { $last }; сроки планов могут быть позже.
about-past-day = Этот выпуск показывает, что было известно на { $day }. Показатель считается известным с последнего дня, когда он мог быть опубликован, а если этот день неизвестен – со дня получения.
about-reported = Каждый показатель приведён по данным его издателя; буквы в скобках после числа показывают, как его следует читать, и объяснены в условных обозначениях. Каждое число связано с записью в указателе происхождения, где названы источник и место.

## Main points

points-investment = Инвестиции в основной капитал { FORM($place, as: "in") } { FORM($when, as: "for") } составили { $figure } { $unit }{ $reported }
points-change-published = ; опубликованное изменение к соответствующему периоду предыдущего года: { $change }, { $basis }
points-change-published-by = ; опубликованное изменение к соответствующему периоду предыдущего года: { $change } ({ $publisher }), { $basis }
points-change-decided = ; изменение к соответствующему периоду предыдущего года: { $change } ({ $publisher }), { $basis }
points-change-computed = ; изменение к соответствующему периоду предыдущего года, рассчитанное по сообщённым показателям, без поправки на цены: { $change }
flow-alone = Только { FORM($month, as: "for") } инвестиции составили { $figure } { $unit }.
flow-alone-changed = Только { FORM($month, as: "for") } инвестиции составили { $figure } { $unit }, { $change } к соответствующему месяцу предыдущего года.
no-flow = Месячного показателя { FORM($month, as: "for") } нет: показатель { FORM($missing, as: "for") } не используется.
points-contribution = Наибольший вклад в изменение показателя с начала года – { $place }: { $contribution } п.{ "\u00a0" }п.
points-regions = Показатели экономических районов { FORM($when, as: "for") }: { $figures }.
points-regions-more = Показатели экономических районов { FORM($when, as: "for") }: { $figures }; остальные приведены в разделе о территориях.
points-no-region = Используемых показателей экономических районов { FORM($month, as: "for") } нет.
points-no-region-last = Используемых показателей экономических районов { FORM($month, as: "for") } нет; последние: { $last }.
points-no-region-more = Используемых показателей экономических районов { FORM($month, as: "for") } нет; последние: { $last }; остальные приведены со своими периодами в разделе о территориях.
points-region-last = { $place } – { $figure } { $unit } ({ FORM($when, as: "short") }, { $publisher })
points-resettled-families = { START($place, as: "in") }, по сообщениям, { PLURAL($families) ->
    [one] расселена { $families } семья
    [few] расселены { $families } семьи
   *[other] расселено { $families } семей
 } ({ $persons } чел.) { FORM($when, as: "by") } ({ $publisher }).
points-resettled = { START($place, as: "in") }, по сообщениям, { PLURAL($persons) ->
    [one] расселён
   *[other] расселено
 } { $persons } чел. { FORM($when, as: "by") } ({ $publisher }).
points-dwellings = { START($place, as: "in") } по плану { $planned } { PLURAL($planned) ->
    [one] жилище
    [few] жилища
   *[other] жилищ
 }, из них, по сообщениям, завершено { $completed } { FORM($when, as: "by") } ({ $publisher }).
points-cleared = { START($place) }: по сообщениям, очищено от мин { $area } га { FORM($when, as: "for") } ({ $publisher }).
points-planned = По планам { FORM($place, as: "in") } должно быть расселено { $persons } чел., срок – { $due } ({ $publisher }).
points-construction = Последний известный показатель строительно-монтажных работ { FORM($place, as: "in") } – { FORM($when, as: "for") }: { $figure } { $unit } ({ $publisher }).
points-last-region = Последний период с показателем инвестиций для территорий внутри страны: { $when }; наибольший показатель – { $place }, { $figure } { $unit } ({ $publisher }).
points-last-region-one = Последний период с показателем инвестиций для территорий внутри страны – { $when }: { $place }, { $figure } { $unit } ({ $publisher }).
points-last-part = Последний период с показателем инвестиций для частей { FORM($whole, as: "of") }: { $when }; наибольший показатель – { $place }, { $figure } { $unit } ({ $publisher }).
points-last-part-one = Последний показатель инвестиций для частей { FORM($whole, as: "of") }: { $place }, { $figure } { $unit } { FORM($when, as: "for") } ({ $publisher }).
points-last-whole = Последний показатель инвестиций для единственной части { FORM($whole, as: "of") }: { $place }, { $figure } { $unit } { FORM($when, as: "for") } ({ $publisher }).
points-none-known = Нет известных показателей с датой не позднее { FORM($month, as: "of") }.
points-known = На { $day } { PLURAL($count) ->
    [one] известен { $count } показатель
    [few] известны { $count } показателя
   *[other] известно { $count } показателей
 } с датой не позднее { FORM($month, as: "of") }.
points-none-withheld = Все показатели этих месяцев используются.
points-withheld = Из известных показателей не { PLURAL($count) ->
    [one] используется { $count }
   *[other] используются { $count }
 }; причины приведены в разделе о неподтверждённых показателях.
points-releases = Известные показатели взяты из { $count } { PLURAL($count) ->
    [one] сообщения
   *[other] сообщений
 }; перепечатки одного сообщения считаются один раз.

# Родительный падеж: показатели чего.
subject-investment = инвестиций в основной капитал
subject-resettlement = расселения
subject-housing = жилья
subject-clearance = разминирования
subject-plans = планов
