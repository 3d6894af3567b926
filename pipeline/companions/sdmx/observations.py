"""A release's cells as observations: a text for each component, as the SDMX files have it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.bulletin.binding import printed_places
from pipeline.companions.numbers import bare
from pipeline.companions.sdmx.codes import indicator_of, sdmx_id, unit_of
from pipeline.companions.sdmx.components import PARTS, Part
from pipeline.companions.tables import Row
from pipeline.sealed.frames import LIST_SEPARATOR

MONTHLY = "M"
MOST_PLACES = 1
"""The decimals at most of a value that the bulletin does not print; fewer where its interval says so."""


def observations(cells: Sequence[Row], numbers: Sequence[Row]) -> list[dict[str, str]]:
    """Return an observation for each cell, by component; empty where the cell says nothing.

    `numbers` are the printed numbers of the release: a value has the decimals that it is printed with.
    """
    printed: dict[str, int] = {}
    for row in numbers:
        if row["facet"] == "value":
            printed[row["cell_id"]] = max(printed.get(row["cell_id"], 0), row["places"])
    return [_observation(cell, printed.get(cell["cell_id"])) for cell in cells]


def _observation(cell: Row, places: int | None) -> dict[str, str]:
    """Make the observation of one cell."""
    shown = places if places is not None else printed_places(dict(cell), "value", MOST_PLACES)
    unit, power = unit_of(str(cell["unit_code"]))
    special: Mapping[str, Any] = {
        "FREQ": MONTHLY,
        "INDICATOR": indicator_of(cell),
        "UNIT_MEASURE": unit,
        "UNIT_MULT": power,
        "DECIMALS": shown,
    }
    return {part.part_id: _said(part, special.get(part.part_id, cell.get(part.column))) for part in PARTS}


def _said(part: Part, value: Any) -> str:
    """Write a value as the text of a component."""
    if value is None:
        return ""
    if part.code_list:
        return sdmx_id(str(value))
    if part.kind == "period" and isinstance(value, date):
        return f"{value:%Y-%m}"
    if isinstance(value, Decimal):
        return bare(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return LIST_SEPARATOR.join(value) if isinstance(value, list | tuple) else str(value)
