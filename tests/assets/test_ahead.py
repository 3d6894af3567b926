"""Ahead of a release the page's whole history holds no figure; what it does not show stands in files."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import pytest

from assets import release
from assets.decide import build_decide_job
from assets.hidden import page_of
from assets.preview import build_preview_job
from assets.run import run_months
from pipeline import rehearsal, stages
from pipeline.decisions import decide
from pipeline.errors import CrossfootError, StopRuleError
from pipeline.month import Month
from pipeline.office import Office
from pipeline.progress import Silent
from pipeline.rehearsal import Rehearsal
from pipeline.rehearsal_numbers import Number
from pipeline.reports import ReleaseReport
from tests.small_office import WriteOffice, investment

JANUARY = Month.parse("2026-01")
CALENDAR = "month,day,hour,zone,status\n2026-01,{year}-04-22,09:00,UTC,planned\n"
FIGURES = ("738191", "921377", "614258")
"""The first is that of the country, the second of a region that has more, the third cannot be read."""
LINES = investment(
    {"value_as_printed": "738,191.0", "growth_pct": "75.6"},
    {"value_as_printed": "921,377.4", "territory_as_written": "North"},
    {"value_as_printed": "614258x3", "value": "614258x3", "territory_as_written": "South"},
)


def told(folder: Path) -> set[str]:
    """Return which figures stand in a folder, whatever is set between their digits.

    Six digits of an identifier, a digest or the fraction of a second are no figure.
    """
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            text = re.sub(
                r"(?<=\d)([ ,'\u00a0\u202f]|\\u[0-9a-f]{4}|&#160;)(?=\d)",
                "",
                path.read_bytes().decode("utf-8", "ignore"),
            )
            found |= {one for one in FIGURES if re.search(rf"(?<![0-9a-f.]){one}(?![0-9a-f])", text)}
    return found


def office_of(write_office: WriteOffice, year: int) -> Office:
    """Write the office with a release of January in a year."""
    return write_office(
        {"first": {"investment.csv": LINES}}, {"release_calendar.csv": CALENDAR.format(year=year)}
    )


def test_ahead_of_its_release_no_figure_of_a_month_is_in_the_history(
    write_office: WriteOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = office_of(write_office, 2199)
    made = ReleaseReport({"pages": 1}, main_points=("The country has 738,191.0.",), paths=(Path("a.pdf"),))

    def publish(*given: Any) -> ReleaseReport:
        given[3].say("The first of them is 738,191.0.")
        return made

    monkeypatch.setattr(stages, "publish", publish)
    monkeypatch.setattr(release, "first_page", None)
    outcome = run_months(office, [JANUARY], Silent())
    assert outcome.files
    assert "2199-04-22 09:00 UTC" in outcome.main_points[0]
    assert told(office.project.var / "dagster") == set()
    assert told(office.home / "reports" / "ahead") == set(FIGURES)


@pytest.mark.long
def test_after_its_release_the_history_tells_the_figures(write_office: WriteOffice) -> None:
    office = office_of(write_office, 2026)
    (office.home / "reports" / "ahead").mkdir(parents=True)
    (office.home / "reports" / "ahead" / "edit-2026-01.md").write_text("Of a run before.", encoding="utf-8")
    run_months(office, [JANUARY], Silent(), publish=False)
    assert told(office.project.var / "dagster") == set(FIGURES)
    assert list((office.home / "reports" / "ahead").iterdir()) == []


class Lines(list[str]):
    """Keeps what is said."""

    def say(self, text: str) -> None:
        self.append(text)


@pytest.mark.parametrize("kind", [StopRuleError, ValueError])
def test_a_failure_ahead_of_the_release_quotes_no_figure(
    kind: type[Exception], write_office: WriteOffice, tmp_path: Path
) -> None:
    office, lines = office_of(write_office, 2199), Lines()

    @dg.op
    def fails() -> None:
        with page_of(office, "edit", [JANUARY], None, lines):
            try:
                raise KeyError("921,377.4")
            except KeyError as cause:
                raise kind("North has 921,377.4.") from cause

    (tmp_path / "history").mkdir()

    @dg.job
    def job() -> None:
        fails()

    with dg.DagsterInstance.local_temp(str(tmp_path / "history")) as instance:
        with pytest.raises(Exception, match=r"The step did not finish") as refused:
            job.execute_in_process(instance=instance)
        assert "fails" in str(instance.get_run_records()[0])
    assert isinstance(refused.value, CrossfootError) == issubclass(kind, CrossfootError)
    assert lines == ["edit: North has 921,377.4."]
    assert told(tmp_path / "history") == set()
    assert told(office.home / "reports" / "ahead") == {"921377"}


def test_a_dry_run_and_a_decision_tell_no_figure_either(
    write_office: WriteOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = office_of(write_office, 2199)
    stop = ("The country has 738,191.0.",)
    printed = (Number("n1", "fci.C.2026-01", ("key figures",), "", "921,377.4"),)
    rehearsed = Rehearsal(
        month="2026-01",
        as_of=date(2026, 3, 1),
        new_deliveries=1,
        lost_deliveries=0,
        cells=2,
        findings=3,
        against="",
        is_beside=False,
        changes=(),
        numbers=printed,
        stops=stop,
    )
    monkeypatch.setattr(rehearsal, "rehearse", lambda *_: rehearsed)
    names = ("decision_id", "action", "field", "old_value", "who", "reason", "undoes", "month")
    told_of = dict.fromkeys(names, "") | {"new_value": "921377.4"}
    decision = SimpleNamespace(action="correct", decision_id="d1", who="Ann", as_texts=lambda: told_of)
    monkeypatch.setattr(decide, "decide_finding", lambda *_: [decision])
    form = {"action": "accept", "reason": "Told by its publisher.", "who": "Ann", "finding_id": "abcdef"}
    (tmp_path / "history").mkdir()
    with dg.DagsterInstance.local_temp(str(tmp_path / "history")) as instance:
        for job, step, asked in (
            (build_preview_job(office), "small_preview_step", {"month": "2026-01"}),
            (build_decide_job(office), "small_decide_step", form),
        ):
            assert job.execute_in_process(
                run_config={"ops": {step: {"config": asked}}}, instance=instance
            ).success
    assert told(tmp_path / "history") == set()
    assert told(office.home / "reports" / "ahead") == {"738191", "921377"}


def test_what_waits_for_another_month_than_that_of_the_run_says_why(write_office: WriteOffice) -> None:
    office = office_of(write_office, 2199)
    with page_of(office, "edit", [JANUARY]) as own, page_of(office, "edit", [JANUARY.plus(-1)]) as older:
        pass
    assert own.sentence.startswith("Shown when the issue of 2026-01 is released, 2199-04-22 09:00 UTC. Until")
    assert older.sentence.startswith(
        "What is known by now belongs to issues to come: shown when that of 2026-01 is released, 2199-"
    )


def test_what_waits_for_nothing_is_shown_as_it_is(small_office: Office) -> None:
    with page_of(small_office, "edit", [JANUARY]) as page:
        assert page.words("Told", ["One.", "Two.", "One."]) == "One. Two."
        assert (page.words("Told", []), page.sentence) == (None, "")
