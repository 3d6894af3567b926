"""Which figures wait for a release: by the calendar, by the ledger, and in an office that has a key."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.month import Month
from pipeline.releasing.ahead import Ahead, ahead_of
from pipeline.releasing.declared import Releasing
from pipeline.releasing.embargo import open_due
from pipeline.releasing.vault import VARIABLE
from tests.releasing.conftest import BEN, KEY, NOON, Desk, after
from tests.small_office import INVESTMENT, WriteOffice

CALENDAR = """\
month,day,hour,zone,status
2026-01,2026-04-22,13:00,Asia/Baku,confirmed
2026-02,2026-05-20,13:00,Asia/Baku,planned
"""
DECEMBER, JANUARY, FEBRUARY = (Month.parse(key) for key in ("2025-12", KEY, "2026-02"))
HOUR = datetime(2026, 4, 22, 9, tzinfo=UTC)
IN_JANUARY, IN_MARCH = date(2026, 1, 31), date(2026, 3, 1)


@pytest.fixture
def own(desk: Desk, write_office: WriteOffice) -> Desk:
    """Give the desk with a calendar."""
    office = write_office({"first": {"investment.csv": INVESTMENT}}, {"release_calendar.csv": CALENDAR})
    return Desk(office)


@pytest.mark.parametrize(
    ("known", "months", "says"),
    [
        (IN_JANUARY, [JANUARY], JANUARY),
        (IN_JANUARY, [DECEMBER], None),
        (IN_JANUARY, [], None),
        (date(2026, 2, 1), [DECEMBER], JANUARY),
        (date(2026, 2, 1), [], JANUARY),
        (IN_MARCH, [DECEMBER], FEBRUARY),
        (IN_JANUARY, [DECEMBER, JANUARY], JANUARY),
    ],
)
def test_what_is_known_after_a_month_waits_for_its_release(
    known: date, months: list[Month], says: Month | None, own: Desk
) -> None:
    found = ahead_of(own.office, known, NOON, months)
    assert (found.month if found else None) == says


def test_it_waits_until_the_hour_of_the_calendar(own: Desk) -> None:
    assert ahead_of(own.office, IN_JANUARY, NOON, [JANUARY]) == Ahead(JANUARY, HOUR)
    assert ahead_of(own.office, IN_JANUARY, HOUR, [JANUARY]) is None


def test_an_issue_that_is_approved_or_locked_waits_whatever_the_calendar_says(desk: Desk) -> None:
    office = replace(desk.office, release=Releasing())
    desk.run()
    assert ahead_of(office, IN_MARCH, NOON, [JANUARY]) is None
    desk.approved()
    assert ahead_of(office, IN_MARCH, NOON, [DECEMBER]) == Ahead(JANUARY)
    desk.run("2025-12")
    desk.released("2025-12")
    desk.locked(after(days=1), "2026-02")
    assert ahead_of(office, IN_MARCH, after(days=9), [FEBRUARY]) == Ahead(JANUARY)
    assert ahead_of(office, IN_JANUARY, after(days=9), [FEBRUARY]) == Ahead(FEBRUARY, after(days=1))


def test_an_office_with_a_key_shows_nothing_that_is_newer_than_its_newest_issue(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert ahead_of(desk.office, IN_JANUARY, NOON, [JANUARY]) == Ahead(JANUARY)
    desk.released()
    assert ahead_of(desk.office, IN_JANUARY, NOON, [JANUARY]) is None
    assert ahead_of(desk.office, date(2026, 2, 28), NOON, [DECEMBER]) is None
    assert ahead_of(desk.office, IN_MARCH, NOON, [DECEMBER]) == Ahead(FEBRUARY)
    keyless = replace(desk.office, release=Releasing())
    assert ahead_of(keyless, IN_MARCH, NOON, [FEBRUARY]) is None
    monkeypatch.setenv(VARIABLE, str(tmp_path / "vault.key"))
    assert ahead_of(keyless, IN_MARCH, NOON) == Ahead(FEBRUARY)


def test_an_issue_that_was_opened_waits_no_more(desk: Desk) -> None:
    desk.locked(after(days=1))
    desk.at = after(days=1)
    open_due(desk.office, desk.who(BEN))
    assert ahead_of(replace(desk.office, release=Releasing()), IN_MARCH, NOON, [JANUARY]) is None
