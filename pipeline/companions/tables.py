"""The data files of a release: which columns each has, of which types, and how its rows are told apart."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import polars as pl

from pipeline.bulletin.esms import COLUMNS as ESMS_COLUMNS
from pipeline.bulletin.pages.versions import COLUMNS as VERSION_COLUMNS
from pipeline.bulletin.triangles import COLUMNS as TRIANGLE_COLUMNS
from pipeline.decimals import PLACES, VALUE
from pipeline.decisions.table import DECISION
from pipeline.dictionary import column_text, column_unit, file_text, table_text
from pipeline.errors import CrossfootError
from pipeline.indicators.cells import CELL
from pipeline.numbers_file import NUMBERS_FILE
from pipeline.sealed.frames import LIST_SEPARATOR
from pipeline.vintages.changes import COLUMNS as CHANGE_COLUMNS
from pipeline.vintages.published import CHANGE, NUMBER

Row = Mapping[str, Any]
_LIST = pl.List(pl.String)
_FINDING: dict[str, Any] = {
    "finding_id": pl.String,
    "rule_id": pl.String,
    "outcome": pl.String,
    "effect": pl.String,
    "territory": pl.String,
    "period": pl.Date,
    "measure_code": pl.String,
    "state": pl.String,
    "decisions": _LIST,
    "tested": _LIST,
    "compared": _LIST,
    "sentence": pl.String,
    "sentence_az": pl.String,
    "sentence_ru": pl.String,
}
_SOURCE: dict[str, Any] = {
    "source_id": pl.String,
    "publisher": pl.String,
    "producer_code": pl.String,
    "release_group": pl.String,
    "language": pl.String,
    "address": pl.String,
    "evidence_grade": pl.String,
    "party": pl.String,
    "published_from": pl.Date,
    "published_to": pl.Date,
    "published_basis": pl.String,
    "retrieved_on": pl.Date,
}
_VINTAGE = {"measure_code": pl.String, "source_id": pl.String, "known_on": pl.Date, "obs_id": pl.String}
_VINTAGE |= {"vintage_from": pl.String, "vintage_to": pl.String}


@dataclass(frozen=True)
class DataFile:
    """A data file: its path in the release, its columns with their types, what tells its rows apart.

    `links` says of a column that its values are found in a column of another file; `meanings` of columns
    that mean what others in the dictionary do.
    """

    path: str
    columns: Mapping[str, Any]
    key: tuple[str, ...] = ()
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """Its name in the dictionary."""
        return f"release.{self.path.rpartition('/')[2].removesuffix('.csv')}"

    @property
    def text(self) -> str:
        """What it holds, in words."""
        return _known(table_text(self.table) or file_text(self.path), self.path)

    def meaning(self, column: str) -> str:
        """Say what a column means."""
        known = self.meanings.get(column) or column_text(self.table, column)
        return _known(known, f"the column {column} of {self.path}")

    def unit(self, column: str) -> str:
        """Say in which unit a column of numbers is; empty for any other column."""
        return column_unit(self.table, column) or ""

    def csv(self, rows: Iterable[Row]) -> bytes:
        """Write rows as CSV: UTF-8, comma, LF, empty for nothing, lists with semicolons between."""
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, list(self.columns), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        exact = {name for name, kind in self.columns.items() if kind == VALUE}
        writer.writerows(
            {name: _field(row.get(name), exact=name in exact) for name in self.columns} for row in rows
        )
        return stream.getvalue().encode()


CELLS = DataFile("cells.csv", CELL, ("cell_id",))
CELL_INPUT = DataFile(
    "cell_input.csv", dict.fromkeys(("cell_id", "input_id"), pl.String), ("cell_id", "input_id")
)
NUMBERS = DataFile(NUMBERS_FILE, NUMBER, links={"cell_id": (CELLS.path, "cell_id")})
FINDINGS = DataFile("findings.csv", _FINDING, ("finding_id",))
DECISIONS = DataFile("decisions.csv", DECISION, ("decision_id",))
SOURCES = DataFile("sources.csv", _SOURCE, ("source_id",))
ESMS = DataFile("esms.csv", dict.fromkeys(ESMS_COLUMNS, pl.String), ("indicator", "concept_id"))
TRIANGLES = DataFile(
    "triangles.csv", {name: ({**CELL, **_VINTAGE})[name] for name in TRIANGLE_COLUMNS}, ("cell_id",)
)
CHANGES = DataFile("changes.csv", {name: CHANGE[name] for name in CHANGE_COLUMNS}, ("cell_id",))
VERSIONS = DataFile(
    "methodology/versions.csv",
    {name: {"known_on": pl.Date, "value": VALUE}.get(name, pl.String) for name in VERSION_COLUMNS},
)
FILES = (*(CELLS, CELL_INPUT, NUMBERS, FINDINGS, DECISIONS, SOURCES, ESMS, TRIANGLES, CHANGES, VERSIONS),)
"""Every data file that a release may have, in the order in which they are described."""


def _known(text: str | None, what: str) -> str:
    """Refuse a file or a column that the dictionary does not explain."""
    if text is None:
        raise CrossfootError(
            f"The dictionary does not say what {what} is. Add it to pipeline/dictionary.toml."
        )
    return text


def _field(value: Any, *, exact: bool) -> Any:
    """Return a value as it is written into a field: lists joined, truth as true and false, moments in UTC.

    A figure has all decimals of its type, as in Parquet; 0E-10 and 6 are 0.0000000000 and 6.0000000000.
    """
    if exact and isinstance(value, Decimal | int):
        return f"{Decimal(value):.{PLACES}f}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"{(value.astimezone(UTC) if value.tzinfo else value).replace(tzinfo=None).isoformat()}Z"
    return LIST_SEPARATOR.join(value) if isinstance(value, list | tuple) else value
