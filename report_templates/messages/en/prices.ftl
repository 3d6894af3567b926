# Real growth as published beside nominal growth, and the deflator that the two imply.

prices-not-stated = Growth as published stands in the section on investment beside the computed change, never in one column. Its sources do not state whether it is nominal or real, so no implied deflator is given.
prices-not-published = No source publishes a real growth rate. All changes are of values as reported, and no implied deflator is given.
prices-not-published-linked = No source publishes a real growth rate, and no implied deflator is given. Changes are of values as reported; the figures in constant prices are made with the price index that is delivered, and their notes say how.
prices-table = Nominal and real growth, { $place }
    .subtitle = Year to date on the same months of the previous year; newest first
prices-head-nominal = Nominal change, computed, %
prices-head-real = Real change, as published, %
prices-head-deflator = Implied deflator, index
prices-note = Real growth is kept as published and never recomputed. The implied deflator is the nominal index divided by the real one, { $unchanged } for unchanged prices; it needs both price bases stated.
