# The first page: banner, large figures, key table, main points.

issue = { $month }, issue { $name }
as-known-on = as known on { $day }
fact-as-of = Figures known as of
fact-release = Release of this issue
fact-next-release = Next release
fact-not-announced = not announced
fact-contact = Contact
fact-corrections = Corrections
fact-no-corrections = none to this issue

## Large figures

tile-investment = { $unit } invested in fixed capital, { $place }, { $when }
tile-change = { $change } on a year before
tile-change-published = { $change } on a year before, as published
tile-flow = { $unit } { FORM($when, as: "in") } alone
tile-change-month = { $change } on the same month a year before
tile-resettled = persons reported as resettled, { $place }, { $when }
tile-families = { $families } families
tile-cleared = hectares reported as cleared of mines, { $place }, { $when }
tile-planned = dwellings planned, { $place }, { $when }

## Key table

key-table = Key figures
    .subtitle = Last known figures; changes in per cent on the corresponding period of the previous year; grades are explained under sources
key-table-change-computed = Change, computed
key-table-change-published = Change, published
key-table-completed = { $name } reported completed

## What the figures are

about-figures = About these figures
about-known-as-of = Figures are those known as of { $day }. Observed figures refer to days up to { $last }; plans may be due later.
about-past-day = This edition shows what was known { FORM($day, as: "in") }. A figure is known from the last day on which it can have been published or, where that is not known, from the day on which it was received.
about-reported = Each figure is reported by its publisher; letters in brackets after a number say how it is to be read and are explained under the symbols used. Each number links to its entry in the lineage index, which names its source and place.

## Main points

points-investment = Investment in fixed capital { FORM($place, as: "in") } { FORM($when, as: "in") } was { $figure } { $unit }{ $reported }
points-change-published = ; the published change on the corresponding period of the previous year was { $change }, { $basis }
points-change-published-by = ; the published change on the corresponding period of the previous year was { $change }, as reported by { $publisher }, { $basis }
points-change-decided = ; the change on the corresponding period of the previous year was { $change } ({ $publisher }), { $basis }
points-change-computed = ; the change on the corresponding period of the previous year, computed from the values as reported and not adjusted for prices, was { $change }
flow-alone = The flow { FORM($month, as: "of") } alone was { $figure } { $unit }.
flow-alone-changed = The flow { FORM($month, as: "of") } alone was { $figure } { $unit }, { $change } on the same month of the previous year.
no-flow = There is no monthly flow { FORM($month, as: "for") }: no figure { FORM($missing, as: "for") } is used.
points-contribution = { $place } contributed most to the change of the year-to-date figure, { $contribution } percentage points.
points-regions = Figures of economic regions { FORM($when, as: "for") }: { $figures }.
points-regions-more = Figures of economic regions { FORM($when, as: "for") }: { $figures }; others stand in the section on territories.
points-no-region = No figure { FORM($month, as: "of") } for an economic region is used.
points-no-region-last = No figure { FORM($month, as: "of") } for an economic region is used; the last ones that are used: { $last }.
points-no-region-more = No figure { FORM($month, as: "of") } for an economic region is used; the last ones that are used: { $last }; others stand with their periods in the section on territories.
points-region-last = { $place } { $figure } { $unit } ({ FORM($when, as: "short") }, { $publisher })
points-resettled-families = { START($place, as: "in") } { $families } families, { $persons } persons, were reported as resettled { FORM($when, as: "by") } ({ $publisher }).
points-resettled = { START($place, as: "in") } { $persons } persons were reported as resettled { FORM($when, as: "by") } ({ $publisher }).
points-dwellings = { START($place, as: "in") } { $planned } dwellings are planned, of which { $completed } were reported completed, as stated { FORM($when, as: "for") } ({ $publisher }).
points-cleared = { START($place) }: an area of { $area } hectares was reported as cleared of mines { FORM($when, as: "for") } ({ $publisher }).
points-planned = Plans state { $persons } persons to be resettled { FORM($place, as: "in") }, due { $due } ({ $publisher }).
points-construction = The last known figure of construction and installation works { FORM($place, as: "in") } is { FORM($when, as: "for") }: { $figure } { $unit } ({ $publisher }).
points-last-region = The last period with a figure of investment for a territory below the country is { $when }; the largest is that { FORM($place, as: "of") }, { $figure } { $unit } ({ $publisher }).
points-last-region-one = The last period with a figure of investment for a territory below the country is { $when }: that { FORM($place, as: "of") }, { $figure } { $unit } ({ $publisher }).
points-last-part = The last period with a figure of investment for a part { FORM($whole, as: "of") } is { $when }; the largest is that { FORM($place, as: "of") }, { $figure } { $unit } ({ $publisher }).
points-last-part-one = The last period with a figure of investment for a part { FORM($whole, as: "of") } is { $when }: that { FORM($place, as: "of") }, { $figure } { $unit } ({ $publisher }).
points-last-whole = The last period with a figure of investment { FORM($place, as: "in") }, of which alone { $whole } consists, is { $when }: { $figure } { $unit } ({ $publisher }).
points-none-known = No figure with a reference date up to { $month } is known.
points-known = { $count } figures with a reference date up to { $month } are known as of { $day }.
points-none-withheld = No figure of these months is withheld.
points-withheld = Of the figures known { $count } { PLURAL($count) ->
    [one] is
   *[other] are
 } withheld; the section on figures that could not be confirmed gives the reasons.
points-releases = The figures known come from { $count } { PLURAL($count) ->
    [one] release
   *[other] releases
 }; reprints of one release count once.

subject-investment = investment in fixed capital
subject-resettlement = resettlement
subject-housing = housing
subject-clearance = mine clearance
subject-plans = plans
