"""Many series at once, the conditions of publication, and results as frames."""

import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipeline.errors import BadInputError
from pipeline.methods.seasonal import seasonal_adjustment
from pipeline.month import Month
from pipeline.seasonal import gate, run
from pipeline.seasonal.adjust import AT_ONCE, Job, adjust_all
from pipeline.seasonal.binary import VARIABLE, binary_digest, find_binary
from pipeline.seasonal.diagnostics import Diagnostics, read_diagnostics
from pipeline.seasonal.frames import (
    COEFFICIENT,
    FIGURES,
    STATUS,
    coefficient_frame,
    figures_frame,
    status_frame,
)
from pipeline.seasonal.tables import ProgramError, check_identity, read_table
from tests.seasonal.conftest import AIRLINE, monthly, seasonal

GOOD = {
    "converged": "yes",
    "f2.idseasonal": "yes",
    "f3.m07": "  0.203",
    "f3.q": "  0.20",
    "qsori": "  167.6  0.00000",
    "qssadj": "  0.0  1.00000",
}


def _jobs(count: int, months: int = 96) -> list[Job]:
    return [Job(f"s{place}", monthly(seasonal(months, 10 + place)), AIRLINE) for place in range(count)]


def test_a_batch_gives_what_each_series_gives_alone_in_the_order_given() -> None:
    jobs = _jobs(7)
    found = adjust_all(jobs)
    assert [outcome.name for outcome in found] == [f"s{place}" for place in range(7)]
    assert found == [adjust_all([job])[0] for job in jobs]
    assert found == adjust_all(jobs, at_once=1)


def test_two_run_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counting = tmp_path / "program"
    counting.write_text(
        f"#!/bin/sh\nmkdir '{tmp_path}/run'.$$\nls -d '{tmp_path}'/run.* | wc -l >> '{tmp_path}/counts'\n"
        f"sleep 0.1\nrmdir '{tmp_path}/run'.$$\nexec '{find_binary()}' \"$@\"\n"
    )
    counting.chmod(0o755)
    monkeypatch.delenv(VARIABLE, raising=False)
    found = adjust_all(_jobs(6), binary=str(counting))
    assert {outcome.status for outcome in found} == {"published"}
    counts = {int(line) for line in (tmp_path / "counts").read_text().split()}
    assert max(counts) == AT_ONCE == 2


def test_one_that_fails_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = _jobs(3)
    jobs.insert(
        1, Job("line", monthly([Decimal(100 + i) for i in range(96)]), replace(AIRLINE, transform="none"))
    )
    jobs.insert(3, Job("short", monthly(seasonal(10)), None))
    found = {outcome.name: outcome for outcome in adjust_all(jobs)}
    assert [outcome.status for outcome in found.values()].count("published") == 3
    assert "Differencing has annihilated the series" in found["line"].sentence
    assert found["short"].sentence == "not adjusted: 10 of 60 months"


def test_a_missing_program_is_a_sentence_of_each_series(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, os.devnull)
    found = adjust_all([*_jobs(2), Job("short", monthly(seasonal(10)), None)])
    assert [outcome.reasons[0].code for outcome in found] == ["program", "program", "too_short"]
    assert found[0].sentence.startswith("not adjusted: The program X-13ARIMA-SEATS is expected at /dev/null")
    assert figures_frame(found).is_empty()


def test_a_program_that_hangs_keeps_none_waiting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hanging = tmp_path / "program"
    hanging.write_text("#!/bin/sh\nsleep 60\n")
    hanging.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(hanging))
    found = adjust_all(_jobs(2), most_seconds=0.3)
    assert {outcome.sentence for outcome in found} == {
        "not adjusted: X-13ARIMA-SEATS gave no result: it was ended after 0.3 seconds"
    }


