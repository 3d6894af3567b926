# Növbəti buraxılışların vaxtı və onları əvvəlcədən alanlar.

fact-next-release-moment = { $day }, { $hour } ({ $zone })

calendar-title = Buraxılış təqvimi və əvvəlcədən tanışlıq
calendar-lead = Növbəti buraxılışlar aşağıdakı günlərdə dərc edilir. Göstərilən saata qədər buraxılışın göstəriciləri açıqlanmır.
calendar-none = Növbəti buraxılışın günü elan edilməyib.
calendar-table = Növbəti buraxılışlar
calendar-head-issue = Buraxılış
calendar-head-day = Gün
calendar-head-hour = Saat
calendar-head-zone = Saat qurşağı
calendar-head-status = Vəziyyət
calendar-month = { $month }
calendar-status-planned = planlaşdırılıb
    .meaning = planlaşdırılıb: gün dəyişə bilər.
calendar-status-confirmed = təsdiq edilib
    .meaning = təsdiq edilib: gün qətidir.
calendar-status-changed = dəyişdirilib
    .meaning = dəyişdirilib: gün qətidir və əvvəl elan ediləndən fərqlidir.
calendar-cut = İlk sətirlər göstərilir ({ $rows }).
calendar-no-access = İdarədən kənarda heç kim buraxılışı dərcindən əvvəl almır.
calendar-access-lead = İdarədən kənarda buraxılışı dərcindən əvvəl, cədvəldə göstərilən saatlardan tez olmayaraq, yalnız aşağıdakılar göstərilən səbəblərə görə alır.
calendar-access = Əvvəlcədən tanışlıq
calendar-head-role = Kim
calendar-head-reason = Səbəb
calendar-head-hours = Dərcə qalan saat
