"""The score that orders the work: weight times distance over total, exact."""

from decimal import Decimal

import polars as pl
import pytest

from pipeline.rules.score import score_of, with_scores
from pipeline.rules.tables import FINDING
from tests.rules import harness

D = Decimal


@pytest.mark.parametrize(
    ("reported", "expected", "total", "weight", "score"),
    [
        (D(2270), (None, D(1406)), D(1406), D(1), D("0.6145092461")),
        (D(2270), (None, D(1406)), D(1406), D(3), D("1.8435277383")),
        (D(5), (D(10), None), D(100), D(1), D("0.05")),
        (D(5), (D(1), D(10)), D(100), D(1), D(0)),
        (D(12), (D(1), D(10)), D(-100), D(1), D("0.02")),
        (D(5), (None, None), D(100), D(1), None),
        (None, (D(1), D(2)), D(100), D(1), None),
        (D(5), (D(10), None), D(0), D(1), None),
        (D(5), (D(10), None), None, D(1), None),
        (D(10) ** 27, (D(0), D(0)), D("0.001"), D(1), None),
    ],
)
def test_score_of_one(
    reported: Decimal | None,
    expected: tuple[Decimal | None, Decimal | None],
    total: Decimal | None,
    weight: Decimal,
    score: Decimal | None,
) -> None:
    assert score_of(reported, expected, total, weight) == score


def _scores(given: str, **finding: object) -> list[Decimal | None]:
    connection = harness.house(given)
    row = {
        "measure_code": "fci",
        "unit_code": "AZN_MN",
        "reported": D(30),
        "expected_hi": D(20),
        **finding,
    }
    frame = pl.DataFrame([{name: row.get(name) for name in FINDING}], schema=FINDING)
    weights = {"families": D(2)}
    return with_scores(connection, harness.SQL, frame, weights)["score"].to_list()


GIVEN = """
obs source territory measure  period      unit   value
a   P1     C         fci      ytd:2025-01 AZN_MN 200
b   P1     R1        fci      ytd:2025-01 AZN_MN 30
d   P1     R1        fci      ytd:2025-02 AZN_MN 30
e   P2     R1        fci      ytd:2025-02 AZN_MN 31
f   P1     R2        fci      ytd:2025-02 AZN_MN -10
g   P1     R2        families ytd:2025-02 FAMILY 20
"""


def test_the_countrys_figure_is_the_total_else_the_figures_in_hand_each_series_once() -> None:
    january, february = (harness._period(text)[1] for text in ("ytd:2025-01", "ytd:2025-02"))
    assert _scores(GIVEN, period=january) == [D("0.05")]
    assert _scores(GIVEN, period=february) == [D("0.2439024390")]
    assert _scores(GIVEN, period=february, measure_code="families", unit_code="FAMILY") == [D(1)]
    assert _scores(GIVEN, period=february, measure_code="persons") == [None]


def test_a_percentage_is_weighed_against_a_hundred() -> None:
    assert _scores(GIVEN, unit_code="PCT") == [D("0.1")]


def test_no_findings_have_no_scores() -> None:
    connection = harness.house(GIVEN)
    assert with_scores(connection, harness.SQL, pl.DataFrame(schema=FINDING), {}).height == 0
