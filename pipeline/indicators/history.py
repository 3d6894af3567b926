"""The whole history of an indicator's flows, as known on the as-of day, whatever months a run looks at."""

from dataclasses import replace
from datetime import date

import polars as pl

from pipeline.edit import know, load_office
from pipeline.engine import connect
from pipeline.indicators.catalogue import Indicator
from pipeline.indicators.compute import compute_indicator
from pipeline.lake import Lake
from pipeline.office import Office
from pipeline.rules.declared import load_rules
from pipeline.rules.kinds import WITHHOLDING
from pipeline.window import Window


def is_whole(office: Office, window: Window) -> bool:
    """Tell whether a run looks at every month that the office has."""
    return window.history_from <= office.first_month.first


def history_of(
    office: Office, lake: Lake, window: Window, indicator: Indicator, cells: pl.DataFrame
) -> pl.DataFrame:
    """Give the cells of every month: those of the run where it looks at all, else computed for it."""
    return cells if is_whole(office, window) else whole_history(office, lake, window, indicator)


def whole_history(office: Office, lake: Lake, window: Window, indicator: Indicator) -> pl.DataFrame:
    """Compute an indicator's figures and monthly flows for every month up to that of the window.

    Figures that rules withhold are out, as in the run of each month; rules of other effects change nothing
    in it and are left out.
    """
    long = replace(window, history_from=date.min)
    flows = replace(indicator, derive=("monthly_flow",), adjust=(), long_run=())
    with connect() as connection:
        load_office(connection, office, lake)
        know(connection, office, long, load_rules(office), WITHHOLDING)
        return compute_indicator(connection, flows, long, office.country)
