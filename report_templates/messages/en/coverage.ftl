# How much of a published figure its parts explain.

coverage-lead = Where a territory and parts of it have figures for the same period, the parts are summed and stand beside the published figure of the whole; the newest such period of each territory is shown.
coverage-all = All parts of every territory shown are known.
coverage-least = Least is known { FORM($place, as: "of") }: figures { FORM($when, as: "for") } are known for { $known } of its { $parts } parts; what is known makes up { $share } of its figure.
coverage-one = Figures { FORM($when, as: "for") } are known for { $known } of the { $parts } parts { FORM($place, as: "of") }; what is known makes up { $share } of its figure.
coverage-table = What the parts of a territory explain
    .subtitle = { START($unit) } unless per cent or number; year to date
coverage-head-parts = Known parts
coverage-head-published = Published
coverage-head-known = Sum of known parts
coverage-head-share = Explained, %
coverage-head-residual = Other parts
coverage-head-discrepancy = Discrepancy
# Stands between two numbers in a cell of a table: 9 of 10.
coverage-out-of = { " of " }
coverage-note-parts = Parts of the country are its economic regions, of a region its districts and cities.
coverage-note-parts-own = Parts of an economic region are its districts and cities.
coverage-note-residual = Other parts: the published figure less the known parts, for the parts that are not known, together; it is never split between them.
coverage-note-discrepancy = Discrepancy: the published figure less the sum where all parts are known; it is published and not spread.
coverage-note-z = [z]: where all parts are known there are no other parts; where some are not there is no discrepancy.
coverage-note-above = Where both are [z], some parts are not known, and the known parts are above the published figure by more than rounding allows, so nothing is said of the rest.
