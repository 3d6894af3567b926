"""A draft as a workbook: questions to answer, all figures, the file as it was read, the source.

Sheet "Questions" and sheet "Source" are filled in and read back by `workbook_read`.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from pipeline.reading.answer import WAITS
from pipeline.reading.counts import asked_items, count
from pipeline.reading.draft import DISPOSITIONS, Draft, Item
from pipeline.reading.file_kind import ANSWERS_MARK
from pipeline.reading.lists import Lists
from pipeline.reading.marks import Mark, mark_of
from pipeline.reading.page import proposals_of, read_as, source_words
from pipeline.reading.read import document_text
from pipeline.reading.sheets import Book, new_book, offer, offered, write_lists
from pipeline.reading.shown_table import position, sheet_names
from pipeline.reading.shown_text import snippets
from pipeline.reading.source_facts import ASKED, OPTIONAL, source_questions
from pipeline.reading.source_proposals import Proposals, proposed_facts, source_proposals

QUESTIONS: Final = "Questions"
FIGURES: Final = "Figures"
SOURCE_SHEET: Final = "Source"
HEAD_ROW: Final = 3
"""Row of the heads of a sheet to fill in, counted from one."""
QUESTION_COLUMNS: Final = {
    "place": ("Place", 12),
    "as_printed": ("As printed", 12),
    "context": ("Around it", 40),
    "question": ("Question", 26),
    "read_as": ("Read so far", 32),
    "proposed": ("Proposed", 28),
    "field": ("Field", 10),
    "value": ("Answer", 28),
    "disposition": ("Then", 16),
    "reason": ("Reason", 30),
    "measure": ("Other measure", 26),
    "territory": ("Other territory", 26),
    "period": ("Other period", 20),
}
"""The columns of the questions: head and width; those from the field on are filled in."""
ASKED_COLUMNS: Final = ("field", "value", "disposition", "reason")
BESIDES: Final = ("measure", "territory", "period")
"""The columns for what 'Read so far' says otherwise, beside the field that is asked about."""
FOUND_COLUMN: Final = 6
"""The column of the sheet of the source that holds what 'yes' takes, counted from one."""
LAPTOP_ZOOM: Final = 90
"""Per cent at which the questions and the column of answers are seen together on a laptop's screen."""
FREE_ROWS: Final = 25
"""Empty rows below the questions, for what a person wants to change besides."""
MAX_QUESTIONS: Final = 1_000
MAX_FIGURES: Final = 20_000
"""Rows of a sheet of a workbook; a line below them says how many more there are."""
MAX_CELLS: Final = 100_000
"""Cells of tables that are shown as they were read; a line on sheet "Source" says how many more there are."""
_COLUMNS: Final = (
    "as_printed",
    "value",
    "unit",
    "measure",
    "breakdown",
    "territory",
    "period_start",
    "period_end",
    "qualifier",
    "kind",
    "quantity",
    "disposition",
    "reason",
)
_SHEET_SIGNS = re.compile(r"[\[\]:*?/\\']")


def draft_workbook(draft: Draft, folder: Path, lists: Lists) -> bytes:
    """Write the workbook of a draft; the same draft gives the same bytes."""
    text = document_text(draft, folder)
    title = f"{draft.file.name}: {count(draft).sentence}"
    with new_book(title, draft.received_on) as (book, stream):
        book.book.define_name(ANSWERS_MARK, f"={SOURCE_SHEET}!$B$3")
        asked = _write_questions(book, draft, text, lists, title)
        _write_source(book, draft, text, source_proposals(draft, folder, lists))
        _write_figures(book, draft, lists)
        _write_as_read(book, draft, text)
        ranges = write_lists(book, lists.by_field)
        _offer(asked, draft, ranges, lists)
    return stream.getvalue()


