# Пересмотры по числу месяцев после первого показателя.

horizons-months = { $months } { PLURAL($months) ->
    [one] месяц
    [few] месяца
   *[other] месяцев
 }
horizons-to_date = на дату данных
horizons-in-letters-1 = один месяц
horizons-in-letters-3 = три месяца
horizons-in-letters-12 = двенадцать месяцев
horizons-row = { $measure }, { $horizon }
horizons-table = Пересмотры по числу месяцев после первого показателя
horizons-test = Проверка среднего пересмотра на отличие от нуля
horizons-subtitle = { START($unit) }, кроме процентов и числа; с начала года, страна
horizons-head = Показатели и срок
horizons-head-n = n
horizons-head-mr = MR
horizons-head-mar = MAR
horizons-head-rmar_pct = RMAR, %
horizons-head-rmar_base = Сумма первых
horizons-head-sd = SD
horizons-head-positive_pct = Выше нуля, %
horizons-head-same_sign_pct = Знак тот же, %
horizons-head-standard_error = SE
horizons-head-lag = Лаг
horizons-head-t = t
horizons-head-p = p
horizons-note-short = MR – средний пересмотр: более поздний показатель за вычетом первого. MAR – средний размер пересмотров без учёта знака. RMAR – сумма этих размеров в процентах к сумме первых показателей. SD – стандартное отклонение. Знак тот же: доля более поздних показателей, знак которых совпадает со знаком первого, в процентах.
horizons-note-to-date = На дату данных: от первого показателя до известного на дату состояния данных, сколько бы месяцев ни прошло. Показатель, который не указан заново, учитывается с пересмотром, равным нулю.
horizons-note-none = [z]: у одного пересмотра нет стандартного отклонения; при первых показателях, равных нулю, нет RMAR.
horizons-note-bias = SE – стандартная ошибка MR по Ньюи и Уэсту, с весами Бартлетта и указанным лагом; t – отношение MR к SE; p – вероятность столь же удалённого от нуля t при числе степеней свободы на единицу меньше n; { $least } означает менее { $half }.
horizons-note-equal = [z]: все пересмотры равны, поэтому нет ни разброса, ни проверки.
horizons-few = Если пересмотров меньше восьми, приводятся их значения без проверки:
horizons-values = { $measure }, { $horizon }: { $values }. Без проверки: пересмотров { $n } из восьми.
