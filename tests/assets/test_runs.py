"""What a run holds while it lasts: its months, its locks, its place in the history."""

import subprocess
import sys
import threading

import dagster as dg
import pytest

from assets.home import make_home, open_instance
from assets.run import PROCESS_TAG, run_months
from assets.runs import months_of
from pipeline import stages
from pipeline.errors import BusyError, UsageError
from pipeline.locks import month_lock
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.progress import Silent
from pipeline.project import Project

JANUARY = Month.parse("2026-01")


def test_months_of_a_run() -> None:
    assert months_of({}) == []
    assert months_of({"dagster/partition": "2026-01"}) == [JANUARY]
    span = {
        "dagster/asset_partition_range_start": "2025-12",
        "dagster/asset_partition_range_end": "2026-02",
    }
    assert [month.key for month in months_of(span)] == ["2025-12", "2026-01", "2026-02"]


def test_the_month_is_locked_from_the_first_step_on(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = load_office(project, "karabakh")

    def try_the_lock(*_: object, **__: object) -> None:
        with pytest.raises(BusyError, match="2026-01"), month_lock(office, JANUARY, wait=0):
            pass
        with month_lock(office, JANUARY.plus(1), wait=0):
            pass
        raise UsageError("The lock was held.")

    monkeypatch.setattr(stages, "intake", try_the_lock)
    with pytest.raises(UsageError, match="The lock was held"):
        run_months(office, [JANUARY], Silent())
    with month_lock(office, JANUARY, wait=0):
        pass


def test_a_run_says_that_it_waits_for_another_one_of_its_month(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, ended = load_office(project, "karabakh"), threading.Event()

    class FreeOnNotice(Silent):
        """Ends the other run as soon as this one says that it waits."""

        said = ""

        def say(self, text: str) -> None:
            self.said += text
            ended.set()

    def other_run(holds: threading.Event) -> None:
        with month_lock(office, JANUARY):
            holds.set()
            ended.wait(60)

    def refuse(*_: object, **__: object) -> None:
        raise UsageError("Its turn came.")

    holds, progress = threading.Event(), FreeOnNotice()
    other = threading.Thread(target=other_run, args=(holds,))
    other.start()
    assert holds.wait(60)
    monkeypatch.setattr(stages, "intake", refuse)
    with pytest.raises(UsageError, match="Its turn came"):
        run_months(office, [JANUARY], progress)
    other.join()
    assert progress.said == "wait: month 2026-01 is in use by another run ..."


def test_an_unreadable_as_of_day_fails_before_any_step(project: Project) -> None:
    from assets.definitions import build_defs

    job = build_defs(project, ["karabakh"]).resolve_job_def("karabakh_month")
    config = {"resources": {"karabakh_run": {"config": {"as_of": "yesterday"}}}}
    with pytest.raises(dg.DagsterResourceFunctionError) as caught:
        job.execute_in_process(run_config=config, partition_key="2026-01")
    assert "'yesterday' is not a date" in str(caught.value.user_exception)


def test_a_run_whose_process_was_killed_is_closed_by_the_next(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = load_office(project, "karabakh")
    killed = subprocess.Popen([sys.executable, "-c", "pass"])
    killed.wait()

    def refuse(*_: object, **__: object) -> None:
        raise UsageError("Enough.")

    monkeypatch.setattr(stages, "intake", refuse)
    with pytest.raises(UsageError):
        run_months(office, [JANUARY], Silent())
    with open_instance(project) as instance:
        (run,) = instance.get_runs()
        host = run.tags[PROCESS_TAG].partition(":")[0]
        left = instance.add_run(
            dg.DagsterRun(
                job_name="karabakh_month",
                status=dg.DagsterRunStatus.STARTED,
                tags={PROCESS_TAG: f"{host}:{killed.pid}"},
            )
        )
    with pytest.raises(UsageError):
        run_months(office, [JANUARY], Silent())
    with open_instance(project) as instance:
        assert instance.get_run_by_id(left.run_id).status == dg.DagsterRunStatus.FAILURE


def test_the_home_has_the_settings_of_this_version(project: Project) -> None:
    home = make_home(project)
    (home / "dagster.yaml").write_text("telemetry: {enabled: true}\n", encoding="utf-8")
    make_home(project)
    with open_instance(project) as instance:
        assert not instance.telemetry_enabled
        assert not instance.nux_enabled
        assert instance.run_monitoring_enabled
        assert instance.get_settings("run_retries")["retry_on_asset_or_op_failure"] is False
