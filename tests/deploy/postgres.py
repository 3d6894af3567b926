"""A real PostgreSQL server for tests, from Debian's package, as a user without rights."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest

NOBODY = 65534
USER, PASSWORD, DATABASE = "crossfoot", "planted-word-9c41", "postgres"
START_SECONDS = 60


@dataclass
class Server:
    """A server in a folder of its own."""

    programs: Path
    folder: Path
    port: int
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Return the address of its database."""
        return f"postgresql://{USER}:{PASSWORD}@127.0.0.1:{self.port}/{DATABASE}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = ("fsync=off", "listen_addresses=127.0.0.1", f"port={self.port}")
        settings += (f"unix_socket_directories={self.folder}",)
        command = [self.programs / "postgres", "-D", self.folder / "data"]
        with (self.folder / "server.log").open("ab") as log:
            self.processes.append(
                subprocess.Popen(
                    [*command, *(word for one in settings for word in ("-c", one))],
                    stdout=log,
                    stderr=log,
                    **_without_rights(),  # type: ignore[call-overload]
                )
            )
        deadline = time.monotonic() + START_SECONDS
        ready = [self.programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        while subprocess.run(ready, check=False).returncode:
            if self.processes[-1].poll() is not None or time.monotonic() > deadline:
                pytest.fail((self.folder / "server.log").read_text(errors="replace")[-2000:])
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        while self.processes:
            process = self.processes.pop()
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(2)
            process.wait(60)


def find_programs() -> Path:
    """Return the folder of PostgreSQL's programs; without it tests are left out, and fail in CI."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = next((path for path in folders if (path / "initdb").exists()), None)
    on_path = shutil.which("initdb")
    missing = "the Debian package postgresql" if not (found or on_path) else ""
    missing = missing or ("" if find_spec("dagster_postgres") else "the extra: pip install -e '.[postgres]'")
    if missing:
        sentence = f"There is no PostgreSQL to test with. Install {missing}."
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found or Path(str(on_path)).resolve().parent


@contextmanager
def serving() -> Iterator[Server]:
    """Run a server until the block ends."""
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="crossfoot-postgres-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        server = Server(programs, folder, int(probe.getsockname()[1]))
    try:
        (folder / "password").write_text(PASSWORD)
        if os.geteuid() == 0:
            for path in (folder, folder / "password"):
                os.chown(path, NOBODY, NOBODY)
        command = [programs / "initdb", "-D", folder / "data", "-U", USER, "--no-sync", "--no-locale"]
        options = ["--encoding=UTF8", "--auth=scram-sha-256", f"--pwfile={folder / 'password'}"]
        made = subprocess.run(
            [*command, *options],
            capture_output=True,
            text=True,
            check=False,
            **_without_rights(),  # type: ignore[call-overload]
        )
        assert made.returncode == 0, made.stderr
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


def _without_rights() -> dict[str, object]:
    """Return how a process is started that root starts: PostgreSQL refuses to be root."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
