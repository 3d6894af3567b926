"""The shape of stored tables: how many rows, which columns of which types; read from the files' heads."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.lake import Lake, Manifest

_SQL = {
    "string": "VARCHAR",
    "large_string": "VARCHAR",
    "bool": "BOOLEAN",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "uint32": "UINTEGER",
    "double": "DOUBLE",
    "date32[day]": "DATE",
    "timestamp[us]": "TIMESTAMP",
}
_DECIMAL = re.compile(r"decimal128\((\d+), (\d+)\)")
_LIST = re.compile(r"(?:large_)?list<[^:]+: (.+?)(?: not null)?>")


@dataclass(frozen=True)
class Shape:
    """The rows of a table and its columns, each with its type as SQL calls it."""

    rows: int
    columns: Mapping[str, str]


def shapes_of(lake: Lake, manifests: Iterable[Manifest]) -> dict[str, Shape]:
    """Return the shape of every table of manifests, the rows of all of them together."""
    from pyarrow import parquet

    shapes: dict[str, Shape] = {}
    for manifest in manifests:
        for table, path in manifest.tables.items():
            head: Any = parquet.ParquetFile(lake.folder / path)
            own = {field.name: sql_type(str(field.type)) for field in head.schema_arrow}
            before = shapes.get(table, Shape(0, {}))
            shapes[table] = Shape(before.rows + head.metadata.num_rows, {**before.columns, **own})
    return shapes


@cache
def sql_type(arrow: str) -> str:
    """Name a type of Arrow as SQL does; one that SQL has no word for as it is."""
    if found := _DECIMAL.fullmatch(arrow):
        return f"DECIMAL({found[1]},{found[2]})"
    if found := _LIST.fullmatch(arrow):
        return f"{sql_type(found[1])}[]"
    return _SQL.get(arrow, arrow.upper())