@pytest.mark.parametrize(
    ("entry", "value", "said"),
    [
        ("converged", "no", "not_converged: the model did not converge"),
        ("f2.idseasonal", "no", "no_seasonality: identifiable seasonality: no"),
        ("f2.idseasonal", "probably", "no_seasonality: identifiable seasonality: probably"),
        ("f2.idseasonal", "", "no_seasonality: identifiable seasonality: not stated"),
        ("f3.m07", " 1.000", "m7: M7 is 1.000; below 1 is expected"),
        ("f3.m07", " nan", "m7: M7 is not stated; below 1 is expected"),
        ("f3.q", " 1.00", "q: Q is 1.00; below 1 is expected"),
        (
            "qssadj",
            " 9.3 0.00999",
            "residual: p of QS of the adjusted series is 0.00999; 0.01 or more is expected",
        ),
        ("qssadj", "", "residual: p of QS of the adjusted series is not stated; 0.01 or more is expected"),
    ],
)
def test_each_condition_of_publication_keeps_figures_back(entry: str, value: str, said: str) -> None:
    [reason] = gate.check_gate(Diagnostics({**GOOD, entry: value}), "x11")
    assert f"{reason.code}: {reason.sentence}" == said
    assert gate.status_of(200, [reason]) == "not_published"


@pytest.mark.parametrize(("entry", "value"), [("f3.m07", "0.999"), ("f3.q", "0.99"), ("qssadj", "9 0.01000")])
def test_conditions_hold_up_to_their_limits(entry: str, value: str) -> None:
    assert gate.check_gate(Diagnostics({**GOOD, entry: value}), "x11") == []


def test_seats_is_judged_by_qs_alone() -> None:
    told = {name: GOOD[name] for name in ("converged", "qsori", "qssadj")}
    assert gate.check_gate(Diagnostics(told), "seats") == []
    [reason] = gate.check_gate(Diagnostics({**told, "qsori": " 1.0 0.01000"}), "seats")
    assert reason.sentence == "p of QS of the series is 0.01000; below 0.01 is expected"


def test_a_series_without_a_season_is_not_published() -> None:
    values = [Decimal(1000 + i**3 % 97 + i**2 % 61) for i in range(120)]
    [outcome] = adjust_all([Job("s", monthly(values), AIRLINE)])
    assert outcome.components is not None
    assert outcome.status == "not_published"
    assert "no_seasonality" in [reason.code for reason in outcome.reasons]


def test_an_outlier_of_the_last_year_is_found_and_named() -> None:
    values = seasonal(96)
    values[90] = values[90] * 2
    values[30] = values[30] * 2
    [outcome] = adjust_all([Job("s", monthly(values), AIRLINE)])
    assert outcome.components is not None
    assert outcome.components.diagnostics.found_outliers == ["AO2022.Jul"], (
        "the months before are not searched"
    )
    kept = replace(AIRLINE, outliers=("AO2017.Jul",))
    [outcome] = adjust_all([Job("s", monthly(values), kept, ("AO2022.Jul",))])
    row = status_frame([outcome]).row(0, named=True)
    assert (row["outliers"], row["outliers_found"]) == ("AO2017.Jul AO2022.Jul", "")
    found = {one.name: one.t for one in outcome.components.diagnostics.outliers} if outcome.components else {}
    assert set(found) == {"Outlier$AO2017.Jul", "Outlier$AO2022.Jul"}
    assert min(found.values()) > 4


def test_frames_hold_every_column_for_every_status() -> None:
    jobs = [*_jobs(1), Job("short", monthly(seasonal(10)), None), Job("none", monthly([]), AIRLINE)]
    outcomes = adjust_all(jobs)
    figures, status, coefficients = (
        figures_frame(outcomes),
        status_frame(outcomes),
        coefficient_frame(outcomes),
    )
    assert figures.schema == FIGURES and status.schema == STATUS and coefficients.schema == COEFFICIENT
    assert figures.height == 96
    rows = {row["series"]: row for row in status.to_dicts()}
    assert (rows["s0"]["observations"], rows["s0"]["needed"]) == (96, 84)
    assert (rows["short"]["observations"], rows["short"]["needed"]) == (10, 60)
    assert (rows["none"]["observations"], rows["none"]["needed"]) == (0, 60)
    assert rows["s0"]["program"] == "1.1 build 62"
    assert coefficients["kind"].to_list() == ["ma", "ma"]
    assert figures_frame([]).schema == FIGURES


