# What each economic region contributed to the change of the month.

shares-of-growth-none = No contributions of economic regions to the change of the month are given: they need figures { FORM($month, as: "of") } alone and of the same month of the previous year, for the country and for its regions.
shares-of-growth-table = Contributions of economic regions to the change { FORM($month, as: "of") }
    .subtitle = Month alone, on { $base }; largest contribution first
shares-of-growth-head = { FORM($month, as: "short") }, { $unit }
shares-of-growth-note = A contribution is the change of the region's figure in per cent of the country's figure a year before.
shares-of-growth-sum = Before rounding the contributions sum to the change of the country.
shares-of-growth-lacking = The contributions do not sum to the change of the country: no figure is used for { $names }.
shares-of-growth-apart = The contributions do not sum to the change of the country: its own figure differs from the sum of its regions.
