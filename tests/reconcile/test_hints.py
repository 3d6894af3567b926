"""What is told beside a difference: what is seen, which source states the value, and how it is used."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import stages
from pipeline.decisions.decide import decide
from pipeline.decisions.form import request_of
from pipeline.decisions.listing import list_findings
from pipeline.reconcile.model import DIFFER, THERE, WITHIN
from pipeline.reconcile.reconcile import reconcile
from pipeline.reconcile.text import render, sentence
from tests.conftest import JANUARY
from tests.reconcile.conftest import Compare, by_cell, written
from tests.small_office import LINES, WriteOffice, investment


def test_a_value_finer_than_ours_is_told_from_a_difference(compare: Compare) -> None:
    rows = [["Investment in fixed capital, million manats, 2023"], ["", "Total"], ["Lachin district", 1532]]
    found = compare(rows)
    assert by_cell(found) == {"B3": WITHIN}
    assert "1 equal within" in sentence(found)


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (623000, "1,000 times ours"),
        (0.623, "one 1,000th part of ours"),
        (-623, "ours with the other sign"),
        (624, "a unit or two in the last place"),
        (677, "the value of fci.D-AZ-FUZ.2023-12"),
    ],
)
def test_a_difference_says_what_is_seen_beside_it(compare: Compare, value: float, hint: str) -> None:
    rows = [["Investment in fixed capital, million manats, 2023"], ["", "Total"], ["Shusha district", value]]
    (line,) = compare(rows).lines
    assert line.status == DIFFER
    assert hint in line.hints


def test_a_source_that_states_the_value_is_named_and_that_it_is_withheld(
    write_office: WriteOffice, tmp_path: Path
) -> None:
    other = {"value_as_printed": "890.0", "territory_as_written": "North", "source_id": "S2"}
    slip = {"value_as_printed": "1,500,000.0", "territory_as_written": "South"}
    office = write_office({"first": {"investment.csv": investment(*LINES, other, slip)}})
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, JANUARY)
    stages.compute(office, JANUARY)
    rows = [
        ["Investment in fixed capital, mln AZN"],
        ["", "January 2026"],
        ["North", 890],
        ["South", 1500000],
    ]
    found = reconcile(office, JANUARY, written(tmp_path / "old.xlsx", rows))
    by_place = {line.theirs.cell: line for line in found.lines}
    assert not found.unread, render(found)
    said = {cell: (line.status, line.hints) for cell, line in by_place.items()}
    assert said == {
        "B3": (THERE, ("source S2, published 2026-02-20 states it so",)),
        "B4": (THERE, ("source S1, published 2026-02-20 states it so; withheld by a finding",)),
    }


@pytest.mark.parametrize(
    ("decisions", "fate"),
    [
        ([("correct", "150")], "used with the value 150, as decided"),
        ([("attribute", "2025")], "used for 2025-01-01 to 2025-12-31, as decided"),
        (
            [("correct", "150"), ("attribute", "2025")],
            "used with the value 150, as decided and used for 2025-01-01 to 2025-12-31, as decided",
        ),
        ([("reject", "")], "not used, as decided"),
    ],
)
def test_a_source_whose_figure_is_used_as_decided_is_not_said_to_be_withheld(
    write_office: WriteOffice, tmp_path: Path, decisions: list[tuple[str, str]], fate: str
) -> None:
    slip = {"value_as_printed": "1,500,000.0", "territory_as_written": "South"}
    office = write_office({"first": {"investment.csv": investment(*LINES, slip)}})
    stages.intake(office)
    stages.conform(office)
    stages.edit(office, JANUARY)
    (key,) = {
        figure["content_key"]
        for finding in list_findings(office)
        for figure in finding["figures"]
        if figure["value"] == "1500000"
    }
    for action, value in decisions:
        said = {"action": action, "new_value": value, "content_key": key, "reason": "Asked.", "who": "A. P."}
        decide(office, request_of(said), datetime(2026, 11, 26, 10, tzinfo=UTC))
    stages.edit(office, JANUARY)
    stages.compute(office, JANUARY)
    rows = [["Investment in fixed capital, mln AZN"], ["", "January 2026"], ["South", 1500000]]
    (line,) = reconcile(office, JANUARY, written(tmp_path / "old.xlsx", rows)).lines
    assert line.hints[-1] == f"source S1, published 2026-02-20 states it so; {fate}"
