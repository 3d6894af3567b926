"""Keeps the month before still while a release is made that names it.

An issue names the one before it by the hash of its manifest. So a month that is made for the first time is
made after the month before, whoever makes that; one that was made before follows its own last issue and waits
for nobody.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from time import monotonic, sleep

from pipeline.locks import Waiting, months_lock
from pipeline.month import Month
from pipeline.office import Office
from pipeline.vintages.issue import may_follow_month_before

START_SECONDS = 120
"""How long a run that was begun before this one may take until it holds its months."""
LOOK_SECONDS = 0.5


@contextmanager
def month_before(
    office: Office,
    month: Month,
    asked: date | None,
    own: Collection[Month],
    waiting: Waiting,
    holder: str = "",
    begun: Callable[[Month], str] = lambda _: "",
) -> Iterator[None]:
    """Hold the month before while a release is made, where it may follow that one.

    `own` are the months that the run holds already. `begun` names a run of a month that was begun before this
    one and has not ended; it may not hold the month yet, and is waited for no longer than it may take to.

    Who holds a month waits for earlier ones only, so no two wait for each other.
    """
    before = month.plus(-1)
    if before in own or not may_follow_month_before(office, month, asked):
        yield
        return
    until, told = 0.0, ""
    while True:
        with months_lock(office, [before], waiting, holder):
            by = begun(before)
            if not by or (by == told and monotonic() >= until):
                yield
                return
        if by != told:
            waiting(before, by)
            until, told = monotonic() + START_SECONDS, by
        sleep(LOOK_SECONDS)
