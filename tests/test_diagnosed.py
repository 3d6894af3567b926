"""Diagnostics of the seasonal adjustment as cells: their values, what they are made of, and the way back."""

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline import stages
from pipeline.diagnosed import FORMULAS, diagnosed_of, is_diagnostic
from pipeline.indicators.compute import STAGE
from pipeline.lake import Manifest
from pipeline.month import Month
from pipeline.office import Office
from pipeline.vouch import vouch
from pipeline.vouch_text import render


@pytest.fixture
def indicators(karabakh_run: tuple[Office, Month]) -> Manifest:
    office, month = karabakh_run
    found = stages.lake_of(office).manifest(STAGE, month.key)
    assert found is not None
    return found


def test_a_series_that_is_too_short_has_the_months_that_it_has_and_those_needed(
    karabakh_run: tuple[Office, Month], indicators: Manifest
) -> None:
    office, month = karabakh_run
    found = diagnosed_of(stages.lake_of(office), indicators)
    assert [row["series"] for row in found.rows] == ["fci.AZ", "fci.ER-EZG", "fci.ER-KAR"]
    told = {name: (cell["value"], len(found.inputs[name])) for name, cell in found.cells.items()}
    assert told == {
        "seasonal.observations.fci.AZ.2026-01": (11, 11),
        "seasonal.needed.fci.AZ.2026-01": (60, 11),
        "seasonal.observations.fci.ER-EZG.2026-01": (0, 0),
        "seasonal.needed.fci.ER-EZG.2026-01": (60, 0),
        "seasonal.observations.fci.ER-KAR.2026-01": (0, 0),
        "seasonal.needed.fci.ER-KAR.2026-01": (60, 0),
    }
    assert all(isinstance(cell["value"], Decimal) for cell in found.cells.values())
    assert {cell["period"] for cell in found.cells.values()} == {month.first}


def test_a_diagnostic_leads_back_to_the_figures_behind_it(karabakh_run: tuple[Office, Month]) -> None:
    office, month = karabakh_run
    record = vouch(office, "seasonal.observations.fci.AZ.2026-01", month)
    assert record["indicator"]["formula"] == FORMULAS["observations"]
    assert record["inputs"][0]["inputs"][0].endswith(".flow")
    assert record["n_observations"] >= 11
    text = render(record)
    assert "code       pipeline/seasonal/frames.py (sha256 " in text
    assert not is_diagnostic("fci.AZ.2026-01.flow")


def test_a_month_without_an_adjustment_has_no_diagnostic(
    karabakh_run: tuple[Office, Month], indicators: Manifest
) -> None:
    tables = {name: path for name, path in indicators.tables.items() if "seasonal" not in name}
    found = diagnosed_of(stages.lake_of(karabakh_run[0]), replace(indicators, tables=tables))
    assert (found.rows, found.cells, found.inputs) == ([], {}, {})
