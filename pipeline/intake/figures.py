"""Reads figures.csv of an accepted draft: items of a document or table, with the codes that a person settled.

Rows stand for places in the original, which is known by its hash and lies beside the list where the office
keeps it. A list with an open item gives no figure that is used: an incomplete ledger blocks its own intake.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError
from pipeline.identity import file_hash, short_hash
from pipeline.intake.lines import Fields, LineResult
from pipeline.intake.period import UNKNOWN, Span, kind_of, read_date_column
from pipeline.intake.printed import MAX_DECIMALS, MAX_INTEGER_DIGITS, read_value
from pipeline.intake.register import Reading, identify, mark_result, read_rows
from pipeline.office import DeliveredFile
from pipeline.reading.draft import CELL_COLUMNS, DISPOSITIONS, KINDS, QUANTITIES, SPAN_COLUMNS, ReadFile

LAYOUT = "figures"
"""The layout of figures.csv; its columns are those of `pipeline.reading.draft.Item`."""
_OBSERVED_KINDS = tuple(kind for kind in KINDS if kind in ("observation", "plan", "schedule", "target"))
_TEXTS = ("qualifier", "inferred", "scope", "interpretation")
_CODES = ("measure", "territory", "kind", "unit")


def read_figures(item: DeliveredFile, via: str, delivery_id: str, received_on: date) -> Reading:
    """Read a list of items into `raw.figure`; `via` is the file_id of the list itself.

    Raises BadInputError when the list names no original, has other columns, or names a place twice.
    """
    original = item.original
    if original is None:
        raise BadInputError(
            f"{item.path.name} is of layout {LAYOUT} and its entry in delivery.toml names no original. "
            "Accept the draft again, or add [file.original] with name, sha256 and size."
        )
    rows = list(_list_rows(item.path))
    text = original_text(item.path.parent, original)
    ids = {_place(row): short_hash(original.sha256, _place(row)) for _, row in rows}
    n_open = sum(_is_open(row) for _, row in rows)
    blocked = f"{original.name} has {n_open} open items; settle them (crossfoot ledger)" if n_open else ""
    seen: Counter[tuple[str, ...]] = Counter()
    reading = Reading([], [], len(rows))
    for number, row in rows:
        figure = _read_item(row, item.source_id)
        result = LineResult([figure], [])
        _dispose(figure, row, result, blocked)
        _verify(row, text, figure, result)
        place = {
            "line": number,
            "locator_kind": "cell" if row.get("cell") else "span",
            "locator": _locator(row),
            "via_file_id": via,
            "whole_figure_id": ids.get(row["whole"], ""),
            "figure_id": ids[_place(row)],
        }
        known = identify(figure, seen, LAYOUT, original.sha256, delivery_id, received_on)
        reading.figures.append(known | place)
        reading.lines.extend(mark_result(result, original.sha256, delivery_id, number))
    return reading


def original_text(folder: Path, original: ReadFile) -> str | None:
    """Return the text of an original that lies beside its list, None for a table or where it is elsewhere.

    Raises BadInputError when the file there is not the one that was read.
    """
    path = folder / original.name
    if not path.is_file():
        return None
    if file_hash(path) != original.sha256:
        raise BadInputError(
            f"{path.name} has another sha256 than delivery.toml says it was read with. "
            "Put the original back, or read the changed file as a new draft."
        )
    if not original.media_type.startswith("text/") or not original.reader.startswith("text"):
        return None
    return path.read_bytes().decode(original.encoding or "utf-8")


def _list_rows(path: Path) -> Iterator[tuple[int, Fields]]:
    """Yield the rows of a list, refusing one that cannot be read or whose place another row has."""
    head = path.open(encoding="utf-8-sig").readline()
    columns = CELL_COLUMNS if "cell" in head.split(",") else SPAN_COLUMNS
    places: set[str] = set()
    for number, row in read_rows(path, list(columns)):
        where = f"{path.name}, line {number}"
        if isinstance(row, str):
            raise BadInputError(f"{where} cannot be read: {row}. Mend that line.")
        if not row.get("cell") and not all(
            re.fullmatch(r"[0-9]{1,15}", row[name]) for name in ("start", "end")
        ):
            raise BadInputError(f"{where} names neither a cell nor a span of characters. Mend that line.")
        if _place(row) in places:
            raise BadInputError(f"{where} names the place {_place(row)}, as an earlier line does. Keep one.")
        places.add(_place(row))
        yield number, row


def _place(row: Fields) -> str:
    """Return where a row's item stands, as `Item.place` does."""
    return f"{row['sheet']}!{row['cell']}" if row.get("cell") else f"{row['start']}-{row['end']}"


