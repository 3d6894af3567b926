"""Reads csv and tsv: separator and quotes found by looking, every record a row, ragged ones said.

A cell's place is that of a spreadsheet: row 3 is the third record, which a quotation mark may spread over
lines.
"""

import csv
import io
import re
from collections import Counter
from typing import Final, NamedTuple

from pipeline.errors import BadInputError
from pipeline.reading.tables.cells import text_cell
from pipeline.reading.tables.encoding import printable_share
from pipeline.reading.tables.grid import Cell, Grid
from pipeline.reading.tables.limits import MAX_COLUMNS, MAX_FIELD_CHARACTERS, MAX_ROWS, Budget, out_of_bounds

SEPARATORS: Final = ("\t", ";", "|", ",")
"""The separators that are looked for, the less ambiguous first: a comma may mark decimals."""
_SAMPLE_LINES = 200
_SAMPLE = 256 * 1024
_MIN_PRINTABLE = 0.95
_NONE = "\x1f"
"""A separator that no text has, for a text of one column."""
_ENOUGH = 0.6
_DECIMAL = re.compile(r"\s*[-−]?\d[\d .]*,\d+\s*")
"""A line that is one number with a decimal comma."""


class Dialect(NamedTuple):
    """How fields are parted."""

    separator: str
    skip_first: bool = False


def read_delimited(text: str, sheet: str, budget: Budget, separator: str = "") -> tuple[Grid, str, list[str]]:
    """Read a text into one grid; also returns the separator and sentences about records of other lengths."""
    if printable_share(text) < _MIN_PRINTABLE:
        raise BadInputError(
            f"{budget.name} is no text: too many of its characters do not print. Ask what program made it."
        )
    _refuse_long(text, budget.name)
    dialect = find_dialect(text)
    if separator:
        dialect = dialect._replace(separator=separator)
    cells: list[Cell] = []
    widths: Counter[int] = Counter()
    uneven: list[tuple[int, int]] = []
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=dialect.separator or _NONE, strict=True, doublequote=True
    )
    row = 0
    try:
        for row, fields in enumerate(reader, 1):
            if row > MAX_ROWS or len(fields) > MAX_COLUMNS:
                raise out_of_bounds(budget.name, f"row {row}")
            if fields:
                widths[len(fields)] += 1
                uneven.append((row, len(fields)))
            for column, field in enumerate(fields, 1):
                cell = text_cell(row, column, field)
                if cell is not None:
                    budget.take(sheet, row, column, field)
                    cells.append(cell)
    except csv.Error as error:
        raise BadInputError(
            f"{budget.name}, line {reader.line_num}: a field cannot be read ({error}). A quotation mark "
            "is open or stands within a field: mend that line and hand the file in again."
        ) from error
    usual = widths.most_common(1)[0][0] if widths else 0
    faults = tuple(
        (number, f"it has {width} fields, most have {usual}") for number, width in uneven if width != usual
    )
    notes = [f"Row {number}: {fault}." for number, fault in faults] if usual > 1 else []
    return Grid(sheet, tuple(cells), n_rows=row, faults=faults if usual > 1 else ()), dialect.separator, notes


def find_dialect(text: str) -> Dialect:
    """Find the separator that parts most lines of a text into equally many fields, outside of quotes."""
    first, _, rest = text[:_SAMPLE].partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return Dialect(first.strip()[4], skip_first=True)
    lines = [line for line in (first + "\n" + rest).splitlines()[:_SAMPLE_LINES] if line.strip()]
    whole = len(text) <= _SAMPLE and text.count("\n") < _SAMPLE_LINES
    best, best_score = "", (0.0, 0)
    for separator in SEPARATORS:
        counts = Counter(
            _count_outside(line, separator)
            for line in lines
            if separator != "," or not _DECIMAL.fullmatch(line)
        )
        counts.pop(0, None)
        if not counts or not _parses(lines, separator, whole=whole):
            continue
        usual, times = max(counts.items(), key=lambda item: (item[1], item[0]))
        score = (times / len(lines), usual)
        if score[0] > max(best_score[0], 0) and not (best and best_score[0] >= _ENOUGH):
            best, best_score = separator, score
    return Dialect(best)


def _parses(lines: list[str], separator: str, *, whole: bool) -> bool:
    """Tell whether the quotation marks of lines fit a separator; of a part the last field may go on."""
    try:
        for _ in csv.reader(lines, delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        return not whole and "unexpected end" in str(error)
    return True


def _count_outside(line: str, separator: str) -> int:
    """Count a separator outside of quotation marks."""
    if '"' not in line:
        return line.count(separator)
    return sum(part.count(separator) for part in line.split('"')[::2])


def _refuse_long(text: str, name: str) -> None:
    """Refuse a line that no record has, before the parser gathers it."""
    limit = MAX_FIELD_CHARACTERS * 64
    start = 0
    while (end := text.find("\n", start)) != -1:
        if end - start > limit:
            raise _long(name, limit)
        start = end + 1
    if len(text) - start > limit and "\r" not in text[start : start + limit]:
        raise _long(name, limit)


def _long(name: str, limit: int) -> BadInputError:
    """Say that a line is too long."""
    return BadInputError(
        f"{name} has a line of more than {limit:,} characters. It is no table; ask how it was made."
    )
