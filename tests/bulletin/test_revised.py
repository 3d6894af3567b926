"""Revisions in the bulletin: policy, triangle, statistics, breaches; the file of triangles; origins."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from pipeline import stages
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.columns import plain
from pipeline.bulletin.load import load_material
from pipeline.bulletin.model import Paragraph, Points, Section, Table
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections.revised import policy_in_words, revised
from pipeline.bulletin.sections.vintages import VINTAGES, fitting
from pipeline.bulletin.triangles import COLUMNS, triangle_rows
from pipeline.decisions.decide import decide
from pipeline.decisions.form import request_of
from pipeline.decisions.listing import list_findings
from pipeline.language.catalogue import catalogue_of
from pipeline.month import Month
from pipeline.office import Office
from pipeline.project import locate
from pipeline.vouch import vouch
from tests.bulletin.test_compose import rows_of, section, words_of
from tests.small_office import REFERENCE, investment

WriteOffice = Callable[..., Office]
WORDS = catalogue_of("en", locate().templates)
JANUARY = Month.parse("2026-01")
POLICY = {"revision_policy.csv": "measure_code,routine_months,cycle_months,size_pct\nfci,2,9;10,10\n"}
FIRST = ("1,406.0", "2026-02-20")
BREACH = "Changes that the declared policy does not provide for"


def _tables(part: Section) -> dict[str, Table]:
    """Return the tables of a section by title."""
    return {block.title: block for block in part.blocks if isinstance(block, Table)}


def _run(write_office: WriteOffice, *values: tuple[str, str]) -> Office:
    """Compute January of an office whose producer published these values on these days."""
    lines = [{"value_as_printed": text, "published_on": day, "source_id": "S3"} for text, day in values]
    label = "measure_short,fci,en,Investment\n"
    tables = POLICY | {"label.csv": REFERENCE["label.csv"] + label}
    office = write_office({"first": {"investment.csv": investment(*lines)}}, tables)
    for stage in (stages.intake, stages.conform):
        stage(office)
    stages.edit(office, JANUARY)
    stages.compute(office, JANUARY)
    return office


def _section(office: Office) -> Section:
    """Write the section on revisions of January."""
    material = load_material(office, stages.lake_of(office), JANUARY, "en")
    return revised(Page(material, Binder("en", material.origin), office.project.templates / "fonts"))


def test_the_policy_stands_beside_the_changes_that_were_made(example: Any) -> None:
    table = _tables(section(example.document, "revised"))["Declared revision policy, and the changes made"]
    row = rows_of(table)[0]
    assert row[:2] == ["Investment", "within 3 months of the first figure or in September, by at most 10 %"]
    figures, changed, routine, cycle, other = map(int, row[2:7])
    assert figures >= changed
    assert (routine + cycle >= changed, other) == (True, 0)


def test_a_policy_is_said_in_words() -> None:
    size = {"size_pct": Decimal("5.5000")}
    assert policy_in_words(WORDS, size | {"routine_months": 0, "cycle_months": ""}) == (
        "no revision is provided for; by at most 5.5 %"
    )
    every = ";".join(str(number) for number in range(1, 13))
    assert policy_in_words(WORDS, size | {"routine_months": 0, "cycle_months": every}) == (
        "in any month, by at most 5.5 %"
    )
    assert policy_in_words(WORDS, size | {"routine_months": 2, "cycle_months": "3;9"}) == (
        "within 2 months of the first figure or in March and September, by at most 5.5 %"
    )


def test_the_triangle_shows_each_period_by_the_last_vintages(example: Any) -> None:
    tables = _tables(section(example.document, "revised"))
    table = tables["Investment in fixed capital, Veldorna, by vintage"]
    assert [column.label for column in table.columns][1:7] == [
        *("Oct 2025", "Nov 2025", "Dec 2025", "Jan 2026", "Feb 2026", "Mar 2026"),
    ]
    rows = rows_of(table)
    assert len(rows) == 12
    assert rows[0][:6] == ["Jan to Nov 2025", "[z]", "[z]", "20 059.8", "20 059.8", "20 056.6 [r]"]
    assert rows[0][7] == "\u22123.2"


def test_of_longer_numbers_fewer_vintages_stand_beside_each_other() -> None:
    assert fitting([Decimal("-99999999.9"), Decimal(1)]) == VINTAGES
    assert fitting([Decimal(100000000)]) == VINTAGES // 2


def test_each_statistic_is_that_of_the_revisions_in_the_data(example: Any) -> None:
    cells = example.material.by_id
    name = "revisions.EX.2025-11.horizon=3;measure=fci"
    behind = [cells[other]["value"] for other in example.material.inputs[f"{name}.mar"]]
    mean = sum(abs(value) for value in behind) / len(behind)
    assert abs(cells[f"{name}.mar"]["value"] - mean) < Decimal("1e-9")
    assert cells[f"{name}.n"]["value"] == len(behind) > 40
    assert set(example.material.inputs[f"{name}.mar"]) <= example.binder.kept
    rows = rows_of(
        _tables(section(example.document, "revised"))["Revisions by the months since the first figure"]
    )
    row = next(row for row in rows if row[0] == "Investment, 3 months")
    assert row[1] == str(len(behind))
    assert row[3] == f"{mean:.1f}"


def test_there_is_no_test_of_equal_revisions(example: Any) -> None:
    table = _tables(section(example.document, "revised"))["Test of the mean revision against zero"]
    row = next(row for row in rows_of(table) if row[0] == "Investment, 1 month")
    assert row[5:7] == ["[z]", "[z]"]
    assert any("no spread and no test" in words_of(note) for note in table.notes)


def test_an_office_whose_sources_say_nothing_of_revisions_says_so(karabakh: Any) -> None:
    part = section(karabakh.document, "revised")
    said = words_of(next(block.text for block in part.blocks if isinstance(block, Paragraph)))
    assert said.startswith("No revision of investment in fixed capital in Azerbaijan is known: no source of")
    assert [rows_of(table)[0][1] for table in _tables(part).values()] == ["in any month, by at most 10 %"]
    assert triangle_rows(karabakh.material) == []


def test_few_revisions_are_listed_and_not_tested(write_office: WriteOffice) -> None:
    part = _section(_run(write_office, FIRST, ("1,436.0", "2026-04-20"), ("1,440.0", "2026-09-20")))
    (points,) = [block for block in part.blocks if isinstance(block, Points)]
    said = [words_of(item) for item in points.items]
    assert said[:2] == [
        "Investment, one month: 0.0. No test: 1 of eight revisions.",
        "Investment, three months: +30.0. No test: 1 of eight revisions.",
    ]
    assert said[-1] == "Investment, to date: +34.0. No test: 1 of eight revisions."
    assert "Test of the mean revision against zero" not in _tables(part)
    assert BREACH not in _tables(part)


def test_a_breach_stands_with_both_values_until_and_after_a_reason_is_given(
    write_office: WriteOffice,
) -> None:
    office = _run(write_office, FIRST, ("1,706.0", "2026-06-20"))
    (row,) = rows_of(_tables(_section(office))[BREACH])
    assert row == [
        *("Investment", "Country", "Jan 2026", "1 406.0", "1 706.0 [r]"),
        *("not in a month, and larger, than the policy names", "not yet", "S3"),
    ]
    (finding,) = [row for row in list_findings(office) if row["rule_id"] == "revision_policy_kept"]
    given = {"who": "A. Person", "finding_id": finding["finding_id"], "action": "accept", "reason": "Late."}
    decide(office, request_of(given), datetime(2026, 11, 26, 10, 0, tzinfo=UTC))
    stages.edit(office, JANUARY)
    stages.compute(office, JANUARY)
    (row,) = rows_of(_tables(_section(office))[BREACH])
    assert row[6] == "26 Nov 2026"
    counts = {
        name.split(".")[1]: int(cell["value"])
        for name, cell in load_material(office, stages.lake_of(office), JANUARY, "en").by_id.items()
        if name.startswith("quality.findings_hold")
    }
    assert counts == {"findings_hold": 1, "findings_hold_released": 1}


def test_the_file_of_triangles_says_from_when_to_when_each_value_stood(example: Any) -> None:
    rows = [row for row in triangle_rows(example.material) if row["measure_code"] == "fci"]
    own = [row for row in rows if row["period_end"].isoformat() == "2025-10-31"]
    assert [(row["vintage_from"], row["vintage_to"], str(row["value"])[:7]) for row in own] == [
        ("2025-11", "2025-12", "17707.6"),
        ("2026-01", "2026-03", "17728.8"),
    ]
    assert own[0]["known_on"].isoformat().startswith("2025-11")
    assert set(own[0]) == set(COLUMNS)
    assert all(row["cell_id"] in example.material.by_id for row in rows)


def test_a_statistic_is_vouched_for_down_to_the_versions_that_its_sources_published(example: Any) -> None:
    record = vouch(example.office, "revisions.EX.2025-11.horizon=12;measure=fci.mr", example.month)
    values = {row["known_on"] for row in record["observations"]}
    assert record["indicator"]["code"] == "revisions"
    assert record["n_observations"] > len(values) > 20
    assert {row["source_id"] for row in record["observations"]} == {"EX-CSO"}


@pytest.mark.parametrize("office", ["karabakh", "example"])
def test_nothing_that_became_known_after_the_as_of_day_has_a_part(
    office: str, request: pytest.FixtureRequest
) -> None:
    made = request.getfixturevalue(office)
    behind = {
        name
        for cell in made.material.cells["revisions"]
        for name in made.material.observation_ids(cell["cell_id"])
    }
    assert all(made.material.observations[name]["known_on"] <= made.material.as_of for name in behind)


def test_the_lead_names_the_file_only_where_there_is_one(example: Any, karabakh: Any) -> None:
    leads = [
        plain(section(made.document, "revised").blocks[0].text)  # type: ignore[union-attr]
        for made in (example, karabakh)
    ]
    assert ["triangles.csv" in lead for lead in leads] == [True, False]
