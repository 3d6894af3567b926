# What plans rest on.

basis-title = Legal bases, phases and bodies
basis-not-stated = not stated

basis-acts = Legal acts named as a basis
    .subtitle = An official title is printed once, here
basis-acts-note = Titles are quoted as the sources give them, some in a short form; their words are those of the acts and not of this bulletin.
basis-acts-note-foreign = A title without an English text stands in the language of its source.
basis-head-dated = Dated
basis-head-act = Act
basis-head-title = Title
basis-head-plans = Plans that rest on it
basis-no-plans = none in this bulletin
basis-inferred = { $day } (year inferred)
basis-numbered = { $dated }, No. { $number }

basis-phases = Programme phases
    .subtitle = A programme phase, a phase of construction and a group that moved are three things
basis-head-phase = Programme phase
basis-head-first = First day
basis-head-last = Last day
basis-head-parts = Parts
basis-overlap = { $earlier } and { $later } both cover { $shared }, as their sources state them. A plan that is due then is shown under the phase that its source names.

basis-bodies = Bodies named by the sources
    .subtitle = As named; no body issues this bulletin
    .own = As named by the sources
basis-head-body = Body
basis-head-role = Role

basis-named = Named by sources, no number stated
    .subtitle = What is named is listed; the lists are not complete and are not counted
basis-head-kind = Kind
basis-head-name = Name
basis-head-status = Status
