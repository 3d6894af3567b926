"""Puts a finished site in its place: readers see the old or the new one, never a mixture."""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.errors import MachineError, UsageError
from pipeline.identity import file_hash
from pipeline.releasing.model import State
from pipeline.sealed.folder import MANIFEST
from pipeline.site.issues import Issue
from pipeline.swap import flush, point, remove

NAME_DIGITS = 16


def write_site(out: Path, issues: list[Issue], pages: Mapping[str, bytes]) -> Path:
    """Copy the issues, write the pages beside, and point `out` at the new folder in one step.

    An issue stands at its own address, 2026-01.1, and the newest of a month at that of the month, too.
    Addresses stay: an issue that the site has and that is not at hand any more is a UsageError.
    """
    require_place(out)
    require_addresses(out, issues)
    building = out.parent / f".{out.name}.{os.getpid()}.building"
    shutil.rmtree(building, ignore_errors=True)
    try:
        for issue in issues:
            for file in issue.files:
                _copy(issue.folder / file.name, building / issue.key / file.name)
        for name, content in pages.items():
            path = building / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _add_months(building, issues)
        _write_manifest(building, issues)
        return _swap(out, building)
    except OSError as error:
        raise MachineError(
            f"{out} cannot be written ({error.strerror}). Free some space or check the folder's rights, "
            "then make the site again."
        ) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def require_place(out: Path) -> None:
    """Refuse a folder that holds something else than a site."""
    if out.is_symlink() or not out.exists():
        return
    if not out.is_dir() or any(out.iterdir()):
        raise UsageError(
            f"{out} is there and is no site made here. "
            "Name a folder that does not exist yet, or an empty one."
        )


def require_addresses(out: Path, issues: list[Issue]) -> None:
    """Refuse to leave out an issue that readers can reach today."""
    path = out / MANIFEST
    held = json.loads(path.read_text(encoding="utf-8"))["issues"] if path.is_file() else []
    gone = sorted(set(held) - _addresses(issues))
    if gone:
        raise UsageError(
            f"{out} has the issue {gone[0]}, and there is no release of it at hand"
            f"{f' ({len(gone)} such issues)' if len(gone) > 1 else ''}. Its address would end: run that "
            f"month again, or remove {out} to begin a site without it."
        )


def _copy(source: Path, target: Path) -> None:
    """Copy the bytes of a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _addresses(issues: Iterable[Issue]) -> set[str]:
    """Return the folders in which the site has issues: their own, and those of their months."""
    return {address for issue in issues for address in (issue.key, issue.series)}


def _add_months(building: Path, issues: Iterable[Issue]) -> None:
    """Give each month the files of its newest issue, which is the first of its issues, in every language."""
    newest: dict[str, Issue] = {}
    for issue in issues:
        newest.setdefault(issue.series, issue)
    for month, issue in newest.items():
        for folder in (*building.glob(issue.key), *building.glob(f"*/{issue.key}")):
            shutil.copytree(folder, folder.with_name(month), copy_function=_share)


def _share(source: str, target: str) -> None:
    """Give a file a second name, which takes no room; a copy where the disk has one name a file."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _write_manifest(building: Path, issues: list[Issue]) -> None:
    """List each file of the site with its hash, and the issues it keeps reachable."""
    files = {
        path.relative_to(building).as_posix(): file_hash(path)
        for path in sorted(building.rglob("*"))
        if path.is_file()
    }
    states = {one.key: one.standing.state.value if one.standing else State.DRAFT.value for one in issues}
    facts = {"files": files, "issues": sorted(_addresses(issues)), "states": states}
    (building / MANIFEST).write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _swap(out: Path, building: Path) -> Path:
    """Give the folder a name of its content and let the link `out` lead to it."""
    kept = out.parent / f".{out.name}-{file_hash(building / MANIFEST)[:NAME_DIGITS]}"
    if not kept.is_dir():
        flush(building)
        building.rename(kept)
    if out.is_dir() and not out.is_symlink():
        out.rmdir()
    point(out, Path(kept.name))
    for older in out.parent.glob(f".{out.name}-{'?' * NAME_DIGITS}"):
        if older != kept:
            remove(older)
    return out
