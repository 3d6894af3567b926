# Sources that differ.

conflicts-opening = Where sources differ by more than their printed precision, each figure is shown. A later figure is a revision only where the producer is the same and says so; otherwise the figures are in conflict, and the one that is used is chosen by the rule stated under sources.
conflicts-table = Sources that differ
    .subtitle = { $unit }; newest reference period first
conflicts-head-used = Figure used
conflicts-head-publisher = Published by
conflicts-head-others = Other figures, each with its publisher
conflicts-none-used = none of them is used
conflicts-no-other = none
