# Issues of territories.

family-title = Issues by territory
family-own = Economic regions with an issue of their own: { $names }.
family-few = Economic regions of which fewer than five figures are known: { $names }. Their figures stand in this issue alone.
family-none = Economic regions of which no figure is known: { $names }.
family-title-without = Sections without figures of this territory
without-figures = Sections of the national issue that would print no figure of this territory are left out: { $sections }.
without-revisions = Revisions are tabulated for the figures of the country: in the national issue, and by vintage in its triangles.csv. A figure of this territory that was revised is marked [r]; its earlier versions are kept and not printed.
