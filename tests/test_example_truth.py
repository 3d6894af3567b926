"""The fictional office's months against the truth of its generator: every cell, and every planted error."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import polars as pl
import pytest

from pipeline import stages
from pipeline.conform import STAGE as CONFORM
from pipeline.edit import STAGE as CORE
from pipeline.indicators.compute import STAGE as INDICATORS
from pipeline.indicators.flow_policy import OTHER
from pipeline.indicators.long_run import DISCREPANCY, MADE
from pipeline.intake.deliveries import STAGE as INTAKE
from pipeline.month import Month
from pipeline.office import Office
from pipeline.vintages.changes import ESTIMATED
from pipeline.window import partition_key, window_of
from tests.example_expected import COUNTRY, Key, expect, month_before
from tests.office.example_office import cell_of, members, parents, planted, published, reference, register
from tests.two_calculations import ONCE, derived, stated

MONTHS = ("2018-12", "2021-12", "2025-12")
"""Their windows hold every planted error."""
MEASURES = ("fci", "fci_construction")
BESIDE = ("month", "year", "price_index", *ESTIMATED, *OTHER)
"""Transformations that tests of their own compare."""
BY_DAY = ("mixed_vintages", "expected_figures")
"""Rules that look at the days of figures and not at their values."""
RELEASED = {
    measure: {row["territory_id"] for row in reference("flow_policy") if row["measure_code"] == measure}
    for measure in MEASURES
}
"""Territories whose flows are taken within one release."""


@dataclass(frozen=True)
class Run:
    """A computed month of the office."""

    office: Office
    month: Month
    first: date
    day: date | None = None

    @cached_property
    def findings(self) -> pl.DataFrame:
        """Each finding's rule and the figures that it names."""
        lake = stages.lake_of(self.office)
        core = lake.manifest(CORE, partition_key(self.month, self.day))
        assert core is not None
        found = lake.read(core, "core.finding").select("finding_id", "rule_id", "outcome")
        return found.join(lake.read(core, "core.finding_input"), on="finding_id")

    def cells(self, code: str) -> dict[tuple[str, str, str], Decimal]:
        """Values of an indicator by territory, month and transformation."""
        lake = stages.lake_of(self.office)
        made = lake.manifest(INDICATORS, partition_key(self.month, self.day))
        assert made is not None
        frame = lake.read(made, f"indicators.{code}")
        names = ["territory_id", pl.col("period").cast(pl.String), "transformation", "value"]
        return {row[:3]: row[3] for row in frame.select(names).iter_rows()}

    def holds(self, period: str) -> bool:
        """Say whether a month is in the window."""
        return self.first <= date.fromisoformat(period) <= self.month.last


@pytest.fixture(scope="module")
def office(conformed: Callable[[str], Office]) -> Office:
    return conformed("example")


@pytest.fixture(
    scope="module",
    params=[pytest.param(month, marks=pytest.mark.long) if month == "2021-12" else month for month in MONTHS],
)
def run(conformed: Callable[..., Office], request: pytest.FixtureRequest) -> Run:
    month = Month.parse(request.param)
    office = conformed("example", request.param)
    return Run(office, month, window_of(office, month).history_from)


def test_every_line_of_the_deliveries_is_read(office: Office) -> None:
    counts = stages.intake(office).counts
    assert (counts["quarantined"], counts["parsed"]) == (0, counts["lines_in"])


@pytest.mark.parametrize("measure", MEASURES)
def test_every_cell_equals_the_truth_where_no_error_was_planted(run: Run, measure: str) -> None:
    expected, unclear = expect(run.holds, measure)
    found = {
        cell: value
        for cell, value in _of_latest_vintages(run.cells(measure), measure).items()
        if cell[2] not in BESIDE and cell not in unclear
    }
    expected = {cell: value for cell, value in expected.items() if not _follows_release(cell, measure)}
    assert len(expected) > 10_000
    assert not expected.keys() - found.keys(), "cells are missing"
    assert not found.keys() - expected.keys(), "cells are there that nothing is known of"
    wrong = {cell: (found[cell], value) for cell, value in expected.items() if found[cell] != value}
    assert not wrong, f"{len(wrong)} cells differ, as {next(iter(wrong.items()))}"


