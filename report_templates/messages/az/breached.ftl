# Changes beyond the declared policy.

breached-table = Elan edilmiş qaydada nəzərdə tutulmayan dəyişikliklər
    .subtitle = { $unit }; son dövrlər yuxarıda
breached-note = Qaydada nəzərdə tutulmayan dəyişiklik tərtibçi səbəbi göstərənədək buraxılışı saxlayır. Səbəblər tərtibçinin sözləri ilə decisions.csv faylındadır.
breached-head-before = Əvvəl
breached-head-now = İndi
breached-head-change = Dəyişiklik
breached-head-reason = Səbəb göstərilib
breached-policy_cycle = qaydada göstərilən ayda deyil
breached-policy_size = qaydada göstəriləndən böyükdür
breached-policy_cycle_and_size = qaydada göstərilən ayda deyil və göstəriləndən böyükdür
breached-not-yet = hələ yox
