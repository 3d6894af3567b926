# Fixed words of the page, of the lineage index and of the imprint. What a bulletin says of figures comes with its sections.

page-main-points = Main points
page-annex = Annex
page-symbols = Symbols used
page-symbol = Symbol
page-meaning = Meaning
page-index = Lineage index
page-index-lead = Each printed number, the cell it was printed from, and where that cell comes from. Numbers in the text link to this list. { $table_short } is { $table }, { $figure_short } is { $figure }.
page-index-number = Number
page-index-printed = Printed
page-index-cell = Cell
page-index-origin = Origin
page-index-place = Place
page-numbers = Numbers shown
# The foot of each page: Page 3 of 20.
page-page = Page
page-of = of
page-skip = To the text
page-contents = Contents
page-as-pdf = This issue as a PDF file
page-others = Other issues of this month

table-label-short = T{ $number }
figure-label-short = F{ $number }

## Whether a person has read the texts of a language

review-none = Machine-composed, not yet reviewed
review-none-sentence = The texts of this edition are machine-composed and not yet reviewed.
review-by = Reviewed by { $name }, { $day }

## Where a number comes from

origin-rows = rows of { $table }
origin-more = { $shown }; and { $more } more
origin-line = line { $line }, { $column }
origin-characters = characters { $first } to { $last }

## Where a number stands outside tables and figures

place-adjusted = adjusted
place-changed = changed
place-clearance = clearance
place-districts = districts
place-growth = growth
place-housing = housing
place-investment = investment
place-key-figures = key figures
place-main-points = main points
place-planned = planned
place-quality = quality
place-resettlement = resettlement
place-revised = revised
place-territories = territories
place-unconfirmed = unconfirmed
place-works = works
