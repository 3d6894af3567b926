"""Revisions as cells: what counts at which horizon, what they are made of, and the test of their mean."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from pipeline.engine import connect
from pipeline.errors import StopRuleError
from pipeline.indicators.catalogue import load_catalogue
from pipeline.indicators.cells import CELL, WORKING, with_cell_ids
from pipeline.indicators.derive import DERIVATIONS
from pipeline.indicators.given import Given
from pipeline.indicators.second import check_derived
from pipeline.methods.revisions import FEWEST, revision_statistics
from pipeline.project import locate

REVISIONS = load_catalogue(locate())["revisions"]
SCHEMA = {**CELL, **WORKING, "inputs": pl.List(pl.String)}
COMMON = {
    "territory_id": "C",
    "price_basis": "not_stated",
    "source_kind": "published",
    "transformation": "stated",
    "unit_code": "AZN_MN",
    "half_width": Decimal("0.05"),
    "obs_status": "A",
    "conf_status": "F",
    "evidence_grade": "A",
    "n_src": 1,
    "flags": [],
    "as_of": date(2026, 3, 31),
    "month": date(2025, 12, 1),
}


def stated(*rows: tuple[str, str, str]) -> pl.DataFrame:
    """Make figures of (period, vintage, value)."""
    cells = [
        dict.fromkeys(SCHEMA)
        | COMMON
        | {
            "period": date.fromisoformat(f"{period}-01"),
            "breakdown": f"measure=fci;vintage={vintage}",
            "value": Decimal(value),
            "inputs": [f"{period}{vintage}".replace("-", "")],
        }
        for period, vintage, value in rows
    ]
    return with_cell_ids(pl.DataFrame(cells, schema=SCHEMA), REVISIONS)


def derived(frame: pl.DataFrame) -> dict[str, dict[str, Any]]:
    """Derive what the header names, check it by the second calculation, and return the cells by id."""
    for name in REVISIONS.derive:
        frame = with_cell_ids(DERIVATIONS[name](frame, Given("C")), REVISIONS)
    with connect() as connection:
        check_derived(connection, REVISIONS, frame, Given("C"))
    return {row["cell_id"]: row for row in frame.to_dicts()}


def monthly(count: int, later: str = "7.5") -> list[tuple[str, str, str]]:
    """Make figures of so many months of 2025, each stated in the next month and anew two months later."""
    rows = []
    for number in range(1, count + 1):
        rows.append((f"2025-{number:02d}", f"2025-{number + 1:02d}", str(100 * number)))
        step = Decimal(later) if number % 2 else -1
        rows.append((f"2025-{number:02d}", f"2025-{number + 3:02d}", str(100 * number + step)))
    return rows


def test_a_horizon_counts_only_where_it_has_passed_by_the_as_of_day() -> None:
    found = derived(stated(("2025-11", "2025-12", "10"), ("2025-12", "2026-02", "20")))
    names = {name for name in found if name.endswith(".revision")}
    assert names == {
        "revisions.C.2025-11.horizon=1;measure=fci.revision",
        "revisions.C.2025-11.horizon=3;measure=fci.revision",
        "revisions.C.2025-11.horizon=to_date;measure=fci.revision",
        "revisions.C.2025-12.horizon=1;measure=fci.revision",
        "revisions.C.2025-12.horizon=to_date;measure=fci.revision",
    }


def test_a_figure_stated_first_in_the_month_of_the_as_of_day_has_no_revision() -> None:
    assert len(derived(stated(("2025-12", "2026-03", "20")))) == 1


def test_a_revision_is_made_of_both_figures_and_has_the_half_widths_of_both() -> None:
    found = derived(stated(("2025-01", "2025-02", "10.0"), ("2025-01", "2025-04", "10.4")))
    cell = found["revisions.C.2025-01.horizon=3;measure=fci.revision"]
    assert cell["value"] == Decimal("0.4")
    assert cell["half_width"] == Decimal("0.10")
    assert cell["inputs"] == [
        "revisions.C.2025-01.measure=fci;vintage=2025-02",
        "revisions.C.2025-01.measure=fci;vintage=2025-04",
    ]
    assert cell["revised"] is False
    unchanged = found["revisions.C.2025-01.horizon=1;measure=fci.revision"]
    assert (unchanged["value"], unchanged["half_width"], len(unchanged["inputs"])) == (0, 0, 1)


def test_from_eight_revisions_on_there_is_a_test_with_its_lag_as_the_method_gives_it() -> None:
    found = derived(stated(*monthly(9)))
    rows = [cell for name, cell in found.items() if name.endswith(".horizon=3;measure=fci.revision")]
    frame = pl.DataFrame(
        {
            "period": [cell["period"] for cell in rows],
            "horizon": pl.Series([0] * len(rows), dtype=pl.Int32),
            "preliminary": [cell["whole"] for cell in rows],
            "later": [cell["part"] for cell in rows],
            "revision": [cell["value"] for cell in rows],
        }
    )
    told = revision_statistics(frame, []).row(0, named=True)
    assert told["n"] == 9
    assert told["t"] is not None
    for name in ("n", "mr", "mar", "sd", "lag", "standard_error", "t", "p", "rmar_base"):
        assert found[f"revisions.C.2025-12.horizon=3;measure=fci.{name}"]["value"] == told[name], name


def test_below_eight_revisions_there_is_none() -> None:
    found = derived(stated(*monthly(FEWEST - 1)))
    names = {name.rpartition(".")[2] for name in found}
    assert {"n", "mr", "mar", "sd"} <= names
    assert not {"lag", "standard_error", "t", "p"} & names


def test_a_statistic_names_the_revisions_that_it_is_made_of_and_their_span() -> None:
    rows = monthly(3)
    frame = stated(*rows).with_columns(
        period_start=pl.col("period"), period_end=pl.col("period").dt.month_end()
    )
    cell = derived(frame)["revisions.C.2025-12.horizon=1;measure=fci.mar"]
    assert cell["inputs"] == [f"revisions.C.2025-0{at}.horizon=1;measure=fci.revision" for at in (1, 2, 3)]
    assert (cell["period_start"], cell["period_end"]) == (date(2025, 1, 1), date(2025, 3, 31))


def test_a_change_of_a_figure_of_zero_has_no_per_cent() -> None:
    found = derived(stated(("2025-01", "2025-02", "0"), ("2025-01", "2025-04", "5")))
    assert not [name for name in found if name.endswith("change_pct")]
    assert not [name for name in found if name.endswith("horizon=3;measure=fci.rmar_pct")]


@pytest.mark.parametrize(("made", "name"), [("revision", "revision"), ("mar", "revision_statistics")])
def test_a_value_that_the_second_calculation_does_not_give_stops_the_run(made: str, name: str) -> None:
    frame = stated(*monthly(3))
    for step in REVISIONS.derive:
        frame = with_cell_ids(DERIVATIONS[step](frame, Given("C")), REVISIONS)
    moved = pl.when(pl.col("transformation") == made).then(pl.col("value") + Decimal("0.0000000001"))
    changed = frame.with_columns(value=moved.otherwise(pl.col("value")).cast(CELL["value"]))
    with connect() as connection, pytest.raises(StopRuleError, match=name.split("_", maxsplit=1)[0]):
        check_derived(connection, REVISIONS, changed, Given("C"))


def test_without_figures_nothing_is_derived() -> None:
    assert derived(stated()) == {}
