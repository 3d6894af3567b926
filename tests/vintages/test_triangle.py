"""The revision triangle of indicators: each vintage is what a run for that day leaves, and is made once."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest

from pipeline import stages
from pipeline.decisions.decide import decide
from pipeline.decisions.form import request_of
from pipeline.decisions.listing import list_findings
from pipeline.engine import connect
from pipeline.errors import StopRuleError, UsageError
from pipeline.indicators.catalogue import load_catalogue
from pipeline.indicators.compute import STAGE as INDICATORS
from pipeline.indicators.contract import TRIANGLE_COLUMNS
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from pipeline.vintages import build
from pipeline.vintages.build import STAGE, build_triangle, is_current, read_triangle, vintage_days
from pipeline.vintages.changes import ESTIMATED
from pipeline.vintages.contract import KNOWN, TRIANGLE, along_vintages
from pipeline.vintages.known import prepare
from pipeline.vintages.on_demand import know_on, know_triangle
from pipeline.vintages.triangle import Series, at_vintages, indicator_triangle, long_rows, triangle_rows
from pipeline.window import window_of
from tests.conftest import JANUARY
from tests.small_office import WriteOffice, investment, office_writer
from tests.vintages.test_supersede import WITHDRAW, Ledger

NORTH = {"territory_as_written": "North"}
MAY, JULY, LAST = date(2026, 5, 31), date(2026, 7, 31), date(2026, 10, 2)
Write = Callable[..., Ledger]


def _deliver(write: WriteOffice) -> Ledger:
    """Deliver a figure that is revised, withdrawn and stated again, and one above its country."""
    found = Ledger(write, {}, {}, {})
    stated = [("2026-02-20", "900.5"), ("2026-05-20", "905.5"), ("2026-09-20", "903.5")]
    country = {"value": "1406.0", "published_on": "2026-03-05"}
    above = {"territory_as_written": "South", "value": "2000.5", "published_on": "2026-02-10"}
    before = NORTH | {"value": "400.5", "period_start": "2025-01-01", "period_end": "2025-01-31"}
    lines = [NORTH | {"published_on": day, "value": value} for day, value in stated]
    found.deliver("a", "2026-10-01", investment(country, above, before, *lines))
    found.deliver("b", str(LAST), more=WITHDRAW.replace("2026-03-10", "2026-07-10"))
    found.run()
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Build the triangle of that office, once; to be read only."""
    office = _deliver(office_writer(tmp_path_factory.mktemp("triangle"))).office
    assert office
    made = build_triangle(office, stages.lake_of(office))
    assert (made.vintages, made.made) == (6, 6)
    return office


@pytest.fixture
def ledger(write_office: WriteOffice) -> Ledger:
    """Give that office to deliver more to."""
    return _deliver(write_office)


@pytest.fixture
def office(ledger: Ledger) -> Office:
    """Give that office."""
    assert ledger.office
    return ledger.office


def _run(office: Office, month: Month, as_of: date | None) -> pl.DataFrame:
    """Return the cells that a run for a day leaves, with the columns of a triangle.

    Cells that are estimated from a whole series are not in a triangle.
    """
    stages.edit(office, month, as_of)
    stages.compute(office, month, as_of)
    lake = stages.lake_of(office)
    found = lake.manifest(INDICATORS, window_of(office, month, as_of).key)
    assert found
    own = [one.code for one in load_catalogue(office.project).values() if along_vintages(one)]
    frames = [
        lake.read(found, f"indicators.{code}")
        .with_columns(indicator=pl.lit(code))
        .select(pl.col(name).cast(kind) for name, kind in KNOWN.items())
        for code in own
    ]
    estimated = pl.col("transformation").is_in(ESTIMATED)
    return pl.concat(frames).filter(~estimated).sort("cell_id")


def _decide(office: Office, day: str, **fields: str) -> None:
    """Decide about the figure above its country, or undo, at noon of a day."""
    moment = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
    decide(office, request_of({"reason": "Checked.", "who": "A. Person", **fields}), moment)


def _finding(office: Office, territory: str = "R2") -> str:
    """Return the finding about the figure above its country."""
    stages.edit(office, JANUARY)
    return next(
        str(row["finding_id"])
        for row in list_findings(office, settled=True)
        if (row["rule_id"], row["territory"]) == ("parent", territory)
    )


def _check(office: Office, *days: date) -> None:
    """Hold vintages against a run for their day."""
    table = read_triangle(stages.lake_of(office))
    assert set(days) <= set(vintage_days(stages.lake_of(office)))
    for day in days:
        asked = None if day == office.newest_received() else day
        run = _run(office, Month.of(day), asked)
        kept = at_vintages(table, [day]).drop("vintage").select(list(KNOWN)).sort("cell_id")
        assert kept.equals(run), day


