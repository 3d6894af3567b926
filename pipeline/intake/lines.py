"""One line of a register to the figures it gives, or the reason why it gives none."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.intake.layout import CODE_COLUMNS, FigureColumns, Layout
from pipeline.intake.period import UNKNOWN, Span, kind_of, read_span
from pipeline.intake.printed import MAX_DECIMALS, MAX_INTEGER_DIGITS, printed_step, read_value

_RATIO = re.compile(r"(\d+(?:[.,]\d+)?)")
Fields = dict[str, str]
HELD_INTERPRETATION = "ratio_of_decrease"
"""A ratio that a source states of a decrease ('3.5-fold decrease') is kept and not used as a multiple."""


@dataclass
class LineResult:
    """The figures of one line and what was wrong with the others."""

    figures: list[dict[str, Any]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def read_line(row: Fields, layout: Layout) -> LineResult:
    """Read one line; a figure that cannot be read is kept with disposition 'quarantined' and a reason."""
    result = LineResult()
    period = _read_period(row, layout)
    published = read_span(row.get(layout.published, "")) if layout.published else Span(None, None)
    if period is None or published is None:
        column = layout.period_text if period is None else layout.published
        result.reasons.append(f"'{row.get(column, '')}' in column {column} is not a possible date")
    kind, span = period or (UNKNOWN, Span(None, None))
    shared = {
        "source_id": row[layout.source],
        "territory_as_written": row[layout.territory],
        "period_as_written": row[layout.period_text],
        "period_kind": kind,
        "period_start": span.start,
        "period_end": span.end,
        "plan_date": layout.plan_date,
        "published_from": published.start if published else None,
        "published_to": published.end if published else None,
    }
    for columns in layout.figures:
        figure = _read_figure(row, columns)
        if figure is None:
            continue
        if result.reasons and figure["disposition"] == "used":
            figure |= {"disposition": "quarantined", "reason": result.reasons[0]}
        elif figure["disposition"] == "quarantined":
            result.reasons.append(figure["reason"])
        codes = {code: _own_codes(row.get(code, ""), columns.field) for code in CODE_COLUMNS}
        if HELD_INTERPRETATION in codes["interpretation"].split(";") and figure["quantity"] == "multiple":
            figure |= {"disposition": "held", "reason": f"the ratio is one of a decrease ({HELD_INTERPRETATION})"}
        result.figures.append({**shared, **codes, **figure})
    return result


def _own_codes(codes: str, field: str) -> str:
    """Keep the codes of one figure of a line: those without a field before them, and its own ('growth:almost')."""
    parts = [code.partition(":") for code in codes.split(";") if code]
    return ";".join(after or before for before, _, after in parts if not after or before == field)


def _read_figure(row: Fields, columns: FigureColumns) -> dict[str, Any] | None:
    """Read one figure of a line; None when the line has none in these columns."""
    printed, given = row[columns.printed], row[columns.value]
    ratio = row.get(columns.ratio, "") if columns.ratio else ""
    if not printed and not given and not ratio:
        return None
    unit = row[columns.unit] if columns.unit else columns.unit_text
    quantity = columns.quantity
    if ratio:
        printed, quantity, unit = ratio, "multiple", "times"
        found = _RATIO.search(ratio)
        given = found[1].replace(",", ".") if found else given
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
    if value is None:
        limit = f"{MAX_INTEGER_DIGITS} digits before and {MAX_DECIMALS} after the point"
        return {
            "disposition": "quarantined",
            "reason": f"'{given}' is not a number in plain form with at most {limit}",
        }
    if step is None:
        return {"disposition": "quarantined", "reason": f"the digits of '{printed}' do not make the value {given}"}
    return {"disposition": "used", "reason": ""}


def _read_period(row: Fields, layout: Layout) -> tuple[str, Span] | None:
    """Return the kind and the days of a line's reference period, or None for an impossible date."""
    if not layout.period_start:
        span = read_span(row[layout.period_text])
        return None if span is None else (kind_of(span.start, span.end), span)
    start, end = read_span(row[layout.period_start]), read_span(row[layout.period_end])
    if start is None or end is None:
        return None
    span = Span(start.start, end.end)
    if span.start and span.end and span.start > span.end:
        return None
    if layout.period_kind:
        given = row[layout.period_kind]
        return ("span" if given == "cumulative" else given or UNKNOWN), span
    if layout.cumulative and row[layout.cumulative] == "true" and _from_january(span.start):
        return "ytd", span
    return kind_of(span.start, span.end), span


def _from_january(start: date | None) -> bool:
    """Tell whether a period begins with its year."""
    return start is not None and (start.month, start.day) == (1, 1)
