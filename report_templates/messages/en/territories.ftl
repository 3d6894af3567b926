# Investment by territory: regions and districts.

territories-title = Investment by territory
territories-districts = Investment by district
territories-all = Every territory shown has a figure { FORM($when, as: "for") }.
territories-except = Every territory shown has a figure { FORM($when, as: "for") } except { $others }.
territories-except-one = { $place } ({ $when })
territories-some = The table shows territories without a figure for the month with their last one and its period.
territories-none = No figure { FORM($month, as: "for") } is used for a territory below the country. Each territory is shown with its last figure and the period to which it refers; figures of different periods are not comparable.
territories-none-parts = No figure { FORM($month, as: "for") } is used for a part of this territory. Each territory is shown with its last figure and the period to which it refers; figures of different periods are not comparable.
territories-table = Investment by territory: the last figure that is used
    .subtitle = From January to the end of the period
territories-districts-table = Investment by district, each after its economic region: the last figure that is used
    .subtitle = { START($usual) }, unless another period is named
territories-head-level = { START($level) }
territories-note-contribution = Contribution: to the change of the country's figure.
territories-note-change = Changes are on the corresponding period of the previous year, of values as reported, and are not adjusted for prices.
territories-chart = { START($place) } has the largest figure, { $when }
    .subtitle = { START($unit) }, { $when }; territories of one level, largest first
    .series = Investment
    .alt = Bars of investment by territory, largest first. The numbers are listed below the figure.
territories-chart-without = Without a figure for this period that is used: { $names }.
territories-chart-without-many = Territories of this level without a figure for this period that is used are left out.
territories-contributions = { START($place) } contributed most to the change of the country's figure
    .subtitle = Percentage points of the change of the year-to-date figure, { $when }
    .series = Contribution
    .alt = Bars of contributions by economic region, largest first, negative ones to the left. The numbers are listed below the figure.
