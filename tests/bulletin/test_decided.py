"""The section on figures that could not be confirmed, after the office decided about one of them."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline import stages
from pipeline.bulletin.binding import Binder
from pipeline.bulletin.load import load_material
from pipeline.bulletin.model import Paragraph, Points, Section, Table
from pipeline.bulletin.page import Page
from pipeline.bulletin.sections.unconfirmed import unconfirmed
from pipeline.decisions.decide import decide
from pipeline.decisions.form import request_of
from pipeline.decisions.listing import list_findings
from pipeline.month import Month
from pipeline.office import Office
from tests.bulletin.test_compose import rows_of, words_of
from tests.small_office import REFERENCE, copy_of, investment, office_writer

JANUARY = Month.parse("2026-01")
NORTH = {"territory_as_written": "North", "source_id": "S2"}
WORKS = {"measure": "construction_installation", "value_as_printed": "2,200"}
REGISTER = investment(
    {"value_as_printed": "1,406.0"},
    NORTH | {"value_as_printed": "2,270"},
    NORTH | WORKS,
    *(
        NORTH
        | {"value_as_printed": text, "period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        | {"period_as_written": f"{year}", "published_on": f"{year + 1}-02-20"}
        for year, text in ((2022, "1,887.2"), (2023, "2,254.4"), (2024, "2,300.1"))
    ),
)
LABELS = "".join(
    f"measure_short,{code},en,{text}\n"
    for code, text in (("fci", "Investment"), ("fci_construction", "Works"))
)
SHARE = "The construction works withheld for North"
SIZE = "The figure withheld for North"


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Compute a month in which the investment of a region is above that of the country."""
    labels = {"label.csv": REFERENCE["label.csv"] + LABELS}
    office = office_writer(tmp_path_factory.mktemp("above"))({"first": {"investment.csv": REGISTER}}, labels)
    stages.intake(office)
    stages.conform(office)
    return _computed(office)


def _computed(office: Office) -> Office:
    stages.edit(office, JANUARY)
    stages.compute(office, JANUARY)
    return office


def _section(office: Office) -> tuple[list[str], list[list[str]], list[list[str]]]:
    """Return the sentences on withheld figures, January's in their table, and those decided about."""
    material = load_material(office, stages.lake_of(office), JANUARY, "en")
    part = unconfirmed(Page(material, Binder("en", material.origin), office.project.templates / "fonts"))
    assert isinstance(part, Section)
    said = [words_of(block.text) for block in part.blocks if isinstance(block, Paragraph)]
    tables = [block for block in part.blocks if isinstance(block, Table)]
    rows = [row for table in tables if "withheld" in table.title for row in rows_of(table)]
    decided = [row for table in tables if table.title.startswith("Figures used") for row in rows_of(table)]
    return (
        said,
        [[row[0], *row[4:7]] for row in rows if row[2] == "Jan 2026"],
        [[row[0], *row[4:6]] for row in decided],
    )


def _begin(said: list[str], start: str) -> int:
    return sum(text.startswith(start) for text in said)


def test_without_a_decision_both_notes_stand(untouched: Office) -> None:
    said, rows, decided = _section(untouched)
    assert (_begin(said, SHARE), _begin(said, SIZE)) == (1, 1)
    assert rows == [[*ABOVE, "larger than the figure for a territory that covers it"], WITH_WHOLE]
    assert decided == []


ABOVE = ["Investment", "2 270 [w]", "1 406.0 [n], Country, S1"]
WITH_WHOLE = ["Works", "2 200 [w]", "2 270 [w], Investment", "part of a figure that is withheld"]
CASES = {
    "accept": ({}, [], "2 270"),
    "reject": ({}, [[*ABOVE, "not used"], WITH_WHOLE], "[z]"),
    "hold": ({}, [[*ABOVE, "on hold"], WITH_WHOLE], "[z]"),
    "correct": (
        {"new_value": "227.5"},
        [
            [*ABOVE, "used with the value decided by the office"],
            ["Works", "2 200 [w]", "227.5 [d], Investment", "a part larger than its total"],
        ],
        "227.5 [d]",
    ),
    "correct and withhold": (
        {"new_value": "1500"},
        [
            [*ABOVE, "not used as decided by the office either"],
            WITH_WHOLE,
        ],
        "[w]",
    ),
    "attribute": (
        {"new_value": "2025"},
        [[*ABOVE, "used for the period decided by the office"], WITH_WHOLE],
        "2 270 [n] [d]",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_after_a_decision_it_says_what_then_stands(untouched: Office, tmp_path: Path, case: str) -> None:
    office = copy_of(untouched, tmp_path / "own")
    (more, rows, used), action = CASES[case], case.partition(" ")[0]
    (found,) = [one for one in list_findings(office) if one["rule_id"] == "parent"]
    told = {"finding_id": found["finding_id"], "action": action, "who": "A. Person", "reason": "Asked."}
    decide(office, request_of(told | more), datetime(2026, 11, 26, 10, 0, tzinfo=UTC))
    said, shown, decided = _section(_computed(office))
    assert (_begin(said, SHARE), _begin(said, SIZE)) == (0, 0)
    assert shown == rows
    assert [row[2] for row in decided] == [used]


def test_of_a_total_that_is_used_after_all_no_sum_of_parts_is_said(karabakh: Any) -> None:
    """A balance that the office accepts withholds nothing any more."""
    material = karabakh.material
    wholes = {cell["breakdown"].removeprefix("parts_of=") for cell in material.cells["reported_sum"]}
    assert wholes & material.withheld
    for withheld, expected in ((material.withheld, True), (material.withheld - wholes, False)):
        page = Page(
            replace(material, withheld=withheld),
            Binder("en", material.origin),
            material.office.project.templates / "fonts",
        )
        part = unconfirmed(page)
        assert isinstance(part, Section)
        items = [words_of(item) for block in part.blocks if isinstance(block, Points) for item in block.items]
        assert any("sum to" in item for item in items) == expected
