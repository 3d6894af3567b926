"""The vault: an issue under embargo as one encrypted file, <results>/vault/<release id>.vault.

AES-256-GCM with the office's key and a fresh nonce a file; the head of the file, which is in the clear, is
authenticated with it. Inside is a tar archive of the release folder, its entries sorted and without dates or
owners.
"""

import hashlib
import io
import json
import os
import secrets
import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import BadInputError, MachineError, UsageError
from pipeline.identity import file_hash
from pipeline.lake import write_atomically
from pipeline.office import Office
from pipeline.releasing.folder import MANIFEST, Hand, check_files, hand_in
from pipeline.releasing.ledger import flush_folder
from pipeline.secret_files import read_secret
from pipeline.swap import flush

FORMAT = "crossfoot vault 1"
KEY_BYTES, NONCE_BYTES = 32, 12
MOST_BYTES = 2**31 - 1
"""A release under embargo is encrypted as a whole, in memory: at most so many bytes, as the cipher takes."""
VARIABLE = "CROSSFOOT_VAULT_KEY"
"""The environment variable that may name the file of the key, where office.toml does not."""
_WHAT = "The key of the vault"
_NAMED_IN = f"the table [release] of office.toml or the variable {VARIABLE}"


@dataclass(frozen=True)
class Vault:
    """The vault of an office and its key."""

    folder: Path
    key: bytes

    @classmethod
    def of(cls, office: Office) -> "Vault":
        """Open the vault; UsageError where the office names no key, BadInputError where it cannot be one."""
        return cls(vault_folder(office), read_key(office))

    def put(self, hand: Hand) -> str:
        """Write a release into the vault and return the SHA-256 of the file."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        plain = _packed(hand)
        nonce = secrets.token_bytes(NONCE_BYTES)
        head = _head(hand.release_id, hand.manifest_sha256)
        sealed = AESGCM(self.key).encrypt(nonce, plain, head)
        path = self.path(hand.release_id)
        write_atomically(path, head + nonce + sealed)
        flush_folder(path.parent)
        return file_hash(path)

    def take(self, release_id: str, manifest_sha256: str, place: Path) -> Hand:
        """Write the release in the vault to a new folder, flushed and held against its manifest.

        Raises BadInputError where the file is gone, was altered, or was written with another key.
        """
        files = _unpacked(self._plain(release_id, manifest_sha256), self.path(release_id))
        shutil.rmtree(place, ignore_errors=True)
        try:
            for name, content in files.items():
                (place / name).parent.mkdir(parents=True, exist_ok=True)
                (place / name).write_bytes(content)
            flush(place)
        except OSError as error:
            shutil.rmtree(place, ignore_errors=True)
            raise MachineError(
                f"{place} cannot be written ({error.strerror}). Free some space or check the folder's "
                "rights, then open the issue again."
            ) from error
        hand = hand_in(place, release_id.rpartition(".")[0], "")
        check_files(hand)
        if hand.manifest_sha256 != manifest_sha256:
            raise BadInputError(f"{self.path(release_id)} holds another release than was approved.")
        return hand

    def read(self, release_id: str, manifest_sha256: str) -> dict[str, bytes]:
        """Return the files of the release in the vault, held against its manifest, without writing any."""
        path = self.path(release_id)
        files = _unpacked(self._plain(release_id, manifest_sha256), path)
        content = files.get(MANIFEST, b"")
        listed = json.loads(content)["files"] if _sha256(content) == manifest_sha256 else {}
        if not listed or any(_sha256(files.get(name, b"")) != wanted for name, wanted in listed.items()):
            raise BadInputError(f"{path} holds another release than was approved.")
        return files

    def path(self, release_id: str) -> Path:
        """Return where an issue lies in the vault."""
        return self.folder / f"{release_id}.vault"

    def _plain(self, release_id: str, manifest_sha256: str) -> bytes:
        """Decrypt a file of the vault."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        path, head = self.path(release_id), _head(release_id, manifest_sha256)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise BadInputError(
                f"{path} cannot be read ({error.strerror}). Restore it from a backup, or send "
                f"{release_id} back with `crossfoot release recall` and run the month again."
            ) from error
        nonce, sealed = content[len(head) : len(head) + NONCE_BYTES], content[len(head) + NONCE_BYTES :]
        try:
            if not content.startswith(head):
                raise InvalidTag
            return AESGCM(self.key).decrypt(nonce, sealed, head)
        except InvalidTag as error:
            raise BadInputError(
                f"{path} cannot be opened: it was altered, or written with another key. Name the key that it "
                "was written with, or restore the file from a backup."
            ) from error


