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
from pipeline.intake.lines import Fields, LineResult, read_line

READER_VERSION = "1"
MAX_BYTES = 64 * 1024 * 1024
MAX_FIELD_CHARACTERS = 10_000
"""Limits of a register file. Past them the file is refused with a sentence; it stays where it was."""
EMPTY_LINE = "it is empty"
GIVEN_CODES = (
    "measure_given",
    "breakdown_given",
    "kind_given",
    "territory_given",
    "price_basis_given",
)
NO_CODES = dict.fromkeys(GIVEN_CODES, "")
"""A register's figures carry words; conforming finds their codes in the office's lists."""


@dataclass(frozen=True)
class Reading:
    """What reading one file gave: rows of `raw.figure` and `raw.line`, and the count of lines.

    `repeated` counts figures that an earlier file gave; `kept_out` says why none of a register is used.
    """

    figures: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    lines_in: int
    repeated: int = 0
    kept_out: str = ""

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


def read_rows(path: Path, required: list[str]) -> Iterator[tuple[int, Fields | str]]:
    """Yield (line number, fields) of a UTF-8 CSV file; a line with other fields gives the reason instead."""
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        header = next(reader, [])
        _check_header(path, header, required)
        for fields in reader:
            if any(len(item) > MAX_FIELD_CHARACTERS for item in fields):
                raise BadInputError(
                    f"{path.name}, line {reader.line_num}: a field has more than {MAX_FIELD_CHARACTERS} "
                    "characters. Shorten it, or close its quotation mark, and deliver the file again."
                )
            yield reader.line_num, _name_fields(header, fields)
    except csv.Error as error:
        raise BadInputError(
            f"{path.name}, line {reader.line_num}: {error}. Mend that line and deliver the file again."
        ) from error


def read_text(path: Path) -> str:
    """Read a file of limited size as UTF-8 text, or say where it is something else."""
    if path.stat().st_size > MAX_BYTES:
        limit = MAX_BYTES // 1024**2
        raise BadInputError(f"{path.name} has more than {limit} MiB. Split the register into smaller files.")
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadInputError(
            f"{path.name}, line {line} is not UTF-8 text. Save the file as 'CSV UTF-8' and deliver it again."
        ) from error


def _check_header(path: Path, header: list[str], required: list[str]) -> None:
    """Refuse a head that lacks a column or has one twice."""
    missing = [name for name in required if name not in header]
    if missing:
        raise BadInputError(
            f"{path.name} lacks the column {', '.join(missing)}. Expected columns: {', '.join(required)}. "
            "Add the column, or name another layout in delivery.toml."
        )
    doubled = [name for name, times in Counter(header).items() if times > 1 and name]
    if doubled:
        raise BadInputError(f"{path.name} has the column {doubled[0]} twice. Remove or rename one of them.")


def _name_fields(header: list[str], fields: list[str]) -> Fields | str:
    """Pair the fields of a line with the names in the head, or say why they do not pair."""
    if not fields:
        return EMPTY_LINE
    if len(fields) != len(header):
        return f"it has {len(fields)} fields, the head has {len(header)}"
    return dict(zip(header, fields, strict=True))


def read_register(path: Path, layout: Layout, file_id: str, delivery_id: str, received_on: date) -> Reading:
    """Read a register into figures with a locator of line and field."""
    figures: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    lines_in = 0
    seen: Counter[tuple[str, ...]] = Counter()
    for number, row in read_rows(path, layout.columns):
        lines_in += 1
        result = LineResult() if isinstance(row, str) else read_line(row, layout)
        for figure in result.figures:
            locator = f"line {number}, {figure.pop('field')}"
            place = {"line": number, "locator_kind": "field", "locator": locator}
            known = identify(figure, seen, layout.code, file_id, delivery_id, received_on)
            figures.append(known | place | {"figure_id": short_hash(file_id, locator)})
        if isinstance(row, str):
            status = "skipped" if row == EMPTY_LINE else "quarantined"
            lines.append(mark_line(file_id, delivery_id, number, status, row))
        else:
            lines += mark_result(result, file_id, delivery_id, number)
    return Reading(figures, lines, lines_in)


def mark_result(result: LineResult, file_id: str, delivery_id: str, number: int) -> list[dict[str, Any]]:
    """Make the row of `raw.line` of a line that gave no figure, or not all of them; none for any other."""
    if result.reasons:
        reason = "; ".join(dict.fromkeys(result.reasons))
        return [mark_line(file_id, delivery_id, number, "quarantined", reason)]
    if not result.figures:
        return [mark_line(file_id, delivery_id, number, "skipped", "it states no number")]
    return []


def identify(
    figure: dict[str, Any],
    seen: "Counter[tuple[str, ...]]",
    layout: str,
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
            "value_as_delivered",
            "qualifier",
            "scope",
        )
    )
    ordinal = seen[says]
    seen[says] += 1
    return (
        NO_CODES
        | figure
        | {
            "file_id": file_id,
            "delivery_id": delivery_id,
            "layout": layout,
            "ordinal": ordinal,
            "via_file_id": "",
            "received_on": received_on,
            "whole_figure_id": "",
            "content_key": short_hash(*says, str(ordinal)),
        }
    )


def mark_line(file_id: str, delivery_id: str, number: int, status: str, reason: str) -> dict[str, Any]:
    """Make a row of `raw.line`."""
    return {
        "file_id": file_id,
        "delivery_id": delivery_id,
        "line": number,
        "status": status,
        "reason": reason,
    }
