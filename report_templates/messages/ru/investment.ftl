# Инвестиции в основной капитал страны.

investment-subject-in = инвестиций в основной капитал { FORM($place, as: "in") }
investment-none-for-month = Используемого показателя { FORM($month, as: "for") } нет; последний используемый – { FORM($when, as: "for") }.
investment-lead = Инвестиции в основной капитал { FORM($place, as: "in") } { FORM($when, as: "for") } составили { $figure } { $unit }{ $reported }.
investment-change-published = Опубликованное изменение к соответствующему периоду предыдущего года составило { $change }, { $basis }.
investment-change-no-basis = Опубликованное изменение к соответствующему периоду предыдущего года составило { $change }; источник не указывает, номинальное оно или реальное.
investment-change-published-by = Изменение к соответствующему периоду предыдущего года, опубликованное другим источником ({ $publisher }), составило { $change }, { $basis }.
investment-change-no-basis-by = Изменение к соответствующему периоду предыдущего года, опубликованное другим источником ({ $publisher }), составило { $change }; этот источник не указывает, номинальное оно или реальное.
investment-change-decided = Изменение к соответствующему периоду предыдущего года составило { $change } ({ $publisher }), { $basis }.
investment-change-computed = Расчётное изменение по сообщённым показателям, без поправки на цены, составило { $change }.
investment-flow-january = За январь показатель с начала года совпадает с месячным и составляет { $figure } { $unit }.

investment-table = Инвестиции в основной капитал, { $place }, по периодам
    .subtitle = Нарастающим итогом с начала года, если не указано иное; последние сверху
investment-head-ytd = Инвестиции, { $unit }
investment-head-flow = За месяц, { $unit }
investment-head-change = Изменение по расчёту, %
investment-head-published = Изменение по публикации, %
investment-head-published-basis = Изменение по публикации, { $basis }, %
investment-head-construction = Строительно-монтажные работы, { $unit }
investment-head-construction-share = Доля строительно-монтажных работ, %
investment-note-annual = Опубликован и годовой показатель: { $years }. В разделе о росте он приведён рядом с суммой месяцев.
note-changes-computed = Расчётные изменения – по сообщённым показателям без поправки на цены.
note-shares = Доля приведена так, как её указывает источник; если он её не указывает или она не используется, она рассчитана по двум показателям одного источника. Рядом с показателями другого источника доля не является их отношением.
share-of-other-sums = другие суммы
note-other-sums = { START($word) }: известная доля рассчитана не по суммам строки, а по другим суммам одного источника; она приведена в файле cells.csv.
note-changes-no-basis = Опубликованные изменения приведены так, как они напечатаны; источники не указывают основу цен.
note-changes-basis = Опубликованные изменения приведены так, как они напечатаны, в ценах, указанных источниками.

investment-chart-flow = Инвестиции по месяцам
investment-chart-ytd = Инвестиции с начала года
investment-chart-year = Инвестиции
investment-chart-subtitle = { $unit }, по месяцам, { $years }
investment-chart-flow-alt = Линии по месяцам, { $years }. Числа приведены под рисунком.
investment-chart-ytd-alt = Линии по месяцам, известные показатели нарастающим итогом; месяцы без показателя пропущены, { $years }. Числа приведены под рисунком.
investment-bars-subtitle = { $unit }, по периодам
investment-bars-alt = Столбцы, по одному на каждый период с показателем, начиная с самого раннего. Числа приведены под рисунком.
investment-chart-last = { $what }, { $place }: последний показатель – { FORM($when, as: "for") }
investment-chart-above = { $what }, { $place }: { FORM($when, as: "for") } больше, чем { FORM($before, as: "for") }
investment-chart-below = { $what }, { $place }: { FORM($when, as: "for") } меньше, чем { FORM($before, as: "for") }
investment-chart-equal = { $what }, { $place }: { FORM($when, as: "for") } столько же, сколько { FORM($before, as: "for") }
