"""Our own cells written as somebody's table: all are equal, and exactly the ones that are changed differ."""

import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.indicators.catalogue import read_headers
from pipeline.month import Month
from pipeline.office import Office
from pipeline.reconcile.match import series_of
from pipeline.reconcile.model import DIFFER, EQUAL
from pipeline.reconcile.ours import load_ours
from pipeline.reconcile.precision import to_step
from pipeline.reconcile.reconcile import reconcile
from pipeline.reference import load_reference
from tests.reconcile.conftest import by_cell, written

MARCH = Month.parse("2020-03")
MONTHS = ("2019-10", "2019-11", "2019-12", "2020-01", "2020-02", "2020-03")
UNITS = {"en": "million", "az": "milyon", "ru": "млн"}
STEP = Decimal("0.1")


@pytest.fixture(scope="module")
def example(conformed: Callable[..., Office]) -> Office:
    """March 2020 of the fictional office, which has every month of every region."""
    return conformed("example", str(MARCH))


def table(
    office: Office, lang: str, transformation: str, head: str
) -> tuple[list[list[object]], dict[str, str]]:
    """Write a table of regions by months, and say which cell of ours stands in which of its."""
    cells = load_ours(office, MARCH).cells.values()
    series = ("fci", transformation, "not_stated", "published")
    mine = {(c["territory_id"], str(c["period"])[:7]): c for c in cells if series_of(c)[:2] == series[:2]}
    territory = load_reference(office)["territory"]
    names = {row["territory_id"]: row[f"name_{lang}"] for row in territory.iter_rows(named=True)}
    regions = sorted({code for code, _ in mine if names.get(code)})
    rows: list[list[object]] = [[head], ["", *MONTHS]]
    ids = {}
    for at, region in enumerate(regions, start=3):
        row: list[object] = [names[region]]
        for column, month in zip("BCDEFG", MONTHS, strict=True):
            cell = mine.get((region, month))
            row.append(float(to_step(cell["value"], STEP)) if cell else None)
            ids |= {f"{column}{at}": cell["cell_id"]} if cell else {}
        rows.append(row)
    return rows, ids


@pytest.mark.parametrize(("lang", "transformation"), [("en", "flow"), ("az", "ytd"), ("ru", "flow")])
def test_exactly_the_figures_that_were_changed_differ(
    example: Office, tmp_path: Path, lang: str, transformation: str
) -> None:
    fci = read_headers(example.project)["fci"]
    head = f"{fci.told('title', lang)}, {UNITS[lang]} velds"
    rows, ids = table(example, lang, transformation, head)
    assert len(ids) > 20
    changed = set(random.Random(7).sample(sorted(ids), 4))
    for cell in changed:
        row, column = int(cell[1:]) - 1, "ABCDEFG".index(cell[0])
        value = rows[row][column]
        assert isinstance(value, float)
        rows[row][column] = round(value + 0.3, 1)
    found = reconcile(example, MARCH, written(tmp_path / "old.xlsx", rows, "#,##0.0"))
    assert found.counts["not_read"] == 0, found.unread
    assert by_cell(found) == {cell: DIFFER if cell in changed else EQUAL for cell in ids}
    assert {line.theirs.cell: line.cell_id for line in found.lines} == ids
