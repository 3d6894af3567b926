"""What an office declares of its signature: the table `[signature]` of office.toml names files only."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import BadInputError

_ENTRIES = frozenset({"key", "certificate", "chain", "passphrase", "reason", "location"})


@dataclass(frozen=True)
class Declared:
    """Where the key lies. Without a `certificate` the key is a PKCS#12 file, which holds one."""

    key: Path
    certificate: Path | None = None
    chain: tuple[Path, ...] = ()
    passphrase: Path | None = None
    reason: str = ""
    location: str = ""


def read_signature(table: dict[str, Any] | None, declared_in: Path) -> Declared | None:
    """Read the table, or nothing where an office signs nothing.

    Raises BadInputError for an entry of another name, a missing key, or a path that is not absolute: a key
    lies outside the repository, wherever that is checked out.
    """
    if table is None:
        return None
    unknown = sorted(set(table) - _ENTRIES)
    if unknown or "key" not in table:
        what = f"has the entry {unknown[0]!r}" if unknown else "lacks the entry 'key'"
        raise BadInputError(
            f"{declared_in}, table [signature], {what}. It holds 'key', and where they are needed "
            f"{', '.join(repr(name) for name in sorted(_ENTRIES - {'key'}))}."
        )
    return Declared(
        key=_path(table, "key", declared_in),
        certificate=_path(table, "certificate", declared_in) if "certificate" in table else None,
        chain=tuple(_absolute(name, "chain", declared_in) for name in table.get("chain", ())),
        passphrase=_path(table, "passphrase", declared_in) if "passphrase" in table else None,
        reason=str(table.get("reason", "")),
        location=str(table.get("location", "")),
    )


def _path(table: dict[str, Any], entry: str, declared_in: Path) -> Path:
    return _absolute(table[entry], entry, declared_in)


def _absolute(name: object, entry: str, declared_in: Path) -> Path:
    """Return a path that does not depend on a folder; `~` is the home of who runs the program."""
    path = Path(str(name)).expanduser()
    if not isinstance(name, str) or not path.is_absolute():
        raise BadInputError(
            f"{declared_in}, table [signature], says {entry} = {name!r}. Write the whole path of a file "
            "outside the repository, as in '/etc/office/signing.p12': the secret stands there, not here."
        )
    return path
