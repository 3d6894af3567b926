"""Files of users and hashed passwords, in the form that nginx reads: a line a user, `name:hash`."""

import ctypes
import ctypes.util
import os
from pathlib import Path

from pipeline.errors import BadInputError, MachineError, UsageError
from pipeline.lake import write_atomically
from pipeline.user import NAME

ROLES = ("statisticians", "auditors")
"""The roles, each a file of its users."""
LEAST_LENGTH = 12
"""Characters of a password."""
MOST_BYTES = 200
ROUNDS = 10_000
"""Of SHA-512 a password. nginx takes them again for each request, some 5 ms."""
MODE = 0o640
_PREFIX = b"$6$"
_RANDOM_BYTES = 16


def set_password(folder: Path, role: str, name: str, password: str) -> Path:
    """Add a user to a role, or give a user another password; returns the file."""
    if not NAME.fullmatch(name):
        raise UsageError(
            f"'{name}' cannot be the name of a user. Take up to 32 small letters, digits, dots, hyphens and "
            "underscores, as in a.mammadova."
        )
    if len(password) < LEAST_LENGTH or len(password.encode()) > MOST_BYTES or not password.isprintable():
        raise UsageError(
            f"The password has fewer than {LEAST_LENGTH} characters, more than {MOST_BYTES} bytes, or a "
            "character that cannot be seen. Choose another one."
        )
    users = read_users(folder, role)
    return _write(folder, role, users | {name: hash_password(password)})


def remove_user(folder: Path, role: str, name: str) -> Path:
    """Take a user out of a role; counts from the next request on."""
    users = read_users(folder, role)
    if name not in users:
        raise UsageError(f"{folder / role} has no user '{name}'. It has: {', '.join(users) or 'none'}.")
    return _write(folder, role, {one: held for one, held in users.items() if one != name})


def read_users(folder: Path, role: str) -> dict[str, str]:
    """Return the hashes of a role by user; no user where there is no file yet."""
    path = folder / role
    if not folder.is_dir():
        raise UsageError(f"{folder} is not there. Make it as deploy/README.md says, or name another folder.")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    users = dict(line.partition(":")[::2] for line in lines if line)
    if not all(NAME.fullmatch(name) and held.startswith("$") for name, held in users.items()):
        raise BadInputError(f"{path} is no file of users. Each line of one is a name, a colon and a hash.")
    return users


def hash_password(password: str) -> str:
    """Hash a password by SHA-512 crypt with a salt of its own, by the library that nginx checks it with."""
    library = _library()
    salt = os.urandom(_RANDOM_BYTES)
    setting = library.crypt_gensalt(_PREFIX, ROUNDS, salt, len(salt))
    found: bytes | None = library.crypt(password.encode(), setting) if setting else None
    if not found or not found.startswith(_PREFIX):
        raise MachineError("The library crypt of this machine does not know SHA-512. Use Debian's libcrypt1.")
    return found.decode()


def _library() -> ctypes.CDLL:
    """Open libcrypt with the types of its two functions."""
    name = ctypes.util.find_library("crypt")
    if name is None:
        raise MachineError("This machine has no library crypt. Run the command on the server, on Debian.")
    library = ctypes.CDLL(name, use_errno=True)
    library.crypt_gensalt.restype = library.crypt.restype = ctypes.c_char_p
    library.crypt_gensalt.argtypes = [ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p, ctypes.c_int]
    library.crypt.argtypes = [ctypes.c_char_p, ctypes.c_char_p]
    return library


def _write(folder: Path, role: str, users: dict[str, str]) -> Path:
    """Write the file whole; the web server reads it by its group."""
    path = folder / role
    lines = "".join(f"{name}:{held}\n" for name, held in sorted(users.items()))
    write_atomically(path, lines.encode())
    path.chmod(MODE)
    return path
