"""Triangles as sources stated figures: those of the fictional office equal its generator's vintages."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from pipeline.errors import UsageError
from pipeline.office import Office
from pipeline.vintages.stated import stated_triangle
from pipeline.vintages.triangle import long_rows, triangle_rows
from sources.example.generate import plant, publish, true_flows
from tests.small_office import WriteOffice, investment
from tests.vintages.test_supersede import WITHDRAW, Ledger


@pytest.fixture(scope="module")
def example(conformed: Callable[[str], Office]) -> Office:
    """Take in the fictional office."""
    return conformed("example")


@pytest.mark.parametrize(
    "territory", ["EX", *(pytest.param(name, marks=pytest.mark.long) for name in ("EX-R02", "EX-D0301"))]
)
def test_the_triangle_is_that_of_the_generator(example: Office, territory: str) -> None:
    book = publish(true_flows())
    plant(book)
    found = stated_triangle(example, "fci", territory)
    ytd = {period for period in found.periods if period[4:10] == "-01-01"}
    expected = {
        (_period(index), vintage): Decimal(known[-1][1]) / 10
        for (place, measure, index), stated in book.published.items()
        if (place, measure) == (territory, "fci")
        for vintage in found.vintages
        if (known := [one for one in stated if one[0] <= _last(vintage)])
    }
    assert len(expected) > 5_000
    assert {key: value for key, value in found.values.items() if key[0] in ytd} == expected
    period = max(expected, key=lambda key: len({value for at, value in expected.items() if at[0] == key[0]}))[
        0
    ]
    own = [expected[period, one] for one in found.vintages if (period, one) in expected]
    assert len(set(own)) > 1
    assert found.revision(period, found.vintages[-1]) == own[-1] - own[0]


def _period(index: int) -> str:
    """Name the year-to-date period of a month of the generator."""
    year, month = 2016 + index // 12, index % 12 + 1
    return f"{date(year, 1, 1)}/{date(year, month, monthrange(year, month)[1])}"


def _last(vintage: date) -> date:
    return vintage.replace(day=monthrange(vintage.year, vintage.month)[1])


@pytest.fixture
def revised(write_office: WriteOffice) -> Office:
    """Give an office with a figure that was revised, withdrawn and stated again."""
    ledger = Ledger(write_office, {}, {}, {})
    north = {"territory_as_written": "North"}
    stated = [("2026-02-20", "900.5"), ("2026-05-20", "905.5"), ("2026-09-20", "903.5")]
    lines = [north | {"published_on": day, "value": value} for day, value in stated]
    other = north | {"value": "400.5", "period_start": "2025-01-01", "period_end": "2025-01-31"}
    ledger.deliver("a", "2026-10-01", investment(*lines, other))
    ledger.deliver("b", "2026-10-02", more=WITHDRAW.replace("2026-03-10", "2026-07-10"))
    ledger.run()
    assert ledger.office
    return ledger.office


def test_a_withdrawn_month_has_no_value_and_r_is_later_less_preliminary(revised: Office) -> None:
    rows = triangle_rows(stated_triangle(revised, "fci", "R1"), 9)
    own = next(row for row in rows if row["period"] == "2026-01-01/2026-01-31")
    assert {name: str(value) for name, value in own.items() if name not in ("period", "first")} == {
        "preliminary": "900.5000000000",
        "2026-02": "900.5000000000",
        "2026-05": "905.5000000000",
        "2026-07": "None",
        "2026-09": "903.5000000000",
        "R": "3.0000000000",
    }


def test_vintages_are_cut_and_told_one_by_one(revised: Office) -> None:
    early = stated_triangle(revised, "fci", "R1", upto=date(2026, 5, 31))
    assert early.vintages == (date(2026, 2, 1), date(2026, 5, 1))
    assert [row["R"] for row in long_rows(early)] == [0, 0, 0, 5]
    assert list(triangle_rows(early, 1)[0]) == ["period", "first", "preliminary", "2026-05", "R"]


@pytest.mark.parametrize(
    ("measure", "territory", "said"),
    [
        ("dwellings", "R1", r"no figure of dwellings \(_T\) for R1\. It has figures of fci\. Measures and"),
        ("fci", "R9", r"for R9\. It has no figure\. Measures"),
    ],
)
def test_no_such_figure_is_a_sentence(revised: Office, measure: str, territory: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        stated_triangle(revised, measure, territory)
