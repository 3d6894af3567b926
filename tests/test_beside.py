"""Work is done by a copy of the process, and here where the copy could not."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.beside import beside


def test_a_copy_does_the_work_while_this_process_goes_on() -> None:
    with beside(os.getpid, gains=True) as result:
        assert result() != os.getpid()


def test_where_nothing_is_gained_it_is_done_here() -> None:
    with beside(os.getpid, gains=False) as result:
        assert result() == os.getpid()


def test_an_answer_may_be_larger_than_what_a_pipe_holds() -> None:
    with beside(lambda: b"x" * (1 << 20), gains=True) as result:
        assert len(result()) == 1 << 20


@pytest.mark.parametrize(
    "does",
    [
        lambda: os.kill(os.getpid(), signal.SIGKILL),
        lambda: os._exit(0),
        lambda: 1 / 0,
    ],
    ids=["killed", "ended", "an error"],
)
def test_what_a_copy_could_not_do_is_done_here(
    does: Callable[[], object], capfd: pytest.CaptureFixture[str]
) -> None:
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            does()
        return "done here"

    with beside(work, gains=True) as result:
        assert result() == "done here"
    assert capfd.readouterr() == ("", "")


def test_an_error_of_the_work_is_raised_here() -> None:
    with beside(lambda: 1 / 0, gains=True) as result, pytest.raises(ZeroDivisionError):
        result()


def test_a_copy_that_nobody_waits_for_is_ended(tmp_path: Path) -> None:
    def work() -> None:
        (tmp_path / "begun").touch()
        time.sleep(60)
        (tmp_path / "done").touch()

    start = time.monotonic()
    with pytest.raises(KeyError), beside(work, gains=True):
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
        raise KeyError
    assert time.monotonic() - start < 30
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
