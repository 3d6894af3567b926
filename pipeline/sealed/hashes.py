"""Holds the files of a release against SHA256SUMS, and SHA256SUMS against the manifest."""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.sealed.folder import MANIFEST, SUMS
from pipeline.sealed.report import Report
from pipeline.sealed.roots import SEALING

_LINE = re.compile(r"([0-9a-f]{64})  ([^\n\\]+)")
_PIECE = 1 << 18
NO_FILE = "no such file"
_OF_SITE = re.compile(r"index\.html|(?:.*/)?marked-[^/]+\.html")
"""Pages that the readers' site has beside the files of an issue: about it, and marked copies."""


def without_site(folder: Path, found: dict[str, str]) -> dict[str, str]:
    """Return the hashes of files but for the pages of the readers' site, where an issue lies in one.

    These are the pages that the site's own manifest, in the folder above, lists with the hash that they have.
    """
    try:
        site = json.loads((folder.parent / MANIFEST).read_bytes())
        listed = site["files"] if folder.name in site["issues"] else {}
        own = {path for path in found if listed.get(f"{folder.name}/{path}") == found[path]}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return found
    return {path: found[path] for path in found if path not in own or not _OF_SITE.fullmatch(path)}


def tell_site(folder: Path, found: Mapping[str, str], report: Report) -> None:
    """Name the pages of the readers' site that lie beside the files of an issue."""
    for path in paths_of(folder):
        if path not in found:
            report.left_out[f"pages of the readers' site, which are not part of the release: {path}"] += 1


def check_hashes(folder: Path, found: Mapping[str, str], report: Report) -> None:
    """Compare the hashes of the files of a folder with SHA256SUMS; a link is none of its files."""
    for path in links_of(folder):
        found_there = f"a symbolic link to {(folder / path).readlink()}"
        report.add(path, "", "a file of the folder, with bytes of its own", found_there)
    listed = _listed(folder, report)
    for path in sorted({*listed, *found} - {SUMS}) if listed else ():
        if path not in listed:
            report.add(path, "", f"a line in {SUMS}", "none: the file was added later, or its line is gone")
            continue
        report.checked[f"files with the hash of {SUMS}"] += 1
        if found.get(path) != listed[path]:
            report.add(path, "", f"the SHA-256 {listed[path]} of {SUMS}", _own(found, path))


def check_manifest(manifest: Mapping[str, Any], found: Mapping[str, str], report: Report) -> None:
    """Compare the hashes of files with those of the manifest, and what it lists with what is there."""
    named = manifest["files"]
    for path in sorted({*named, *found} - SEALING):
        if path not in named:
            report.add(MANIFEST, "files", f"an entry for {path}", "none")
            continue
        report.checked["files with the hash of the manifest"] += 1
        if found.get(path) != named[path]:
            report.add(path, "", f"the SHA-256 {named[path]} of {MANIFEST}", _own(found, path))


def paths_of(folder: Path) -> list[str]:
    """List every file below a folder, by its path in it; no link to a folder is followed."""
    return sorted(
        (Path(root) / name).relative_to(folder).as_posix()
        for root, _, names in os.walk(folder)
        for name in names
    )


def links_of(folder: Path) -> list[str]:
    """List the symbolic links below a folder, to files and to folders, by their path in it."""
    return sorted(
        (Path(root) / name).relative_to(folder).as_posix()
        for root, folders, names in os.walk(folder)
        for name in (*folders, *names)
        if (Path(root) / name).is_symlink()
    )


def hash_files(folder: Path, paths: Iterable[str], at_once: int | None = None) -> dict[str, str]:
    """Hash files, so many at once, as the digest needs no lock of the interpreter; up to four if not said."""
    names, count = list(paths), at_once or min(4, os.cpu_count() or 1)
    if count == 1:
        return _hash_some(folder, names)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(max_workers=count) as pool:
        parts = pool.map(lambda at: _hash_some(folder, names[at::count]), range(count))
        found = {name: digest for part in parts for name, digest in part.items()}
    return {name: found[name] for name in names}


def _hash_some(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Hash files one after another, all read into the same memory."""
    piece = bytearray(_PIECE)
    return {name: _hash(folder / name, piece) for name in names}


def _hash(path: Path, piece: bytearray) -> str:
    """Hash one file, read into a piece of memory; one that cannot be read has no hash."""
    digest, view = hashlib.sha256(), memoryview(piece)
    try:
        with path.open("rb", buffering=0) as stream:
            while count := stream.readinto(piece):
                digest.update(view[:count])
    except OSError as error:
        return f"unreadable ({error.strerror})"
    return digest.hexdigest()


def _own(found: Mapping[str, str], path: str) -> str:
    """Say what the hash of a file is."""
    return f"the SHA-256 {found[path]}" if path in found else NO_FILE


def _listed(folder: Path, report: Report) -> dict[str, str]:
    """Read SHA256SUMS; a line of another form, or one that is not in its place, is a fault."""
    try:
        text = (folder / SUMS).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        report.add(
            SUMS,
            "",
            "a readable list of hashes",
            getattr(error, "strerror", None) or "other bytes than UTF-8",
        )
        return {}
    found: dict[str, str] = {}
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        read = _LINE.fullmatch(line)
        if read is None or read[2] in found:
            report.add(
                SUMS, f"line {number}", "a hash, two spaces and the path of one more file", repr(line[:80])
            )
        else:
            found[read[2]] = read[1]
    moved = next((pair for pair in zip(found, sorted(found), strict=True) if pair[0] != pair[1]), None)
    if moved:
        report.add(SUMS, "", f"lines in the order of their paths: here {moved[1]}", moved[0])
    if not text.endswith("\n"):
        report.add(SUMS, "", "a line feed at its end", "none")
    return found
