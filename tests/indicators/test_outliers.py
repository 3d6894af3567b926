"""Outliers as queries: what each method asks about, in which order, and that no figure is changed."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from pipeline import stages
from pipeline.engine import connect, load_frame
from pipeline.errors import BadInputError
from pipeline.indicators.adjustment import TABLES as SEASONAL
from pipeline.indicators.catalogue import load_catalogue
from pipeline.indicators.cells import CELL, WORKING, with_cell_ids
from pipeline.indicators.contract import OUTLIER_TABLE
from pipeline.indicators.outliers import MONTHS, OUTLIER, in_order, list_outliers
from pipeline.indicators.queries import outlier_rows
from pipeline.month import Month
from pipeline.office import Office
from pipeline.project import locate
from pipeline.window import window_of
from tests.indicators.sample_indicator import HEADER, read_indicator

FCI = load_catalogue(locate())["fci"]
SCHEMA = {**CELL, **WORKING, "inputs": pl.List(pl.String)}
COEFFICIENT = dict(SEASONAL["indicators.seasonal_coefficient"])
MONTH = Month(2025, 12)
PLACES = [f"D{number:02}" for number in range(12)]


def cell(place: str, period: date, value: Decimal | int, transformation: str = "flow") -> dict[str, Any]:
    return dict.fromkeys(SCHEMA) | {
        "territory_id": place,
        "period": period,
        "value": Decimal(value),
        "transformation": transformation,
        "breakdown": "_T",
        "price_basis": "not_stated",
        "source_kind": "published",
        "unit_code": "AZN_MN",
        "flags": [],
        "inputs": ["o"],
    }


def ask(
    cells: list[dict[str, Any]],
    coefficients: list[tuple[str, str, str, str]] = (),
    folder: Path | None = None,
) -> pl.DataFrame:
    """List the queries about cells, and about coefficients given as (territory, name, t)."""
    rows = [
        ("fci", place, series, "regression", name, None, None, Decimal(t))
        for place, series, name, t in coefficients
    ]
    frame = pl.DataFrame(rows, schema=COEFFICIENT, orient="row")
    places = pl.DataFrame({"territory_id": [*PLACES, "C"], "level": ["district"] * 12 + ["country"]})
    made = with_cell_ids(pl.DataFrame(cells, schema=SCHEMA), FCI)
    with connect() as connection:
        load_frame(connection, "reference.territory", places)
        return in_order(list_outliers(connection, FCI, made, MONTH, frame, folder or locate().root))


def peers(last: dict[str, int]) -> list[dict[str, Any]]:
    """Two months of twelve districts that all grow alike, but for those named."""
    before, now = date(2025, 11, 1), date(2025, 12, 1)
    rows = [cell(place, before, 100 + number) for number, place in enumerate(PLACES)]
    return rows + [cell(p, now, last.get(p, 110 + n % 5 + n)) for n, p in enumerate(PLACES)]


def test_a_change_unlike_its_peers_is_asked_about() -> None:
    assert ask(peers({})).is_empty()
    (found,) = ask(peers({"D03": 900})).to_dicts()
    assert (found["cell_id"], found["method"], found["effect"]) == (
        "fci.D03.2025-12.flow",
        "hidiroglou_berthelot",
        "query",
    )
    assert found["statistic"] > found["limit_value"] > 0
    assert found["score"] > 1
    assert "other territories of the level district" in found["reason"]
    (low,) = ask(peers({"D03": 1})).to_dicts()
    assert low["statistic"] < low["limit_value"] < 0
    assert low["score"] > 1


def test_a_change_on_the_year_unlike_its_series_is_asked_about() -> None:
    months = [Month(2024, 1).plus(number) for number in range(24)]
    changes = [Decimal(number % 5) for number in range(24)]
    rows = [cell("C", one.first, value, "flow_change") for one, value in zip(months, changes, strict=True)]
    assert ask(rows).is_empty()
    rows[-2]["value"] = Decimal(40)
    (found,) = ask(rows).to_dicts()
    assert (found["cell_id"], found["method"]) == ("fci.C.2025-11.flow_change", "median_deviation")
    assert (found["limit_value"], found["score"] > 1) == (Decimal("3.5"), True)
    assert found["reason"].startswith("The change on the year, 40.00 %, lies far")
    rows[-2]["value"], rows[3]["value"] = Decimal(2), Decimal(40)
    assert ask(rows).is_empty(), f"only the last {MONTHS} months are asked about"


def test_outliers_of_seasonal_models_are_in_the_list(tmp_path: Path) -> None:
    text = next((locate().root / "sources" / "example" / "seasonal").glob("fci.EX.toml")).read_text("utf-8")
    (tmp_path / "seasonal").mkdir()
    (tmp_path / "seasonal" / "fci.C.toml").write_text(text.replace("fci.EX", "fci.C"), "utf-8")
    cells = [cell("C", date(2025, 9, 1), 5)]
    coefficients = [
        ("C", "fci.C", "AutoOutlier$LS2025.Sep", "-8.5"),
        ("C", "fci.C", "Outlier$AO2025.Mar", "5"),
        ("C", "fci.C", "AutoOutlier$TC2020.Apr", "9"),
        ("C", "fci.C", "MA$Seasonal$12$12", "7"),
    ]
    found = ask(cells, coefficients, tmp_path).to_dicts()
    assert [(row["method"], row["cell_id"], row["score"]) for row in found] == [
        ("x13_ls", "fci.C.2025-09.flow", Decimal("2.125")),
        ("x13_ao", None, Decimal("1.25")),
    ]
    assert (
        "(all months from then on) here, found in this run: t = −8.50, the critical value is 4.00."
        in (found[0]["reason"])
    )
    assert "kept in the specification" in found[1]["reason"]


def test_without_a_specification_there_is_no_limit_and_the_query_comes_last() -> None:
    found = ask(peers({"D03": 900}), [("C", "fci.C", "AutoOutlier$AO2025.Mar", "5")]).to_dicts()
    assert [row["method"] for row in found] == ["hidiroglou_berthelot", "x13_ao"]
    assert (found[1]["limit_value"], found[1]["score"]) == (None, None)


def test_an_indicator_that_names_nothing_is_asked_nothing(tmp_path: Path) -> None:
    quiet = read_indicator(tmp_path)
    with connect() as connection:
        empty = pl.DataFrame(schema=SCHEMA)
        found = list_outliers(connection, quiet, empty, MONTH, pl.DataFrame(schema=COEFFICIENT), tmp_path)
    assert (found.height, found.columns) == (0, list(OUTLIER))


def test_a_header_that_looks_at_something_else_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"lists outliers of 'stock'\. Known transformations: flow"):
        read_indicator(tmp_path, HEADER + 'outliers = ["stock"]\n')


def test_the_list_of_a_month_is_kept_shown_and_changes_nothing(
    karabakh_run: tuple[Office, Month],
) -> None:
    office, month = karabakh_run
    lake, window = stages.lake_of(office), window_of(office, month)
    manifest = lake.manifest("indicators", window.key)
    assert manifest is not None
    frame = lake.read(manifest, OUTLIER_TABLE)
    assert frame.columns == list(OUTLIER)
    assert outlier_rows(lake, window) == frame.to_dicts()
    text = (office.home / "reports" / window.key / "outliers.csv").read_text("utf-8")
    assert text.splitlines()[0] == ",".join(OUTLIER)
    assert len(text.splitlines()) == 1 + frame.height
    path = office.home / "warehouse.duckdb"
    if path.exists():
        with duckdb.connect(str(path), read_only=True) as connection:
            connection.sql(f"select method, score, reason from {OUTLIER_TABLE}").fetchall()
