# Planned figures: what plans and programmes state.

planned-title = Planned figures
planned-lead = A plan is not added to what is observed. Families, persons and dwellings are different units even where the number is the same. Each row is the statement of one source, or of several that agree, on one coverage and due day.

planned-table = Planned figures by coverage and due day
    .subtitle = As stated; latest due day first
planned-past = Plans due { FORM($day, as: "by") }
    .subtitle = As stated; latest due day first
planned-head-what = Planned
planned-head-settlements = Settlements
planned-head-area = Area to clear, hectares

planned-other = Institutions, projects and cost planned
    .subtitle = As stated; types are not added

planned-chart-persons = Persons planned to be resettled: plans of different coverage and due day
    .subtitle = Persons, as stated, by due day
    .alt = Bars of persons planned, by coverage and due day. The numbers are listed below the figure.
planned-chart-families = Families planned to be resettled: plans of different coverage and due day
    .subtitle = Families, as stated, by due day
    .alt = Bars of families planned, by coverage and due day. The numbers are listed below the figure.
planned-chart-cut = Of the plans, those with the latest due days are drawn.
