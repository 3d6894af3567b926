"""The form of a decision: text in, a request or a sentence a field out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.decisions.form import FORM_FIELDS, Request, decision_from_form, request_of
from pipeline.decisions.model import MAX_REASON, MAX_WHO
from pipeline.decisions.period import read_period
from pipeline.errors import UsageError

GOOD = {"finding_id": "549dc977", "action": "accept", "reason": "Confirmed by telephone.", "who": "A. Person"}


def test_a_good_form_is_a_request() -> None:
    request, problems = decision_from_form(GOOD)
    assert problems == {}
    assert request == Request("accept", "549dc977", "", "", "Confirmed by telephone.", "A. Person")


def test_spaces_and_capitals_of_ids_do_not_matter() -> None:
    request, _ = decision_from_form(
        GOOD | {"finding_id": " 549DC977\n", "action": "Accept ", "reason": "Line one,\r\n  line two."}
    )
    assert request is not None
    assert (request.finding_id, request.action, request.reason) == (
        "549dc977",
        "accept",
        "Line one, line two.",
    )


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"reason": ""}, "reason", "The field 'reason' is empty. Say why"),
        ({"reason": "  "}, "reason", "is empty"),
        (
            {"reason": "x" * (MAX_REASON + 1)},
            "reason",
            f"has {MAX_REASON + 1} characters; at most {MAX_REASON}",
        ),
        ({"reason": "=1+1"}, "reason", "begins with '='"),
        ({"reason": "a\x00b"}, "reason", "cannot be printed"),
        ({"who": ""}, "who", "Give the name of the person"),
        ({"who": "x" * (MAX_WHO + 1)}, "who", f"at most {MAX_WHO}"),
        ({"who": "@A"}, "who", "Begin with a letter or a digit"),
        ({"action": "fix"}, "action", "'fix' is no action. Choose one of accept, reject"),
        ({"finding_id": ""}, "finding_id", "Name the finding"),
        ({"finding_id": "xyz"}, "finding_id", "'xyz' is no id"),
        ({"finding_id": "549dc"}, "finding_id", "6 to 24"),
        ({"content_key": "not hex"}, "content_key", "is no id"),
        ({"new_value": "5"}, "new_value", "To accept takes no new value"),
        ({"action": "correct"}, "new_value", "'' is not a number in plain form"),
        ({"action": "correct", "new_value": "1e3"}, "new_value", "'1e3' is not a number in plain form"),
        ({"action": "correct", "new_value": "1,5"}, "new_value", "in the unit of the figure"),
        ({"action": "correct", "new_value": "1" * 17}, "new_value", "at most 16 digits"),
        ({"action": "correct", "new_value": "0.1234567"}, "new_value", "and 6 after the point"),
        ({"action": "correct", "new_value": "5", "content_key": "all"}, "content_key", "is about one figure"),
        ({"action": "attribute", "new_value": "last year"}, "new_value", "'last year' is no period"),
        ({"action": "attribute", "new_value": "2025-13"}, "new_value", "2025-09 (a month)"),
        ({"expires_on": "soon"}, "expires_on", "'soon' is not a day"),
        ({"undoes": "8ad86eb2"}, "finding_id", "Leave 'finding_id', 'action'"),
        ({"nobody": "x"}, "nobody", "There is no field 'nobody'"),
    ],
)
def test_each_field_has_its_sentence(changes: dict[str, str], field: str, said: str) -> None:
    request, problems = decision_from_form(GOOD | changes)
    assert request is None
    assert set(problems) == {field}
    assert said in problems[field]


def test_texts_of_full_length_are_kept() -> None:
    request, _ = decision_from_form(GOOD | {"reason": "x" * MAX_REASON, "who": "y" * MAX_WHO})
    assert request is not None
    assert (len(request.reason), len(request.who)) == (MAX_REASON, MAX_WHO)


@pytest.mark.parametrize(
    ("written", "kept"), [("227.50", "227.50"), ("-14.1", "-14.1"), ("007", "7"), ("9" * 16, "9" * 16)]
)
def test_a_value_is_exact_and_keeps_its_last_place(written: str, kept: str) -> None:
    assert request_of(GOOD | {"action": "correct", "new_value": written}).new_value == kept


def test_an_undo_needs_a_reason_and_a_name_only() -> None:
    request = request_of({"undoes": "8ad86eb2", "reason": "Taken back.", "who": "A. Person"})
    assert (request.undoes, request.action) == ("8ad86eb2", "")


def test_all_that_is_missing_is_said_at_once() -> None:
    with pytest.raises(UsageError) as error:
        request_of({})
    assert all(part in str(error.value) for part in ("'reason' is empty", "'who' is empty", "is no action"))


def test_a_day_is_read() -> None:
    assert request_of(GOOD | {"expires_on": "2027-03-31"}).expires_on == date(2027, 3, 31)


@given(st.dictionaries(st.sampled_from(FORM_FIELDS), st.text(max_size=40)))
def test_any_form_is_a_request_or_has_sentences(fields: dict[str, str]) -> None:
    request, problems = decision_from_form(fields)
    assert (request is None) == bool(problems)
    assert all(text.endswith(".") for text in problems.values())


PERIODS = """
2025                  | flow  | 2025-01-01/2025-12-31 | ytd
2025                  | stock | 2025-01-01/2025-12-31 | year
2025-09               | flow  | 2025-09-01/2025-09-30 | month
2025-01               | flow  | 2025-01-01/2025-01-31 | month
2025-01/2025-09       | flow  | 2025-01-01/2025-09-30 | ytd
2025-01/2025-09       | stock | 2025-01-01/2025-09-30 | span
2025-02/2025-09       | flow  | 2025-02-01/2025-09-30 | span
2025-01-01/2025-09-29 | flow  | 2025-01-01/2025-09-29 | span
2024-01/2025-12       | flow  | 2024-01-01/2025-12-31 | span
2025-09-14            | stock | 2025-09-14/2025-09-14 | instant
"""


@pytest.mark.parametrize("line", PERIODS.strip().splitlines())
def test_periods(line: str) -> None:
    text, nature, days, kind = (part.strip() for part in line.split("|"))
    period = read_period(text, nature)
    assert period is not None
    assert (str(period), period.kind) == (days, kind)
    assert read_period(str(period), nature) == period


@pytest.mark.parametrize("text", ["", "soon", "2025-13", "2025-09/2025-08", "0000"])
def test_what_is_no_period(text: str) -> None:
    assert read_period(text) is None
