"""Observations as SDMX-CSV, of version 1.0 and 2.0."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from pipeline.companions.sdmx.components import DIMENSIONS, PARTS, STRUCTURE, VERSION
from pipeline.companions.tables import CELLS, DataFile
from pipeline.decimals import VALUE
from pipeline.dictionary import column_text

INFORMATION = "I"
"""The action of SDMX-CSV 2.0 for data that is passed on to be read."""
_KINDS: Mapping[str, Any] = {
    "decimal": VALUE,
    "integer": pl.Int64,
    "boolean": pl.Boolean,
    "day": pl.Date,
}
_FIRST = {
    "DATAFLOW": "The dataflow that the row belongs to: agency, id, version",
    "STRUCTURE": "What STRUCTURE_ID names",
    "STRUCTURE_ID": "The dataflow that the row belongs to: agency, id, version",
    "ACTION": "What is to be done with the row: I, it is passed on to be read",
}


def _declared(path: str, *first: str) -> DataFile:
    """Declare a file of observations with its first columns."""
    kinds = {part.part_id: _KINDS.get(part.kind, pl.String) for part in PARTS}
    meanings = {part.part_id: f"{part.name}. {column_text(CELLS.table, part.column)}" for part in PARTS}
    return DataFile(
        path,
        {**dict.fromkeys(first, pl.String), **kinds},
        DIMENSIONS,
        {"CELL_ID": (CELLS.path, "cell_id")},
        {**{name: _FIRST[name] for name in first}, **meanings},
    )


DATA_1 = _declared("sdmx/data-1.0.csv", "DATAFLOW")
DATA_2 = _declared("sdmx/data-2.0.csv", "STRUCTURE", "STRUCTURE_ID", "ACTION")


def csv_1(rows: Sequence[Mapping[str, str]], agency: str) -> bytes:
    """Write observations as SDMX-CSV 1.0: the dataflow, then a column each component."""
    return DATA_1.csv({"DATAFLOW": _flow(agency), **row} for row in rows)


def csv_2(rows: Sequence[Mapping[str, str]], agency: str) -> bytes:
    """Write observations as SDMX-CSV 2.0: what the structure is, the action, then a column each component."""
    said = {"STRUCTURE": "dataflow", "STRUCTURE_ID": _flow(agency), "ACTION": INFORMATION}
    return DATA_2.csv({**said, **row} for row in rows)


def _flow(agency: str) -> str:
    """Name the dataflow of an agency."""
    return f"{agency}:{STRUCTURE}({VERSION})"
