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
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError
from pipeline.reading.tables.cells import number_cell, text_cell
from pipeline.reading.tables.grid import Cell, Grid, Range, doubled_name
from pipeline.reading.tables.limits import (
    MAX_CELLS,
    MAX_CHILD_BYTES,
    MAX_CHILD_SECONDS,
    MAX_MERGED,
    MIB,
    Budget,
)
from pipeline.reading.tables.printed import RefusalError, too_many

_ROOT = Path(__file__).resolve().parents[3]
_MAX_SAID = 400


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
            cell = _cell(item, since_1904=facts.get("since_1904", False))
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


def _cell(item: list[Any], *, since_1904: bool) -> Cell | None:
    """Make a cell of what a child printed for it: a number may have its format as a fifth entry."""
    row, column, kind, text, *code = item
    if kind == "number":
        made = number_cell(row, column, text, code[0] if code else "General", since_1904=since_1904)
        return made or Cell(row, column, text)
    if kind == "date":
        return Cell(row, column, text, "date", text, "yyyy-mm-dd")
    return text_cell(row, column, text)


def _limit_itself() -> None:
    """Limit the memory and the time of this process, where the system knows such limits."""
    for what, size in ((resource.RLIMIT_AS, MAX_CHILD_BYTES), (resource.RLIMIT_CPU, MAX_CHILD_SECONDS)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (size, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _printer(kind: str) -> Callable[[str], Iterator[dict[str, Any]]]:
    """Return what prints the files of a kind."""
    if kind == "xls":
        from pipeline.reading.tables.xls import print_xls

        return print_xls
    from pipeline.reading.tables.parquet import print_parquet

    return print_parquet


def main(kind: str, path: str) -> int:
    """Print a file as lines of JSON; a sentence on the other stream and 3 when it is refused."""
    _limit_itself()
    try:
        n_cells = 0
        for line in _printer(kind)(path):
            n_cells += len(line.get("cells", ()))
            if n_cells > MAX_CELLS:
                raise RefusalError(too_many())
            sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
    except RefusalError as refusal:
        sys.stderr.write(str(refusal))
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
