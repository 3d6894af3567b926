"""Holds the SDMX data to its structures and to the cells, by the files of sql/checks that begin with sdmx."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.companions.sdmx.codes import Lists, code_map
from pipeline.companions.sdmx.components import DIMENSIONS, PARTS
from pipeline.companions.tables import Row
from pipeline.decimals import VALUE
from pipeline.engine import connect, fetch, load_frame
from pipeline.errors import StopRuleError

CHECKS = {
    "sdmx_id": "The code list {cell_id} calls {part_id} '{said}'. Each code needs an id of its own, "
    "of letters, digits, _, -, @ and $: rename a code of the office.",
    "sdmx_needed": "The cell {cell_id} has no {part_id}, which every observation must have. "
    "Mend its indicator.",
    "sdmx_code": "The cell {cell_id} has the {part_id} '{said}', which the code list does not have. "
    "Add it to the office's reference tables or to pipeline/dictionary.toml.",
    "sdmx_period": "The cell {cell_id} has the {part_id} '{said}', which is not its month. "
    "Mend pipeline/companions/sdmx/observations.py.",
    "sdmx_value": "The cell {cell_id} has the {part_id} '{said}' in the SDMX data and another value in "
    "cells.csv. Mend pipeline/companions/sdmx/observations.py.",
    "sdmx_duplicate": "The cells {said} are one observation of the SDMX data: they share every dimension. "
    "Tell them apart by a breakdown.",
}
"""What a check says, by the file of sql/checks that makes it; the first that finds something is told."""
Observations = Sequence[Mapping[str, str]]


def check_sdmx(sql: Path, made: Observations, cells: Sequence[Row], lists: Lists) -> None:
    """Raise StopRuleError with the first place where observations break their structure or leave their cell.

    Unknown codes, periods that are none, doubled keys and missing components are looked for here since a
    library that validates a message accepts them.
    """
    with connect() as connection:
        for table, frame in check_tables(made, cells, lists).items():
            load_frame(connection, f"release.{table}", frame)
        for name, sentence in CHECKS.items():
            found = fetch(connection, sql / "checks" / f"{name}.sql", {})
            if found.height:
                first = found.sort(pl.all()).row(0, named=True)
                more = f" So {found.height} times." if found.height > 1 else ""
                raise StopRuleError(f"The data files are not written. {sentence.format(**first)}{more}")


def check_tables(made: Observations, cells: Sequence[Row], lists: Lists) -> dict[str, pl.DataFrame]:
    """Return the tables that the checks read, by name."""
    told = ("CELL_ID", "TIME_PERIOD", "OBS_VALUE", *DIMENSIONS)
    values = {
        "cell_id": [row["CELL_ID"] for row in made for _ in PARTS],
        "part_id": [part.part_id for _ in made for part in PARTS],
        "code_list": [part.code_list for _ in made for part in PARTS],
        "is_needed": [part.needed for _ in made for part in PARTS],
        "said": [row[part.part_id] for row in made for part in PARTS],
    }
    text: Any = pl.String
    kept = {"cell_id": text, "period": pl.Date, "value": VALUE}
    return {
        "sdmx_value": pl.DataFrame(values, schema_overrides={"is_needed": pl.Boolean, "said": text}),
        "sdmx_observation": pl.DataFrame(
            {name.lower(): [row[name] for row in made] for name in dict.fromkeys(told)},
            schema={name.lower(): text for name in dict.fromkeys(told)},
        ),
        "sdmx_cell": pl.DataFrame([{name: cell[name] for name in kept} for cell in cells], schema=kept),
        "sdmx_code": pl.DataFrame(
            code_map(lists), schema=dict.fromkeys(("code_list", "sdmx_id", "code", "name"), text)
        ),
    }
