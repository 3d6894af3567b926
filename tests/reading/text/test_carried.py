"""What a figure takes from the text around it, and what is asked although it reads well: a case a row."""

import csv
from pathlib import Path

import pytest

from pipeline.reading.text import read_document
from tests.reading.text.reading import RECEIVED, source, vocabulary

with Path(__file__).with_name("carried.csv").open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_figure_takes_what_nothing_contradicts(case: dict[str, str]) -> None:
    first, _, last = case["published"].partition("..")
    found = read_document(case["text"], vocabulary(), source(first, last), RECEIVED)
    printed = [item for item in found.items if item.as_printed == case["printed"] and item.kind != "date"]
    item = printed[0 if case["status"] == "grey" else -1]
    assert (item.status, item.field) == (case["status"], case["asked"])
    wanted = [name for name in ("measure", "territory") if case["status"] != "green" and case[name]]
    assert {name: getattr(item, name) for name in wanted} == {name: case[name] for name in wanted}
    if case["status"] == "green":
        start, end = item.period_start, item.period_end
        period = item.due_on or (start if start == end else f"{start}/{end}")
        assert (item.measure, item.territory, period) == (case["measure"], case["territory"], case["period"])
        assert set(item.inferred.split(";")) == set(case["inferred"].split(";"))


def test_a_figure_of_the_heading_points_to_the_full_statement() -> None:
    text = (
        "Investment up 4.6 percent\n\nIn January 2025, 5 million manats were invested in fixed capital in "
        "Azerbaijan, 4.6 percent more than in January 2024."
    )
    heading, _, _, growth, _ = read_document(text, vocabulary(), source("2025-06-01"), RECEIVED).items
    assert (heading.disposition, heading.reason) == ("duplicate", f"stated in full at {growth.place}")


def test_a_part_that_is_open_gives_its_share_nothing() -> None:
    text = "Of this, 2 million manats, or 40 percent, came from the state budget in January 2025."
    items = read_document(text, vocabulary(), source("2025-06-01"), RECEIVED).items
    assert [item.status for item in items] == ["amber", "amber", "grey"]
