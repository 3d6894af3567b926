"""A small reader of Data Package descriptors, written from the standard and not from what writes them."""

import csv
import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

Row = dict[str, Any]
CASTS: Mapping[str, Callable[[str], Any]] = {
    "string": str,
    "number": Decimal,
    "integer": int,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def faults(folder: Path, package: Mapping[str, Any]) -> Iterator[str]:
    """Give a sentence for each breach of a descriptor by the files that it describes."""
    tables: dict[str, list[Row]] = {}
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        if len(content) != resource["bytes"]:
            yield f"{resource['name']} has {len(content)} bytes"
        if f"sha256:{hashlib.sha256(content).hexdigest()}" != resource["hash"]:
            yield f"{resource['name']} has another hash"
        if resource.get("type") == "table":
            tables[resource["name"]], found = read(folder / resource["path"], resource["schema"])
            yield from (f"{resource['name']}: {one}" for one in found)
    for resource in package["resources"]:
        for link in resource.get("schema", {}).get("foreignKeys", ()):
            there = tables[link["reference"]["resource"]]
            known = {tuple(row[name] for name in link["reference"]["fields"]) for row in there}
            own = {tuple(row[name] for name in link["fields"]) for row in tables[resource["name"]]}
            yield from (f"{resource['name']} links to {one}" for one in sorted(own - known))


def read(path: Path, schema: Mapping[str, Any]) -> tuple[list[Row], list[str]]:
    """Read a table with the types of its schema, and what breaks it."""
    with path.open(encoding="utf-8", newline="") as stream:
        heads, *lines = list(csv.reader(stream))
    fields = schema["fields"]
    if heads != [field["name"] for field in fields]:
        return [], [f"has the columns {heads}"]
    rows, found = [], []
    for line in lines:
        row: Row = {}
        for field, text in zip(fields, line, strict=True):
            try:
                row[field["name"]] = cast(field, text, schema["missingValues"])
            except (ValueError, ArithmeticError, KeyError):
                found.append(f"{field['name']} is {text!r}")
                row[field["name"]] = None
        rows.append(row)
    key = schema.get("primaryKey", [])
    keys = [tuple(row[name] for name in key) for row in rows] if key else []
    if len(set(keys)) < len(keys):
        found.append(f"{key} is not unique")
    return rows, found


def cast(field: Mapping[str, Any], text: str, missing: list[str]) -> Any:
    """Return the value of a field; ValueError or KeyError where it breaks its type or constraints."""
    constraints = field.get("constraints", {})
    if text in missing:
        if constraints.get("required"):
            raise ValueError(text)
        return None
    if field["type"] == "list":
        return text.split(field["delimiter"])
    value = CASTS[field["type"]](text)
    if "enum" in constraints and value not in constraints["enum"]:
        raise ValueError(text)
    return value
