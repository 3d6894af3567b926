"""A process that prints one sheet after another, and what stands for it in the process that made the sheets.

Orders go in as a line each, and a line answers each: what went amiss, or nothing.
"""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import TextIO

from pipeline import errors
from pipeline.bulletin.sheet import Sheet, packed, print_sheet, unpacked
from pipeline.errors import CrossfootError
from pipeline.lake import write_atomically


class Printer:
    """A process that prints one sheet after another."""

    def __init__(self, templates: Path) -> None:
        """Start it."""
        self._said = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 (closed with the process)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.bulletin.printer", str(templates)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            encoding="utf-8",
        )

    def print(self, sheet: Sheet, path: Path) -> None:
        """Have a sheet printed; raise what the process could not print."""
        try:
            order, answer = self._process.stdin, self._process.stdout
            assert order and answer
            order.write(json.dumps(packed(sheet, path)) + "\n")
            order.flush()
            said = answer.readline()
        except OSError:
            said = ""
        if not said:
            self._process.wait()
            self._said.seek(0)
            raise as_error(self._said.read())
        if problem := json.loads(said):
            raise as_error(problem)

    def stop(self) -> None:
        """End it in the middle of a sheet."""
        self._process.kill()

    def close(self) -> None:
        """Let it end when nobody waits for an answer any more."""
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                pipe.close() if pipe else None
        self._process.wait()
        self._said.close()


def as_error(text: str) -> CrossfootError:
    """Make of what a printing process said last the error that it was."""
    line = (text.strip().splitlines() or [""])[-1]
    kind, _, sentence = line.partition(": ")
    known = getattr(errors, kind, None)
    if isinstance(known, type) and issubclass(known, CrossfootError):
        return known(sentence)
    return CrossfootError(
        f"A process that prints PDFs ended without a result; it said last: {line or 'nothing'}. "
        "Run the month again; what was printed is kept."
    )


def main(templates: Path, orders: TextIO, answers: TextIO) -> None:
    """Print the sheets of orders, a line each, as a process of its own; a line answers: what went amiss."""
    for line in orders:
        sheet, path = unpacked(json.loads(line))
        try:
            write_atomically(path, print_sheet(sheet, templates))
        except CrossfootError as problem:
            said = f"{type(problem).__name__}: {' '.join(str(problem).split())}"
        else:
            said = ""
        answers.write(json.dumps(said) + "\n")
        answers.flush()


if __name__ == "__main__":
    # What a library may say on the standard output does not get between the answers.
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as told:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        main(Path(sys.argv[1]), sys.stdin, told)
