"""Reads SDMX-ML data: generic and structure-specific 2.1, structure-specific 3.0. Each observation is a row.

A data set is a sheet; row 1 holds the names of dimensions, measure and attributes, as SDMX-CSV has them, and
each observation follows in the order of the file, with the values of its series, group and data set.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pipeline.errors import BadInputError
from pipeline.reading.tables.cells import number_cell, text_cell
from pipeline.reading.tables.grid import Cell, Grid
from pipeline.reading.tables.limits import MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, Budget, out_of_bounds
from pipeline.reading.tables.xml import local, parse_xml

NAMESPACES: Final = (
    "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/",
    "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/",
)
_MESSAGES: Final = (
    "GenericData",
    "GenericTimeSeriesData",
    "StructureSpecificData",
    "StructureSpecificTimeSeriesData",
)
OBS_VALUE: Final = "OBS_VALUE"
TIME_PERIOD: Final = "TIME_PERIOD"


def read_sdmx_ml(pieces: Iterable[bytes], sheet: str, budget: Budget) -> tuple[list[Grid], list[str]]:
    """Read the data sets of a message. Raises BadInputError for another message or version."""
    reader = _Message(budget, sheet)
    parse_xml(pieces, budget.name, reader.start, reader.end)
    if not reader.grids:
        raise BadInputError(
            f"{budget.name} is an SDMX message without a data set. Ask for the data, not the structure."
        )
    return reader.grids, list(dict.fromkeys(reader.notes))


@dataclass
class _Message:
    """Where the reading of a message stands: values of the data set, groups, series and observation."""

    budget: Budget
    sheet: str
    grids: list[Grid] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    generic: bool = False
    path: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    row: int = 1
    data_set: dict[str, str] = field(default_factory=dict)
    groups: list[dict[str, str]] = field(default_factory=list)
    series: dict[str, str] = field(default_factory=dict)
    obs: dict[str, str] = field(default_factory=dict)
    group: dict[str, str] = field(default_factory=dict)
    time_dimension: str = TIME_PERIOD

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if not self.path:
            self._open_message(tag, attributes)
        self.path.append(tag)
        if tag == "Structure" and "dimensionAtObservation" in attributes:
            self.time_dimension = attributes["dimensionAtObservation"]
        elif tag == "DataSet":
            self._open_data_set(attributes)
        elif tag == "Series":
            self.series = {} if self.generic else _own(attributes)
        elif tag == "Group":
            self.group = {} if self.generic else _own(attributes)
        elif tag == "Obs":
            self.obs = {} if self.generic else _own(attributes)
        elif self.generic:
            self._take_generic(tag, attributes)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self.path.pop()
        if tag == "Obs":
            self._add_row()
        elif tag == "Group":
            self.groups.append(self.group)
        elif tag == "Series":
            self.series = {}
        elif tag == "DataSet":
            self._close_data_set()

    def _open_message(self, tag: str, attributes: dict[str, str]) -> None:
        """Check which message this is."""
        spaces = [text for key, text in attributes.items() if key.startswith("xmlns")]
        known = any(text.startswith(NAMESPACES) for text in spaces)
        if tag not in _MESSAGES or not known:
            space = next((text for text in spaces if "sdmx" in text.lower()), "no SDMX namespace")
            raise BadInputError(
                f"{self.budget.name} is XML with the root '{tag[:60]}' ({space[:100]}). Data messages of "
                "SDMX-ML 2.1 (generic, structure-specific) and 3.0 (structure-specific) are read; ask "
                "for one of them or SDMX-CSV."
            )
        self.generic = tag.startswith("Generic")

    def _open_data_set(self, attributes: dict[str, str]) -> None:
        """Begin a data set."""
        if len(self.grids) >= MAX_SHEETS:
            raise BadInputError(f"{self.budget.name} has more than {MAX_SHEETS} data sets. Split it.")
        action = next((text for key, text in attributes.items() if local(key) == "action"), "")
        self.columns, self.cells, self.row = {}, [], 1
        self.groups = []
        self.data_set = {} if self.generic else _own({k: v for k, v in attributes.items() if ":" not in k})
        self.data_set.pop("action", None)
        if action in ("Delete", "D"):
            self.data_set["ACTION"] = "D"
            self.notes.append("A data set of the message withdraws figures.")

    def _take_generic(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a value of a generic message."""
        text = attributes.get("value", "")
        if tag == "ObsDimension":
            self.obs[attributes.get("id", self.time_dimension)] = text
        elif tag == "ObsValue":
            self.obs[OBS_VALUE] = text
        elif tag == "Value" and len(self.path) > 2:
            above = self.path[-3]
            target = {"Series": self.series, "Obs": self.obs, "Group": self.group}.get(above, self.data_set)
            target[attributes.get("id", "")] = text

    def _add_row(self) -> None:
        """Make the row of an observation."""
        self.row += 1
        if self.row > MAX_ROWS:
            raise out_of_bounds(self.budget.name, f"observation {self.row - 1}")
        values = {**self.data_set, **self._of_groups(), **self.series, **self.obs}
        places = []
        for key, text in values.items():
            column = self.columns.setdefault(key, len(self.columns) + 1)
            if column > MAX_COLUMNS:
                raise out_of_bounds(self.budget.name, f"observation {self.row - 1}")
            made = number_cell(self.row, column, text.strip(), "General") if key == OBS_VALUE else None
            cell = made._replace(text=text.strip()) if made else text_cell(self.row, column, text)
            if cell is not None:
                self.budget.take(self.sheet, self.row, column, text)
                places.append(cell)
        self.cells += sorted(places, key=lambda cell: cell.column)

    def _of_groups(self) -> dict[str, str]:
        """Return the attributes of the groups to which the series or observation belongs."""
        if not self.groups:
            return {}
        own = {**self.series, **self.obs}
        found: dict[str, str] = {}
        for group in self.groups:
            if all(own.get(key, text) == text for key, text in group.items()):
                found |= {key: text for key, text in group.items() if key not in own}
        return found

    def _close_data_set(self) -> None:
        """Make the sheet of a data set."""
        number = len(self.grids) + 1
        head = [Cell(1, column, name) for name, column in self.columns.items() if name]
        for cell in head:
            self.budget.take(self.sheet, 1, cell.column, cell.text)
        name = self.sheet if number == 1 else f"{self.sheet} {number}"
        self.grids.append(Grid(name, (*head, *self.cells), form="records", n_rows=self.row))


def _own(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes without those of XML itself."""
    return {key: text for key, text in attributes.items() if ":" not in key and not key.startswith("xmlns")}
