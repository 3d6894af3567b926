"""The small office behind the real launcher, daemon, page and code servers."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.project import locate

HOST = "127.0.0.1"
LAUNCHER = """
import sys
from pathlib import Path
from assets.launcher import serve
from pipeline.errors import CrossfootError
from pipeline.progress import Lines
from pipeline.project import Project
try:
    serve(Project(Path(sys.argv[1]), Path(sys.argv[2])), int(sys.argv[3]), Lines())
except CrossfootError as error:
    sys.exit(f"{error}")
"""
DEFINITIONS = """
import os
from pathlib import Path
import dagster as dg
from assets.definitions import build_defs
from pipeline.project import Project
defs = build_defs(Project(Path(__file__).parent, Path(os.environ["CROSSFOOT_VAR"])), ["small"])
"""
WORKSPACE = """
load_from:
  - python_file: {relative_path: definitions.py, location_name: small}
"""
LAUNCH = """
mutation($params: ExecutionParams!) {
  launchRun(executionParams: $params) {
    __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on PythonError { message }
  }
}
"""
RUNS = """
{ runsOrError(limit: 1000) { ... on Runs {
  results { runId status rootRunId endTime jobName tags { key value } }
} } }
"""
ENDED = {"SUCCESS", "FAILURE", "CANCELED"}


@dataclass
class House:
    """The processes and where they lie."""

    root: Path
    var: Path
    port: int
    log: Path
    launcher: "subprocess.Popen[bytes]"

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.port}"

    def said(self) -> str:
        """Return what the launcher said."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def ask(self, query: str, **variables: Any) -> Any:
        """Ask the page by GraphQL; None while it does not answer."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(
            f"{self.address}/graphql", body, {"Content-Type": "application/json"}
        )
        with suppress(OSError, ValueError), urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer).get("data")
        return None

    def launch(self, job: str, tags: Mapping[str, str], config: Mapping[str, Any]) -> str:
        """Launch a run as the button does, again until the page takes it; returns its id."""
        params = {
            "selector": {
                "repositoryLocationName": "small",
                "repositoryName": "__repository__",
                "jobName": job,
            },
            "runConfigData": config,
            "executionMetadata": {"tags": [{"key": key, "value": value} for key, value in tags.items()]},
        }
        last: Any = None
        for _ in range(120):
            last = self.ask(LAUNCH, params=params)
            if last and last["launchRun"]["__typename"] == "LaunchRunSuccess":
                return str(last["launchRun"]["run"]["runId"])
            time.sleep(1)
        raise AssertionError(f"The page takes no run: {last}")

    def runs(self) -> list[dict[str, Any]]:
        """List all runs, the newest first; none while the page does not answer."""
        found = self.ask(RUNS)
        return list(found["runsOrError"]["results"]) if found else []

    def processes(self) -> dict[str, list[int]]:
        """List the processes of the house by what they are: daemon, page, code and run."""
        found: dict[str, list[int]] = {"daemon": [], "page": [], "code": [], "run": []}
        for path in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if f"CROSSFOOT_VAR={self.var}\0".encode() not in (path / "environ").read_bytes():
                    continue
                command = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                kind = _kind(command)
                if kind and (path / "stat").read_text().rpartition(")")[2].split()[0] != "Z":
                    found[kind].append(int(path.name))
        return found

    def start(self) -> None:
        """Start the launcher."""
        environment = {**os.environ, "PYTHONPATH": str(locate().root)}
        environment |= {"POLARS_MAX_THREADS": "1", "CROSSFOOT_THREADS": "1"}
        with self.log.open("ab") as log:
            self.launcher = subprocess.Popen(
                [sys.executable, "-c", LAUNCHER, str(self.root), str(self.var), str(self.port)],
                cwd=self.root,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def wait(self, done: Callable[[], bool], what: str, seconds: float = 240) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + seconds
        while not done():
            if time.monotonic() > deadline:
                raise AssertionError(f"{what}: not within {seconds} seconds.\n{self.said()[-3000:]}")
            time.sleep(0.2)

    def wait_for_page(self) -> None:
        """Wait until the page answers; a launcher that gave up after many kills is started again."""

        def answers() -> bool:
            if self.launcher.poll() is not None:
                self.start()
            return self.ask("{ version }") is not None

        self.wait(answers, "the page answers")


def _kind(command: str) -> str:
    """Tell what a process of the house is by its command."""
    words = {"dagster-daemon": "daemon", "dagster-webserver": "page", "api grpc": "code", "spawn_main": "run"}
    return next((kind for word, kind in words.items() if word in command), "")


@contextmanager
def serving(root: Path, var: Path, folder: Path) -> Iterator[House]:
    """Serve the office until the block ends, whatever happens to its processes meanwhile."""
    (root / "definitions.py").write_text(DEFINITIONS, encoding="utf-8")
    (root / "workspace.yaml").write_text(WORKSPACE, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    house = House(root, var, port, folder / "launcher.log", None)  # type: ignore[arg-type]
    house.start()
    try:
        house.wait_for_page()
        yield house
    finally:
        house.launcher.terminate()
        try:
            house.launcher.wait(90)
        finally:
            for pids in house.processes().values():
                for pid in pids:
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
