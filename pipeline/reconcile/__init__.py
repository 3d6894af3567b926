"""A run beside the old process: a table of somebody else's against the cells of a month, cell by cell.

`read` makes figures of a table, by the readers of deliveries; `keyed` those of our own workbooks, whose rows
name their numbers. `match` finds the cell of each, `compare` compares at the precision that the table
prints, `text` and `marked` show what was found. Nothing is kept or changed.
"""
