"""Decisions as they are looked up: which stand, wait, have expired, were undone or replaced."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.decisions.decide import decide
from pipeline.decisions.form import request_of
from pipeline.decisions.told import STATES, list_decisions
from pipeline.errors import UsageError
from pipeline.office import Office
from pipeline.vouch import vouch
from pipeline.vouch_text import render
from tests.decisions.conftest import JANUARY, MOMENT, REGION, decided, deliver, open_ids, run

EARLY = datetime(2026, 11, 1, 10, 0, tzinfo=UTC)


def _states(office: Office, *, run_month: bool = False) -> list[str]:
    return [row["state"] for row in list_decisions(office, JANUARY if run_month else None)]


def test_without_a_decision_there_is_none(doubtful: Office) -> None:
    assert list_decisions(doubtful) == list_decisions(doubtful, JANUARY) == []


def test_each_state_by_the_ledger_alone(doubtful: Office) -> None:
    finding = open_ids(doubtful)["parent"]
    given = {"finding_id": finding, "reason": "Checked.", "who": "A. Person"}
    short = given | {"action": "accept", "expires_on": "2026-11-10"}
    decide(doubtful, request_of(short), EARLY)
    assert _states(doubtful) == ["expired"]
    decided(doubtful, "parent", action="hold")
    assert _states(doubtful) == ["expired", "open"]
    correct = decided(doubtful, "parent", action="correct", new_value="227")
    assert _states(doubtful) == ["expired", "replaced", "standing"]
    undo = {"undoes": correct.decision_id, "reason": "Too soon.", "who": "B. Person"}
    decide(doubtful, request_of(undo), MOMENT + timedelta(hours=1))
    assert _states(doubtful) == ["expired", "open", "undone", "undo"]
    (row,) = list_decisions(doubtful, state="undone")
    assert list(row)[:2] == ["decision_id", "state"]
    assert (row["decision_id"], row["who"], row["new_value"]) == (correct.decision_id, "A. Person", "227")


def test_a_month_says_what_became_of_each(doubtful: Office) -> None:
    decided(doubtful, "parent", action="accept")
    assert _states(doubtful, run_month=True) == ["waiting"]
    run(doubtful)
    (row,) = list_decisions(doubtful, JANUARY)
    assert (row["state"], row["changes"], row["status_reason"]) == ("standing", "lifted", "")
    deliver(doubtful, {"value_as_printed": "1,406.0"}, REGION | {"value_as_printed": "2,280"})
    (row,) = list_decisions(doubtful, JANUARY)
    assert (row["state"], row["status_reason"]) == ("replaced", "newer_figure")
    assert _states(doubtful) == ["standing"], "the ledger alone knows no figures"


def test_an_unknown_state_or_month_is_a_sentence(doubtful: Office) -> None:
    with pytest.raises(UsageError, match=r"'right' is no state of a decision\. States: open, standing, "):
        list_decisions(doubtful, state="right")
    with pytest.raises(UsageError, match=r"no findings for month 2026-04\. Run `crossfoot run 2026-04"):
        list_decisions(doubtful, JANUARY.plus(3))
    assert len(set(STATES)) == len(STATES)


def test_flags_of_decisions_are_printed_in_words(doubtful: Office) -> None:
    decided(doubtful, "parent", action="correct", new_value="227")
    run(doubtful)
    said = render(vouch(doubtful, "fci.R1.2026-01"))
    assert "flags CORRECTED (rests on a figure used with another value by decision of the office)" in said
    assert "  note     corrected_by_office\n" in said, "the small office has no words for such codes"
