# Постоянные слова страницы, указателя происхождения и выходных сведений.

page-main-points = Основные положения
page-annex = Приложение
page-symbols = Условные обозначения
page-symbol = Знак
page-meaning = Значение
page-index = Указатель происхождения
page-index-lead = Каждое напечатанное число, ячейка, из которой оно напечатано, и происхождение этой ячейки. Числа в тексте ссылаются на этот указатель. { $table_short } – { $table }, { $figure_short } – { $figure }.
page-index-number = Код числа
page-index-printed = Напечатано
page-index-cell = Ячейка
page-index-origin = Происхождение
page-index-place = Место
page-numbers = Показанные числа
# Внизу страницы: Страница 3 из 20.
page-page = Страница
page-of = из
page-skip = К тексту
page-contents = Содержание
page-as-pdf = Этот выпуск в виде файла PDF
page-others = Другие выпуски за этот месяц

table-label-short = Т{ $number }
figure-label-short = Р{ $number }

## Прочитал ли тексты языка человек

review-none = Составлено программой, ещё не проверено
review-none-sentence = Тексты этого выпуска составлены программой и ещё не проверены человеком.
review-by = Проверка: { $name }, { $day }

## Откуда число

origin-rows = строки таблицы { $table }
origin-more = { $shown }; и ещё { $more }
origin-line = строка { $line }, { $column }
origin-characters = символы { $first }–{ $last }

## Где стоит число вне таблиц и рисунков

place-adjusted = корректировка
place-changed = изменения
place-clearance = разминирование
place-districts = районы
place-growth = рост
place-housing = жильё
place-investment = инвестиции
place-key-figures = главные числа
place-main-points = положения
place-planned = планы
place-quality = качество
place-resettlement = расселение
place-revised = пересмотры
place-territories = территории
place-unconfirmed = без подтверждения
place-works = работы
