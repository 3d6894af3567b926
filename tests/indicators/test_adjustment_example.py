"""Seasonal adjustment of the fictional office over ten years, with the program and without it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from pipeline import stages
from pipeline.indicators import adjustment, compute
from pipeline.indicators.adjustment import (
    adjustment_rows,
)
from pipeline.indicators.adjustment_review import review_office
from pipeline.indicators.catalogue import load_catalogue
from pipeline.indicators.history import whole_history
from pipeline.month import Month
from pipeline.office import Office
from pipeline.project import locate
from pipeline.seasonal.adjust import adjust_all
from pipeline.seasonal.binary import VARIABLE
from pipeline.window import window_of

FCI = load_catalogue(locate())["fci"]
MONTH = Month.parse("2025-12")


@pytest.fixture(scope="module")
def example(conformed: Callable[..., Office]) -> Office:
    """Give the fictional office's newest month up to its indicators."""
    return conformed("example", str(MONTH))


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


@pytest.mark.long
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
SHORT = ("is missing",)


@pytest.mark.parametrize(
    "fault", [one if one in SHORT else pytest.param(one, marks=pytest.mark.long) for one in PROGRAMS]
)
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
    monkeypatch.setattr(compute, "load_catalogue", lambda _: {"fci": FCI})
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


@pytest.mark.long
def test_with_the_program_again_all_are_adjusted_and_nothing_is_told(example: Office) -> None:
    report = stages.compute(example, MONTH)
    assert (report.unadjusted, report.overdue, len(report.adjustment)) == ((), (), 13)
