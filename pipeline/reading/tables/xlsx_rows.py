"""Takes the rows of plain form out of a sheet's XML by their pattern: most of a workbook, at half the cost.

The pattern is narrower than XML: attributes in the order in which programs write them, numbers and texts
without references. What it does not cover to the last character is left to Expat, the whole sheet anew, so
that a sheet is read in one way or the other and never in part. The tests compare both ways.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.reading.tables.cells import number_cell
from pipeline.reading.tables.xlsx_cells import SheetCells

MAX_ROW_BYTES: Final = 4 * 1024 * 1024
"""A row of plain form is not longer; a longer one is left to Expat, which has limits of its own."""
_OPEN: Final = b"<sheetData>"
_CLOSE: Final = b"</sheetData>"
_ROW_ENDS: Final = b"</row>"
_UTF8: Final = re.compile(rb"""<\?xml(?:(?![^<>]*encoding)|[^<>]*encoding=["'][uU][tT][fF]-8["'])[^<>]*\?>""")
_ATTRIBUTES: Final = r"""(?: [A-Za-z][\w:.]*="[^"<&\x00-\x1f]*")*"""
_LETTER: Final = r"[^<&\x00-\x08\x0b-\x1f\ufffe\uffff]"
_ROWS: Final = re.compile(rf"<row({_ATTRIBUTES})(?:/>|>(.*?)</row>)|[ \t\n]+|(.+)", re.DOTALL)
_FORMULA: Final = rf"<f{_ATTRIBUTES}(?:/>|>(?:{_LETTER}|&(?:lt|gt|amp|quot|apos);)*</f>)"
_CELLS: Final = re.compile(
    r"""<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,9})")?(?: t="([a-z]{1,3})")?"""
    rf"(?:/>|>({_FORMULA})?(?:<v>({_LETTER}*)</v>|<v/>)?</c>)|[ \t\n]+|(.+)",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r'([\w:.]+)="([^"]*)"')


class OtherFormError(Exception):
    """A sheet has rows that are not of plain form, and is to be read by Expat."""


def without_rows(pieces: Iterable[bytes], sheet: SheetCells) -> Iterator[bytes]:
    """Yield the XML of a sheet without its rows, which are taken into `sheet`.

    Raises OtherFormError where they are not of plain form, and BadInputError as the sheet does.
    """
    stream = iter(pieces)
    before, found, buffer = next(stream, b"").partition(_OPEN)
    if not found or b"<!" in before or before.count(b"<?") > 1 or not _is_utf8(before):
        raise OtherFormError
    yield before + _OPEN
    while _CLOSE not in buffer:
        rows, ends, rest = buffer.rpartition(_ROW_ENDS)
        _take_rows(rows + ends, sheet)
        piece = next(stream, b"")
        if not piece or len(rest) > MAX_ROW_BYTES:
            raise OtherFormError
        buffer = rest + piece
    rows, close, after = buffer.partition(_CLOSE)
    _take_rows(rows, sheet)
    yield close + after
    yield from stream


def _is_utf8(before: bytes) -> bool:
    """Tell whether what stands before the rows says no other encoding than UTF-8."""
    bare = before.removeprefix(b"\xef\xbb\xbf")
    return not bare.startswith(b"<?") or _UTF8.match(bare) is not None


def _take_rows(content: bytes, sheet: SheetCells) -> None:
    """Take whole rows, or raise OtherFormError at the first character that the pattern does not cover."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise OtherFormError from error
    for row in _ROWS.finditer(text):
        attributes, cells, other = row.groups()
        if other is not None:
            raise OtherFormError
        if attributes is not None:
            sheet.open_row(_read_attributes(attributes))
            _take_cells(cells or "", sheet)


def _take_cells(text: str, sheet: SheetCells) -> None:
    """Take the cells of one row; numbers, most of them, are counted together."""
    columns, formats, cells = sheet.columns, sheet.formats, sheet.cells
    since_1904 = sheet.parts.since_1904
    n_numbers = 0
    for letters, number, style, kind, formula, value, other in _CELLS.findall(text):
        if letters:
            column = columns.get(letters)
            if column is None or number != sheet.row_text:
                sheet.go_to(letters + number)
            else:
                sheet.column = column
            code = formats.get(style or "0") if value and kind in ("", "n") else None
            cell = number_cell(sheet.row, sheet.column, value, code, since_1904=since_1904) if code else None
            if cell is None:
                sheet.take(kind or "n", style or "0", value, is_formula=formula != "")
            else:
                n_numbers += 1
                cells.append(cell)
        elif other:
            raise OtherFormError
    sheet.budget.take_numbers(n_numbers)


def _read_attributes(text: str) -> dict[str, str]:
    """Read the attributes of a row; one that stands twice is left to Expat, which refuses it."""
    found = _ATTRIBUTE.findall(text)
    facts = dict(found)
    if len(facts) < len(found):
        raise OtherFormError
    return facts
