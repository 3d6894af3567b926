# Инвестиции в основной капитал страны.

investment-subject-in = инвестиции в основной капитал { FORM($place, as: "in") }
investment-none-for-month = Показатель { FORM($month, as: "for") } неизвестен; последний известный – { FORM($when, as: "for") }.
investment-lead = Инвестиции в основной капитал { FORM($place, as: "in") } { FORM($when, as: "for") } составили { $figure } { $unit }, сообщает { $publisher }.
investment-change-published = Опубликованное изменение к соответствующему периоду предыдущего года составило { $change }, { $basis }.
investment-change-no-basis = Опубликованное изменение к соответствующему периоду предыдущего года составило { $change }; источник не указывает, номинальное оно или реальное.
investment-change-computed = Расчётное изменение по сообщённым значениям, без поправки на цены, составило { $change }.
investment-flow-january = Для января показатель с начала года равен показателю месяца; показатель месяца – { $figure } { $unit }.
investment-no-flow-of-month = Нет показателя только { FORM($month, as: "for") }: нет значения месяца нарастающим итогом.

investment-table = Инвестиции в основной капитал, { $place }, по периодам
    .subtitle = Нарастающим итогом с начала года, если не указано иное; последние сверху
investment-head-ytd = Инвестиции, { $unit }
investment-head-flow = За месяц, { $unit }
investment-head-change = Изменение по расчёту, %
investment-head-published = Изменение по публикации, %
investment-head-published-basis = Изменение по публикации, { $basis }, %
investment-head-construction = Строительные работы, { $unit }
investment-head-construction-share = Доля строительных работ, %
note-changes-computed = Изменения рассчитаны по сообщённым значениям без поправки на цены.
note-shares = Доля приведена так, как её указывает источник; если он её не указывает, она рассчитана по двум показателям.
note-changes-no-basis = Расчётные изменения – по сообщённым значениям без поправки на цены. Опубликованные изменения приведены как напечатано; источники не указывают основу цен.
note-changes-basis = Расчётные изменения – по сообщённым значениям без поправки на цены. Опубликованные изменения приведены как напечатано, в ценах, указанных источниками.

investment-chart-flow = Инвестиции по месяцам
investment-chart-ytd = Инвестиции с начала года
investment-chart-year = Инвестиции
investment-chart-subtitle = { $unit }, по месяцам, { $years }
investment-chart-flow-alt = Линии по месяцам, { $years }. Числа приведены под рисунком.
investment-chart-ytd-alt = Линии по месяцам, известные значения нарастающим итогом; месяцы без значения пропущены, { $years }. Числа приведены под рисунком.
investment-bars-subtitle = { $unit }, по периодам
investment-bars-alt = Столбцы, по одному на каждый период с показателем, начиная с самого раннего. Числа приведены под рисунком.
investment-chart-last = { $what }, { $place }: последний показатель – { FORM($when, as: "for") }
investment-chart-above = { $what }, { $place }: { $month } выше, чем { $before }
investment-chart-below = { $what }, { $place }: { $month } ниже, чем { $before }
investment-chart-equal = { $what }, { $place }: { $month } равен { $before }
