"""Reads JSON and JSON lines: a list of records, at the top or below a key, or a record a line.

Row 1 holds the names of their entries, each record is a row.
"""

import json
from typing import Any, Final

from pipeline.errors import BadInputError
from pipeline.reading.tables.cells import number_cell, text_cell
from pipeline.reading.tables.grid import Cell, Grid
from pipeline.reading.tables.limits import (
    MAX_COLUMNS,
    MAX_DEPTH,
    MAX_JSON_BYTES,
    MAX_ROWS,
    MIB,
    Budget,
    out_of_bounds,
)

MAX_KEY_DEPTH: Final = 4
"""How deep below keys the list of records may lie."""


class _Number(str):
    """A number as it is printed in the file, so that none passes through a float."""

    __slots__ = ()


def read_json(text: str, sheet: str, budget: Budget) -> tuple[list[Grid], list[str]]:
    """Read the records of a JSON text. Raises BadInputError where there are none, or it is past a limit."""
    _refuse_large(text, budget.name)
    content = _load(text, budget.name)
    found = list(_record_lists(content, "", 0))
    if not found:
        raise BadInputError(
            f'{budget.name} is JSON without a list of records, such as [{{"period": "2024", "value": 1}}].'
        )
    one = len(found) == 1
    return [_grid(sheet if one else f"{sheet} {key}", records, budget) for key, records in found], []


def read_json_lines(text: str, sheet: str, budget: Budget) -> tuple[list[Grid], list[str]]:
    """Read JSON lines: a record a line, empty lines passed over. Raises BadInputError as `read_json` does."""
    _refuse_large(text, budget.name)
    records: list[dict[str, Any]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{budget.name}, line {number}"
        record = _load(line, where)
        if not isinstance(record, dict):
            raise BadInputError(
                f'{where} is no record, such as {{"period": "2024", "value": 1}}. Mend that line, or hand '
                "the file in as .csv."
            )
        if len(records) >= MAX_ROWS:
            raise out_of_bounds(budget.name, f"line {number}")
        records.append(record)
    if not records:
        raise BadInputError(f"{budget.name} holds no record. Ask for the file again.")
    return [_grid(sheet, records, budget)], []


def _refuse_large(text: str, name: str) -> None:
    """Refuse a text that is larger than what is held as a whole."""
    if len(text) > MAX_JSON_BYTES:
        raise BadInputError(f"{name} has more than {MAX_JSON_BYTES // MIB} MiB of JSON. Split it.")


def _load(text: str, where: str) -> Any:
    """Read one JSON text, whose numbers stay as they are printed."""
    try:
        content = json.loads(
            text,
            parse_float=_Number,
            parse_int=_Number,
            parse_constant=str,
            object_pairs_hook=_record_of(where),
        )
    except RecursionError as error:
        raise _too_deep(where) from error
    except ValueError as error:
        raise BadInputError(
            f"{where} is not JSON ({str(error)[:120]}): it is damaged, was cut off, or is something "
            "else. Ask for the file again."
        ) from error
    _refuse_deep(content, where)
    return content


def _record_of(name: str) -> Any:
    """Return what makes a record of its pairs, refusing a name that stands twice."""

    def make(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        record = dict(pairs)
        if len(record) < len(pairs):
            keys = [key for key, _ in pairs]
            doubled = next(key for key in keys if keys.count(key) > 1)
            raise BadInputError(f"{name} has a record that says '{doubled[:80]}' twice. Ask which one holds.")
        return record

    return make


def _refuse_deep(content: Any, name: str) -> None:
    """Refuse what is nested deeper than tables are."""
    level = [content]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for item in level
            if isinstance(item, dict | list)
            for inner in (item.values() if isinstance(item, dict) else item)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise _too_deep(name)


def _too_deep(name: str) -> BadInputError:
    """Say that nesting is too deep."""
    return BadInputError(f"{name} is nested more than {MAX_DEPTH} deep; a list of records is expected.")


def _record_lists(content: Any, key: str, depth: int) -> Any:
    """Yield the lists of records in a content, with the keys that lead to them."""
    if isinstance(content, list):
        if content and all(isinstance(item, dict) for item in content):
            yield key or "records", content
    elif isinstance(content, dict) and depth < MAX_KEY_DEPTH:
        for name, inner in content.items():
            yield from _record_lists(inner, f"{key}.{name}".strip("."), depth + 1)


def _grid(sheet: str, records: list[dict[str, Any]], budget: Budget) -> Grid:
    """Make a grid of records: names in row 1, each record a row."""
    columns: dict[str, int] = {}
    cells: list[Cell] = []
    for row, record in enumerate(records, 2):
        if row > MAX_ROWS:
            raise out_of_bounds(budget.name, f"row {row}")
        places = []
        for key, value in _flat(record, ""):
            column = columns.setdefault(key, len(columns) + 1)
            if len(columns) > MAX_COLUMNS:
                raise out_of_bounds(budget.name, f"row {row}")
            cell = _cell(row, column, value)
            if cell is not None:
                budget.take(sheet, row, column, cell.text)
                places.append(cell)
        cells += sorted(places, key=lambda cell: cell.column)
    head = [Cell(1, column, name) for name, column in columns.items() if name.strip()]
    for cell in head:
        budget.take(sheet, 1, cell.column, cell.text)
    return Grid(sheet[:255], (*head, *cells), form="records", n_rows=len(records) + 1)


def _flat(record: dict[str, Any], prefix: str) -> Any:
    """Yield names and values of a record; those of a record within it have both names."""
    for name, value in record.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _cell(row: int, column: int, value: Any) -> Cell | None:
    """Make a cell of a JSON value; a list within a record stays text."""
    if value is None:
        return None
    if isinstance(value, _Number):
        made = number_cell(row, column, value, "General")
        return made._replace(text=str(value)) if made else Cell(row, column, str(value))
    if isinstance(value, bool):
        return Cell(row, column, str(value).lower())
    if isinstance(value, list):
        return text_cell(row, column, json.dumps(value, ensure_ascii=False))
    return text_cell(row, column, str(value))
