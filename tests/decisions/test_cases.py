"""The golden cases of cases/*.toml: figures and decisions in, use, findings and status out."""

from pathlib import Path

import pytest

from pipeline.neutrality.check import check_words
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


def test_what_is_told_of_a_decision_takes_no_side() -> None:
    told = {
        row[name]
        for case in CASES.values()
        if "decisions" in case
        for row in harness.table(case["decisions"])
        for name in ("status", "reason")
        if row.get(name)
    }
    assert {"finding_gone", "finding_changed", "newer_figure"} <= told
    rows = "".join(f"{code}\n" for code in sorted(told))
    assert check_words({"decisions.csv": f"status_reason\n{rows}".encode()}) == []
