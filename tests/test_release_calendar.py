"""When issues are released and who receives them earlier: what the tables may say, and what comes next."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pipeline.errors import BadInputError
from pipeline.month import Month
from pipeline.office import Office
from pipeline.project import locate
from pipeline.reference import reference_digest
from pipeline.release_calendar import MOST_HOURS, access_of, announced_of, coming, read_calendar
from pipeline.releasing.embargo import moment_of
from tests.small_office import INVESTMENT

WriteOffice = Callable[..., Office]
DELIVERY = {"first": {"investment.csv": INVESTMENT}}
HEAD = "month,day,hour,zone,status\n"
LINE: dict[str, Any] = {
    "month": "2026-01",
    "day": date(2026, 4, 20),
    "hour": "09:00",
    "zone": "Asia/Baku",
    "status": "confirmed",
}


def line(**changed: Any) -> dict[str, Any]:
    return {**LINE, **changed}


def test_what_the_document_shows_is_a_calendar_and_a_moment(write_office: WriteOffice) -> None:
    said = (locate().root / "docs" / "release.md").read_text(encoding="utf-8")
    table = re.findall(r"```csv\n(.*?)```", said, re.DOTALL)[0]
    (one,) = read_calendar(write_office(DELIVERY, {"release_calendar.csv": table}))
    (until,), (zone,) = re.findall(r"--until '([^']+)'", said), re.findall(r"--zone ([\w/]+)", said)
    assert moment_of(write_office(DELIVERY), "2026-01", until, zone) == (one.moment, one.zone)


def test_a_release_is_a_moment() -> None:
    (one,) = announced_of([LINE])
    assert (one.month, one.day, one.status) == (Month(2026, 1), date(2026, 4, 20), "confirmed")
    assert one.moment == datetime(2026, 4, 20, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"month": "2026-13"}, r"has '2026-13' as a month\. Expected, for instance: 2026-01,2026-04-20"),
        ({"day": None}, r"gives 2026-01 no day"),
        ({"day": date(2026, 1, 31)}, r"releases 2026-01 on 2026-01-31, before the month is over"),
        ({"hour": "9:00"}, r"the hour '9:00'"),
        ({"hour": "24:00"}, r"the hour '24:00'"),
        ({"hour": ""}, r"the hour ''"),
        ({"zone": "Baku"}, r"the time zone 'Baku', which the IANA's list lacks"),
        ({"zone": ""}, r"the time zone ''"),
        ({"zone": "../UTC"}, r"the time zone '\.\./UTC'"),
        ({"status": "sure"}, r"the status 'sure', which is none of planned, confirmed, changed"),
        (
            {"zone": "Europe/Riga", "day": date(2026, 3, 29), "hour": "03:30"},
            r"at 03:30, an hour that 2026-03-29 does not have in Europe/Riga",
        ),
    ],
)
def test_a_line_that_cannot_be_followed_is_a_sentence(changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInputError, match=rf"reference/release_calendar\.csv .*{sentence}.*Mend that line"):
        announced_of([line(**changed)])


def test_a_month_stands_once_and_days_follow_the_months() -> None:
    with pytest.raises(BadInputError, match=r"has the month 2026-01 twice\. Keep the line that holds"):
        announced_of([LINE, line(day=date(2026, 5, 20))])
    with pytest.raises(BadInputError, match=r"releases 2026-02 on 2026-04-19, before 2026-01 on 2026-04-20"):
        announced_of([line(month="2026-02", day=date(2026, 4, 19)), LINE])
    assert len(announced_of([LINE, line(month="2026-02")])) == 2


def test_what_comes_next_is_after_the_month_and_after_the_day_of_knowledge() -> None:
    calendar = announced_of(
        line(month=f"2026-0{number}", day=date(2026, number + 3, 20)) for number in (1, 2, 3)
    )

    def months(month: str, day: date) -> list[str]:
        return [one.month.key for one in coming(calendar, Month.parse(month), day)]

    assert months("2025-12", date(2026, 3, 31)) == ["2026-01", "2026-02", "2026-03"]
    assert months("2026-01", date(2026, 3, 31)) == ["2026-02", "2026-03"]
    assert months("2025-12", date(2026, 4, 20)) == ["2026-02", "2026-03"]
    assert months("2026-03", date(2026, 3, 31)) == []


@pytest.mark.parametrize("hours", ["0", "-1", "1.5", "", "024", str(MOST_HOURS + 1)])
def test_hours_that_are_none_are_a_sentence(hours: str) -> None:
    with pytest.raises(BadInputError, match=rf"gives 'bank' access '{hours}' hours .*from 1 to {MOST_HOURS}"):
        access_of([{"role_id": "bank", "hours_before": hours}])


def test_who_has_access_stands_by_role() -> None:
    rows = [
        {"role_id": "unit", "hours_before": str(MOST_HOURS)},
        {"role_id": "bank", "hours_before": "1"},
    ]
    assert [(one.role_id, one.hours_before) for one in access_of(rows)] == [("bank", 1), ("unit", MOST_HOURS)]


def test_an_office_without_a_calendar_announces_nothing(small_office: Office) -> None:
    assert read_calendar(small_office) == ()


def test_a_calendar_is_read_from_the_table_and_changes_no_figure(write_office: WriteOffice) -> None:
    without = reference_digest(write_office(DELIVERY))
    text = f"{HEAD}2026-02,2026-05-20,10:30,UTC,planned\n2026-01,2026-04-20,09:00,UTC,changed\n"
    office = write_office(DELIVERY, {"release_calendar.csv": text})
    assert [one.month.key for one in read_calendar(office)] == ["2026-01", "2026-02"]
    assert reference_digest(office) == without


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-01,20 April,09:00,UTC,planned\n", r"'20 April' in column day"),
        ("2026-01,2026-04-20,09:00,UTC,planned\n" * 2, r"2 rows that share a key, the first is '2026-01'"),
        ("2026-01,2026-04-20,9,UTC,planned\n", r"the hour '9'"),
    ],
)
def test_the_table_is_checked_with_the_others(write_office: WriteOffice, text: str, sentence: str) -> None:
    office = write_office(DELIVERY, {"release_calendar.csv": HEAD + text})
    with pytest.raises(BadInputError, match=sentence):
        read_calendar(office)


def test_a_role_is_told_in_each_language_of_the_office(write_office: WriteOffice) -> None:
    text = "role_id,role_en,reason_en,hours_before\nbank,A bank,,3\n"
    office = write_office(DELIVERY, {"pre_release_access.csv": text})
    with pytest.raises(BadInputError, match=r"pre_release_access\.csv has no reason_en for 'bank'"):
        read_calendar(office)
