"""Prints the sheets of an .xls workbook; runs in a child process.

xlrd gives values with their number formats and what is hidden, calamine the values once more: where the two
read a number differently, the file is refused. Calamine comes first, as its native code is quicker to say
that a file is damaged.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.reading.tables.grid import reference
from pipeline.reading.tables.limits import MAX_CELLS, MAX_COLUMNS, MAX_SHEETS
from pipeline.reading.tables.printed import RefusalError, printed, too_many

Values = dict[tuple[int, int], object]
_XL_TEXT, _XL_NUMBER, _XL_DATE, _XL_BOOLEAN, _XL_ERROR = 1, 2, 3, 4, 5
"""Types of cells as xlrd gives them."""


def print_xls(path: str) -> Iterator[dict[str, Any]]:
    """Yield what is printed of a workbook. Raises RefusalError."""
    others = _read_values(path)
    for sheet in _read_sheets(path):
        yield from _print_sheet(sheet, others.pop(sheet.name, {}))
    if any(others.values()):
        raise RefusalError(f"holds a sheet '{min(others)[:60]}' that cannot be read whole. Save it as .xlsx.")


def _read_values(path: str) -> dict[str, Values]:
    """Read the values of each sheet with calamine, or refuse the file."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        book = CalamineWorkbook.from_path(path)
        if len(book.sheets_metadata) > MAX_SHEETS:
            raise RefusalError(f"has more than {MAX_SHEETS} sheets. Split it into smaller files.")
        names = [facts.name for facts in book.sheets_metadata if facts.typ == SheetTypeEnum.WorkSheet]
        found: dict[str, Values] = {}
        for name in names:
            found[name] = _values_of(book.get_sheet_by_name(name))
            if sum(map(len, found.values())) > MAX_CELLS:
                raise RefusalError(too_many())
        return found
    except PasswordError as error:
        raise RefusalError("is under a password. Save it without a password and hand it in again.") from error
    except CalamineError as error:
        raise RefusalError(
            f"is damaged or was cut off ({str(error)[:120]}). Ask for the file again, or save it as .xlsx."
        ) from error


def _values_of(sheet: Any) -> Values:
    """Return the values of a sheet by place; calamine begins at the first cell that holds something."""
    top, left = sheet.start or (0, 0)
    return {
        (top + row, left + column): value
        for row, values in enumerate(sheet.to_python(skip_empty_area=True))
        for column, value in enumerate(values)
        if value != ""
    }


def _read_sheets(path: str) -> list[Any]:
    """Read the sheets with xlrd, which follows what a file says so closely that damage may raise anything."""
    import xlrd

    try:
        with Path(os.devnull).open("w") as log:
            book = xlrd.open_workbook(path, logfile=log, formatting_info=True, ragged_rows=True)
            return list(book.sheets())
    except MemoryError:
        raise
    except Exception as error:
        raise RefusalError(
            f"is damaged: its formats and what it hides cannot be read ({str(error)[:120]}). Open it in a "
            "spreadsheet and save it as .xlsx."
        ) from error


def _print_sheet(sheet: Any, others: Values) -> Iterator[dict[str, Any]]:
    """Print one sheet: what it is, then its rows."""
    yield {
        "sheet": sheet.name,
        "hidden": sheet.visibility != 0,
        "hidden_rows": [row + 1 for row, facts in sorted(sheet.rowinfo_map.items()) if facts.hidden],
        "hidden_columns": [
            column + 1
            for column, facts in sorted(sheet.colinfo_map.items())
            if facts.hidden and column < MAX_COLUMNS
        ],
        "merged": [[top + 1, left + 1, bottom, right] for top, bottom, left, right in sheet.merged_cells],
        "since_1904": sheet.book.datemode == 1,
        "rows": sheet.nrows,
    }
    for row in range(sheet.nrows):
        cells = list(_print_row(sheet, row, others))
        if cells:
            yield {"cells": cells}
    lost = min((place for place, value in others.items() if value is not None), default=None)
    if lost is not None:
        raise RefusalError(_differing(sheet.name, *lost))


def _print_row(sheet: Any, row: int, others: Values) -> Iterator[list[Any]]:
    """Print the cells of a row that hold something; a number with its format."""
    for column, cell in enumerate(sheet.row(row)):
        other = others.pop((row, column), None)
        if cell.ctype in (_XL_NUMBER, _XL_DATE):
            if isinstance(other, float | int) and float(other) != cell.value:
                raise RefusalError(_differing(sheet.name, row, column))
            yield [row + 1, column + 1, "number", repr(cell.value), _format_of(sheet.book, cell.xf_index)]
        elif cell.ctype == _XL_ERROR:
            yield [row + 1, column + 1, "text", _error_text(cell.value)]
        elif cell.ctype == _XL_BOOLEAN:
            yield [row + 1, column + 1, "text", "TRUE" if cell.value else "FALSE"]
        elif cell.ctype == _XL_TEXT:
            yield from printed(row + 1, column + 1, [cell.value])


def _format_of(book: Any, style: int) -> str:
    """Return the number format of a style, General where the file does not say it."""
    if not 0 <= style < len(book.xf_list):
        return "General"
    known = book.format_map.get(book.xf_list[style].format_key)
    return known.format_str if known is not None else "General"


def _error_text(code: int) -> str:
    """Return what a sheet shows for an error."""
    from xlrd import error_text_from_code

    return str(error_text_from_code.get(code, "#N/A"))


def _differing(sheet: str, row: int, column: int) -> str:
    """Say at which cell the two readers differ."""
    return (
        f"is damaged: on sheet '{sheet[:60]}' the cell {reference(row + 1, column + 1)} is read in two ways. "
        "Open it in a spreadsheet and save it as .xlsx."
    )
