"""The history of runs in PostgreSQL: a real server, and an address that stays in its file."""

import os
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from typer.testing import CliRunner

from assets import history
from assets.cli import app
from assets.history import address_file, choose_files, choose_postgres
from assets.home import make_home, open_instance
from assets.run import run_months
from assets.turns import MONTH_TAG
from pipeline.errors import BadInputError, BusyError, MachineError
from pipeline.locks import holder_of
from pipeline.office import Office
from pipeline.progress import Silent
from pipeline.project import Project
from tests.conftest import JANUARY
from tests.deploy.postgres import PASSWORD, Server, serving
from tests.many_months import SECONDS, SPAN, daemon, queue, statuses, until, with_words


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


def _file(folder: Path, address: str, mode: int = 0o600) -> Path:
    """Write a file with an address."""
    path = folder / "keys" / "history"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{address}\n", encoding="utf-8")
    path.chmod(mode)
    return path


def _files_with(folder: Path, word: str) -> list[str]:
    """Name the files below a folder that hold a word."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path.name for path in files if word.encode() in path.read_bytes()]


def test_what_is_kept_on_the_server_is_read_back(
    server: Server, small_office: Office, tmp_path: Path
) -> None:
    project = small_office.project
    choose_postgres(project, _file(tmp_path, server.address))
    with open_instance(project) as instance:
        kept = instance.add_run(dg.DagsterRun(job_name="small_month", tags={"of": "a test"}))
    with open_instance(project) as instance:
        (found,) = instance.get_runs(dg.RunsFilter(tags={"of": "a test"}))
        assert found.run_id == kept.run_id
        assert PASSWORD not in instance.info_str()
        instance.delete_run(found.run_id)
    assert _files_with(project.var, PASSWORD) == []


@pytest.mark.long
def test_a_month_is_in_the_history_of_the_server_and_the_address_nowhere(
    server: Server, small_office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    project = small_office.project
    file = _file(tmp_path, server.address)
    choose_postgres(project, file)
    outcome = run_months(small_office, [JANUARY], Silent(), publish=False)
    with open_instance(project) as instance:
        assert type(instance.run_storage).__module__.startswith("dagster_postgres")
        assert type(instance.event_log_storage).__module__.startswith("dagster_postgres")
        (run,) = instance.get_runs()
        assert (run.run_id, run.status) == (outcome.run_id, dg.DagsterRunStatus.SUCCESS)
        fci = dg.AssetKey(["small", "indicators", "fci"])
        assert instance.get_materialized_partitions(fci) == {"2026-01"}
        assert PASSWORD not in instance.info_str()
        assert PASSWORD not in str(instance.get_ref())
    assert not list((project.var / "dagster").rglob("*.db"))
    assert _files_with(project.var, PASSWORD) == []
    assert PASSWORD not in caplog.text

    server.stop()
    try:
        with pytest.raises(MachineError, match=r"cannot be reached: .*refused.* Start the server") as caught:
            run_months(small_office, [JANUARY], Silent(), publish=False)
        assert PASSWORD not in str(caught.value)
    finally:
        server.start()

    choose_files(project)
    with open_instance(project) as instance:
        assert instance.get_runs() == []


@pytest.mark.long
def test_the_one_daemon_runs_a_month_with_it_and_no_process_is_told_the_address(
    server: Server, tmp_path: Path
) -> None:
    office = with_words(tmp_path)
    choose_postgres(office.project, _file(tmp_path, server.address))
    with daemon(office) as started, open_instance(office.project) as instance:
        (run,) = queue(instance, office, [{MONTH_TAG: SPAN[0].key}])
        until(lambda: holder_of(office, SPAN[0]) != "", SECONDS)
        worker = holder_of(office, SPAN[0]).split()[-1].strip(")")
        for pid in (str(started.pid), worker):
            for name in ("cmdline", "environ"):
                assert PASSWORD.encode() not in Path(f"/proc/{pid}/{name}").read_bytes()
        assert statuses(office, [run]) == ["SUCCESS"]
        assert all(PASSWORD not in str(event) for event in instance.all_logs(run))
        run_stored = instance.get_run_by_id(run)
        assert PASSWORD not in str(run_stored)
    assert _files_with(office.project.var, PASSWORD) == []


@pytest.mark.parametrize(
    ("mode", "address", "sentence"),
    [
        (0o644, "", r"by others than its owner \(mode 0644\).*chmod 600"),
        (0o620, "", r"by others than its owner \(mode 0620\)"),
        (0o600, "host=a password=b", "does not hold an address"),
        (0o600, "mysql://a:b@c/d", "does not hold an address"),
        (0o600, "postgresql://a:b@c:port/d", "does not hold an address"),
        (0o600, "postgresql://a:b@c", "does not hold an address"),
        (0o600, "postgresql://a:b@c/d\nmore", "does not hold an address"),
    ],
)
def test_a_file_that_is_no_secret_or_no_address_is_refused(
    mode: int, address: str, sentence: str, server: Server, tmp_path: Path
) -> None:
    from assets.postgres import read_address

    path = _file(tmp_path, address or "postgresql://a:b@c/d", mode)
    with pytest.raises(BadInputError, match=sentence) as caught:
        read_address(path)
    assert ":b@" not in str(caught.value)


def test_where_a_file_may_be_and_whose_it_is(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assets.postgres import read_address

    path = _file(tmp_path, server.address)
    assert read_address(path, (tmp_path / "other",)) == server.address
    with pytest.raises(BadInputError, match="lies inside"):
        read_address(path, (tmp_path,))
    with pytest.raises(BadInputError, match="is not there"):
        read_address(tmp_path / "none")
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    with pytest.raises(BadInputError, match="is not of who runs the program"):
        read_address(path)


def test_a_refused_password_is_not_told(server: Server, tmp_path: Path) -> None:
    from assets.postgres import _without, require_reachable

    other = server.address.replace(PASSWORD, "another-word")
    with pytest.raises(MachineError, match="password authentication failed") as caught:
        require_reachable(other)
    assert "another-word" not in str(caught.value)
    assert _without(f"the line {PASSWORD} is strange", server.address) == "the address was refused"


def test_the_command_says_where_the_history_lies(
    server: Server, project_factory: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(root=tmp_path / "checkout", var=tmp_path / "var")
    monkeypatch.setattr("assets.commands.history.locate", lambda: project)

    def said(*words: str) -> str:
        return CliRunner().invoke(app, ["history", *words], catch_exceptions=False).output

    assert "in files below" in said()
    file = _file(tmp_path, server.address)
    assert f"database postgres at 127.0.0.1:{server.port}" in said("--postgres", str(file))
    assert f"at the address in {file}" in said()
    assert b"FiledStorage" in (make_home(project) / "dagster.yaml").read_bytes()
    assert "in files below" in said("--files")
    assert b"FiledStorage" not in (make_home(project) / "dagster.yaml").read_bytes()
    with history._nothing_runs(project), pytest.raises(BusyError, match="stop it"):
        choose_files(project)


def test_without_the_library_it_is_named(
    small_office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(history, "find_spec", lambda _: None)
    with pytest.raises(MachineError, match="postgres"):
        choose_postgres(small_office.project, tmp_path / "any")
    assert address_file(small_office.project) is None
