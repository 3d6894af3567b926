"""Register lines: how a published figure is written down."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sources.example.generator.economy import FIRST_YEAR
from sources.example.generator.territory import region_of, territories
from sources.example.generator.vintages import Book

OFFICE_SOURCE = "EX-CSO"
NAMES = {t.territory_id: t.name for t in territories()}
WRITTEN_MEASURE = {"fci": "investment", "fci_construction": "construction"}
CODES = ("qualifier", "inferred", "scope", "interpretation")
HEADER = (
    *("source_id", "url", "publisher", "published_on", "territory_as_written", "period_as_written"),
    *("period_start", "period_end", "cumulative", "measure", "breakdown", "value_as_printed", "value"),
    *("unit_as_written", "value_mln_azn", "share_pct_as_printed", "growth_pct", "growth_as_printed"),
    *CODES,
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, order=True)
class Line:
    """One published investment figure in tenths of a million velds; order is order of publication."""

    published_on: date
    source_id: str
    territory: str
    index: int
    measure: str
    cumulative: bool
    tenths: int


def month_first(index: int) -> date:
    """Return the first day of a reference month."""
    return date(FIRST_YEAR + index // 12, index % 12 + 1, 1)


def month_last(index: int) -> date:
    """Return the last day of a reference month."""
    return month_first(index + 1) - timedelta(days=1)


def decimal_text(tenths: int) -> str:
    """Write integer tenths as a decimal number with one place."""
    return f"{tenths // 10}.{tenths % 10}"


def source_of(territory: str) -> str:
    """Return who publishes a territory: the office, or the directorate of a district's region."""
    return f"{region_of(territory)}-DIR" if territory.startswith("EX-D") else OFFICE_SOURCE


def year_to_date_lines(book: Book) -> list[Line]:
    """Write all vintages of all cells as lines."""
    return [
        Line(day, source_of(territory), territory, index, measure, True, value)
        for (territory, measure, index), vintages in book.published.items()
        for day, value in vintages
    ]


def _period_label(line: Line) -> str:
    month = _MONTHS[line.index % 12]
    start = "January-" if line.cumulative and line.index % 12 else ""
    return f"{start}{month} {FIRST_YEAR + line.index // 12}"


def investment_row(line: Line) -> tuple[str, ...]:
    """Write a line with the columns of the investment register."""
    start = month_first(line.index - line.index % 12 if line.cumulative else line.index)
    value = decimal_text(line.tenths)
    return (
        *(line.source_id, "", "", line.published_on.isoformat(), NAMES.get(line.territory, line.territory)),
        *(_period_label(line), start.isoformat(), month_last(line.index).isoformat()),
        *(str(line.cumulative).lower(), WRITTEN_MEASURE[line.measure], "total", value, value),
        *("million velds", "", "", "", "", "", "", "", ""),
    )


def csv_text(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a table as CSV with line feeds."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()
