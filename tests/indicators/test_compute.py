"""What computing an indicator refuses, each in a sentence for the person who wrote its SQL."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipeline import stages
from pipeline.dictionary import column_text
from pipeline.engine import connect
from pipeline.errors import CrossfootError, StopRuleError
from pipeline.indicators.cells import CELL
from pipeline.indicators.compute import STAGE, compute_indicator
from pipeline.month import Month
from pipeline.office import Office
from pipeline.project import locate
from pipeline.window import Window
from tests.indicators.sample_indicator import HEADER, SELECT, read_indicator, write_indicator
from tests.small_office import WriteOffice, investment

JANUARY = Month.parse("2026-01")
WINDOW = Window(JANUARY, date(2026, 3, 1), date(1, 1, 1))


def compute(folder: Path, select: str = SELECT, header: str = HEADER) -> pl.DataFrame:
    """Compute an indicator of the given SQL."""
    with connect() as connection:
        return compute_indicator(connection, read_indicator(folder, header, select), WINDOW, "C")


def test_what_sql_may_leave_out_is_filled(tmp_path: Path) -> None:
    (cell,) = compute(tmp_path).to_dicts()
    assert cell["cell_id"] == "viaducts.C.2026-01"
    told = [cell[name] for name in ("price_basis", "source_kind", "conf_status", "qualifier", "flags")]
    assert told == ["not_stated", "published", "F", "", []]
    assert (cell["as_of"], cell["month"]) == (WINDOW.as_of, date(2026, 1, 1))
    assert (cell["half_width"], cell["due_on"]) == (None, None)
    assert len(cell["src_digest"]) == 24


def test_a_step_gives_the_half_width_where_there_is_none(tmp_path: Path) -> None:
    stepped = SELECT.replace("    ['o1']", "    cast(0.1 as decimal(38, 10)) as step,\n    ['o1']")
    assert compute(tmp_path, stepped)["half_width"].to_list() == [Decimal("0.05")]


def test_a_cell_is_named_by_what_is_not_the_default(tmp_path: Path) -> None:
    other = SELECT.replace("'_T'", "'type=road'").replace("'stock'", "'target'")
    other = other.replace(
        "    ['o1']", "    'real' as price_basis,\n    'returns' as source_kind,\n    ['o1']"
    )
    assert compute(tmp_path, other)["cell_id"].to_list() == [
        "viaducts.C.2026-01.type=road.target.real.returns"
    ]


def test_every_column_of_the_contract_has_a_description() -> None:
    assert [name for name in CELL if not column_text("indicators.fci", name)] == []


def test_sql_that_cannot_be_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        CrossfootError, match=r"^viaducts\.sql cannot be run: .*name nothing does not exist\. Mend its SQL\.$"
    ):
        compute(tmp_path, "select a from core.nothing")


@pytest.mark.parametrize(
    "column", ["territory_id", "period", "breakdown", "transformation", "value", "inputs"]
)
def test_a_missing_column_is_named(tmp_path: Path, column: str) -> None:
    with pytest.raises(CrossfootError, match=rf"viaducts\.sql does not return the column {column}\. Add it"):
        compute(tmp_path, SELECT.replace(f"as {column}", "as something"))


def test_a_binary_fraction_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CrossfootError, match=r"returns value as a binary fraction, which is not exact"):
        compute(tmp_path, SELECT.replace("decimal(38, 10)", "double"))


def test_a_column_of_another_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        CrossfootError, match=r"viaducts\.sql returns a column of another type.*Cast it in its last"
    ):
        compute(tmp_path, SELECT.replace("cast(33 as decimal(38, 10))", "'many'"))


def test_rows_that_share_a_cell_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        CrossfootError, match=r"has 2 rows that share a cell, the first is viaducts\.C\.2026-01"
    ):
        compute(tmp_path, f"{SELECT}union all\n{SELECT}")


def test_figures_of_a_cell_in_several_units_are_refused(tmp_path: Path) -> None:
    other = SELECT.replace("'COUNT'", "'KM'")
    assert other != SELECT
    with pytest.raises(StopRuleError, match=r"viaducts\.C\.2026-01 in several units \(COUNT, KM\)"):
        compute(tmp_path, f"{SELECT}union all\n{other}")


def test_an_amount_in_another_currency_is_listed_and_the_month_goes_on(write_office: WriteOffice) -> None:
    january = {"period_start": "2026-01-01", "period_end": "2026-01-31"}
    in_drams = {"value_as_printed": "330", "unit_as_written": "billion drams"}
    office = write_office(
        {
            "first": {
                "investment.csv": investment(
                    {"value_as_printed": "1,406.0", **january},
                    {**in_drams, **january},
                    {**in_drams, **january, "territory_as_written": "North"},
                )
            }
        }
    )
    stages.intake(office)
    stages.conform(office)
    findings = stages.edit(office, JANUARY).findings
    assert [(one.reported, one.effect) for one in findings if one.rule_id == "unit_of_measure"] == [
        (Decimal(330_000), "withhold")
    ]
    stages.compute(office, JANUARY)
    lake = stages.lake_of(office)
    made = lake.read(lake.manifest(STAGE, JANUARY.key), "indicators.fci")  # type: ignore[arg-type]
    levels = made.filter(pl.col("transformation") == "ytd").sort("cell_id")
    assert levels.select("territory_id", "value", "unit_code").rows() == [
        ("C", Decimal(1406), "AZN_MN"),
        ("R1", Decimal(330_000), "AMD_MN"),
    ]


@pytest.mark.parametrize(
    ("column", "text"),
    [("period", "date '2026-01-01'"), ("value", "cast(33 as decimal(38, 10))"), ("unit_code", "'COUNT'")],
)
def test_a_row_without_key_value_or_unit_is_refused(tmp_path: Path, column: str, text: str) -> None:
    with pytest.raises(
        CrossfootError, match=rf"viaducts has rows without {column}\. Its SQL must give these"
    ):
        compute(tmp_path, SELECT.replace(f"{text} as {column}", f"null as {column}"))


@pytest.mark.parametrize(
    "inputs", ["cast([] as varchar[])", "cast(null as varchar[])", "cast([null] as varchar[])"]
)
def test_a_cell_without_an_input_stops_the_bulletin(tmp_path: Path, inputs: str) -> None:
    with pytest.raises(
        StopRuleError, match=r"^Cell viaducts\.C\.2026-01 names no input\. A number without its source"
    ):
        compute(tmp_path, SELECT.replace("['o1']", inputs))


@pytest.fixture
def own_sql(small_office: Office) -> Office:
    """Give the small office with a copy of sql/ that a test may change, up to its edited figures."""
    folder = small_office.project.sql
    folder.unlink()
    shutil.copytree(locate().sql, folder)
    stages.intake(small_office)
    stages.conform(small_office)
    stages.edit(small_office, JANUARY)
    return small_office


def test_a_month_that_was_not_edited_is_a_sentence(small_office: Office) -> None:
    with pytest.raises(
        CrossfootError, match=r"Month 2026-01 has no edited figures as of .* Run the step before"
    ):
        stages.compute(small_office, JANUARY)


def test_a_month_that_was_edited_as_of_another_day_is_a_sentence(small_office: Office) -> None:
    stages.intake(small_office)
    stages.conform(small_office)
    stages.edit(small_office, JANUARY, date(2026, 3, 1))
    with pytest.raises(CrossfootError, match=r"no edited figures as of 2026-11-21"):
        stages.compute(small_office, JANUARY)
    assert stages.compute(small_office, JANUARY, date(2026, 3, 1)).counts["cells"] > 0


def test_an_observation_that_is_not_known_stops_the_month(own_sql: Office) -> None:
    write_indicator(own_sql.project.root)
    with pytest.raises(
        StopRuleError, match=r"^Cell viaducts\.C\.2026-01 names the input o1, which is not there"
    ):
        stages.compute(own_sql, JANUARY)
    assert stages.lake_of(own_sql).manifest(STAGE, JANUARY.key) is None, "nothing of the month is committed"


def test_a_cell_that_is_not_there_stops_the_month(own_sql: Office) -> None:
    write_indicator(own_sql.project.root, select=SELECT.replace("'o1'", "'bridges.C.2026-01'"))
    with pytest.raises(StopRuleError, match=r"names the input bridges\.C\.2026-01, which is not there"):
        stages.compute(own_sql, JANUARY)


def test_a_new_indicator_is_in_the_month_beside_the_others(own_sql: Office) -> None:
    before = stages.compute(own_sql, JANUARY).per_indicator
    known = "(select min(obs_id) from core.latest)"
    write_indicator(own_sql.project.root, select=SELECT.replace("'o1'", known))
    after = stages.compute(own_sql, JANUARY).per_indicator
    assert after.keys() - before.keys() == {"viaducts"}
    assert after["viaducts"]["rows"] == 1
    assert before["fci"]["rows"] == after["fci"]["rows"] > 0


def test_an_indicator_without_cells_has_the_columns_of_the_others(tmp_path: Path, small_run: Office) -> None:
    some, none = compute(tmp_path), compute(tmp_path, f"{SELECT} where false")
    assert (some.height, none.height) == (1, 0)
    assert none.select(list(CELL)).schema == some.select(list(CELL)).schema
    lake = stages.lake_of(small_run)
    made = lake.manifest(STAGE, JANUARY.key)
    assert made is not None
    heights = {code: lake.read(made, f"indicators.{code}").height for code in made.facts["rows"]}
    assert min(heights.values()) == 0 < heights["fci"]
    assert all(lake.read(made, f"indicators.{code}").schema == CELL for code in heights)
