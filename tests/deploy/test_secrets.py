"""What is secret stays in its file: not in logs, the history of runs, errors, tables or releases."""

import base64
import contextlib
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from assets.home import open_instance
from assets.release_steps import build_release_job
from assets.run import run_months
from pipeline.errors import BadInputError
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.progress import Lines
from pipeline.project import locate
from pipeline.user import USER_TAG
from tests.publications import ENGLISH
from tests.releasing.conftest import Desk
from tests.signing.authority import Authority, keep, write_pkcs12
from tests.small_office import INVESTMENT, WriteOffice

JANUARY = Month.parse("2026-01")
WORD, OTHER_WORD = b"planted-word-5b1e0c", b"planted-guess-77aa31"


def _forms(secret: bytes) -> list[bytes]:
    """Return a secret as it could stand somewhere: as it is, in digits, in base 64."""
    return [secret, secret.hex().encode(), base64.b64encode(secret).rstrip(b"=")[:-1]]


def _declare(office: Office, key: Path, word: Path) -> Office:
    """Add the table to office.toml and read it again."""
    path = office.folder / "office.toml"
    text = path.read_text(encoding="utf-8").partition("\n[signature]")[0]
    path.write_text(f'{text}\n[signature]\nkey = "{key}"\npassphrase = "{word}"\n', encoding="utf-8")
    return load_office(office.project, office.code)


def _unpacked(content: bytes) -> bytes:
    """Return a file with the packed streams of a PDF beside it."""
    begins = b"stream\r\n" if b"stream\r\n" in content else b"stream\n"
    return b"\n".join([content, *map(_inflated, content.split(begins)[1:])])


def _inflated(content: bytes) -> bytes:
    """Return what a stream holds, where it is packed."""
    with contextlib.suppress(zlib.error):
        return zlib.decompressobj().decompress(content)
    return b""


def _places(folder: Path, secrets: list[bytes]) -> list[str]:
    """List the files below a folder that hold one of the secrets, in any form."""
    forms = [form for secret in secrets for form in _forms(secret)]
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path.name for path in files if any(form in _unpacked(path.read_bytes()) for form in forms)]


def test_a_planted_secret_would_be_found(tmp_path: Path) -> None:
    for name, form in zip("abc", _forms(WORD), strict=True):
        (tmp_path / name).write_bytes(b"x" + form + b"x")
    (tmp_path / "d.pdf").write_bytes(b"1 0 obj stream\n" + zlib.compress(b"x" + WORD) + b"\nendstream")
    (tmp_path / "e").write_bytes(b"nothing")
    assert _places(tmp_path, [WORD]) == ["a", "b", "c", "d.pdf"]


@pytest.mark.long
def test_key_and_passphrase_are_nowhere_but_in_their_files(
    write_office: WriteOffice, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    labels = (locate().sources / "karabakh" / "reference" / "label.csv").read_text(encoding="utf-8")
    office = write_office({"first": {"investment.csv": INVESTMENT}}, {"label.csv": labels})
    kept = tmp_path / "kept"
    kept.mkdir()
    key = ec.generate_private_key(ec.SECP256R1())
    begins = datetime.now(UTC) - timedelta(days=1)
    certificate = Authority().issue(key.public_key(), "Invented office", begins=begins)
    path = write_pkcs12(kept / "office.p12", key, certificate, word=WORD)
    word, guess = keep(kept / "word", WORD), keep(kept / "guess", OTHER_WORD)
    with pytest.raises(BadInputError) as refused:
        run_months(_declare(office, path, guess), [JANUARY], Lines(), choice=ENGLISH)
    outcome = run_months(_declare(office, path, word), [JANUARY], Lines(), choice=ENGLISH)
    assert [Path(file).suffix for file in outcome.files].count(".pdf") == 1
    form = serialization.PrivateFormat.PKCS8
    der = key.private_bytes(serialization.Encoding.DER, form, serialization.NoEncryption())
    number = key.private_numbers().private_value.to_bytes(32, "big")
    secrets = [WORD, OTHER_WORD, number, der, path.read_bytes()[:64]]
    assert {file.name for file in (office.project.var / "dagster").rglob("*.db")} >= {"runs.db", "index.db"}
    assert _places(office.project.var, secrets) == []
    assert _places(office.project.root / "sources", secrets) == []
    printed = "".join([*capfd.readouterr(), str(refused.value)]).encode()
    assert [form for secret in secrets for form in _forms(secret) if form in printed] == []


def test_the_key_of_the_vault_is_nowhere_but_in_its_file(
    desk: Desk, vault_key: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk.run()
    desk.approved()
    job = build_release_job(desk.office)
    asked = {"step": "embargo", "month": "2026-01", "until": "2199-01-01 09:00", "zone": "UTC"}
    config = {"ops": {"small_release_step": {"config": asked}}}
    with open_instance(desk.office.project) as instance:
        vault_key.chmod(0o640)
        with pytest.raises(BadInputError, match="chmod 600") as refused:
            job.execute_in_process(run_config=config, instance=instance, tags={USER_TAG: "ana"})
        vault_key.chmod(0o600)
        job.execute_in_process(run_config=config, instance=instance, tags={USER_TAG: "ana"})
    digits = vault_key.read_bytes().strip()
    secrets = [digits, digits.upper(), bytes.fromhex(digits.decode())]
    assert list(desk.office.home.rglob("*.vault"))
    assert _places(desk.office.project.var, secrets) == []
    printed = "".join([*capfd.readouterr(), str(refused.value)]).encode()
    assert [form for secret in secrets for form in _forms(secret) if form in printed] == []
