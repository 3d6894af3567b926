"""The hour of an embargo by the real clock: processes that wait for it, and are killed at it."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.errors import UsageError
from pipeline.project import locate
from pipeline.releasing import embargo as module
from pipeline.releasing.embargo import (
    embargo,
    open_due,
)
from pipeline.releasing.ledger import read_ledger, state_of
from pipeline.releasing.model import State
from pipeline.releasing.plain import tidy
from pipeline.releasing.readers import publish_site
from tests.releasing.conftest import BEN, KEY, SECRET, Desk, after, plain_copies

ID = f"{KEY}.1"


PROGRAM = """
import sys, time
from dataclasses import replace
from pathlib import Path
from pipeline.clock import now
from pipeline.office import load_office
from pipeline.project import Project
from pipeline.releasing.declared import Releasing
from pipeline.releasing.form import release_due
from pipeline.releasing.ledger import state_of
from pipeline.releasing.model import State
office = load_office(Project(Path(sys.argv[1]), Path(sys.argv[2])), "small")
office = replace(office, release=Releasing(key=Path(sys.argv[3])))
print("up", flush=True)
release_due(office, "clock", now())
while "--wait" in sys.argv and state_of(office, "2026-01.1") is not State.RELEASED:
    time.sleep(0.1)
    release_due(office, "clock", now())
print("done", flush=True)
"""


def start(desk: Desk, *more: str) -> subprocess.Popen[str]:
    """Start a process that opens what is due."""
    project = desk.office.project
    command = [
        sys.executable,
        "-c",
        PROGRAM,
        str(project.root),
        str(project.var),
        str(desk.office.release.key),
        *more,
    ]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=locate().root)


def real(desk: Desk, seconds: float) -> None:
    """Put an issue under an embargo of so many seconds, by the clock of the machine."""
    moment = datetime.now(UTC)
    desk.at = moment - timedelta(hours=1)
    desk.run()
    desk.approved()
    until = (datetime.now(UTC) + timedelta(seconds=seconds + 1)).replace(microsecond=0)
    desk.at = datetime.now(UTC) - timedelta(minutes=10)
    embargo(desk.office, KEY, desk.who(BEN), until, "UTC")


def test_two_openers_that_wait_for_the_hour_open_once(desk: Desk) -> None:
    real(desk, 3)
    openers = [start(desk, "--wait"), start(desk, "--wait")]
    assert [opener.stdout.readline() for opener in openers if opener.stdout] == ["up\n", "up\n"]
    assert plain_copies(desk.office) == [] or datetime.now(UTC) >= read_until(desk)
    assert [opener.communicate(timeout=60)[0] for opener in openers] == ["done\n", "done\n"]
    assert [entry.step for entry in read_ledger(desk.office)].count("open") == 1
    opened = read_ledger(desk.office)[-1]
    assert opened.at >= read_until(desk)
    assert (desk.office.home / "site" / KEY / "bulletin.en.pdf").is_file()


def read_until(desk: Desk) -> datetime:
    """Return the hour of the embargo that the ledger has."""
    (entry,) = [entry for entry in read_ledger(desk.office) if entry.step == "embargo"]
    return datetime.strptime(str(entry.facts["until"]), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def test_what_was_due_while_no_process_ran_opens_at_the_next_start(desk: Desk) -> None:
    real(desk, -60)
    assert state_of(desk.office, ID) is State.EMBARGOED
    assert start(desk).communicate(timeout=60)[0] == "up\ndone\n"
    assert state_of(desk.office, ID) is State.RELEASED


@pytest.mark.parametrize("seconds", [0.0, 0.03, 0.08, 0.2, 0.4])
def test_a_kill_leaves_the_site_without_the_issue_or_with_all_of_it(seconds: float, desk: Desk) -> None:
    desk.released("2025-12")
    publish_site(desk.office)
    real(desk, -60)
    opener = start(desk)
    assert opener.stdout is not None
    assert opener.stdout.readline() == "up\n"
    time.sleep(seconds)
    os.kill(opener.pid, signal.SIGKILL)
    opener.communicate()
    shown = desk.office.home / "site" / KEY
    assert not shown.exists() or (shown / "bulletin.en.pdf").read_text(encoding="utf-8").endswith(SECRET)
    assert start(desk).communicate(timeout=60)[0] == "up\ndone\n"
    assert (shown / "bulletin.en.pdf").read_text(encoding="utf-8").endswith(SECRET)
    assert state_of(desk.office, ID) is State.RELEASED
    assert not list((desk.office.home / "releases" / ".issues").glob(".opening-*"))


@pytest.mark.parametrize("at", ["_require_bytes", "append", "tidy", "_take_out"])
def test_a_step_that_ends_in_the_middle_is_finished_by_the_next(
    at: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run()
    desk.approved()

    def end(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for until in (after(days=1), after(days=1)):
        with monkeypatch.context() as patch:
            patch.setattr(module, at, end)
            try:
                embargo(desk.office, KEY, desk.who(BEN), until, "UTC")
            except (KeyboardInterrupt, UsageError):
                continue
    tidy(desk.office, desk.who(BEN))
    if state_of(desk.office, ID) is State.APPROVED:
        embargo(desk.office, KEY, desk.who(BEN), after(days=1), "UTC")
    assert plain_copies(desk.office) == []
    desk.at = after(days=1)
    with monkeypatch.context() as patch:
        patch.setattr(module, at, end)
        with suppress(KeyboardInterrupt):
            open_due(desk.office, desk.who(BEN))
    open_due(desk.office, desk.who(BEN))
    assert state_of(desk.office, ID) is State.RELEASED
    assert (desk.office.home / "releases" / KEY / "manifest.json").is_file()
    assert list((desk.office.home / "vault").glob("*.vault")) == []
