"""The Dagster page of a small office as real processes, and a browser that works on it."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pipeline.office import Office
from pipeline.project import locate
from tests.small_office import INVESTMENT, office_writer

START_SECONDS = 120
WAIT_SECONDS = 240
"""A month of the small office takes 5 s on a quiet machine."""


@dataclass
class Served:
    """A small office whose page is served."""

    office: Office
    port: int
    pictures: Path | None = None
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """The address of the page."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the page with its daemon, and wait until it answers."""
        root, log = self.office.project.root, self.office.project.root.parent / "launcher.log"
        with log.open("ab") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "assets.cli", "ui", "--port", str(self.port)],
                cwd=root,
                env={**os.environ, "CROSSFOOT_VAR": str(self.office.project.var), "PYTHONPATH": str(root)},
                stdin=subprocess.DEVNULL,
                stderr=said,
            )
        until(lambda: _answers(self.port), START_SECONDS, log)

    def kill_daemon(self) -> None:
        """Kill the daemon at once, and wait until the launcher has started another one."""
        (killed,) = self._daemons()
        os.kill(killed, signal.SIGKILL)
        until(lambda: set(self._daemons()) - {killed}, START_SECONDS)

    def _daemons(self) -> list[int]:
        """List the processes below the launcher that are daemons."""
        assert self.process is not None
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [pid for pid in map(int, listed.split()) if b"dagster-daemon" in _command(pid)]

    def stop(self) -> None:
        """Stop the page as Ctrl-C does."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(90)

    def ask(self, query: str, **variables: object) -> Any:
        """Ask the page's own interface."""
        content = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(
            f"{self.address}/graphql", content, {"content-type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["data"]

    def runs(self) -> list[dict[str, Any]]:
        """List the runs, the newest first: job, status and tags."""
        found = self.ask("{runsOrError{...on Runs{results{runId jobName status tags{key value}}}}}")
        return [
            {**run, "tags": {tag["key"]: tag["value"] for tag in run["tags"]}}
            for run in found["runsOrError"]["results"]
        ]

    def ticks(self, sensor: str) -> list[str]:
        """List why a sensor started nothing, the newest first."""
        selector = {"repositoryLocationName": "crossfoot", "repositoryName": "__repository__"}
        found = self.ask(
            "query($s:SensorSelector!){sensorOrError(sensorSelector:$s){...on Sensor{sensorState{"
            "ticks(limit:20){skipReason}}}}}",
            s={**selector, "sensorName": sensor},
        )
        return [tick["skipReason"] or "" for tick in found["sensorOrError"]["sensorState"]["ticks"]]


@contextmanager
def served(folder: Path, pictures: Path | None = None) -> Iterator[Served]:
    """Serve the page of a small office in a checkout of its own until the block ends."""
    real = locate()
    labels = (real.sources / "karabakh" / "reference" / "label.csv").read_text(encoding="utf-8")
    office = office_writer(folder)({"first": {"investment.csv": INVESTMENT}}, {"label.csv": labels})
    root = office.project.root
    for name in ("assets", "pipeline"):
        shutil.copytree(real.root / name, root / name)
    shutil.copy(real.root / "workspace.yaml", root)
    page = Served(office, _free_port(), pictures)
    try:
        page.start()
        yield page
    finally:
        page.stop()


def until(done: Callable[[], object], seconds: float = WAIT_SECONDS, log: Path | None = None) -> None:
    """Wait until something is so, and fail when it takes too long."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            pytest.fail(f"It took longer than {seconds:g} s. {log.read_text()[-1000:] if log else ''}")
        time.sleep(0.5)


class Statistician:
    """Somebody at a browser: opens pages, fills in forms, launches, and looks."""

    def __init__(self, page: Page, served: Served) -> None:
        self.page, self.served, self._number = page, served, 0
        page.set_default_timeout(60_000)

    def open(self, path: str) -> None:
        """Open a part of the page."""
        self.page.goto(f"{self.served.address}{path}")

    def see(self, text: str) -> None:
        """See a text on the page, and keep a picture of it where pictures are kept."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=60_000)
        self.picture()

    def picture(self) -> None:
        """Keep a picture of the page."""
        if self.served.pictures:
            self._number += 1
            self.page.screenshot(path=self.served.pictures / f"{self._number:02}.png")

    def find_form(self, job: str) -> None:
        """Come to the form of a month's job from its page, as documented, and pass over the warning."""
        self.open(f"/locations/crossfoot/jobs/{job}")
        button = self.page.get_by_role("button", name="Materialize all")
        button.locator("xpath=following::button[1]").click()
        self.page.get_by_text("Open launchpad").click()
        self.see("may fail because the upstream assets listed below")
        self.page.get_by_role("button", name="Confirm").click()
        expect(self.page.get_by_placeholder("Partition")).to_be_visible()
        expect(self.page.get_by_role("button", name=re.compile(r"\bMaterialize$"))).to_be_visible()
        self.picture()

    def launch(self, job: str, form: Mapping[str, Any], month: str = "") -> dict[str, Any]:
        """Fill in the form of a job on its launchpad, press the button, and return the run when it ended."""
        known = {run["runId"] for run in self.served.runs()}
        self.open(f"/locations/crossfoot/jobs/{job}/playground")
        if month:
            field = self.page.get_by_placeholder("Partition")

            def chosen() -> bool:
                # The list follows what is typed a moment later; until then Enter takes its first month.
                field.fill(month)
                self.page.wait_for_timeout(1000)
                field.press("Enter")
                return field.input_value() == month

            until(chosen)
        editor = self.page.locator(".CodeMirror").first
        editor.click()
        self.page.keyboard.press("Control+A")
        # A form is YAML, and JSON is YAML; typed letter by letter the editor would indent it.
        self.page.keyboard.insert_text(json.dumps(form))
        button = self.page.get_by_role("button", name="Launch Run")
        expect(button).to_be_enabled()
        self.picture()
        button.click()
        self.page.wait_for_url("**/runs/*")
        found: list[dict[str, Any]] = []

        def ended() -> bool:
            found[:] = [run for run in self.served.runs() if run["runId"] not in known]
            own = [run for run in found if run["jobName"] == job]
            return bool(own) and own[0]["status"] in ("SUCCESS", "FAILURE")

        until(ended)
        self.picture()
        return next(run for run in found if run["jobName"] == job)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/server_info", timeout=5):
            return True
    except OSError:
        return False
