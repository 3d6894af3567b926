"""Seasonal adjustment in an office: which series, their cells, the tables beside them, and the review."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipeline import stages
from pipeline.decimals import VALUE
from pipeline.engine import connect, load_frame
from pipeline.errors import UsageError
from pipeline.indicators import adjustment
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
from pipeline.indicators.history import whole_history
from pipeline.lake import Lake
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.seasonal.adjust import adjust_all
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
        found.cells.filter(~pl.col("transformation").is_in(["flow_sa", "flow_trend"]))
        .sort("cell_id")
        .equals(cells.sort("cell_id"))
    )


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


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Run the fictional office's newest month up to its indicators."""
    office = load_office(Project(locate().root, tmp_path_factory.mktemp("example")), "example")
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, MONTH)
    stages.compute(office, MONTH)
    return office


def test_the_example_office_adjusts_its_country_and_regions_over_ten_years(example: Office) -> None:
    rows = adjustment_rows(stages.lake_of(example), window_of(example, MONTH))
    assert len(rows) == 13
    assert {(row["status"], row["observations"]) for row in rows} == {("published", 120)}
    lake = stages.lake_of(example)
    manifest = lake.manifest("indicators", MONTH.key)
    assert manifest is not None
    cells = lake.read(manifest, "indicators.fci").filter(pl.col("transformation") == "flow_sa")
    assert cells.filter(pl.col("period") == MONTH.first).height == 13
    assert cells["period"].min() == window_of(example, MONTH).history_from
    discrepancy = lake.read(manifest, "indicators.seasonal_discrepancy")
    assert discrepancy["discrepancy_pct"].abs().max() < 1


def test_the_same_month_twice_gives_the_same_files(example: Office) -> None:
    lake = stages.lake_of(example)
    first = lake.manifest("indicators", MONTH.key)
    stages.compute(example, MONTH)
    second = lake.manifest("indicators", MONTH.key)
    assert first and second and first.tables == second.tables and first.digest == second.digest


def test_figures_of_the_whole_history_are_those_of_the_months_run_where_both_have_them(
    example: Office,
) -> None:
    lake, window = stages.lake_of(example), window_of(example, MONTH)
    manifest = lake.manifest("indicators", MONTH.key)
    assert manifest is not None
    own = lake.read(manifest, "indicators.fci").filter(pl.col("transformation") == "flow")
    long = whole_history(example, lake, window, FCI).filter(pl.col("transformation") == "flow")
    later = long.filter(pl.col("period") >= window.history_from)
    assert later.height < long.height
    columns = ["cell_id", "value", "obs_status"]
    assert later.select(columns).equals(own.select(columns))


def test_a_review_of_the_office_tells_of_each_specification(example: Office) -> None:
    rows = review_office(example, Month(2023, 12))
    assert rows.filter(pl.col("item") == "model").height == 13
    assert set(rows["follows"]) <= {"keep", "change", "look"}


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
    assert tuple(MADE.values()) == ESTIMATED


PROGRAMS = {
    "dies": ("kill -9 $$", "it ended by signal 9"),
    "writes garbage": (
        "for t in udg d11 d12 d10 d13 d16 fct; do echo '\\377 nonsense' > series.$t; done",
        "",
    ),
    "says nothing": ("exit 0", ""),
    "hangs": ("sleep 60", "it was ended after 1 seconds"),
    "is missing": ("", "where no program is"),
}


@pytest.mark.parametrize("fault", PROGRAMS)
def test_a_month_runs_without_the_program_and_says_of_each_series_that_it_is_not_adjusted(
    example: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    lines, said = PROGRAMS[fault]
    program = tmp_path / "program"
    if lines:
        program.write_text(f"#!/bin/sh\n{lines}\n", encoding="ascii")
        program.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(program))
    monkeypatch.setattr(adjustment, "adjust_all", partial(adjust_all, most_seconds=1))
    report = stages.compute(example, MONTH)
    assert len(report.unadjusted) == 13
    assert all("not adjusted: " in one for one in report.unadjusted)
    assert said in report.unadjusted[0]
    lake = stages.lake_of(example)
    manifest = lake.manifest("indicators", MONTH.key)
    assert manifest is not None
    cells = lake.read(manifest, "indicators.fci").filter(pl.col("period") == MONTH.first)
    assert cells.filter(pl.col("transformation") == "flow").height >= 13
    assert not {"flow_sa", "flow_trend"} & set(cells["transformation"])


def test_with_the_program_again_all_are_adjusted_and_nothing_is_told(example: Office) -> None:
    report = stages.compute(example, MONTH)
    assert (report.unadjusted, report.overdue, len(report.adjustment)) == ((), (), 13)


def test_a_month_that_has_not_run_tells_of_no_series(office: Office) -> None:
    assert not_published(Lake(office.home / "lake"), window_of(office, Month(2026, 1))) == []
