"""Verifies a release from its folder alone: hashes, roots, tables, bindings, sums, signatures, the ledger."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from pipeline.errors import CrossfootError, UsageError
from pipeline.sealed.check_roots import check_roots
from pipeline.sealed.check_signatures import check_ledger, check_signatures, ledger_of
from pipeline.sealed.folder import MANIFEST, SUMS, ReleaseFolder
from pipeline.sealed.hashes import check_hashes, check_manifest, hashing
from pipeline.sealed.report import Report
from pipeline.sealed.seen import Seen

_LIBRARIES = ("polars", "lxml", "pikepdf", "pypdfium2", "pyhanko", "asn1crypto")


def verify(
    folder: Path, *, full: bool = False, ledger: Path | None = None, kept: Path | None = None
) -> Report:
    """Check a release folder, wherever it lies; UsageError where it is none.

    `ledger` is a ledger of releases; without it the one that lies beside the office's releases is read. With
    `full` every page and PDF is also read anew by the parsers of the counter-proof. `kept` is a folder for
    what was read and agreed: files that have the same hashes again are hashed and not read. A part that
    cannot be read any more is a fault and hides no other part.
    """
    if not any((folder / name).is_file() for name in (SUMS, MANIFEST)):
        ReleaseFolder.open(folder)
    with hashing(folder) as hashed:
        told, content = Report(), None
        release = _open(folder, told)
        seen = Seen.of(folder, kept) if release and kept and not full else None
        if seen and seen.path.is_file():
            content = seen.read(hashed())
        if release and content is None:
            content = Report()
            _read(release, content, full=full)
        hashes, report = hashed(), Report()
    check_hashes(folder, hashes, report)
    if release is None or content is None:
        if not report.faults:
            ReleaseFolder.open(folder)
        report.take(told)
        return report
    report.release_id = release.release_id
    check_manifest(release.manifest, hashes, report)
    if not content.read_before:
        _take("roots", lambda: check_roots(release, hashes, content), content)
    if seen:
        seen.keep(hashes, content)
    report.take(content)
    _check_from_outside(release, ledger, report)
    return report


def _read(release: ReleaseFolder, report: Report, *, full: bool) -> None:
    """Check what the files of a release say, which needs no hash of them.

    What reads pages is imported here, while the files are being hashed.
    """
    with _beside(release) as tables:
        from pipeline.sealed.check_bindings import check_bindings, check_in_full

        numbers, pages = Report(), Report()
        _take("numbers", lambda: check_bindings(release, numbers), numbers)
        if full:
            _take("pages", lambda: check_in_full(release, pages), pages)
        found = tables()
    for part in (found["tables"], numbers, found["figures"], found["sums"], pages):
        report.take(part)


@contextmanager
def _beside(release: ReleaseFolder) -> Iterator[Callable[[], Mapping[str, Report]]]:
    """Begin to check the tables in a process beside, and go on; gives what waits for what was found.

    What could not be done there is done here.
    """
    if not gains_beside():
        yield lambda: read_tables(release)
        return
    from pipeline.bulletin.worker import Worker

    worker = Worker()
    try:
        with ThreadPoolExecutor(max_workers=1) as pool:
            found = pool.submit(worker.call, read_tables, release)
            yield lambda: read_tables(release) if found.exception() else found.result()
    finally:
        worker.close()


def gains_beside() -> bool:
    """Tell whether a process beside saves more than its start: two processors, and its import still to do."""
    return (os.cpu_count() or 1) > 1 and "polars" not in sys.modules


def read_tables(release: ReleaseFolder) -> dict[str, Report]:
    """Check what the tables of a release say, by the name of the check."""
    from pipeline.sealed.check_figures import check_figures
    from pipeline.sealed.check_sums import check_sums
    from pipeline.sealed.check_tables import check_tables

    steps = {"tables": check_tables, "figures": check_figures, "sums": check_sums}
    found = {name: Report() for name in steps}
    for name, step in steps.items():
        _take(name, partial(step, release, found[name]), found[name])
    return found


def _check_from_outside(release: ReleaseFolder, ledger: Path | None, report: Report) -> None:
    """Check what others say of a release: the keys that signed it, and the ledger."""
    _take("signatures", lambda: check_signatures(release, report), report)
    if (beside := ledger or ledger_of(release)) is not None:
        _take("ledger", lambda: check_ledger(release, beside, report), report)


def _open(folder: Path, report: Report) -> ReleaseFolder | None:
    """Open the release; a manifest that cannot be read is a fault."""
    try:
        return ReleaseFolder.open(folder)
    except UsageError as error:
        report.add(MANIFEST, "", "the manifest of a release", str(error))
        return None


def _take(name: str, step: Callable[[], None], report: Report) -> None:
    """Take a step; what it cannot read is a fault of its own."""
    try:
        step()
    except (CrossfootError, ValueError, LookupError, ArithmeticError, AttributeError, TypeError) as error:
        report.add(f"the check of {name}", "", "files that can be read", _first_line(error))
    except Exception as error:
        # Each of these has errors of its own for bytes that it cannot read.
        if type(error).__module__.partition(".")[0] not in _LIBRARIES:
            raise
        report.add(f"the check of {name}", "", "files that can be read", _first_line(error))


def _first_line(error: Exception) -> str:
    return str(error).split("\n")[0] or type(error).__name__
