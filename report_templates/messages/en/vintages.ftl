# The revision triangle.

vintages-table = { $measure }, { $place }, by vintage
    .subtitle = { START($unit) }, at the end of each month; the last one as of { $day }
vintages-head-period = Year to date
vintages-head-revision = Revision
vintages-note = [z]: the first figure for the period was stated later. Revision: the newest figure less the first one.
