# What withheld figures are the size of.

readings-one = { $figure } { FORM($when, as: "for") }
readings-of_size_of_years = The figure withheld for { $place } and { $when }, { $figure } { $unit }, is of the size of annual totals reported for it: { $others }. This is a note; no figure is dated anew.
readings-of_size_of_year_to_date = The figure withheld for { $place } and { $when }, { $figure } { $unit }, is of the size of year-to-date figures reported for it: { $others }. This is a note; no figure is dated anew.
readings-of_size_of_months = The figure withheld for { $place } and { $when }, { $figure } { $unit }, is of the size of figures for single months reported for it: { $others }. This is a note; no figure is dated anew.