def test_figures_give_back_the_series() -> None:
    [outcome] = adjust_all(_jobs(1))
    figures = figures_frame([outcome])
    assert outcome.series and figures["value"].to_list() == list(outcome.series.values)
    for row in figures.to_dicts():
        assert abs(row["adjusted"] * row["combined"] - row["value"]) < Decimal("1E-5")
        assert abs(row["trend"] * row["irregular"] - row["adjusted"]) < Decimal("1E-5")


def test_the_method_takes_frames_of_many_series() -> None:
    frame = pl.concat(
        [job.frame.with_columns(region=pl.lit(job.name), kind=pl.lit("a")) for job in _jobs(2)]
    ).sample(fraction=1, shuffle=True, seed=1)
    found = seasonal_adjustment(frame, ["region", "kind"], AIRLINE)
    assert found.status["series"].to_list() == ["s0.a", "s1.a"]
    again = seasonal_adjustment(frame.sort("period"), ["region", "kind"], {"s0.a": AIRLINE})
    assert again.status["status"].to_list() == ["published", "not_adjusted"]
    assert again.figures.equals(found.figures.filter(pl.col("series") == "s0.a"))


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (pl.DataFrame({"region": ["a"], "period": ["2025-01"], "value": [1]}), "dates are expected"),
        (monthly(seasonal(2)), "has no column region"),
        (monthly(seasonal(2)).with_columns(region=pl.lit(None, pl.String)), "series cannot be told apart"),
    ],
)
def test_a_frame_that_holds_no_series_is_refused(spoilt: pl.DataFrame, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        seasonal_adjustment(spoilt, "region", AIRLINE)


def test_tables_that_contradict_the_figures_are_refused() -> None:
    ten = [Decimal(10)] * 3
    check_identity([Decimal(20), None, Decimal(20)], ten, [Decimal(2), Decimal(7), Decimal(2)], is_log=True)
    check_identity([Decimal(12)] * 3, ten, [Decimal(2)] * 3, is_log=False)
    for is_log in (True, False):
        with pytest.raises(ProgramError):
            check_identity([Decimal("20.0000002")] * 3, ten, [Decimal(2)] * 3, is_log=is_log)


@pytest.mark.parametrize("part", ["d12", "d13"])
def test_a_trend_and_an_irregular_that_are_not_the_adjusted_figures_are_refused(
    monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    def read(text: str, months: list[Month], name: str) -> list[Decimal]:
        first, *others = read_table(text, months, name)
        return [first * Decimal("1.00001") if name == part else first, *others]

    monkeypatch.setattr(run, "read_table", read)
    (found,) = adjust_all(_jobs(1))
    assert found.status == "not_adjusted"
    assert "its trend-cycle and irregular do not give back its adjusted figures" in found.sentence


@pytest.mark.parametrize(
    "text", ["", "version: 1.1\n", "version: 1.1\nbuild: 62\nfreq:     4\n", "freq:    12\n"]
)
def test_diagnostics_of_another_form_are_refused(text: str) -> None:
    with pytest.raises(ProgramError):
        read_diagnostics(text)


def test_the_moment_of_the_run_is_in_no_result() -> None:
    told = read_diagnostics("date: Nov 26, 2026\ntime: 07.11.41\nversion: 1.1\nbuild: 62\nfreq:    12\n")
    assert set(told.entries) == {"version", "build", "freq"}
    assert told.number("aicc") is None


def test_the_digest_of_the_program_follows_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "program"
    path.write_bytes(b"a")
    first = binary_digest(path)
    path.write_bytes(b"bb")
    assert binary_digest(path) != first
