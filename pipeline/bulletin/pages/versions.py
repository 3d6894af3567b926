"""The versions of the figures that an indicator rests on, by series, and where each was stated."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.bulletin.binding import Cell
from pipeline.bulletin.material import Material
from pipeline.bulletin.pages.figures import used_cells
from pipeline.bulletin.pages.known import Known, SeriesOf, Version
from pipeline.indicators.catalogue import Indicator
from pipeline.month import Month

PERIODS = 12
"""Reference periods of a table of revisions; the newest."""
VINTAGES = 12
"""Vintages of a table of revisions; the last."""
COLUMNS = ("indicator", "cell_id", "known_on", "value", "source_id", "file_name", "locator")
"""The columns of methodology/versions.csv: a row a version of a figure in a table of revisions."""
STATED_BY = "stated_by"
"""The entry of a cell that names the figures that a vintage of it rests on."""
Series = tuple[str, str]
"""A territory and a breakdown."""
Stated = tuple[Cell, list[Version]]
"""A figure and the versions of the one statement that it rests on."""


def stated_series(material: Material, made: Indicator, known: Known) -> dict[Series, list[Stated]]:
    """Return by series the newest figures that rest on one statement each, with the versions of it."""
    found: dict[Series, list[Stated]] = {}
    cells = [cell for cell in used_cells(material, made) if cell["transformation"] == made.default]
    for cell in sorted(cells, key=lambda cell: (cell["period"], cell["cell_id"]), reverse=True):
        names = material.inputs.get(cell["cell_id"], [])
        own = found.setdefault((cell["territory_id"], cell["breakdown"]), [])
        if len(names) == 1 and names[0] in material.observations:
            own.append((cell, _versions(material, names[0], known.versions)))
    return {name: rows for name, rows in found.items() if rows}


def _versions(material: Material, obs_id: str, several: Mapping[SeriesOf, list[Version]]) -> list[Version]:
    """Return the versions of a figure by its source, one where it was stated once."""
    stated = material.observations[obs_id]
    one = [Version(stated["known_on"], stated["value"], stated["figure_id"])]
    return several.get((stated["series_id"], stated["source_id"]), one)


def newest(rows: Sequence[Stated]) -> Sequence[Stated]:
    """Return the newest reference periods; where none of them has several versions, the newest that have."""
    newest = rows[:PERIODS]
    if any(len(versions) > 1 for _, versions in newest):
        return newest
    return [row for row in rows if len(row[1]) > 1][:PERIODS]


def vintages_of(rows: Iterable[Stated]) -> list[Month]:
    """List the last months in which a version became known."""
    months = {Month.of(version.known_on) for _, versions in rows for version in versions}
    return sorted(months)[-VINTAGES:]


def version_rows(material: Material, made: Indicator, rows: Sequence[Stated]) -> list[dict[str, Any]]:
    """Give a row of versions.csv for each version of figures; a value that was taken back is empty."""
    found = []
    for cell, versions in rows:
        for version in versions:
            figure = material.figures[version.figure_id]
            place = (figure["source_id"], figure["file_name"], figure["locator"])
            values = (made.code, cell["cell_id"], version.known_on, version.value, *place)
            found.append(dict(zip(COLUMNS, values, strict=True)))
    return found


def origin_of(material: Material, cell: Cell) -> str:
    """Say where a number of a page comes from: of a vintage the figure that stated it, else as usual."""
    figures = [material.figures[name] for name in cell.get(STATED_BY, ())]
    if not figures:
        return material.origin(cell)
    return "; ".join(material.place_of(figure) for figure in figures)
