# What withheld figures are the size of.

readings-one = { $figure } { FORM($when, as: "for") }
readings-of_size_of_years = Неиспользуемый показатель { FORM($place, as: "of") } { FORM($when, as: "for") }, { $figure } { $unit }, по величине сходен с годовыми итогами, которые сообщены для этой территории: { $others }. Это примечание; период показателя не изменён.
readings-of_size_of_year_to_date = Неиспользуемый показатель { FORM($place, as: "of") } { FORM($when, as: "for") }, { $figure } { $unit }, по величине сходен с показателями с начала года, которые сообщены для этой территории: { $others }. Это примечание; период показателя не изменён.
readings-of_size_of_months = Неиспользуемый показатель { FORM($place, as: "of") } { FORM($when, as: "for") }, { $figure } { $unit }, по величине сходен с показателями за отдельные месяцы, которые сообщены для этой территории: { $others }. Это примечание; период показателя не изменён.