def test_flows_growth_and_contributions_of_regions_and_districts_are_among_them(run: Run) -> None:
    expected, unclear = expect(run.holds, "fci")
    for made in ("flow", "ytd_change", "ytd_contribution"):
        own = {cell[0] for cell in expected if cell[2] == made}
        assert own == {COUNTRY, *members(COUNTRY), *(d for r in members(COUNTRY) for d in members(r))}
    assert any(cell[2] == "span" for cell in expected)
    assert len(unclear) < len(expected) / 50


def test_every_planted_error_above_the_threshold_is_found_by_its_rule(run: Run) -> None:
    figures = _figures(run.office)
    tested = {
        (row["rule_id"], figures.get(row["obs_id"], ("", "", "", Decimal(0), "")))
        for row in run.findings.filter(pl.col("role") == "tested").iter_rows(named=True)
    }
    sought = [row for row in planted() if row["above_threshold"] == "yes" and run.holds(row["period"])]
    assert len(sought) >= 10
    lost = [row for row in sought if (row["rule_kind"], _as_figure(row)) not in tested]
    assert not lost


def test_every_planted_error_lies_in_one_of_the_windows(office: Office) -> None:
    windows = [
        Run(office, month, window_of(office, month).history_from) for month in map(Month.parse, MONTHS)
    ]
    assert all(any(run.holds(row["period"]) for run in windows) for row in planted())


@pytest.mark.parametrize(
    ("month", "outcome", "measures", "said"),
    [
        ("2025-11", "", [], ""),
        ("2025-12", "fail", ["mine_cleared_area"], "was received on 28 February 2026."),
        (
            *("2026-01", "missing"),
            ["fci", "fci_price_index", "mine_cleared_area", "resettled_persons"],
            "by 3 March 2026; this is as of 31 March 2026.",
        ),
    ],
)
def test_what_came_late_or_not_at_all_is_told_in_its_month(
    office: Office, month: str, outcome: str, measures: list[str], said: str
) -> None:
    found = stages.edit(office, Month.parse(month)).findings
    own = [one for one in found if one.rule_id == "expected_figures"]
    assert sorted(one.measure_code for one in own) == measures
    assert all(one.outcome == outcome and said in one.sentence for one in own)


def test_every_pair_of_flows_by_both_policies_is_told_and_no_other(run: Run) -> None:
    """Read from the published vintages: the month before got another value after the figure was published."""
    told = run.findings.filter(rule_id="mixed_vintages", role="tested", outcome="fail")
    figures = _figures(run.office)
    found = {figures[obs_id][:3] for obs_id in told["obs_id"]}
    marred = {(cell[0], cell[2][:4]) for cell in map(cell_of, planted())}
    expected = {
        cell
        for cell, vintages in published().to_date.items()
        if parents().get(cell[0]) == COUNTRY and run.holds(cell[2]) and _is_mixed(cell, vintages)
    }
    assert {cell for cell in found ^ expected if (cell[0], cell[2][:4]) not in marred} == set()
    assert len(found) > 50


def test_the_series_that_declares_one_release_has_its_flow_and_the_other_beside_it(run: Run) -> None:
    cells = run.cells("fci_construction")
    latest = {cell: value for cell, value in cells.items() if cell[2] == "flow_latest"}
    assert latest and {cell[0] for cell in latest} == RELEASED["fci_construction"]
    for place, period, _ in latest:
        before = (place, "fci_construction", month_before(period))
        now = max(published().to_date[place, "fci_construction", period])
        stood = max(vintage for vintage in published().to_date[before] if vintage[0] <= now[0])[1]
        if now[1] == cells[place, period, "ytd"]:
            assert cells[place, period, "flow"] == now[1] - stood
    assert {cell[0] for cell in cells if cell[2] == "flow_release"} - RELEASED["fci_construction"]


