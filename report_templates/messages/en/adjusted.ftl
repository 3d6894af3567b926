# Seasonally adjusted investment and why a series has none.

adjusted-title = Seasonally adjusted investment
adjusted-none = Investment { FORM($place, as: "in") } stands unadjusted in this bulletin; the reason is given below. Figures without seasonal adjustment are compared with the same month of the previous year.
adjusted-lead = Adjusted for seasonal effects, investment { FORM($place, as: "in") } { FORM($when, as: "in") } was { $figure } { $unit }.
adjusted-lead-changed = Adjusted for seasonal effects, investment { FORM($place, as: "in") } { FORM($when, as: "in") } was { $figure } { $unit }, { $change } on the month before.
adjusted-estimates = Adjusted figures and the trend-cycle are estimates from all months of the series: each new month changes those before it, most of all the newest.

## The figure

adjusted-chart = Investment by month, { $place }, unadjusted, adjusted and trend-cycle
    .subtitle = { START($unit) } a month, { $span }; not adjusted for prices
    .alt = Three lines by month, { $span }: the adjusted series, thick; the unadjusted one, dashed; the trend-cycle, thin. Each is named at its end. The numbers are listed below the figure.
adjusted-chart-above = Adjusted investment, { $place }: { $month } was above { $before }
adjusted-chart-below = Adjusted investment, { $place }: { $month } was below { $before }
adjusted-chart-equal = Adjusted investment, { $place }: { $month } was equal to { $before }
adjusted-line-flow = Unadjusted
adjusted-line-flow_sa = Adjusted
adjusted-line-flow_trend = Trend-cycle
adjusted-note-scale = The lower part shows the adjusted series and the trend-cycle alone, on a scale of its own that need not begin at zero.

## The last months

adjusted-table = Investment by month, { $place }: unadjusted, adjusted and trend-cycle
    .subtitle = Newest first; not adjusted for prices
adjusted-head-flow = Unadjusted, { $unit }
adjusted-head-flow_sa = Adjusted, { $unit }
adjusted-head-change = Adjusted, change on the month before, %
adjusted-head-flow_trend = Trend-cycle, { $unit }
adjusted-note-decimals = Adjusted figures and trend-cycle are printed with as many decimals as the unadjusted figure of the month supports; the uncertainty of the adjustment itself is not in them.
adjusted-note-sources = The sources are those of the unadjusted figures.

## The series considered

adjusted-subject = Seasonal adjustment: { INSIDE($title) }
adjusted-series = { START($place) }: { $state }.
adjusted-too-short = { START($place) }: { $state }, figures of the month alone are known for { $known } months; at least { $needed } are needed.
adjusted-diagnostics = Series considered for seasonal adjustment, with diagnostics
    .subtitle = Investment by month; each series is adjusted by itself
adjusted-head-series = Series
adjusted-head-observations = Months
adjusted-head-m7 = M7
adjusted-head-q = Q
adjusted-head-qs_adjusted_p = QS, p
adjusted-head-state = State
adjusted-note-program = X-13ARIMA-SEATS with a specification for each series: model and filters are reviewed once a year, coefficients are estimated anew each month.
adjusted-note-months = Months: those of the whole series, on which the adjustment rests; cells.csv has those { FORM($from, as: "for") } and later.
adjusted-conditions = Adjusted figures are published from { $published } months on, where seasonality can be identified, M7 is below { $m7 }, Q is below { $q } and p is { $p } or more: p is the probability of the QS statistic of the adjusted series if no seasonality is left. From { $experimental } months on they are experimental; below, nothing is adjusted.
adjusted-discrepancy = The sum of the adjusted economic regions { FORM($when, as: "in") } is { $sum } { $unit }. The adjusted figure of the country less that sum is { $apart } { $unit }, { $share }. It is shown as it is and not distributed over the regions.

## The state of a series, and reasons

adjusted-state-published = published
adjusted-state-experimental = experimental, not published
adjusted-state-not_published = adjusted, not published
adjusted-state-not_adjusted = not adjusted
adjusted-state-because = { $state }: { $reasons }
adjusted-reason-too_short = too few months
adjusted-reason-short = too few months to publish
adjusted-reason-no_specification = the office has no specification for it
adjusted-reason-specification = its specification cannot be carried out
adjusted-reason-mixed = its figures have more than one unit, base period or price basis
adjusted-reason-duplicate = a month has more than one figure
adjusted-reason-too_long = more months than the program takes
adjusted-reason-too_large = figures of more digits than the program takes
adjusted-reason-missing = months without a figure
adjusted-reason-not_positive = a figure is zero or negative
adjusted-reason-cumulative = its figures rise within each year and drop each January, as year-to-date figures do
adjusted-reason-constant = every month has the same figure
adjusted-reason-program = the program gave no result that can be used
adjusted-reason-not_converged = the model did not converge
adjusted-reason-no_seasonality = no seasonality that can be identified
adjusted-reason-residual = a seasonal pattern is left in the adjusted series
adjusted-reason-m7 = M7 is not below its limit
adjusted-reason-q = Q is not below its limit
