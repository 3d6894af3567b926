"""Locks: one holder at a time, freed when the holder dies, sentences for who waits in vain."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.errors import BusyError, MachineError
from pipeline.locks import held, holder_of, month_lock, months_lock, office_lock
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import Project, locate

JANUARY = Month.parse("2026-01")
HOLDER = """
import sys, time
from pathlib import Path
from pipeline.locks import held
with held(Path(sys.argv[1]), "It", wait=0):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@contextmanager
def _holder(path: Path, seconds: float = 60) -> Iterator["subprocess.Popen[str]"]:
    """Hold a lock in another process."""
    command = [sys.executable, "-c", HOLDER, str(path), str(seconds)]
    with subprocess.Popen(command, cwd=locate().root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def office(project_factory: Callable[[], Project]) -> Office:
    return load_office(project_factory(), "karabakh")


def test_who_waits_in_vain_gets_a_sentence(office: Office) -> None:
    with _holder(office.home / "locks" / "2026-01.lock"):
        started = time.monotonic()
        with (
            pytest.raises(
                BusyError, match=r"Month 2026-01 of office karabakh is in use .*waited 0\.2 sec.*Wait"
            ),
            month_lock(office, JANUARY, wait=0.2),
        ):
            pytest.fail("two hold one lock")
        assert time.monotonic() - started < 5
        with month_lock(office, JANUARY.plus(1), wait=0):
            pass


def test_who_waits_long_enough_gets_it(office: Office) -> None:
    with _holder(office.home / "locks" / "office.lock", seconds=0.3), office_lock(office, wait=30):
        pass


def test_a_killed_holder_frees_it(office: Office) -> None:
    with _holder(office.home / "locks" / "office.lock") as holder:
        with pytest.raises(BusyError), office_lock(office, wait=0):
            pytest.fail("two hold one lock")
        holder.send_signal(signal.SIGKILL)
        with office_lock(office, wait=30):
            pass


def test_an_exception_frees_it(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), held(tmp_path / "a.lock", "It"):
        _ = 1 / 0
    with held(tmp_path / "a.lock", "It", wait=0):
        pass


def test_a_lock_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(
            MachineError, match=r"The lock file .*file/a\.lock cannot be made \(.*\)\. Check the fold"
        ),
        held(tmp_path / "file" / "a.lock", "It"),
    ):
        pytest.fail("a lock below a file")


def test_a_lock_in_the_folder_of_another_account_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.machine.os.geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(MachineError, match="belongs to"), held(tmp_path / "a.lock", "It"):
        pytest.fail("a lock of another account")
    assert list(tmp_path.iterdir()) == []


def test_a_month_says_who_holds_it(office: Office) -> None:
    assert holder_of(office, JANUARY) == ""
    with month_lock(office, JANUARY, holder="run 1a2b3c4d"):
        assert holder_of(office, JANUARY) == "run 1a2b3c4d"
        with pytest.raises(BusyError, match="is in use by run 1a2b3c4d"), month_lock(office, JANUARY, 0):
            pytest.fail("two hold one lock")
        assert holder_of(office, JANUARY) == "run 1a2b3c4d"
    assert holder_of(office, JANUARY) == ""
    with month_lock(office, JANUARY):
        assert holder_of(office, JANUARY) == f"process {os.getpid()}"


def test_who_waits_for_one_of_its_months_holds_none_of_them(office: Office) -> None:
    span, told = JANUARY.to(JANUARY.plus(2)), []
    taken, free = threading.Event(), threading.Event()

    def others() -> None:
        with months_lock(office, span[2:], lambda *_: pytest.fail("nobody is before"), "the first"):
            taken.set()
            free.wait(60)

    def waiting(month: Month, by: str) -> None:
        told.append((month, by))
        with month_lock(office, JANUARY, 0), month_lock(office, JANUARY.plus(1), 0):
            free.set()

    first = threading.Thread(target=others)
    first.start()
    assert taken.wait(60)
    with months_lock(office, span, waiting, "the second"):
        assert [holder_of(office, month) for month in span] == ["the second"] * 3
    first.join()
    assert told == [(span[2], "the first")]
    with months_lock(office, [], waiting):
        pass


def test_who_waits_too_long_for_its_months_gets_a_sentence(office: Office) -> None:
    with (
        _holder(office.home / "locks" / "2026-01.lock"),
        pytest.raises(BusyError, match=r"Month 2026-01 .* in use by another run \(waited 0\.\d+ seconds\)"),
        months_lock(office, [JANUARY], lambda *_: None, wait=0.2),
    ):
        pytest.fail("two hold one lock")
