# Приложение о том, как получены показатели; сами тексты – в заголовках показателей.

methodology-title = Методология показателей
methodology-table = Показатели, числа которых есть в этом выпуске
    .subtitle = Страница каждого показателя со значениями, пересмотрами, правилами и границами – methodology/<code>.html в составе выпуска: описание и на русском языке, таблицы на английском; полные тексты, включая пропущенные здесь, – в файле esms.csv в составе выпуска
methodology-head = Методология
methodology-lead = Пересмотры, если не назван другой порядок: { $revisions }
methodology-name = { $title } ({ $code })
methodology-formula = Формула: { $text }
methodology-unit = Единица: { INSIDE($text) }
methodology-coverage = Охват: { INSIDE($text) }
methodology-price_basis = Цены: { INSIDE($text) }
methodology-revisions = Пересмотры: { INSIDE($text) }
methodology-reference = Источник метода: { $text }
