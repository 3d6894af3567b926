# What withheld figures are the size of.

readings-one = { $figure } { FORM($when, as: "for") }
readings-of_size_of_years = Не используемый показатель { FORM($place, as: "of") } { FORM($when, as: "for") }, { $figure } { $unit }, – величины сообщённых для этой территории годовых итогов: { $others }. Это примечание; ни один показатель не датируется заново.
readings-of_size_of_year_to_date = Не используемый показатель { FORM($place, as: "of") } { FORM($when, as: "for") }, { $figure } { $unit }, – величины сообщённых для этой территории показателей с начала года: { $others }. Это примечание; ни один показатель не датируется заново.
readings-of_size_of_months = Не используемый показатель { FORM($place, as: "of") } { FORM($when, as: "for") }, { $figure } { $unit }, – величины сообщённых для этой территории показателей за отдельные месяцы: { $others }. Это примечание; ни один показатель не датируется заново.
