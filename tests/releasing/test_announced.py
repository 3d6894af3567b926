"""An issue that is approved ahead of the hour that the calendar announces, with a key and without."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.errors import UsageError
from pipeline.releasing.declared import Releasing
from pipeline.releasing.embargo import (
    embargo,
    moment_of,
    open_due,
    open_issue,
)
from pipeline.releasing.form import take_step
from pipeline.releasing.ledger import read_ledger, state_of
from pipeline.releasing.model import Entry, State
from pipeline.releasing.readers import publish_site
from pipeline.releasing.steps import approve
from tests.releasing.conftest import ANN, BEN, KEY, Desk, after, plain_copies
from tests.small_office import INVESTMENT, WriteOffice

ID = f"{KEY}.1"
CALENDAR = "month,day,hour,zone,status\n2026-01,2026-04-22,13:00,Asia/Baku,confirmed\n"


def test_an_approved_issue_waits_for_the_hour_of_the_calendar(desk: Desk, write_office: WriteOffice) -> None:
    office = write_office({"first": {"investment.csv": INVESTMENT}}, {"release_calendar.csv": CALENDAR})
    desk.office = replace(office, release=desk.office.release)
    desk.run()
    desk.approved()
    with pytest.raises(UsageError, match="released at 2026-04-22T09:00:00Z"):
        open_issue(desk.office, ID, desk.who(BEN))
    assert moment_of(office, KEY) == (datetime(2026, 4, 22, 9, tzinfo=UTC), "Asia/Baku")
    embargo(desk.office, KEY, desk.who(BEN), *moment_of(office, KEY))
    desk.at = after(days=3)
    assert [entry.state for entry in open_due(desk.office, desk.who(BEN))] == [State.RELEASED]


@pytest.fixture
def announced(desk: Desk, write_office: WriteOffice) -> Desk:
    """Give the desk with a calendar and a release at hand, two days ahead of its hour."""
    office = write_office({"first": {"investment.csv": INVESTMENT}}, {"release_calendar.csv": CALENDAR})
    desk.office = replace(office, release=desk.office.release)
    desk.run()
    return desk


def approve_by_form(desk: Desk) -> Entry:
    """Submit and approve as a form does."""
    take_step(desk.office, "submit", {"month": KEY, "who": ANN}, desk.who(ANN).at)
    return take_step(
        desk.office, "approve", {"month": KEY, "who": BEN, "hash": desk.digits()}, desk.who(BEN).at
    )


def test_an_issue_that_is_approved_ahead_of_its_hour_is_locked_at_once(announced: Desk) -> None:
    made = approve_by_form(announced)
    assert (made.state, made.facts["until"]) == (
        State.EMBARGOED,
        "2026-04-22T09:00:00Z",
    )
    assert [entry.step for entry in read_ledger(announced.office)] == ["submit", "approve", "embargo"]
    assert made.reason == "As announced for 2026-04-22 13:00 Asia/Baku."
    assert plain_copies(announced.office) == []


def test_an_issue_that_a_kill_left_approved_is_locked_by_the_clock(announced: Desk) -> None:
    announced.approved()
    assert plain_copies(announced.office) != []
    (locked,) = open_due(announced.office, announced.who("clock"))
    assert (locked.state, plain_copies(announced.office)) == (State.EMBARGOED, [])
    assert open_due(announced.office, announced.who("clock")) == []


def test_an_issue_that_was_approved_opens_at_its_hour_even_if_nobody_locked_it(announced: Desk) -> None:
    announced.approved()
    announced.at = after(days=3)
    assert [entry.state for entry in open_due(announced.office, announced.who("clock"))] == [State.RELEASED]


def test_an_issue_that_is_approved_after_its_hour_waits_for_a_person(announced: Desk) -> None:
    announced.at = after(days=3)
    assert approve_by_form(announced).state is State.APPROVED
    assert open_due(announced.office, announced.who("clock")) == []


def test_without_a_key_an_issue_is_not_approved_ahead_of_its_hour(announced: Desk) -> None:
    announced.office = replace(announced.office, release=Releasing())
    with pytest.raises(UsageError, match=r"encrypted until then.*crossfoot release key FILE.* without-vault"):
        approve_by_form(announced)
    assert state_of(announced.office, ID) is State.IN_REVIEW
    announced.at = after(days=3)
    assert announced_approval(announced).state is State.APPROVED


def announced_approval(desk: Desk) -> Entry:
    """Approve what was submitted."""
    return approve(desk.office, KEY, desk.who(BEN), desk.digits())


def test_an_exception_that_the_issue_prints_leaves_it_in_the_clear_until_its_hour(announced: Desk) -> None:
    announced.office = replace(announced.office, release=Releasing())
    fields = {"month": KEY, "who": ANN, "rule": "without-vault", "reason": "The key is on its way."}
    take_step(announced.office, "except", fields, announced.who(ANN).at)
    with pytest.raises(UsageError, match="does not print the exceptions"):
        approve_by_form(announced)
    announced.run()
    assert approve_by_form(announced).state is State.APPROVED
    assert open_due(announced.office, announced.who("clock")) == []
    assert publish_site(announced.office) is None
    announced.at = after(days=3)
    assert [entry.state for entry in open_due(announced.office, announced.who("clock"))] == [State.RELEASED]