def vault_folder(office: Office) -> Path:
    """Return where the vault of an office lies."""
    return office.home / "vault"


def make_key(path: Path, root: Path) -> None:
    """Write a new key to a file that only its owner may read; UsageError where there is a file already."""
    if path.resolve().is_relative_to(root.resolve()):
        raise UsageError(
            f"{path} lies inside the repository, where a key could be published. Name another place."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(
            f"{path} is there already. A key is not replaced: what it locked needs it."
        ) from None
    except OSError as error:
        raise MachineError(f"{path} cannot be written ({error.strerror}).") from error
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(f"{secrets.token_hex(KEY_BYTES)}\n")
        stream.flush()
        os.fsync(stream.fileno())


def read_key(office: Office) -> bytes:
    """Read the office's key: 64 hexadecimal digits in a file that only its owner may read."""
    named = os.environ.get(VARIABLE, "")
    path = office.release.key or (Path(named) if named else None)
    if path is None:
        raise UsageError(
            f"Office {office.code} names no key to lock an issue with. Make one with `crossfoot release key "
            f"FILE`, and name the file in sources/{office.code}/office.toml, table [release], as key, or in "
            f"the environment variable {VARIABLE}."
        )
    text = read_secret(path, _WHAT, (office.project.root,), _NAMED_IN).strip()
    try:
        key = bytes.fromhex(text.decode("ascii"))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise BadInputError(
            f"{_WHAT}, {path}, does not hold {2 * KEY_BYTES} hexadecimal digits. Make one with "
            "`crossfoot release key FILE`."
        )
    return key


def _head(release_id: str, manifest_sha256: str) -> bytes:
    """Write the head of a file: what it is, in a line that anybody can read."""
    said = {"cipher": "AES-256-GCM", "manifest_sha256": manifest_sha256, "release_id": release_id}
    return f"{FORMAT} {json.dumps(said, sort_keys=True)}\n".encode()


def _sha256(content: bytes) -> str:
    """Hash what was read."""
    return hashlib.sha256(content).hexdigest()


def _packed(hand: Hand) -> bytes:
    """Pack a release folder; UsageError where it is too large."""
    paths = sorted(path for path in hand.folder.rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in paths)
    if size > MOST_BYTES // 2:
        raise UsageError(
            f"{hand.release_id} has {size:,} bytes, and an issue under embargo has {MOST_BYTES // 2:,} at "
            "most. Make fewer publications of the month."
        )
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in paths:
            entry = tarfile.TarInfo(path.relative_to(hand.folder).as_posix())
            entry.size = path.stat().st_size
            with path.open("rb") as content:
                archive.addfile(entry, content)
    return stream.getvalue()


def _unpacked(content: bytes, path: Path) -> dict[str, bytes]:
    """Read the files of an archive; names that lead out of it are refused."""
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
        for entry in archive:
            name = Path(entry.name)
            held = archive.extractfile(entry) if entry.isfile() else None
            if held is None or name.is_absolute() or ".." in name.parts:
                raise BadInputError(f"{path} holds an entry that is no file of a release: {entry.name!r}.")
            found[entry.name] = held.read()
    return found