def _locator(row: Fields) -> str:
    """Say where a row's item stands, for people."""
    if row.get("cell"):
        return f"sheet {row['sheet']}, {row['cell']}"
    return f"characters {row['start']} to {row['end']}"


def _is_open(row: Fields) -> bool:
    """Tell whether a row's item has not been settled."""
    return bool(row["question"]) or row["disposition"] not in DISPOSITIONS


def _read_item(row: Fields, source_id: str) -> dict[str, Any]:
    """Make a row of `raw.figure` of an item, without its place and identity."""
    due = row["due_on"]
    start, end = (_day(due or row[name]) for name in ("period_start", "period_end"))
    label = row["label_as_written"] or "/".join((row["measure"], row["breakdown"] or "_T", row["kind"]))
    return {
        "source_id": source_id,
        "as_printed": row["as_printed"],
        "value_as_delivered": row["value"],
        "step_as_written": row["step"] or ("1" if row["value"] else ""),
        "quantity": row["quantity"] or "level",
        "label_as_written": label,
        "territory_as_written": row["territory_as_written"] or row["territory"],
        "period_as_written": row["period_as_written"],
        "unit_as_written": row["unit"],
        "period_kind": kind_of(start, end) if due else row["period_kind"] or kind_of(start, end),
        "period_start": start,
        "period_end": end,
        "plan_date": "due" if due else "",
        "published_from": None,
        "published_to": None,
        **{name: row[name] for name in _TEXTS},
        "measure_given": row["measure"],
        "breakdown_given": row["breakdown"] or "_T",
        "kind_given": row["kind"],
        "territory_given": row["territory"],
        "price_basis_given": row["price_basis"],
    }


def _day(text: str) -> date | None:
    """Read a day; what is no day is unknown here and a reason in `_faults`."""
    span = read_date_column(text) or Span(None, None)
    return span.end


def _dispose(figure: dict[str, Any], row: Fields, result: LineResult, blocked: str) -> None:
    """Give a figure the disposition of its row; one that cannot be used is quarantined with its reasons."""
    figure |= {"disposition": row["disposition"], "reason": row["reason"]}
    reasons = [blocked] if blocked and (row["disposition"] == "used" or _is_open(row)) else []
    if row["disposition"] == "used" and not blocked:
        reasons = list(_faults(row, figure))
    if reasons:
        result.reasons.extend(reasons)
        figure |= {"disposition": "quarantined", "reason": reasons[0]}


def _faults(row: Fields, figure: dict[str, Any]) -> Iterable[str]:
    """Say what keeps a row from being used."""
    if read_value(row["value"]) is None:
        limit = f"{MAX_INTEGER_DIGITS} digits before and {MAX_DECIMALS} after the point"
        yield f"'{row['value']}' is not a number in plain form with at most {limit}"
    for name in _CODES:
        if not row[name]:
            yield f"its {name} is not given"
    if row["kind"] and row["kind"] not in _OBSERVED_KINDS:
        yield f"'{row['kind']}' is not a kind of figure that is used"
    if figure["quantity"] not in QUANTITIES:
        yield f"'{figure['quantity']}' is none of {', '.join(QUANTITIES)}"
    for name in ("period_start", "period_end", "due_on"):
        if row[name] and (read_date_column(row[name]) is None):
            yield f"'{row[name]}' in column {name} is not a possible date"
    start, end = figure["period_start"], figure["period_end"]
    if start and end and start > end:
        yield f"the period ends on {end}, before it starts on {start}"
    if figure["period_kind"] == UNKNOWN and row["kind"] == "observation" and (start or end):
        yield "its period has one end only"


def _verify(row: Fields, text: str | None, figure: dict[str, Any], result: LineResult) -> None:
    """Compare a token with the characters at its span, where the text is at hand."""
    if text is None or row.get("cell") or text[int(row["start"]) : int(row["end"])] == row["as_printed"]:
        return
    reason = f"the document has other characters at {_locator(row)} than '{row['as_printed']}'"
    result.reasons.append(reason)
    figure |= {"disposition": "quarantined", "reason": reason}