def test_benchmarked_months_sum_to_the_survey_and_the_current_year_is_extrapolated(run: Run) -> None:
    cells = run.cells("fci")
    months = {cell: value for cell, value in cells.items() if cell[2] == "flow_benchmarked"}
    summed: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for (place, period, _), value in months.items():
        summed[place, period[:4]] += value
    survey = {(place, year): value for place, year, value in _survey() if run.holds(f"{year}-12-01")}
    known = {key: value for key, value in survey.items() if (key[0], f"{key[1]}-12-01", "year") in cells}
    assert known == survey
    assert len(known) >= 13 * 2
    assert {key: summed[key] for key in known} == known
    last = max(year for _, year in known)
    later = sorted(cell for cell in months if cell[1][:4] > last)
    for place in (COUNTRY, "EX-R01"):
        ratios = [months[cell] / cells[*cell[:2], "flow"] for cell in later if cell[0] == place]
        apart = max(ratios, default=Decimal(0)) - min(ratios, default=Decimal(0))
        assert apart < Decimal("1E-8"), "after the last survey the last ratio is kept"


def test_real_flows_are_those_of_published_prices_and_their_discrepancy_is_told(run: Run) -> None:
    """Chained here again in fractions, each region by its index alone, the country over its regions."""
    cells = run.cells("fci")
    real = {cell[:2]: value for cell, value in cells.items() if cell[2] == "flow_real"}
    prices = _prices()
    for place in ("EX-R01", "EX-R07"):
        periods = sorted(period for own, period in real if own == place)
        flows = {period: Fraction(cells[place, period, "flow"]) for period in periods}
        made = {period: Fraction(real[place, period]) * prices[place, period] for period in periods}
        ratios = {round(made[period] / flows[period], 6) for period in periods}
        assert len(ratios) == 1, "a single series is deflated by its index, in prices of the first year"
        assert abs(ratios.pop() / 100 - 1) < Fraction(1, 50), "near the index's own base, 100"
    apart = {cell[:2]: value for cell, value in cells.items() if cell[2] == DISCREPANCY}
    assert {place for place, _ in apart} == {COUNTRY}
    for (place, period), value in apart.items():
        parts = sum(real[region, period] for region in members(COUNTRY))
        assert abs(real[place, period] - parts - value) < Decimal("1E-8")
    assert any(abs(value) > 1 for value in apart.values()) or run.month.year < 2019


def test_everything_derived_is_listed_with_its_two_calculations(run: Run) -> None:
    lake = stages.lake_of(run.office)
    made = lake.manifest(INDICATORS, partition_key(run.month, run.day))
    assert made is not None
    frames = [lake.read(made, table) for table in made.tables]
    cells = [frame for frame in frames if {"cell_id", "transformation"} <= set(frame.columns)]
    found = set(pl.concat([frame["transformation"] for frame in cells]))
    assert found - derived() - stated() - ONCE == set()
    assert {*MADE, "sd", "p", "discrepancy"} <= found


def test_errors_within_rounding_are_in_no_finding(run: Run) -> None:
    figures = _figures(run.office)
    told = run.findings.filter(~pl.col("rule_id").is_in(BY_DAY))
    named = {figures[obs_id] for obs_id in told["obs_id"] if obs_id in figures}
    small = [row for row in planted("below_threshold") if run.holds(row["period"])]
    assert small
    assert not [row for row in small if _as_figure(row) in named]


def test_every_finding_names_a_planted_error(run: Run) -> None:
    figures = _figures(run.office)
    wrong = {_as_figure(row)[:3] for row in planted()}
    named: dict[str, set[Key]] = {}
    told = run.findings.filter(~pl.col("rule_id").is_in(BY_DAY))
    for finding_id, obs_id in told.select("finding_id", "obs_id").iter_rows():
        named.setdefault(finding_id, set()).add(figures[obs_id][:3])
    assert not [found for found, places in named.items() if not places & wrong]


