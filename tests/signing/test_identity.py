"""A key that cannot sign is one sentence that says what to do."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from pipeline.errors import BadInputError
from pipeline.secret_files import MOST_BYTES
from pipeline.signing.declared import Declared, read_signature
from pipeline.signing.identity import load_identity
from tests.signing.authority import (
    MOMENT,
    WORD,
    Authority,
    keep,
    rsa_key,
    write_certificate,
    write_pem,
    write_pkcs12,
)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def key() -> Any:
    return rsa_key()


@pytest.fixture
def declared(tmp_path: Path, authority: Authority, key: Any) -> Declared:
    certificate = authority.issue(key.public_key(), "Invented office")
    path = write_pkcs12(tmp_path / "office.p12", key, certificate, authority.certificate())
    return Declared(path, passphrase=keep(tmp_path / "word", WORD + b"\n"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "checkout").mkdir()
    return tmp_path / "checkout"


def _load(declared: Declared, root: Path) -> Any:
    return load_identity(declared, root, MOMENT)


def test_a_pkcs12_file_gives_key_certificate_and_chain(declared: Declared, root: Path) -> None:
    identity = _load(declared, root)
    assert identity.subject == "CN=Invented office"
    assert len(identity.fingerprint) == 64
    assert [one.subject.rfc4514_string() for one in identity.others] == ["CN=Invented authority"]


@pytest.mark.parametrize("word", [None, WORD])
def test_a_pem_key_goes_with_its_certificate_and_chain(
    tmp_path: Path, root: Path, authority: Authority, word: bytes | None
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    declared = Declared(
        write_pem(tmp_path / "key.pem", key, word),
        certificate=write_certificate(tmp_path / "own.pem", authority.issue(key.public_key(), "Office")),
        chain=(write_certificate(tmp_path / "ca.pem", authority.certificate()),),
        passphrase=keep(tmp_path / "word", word) if word else None,
    )
    assert len(_load(declared, root).others) == 1


def test_a_key_that_is_not_there(declared: Declared, root: Path) -> None:
    with pytest.raises(BadInputError, match=r"The signing key, .*absent\.p12, is not there\. Put it there"):
        _load(replace(declared, key=declared.key.with_name("absent.p12")), root)
    with pytest.raises(BadInputError, match=r"The passphrase of the signing key, .* is not there"):
        _load(replace(declared, passphrase=declared.key.with_name("absent")), root)


def test_a_key_that_cannot_be_read(declared: Declared, root: Path) -> None:
    with pytest.raises(BadInputError, match=r"cannot be read \(Is a directory\)\. Give who runs"):
        _load(replace(declared, key=declared.key.parent), root)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
@pytest.mark.parametrize("which", ["key", "passphrase"])
def test_a_secret_open_to_others(declared: Declared, root: Path, which: str, mode: int) -> None:
    getattr(declared, which).chmod(mode)
    with pytest.raises(
        BadInputError, match=rf"by others than its owner \(mode {mode:04o}\)\. Set .*chmod 600"
    ):
        _load(declared, root)


def test_a_secret_inside_the_repository(declared: Declared, root: Path) -> None:
    inside = keep(root / "key.p12", declared.key.read_bytes())
    link = declared.key.with_name("link.p12")
    link.symlink_to(inside)
    for path in (inside, link):
        with pytest.raises(BadInputError, match=r"lies inside .* copied and shown\. Move it elsewhere"):
            _load(replace(declared, key=path), root)


def test_a_secret_of_another_account(declared: Declared, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: declared.key.stat().st_uid + 1)
    with pytest.raises(BadInputError, match=r"signing key, .*, is not of who runs .* with: chown"):
        _load(declared, root)


def test_another_passphrase_or_none(declared: Declared, root: Path) -> None:
    other = keep(declared.key.with_name("other"), b"another")
    with pytest.raises(
        BadInputError, match=r"cannot be read as a PKCS#12 file with the passphrase in .*other"
    ):
        _load(replace(declared, passphrase=other), root)
    with pytest.raises(BadInputError, match="cannot be read as a PKCS#12 file with no passphrase"):
        _load(replace(declared, passphrase=None), root)


@pytest.mark.parametrize("content", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_a_file_that_is_no_key(declared: Declared, root: Path, tmp_path: Path, content: bytes) -> None:
    declared.key.write_bytes(content)
    with pytest.raises(BadInputError, match=r"as a PKCS#12 file .* Check that the file is whole"):
        _load(declared, root)
    with pytest.raises(BadInputError, match="as a PEM key"):
        _load(replace(declared, certificate=keep(tmp_path / "c.pem", b"")), root)


def test_a_file_too_large_to_be_a_key(declared: Declared, root: Path) -> None:
    declared.key.write_bytes(b"x" * MOST_BYTES)
    with pytest.raises(BadInputError, match="as a PKCS#12 file"):
        _load(declared, root)
    declared.key.write_bytes(b"x" * (MOST_BYTES + 1))
    with pytest.raises(BadInputError, match=r"has more than 1,000,000 bytes\. Name another"):
        _load(declared, root)


def test_a_pkcs12_file_without_a_certificate(declared: Declared, root: Path, key: Any) -> None:
    write_pkcs12(declared.key, key, None)
    with pytest.raises(BadInputError, match=r"holds no certificate\. Export both together"):
        _load(declared, root)


def test_a_certificate_file_without_one(declared: Declared, root: Path, tmp_path: Path, key: Any) -> None:
    pem = write_pem(tmp_path / "key.pem", key)
    with pytest.raises(BadInputError, match=r"c\.pem, holds no certificate in PEM"):
        _load(Declared(pem, certificate=keep(tmp_path / "c.pem", b"nothing")), root)


def test_a_key_and_a_certificate_of_another(
    declared: Declared, root: Path, tmp_path: Path, authority: Authority, key: Any
) -> None:
    other = authority.issue(ec.generate_private_key(ec.SECP256R1()).public_key(), "Another office")
    pem = Declared(write_pem(tmp_path / "k.pem", key), write_certificate(tmp_path / "c.pem", other))
    with pytest.raises(BadInputError, match=r"do not belong together: the certificate \(CN=Another office\)"):
        _load(pem, root)


@pytest.mark.parametrize(("begins", "days"), [(-400, 300), (1, 300)], ids=["past", "not yet"])
def test_a_certificate_outside_of_its_time(
    declared: Declared, root: Path, authority: Authority, key: Any, begins: int, days: int
) -> None:
    at = MOMENT + timedelta(days=begins)
    write_pkcs12(declared.key, key, authority.issue(key.public_key(), "Office", begins=at, days=days))
    with pytest.raises(BadInputError, match=rf"valid from {at:%Y-%m-%d} to .* signed on 2026-11-26\. Renew"):
        _load(declared, root)


def test_the_first_and_the_last_second_of_a_certificate(
    declared: Declared, root: Path, authority: Authority, key: Any
) -> None:
    for begins in (MOMENT, MOMENT - timedelta(days=10)):
        write_pkcs12(declared.key, key, authority.issue(key.public_key(), "Office", begins=begins, days=10))
        assert _load(declared, root)


def test_a_certificate_made_for_something_else(
    declared: Declared, root: Path, authority: Authority, key: Any
) -> None:
    write_pkcs12(declared.key, key, authority.issue(key.public_key(), "Server", signing=False))
    with pytest.raises(BadInputError, match="is not made for signing: its key usage"):
        _load(declared, root)


def test_a_certificate_that_says_no_usage_is_good_for_any(
    declared: Declared, root: Path, authority: Authority, key: Any
) -> None:
    write_pkcs12(declared.key, key, authority.issue(key.public_key(), "Office", says_usage=False))
    assert _load(declared, root).subject == "CN=Office"


def test_a_key_that_readers_do_not_check(declared: Declared, root: Path, authority: Authority) -> None:
    for weak in (rsa_key(1024), ed25519.Ed25519PrivateKey.generate()):
        write_pkcs12(declared.key, weak, authority.issue(weak.public_key(), "Office"))
        with pytest.raises(BadInputError, match="RSA of at least 2048 bits, or an elliptic curve"):
            _load(declared, root)


# The table of office.toml


def test_no_table_is_no_signature() -> None:
    assert read_signature(None, Path("office.toml")) is None


def test_the_table_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/srv/office")
    found = read_signature(
        {
            "key": "~/k.pem",
            "certificate": "/c.pem",
            "chain": ["/a.pem"],
            "passphrase": "/w",
            "reason": "Release",
        },
        Path("office.toml"),
    )
    assert found == Declared(
        Path("/srv/office/k.pem"), Path("/c.pem"), (Path("/a.pem"),), Path("/w"), "Release"
    )


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({}, "lacks the entry 'key'"),
        ({"key": "/k", "password": "x"}, "has the entry 'password'"),
        ({"key": "k.p12"}, "Write the whole path of a file outside"),
        ({"key": "/k", "chain": ["ca.pem"]}, "says chain = 'ca.pem'"),
        ({"key": 1}, "says key = 1"),
    ],
)
def test_a_table_of_another_form(table: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        read_signature(table, Path("office.toml"))
