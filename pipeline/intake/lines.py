"""One line of a register to the figures it gives, or the reason why it gives none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.intake.layout import CODE_COLUMNS, FigureColumns, Layout
from pipeline.intake.period import NO_SPAN, UNKNOWN, Span, kind_of, read_date_column, read_span
from pipeline.intake.printed import MAX_DECIMALS, MAX_INTEGER_DIGITS, printed_step, read_value

_RATIO = re.compile(r"(\d+(?:[.,]\d+)?)")
Fields = dict[str, str]
HELD_INTERPRETATION = "ratio_of_decrease"
"""A ratio that a source states of a decrease ('3.5-fold decrease') is kept and not used as a multiple."""
UNIT_SLIP = "unit_slip"
"""A level whose unit is read as another than the one printed is kept and not used."""
GIVEN_KINDS = {"month": "month", "week": "week", "year": "year", "cumulative": "span"}
"""The kinds of period that a register may name, and what each is called here."""
TARGET = "target"
"""What a register names in their place where a line is a target: its days are those of the plan."""


@dataclass
class LineResult:
    """The figures of one line and what was wrong with the others."""

    figures: list[dict[str, Any]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class LineDates:
    """The reference period of a line, when it was published, and what is wrong with either."""

    kind: str
    period: Span
    published: Span
    faults: list[str]


def read_line(row: Fields, layout: Layout) -> LineResult:
    """Read one line; a figure that cannot be read is kept with disposition 'quarantined' and a reason."""
    dates = _read_dates(row, layout)
    result = LineResult(reasons=list(dates.faults))
    shared = {
        "source_id": row[layout.source],
        "territory_as_written": row[layout.territory],
        "period_as_written": row[layout.period_text],
        "period_kind": dates.kind,
        "period_start": dates.period.start,
        "period_end": dates.period.end,
        "plan_date": layout.plan_date,
        "published_from": dates.published.start,
        "published_to": dates.published.end,
    }
    for columns in layout.figures:
        figure = _read_figure(row, columns)
        if figure is None:
            continue
        if figure["disposition"] == "quarantined":
            result.reasons.append(figure["reason"])
        elif dates.faults:
            figure |= {"disposition": "quarantined", "reason": dates.faults[0]}
        codes = {code: _own_codes(row.get(code, ""), columns.field) for code in CODE_COLUMNS}
        result.figures.append({**shared, **codes, **figure, **_held(figure, codes)})
    return result


def _held(figure: Fields, codes: Fields) -> Fields:
    """Hold back a ratio of a decrease and a level in a doubtful unit; any other figure stays as it is."""
    slipped = UNIT_SLIP in codes["interpretation"].split(";") and figure["quantity"] == "level"
    if slipped and figure["disposition"] == "used":
        return {"disposition": "held", "reason": f"its unit is read as another than printed ({UNIT_SLIP})"}
    of_decrease = HELD_INTERPRETATION in codes["interpretation"].split(";")
    if not of_decrease or figure["quantity"] != "multiple" or figure["disposition"] != "used":
        return {}
    return {"disposition": "held", "reason": f"the ratio is one of a decrease ({HELD_INTERPRETATION})"}


def _own_codes(codes: str, field: str) -> str:
    """Keep the codes of one figure: those without a field before them, and its own ('growth:almost')."""
    parts = [code.partition(":") for code in codes.split(";") if code]
    return ";".join(after or before for before, _, after in parts if not after or before == field)


def _read_figure(row: Fields, columns: FigureColumns) -> Fields | None:
    """Read one figure of a line; None when the line has none in these columns."""
    if columns.optional and not {columns.printed, columns.value} <= row.keys():
        return None
    printed, given = row[columns.printed], row[columns.value]
    ratio = row.get(columns.ratio, "") if columns.ratio else ""
    if not printed and not given and not ratio:
        return None
    unit = row[columns.unit] if columns.unit else columns.unit_text
    quantity = columns.quantity
    if ratio:
        printed, quantity, unit = ratio, "multiple", "times"
        found = _RATIO.search(ratio)
        given = found[1].replace(",", ".") if found else ""
    value = read_value(given)
    step = None if value is None else printed_step(printed or given, value, unit)
    return {
        "field": columns.field,
        "quantity": quantity,
        "as_printed": printed or given,
        "value_as_delivered": given,
        "step_as_written": "" if step is None else format(step, "f"),
        "label_as_written": columns.label.format_map(row),
        "unit_as_written": unit,
        **_dispose(printed, given, value, step),
    }


def _dispose(printed: str, given: str, value: Decimal | None, step: Decimal | None) -> Fields:
    """Decide whether a figure can be used, with a reason when it cannot."""
    if not given:
        return {"disposition": "quarantined", "reason": f"'{printed}' stands without its value as a number"}
    if value is None:
        limit = f"{MAX_INTEGER_DIGITS} digits before and {MAX_DECIMALS} after the point"
        reason = f"'{given}' is not a number in plain form with at most {limit}"
        return {"disposition": "quarantined", "reason": reason}
    if step is None:
        reason = f"the digits of '{printed}' do not make the value {given}"
        return {"disposition": "quarantined", "reason": reason}
    return {"disposition": "used", "reason": ""}


def _read_dates(row: Fields, layout: Layout) -> LineDates:
    """Read a line's dates; with a fault in those of its period that period is not known."""
    faults: list[str] = []
    kind, period = _read_period(row, layout, faults)
    if faults:
        kind, period = UNKNOWN, NO_SPAN
    published = _read_column(row, layout.published, faults) if layout.published else NO_SPAN
    return LineDates(kind, period, published, faults)


