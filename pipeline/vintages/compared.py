"""Names the issue that a release is compared with, for who reads its list of changes."""

import json
from pathlib import Path
from typing import Any

from pipeline.identity import file_hash
from pipeline.office import Office
from pipeline.releasing.folder import ISSUES, MANIFEST, NAME_DIGITS
from pipeline.releasing.ledger import standings_of
from pipeline.releasing.model import PUBLIC, Standing
from pipeline.vintages.issue import previous_of


def compared_with(office: Office, key: str) -> str:
    """Name the issue before that of a month: its id, its as-of day, and the beginning of its manifest's hash.

    A month that is run again is compared with what it gave before, which has the same id: it is named as an
    earlier draft, unless readers were given it. Empty of a first issue.
    """
    releases = office.home / "releases"
    digest = previous_of(releases / key / MANIFEST)
    if not digest:
        return ""
    known = [one for one in standings_of(office).values() if one.manifest_sha256 == digest]
    made = _manifest(office, digest)
    name = str(made.get("release_id") or (known[0].release_id if known else ""))
    if not name:
        return f"an issue that is not at hand (manifest {digest[:NAME_DIGITS]})"
    is_public = any(one.state in PUBLIC for one in known)
    kind = "issue" if is_public or Standing(name).key != key else "an earlier draft of"
    day = f" as of {made['as_of']}" if made else ""
    return f"{kind} {name}{day} (manifest {digest[:NAME_DIGITS]})"


def folder_of(office: Office, digest: str) -> Path | None:
    """Find the release whose manifest has a hash; None where none is at hand, as of an issue in the vault."""
    issues = office.home / "releases" / ISSUES
    for path in sorted(issues.glob(f"[!.]*-{digest[:NAME_DIGITS]}/{MANIFEST}")):
        if file_hash(path) == digest:
            return path.parent
    return None


def _manifest(office: Office, digest: str) -> dict[str, Any]:
    """Read the manifest of a hash, empty where no folder at hand has it."""
    folder = folder_of(office, digest)
    found: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes()) if folder else {}
    return found
