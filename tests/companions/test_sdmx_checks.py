"""Each check of the SDMX data finds its fault, and nothing in sound data."""

import re
import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.companions.sdmx.check import CHECKS, check_sdmx
from pipeline.companions.sdmx.codes import Code, code_lists
from pipeline.companions.sdmx.components import PARTS
from pipeline.companions.sdmx.observations import observations
from pipeline.errors import StopRuleError
from pipeline.project import locate
from tests.companions.conftest import Made

SQL = locate().sql
CASES = tomllib.loads(Path(__file__).with_name("sdmx_faults.toml").read_text(encoding="utf-8"))["case"]
CELL = {
    "territory_id": "A",
    "breakdown": "_T",
    "price_basis": "not_stated",
    "source_kind": "published",
    "transformation": "stock",
    "unit_code": "KM",
    "qualifier": "about",
    "obs_status": "A",
    "conf_status": "F",
    "revised": False,
    "flags": [],
    "evidence_grade": "A",
    "half_width": Decimal("0.005"),
}


def sound() -> tuple[list[dict[str, str]], list[dict[str, Any]], dict[str, list[Code]]]:
    """Give two sound observations with their cells and code lists."""
    cells = [
        {**CELL, "cell_id": "A1", "period": date(2026, 1, 1), "value": Decimal("1.25")},
        {**CELL, "cell_id": "A2", "period": date(2026, 2, 1), "value": Decimal(2)},
    ]
    made = [{**row, "INDICATOR": "I"} for row in observations(cells, [])]
    lists = {
        part.code_list: [Code(code, code, code) for code in sorted({row[part.part_id] for row in made})]
        for part in PARTS
        if part.code_list
    }
    return made, cells, lists


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_fault_is_found_and_named(case: dict[str, Any]) -> None:
    made, cells, lists = sound()
    for change in (case.get("change"), case.get("also")):
        if change:
            row = next(row for row in made if row["CELL_ID"] == change["cell"])
            row |= {name: text for name, text in change.items() if name != "cell"}
    for cell in cells:
        if case.get("period", {}).get("cell") == cell["cell_id"]:
            cell["period"] = case["period"]["period"]
    cells = [cell for cell in cells if cell["cell_id"] != case.get("drop")]
    if "code" in case:
        more = dict(case["code"])
        lists[more.pop("list")].append(Code(**more))
    if "said" not in case:
        check_sdmx(SQL, made, cells, lists)
        return
    with pytest.raises(StopRuleError, match=rf"^The data files are not written\. {case['said']}") as told:
        check_sdmx(SQL, made, cells, lists)
    assert re.search(r"(Mend|Add|Tell|rename)", str(told.value))


def test_each_check_has_a_case() -> None:
    begin = {text.split("{", 1)[0] + text.rsplit("}", 1)[1][:12] for text in CHECKS.values()}
    assert len(begin) == len(CHECKS)
    assert {path.stem for path in (SQL / "checks").glob("sdmx_*.sql")} == set(CHECKS)


def test_the_lists_of_an_office_have_every_code_of_its_month(made: Made) -> None:
    cells = next(rows for file, rows in made.tables if file.path == "cells.csv")
    lists = code_lists(made.material, cells)
    assert set(lists) == {part.code_list for part in PARTS if part.code_list}
    assert {code.code for code in lists["CL_AREA"]} >= set(made.material.territories)
    assert {code.code for code in lists["CL_INDICATOR"]} >= set(made.material.catalogue)
    assert all(code.name.strip() for codes in lists.values() for code in codes)


@pytest.fixture
def without(made: Made) -> Callable[[str], None]:
    """Check a month whose code list lacks a code."""

    def check(name: str) -> None:
        cells = next(rows for file, rows in made.tables if file.path == "cells.csv")
        lists = {**code_lists(made.material, cells), name: ()}
        check_sdmx(SQL, observations(cells, []), cells, lists)

    return check


@pytest.mark.parametrize("name", ["CL_AREA", "CL_BREAKDOWN", "CL_UNIT"])
def test_a_real_month_stops_at_a_code_that_is_missing(without: Callable[[str], None], name: str) -> None:
    with pytest.raises(StopRuleError, match="which the code list does not have"):
        without(name)
