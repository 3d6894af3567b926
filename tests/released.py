"""Seals releases that are written by hand, and gives releases to readers without the steps before."""

import json
from datetime import UTC, datetime
from pathlib import Path

from pipeline.identity import file_hash
from pipeline.office import Office
from pipeline.releasing.ledger import append
from pipeline.releasing.model import Step
from pipeline.sealed.folder import SUMS
from pipeline.sealed.seal import sums
from pipeline.swap import point

SEALING = ("certificate.json", "roots.json")
MOMENT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def seal_folder(folder: Path) -> None:
    """Write what each release has beside its files: a certificate, roots, and the list of all hashes."""
    for name in SEALING:
        (folder / name).write_text("{}\n", encoding="utf-8")
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != SUMS]
    hashes = {path.relative_to(folder).as_posix(): file_hash(path) for path in paths}
    (folder / SUMS).write_bytes(sums(hashes))


def give_to_readers(office: Office, *keys: str) -> None:
    """Release what is at hand, whatever it holds: submitted by one person and approved by another."""
    for key in keys:
        release_id, digest = _in_its_place(office.home / "releases", key)
        steps = [
            Step(step, release_id, who, "", digest, "")
            for step, who in (("submit", "Ann"), ("approve", "Ben"), ("open", "Ben"))
        ]
        append(office, lambda _, steps=steps: steps, MOMENT)  # type: ignore[misc]


def _in_its_place(releases: Path, key: str) -> tuple[str, str]:
    """Move a release to where issues are kept, and return its id and the hash of its manifest."""
    link = releases / key
    digest = file_hash(link / "manifest.json")
    kept = releases / ".issues" / f"{key}-{digest[:16]}"
    if not link.is_symlink():
        kept.parent.mkdir(exist_ok=True)
        link.rename(kept)
        point(link, Path(".issues") / kept.name)
    number = json.loads((link / "manifest.json").read_text(encoding="utf-8"))["release_id"].rpartition(".")[2]
    return f"{key}.{number}", digest
