"""What is proposed for the fictional office's planted errors holds the true value of each."""

from collections.abc import Callable
from decimal import Decimal

import polars as pl
import pytest

from pipeline import stages
from pipeline.edit import STAGE as CORE
from pipeline.month import Month
from pipeline.office import Office
from pipeline.window import window_of
from tests.office.example_office import planted


@pytest.mark.long
def test_the_figure_with_the_planted_error_is_proposed_and_its_true_value_fits(
    conformed: Callable[..., Office],
) -> None:
    month = Month.parse("2021-12")
    office = conformed("example", month.key)
    lake = stages.lake_of(office)
    core = lake.manifest(CORE, month.key)
    assert core is not None
    latest = lake.read(core, "core.latest").select(
        "obs_id",
        "territory_id",
        "measure_code",
        pl.col("period_end").dt.month_start().cast(pl.String),
        "value",
    )
    proposed = lake.read(core, "core.proposal").filter(pl.col("alternative") == 1).join(latest, on="obs_id")
    first = window_of(office, month).history_from.isoformat()
    kinds = {"unit_slip", "fall", "construction_above_total", "region_too_small", "region_transposed"}
    errors = [
        row for row in planted() if row["kind"] in kinds and first <= row["period"] <= month.key + "-31"
    ]
    assert len(errors) >= 10
    for row in errors:
        cell = (row["territory_id"], row["measure_code"], row["period"])
        own = proposed.filter(
            (pl.col("territory_id") == cell[0])
            & (pl.col("measure_code") == cell[1])
            & (pl.col("period_end") == cell[2])
        )
        assert own.height, f"nothing is proposed for {cell}"
        true = Decimal(row["true_value"])
        assert any(
            (low is None or low <= true) and (high is None or true <= high)
            for low, high in own.select("low", "high").iter_rows()
        ), f"{cell}: {true} is not in {own.select('low', 'high').rows()}"
