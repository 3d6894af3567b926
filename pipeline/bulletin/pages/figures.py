"""The figures of an indicator on its page: the country and the regions, the newest reference periods."""

from collections.abc import Sequence
from datetime import date

from pipeline.bulletin import words
from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import Material
from pipeline.bulletin.page import Page
from pipeline.bulletin.pages.commands import table_command
from pipeline.bulletin.pages.known import shows_findings
from pipeline.bulletin.pages.model import Part, Terms, Words
from pipeline.bulletin.pages.presentations import legend
from pipeline.bulletin.pages.tables import by_territory, by_unit
from pipeline.indicators.catalogue import Indicator

MAX_PERIODS = 24
"""Reference periods of a series that are shown; the newest."""
MAX_ROWS = 420
"""A page of more rows than this shows the country, groups of territories and economic regions alone."""
ABOVE = ("country", "group", "economic_region")


def used_cells(material: Material, made: Indicator) -> list[Cell]:
    """Return an indicator's cells up to the month, plans with their due day; withheld ones are left out.

    An indicator that shows what rules found about figures keeps them.
    """
    shows_withheld = shows_findings(made)
    return [
        cell
        for cell in material.cells.get(made.code, [])
        if not _repeats(cell)
        and (cell["period"] <= material.month.first or cell["due_on"] is not None)
        and (shows_withheld or cell["obs_status"] != "U")
    ]


def _repeats(cell: Cell) -> bool:
    """Tell a flow over the months from January on: it is the year to date again."""
    start = cell["period_start"]
    return cell["transformation"] == "span" and start is not None and bool(start.month == 1)


def figures(page: Page, made: Indicator) -> list[Part]:
    """Tabulate the newest reference periods, every number bound to its cell."""
    material, every = page.material, used_cells(page.material, made)
    if not every:
        month = words.month(material.month.first)
        return [Words((f"No figure of this indicator is used in the issue of {month}.",))]
    is_wide = {cell["breakdown"] for cell in every} == {"_T"} and len(_kinds(every)) > 1
    shown = _newest_of_each(every) if is_wide else _newest(every)
    shown, left_out = _narrowed(material, shown)
    tables: list[Part] = []
    if is_wide:
        tables += by_territory(page, made, shown)
    else:
        units = sorted({cell["unit_code"] for cell in shown})
        tables += [by_unit(page, made, unit, shown) for unit in units]
    parts = _lead(material, made, left_out)
    return [*parts, *tables, Terms(legend(page, shown))]


def _lead(material: Material, made: Indicator, left_out: int) -> list[Part]:
    """Say which figures stand here, and where the others are."""
    parts: list[Part] = [
        Words(
            (
                f"The newest {MAX_PERIODS} reference periods that have a figure are shown, as known as of "
                f"{words.day(material.as_of)}. Numbers are rounded once, for print; exact values are in "
                "cells.csv under the id of the cell.",
            )
        )
    ]
    if left_out:
        command = table_command(material, made.code)
        parts.append(
            Words((f"Figures of {left_out} further territories are in the table that {command} prints.",))
        )
    return parts


def _kinds(cells: Sequence[Cell]) -> set[str]:
    """List the presentations of figures."""
    return {str(cell["transformation"]) for cell in cells}


def _newest(cells: Sequence[Cell]) -> list[Cell]:
    """Return the figures of the newest reference periods."""
    periods: list[date] = sorted({cell["period"] for cell in cells}, reverse=True)[:MAX_PERIODS]
    return [cell for cell in cells if cell["period"] >= periods[-1]]


def _newest_of_each(cells: Sequence[Cell]) -> list[Cell]:
    """Return the figures of the newest reference periods of each territory."""
    own: dict[str, list[Cell]] = {}
    for cell in cells:
        own.setdefault(cell["territory_id"], []).append(cell)
    return [cell for listed in own.values() for cell in _newest(listed)]


def _narrowed(material: Material, cells: list[Cell]) -> tuple[list[Cell], int]:
    """Leave out smaller territories where all would be too many rows; tell how many were left out."""
    if len({(cell["territory_id"], cell["period"], cell["breakdown"]) for cell in cells}) <= MAX_ROWS:
        return cells, 0
    above = [cell for cell in cells if material.level(cell["territory_id"]) in ABOVE]
    left = {cell["territory_id"] for cell in cells} - {cell["territory_id"] for cell in above}
    return (above, len(left)) if above else (cells, 0)
