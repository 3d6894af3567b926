"""The golden cases of cases/*.toml: figures in, outcomes out, as rows that a statistician can read."""

from pathlib import Path

import pytest

from tests.rules import harness

CASES = dict(harness.read_cases(Path(__file__).parent / "cases"))


def _outcome(case: harness.Row, given: str, columns: list[str]) -> list[list[str]]:
    connection = harness.house(given, case.get("sources", ""))
    harness.withhold(connection, case.get("withheld", []))
    return harness.show(harness.run(connection, case["sql"], case.get("rules", "")), columns)


@pytest.mark.parametrize("title", CASES)
def test_golden_case(title: str) -> None:
    case = CASES[title]
    columns = case["expect"].strip().splitlines()[0].split()
    expected = [list(row.values()) for row in harness.table(case["expect"])]
    found = _outcome(case, case["given"], columns)
    assert found == sorted([[word or "-" for word in row] for row in expected])
