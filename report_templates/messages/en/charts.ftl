# What charts say: the sentence that describes one, the tile map, revisions, plans beside reports.

chart-series = { $name }, { $count } numbers: { $told }.
chart-series-one = { $name }, one number: { $label }, { $figure }.
chart-series-many = Series: { $count }; the first and the last of them:
chart-first = first, { $label }, { $figure }
chart-first-largest = first and largest, { $label }, { $figure }
chart-largest = largest, { $label }, { $figure }
chart-last = last, { $label }, { $figure }
chart-last-largest = last and largest, { $label }, { $figure }
chart-number = Number { $id }
chart-keys = Arrow keys move from number to number, Enter leads to its entry in the lineage index.

## Tile map of the economic regions

map-change = Investment was above that of a year before in { LETTERS($known) } of { LETTERS($regions) } economic regions
    .subtitle = Change on the corresponding period of the previous year, %, { $when }
    .series = Change, %
map-figure = { START(LETTERS($known)) } of { LETTERS($regions) } economic regions have a figure { FORM($when, as: "for") }
    .subtitle = { START($unit) }, { $when }
    .series = Investment
map-alt = Tile map of { LETTERS($regions) } economic regions; a figure is known of { LETTERS($known) }. The numbers are listed below the figure.
map-none = not available
map-note = Tiles are of one size and stand near where the regions lie; they show no borders. Darker: further from zero, in four equal steps up to the largest.
map-note-below = Strokes at the left edge: below zero.
map-note-none = Not available: no figure of the region for this period is used.

## Revision fan

fan-title = The newest figures that were restated: { $count } shown; above their first value: { $above }, below it: { $below }
    .subtitle = { START($measure) }, { $place }, year to date; distance from the first figure, { $unit }, by vintage
    .alt = Lines of the distance of figures from their first ones, by the month in which they were stated. The numbers are listed below the figure.
    .ray = { $name }, statements: { $count }; newest less first { $figure }.
    .revision = revision
    .note = Each line begins with the first figure, at zero, and keeps its height until the figure is stated anew. Listed are the figures by the month in which they were stated, then the newest less the first.

## Revision triangle

triangle-title = Of the figures shown, that for { $period } lies furthest from its first one, by { $figure }
    .subtitle = { START($measure) }, { $place }, year to date; later figure less the first, { $unit }, by the time between
    .alt = Heat map of revisions, a row for each reference period, a column for each time since the first figure. The numbers are listed below the figure.
    .note = Darker: further from zero. Strokes at the left edge: below zero. Empty: so many months have not passed since the first figure. A figure that was not stated anew has a revision of zero.
triangle-none = None of the figures shown was revised
triangle-horizon-1 = One month
triangle-horizon-3 = Three months
triangle-horizon-12 = Twelve months
triangle-horizon-to_date = To date

## Plans beside what is reported

outcome-title = Planned and reported figures of the same coverage { FORM($day, as: "by") }: { LETTERS($drawn) } of { LETTERS($count) } plans
    .subtitle = In the unit that each plan names; latest report first
    .alt = Pairs of bars: planned figures, light, and what is reported of them to date, dark. The numbers are listed below the figure.
    .note = Each pair is drawn to its own scale: the bar of the planned figure has the same length in all. What is reported is the last figure up to its date, and no forecast.
    .cut = Of several plans of one coverage and unit the one with the latest due day is drawn, and of all these those with the newest reports; the table below has more.
outcome-title-all = Planned and reported figures of the same coverage { FORM($day, as: "by") }
outcome-pair = { $place }, { $unit }
outcome-planned = planned, { FORM($due, as: "short") }
outcome-planned-open = planned
outcome-reported = reported, { FORM($when, as: "short") }