@pytest.mark.long
def test_each_vintage_is_what_a_run_for_its_day_leaves(built: Office) -> None:
    _check(built, *vintage_days(stages.lake_of(built)))
    found = read_triangle(stages.lake_of(built)).filter(pl.col("cell_id") == "fci.R1.2026-01")
    assert dict(found.select("vintage", "value").rows()) == {
        date(2026, 2, 28): Decimal("900.5"),
        MAY: Decimal("905.5"),
        JULY: None,
        date(2026, 9, 30): Decimal("903.5"),
    }
    south = read_triangle(stages.lake_of(built)).filter(pl.col("cell_id") == "fci.R2.2026-01")
    assert south["value"].to_list() == [Decimal("2000.5"), None], "withheld once the country is known"


@pytest.mark.long
def test_decisions_count_from_their_day_to_their_last(office: Office) -> None:
    _decide(office, "2026-04-10", finding_id=_finding(office), action="accept", expires_on="2026-06-15")
    built = build_triangle(office, stages.lake_of(office))
    found = read_triangle(stages.lake_of(office)).filter(pl.col("cell_id") == "fci.R2.2026-01")
    assert [(day.month, value) for day, value in found.select("vintage", "value").rows()] == [
        (2, Decimal("2000.5")),
        (3, None),
        (4, Decimal("2000.5")),
        (6, None),
    ]
    assert built.vintages == 8
    _check(office, date(2026, 4, 30), date(2026, 6, 30))
    _decide(office, "2026-11-26", finding_id=_finding(office), action="correct", new_value="20.5")
    assert build_triangle(office, stages.lake_of(office)).made == 1, "in the newest all decisions count"
    _check(office, LAST)


@pytest.mark.long
def test_only_vintages_of_changed_inputs_are_made_again(ledger: Ledger, office: Office) -> None:
    lake = stages.lake_of(office)
    build_triangle(office, lake)
    before = {one.partition: one.tables for one in lake.manifests(STAGE)}
    assert is_current(office, lake)
    assert build_triangle(office, lake).made == 0
    line = {"territory_as_written": "First", "value": "11.5", "published_on": "2026-08-15"}
    ledger.deliver("c", "2026-10-03", investment(line))
    ledger.run()
    assert not is_current(office, lake)
    built = build_triangle(office, lake)
    assert (built.vintages, built.made) == (7, 3)
    after = {one.partition: one.tables for one in lake.manifests(STAGE)}
    assert {name for name in before if after[name] == before[name]} >= {
        "2026-02",
        "2026-03",
        "2026-05",
        "2026-07",
    }
    _check(office, date(2026, 8, 31), date(2026, 10, 3))
    rules = office.folder / "rules" / "edit.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert build_triangle(office, lake).made == 7
    assert {one.partition: one.tables for one in lake.manifests(STAGE)} == after, "the same bytes"


@pytest.mark.long
def test_a_vintage_of_which_nothing_is_known_any_more_goes(ledger: Ledger, office: Office) -> None:
    lake = stages.lake_of(office)
    line = {"territory_as_written": "First", "value": "11.5", "published_on": "2026-08-15"}
    ledger.deliver("c", str(LAST), investment(line))
    ledger.run()
    build_triangle(office, lake)
    assert lake.manifest(STAGE, "2026-08")
    del ledger.deliveries["c"], ledger.more["c"]
    ledger.office = ledger.write(ledger.deliveries, received=ledger.received)
    ledger.deliver("b", str(LAST), more=WITHDRAW.replace("2026-03-10", "2026-07-10"))
    ledger.run()
    assert not is_current(office, lake)
    build_triangle(office, lake)
    assert lake.manifest(STAGE, "2026-08") is None
    assert read_triangle(lake).filter(pl.col("territory_id") == "D1").is_empty()


