"""The golden cases of cases/*.toml: figures and decisions in, use, findings and status out."""

from pathlib import Path

import pytest

from tests.decisions import ledger_case as ledger
from tests.rules import harness

CASES = dict(ledger.read_cases(Path(__file__).parent / "cases"))
SHOWN = {"used": ledger.used, "findings": ledger.findings, "decisions": ledger.decisions}


@pytest.mark.parametrize("title", CASES)
def test_golden_case(title: str) -> None:
    case = CASES[title]
    tables = ledger.run(case)
    assert set(SHOWN) & set(case)
    for name in set(SHOWN) & set(case):
        head = case[name].strip().splitlines()[0].split()
        expected = [[word or "-" for word in row.values()] for row in harness.table(case[name])]
        assert harness.show(SHOWN[name](tables), head) == sorted(expected), name
