# Слова, общие для всех разделов.

table-label = Таблица { $number }
figure-label = Рисунок { $number }
interval = { $low }{ "\u2009–\u2009" }{ $high }
interval-in-brackets = { " (" }от { $low } до { $high })
decimals-fewer = Десятичных знаков меньше там, где округление показателей не допускает большего числа.
rows-cut-newest = Показаны последние строки ({ $rows }); все данные – в файле cells.csv.
rows-cut-first = Показаны первые строки ({ $rows }); все данные – в файле cells.csv.
publisher-not-known = издатель неизвестен
source-without-publisher = источник { $sources }, издатель неизвестен
publishers-and-others = { $names } и другие
as-decided-by-office = { $by }, по решению составителя
reported = , сообщает { $publisher }
reported-as-decided = { " " }({ $publisher })
cite-text = { $office }. { $title }. { START($issue) }. Данные по состоянию на { $day }. { $where }
nothing-known = { START($month, as: "by") } нет известных показателей { $subject }.
nothing-known-own = { START($month, as: "by") } для { FORM($place, as: "of") } в целом и отдельно от других территорий нет известных показателей { $subject }.
expected-not-received = { START($measure) }: показатель { FORM($month, as: "for") } на { $known } не получен; срок представления – { $due }.
sum-of-parts-withheld = { START($place) }, { $when }: сумма показателей частей, так как собственный показатель не используется; рассчитанное по нему основано на этой сумме. Причина – в разделе о неподтверждённых показателях.
sum-of-parts = { START($place) }, { $when }: сумма показателей частей, так как собственный показатель неизвестен; рассчитанное по нему основано на этой сумме.
due-not-stated = не указан

## Heads of tables

head-indicator = Показатель
head-period-or-date = Период или дата
head-reference-period = Отчётный период
head-figure = Значение
head-unit = Единица
head-grade = Степень
head-source = Источник
head-month = Месяц
head-period = Период
head-territory = Территория
head-as-reported = Как сообщено
head-number = Число
head-contribution = Вклад, п. п.
head-date = Дата
head-coverage = Охват
head-due = Срок
head-last-stated = Дата
head-planned = По плану
head-families = Семей
head-persons = Человек
head-dwellings = Жилищ
head-named-figure = Показатель

## Flags

mark-p = предварительные данные
mark-e = оценка
mark-b = разрыв ряда; изменился состав территории
mark-r = пересмотрено; в прежней версии было другое значение
mark-n = сообщено издателем и не подтверждено производителем данных
mark-d = опирается на показатель, который используется по решению составителя
mark-w = не используется в итогах, на графиках и в основных положениях
mark-x = нет данных
mark-z = неприменимо
mark-of-table = { $mark } относится к каждому числу этой таблицы: { $meaning }.
mark-of-figure = { $mark } относится к каждому числу этого рисунка: { $meaning }.
figure-source = Источник: { $sources }.
figure-sources = Источники: { $sources }.
title-with-unit = { $title }: { $unit }
