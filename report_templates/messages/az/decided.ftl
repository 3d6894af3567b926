# Decisions of the office.

decided-lead = Aşağıdakı göstəricilərin necə istifadə ediləcəyini tərtibçi qərara alıb. Hər biri mənbənin verdiyi kimi göstərilir. Kimin qərar verdiyi və tərtibçinin sözləri ilə səbəb buraxılışın məlumatlarındadır.
decided-table = Tərtibçinin qərarı ilə istifadə edilən göstəricilər
    .subtitle = { $unit }; son qərarlar yuxarıda
decided-head-used = İstifadə edildiyi kimi
decided-head-decision = Qərar
decided-note-cut = Ən son sətirlər göstərilir ({ $rows }); hamısı buraxılışın qərarlarındadır.
decided-on = { $use }; qərar günü { $day }
decided-use-hold = gözləmədədir
decided-use-lifted = bildirildiyi kimi istifadə edilir
decided-use-kept_out = istifadə edilmir
decided-use-value = tərtibçinin qərar verdiyi rəqəmlə istifadə edilir
decided-use-withheld = tərtibçinin qərar verdiyi kimi də istifadə edilmir
decided-use-period = tərtibçinin qərar verdiyi dövr üçün istifadə edilir
decided-use-due = { $when } kimi istifadə edilir
decided-use-for = { $when } üçün istifadə edilir
