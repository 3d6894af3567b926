# How published figures are revised.

revised-title = Revisions of published figures
revised-lead = A revision is what a later figure differs by from the first one of the same source, for the same reference period. Figures stand as their sources stated them, before edit rules and decisions; withheld figures are left out. Every figure by vintage is in triangles.csv.
revised-none = No revision of investment in fixed capital { FORM($place, as: "in") } is known: no source of these figures says when it revises one. A later figure that differs is a conflict and no revision; the section on figures that could not be confirmed shows both, with the one that is used.

revised-declared = Declared revision policy
    .subtitle = Declared before figures are published
revised-table = Declared revision policy, and the changes made
    .subtitle = Number of figures and changes, reference periods from { $when }
revised-head-measure = Figures of the country
revised-head-policy = Declared policy
revised-head-figures = Figures
revised-head-figures_revised = Revised
revised-head-changes_routine = Routine changes
revised-head-changes_in_cycle = In the cycle
revised-head-changes_other = Other changes
revised-head-largest = Largest, %
revised-by-office = declared by the office
revised-note = Routine: within so many months of the first figure. In the cycle: later, in a calendar month named beforehand. Other changes: at any other time. Largest: the change that is furthest from zero, in per cent of the figure before it.

## The policy, by what it provides for; a size is in per cent

revised-policy-none = no revision is provided for; by at most { $size } %
revised-policy-routine = within { $months } { PLURAL($months) ->
    [one] month
   *[other] months
 } of the first figure, by at most { $size } %
revised-policy-any = in any month, by at most { $size } %
revised-policy-named = { FORM($named, as: "in") }, by at most { $size } %
revised-policy-routine-any = within { $months } { PLURAL($months) ->
    [one] month
   *[other] months
 } of the first figure or in any month, by at most { $size } %
revised-policy-routine-named = within { $months } { PLURAL($months) ->
    [one] month
   *[other] months
 } of the first figure or { FORM($named, as: "in") }, by at most { $size } %
