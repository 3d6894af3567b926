"""The key of the vault: read from a file of its owner alone, made once, never said."""

from pathlib import Path

import pytest

from pipeline.errors import BadInputError, UsageError
from pipeline.office import Office
from pipeline.releasing.vault import VARIABLE, make_key, read_key
from tests.releasing.conftest import Desk


def test_a_key_is_read_from_a_file_of_its_owner_alone(desk: Desk, vault_key: Path) -> None:
    assert vault_key.stat().st_mode & 0o777 == 0o600
    assert len(read_key(desk.office)) == 32
    vault_key.chmod(0o640)
    with pytest.raises(BadInputError, match="can be read or changed by others"):
        read_key(desk.office)


def test_a_key_may_be_named_by_the_environment(
    small_office: Office, vault_key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match=f"names no key.*{VARIABLE}"):
        read_key(small_office)
    monkeypatch.setenv(VARIABLE, str(vault_key))
    assert len(read_key(small_office)) == 32


@pytest.mark.parametrize("text", ["", "abc", "x" * 64, "ab" * 31, "ab" * 33])
def test_what_is_no_key_is_said_without_its_text(text: str, desk: Desk, vault_key: Path) -> None:
    vault_key.write_text(text, encoding="ascii")
    with pytest.raises(BadInputError, match="does not hold 64 hexadecimal digits") as refused:
        read_key(desk.office)
    assert not text or text not in str(refused.value)


def test_a_key_is_not_made_twice_nor_in_the_repository(vault_key: Path, small_office: Office) -> None:
    root = small_office.project.root
    with pytest.raises(UsageError, match="is there already"):
        make_key(vault_key, root)
    with pytest.raises(UsageError, match="inside the repository"):
        make_key(root / "vault.key", root)


# Real processes
