"""A release's cells as SDMX: structures by pysdmx, data as CSV, checks of one against the other in SQL."""
