"""A process that has imported everything and forks one that runs the month: each is a process to be killed.

An order comes in as a line: `root` and `var` of the office; `begin`, the step to go on from; `national` for
one publication, else all; `keep`, a folder for what there was at the beginning of each step; and, to end at
an operation on a file and not by the clock, `step` and `operation`: the one after so many of that step.
Lines go out: pid, mark <step>, count <step> <operations>, end <status>.
"""

import json
import os
import shutil
import signal
import sys
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from pipeline.choice import ALL
from tests.kills.journey import go, mark_steps, office_at
from tests.publications import ENGLISH, unprinted

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.truncate", "os.chmod"}


class Operations:
    """Counts what a process does to files below a folder, and ends it at one of them without a word."""

    def __init__(self, below: str, step: str = "", operation: int = 0) -> None:
        """Take the folder, and where to end."""
        self._below, self._step, self._last = below, step, operation
        self._now = ""
        self.counted: Counter[str] = Counter()

    def begin(self, step: str) -> None:
        """Take note of a step."""
        self._now = step

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Look at what Python is about to do."""
        if not self._now or (event not in CHANGES and event != "open"):
            return
        path = str(arguments[0])
        if event == "open" and not path.startswith(self._below):
            return
        self.counted[self._now] += 1
        if self._step and self._now == self._step and self.counted[self._now] > self._last:
            os.kill(os.getpid(), signal.SIGKILL)


def _child(order: dict[str, Any]) -> None:
    """Run the month in a forked process."""
    _say(f"pid {os.getpid()}")
    choice = ENGLISH if order.get("national") else ALL
    operations = Operations(order["var"], order.get("step", ""), order.get("operation", 0))

    def mark(step: str) -> None:
        operations.begin("")
        if (kept := order.get("keep")) and not (Path(kept) / step).exists():
            shutil.copytree(order["var"], Path(kept) / step, symlinks=True)
        _say(f"mark {step}")
        operations.begin(step)

    sys.addaudithook(operations)
    mark_steps(mark)
    go(office_at(Path(order["root"]), Path(order["var"])), mark, order.get("begin", "intake"), choice)
    for step, count in operations.counted.items():
        _say(f"count {step} {count}")


def _say(line: str) -> None:
    """Write a line at once and whole."""
    os.write(1, f"{line}\n".encode())


def _import_all() -> None:
    """Import what a month needs, and start nothing: threads do not survive a fork."""
    import duckdb  # noqa: F401
    import pikepdf  # noqa: F401
    import pypdfium2  # noqa: F401
    import vl_convert  # noqa: F401
    import weasyprint  # noqa: F401
    import xlsxwriter  # noqa: F401
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: F401

    import pipeline.audit.page
    import pipeline.companions.build
    import pipeline.site.build
    import pipeline.vintages.change_page
    import pipeline.warehouse  # noqa: F401


def main() -> None:
    """Fork a process an order."""
    _import_all()
    _say("ready")
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.setpgid(0, 0)
            code = 1
            try:
                with unprinted() if "unprinted" in sys.argv else nullcontext():
                    _child(json.loads(line))
                code = 0
            except BaseException:
                import traceback

                traceback.print_exc()
            os._exit(code)
        _, status = os.waitpid(pid, 0)
        _say(f"end {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
