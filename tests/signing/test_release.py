"""A release of an office that signs: both hashes in the manifest, the same bytes when it is made again."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from pipeline import stages
from pipeline.bulletin.publish import publish_month
from pipeline.errors import BadInputError
from pipeline.month import Month
from pipeline.office import Office, load_office
from pipeline.project import locate
from pipeline.sealed.check_signatures import check_signatures
from pipeline.sealed.folder import ReleaseFolder
from pipeline.sealed.report import Report
from pipeline.sealed.verify import verify
from pipeline.signing.kept import signed_by
from tests.publications import ENGLISH
from tests.signing.authority import WORD, Authority, keep, write_pkcs12
from tests.small_office import INVESTMENT, WriteOffice

JANUARY = Month.parse("2026-01")
PDF = "bulletin.en.pdf"


def _declare(office: Office, key: Path, word: Path) -> Office:
    """Add the table to office.toml and read it again."""
    path = office.folder / "office.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}\n[signature]\nkey = "{key}"\npassphrase = "{word}"\n', encoding="utf-8")
    return load_office(office.project, office.code)


def _publish(office: Office) -> Path:
    return publish_month(office, stages.lake_of(office), JANUARY, choice=ENGLISH).folder


@pytest.fixture
def office(write_office: WriteOffice) -> Office:
    """Compute a month of a small office that has the words its bulletin needs."""
    labels = (locate().sources / "karabakh" / "reference" / "label.csv").read_text(encoding="utf-8")
    made = write_office({"first": {"investment.csv": INVESTMENT}}, {"label.csv": labels})
    stages.run_month(made, JANUARY, with_bulletin=False)
    return made


@pytest.fixture
def word(tmp_path: Path) -> Path:
    return keep(tmp_path / "word", WORD)


def test_a_signed_release_can_be_compared_by_what_is_before_the_signature(
    office: Office, tmp_path: Path, word: Path, caplog: pytest.LogCaptureFixture
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    begins = datetime.now(UTC) - timedelta(days=1)
    certificate = Authority().issue(key.public_key(), "Invented office", begins=begins)
    signing = _declare(office, write_pkcs12(tmp_path / "office.p12", key, certificate), word)
    folder = _publish(signing)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    data = (folder / PDF).read_bytes()
    facts = manifest["signed"][PDF]
    assert manifest["files"][PDF] == hashlib.sha256(data).hexdigest()
    assert signed_by(data) == facts["certificate"]["sha256"]
    prefix = data[: facts["unsigned"]["bytes"]]
    assert hashlib.sha256(prefix).hexdigest() == facts["unsigned"]["sha256"]
    found = verify(folder)
    assert [fault.sentence() for fault in found.faults] == []
    assert found.checked["signed files"] == 3
    assert found.left_out["signed files whose certificate a reader must trust"] == 1
    assert [one.getMessage() for one in caplog.records if one.name.startswith("pyhanko")] == []
    assert _places_of_faults(folder, data[:40] + b"x" + data[41:]) == [
        *("the bytes that were signed", "signature"),
    ]
    assert _places_of_faults(folder, prefix) == ["signatures"]
    assert _places_of_faults(folder, data + b"% more\n") == ["signature"]
    (folder / PDF).write_bytes(data)
    again = _publish(signing)
    assert (again / PDF).read_bytes() == data
    assert json.loads((again / "manifest.json").read_text(encoding="utf-8")) == manifest


def _places_of_faults(folder: Path, content: bytes) -> list[str]:
    """Say what of the signature does not hold where a PDF has other bytes."""
    (folder / PDF).write_bytes(content)
    report = Report()
    check_signatures(ReleaseFolder.open(folder), report)
    return [fault.place for fault in report.faults]


def test_an_office_without_the_table_signs_nothing(office: Office) -> None:
    folder = _publish(office)
    assert signed_by((folder / PDF).read_bytes()) is None
    assert "signed" not in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def test_a_key_that_cannot_sign_stops_the_release_before_anything_is_written(
    office: Office, tmp_path: Path, word: Path
) -> None:
    signing = _declare(office, tmp_path / "absent.p12", word)
    with pytest.raises(BadInputError, match=r"The signing key, .*absent\.p12, is not there"):
        _publish(signing)
    assert not (office.home / "releases").exists()
