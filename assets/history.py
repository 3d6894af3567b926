"""Where the history of runs lies: in files below var/dagster/, or in PostgreSQL.

A folder of results has one history, so the choice is kept there: the daemon, the pages and the command line
go by it. What is kept is the path of a file with the address of the database, never the address, which holds
a password.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import BusyError, MachineError
from pipeline.lake import write_atomically
from pipeline.project import Project

PACKAGE = "dagster_postgres"
_STORAGE = """
# The history of runs is in PostgreSQL; the file has the address of the database, which nobody else may read.
storage:
  custom:
    module: assets.postgres
    class: FiledStorage
    config:
      file: {file}
"""


def address_file(project: Project) -> Path | None:
    """Return the file with the address of the database, None where the history is in files of its own."""
    path = _choice(project)
    return Path(path.read_text(encoding="utf-8").strip()) if path.is_file() else None


def choose_postgres(project: Project, file: Path) -> str:
    """Keep the history of runs in the database that a file names from now on; says where that is.

    Tables are made where there are none. Raises a sentence where the file or the server cannot be used.
    """
    require_package()
    from assets.postgres import described, read_address, require_reachable

    path = file.absolute()
    with _nothing_runs(project):
        address = read_address(path, (project.root, project.var))
        require_reachable(address)
        write_atomically(_choice(project), f"{path}\n".encode())
    return described(address)


def choose_files(project: Project) -> None:
    """Keep the history of runs in files of its own from now on."""
    with _nothing_runs(project):
        _choice(project).unlink(missing_ok=True)


def storage_settings(project: Project) -> bytes:
    """Return what dagster.yaml says of the storage: nothing where it is in files."""
    file = address_file(project)
    return _STORAGE.format(file=json.dumps(str(file))).encode() if file else b""


def require_package() -> None:
    """Refuse where the library for PostgreSQL is not installed."""
    if find_spec(PACKAGE) is None:
        raise MachineError(
            "The history of runs is to be in PostgreSQL, and the library for it is not installed. Install it "
            "with: .venv/bin/pip install -e '.[postgres]'"
        )


def _choice(project: Project) -> Path:
    """Return where the choice is kept."""
    return project.var / "dagster" / "postgres"


@contextmanager
def _nothing_runs(project: Project) -> Iterator[None]:
    """Refuse while a daemon or a page works with the history as it is."""
    path = project.var / "locks" / "ui.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BusyError(
            f"The Dagster page or the daemon of {project.var} is running: stop it, then choose again."
        ) from None
    finally:
        os.close(lock)
