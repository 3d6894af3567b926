"""The names of the delivered registers as the resolver is asked: register, day, what is counted."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.office.karabakh_office import (
    DOCUMENTS,
    REGISTERS,
    concept_table,
    figures_of,
    read,
    territory_as_written,
)

REGISTER_FILES = {
    "investment": "investment_reports.csv",
    "resettlement": "resettlement_reports.csv",
    "demining": "demining_reports.csv",
    "works": "works_reports.csv",
    "document": "document_figures.csv",
}
Key = tuple[str, str, str, str]
"""Name as written, register, last day of the reference period or nothing, measure or nothing."""


def written_names() -> set[Key]:
    """Give every distinct name of the delivered registers with what is known beside it."""
    return {key for register in REGISTER_FILES for key in _names_of(register)}


def names_in(folder: Path) -> set[tuple[str, str]]:
    """Give every distinct name of registers in another folder, with the register."""
    found = set()
    for register, file in REGISTER_FILES.items():
        for row in read(folder / file):
            name = row.get("territory" if register == "document" else "territory_as_written", "")
            if name:
                found.add((name, register))
    return found


def _names_of(register: str) -> Iterator[Key]:
    folder = DOCUMENTS if register == "document" else REGISTERS
    concepts = concept_table()
    for row in read(folder / REGISTER_FILES[register]):
        name = territory_as_written(register, row)
        labels = [label for label, _ in figures_of(register, row)]
        measures = {concepts[register, label]["measure_code"] for label in labels} or {""}
        if name:
            yield from ((name, register, _last_day(row), measure) for measure in measures)


def _last_day(row: dict[str, str]) -> str:
    told = next(
        (
            row[column]
            for column in ("period_end", "as_of_or_event_date", "as_of_or_period", "reference_period")
            if row.get(column)
        ),
        "",
    )
    return told if re.fullmatch(r"\d{4}-\d\d-\d\d", told) else ""
