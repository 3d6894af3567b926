# Когда выходят следующие выпуски и кто получает их раньше.

fact-next-release-moment = { $day }, { $hour } ({ $zone })

calendar-title = Календарь выпусков и предварительный доступ
calendar-lead = Следующие выпуски выходят в указанные дни. До указанного часа показатели выпуска не разглашаются.
calendar-none = День следующего выпуска не объявлен.
calendar-table = Следующие выпуски
calendar-head-issue = Выпуск
calendar-head-day = День
calendar-head-hour = Час
calendar-head-zone = Часовой пояс
calendar-head-status = Статус
calendar-month = { $month }
calendar-status-planned = запланирован
    .meaning = запланирован: день может измениться.
calendar-status-confirmed = подтверждён
    .meaning = подтверждён: день окончательный.
calendar-status-changed = изменён
    .meaning = изменён: день окончательный и отличается от объявленного ранее.
calendar-cut = Показаны первые строки ({ $rows }).
calendar-no-access = Никто за пределами ведомства не получает выпуск до его выхода.
calendar-access-lead = За пределами ведомства выпуск до его выхода получают только следующие подразделения и лица, по указанным причинам и не ранее чем за указанное число часов.
calendar-access = Предварительный доступ
calendar-head-role = Кто
calendar-head-reason = Причина
calendar-head-hours = Часов до выхода
