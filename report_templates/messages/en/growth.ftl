# Growth of the country's investment: comparisons and base effects.

growth-title = Growth of investment
growth-lead = Three comparisons stand apart, each under its own head: a month with the month before, a month with the same month of the previous year, and the year to date with the same months of the previous year. The last compares sums and is not the mean of monthly rates. The first holds the seasonal pattern too.
growth-few = Growth can be computed where the figures of both periods are known. For the month of this bulletin each comparison is given, or the reason why it is not.

## A comparison of the month in a sentence, or why it is not there

growth-on-month = On the month before: { $change }.
    .lacking = On the month before: not computed, no figure of the month alone is known for { $lacking }.
    .neither = On the month before: not computed, no figure of the month alone is known for { $month } or { $base }.
    .rounding = On the month before: not computed, the figure { FORM($base, as: "of") } is not above its rounding.
growth-on-year = On the same month of the previous year: { $change }.
    .lacking = On the same month of the previous year: not computed, no figure of the month alone is known for { $lacking }.
    .neither = On the same month of the previous year: not computed, no figure of the month alone is known for { $month } or { $base }.
    .rounding = On the same month of the previous year: not computed, the figure { FORM($base, as: "of") } is not above its rounding.
growth-ytd-on-year = Year to date on the same months of the previous year: { $change }.
    .lacking = Year to date on the same months of the previous year: not computed, no year-to-date figure is known for { $lacking }.
    .neither = Year to date on the same months of the previous year: not computed, no year-to-date figure is known for { $month } or { $base }.
    .rounding = Year to date on the same months of the previous year: not computed, the figure { FORM($base, as: "of") } is not above its rounding.

## The comparisons of the last months

growth-table-change = Growth of investment, { $place }
growth-table = Growth of investment, { $place }, as change and as index
    .subtitle = Values as reported, not adjusted for prices or seasonal effects; newest first
growth-head-flow_change_on_month = Month on the month before, change, %
growth-head-flow_change = Month on the same month a year before, change, %
growth-head-flow_index = Month on the same month a year before, index
growth-head-flow_multiple = Month on the same month a year before, times
growth-head-ytd_change = Year to date on the same months a year before, change, %
growth-head-ytd_index = Year to date on the same months a year before, index
growth-head-ytd_multiple = Year to date on the same months a year before, times
growth-as-times = as times
growth-note-index = An index is { $equal } where the two figures are equal; a change is then zero.
growth-note-times = A change of more than threefold is given as a multiple; its change says '{ growth-as-times }'.

## Base effects

growth-effects = From { $before } to { $month } the index on the same month of the previous year moved by { $move }: { $own } came from the months of this year and { $base } from those of the year before, the base effect.
growth-percentage-points = percentage points
growth-no-effects = No base effect is given for { $month }: it needs the figures of { $month } and { $before } alone, and of the same two months a year before, each above its rounding.
growth-effects-table = Base effects in the growth of investment, { $place }
    .subtitle = Percentage points; how the index on the same month a year before moved since the month before
growth-head-flow_index_move = Move of the index
growth-head-flow_month_effect = By this year's months
growth-head-flow_base_effect = By those of the year before
growth-effects-note = By this year's months: zero where the month is as the month before. By those of the year before (the base effect): zero where last year's month was as the month before it. The two sum to the move before rounding. Both hold the seasonal pattern, which cancels in their sum.
