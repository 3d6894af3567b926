"""What the next issue needs of one that waits in the vault: read in memory, never written in the clear."""

from collections.abc import Iterable

from pipeline.errors import UsageError
from pipeline.office import Office
from pipeline.releasing.ahead import has_key
from pipeline.releasing.ledger import standings_of
from pipeline.releasing.model import State
from pipeline.releasing.vault import VARIABLE, Vault


def read_locked(office: Office, key: str, names: Iterable[str]) -> dict[str, bytes] | None:
    """Return files of a month's issue under embargo by their names, None where there is no such issue.

    Raises UsageError where the office names no key now, BadInputError where its file was altered.
    """
    own = [one for one in standings_of(office).values() if one.key == key and one.state is State.EMBARGOED]
    if not own:
        return None
    standing = own[-1]
    if not has_key(office):
        raise UsageError(
            f"{standing.release_id} is in the vault, and what follows it is compared with it. Name the key "
            f"that it was locked with in sources/{office.code}/office.toml, table [release], as key, or in "
            f"the environment variable {VARIABLE}."
        )
    found = Vault.of(office).read(standing.release_id, standing.manifest_sha256)
    return {name: found[name] for name in names if name in found}
