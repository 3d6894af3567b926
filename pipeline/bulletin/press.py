"""Prints the PDFs of a release: several at a time, and none that was printed before from the same page.

A printed file is kept under the hash of all that decides its bytes, so an issue that did not change is taken
from there. Pages are printed by processes of their own, from the moment that they are put into the press,
while the rest of the release is still being made: each takes the next sheet that waits and writes what it
printed into the folder of kept files, whole or not at all.
"""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from queue import SimpleQueue

from pipeline.bulletin.printer import Printer
from pipeline.bulletin.sheet import Sheet, print_sheet
from pipeline.identity import digest_of, file_hash, tree_hash
from pipeline.lake import write_atomically

__all__ = ["Press", "Sheet", "print_sheets"]

PROCESSES = 2
"""So many print at a time, where there are so many processors."""
MOST_KEPT = 1000
"""So many printed files are kept; past that the ones used longest ago go."""
_ENGINES = ("weasyprint", "pydyf", "fonttools", "pikepdf")
_MAKERS = ("sheet.py", "pdf.py", "parsed.py", "finish.py", "overflow.py")


class Press:
    """Prints what is put in, and hands each PDF out when it is asked for.

    A single sheet that has to be printed is printed here, when it is taken; several by processes beside.
    """

    def __init__(self, templates: Path, kept: Path) -> None:
        """Open a press that takes from the folder `kept` what was printed before."""
        self._templates, self._kept, self._maker = templates, kept, _maker(templates)
        self._paths: dict[str, Path] = {}
        self._missing: dict[str, Sheet] = {}
        self._count = min(PROCESSES, os.cpu_count() or 1)
        self._made: dict[str, Future[None]] = {}
        self._printers: list[Printer] = []
        self._idle: SimpleQueue[Printer] = SimpleQueue()
        self._pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> "Press":
        """Return the press; its processes are started when a second sheet has to be printed."""
        return self

    def __exit__(self, problem: type[BaseException] | None, *_: object) -> None:
        """Let the processes go, in the middle of a sheet where something went amiss."""
        if problem:
            for printer in self._printers:
                printer.stop()
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        for printer in self._printers:
            printer.close()
        if problem is None:
            _forget(self._kept, self._paths.values())

    def put(self, sheet: Sheet) -> None:
        """Take a sheet in; what the folder holds already is not printed again."""
        path = self._paths[sheet.name] = self._kept / f"{_key(sheet, self._maker)}.pdf"
        if path.is_file():
            os.utime(path)
            return
        self._missing[sheet.name] = sheet
        if self._count > 1 and (self._pool or len(self._missing) > 1):
            pool = self._pool or self._start()
            while self._missing:
                name, one = self._missing.popitem()
                self._made[name] = pool.submit(self._print_beside, one)

    def take(self, name: str) -> bytes:
        """Return the PDF of a sheet that was put in, as soon as there is one.

        Raises what `render_pdf` raises where it cannot be printed.
        """
        path = self._paths[name]
        if name in self._made:
            self._made[name].result()
        elif not path.is_file():
            write_atomically(path, print_sheet(self._missing.pop(name), self._templates))
        return path.read_bytes()

    def _start(self) -> ThreadPoolExecutor:
        """Start the processes, and as many threads that wait for them."""
        self._printers = [Printer(self._templates) for _ in range(self._count)]
        for printer in self._printers:
            self._idle.put(printer)
        self._pool = ThreadPoolExecutor(self._count)
        return self._pool

    def _print_beside(self, sheet: Sheet) -> None:
        """Let the process that has nothing to do print a sheet."""
        printer = self._idle.get()
        try:
            printer.print(sheet, self._paths[sheet.name])
        finally:
            self._idle.put(printer)


def print_sheets(sheets: Sequence[Sheet], templates: Path, kept: Path) -> dict[str, bytes]:
    """Return the PDF of each sheet by name; what `kept` holds already is not printed again.

    Raises what `render_pdf` raises, for the first sheet that cannot be printed.
    """
    with Press(templates, kept) as press:
        for sheet in sheets:
            press.put(sheet)
        return {sheet.name: press.take(sheet.name) for sheet in sheets}


def _maker(templates: Path) -> str:
    """Hash what prints: the engines, our part of them, the typefaces."""
    own = Path(__file__).parent
    return digest_of(
        [
            *(version(name) for name in _ENGINES),
            *(file_hash(own / name) for name in _MAKERS),
            tree_hash(own / "tagged", "*.py"),
            tree_hash(templates / "fonts", "*"),
        ]
    )


def _key(sheet: Sheet, maker: str) -> str:
    """Hash what decides the bytes of a PDF."""
    attached = [[one.name, digest_of(one.content.hex()), *one[2:]] for one in sheet.attachments]
    return digest_of([maker, sheet.html, sheet.created.isoformat(), attached])


def _forget(kept: Path, used: Iterable[Path]) -> None:
    """Mark the files used now, and take away those used longest ago where there are too many."""
    for path in used:
        os.utime(path)
    files = sorted(kept.glob("*.pdf"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    for path in files[: max(0, len(files) - MOST_KEPT)]:
        path.unlink(missing_ok=True)
