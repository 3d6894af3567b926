"""Dagster's storage in PostgreSQL, at an address that is read from a file and stands in no setting."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

import dagster as dg
from dagster._serdes import ConfigurableClassData
from dagster_postgres import DagsterPostgresStorage
from dagster_postgres.utils import create_pg_engine

from pipeline.errors import BadInputError, MachineError
from pipeline.secret_files import read_secret

CONNECT_SECONDS = 5
MOST_CONNECTIONS = 20
"""Of one process; all but one are closed when they are not used."""
RECYCLE_SECONDS = 600
"""So old a connection is made anew."""
FORM = "postgresql://USER:PASSWORD@HOST:5432/DATABASE"
_WHAT = "The file with the address of the database"
_NAMED_IN = "the choice (`crossfoot history --postgres FILE`)"


class FiledStorage(DagsterPostgresStorage):
    """Dagster's own storage for PostgreSQL, with the path of a file in place of the address."""

    @classmethod
    def config_type(cls) -> dict[str, Any]:
        """Take the path of the file."""
        return {"file": dg.Field(str, description="The file with the address of the database.")}

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]
    ) -> "FiledStorage":
        """Read the address and open the storage. Raises a sentence where either cannot be done."""
        address = read_address(Path(config_value["file"]))
        require_reachable(address)
        return cls(postgres_url=_with_driver(address), inst_data=inst_data)

    def __init__(self, postgres_url: str, inst_data: ConfigurableClassData | None = None) -> None:
        """Keep a connection open: a run writes hundreds of events, and each would sign in again."""
        super().__init__(postgres_url, inst_data=inst_data)
        engine = create_pg_engine(
            postgres_url,
            isolation_level="AUTOCOMMIT",
            pool_size=1,
            max_overflow=MOST_CONNECTIONS - 1,
            pool_recycle=RECYCLE_SECONDS,
            pool_pre_ping=True,
        )
        self._run_storage._engine = engine
        self._event_log_storage._engine = engine
        self._schedule_storage._engine = engine


def read_address(path: Path, outside: Sequence[Path] = ()) -> str:
    """Read the address of a database from a file of its owner's alone that lies in none of some folders."""
    content = read_secret(path, _WHAT, outside, _NAMED_IN)
    address = content.decode("utf-8", errors="replace").strip()
    if _parts(address) is None or any(letter.isspace() for letter in address):
        raise BadInputError(f"{_WHAT}, {path}, does not hold an address. It is one line, as in {FORM}")
    return address


def _with_driver(address: str) -> str:
    """Name the driver that Dagster's storage uses; SQLAlchemy 2.1 takes another one by itself."""
    return f"postgresql+psycopg2://{address.partition('://')[2]}"


def described(address: str) -> str:
    """Name a database without its password."""
    parts = _parts(address)
    assert parts is not None
    return f"database {parts.path.strip('/')} at {parts.hostname}:{parts.port or 5432}, user {parts.username}"


def require_reachable(address: str) -> None:
    """Refuse where the server does not answer, or does not let this user in."""
    import psycopg2

    try:
        psycopg2.connect(address, connect_timeout=CONNECT_SECONDS).close()
    except psycopg2.Error as problem:
        said = " ".join(str(problem).split())
        raise MachineError(
            f"The history of runs is in PostgreSQL ({described(address)}), which cannot be reached: "
            f"{_without(said, address)}. Start the server or mend the address, then try again."
        ) from None


def _parts(address: str) -> SplitResult | None:
    """Take an address apart, None where it is none."""
    try:
        parts = urlsplit(address)
        whole = parts.hostname and parts.username and parts.path.strip("/") and (parts.port or 5432)
    except ValueError:
        return None
    return parts if parts.scheme in ("postgresql", "postgres") and whole else None


def _without(said: str, address: str) -> str:
    """Return what a library said, or nothing of it where the password stands in it."""
    parts = _parts(address)
    password = parts.password if parts and parts.password else ""
    if password and any(form in said for form in (password, unquote(password))):
        return "the address was refused"
    return said
