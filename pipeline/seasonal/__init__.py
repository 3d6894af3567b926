"""Seasonal adjustment with X-13ARIMA-SEATS: specifications, what is asked of a series, the run, its results.

Here belong specifications, the conditions of methods.md, the program itself and the reading of its tables.
What an office publishes of it stands in `pipeline/indicators/adjustment.py`. Figures go in as exact decimals
and come back as the program's floats, converted once from its printed text to `pipeline.decimals.VALUE`.
Ref.: ESS Guidelines on Seasonal Adjustment 2024; X-13ARIMA-SEATS Reference Manual, US Census Bureau.
"""
