"""A page whose code server was killed has its definitions again, and stays the same process."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assets import code_server
from assets.alive import children
from assets.code_server import COMMAND, CodeServers, mending
from pipeline.project import locate
from pipeline.user import USER_HEADER

PREFIX = "/audit"
LOADED = """
{ workspaceOrError { ... on Workspace { locationEntries {
  locationOrLoadError { __typename ... on RepositoryLocation { server: serverId } } } } } }
"""
SECONDS = 120


@pytest.fixture
def page(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """Serve the auditors' page on a socket, without a web server."""
    folder = tmp_path / "run"
    folder.mkdir()
    folder.chmod(0o2750)
    path = folder / "page.sock"
    process = subprocess.Popen(
        [sys.executable, "-m", "assets.cli", "serve", "auditors", "--socket", str(path)],
        cwd=locate().root,
        env={**os.environ, "CROSSFOOT_VAR": str(tmp_path / "var")},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process, path
    finally:
        process.terminate()
        process.wait(60)


def _server(path: Path) -> str:
    """Ask the page for the id of the code server that it has its definitions from; empty for none."""
    connection = http.client.HTTPConnection("page", timeout=30)
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.settimeout(30)
    try:
        connection.sock.connect(str(path))
        headers = {"Content-Type": "application/json", USER_HEADER: "ben"}
        connection.request("POST", f"{PREFIX}/graphql", json.dumps({"query": LOADED}), headers)
        answer = json.loads(connection.getresponse().read())
    except OSError:
        return ""
    finally:
        connection.close()
    (entry,) = answer["data"]["workspaceOrError"]["locationEntries"]
    return str(entry["locationOrLoadError"].get("server") or "")


def _another(path: Path, than: str) -> str:
    """Wait until the page has the definitions from another code server than that one."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if (found := _server(path)) not in ("", than):
            return found
        time.sleep(0.2)
    pytest.fail("The page has no definitions.")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what a process started")
def test_a_page_that_lost_its_definitions_loads_them_again(
    page: tuple[subprocess.Popen[bytes], Path],
) -> None:
    process, path = page
    before = _another(path, "")
    (holding,) = children(process.pid, COMMAND)
    # The page looks twice a second who has a code server.
    time.sleep(3 * code_server.WATCH_SECONDS)
    os.kill(holding, signal.SIGKILL)
    _another(path, before)
    assert process.poll() is None
    assert children(process.pid, COMMAND) not in ([], [holding])


def test_a_loss_is_told_once_and_a_process_that_never_had_one_lost_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    below: list[int] = []
    monkeypatch.setattr(code_server, "children", lambda *_: below)
    servers, told = CodeServers(), []
    for now in ([], [1], [], [], [2], []):
        below[:] = now
        told.append(servers.lost(os.getpid()))
    assert told == [False, False, True, False, False, True]


def test_what_was_lost_is_mended_while_the_block_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    below, mended = [1], list[float]()
    monkeypatch.setattr(code_server, "children", lambda *_: below)
    monkeypatch.setattr(code_server, "WATCH_SECONDS", 0.01)
    with mending(os.getpid(), lambda: mended.append(time.monotonic())):
        time.sleep(0.2)
        assert mended == []
        below.clear()
        time.sleep(0.2)
    below.append(2)
    below.clear()
    time.sleep(0.05)
    assert len(mended) == 1
