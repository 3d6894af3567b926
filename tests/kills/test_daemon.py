"""Runs of one month in the queue of the one daemon, its processes killed at random: all ends, nothing mixes.

CROSSFOOT_KILL_SEED sets the seed, CROSSFOOT_DAEMON_KILLS how many kills the long test makes.
"""

import logging
import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from assets.run_launcher import LOST
from pipeline.errors import Exit
from pipeline.identity import file_hash
from pipeline.office import Office
from pipeline.releasing.ledger import state_of
from pipeline.releasing.model import State
from pipeline.vintages.before import START_SECONDS
from tests.kills.chain import undisturbed
from tests.kills.forks import forking
from tests.kills.journey import ANN, BEN, ISSUE, MONTH, office_at
from tests.kills.served import ENDED, House, serving
from tests.kills.whole import differences, faults, result

SEED = int(os.environ.get("CROSSFOOT_KILL_SEED", "20260420"))
KILLS = int(os.environ.get("CROSSFOOT_DAEMON_KILLS", "40"))
OF_STEPS = 6
"""At most so many kills more are of steps of the issue: submission, approval, release."""
AT_ONCE = 3
"""So many runs of the month are launched at a time: one is in progress, the others wait in the queue."""
TARGETS = {"run": 8, "daemon": 3, "code": 3, "page": 1, "tree": 3}
"""What is killed and how often, in proportion: all code servers, or the whole tree with its launcher."""
STEPS = ("waiting", "small_intake", "small_conform", "small_edit", "small_indicators", "small_bulletin")
STEPS += ("small_warehouse",)
JOB, RELEASE_JOB = "small_month", "small_release"
REASONS = (
    LOST,
    "was terminated by signal 9",
    "Run timed out due to taking longer than",
    "error while dequeuing the run",
)
"""What a run may say that was ended by a kill: of its process, or of the one with the definitions."""
TERMINATE = "mutation($id: String!) { terminateRun(runId: $id) { __typename } }"
SECONDS = 420
"""A run that was killed waits for the monitoring, then for the queue, and is done within so many seconds."""


@dataclass
class Hits:
    """What was killed, in which step of a run, and what was found."""

    targets: Counter[str] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    cancelled: int = 0

    def told(self) -> str:
        """Say what was killed and what came of it, in a line, and each finding in one of its own."""
        parts = [
            ", ".join(f"{name} {count}" for name, count in found.items())
            for found in (self.targets, self.steps, self.ended)
        ]
        said = f"{self.targets.total()} kills through the daemon: {parts[0]}; in {parts[1]}; "
        said += f"{self.cancelled} runs cancelled; runs: {parts[2]}"
        return "\n".join([f"{said}; {len(self.faults)} findings; seed {SEED}", *self.faults])


@pytest.mark.long
def test_kills_of_what_the_daemon_runs(tmp_path: Path) -> None:
    with forking() as forks:
        whole = undisturbed(forks, tmp_path, national=True)
    release = _made(whole.office(whole.begun / "warehouse"))
    shutil.copytree(whole.begun / "intake", tmp_path / "served", symlinks=True)
    chance, hits = random.Random(SEED), Hits()
    with serving(whole.root, tmp_path / "served", tmp_path) as house:
        while hits.targets.total() < KILLS:
            _round(house, chance, hits)
        _launch_month(house)
        house.wait(lambda: _all_ended(house), "the last run ends", SECONDS)
        assert house.runs()[0]["status"] == "SUCCESS"
        _release(house, chance, hits)
        _require_sentences(house, hits)
    ours = _office(house)
    assert house.launcher.returncode == Exit.OK
    hits.faults += faults(ours)
    hits.faults += differences(_made(ours), release)
    print(f"\n{hits.told()}")  # noqa: T201 - the line for docs/measurements.md
    assert hits.faults == []
    assert hits.targets.total() >= KILLS
    assert (ours.home / "site" / MONTH.key / "index.html").is_file()


def _round(house: House, chance: random.Random, hits: Hits) -> None:
    """Launch runs of one month, kill until they are over, and look at what readers see after each kill."""
    for _ in range(AT_ONCE):
        _launch_month(house)
    _cancel(house, hits)
    while not _all_ended(house) and hits.targets.total() < KILLS:
        house.wait_for_page()
        step = _wait_for(house, chance.choice(STEPS))
        time.sleep(chance.random())
        target = chance.choices(list(TARGETS), list(TARGETS.values()))[0]
        killed = _kill(house, target)
        if not killed:
            continue
        hits.targets[target] += 1
        hits.steps[step] += 1
        hits.faults += [f"{target} in {step}: {fault}" for fault in faults(_office(house))]
        if target == "tree":
            house.launcher.wait()
        # A launcher whose daemon was killed too often gives up within its next look.
        time.sleep(1)
        house.wait_for_page()
    house.wait(lambda: _all_ended(house), "every run ends", SECONDS)


