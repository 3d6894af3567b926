"""Prints the PDFs of a release: several at a time, and none that was printed before from the same page.

A printed file is kept under the hash of all that decides its bytes, so an issue that did not change is taken
from there. Pages are printed by processes of their own: each takes its share and writes what it printed into
the folder of kept files, whole or not at all.
"""

import base64
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from pipeline import errors
from pipeline.bulletin.pdf import Attached, render_pdf
from pipeline.errors import CrossfootError
from pipeline.identity import digest_of, file_hash, tree_hash
from pipeline.lake import write_atomically

PROCESSES = 2
"""So many print at a time, where there are so many processors."""
MOST_KEPT = 1000
"""So many printed files are kept; past that the ones used longest ago go."""
_ENGINES = ("weasyprint", "pydyf", "fonttools", "pikepdf")
_MAKERS = ("pdf.py", "parsed.py", "finish.py", "overflow.py")


@dataclass(frozen=True)
class Sheet:
    """A page to print, under the name that its PDF gets in the release."""

    name: str
    html: str
    created: datetime
    attachments: tuple[Attached, ...] = ()


def print_sheets(sheets: Sequence[Sheet], templates: Path, kept: Path) -> dict[str, bytes]:
    """Return the PDF of each sheet by name; what `kept` holds already is not printed again.

    Raises what `render_pdf` raises, for the first sheet that cannot be printed.
    """
    maker = _maker(templates)
    paths = {sheet.name: kept / f"{_key(sheet, maker)}.pdf" for sheet in sheets}
    missing = [sheet for sheet in sheets if not paths[sheet.name].is_file()]
    shares = _shares(missing, min(PROCESSES, os.cpu_count() or 1))
    if len(shares) > 1:
        _print_beside(shares, paths, templates)
    else:
        for sheet in missing:
            write_atomically(paths[sheet.name], _print(sheet, templates))
    made = {name: path.read_bytes() for name, path in paths.items()}
    _forget(kept, paths.values())
    return made


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


def _print(sheet: Sheet, templates: Path) -> bytes:
    """Print one sheet."""
    return render_pdf(sheet.html, templates, created=sheet.created, attachments=sheet.attachments)


def _shares(sheets: Sequence[Sheet], count: int) -> list[list[Sheet]]:
    """Divide sheets into shares of about the same length, the longest first."""
    shares: list[list[Sheet]] = [[] for _ in range(count)]
    lengths = [0] * count
    for sheet in sorted(sheets, key=lambda sheet: (-len(sheet.html), sheet.name)):
        least = lengths.index(min(lengths))
        shares[least].append(sheet)
        lengths[least] += len(sheet.html)
    return [share for share in shares if share]


def _print_beside(shares: Sequence[Sequence[Sheet]], paths: Mapping[str, Path], templates: Path) -> None:
    """Let each share be printed by a process, and raise what one of them could not print."""
    with tempfile.TemporaryDirectory() as name:
        running = []
        for number, share in enumerate(shares):
            order = Path(name) / f"{number}.json"
            order.write_text(json.dumps([_packed(sheet, paths[sheet.name]) for sheet in share]), "utf-8")
            command = [sys.executable, "-m", "pipeline.bulletin.press", str(order), str(templates)]
            running.append(
                subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            )
        try:
            said = [process.communicate()[1] for process in running]
        finally:
            for process in running:
                process.kill()
    for process, text in zip(running, said, strict=True):
        if process.returncode:
            raise _as_error(text)


def _packed(sheet: Sheet, path: Path) -> dict[str, object]:
    """Write a sheet as JSON."""
    attached = [[one.name, base64.b64encode(one.content).decode(), *one[2:]] for one in sheet.attachments]
    return {
        "name": sheet.name,
        "html": sheet.html,
        "created": sheet.created.isoformat(),
        "attached": attached,
        "path": str(path),
    }


def _as_error(text: str) -> CrossfootError:
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


def _forget(kept: Path, used: Iterable[Path]) -> None:
    """Mark the files used now, and take away those used longest ago where there are too many."""
    for path in used:
        os.utime(path)
    files = sorted(kept.glob("*.pdf"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    for path in files[: max(0, len(files) - MOST_KEPT)]:
        path.unlink(missing_ok=True)


def main(order: str, templates: str) -> int:
    """Print the sheets of an order, as a process of its own; the error that ends it is said on stderr."""
    for packed in json.loads(Path(order).read_text(encoding="utf-8")):
        attached = tuple(
            Attached(name, base64.b64decode(content), *rest) for name, content, *rest in packed["attached"]
        )
        sheet = Sheet(packed["name"], packed["html"], datetime.fromisoformat(packed["created"]), attached)
        try:
            write_atomically(Path(packed["path"]), _print(sheet, Path(templates)))
        except CrossfootError as error:
            sys.stderr.write(f"{type(error).__name__}: {' '.join(str(error).split())}\n")
            return int(error.exit_code)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
