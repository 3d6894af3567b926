"""Many months at once: runs side by side and through the queue leave what one run after another leaves."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import dagster as dg
import pytest

from assets.home import open_instance
from assets.run_launcher import LOST
from assets.turns import MONTH_TAG, RANGE_TAGS
from pipeline.locks import holder_of, month_lock
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate
from tests.conftest import JANUARY
from tests.many_months import (
    SPAN,
    command,
    daemon,
    differing,
    ended,
    left,
    queue,
    statuses,
    until,
    with_words,
)

FIRST, MIDDLE, LAST = SPAN[0], SPAN[12], SPAN[-1]
YEARS = Month.parse("2024-02").to(JANUARY)
HALVES = ((FIRST, MIDDLE.plus(-1)), (MIDDLE, LAST))


def _range(first: Month, last: Month) -> tuple[str, ...]:
    return ("run", first.key, "--to", last.key, "--office", "small")


def _tags(first: Month, last: Month) -> Mapping[str, str]:
    return dict(zip(RANGE_TAGS, (first.key, last.key), strict=True))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Run 24 months one after another and return what that leaves."""
    office = with_words(tmp_path_factory.mktemp("undisturbed"))
    ended(command(office, *_range(FIRST, LAST)))
    return left(office)


@pytest.mark.long
def test_two_ranges_side_by_side_and_all_history_again(
    undisturbed: Mapping[str, str], tmp_path: Path
) -> None:
    office = with_words(tmp_path)
    said = ended(*(command(office, *_range(*half)) for half in HALVES))
    assert f"month {MIDDLE.plus(-1)} is in use by run " in said[1]
    assert differing(left(office), undisturbed) == []
    ended(*(command(office, *_range(*half)) for half in reversed(HALVES)))
    assert differing(left(office), undisturbed) == []


