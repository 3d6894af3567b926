# Mine clearance: areas and items found.

clearance-title = Mine clearance
clearance-month = A figure for the month { $month } was reported.
clearance-none = No figure for the month { $month } as a whole is known; the last report is { FORM($when, as: "of") }.
clearance-lead = A week that straddles two months is not split, weeks are not summed to months, and running totals stand apart.
clearance-lead-groups = Groups of districts stand under sources, with their members where these are stated.

clearance-table = Area cleared and items found, as reported
    .subtitle = { START($place) }, unless another coverage is named; newest first
clearance-head-kind = Kind of period
clearance-head-area = Area, hectares
clearance-head-items = { START($kind) }, items
clearance-span-week = week
clearance-span-month = month
clearance-span-year = year
clearance-span-year_to_date = year to date
clearance-span-running_total = running total

clearance-chart-months = Of the months shown, { $when } has the largest area
    .subtitle = Hectares reported as cleared, by month
    .gaps = Hectares reported as cleared, by month with a figure; months between them have none
    .alt = Bars of the area reported as cleared, by month, in time. The numbers are listed below the figure.
clearance-chart-weeks = Of the weeks shown, { $when } has the largest area
    .subtitle = Hectares reported as cleared, by week
    .gaps = Hectares reported as cleared, by week with a figure; weeks between them have none
    .alt = Bars of the area reported as cleared, by week, in time. The numbers are listed below the figure.
clearance-chart-series = Hectares
clearance-note-reading = { $rows }: { $said }.
