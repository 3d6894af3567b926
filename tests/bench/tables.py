"""Reading a workbook of a hundred sheets, against calamine for its values plus one openpyxl pass.

Ours opens the file with all that stands behind its cells: what is shown, number formats, hidden rows, merged
cells, formulas without a result, raised marks. The baseline reads values with calamine and loads the workbook
once with openpyxl, which knows the same. A second row goes on to items, with the office's words: layouts are
drafted, and every cell is settled or asked about.
"""

from functools import cache
from pathlib import Path

import polars as pl

from pipeline.office import load_office
from pipeline.project import DEFAULT_OFFICE, locate
from pipeline.reference import load_reference
from tests.reading.tables.makers import write_xlsx

N_SHEETS = 100
N_ROWS = 60
N_YEARS = 12
LIMIT = 1.3
OPENED = (
    f"A workbook of {N_SHEETS} sheets with what stands behind its cells, against calamine plus one "
    "openpyxl pass"
)
READ = "The same workbook with every cell made an item, against calamine plus one openpyxl pass"

OPEN = """
from pathlib import Path
from pipeline.reading.tables.opening import open_book
book = open_book(Path({path!r}))
assert sum(len(grid.cells) for grid in book.grids) == {cells}
"""
ITEMS = """
from datetime import date
from pathlib import Path
from pipeline.office import load_office
from pipeline.project import locate
from pipeline.reading.draft import Source
from pipeline.reading.tables.reading import read_table
from pipeline.reading.vocabulary import load_vocabulary
vocabulary = load_vocabulary(load_office(locate(), "karabakh"))
found = read_table(Path({path!r}), vocabulary, Source("S"), date(2026, 11, 21))
assert len(found.items) == {cells}
"""
BASELINE = """
import openpyxl
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path({path!r})
values = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
behind = openpyxl.load_workbook({path!r})
assert len(behind.sheetnames) == len(values) == {sheets}
"""


def write_workbook(folder: Path) -> Path:
    """Write the workbook: a table of places by year on each sheet, invented figures.

    Half of the places are districts of the office, half are names that no list knows.
    """
    sheets = {f"Table {number}": _table(number) for number in range(1, N_SHEETS + 1)}
    return write_xlsx(folder / "hundred.xlsx", sheets, "#,##0.0")


def _table(number: int) -> list[list[object]]:
    """Return the rows of one sheet."""
    known = districts(N_ROWS // 2)
    names = [*known, *(f"Invented place {row}" for row in range(len(known), N_ROWS))]
    head: list[object] = ["District", *(str(2010 + year) for year in range(N_YEARS))]
    rows = [
        [name, *(_figure(number, row, year) for year in range(N_YEARS))] for row, name in enumerate(names)
    ]
    return [["Investment in fixed capital, million manats"], head, *rows]


def _figure(number: int, row: int, year: int) -> float:
    """Return a figure in eighths; hardly one stands twice in the file."""
    return (number * 7919 + row * 37 + year * 11) * 104_729 % 999_983 / 8


@cache
def districts(n_names: int) -> list[str]:
    """Name districts of the default office."""
    table = load_reference(load_office(locate(), DEFAULT_OFFICE))["territory"]
    names = table.filter(pl.col("level") == "district")["name_en"].unique().sort()
    return names.head(n_names).to_list()


def comparisons(folder: Path) -> list[tuple[str, str, str, float]]:
    """List (name, code of ours, code of the baseline, limit of their ratio of CPU time)."""
    path = str(write_workbook(folder))
    cells = N_SHEETS * (1 + (N_YEARS + 1) * (N_ROWS + 1))
    baseline = BASELINE.format(path=path, sheets=N_SHEETS)
    return [
        (OPENED, OPEN.format(path=path, cells=cells), baseline, LIMIT),
        (READ, ITEMS.format(path=path, cells=cells), baseline, LIMIT),
    ]