def _release(house: House, chance: random.Random, hits: Hits) -> None:
    """Take the steps of the issue by the job of the page, killed meanwhile, until readers have it."""
    office = _office(house)
    digits = file_hash(office.home / "releases" / MONTH.key / "manifest.json")
    asked = {State.DRAFT: ("submit", ANN), State.IN_REVIEW: ("approve", BEN), State.APPROVED: ("open", BEN)}
    before = hits.targets.total()
    while (state := state_of(office, ISSUE)) in asked:
        step, who = asked[state]
        fields = {"step": step, "month": MONTH.key, "who": who, "hash": digits}
        house.launch(RELEASE_JOB, {}, {"ops": {"small_release_step": {"config": fields}}})
        if hits.targets.total() < before + OF_STEPS:
            house.wait(lambda: bool(house.processes()["run"]) or _all_ended(house), "the step begins")
            time.sleep(4 * chance.random())
            if _kill(house, "run"):
                hits.targets["run"] += 1
                hits.steps[f"release {step}"] += 1
                hits.faults += [f"release {step}: {fault}" for fault in faults(office)]
        house.wait(lambda: _all_ended(house), "the step ends", SECONDS)


def _launch_month(house: House) -> None:
    """Launch a run of the month."""
    asked: dict[str, Any] = {"languages": ["en"], "territories": ["none"]}
    house.launch(JOB, {"dagster/partition": MONTH.key}, {"resources": {"small_run": {"config": asked}}})


def _cancel(house: House, hits: Hits) -> None:
    """Cancel the run in progress, as the page does."""
    house.wait(lambda: any(run["status"] == "STARTED" for run in house.runs()), "a run starts", SECONDS)
    for run in house.runs():
        if run["status"] == "STARTED":
            house.ask(TERMINATE, id=run["runId"])
            hits.cancelled += 1


def _kill(house: House, target: str) -> bool:
    """Kill processes of the house; tells whether there were any."""
    found = house.processes()
    pids = [pid for some in found.values() for pid in some] if target == "tree" else found[target]
    pids = [house.launcher.pid, *pids] if target == "tree" else pids
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return bool(pids)


def _all_ended(house: House) -> bool:
    """Tell whether no run waits or is in progress, nor is one about to be tried again."""
    runs = house.runs()
    again = {run["rootRunId"] for run in runs if run["rootRunId"] != run["runId"]}
    return bool(runs) and all(
        run["status"] in ENDED
        and not (run["status"] == "FAILURE" and _will_retry(run) and run["runId"] not in again)
        for run in runs
    )


def _will_retry(run: dict[str, Any]) -> bool:
    """Tell whether a run that failed is begun once more.

    Dagster gives that up where the process with the definitions dies in the moment in which it would.
    """
    if time.time() - run["endTime"] > START_SECONDS:
        return False
    tags = {tag["key"]: tag["value"] for tag in run["tags"]}
    return tags.get("dagster/will_retry") == "true" and "dagster/retry_number" not in tags


@contextmanager
def _history(house: House) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.from_config(str(house.var / "dagster")) as instance:
        yield instance


def _wait_for(house: House, step: str, seconds: float = 20) -> str:
    """Wait until a run is in a step; returns the one that it is in when that takes too long."""
    deadline, now = time.monotonic() + seconds, "waiting"
    with _history(house) as instance:
        while time.monotonic() < deadline:
            now = _step_of(instance)
            if now == step or _all_ended(house):
                break
            time.sleep(0.1)
    return now


def _step_of(instance: dg.DagsterInstance) -> str:
    """Return the step that the run in progress began last."""
    for run in instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED]), limit=1):
        begun = instance.all_logs(run.run_id, of_type=dg.DagsterEventType.STEP_START)
        if begun and begun[-1].dagster_event:
            return str(begun[-1].dagster_event.step_key)
    return "waiting"


def _require_sentences(house: House, hits: Hits) -> None:
    """Look into the history: each run ended, and one that failed says why."""
    with _history(house) as instance:
        for run in instance.get_runs():
            hits.ended[run.status.value] += 1
            log = instance.all_logs(run.run_id)
            said = " ".join(entry.dagster_event.message or "" for entry in log if entry.dagster_event)
            # A step of the issue that is begun again after it was taken is refused, in a line of its own.
            lines = [entry for entry in log if entry.level == logging.ERROR and not entry.dagster_event]
            refused = run.job_name == RELEASE_JOB and bool(lines)
            if run.status.value not in ENDED:
                hits.faults.append(f"run {run.run_id} is {run.status.value}")
            if run.status.value == "FAILURE" and not refused and not any(why in said for why in REASONS):
                hits.faults.append(f"run {run.run_id} failed and does not say why: {said}")


def _office(house: House) -> Office:
    return office_at(house.root, house.var)


def _made(office: Office) -> dict[str, Any]:
    """Return the bytes of the release, and what else a run leaves but the ledger and the site."""
    return {name: found for name, found in result(office).items() if name in ("release", "lake", "raw")}
