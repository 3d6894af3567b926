"""Reads .xls and Parquet in a process of its own, with limits on memory and time.

The readers of these two formats are native code that sizes its memory by what a file says: a wrong size in a
few bytes asks for hundreds of gigabytes and ends the process. Limits within the process cannot hold that, so
a child is given an address space and a time, and what it prints is checked like any other input. All other
formats are read in streams by Python, where every size is counted first, and need no child.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError
from pipeline.reading.tables.cells import number_cell, text_cell, value_cell
from pipeline.reading.tables.grid import Cell, Grid, Range, doubled_name
from pipeline.reading.tables.limits import (
    MAX_CELLS,
    MAX_CHILD_BYTES,
    MAX_CHILD_SECONDS,
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_ROWS,
    MAX_SHEETS,
    MIB,
    Budget,
)

_ROOT = Path(__file__).resolve().parents[3]
_MAX_SAID = 400
_TYPES = ("text", "number", "date")


def read_in_child(kind: str, path: Path, budget: Budget) -> list[Grid]:
    """Read a file as 'xls' or 'parquet' in a child.

    Raises BadInputError with what the child says, or how it ended.
    """
    command = [sys.executable, "-m", "pipeline.reading.tables.child", kind, str(path.resolve())]
    threads = {"POLARS_MAX_THREADS": "2", "RAYON_NUM_THREADS": "2"}
    environment = {**os.environ, **threads, "PYTHONPATH": str(_ROOT)}
    with tempfile.TemporaryFile() as printed:
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.PIPE,
                timeout=MAX_CHILD_SECONDS,
                env=environment,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise BadInputError(
                f"{budget.name} takes more than {MAX_CHILD_SECONDS} seconds to open. It is damaged or too "
                "large: save it as .xlsx or .csv."
            ) from error
        if done.returncode != 0:
            raise _refused(done.returncode, done.stderr, budget.name)
        printed.seek(0)
        return _grids(printed.read().decode("utf-8").splitlines(), kind, budget)


def _refused(code: int, said: bytes, name: str) -> BadInputError:
    """Turn what a child said, or how it ended, into a sentence."""
    text = said.decode("utf-8", "replace").strip()
    if code == 3 and text:
        return BadInputError(f"{name} {text[:_MAX_SAID]}")
    return BadInputError(
        f"{name} cannot be opened within {MAX_CHILD_BYTES // MIB} MiB of memory and {MAX_CHILD_SECONDS} "
        "seconds: it is damaged, or says that it is larger than any table. Save it as .xlsx or .csv."
    )


def _grids(lines: list[str], kind: str, budget: Budget) -> list[Grid]:
    """Make grids of what a child printed."""
    grids: list[Grid] = []
    facts: dict[str, Any] = {}
    cells: list[Cell] = []
    for line in lines:
        said = json.loads(line)
        if "sheet" in said:
            if facts:
                grids.append(_grid(facts, cells, kind, budget))
            facts, cells = said, []
            continue
        for item in said["cells"]:
            cell = _cell(item)
            if cell is not None:
                budget.take(facts["sheet"], cell.row, cell.column, cell.text)
                cells.append(cell)
    if facts:
        grids.append(_grid(facts, cells, kind, budget))
    doubled = doubled_name(grid.name for grid in grids)
    if doubled:
        raise BadInputError(
            f"{budget.name} has two sheets named '{doubled}'. Rename one and hand it in again."
        )
    return grids


def _grid(facts: dict[str, Any], cells: list[Cell], kind: str, budget: Budget) -> Grid:
    """Make the grid of a sheet."""
    return Grid(
        facts["sheet"][:255] or budget.name.rpartition(".")[0],
        tuple(cells),
        facts["hidden"],
        frozenset(facts.get("hidden_rows", ())),
        frozenset(facts.get("hidden_columns", ())),
        tuple(Range(*found) for found in facts["merged"][:MAX_MERGED]),
        "records" if kind == "parquet" else "",
        facts["rows"],
    )


def _cell(item: list[Any]) -> Cell | None:
    """Make a cell of what a child printed for it."""
    row, column, kind, text = item
    if kind == "number":
        return number_cell(row, column, text, "General") or Cell(row, column, text)
    if kind == "date":
        return Cell(row, column, text, "date", text, "yyyy-mm-dd")
    return text_cell(row, column, text)


class _RefusalError(Exception):
    """A sentence, without the file's name, that a child says instead of printing cells."""


