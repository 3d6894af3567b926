"""The lake: facts as Parquet files named by their content, reached only through manifests.

A stage writes the files of a partition first and its manifest last, each under a temporary name in
the same folder, flushed to the disk and renamed. Whoever reads goes by manifests, so an interrupted
stage leaves the state before it, and a finished one is seen whole.
"""

import hashlib
import io
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import MachineError
from pipeline.identity import file_hash

if TYPE_CHECKING:
    import polars as pl

_NAME_DIGITS = 16


@dataclass(frozen=True)
class Manifest:
    """What a finished stage left for one partition: a digest of its inputs and a file a table.

    `previous` are the files it replaced; they stay until it is replaced itself, so that who began to read
    by the manifest before can read on.
    """

    stage: str
    partition: str
    digest: str
    tables: Mapping[str, str]
    facts: Mapping[str, Any]
    previous: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lake:
    """The folder of an office's facts."""

    folder: Path

    def write(self, table: str, partition: str, frame: "pl.DataFrame") -> str:
        """Write one table's partition and return its path below the lake, named by its content."""
        from polars.exceptions import ComputeError

        schema, name = table.split(".")
        folder = self.folder / schema / name
        temporary = folder / f".{partition}.{os.getpid()}.tmp"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            frame.write_parquet(temporary, compression="zstd", statistics=True)
            _flush(temporary)
            final = folder / f"{partition}.{file_hash(temporary)[:_NAME_DIGITS]}.parquet"
            temporary.replace(final)
        except (OSError, ComputeError) as error:
            raise _unwritable(folder, temporary, error) from error
        return str(final.relative_to(self.folder))

    def commit(
        self, stage: str, partition: str, digest: str, tables: Mapping[str, str], facts: Mapping[str, Any]
    ) -> Manifest:
        """Publish a partition: from here on readers see these files. Those replaced before are removed."""
        before = self.manifest(stage, partition)
        older = set(before.tables.values()) - set(tables.values()) if before else set()
        kept = before.previous if before and not older else tuple(sorted(older))
        manifest = Manifest(stage, partition, digest, dict(tables), dict(facts), kept)
        content = {"digest": digest, "tables": manifest.tables, "facts": manifest.facts, "previous": kept}
        text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False)
        write_atomically(self._manifest_path(stage, partition), text.encode())
        for old in set(before.previous) - {*kept, *tables.values()} if before else ():
            (self.folder / old).unlink(missing_ok=True)
        return manifest

    def manifest(self, stage: str, partition: str) -> Manifest | None:
        """Return the manifest of a partition, or None when the stage has not finished for it."""
        path = self._manifest_path(stage, partition)
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Manifest(
            stage,
            partition,
            found["digest"],
            found["tables"],
            found["facts"],
            tuple(found.get("previous", ())),
        )

    def manifests(self, stage: str) -> list[Manifest]:
        """List the manifests of a stage, by partition."""
        names = sorted(path.stem for path in (self.folder / "manifest" / stage).glob("*.json"))
        return [found for name in names if (found := self.manifest(stage, name))]

    def retire(self, stage: str, partition: str) -> None:
        """Forget a partition: its manifest first, then its files."""
        found = self.manifest(stage, partition)
        self._manifest_path(stage, partition).unlink(missing_ok=True)
        for old in (*found.tables.values(), *found.previous) if found else ():
            (self.folder / old).unlink(missing_ok=True)

    def read(self, manifest: Manifest, table: str) -> "pl.DataFrame":
        """Read one table of a manifest."""
        import polars as pl

        return pl.read_parquet(self.folder / manifest.tables[table], glob=False)

    def paths(self, manifests: list[Manifest], table: str) -> list[str]:
        """List the files of a table over several manifests."""
        return [str(self.folder / found.tables[table]) for found in manifests if table in found.tables]

    def _manifest_path(self, stage: str, partition: str) -> Path:
        """Return where a manifest lies."""
        return self.folder / "manifest" / stage / f"{partition}.json"


def content_hash(frame: "pl.DataFrame") -> str:
    """Hash the rows of a frame as they would be written."""
    stream = io.BytesIO()
    frame.write_parquet(stream, compression="uncompressed", statistics=False)
    return hashlib.sha256(stream.getvalue()).hexdigest()


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old or the new one, never a part."""
    temporary = path.parent / f".{path.name}.{os.getpid()}.tmp"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        _flush(temporary)
        temporary.replace(path)
    except OSError as error:
        raise _unwritable(path, temporary, error) from error


def _unwritable(what: Path, temporary: Path, error: Exception) -> MachineError:
    """Take the unfinished file away and say what could not be written."""
    with suppress(OSError):
        temporary.unlink(missing_ok=True)
    reason = getattr(error, "strerror", None) or error
    return MachineError(
        f"{what} cannot be written ({reason}). Free some space or check the folder's rights, then run again."
    )


def _flush(path: Path) -> None:
    """Force a file's bytes to the disk before it gets its name."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
