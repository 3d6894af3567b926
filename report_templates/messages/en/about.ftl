# What the bulletin says of itself: its limits, its sources, its groups of territories.

limits-title = Scope
limits-box = What these figures do not measure
limits-not-measured = The figures count families and persons reported as resettled. They do not describe who lived in or left the territory at any date, the present population, or the ownership of dwellings. No delivered source covers these.
limits-past-events = Figures about past events in these sources are outside the scope of this bulletin; it neither reproduces nor assesses them.
limits-row = Not measured: { $what }. { $reason }

sources-title = Sources and quality
sources-lead = A figure is reported by its publisher. The evidence grade follows from criteria alone: A the producer's own publication with its method, independent and no party to the matter; B the producer's own publication; C a publisher that names the producer; D a publisher that does not, or that is not known. Full addresses are in the data of the release, under the source's id.
sources-table = Sources named in this issue
    .subtitle = Party: whether the publisher or producer is a party to the matter
sources-head-publisher = Publisher
sources-head-published = Published
sources-head-party = Party
sources-head-address = Address
sources-party-yes = yes
sources-party-no = no
sources-party-unknown = unknown
sources-no-address = address not known
sources-withheld = Withheld figures are not used. A figure that agrees with a more precise one within its own last printed place confirms it, and the more precise one is kept.
sources-order = Of figures that differ, the producer's own comes before press, then the later publication; a date that is not known counts as the earliest.
sources-reprints = Reprints of one release count once.
sources-rounding = Numbers are exact until print and are rounded once, half away from zero. Because of rounding, components may not add to totals.

groups-table = Groups of territories in this bulletin
    .subtitle = Members on { $day }
groups-head-group = Group
groups-head-members = Members
groups-no-list = list not stated by the source
