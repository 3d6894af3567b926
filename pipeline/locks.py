"""Locks that the operating system frees when their holder dies."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from time import monotonic

from filelock import FileLock, Timeout

from pipeline.errors import BusyError, MachineError
from pipeline.machine import check_owner
from pipeline.month import Month
from pipeline.office import Office

WAIT_SECONDS = 600
"""How long a step waits for another one before it gives up with a sentence."""
RUN_WAIT_SECONDS = 12 * 3600
"""How long a run waits for the months of another run, which may make years of them."""

Waiting = Callable[[Month, str], None]
"""Is told the month that is waited for, and who holds it."""


@contextmanager
def held(
    path: Path, what: str, wait: float = WAIT_SECONDS, holder: Callable[[], str] = str
) -> Iterator[None]:
    """Hold the lock file at `path`; past `wait` seconds raise BusyError naming `what` and its holder.

    Whoever writes where others do takes a lock first: it is refused in a folder of another account.
    """
    check_owner(path.parent)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise BusyError(
            f"{what} is in use by {holder() or 'another run'} (waited {wait:g} seconds). "
            "Wait for it to end, then start again."
        ) from error
    except OSError as error:
        raise MachineError(
            f"The lock file {path} cannot be made ({error.strerror}). "
            "Check the folder's rights, and those of the file."
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def month_lock(office: Office, month: Month, wait: float = WAIT_SECONDS, holder: str = "") -> Iterator[None]:
    """Hold one month of an office, under the name of who holds it: two runs of it wait for each other."""
    path = _month_path(office, month)
    with held(path, f"Month {month} of office {office.code}", wait, lambda: holder_of(office, month)):
        note = path.with_suffix(".holder")
        with suppress(OSError):
            note.write_text(holder or f"process {os.getpid()}", encoding="utf-8")
        try:
            yield
        finally:
            with suppress(OSError):
                note.unlink(missing_ok=True)


@contextmanager
def months_lock(
    office: Office,
    months: Sequence[Month],
    waiting: Waiting,
    holder: str = "",
    wait: float = RUN_WAIT_SECONDS,
) -> Iterator[None]:
    """Hold several months at once; while another holds one of them, hold none.

    So of two runs that share months each waits for the other one only while it keeps nobody from anything.
    """
    until = monotonic() + wait
    told: set[tuple[Month, str]] = set()
    while True:
        with ExitStack() as locks:
            busy = next((one for one in months if not _took(locks, office, one, holder)), None)
            if busy is None:
                yield
                return
        by = holder_of(office, busy)
        if (busy, by) not in told:
            waiting(busy, by)
            told.add((busy, by))
        with month_lock(office, busy, max(0, until - monotonic()), holder):
            pass


def _took(locks: ExitStack, office: Office, month: Month, holder: str) -> bool:
    """Take the lock of a month if nobody has it."""
    try:
        locks.enter_context(month_lock(office, month, 0, holder))
    except BusyError:
        return False
    return True


def holder_of(office: Office, month: Month) -> str:
    """Name who holds a month, as it wrote it down."""
    with suppress(OSError, UnicodeError):
        return _month_path(office, month).with_suffix(".holder").read_text(encoding="utf-8").strip()
    return ""


def _month_path(office: Office, month: Month) -> Path:
    """Return the file of a month's lock."""
    return office.home / "locks" / f"{month}.lock"


@contextmanager
def office_lock(office: Office, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold an office's unpartitioned tables: intake, conform, warehouse."""
    with held(office.home / "locks" / "office.lock", f"Office {office.code}", wait):
        yield


@contextmanager
def site_lock(office: Office, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold an office's sites: the one made last is of the newest state of the ledger."""
    with held(office.home / "locks" / "site.lock", f"The site of office {office.code}", wait):
        yield
