"""Progress of long work, one line at a time: what a stage says, and where it is shown."""

import sys
import time
from typing import Protocol, TextIO


class Progress(Protocol):
    """Something that shows one line of progress."""

    def say(self, text: str) -> None:
        """Show one line."""


class Silent:
    """Show nothing: tests, benchmarks, `--quiet`."""

    def say(self, text: str) -> None:
        """Drop the line."""


class Lines:
    """Write each line with the seconds since the start, by default on standard error."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """Start the clock."""
        self._stream = stream or sys.stderr
        self._start = time.monotonic()

    def say(self, text: str) -> None:
        """Write the elapsed time and the line, at once."""
        elapsed = time.monotonic() - self._start
        self._stream.write(f"{elapsed:6.1f} s  {text}\n")
        self._stream.flush()
