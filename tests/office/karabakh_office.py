"""What the tests of the default office share: its files, and the labels that a layout builds from a line."""

import csv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OFFICE = ROOT / "sources" / "karabakh"
SHARED = ROOT.parent / "shared" / "data"
REGISTERS = OFFICE / "deliveries" / "2026-11-21-registers"
DOCUMENTS = OFFICE / "deliveries" / "2026-11-21-documents"
CODE_COLUMNS = ("qualifier", "inferred", "scope", "interpretation")
LAYOUT_FILES = {
    "investment": REGISTERS / "investment_reports.csv",
    "resettlement": REGISTERS / "resettlement_reports.csv",
    "demining": REGISTERS / "demining_reports.csv",
    "works": REGISTERS / "works_reports.csv",
    "document": DOCUMENTS / "document_figures.csv",
}
Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def reference(name: str) -> list[Row]:
    return read(OFFICE / "reference" / f"{name}.csv")


def _investment(row: Row) -> Iterator[tuple[str, str]]:
    label = f"{row['measure']}/{row['breakdown']}"
    if row["value"]:
        yield label, row["unit_as_written"]
    if row["share_pct_as_printed"] or row["growth_pct"]:
        yield label, "%"
    if row["growth_as_printed"]:
        yield label, "times"


def _several(prefix: str, names: tuple[str, ...], row: Row) -> Iterator[tuple[str, str]]:
    units = {
        "families": "families",
        "persons": "persons",
        "settlements": "settlements",
        "hectares": "hectares",
    }
    for name in names:
        if row[name]:
            yield f"{row[prefix]}/{name}", units.get(name, "items")


def figures_of(layout: str, row: Row) -> list[tuple[str, str]]:
    """Labels and units of the figures that a line gives."""
    if layout == "investment":
        return list(_investment(row))
    if layout == "resettlement":
        return list(_several("figure_kind", ("families", "persons", "settlements"), row))
    if layout == "demining":
        names = ("anti_tank_mines", "anti_personnel_mines", "uxo", "hectares")
        return list(_several("period_kind", names, row))
    if layout == "works":
        return [(f"{row['work']}/{row['status']}/{row['unit']}", row["unit"])]
    return [(f"{row['measure']}/{row['kind']}", row["unit"])]


def territory_as_written(layout: str, row: Row) -> str:
    return row["territory" if layout == "document" else "territory_as_written"]


def territory_names() -> dict[tuple[str, str], Row]:
    return {(row["name_as_written"], row["layout"]): row for row in reference("territory_name")}


def resolve(names: dict[tuple[str, str], Row], name: str, layout: str) -> Row | None:
    return names.get((name, layout)) or names.get((name, ""))


def is_used(layout: str, row: Row, concept: Row) -> bool:
    return concept["disposition"] == "used" and (layout != "document" or row["disposition"] == "used")


def all_figures() -> Iterator[tuple[str, Row, str, str]]:
    for layout, path in LAYOUT_FILES.items():
        for row in read(path):
            for label, unit in figures_of(layout, row):
                yield layout, row, label, unit


def concept_table() -> dict[tuple[str, str], Row]:
    return {(row["layout"], row["label_as_written"]): row for row in reference("concept")}


def labelled(code_list: str, lang: str = "en") -> set[str]:
    return {r["code"] for r in reference("label") if (r["code_list"], r["lang"]) == (code_list, lang)}
