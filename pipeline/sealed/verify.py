"""Verifies a release from its folder alone: hashes, roots, tables, bindings, sums, signatures, the ledger."""

import os
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.beside import beside
from pipeline.errors import CrossfootError, UsageError
from pipeline.sealed.folder import MANIFEST, SUMS, ReleaseFolder
from pipeline.sealed.report import Report

if TYPE_CHECKING:
    from pipeline.sealed.seen import Seen

_LIBRARIES = ("_csv", "polars", "lxml", "pikepdf", "pypdfium2", "pyhanko", "asn1crypto")


def verify(
    folder: Path, *, full: bool = False, ledger: Path | None = None, kept: Path | None = None
) -> Report:
    """Check a release folder, wherever it lies; UsageError where it is none.

    `ledger` is a ledger of releases, a UsageError where there is no such file; without it the one that lies
    beside the office's releases is read. With
    `full` every page and PDF is also read anew by the parsers of the counter-proof. `kept` is a folder for
    what was read and agreed: files that have the same hashes again are hashed and not read. A part that
    cannot be read any more is a fault and hides no other part.
    """
    if not any((folder / name).is_file() for name in (SUMS, MANIFEST)):
        ReleaseFolder.open(folder)
    if ledger is not None and not ledger.is_file():
        raise UsageError(
            f"{ledger}: there is no such file. --ledger names the ledger of releases, as "
            "var/ledger/releases.jsonl; without it the one beside the folder releases is read."
        )
    told, content = Report(), None
    hashes: dict[str, str] = {}
    release = _open(folder, told)
    seen = _seen(folder, kept) if release and kept and not full else None
    if release is None or (seen and seen.path.is_file()):
        hashes = _hashes(folder)
        content = seen.read(hashes) if seen else None
    if release and content is None:
        content = Report()
        hashes = _read(release, hashes, content, full=full)
    from pipeline.sealed.hashes import check_hashes, check_manifest, tell_site

    report = Report()
    check_hashes(folder, hashes, report)
    tell_site(folder, hashes, report)
    if release is None or content is None:
        if not report.faults:
            ReleaseFolder.open(folder)
        report.take(told)
        return report
    report.release_id = release.release_id
    check_manifest(release.manifest, hashes, report)
    if seen:
        seen.keep(hashes, content)
    report.take(content)
    _check_from_outside(release, ledger, report)
    return report


def _read(release: ReleaseFolder, hashes: dict[str, str], report: Report, *, full: bool) -> dict[str, str]:
    """Check what the files of a release say; returns their hashes, which are made where there are none.

    Hashes and tables have processes of their own, and what a check needs is imported by its own process.
    """
    gains = gains_beside()
    with (
        beside(lambda: read_tables(release), gains=gains) as tables,
        beside(lambda: hashes or _hashes(release.path, 1 if gains else None), gains=gains) as hashed,
    ):
        from pipeline.sealed.check_bindings import check_bindings, tell_unread
        from pipeline.sealed.check_roots import check_roots

        numbers, pages, roots = Report(), Report(), Report()
        _take("numbers", lambda: check_bindings(release, numbers), numbers)
        if full:
            for name, step in _in_full().items():
                _take(name, partial(step, release, pages), pages)
        else:
            tell_unread(release.files, pages)
        by_path = hashed()
        _take("roots", lambda: check_roots(release, by_path, roots), roots)
        found = tables()
    for part in (found["tables"], numbers, found["figures"], found["sums"], pages, roots):
        report.take(part)
    return by_path


def _hashes(folder: Path, at_once: int | None = None) -> dict[str, str]:
    """Hash every file of a folder that belongs to the release, or should not be there."""
    from pipeline.sealed.hashes import hash_files, paths_of, without_site

    return without_site(folder, hash_files(folder, paths_of(folder), at_once))


def gains_beside() -> bool:
    """Tell whether a process beside saves time and may be: two processors, one thread, Polars not loaded."""
    return (os.cpu_count() or 1) > 1 and "polars" not in sys.modules and threading.active_count() == 1


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


def _in_full() -> dict[str, Callable[[ReleaseFolder, Report], None]]:
    """Return what is checked in full alone, by the name of the check."""
    from pipeline.sealed.check_bindings import check_in_full
    from pipeline.sealed.check_made_again import check_made_again
    from pipeline.sealed.check_pages import check_pages
    from pipeline.sealed.check_workbooks import check_workbooks

    return {
        "pages": check_in_full,
        "workbooks": check_workbooks,
        "files made again": check_made_again,
        "parts of pages": check_pages,
    }


def _seen(folder: Path, kept: Path) -> "Seen":
    """Return what is kept about a release."""
    from pipeline.sealed.seen import Seen

    return Seen.of(folder, kept)


def _check_from_outside(release: ReleaseFolder, ledger: Path | None, report: Report) -> None:
    """Check what others say of a release: the keys that signed it, and the ledger."""
    from pipeline.sealed.check_signatures import check_ledger, check_signatures, ledger_of

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
