"""Seasonal adjustment in an office: which series, their cells, the tables beside them, and the review."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import duckdb
import polars as pl
import pytest

from pipeline.decimals import VALUE, divide
from pipeline.engine import connect, load_frame
from pipeline.errors import StopRuleError, UsageError
from pipeline.indicators import derive
from pipeline.indicators.adjusted_growth import CHANGE, adjusted_changes
from pipeline.indicators.adjustment import (
    MADE,
    TABLES,
    Adjusted,
    adjust_indicator,
    adjustment_digest,
    adjustment_rows,
    candidate_flows,
    not_published,
)
from pipeline.indicators.adjustment_review import review_office
from pipeline.indicators.catalogue import load_catalogue
from pipeline.indicators.cells import CELL
from pipeline.indicators.given import Given
from pipeline.indicators.long_run import MADE as LONG_MADE
from pipeline.indicators.second_indirect import check_discrepancies
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import locate
from pipeline.seasonal.binary import VARIABLE
from pipeline.vintages.changes import ESTIMATED
from pipeline.window import window_of
from tests.seasonal.conftest import seasonal

SPECIFICATION = """
version = 1
owner = "methods"
reviewed_on = 2026-01-20
reviewed_to = "2025-12"
why = "A specification for tests."
model = "(0 1 1)(0 1 1)"
transform = "log"
seasonal_filter = "s3x5"
"""
FCI = load_catalogue(locate())["fci"]
MONTH = Month.parse("2025-12")
PLACES = {"C": "country", "R1": "economic_region", "R2": "economic_region", "D1": "district"}


@pytest.fixture
def office(small_office: Office) -> Office:
    """Give the small office, whose history begins before every window, with specifications for its series."""
    folder = small_office.folder / "seasonal"
    folder.mkdir()
    for place in ("C", "R1", "R2"):
        (folder / f"fci.{place}.toml").write_text(SPECIFICATION, encoding="utf-8")
    return small_office


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as opened:
        load_frame(
            opened,
            "reference.territory",
            pl.DataFrame(list(PLACES.items()), ["territory_id", "level"], orient="row"),
        )
        opened.execute(
            "create table reference.member as select * from (values "
            "('C', 'R1', 'country', date '0001-01-01', date '9999-12-31'), "
            "('C', 'R2', 'country', date '0001-01-01', date '9999-12-31'), "
            "('R1', 'D1', 'economic_region', date '0001-01-01', date '9999-12-31')) "
            "as t(ancestor_id, territory_id, level, valid_from, valid_to)"
        )
        opened.execute(
            "create table reference.holiday (holiday varchar, date_from date, date_to date, "
            "source_id varchar, address varchar, status varchar)"
        )
        yield opened


def _cells(flows: dict[str, list[Decimal | None]], first: date = date(2016, 1, 1)) -> pl.DataFrame:
    """Make the year-to-date figures and flows of places, as an indicator has them before its adjustment."""
    rows = []
    for place, values in flows.items():
        for at, value in enumerate(values):
            period = Month.of(first).plus(at).first
            fixed = {
                "territory_id": place, "period": period, "breakdown": "_T", "price_basis": "not_stated",
                "source_kind": "published", "unit_code": "AZN_MN", "obs_status": "A", "conf_status": "F",
                "qualifier": "", "evidence_grade": "A", "n_src": 1, "revised": False, "flags": [],
                "half_width": Decimal(1), "as_of": date(2026, 1, 31), "month": MONTH.first,
            }  # fmt: skip
            ytd = f"fci.{place}.{period:%Y-%m}"
            known = {**fixed, "cell_id": ytd, "transformation": "ytd", "inputs": [f"obs-{place}-{at}"]}
            rows.append({**known, "value": value or Decimal(1)})
            if value is not None:
                made = {"cell_id": f"{ytd}.flow", "transformation": "flow", "value": value, "inputs": [ytd]}
                rows.append({**fixed, **made})
    schema = {**CELL, "inputs": pl.List(pl.String)}
    return pl.DataFrame(rows, schema=schema)


def _adjust(connection: duckdb.DuckDBPyConnection, office: Office, cells: pl.DataFrame) -> Adjusted:
    window = replace(window_of(office, MONTH), history_from=date.min)
    return adjust_indicator(connection, office, Lake(office.home / "lake"), window, FCI, cells)


FLOWS = {"R1": seasonal(120), "R2": seasonal(120, 7)}
FLOWS["C"] = [a + b for a, b in zip(*FLOWS.values(), strict=True)]


def test_published_series_have_cells_beside_their_flows(
    connection: duckdb.DuckDBPyConnection, office: Office
) -> None:
    cells = _cells({**FLOWS, "D1": seasonal(120)})
    found = _adjust(connection, office, cells)
    made = found.cells.filter(pl.col("transformation").is_in(["flow_sa", "flow_trend"]))
    assert made.height == 2 * 3 * 120
    row = found.cells.row(by_predicate=pl.col("cell_id") == "fci.C.2025-12.flow_sa", named=True)
    assert (row["unit_code"], row["obs_status"], row["half_width"], row["flags"]) == ("AZN_MN", "A", None, [])
    assert row["inputs"] == [f"fci.C.{month}.flow" for month in Month(2016, 1).to(MONTH)]
    assert (
        found.cells.filter(~pl.col("transformation").is_in(ESTIMATED))
        .sort("cell_id")
        .equals(cells.sort("cell_id"))
    )


def test_an_adjusted_flow_is_compared_with_that_of_the_month_before_over_the_year_border_too(
    connection: duckdb.DuckDBPyConnection, office: Office
) -> None:
    found = _adjust(connection, office, _cells(FLOWS)).cells
    assert found.filter(pl.col("transformation") == CHANGE).height == 3 * 119
    row = found.row(by_predicate=pl.col("cell_id") == f"fci.C.2025-01.{CHANGE}", named=True)
    now, before = (
        found.row(by_predicate=pl.col("cell_id") == f"fci.C.{month}.flow_sa", named=True)["value"]
        for month in ("2025-01", "2024-12")
    )
    assert row["value"] == divide(100 * (now - before), before)
    assert (row["unit_code"], row["lo"], row["hi"], row["flags"]) == ("PCT", None, None, [])
    assert row["inputs"] == ["fci.C.2025-01.flow_sa", "fci.C.2024-12.flow_sa"]


def test_two_calculations_of_an_adjusted_change_that_differ_stop_the_run(
    connection: duckdb.DuckDBPyConnection, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = _adjust(connection, office, _cells({"C": FLOWS["C"]})).cells

    first = derive.DERIVATIONS["flow_growth_on_month"]

    def other(cells: pl.DataFrame, country: str) -> pl.DataFrame:
        last_place = pl.when(pl.col("transformation") == "flow_change_on_month").then(Decimal("1E-10"))
        return first(cells, country).with_columns(pl.col("value") + last_place.otherwise(Decimal(0)))

    monkeypatch.setitem(derive.DERIVATIONS, "flow_growth_on_month", other)
    with pytest.raises(StopRuleError, match="The two calculations of fci do not agree"):
        adjusted_changes(connection, made, FCI, Given("C"))


def test_tables_hold_every_month_with_its_observations(
    connection: duckdb.DuckDBPyConnection, office: Office
) -> None:
    tables = _adjust(connection, office, _cells(FLOWS)).tables
    assert {name: dict(frame.schema) for name, frame in tables.items()} == {
        name: dict(schema) for name, schema in TABLES.items()
    }
    series = tables["indicators.seasonal_series"]
    assert series.height == 360
    assert series.row(0, named=True)["inputs"] == ["obs-C-0"]
    assert tables["indicators.seasonal_coefficient"]["kind"].unique().to_list() == ["ma"]


def test_the_country_is_set_beside_the_sum_of_its_regions(
    connection: duckdb.DuckDBPyConnection, office: Office
) -> None:
    found = _adjust(connection, office, _cells(FLOWS))
    values = {row["cell_id"]: row["value"] for row in found.cells.iter_rows(named=True)}
    rows = found.tables["indicators.seasonal_discrepancy"].to_dicts()
    assert len(rows) == 120
    for row in rows:
        direct, *parts = (values[f"fci.{place}.{row['period']:%Y-%m}.flow_sa"] for place in ("C", "R1", "R2"))
        assert (row["direct"], row["indirect"]) == (direct, sum(parts))
        assert row["discrepancy"] == direct - sum(parts)
        assert abs(row["discrepancy_pct"] - 100 * row["discrepancy"] / direct) < Decimal("1E-9")
    assert any(row["discrepancy"] for row in rows)


@pytest.mark.parametrize("name", ["indirect", "discrepancy", "discrepancy_pct"])
def test_one_unit_beside_the_sum_of_the_regions_stops_it(
    connection: duckdb.DuckDBPyConnection, office: Office, name: str
) -> None:
    found = _adjust(connection, office, _cells(FLOWS))
    first = found.tables["indicators.seasonal_discrepancy"]
    check_discrepancies(connection, FCI, found.cells, first)
    unit = pl.lit(Decimal("1E-10"), dtype=VALUE)
    moved = pl.when(pl.int_range(pl.len()) == 7).then(pl.col(name) + unit).otherwise(name)
    with pytest.raises(StopRuleError, match=rf"\(1 figures\): of C, 20.*, {name} is"):
        check_discrepancies(connection, FCI, found.cells, first.with_columns(moved.alias(name)))
    with pytest.raises(StopRuleError, match=r"\(3 figures\)"):
        check_discrepancies(connection, FCI, found.cells, first.head(-1))


def test_without_one_region_there_is_no_sum(connection: duckdb.DuckDBPyConnection, office: Office) -> None:
    (office.folder / "seasonal" / "fci.R2.toml").unlink()
    tables = _adjust(connection, office, _cells(FLOWS)).tables
    assert tables["indicators.seasonal_discrepancy"].is_empty()
    status = dict(tables["indicators.seasonal_diagnostics"].select("series", "sentence").iter_rows())
    assert status["fci.R2"] == "not adjusted: the office has no specification for it"


def test_what_is_experimental_or_not_adjusted_has_no_cell(
    connection: duckdb.DuckDBPyConnection, office: Office
) -> None:
    short = {"C": FLOWS["C"][:70], "R1": FLOWS["R1"][:10]}
    found = _adjust(connection, office, _cells(short))
    assert set(found.cells["transformation"]) == {"flow", "ytd"}
    rows = found.tables["indicators.seasonal_diagnostics"].to_dicts()
    assert [(row["series"], row["status"], row["sentence"]) for row in rows] == [
        ("fci.C", "experimental", "experimental: 70 of 84 months"),
        ("fci.R1", "not_adjusted", "not adjusted: 10 of 60 months"),
    ]
    assert found.tables["indicators.seasonal_series"]["series"].unique().to_list() == ["fci.C"]


def test_a_month_without_a_flow_keeps_the_series_back(
    connection: duckdb.DuckDBPyConnection, office: Office
) -> None:
    flows: list[Decimal | None] = list(FLOWS["C"])
    flows[50] = None
    [row] = (
        _adjust(connection, office, _cells({"C": flows})).tables["indicators.seasonal_diagnostics"].to_dicts()
    )
    assert row["sentence"] == "not adjusted: 1 of 120 months have no figure: 2020-03"


def test_the_country_is_told_of_where_it_has_no_figure(
    connection: duckdb.DuckDBPyConnection, office: Office
) -> None:
    found = candidate_flows(connection, office, FCI, _cells({"R1": FLOWS["R1"]}))
    assert {name: (place, own.height) for name, (place, own) in found.items()} == {
        "fci.C": ("C", 0),
        "fci.R1": ("R1", 120),
    }


def test_a_missing_program_leaves_the_month_without_adjusted_cells(
    connection: duckdb.DuckDBPyConnection, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_program = adjustment_digest(office)
    monkeypatch.setenv(VARIABLE, str(office.folder))
    found = _adjust(connection, office, _cells(FLOWS))
    assert set(found.cells["transformation"]) == {"flow", "ytd"}
    assert set(found.tables["indicators.seasonal_diagnostics"]["reason_code"]) == {"program"}
    assert adjustment_digest(office) not in ("", with_program)


def test_the_digest_follows_specifications_and_holidays(office: Office) -> None:
    digests = [adjustment_digest(office)]
    (office.folder / "reference" / "holiday.csv").write_text(
        "holiday,date_from,date_to,source_id,address,status\n", encoding="utf-8"
    )
    digests.append(adjustment_digest(office))
    (office.folder / "seasonal" / "fci.C.toml").write_text(SPECIFICATION.replace("s3x5", "s3x9"))
    digests.append(adjustment_digest(office))
    assert len(set(digests)) == 3
    for path in (office.folder / "seasonal").iterdir():
        path.unlink()
    assert adjustment_digest(office) == ""


def test_the_default_office_says_how_many_months_it_has(karabakh_run: tuple[Office, Month]) -> None:
    office, month = karabakh_run
    rows = adjustment_rows(Lake(office.home / "lake"), window_of(office, month))
    [country] = [row for row in rows if row["territory_id"] == office.country]
    assert country["sentence"] == "not adjusted: 11 of 60 months"
    assert all(row["status"] == "not_adjusted" for row in rows)


def test_a_month_that_has_not_run_has_no_rows(office: Office) -> None:
    assert adjustment_rows(Lake(office.home / "lake"), window_of(office, Month(2026, 1))) == []


def test_an_office_without_specifications_has_nothing_to_review(karabakh_run: tuple[Office, Month]) -> None:
    with pytest.raises(UsageError, match="has no specification to review: add one"):
        review_office(*karabakh_run)


def test_a_configured_program_is_read_from_the_office(small_office: Office) -> None:
    assert small_office.x13_binary == ""
    path = small_office.folder / "office.toml"
    path.write_text(path.read_text() + 'x13_binary = "bin/x13as"\n')
    found = load_office(small_office.project, "small")
    assert found.x13_binary == str(small_office.folder / "bin" / "x13as")


def test_values_are_exact_decimals(connection: duckdb.DuckDBPyConnection, office: Office) -> None:
    found = _adjust(connection, office, _cells(FLOWS))
    assert found.cells.schema["value"] == VALUE


def test_those_who_list_changes_know_what_is_estimated_anew() -> None:
    assert (*MADE.values(), CHANGE, *LONG_MADE) == ESTIMATED


def test_a_month_that_has_not_run_tells_of_no_series(office: Office) -> None:
    assert not_published(Lake(office.home / "lake"), window_of(office, Month(2026, 1))) == []
