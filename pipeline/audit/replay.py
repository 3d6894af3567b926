"""Makes a release again in a clean place and compares every byte; says what differs and why.

Nothing of the office's results is read but the raw store and the issue before; nothing of it is written.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.audit.clean_place import Place, prepare
from pipeline.audit.diff import compare
from pipeline.audit.made_with import Library, other_libraries, why_it_differs
from pipeline.identity import file_hash
from pipeline.project import Project
from pipeline.sealed.folder import MANIFEST, ReleaseFolder


@dataclass(frozen=True)
class Replayed:
    """What became of a release made again."""

    release_id: str
    equal: int
    differing: Mapping[str, str] = field(default_factory=dict)
    """The files with other bytes, each with where and why."""
    lacking: tuple[str, ...] = ()
    """Files of the release that were not made again."""
    added: tuple[str, ...] = ()
    numbers: tuple[Mapping[str, Any], ...] = ()
    """Numbers that differ, as `pipeline.audit.diff` tells them."""
    reasons: tuple[str, ...] = ()
    stopped: str = ""
    """Why nothing could be made."""

    @property
    def is_same(self) -> bool:
        """Whether every file has the same bytes."""
        return not (self.stopped or self.differing or self.lacking or self.added)


def replay(folder: ReleaseFolder, project: Project) -> Replayed:
    """Make a release again with the recorded code and inputs, and compare it."""
    with tempfile.TemporaryDirectory(prefix="crossfoot-replay-") as name:
        work = Path(name).resolve()
        place = prepare(folder, project, work)
        libraries = other_libraries(folder)
        reasons = [*altered(folder), *place.reasons, *(one.sentence for one in libraries)]
        fault = " ".join(place.missing) or _run(folder, place)
        if fault:
            return Replayed(folder.release_id, 0, reasons=tuple(reasons), stopped=fault)
        made = Project(place.root, place.var).home(folder.office) / "releases" / _key(folder)
        return _compared(folder, ReleaseFolder.open(made), reasons, libraries)


def altered(folder: ReleaseFolder) -> list[str]:
    """Say which files are not those of the release's own manifest: no run could make them again."""
    found = []
    for name, digest in sorted(folder.files.items()):
        path = folder.path / name
        if not path.is_file():
            found.append(f"altered: {name} was sealed and is not in the release any more.")
        elif (own := file_hash(path)) != digest:
            found.append(
                f"altered: {name} is not the file that was sealed; manifest.json has the SHA-256 {digest}, "
                f"and it has {own}."
            )
    return found


def _key(folder: ReleaseFolder) -> str:
    """Return the month of a release, with the as-of day where one was asked for."""
    return folder.release_id.rpartition(".")[0]


def _run(folder: ReleaseFolder, place: Place) -> str:
    """Make the release in a process of its own; returns what went amiss, empty where nothing did."""
    languages, territories = publications(folder)
    arguments = [str(place.root), str(place.var), folder.office, _key(folder), languages, territories]
    paths = [str(place.code), *filter(None, [os.environ.get("PYTHONPATH")])]
    found = subprocess.run(
        [sys.executable, "-m", "pipeline.audit.rerun", *arguments],
        cwd=place.code,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "CROSSFOOT_VAR": str(place.var)},
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode == 0:
        return ""
    last = [f"The run ended with the exit code {found.returncode}.", *found.stderr.strip().splitlines()][-1]
    if "Traceback" not in found.stderr:
        return last
    return f"the recorded code ended with a fault that it does not foresee ({last})."


def publications(folder: ReleaseFolder) -> tuple[str, str]:
    """Return the languages and the territories of a release's publications, each joined by commas."""
    languages = dict.fromkeys(path.rsplit(".", 2)[1] for path in folder.pages)
    territories = dict.fromkeys(path.rpartition("/")[0] for path in folder.pages)
    return ",".join(languages), ",".join(name for name in territories if name)


def _compared(
    folder: ReleaseFolder, made: ReleaseFolder, reasons: list[str], libraries: Sequence[Library] = ()
) -> Replayed:
    """Compare the files of both, and the numbers where a file differs."""
    one, other = (_hashes(found) for found in (folder, made))
    differing = sorted(name for name in one.keys() & other.keys() if one[name] != other[name])
    lacking, added = sorted(one.keys() - other.keys()), sorted(other.keys() - one.keys())
    if differing or lacking or added:
        reasons = [*reasons, *_from_manifests(folder, made)]
    numbers = compare(folder, made)["numbers"] if "published_number.csv" in differing or reasons else []
    return Replayed(
        folder.release_id,
        len(one.keys() & other.keys()) - len(differing),
        {name: why_it_differs(name, folder, made, libraries, reasons) for name in differing},
        tuple(lacking),
        tuple(added),
        tuple(numbers),
        tuple(reasons),
    )


def _hashes(folder: ReleaseFolder) -> dict[str, str]:
    """Hash the files of a release as they are; files that tell of the machine are left out."""
    names = [*folder.files, MANIFEST]
    return {name: file_hash(folder.path / name) for name in names if (folder.path / name).is_file()}


def _from_manifests(folder: ReleaseFolder, made: ReleaseFolder) -> list[str]:
    """Say what of the recorded inputs, code and rules is other than in the release made again."""
    found = []
    for what in ("inputs", "code", "parts", "fonts"):
        one, other = (_flat(side.manifest.get(what, {})) for side in (folder, made))
        unlike = sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
        if unlike:
            found.append(f"{what}: {', '.join(unlike)} of the release made again is another one.")
    if folder.manifest.get("signed"):
        found.append(
            f"signature: {', '.join(folder.manifest['signed'])} carries one, which has a time of its own."
        )
    return found


def _flat(value: Mapping[str, Any], before: str = "") -> dict[str, str]:
    """Set nested entries flat."""
    found: dict[str, str] = {}
    for name, one in value.items():
        found |= _flat(one, f"{before}{name}/") if isinstance(one, Mapping) else {f"{before}{name}": str(one)}
    return found


def render(found: Replayed) -> str:
    """Write the outcome as text."""
    if found.stopped:
        lines = [f"{found.release_id}   was not made again: {found.stopped}"]
    elif found.is_same:
        lines = [f"{found.release_id}   made again: all {found.equal} files have the same bytes"]
    else:
        lines = [
            f"{found.release_id}   made again: {found.equal} files have the same bytes, "
            f"{len(found.differing)} differ, {len(found.lacking)} were not made, {len(found.added)} are new"
        ]
    head = "beside" if found.is_same else "why"
    lines += [f"{head:<10} {reason}" for reason in found.reasons]
    lines += [f"differs    {name}, {why}" for name, why in found.differing.items()]
    for kind, names in (("not made", found.lacking), ("new", found.added)):
        lines += [f"{kind:<10} {name}" for name in names]
    for row in found.numbers:
        old, new = row["old"] or "not printed", row["new"] or "not printed"
        lines.append(f"number     {row['number_id']}  {row['cell_id']} ({row['facet']}): {old} -> {new}")
    if not (found.is_same or found.stopped or found.numbers):
        lines.append("number     no printed number differs")
    return "\n".join(lines)
