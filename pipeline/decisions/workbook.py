"""Findings as a workbook to fill in: what was found, and white cells for what is decided."""

import io
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from pipeline.decisions.listing import Row, list_findings
from pipeline.decisions.model import ACTIONS
from pipeline.errors import UsageError
from pipeline.lake import write_atomically
from pipeline.month import Month
from pipeline.office import Office

SHEET = "Decisions"
HEAD_ROW = 3
"""Row of the heads, counted from one; the decisions stand below it."""
MAX_ROWS = 5_000
"""Rows of a workbook; of more findings the most urgent are written, and a line below them says so."""

GIVEN = {
    "finding_id": ("Finding", 27),
    "content_key": ("Figure", 27),
    "rule_id": ("Rule", 18),
    "state": ("State", 10),
    "score": ("Score", 9),
    "sentence": ("What was found", 70),
    "value": ("As reported", 14),
    "unit_code": ("Unit", 9),
    "period": ("Reference period", 23),
    "as_decided": ("As decided", 14),
    "source_id": ("Source", 11),
}
"""What the office knows, by field: head and width."""
ASKED = {
    "action": ("Action", 11),
    "new_value": ("New value or period", 20),
    "reason": ("Reason", 50),
    "who": ("Who", 18),
    "expires_on": ("Holds until", 12),
}
"""What a person fills in."""
COLUMNS = {**GIVEN, **ASKED}

_HELP = (
    "accept: it is used as reported. reject: it is not used. hold: it is not used until decided again.",
    "correct: it is used with another value, in the unit of the row. The reported figure stays as printed.",
    "attribute: it is used for another period: 2025, 2025-09, or 2025-01/2025-09 for January to September.",
    "As decided: the value or period that a decision gave the figure; the finding is about that.",
    "Rows without an action are left alone. Every decision needs a reason and a name; one name for all rows "
    "that have none can be given with --who.",
)


def write_findings_workbook(office: Office, month: Month | None, path: Path) -> int:
    """Write a month's open findings, one row a figure that a finding tested; returns the number of rows.

    The same findings give the same bytes. Texts are written as texts, whatever they begin with.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"{path} is not named like a workbook. Give a name that ends in .xlsx.")
    found = list_findings(office, month)
    rows = [_row(one, figure) for one in found for figure in one["figures"]]
    title = f"Findings of {found[0]['month']}, as of {found[0]['as_of']}" if found else "No finding is open"
    day = date.fromisoformat(found[0]["as_of"]) if found else office.newest_received()
    write_atomically(path, _workbook(f"{office.title}. {title}", rows, day))
    return min(len(rows), MAX_ROWS)


def _row(one: Row, figure: Row) -> dict[str, str]:
    """Make the given part of a row."""
    both = {**one, **figure}
    return {name: "" if both[name] is None else str(both[name]) for name in GIVEN}


def _workbook(title: str, rows: list[dict[str, str]], day: date) -> bytes:
    """Write the workbook into memory."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": title, "created": datetime.combine(day, time())})
        sheet = book.add_worksheet(SHEET)
        styles = _styles(book)
        sheet.write_string(0, 0, title, styles["title"])
        sheet.merge_range(1, 0, 1, list(COLUMNS).index("sentence"), " ".join(_HELP), styles["given"])
        for column, (name, (head, width)) in enumerate(COLUMNS.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(HEAD_ROW - 1, column, head, styles["asked head" if name in ASKED else "head"])
        for at, row in enumerate(rows[:MAX_ROWS], start=HEAD_ROW):
            for column, name in enumerate(COLUMNS):
                if name in GIVEN:
                    sheet.write_string(at, column, row[name], styles["given"])
                else:
                    sheet.write_blank(at, column, None, styles["asked"])
        if len(rows) > MAX_ROWS:
            left = f"{len(rows) - MAX_ROWS} more are not shown; decide about these, then ask again."
            sheet.write_string(HEAD_ROW + MAX_ROWS, 0, left, styles["given"])
        _guide(sheet, max(1, min(len(rows), MAX_ROWS)))
    return stream.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    """Make the formats of cells; those to fill in hold texts, so that a period stays as it is typed."""
    given = {"bg_color": "#eef1f4", "text_wrap": True, "valign": "top"}
    return {
        "title": book.add_format({"bold": True}),
        "head": book.add_format({"bold": True, "bg_color": "#d5dce3", "valign": "top"}),
        "asked head": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
        "given": book.add_format(given),
        "asked": book.add_format({"locked": False, "num_format": "@", "text_wrap": True, "valign": "top"}),
    }


def _guide(sheet: Any, count: int) -> None:
    """Offer the actions as a list, keep the heads in view, and lock what is not to be filled in."""
    action = list(COLUMNS).index("action")
    sheet.data_validation(
        HEAD_ROW,
        action,
        HEAD_ROW + count - 1,
        action,
        {
            "validate": "list",
            "source": list(ACTIONS),
            "error_title": "Action",
            "error_message": f"Choose one of {', '.join(ACTIONS)}.",
        },
    )
    sheet.freeze_panes(HEAD_ROW, 2)
    sheet.autofilter(HEAD_ROW - 1, 0, HEAD_ROW + count - 1, len(COLUMNS) - 1)
    sheet.set_row(1, 75)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
