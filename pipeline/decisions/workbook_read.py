"""Decisions from a workbook that was filled in: requests, and a sentence for each cell that is not one."""

import math
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.decisions.form import Request, decision_from_form
from pipeline.decisions.workbook import ASKED, COLUMNS, HEAD_ROW, MAX_ROWS, SHEET
from pipeline.errors import BadInputError

MAX_BYTES = 5_000_000
MAX_UNPACKED_BYTES = 50_000_000
"""Size of a workbook as a file and unpacked; a larger one is refused before it is read."""

_FORM = ("finding_id", "content_key", *ASKED)
_LOOKED_AT = 1_000
_FOR_ALL = " One name for all rows that have none is given with --who."


@dataclass(frozen=True)
class FilledRow:
    """A request and the row that it stands in."""

    place: str
    request: Request


class _CellError(Exception):
    """Says what is in a cell instead of a text."""


def read_decisions_workbook(path: Path, who: str = "") -> tuple[list[FilledRow], list[str]]:
    """Read the rows that have an action; rows that cannot be read are sentences that name sheet and cell.

    `who` stands for the name where a row has none; without either the row is refused. Raises BadInputError
    where the file is no such workbook.
    """
    import openpyxl

    _check_archive(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise BadInputError(f"{path} cannot be read as a workbook: {error}.") from error
    try:
        if SHEET not in book.sheetnames:
            raise BadInputError(f"{path} has no sheet '{SHEET}'. {_ADVICE}")
        return _read_sheet(path, book[SHEET], who)
    finally:
        book.close()


_ADVICE = "Take the workbook that `crossfoot findings --to FILE.xlsx` writes, and keep its heads."


def _check_archive(path: Path) -> None:
    """Refuse what is not a workbook of a sensible size, or what holds declarations of entities."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadInputError(f"{path} has {size} bytes; a workbook of decisions has at most {MAX_BYTES}.")
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > MAX_UNPACKED_BYTES:
                raise BadInputError(
                    f"{path} unpacks to {unpacked} bytes; at most {MAX_UNPACKED_BYTES} are read. {_ADVICE}"
                )
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    if b"<!DOCTYPE" in part.read(_LOOKED_AT).upper():
                        raise BadInputError(f"{path} declares a document type in {entry.filename}. {_ADVICE}")
    except OSError as error:
        raise BadInputError(f"{path} cannot be opened ({error.strerror or error}).") from error
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise BadInputError(f"{path} is not a workbook in the form .xlsx ({error}). {_ADVICE}") from error


def _read_sheet(path: Path, sheet: Any, who: str) -> tuple[list[FilledRow], list[str]]:
    """Read the rows below the heads."""
    rows: list[FilledRow] = []
    sentences: list[str] = []
    for number, cells in _lines(path, sheet):
        place = f"{path.name}, sheet {SHEET}, row {number}"
        fields, problems = _fields(cells)
        if not any(fields[name] for name in ASKED) and not problems:
            continue
        if not problems:
            request, problems = decision_from_form(fields | {"who": fields["who"] or who})
            if "who" in problems and not fields["who"]:
                problems["who"] += _FOR_ALL
            if request is not None:
                rows.append(FilledRow(place, request))
        for name, sentence in problems.items():
            sentences.append(f"{path.name}, sheet {SHEET}, cell {_letter(name)}{number}: {sentence}")
    return rows, sentences


def _lines(path: Path, sheet: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the cells of each row by field, after a look at the heads."""
    sheet.reset_dimensions()
    for number, line in enumerate(sheet.iter_rows(max_row=HEAD_ROW + MAX_ROWS + 1), start=1):
        cells = dict(zip(COLUMNS, line, strict=False))
        if number < HEAD_ROW:
            continue
        if number == HEAD_ROW:
            heads = {name: cell.value for name, cell in cells.items()}
            wanted = {name: head for name, (head, _) in COLUMNS.items()}
            if heads != wanted:
                raise BadInputError(f"{path}, sheet {SHEET}, row {number} has other heads. {_ADVICE}")
            continue
        yield number, cells


def _fields(cells: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the texts of the fields that matter, and sentences for cells that hold something else."""
    fields = dict.fromkeys(_FORM, "")
    problems = {}
    for name in _FORM:
        cell = cells.get(name)
        try:
            fields[name] = _text(name, cell) if cell is not None else ""
        except _CellError as error:
            problems[name] = str(error)
    return fields, problems


def _text(name: str, cell: Any) -> str:
    """Return what a cell says as text."""
    value = cell.value
    if value is None:
        return ""
    if getattr(cell, "data_type", "") in ("f", "e"):
        raise _CellError("The cell holds a formula or a fault of the spreadsheet. Write the text itself.")
    if isinstance(value, (datetime, date)):
        return _day(name, value)
    if isinstance(value, bool):
        raise _CellError("The cell holds true or false. Write a text.")
    if isinstance(value, float):
        return _number(value)
    return str(value)


def _day(name: str, value: datetime | date) -> str:
    """Return a date as text where a day is asked for."""
    if name == "expires_on":
        return value.strftime("%Y-%m-%d")
    raise _CellError("The spreadsheet made a date of what was typed. Write it as text: 2025-09, or '2025-09.")


def _number(value: float) -> str:
    """Return a number as the spreadsheet shows it; it keeps 15 digits and no more."""
    if not math.isfinite(value):
        raise _CellError("The cell holds no finite number.")
    text = format(value, ".15g")
    if float(text) != value or "e" in text:
        raise _CellError("The number has more digits than a spreadsheet keeps. Write it as text.")
    return text


def _letter(name: str) -> str:
    """Return the letter of a field's column."""
    return chr(ord("A") + list(COLUMNS).index(name)) if name in COLUMNS else "A"
