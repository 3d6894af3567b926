# Resettlement: running totals, and groups that moved.

resettlement-title = Resettlement
resettlement-subject-totals = running totals of resettlement
resettlement-none = No running total with a date { FORM($month, as: "in") } is known; the last one is { FORM($when, as: "of") } ({ $place }).
resettlement-all = Running totals with a date { FORM($month, as: "in") } are known for every territory shown.
resettlement-named = Running totals with a date { FORM($month, as: "in") } are known for { $places }.
resettlement-some = Of the territories shown, some have a running total with a date { FORM($month, as: "in") }.
resettlement-lead = A running total is the last figure on or before the end of the month; it stands with its own date and its age and is not carried forward. Totals of a town, of its district and of a wider coverage are separate series and are not added.

resettlement-table = Families and persons reported as resettled: last running totals
    .subtitle = At the date stated; newest first
resettlement-head-ratio = Persons per family
resettlement-head-age = Age at the month's end, days

resettlement-chart = { START($place) }: the last running total is { FORM($when, as: "of") }
    .subtitle = Persons reported as resettled, at each date with a figure, { $first } to { $when }
    .alt = Dots at the dates for which a running total { FORM($place, as: "of") } is known, with nothing drawn between them. The numbers are listed below the figure.

resettlement-groups = Groups that moved, as reported
    .subtitle = Each group at its date; newest first
    .note = Groups are not added: not every group is reported, and a group that moved is not a running total.
    .announced = Announced: the source was published before that day and does not say whether the group moved. A group announced may be part of one reported in another row.
resettlement-announced = { $when } (announced)
