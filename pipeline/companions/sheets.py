"""The sheets of a bulletin's workbook: contents, tables and figures, all cells, and what explains them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pipeline.bulletin.binding import number_id
from pipeline.bulletin.material import Material
from pipeline.bulletin.model import Chart, Document, Table
from pipeline.companions.numbers import SHEET_DIGITS, bare
from pipeline.companions.printed import Place, sheet_of
from pipeline.companions.sheet import Entry, Number, Sheet, number_entry, sheet_name
from pipeline.companions.tables import CELLS, SOURCES, DataFile, Row
from pipeline.language.catalogue import catalogue_of
from pipeline.sealed.frames import LIST_SEPARATOR


def sheets_of(material: Material, document: Document, tables: Mapping[str, Sequence[Row]]) -> list[Sheet]:
    """Return the sheets of a bulletin in their order, the contents first."""
    words = catalogue_of(document.lang, material.office.project.templates)
    own = Place("", "", words, material.by_id)
    names = [own.say(f"sheet-{name}") for name in ("contents", "cells", "sources", "symbols", "columns")]
    found: list[Sheet] = []
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table | Chart):
                names.append(sheet_name(block.label, names))
                found.append(sheet_of(block, replace(own, name=names[-1], section=section.title)))
    found += [
        _data(CELLS, tables[CELLS.path], own, "cells"),
        _data(SOURCES, tables[SOURCES.path], own, "sources"),
        _symbols(document, own),
        _columns(CELLS, own),
    ]
    return [_contents(document, found, own), *found]


def _data(file: DataFile, rows: Sequence[Row], own: Place, what: str) -> Sheet:
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
    notes = [own.say("sheet-cells-note", digits=str(SHEET_DIGITS))] if ids else []
    return Sheet(
        own.say(f"sheet-{what}"),
        (own.say(f"sheet-{what}-title"), *notes, own.say("sheet-one-table")),
        own.heads([*columns, *([own.say("sheet-numbers")] if ids else [])]),
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
        return number_entry(Decimal(bare(value)))
    if isinstance(value, int):
        return Number(Decimal(value))
    return LIST_SEPARATOR.join(value) if isinstance(value, list | tuple) else str(value)


def _symbols(document: Document, own: Place) -> Sheet:
    """Make the sheet that explains the words in brackets."""
    rows = tuple((symbol.mark, symbol.meaning) for symbol in document.symbols)
    lines = (own.say("sheet-symbols-title"), own.say("sheet-one-table"))
    heads = (own.say("sheet-symbol"), own.say("sheet-meaning"))
    return Sheet(own.say("sheet-symbols"), lines, heads, rows)


def _columns(file: DataFile, own: Place) -> Sheet:
    """Make the sheet that explains the columns of a data file."""
    rows = tuple((name, file.meaning(name), file.unit(name)) for name in file.columns)
    lines = (own.say("sheet-columns-title"), own.say("sheet-one-table"))
    heads = tuple(own.say(name) for name in ("sheet-column", "sheet-meaning", "sheet-unit"))
    return Sheet(own.say("sheet-columns"), lines, heads, rows)


def _contents(document: Document, sheets: Sequence[Sheet], own: Place) -> Sheet:
    """Make the first sheet: what the workbook is, and a link to each sheet."""
    lines = [
        f"{document.title}. {document.issue}",
        document.subtitle,
        document.office,
        document.imprint,
        document.mark,
        document.status,
        *(f"{name}: {text}" for name, text in document.facts),
        own.say("sheet-one-table"),
    ]
    rows = tuple((one.name, one.lines[0], one.section, Number(Decimal(len(one.rows)))) for one in sheets)
    heads = tuple(own.say(name) for name in ("sheet-sheet", "sheet-title", "sheet-section", "sheet-rows"))
    links = {one.name: one.name for one in sheets}
    return Sheet(own.say("sheet-contents"), tuple(line for line in lines if line), heads, rows, links)
