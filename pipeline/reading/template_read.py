"""Reads a delivery workbook that was filled in from the office's template."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.errors import BadInputError, UsageError
from pipeline.intake.printed import read_value
from pipeline.reading.answer import Answer
from pipeline.reading.answers import with_answers
from pipeline.reading.draft import Draft, Item, ReadFile, Source, ask, settle
from pipeline.reading.field import read_field, read_period
from pipeline.reading.lists import Lists, nearest
from pipeline.reading.source_facts import NOT_ASKED, with_fact
from pipeline.reading.tables.grid import FORMULA, Cell, Grid
from pipeline.reading.tables.opening import open_book
from pipeline.reading.template import COLUMNS, FACTS, HEAD_ROW, NEEDED, SHEET, SOURCE_SHEET
from pipeline.reading.vocabulary import Unit

if TYPE_CHECKING:
    from pipeline.reading.read import Request

READER: Final = "template"
READER_VERSION: Final = "1"
_FIRST_FACT_ROW = 4
_QUESTIONS = {
    "measure": "Which measure is it of?",
    "territory": "Which territory is it for?",
    "period": "Which period is it for?",
    "value": "Which number is it, in full?",
    "unit": "In which unit is it?",
}
_SAME = {"period_end": "period", "due_on": "period"}
"""Answers that settle the question about another column, too."""
_DEFAULTS = {"kind": "observation", "quantity": "level", "breakdown": "_T"}


Said = Mapping[str, Mapping[str, Answer]]
Question = tuple[str, str, list[str]]
"""The column asked about, the sentence, and answers that are near."""


def read_template(request: "Request", sha256: str, lists: Lists, said: Said) -> Draft:
    """Read a filled template: each row a figure; what is missing or in no list is a question.

    `said` are the answers by place and field: what they settle is not asked, the next of a row is.
    Raises BadInputError when its sheets or heads are not those of the template.
    """
    path = request.path
    book = open_book(path)
    sheets = {grid.name: grid for grid in book.grids}
    figures = sheets.get(SHEET)
    heads = [head for head, _, _ in COLUMNS.values()]
    found = (
        [_text(figures.at.get((HEAD_ROW, column))) for column in range(1, len(heads) + 1)] if figures else []
    )
    if figures is None or found != heads:
        raise BadInputError(
            f"{path.name} was made from the template, and its sheet '{SHEET}' no longer has the heads in row "
            f"{HEAD_ROW}: {', '.join(heads)}. Put them back, or fill in a new one (crossfoot template)."
        )
    notes = list(book.notes)
    source = _source(sheets.get(SOURCE_SHEET), request.source, notes)
    size = path.stat().st_size
    file = ReadFile(path.name, sha256, size, book.media_type, book.encoding, READER, READER_VERSION)
    return Draft(
        request.name, request.received_on, file, source, tuple(_items(figures, lists, said)), tuple(notes)
    )


def _items(grid: Grid, lists: Lists, said: Said) -> Iterator[Item]:
    """Yield an item for each cell: heads and codes are labels, values are figures."""
    names = list(COLUMNS)
    value_column = names.index("value") + 1
    for row, cells in sorted(grid.rows.items()):
        filled = [cell for cell in cells if cell.column <= len(names)] if row > HEAD_ROW else []
        if filled and not any(cell.column == value_column for cell in filled):
            yield from (_label(grid, cell) for cell in cells[:-1])
            yield ask(_item(grid, cells[-1]), "value", "The row has no value. Which number is it, in full?")
            continue
        for cell in cells:
            if row > HEAD_ROW and cell.column == value_column:
                by_name = {names[other.column - 1]: other for other in filled}
                item = _item(grid, cell)
                yield _figure(item, by_name, lists, said.get(item.place, {}))
            else:
                yield _label(grid, cell)


def _figure(item: Item, cells: dict[str, Cell], lists: Lists, said: Mapping[str, Answer]) -> Item:
    """Read a row into a figure; the first thing that is missing or not clear, and not answered, is asked."""
    item = replace(item, **_DEFAULTS)
    questions: list[Question] = []
    for name in COLUMNS:
        text = _text(cells.get(name))
        if not text and not _is_formula(cells.get(name)):
            if name in NEEDED:
                questions.append((name, _QUESTIONS[name], []))
            continue
        try:
            item = replace(item, **_read(name, cells[name], item, lists))
        except UsageError as error:
            near = nearest(text, lists.by_field[name]) if name in lists.by_field else []
            questions.append((name, f"Row {cells[name].row}, {COLUMNS[name][0]}: {error}", near))
    questions += _doubts(with_answers(item, said, lists), cells, lists)
    settled = {*said, *(_SAME[name] for name in said if name in _SAME)}
    asked = next((one for one in questions if one[0] not in settled), None)
    return ask(item, *asked) if asked else settle(item, "used")


def _read(name: str, cell: Cell, item: Item, lists: Lists) -> dict[str, str]:
    """Read one cell of a row."""
    text = _text(cell)
    if _is_formula(cell):
        raise UsageError("the cell holds a formula whose result was not saved. Write the figure itself.")
    if name == "unit":
        return _unit(text, item, lists)
    if name == "territory":
        return {"territory": lists.find("territory", text), "territory_as_written": text[:120]}
    if name == "period":
        return {**read_field("period", text, item, lists), "period_as_written": text[:120]}
    return read_field(name, text, item, lists)


def _is_formula(cell: Cell | None) -> bool:
    """Tell a formula whose result is not there, or not a value."""
    return cell is not None and cell.kind in (FORMULA, "error")


def _unit(text: str, item: Item, lists: Lists) -> dict[str, str]:
    """Read a unit, and bring the value before it to base units."""
    names = dict(lists.reference["unit_name"].select("unit_as_written", "unit_code").iter_rows())
    named = lists.unit_named(text)
    if not named:
        near = nearest(text, {name: name for name in names})
        raise UsageError(
            f"'{text}' is no unit of the office. "
            + (f"Nearest: {', '.join(near)}." if near else "The sheet 'Lists' has all of them.")
        )
    unit = lists.vocabulary.unit_of(named) or lists.vocabulary.named_unit(named)
    if unit.name not in names:
        unit = Unit(named, names[named])
    value = read_value(item.value)
    scaled = (
        {} if value is None else {"value": _plain(value * unit.scale), "step": _step(item.value, unit.scale)}
    )
    return {"unit": unit.name, "unit_as_written": text, **scaled}


def _doubts(item: Item, cells: dict[str, Cell], lists: Lists) -> Iterator[Question]:
    """Ask about a unit that is not its measure's, and about a day that may stand for its month."""
    if item.quantity == "level" and item.measure and item.unit:
        code = lists.vocabulary.measures[item.measure].unit_code
        if lists.vocabulary.named_unit(item.unit).code != code:
            yield "unit", f"Figures of this measure are in {code}. In which unit is it?", []
    if "period" in cells and cells["period"].kind == "date":
        day = read_period(_text(cells["period"])).start
        if day is not None and day.day == 1:
            question = "The cell of the period holds a date. Is it the month, or that day?"
            yield "period", question, [day.isoformat()[:7], day.isoformat()]


