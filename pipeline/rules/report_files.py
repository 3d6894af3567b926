"""The report of a month's rules as files: a workbook and a piece of a page; the same bytes each time."""

import io
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.lake import write_atomically
from pipeline.rules.report import RuleReport, Shown, Suggestion

if TYPE_CHECKING:
    from jinja2 import Environment

WORKBOOK = "findings.xlsx"
PAGE = "rules.html"
MAX_TEXT = 32_000
"""Characters of a cell; spreadsheets hold 32,767."""
_RULES = ("rule", "title", "kind", "effect", "passed", "failed", "missing", "not evaluated")
_FINDINGS = (
    *("order", "score", "rule", "outcome", "effect", "state", "territory", "period", "reported"),
    *("expected from", "expected to", "unit", "reading", "finding", "look at", "finding_id"),
)


def write_report(report: RuleReport, templates: Path, folder: Path) -> tuple[Path, Path]:
    """Write findings.xlsx and rules.html into a folder, each as a whole; returns their paths."""
    workbook, page = folder / WORKBOOK, folder / PAGE
    write_atomically(workbook, workbook_bytes(report))
    write_atomically(page, page_text(report, templates).encode())
    return workbook, page


def page_text(report: RuleReport, templates: Path) -> str:
    """Write the report as a piece of HTML."""
    return _environment(templates).get_template("rules.html.j2").render(report=report)


@cache
def _environment(templates: Path) -> "Environment":
    """Return the template engine of the report, which compiles its template once."""
    from pipeline.template import make_environment

    environment = make_environment(templates)
    environment.filters["plain"] = plain
    environment.filters["proposed"] = proposed
    return environment


def workbook_bytes(report: RuleReport) -> bytes:
    """Write the report as a workbook of four sheets: findings, places, rules, periods."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as workbook:
        created = datetime(report.as_of.year, report.as_of.month, report.as_of.day)  # noqa: DTZ001 - no zone in xlsx
        workbook.set_properties({"title": f"Rules {report.office} {report.month}", "created": created})
        formats = {
            "head": workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        }
        formats["marked"] = workbook.add_format({"bold": True, "bg_color": "#FFE8A3", "border": 1})
        formats["text"] = workbook.add_format({"text_wrap": True, "valign": "top"})
        _write_table(workbook, "findings", _FINDINGS, _finding_rows(report), formats)
        _write_places(workbook, report, formats)
        _write_table(workbook, "rules", _RULES, _rule_rows(report), formats)
        head = ("rule", "period", "passed", "failed", "missing")
        rows = ((line.rule_id, *period) for line in report.rules for period in line.periods)
        _write_table(workbook, "periods", head, rows, formats)
        said = ((sentence,) for sentence in report.redundancies)
        _write_table(workbook, "redundant rules", ("what was noticed",), said, formats)
    return stream.getvalue()


def plain(value: Decimal | None) -> str:
    """Write a decimal without trailing zeros; nothing for none."""
    if value is None:
        return ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def proposed(suggestion: Suggestion) -> str:
    """Write a suggestion: the figure to look at and the values that would keep all its rules."""
    if suggestion.reason:
        return suggestion.reason
    low, high = plain(suggestion.low), plain(suggestion.high)
    values = {
        (True, True): f"from {low} to {high}",
        (True, False): f"{low} or more",
        (False, True): f"{high} or less",
    }
    kept = values.get((bool(low), bool(high)), "any value")
    return f"{suggestion.alternative}: {suggestion.figure}: {kept} would keep all its rules"


def _finding_rows(report: RuleReport) -> Iterable[tuple[Any, ...]]:
    """Yield the rows of the sheet of findings."""
    for number, shown in enumerate(report.findings, start=1):
        found = shown.finding
        yield (
            number,
            plain(found.score),
            found.rule_id,
            found.outcome,
            found.effect,
            found.state.replace(";", ", "),
            found.territory,
            found.period.isoformat() if found.period else "",
            plain(found.reported),
            plain(found.expected_lo),
            plain(found.expected_hi),
            found.unit_code,
            found.reading,
            found.sentence,
            "\n".join(proposed(one) for one in shown.suggestions),
            found.finding_id,
        )
    if report.left_out:
        yield ("", "", f"{report.left_out} more findings are in core.finding")


def _rule_rows(report: RuleReport) -> Iterable[tuple[Any, ...]]:
    """Yield the rows of the sheet of rules."""
    for line in report.rules:
        counts = (line.passed, line.failed, line.missing)
        yield (line.rule_id, line.title, line.kind, line.effect, *counts, line.error)


def _write_table(
    workbook: Any, name: str, head: tuple[str, ...], rows: Iterable[tuple[Any, ...]], formats: dict[str, Any]
) -> None:
    """Write one sheet: a head that stays in sight, then rows; what looks like a number is one."""
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(head) - 1, 16)
    sheet.write_row(0, 0, head, formats["head"])
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value:
                sheet.write_string(number, column, str(value)[:MAX_TEXT], formats["text"])


def _write_places(workbook: Any, report: RuleReport, formats: dict[str, Any]) -> None:
    """Write the sheet that shows the figures of each finding in the layout of their own source."""
    sheet = workbook.add_worksheet("in their source")
    sheet.set_column(0, 30, 16)
    line = 0
    for number, shown in enumerate(report.findings, start=1):
        sheet.write_string(line, 0, f"{number}. {shown.finding.sentence}"[:MAX_TEXT], formats["head"])
        line = _write_finding(sheet, line + 1, shown, formats) + 1


def _write_finding(sheet: Any, line: int, shown: Shown, formats: dict[str, Any]) -> int:
    """Write the places of one finding below each other; returns the next free line."""
    for role, places in (("tested", shown.tested), ("compared", shown.compared)):
        for place in places:
            sheet.write_row(line, 0, (role, place.file, place.locator))
            sheet.write_row(line, 3, place.heads, formats["head"])
            for column, value in enumerate(place.values):
                look = formats["marked"] if column == place.marked else None
                sheet.write_string(line + 1, 3 + column, value[:MAX_TEXT], look)
            line += 2
    if shown.more:
        sheet.write_string(line, 0, f"and {shown.more} more figures")
        line += 1
    return line
