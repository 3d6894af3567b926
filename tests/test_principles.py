"""The table of principles names ten of them, each with tests that exist."""

import re

import pytest

from pipeline.project import locate

ROOT = locate().root
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "principles.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d+\.", line)
]


def test_there_are_ten_in_their_order() -> None:
    assert [int(row[0].partition(".")[0]) for row in ROWS] == list(range(1, 11))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].partition(".")[0])
def test_each_has_a_mechanism_and_tests_that_exist(row: list[str]) -> None:
    principle, mechanism, tests, office = row
    named = re.findall(r"`([^`]+)`", tests)
    assert principle and mechanism and named and office
    for name in named:
        path = ROOT / name
        assert path.is_dir() or "def test_" in path.read_text(encoding="utf-8"), name
