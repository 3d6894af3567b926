"""What a person may write as an answer, and the sentence for what is not possible."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.reading.draft import Item
from pipeline.reading.field import FIELDS, MAX_ANSWER, MAX_REASON, check_reason, kind_of_period, read_field
from pipeline.reading.lists import Lists

ITEM = Item(start="1", end="2")


def period(start: str, end: str, kind: str) -> dict[str, str]:
    return {"period_start": start, "period_end": end, "period_kind": kind}


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("value", "2270000000", {"value": "2270000000"}),
        ("value", "-14.1", {"value": "-14.1"}),
        ("measure", "fci", {"measure": "fci"}),
        ("measure", " Investment in fixed  capital ", {"measure": "fci"}),
        ("measure", "fci: investment in fixed capital", {"measure": "fci"}),
        ("measure", "fci purpose=services", {"measure": "fci", "breakdown": "purpose=services"}),
        ("breakdown", "none", {"breakdown": "_T"}),
        (
            "breakdown",
            "status=completed;purpose=services",
            {"breakdown": "purpose=services;status=completed"},
        ),
        ("territory", "R1", {"territory": "R1"}),
        ("territory", "First district", {"territory": "D1"}),
        ("territory", "D1: First district", {"territory": "D1"}),
        ("unit", "AZN", {"unit": "AZN"}),
        ("unit", "mln AZN", {"unit": "mln AZN"}),
        ("kind", "historical", {"kind": "historical"}),
        ("quantity", "growth", {"quantity": "growth"}),
        ("qualifier", "more_than", {"qualifier": "more_than"}),
        ("qualifier", "none", {"qualifier": ""}),
        ("price_basis", "real", {"price_basis": "real"}),
        ("scope", "coverage_of_source", {"scope": "coverage_of_source"}),
        ("scale", "1000000", {"scale": "1000000"}),
        ("decimal_mark", ",", {"decimal_mark": ","}),
        ("period", "2026", period("2026-01-01", "2026-12-31", "year")),
        ("period", "2026-02", period("2026-02-01", "2026-02-28", "month")),
        ("period_end", "2026-01-31", period("2026-01-31", "2026-01-31", "instant")),
        ("period", "2025-01/2025-09", period("2025-01-01", "2025-09-30", "ytd")),
        ("period", "2025-02/2025-09", period("2025-02-01", "2025-09-30", "span")),
        (
            "due_on",
            "2026",
            {"due_on": "2026-12-31", **period("2026-12-31", "2026-12-31", "instant")},
        ),
    ],
)
def test_an_answer_sets_what_it_says(lists: Lists, field: str, text: str, expected: dict[str, str]) -> None:
    assert read_field(field, text, ITEM, lists) == expected


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("value", "2,270", "not a number in plain form"),
        ("value", "1e9", "not a number in plain form"),
        ("value", "nan", "not a number in plain form"),
        ("value", "=1+1", "not a number in plain form"),
        ("value", "1" * 17, "at most 16 digits"),
        ("value", "1.1234567", "6 after a point"),
        (
            "measure",
            "investments fixed capital",
            r"no code of the list 'measure'\. Nearest: fci \(investment",
        ),
        ("measure", "fci purpose=x", "no code of the list 'breakdown'"),
        (
            "territory",
            "Frist district",
            r"no single territory of the office\. Nearest: .*D1 \(First district",
        ),
        ("unit", "quintals", "no code of the list 'unit'"),
        ("kind", "observed", "Nearest: observation"),
        ("period", "last year", r"Write it in one of these forms: 2026, 2026-01"),
        ("period", "2026-13", "is no period"),
        ("period", "2026-02-30", "is no period"),
        ("scope", "A phrase.", "no code for 'scope'"),
        ("decimal_mark", ";", "comma or a point"),
        ("scale", "1200", "no scale"),
        ("as_printed", "9", "no field 'as_printed' to answer"),
        ("value", "1" * (MAX_ANSWER + 1), f"more than {MAX_ANSWER} characters"),
        ("value", "1\x00", "signs that do not print"),
    ],
)
def test_what_is_not_possible_is_a_sentence(lists: Lists, field: str, text: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read_field(field, text, ITEM, lists)


def test_the_value_of_a_date_is_a_date(lists: Lists) -> None:
    item = Item(start="1", end="2", kind="date")
    assert read_field("value", "2025-03", item, lists) == {
        "value": "2025-03",
        "period_start": "2025-03-01",
        "period_end": "2025-03-31",
    }
    with pytest.raises(UsageError, match="is no period"):
        read_field("value", "March", item, lists)


@pytest.mark.parametrize("value", ["held", "rejected", "out_of_scope"])
def test_setting_a_figure_aside_needs_a_reason_of_limited_length(value: str) -> None:
    with pytest.raises(UsageError, match="needs a reason"):
        check_reason("disposition", value, " ")
    check_reason("disposition", value, "r" * MAX_REASON)
    with pytest.raises(UsageError, match=f"at most {MAX_REASON}"):
        check_reason("disposition", value, "r" * (MAX_REASON + 1))
    check_reason("disposition", "used", "")


def test_a_whole_year_is_no_year_to_date() -> None:
    assert kind_of_period(date(2025, 1, 1), date(2025, 12, 31)) == "year"
    assert kind_of_period(date(2024, 1, 1), date(2025, 9, 30)) == "span"
    assert kind_of_period(None, None) == "unknown"


@settings(max_examples=200)
@given(st.decimals(min_value=-(10**15), max_value=10**15, places=4))
def test_a_value_is_kept_to_its_last_digit(real_lists: Lists, value: Decimal) -> None:
    assert Decimal(read_field("value", format(value, "f"), ITEM, real_lists)["value"]) == value


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FIELDS), st.text(max_size=40))
def test_whatever_is_written_is_read_or_refused_with_a_sentence(
    real_lists: Lists, field: str, text: str
) -> None:
    try:
        read = read_field(field, text, ITEM, real_lists)
    except UsageError as error:
        assert str(error).endswith((".", "decimals."))
    else:
        assert all(hasattr(ITEM, name) for name in read if name not in ("scale", "decimal_mark"))


@pytest.mark.parametrize(
    ("printed", "value", "step", "unit", "taken"),
    [
        ("1,234.5", "1234.5", "0.1", "mln AZN", True),
        ("2.27 billion", "2270000000", "10000000", "mln AZN", False),
        ("2.27 billion", "2270000000", "10000000", "AZN", True),
        ("12 thousand", "12000", "1000", "persons", True),
        ("", "", "", "mln AZN", True),
    ],
)
def test_a_word_for_millions_is_never_counted_twice(
    lists: Lists, printed: str, value: str, step: str, unit: str, taken: bool
) -> None:
    item = Item(start="1", end="9", as_printed=printed, value=value, step=step)
    if taken:
        assert read_field("unit", unit, item, lists) == {"unit": unit}
        return
    with pytest.raises(UsageError, match=r"is read in full, as 2270000000; .* without such a word: AZN\."):
        read_field("unit", unit, item, lists)
