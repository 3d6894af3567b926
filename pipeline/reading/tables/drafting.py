"""Drafts the layout record of each table of a file by looking at it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.reading.tables.classes import FIGURE, MISSING, class_of
from pipeline.reading.tables.frame import Frame
from pipeline.reading.tables.grid import Book, Cell, Grid, letters
from pipeline.reading.tables.heads import Heads, bare_head
from pipeline.reading.tables.layout import TableLayout
from pipeline.reading.tables.lexis import is_total
from pipeline.reading.tables.number import decimal_marks, missing_mark, tidy
from pipeline.reading.tables.opening import open_book
from pipeline.reading.tables.period_label import find_period
from pipeline.reading.tables.resolve import Resolver
from pipeline.reading.tables.said import without_base_year
from pipeline.reading.tables.shape import find_tables
from pipeline.reading.tables.walk import Shape
from pipeline.reading.vocabulary import Vocabulary

_MAX_MARKS = 200


def draft_layout(path: Path, vocabulary: Vocabulary) -> tuple[TableLayout, ...]:
    """Draft a record for each table found in a file, sheet by sheet.

    Raises BadInputError as `open_book` does.
    """
    return draft_layouts(open_book(path), Heads(vocabulary))


@dataclass(frozen=True)
class Drafted:
    """A table that was found: its record, and what its heads say."""

    layout: TableLayout
    resolver: Resolver


def draft_layouts(book: Book, heads: Heads) -> tuple[TableLayout, ...]:
    """Draft the records of a file that is open."""
    return tuple(found.layout for grid in book.grids for found in draft_tables(book, grid, heads))


def draft_tables(book: Book, grid: Grid, heads: Heads) -> tuple[Drafted, ...]:
    """Find the tables of a sheet, each with its record and what its heads say."""
    return tuple(
        _drafted(grid, _layout(book, grid, number, shape), heads)
        for number, shape in enumerate(find_tables(grid), 1)
    )


def _layout(book: Book, grid: Grid, number: int, shape: Shape) -> TableLayout:
    """Write a shape down as a record."""
    frame_columns = {*shape.label_columns, *shape.ordinal_columns, *shape.data_columns}
    texts = _texts(grid, shape)
    return TableLayout(
        sheet=grid.name,
        table=number,
        titles=tuple(cell.reference for cell in shape.titles),
        header_rows=tuple(shape.header_rows),
        data_rows=tuple(shape.data_rows),
        group_rows=tuple(sorted(shape.group_rows)),
        total_rows=tuple(_total_rows(grid, shape)),
        notes=tuple(cell.reference for cell in shape.notes),
        label_columns=tuple(map(letters, shape.label_columns)),
        ordinal_columns=tuple(map(letters, shape.ordinal_columns)),
        data_columns=tuple(map(letters, shape.data_columns)),
        total_columns=tuple(letters(c) for c in shape.data_columns if _is_total_column(grid, shape, c)),
        decimal_mark=_decimal_mark(texts),
        encoding=book.encoding,
        separator=book.separator,
        footnotes=tuple(_footnotes(shape.notes)),
        missing=tuple(_missing(texts)),
        orientation="records" if grid.form == "records" and frame_columns else "",
    )


def _texts(grid: Grid, shape: Shape) -> list[Cell]:
    """List the cells of figures that are text: they alone have marks of their own."""
    data = set(shape.data_columns)
    return [
        cell
        for row in shape.data_rows
        for cell in grid.rows[row]
        if cell.kind == "text" and cell.column in data
    ]


def _drafted(grid: Grid, layout: TableLayout, heads: Heads) -> Drafted:
    """Add what titles say of the whole table, and which way it runs."""
    resolver = Resolver(Frame(grid, layout), heads, {})
    unit = next((head.unit for head in resolver.captions if head.unit), None)
    best, _ = heads.senses.best(resolver.caption_text, unit) if resolver.caption_text else (None, ())
    period = next((head.period for head in resolver.captions if head.period), None)
    titles = " ".join(head.text for head in resolver.captions)
    period = period or find_period(without_base_year(titles))
    days = period.days if period else None
    places = {place.territory_id for place in heads.places.named_in(titles)}
    changed = replace(
        layout,
        orientation=layout.orientation or _orientation(resolver),
        unit=unit.name if unit else "",
        scale=format(unit.scale, "f") if unit and unit.scale != 1 else "",
        measure=best.measure if best else "",
        period="/".join(day.isoformat() for day in days) if days else "",
        territory=places.pop() if len(places) == 1 else "",
    )
    return Drafted(changed, resolver)


def _orientation(resolver: Resolver) -> str:
    """Say which way a table runs by what its heads and labels hold."""
    if resolver.period_across:
        return "periods_across"
    if resolver.territory_across:
        return "territories_across"
    rows = [head for row in resolver.frame.layout.data_rows[:50] for head in resolver.row(row)]
    roles = {role for role in resolver.frame.roles.values() if role not in ("", "aside")}
    if len(roles) > 2:
        return "records"
    return "periods_down" if any(head.period for head in rows) else "measures_across"


def _total_rows(grid: Grid, shape: Shape) -> Iterable[int]:
    """List rows whose label names a total."""
    labels = set(shape.label_columns)
    for row in shape.data_rows:
        found = (cell for column in labels if (cell := grid.find(row, column)) is not None)
        if any(is_total(bare_head(cell)) for cell in found):
            yield row


def _is_total_column(grid: Grid, shape: Shape, column: int) -> bool:
    """Tell whether the lowest head over a column names a total."""
    cells = [cell for row in shape.header_rows if (cell := grid.find(row, column)) is not None]
    return bool(cells) and is_total(bare_head(cells[-1]))


def _decimal_mark(cells: list[Cell]) -> str:
    """Return the decimal mark that the texts of a table prove, empty when they prove none or both."""
    proven = decimal_marks(cell.text for cell in cells if class_of(cell) == FIGURE)
    return proven.pop() if len(proven) == 1 else ""


def _footnotes(notes: list[Cell]) -> Iterable[tuple[str, str]]:
    """List the marks that notes explain, with the place of each."""
    for cell in notes[:_MAX_MARKS]:
        mark = tidy(cell.text).split(" ", maxsplit=1)[0].strip("()[]:.")
        if mark and len(mark) <= 4 and (mark.isdecimal() or not mark.isalnum()):
            yield mark, cell.reference


def _missing(cells: list[Cell]) -> Iterable[tuple[str, str]]:
    """List the marks for no figure that stand in the data, with what they are taken to mean."""
    found = {tidy(cell.text): missing_mark(cell.text) for cell in cells if class_of(cell) == MISSING}
    return sorted((mark, said) for mark, said in found.items() if said)[:_MAX_MARKS]