def _source(grid: Grid | None, source: Source, notes: list[str]) -> Source:
    """Take the facts of the source; what cannot be read is a note, and asked about."""
    for row in range(_FIRST_FACT_ROW, _FIRST_FACT_ROW + len(FACTS)):
        name, text = (_text(grid.at.get((row, column))) for column in (1, 2)) if grid else ("", "")
        if not text or name not in FACTS or _is_known(source, name):
            continue
        try:
            source = with_fact(source, name, text)
        except UsageError as error:
            notes.append(f"Sheet {SOURCE_SHEET}, row {row}: {error}")
    return source


def _is_known(source: Source, name: str) -> bool:
    """Tell whether a fact was given with the file, which stands before what the file says."""
    held = {"published": source.basis, "publisher": source.publisher, "address": source.address}
    return held.get(name, NOT_ASKED) != NOT_ASKED


def _item(grid: Grid, cell: Cell) -> Item:
    """Make an item that knows its place."""
    return Item(sheet=grid.name, cell=cell.reference, as_printed=_text(cell)[:120])


def _label(grid: Grid, cell: Cell) -> Item:
    """Make the item of a cell of words."""
    return settle(_item(grid, cell), "label")


def _step(value: str, scale: Decimal) -> str:
    """Return one unit of the last place of a value that was written, in base units."""
    return _plain(Decimal(1).scaleb(-len(value.partition(".")[2])) * scale)


def _plain(value: Decimal) -> str:
    """Write a decimal in plain digits, without zeros at the end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(cell: Cell | None) -> str:
    """Return what a cell says: numbers in plain form, dates as ISO days, texts without blanks around."""
    if cell is None:
        return ""
    if cell.kind == "number":
        return cell.value
    if cell.kind == "date":
        return cell.value.partition("T")[0]
    return " ".join(cell.text.split())
