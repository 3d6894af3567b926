# Файлы данных выпуска и их хеши.

files-title = Файлы данных и их хеши
files-lead = Данные выпуска содержатся в этих файлах. Файл относится к этому выпуску, если его хеш SHA-256 совпадает с напечатанным здесь; хеш показывает программа sha256sum.
files-elsewhere = Файлы данных и их хеши приведены в общем выпуске: { $issue }. Ячейки и числа, напечатанные в этом выпуске, вложены в его PDF как cells.csv и published_number.csv.
files-table = Файлы данных выпуска
files-head-file = Файл
files-head-holds = Содержание
files-head-bytes = Байты
files-head-hash = SHA-256
files-note = Публикации, рабочие книги и datapackage.json здесь не указаны, так как повторяют этот список; хеш каждого файла – в manifest.json.
files-cells-csv = Каждая напечатанная ячейка с точным значением
files-cells-parquet = Те же ячейки в формате Parquet
files-cell-input-csv = Из чего рассчитана каждая ячейка
files-published-number-csv = Каждое напечатанное число, его ячейка и место
files-findings-csv = Замечания правил к показателям
files-decisions-csv = Решения сотрудников ведомства о показателях
files-sources-csv = Источники ячеек
files-esms-csv = Справочные метаданные показателей
files-triangles-csv = Что было известно о показателях в каждом месяце
files-changes-csv = Ячейки, изменившиеся с прошлого выпуска, и причины
files-methodology-versions-csv = Версии показателей на их страницах
files-data-dictionary-md = Значение таблиц, столбцов и кодов
files-sdmx-structure-2-1-xml = Структуры SDMX 2.1
files-sdmx-structure-3-0-xml = Структуры SDMX 3.0
files-sdmx-data-1-0-csv = Ячейки в формате SDMX-CSV 1.0
files-sdmx-data-2-0-csv = Ячейки в формате SDMX-CSV 2.0
files-sdmx-code-map-csv = Коды ведомства и коды файлов SDMX
