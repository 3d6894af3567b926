"""The parts of a packed workbook (xlsx, ods), unpacked within limits.

A directory may say anything, so it is checked before a part is unpacked, and the bytes are counted again
while they come out. Parts are read by name and never written to a folder.
"""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pipeline.errors import BadInputError
from pipeline.reading.tables.limits import (
    MAX_INFLATE_RATIO,
    MAX_PART_BYTES,
    MAX_PARTS,
    MAX_UNPACKED_BYTES,
    MIB,
    MIN_RATIO_BYTES,
)

WORKBOOK: Final = "xl/workbook.xml"
CONTENT: Final = "content.xml"
"""The parts that tell an xlsx and an ods workbook from other packed files."""
_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class Archive:
    """A packed file, open for reading; use it in a `with` statement.

    Raises BadInputError when its directory is past a limit or names a part outside of it.
    """

    def __init__(self, path: Path) -> None:
        """Open a file and check its directory."""
        self._name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise self._broken(error) from error
        try:
            self._parts = self._check(self._zip.infolist())
        except BadInputError:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        """Give the archive itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._zip.close()

    def __contains__(self, part: str) -> bool:
        """Tell whether there is a part of this name."""
        return part in self._parts

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts."""
        return tuple(self._parts)

    def chunks(self, part: str) -> Iterator[bytes]:
        """Unpack a part piece by piece; stops with a sentence where it grows past a limit or is damaged."""
        facts = self._parts.get(part)
        if facts is None:
            raise BadInputError(
                f"{self._name} lacks its part {part}. Save the file anew and hand it in again."
            )
        total = 0
        try:
            with self._zip.open(facts) as stream:
                while chunk := stream.read(_CHUNK):
                    total += len(chunk)
                    self._check_size(part, total, facts.compress_size)
                    yield chunk
        except _BROKEN as error:
            raise self._broken(error) from error

    def read(self, part: str, limit: int) -> bytes:
        """Unpack a part of a limited size."""
        content = bytearray()
        for chunk in self.chunks(part):
            content += chunk
            if len(content) > limit:
                raise BadInputError(f"{self._name}: its part {part} has more than {limit:,} bytes.")
        return bytes(content)

    def _check(self, listed: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        """Check the directory of the file before anything is unpacked."""
        if len(listed) > MAX_PARTS:
            raise self._refused(f"{len(listed):,} parts", f"{MAX_PARTS:,}")
        total = sum(facts.file_size for facts in listed)
        if total > MAX_UNPACKED_BYTES:
            raise self._refused(f"{total:,} bytes when unpacked", f"{MAX_UNPACKED_BYTES // MIB} MiB")
        parts: dict[str, zipfile.ZipInfo] = {}
        for facts in listed:
            self._check_name(facts.filename)
            if facts.filename in parts:
                raise BadInputError(
                    f"{self._name} holds two parts of the name '{facts.filename}'. Save the file anew."
                )
            if facts.flag_bits & _ENCRYPTED:
                raise BadInputError(f"{self._name} has parts under a password. Save it without a password.")
            if facts.compress_type not in _METHODS:
                raise BadInputError(
                    f"{self._name} is packed by a method that office programs do not use. Save the file anew."
                )
            self._check_size(facts.filename, facts.file_size, facts.compress_size)
            parts[facts.filename] = facts
        return parts

    def _check_name(self, name: str) -> None:
        """Refuse a part whose name leads out of the file."""
        steps = name.replace("\\", "/").split("/")
        if ".." in steps or name.startswith(("/", "\\")) or ":" in steps[0]:
            raise BadInputError(
                f"{self._name} holds a part named '{name[:80]}', which leads out of the file. It is not "
                "opened: ask its sender how it was made."
            )

    def _check_size(self, part: str, size: int, packed: int) -> None:
        """Refuse a part that is too large, or too large for its packed size."""
        if size > MAX_PART_BYTES:
            raise self._refused(f"more than {MAX_PART_BYTES // MIB} MiB in its part {part[:80]}", "that")
        if size > MIN_RATIO_BYTES and size > MAX_INFLATE_RATIO * packed:
            raise self._refused(
                f"a part that unpacks to more than {MAX_INFLATE_RATIO} times its size ({part[:80]})",
                "that, as it is no table",
            )

    def _refused(self, what: str, limit: str) -> BadInputError:
        """Say that the file is larger than what is read."""
        return BadInputError(
            f"{self._name} has {what}; no more than {limit} is read. Split it into smaller files."
        )

    def _broken(self, error: Exception) -> BadInputError:
        """Say that the file is damaged."""
        return BadInputError(
            f"{self._name} is damaged or was cut off: its parts cannot be unpacked ({str(error)[:120]}). "
            "Ask for the file again, or save it anew."
        )