def _read_period(row: Fields, layout: Layout, faults: list[str]) -> tuple[str, Span]:
    """Return the kind and the days of a line's reference period."""
    if not layout.period_start:
        text = row[layout.period_text]
        span = read_span(text)
        if span is None:
            faults.append(_fault(text, layout.period_text))
            return UNKNOWN, NO_SPAN
        return kind_of(span.start, span.end), span
    start = _read_column(row, layout.period_start, faults).start
    end = _read_column(row, layout.period_end, faults).end
    if start and end and start > end:
        faults.append(f"the period ends on {end}, before it starts on {start}")
    return _kind(row, layout, Span(start, end), faults), Span(start, end)


def _kind(row: Fields, layout: Layout, span: Span, faults: list[str]) -> str:
    """Return the kind of a period: the one that the register names, year to date, or what its days say."""
    if layout.period_kind and row[layout.period_kind] == TARGET:
        return kind_of(span.start, span.end)
    given = _read_word(row, layout.period_kind, GIVEN_KINDS, faults)
    if given:
        return GIVEN_KINDS[given]
    cumulative = _read_word(row, layout.cumulative, ("false", "true"), faults) == "true"
    return "ytd" if cumulative and _from_january(span.start) else kind_of(span.start, span.end)


def _read_word(row: Fields, column: str, known: Iterable[str], faults: list[str]) -> str:
    """Read a column of few words, in small or capital letters (spreadsheets write TRUE), or note a fault."""
    word = row[column].strip().lower() if column else ""
    if word and word not in known:
        faults.append(f"'{row[column]}' in column {column} is none of {', '.join(sorted(known))}")
        return ""
    return word


def _read_column(row: Fields, column: str, faults: list[str]) -> Span:
    """Read a column of dates; one that cannot be is a fault that names the column."""
    span = read_date_column(row[column])
    if span is None:
        faults.append(_fault(row[column], column))
    return span or NO_SPAN


def _fault(text: str, column: str) -> str:
    """Say that a text is no date."""
    return f"'{text}' in column {column} is not a possible date"


def _from_january(start: date | None) -> bool:
    """Tell whether a period begins with its year."""
    return start is not None and (start.month, start.day) == (1, 1)
