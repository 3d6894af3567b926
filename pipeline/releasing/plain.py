"""Plain copies: taken away while an issue is under embargo, put in their place when it is released."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import BadInputError
from pipeline.identity import file_hash
from pipeline.office import Office
from pipeline.releasing.ahead import FOLDER as AHEAD
from pipeline.releasing.folder import ISSUES, MANIFEST, kept_folder, public_manifests
from pipeline.releasing.ledger import append, standings_of
from pipeline.releasing.model import PUBLIC, Entry, Standing, State, Step, replay
from pipeline.releasing.steps import Who
from pipeline.releasing.vault import vault_folder
from pipeline.swap import point, remove

DRAFTS = "site-drafts"
"""The folder of the site that shows drafts, beside the readers' site."""


def tidy(office: Office, who: Who) -> None:
    """Bring folders into the state that the ledger names, whatever was left half done by a kill."""
    replace_corrected(office, who)
    found = standings_of(office)
    for standing in found.values():
        if standing.state is State.EMBARGOED:
            remove_plain(office, standing)
    for standing in found.values():
        if standing.state is not State.EMBARGOED:
            _put_link(office, standing, found)
            _drop_vault(office, standing)


def remove_plain(office: Office, standing: Standing) -> None:
    """Take away every plain copy of an issue in the vault: folders, printed pages, reports, the drafts' site.

    What the page did not show of it goes, too.

    Raises BadInputError, and takes nothing away, where the file in the vault is not the one that was written.
    """
    releases = office.home / "releases"
    link = releases / standing.key
    public = public_manifests(office)
    folders = [
        path
        for path in (
            *releases.glob(f"{ISSUES}/{standing.key}-*"),
            *releases.glob(f".{standing.key}.*.building"),
            *releases.glob(f".{standing.key}.*.gone"),
            *releases.glob(f"{ISSUES}/.{standing.key}-*.gone"),
        )
        if not ((path / MANIFEST).is_file() and file_hash(path / MANIFEST) in public)
    ]
    opening = releases / ISSUES / f".opening-{standing.release_id}"
    shutil.rmtree(opening, ignore_errors=True)
    if not folders and not (link.is_symlink() and not link.exists()):
        return
    sealed = vault_folder(office) / f"{standing.release_id}.vault"
    if not sealed.is_file() or file_hash(sealed) != standing.vault:
        raise BadInputError(
            f"{sealed} is not the file that {standing.release_id} was locked in. Restore it from a backup; "
            "the plain copies are left as they are."
        )
    reports = office.home / "reports"
    for cache in (office.home / "printed", office.home / DRAFTS, reports / AHEAD, reports / standing.key):
        _remove(cache)
    for cache in office.home.glob(f".{DRAFTS}-*"):
        remove(cache)
    for folder in folders:
        remove(folder)
    if link.is_symlink() and not link.exists():
        link.unlink()


def replace_corrected(office: Office, who: Who) -> list[Entry]:
    """Note that an issue is corrected as soon as the one that corrects it is released."""
    if not _replaced(standings_of(office)):
        return []

    def build(entries: Sequence[Entry]) -> list[Step]:
        return [
            Step(
                "replace",
                old.release_id,
                who.name,
                f"{new.release_id} is released.",
                old.manifest_sha256,
                old.root,
                {"by": new.release_id},
            )
            for old, new in _replaced(replay(entries))
        ]

    return append(office, build, who.at)


def _replaced(found: dict[str, Standing]) -> list[tuple[Standing, Standing]]:
    """List issues that are still called released while the next number of their month is."""
    return [
        (old, new)
        for old in found.values()
        if old.state is State.RELEASED
        and (new := found.get(f"{old.key}.{old.number + 1}")) is not None
        and new.state in PUBLIC
    ]


def _put_link(office: Office, standing: Standing, found: dict[str, Standing]) -> None:
    """Let the month's name lead to its newest released issue where it leads nowhere."""
    link = office.home / "releases" / standing.key
    own = [one for one in found.values() if one.key == standing.key and one.state in PUBLIC]
    newer = any(one.number > standing.number for one in own)
    kept = kept_folder(office, standing)
    if standing.state in PUBLIC and not newer and not link.exists() and (kept / MANIFEST).is_file():
        point(link, kept.relative_to(office.home / "releases"))


def _drop_vault(office: Office, standing: Standing) -> None:
    """Take an issue's file out of the vault once it is not needed: its folder is there in the clear."""
    sealed = vault_folder(office) / f"{standing.release_id}.vault"
    kept = kept_folder(office, standing)
    if sealed.is_file() and (kept / MANIFEST).is_file():
        sealed.unlink()


def _remove(path: Path) -> None:
    """Remove a folder, or a link to one."""
    if path.is_symlink():
        path.unlink()
    shutil.rmtree(path, ignore_errors=True)
