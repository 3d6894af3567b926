"""The results of the reference software, figure by figure and diagnostic by diagnostic."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipeline.seasonal.binary import find_binary
from pipeline.seasonal.diagnostics import Diagnostics
from pipeline.seasonal.run import Components, run_program
from pipeline.seasonal.series import Series, read_series
from pipeline.seasonal.spc import Request
from pipeline.seasonal.specification import AUTOMATIC
from tests.seasonal.conftest import AS_R, CASES, REFERENCES, monthly

VERSIONS = {
    "sa_x11_default": AS_R,
    "sa_seats_default": replace(AS_R, method="seats"),
    "sa_x11_log_011_011": replace(AS_R, model="(0 1 1)(0 1 1)", transform="log"),
}
"""Calendar regressors tested and outliers of every month searched, in all three."""
WITHIN = Decimal("1E-9")
KEYS = {f"m{n}": f"f3.m{n:02d}" for n in range(1, 12)}


def _run(frame: pl.DataFrame, version: str) -> Components:
    series = read_series(frame)
    assert isinstance(series, Series)
    made = run_program(find_binary(), Request(series, VERSIONS[version], search_from=series.first))
    assert isinstance(made, Components), made
    return made


def _shared(name: str) -> Path:
    path = REFERENCES / name
    if not path.exists():
        pytest.skip(f"the shared reference {name} is not beside this checkout")
    return path


def _assert_equal(found: list[Decimal], expected: list[str]) -> None:
    pairs = [(a, Decimal(b)) for a, b in zip(found, expected, strict=True) if b]
    assert len(pairs) >= 20
    assert max(abs(a / b - 1) for a, b in pairs) <= WITHIN


def _as_printed(told: Diagnostics, key: str) -> list[str]:
    return told.text(KEYS.get(key, key)).split()


@pytest.mark.parametrize("version", VERSIONS)
def test_adjusted_figures_of_the_airline_series(airline: pl.DataFrame, version: str) -> None:
    _assert_equal(_run(airline, version).parts["adjusted"], airline[version].to_list())


def test_diagnostics_of_the_airline_series_as_printed(airline: pl.DataFrame) -> None:
    told = _run(airline, "sa_x11_default").diagnostics
    with (CASES / "airline_diagnostics.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 31
    assert {row["key"]: _as_printed(told, row["key"]) for row in rows} == {
        row["key"]: row["value"].split() for row in rows
    }


@pytest.mark.parametrize("version", VERSIONS)
def test_every_figure_of_the_shared_reference(version: str) -> None:
    shared = pl.read_csv(_shared("a_airpassengers_sa.csv"), infer_schema=False)
    frame = monthly([Decimal(value) for value in shared["airpassengers"]], date(1949, 1, 1))
    _assert_equal(_run(frame, version).parts["adjusted"], shared[version].to_list())


@pytest.mark.parametrize("case", ["airpassengers_x11_default", "unemp_x11_default", "unemp_seats_default"])
def test_every_diagnostic_of_the_shared_reference_as_printed(case: str) -> None:
    name, first = ("unemp", 1990) if case.startswith("unemp") else ("air", 1949)
    source, column = {
        "unemp": ("a_series_unemp.csv", "value"),
        "air": ("a_airpassengers_sa.csv", "airpassengers"),
    }[name]
    values = pl.read_csv(_shared(source), infer_schema=False)[column]
    version = "sa_seats_default" if "seats" in case else "sa_x11_default"
    told = _run(monthly([Decimal(value) for value in values], date(first, 1, 1)), version).diagnostics
    with _shared("a_x13_diagnostics.csv").open(encoding="utf-8") as stream:
        rows = {row["key"]: row["value"] for row in csv.DictReader(stream) if row["case"] == case}
    assert len(rows) > 25
    assert {key: _as_printed(told, key) for key in rows} == {key: text.split() for key, text in rows.items()}


def test_the_reference_choices_are_those_of_a_review() -> None:
    assert AUTOMATIC in (AS_R.model, AS_R.transform) and not AS_R.is_fixed
