# The fixed words of a release's workbook.

## Names of sheets

sheet-contents = Contents
sheet-cells = Cells
sheet-sources = Sources
sheet-symbols = Symbols
sheet-columns = Columns

## Heads of columns

sheet-sheet = Sheet
sheet-title = Title
sheet-section = Section
sheet-rows = Rows
sheet-numbers = Number ids
sheet-flags = { $column }: words and flags
sheet-again = { $column } ({ $count })
sheet-series = Series
sheet-point = Point
sheet-value = Value
sheet-symbol = Symbol
sheet-meaning = Meaning
sheet-column = Column
sheet-unit = Unit

## Lines above a table

sheet-one-table = This sheet holds one table. It begins below these lines.
sheet-back = Back to the contents
sheet-ids = Number ids name the numbers of a row from left to right; each is an entry of the bulletin's lineage index.
sheet-exact = Numbers are rounded as printed; the exact values are in the sheet of cells and in cells.csv.
sheet-cells-note = Values are exact. A value of more than { $digits } digits is text, for a spreadsheet would cut it.
sheet-cells-title = All cells of the release
sheet-sources-title = Sources behind the cells
sheet-symbols-title = Symbols used in the tables
sheet-columns-title = What the columns of the sheet of cells mean
sheet-cut-rows = The first { $rows } rows are here; all are in { $file }.
sheet-cut-text = { " " }… The text is longer than a cell of a workbook holds.