@pytest.mark.long
def test_what_was_made_before_a_kill_is_kept(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    lake, made = stages.lake_of(office), []
    whole = build._make

    def dying(*given: object) -> object:
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(whole(*given))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(build, "_make", dying)
    with pytest.raises(KeyboardInterrupt):
        build_triangle(office, lake)
    monkeypatch.undo()
    assert build_triangle(office, lake).made == 4
    assert is_current(office, lake)


def test_cells_older_than_a_run_shows_stay_as_they_are(ledger: Ledger) -> None:
    assert ledger.office
    path = ledger.office.folder / "office.toml"
    text = path.read_text(encoding="utf-8").replace("history_months = 0", "history_months = 8")
    path.write_text(text, encoding="utf-8")
    office = load_office(ledger.office.project, "small")
    build_triangle(office, stages.lake_of(office))
    table = read_triangle(stages.lake_of(office)).filter(pl.col("cell_id") == "fci.R1.2026-01")
    assert [value for (value,) in table.select("value").rows()][-1] is None, "the last version came too late"
    old = read_triangle(stages.lake_of(office)).filter(pl.col("period") < date(2026, 1, 1))
    assert old.is_empty(), "it was never within the months shown"


def test_a_rule_that_cannot_be_evaluated_stops_it(office: Office) -> None:
    with connect() as connection:
        calculation = prepare(connection, office, stages.lake_of(office))
        connection.execute("alter table reference.rule drop column parts")
        with pytest.raises(StopRuleError, match=r"As of 2026-05-31 rule [a-z_]+ cannot be evaluated: .*Mend"):
            calculation.cells(window_of(office, Month.of(MAY), MAY))


@pytest.mark.long
def test_the_real_office_as_on_a_few_days(conformed: Callable[[str], Office]) -> None:
    office = conformed("karabakh")
    days = (date(2018, 6, 30), date(2026, 2, 28))
    with connect() as connection:
        calculation = prepare(connection, office, stages.lake_of(office))
        for day in days:
            cells = calculation.cells(window_of(office, Month.of(day), day))
            assert cells.height > 10
            assert cells.equals(_run(office, Month.of(day), day)), day


@pytest.mark.long
def test_the_fictional_office_as_on_a_few_days(tmp_path_factory: pytest.TempPathFactory) -> None:
    office = load_office(Project(locate().root, tmp_path_factory.mktemp("example")), "example")
    table = read_triangle(know_triangle(office))
    for day in (date(2019, 1, 31), date(2022, 7, 31), date(2025, 12, 31)):
        month = Month.of(day)
        run = _run(office, month, day)
        shown = pl.col("period") >= month.plus(1 - office.history_months).first
        kept = at_vintages(table, [day]).drop("vintage").select(list(KNOWN)).sort("cell_id")
        assert kept.filter(shown).equals(run.filter(shown)), day
    assert kept.height > 2 * run.height, "older months stay"


def test_a_series_is_read_with_its_revisions(built: Office) -> None:
    found = indicator_triangle(built, know_triangle(built), Series("fci", "R1", transformation="flow"))
    assert found.periods == ("2025-01", "2026-01")
    rows = triangle_rows(found, 3)
    assert {name: str(value) for name, value in rows[1].items()} == {
        "period": "2026-01",
        "first": "2026-02",
        "preliminary": "900.5000000000",
        "2026-07": "None",
        "2026-09": "903.5000000000",
        "2026-10": "903.5000000000",
        "R": "3.0000000000",
    }
    of_may = [row["R"] for row in long_rows(found) if (row["period"], row["vintage"]) == ("2026-01", MAY)]
    assert of_may == [5]
    assert (built.home / "warehouse.duckdb").is_file()


def test_the_columns_that_are_declared_are_those_of_the_table() -> None:
    assert list(TRIANGLE_COLUMNS) == list(TRIANGLE)


def test_at_vintages_fills_up(built: Office) -> None:
    table = read_triangle(stages.lake_of(built)).filter(pl.col("cell_id") == "fci.R1.2026-01")
    filled = at_vintages(table, [JULY, date(2026, 6, 30), date(2026, 1, 31), LAST])
    assert filled.columns == table.columns
    assert filled.select("vintage", "value").rows() == [
        (date(2026, 6, 30), Decimal("905.5")),
        (LAST, Decimal("903.5")),
    ]


@pytest.mark.parametrize(
    ("series", "said"),
    [
        (Series("weather", "C"), r"no triangle of weather\. There are triangles of apartment_buildings, "),
        (Series("reported", "C"), r"no triangle of reported\."),
        (
            Series("fci", "C", "purpose=housing"),
            r"no cell of fci \(purpose=housing, ytd\) for C\. It has _T f",
        ),
        (Series("dwellings", "C"), r"no cell of dwellings .* The indicator has none for that territory\."),
    ],
)
def test_no_such_series_is_a_sentence(built: Office, series: Series, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        indicator_triangle(built, stages.lake_of(built), series)


def test_several_price_bases_want_one_named(built: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    lake = stages.lake_of(built)
    table = read_triangle(lake)
    both = pl.concat([table, table.with_columns(price_basis=pl.lit("real"))])
    monkeypatch.setattr("pipeline.vintages.triangle.read_triangle", lambda _: both)
    with pytest.raises(UsageError, match=r"several price bases: not_stated, real\. Name one with --price"):
        indicator_triangle(built, lake, Series("fci", "C"))
    assert indicator_triangle(built, lake, Series("fci", "C", price_basis="real")).periods == ("2026-01",)


@pytest.mark.long
def test_a_past_day_is_made_without_touching_the_month(built: Office) -> None:
    own = _run(built, JANUARY, None)
    before = stages.lake_of(built).manifest(INDICATORS, "2026-01")
    know_on(built, JANUARY, LAST)
    assert stages.lake_of(built).manifest(INDICATORS, "2026-01") == before
    assert stages.lake_of(built).manifest(INDICATORS, f"2026-01@{LAST}")
    assert own.equals(_run(built, JANUARY, LAST))