@pytest.mark.long
def test_ranges_of_the_default_office_side_by_side_without_bulletins(tmp_path: Path) -> None:
    one, two = (
        load_office(Project(locate().root, tmp_path / name / "var"), "karabakh") for name in ("one", "two")
    )
    ended(command(one, "run", YEARS[0].key, "--to", YEARS[-1].key, "--no-pdf"))
    halves = (YEARS[: len(YEARS) // 2], YEARS[len(YEARS) // 2 :])
    for _ in range(2):
        ended(*(command(two, "run", half[0].key, "--to", half[-1].key, "--no-pdf") for half in halves))
        assert differing(left(two), left(one)) == []


@pytest.mark.long
def test_printed_ranges_side_by_side(tmp_path: Path) -> None:
    one, two = (with_words(tmp_path / name, blank=False) for name in ("one", "two"))
    spans = [(JANUARY, JANUARY.plus(1)), (JANUARY.plus(2), JANUARY.plus(3))]
    ended(command(one, *_range(spans[0][0], spans[1][1]), blank=False))
    ended(*(command(two, *_range(*span), blank=False) for span in spans))
    assert differing(left(two), left(one)) == []


@pytest.mark.long
def test_months_by_themselves_and_ranges_through_the_one_daemon(
    undisturbed: Mapping[str, str], tmp_path: Path
) -> None:
    office = with_words(tmp_path)
    with daemon(office):
        until((tmp_path / "var" / "dagster" / "history" / "runs.db").exists)
        months = [{MONTH_TAG: month.key} for month in SPAN]
        with open_instance(office.project) as instance:
            runs = queue(instance, office, months)
        assert set(statuses(office, runs)) == {"SUCCESS"}
        assert differing(left(office), undisturbed) == []
        with open_instance(office.project) as instance:
            again = queue(instance, office, [_tags(*half) for half in HALVES])
        assert set(statuses(office, again)) == {"SUCCESS"}
    assert differing(left(office), undisturbed) == []


@pytest.mark.long
def test_cancelled_and_killed_runs_leave_nothing_stuck(tmp_path: Path) -> None:
    office = with_words(tmp_path)
    with daemon(office), open_instance(office.project) as instance:
        (run,) = queue(instance, office, [_tags(FIRST, LAST)])
        until(lambda: holder_of(office, MIDDLE) != "")
        assert run[:8] in holder_of(office, MIDDLE)
        (second,) = queue(instance, office, [{MONTH_TAG: MIDDLE.key}])
        until(lambda: any(f"in use by run {run[:8]}" in line for line in _logged(instance, second)))
        assert instance.run_launcher.terminate(second)
        assert statuses(office, [second]) == ["CANCELED"]
        assert instance.run_launcher.terminate(run)
        assert statuses(office, [run]) == ["CANCELED"]
        with month_lock(office, MIDDLE, wait=30):
            pass
        (killed,) = queue(instance, office, [_tags(FIRST, LAST)])
        until(lambda: killed[:8] in holder_of(office, FIRST))
        os.kill(int(holder_of(office, FIRST).split()[-1].strip(")")), signal.SIGKILL)
        assert statuses(office, [killed]) == ["FAILURE"]
        # Its code server says so, or the monitoring of runs: who looks first.
        said = ("was terminated by signal 9", LOST)
        lines = _logged(instance, killed)
        assert [line for line in lines if any(sentence in line for sentence in said)], lines[-5:]
        retries = dg.RunsFilter(tags={"dagster/parent_run_id": killed})
        until(lambda: any(run.run_id[:8] in holder_of(office, FIRST) for run in instance.get_runs(retries)))
        (again,) = instance.get_runs(retries)
        assert instance.run_launcher.terminate(again.run_id)
        assert statuses(office, [again.run_id]) == ["CANCELED"]
    for month in SPAN:
        with month_lock(office, month, wait=30):
            pass


@pytest.mark.long
def test_months_after_one_that_was_killed_follow_it(undisturbed: Mapping[str, str], tmp_path: Path) -> None:
    """They hold both places of the queue, and the run that is begun again has one of its own."""
    office = with_words(tmp_path)
    months = SPAN[:4]
    with daemon(office), open_instance(office.project) as instance:
        runs = queue(instance, office, [{MONTH_TAG: month.key} for month in months])
        until(lambda: runs[0][:8] in holder_of(office, FIRST))
        os.kill(int(holder_of(office, FIRST).split()[-1].strip(")")), signal.SIGKILL)
        assert statuses(office, runs) == ["FAILURE", "SUCCESS", "SUCCESS", "SUCCESS"]
        (again,) = instance.get_runs(dg.RunsFilter(tags={"dagster/parent_run_id": runs[0]}))
        assert statuses(office, [again.run_id]) == ["SUCCESS"]
    made = _releases(left(office), months)
    assert len({name.split("/")[1] for name in made}) == len(months)
    assert differing(made, _releases(undisturbed, months)) == []


def _releases(found: Mapping[str, str], months: Sequence[Month]) -> dict[str, str]:
    """Return the files of the releases of some months."""
    folders = tuple(f"releases/{month.key}/" for month in months)
    return {name: digest for name, digest in found.items() if name.startswith(folders)}


def _logged(instance: dg.DagsterInstance, run: str) -> list[str]:
    return [event.message for event in instance.all_logs(run)]


def _signalled(office: Office, sign: signal.Signals, at: str) -> subprocess.Popen[str]:
    """Start a run of two years and send it a signal when it says something."""
    started = command(office, *_range(FIRST, LAST))
    for line in started.stderr or ():
        if at in line:
            break
    started.send_signal(sign)
    started.communicate(timeout=60)
    return started


@pytest.mark.long
@pytest.mark.parametrize(
    ("sign", "at"),
    [
        (signal.SIGINT, "edit"),
        (signal.SIGTERM, "bulletin 2025-01"),
        (signal.SIGHUP, "bulletin 2025-01"),
    ],
)
def test_an_interrupted_command_leaves_nothing_stuck(tmp_path: Path, sign: signal.Signals, at: str) -> None:
    office = with_words(tmp_path)
    started = _signalled(office, sign, at)
    assert started.returncode == 130
    with open_instance(office.project) as instance:
        (run,) = instance.get_runs()
        assert run.status == dg.DagsterRunStatus.CANCELED
    for month in SPAN:
        with month_lock(office, month, wait=0):
            pass
    ended(command(office, *_range(FIRST, FIRST)))
