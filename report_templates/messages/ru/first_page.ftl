# Первая страница.

issue = { $month }, выпуск { $name }
as-known-on = по данным на { $day }
fact-as-of = Данные по состоянию на
fact-next-release = Следующий выпуск
fact-not-announced = не объявлен
fact-contact = Связь
fact-corrections = Исправления
fact-no-corrections = к этому выпуску нет

## Large figures

tile-investment = { $unit } – инвестиции в основной капитал, { $place }, { $when }
tile-change = { $change } к тому же периоду предыдущего года
tile-change-published = { $change } к тому же периоду предыдущего года, по публикации
tile-flow = { $unit } – только { FORM($when, as: "for") }
tile-change-month = { $change } к тому же месяцу предыдущего года
tile-resettled = чел. – сообщено о расселённых, { $place }, { $when }
tile-families = { $families } { PLURAL($families) ->
    [one] семья
    [few] семьи
   *[other] семей
 }
tile-cleared = га – сообщено об очищенных от мин, { $when }
tile-planned = жилищ – по плану, { $place }, { $when }

## Key table

key-table = Основные показатели
    .subtitle = Последние значения; изменения – в % к соответствующему периоду предыдущего года; оценки – в разделе об источниках
key-table-change-computed = Изменение по расчёту
key-table-change-published = Изменение по публикации
key-table-completed = { $name }, сообщено о завершении

## What the figures are

about-figures = Об этих данных
about-known-as-of = Приведены данные, известные на { $day }. Данные наблюдений относятся к дням не позднее { $last }; сроки планов могут быть позже.
about-past-day = Этот выпуск показывает, что было известно на { $day }. Показатель считается известным с последнего дня, когда он мог быть опубликован, а если этот день неизвестен – со дня получения.
about-reported = О каждом показателе сообщает его издатель; слова в скобках после числа говорят, насколько оно подтверждено. Каждое число связано с записью в указателе происхождения, где названы источник и место.

## Main points

points-investment = Инвестиции в основной капитал { FORM($place, as: "in") } { FORM($when, as: "for") } составили { $figure } { $unit }, сообщает { $publisher }
points-change-published = ; опубликованное изменение к соответствующему периоду предыдущего года – { $change }
points-change-computed = ; изменение к соответствующему периоду предыдущего года – { $change }
flow-alone = Только { FORM($month, as: "for") } инвестиции составили { $figure } { $unit }.
flow-alone-changed = Только { FORM($month, as: "for") } инвестиции составили { $figure } { $unit }, { $change } к тому же месяцу предыдущего года.
no-flow = Нет показателя только { FORM($month, as: "for") }: нет значения нарастающим итогом { FORM($missing, as: "for") }.
points-contribution = Наибольший вклад в изменение показателя с начала года – { $place }: { $contribution } п. п.
points-no-region = Показатели экономических районов { FORM($month, as: "for") } не используются; последние используемые приведены со своими периодами в разделе о территориях.
points-resettled-families = { START($place, as: "in") } сообщено о { $families } { PLURAL($families) ->
    [one] расселённой семье
   *[other] расселённых семьях
 } ({ $persons } чел.) { FORM($when, as: "by") } ({ $publisher }).
points-resettled = { START($place, as: "in") } сообщено о { $persons } { PLURAL($persons) ->
    [one] расселённом человеке
   *[other] расселённых
 } { FORM($when, as: "by") } ({ $publisher }).
points-dwellings = { START($place, as: "in") } по плану { $planned } { PLURAL($planned) ->
    [one] жилище
    [few] жилища
   *[other] жилищ
 }, из них сообщено о завершении { $completed }, как указано { FORM($when, as: "for") } ({ $publisher }).
points-cleared = Сообщено об очистке от мин { $area } га { FORM($when, as: "for") } ({ $publisher }).
points-planned = По планам { FORM($place, as: "in") } подлежат расселению { $persons } чел., срок – { $due } ({ $publisher }).
points-construction = Последний известный показатель строительно-монтажных работ { FORM($place, as: "in") } – { FORM($when, as: "for") }: { $figure } { $unit } ({ $publisher }).
points-last-region = Для территорий внутри страны последний период с используемым показателем инвестиций – { $when }; наибольшее значение – { $place }, { $figure } { $unit } ({ $publisher }).
points-last-region-one = Для территорий внутри страны последний период с используемым показателем инвестиций – { $when }: { $place }, { $figure } { $unit } ({ $publisher }).
points-last-part = Для частей { FORM($whole, as: "of") } последний период с используемым показателем инвестиций – { $when }; наибольшее значение – { $place }, { $figure } { $unit } ({ $publisher }).
points-last-part-one = Для частей { FORM($whole, as: "of") } последний период с используемым показателем инвестиций – { $when }: { $place }, { $figure } { $unit } ({ $publisher }).
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

subject-investment = инвестиции в основной капитал
subject-resettlement = расселение
subject-housing = жильё
subject-clearance = разминирование
subject-plans = планы
