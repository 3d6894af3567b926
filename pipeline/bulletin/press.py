"""Prints the PDFs of a release: several at a time, and none that was printed before from the same page.

A printed file is kept under the hash of all that decides its bytes, so an issue that did not change is taken
from there. Pages are printed by processes of their own, from the moment that they are put into the press,
while the rest of the release is still being made: each takes the next sheet that waits and writes what it
printed into the folder of kept files, whole or not at all.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from importlib.metadata import version
from pathlib import Path

from pipeline.bulletin.pdf import get_ready
from pipeline.bulletin.sheet import Sheet, print_beside, print_to
from pipeline.bulletin.workers import PROCESSES, Workers
from pipeline.identity import digest_of, file_hash, tree_hash

__all__ = ["Press", "Sheet", "print_sheets"]

MOST_KEPT = 1000
"""So many printed files are kept; past that the ones used longest ago go."""
_ENGINES = ("weasyprint", "pydyf", "fonttools", "pikepdf")
_MAKERS = ("sheet.py", "pdf.py", "parsed.py", "finish.py", "lines.py", "overflow.py")


class Press:
    """Prints what is put in, and hands each PDF out when it is asked for.

    A single sheet that has to be printed is printed here, when it is taken; several by processes beside.
    """

    def __init__(self, templates: Path, kept: Path) -> None:
        """Open a press that takes from the folder `kept` what was printed before."""
        self._templates, self._kept, self._maker = templates, kept, _maker(templates)
        self._paths: dict[str, Path] = {}
        self._missing: dict[str, Sheet] = {}
        self._made: dict[str, Future[None]] = {}
        self.workers = Workers()

    def __enter__(self) -> "Press":
        """Return the press; its processes are started when a second sheet has to be printed, or before."""
        return self

    def __exit__(self, problem: type[BaseException] | None, *_: object) -> None:
        """Let the processes go, in the middle of a sheet where something went amiss."""
        self.workers.close(at_once=problem is not None)
        if problem is None:
            _forget(self._kept, self._paths.values())

    def warm_up(self) -> None:
        """Let processes that wait for the first page import what prints it."""
        if self.workers.started:
            for _ in range(PROCESSES):
                self.workers.begin(get_ready)

    def put(self, sheet: Sheet) -> None:
        """Take a sheet in; what the folder holds already is not printed again."""
        path = self._paths[sheet.name] = self._kept / f"{_key(sheet, self._maker)}.pdf"
        if path.is_file():
            os.utime(path)
            return
        self._missing[sheet.name] = sheet
        if self.workers.started or (len(self._missing) > 1 and self.workers.start()):
            for name, one in self._missing.items():
                # The longest pages first, so that all processes are done at about the same time.
                self._made[name] = self.workers.give(
                    len(one.html), print_beside, self._paths[name], one, self._templates
                )
            self._missing.clear()

    def take(self, name: str) -> bytes:
        """Return the PDF of a sheet that was put in, as soon as there is one.

        Raises what `render_pdf` raises where it cannot be printed.
        """
        path = self._paths[name]
        if name in self._made:
            self._made[name].result()
        elif not path.is_file():
            print_to(path, self._missing.pop(name), self._templates)
        return path.read_bytes()

    def in_turn(self, names: Sequence[str]) -> Iterator[str]:
        """Yield names of sheets that were put in, those first that can be taken without waiting."""
        printing = {self._made[name]: name for name in names if name in self._made}
        yield from (name for name in names if name not in self._made)
        yield from (printing[done] for done in as_completed(printing))


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
