# Words that every section uses.

table-label = Table { $number }
figure-label = Figure { $number }
interval = { $low } to { $high }
interval-in-brackets = { " (" }{ $low } to { $high })
decimals-fewer = Fewer decimals where the rounding of the figures allows no more.
rows-cut-newest = The newest { $rows } are shown; all are in cells.csv.
rows-cut-first = The first { $rows } are shown; all are in cells.csv.
publisher-not-known = publisher not known
source-without-publisher = source { $sources }, publisher not known
publishers-and-others = { $names } and others
as-decided-by-office = { $by }, as decided by the office
reported = , as reported by { $publisher }
reported-as-decided = { " " }({ $publisher })
cite-text = { $office }. { $title }. { $issue }. Figures known as of { $day }. { $where }
nothing-known = No figure on { $subject } is known up to { $month }.
nothing-known-own = For { $place } as a whole and alone no figure on { $subject } is known up to { $month }.
expected-not-received = { START($measure) }: no figure { FORM($month, as: "for") } was received { FORM($known, as: "by") }; it was expected { FORM($due, as: "by") }.
sum-of-parts-withheld = { START($place) }, { $when }: the sum of the figures of its parts, as its own figure is withheld; what is computed from it rests on this sum. The section on figures that could not be confirmed gives the reason.
sum-of-parts = { START($place) }, { $when }: the sum of the figures of its parts, as no figure of its own is known; what is computed from it rests on this sum.
due-not-stated = not stated

## Heads of tables

head-indicator = Indicator
head-period-or-date = Period or date
head-reference-period = Reference period
head-figure = Figure
head-unit = Unit
head-grade = Grade
head-source = Source
head-month = Month
head-period = Period
head-territory = Territory
head-as-reported = As reported
head-number = Number
head-contribution = Contribution, percentage points
head-date = Date
head-coverage = Coverage
head-due = Due
head-last-stated = Last stated
head-planned = Planned
head-families = Families
head-persons = Persons
head-dwellings = Dwellings
head-named-figure = Figure

## Flags

mark-p = provisional
mark-e = estimated
mark-b = break in the series; the composition of the territory changed
mark-r = revised; an earlier version had another value
mark-n = reported by a publisher and not confirmed by the producer
mark-d = rests on a figure that is used as decided by the office
mark-w = withheld; in no total, chart or main point
mark-x = not available
mark-z = not applicable
mark-of-table = { $mark } applies to every number of this table: { $meaning }.
mark-of-figure = { $mark } applies to every number of this figure: { $meaning }.
figure-source = Source: { $sources }.
figure-sources = Sources: { $sources }.
title-with-unit = { $title }: { $unit }
