"""What a run holds while it lasts: its months, its locks, its place in the history."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from typing import Any

import dagster as dg
import duckdb
import pytest
from dagster._core.remote_origin import (
    RegisteredCodeLocationOrigin,
    RemoteJobOrigin,
    RemoteRepositoryOrigin,
)

from assets import turns
from assets.home import make_home, open_instance
from assets.run import PROCESS_TAG, run_months
from assets.steps import months_in
from assets.turns import begun_before, months_of, turn_of
from pipeline import stages
from pipeline.errors import BusyError, UsageError
from pipeline.locks import month_lock
from pipeline.month import Month
from pipeline.office import load_office
from pipeline.progress import Silent
from pipeline.project import Project

ORIGIN = RemoteJobOrigin(
    RemoteRepositoryOrigin(RegisteredCodeLocationOrigin("crossfoot"), "__repository__"), "karabakh_month"
)
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
        with month_lock(office, JANUARY, holder="run 1a2b3c4d"):
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
    assert progress.said == (
        "wait: month 2026-01 is in use by run 1a2b3c4d; this run goes on when it ends ..."
    )


@pytest.mark.parametrize(
    ("refused", "sentence", "again"),
    [
        ({"as_of": "yesterday"}, "'yesterday' is not a day", "false"),
        ({"as_of": "2199-01-01"}, "The as-of day 2199-01-01 has not come", "false"),
        ({"as_of": "2025-12-31"}, "2026-01 had not begun on 2025-12-31", "false"),
        ({"reason": "x" * 501}, "at most 500 are kept", "false"),
        ({"rules": UsageError("A rule is missing.")}, "A rule is missing", "false"),
        ({"embargo": UsageError("Under embargo.")}, "Under embargo", "false"),
        ({"months": BusyError("In use for 12 hours.")}, "In use for 12 hours", "false"),
        ({"months": OSError("The disk is gone.")}, "The disk is gone", "true"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_what_is_refused_before_any_step_is_not_begun_again(
    refused: dict[str, Any], sentence: str, again: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assets.definitions import build_defs

    def refuse(*_: object) -> None:
        raise next(iter(refused.values()))

    places = {
        "rules": "pipeline.rules.declared.load_rules",
        "embargo": "pipeline.releasing.folder.require_no_embargo",
        "months": "assets.runs.months_lock",
    }
    for name in places.keys() & refused.keys():
        monkeypatch.setattr(places[name], refuse)
    asked = {name: value for name, value in refused.items() if name not in places}
    job = build_defs(project, ["karabakh"]).resolve_job_def("karabakh_month")
    config = {"resources": {"karabakh_run": {"config": asked}}}
    with open_instance(project) as instance:
        with pytest.raises(dg.DagsterResourceFunctionError) as caught:
            job.execute_in_process(run_config=config, partition_key="2026-01", instance=instance)
        assert sentence in str(caught.value.user_exception)
        (run,) = instance.get_runs()
        assert run.status is dg.DagsterRunStatus.FAILURE
        assert run.tags["dagster/will_retry"] == again
        lines = [log.user_message for log in instance.all_logs(run.run_id) if log.level == logging.ERROR]
    assert (str(caught.value.user_exception) in lines) == (again == "false")


def test_a_month_is_not_run_without_its_choice() -> None:
    with pytest.raises(UsageError, match="No month was chosen"):
        months_in(dg.build_asset_context())


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


def test_a_run_of_the_month_before_counts_while_it_is_under_way_and_was_asked_for_before(
    project: Project,
) -> None:
    def run(status: dg.DagsterRunStatus, **tags: str) -> dg.DagsterRun:
        named = {f"dagster/{name}": value for name, value in tags.items()}
        return instance.add_run(dg.DagsterRun(job_name="karabakh_month", status=status, tags=named))

    states = dg.DagsterRunStatus
    with open_instance(project) as instance:
        run(states.SUCCESS, partition="2026-01")
        run(states.NOT_STARTED, partition="2026-01")
        own = run(states.STARTED, partition="2026-02")
        run(states.STARTED, partition="2026-01")
        begun = begun_before(instance, own)
        assert begun(JANUARY) == ""
        years = {"asset_partition_range_start": "2025-01", "asset_partition_range_end": "2026-01"}
        other = run(states.STARTING, **years)
        later = run(states.STARTED, partition="2026-02")
        assert begun_before(instance, later)(JANUARY) != ""
        instance.delete_run(other.run_id)
        assert begun(JANUARY.plus(1)) == ""


def test_a_run_that_is_begun_again_keeps_the_place_of_the_one_that_it_repeats(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(
        status: dg.DagsterRunStatus, month: str, before: dg.DagsterRun | None = None, **tags: str
    ) -> dg.DagsterRun:
        named = {f"dagster/{name}": value for name, value in {"partition": month, **tags}.items()}
        root = before and before.run_id
        made = dg.DagsterRun(
            job_name="karabakh_month",
            status=status,
            tags=named,
            root_run_id=root,
            parent_run_id=root,
            remote_job_origin=ORIGIN,
        )
        return instance.add_run(made)

    states = dg.DagsterRunStatus
    with open_instance(project) as instance:
        killed = run(states.FAILURE, "2026-01", will_retry="true")
        run(states.FAILURE, "2026-01", will_retry="false")
        own = run(states.STARTED, "2026-02")
        begun = begun_before(instance, own)
        assert begun(JANUARY) == f"run {killed.run_id[:8]}"
        again = run(states.QUEUED, "2026-01", killed, retry_number="1")
        instance.add_run_tags(killed.run_id, {"dagster/auto_retry_run_id": again.run_id})
        assert begun(JANUARY) == f"run {again.run_id[:8]}"
        assert (turn_of(again), turn_of(own)) == ("again", "first")
        run(states.QUEUED, "2026-01")
        instance.delete_run(again.run_id)
        assert begun(JANUARY) == ""
        late = run(states.FAILURE, "2026-02", will_retry="true")
        after = begun_before(instance, run(states.STARTED, "2026-03"))
        assert after(JANUARY.plus(1)) in {f"run {own.run_id[:8]}", f"run {late.run_id[:8]}"}
        instance.delete_run(own.run_id)
        assert after(JANUARY.plus(1)) == f"run {late.run_id[:8]}"
        monkeypatch.setattr(turns, "START_SECONDS", -1)
        assert after(JANUARY.plus(1)) == ""


def test_an_interrupted_run_is_canceled_in_the_history_and_frees_its_months(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, before = load_office(project, "karabakh"), signal.getsignal(signal.SIGHUP)

    def hang_up(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGHUP)
        time.sleep(60)

    monkeypatch.setattr(stages, "intake", hang_up)
    with pytest.raises(KeyboardInterrupt):
        run_months(office, JANUARY.to(JANUARY.plus(1)), Silent())
    with open_instance(project) as instance:
        (run,) = instance.get_runs()
        assert run.status == dg.DagsterRunStatus.CANCELED
    with month_lock(office, JANUARY, wait=0), month_lock(office, JANUARY.plus(1), wait=0):
        pass
    assert signal.getsignal(signal.SIGHUP) == before


@pytest.mark.long
def test_a_run_that_is_interrupted_within_a_query_is_begun_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assets.definitions import build_defs

    def query(*_: object, **__: object) -> None:
        threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        duckdb.sql("SELECT sum(a.range * b.range) FROM range(40000) a, range(40000) b").fetchall()
        time.sleep(60)

    monkeypatch.setattr(stages, "intake", query)
    job = build_defs(project, ["karabakh"]).resolve_job_def("karabakh_month")
    with open_instance(project) as instance:
        with pytest.raises(dg.DagsterExecutionInterruptedError):
            job.execute_in_process(partition_key="2026-01", instance=instance)
        (run,) = instance.get_runs()
        assert run.tags["dagster/failure_reason"] == "UNEXPECTED_TERMINATION"
        assert run.tags["dagster/will_retry"] == "true"
