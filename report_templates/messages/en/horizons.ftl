# Revisions by the months since the first figure.

horizons-months = { $months } { PLURAL($months) ->
    [one] month
   *[other] months
 }
horizons-to_date = to date
horizons-in-letters-1 = one month
horizons-in-letters-3 = three months
horizons-in-letters-12 = twelve months
horizons-row = { $measure }, { $horizon }
horizons-table = Revisions by the months since the first figure
horizons-test = Test of the mean revision against zero
horizons-subtitle = { START($unit) } unless per cent or number; year to date, the country
horizons-head = Figures and months
horizons-head-n = n
horizons-head-mr = MR
horizons-head-mar = MAR
horizons-head-rmar_pct = RMAR, %
horizons-head-rmar_base = Sum of first figures
horizons-head-sd = SD
horizons-head-positive_pct = Above zero, %
horizons-head-same_sign_pct = Same sign, %
horizons-head-standard_error = SE
horizons-head-lag = Lag
horizons-head-t = t
horizons-head-p = p
horizons-note-short = MR: mean revision, the later figure less the first one. MAR: mean of their sizes. RMAR: the sum of the sizes in per cent of the sum of the first figures. SD: standard deviation. Same sign: of a hundred later figures, those with the sign of the first one.
horizons-note-to-date = To date: from the first figure to what is known on the as-of day, whatever the months between. A figure that was not stated anew counts with a revision of zero.
horizons-note-none = [z]: one revision has no standard deviation, and first figures of zero have no RMAR.
horizons-note-bias = SE is the standard deviation of MR, by Newey and West with Bartlett weights and the lag shown; t is MR divided by it; p is the probability of a t as far from zero, with one degree of freedom less than n; { $least } is below { $half }.
horizons-note-equal = [z]: all revisions are equal, so there is no spread and no test.
horizons-few = Of fewer than eight revisions the values are given, and no test:
horizons-values = { $measure }, { $horizon }: { $values }. No test: { $n } of eight revisions.
