"""The check of freshness: what is expected by today and not there, at each run and once a day without one."""

from datetime import date

import dagster as dg
import pytest

from assets import freshness
from assets.definitions import build_defs
from pipeline import stages
from pipeline.arrivals.overdue import overdue
from pipeline.errors import BadInputError
from pipeline.month import Month
from pipeline.office import Office
from pipeline.reference import load_reference, reference_digest
from tests.small_office import INVESTMENT, WriteOffice, investment

HEAD = "expected_id,who_en,measure_code,territory_id,rhythm,due_days,valid_from,valid_to\n"
CALENDAR = f"{HEAD}fci,the Ministry,fci,C,month,25,2026-01-01,\nyears,the Board,fci,,year,90,,2024-12-31\n"
FIRST = {"first": {"investment.csv": INVESTMENT}}
RULE = """
[[rule]]
rule_id = "expected_figures"
version = 1
title = "What is expected is received"
kind = "expected"
effect = "info"
owner = "methods"
since = 2026-11-26
why = "A figure that is not received leaves a gap."
"""


@pytest.fixture
def office(write_office: WriteOffice) -> Office:
    office = write_office(FIRST, {"delivery_calendar.csv": CALENDAR}, {"first": "2026-02-20"})
    stages.intake(office)
    stages.conform(office)
    return office


def test_what_is_expected_is_told_from_the_day_after_its_last_day(office: Office) -> None:
    lake = stages.lake_of(office)
    assert overdue(office, lake, date(2026, 3, 25)) == []
    assert overdue(office, lake, date(2026, 3, 26)) == [
        "The figure is not received: investment in fixed capital, February 2026. The calendar of deliveries "
        "expects it from the Ministry by 25 March 2026; this is as of 26 March 2026. The office is asked to "
        "request it there, or to change the calendar."
    ]
    assert len(overdue(office, lake, date(2026, 5, 1))) == 2
    assert "December 2024" in overdue(office, lake, date(2025, 4, 1))[0]
    assert overdue(office, lake, date(2025, 3, 31)) == []


def test_all_is_told_of_an_office_that_has_received_nothing_yet(write_office: WriteOffice) -> None:
    office = write_office({}, {"delivery_calendar.csv": CALENDAR})
    told = overdue(office, stages.lake_of(office), date(2026, 3, 26))
    assert [month in one for one, month in zip(told, ("January", "February"), strict=True)] == [True, True]


def test_the_month_has_a_finding_of_what_was_not_received_and_of_what_came_later(
    office: Office,
) -> None:
    rules = office.folder / "rules" / "edit.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + RULE, encoding="utf-8")

    def told(month: str) -> list[tuple[str, str]]:
        report = stages.edit(office, Month.parse(month))
        own = [one for one in report.findings if one.rule_id == "expected_figures"]
        return [(one.outcome, one.sentence) for one in own]

    later = investment({"value_as_printed": "2,100", "period_end": "2026-02-28"})
    folder = office.folder / "deliveries" / "second"
    folder.mkdir()
    (folder / "investment.csv").write_text(later, encoding="utf-8")
    head = 'name = "second"\nreceived_on = 2026-04-30\n\n[[file]]\npath = "investment.csv"\n'
    (folder / "delivery.toml").write_text(f'{head}layout = "investment"\n', encoding="utf-8")
    stages.intake(office)
    stages.conform(office)
    ((outcome, sentence),) = told("2026-02")
    assert outcome == "fail"
    assert sentence.endswith(
        "was received on 30 April 2026. The calendar of deliveries expects it from the Ministry by 25 March "
        "2026. The office is asked to agree on a day there, or to change the calendar."
    )
    ((outcome, sentence),) = told("2026-03")
    assert (outcome, "March 2026" in sentence) == ("missing", True)


def test_the_check_stands_on_the_delivered_files_and_the_sensor_looks_once_a_day(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = [date(2026, 3, 25)]
    monkeypatch.setattr(freshness, "today", lambda _: day[0])
    monkeypatch.setattr("assets.deliveries.today", lambda _: day[0])
    defs = build_defs(office.project, [office.code])
    sensor, cursor, found = defs.resolve_sensor_def("small_deliveries"), None, []
    with dg.DagsterInstance.ephemeral() as instance:
        for now in (25, 25, 25, 26):
            day[0] = date(2026, 3, now)
            result = sensor(dg.build_sensor_context(instance=instance, cursor=cursor))
            cursor = result.cursor
            found.append([one.passed for one in result.asset_events])
        made = defs.resolve_job_def("small_take_in").execute_in_process(instance=instance)
    assert found == [[], [True], [], [False]]
    checks = {one.check_name: one for one in made.get_asset_check_evaluations()}
    assert set(checks) == {"deliveries_read", "freshness"}
    assert not checks["freshness"].passed
    assert "February 2026" in str(checks["freshness"].description)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("a,A,none,,month,5,,", "'none' as measure_code of 'a'"),
        ("a,A,fci,X,month,5,,", "'X' as territory_id of 'a'"),
        ("a,A,fci,,weekly,5,,", "'weekly' as rhythm of 'a'"),
        ("a,A,fci,,month,1001,,", "whole number of days from 0 to 1000"),
        ("a,A,fci,,month,-1,,", "'-1' as due_days of 'a'"),
        ("a,,fci,,month,5,,", "no who_en for 'a'"),
    ],
)
def test_an_expectation_that_cannot_be_followed_is_refused(
    write_office: WriteOffice, line: str, sentence: str
) -> None:
    office = write_office(FIRST, {"delivery_calendar.csv": f"{HEAD}{line}\n"})
    with pytest.raises(BadInputError, match=sentence):
        load_reference(office)


def test_the_calendar_decides_no_figure(write_office: WriteOffice) -> None:
    before = reference_digest(write_office(FIRST))
    assert reference_digest(write_office(FIRST, {"delivery_calendar.csv": CALENDAR})) == before
