"""The small office as real processes, many months at a time, and what is compared after them."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest

from assets.home import open_instance
from assets.keys import job_name
from pipeline.identity import file_hash
from pipeline.month import Month
from pipeline.office import Office
from pipeline.project import locate
from tests.small_office import investment, office_writer

SPAN = Month.parse("2024-12").to(Month.parse("2026-11"))
"""Two years of months; of the first no figure is known."""
SECONDS = 900
"""What a test waits for at most."""
OURS = """
import sys
from contextlib import nullcontext
from pathlib import Path
from pipeline import project as places
places.locate = lambda: places.Project(Path({root!r}), Path({var!r}))
from tests.publications import unprinted
"""
COMMAND = (
    OURS
    + """
from assets.start import main
with unprinted() if {blank!r} else nullcontext():
    main()
"""
)
DEFINITIONS = (
    OURS
    + """
from assets.definitions import build_defs
kept = unprinted() if {blank!r} else nullcontext()
kept.__enter__()
defs = build_defs(places.locate(), ["small"])
"""
)
DAEMON = (
    OURS
    + """
from assets.daemon import become_daemon
become_daemon(places.locate())
"""
)


def with_words(folder: Path, *, blank: bool = True) -> Office:
    """Write the small office with the words that its bulletins need, and a location of it for Dagster.

    Its PDFs are empty pages where `blank`.
    """
    lines = [_line(month) for month in SPAN[1:]]
    labels = (locate().sources / "karabakh" / "reference" / "label.csv").read_text(encoding="utf-8")
    office = office_writer(folder)({"first": {"investment.csv": investment(*lines)}}, {"label.csv": labels})
    root = office.project.root
    (root / "location.py").write_text(_filled(DEFINITIONS, office, blank=blank), encoding="utf-8")
    text = "load_from:\n  - python_file: {relative_path: location.py, location_name: small}\n"
    (root / "workspace.yaml").write_text(text, encoding="utf-8")
    return office


def _line(month: Month) -> dict[str, str]:
    """Return what the year to a month's end was said to be, in the month after it."""
    return {
        "published_on": month.plus(1).first.replace(day=20).isoformat(),
        "period_as_written": f"January to {month}",
        "period_start": f"{month.first.year}-01-01",
        "period_end": month.last.isoformat(),
        "value_as_printed": f"{100 + 37 * month.first.month}.{month.first.month % 10}",
    }


def command(office: Office, *words: str, blank: bool = True) -> "subprocess.Popen[str]":
    """Start a command of the command line on the office; its PDFs are empty pages where `blank`."""
    return _start(_filled(COMMAND, office, blank=blank), *words)


def ended(*started: subprocess.Popen[str]) -> list[str]:
    """Wait for processes to end well and return what they said."""
    said = [process.communicate(timeout=SECONDS) for process in started]
    for process, (_, problems) in zip(started, said, strict=True):
        assert process.returncode == 0, problems
    return [problems for _, problems in said]


@contextmanager
def daemon(office: Office) -> Iterator["subprocess.Popen[str]"]:
    """Let the one daemon of the office run until the block ends; what it says is in var/log/daemon.log."""
    log = office.project.var / "log" / "daemon.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as said:
        started = _start(_filled(DAEMON, office, blank=True), out=said)
    try:
        yield started
    finally:
        started.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            started.wait(timeout=60)
        if started.poll() is None:
            started.kill()
            started.wait()


def queue(instance: dg.DagsterInstance, office: Office, runs: Sequence[Mapping[str, str]]) -> list[str]:
    """Put runs of the office's job into the queue, in this order, each with its tags; return their ids."""
    from dagster._cli.job import _create_run
    from dagster._core.workspace.context import WorkspaceProcessContext
    from dagster._core.workspace.load_target import WorkspaceFileTarget

    target = WorkspaceFileTarget([str(office.project.root / "workspace.yaml")])
    with WorkspaceProcessContext(instance, target) as process:
        context = process.create_request_context()
        location = context.get_code_location("small")
        (repository,) = location.get_repositories().values()
        job = repository.get_full_job(job_name(office))
        made = []
        for tags in runs:
            run = _create_run(instance, location, repository, job, {}, dict(tags), None, None)
            instance.submit_run(run.run_id, context)
            made.append(run.run_id)
    return made


def statuses(office: Office, runs: Sequence[str]) -> list[str]:
    """Wait until runs have ended and return how."""
    with open_instance(office.project) as instance:

        def found() -> list[dg.DagsterRun]:
            return [run for one in runs if (run := instance.get_run_by_id(one)) is not None]

        until(lambda: all(run.is_finished for run in found()), SECONDS)
        return [run.status.value for run in found()]


def until(done: Callable[[], bool], seconds: float = 300) -> None:
    """Wait for something."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            pytest.fail(f"It did not come about within {seconds} seconds.")
        time.sleep(0.1)


def left(office: Office) -> dict[str, str]:
    """Return all that runs leave for others, by name: files of releases and reports, rows of tables."""
    return {**_files(office.home / "releases"), **_files(office.home / "reports"), **_rows(office)}


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Name what differs between two offices."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def _files(folder: Path) -> dict[str, str]:
    """Hash the files below the folders of months, which readers reach by their names."""
    assert not [
        path.name for path in folder.rglob(".*") if path.name.endswith((".tmp", ".building", ".link"))
    ]
    months = [month for month in sorted(folder.glob("*")) if month.is_dir()]
    return {
        f"{folder.name}/{month.name}/{path.relative_to(month.resolve())}": file_hash(path)
        for month in months
        for path in sorted(month.resolve().rglob("*"))
        if path.is_file()
    }


def _rows(office: Office) -> dict[str, str]:
    """Write the rows of each table of the warehouse, and of the lake by stage and partition."""
    with duckdb.connect(str(office.home / "warehouse.duckdb"), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() order by all"
        ).fetchall()
        found = {
            name: str(connection.execute(f"select * from {name} order by all").fetchall())
            for (name,) in tables
        }
    lake = office.home / "lake"
    manifests = {path.relative_to(lake): path for path in (lake / "manifest").rglob("*.json")}
    return found | {str(name): _named(path) for name, path in manifests.items()}


def _named(manifest: Path) -> str:
    """Return the files that a manifest names, each there and of the content that it is named by."""
    import json

    lake = manifest.parents[2]
    found = json.loads(manifest.read_text(encoding="utf-8"))
    for name in found["tables"].values():
        assert file_hash(lake / name).startswith(name.split(".")[-2]), name
    return str((found["digest"], sorted(found["tables"].items()), found["facts"]))


def _start(code: str, *words: str, out: Any = subprocess.PIPE) -> "subprocess.Popen[str]":
    """Start Python code in the checkout of the tests."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    here = str(locate().root)
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=locate().root,
        # The processes below it, too, take the code of this checkout.
        env={**kept, "PYTHONPATH": os.pathsep.join(filter(None, (here, kept.get("PYTHONPATH"))))},
        stdout=out,
        stderr=out,
        text=True,
    )


def _filled(code: str, office: Office, *, blank: bool) -> str:
    """Name the office's folders in code."""
    project = office.project
    return code.format(root=str(project.root), var=str(project.var), blank=blank)
