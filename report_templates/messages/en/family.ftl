# Issues of territories.

family-title = Issues by territory
family-own = Territories with an issue of their own: { $names }.
family-others = Fewer than five figures are known of: { $names }; their figures stand in this issue alone.
family-title-without = Sections without figures of this territory
without-figures = Sections of the national issue that would print no figure of this territory are left out: { $sections }.