def _write_questions(book: Book, draft: Draft, text: str | None, lists: Lists, title: str) -> Any:
    """Write what is asked, one row a question, and free rows below."""
    sheet = book.sheet(QUESTIONS, tuple(width for _, width in QUESTION_COLUMNS.values()))
    book.write(sheet, 0, 0, title, "title")
    how = (
        "Fill in the white cells and save; then read the workbook in at the desk, or with crossfoot answer "
        "DRAFT --from. "
        "The answer yes, or used under Then, takes a figure as 'Read so far' says; another answer takes it "
        "with that. Under Other stands what is read otherwise besides. A row without an answer stays open."
    )
    book.write(sheet, 1, 0, how, "plain")
    book.heads(sheet, HEAD_ROW - 1, tuple(head for head, _ in QUESTION_COLUMNS.values()))
    sheet.freeze_panes(HEAD_ROW, 2)
    sheet.set_zoom(LAPTOP_ZOOM)
    asked = asked_items(draft)
    around = snippets(text, draft.file.media_type, asked) if text is not None else None
    for row, item in enumerate(asked[:MAX_QUESTIONS]):
        words = around[row] if around else ("", "")
        context = f"{words[0]}{item.as_printed}{words[1]}" if around else item.label_as_written
        proposed = "\n".join(offered(code, said or code) for code, said in proposals_of(item, lists))
        given = (item.place, item.as_printed, context, item.question, read_as(item, lists), proposed)
        _write_row(book, sheet, HEAD_ROW + row, given, item.field or "disposition")
    end = HEAD_ROW + min(len(asked), MAX_QUESTIONS)
    for row in range(end, end + FREE_ROWS):
        for column in range(len(QUESTION_COLUMNS)):
            sheet.write_blank(row, column, None, book.formats["asked"])
    if len(asked) > MAX_QUESTIONS:
        left = f"{len(asked) - MAX_QUESTIONS} more questions are not shown; answer these, then look again."
        book.write(sheet, end + FREE_ROWS, 0, left, "plain")
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
    return sheet


def _write_row(book: Book, sheet: Any, row: int, given: tuple[str, ...], field: str) -> None:
    """Write one question, with cells to fill in."""
    for column, text in enumerate(given):
        book.write(sheet, row, column, text)
    book.write(sheet, row, len(given), field, "asked")
    for column in range(len(given) + 1, len(QUESTION_COLUMNS)):
        sheet.write_blank(row, column, None, book.formats["asked"])


def _offer(sheet: Any, draft: Draft, ranges: dict[str, str], lists: Lists) -> None:
    """Offer the answers: those proposed, else the list of the field that is asked about."""
    names = list(QUESTION_COLUMNS)
    value, then = names.index("value"), names.index("disposition")
    for row, item in enumerate(asked_items(draft)[:MAX_QUESTIONS], start=HEAD_ROW):
        proposals = [offered(code, said or code) for code, said in proposals_of(item, lists)]
        short = proposals if sum(map(len, proposals)) + len(proposals) < 250 else []
        source = ranges.get(item.field) or short
        if short and item.field not in ("measure", "territory", "unit"):
            source = short
        if source and not any("," in text for text in (source if isinstance(source, list) else [])):
            offer(sheet, (row, value), (row, value), source, item.field or "disposition")
    end = HEAD_ROW + min(len(asked_items(draft)), MAX_QUESTIONS) + FREE_ROWS - 1
    offer(sheet, (HEAD_ROW, then), (end, then), list(DISPOSITIONS), "Then")
    for name in ("measure", "territory"):
        if name in ranges:
            offer(sheet, (HEAD_ROW, names.index(name)), (end, names.index(name)), ranges[name], name)


def _write_source(book: Book, draft: Draft, text: str | None, proposals: Proposals) -> None:
    """Write what is known of the source, cells for what is asked, and what the answer yes takes."""
    sheet = book.sheet(SOURCE_SHEET, (26, 46, 60, 46, 36, 46))
    book.write(sheet, 0, 0, "Who published it, when and where", "title")
    book.write(sheet, 2, 0, "Draft")
    book.write(sheet, 2, 1, draft.name)
    book.write(sheet, 3, 0, "SHA-256 of the file")
    book.write(sheet, 3, 1, draft.file.sha256)
    book.heads(sheet, 5, ("Fact", "Known so far", "Question", "Answer", "Reason", "Taken by the answer yes"))
    asked = {question.field: question for question in source_questions(draft.source, proposals.found)}
    likely = proposed_facts(draft, proposals)
    known = {name.casefold(): words for name, words in source_words(draft)}
    for row, name in enumerate([*ASKED, *OPTIONAL], start=6):
        question = asked.get(name)
        found = (
            f" Found in the file: {', '.join(question.candidates)}."
            if question and question.candidates
            else ""
        )
        book.write(sheet, row, 0, name)
        book.write(sheet, row, 1, known.get(name, str(getattr(draft.source, name, ""))))
        book.write(sheet, row, 2, f"{question.question}{found}" if question else "")
        sheet.write_blank(row, 3, None, book.formats["asked"])
        sheet.write_blank(row, 4, None, book.formats["asked"])
        book.write(sheet, row, FOUND_COLUMN - 1, likely.get(name, ""))
    left = len(draft.items) - MAX_CELLS if text is None else 0
    more = [f"{left:,} more cells are not shown as they were read; figures.csv has all."] if left > 0 else []
    for row, note in enumerate([*draft.notes, *more], start=8 + len(ASKED) + len(OPTIONAL)):
        book.write(sheet, row, 0, note, "plain")
    sheet.protect("", {"format_columns": True})


