"""One line of a register: its figures, their dates and codes, and what is quarantined with which reason."""

from datetime import date
from typing import Any

import pytest

from pipeline.intake.layout import CODE_COLUMNS, load_layout
from pipeline.intake.lines import LineResult, read_line
from tests.small_office import LINE

INVESTMENT = {**LINE, "value_as_printed": "1,406.0", "value": "1406.0"}
DEMINING = {
    "source_id": "S1",
    "published_on": "",
    "territory_as_written": "Country",
    "period_start": "2026-01-05",
    "period_end": "2026-01-10",
    "period_kind": "week",
    "anti_tank_mines": "3",
}


def _read(layout: str, base: dict[str, str], **changed: str) -> LineResult:
    known = load_layout(layout)
    empty = dict.fromkeys([*known.columns, *CODE_COLUMNS], "")
    return read_line({**empty, **base, **changed}, known)


def _investment(**changed: str) -> LineResult:
    return _read("investment", INVESTMENT, **changed)


def _only(result: LineResult) -> dict[str, Any]:
    (figure,) = result.figures
    return figure


def test_a_line_gives_a_figure_with_all_that_it_says() -> None:
    figure = _only(_investment())
    assert figure == {
        "source_id": "S1",
        "territory_as_written": "Country",
        "period_as_written": "January",
        "period_kind": "ytd",
        "period_start": date(2026, 1, 1),
        "period_end": date(2026, 1, 31),
        "plan_date": "reference",
        "published_from": date(2026, 2, 20),
        "published_to": date(2026, 2, 20),
        "qualifier": "",
        "inferred": "",
        "scope": "",
        "interpretation": "",
        "field": "value",
        "quantity": "level",
        "as_printed": "1,406.0",
        "value_as_delivered": "1406.0",
        "step_as_written": "0.1",
        "label_as_written": "fixed_capital_investment/total",
        "unit_as_written": "mln AZN",
        "disposition": "used",
        "reason": "",
    }


def test_a_line_gives_up_to_three_figures() -> None:
    result = _investment(share_pct_as_printed="67.7", growth_pct="75.6")
    assert [(f["quantity"], f["as_printed"], f["unit_as_written"]) for f in result.figures] == [
        ("level", "1,406.0", "mln AZN"),
        ("share", "67.7", "%"),
        ("growth", "75.6", "%"),
    ]


@pytest.mark.parametrize(
    ("printed", "value", "step"),
    [("2.6 times more", "2.6", "0.1"), ("20,8-fold increase", "20.8", "0.1"), ("3 times", "3", "1")],
)
def test_growth_printed_as_a_ratio_is_a_multiple(printed: str, value: str, step: str) -> None:
    figure = _investment(growth_as_printed=printed, growth_pct="160").figures[1]
    assert (figure["quantity"], figure["unit_as_written"]) == ("multiple", "times")
    assert (figure["as_printed"], figure["value_as_delivered"]) == (printed, value)
    assert (figure["step_as_written"], figure["disposition"]) == (step, "used")


def test_a_ratio_of_a_decrease_is_held() -> None:
    result = _investment(growth_as_printed="3.5-fold decrease", interpretation="growth:ratio_of_decrease")
    level, multiple = result.figures
    assert (level["disposition"], level["interpretation"]) == ("used", "")
    assert multiple["disposition"] == "held"
    assert "ratio_of_decrease" in multiple["reason"]
    assert result.reasons == []


def test_a_ratio_that_cannot_be_read_is_quarantined_even_where_it_is_one_of_a_decrease() -> None:
    result = _investment(growth_as_printed="twofold decrease", interpretation="growth:ratio_of_decrease")
    assert result.figures[1]["disposition"] == "quarantined"
    assert result.reasons == ["'twofold decrease' stands without its value as a number"]


def test_codes_with_a_field_before_them_belong_to_that_figure() -> None:
    result = _investment(
        share_pct_as_printed="67.7",
        growth_pct="75.6",
        qualifier="growth:almost;share:about;more_than",
        scope="listed_by_source;share:share_of_parent_territory",
    )
    assert [f["qualifier"] for f in result.figures] == ["more_than", "about;more_than", "almost;more_than"]
    assert [f["scope"] for f in result.figures] == [
        "listed_by_source",
        "listed_by_source;share_of_parent_territory",
        "listed_by_source",
    ]


