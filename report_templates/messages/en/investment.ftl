# Investment in fixed capital of the country.

investment-subject-in = investment in fixed capital { FORM($place, as: "in") }
investment-none-for-month = No figure { FORM($month, as: "for") } is used; the last one is { FORM($when, as: "for") }.
investment-lead = Investment in fixed capital { FORM($place, as: "in") } { FORM($when, as: "in") } was { $figure } { $unit }{ $reported }.
investment-change-published = The change on the corresponding period of the previous year, as published, was { $change }, { $basis }.
investment-change-no-basis = The change on the corresponding period of the previous year, as published, was { $change }; the source does not state whether it is nominal or real.
investment-change-published-by = The change on the corresponding period of the previous year, as published by { $publisher }, was { $change }, { $basis }.
investment-change-no-basis-by = The change on the corresponding period of the previous year, as published by { $publisher }, was { $change }; that source does not state whether it is nominal or real.
investment-change-decided = The change on the corresponding period of the previous year was { $change } ({ $publisher }), { $basis }.
investment-change-computed = Computed from the values as reported, without adjustment for prices, the change was { $change }.
investment-flow-january = For January the year to date is the month; the monthly flow is { $figure } { $unit }.

investment-table = Investment in fixed capital, { $place }, by period
    .subtitle = Year to date unless stated; newest first
investment-head-ytd = Investment, { $unit }
investment-head-flow = Month alone, { $unit }
investment-head-change = Change, computed, %
investment-head-published = Change, as published, %
investment-head-published-basis = Change, as published, { $basis }, %
investment-head-construction = Construction works, { $unit }
investment-head-construction-share = Share of construction works, %
investment-note-annual = An annual figure is published too: { $years }. The section on growth sets it beside the sum of the months.
note-changes-computed = Computed changes compare values as reported and are not adjusted for prices.
note-shares = A share stands as its source states it, where that is used; else it is computed from the two figures of one source. Beside figures of another source it is not their ratio.
share-of-other-sums = other sums
note-other-sums = { START($word) }: the share that is known was computed from other sums of one source than those of the row; it is in cells.csv.
note-changes-no-basis = Published changes stand as printed; their sources do not state a price basis.
note-changes-basis = Published changes stand as printed, in the prices that their sources state.

investment-chart-flow = Monthly investment
investment-chart-ytd = Year-to-date investment
investment-chart-year = Investment
investment-chart-subtitle = { $unit }, by month, { $years }
investment-chart-flow-alt = Lines by month, { $years }. The numbers are listed below the figure.
investment-chart-ytd-alt = Lines by month of the year-to-date figures that are known; months without a figure are gaps, { $years }. The numbers are listed below the figure.
investment-bars-subtitle = { $unit }, by period
investment-bars-alt = Bars, one for each period with a figure, the oldest first. The numbers are listed below the figure.
investment-chart-last = { $what }, { $place }: the last figure is { FORM($when, as: "for") }
investment-chart-above = { $what }, { $place }: { $when } was above { $before }
investment-chart-below = { $what }, { $place }: { $when } was below { $before }
investment-chart-equal = { $what }, { $place }: { $when } was equal to { $before }