def _write_figures(book: Book, draft: Draft, lists: Lists) -> None:
    """Write all items, each with its look."""
    sheet = book.sheet(FIGURES, (14, 12, 44, *[16] * len(_COLUMNS)))
    book.heads(sheet, 0, ("Place", "Look", "Read as", *_COLUMNS))
    shown = [item for item in draft.items if item.disposition != "label"]
    for row, item in enumerate(shown[:MAX_FIGURES], start=1):
        mark = mark_of(item)
        given = (item.place, f"{mark.sign} {mark.short}", read_as(item, lists))
        for column, text in enumerate((*given, *(getattr(item, name) for name in _COLUMNS))):
            if text:
                book.write(sheet, row, column, text, mark.colour if column < 2 else "plain")
    if len(shown) > MAX_FIGURES:
        left = f"{len(shown) - MAX_FIGURES} more are not shown; figures.csv has all."
        book.write(sheet, MAX_FIGURES + 1, 0, left, "plain")
    sheet.autofilter(0, 0, min(len(shown), MAX_FIGURES), 2 + len(_COLUMNS))


def _write_as_read(book: Book, draft: Draft, text: str | None) -> None:
    """Write the file as it was read: sheets with their own coordinates, or numbers between their words."""
    if text is None:
        taken = {name.casefold() for name in (QUESTIONS, FIGURES, SOURCE_SHEET, "Lists")}
        by_sheet: dict[str, list[Item]] = {name: [] for name in sheet_names(draft.items)}
        for item in draft.items[:MAX_CELLS]:
            by_sheet[item.sheet].append(item)
        for name, cells in by_sheet.items():
            _write_grid(book, cells, _sheet_name(name, taken))
        return
    sheet = book.sheet("As read", (14, 60, 16, 60, 12, 40))
    book.heads(sheet, 0, ("Place", "Before", "As printed", "After", "Look", "Why"))
    items = draft.items[:MAX_FIGURES]
    for row, (item, (before, after)) in enumerate(
        zip(items, snippets(text, draft.file.media_type, items), strict=True), start=1
    ):
        mark = mark_of(item)
        look = f"{mark.sign} {mark.short}"
        given = (item.place, before, item.as_printed, after, look, item.question or mark.words)
        for column, said in enumerate(given):
            book.write(sheet, row, column, said, mark.colour if column in (2, 4) else "plain")


def _write_grid(book: Book, items: Sequence[Item], shown_as: str) -> None:
    """Write a sheet's cells where they were, in the colours of their looks, with notes at what is asked."""
    sheet = book.sheet(shown_as)
    n_notes = 0
    for item in items:
        row, column = position(item.cell)
        if not row:
            continue
        mark: Mark = mark_of(item)
        sign = "" if mark.short == "label" else f"{mark.sign} "
        book.write(sheet, row - 1, column - 1, f"{sign}{item.as_printed}", mark.colour)
        if item.question and not item.field.startswith(WAITS) and n_notes < MAX_QUESTIONS:
            sheet.write_comment(row - 1, column - 1, item.question, {"author": "Crossfoot"})
            n_notes += 1


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that a sheet of a workbook can have, and that no other has."""
    plain = _SHEET_SIGNS.sub("_", name).strip() or "sheet"
    base = "".join(letter if letter.isprintable() else "_" for letter in plain)[:27]
    shown, number = base, 1
    while shown.casefold() in taken or shown.casefold() == "history":
        number += 1
        shown = f"{base} {number}"[:31]
    taken.add(shown.casefold())
    return shown
