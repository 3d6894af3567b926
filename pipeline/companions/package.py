"""The descriptor of a release's data files, datapackage.json, by the Data Package standard, version 2."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from pipeline.bulletin.issue import national_name
from pipeline.bulletin.material import Material
from pipeline.companions.tables import CELLS, DataFile, Row
from pipeline.dictionary import codes_of, file_text
from pipeline.errors import CrossfootError
from pipeline.sealed.frames import LIST_SEPARATOR

FILE = "datapackage.json"
PROFILES = "https://datapackage.org/profiles/2.0"
CODED = ("obs_status", "conf_status", "price_basis", "source_kind", "evidence_grade")
"""Columns of cells whose codes are in the dictionary."""
_MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "md": "text/markdown",
}
_DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def package(
    material: Material, files: Mapping[str, bytes], described: Sequence[DataFile], sources: Sequence[Row]
) -> bytes:
    """Describe files by their paths; `described` are those of rows and columns, `sources` those behind them.

    Ref.: Data Package, Data Resource, Table Dialect and Table Schema, version 2.0, 2024.
    """
    office = material.office
    tables = {file.path: file for file in described}
    found = {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": re.sub(r"[^-a-z0-9._]", "-", f"{office.code}-{national_name(material)}".lower()),
        "title": f"{office.title}. {national_name(material)}",
        "description": ". ".join(filter(None, [office.subtitle, office.imprint.rstrip("."), office.mark])),
        "version": national_name(material),
        "created": f"{material.as_of.isoformat()}T00:00:00Z",
        "contributors": [{"title": office.name, "roles": ["publisher"]}],
        **({"licenses": [{"name": office.licence}]} if office.licence else {}),
        **({"sources": [_source(row) for row in sources]} if sources else {}),
        "resources": [_resource(path, files[path], tables.get(path)) for path in sorted(files)],
    }
    return _written(found)


def with_file(descriptor: bytes, path: str, content: bytes) -> bytes:
    """Describe one more file in a descriptor: one that is made of the others, after them."""
    found = json.loads(descriptor)
    found["resources"].append(_resource(path, content, None))
    found["resources"].sort(key=lambda resource: resource["path"])
    return _written(found)


def _written(found: Mapping[str, Any]) -> bytes:
    """Write a descriptor."""
    return (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode()


def _source(row: Row) -> dict[str, str]:
    """Describe a source; its address stands where it is one of the web."""
    address = str(row["address"])
    path = {"path": address} if address.startswith(("http://", "https://")) else {}
    return {"title": f"{row['source_id']}: {row['publisher']}", **path}


def _resource(path: str, content: bytes, table: DataFile | None) -> dict[str, Any]:
    """Describe a file: what it holds, its size and hash, and its columns where it has columns."""
    ending = path.rpartition(".")[2]
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": path.removesuffix(".csv").lower(),
        "path": path,
        "description": table.text if table else _described(path),
        "format": ending,
        "mediatype": _MEDIA[ending],
        **({"encoding": "utf-8"} if ending in ("csv", "json", "md", "xml") else {}),
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        **({"type": "table", "dialect": _DIALECT, "schema": _schema(table)} if table else {}),
    }


def _schema(table: DataFile) -> dict[str, Any]:
    """Describe the columns of a file, what tells its rows apart, and what they are found in."""
    links = [
        {
            "fields": [column],
            "reference": {"resource": path.removesuffix(".csv"), "fields": [other]},
        }
        for column, (path, other) in table.links.items()
    ]
    return {
        "fields": [_field(table, name) for name in table.columns],
        "missingValues": [""],
        **({"primaryKey": list(table.key)} if table.key else {}),
        **({"foreignKeys": links} if links else {}),
    }


def _field(table: DataFile, name: str) -> dict[str, Any]:
    """Describe a column: its type, its meaning, its unit, what its values must keep to."""
    unit = table.unit(name)
    constraints: dict[str, Any] = {"required": True} if name in table.key else {}
    if table is CELLS and name in CODED:
        constraints |= {"required": True, "enum": sorted(codes_of(name))}
    return {
        "name": name,
        **kind_of(table.columns[name]),
        "description": table.meaning(name),
        **({"unit": unit} if unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def kind_of(kind: Any) -> dict[str, str]:
    """Return the type of a column as Table Schema calls it."""
    if isinstance(kind, pl.List):
        return {"type": "list", "itemType": "string", "delimiter": LIST_SEPARATOR}
    if isinstance(kind, pl.Decimal):
        return {"type": "number"}
    if isinstance(kind, pl.Datetime):
        return {"type": "datetime"}
    known = {pl.String: "string", pl.Date: "date", pl.Boolean: "boolean", pl.Int64: "integer"}
    return {"type": known[kind]}


def _described(path: str) -> str:
    """Say what a file without columns holds."""
    text = file_text(re.sub(r"(^|/)bulletin\.[a-z]{2,3}\.xlsx$", r"\1bulletin.xlsx", path))
    if text is None:
        raise CrossfootError(
            f"The dictionary does not say what {path} is. Add it to pipeline/dictionary.toml."
        )
    return text
