# Plans beside what is reported.

outcome-table = Reported to date beside the planned figure
    .subtitle = Plans whose own territory has a reported figure of the same unit; newest first
outcome-head-place = Coverage and date of the reported figure
outcome-head-reported = Reported
outcome-head-share = % of planned
outcome-head-pace = Monthly, in the same unit
outcome-note-arithmetic = % of planned: reported to date as per cent of the planned figure. Monthly: the reported figure divided by the calendar months from the first day of the programme phase that the target rests on. Both are arithmetic; neither is a forecast or an assessment.
outcome-note-share = % of planned: reported to date as per cent of the planned figure. It is arithmetic and neither a forecast nor an assessment.
outcome-note-coverage = A plan of another coverage than the reported figure is not compared with it.
