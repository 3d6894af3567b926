# Public works: roads, tunnels and bridges, budget funds, single facts.

works-title = Public works
works-subject = public works
works-lead = Planned works, works under way and works reported completed are separate figures, each with the date of its statement. They are not added over roads, stages or sources.
works-head-what = What
works-what-roads_length = Roads
works-what-tunnels_length = Tunnels
works-what-bridges_length = Bridges
works-head-place = Road or territory

works-lengths = Lengths by stage: { $measures }
    .subtitle = Kilometres, as last stated
works-numbers = Numbers by stage: { $measures }
    .subtitle = Number, as last stated

works-register = Other works and facilities, as stated
    .subtitle = Single facts, not added
works-head-stated-for = Stated for
works-note-early = { $rows }: published before that day or before the end of that period.

works-money = { START($measures) }
    .subtitle = Spans overlap and are not added; none of these is investment in fixed capital
works-head-span = Span
works-span-planned = planned
works-span-year = year
works-span-month = month
works-span-year_to_date = year to date
works-span-years = several years
