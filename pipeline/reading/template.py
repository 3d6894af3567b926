"""An empty delivery workbook of an office: its code lists as drop-downs, ready to be filled in.

A workbook filled in by the lists comes in without a question; `template_read` reads it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import polars as pl

from pipeline.errors import UsageError
from pipeline.reading.file_kind import TEMPLATE_MARK
from pipeline.reading.lists import Lists, nearest
from pipeline.reading.sheets import Book, new_book, offer, write_lists
from pipeline.reading.source_facts import ASKED

SHEET: Final = "Figures"
SOURCE_SHEET: Final = "Source"
HEAD_ROW: Final = 4
"""Row of the heads, counted from one; figures stand below it."""
ROWS: Final = 1_000
"""Rows that are prepared with drop-downs; figures below them are read, too."""
COLUMNS: Final = {
    "measure": ("Measure", 40, "needed"),
    "breakdown": ("Part of it", 28, "empty: the total"),
    "territory": ("Territory", 36, "needed"),
    "period": ("Period", 22, "needed: 2026, 2026-01, 2026-01-31, 2025-01/2025-09"),
    "value": ("Value", 18, "needed: in the unit beside it"),
    "unit": ("Unit", 24, "needed"),
    "kind": ("Kind", 26, "empty: observed"),
    "quantity": ("Level or change", 30, "empty: a level"),
    "qualifier": ("Qualifier", 16, "empty: exact"),
    "price_basis": ("Price basis", 20, "empty: not stated"),
    "due_on": ("Due on", 14, "for targets: the day"),
}
"""The columns of figures: head, width, and what a cell holds."""
NEEDED: Final = ("measure", "territory", "period", "value", "unit")
FACTS: Final = (*ASKED, "language", "producer_code")
_FACT_HINTS: Final = {
    "published": "2026-01-20, or 2026-01-18/2026-01-20; or unknown: why",
    "publisher": "a name; or unknown: why",
    "address": "https://...; or unknown: why",
    "language": "two letters, such as en; may be left empty",
    "producer_code": "who made the figures, as the office's lists have it; may be left empty",
}


def template_workbook(lists: Lists, title: str, on: date, measures: Sequence[str] = ()) -> bytes:
    """Write an empty delivery workbook; `measures` limits it to those, `on` is the day of its territories.

    Raises UsageError for a measure that the office does not have.
    """
    by_field = template_lists(lists, on, measures)
    with new_book(title, on) as (book, stream):
        book.book.define_name(TEMPLATE_MARK, f"={SOURCE_SHEET}!$A$1")
        sheet = _write_figures(book, title)
        _write_source(book)
        ranges = write_lists(book, by_field)
        last = HEAD_ROW + ROWS - 1
        for column, name in enumerate(COLUMNS):
            if name in ranges:
                offer(sheet, (HEAD_ROW, column), (last, column), ranges[name], COLUMNS[name][0])
    return stream.getvalue()


def template_lists(lists: Lists, on: date, measures: Sequence[str]) -> dict[str, Mapping[str, str]]:
    """Return the lists of a template: territories of the day, units with their scales, chosen measures."""
    known = lists.by_field["measure"]
    for name in measures:
        if name not in known:
            near = nearest(name, known)
            hint = f"Did you mean {near[0]}?" if near else "crossfoot template writes all of them."
            raise UsageError(f"The office has no measure '{name}'. {hint}")
    valid = lists.reference["territory"].filter((pl.col("valid_from") <= on) & (pl.col("valid_to") >= on))
    ids = set(valid["territory_id"])
    kinds = {name: words for name, words in lists.by_field["kind"].items() if name in _OBSERVED}
    return {
        **lists.by_field,
        "measure": {code: known[code] for code in (measures or known)},
        "territory": {code: words for code, words in lists.by_field["territory"].items() if code in ids},
        "unit": _units(lists, measures),
        "kind": kinds,
        "disposition": {},
    }


_OBSERVED = ("observation", "plan", "schedule", "target")


def _units(lists: Lists, measures: Sequence[str]) -> dict[str, str]:
    """Return the names of units as the office writes them, those of chosen measures and percentages alone."""
    reference = lists.reference
    codes = dict(reference["measure"].select("measure_code", "unit_code").iter_rows())
    wanted = {codes[name] for name in measures} | {"PCT"} if measures else None
    names = reference["unit_name"].select("unit_as_written", "unit_code").iter_rows()
    return {name: name for name, code in names if wanted is None or code in wanted}


def _write_figures(book: Book, title: str) -> Any:
    """Write the sheet for figures."""
    sheet = book.sheet(SHEET, tuple(float(width) for _, width, _ in COLUMNS.values()))
    book.write(sheet, 0, 0, title, "title")
    how = (
        "One row a figure. Choose from the lists, or write a code or a name. Then drop the file into the "
        "inbox, or "
        "read it: crossfoot read FILE."
    )
    book.write(sheet, 1, 0, how, "plain")
    for column, (name, (_, _, hint)) in enumerate(COLUMNS.items()):
        book.write(sheet, 2, column, hint, "note")
        style = book.formats["value" if name == "value" else "asked"]
        sheet.set_column(column, column, float(COLUMNS[name][1]), style)
    book.heads(sheet, HEAD_ROW - 1, tuple(head for head, _, _ in COLUMNS.values()))
    return sheet


def _write_source(book: Book) -> None:
    """Write the sheet for the source."""
    sheet = book.sheet(SOURCE_SHEET, (22, 60, 70))
    book.write(sheet, 0, 0, "Who published the figures, when and where", "title")
    book.heads(sheet, 2, ("Fact", "Answer", "What to write"))
    for row, name in enumerate(FACTS, start=3):
        book.write(sheet, row, 0, name)
        sheet.write_blank(row, 1, None, book.formats["asked"])
        book.write(sheet, row, 2, _FACT_HINTS[name], "note")
