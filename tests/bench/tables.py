"""Reading a workbook of a hundred sheets, against calamine for its values plus one openpyxl pass.

Ours opens the file with all that stands behind its cells, drafts the layout of each table and makes an item of each
cell. The baseline reads values with calamine and loads the workbook once with openpyxl, for number formats, hidden
rows and formulas, and does nothing with them.
"""

from pathlib import Path

from tests.reading.tables.makers import write_xlsx

N_SHEETS = 100
N_ROWS = 60
N_YEARS = 12
LIMIT = 1.3
NAME = f"A workbook of {N_SHEETS} sheets into items, against calamine plus one openpyxl pass"

OURS = """
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
    rows = [[f"District {row}", *((row * 37 + year * 11) % 1009 / 8 for year in range(N_YEARS))] for row in range(N_ROWS)]
    sheets = {f"Table {number}": [title, head, *rows] for number in range(1, N_SHEETS + 1)}
    return write_xlsx(folder / "hundred.xlsx", sheets, "#,##0.0")


def codes(folder: Path) -> tuple[str, str]:
    """Return the code of both sides."""
    path = str(write_workbook(folder))
    cells = N_SHEETS * (1 + (N_YEARS + 1) * (N_ROWS + 1))
    return OURS.format(path=path, cells=cells), BASELINE.format(path=path, sheets=N_SHEETS)
