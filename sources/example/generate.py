"""Writes the fictional office: declaration, reference tables, deliveries, and the key for tests.

Run it from anywhere: `python sources/example/generate.py [FOLDER]`. Without a folder it writes beside itself.
The same bytes come out on every machine; after a change of the generator, commit what it wrote.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

if __package__ in {None, ""}:  # run as a script: its own folder is on the path, the checkout is not
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sources.example.generator.annual import price_rows, survey_rows
from sources.example.generator.declaration import office_text
from sources.example.generator.delivered import delivery_of, received_on
from sources.example.generator.economy import MEASURES, MONTHS, true_flows
from sources.example.generator.errors import Planted, plant
from sources.example.generator.lines import (
    HEADER,
    Line,
    csv_text,
    decimal_text,
    investment_row,
    month_first,
    year_to_date_lines,
)
from sources.example.generator.reference import reference_files
from sources.example.generator.territory import COUNTRY_NAME, territories
from sources.example.generator.topics import (
    DEMINING_HEADER,
    RESETTLEMENT_HEADER,
    WORKS_HEADER,
    Row,
    demining_rows,
    resettlement_rows,
    works_rows,
)
from sources.example.generator.vintages import Book, publish

_LAYOUT = {"prices": "investment", "survey": "investment"}
"""The layout of a register that is not named after it."""
_PLANTED = (
    *("kind", "rule_kind", "territory_id", "measure_code", "period", "published_value", "true_value"),
    *("above_threshold", "line_published_on"),
)


def write(folder: Path) -> None:
    """Write all files of the office below a folder; files that it does not make are left alone."""
    for name, text in _files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))


def _files() -> dict[str, str]:
    """Return the text of each file by its path below the office's folder."""
    book = publish(true_flows())
    extra, planted = plant(book)
    lines = sorted([*year_to_date_lines(book), *extra])
    files = {"office.toml": office_text()}
    files |= {f"reference/{name}": text for name, text in reference_files().items()}
    files |= _deliveries(lines, book)
    files["key/truth.csv"] = _truth_text(book)
    files["key/planted.csv"] = csv_text(_PLANTED, [_planted_row(row) for row in planted])
    return files


def _deliveries(lines: list[Line], book: Book) -> dict[str, str]:
    """Sort the registers' lines into the deliveries that hold them."""
    registers = {
        "demining": (DEMINING_HEADER, demining_rows()),
        "investment": (HEADER, [Row(line.published_on, investment_row(line)) for line in lines]),
        "resettlement": (RESETTLEMENT_HEADER, resettlement_rows()),
        "works": (WORKS_HEADER, works_rows()),
        "prices": (HEADER, price_rows()),
        "survey": (HEADER, survey_rows(book.flows)),
    }
    files = {}
    names = defaultdict(list)
    for name, (header, rows) in registers.items():
        for delivery, fields in _by_delivery(name, rows).items():
            files[f"deliveries/{delivery}/{name}.csv"] = csv_text(header, fields)
            names[delivery].append(name)
    files |= {
        f"deliveries/{delivery}/delivery.toml": _delivery_text(delivery, found)
        for delivery, found in names.items()
    }
    return files


def _by_delivery(register: str, rows: Iterable[Row]) -> dict[str, list[tuple[str, ...]]]:
    deliveries = defaultdict(list)
    for row in rows:
        deliveries[delivery_of(register, row.published_on)].append(row.fields)
    return deliveries


def _delivery_text(delivery: str, names: list[str]) -> str:
    head = [
        f'name = "{delivery}"',
        f"received_on = {received_on(delivery)}",
        f'sender = "Central Statistical Office of {COUNTRY_NAME}"',
    ]
    files = [f'\n[[file]]\npath = "{name}.csv"\nlayout = "{_LAYOUT.get(name, name)}"' for name in names]
    return "\n".join([*head, *files]) + "\n"


def _truth_text(book: Book) -> str:
    header = ("territory_id", "measure_code", "period", "flow", "ytd")
    rows = [
        (
            *(territory.territory_id, measure, month_first(index).isoformat()),
            decimal_text(book.flows[territory.territory_id, measure][index]),
            decimal_text(book.truth[territory.territory_id, measure][index]),
        )
        for territory in territories()
        for measure in MEASURES
        for index in range(MONTHS)
    ]
    return csv_text(header, rows)


def _planted_row(row: Planted) -> tuple[str, ...]:
    return (
        *(row.kind, row.rule_kind, row.territory, row.measure, month_first(row.index).isoformat()),
        "" if row.published is None else decimal_text(row.published),
        "" if row.true is None else decimal_text(row.true),
        "yes" if row.above_threshold else "no",
        "" if row.published_on is None else row.published_on.isoformat(),
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent)
