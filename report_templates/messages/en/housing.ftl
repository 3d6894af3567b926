# Housing: dwellings by stage and type, and what else is stated of a site.

housing-title = Housing
housing-subject-dwellings = dwellings
housing-none = No statement with a date { FORM($month, as: "in") } is known; the last one is { FORM($when, as: "of") } ({ $place }).
housing-lead = Planned, completed, under way and scheduled dwellings are separate measures.
housing-lead-unscheduled = Planned dwellings less those completed and scheduled are shown as unscheduled.
housing-lead-dates = Figures stand with the date of their statement.
# A stage with the year for which it is scheduled.
housing-stage-due = { $stage } for { $due }

housing-stages = Dwellings by stage
    .subtitle = Dwellings, as last stated
    .note = Statements that leave open whether a number is an addition or a running total are not added.
housing-types = Dwellings by type
    .subtitle = Dwellings, as last stated
housing-head-type = Type and status
housing-chart = Dwellings planned and their stages, { $places }
    .subtitle = Dwellings, as last stated
    .alt = Bars of planned dwellings and of each stage stated. The numbers are listed below the figure.
housing-other = { $what }, { $when }: { $figure } { $unit } ({ $sources }).
