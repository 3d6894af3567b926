# What withheld figures are the size of.

readings-one = { FORM($when, as: "for") } { $figure }
readings-of_size_of_years = { START($place, as: "of") } { FORM($when, as: "for") } istifadə edilməyən göstəricisi, { $figure } { $unit }, onun üçün bildirilmiş illik yekunlarla müqayisə edilə bilən həcmdədir: { $others }. Bu, qeyddir; heç bir göstəricinin dövrü dəyişdirilmir.
readings-of_size_of_year_to_date = { START($place, as: "of") } { FORM($when, as: "for") } istifadə edilməyən göstəricisi, { $figure } { $unit }, onun üçün bildirilmiş ilin əvvəlindən göstəricilərlə müqayisə edilə bilən həcmdədir: { $others }. Bu, qeyddir; heç bir göstəricinin dövrü dəyişdirilmir.
readings-of_size_of_months = { START($place, as: "of") } { FORM($when, as: "for") } istifadə edilməyən göstəricisi, { $figure } { $unit }, onun üçün bildirilmiş ayrı-ayrı ayların göstəriciləri ilə müqayisə edilə bilən həcmdədir: { $others }. Bu, qeyddir; heç bir göstəricinin dövrü dəyişdirilmir.
