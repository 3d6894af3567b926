"""The files of users: hashes that the web server checks, names that cannot be mistaken, rights."""

import subprocess
import sys
from pathlib import Path

import pytest

from assets.passwords import LEAST_LENGTH, MOST_BYTES, hash_password, read_users, remove_user, set_password
from pipeline.errors import BadInputError, UsageError
from pipeline.project import locate

WORD = "an invented passphrase"


def _by_openssl(word: str, setting: str) -> str:
    """Hash a password by another program."""
    salt = "$".join(setting.split("$")[2:4])
    command = ["openssl", "passwd", "-6", "-salt", salt, "-stdin"]
    return subprocess.run(command, input=word, capture_output=True, text=True, check=True).stdout.strip()


def test_a_hash_is_sha512_crypt_with_a_salt_of_its_own() -> None:
    first, second = hash_password(WORD), hash_password(WORD)
    assert first != second
    assert first.startswith("$6$rounds=10000$")
    assert _by_openssl(WORD, first) == first
    assert _by_openssl("another", first) != first


def test_users_are_added_changed_and_taken_out(tmp_path: Path) -> None:
    path = set_password(tmp_path, "auditors", "b.person", WORD)
    set_password(tmp_path, "auditors", "a.person", WORD)
    before = read_users(tmp_path, "auditors")
    set_password(tmp_path, "auditors", "b.person", WORD + "2")
    after = read_users(tmp_path, "auditors")
    assert list(after) == ["a.person", "b.person"]
    assert (before["a.person"], before["b.person"] != after["b.person"]) == (after["a.person"], True)
    assert path.stat().st_mode & 0o777 == 0o640
    assert WORD not in path.read_text()
    remove_user(tmp_path, "auditors", "a.person")
    assert list(read_users(tmp_path, "auditors")) == ["b.person"]
    assert read_users(tmp_path, "statisticians") == {}
    with pytest.raises(UsageError, match=r"has no user 'a.person'. It has: b.person"):
        remove_user(tmp_path, "auditors", "a.person")


@pytest.mark.parametrize("name", ["", "A", "a b", "a:b", "a\nb", "-a", "a" * 33, "ə", "a/b", "a\r"])
def test_names_that_would_be_something_else_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name of a user"):
        set_password(tmp_path, "auditors", name, WORD)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "word", ["", "a" * (LEAST_LENGTH - 1), "a" * (MOST_BYTES + 1), "ə" * 101, "a\0" * 10]
)
def test_passwords_that_are_none_are_refused(tmp_path: Path, word: str) -> None:
    with pytest.raises(UsageError, match="Choose another one"):
        set_password(tmp_path, "auditors", "a", word)


@pytest.mark.parametrize("word", ["a" * LEAST_LENGTH, "a" * MOST_BYTES, "ə" * 100])
def test_passwords_of_the_least_and_the_most_length_are_taken(tmp_path: Path, word: str) -> None:
    set_password(tmp_path, "auditors", "a", word)


def test_a_file_of_another_kind_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "auditors").write_text("# a list of auditors\n")
    with pytest.raises(BadInputError, match="is no file of users"):
        set_password(tmp_path, "auditors", "a", WORD)
    with pytest.raises(UsageError, match="is not there"):
        set_password(tmp_path / "none", "auditors", "a", WORD)


def test_the_command_takes_the_password_from_standard_input(tmp_path: Path) -> None:
    def run(*arguments: str, word: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "assets.cli", "user", *arguments, "--to", str(tmp_path)]
        return subprocess.run(
            command, cwd=locate().root, input=word, capture_output=True, text=True, check=False
        )

    made = run("a.person", "--role", "statisticians", word=f"{WORD}\n")
    assert "a.person is one of the statisticians" in made.stdout
    assert WORD not in made.stdout + made.stderr
    held = read_users(tmp_path, "statisticians")["a.person"]
    assert _by_openssl(WORD, held) == held
    other = run("a.person", "--role", "readers", word=f"{WORD}\n")
    assert (other.returncode, "There is no role 'readers'" in other.stderr) == (2, True)
    assert (
        "none of the statisticians any more" in run("a.person", "--role", "statisticians", "--remove").stdout
    )
