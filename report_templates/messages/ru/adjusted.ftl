# Инвестиции с сезонной корректировкой и причины, по которым ряд её не имеет.

adjusted-title = Инвестиции с сезонной корректировкой
adjusted-none = Инвестиции { FORM($place, as: "in") } приведены в этом выпуске без сезонной корректировки; причина указана ниже. Показатели без сезонной корректировки сравниваются с соответствующим месяцем предыдущего года.
adjusted-lead = С сезонной корректировкой инвестиции { FORM($place, as: "in") } { FORM($when, as: "for") } составили { $figure } { $unit }.
adjusted-lead-changed = С сезонной корректировкой инвестиции { FORM($place, as: "in") } { FORM($when, as: "for") } составили { $figure } { $unit }, { $change } к предыдущему месяцу.
adjusted-estimates = Показатели с сезонной корректировкой и тренд-цикл – это оценки по всем месяцам ряда: каждый новый месяц изменяет предыдущие, больше всего последние.

## The figure

adjusted-chart = Инвестиции по месяцам, { $place }: без корректировки, с корректировкой и тренд-цикл
    .subtitle = { START($unit) } в месяц, { $span }; без поправки на цены
    .alt = Три линии по месяцам, { $span }: с корректировкой – толстая, без корректировки – пунктирная, тренд-цикл – тонкая. Каждая подписана у своего конца. Числа приведены под рисунком.
adjusted-chart-above = Инвестиции с сезонной корректировкой, { $place }: { FORM($month, as: "for") } больше, чем { FORM($before, as: "for") }
adjusted-chart-below = Инвестиции с сезонной корректировкой, { $place }: { FORM($month, as: "for") } меньше, чем { FORM($before, as: "for") }
adjusted-chart-equal = Инвестиции с сезонной корректировкой, { $place }: { FORM($month, as: "for") } столько же, сколько { FORM($before, as: "for") }
adjusted-line-flow = Без корректировки
adjusted-line-flow_sa = С корректировкой
adjusted-line-flow_trend = Тренд-цикл
adjusted-note-scale = В нижней части – отдельно ряд с корректировкой и тренд-цикл, в собственном масштабе; шкала может начинаться не с нуля.

## The last months

adjusted-table = Инвестиции по месяцам, { $place }: без корректировки, с корректировкой и тренд-цикл
    .subtitle = Последние сверху; без поправки на цены
adjusted-head-flow = Без корректировки, { $unit }
adjusted-head-flow_sa = С корректировкой, { $unit }
adjusted-head-change = С корректировкой, изменение к предыдущему месяцу, %
adjusted-head-flow_trend = Тренд-цикл, { $unit }
adjusted-note-decimals = У показателей с корректировкой и тренд-цикла столько десятичных знаков, сколько допускает показатель месяца без корректировки; неопределённость самой корректировки в них не отражена.
adjusted-note-sources = Источники – те же, что у показателей без корректировки.

## The series considered

adjusted-subject = Сезонная корректировка: { INSIDE($title) }
adjusted-series = { START($place) }: { $state }.
adjusted-too-short = { START($place) }: { $state }, месячные показатели известны за { $known } мес.; необходимо не менее { $needed } мес.
adjusted-diagnostics = Ряды, рассмотренные для сезонной корректировки, с диагностикой
    .subtitle = Инвестиции по месяцам; каждый ряд корректируется отдельно
adjusted-head-series = Ряд
adjusted-head-observations = Месяцев
adjusted-head-m7 = M7
adjusted-head-q = Q
adjusted-head-qs_adjusted_p = QS, p
adjusted-head-state = Состояние
adjusted-note-program = X-13ARIMA-SEATS с отдельной спецификацией для каждого ряда: модель и фильтры пересматриваются раз в год, коэффициенты оцениваются заново каждый месяц.
adjusted-note-months = Месяцы – все месяцы ряда, на которых основана корректировка; первый месяц в файле cells.csv – { $from }.
adjusted-conditions = Показатели с сезонной корректировкой публикуются при длине ряда от { $published } мес., если сезонность выявляется, M7 меньше { $m7 }, Q меньше { $q }, а p не меньше { $p }: p – вероятность статистики QS ряда с корректировкой при отсутствии в нём сезонности. При длине ряда от { $experimental } мес. они экспериментальные; при меньшей длине корректировка не выполняется.
adjusted-discrepancy = Сумма экономических районов с сезонной корректировкой { FORM($when, as: "for") } равна { $sum } { $unit }. Показатель страны с сезонной корректировкой за вычетом этой суммы равен { $apart } { $unit }, { $share }. Это расхождение приводится как есть и не распределяется по экономическим районам.

## The state of a series, and reasons

adjusted-state-published = опубликовано
adjusted-state-experimental = экспериментально, не публикуется
adjusted-state-not_published = корректировка выполнена, не публикуется
adjusted-state-not_adjusted = без корректировки
adjusted-state-because = { $state }: { $reasons }
adjusted-reason-too_short = слишком мало месяцев
adjusted-reason-short = слишком мало месяцев для публикации
adjusted-reason-no_specification = у составителя нет спецификации этого ряда
adjusted-reason-specification = спецификацию ряда нельзя выполнить
adjusted-reason-mixed = у показателей ряда более одной единицы, базисного периода или основы цен
adjusted-reason-duplicate = у месяца более одного показателя
adjusted-reason-too_long = месяцев больше, чем принимает программа
adjusted-reason-too_large = в показателях больше цифр, чем принимает программа
adjusted-reason-missing = есть месяцы без показателя
adjusted-reason-not_positive = есть показатель, равный нулю или отрицательный
adjusted-reason-cumulative = показатели растут в течение каждого года и снижаются каждый январь, как показатели с начала года
adjusted-reason-constant = во всех месяцах один и тот же показатель
adjusted-reason-program = программа не дала результата, который можно использовать
adjusted-reason-not_converged = модель не сошлась
adjusted-reason-no_seasonality = сезонность не выявляется
adjusted-reason-residual = в ряде с корректировкой остаётся сезонная составляющая
adjusted-reason-m7 = M7 не ниже своего предела
adjusted-reason-q = Q не ниже своего предела
