"""Reading a workbook of a hundred sheets, against calamine for its values plus one openpyxl pass.

Ours opens the file with all that stands behind its cells: what is shown, number formats, hidden rows, merged
cells, formulas without a result, raised marks. The baseline reads values with calamine and loads the workbook
once with openpyxl, which knows the same. A second row, without a limit, goes on to items: layouts are
drafted, and every cell is settled or asked about.
"""

from pathlib import Path

from tests.reading.tables.makers import write_xlsx

N_SHEETS = 100
N_ROWS = 60
N_YEARS = 12
LIMIT = 1.3
OPENED = (
    f"A workbook of {N_SHEETS} sheets with what stands behind its cells, against calamine plus one "
    "openpyxl pass"
)
READ = f"Reading {N_SHEETS} sheets into items, against calamine plus one openpyxl pass"

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
    """Write the workbook: a table of districts by year on each sheet, invented figures."""
    head: list[object] = ["District", *(str(2010 + year) for year in range(N_YEARS))]
    title: list[object] = ["Investment in fixed capital, million manats"]
    rows = [
        [f"District {row}", *((row * 37 + year * 11) % 1009 / 8 for year in range(N_YEARS))]
        for row in range(N_ROWS)
    ]
    sheets = {f"Table {number}": [title, head, *rows] for number in range(1, N_SHEETS + 1)}
    return write_xlsx(folder / "hundred.xlsx", sheets, "#,##0.0")


def comparisons(folder: Path) -> list[tuple[str, str, str, float | None]]:
    """List (name, code of ours, code of the baseline, limit of their ratio of CPU time)."""
    path = str(write_workbook(folder))
    cells = N_SHEETS * (1 + (N_YEARS + 1) * (N_ROWS + 1))
    baseline = BASELINE.format(path=path, sheets=N_SHEETS)
    return [
        (OPENED, OPEN.format(path=path, cells=cells), baseline, LIMIT),
        (READ, ITEMS.format(path=path, cells=cells), baseline, None),
    ]
