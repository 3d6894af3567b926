"""A month that is made for the first time waits for the month before, and no other does."""

import threading
from collections.abc import Callable
from datetime import date

import pytest

from pipeline.locks import holder_of, month_lock
from pipeline.month import Month
from pipeline.office import Office
from pipeline.vintages import before
from pipeline.vintages.before import month_before
from tests.conftest import JANUARY
from tests.vintages.test_issue import _issue

DECEMBER = JANUARY.plus(-1)
DAY = date(2026, 3, 1)


def _nobody(month: Month, by: str) -> None:
    pytest.fail(f"waited for {month}, {by}")


def test_the_month_before_is_held_while_a_first_release_is_made(small_office: Office) -> None:
    with month_before(small_office, JANUARY, None, [JANUARY], _nobody, "run 2"):
        assert holder_of(small_office, DECEMBER) == "run 2"
    assert holder_of(small_office, DECEMBER) == ""


@pytest.mark.parametrize(
    ("asked", "own", "named", "held"),
    [
        (None, [JANUARY], "", True),
        (None, [DECEMBER, JANUARY], "", False),
        (None, [JANUARY], "f" * 64, False),
        (DAY, [JANUARY], "f" * 64, True),
    ],
)
def test_who_may_follow_the_month_before(
    small_office: Office, asked: date | None, own: list[Month], named: str, held: bool
) -> None:
    _issue(small_office, JANUARY, previous=named)
    with month_before(small_office, JANUARY, asked, own, _nobody, "run 2"):
        assert (holder_of(small_office, DECEMBER) != "") is held


def _other(office: Office) -> tuple[threading.Thread, Callable[[Month, str], None], list[str]]:
    """Make the month before in a thread until it is waited for; returns it, what ends it, what was said."""
    taken, free, said = threading.Event(), threading.Event(), []

    def make() -> None:
        with month_lock(office, DECEMBER, holder="run 1"):
            taken.set()
            free.wait(60)

    def waiting(month: Month, by: str) -> None:
        said.append(f"{month}: {by}")
        free.set()

    thread = threading.Thread(target=make)
    thread.start()
    assert taken.wait(60)
    return thread, waiting, said


def test_a_run_that_makes_the_month_before_is_waited_for_and_named(small_office: Office) -> None:
    thread, waiting, said = _other(small_office)
    with month_before(small_office, JANUARY, None, [JANUARY], waiting, "run 2"):
        thread.join()
        assert holder_of(small_office, DECEMBER) == "run 2"
    assert said == ["2025-12: run 1"]


def test_a_run_that_was_begun_and_holds_nothing_yet_is_waited_for_but_not_for_ever(
    small_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(before, "LOOK_SECONDS", 0.01)
    answers, said = ["run 1", "run 1", ""], []

    def waiting(month: Month, by: str) -> None:
        said.append(by)
        assert holder_of(small_office, DECEMBER) == ""

    with month_before(small_office, JANUARY, None, [JANUARY], waiting, "run 2", lambda _: answers.pop(0)):
        assert (answers, said) == ([], ["run 1"])
    monkeypatch.setattr(before, "START_SECONDS", 0.05)
    with month_before(small_office, JANUARY, None, [JANUARY], waiting, "run 2", lambda _: "run 1"):
        assert said == ["run 1", "run 1"]
