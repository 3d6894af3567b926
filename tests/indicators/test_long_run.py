"""Benchmarked and real flows: their cells, what is told where there are none, and the second look."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import polars as pl
import pytest

from pipeline.decimals import VALUE
from pipeline.engine import connect, load_frame
from pipeline.errors import BadInputError, StopRuleError
from pipeline.indicators.catalogue import load_catalogue
from pipeline.indicators.cells import CELL, with_cell_ids
from pipeline.indicators.long_run import DISCREPANCY, LONG, MADE, LongRun, take_long_run
from pipeline.indicators.second_long import check_long_run
from pipeline.project import locate
from tests.indicators.sample_indicator import HEADER, read_indicator

FCI = load_catalogue(locate())["fci"]
PLACES = ("C", "R1", "R2", "D1")
MONTHS = [date(2022 + n // 12, n % 12 + 1, 1) for n in range(42)]
Frame = pl.DataFrame


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as opened:
        members = {"ancestor_id": ["C", "C", "R1"], "territory_id": ["R1", "R2", "D1"]}
        load_frame(opened, "reference.member", pl.DataFrame(members))
        yield opened


def cell(place: str, period: date, value: Decimal | int, transformation: str) -> dict[str, Any]:
    return dict.fromkeys([*CELL, "inputs"]) | {
        "territory_id": place,
        "period": period,
        "value": Decimal(value),
        "transformation": transformation,
        "breakdown": "_T",
        "price_basis": "not_stated",
        "source_kind": "published",
        "unit_code": "AZN_MN",
        "obs_status": "A",
        "flags": [],
        "inputs": ["o"],
    }


def flow(place: str, number: int) -> int:
    own = {"R1": 100 + 7 * (number % 12) + 3 * number, "R2": 60 + 5 * (number % 7) + number, "D1": 9}
    return own["R1"] + own["R2"] if place == "C" else own[place]


def price(place: str, number: int) -> Decimal:
    drift = {"R1": Decimal("0.9"), "R2": Decimal("0.2")}
    return 95 + drift[place] * number


def history(*, annual: bool = True, prices: bool = True) -> Frame:
    """Make flows of every place, annual figures of three years beside them, and prices of the regions."""
    rows = [cell(place, at, flow(place, n), "flow") for place in PLACES for n, at in enumerate(MONTHS)]
    if annual:
        rows += [
            cell(place, date(year, 12, 1), total * (102 + year - 2022) / 100, "year")
            for place in ("C", "R1")
            for year in (2022, 2023, 2024)
            for total in [Decimal(sum(flow(place, n) for n, at in enumerate(MONTHS) if at.year == year))]
        ]
    if prices:
        rows += [cell(p, at, price(p, n), "price_index") for p in ("R1", "R2") for n, at in enumerate(MONTHS)]
    schema = {**CELL, "inputs": pl.List(pl.String)}
    return with_cell_ids(pl.DataFrame(rows, schema=schema), FCI)


def take(connection: duckdb.DuckDBPyConnection, whole: Frame, since: date = date(2023, 1, 1)) -> LongRun:
    return take_long_run(connection, FCI, whole.filter(pl.col("period") >= since), whole, "C")


@pytest.fixture(scope="module")
def whole_run() -> Frame:
    """Make what runs over the whole history once for all changes to it."""
    with connect() as opened:
        members = {"ancestor_id": ["C", "C"], "territory_id": ["R1", "R2"]}
        load_frame(opened, "reference.member", pl.DataFrame(members))
        return take(opened, history()).made


def values(found: LongRun, name: str, place: str) -> dict[str, Decimal]:
    own = found.made.filter(transformation=name, territory_id=place)
    return {f"{period:%Y-%m}": made for period, made in own.select("period", "made").iter_rows()}


def test_months_sum_to_each_annual_figure_and_go_on_with_the_last_ratio(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = take(connection, history())
    for place in ("C", "R1"):
        made = values(found, MADE[0], place)
        for year in (2022, 2023, 2024):
            whole = sum(value for month, value in made.items() if month[:4] == str(year))
            own = Decimal(sum(flow(place, n) for n, at in enumerate(MONTHS) if at.year == year))
            assert whole == own * (102 + year - 2022) / 100
        last = made["2024-12"] / flow(place, 35)
        assert abs(made["2025-06"] / flow(place, 41) - last) < Decimal("1E-9")
    added = found.cells.filter(pl.col("transformation") == MADE[0])
    later = added.filter(pl.col("period") >= date(2025, 1, 1))
    assert set(later["obs_status"]) == {"E"}
    assert later["flags"].to_list() == [["EXTRAPOLATED"]] * 12
    assert set(added.filter(pl.col("period") < date(2025, 1, 1))["obs_status"]) == {"A"}


def test_cells_are_those_of_the_run_and_name_what_is_behind_them(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    cells = take(connection, history()).cells
    assert cells.filter(pl.col("transformation").is_in(MADE))["period"].min() == date(2023, 1, 1)
    behind = dict(cells.select("cell_id", "inputs").iter_rows())
    assert set(behind["fci.R1.2024-03.flow_benchmarked"]) == {
        *(f"fci.R1.{at:%Y-%m}.flow" for at in MONTHS[12:]),
        *(f"fci.R1.{year}-12.year" for year in (2023, 2024)),
    }
    own = {f"fci.R1.{at:%Y-%m}.{n}" for at in MONTHS[12:24] for n in ("flow", "price_index")}
    month = {f"fci.{p}.2024-03.{n}" for p in ("R1", "R2") for n in ("flow", "price_index")}
    assert set(behind["fci.R1.2024-03.flow_real.real"]) == own | {one for one in month if "R1" in one}
    whole = own | {one.replace("R1", "R2") for one in own} | month
    assert set(behind["fci.C.2024-03.flow_real.real"]) == whole
    assert set(behind["fci.C.2024-03.flow_real_discrepancy.real"]) == {
        f"fci.{place}.2024-03.flow_real.real" for place in ("C", "R1", "R2")
    }
    assert not [one for one in behind if one.startswith("fci.D1.") and "flow_" in one]


def test_real_flows_are_chained_and_the_discrepancy_is_zero_in_the_first_two_years(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = take(connection, history())
    apart = values(found, DISCREPANCY, "C")
    assert {value for month, value in apart.items() if month < "2024"} == {0}
    assert any(abs(value) > Decimal("0.01") for month, value in apart.items() if month >= "2025")
    whole = values(found, "flow_real", "C")
    parts = [values(found, "flow_real", place) for place in ("R1", "R2")]
    for month, value in apart.items():
        assert abs(whole[month] - sum(part[month] for part in parts) - value) < Decimal("1E-9")
    first = sum(value for month, value in whole.items() if month[:4] == "2022")
    assert abs(first - sum(flow("C", n) for n in range(12))) < Decimal("1E-8"), "in prices of the first year"


def test_an_office_without_annual_figures_or_prices_has_none_and_is_told(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    whole = history(annual=False, prices=False)
    found = take(connection, whole)
    assert set(found.cells["transformation"]) == {"flow"}
    assert found.status.columns == list(LONG)
    told = {row["transformation"]: (row["status"], row["sentence"]) for row in found.status.to_dicts()}
    assert told == {
        "flow_benchmarked": (
            "not_given",
            "No annual figure of this indicator is delivered that revises the year.",
        ),
        "flow_real": ("not_given", "No price index of this indicator is delivered."),
    }


def test_a_gap_or_a_year_that_is_not_whole_keeps_a_series_back_and_says_why(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    is_gap = (pl.col("territory_id") == "R1") & (pl.col("period") == date(2023, 5, 1))
    found = take(connection, history().filter(~(is_gap & (pl.col("transformation") == "flow"))))
    told = {(row["transformation"], row["territory_id"]): row for row in found.status.to_dicts()}
    assert told["flow_benchmarked", "C"]["status"] == "given"
    assert "without a gap" in told["flow_benchmarked", "R1"]["sentence"]
    assert "no figure for 2023-05" in told["flow_real", "C"]["sentence"]
    assert not found.cells.filter(pl.col("transformation") == "flow_real").height


def test_a_region_without_a_price_keeps_the_real_flows_back(connection: duckdb.DuckDBPyConnection) -> None:
    is_lost = (pl.col("territory_id") == "R2") & (pl.col("transformation") == "price_index")
    found = take(connection, history().filter(~is_lost))
    (row,) = found.status.filter(pl.col("transformation") == "flow_real").to_dicts()
    assert (row["territory_id"], row["status"]) == ("C", "not_given")
    assert "Item R2 in 2022-01 lacks a value or a quantity" in row["sentence"]


def test_a_region_without_flows_keeps_the_real_flows_back(connection: duckdb.DuckDBPyConnection) -> None:
    found = take(connection, history().filter(pl.col("territory_id") != "R2"))
    (row,) = found.status.filter(pl.col("transformation") == "flow_real").to_dicts()
    assert row["sentence"] == "R2 is part of C and has no flow; the sum would not cover it."


def test_a_flow_of_the_run_that_is_another_one_has_no_cell(connection: duckdb.DuckDBPyConnection) -> None:
    whole = history()
    moved = whole.filter(pl.col("period") >= date(2025, 1, 1)).with_columns(
        value=pl.when((pl.col("transformation") == "flow") & (pl.col("territory_id") == "R1"))
        .then(pl.col("value") + pl.lit(1, dtype=VALUE))
        .otherwise("value")
    )
    cells = take_long_run(connection, FCI, moved, whole, "C").cells
    made = cells.filter(pl.col("transformation") == MADE[0])
    assert set(made["territory_id"]) == {"C"}


LAST = {"flow_benchmarked": Decimal("1E-7"), "flow_real": Decimal("1E-10"), DISCREPANCY: Decimal("1E-10")}
"""A unit of the last stored decimal: years of four digits leave seven of eleven to benchmarked flows."""


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("period", [date(2022, 1, 1), date(2024, 8, 1), date(2024, 12, 1), date(2025, 6, 1)])
@pytest.mark.parametrize(
    ("name", "place"),
    [(name, place) for name in LAST for place in ("C", "R1") if (name, place) != (DISCREPANCY, "R1")],
)
def test_one_unit_of_the_last_stored_decimal_stops_it(
    whole_run: Frame, name: str, place: str, period: date, sign: int
) -> None:
    told = (
        (pl.col("transformation") == name) & (pl.col("territory_id") == place) & (pl.col("period") == period)
    )
    assert whole_run.filter(told).height == 1
    unit = pl.lit(sign * LAST[name], dtype=VALUE)
    moved = whole_run.with_columns(made=pl.when(told).then(pl.col("made") + unit).otherwise("made"))
    with pytest.raises(StopRuleError, match=f"The two calculations of {name} do not agree") as raised:
        check_long_run(moved, FCI.long_run)
    assert f"of {place}, " in str(raised.value)


def test_two_months_that_make_up_for_each_other_stop_it(whole_run: Frame) -> None:
    own = (pl.col("transformation") == MADE[0]) & (pl.col("territory_id") == "R1")
    unit = pl.lit(LAST["flow_benchmarked"], dtype=VALUE)
    for first, second in ((1, 2), (2, 12), (11, 12)):
        up, down = (own & (pl.col("period") == date(2023, month, 1)) for month in (first, second))
        made = pl.col("made")
        moved = whole_run.with_columns(
            made=pl.when(up).then(made + unit).when(down).then(made - unit).otherwise(made)
        )
        with pytest.raises(StopRuleError, match="flow_benchmarked do not agree"):
            check_long_run(moved, FCI.long_run)


def test_what_was_made_passes(whole_run: Frame) -> None:
    check_long_run(whole_run, FCI.long_run)
    check_long_run(whole_run.clear(), FCI.long_run)


def test_a_movement_that_meets_the_sums_and_is_not_the_nearest_does_not_pass(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Pro rata meets every annual figure and steps at each January."""
    made = take(connection, history()).made
    year = pl.col("period").dt.year()
    own = pl.col("transformation") == MADE[0]
    sums = made.filter(own).group_by("territory_id", year.alias("year")).agg(flows=pl.col("value").sum())
    joined = made.filter(own).with_columns(year=year).join(sums, on=["territory_id", "year"])
    rows = [
        row | {"made": row["value"] if row["target"] is None else row["value"] * row["target"] / row["flows"]}
        for row in joined.to_dicts()
    ]
    pro_rata = pl.DataFrame(rows, schema=joined.schema).select(made.columns)
    with pytest.raises(StopRuleError, match="calculations of flow_benchmarked do not agree"):
        check_long_run(pro_rata, ("flow_benchmarked",))


def test_a_month_that_is_lost_does_not_pass(connection: duckdb.DuckDBPyConnection) -> None:
    made = take(connection, history()).made.filter(pl.col("transformation") != DISCREPANCY)
    with pytest.raises(StopRuleError, match="flow_real_discrepancy do not agree"):
        check_long_run(made, FCI.long_run)


def test_headers_name_what_is_known(tmp_path: Any, connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(BadInputError, match="takes over the whole history 'stock'"):
        read_indicator(tmp_path, HEADER + 'long_run = ["stock"]\n')
    quiet = replace(FCI, long_run=())
    whole = history()
    found = take_long_run(connection, quiet, whole, whole, "C")
    assert found.cells.equals(whole.sort("cell_id"))
    assert found.status.is_empty()
