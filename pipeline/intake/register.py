"""Reads a register file: bytes to lines, lines to figures, every line accounted for."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError
from pipeline.identity import short_hash
from pipeline.intake.layout import Layout
from pipeline.intake.lines import Fields, read_line

READER_VERSION = "1"
MAX_BYTES = 64 * 1024 * 1024
MAX_FIELD_CHARACTERS = 10_000
"""Limits of a register file. Past them the file is refused with a sentence; it stays where it was."""


@dataclass(frozen=True)
class Reading:
    """What reading one file gave: rows of `raw.figure` and `raw.line`, and the count of lines."""

    figures: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    lines_in: int

    @property
    def counts(self) -> dict[str, int]:
        """Lines in, and how many of them were parsed, quarantined and skipped; the three add up."""
        status = Counter(line["status"] for line in self.lines)
        other = status["quarantined"] + status["skipped"]
        return {
            "lines_in": self.lines_in,
            "parsed": self.lines_in - other,
            "quarantined": status["quarantined"],
            "skipped": status["skipped"],
        }


def read_rows(path: Path, required: list[str]) -> Iterator[tuple[int, Fields | None]]:
    """Yield (line number, fields) of a UTF-8 CSV file; None for a line with the wrong number of fields."""
    if path.stat().st_size > MAX_BYTES:
        raise BadInputError(f"{path.name} has more than {MAX_BYTES // 1024**2} MiB. Split the register into smaller files.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError(
            f"{path.name} is not UTF-8 text (byte {error.start}). Save it as 'CSV UTF-8' and deliver it again."
        ) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(reader, [])
    missing = [name for name in required if name not in header]
    if missing:
        raise BadInputError(
            f"{path.name} lacks the column {', '.join(missing)}. Expected columns: {', '.join(required)}. "
            "Add the column, or name another layout in delivery.toml."
        )
    try:
        for fields in reader:
            good = len(fields) == len(header) and all(len(item) <= MAX_FIELD_CHARACTERS for item in fields)
            yield reader.line_num, dict(zip(header, fields, strict=True)) if good else None
    except csv.Error as error:
        raise BadInputError(f"{path.name}, line {reader.line_num}: {error}. Mend that line and deliver the file again.") from error


def read_register(path: Path, layout: Layout, file_id: str, delivery_id: str, received_on: date) -> Reading:
    """Read a register into figures with a locator of line and field."""
    reading = Reading([], [], lines_in=0)
    lines_in = 0
    seen: Counter[tuple[str, ...]] = Counter()
    for number, row in read_rows(path, layout.columns):
        lines_in += 1
        if row is None:
            reading.lines.append(_line(file_id, delivery_id, number, "quarantined", "it has not as many fields as the head"))
            continue
        result = read_line(row, layout)
        for figure in result.figures:
            locator = f"line {number}, {figure.pop('field')}"
            reading.figures.append(
                finish_figure(figure, seen, layout, file_id, delivery_id, received_on)
                | {"line": number, "locator_kind": "field", "locator": locator, "figure_id": short_hash(file_id, locator)}
            )
        if result.reasons:
            reading.lines.append(_line(file_id, delivery_id, number, "quarantined", "; ".join(result.reasons)))
        elif not result.figures:
            reading.lines.append(_line(file_id, delivery_id, number, "skipped", "it states no number"))
    return Reading(reading.figures, reading.lines, lines_in)


def finish_figure(
    figure: dict[str, Any],
    seen: "Counter[tuple[str, ...]]",
    layout: Layout,
    file_id: str,
    delivery_id: str,
    received_on: date,
) -> dict[str, Any]:
    """Add identity: the content key says what the figure says and who said it, whatever file holds it."""
    says = tuple(
        str(figure[name])
        for name in (
            "source_id",
            "label_as_written",
            "territory_as_written",
            "period_as_written",
            "period_start",
            "period_end",
            "published_to",
            "unit_as_written",
            "quantity",
            "as_printed",
        )
    )
    ordinal = seen[says]
    seen[says] += 1
    return figure | {
        "file_id": file_id,
        "delivery_id": delivery_id,
        "layout": layout.code,
        "ordinal": ordinal,
        "via_file_id": "",
        "received_on": received_on,
        "whole_figure_id": "",
        "content_key": short_hash(*says, str(ordinal)),
    }


def _line(file_id: str, delivery_id: str, number: int, status: str, reason: str) -> dict[str, Any]:
    """Make a row of `raw.line`."""
    return {"file_id": file_id, "delivery_id": delivery_id, "line": number, "status": status, "reason": reason}
