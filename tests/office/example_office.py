"""Reads the fictional office's committed files for its tests, without the generator's help."""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

OFFICE = Path(__file__).resolve().parents[2] / "sources" / "example"
MEASURE = {"investment": "fci", "construction": "fci_construction"}

Cell = tuple[str, str, str]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def reference(name: str) -> list[dict[str, str]]:
    return read(OFFICE / "reference" / f"{name}.csv")


@cache
def key(name: str) -> list[dict[str, str]]:
    return read(OFFICE / "key" / f"{name}.csv")


@cache
def register(layout: str) -> list[dict[str, str]]:
    return [row for path in sorted(OFFICE.glob(f"deliveries/*/{layout}.csv")) for row in read(path)]


@cache
def truth() -> dict[Cell, tuple[Decimal, Decimal]]:
    return {
        (row["territory_id"], row["measure_code"], row["period"]): (Decimal(row["flow"]), Decimal(row["ytd"]))
        for row in key("truth")
    }


@cache
def parents() -> dict[str, str]:
    return {row["territory_id"]: row["parent_id"] for row in reference("territory")}


@dataclass
class Published:
    """Year-to-date and single-month figures of each cell as (published on, value), in order of delivery."""

    to_date: dict[Cell, list[tuple[str, Decimal]]] = field(default_factory=lambda: defaultdict(list))
    single: dict[Cell, list[tuple[str, Decimal]]] = field(default_factory=lambda: defaultdict(list))


@cache
def published() -> Published:
    names = {row["name_as_written"]: row["territory_id"] for row in reference("territory_name")}
    found = Published()
    for row in register("investment"):
        territory = names.get(row["territory_as_written"], row["territory_as_written"])
        cell = (territory, MEASURE[row["measure"]], f"{row['period_end'][:7]}-01")
        side = found.to_date if row["cumulative"] == "true" else found.single
        side[cell].append((row["published_on"], Decimal(row["value"])))
    return found


def last(cell: Cell) -> Decimal:
    """Return the figure published last; of two on one day the one delivered last."""
    return max(published().to_date[cell], key=lambda vintage: vintage[0])[1]


def moved(cell: Cell, months: int) -> Cell:
    year, month = int(cell[2][:4]), int(cell[2][5:7]) + months
    assert 1 <= month <= 12, "a year-to-date figure is compared within its year only"
    return cell[0], cell[1], f"{year}-{month:02}-01"


def members(territory: str) -> list[str]:
    return [child for child, parent in parents().items() if parent == territory]


def planted(kind: str = "") -> list[dict[str, str]]:
    return [row for row in key("planted") if (row["kind"] == kind if kind else row["kind"] != "gap")]


def cell_of(row: dict[str, str]) -> Cell:
    return row["territory_id"], row["measure_code"], row["period"]


def region_of(territory: str) -> str:
    return f"EX-R{territory[4:6]}" if territory.startswith("EX-D") else territory
