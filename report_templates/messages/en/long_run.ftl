# Investment by month over the whole history: benchmarked, and in constant prices.

long-run-neither = Monthly figures are neither benchmarked nor deflated: no source states an annual figure of its own that differs from the sum of the months, nor a price index of investment.
long-run-table = Investment by month, { $place }: { $shown }
    .subtitle = { START($unit) } a month; newest first; not adjusted for seasonal effects
long-run-shown-flow_benchmarked = benchmarked
long-run-shown-flow_real = in constant prices
long-run-head-flow = As reported by month
long-run-head-flow_benchmarked = Benchmarked to annual figures
long-run-head-flow_real = In constant prices, chain-linked
long-run-note-flow_benchmarked = Benchmarked: the months of a year sum to its annual figure and move as the reported ones do as far as that allows (proportional Denton-Cholette). Months after the last annual figure are extrapolated by its last ratio, and estimates.
long-run-note-flow_real = In constant prices: each year's months in the average prices of the year before, linked by annual overlap to the average prices { FORM($year, as: "of") }, the first year of the series. Real and nominal figures are not compared with each other.
long-run-discrepancy = Chain-linked figures do not add up: { FORM($when, as: "in") } that of the country less the sum of its economic regions is { $apart } { $unit }. It is shown and not distributed.
long-run-annual = Annual figures of investment beside the sum of the months, { $place }
    .subtitle = { START($unit) }; newest first
long-run-head-year = Annual figure
long-run-head-months = Sum of the months as reported
long-run-head-apart = Difference
long-run-note-annual = The annual figure of a year is published after its months, and can rest on other reports than they do. Neither figure is changed. All other tables show the months as reported; benchmarked ones sum to the annual figure.