@pytest.mark.long
def test_as_of_a_day_each_figure_is_the_one_published_last_by_then(office: Office) -> None:
    month, day = Month.parse("2025-06"), date(2025, 8, 1)
    stages.edit(office, month, day)
    stages.compute(office, month, day)
    run = Run(office, month, window_of(office, month).history_from, day)
    errors = {cell_of(row) for row in planted()}
    doubtful = errors | {(place, "fci_construction", period) for place, _, period in errors}
    latest = {
        cell: max(known)[1]
        for cell, vintages in published().to_date.items()
        if run.holds(cell[2]) and cell not in doubtful
        if (known := [vintage for vintage in vintages if vintage[0] <= day.isoformat()])
    }
    final = {cell: value for cell, value in latest.items() if value != max(published().to_date[cell])[1]}
    assert len(final) > 50, "some figures were revised after that day"
    for measure in MEASURES:
        cells = run.cells(measure)
        wanted = {(c[0], c[2], "ytd"): value for c, value in latest.items() if c[1] == measure}
        named = {cell: value for cell, value in wanted.items() if cell[0] in parents() or cell[0] == COUNTRY}
        assert {cell: cells[cell] for cell in named} == named


def test_a_reported_zero_is_printed_to_its_last_place(run: Run) -> None:
    lake = stages.lake_of(run.office)
    made = lake.manifest(INDICATORS, run.month.key)
    assert made is not None
    cells = lake.read(made, "indicators.dwellings").filter(pl.col("value") == 0)
    assert cells["half_width"].unique().to_list() in ([], [Decimal("0.5")])


def _figures(office: Office) -> dict[str, tuple[str, str, str, Decimal, str]]:
    """Territory, measure, month, value and kind of period of each figure, by the id that findings name."""
    lake = stages.lake_of(office)
    observed = pl.concat([lake.read(found, "core.observation") for found in lake.manifests(CONFORM)])
    raw = pl.concat([lake.read(found, "raw.figure") for found in lake.manifests(INTAKE)])
    first = pl.col("period_end").dt.month_start().cast(pl.String)
    told = observed.select("obs_id", "territory_id", "measure_code", first, "value", "period_kind")
    strange = raw.select(
        "figure_id", "territory_as_written", pl.lit("fci"), first, pl.col("value_as_delivered"), "period_kind"
    ).filter(~pl.col("territory_as_written").is_in(list(parents())))
    return {row[0]: (*row[1:4], Decimal(row[4]), row[5]) for row in (*strange.rows(), *told.rows())}


def _survey() -> list[tuple[str, str, Decimal]]:
    """Read territory, year and total of the annual survey."""
    names = {row["name_as_written"]: row["territory_id"] for row in reference("territory_name")}
    return [
        (names[row["territory_as_written"]], row["period_as_written"], Decimal(row["value"]))
        for row in register("survey")
    ]


def _prices() -> dict[tuple[str, str], Fraction]:
    """Read the price index of each region and month."""
    names = {row["name_as_written"]: row["territory_id"] for row in reference("territory_name")}
    return {
        (names[row["territory_as_written"]], row["period_start"]): Fraction(row["value"])
        for row in register("prices")
    }


def _of_latest_vintages(cells: dict[Key, Decimal], measure: str) -> dict[Key, Decimal]:
    """Put the flow of the latest vintages in the place of another; leave out what follows from that."""
    kept = {cell: value for cell, value in cells.items() if not _follows_release(cell, measure)}
    latest = {(*cell[:2], "flow"): value for cell, value in cells.items() if cell[2] == "flow_latest"}
    return kept | latest


def _follows_release(cell: Key, measure: str) -> bool:
    """Say whether a cell is computed from a flow that is taken within one release."""
    return cell[0] in RELEASED[measure] and cell[2].startswith("flow_c")


def _is_mixed(cell: Key, vintages: list[tuple[str, Decimal]]) -> bool:
    """Say whether the month before got another value after the last figure of a month was published."""
    if cell[2][5:7] == "01":
        return False
    before = published().to_date[cell[0], cell[1], month_before(cell[2])]
    day = max(vintages)[0]
    return max(before)[0] > day and max(one for one in before if one[0] <= day)[1] != max(before)[1]


def _as_figure(row: dict[str, str]) -> tuple[str, str, str, Decimal, str]:
    """Give a row of the key in the form of `_figures`."""
    kind = "month" if row["rule_kind"] == "month_within_ytd" else "ytd"
    return (*cell_of(row), Decimal(row["published_value"]), kind)
