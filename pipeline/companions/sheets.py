"""The sheets of a bulletin's workbook: contents, tables and figures, all cells, and what explains them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.bulletin.binding import number_id
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Chart, Document, Table
from pipeline.companions.numbers import SHEET_DIGITS
from pipeline.companions.printed import Place, sheet_of
from pipeline.companions.sheet import Entry, Number, Sheet, number_entry, sheet_name, unlike_heads
from pipeline.companions.tables import CELLS, LIST_SEPARATOR, SOURCES, DataFile, Row
from pipeline.companions.words import words_in

Words = Mapping[str, str]


def sheets_of(material: Material, document: Document, tables: Mapping[str, Sequence[Row]]) -> list[Sheet]:
    """Return the sheets of a bulletin in their order, the contents first."""
    say = words_in(document.lang)
    names: list[str] = [say[name] for name in ("contents", "cells", "sources", "symbols", "columns")]
    found: list[Sheet] = []
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table | Chart):
                names.append(sheet_name(block.label, names))
                place = Place(names[-1], section.title, document.lang, material.by_id)
                found.append(sheet_of(block, place))
    found += [
        _data(CELLS, tables[CELLS.path], say, "cells"),
        _data(SOURCES, tables[SOURCES.path], say, "sources"),
        _symbols(document, say),
        _columns(CELLS, say),
    ]
    return [_contents(document, found, say), *found]


def _data(file: DataFile, rows: Sequence[Row], say: Words, what: str) -> Sheet:
    """Make the sheet of a data file; of cells each row ends with the id that its value is printed under."""
    columns = list(file.columns)
    ids = file is CELLS
    entries = tuple(
        (
            *(_entry(row.get(name)) for name in columns),
            *((number_id(str(row["cell_id"]), "value"),) if ids else ()),
        )
        for row in rows
    )
    notes = [say["cells_note"].format(digits=SHEET_DIGITS)] if ids else []
    return Sheet(
        say[what],
        (say[f"{what}_title"], *notes, say["one_table"]),
        unlike_heads([*columns, *([say["numbers"]] if ids else [])], say["again"]),
        entries,
        file=file.path,
    )


def _entry(value: Any) -> Entry:
    """Return a value of a data file as an entry."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_entry(value.normalize())
    if isinstance(value, int):
        return Number(Decimal(value))
    return LIST_SEPARATOR.join(value) if isinstance(value, list | tuple) else str(value)


def _symbols(document: Document, say: Words) -> Sheet:
    """Make the sheet that explains the words in brackets."""
    rows = tuple((symbol.mark, symbol.meaning) for symbol in document.symbols)
    lines = (say["symbols_title"], say["one_table"])
    return Sheet(say["symbols"], lines, (say["symbol"], say["meaning"]), rows)


def _columns(file: DataFile, say: Words) -> Sheet:
    """Make the sheet that explains the columns of a data file."""
    rows = tuple((name, file.meaning(name), file.unit(name)) for name in file.columns)
    lines = (say["columns_title"], say["one_table"])
    return Sheet(say["columns"], lines, (say["column"], say["meaning"], say["unit"]), rows)


def _contents(document: Document, sheets: Sequence[Sheet], say: Words) -> Sheet:
    """Make the first sheet: what the workbook is, and a link to each sheet."""
    lines = [
        f"{document.title}. {document.issue}",
        document.subtitle,
        document.office,
        document.imprint,
        document.mark,
        document.status,
        *(f"{name}: {text}" for name, text in document.facts),
        say["one_table"],
    ]
    rows = tuple((one.name, one.lines[0], one.section, Number(Decimal(len(one.rows)))) for one in sheets)
    return Sheet(
        say["contents"],
        tuple(line for line in lines if line),
        (say["sheet"], say["title"], say["section"], say["rows"]),
        rows,
        {one.name: one.name for one in sheets},
    )