def _limit_itself() -> None:
    """Limit the memory and the time of this process, where the system knows such limits."""
    for what, size in ((resource.RLIMIT_AS, MAX_CHILD_BYTES), (resource.RLIMIT_CPU, MAX_CHILD_SECONDS)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (size, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _xls(path: str) -> Iterator[dict[str, Any]]:
    """Print the sheets of an .xls workbook; calamine begins at the first cell that holds something."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_path(path)
        if len(book.sheets_metadata) > MAX_SHEETS:
            raise _RefusalError(f"has more than {MAX_SHEETS} sheets. Split it into smaller files.")
        for facts in book.sheets_metadata:
            if facts.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(facts.name)
            top, left = sheet.start or (0, 0)
            merged = [[a + 1, b + 1, c + 1, d + 1] for (a, b), (c, d) in sheet.merged_cell_ranges or []]
            hidden = facts.visible != SheetVisibleEnum.Visible
            yield {
                "sheet": facts.name,
                "hidden": hidden,
                "merged": merged,
                "rows": top + sheet.height if sheet.start else 0,
            }
            for number, row in enumerate(sheet.to_python(skip_empty_area=True)):
                yield {"cells": list(_printed(number + top + 1, left + 1, row))}
    except PasswordError as error:
        raise _RefusalError(
            "is under a password. Save it without a password and hand it in again."
        ) from error
    except CalamineError as error:
        raise _RefusalError(
            f"is damaged or was cut off ({str(error)[:120]}). Ask for the file again, or save it as .xlsx."
        ) from error


def _printed(row: int, left: int, values: list[Any]) -> Iterator[list[Any]]:
    """Print the cells of a row that hold something."""
    for column, value in enumerate(values, left):
        cell = value_cell(row, column, value)
        if cell is not None:
            text = cell.value if cell.kind in _TYPES[1:] else cell.text
            yield [row, column, cell.kind if cell.kind in _TYPES else "text", text]


def _parquet(path: str) -> Iterator[dict[str, Any]]:
    """Print the rows of a Parquet file below a row with the names of its columns."""
    import polars as pl

    try:
        schema = pl.read_parquet_schema(path)
        _check_schema(schema)
        frame = pl.scan_parquet(path, glob=False)
        rows = int(frame.select(pl.len()).collect().item())
        if rows >= MAX_ROWS:
            raise _RefusalError(f"has {rows:,} rows below its head. Split it into smaller files.")
        if sum(frame.select(pl.all().count()).collect().row(0)) + len(schema) > MAX_CELLS:
            raise _RefusalError(_too_many())
        yield {"sheet": "", "hidden": False, "merged": [], "rows": rows + 1}
        yield {"cells": [[1, at, "text", name] for at, name in enumerate(schema, 1) if name.strip()]}
        for row, values in enumerate(frame.collect().iter_rows(), 2):
            yield {"cells": list(_printed(row, 1, list(values)))}
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError) as error:
        raise _RefusalError(
            f"is no Parquet file, is damaged or was cut off ({str(error).splitlines()[0][:120]}). "
            "Ask for the file again."
        ) from error


def _too_many() -> str:
    """Say that there are too many cells."""
    return f"has more than {MAX_CELLS:,} cells that hold something. Split it into smaller files."


def _check_schema(schema: Any) -> None:
    """Refuse columns that are no fields of a table."""
    if len(schema) > MAX_COLUMNS:
        raise _RefusalError(f"has {len(schema):,} columns; at most {MAX_COLUMNS:,} are read.")
    nested = [name for name, kind in schema.items() if kind.is_nested() or str(kind) in ("Binary", "Object")]
    if nested:
        raise _RefusalError(
            f"has the column '{nested[0][:80]}', which holds lists, records or bytes. Give each figure a "
            "cell of its own."
        )


def main(kind: str, path: str) -> int:
    """Print a file as lines of JSON; a sentence on the other stream and 3 when it is refused."""
    _limit_itself()
    try:
        n_cells = 0
        for line in {"xls": _xls, "parquet": _parquet}[kind](path):
            n_cells += len(line.get("cells", ()))
            if n_cells > MAX_CELLS:
                raise _RefusalError(_too_many())
            sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
    except _RefusalError as refusal:
        sys.stderr.write(str(refusal))
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
