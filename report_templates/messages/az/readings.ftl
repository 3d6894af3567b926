# What withheld figures are the size of.

readings-one = { FORM($when, as: "for") } { $figure }
readings-of_size_of_years = { START($place, as: "of") } { FORM($when, as: "for") } istifadə edilməyən göstəricisi, { $figure } { $unit }, onun üçün bildirilmiş illik yekunlar həcmindədir: { $others }. Bu, qeyddir; heç bir göstəricinin tarixi dəyişdirilmir.
readings-of_size_of_year_to_date = { START($place, as: "of") } { FORM($when, as: "for") } istifadə edilməyən göstəricisi, { $figure } { $unit }, onun üçün bildirilmiş ilin əvvəlindən göstəricilər həcmindədir: { $others }. Bu, qeyddir; heç bir göstəricinin tarixi dəyişdirilmir.
readings-of_size_of_months = { START($place, as: "of") } { FORM($when, as: "for") } istifadə edilməyən göstəricisi, { $figure } { $unit }, onun üçün bildirilmiş ayrı-ayrı ayların göstəriciləri həcmindədir: { $others }. Bu, qeyddir; heç bir göstəricinin tarixi dəyişdirilmir.
