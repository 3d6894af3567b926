"""The Dagster daemon by itself, where systemd and not the launcher watches the processes."""

import fcntl
import os
import sys

from assets.home import make_history, make_home
from pipeline.errors import BusyError
from pipeline.project import Project


def become_daemon(project: Project) -> None:
    """Turn this process into the keeper of the daemon, under a lock: one daemon a folder of results.

    The lock is that of `crossfoot ui`: two daemons would launch runs twice.
    """
    make_history(project)
    path = project.var / "locks" / "ui.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BusyError(
            f"Another daemon works on {project.var}: stop it, or `crossfoot ui`, first."
        ) from None
    os.truncate(lock, 0)
    os.write(lock, b"a server behind nginx")
    os.set_inheritable(lock, True)
    os.chdir(project.root)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    where = {"DAGSTER_HOME": str(make_home(project)), "CROSSFOOT_VAR": str(project.var)}
    workspace = str(project.root / "workspace.yaml")
    daemon = [sys.executable, "-m", "dagster._daemon", "run", "--workspace", workspace]
    os.execve(sys.executable, [sys.executable, "-m", "assets.keeper", *daemon], kept | where)
