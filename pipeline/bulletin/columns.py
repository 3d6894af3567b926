"""Column widths of a table, from the measured widths of what the columns hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.bulletin.kept import PARAGRAPH, words_of
from pipeline.bulletin.model import Column, Table, Text
from pipeline.bulletin.typeface import Type
from pipeline.bulletin.wrapping import Words, count_lines, shortest
from pipeline.errors import CrossfootError

SIZES_PT = (8.3, 7.5, 6.8)
"""Sizes of type: the usual one, and smaller ones for a table that is too wide; none is below the last."""
PADDING_MM = 2.6
# A flag stands to the right of the digits; its room is reserved in the whole column, so that digits align.
FLAG_MM = 3.6
AFTER_NUMBERS_MM = 4.0
INDENT_MM = 3.2
# Columns of numbers are at least and at most so wide where there is room, and take this part of the page.
COMFORTABLE_MM = (19.0, 30.0)
NUMBERS_SHARE = 0.6
HEAD_MM = 26.0
INDEX_PT = 6.8
INDEX_PADDING_MM = 4.4
INDEX_LEAST_MM = 18.0
INDEX_NUMBER_MM = 24.0
MOST = 0.85
BREAKABLE_MM = (34.0, 26.0, 20.0)
"""A word that is longer may be divided; where a table is too wide for its page, so may shorter ones."""
WIDEST_TEXT_MM = 110.0
FLAG = re.compile(r"\s*(?:\[[^\[\]]{1,3}\]\s*)+")
_HEAD_BREAKS = re.compile(r"\s+|(?<=[^\W\d][–-])(?=[^\W\d])")
"""Where a line of a head may end: also after a hyphen between letters."""
_CODE_BREAKS = re.compile(r"(?<=\.)(?=\d)")
_EXCESS_MM = 0.01
DECLARED = re.compile(r"(\d{1,3}(?:\.\d+)?)(mm|%)")


@dataclass(frozen=True)
class Fit:
    """How a table fits: the millimetres of its columns, its type, and whether heads stand over flags too.

    Heads end where the digits do; only where there is no other room do they take that of the flags.
    """

    widths: tuple[float, ...]
    type: Type
    heads_over_flags: bool = False


@dataclass(frozen=True)
class Need:
    """What a column needs, in millimetres: its words unbroken, its texts on one line, its head too."""

    least: float
    tight: float
    natural: float


def plain(text: Text) -> str:
    """Join the runs of a text."""
    return "".join(run if isinstance(run, str) else run.text for run in text)


def split_flag(text: Text) -> tuple[Text, str]:
    """Divide a cell into its number and the words in brackets after it."""
    if len(text) > 1 and isinstance(text[-1], str) and FLAG.fullmatch(text[-1]):
        return text[:-1], text[-1].strip()
    return text, ""


def flag_places(cells: Sequence[Text]) -> int:
    """Count the flags for which a numeric column keeps room."""
    return max((split_flag(cell)[1].count("[") for cell in cells), default=0)


def fit_table(table: Table, available: float, fonts: Path) -> Fit:
    """Divide the available millimetres between a table's columns; in smaller type where it is too wide.

    Raises CrossfootError where it is too wide in the smallest, too.
    """
    needs, face, over = _smallest_change(table, available, fonts)
    least = sum(need.least for need in needs)
    if least > available + _EXCESS_MM:
        raise CrossfootError(
            f"{table.label} ({table.title}) needs {least:.0f} mm in type of {face.size_pt} points and the "
            f"page has {available:.0f}. Divide the table, or shorten its heads."
        )
    return Fit(_divided(table, needs, available, face), face, over)


def size_for(table: Table, available: float, fonts: Path) -> float:
    """Return the size of type, in points, in which a table fits the available millimetres; 0: none."""
    needs, face, _ = _smallest_change(table, available, fonts)
    return face.size_pt if sum(need.least for need in needs) <= available + _EXCESS_MM else 0.0


def _smallest_change(table: Table, available: float, fonts: Path) -> tuple[list[Need], Type, bool]:
    """Measure a table in the first of the ways to print it in which it fits, or in the last of them."""
    for size_pt in SIZES_PT:
        for over in (False, True):
            for breakable in BREAKABLE_MM:
                face = Type(fonts, size_pt)
                needs = _needs_of(table, available, face, breakable, over=over)
                if sum(need.least for need in needs) <= available + _EXCESS_MM:
                    return needs, face, over
    return needs, face, over


def _divided(table: Table, needs: Sequence[Need], available: float, face: Type) -> tuple[float, ...]:
    """Divide the available millimetres between columns whose words and numbers fit."""
    natural = [need.natural for need in needs]
    if sum(natural) <= available:
        return _stretch(table, natural, available)
    if sum(need.tight for need in needs) <= available:
        return fit(needs, available)
    return _fewest_lines(table, needs, available, face)


def _needs_of(table: Table, available: float, face: Type, breakable: float, *, over: bool) -> list[Need]:
    """Measure what the columns of a table need where words of more than `breakable` mm may be divided."""
    strong = any(row.strong for row in table.rows)
    needs = []
    for index, column in enumerate(table.columns):
        cells = [row.cells[index] for row in table.rows]
        need = _needs(column, cells, available, face, breakable, strong=strong, over=over)
        extra = _extra(table, index)
        needs.append(Need(need.least + extra, need.tight + extra, need.natural + extra))
    return needs


def lines_of_rows(table: Table, measured: Sequence[float], face: Type) -> list[int]:
    """Count the lines of each row of a table in columns of these widths, in millimetres."""
    space = face.measure(" ")
    return [
        max(
            (
                sum(
                    count_lines(_words((part,), face), space, width - PADDING_MM)
                    for part in plain(cell).split(PARAGRAPH)
                )
                for cell, width, column in zip(row.cells, measured, table.columns, strict=True)
                if not column.numeric
            ),
            default=1,
        )
        for row in table.rows
    ]


def index_widths(columns: Sequence[Sequence[str]], available: float, fonts: Path) -> tuple[float, ...]:
    """Divide the available millimetres between the columns of the lineage index.

    Names and numbers (the first two) stay on one line up to a limit; of the longer texts most do.
    """
    needs, face = [], Type(fonts, INDEX_PT)
    for at, texts in enumerate(columns):
        wide = sorted(face.measure(text) + INDEX_PADDING_MM for text in texts)
        wide = wide or [INDEX_LEAST_MM]
        usual = min(wide[-1], INDEX_NUMBER_MM) if at < 2 else wide[int(MOST * (len(wide) - 1))]
        least = usual if at < 2 else min(usual, INDEX_LEAST_MM)
        if at == len(columns) - 1:
            words = (word for text in texts for word in words_of(text))
            longest = max((face.measure(word) for word in words), default=0.0)
            least = max(least, longest + INDEX_PADDING_MM)
        needs.append(Need(least, max(least, usual), max(least, usual)))
    measured = fit(needs, available)
    return tuple(width * available / sum(measured) for width in measured)


def is_broken(code: str, column: float, fonts: Path) -> bool:
    """Tell whether the end of a code is wider than its column of the lineage index, so that it is broken.

    A line may end before the digits after a dot.
    """
    width = Type(fonts, INDEX_PT).measure(_CODE_BREAKS.split(code)[-1])
    return width > column - INDEX_PADDING_MM


def fit(needs: Sequence[Need], available: float) -> tuple[float, ...]:
    """Give columns what they need: words unbroken first, then short texts on one line, then whole heads."""
    tight = [need.tight for need in needs]
    if sum(tight) <= available:
        wanted = sum(need.natural for need in needs) - sum(tight)
        share = min(1.0, (available - sum(tight)) / wanted) if wanted else 0.0
        return tuple(need.tight + (need.natural - need.tight) * share for need in needs)
    # The widest columns give first: every column keeps what it needs up to one common width.
    low, high = 0.0, max(tight)
    for _ in range(50):
        level = (low + high) / 2
        total = sum(max(need.least, min(need.tight, level)) for need in needs)
        low, high = (level, high) if total <= available else (low, level)
    return tuple(max(need.least, min(need.tight, low)) for need in needs)


def _needs(
    column: Column,
    cells: Sequence[Text],
    available: float,
    face: Type,
    breakable: float,
    *,
    strong: bool,
    over: bool,
) -> Need:
    """Measure what a column needs, padding included; `strong` where some rows are, `over` as in `Fit`."""
    if column.width:
        declared = DECLARED.fullmatch(column.width)
        if declared is None:
            raise CrossfootError(f"The column width {column.width!r} is none; write it like '24mm' or '15%'.")
        fixed = float(declared[1]) * (available / 100 if declared[2] == "%" else 1)
        return Need(fixed, fixed, fixed)
    head = min(face.measure(column.label), HEAD_MM) + PADDING_MM
    words = max((face.measure(word) for word in _HEAD_BREAKS.split(column.label)), default=0.0) + PADDING_MM
    if column.numeric:
        room = FLAG_MM * flag_places(cells)
        digits = (
            max((face.measure(plain(split_flag(cell)[0]), strong=strong) for cell in cells), default=0.0)
            + PADDING_MM
        )
        beside = 0.0 if over else room
        least = max(digits + room, words + beside)
        return Need(least, least, max(least, head + beside))
    texts = [plain(cell) for cell in cells]
    whole = max((face.measure(text) for text in texts), default=0.0)
    longest = max(
        (face.measure(word, strong=strong) for text in texts for word in words_of(text)), default=0.0
    )
    least = max(words, min(longest, breakable) + PADDING_MM)
    tight = max(least, min(whole, WIDEST_TEXT_MM) + PADDING_MM + 1)
    return Need(least, tight, max(tight, head))


def _fewest_lines(table: Table, needs: Sequence[Need], available: float, face: Type) -> tuple[float, ...]:
    """Give the columns of text, which do not all fit on a line, the widths that make the table short."""
    texts = [at for at, column in enumerate(table.columns) if not column.numeric and not column.width]
    result = [need.least for need in needs]
    # What a column keeps free of text: its padding, the room for indented heads, that after numbers.
    free = [PADDING_MM + _extra(table, at) for at in texts]
    inner = shortest(
        [[_words(row.cells[at], face) for row in table.rows] for at in texts],
        face.measure(" "),
        [(result[at] - kept, needs[at].tight - kept) for at, kept in zip(texts, free, strict=True)],
        available - sum(result),
    )
    for at, width, kept in zip(texts, inner, free, strict=True):
        result[at] = width + kept
    return tuple(result)


def _words(cell: Text, face: Type) -> Words:
    """Measure the words of a cell, between which a line may end."""
    return tuple(face.measure(word) for word in words_of(plain(cell)))


def _extra(table: Table, index: int) -> float:
    """Add room for indented heads of rows, and between a column of numbers and text after it."""
    column = table.columns[index]
    if column.width or column.numeric:
        return 0.0
    if index == 0:
        return INDENT_MM * min(3, max((row.indent for row in table.rows), default=0))
    return AFTER_NUMBERS_MM if table.columns[index - 1].numeric else 0.0


def _stretch(table: Table, natural: Sequence[float], available: float) -> tuple[float, ...]:
    """Make columns of numbers equally wide, flags aside, where there is room; the rest goes to text."""
    columns = table.columns
    result = list(natural)
    flags = [FLAG_MM * flag_places([row.cells[index] for row in table.rows]) for index in range(len(columns))]
    free = [index for index, column in enumerate(columns) if column.numeric and not column.width]
    texts = [index for index, column in enumerate(columns) if not column.numeric and not column.width]
    if free:
        narrow, wide = COMFORTABLE_MM
        comfortable = min(wide, max(narrow, NUMBERS_SHARE * available / len(free)))
        even = max(comfortable, *(natural[index] - flags[index] for index in free))
        wanted = sum(even + flags[index] - natural[index] for index in free)
        part = min(1.0, (available - sum(natural)) / wanted) if wanted else 0.0
        for index in free:
            result[index] += (even + flags[index] - natural[index]) * part
    rest = available - sum(result)
    takers = texts or free or list(range(len(columns)))
    total = sum(natural[index] for index in takers)
    for index in takers:
        result[index] += rest * natural[index] / total
    return tuple(result)
