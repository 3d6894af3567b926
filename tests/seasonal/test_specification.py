"""Specifications: what they may hold, the files of an office, and the text that the program reads."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import BadInputError, CrossfootError
from pipeline.month import Month
from pipeline.seasonal.adjust import make_request
from pipeline.seasonal.declared import load_specifications, specifications_digest
from pipeline.seasonal.series import Series
from pipeline.seasonal.spc import LONGEST_LINE, Request, render
from pipeline.seasonal.specification import Specification, outlier_month, outlier_name
from tests.seasonal.conftest import AIRLINE

DECLARED = """
version = 2
owner = "methods"
reviewed_on = 2026-01-20
reviewed_to = "2025-12"
why = "Airline model, as last year."
model = "(0 1 1)(0 1 1)"
transform = "log"
seasonal_filter = "s3x5"
trend_filter = 13
regressors = ["td1coef", "easter[8]"]
outliers = ["AO2020.Apr", "LS2021.Jan"]
span_from = "2016-01"
"""
SERIES = Series(Month(2018, 1), tuple(Decimal(f"{100 + i}.50") for i in range(96)))


@pytest.fixture
def office(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        (tmp_path / "seasonal").mkdir(exist_ok=True)
        (tmp_path / "seasonal" / "fci.EX.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_declared_specification_is_read(office: Callable[[str], Path]) -> None:
    found = load_specifications(office(DECLARED))["fci.EX"]
    assert (found.series, found.version, found.span_from) == ("fci.EX", 2, Month(2016, 1))
    assert (found.outliers, found.critical) == (("AO2020.Apr", "LS2021.Jan"), "4.0")
    assert found.is_fixed


def test_an_office_without_specifications_has_none(tmp_path: Path) -> None:
    assert load_specifications(tmp_path) == {}


def test_the_digest_is_of_the_files(office: Callable[[str], Path]) -> None:
    first = specifications_digest(office(DECLARED))
    assert specifications_digest(office(DECLARED)) == first
    assert specifications_digest(office(DECLARED.replace("s3x5", "s3x9"))) != first


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('owner = "methods"\n', "", "seasonal/fci.EX.toml lacks the entry owner"),
        ("version = 2", "version = 2\nmodle = 1", "has the entry modle, which nobody reads"),
        ("version = 2", 'version = "2"', "has version = '2'. Expected: a whole number"),
        ("version = 2", "version = true", "has version = True. Expected: a whole number"),
        ("2026-01-20", '"2026-01-20"', "Expected: a day, such as 2026-01-31"),
        ('["td1coef", "easter[8]"]', "[1]", "Expected: a list of texts"),
        ('"2025-12"', '"December"', "has a month of another form: 'December' is not a month"),
        ('"2016-01"', '"2016-13"', "has a month of another form"),
        (
            '"(0 1 1)(0 1 1)"',
            '"automatic"',
            "leaves the model, the transformation or a filter to the program",
        ),
        ('"s3x5"', '"automatic"', "leaves the model, the transformation or a filter to the program"),
        ('"log"', '"automatic"', "leaves the model, the transformation or a filter to the program"),
        ("version = 2", "version = ", "cannot be read as TOML"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_sentence(
    office: Callable[[str], Path], old: str, new: str, said: str
) -> None:
    assert old in DECLARED
    with pytest.raises(BadInputError) as refused:
        load_specifications(office(DECLARED.replace(old, new)))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("name", "given_"),
    [
        ("series", ""),
        ("method", "x12"),
        ("transform", "sqrt"),
        ("model", "(0 1 1)"),
        ("model", "(0 1 1)(0 1 1)12"),
        ("model", "(0 1 1) (0 1 1)"),
        ("model", "(9 1 1)(0 1 1)"),
        ("regressors", ("easter[26]",)),
        ("regressors", ("td", "td")),
        ("regressors", ("holiday:Ramazan }",)),
        ("regressors", ("seasonal",)),
        ("outliers", ("AO2020.April",)),
        ("outliers", ("SO2020.Apr",)),
        ("outliers", ("AO2020.Apr", "AO2020.Apr")),
        ("outliers", tuple(f"AO20{n:02d}.Apr" for n in range(41))),
        ("critical", "2.7"),
        ("critical", "four"),
        ("seasonal_filter", "s3x7"),
        ("trend_filter", 12),
        ("trend_filter", 103),
        ("forecast_months", 0),
        ("forecast_months", 25),
        ("missing", "drop"),
        ("tests", ("lpyear",)),
        ("version", 0),
    ],
)
def test_a_part_that_nobody_knows_is_refused(name: str, given_: object) -> None:
    with pytest.raises(BadInputError, match=rf"has {name} = .*expected is"):
        replace(AIRLINE, **{name: given_})


def test_limits_are_taken_up_to_themselves() -> None:
    most = replace(AIRLINE, outliers=tuple(f"AO20{n:02d}.Apr" for n in range(40)), forecast_months=24)
    assert len(most.outliers) == 40
    assert replace(AIRLINE, critical="2.8", trend_filter=101).critical == "2.8"


def test_seats_looks_three_years_ahead_whatever_is_asked() -> None:
    assert (AIRLINE.horizon, replace(AIRLINE, method="seats").horizon) == (12, 36)


def test_the_text_has_one_value_a_line() -> None:
    lines = render(Request(SERIES, AIRLINE)).splitlines()
    start = lines.index("data=(") + 1
    assert lines[start : start + 96] == [f"{100 + i}.5" for i in range(96)]
    assert max(map(len, lines)) < 60


def test_everything_that_is_declared_is_in_the_text() -> None:
    specification = replace(
        AIRLINE, regressors=("td", "holiday:ramazan"), outliers=("AO2020.Apr",), trend_filter=13
    )
    values = [Decimal(i).scaleb(-3) for i in range(108)]
    text = render(
        Request(SERIES, specification, {"ramazan": values}, Month(2025, 1), "4.0", with_stability=True)
    )
    for lines in (
        "variables=(\ntd\nAO2020.Apr\n)",
        "user=(\nramazan\n)\nusertype=(\nholiday\n)\nstart=2018.Jan\ndata=(\n0\n0.001\n",
        "types=(ao ls tc)\nprint=none\ncritical=4.0\nspan=(2025.Jan, 2025.Dec)",
        "model=(0 1 1)(0 1 1)",
        "mode=mult\nseasonalma=s3x5\ntrendma=13",
        "slidingspans {",
        "history {\nestimates=(sadj trend)",
    ):
        assert lines in text


def test_a_line_that_is_too_long_or_not_ascii_never_reaches_the_program() -> None:
    with pytest.raises(CrossfootError, match="of 200 characters; at most 132 are read"):
        render(Request(replace(SERIES, values=(Decimal(10) ** 199,)), AIRLINE))
    most = render(Request(replace(SERIES, values=(Decimal(10) ** (LONGEST_LINE - 1),)), AIRLINE))
    assert max(map(len, most.splitlines())) == LONGEST_LINE


@settings(max_examples=100, deadline=None)
@given(st.lists(st.decimals(-(10**14), 10**14, places=10), min_size=1, max_size=20))
def test_exact_figures_are_written_exactly(values: list[Decimal]) -> None:
    lines = render(Request(Series(Month(2018, 1), tuple(values)), AIRLINE)).splitlines()
    start = lines.index("data=(") + 1
    assert [Decimal(line) for line in lines[start : start + len(values)]] == values
    assert not any("E" in line for line in lines[start : start + len(values)])


def test_outliers_are_searched_in_the_last_year_and_where_no_review_has_looked() -> None:
    assert make_request(SERIES, AIRLINE, {}).search_from == Month(2025, 1)
    seen = replace(AIRLINE, reviewed_to=Month(2025, 9))
    assert make_request(SERIES, seen, {}).search_from == Month(2025, 1)
    long_ago = replace(AIRLINE, reviewed_to=Month(2024, 6))
    assert make_request(SERIES, long_ago, {}).search_from == Month(2024, 7)
    before = replace(AIRLINE, reviewed_to=Month(2010, 1))
    assert make_request(SERIES, before, {}).search_from == Month(2018, 1)


def test_outliers_found_before_are_kept_and_those_outside_the_series_left_out() -> None:
    declared = replace(AIRLINE, outliers=("AO2020.Apr", "LS2030.Jan"))
    request = make_request(SERIES, declared, {}, kept=("TC2021.May", "AO2020.Apr", "AO2010.Jan"))
    assert request.specification.outliers == ("AO2020.Apr", "TC2021.May")


def test_names_of_outliers_are_read_as_they_are_written() -> None:
    for month in Month(1999, 12).to(Month(2001, 1)):
        assert outlier_month(outlier_name("TC", month)) == month


def test_without_a_review_the_specification_still_needs_its_series() -> None:
    assert Specification("x", "(0 1 1)(0 1 1)").is_fixed