@pytest.mark.parametrize(
    ("start", "end", "cumulative", "kind"),
    [
        ("2026-01-01", "2026-01-31", "true", "ytd"),
        ("2025-01-01", "2025-12-31", "TRUE", "ytd"),
        ("2025-01-01", "2025-12-31", "false", "year"),
        ("2025-01-01", "2025-12-31", "", "year"),
        ("2025-03-01", "2025-03-31", "false", "month"),
        ("2025-03-01", "2025-05-31", "true", "span"),
        ("", "", "true", "unknown"),
    ],
)
def test_the_kind_of_a_period(start: str, end: str, cumulative: str, kind: str) -> None:
    figure = _only(_investment(period_start=start, period_end=end, cumulative=cumulative))
    assert (figure["period_kind"], figure["disposition"]) == (kind, "used")


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("week", "week"),
        ("cumulative", "span"),
        ("Month", "month"),
        ("year", "year"),
        ("", "span"),
        ("target", "span"),
    ],
)
def test_a_register_may_name_the_kind_of_a_period(given: str, kind: str) -> None:
    assert _only(_read("demining", DEMINING, period_kind=given))["period_kind"] == kind


FAULTS = [
    ({"period_start": "2026-02-30"}, "'2026-02-30' in column period_start is not a possible date"),
    ({"period_end": "31.01.2026"}, "'31.01.2026' in column period_end is not a possible date"),
    ({"published_on": "2026-13-01"}, "'2026-13-01' in column published_on is not a possible date"),
    ({"period_end": "2025-12-31"}, "the period ends on 2025-12-31, before it starts on 2026-01-01"),
    ({"cumulative": "yes"}, "'yes' in column cumulative is none of false, true"),
]


@pytest.mark.parametrize(("changed", "reason"), FAULTS)
def test_a_bad_date_quarantines_every_figure_of_its_line(changed: dict[str, str], reason: str) -> None:
    result = _investment(**changed, growth_pct="75.6")
    assert [(f["disposition"], f["reason"]) for f in result.figures] == [("quarantined", reason)] * 2
    assert result.reasons == [reason]


def test_a_period_with_a_bad_date_is_not_known() -> None:
    figure = _only(_investment(period_start="2026-02-30"))
    assert (figure["period_kind"], figure["period_start"], figure["period_end"]) == ("unknown", None, None)


def test_a_bad_date_in_a_column_of_words_names_that_column() -> None:
    base = {"source_id": "S1", "as_of_or_event_date": "2025-02-29", "figure_kind": "plan", "families": "20"}
    assert _read("resettlement", base).reasons == [
        "'2025-02-29' in column as_of_or_event_date is not a possible date"
    ]


def test_a_kind_of_period_that_is_not_known_is_quarantined() -> None:
    (reason,) = _read("demining", DEMINING, period_kind="quarter").reasons
    assert reason == "'quarter' in column period_kind is none of cumulative, month, week, year"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (
            {"value": "1,406"},
            "'1,406' is not a number in plain form with at most 16 digits before and 6 after",
        ),
        ({"value": "12345678901234567"}, "is not a number in plain form"),
        ({"value": "1407"}, "the digits of '1,406.0' do not make the value 1407"),
        ({"value": ""}, "'1,406.0' stands without its value as a number"),
    ],
)
def test_a_figure_that_cannot_be_read_leaves_the_others_alone(changed: dict[str, str], reason: str) -> None:
    result = _investment(**changed, growth_pct="75.6")
    level, growth = result.figures
    assert level["disposition"] == "quarantined"
    assert reason in level["reason"]
    assert (growth["disposition"], growth["reason"]) == ("used", "")
    assert result.reasons == [level["reason"]]


def test_a_line_without_a_number_gives_no_figure_and_no_reason() -> None:
    assert _investment(value="", value_as_printed="") == LineResult([], [])


def test_a_value_without_printed_text_stands_for_itself() -> None:
    figure = _only(_investment(value_as_printed="", value="99.50"))
    assert (figure["as_printed"], figure["step_as_written"]) == ("99.50", "0.01")


def test_units_may_be_fixed_by_the_layout() -> None:
    base = {"source_id": "S1", "as_of_or_event_date": "2026-01-19", "figure_kind": "cumulative_total"}
    result = _read("resettlement", base, families="881", persons="3602", settlements="5")
    assert [(f["label_as_written"], f["unit_as_written"]) for f in result.figures] == [
        ("cumulative_total/families", "families"),
        ("cumulative_total/persons", "persons"),
        ("cumulative_total/settlements", "settlements"),
    ]


def test_a_level_whose_unit_is_read_as_a_slip_is_held_and_its_growth_is_used() -> None:
    result = _investment(
        value_as_printed="3.082", value="3.082", growth_pct="11.3", interpretation="unit_slip"
    )
    level, growth = result.figures
    assert (level["disposition"], growth["disposition"]) == ("held", "used")
    assert "unit_slip" in level["reason"]
