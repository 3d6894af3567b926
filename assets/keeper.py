"""Keeps the daemon where systemd watches: begins it again when it ends unasked, and ends after all it began.

systemd kills what is left of a service once its main process has ended. So this one ends last: after the
daemon and the runs in progress, also those that lost the process with the definitions.
"""

import ctypes
import os
import signal
import sys
import time

AGAIN_SECONDS = 5
_PR_SET_CHILD_SUBREAPER = 36


class Keeper:
    """One command and all that descends from it."""

    def __init__(self, command: list[str]) -> None:
        """Take the command; nothing is started."""
        self._command = command
        self._pid = 0
        self._asked = False

    def keep(self) -> None:
        """Run the command until SIGTERM, SIGINT or SIGHUP; then return when nothing of it is left (Linux)."""
        _adopt_orphans()
        for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(sign, self._ask)
        self._start()
        while True:
            try:
                pid, status = os.wait()
            except ChildProcessError:
                return
            if pid != self._pid:
                continue
            self._pid = 0
            if self._asked:
                _say("The daemon has ended; runs in progress end first ...")
                continue
            _say(f"The daemon ended by itself ({_end(status)}) and is started again; runs go on.")
            time.sleep(AGAIN_SECONDS)
            self._start()

    def _start(self) -> None:
        """Start the command in a session of its own: Ctrl-C is not for the runs."""
        if not self._asked:
            self._pid = os.posix_spawn(self._command[0], self._command, os.environ, setsid=True)
        if self._asked and self._pid:
            os.kill(self._pid, signal.SIGTERM)

    def _ask(self, *_: object) -> None:
        """Ask the command to end."""
        self._asked = True
        if self._pid:
            os.kill(self._pid, signal.SIGTERM)


def _adopt_orphans() -> None:
    """Make this process the parent of what loses its own, so that it can be waited for (Linux alone)."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _end(status: int) -> str:
    """Say how a process ended."""
    code = os.waitstatus_to_exitcode(status)
    return signal.Signals(-code).name if code < 0 else f"code {code}"


def _say(sentence: str) -> None:
    """Write a line to the journal."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    Keeper(sys.argv[1:]).keep()
