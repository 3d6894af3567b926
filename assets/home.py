"""The project's own Dagster home, var/dagster: the page and the command line share its history."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import dagster as dg

from assets.history import address_file, require_package, storage_settings
from pipeline.lake import write_atomically
from pipeline.locks import held
from pipeline.project import Project


def make_home(project: Project) -> Path:
    """Make the folder with the settings of this version and return it."""
    home = project.var / "dagster"
    settings = files("assets").joinpath("dagster.yaml").read_bytes() + storage_settings(project)
    if not (home / "dagster.yaml").is_file() or (home / "dagster.yaml").read_bytes() != settings:
        write_atomically(home / "dagster.yaml", settings)
    return home


@contextmanager
def open_instance(project: Project) -> Iterator[dg.DagsterInstance]:
    """Open the history of the project's runs, its tables made where there are none.

    Processes that make them at once disturb each other.
    """
    if address_file(project):
        require_package()
    with held(project.var / "locks" / "history.lock", "The history of runs"):
        opened = dg.DagsterInstance.from_config(str(make_home(project)))
    with opened as instance:
        yield instance


def make_history(project: Project) -> None:
    """Make the tables of the history."""
    with open_instance(project):
        pass
