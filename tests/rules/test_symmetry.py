"""Outcomes do not depend on who the sources are: other names, in another order, change nothing."""

from pathlib import Path

import pytest

from tests.rules import harness

CASES = {
    title: case
    for title, case in harness.read_cases(Path(__file__).parent / "cases")
    if case["sql"].startswith("rules/") or case["sql"] == "core/preferred"
}
SWAPPED = {f"P{number}": f"P{9 - number}" for number in range(1, 9)}
"""Each source gets another's name, so that their order is reversed."""
COLUMNS = {
    "rules": ["rule_id", "outcome", "territory_id", "measure_code", "sentence_code"],
    "core": ["series_id", "value", "n_src"],
}


def _outcomes(case: harness.Row, names: dict[str, str]) -> list[list[str]]:
    """Return the outcomes of a case and the figures involved; which of two is tested may go by order."""
    given = harness.rename_sources(case["given"], names)
    connection = harness.house(given, harness.rename_sources(case.get("sources", ""), names))
    harness.withhold(connection, case.get("withheld", []))
    frame = harness.run(connection, case["sql"], case.get("rules", ""))
    columns = COLUMNS[case["sql"].split("/")[0]]
    if "tested" not in frame.columns:
        return harness.show(frame, columns)
    both = frame.select(*columns, involved=frame["tested"].list.concat(frame["compared"]))
    return harness.show(both, [*columns, "involved"])


@pytest.mark.parametrize("title", CASES)
def test_swapping_sources_changes_no_outcome(title: str) -> None:
    case = CASES[title]
    assert _outcomes(case, SWAPPED) == _outcomes(case, {})


def test_the_swap_reverses_the_order_of_sources() -> None:
    text = "obs source\na P1\nb P2"
    assert harness.rename_sources(text, SWAPPED) == "obs source\na P8\nb P7"
