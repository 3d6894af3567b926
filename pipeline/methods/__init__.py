"""Methods that run along time or round a set of figures: pure functions of Polars frames and columns.

Here belong formulas of official statistics, each with its reference and an example that a test runs. Reading
and writing, SQL, wording and rounding for print stay out. Every figure is a `pipeline.decimals.VALUE`,
never a float.
"""
