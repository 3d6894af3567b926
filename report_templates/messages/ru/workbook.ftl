# The fixed words of a release's workbook.

## Names of sheets

sheet-contents = Содержание
sheet-cells = Ячейки
sheet-sources = Источники
sheet-symbols = Обозначения
sheet-columns = Столбцы

## Heads of columns

sheet-sheet = Лист
sheet-title = Заголовок
sheet-section = Раздел
sheet-rows = Строки
sheet-numbers = Коды чисел
sheet-flags = { $column }: слова и знаки
sheet-again = { $column } ({ $count })
sheet-series = Ряд
sheet-point = Точка
sheet-value = Значение
sheet-symbol = Знак
sheet-meaning = Значение знака
sheet-column = Столбец
sheet-unit = Единица

## Lines above a table

sheet-one-table = На этом листе одна таблица. Она начинается под этими строками.
sheet-back = К содержанию
sheet-ids = Коды чисел называют числа строки слева направо; каждый есть в указателе происхождения бюллетеня.
sheet-exact = Числа округлены как в печати; точные значения — на листе ячеек и в файле cells.csv.
sheet-cells-note = Значения точные. Значение длиннее { $digits } цифр записано текстом: программа таблиц сократила бы его.
sheet-cells-title = Все ячейки выпуска
sheet-sources-title = Источники ячеек
sheet-symbols-title = Обозначения в таблицах
sheet-columns-title = Что означают столбцы листа ячеек
sheet-cut-rows = Здесь первые { $rows } строк; все они в файле { $file }.
sheet-cut-text = { " " }… Текст длиннее, чем вмещает ячейка книги.
