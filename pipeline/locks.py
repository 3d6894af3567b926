"""Locks that the operating system frees when their holder dies."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import BusyError, MachineError
from pipeline.month import Month
from pipeline.office import Office
from pipeline.project import Project

WAIT_SECONDS = 600
"""How long a run waits for another run of the same month before it gives up with a sentence."""


@contextmanager
def held(path: Path, what: str, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock file at `path`; past `wait` seconds raise BusyError naming `what`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise BusyError(
            f"{what} is in use by another run (waited {wait:g} seconds). "
            "Wait for it to end, then start again."
        ) from error
    except OSError as error:
        raise MachineError(
            f"The lock file {path} cannot be made ({error.strerror}). Check the folder's rights."
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def month_lock(office: Office, month: Month, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold one month of an office: two runs of it wait for each other."""
    with held(office.home / "locks" / f"{month}.lock", f"Month {month} of office {office.code}", wait):
        yield


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


@contextmanager
def ui_lock(project: Project) -> Iterator[None]:
    """Hold the Dagster page of this checkout; a second start is refused at once."""
    with held(project.var / "locks" / "ui.lock", "The Dagster page of this folder", wait=0):
        yield
